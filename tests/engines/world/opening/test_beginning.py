"""A clip begins with the picture's own pixels and leaves it smoothly, in any order of frames."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from fantascope.engines.world.engine import generate
from fantascope.engines.world.language import read
from fantascope.engines.world.opening import begin, fit, matched, study
from fantascope.engines.world.opening.finish import OVER_S
from fantascope.engines.world.opening.grade import grade, tone
from fantascope.engines.world.picture.types import Camera, Picture
from fantascope.engines.world.screenplay.schema import Opening
from fantascope.kernel.errors import InvalidInput
from fantascope.media.frames import pictures_at

W, H, FPS = 160, 96, 12
CAMERA = Camera((0.0, -6.0, 1.0), (1, 0, 0, 0, 0, 1, 0, 1, 0), math.radians(34), focus_m=6.0)


def given() -> np.ndarray:
    y, x = np.mgrid[0:H, 0:W]
    picture = np.stack([200 - y, 120 + y // 2, 60 + x // 2], axis=-1).astype(np.uint8)
    return cv2.circle(picture, (50, 50), 22, (30, 60, 220), -1, cv2.LINE_AA)


def rendered(level: int = 120) -> Picture:
    rng = np.random.default_rng(level)
    small = (H // 2, W // 2)
    y = rng.integers(level - 40, level + 40, (H, W)).astype(np.uint8)
    return Picture(y, np.full(small, 120, np.uint8), np.full(small, 140, np.uint8))


@pytest.fixture(scope="module")
def beginning():
    from fantascope.engines.world.bodies.shapes import box
    from fantascope.engines.world.bodies.types import Material
    from fantascope.engines.world.picture.types import Drawable, Frame, Sky

    eye = np.eye(4, dtype=np.float32)[None, :3]
    frame = Frame(0.0, CAMERA, CAMERA, Sky(), eye, eye, np.ones(1, bool))
    takes = [([Drawable(box((0.5, 0.5, 0.5)), Material())], frame)]
    picture = given()
    return begin(picture, study(picture), takes, [CAMERA] * 40, look="toy", fps=FPS)


def luma(picture: np.ndarray) -> np.ndarray:
    return 16 + picture.astype(float) @ (0.2126, 0.7152, 0.0722) * 219 / 255


def test_the_first_frame_is_the_picture(beginning) -> None:
    shown = beginning.finished(0, 0, rendered())
    assert np.abs(shown.y - luma(given())).max() <= 1.0
    assert np.array_equal(shown.y, beginning.finished(0, 0, rendered(60)).y)


def test_it_is_left_step_by_step_subject_last(beginning) -> None:
    picture = luma(given())
    last = round(OVER_S * FPS)
    away = [np.abs(beginning.finished(k, 0, rendered()).y - picture) for k in range(last + 1)]
    means = [float(a.mean()) for a in away]
    assert means[1] < 4.0
    assert means[-1] > 15.0
    assert max(np.diff(means)) < 0.35 * means[-1]
    middle = away[round(0.5 * last)]
    assert middle[40:60, 40:60].mean() < 0.7 * middle[40:60, 110:150].mean()


def test_afterwards_only_the_grade_is_left(beginning) -> None:
    late = beginning.finished(round(OVER_S * FPS) + 30, 0, rendered())
    again = beginning.finished(round(OVER_S * FPS) + 90, 0, rendered())
    assert np.array_equal(late.y, again.y)
    assert np.array_equal(late.u, again.u)
    assert np.corrcoef(late.y.ravel(), rendered().y.ravel())[0, 1] > 0.99


def test_a_grade_moves_towards_the_picture_and_stays_put_on_itself() -> None:
    small = (H // 2, W // 2)
    warm = (np.full((H, W), 150, np.uint8), np.full(small, 100, np.uint8), np.full(small, 160, np.uint8))
    scene = (rendered(100).y, np.full(small, 130, np.uint8), np.full(small, 125, np.uint8))
    y, u, v = grade(tone(scene), tone(warm)).applied(scene, 1.0)
    assert u.mean() < 124
    assert v.mean() > 134
    assert y.mean() > scene[0].mean() + 5
    same = grade(tone(scene), tone(scene)).applied(scene, 1.0)
    assert max(np.abs(a.astype(int) - b).max() for a, b in zip(same, scene, strict=True)) <= 2
    grey = grade(tone(scene), tone(warm), coloured=False).applied(scene, 1.0)
    assert np.array_equal(grey[1], scene[1])


def project(camera: Camera, point: np.ndarray) -> np.ndarray:
    seen = np.asarray(camera.rotation).reshape(3, 3) @ (point - np.asarray(camera.position))
    ty = math.tan(camera.fov_y_rad / 2)
    return np.array([seen[0] / seen[2] / ty / (W / H), seen[1] / seen[2] / ty])


def test_the_first_shot_begins_framed_like_the_picture_and_eases_out_of_it() -> None:
    n = 60
    low, high = np.tile([-0.4, -0.4, 0.6], (n, 1)), np.tile([0.4, 0.4, 1.4], (n, 1))
    opening = Opening(sha256="0" * 64, centre=(0.3, 0.6), height=0.4)
    cameras = matched([CAMERA] * n, low, high, opening, aspect=W / H, fps=FPS)
    at = [project(c, np.array([0.0, 0.0, 1.0])) for c in cameras]
    assert at[0] == pytest.approx([-0.4, -0.2], abs=0.03)
    assert at[-1] == pytest.approx([-0.4 * 0.4, 0.0], abs=0.03)
    steps = np.linalg.norm(np.diff(at, axis=0), axis=1)
    assert steps.max() < 0.03
    assert steps[0] < 0.005
    assert cameras[-1].fov_y_rad == pytest.approx(CAMERA.fov_y_rad)
    plain = Opening(sha256="0" * 64)
    assert matched([CAMERA], low, high, plain, aspect=1.0, fps=FPS) == [CAMERA]


def test_the_clip_opens_with_the_picture(tmp_path: Path) -> None:
    path, out = tmp_path / "given.png", tmp_path / "clip.mp4"
    picture = given()
    Image.fromarray(picture).save(path)
    plain, said = read("a red ball in a studio", seconds=2.0)
    screenplay, _ = fit(plain, study(picture), said=said)
    size = {"width": W, "height": H, "fps": FPS}
    generate(screenplay, out, opening=path, workers=1, **size)
    again = tmp_path / "again.mp4"
    generate(screenplay, again, opening=path, workers=2, **size)
    assert out.read_bytes() == again.read_bytes()
    (_, first), (_, last) = pictures_at(out, [0, 23])
    error = (luma(first) - luma(picture)) * 255 / 219
    assert 10 * math.log10(255**2 / float((error**2).mean())) > 35.0
    assert np.abs(luma(last) - luma(picture)).mean() > 12.0
    other = tmp_path / "other.png"
    Image.fromarray(255 - picture).save(other)
    for wrong, code in ((None, "opening_missing"), (other, "opening_mismatch")):
        with pytest.raises(InvalidInput) as caught:
            generate(screenplay, out, opening=wrong, **size)
        assert caught.value.code == code
    with pytest.raises(InvalidInput) as caught:
        generate(screenplay, out, opening=path, width=W, height=W, fps=FPS)
    assert caught.value.code == "opening_size"
