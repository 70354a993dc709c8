"""The whole mix: timing, loudness, peaks, place, safety, determinism."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest
from scipy import signal

from fantascope.engines.world.motion.types import Contact, SoundCue
from fantascope.engines.world.sound import mix
from fantascope.engines.world.sound.types import Bed, Line, Score
from fantascope.engines.world.speech.types import Mouth, Speech

RATE = 48_000


def score(duration_s: float = 4.0, **parts: object) -> Score:
    times = np.linspace(0, duration_s, 31)
    empty = Score(
        duration_s, times, np.tile([0.0, -5.0, 1.5], (31, 1)), np.tile([1.0, 0.0, 0.0], (31, 1)), space="room", seed=3
    )
    return replace(empty, **parts)  # type: ignore[arg-type]


def contact(time_s: float, x: float = 0.0, y: float = 0.0, **fields: object) -> Contact:
    made = Contact(time_s, f"thing{time_s}", "ground", (x, y, 0.0), 0.6, 2.0, 0.0, "wood", "wood", 0.2, 0.2)
    return replace(made, **fields)  # type: ignore[arg-type]


def voice(seconds: float) -> Speech:
    """A buzz that comes in syllables, in place of a speaker."""
    t = np.arange(int(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * k * t) / k for k in range(1, 12)) * np.maximum(np.sin(2 * np.pi * 3 * t), 0)
    return Speech((0.12 * np.asarray(buzz)).astype(np.float32), (Mouth(0.0, 0, 0.0),))


def decibels(x: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(x**2)) + 1e-12))


MATERIALS = ["wood", "metal", "glass", "plastic", "rubber", "stone", "flesh", "sand"]


@pytest.mark.parametrize("space", ["open", "hall"])
def test_every_impact_is_heard_at_its_contact_time(space: str) -> None:
    contacts = tuple(contact(0.4 + 0.6 * k, (-1) ** k * 2.0, material_a=m) for k, m in enumerate(MATERIALS))
    audio = np.abs(mix(score(5.4, contacts=contacts, space=space)).astype(np.float64)).max(axis=1)
    for c in contacts:
        at = round(c.time_s * RATE)
        heard = audio[at - 960 : at + 1440]
        before = heard[:900].max()
        onset_ms = (np.flatnonzero(heard > max(0.1 * heard.max(), 2 * before))[0] - 960) / 48
        assert abs(onset_ms) < 2.0, (c.material_a, onset_ms)


SCORES = {
    "storm": score(beds=(Bed("storm"), Bed("sea")), cues=(SoundCue(1.0, "thunder", (4.0, 20.0, 9.0)),), mood="epic"),
    "sparse": score(6.0, contacts=tuple(contact(0.5 + 1.2 * k, material_a="rubber") for k in range(5))),
    "dense": score(contacts=tuple(contact(0.3 + 0.09 * k, k / 20 - 1) for k in range(40)), mood="playful"),
    "speech": score(lines=(Line(0.5, voice(3.0), np.tile([0.5, 0.0, 1.5], (31, 1))),)),
    "music": score(mood="sad", cuts_s=(2.0,)),
    "bed": score(beds=(Bed("snowfall", 0.5),)),
    "loud": score(cues=tuple(SoundCue(0.3 * k, "explosion", (0.0, 0.0, 0.0), 2.0) for k in range(9))),
    "short": score(0.7, mood="joyful"),
}


@pytest.mark.parametrize("name", SCORES)
def test_loudness_and_true_peak(name: str) -> None:
    audio = mix(SCORES[name]).astype(np.float64)
    assert audio.shape == (round(SCORES[name].duration_s * RATE), 2)
    assert pyloudnorm.Meter(RATE).integrated_loudness(audio) == pytest.approx(-14.0, abs=1.0)
    fine = signal.resample_poly(audio, 4, 1, axis=0)
    assert 20 * np.log10(np.abs(fine).max()) <= -1.0
    assert np.abs(audio.mean(axis=0)).max() < 1e-3
    assert np.abs(audio[[0, -1]]).max() < 1e-6


def test_nothing_to_hear_is_silence() -> None:
    assert not mix(score()).any()
    assert mix(score(0.0)).shape == (0, 2)
    assert mix(score(0.01, mood="calm")).shape == (480, 2)


def test_a_near_silent_scene_is_not_blown_up() -> None:
    quiet = mix(score(space="vacuum", contacts=(contact(1.0, impulse_ns=0.01, speed_ms=0.3),)))
    assert np.abs(quiet).max() < 0.25


@pytest.mark.parametrize("side", [-1, 1])
def test_sounds_come_from_their_side(side: int) -> None:
    audio = mix(score(contacts=tuple(contact(0.5 + k, 4.0 * side) for k in range(3)), space="open")).astype(np.float64)
    for k in range(3):
        attack = audio[int((0.5 + k) * RATE) :][:1500]
        assert (decibels(attack[:, 1]) - decibels(attack[:, 0])) * side > 5.0


def test_near_is_louder_than_far() -> None:
    audio = mix(score(contacts=(contact(1.0, y=-3.0), contact(2.0, y=25.0)), beds=(Bed("wind"),)))
    near, far = (decibels(audio[at : at + 1000].astype(np.float64)) for at in (RATE, 2 * RATE))
    assert near > far + 4.0


def test_a_passing_engine_crosses_the_picture() -> None:
    way = tuple((x, 0.0, 0.0) for x in np.linspace(-15, 15, 9))
    cue = SoundCue(0.0, "engine", way[0], name="car", duration_s=4.0, path=way)
    audio = mix(score(cues=(cue,))).astype(np.float64)
    first, last = audio[:RATE], audio[-RATE:]
    assert decibels(first[:, 0]) > decibels(first[:, 1]) + 3
    assert decibels(last[:, 1]) > decibels(last[:, 0]) + 3


def test_speech_ducks_the_music() -> None:
    talk = (Line(1.5, voice(2.0), np.zeros((0, 3))),)
    with_talk, alone = (mix(score(5.0, mood="calm", lines=lines)).astype(np.float64) for lines in (talk, ()))
    band = signal.butter(4, [1900, 2600], "bandpass", fs=RATE, output="sos")
    assert np.isfinite(with_talk).all()
    # Between words of the line, what remains of the music is lower against the music after it than without the line.
    pause, after = slice(int(2.03 * RATE), int(2.15 * RATE)), slice(int(4.2 * RATE), int(4.8 * RATE))
    drop = [decibels(signal.sosfilt(band, x, axis=0)[pause]) - decibels(signal.sosfilt(band, x, axis=0)[after])
            for x in (with_talk, alone)]  # fmt: skip
    assert drop[0] < drop[1] - 3.0


def test_same_score_same_samples() -> None:
    one = score(
        2.0, contacts=(contact(0.5),), beds=(Bed("birds"),), mood="joyful", cues=(SoundCue(1.0, "splash", (0, 0, 0)),)
    )
    assert np.array_equal(mix(one), mix(one))
    assert not np.array_equal(mix(one), mix(replace(one, seed=4)))


def test_slow_motion_lowers_effects_but_keeps_their_time() -> None:
    def centroid(x: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(x.astype(np.float64).mean(axis=1))) ** 2
        return float((np.fft.rfftfreq(len(x), 1 / RATE) * power).sum() / power.sum())

    hits = tuple(contact(0.5 + k, material_a="metal", material_b="stone") for k in range(3))
    normal, slow = (mix(score(contacts=hits, speed_factor=f)) for f in (1.0, 0.25))
    assert centroid(slow) < 0.85 * centroid(normal)
    at = int(1.5 * RATE)
    assert np.abs(slow[at - 200 : at - 10]).max() < 0.5 * np.abs(slow[at : at + 200]).max()


def test_resting_contacts_are_not_heard() -> None:
    resting = tuple(replace(contact(1 + k / 240, speed_ms=0.02, impulse_ns=0.05), a="box") for k in range(400))
    assert np.array_equal(mix(score(contacts=(contact(0.5), *resting))), mix(score(contacts=(contact(0.5),))))


def test_odd_values_are_survived() -> None:
    bad = (
        contact(float("nan")), contact(1.0, x=float("inf")), contact(2.0, size_m=float("nan")), contact(-3.0),
        contact(99.0), contact(1.5, impulse_ns=1e9, mass_kg=1e12),
    )  # fmt: skip
    cues = (SoundCue(0.5, "no such kind", (0, 0, 0)), SoundCue(float("nan"), "bell", (0, 0, 0)),
            SoundCue(3.9, "thunder", (0, 0, 0)), SoundCue(0.1, "engine", (0, 0, 0), curve=(float("nan"), 9.0)),
            )  # fmt: skip
    audio = mix(score(contacts=bad, cues=cues, beds=(Bed("no such bed"),)))
    assert np.isfinite(audio).all()
    assert np.abs(audio).max() <= 1.0


def test_progress_rises_to_one_and_may_stop_the_work() -> None:
    seen: list[float] = []
    mix(score(mood="night"), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0

    def stop(_: float) -> None:
        raise KeyError("stop")

    with pytest.raises(KeyError):
        mix(score(), stop)
