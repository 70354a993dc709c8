"""How it is lit and developed: shadows, exposure, looks, planes, blur, particles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fantascope.engines.world.bodies import shapes
from fantascope.engines.world.picture.types import Fog, Lamp, Particles, Quality, Sky

LOOKS = ["clay", "paper", "noir", "anime", "watercolour", "pixel", "sepia"]


def ground(stage, **material):
    return stage.add(shapes.terrain(lambda x, y: 0 * x, 40, 40, 8), roughness=0.9, **material)


def test_the_same_frame_gives_the_same_bytes(stage, view):
    ground(stage)
    stage.add(shapes.ball(0.5))
    camera = replace(view((1.0, -4.0, 1.5), (0, 0, 0.5)), aperture=0.01)
    a, b = (stage.shoot(camera, quality=Quality(), sky=Sky()) for _ in range(2))
    for x, y in ((a.y, b.y), (a.u, b.u), (a.v, b.v), (a.rgb, b.rgb), (a.depth, b.depth)):
        assert np.array_equal(x, y)


def test_one_renderer_forgets_the_frames_before(stage, view):
    from fantascope.engines.world.picture.renderer import Renderer

    ground(stage, colour=(0.3, 0.3, 0.3))
    stage.add(shapes.ball(0.5))
    camera = replace(view((1.0, -4.0, 1.5), (0, 0, 0.5)), aperture=0.02)
    renderer = Renderer(stage.drawables, 160, 96)
    first = renderer.render(stage.frame(camera))
    renderer.render(stage.frame(view((0, -9, 3), (0, 0, 0)), wetness=1.0, time_s=3.0))
    assert np.array_equal(renderer.render(stage.frame(camera)).y, first.y)


def test_shadow_maps_kept_from_frame_to_frame_change_nothing(stage, view):
    from fantascope.engines.world.picture.renderer import Renderer

    ground(stage, colour=(0.7, 0.7, 0.7))
    stage.add(shapes.box((0.5, 0.5, 1.0)), (0, 0, 0.5))
    stage.add(shapes.ball(0.3), (1.0, 0.2, 0.3))
    stage.add(shapes.box((0.2, 0.2, 0.6)), (-1.0, 0.4, 0.3))
    camera = view((1.0, -4.0, 2.0), (0, 0, 0.5))
    lamp = Lamp((0.4, -1.0, 2.0), (2, 1.6, 1.0), casts_shadow=True)
    kept = Renderer(stage.drawables, 160, 96, quality=Quality(grain=0.0))
    was = np.stack(stage.places)
    for k in range(8):
        stage.places = [p.copy() for p in stage.places]
        stage.places[2][1, 3] += 0.05  # the ball rolls all the time
        if k == 5:
            stage.places[1][0, 3] -= 0.6  # the box, at rest till now, is pushed
        hidden = np.ones(4, bool)
        hidden[3] = k != 6  # the small box vanishes for a frame
        frame = stage.frame(camera, lamps=(lamp,), previous=was, visible=hidden)
        fresh = Renderer(stage.drawables, 160, 96, quality=Quality(grain=0.0))
        assert np.array_equal(kept.render(frame).y, fresh.render(frame).y), k
        was = np.stack(stage.places)


def test_both_builds_agree(stage, view):
    ground(stage, colour=(0.5, 0.7, 0.4))
    stage.add(shapes.ball(0.5), colour=(0.9, 0.2, 0.2))
    camera = view((1.0, -4.0, 1.5), (0, 0, 0.5))
    fast, plain = (stage.shoot(camera, portable=p).rgb.astype(int) for p in (False, True))
    assert np.abs(fast - plain).mean() < 0.5
    assert np.percentile(np.abs(fast - plain), 99) <= 4


def test_a_sunlit_white_wall_is_near_white_and_its_shadow_darker_but_not_black(stage, view):
    ground(stage, colour=(0.9, 0.9, 0.9))
    stage.add(shapes.box((1, 1, 1)), (0, 0, 2.0))
    camera = view((0.0, -6.0, 6.0), (0.0, 0.3, 0.0))
    picture = stage.shoot(camera, sky=Sky(sun_direction=(0, 0, 1), clouds=0, sun_disc=0))
    points = project(camera, [(0, 0.1, 0), (2.0, 0, 0)])
    assert all(picture.things[y, x] == 1 for x, y in points)
    shaded, lit = (picture.rgb[y - 1 : y + 2, x - 1 : x + 2].mean() for x, y in points)
    assert lit > 215
    assert 25 < shaded < 0.8 * lit


def project(camera, points):
    right, up, forward = np.array(camera.rotation).reshape(3, 3)
    t = np.tan(camera.fov_y_rad / 2)
    out = []
    for p in points:
        d = np.array(p) - np.array(camera.position)
        w = d @ forward
        out.append((int((d @ right / (w * t * 160 / 96) + 1) * 80), int((1 - d @ up / (w * t)) * 48)))
    return out


def test_an_open_ground_has_no_shadow_acne(stage, view):
    ground(stage, colour=(0.7, 0.7, 0.7))
    quality = Quality(grain=0.0, bloom=False)
    camera = view((0.0, -6.0, 3.0), (0.0, 0.0, 0.0))
    for height in (0.15, 0.5, 2.0):
        sky = Sky(sun_direction=(0.6, 0.5, height), clouds=0, sun_disc=0)
        with_map = stage.shoot(camera, sky=sky, quality=quality).rgb.astype(int)
        without = stage.shoot(camera, sky=sky, quality=replace(quality, shadow_size=0)).rgb.astype(int)
        assert np.abs(with_map - without).max() <= 2


def test_yuv_and_rgb_tell_the_same_picture(stage, view):
    ground(stage, colour=(0.4, 0.7, 0.3))
    stage.add(shapes.ball(0.7), colour=(0.9, 0.2, 0.1))
    picture = stage.shoot(view((1.0, -4.0, 1.5), (0, 0, 0.5)), quality=Quality(), sky=Sky())
    r, g, b = np.moveaxis(picture.rgb.astype(float), -1, 0)
    y = 16 + (0.2126 * r + 0.7152 * g + 0.0722 * b) * 219 / 255
    assert np.abs(y - picture.y).max() < 1.2
    mean = picture.rgb.astype(float).reshape(48, 2, 80, 2, 3).mean((1, 3))
    luma = mean @ [0.2126, 0.7152, 0.0722]
    assert np.abs(128 + (mean[..., 2] - luma) / 1.8556 * 224 / 255 - picture.u).max() < 1.5
    assert np.abs(128 + (mean[..., 0] - luma) / 1.5748 * 224 / 255 - picture.v).max() < 1.5
    assert picture.y.min() >= 16
    assert picture.y.max() <= 235


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_is_its_own(stage, view, look):
    ground(stage, colour=(0.4, 0.7, 0.3))
    stage.add(shapes.ball(0.7), colour=(0.9, 0.2, 0.1))
    stage.add(shapes.box((0.6, 0.6, 0.6), bevel_m=0.05), (1.2, 0.4, 0.3), colour=(0.2, 0.4, 0.9))
    camera = view((1.0, -4.0, 1.5), (0.3, 0, 0.5))
    toy = stage.shoot(camera, sky=Sky()).rgb.astype(float)
    other = stage.shoot(camera, sky=Sky(), look=look).rgb.astype(float)
    assert np.abs(other - toy).mean() > 3
    assert other.std() > 12
    if look == "noir":
        assert np.abs(other[..., 0] - other[..., 1]).max() <= 3
    if look == "pixel":
        assert len(np.unique(other.reshape(-1, 3), axis=0)) < 300


def test_a_lamp_lights_near_it_and_its_shadow_falls_behind_the_thing(stage, view):
    ground(stage, colour=(0.8, 0.8, 0.8))
    stage.add(shapes.box((0.5, 0.5, 1.0)), (0, 0, 0.5))
    camera = view((0.0, -1.0, 9.0), (0.0, 0.0, 0.0), fov_y_rad=0.7)
    night = Sky(
        sun_colour=(0, 0, 0),
        zenith=(0.01, 0.01, 0.02),
        horizon=(0.01, 0.01, 0.02),
        ground=(0, 0, 0),
        clouds=0,
        sun_disc=0,
    )
    spots = project(camera, [(2.0, 0, 0), (-1.2, 0, 0)])
    lamp = Lamp((1.0, 0, 1.0), (2, 1.6, 1.0), casts_shadow=True)
    picture = stage.shoot(camera, sky=night, lamps=(lamp,)).rgb.astype(int).sum(-1)
    open_ = stage.shoot(camera, sky=night, lamps=(replace(lamp, casts_shadow=False),)).rgb.astype(int).sum(-1)
    dark = stage.shoot(camera, sky=night).rgb.astype(int).sum(-1)
    (ax, ay), (bx, by) = spots
    assert picture[ay, ax] > dark[ay, ax] + 150
    assert picture[by, bx] < open_[by, bx] - 30
    spot = replace(lamp, position=(0, 0, 3.0), cone_rad=0.3)
    narrow = stage.shoot(camera, sky=night, lamps=(spot,)).rgb.astype(int).sum(-1)
    assert narrow[ay, ax] <= dark[ay, ax] + 5


def test_blur_softens_what_is_out_of_focus_and_what_moves_but_not_the_rest(stage, view):
    for x in (-1.2, 1.2):
        stage.add(shapes.box((0.8, 0.1, 0.8)), (x, 0, 1), colour=(0.1, 0.1, 0.1))
    camera = view((0.0, -4.0, 1.0), (0.0, 0.0, 1.0), fov_y_rad=0.8)
    sharp = stage.shoot(camera).rgb.astype(int)
    focused = stage.shoot(replace(camera, aperture=0.03)).rgb.astype(int)
    soft = stage.shoot(replace(camera, aperture=0.03, focus_m=1.0)).rgb.astype(int)
    assert np.abs(focused - sharp)[20:76].max() <= 20  # outlines share their pixels with the blurred sky
    assert np.abs(soft - sharp).max() > 40
    before = np.stack(stage.places)
    before[0, 0, 3] -= 0.3
    moving = stage.shoot(camera, previous=before).rgb.astype(int)
    change = np.abs(moving - sharp).sum(-1)
    assert change[:, :80].max() > 60
    assert change[:, 100:].max() <= 6
    assert np.array_equal(stage.shoot(camera, previous=before).depth, stage.shoot(camera).depth)


def test_fog_hides_the_far(stage, view):
    stage.add(shapes.box((40, 0.1, 40)), (0, 50, 0), colour=(0.0, 0.0, 0.0))
    picture = stage.shoot(view((0, 0, 1), (0, 50, 1)), fog=Fog((0.5, 0.5, 0.5), 0.2, 5.0))
    clear = stage.shoot(view((0, 0, 1), (0, 50, 1)))
    assert picture.rgb[48, 80].mean() > 120 > clear.rgb[48, 80].mean()


def particles(n: int, kind: int, radius: float = 0.05) -> Particles:
    g = np.random.default_rng(4)
    p = g.uniform(-1, 1, (n, 3)).astype(np.float32)
    return Particles(
        p, p + np.float32(0.05), np.full(n, radius, np.float32), np.ones((n, 4), np.float32), np.full(n, kind, np.int32)
    )


@pytest.mark.parametrize("kind", range(5))
def test_particles_show_in_front_and_not_behind(stage, view, kind):
    stage.add(shapes.box((6, 0.1, 6)), (0, 0, 0), colour=(0.05, 0.05, 0.05))
    front, behind = particles(200, kind), particles(200, kind)
    front.positions[:, 1] -= 2
    front.previous[:, 1] -= 2
    behind.positions[:, 1] += 3
    behind.previous[:, 1] += 3
    camera = view((0, -6, 0), (0, 0, 0))
    empty = stage.shoot(camera).rgb.astype(int)
    assert np.abs(stage.shoot(camera, particles=front).rgb - empty).max() > 30
    assert np.abs(stage.shoot(camera, particles=behind).rgb - empty).max() <= 1


def test_glass_tints_without_hiding(stage, view):
    stage.add(shapes.box((6, 0.1, 6)), (0, 2, 0), colour=(0.9, 0.9, 0.9))
    camera = view((0, -4, 0), (0, 0, 0))
    before = stage.shoot(camera)
    glass = stage.add(shapes.ball(0.8, centre=(0, 0, 0)), colour=(0.1, 0.8, 0.2), opacity=0.4)
    after = stage.shoot(camera)
    assert glass not in after.things
    assert np.array_equal(after.depth, before.depth)
    assert after.rgb[48, 80, 0] < before.rgb[48, 80, 0] - 20
    assert after.rgb[48, 80].max() > 60


def test_snow_whitens_and_rain_darkens_the_ground(stage, view):
    ground(stage, colour=(0.3, 0.5, 0.2))
    camera = view((0, -4, 3), (0, 0, 0))
    dry, snow, wet = (stage.shoot(camera, **w).rgb[60:, :].astype(float) for w in ({}, {"snow": 0.9}, {"wetness": 0.5}))
    assert snow.mean() > dry.mean() + 40
    assert snow.std(-1).mean() < dry.std(-1).mean()
    assert np.median(wet[..., 1]) < np.median(dry[..., 1]) - 5
    stage.places, stage.drawables = [], []
    ground(stage, colour=(0.3, 0.5, 0.2), weathered=False)
    assert np.array_equal(stage.shoot(camera, snow=0.9, wetness=0.5).rgb[60:, :], dry.astype(np.uint8))
