"""Every thing of the scenery is sound: finite, closed over its faces, standing on the ground, within its budget."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.scenery import SCENERY, build_scenery
from fantascope.engines.world.bodies.scenery.leisure import BOARD_M, RIM_M, RIM_RADIUS_M

HANGS = {"string_lights", "pier", "iceberg"}


@pytest.mark.parametrize("name", SCENERY)
@pytest.mark.parametrize("seed", [0, 1])
def test_body_is_sound(name: str, seed: int) -> None:
    body = build_scenery(name, seed=seed)
    triangles = 0
    for part in body.parts:
        m = part.mesh
        triangles += len(m.faces)
        assert m.faces.min() >= 0
        assert m.faces.max() < len(m.positions)
        assert len(m.normals) == len(m.uvs) == len(m.positions)
        for array in (m.positions, m.normals, m.uvs):
            assert np.isfinite(array).all()
        assert np.abs(np.linalg.norm(m.normals, axis=1) - 1).max() < 1e-2
    assert triangles <= 6500
    low = min(float(p.mesh.positions[:, 2].min()) for p in body.parts)
    assert name in HANGS or -1.7 < low < 0.25
    assert max(body.size) < 60


@pytest.mark.parametrize("name", ["tree", "house", "rock", "bush", "bookcase", "coral"])
def test_same_seed_same_body(name: str) -> None:
    first = build_scenery(name, seed=5)
    assert build_scenery(name, seed=5) is first
    build_scenery.cache_clear()
    again = build_scenery(name, seed=5)
    for a, b in zip(first.parts, again.parts, strict=True):
        assert (a.mesh.positions == b.mesh.positions).all()


def test_colour_reaches_the_main_part() -> None:
    red = build_scenery("hydrant", colour=(0.1, 0.2, 0.9))
    assert any(p.tint == "main" and p.material.colour == (0.1, 0.2, 0.9) for p in red.parts)


def test_variants_differ() -> None:
    plain, white = build_scenery("pine"), build_scenery("pine", material="snowy")
    assert len(white.parts) > len(plain.parts)
    assert (
        build_scenery("tree", material="autumn").parts[1].material.colour
        != build_scenery("tree").parts[1].material.colour
    )


def test_hoop_is_regulation() -> None:
    hoop = build_scenery("basketball_hoop")
    assert hoop.anchors["rim"] == pytest.approx((0, 0, 3.05))
    assert pytest.approx(3.05) == RIM_M
    assert pytest.approx(0.2286) == RIM_RADIUS_M
    assert BOARD_M == (1.8, 1.05)
    balls = [c for c in hoop.colliders if c.shape == "ball"]
    radii = [float(np.hypot(c.centre[0], c.centre[1])) for c in balls]
    assert len(balls) >= 24
    assert min(radii) - 0.013 > 0.2
    board = next(c for c in hoop.colliders if c.shape == "box")
    extents = sorted(2 * s for s in board.size)
    assert extents[1:] == pytest.approx([1.05, 1.8])


def test_stairs_are_walkable() -> None:
    stairs = build_scenery("staircase")
    tops = sorted(c.centre[2] + c.size[2] for c in stairs.colliders)
    rises = np.diff([0.0, *tops])
    assert (rises > 0.165).all()
    assert (rises < 0.195).all()
    assert stairs.anchors["top"][2] == pytest.approx(tops[-1])
    assert stairs.anchors["foot"][2] == 0.0
