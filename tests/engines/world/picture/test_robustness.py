"""Odd, empty and broken input: refused with a clear error or drawn without harm."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies import shapes
from fantascope.engines.world.bodies.types import Material, Mesh, Texture
from fantascope.engines.world.picture.preview import preview
from fantascope.engines.world.picture.renderer import Renderer
from fantascope.engines.world.picture.types import Drawable, Lamp, Particles, Quality, Sky, Water
from fantascope.kernel.errors import InvalidInput


def test_an_empty_stage_shows_the_sky(stage, view):
    sky = Sky(stars=1.0, planet=(0, 1, 0.4), is_moon=True)
    picture = stage.shoot(view((0, -4, 1), (0, 0, 1.5)), sky=sky, water=Water())
    assert not picture.things.any()
    assert np.isinf(picture.depth).all()
    assert picture.rgb.std() > 3


def test_triangles_behind_thin_or_without_area_do_no_harm(stage, view):
    stage.add(shapes.box((1, 1, 1)), (0, -9, 0))
    p = np.zeros((3, 3), np.float32)
    stage.add(Mesh(p, p, p[:, :2], np.array([[0, 1, 2]], np.int32)))
    line = np.array([[-1, 0, 1], [1, 0, 1], [0, 0, 1]], np.float32)
    stage.add(Mesh(line, line, line[:, :2], np.array([[0, 1, 2]], np.int32)))
    picture = stage.shoot(view((0, -4, 1), (0, 0, 1)))
    assert (picture.things > 0).sum() < 20


def test_zero_sized_and_missing_particles(stage, view):
    stage.add(shapes.ball(0.5))
    zero = np.zeros((3, 3), np.float32)
    nothing = Particles(zero, zero, np.zeros(3, np.float32), np.ones((3, 4), np.float32), np.zeros(3, np.int32))
    empty = Particles(zero[:0], zero[:0], np.zeros(0, np.float32), np.ones((0, 4), np.float32), np.zeros(0, np.int32))
    camera = view((0, -4, 1), (0, 0, 1))
    base = stage.shoot(camera).rgb
    for p in (nothing, empty):
        assert np.array_equal(stage.shoot(camera, particles=p).rgb, base)


@pytest.mark.parametrize("seed", range(6))
def test_random_scenes_render_finite_pictures(stage, view, seed):
    g = np.random.default_rng(seed)
    makers = [
        lambda: shapes.ball(0.5),
        lambda: shapes.box((0.5, 0.7, 0.9), bevel_m=0.05),
        lambda: shapes.terrain(lambda x, y: 0 * x, 20, 20, 6),
        lambda: shapes.capsule((0, 0, 0), (0, 0, 1), 0.2),
    ]
    pixels = g.integers(0, 256, (48, 20, 4)).astype(np.uint8)
    for _ in range(8):
        stage.add(
            makers[g.integers(4)](),
            tuple(g.uniform(-3, 3, 3)),
            colour=tuple(g.uniform(0, 1, 3)),
            roughness=float(g.uniform()),
            metallic=float(g.uniform()),
            emission=float(g.uniform(0, 3)),
            opacity=float(g.choice([0.0, 0.4, 1.0])),
            sheen=float(g.uniform()),
            bump=float(g.choice([0, 0.05])),
            texture=Texture("noise", pixels) if g.uniform() < 0.5 else None,
            cutout=bool(g.integers(2)),
            shade=str(g.choice(["surface", "water", "unlit"])),
            double_sided=bool(g.integers(2)),
        )
    p = g.uniform(-4, 4, (50, 3)).astype(np.float32)
    smoke = Particles(
        p,
        p + g.normal(0, 0.3, p.shape).astype(np.float32),
        g.uniform(0, 0.6, 50).astype(np.float32),
        g.uniform(0, 3, (50, 4)).astype(np.float32),
        g.integers(0, 5, 50).astype(np.int32),
    )
    camera, was = (view(tuple(g.uniform(-5, 5, 3)), tuple(g.uniform(-1, 1, 3)), aperture=0.02) for _ in range(2))
    looks = ["toy", "clay", "paper", "noir", "anime", "watercolour", "pixel", "sepia"]
    lamps = (Lamp((0, 0, 2), (3, 2, 1), casts_shadow=True), Lamp((1, 1, 3), (1, 2, 3), cone_rad=0.5, casts_shadow=True))
    more = {
        "previous_camera": was,
        "particles": smoke,
        "lamps": lamps,
        "wetness": float(g.uniform()),
        "snow": float(g.uniform()),
        "water": Water(),
        "ripples": g.uniform(0, 1, (5, 4)).astype(np.float32),
    }
    for size in ((162, 90), (16, 16)):
        picture = stage.shoot(camera, size=size, look=looks[seed], quality=Quality(), sky=Sky(stars=1), **more)
        assert picture.y.min() >= 16
        assert picture.y.max() <= 235
        assert not np.isnan(picture.depth).any()


def test_wrong_sizes_and_meshes_are_refused(stage, view):
    with pytest.raises(InvalidInput, match="even"):
        Renderer([], 101, 100)
    mesh = shapes.ball(0.5)
    broken = Mesh(mesh.positions, mesh.normals, mesh.uvs, mesh.faces + 10_000)
    with pytest.raises(InvalidInput, match="faces"):
        Renderer([Drawable(broken, Material())], 64, 64)
    stage.add(mesh)
    frame = stage.frame(view((0, -4, 1), (0, 0, 1)))
    with pytest.raises(InvalidInput, match="matrices"):
        Renderer([], 64, 64).render(frame)


def test_timings_name_every_stage(stage, view):
    stage.add(shapes.ball(0.5))
    renderer = Renderer(stage.drawables, 64, 64)
    renderer.render(stage.frame(view((0, -4, 1), (0, 0, 1))))
    t = renderer.timings()
    assert t["triangles"] > 100
    assert t["shade"] > 0
    assert all(v >= 0 for v in t.values())


def test_preview_writes_a_picture(tmp_path):
    from PIL import Image

    from fantascope.engines.world.bodies.types import Body, Part

    mesh = shapes.ball(0.5)
    body = Body("ball", (Part("ball", mesh, Material(colour=(0.9, 0.2, 0.2))),), (1, 1, 1))
    preview([body] * 3, tmp_path / "sheet.png", width=160, height=96)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (160, 96)
        pixels = np.asarray(sheet).astype(int)
    assert (pixels[..., 0] - pixels[..., 1] > 60).mean() > 0.05
