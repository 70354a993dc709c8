"""One mix over both parts: nothing stops, starts or clicks because of the seam."""

from __future__ import annotations

import numpy as np
import pytest
from grown_scenes import SCENES, Scene, made

from fantascope.engines.world.language import read
from fantascope.engines.world.language.continuation import continue_screenplay
from fantascope.engines.world.motion.types import SoundCue
from fantascope.engines.world.produce import produce
from fantascope.engines.world.scoring import _bridged
from fantascope.engines.world.sound import mix
from fantascope.media.probe import loudness

RATE = 48_000


def levels(audio: np.ndarray, at: int, count: int, length: int) -> np.ndarray:
    """Decibels of `count` stretches of `length` samples on each side of sample `at`."""
    cut = audio[at - count * length : at + count * length].reshape(2 * count, length, -1)
    return np.asarray(20 * np.log10(np.sqrt((cut**2).mean(axis=(1, 2))) + 1e-6))


@pytest.mark.parametrize("name", ["sea", "beach", "snow"])
def test_the_sound_neither_stops_nor_clicks_at_the_seam(name: str) -> None:
    scene = made(name)
    audio = mix(scene.longer.score).astype(np.float64)
    assert len(audio) == round(scene.longer.duration_s * RATE)
    at = round((scene.n - 1) / 24 * RATE)
    level = levels(audio, at, 8, RATE // 20)
    steps = np.abs(np.diff(level))
    assert steps[7] < max(np.delete(steps, 7).max(), 3.0) + 1.0
    assert level.min() > -60.0
    sharp = np.abs(np.diff(audio, n=2, axis=0)).max(axis=1)
    edge = sharp[at - 24 : at + 24].max()
    assert edge < 1.5 * np.percentile(sharp[at - RATE // 4 : at + RATE // 4], 99.9) + 1e-3
    assert loudness(audio.astype(np.float32)) == pytest.approx(-14.0, abs=1.0)


def test_music_and_beds_are_those_of_the_whole(scene: Scene) -> None:
    score = scene.longer.score
    assert score.cuts_s == ()
    assert score.mood == scene.film.score.mood
    assert {b.kind for b in scene.film.score.beds} <= {b.kind for b in score.beds}
    assert len(score.ears) == scene.longer.frames


def test_rain_is_heard_from_when_it_begins() -> None:
    scene = made("snow")
    rain = [b for b in scene.longer.score.beds if b.kind == "rain"]
    assert [b.from_s for b in rain] == [pytest.approx((scene.n - 1) / 24)]
    assert SCENES["snow"][2].startswith("suddenly it rains")


def test_lines_of_both_parts_are_spoken_in_turn() -> None:
    scene = made("dialogue")
    starts = [line.start_s for line in scene.longer.score.lines]
    assert starts == sorted(starts)
    assert len(starts) == len(scene.film.score.lines) + 1
    assert starts[-1] >= (scene.n - 1) / 24
    assert [c.text for c in scene.longer.captions][-1] == "Shall we go?"


def test_a_motor_runs_on_through_the_seam() -> None:
    play, _ = read("A red car drives along a road", seconds=2.0)
    grown, _ = continue_screenplay(play, "the car drives on", 2.0)
    motors = [c for c in produce(grown, width=160, height=90, fps=24).score.cues if c.kind == "engine"]
    assert len(motors) == 1
    assert motors[0].duration_s == pytest.approx(4.0, abs=0.1)


def test_stretches_of_one_sound_are_joined_where_they_meet() -> None:
    a = SoundCue(0.0, "roll", (0.0, 0.0, 0.0), 0.5, 2.0, curve=(1.0, 3.0), thing="ball")
    b = SoundCue(2.04, "roll", (4.0, 0.0, 0.0), 0.5, 1.0, curve=(3.0, 0.0), thing="ball")
    other = SoundCue(2.04, "roll", (4.0, 0.0, 0.0), 0.5, 1.0, curve=(3.0, 0.0), thing="cart")
    joined = _bridged([a, b, other], [2.0])
    assert joined[1:] == (other,)
    assert joined[0].duration_s == pytest.approx(3.04)
    curve = np.array(joined[0].curve)
    assert curve[0] == 1.0
    assert curve[-1] == 0.0
    assert curve.max() == pytest.approx(3.0, abs=0.2)
