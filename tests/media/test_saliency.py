"""Subjects are found where they are drawn, and people are not seen where there are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from fantascope.media.people import people
from fantascope.media.saliency import before_plain, cut_out, saliency, subject_of, whole


def scene(x: float, y: float, radius: float, *, seed: int = 1) -> np.ndarray:
    """A red disc on soft grey-green grain."""
    rng = np.random.default_rng(seed)
    picture = np.full((180, 320, 3), (150, 165, 150), np.float32)
    picture += np.linspace(-20, 20, 180, dtype=np.float32)[:, None, None] + rng.normal(0, 3, (180, 320, 1))
    picture = picture.clip(0, 255).astype(np.uint8)
    return cv2.circle(picture, (round(x * 320), round(y * 180)), round(radius * 180), (200, 40, 40), -1, cv2.LINE_AA)


@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.3, 0.6), (0.72, 0.4)])
def test_the_subject_is_found(x: float, y: float) -> None:
    found = subject_of(saliency(scene(x, y, 0.2)))
    assert found is not None
    assert found.certainty > 0.6
    assert found.centre == pytest.approx((x, y), abs=0.03)
    assert found.box[3] - found.box[1] == pytest.approx(0.4, abs=0.06)


def test_it_is_cut_out_along_its_edge() -> None:
    picture = scene(0.5, 0.5, 0.25)
    salient = saliency(picture)
    subject = subject_of(salient)
    assert subject is not None
    cut = whole(cut_out(picture, salient), subject, salient)
    y, x = np.mgrid[0:180, 0:320]
    disc = np.hypot(x - 160, y - 90) < 45
    assert (cut & disc).sum() / (cut | disc).sum() > 0.93


def test_an_even_picture_has_no_clear_subject() -> None:
    y, x = np.mgrid[0:180, 0:320]
    even = np.stack([100 + x // 8, 120 + y // 8, 140 + 0 * x], axis=-1).astype(np.uint8)
    found = subject_of(saliency(even))
    assert found is None or found.certainty < 0.5


def test_a_plain_background_is_told_from_a_busy_one() -> None:
    plain = before_plain(scene(0.5, 0.5, 0.25))
    assert plain is not None
    assert plain[40, 72] > 0.9
    assert plain[9, 13] < 0.2
    rng = np.random.default_rng(3)
    assert before_plain(rng.integers(0, 255, (180, 320, 3)).astype(np.uint8)) is None


def drawn_face() -> np.ndarray:
    """A shaded face in a few strokes, as the front-face cascade knows faces."""
    p = np.full((270, 480, 3), 130, np.uint8)
    c = (240, 135)
    cv2.ellipse(p, (240, 120), (66, 84), 0, 0, 360, (40, 30, 25), -1)
    cv2.ellipse(p, c, (56, 74), 0, 0, 360, (205, 165, 140), -1)
    for side in (-1, 1):
        cv2.ellipse(p, (240 + side * 24, 118), (15, 9), 0, 0, 360, (120, 90, 78), -1)
        cv2.ellipse(p, (240 + side * 24, 119), (10, 5), 0, 0, 360, (235, 230, 225), -1)
        cv2.circle(p, (240 + side * 24, 119), 5, (30, 20, 20), -1)
        cv2.ellipse(p, (240 + side * 24, 102), (17, 5), 0, 0, 360, (60, 42, 35), -1)
        cv2.ellipse(p, (240 + side * 34, 150), (12, 14), 0, 0, 360, (214, 172, 148), -1)
    cv2.ellipse(p, (240, 140), (7, 22), 0, 0, 360, (222, 182, 158), -1)
    cv2.ellipse(p, (240, 160), (12, 5), 0, 0, 360, (140, 100, 85), -1)
    cv2.ellipse(p, (240, 181), (23, 7), 0, 0, 360, (150, 70, 70), -1)
    return cv2.GaussianBlur(p, (0, 0), 2.0)


def test_a_face_is_seen() -> None:
    assert any(s.kind == "face" for s in people(drawn_face()))


def test_no_one_is_seen_in_a_disc() -> None:
    assert people(scene(0.5, 0.5, 0.25)) == ()
