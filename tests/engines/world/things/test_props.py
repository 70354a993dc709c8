"""Every prop is a sound body: finite, closed, of sane mass, within its triangle budget, standing on the ground."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.props import PROPS, build_prop
from fantascope.engines.world.bodies.props.assembly import signed_volume
from fantascope.engines.world.bodies.types import Body
from fantascope.kernel.errors import InvalidInput

BUDGET = 20_000
WHEELED = (
    "car",
    "race_car",
    "police_car",
    "taxi",
    "truck",
    "bus",
    "fire_engine",
    "ambulance",
    "van",
    "tractor",
    "pickup",
)


def points(body: Body) -> np.ndarray:
    return np.concatenate([p.mesh.positions for p in body.parts])


@pytest.mark.parametrize("name", PROPS)
def test_prop_is_sound(name: str) -> None:
    body = build_prop(name)
    p = points(body)
    assert np.isfinite(p).all()
    assert p[:, 2].min() == pytest.approx(0, abs=1e-4)
    assert tuple(p.max(axis=0) - p.min(axis=0)) == pytest.approx(body.size, rel=1e-3, abs=1e-4)
    assert sum(len(part.mesh.faces) for part in body.parts) <= BUDGET
    for part in body.parts:
        m = part.mesh
        assert len(m.positions) == len(m.normals) == len(m.uvs)
        assert m.faces.min() >= 0
        assert m.faces.max() < len(m.positions)
        assert np.linalg.norm(m.normals, axis=1) == pytest.approx(1.0, abs=2e-3)
        assert part.bone < (0 if body.skeleton is None else len(body.skeleton.names))
    assert body.colliders
    for c in body.colliders:
        assert c.shape != "hull" or (c.points is not None and len(c.points) >= 4)


@pytest.mark.parametrize("name", PROPS)
def test_prop_is_closed_and_faces_outwards(name: str) -> None:
    body = build_prop(name)
    volume = sum(signed_volume(part.mesh) for part in body.parts)
    box = float(np.prod(body.size))
    assert 0 < volume <= 1.6 * box
    # a closed surface has no net area vector
    net, total = np.zeros(3), 0.0
    wrong = 0.0
    for part in body.parts:
        m = part.mesh
        q = m.positions[m.faces].astype(np.float64)
        area = np.cross(q[:, 1] - q[:, 0], q[:, 2] - q[:, 0])
        size = np.linalg.norm(area, axis=1)
        net += area.sum(axis=0)
        total += float(size.sum())
        agree = np.sum(area * m.normals[m.faces].mean(axis=1), axis=1)
        wrong += float(size[agree < -1e-9 * size].sum())
    assert np.linalg.norm(net) < 2e-3 * total
    assert wrong < 0.02 * total


@pytest.mark.parametrize("name", PROPS)
def test_mass_is_that_of_something_real(name: str) -> None:
    """Between styrofoam with air in it and solid gold, over the bounding box."""
    body = build_prop(name)
    density = body.mass_kg / float(np.prod(np.maximum(body.size, 0.002)))
    assert 0.05 < density < 9000


def test_mass_follows_material() -> None:
    light, heavy = (build_prop("cube", material=m) for m in ("wood", "gold"))
    assert heavy.mass_kg / light.mass_kg == pytest.approx(19000 / 620, rel=1e-6)
    assert heavy.sound == "metal"
    solid = 0.4**3 * 620 * 0.7
    assert light.mass_kg == pytest.approx(solid, rel=0.03)


@pytest.mark.parametrize("name", WHEELED)
def test_wheels_are_parts_on_their_own_bones(name: str) -> None:
    body = build_prop(name)
    assert body.rig == "vehicle"
    assert body.skeleton is not None
    for wheel in ("wheel_fl", "wheel_fr", "wheel_rl", "wheel_rr"):
        bone = body.skeleton.index(wheel)
        hub = body.skeleton.rest[bone]
        p = np.concatenate([part.mesh.positions for part in body.parts if part.bone == bone])
        radius = float(np.hypot(p[:, 0] - hub[0], p[:, 2] - hub[2]).max())
        assert radius == pytest.approx(float(hub[2]), rel=0.02)
        assert (hub[1] > 0) == wheel.endswith("l")
        assert (hub[0] > 0) == (wheel[6] == "f")


def test_same_arguments_same_body() -> None:
    a, b = (build_prop("domino", seed=5) for _ in range(2))
    assert all(np.array_equal(x.mesh.positions, y.mesh.positions) for x, y in zip(a.parts, b.parts, strict=True))
    pips = {sum(len(p.mesh.faces) for p in build_prop("domino", seed=k).parts) for k in range(8)}
    assert len(pips) > 1


def test_colour_kind_pattern_and_text_are_heeded() -> None:
    blue = (0.1, 0.2, 0.9)
    for name in ("car", "sailboat", "ball", "balloon", "umbrella", "cup", "domino", "basketball"):
        assert any(p.tint == "main" and p.material.colour == blue for p in build_prop(name, colour=blue).parts), name
    assert build_prop("ball", kind="basketball").size == build_prop("basketball").size
    plain, patterned = build_prop("ball"), build_prop("ball", pattern="polka_dot")
    assert plain.parts[0].material.texture is None
    assert patterned.parts[0].material.texture is not None
    keys = {p.material.texture.key for p in build_prop("sign", text="BAKERY").parts if p.material.texture}
    assert any("BAKERY" in key for key in keys)


@pytest.mark.parametrize("name", ["sailboat", "rowing_boat", "ship", "tugboat", "pirate_ship", "canoe"])
def test_boats_weigh_the_water_they_displace(name: str) -> None:
    """The mass fills a real boat's share (block coefficient) of the box it draws in the water."""
    body = build_prop(name)
    draft = float(body.traits["draft_m"])
    assert {"hull_front", "hull_back", "hull_left", "hull_right"} <= body.anchors.keys()
    keel = body.anchors["hull_left"][2] - draft
    assert abs(keel) < 0.35
    length, beam = float(body.traits["length_m"]), float(body.traits["beam_m"])
    block = body.mass_kg / (1000 * length * beam * draft)
    assert 0.22 < block < 0.7


def test_unknown_name_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no prop"):
        build_prop("perpetuum_mobile")
