"""What is read off a picture, and what a screenplay takes of it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from fantascope.engines.world.language import read
from fantascope.engines.world.opening import fit, study
from fantascope.engines.world.screenplay.io import dumps, loads

U8 = np.ndarray


def landscape(sky_top: tuple[int, ...], sky_foot: tuple[int, ...], ground: tuple[int, ...]) -> U8:
    y = np.linspace(0, 1, 180)[:, None, None]
    sky = np.array(sky_top) * (1 - y / 0.5) + np.array(sky_foot) * (y / 0.5)
    picture = np.where(y < 0.5, sky, np.array(ground)) + np.random.default_rng(2).normal(0, 1.5, (180, 320, 1))
    return picture.clip(0, 255).astype(np.uint8)


def with_subject(picture: U8, x: float, y: float, height: float) -> U8:
    made = picture.copy()
    centre, axes = (round(x * 320), round(y * 180)), (round(height * 60), round(height * 90))
    return cv2.ellipse(made, centre, axes, 0, 0, 360, (235, 30, 160), -1, cv2.LINE_AA)


SUNSET = landscape((150, 110, 150), (255, 170, 90), (70, 55, 50))
NOON = landscape((70, 130, 220), (160, 200, 240), (90, 160, 60))
NIGHT = landscape((8, 10, 24), (16, 18, 36), (14, 14, 20))


@pytest.mark.parametrize(("picture", "hour"), [(SUNSET, "sunset"), (NOON, "noon"), (NIGHT, "night")])
def test_the_hour_is_guessed_when_it_is_clear(picture: U8, hour: str) -> None:
    assert study(picture).time == hour


def test_a_room_has_no_hour() -> None:
    room = landscape((225, 205, 170), (225, 205, 170), (140, 90, 60))
    room[20:120, 40:120] = (120, 140, 150)
    room[30:90, 180:260] = (90, 60, 40)
    assert study(room).time is None


def test_horizon_palette_and_light() -> None:
    found = study(NOON)
    assert found.horizon == pytest.approx(0.5, abs=0.04)
    assert len(found.palette) == 5
    assert sum(w for _, w in found.palette) == pytest.approx(1.0, abs=0.01)
    assert found.brightness > study(SUNSET).brightness > study(NIGHT).brightness
    assert study(SUNSET).warmth > found.warmth


def test_fog_and_snow_are_seen() -> None:
    rng = np.random.default_rng(5)
    fog = (np.full((180, 320, 3), (170, 172, 174)) + np.linspace(-12, 12, 180)[:, None, None]).astype(np.uint8)
    assert study(fog).weather == "fog"
    snow = landscape((120, 150, 190), (150, 175, 205), (228, 231, 236)).astype(float)
    snow[90:] += cv2.GaussianBlur(rng.normal(0, 260, (90, 320, 1)), (0, 0), 6)[..., None]
    assert study(snow.clip(0, 255).astype(np.uint8)).weather == "snow"
    assert study(NOON).weather is None


def test_same_pixels_same_study_other_pixels_other_name() -> None:
    one, two = study(SUNSET), study(SUNSET.copy())
    assert (one.sha256, one.palette, one.subject) == (two.sha256, two.palette, two.subject)
    other = SUNSET.copy()
    other[0, 0, 0] ^= 1
    assert study(other).sha256 != one.sha256


def test_what_the_prompt_leaves_open_is_taken() -> None:
    screenplay, said = read("a dog runs through a field")
    fitted, report = fit(screenplay, study(with_subject(SUNSET, 0.28, 0.55, 0.6)), said=said)
    shot = fitted.shots[0]
    assert shot.time == "sunset"
    assert shot.camera.shot == "medium"
    assert fitted.opening is not None
    assert fitted.opening.centre == pytest.approx((0.28, 0.55), abs=0.03)
    assert fitted.opening.height == pytest.approx(0.6, abs=0.06)
    assert {"opening image", "palette", "time: sunset", "framing: subject left, medium"} <= set(report)
    assert any(line.startswith("not recognised") for line in report)
    assert fitted.opening.fitted == report


def test_what_the_prompt_says_wins() -> None:
    screenplay, said = read("a dog runs through a field in the afternoon, wide shot")
    fitted, report = fit(screenplay, study(with_subject(SUNSET, 0.28, 0.55, 0.6)), said=said)
    shot = fitted.shots[0]
    assert shot.time == "afternoon"
    assert shot.camera.shot == "wide"
    assert fitted.opening is not None
    assert fitted.opening.height is None
    assert fitted.opening.centre is not None
    assert not any(line.startswith("time") for line in report)
    snowy, said = read("a dog runs through a field at night")
    assert fit(snowy, study(SUNSET), said=said)[0].shots[0].time == "night"


def test_the_document_holds_it() -> None:
    screenplay, said = read("un chien court dans un champ")
    fitted, _ = fit(screenplay, study(SUNSET), said=said)
    assert loads(dumps(fitted)) == fitted
    assert screenplay.opening is None
    assert "opening" not in dumps(screenplay)
