"""Every set builds whole in any weather, within its budget, with a free playing area that lies where the Terrain
says."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from fantascope.engines.world.staging.sets import SETS, build_set
from fantascope.engines.world.staging.types import Prop, SetStyle, StageSet

STYLES = (
    SetStyle(),
    SetStyle("night", "rain", "autumn", ("campfire", "puddles"), 3),
    SetStyle("sunset", "snow", "winter", (), 7),
)
WET = {"sea", "space"}


def triangles(built: StageSet) -> int:
    return sum(len(part.mesh.faces) for prop in built.props for part in prop.body.parts)


def footprint(prop: Prop) -> list[tuple[float, float, float, float, float]]:
    """World (x0, x1, y0, y1, lowest z) of each collider, by its corners."""
    out = []
    c, s = np.cos(prop.heading_rad), np.sin(prop.heading_rad)
    for collider in prop.body.colliders:
        if collider.shape == "hull":
            assert collider.points is not None
            local = collider.points.astype(float)
        else:
            r = collider.size[0] if collider.shape == "ball" else max(collider.size[:1])
            half = {
                "box": collider.size,
                "cylinder": (r, r, collider.size[-1]),
                "capsule": (r, r, collider.size[-1] + r),
            }.get(collider.shape, (r, r, r))
            if collider.shape == "box":
                x, y, z, w = collider.rotation
                turn = np.array(
                    [
                        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
                    ]
                )
                half = tuple(np.abs(turn) @ np.asarray(half))
            signs = np.array([[a, b, d] for a in (-1, 1) for b in (-1, 1) for d in (-1, 1)])
            local = np.asarray(collider.centre) + signs * np.asarray(half)
        local = local * prop.scale
        wx, wy = (
            c * local[:, 0] - s * local[:, 1] + prop.position[0],
            s * local[:, 0] + c * local[:, 1] + prop.position[1],
        )
        out.append((wx.min(), wx.max(), wy.min(), wy.max(), float(local[:, 2].min()) + prop.position[2]))
    return out


@cache
def built(name: str, k: int) -> StageSet:
    return build_set(name, STYLES[k])


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("k", range(len(STYLES)))
def test_whole_within_budget_and_free_to_play_in(name: str, k: int) -> None:
    stage = built(name, k)
    assert triangles(stage) <= 60_000
    for mesh in {id(p.mesh): p.mesh for prop in stage.props for p in prop.body.parts}.values():
        assert np.isfinite(mesh.positions).all()
        assert np.isfinite(mesh.normals).all()
    for point in [*stage.marks.values(), *stage.lane, *stage.fires, *(lamp.position for lamp in stage.lamps)]:
        assert np.isfinite(point).all()
    assert len(stage.lamps) <= 12
    assert np.linalg.norm(stage.view) == pytest.approx(1.0)
    assert len(stage.terrain.heights.shape) == 2
    px, py = stage.play
    for prop in stage.props:
        if not prop.solid or prop.loose:
            continue
        for x0, x1, y0, y1, z0 in footprint(prop):
            overlaps = x0 < px and x1 > -px and y0 < py and y1 > -py
            assert not overlaps or z0 > 2.0, f"{prop.name} at {prop.position} stands in the playing area"


@pytest.mark.parametrize("name", [n for n in SETS if n not in WET])
def test_ground_is_where_the_terrain_says(name: str) -> None:
    """Heights of the ground mesh (by barycentric look-up of its triangles) against the Terrain, over the playing
    area."""
    stage = built(name, 0)
    grounds = [p for p in stage.props if p.name in ("ground", "pavement")]
    assert grounds
    rng = np.random.default_rng(1)
    points = rng.uniform(-1, 1, (40, 2)) * stage.play
    want = stage.terrain(points[:, 0], points[:, 1])
    best = np.full(len(points), np.inf)
    for prop in grounds:
        c, s = np.cos(prop.heading_rad), np.sin(prop.heading_rad)
        for part in prop.body.parts:
            p = part.mesh.positions.astype(float)
            p = np.stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1], p[:, 2]], -1) + prop.position
            a, b, d = p[part.mesh.faces[:, 0]], p[part.mesh.faces[:, 1]], p[part.mesh.faces[:, 2]]
            for i, (x, y) in enumerate(points):
                area = (b[:, 0] - a[:, 0]) * (d[:, 1] - a[:, 1]) - (d[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
                ok = np.abs(area) > 1e-9
                safe = np.where(ok, area, 1.0)
                u = ((x - a[:, 0]) * (d[:, 1] - a[:, 1]) - (d[:, 0] - a[:, 0]) * (y - a[:, 1])) / safe
                v = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (x - a[:, 0]) * (b[:, 1] - a[:, 1])) / safe
                inside = ok & (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9)
                if inside.any():
                    z = (
                        a[inside, 2]
                        + u[inside] * (b[inside, 2] - a[inside, 2])
                        + v[inside] * (d[inside, 2] - a[inside, 2])
                    )
                    best[i] = min(best[i], float(np.abs(z - want[i]).min()))
    assert best.max() < 0.01


@pytest.mark.parametrize("name", [n for n in SETS if n not in WET])
def test_lane_lies_on_the_ground(name: str) -> None:
    stage = built(name, 0)
    for x, y, z in stage.lane:
        assert float(stage.terrain(np.float64(x), np.float64(y))) == pytest.approx(z, abs=0.02)


@pytest.mark.parametrize("name", SETS)
def test_same_style_same_set(name: str) -> None:
    first, again = built(name, 1), build_set(name, STYLES[1])
    assert [(p.name, p.position, p.heading_rad, p.scale) for p in first.props] == [
        (p.name, p.position, p.heading_rad, p.scale) for p in again.props
    ]
    assert first.marks == again.marks
    assert first.sky == again.sky


def test_seed_moves_the_dressing() -> None:
    a, b = build_set("forest", SetStyle(seed=1)), build_set("forest", SetStyle(seed=2))
    assert [p.position for p in a.props] != [p.position for p in b.props]


def test_promised_marks() -> None:
    wanted = {
        "staircase": ("stairs_top", "stairs_foot", "rug"),
        "beach": ("shore", "water"),
        "snow": ("hill_top", "hill_foot"),
        "town": ("crossroads", "north", "south", "east", "west"),
        "basketball_court": ("hoop", "rim", "free_throw", "board"),
        "table_top": ("table_top",),
    }
    for name, marks in wanted.items():
        assert set(marks) <= set(built(name, 0).marks)
    assert built("basketball_court", 0).marks["rim"][2] == pytest.approx(3.05)
    assert built("moon", 0).gravity_ms2 == pytest.approx(1.62)
    assert built("moon", 0).space == "vacuum"
    assert built("snow", 0).marks["hill_top"][2] > built("snow", 0).marks["hill_foot"][2] + 2


def test_details_are_heard() -> None:
    assert built("forest", 1).fires
    assert "campfire" in built("forest", 1).marks
    assert "seat_0" in built("forest", 1).marks
    assert not built("forest", 0).fires
    assert build_set("street", SetStyle(details=("puddles",))).wetness > 0.5
    assert built("street", 1).lamps


def test_storm_sea_is_higher() -> None:
    calm, storm = build_set("sea", SetStyle()), build_set("sea", SetStyle(weather="storm"))
    assert calm.water is not None
    assert storm.water is not None
    assert float(storm.water.waves.waves[:, 0].sum()) > 3 * float(calm.water.waves.waves[:, 0].sum())
    a, kx, ky, omega, _ = storm.water.waves.waves.T.astype(float)
    assert np.allclose(omega**2, 9.81 * np.hypot(kx, ky), rtol=1e-4)
    assert (a > 0).all()
