"""Where things land on the picture: silhouettes, depth, identity, skin, cut-outs, water, against exact projections."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fantascope.engines.world.bodies import shapes
from fantascope.engines.world.bodies.types import Texture
from fantascope.engines.world.picture.types import Camera, Water, Waves

W, H = 160, 96


def rays(camera: Camera) -> np.ndarray:
    """(H, W, 3) directions through pixel centres with unit length along the view axis."""
    right, up, forward = np.array(camera.rotation).reshape(3, 3)
    t = math.tan(camera.fov_y_rad / 2)
    x = ((np.arange(W) + 0.5) / W * 2 - 1) * t * W / H
    y = (1 - (np.arange(H) + 0.5) / H * 2) * t
    return forward + x[None, :, None] * right + y[:, None, None] * up


def box_depth(camera: Camera, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """View depth of an axis-aligned box by slabs, inf where missed."""
    d = rays(camera)
    with np.errstate(divide="ignore"):
        a, b = (low - np.array(camera.position)) / d, (high - np.array(camera.position)) / d
    near, far = np.minimum(a, b).max(-1), np.maximum(a, b).min(-1)
    return np.where((near <= far) & (far > 0), near, np.inf)


def test_a_box_lands_where_projection_says_with_its_depth_and_identity(stage, view):
    thing = stage.add(shapes.box((1.0, 1.4, 0.8)), (0.2, 0.1, 0.3))
    camera = view((2.0, -4.0, 1.7), (0.0, 0.0, 0.3), fov_y_rad=0.6)
    picture = stage.shoot(camera)
    exact = box_depth(camera, np.array([-0.3, -0.6, -0.1]), np.array([0.7, 0.8, 0.7]))
    seen = picture.things == thing
    edge = np.zeros_like(seen)
    for axis in (0, 1):
        for step in (-1, 1):
            edge |= np.isfinite(exact) != np.isfinite(np.roll(exact, step, axis))
    assert seen.sum() > 1000
    assert np.array_equal(seen[~edge], np.isfinite(exact)[~edge])
    inside = seen & np.isfinite(exact) & ~edge
    error = np.abs(picture.depth[inside] - exact[inside])
    assert np.percentile(error, 95) < 1e-4
    assert error.max() < 0.05  # on the box's own ridges a pixel may take the other side's plane
    assert np.all(np.isinf(picture.depth[picture.things == 0]))


def test_a_ground_that_passes_under_and_behind_the_camera_has_exact_depth(stage, view):
    stage.add(shapes.terrain(lambda x, y: 0 * x, 300, 300, 3))
    camera = view((0.0, 0.0, 1.5), (3.0, 10.0, 0.5), fov_y_rad=0.9)
    picture = stage.shoot(camera)
    d = rays(camera)
    exact = np.where(d[..., 2] < -0.01, -1.5 / np.minimum(d[..., 2], -1e-9), np.inf)
    near = exact < 100
    assert near.sum() > 3000
    assert np.all(picture.things[near] == 1)
    assert np.abs(picture.depth[near] / exact[near] - 1).max() < 2e-3


def test_no_pinholes_between_the_triangles_of_a_fine_mesh(stage, view):
    stage.add(shapes.ball(1.0, rings=90, segments=140))
    picture = stage.shoot(view((0.0, -4.0, 1.2), (0.0, 0.0, 1.0), fov_y_rad=0.4))
    rows = [np.flatnonzero(r) for r in picture.things == 1]
    assert all(len(r) == 0 or len(r) == r[-1] - r[0] + 1 for r in rows)


def test_skin_matrices_equal_the_rigid_transform(stage, view):
    mesh = shapes.box((0.8, 0.5, 1.0), bevel_m=0.1)
    n = len(mesh.positions)
    place = np.eye(3, 4, dtype=np.float32)
    place[:, :3] = [[0, -1, 0], [1, 0, 0], [0, 0, 1.2]]
    place[:, 3] = (0.3, 0.2, 0.1)
    camera = view((2.0, -3.0, 1.5), (0.2, 0.0, 0.3))
    stage.add(mesh)
    stage.places[0] = place
    rigid = stage.shoot(camera)
    weights = np.tile(np.array([0.25, 0.75, 0, 0], np.float32), (n, 1))
    skinned = shapes.bound(mesh, np.tile([0, 1, 0, 0], (n, 1)), weights)
    other = type(stage)()
    other.add(skinned, palette=0)
    palette = (np.stack([place, place]),)
    moved = other.shoot(camera, palettes=palette, previous_palettes=palette)
    assert np.array_equal(moved.things, rigid.things)
    finite = np.isfinite(rigid.depth)
    assert np.abs(moved.depth[finite] - rigid.depth[finite]).max() < 1e-4
    assert np.abs(moved.rgb.astype(int) - rigid.rgb.astype(int)).max() <= 2


def test_backs_are_hidden_unless_double_sided_and_mirrored_things_stay_outward(stage, view):
    wall = shapes.grid(np.array([[[-1.0, 0, 0], [-1, 0, 2]], [[1, 0, 0], [1, 0, 2]]]))
    front, back = view((0, -4, 1), (0, 0, 1)), view((0, 4, 1), (0, 0, 1))
    stage.add(wall)
    seen = [int((stage.shoot(c).things > 0).sum()) for c in (front, back)]
    assert sorted(x > 0 for x in seen) == [False, True]
    both = type(stage)()
    both.add(wall, double_sided=True)
    assert all((both.shoot(c).things > 0).sum() > 500 for c in (front, back))
    mirror = type(stage)()
    mirror.add(shapes.ball(0.8))
    straight = mirror.shoot(front)
    mirror.places[0] = mirror.places[0] * np.array([-1, 1, 1], np.float32)[:, None]
    flipped = mirror.shoot(front)
    assert abs(float(flipped.depth.min()) - float(straight.depth.min())) < 0.01
    assert abs(int((flipped.things > 0).sum()) - int((straight.things > 0).sum())) < 20


def test_cutouts_leave_the_share_of_their_alpha(stage, view):
    pixels = np.full((64, 64, 4), 255, np.uint8)
    pixels[:, :32, 3] = 0
    wall = shapes.grid(np.array([[[-1.0, 0, 0], [-1, 0, 2]], [[1, 0, 0], [1, 0, 2]]]))
    camera = view((0.1, -4.0, 1.0), (0.0, 0.0, 1.0))
    whole = type(stage)()
    whole.add(wall, double_sided=True)
    stage.add(wall, double_sided=True, cutout=True, texture=Texture("half", pixels), uv_scale=1.0)
    share = (stage.shoot(camera).things > 0).sum() / (whole.shoot(camera).things > 0).sum()
    assert share == pytest.approx(0.5, abs=0.03)


def test_water_stands_at_the_height_of_its_waves(stage, view):
    waves = Waves(0.4, np.array([[0.2, 0.9, 0.3, 1.7, 0.5], [0.1, -0.6, 1.4, 2.3, 1.0]], np.float32))
    stage.add(shapes.terrain(lambda x, y: 0 * x, 12, 12, 240), (0.0, 0.0, -3.0), shade="water")
    camera = view((0.0, -5.0, 6.0), (0.0, 1.0, 0.0), fov_y_rad=0.5)
    picture = stage.shoot(camera, time_s=2.3, water=Water(waves))
    hit = picture.things == 1
    assert hit.mean() > 0.9
    points = np.array(camera.position) + rays(camera) * picture.depth[..., None].astype(np.float64)
    inner = hit & (np.abs(points[..., 0]) < 10) & (np.abs(points[..., 1]) < 10)
    expected = waves.height(points[..., 0][inner], points[..., 1][inner], 2.3)
    assert np.abs(points[..., 2][inner] - expected).max() < 0.02
