"""Each source by itself: all kinds sound, materials keep their order, calls keep their species."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from fantascope.engines.world.bodies.types import SoundMaterial
from fantascope.engines.world.motion.types import Contact, SoundCue
from fantascope.engines.world.sound import bed_kinds, cue_kinds
from fantascope.engines.world.sound.animals import animal
from fantascope.engines.world.sound.beds import bed
from fantascope.engines.world.sound.cues import sound_of
from fantascope.engines.world.sound.footsteps import footstep
from fantascope.engines.world.sound.impacts import audible, impact
from fantascope.engines.world.sound.instruments import DRUMS, PITCHED, drum, note
from fantascope.engines.world.sound.music import music
from fantascope.engines.world.sound.types import Mood

RATE = 48_000
CONTRACT_CUES = (
    "footstep", "splash", "whoosh", "animal", "voice_effort", "engine", "explosion", "thunder", "bell", "door",
    "glass_break", "splat", "pop", "horn", "siren", "applause", "roll", "scrape", "flap", "creak", "sail_flap",
    "fire_crackle", "bite", "snore", "instrument",
)  # fmt: skip
CONTRACT_BEDS = (
    "wind", "rain", "sea", "storm", "river", "birds", "crickets", "crowd", "traffic", "fire", "room", "underwater",
    "snowfall", "wind_howl", "jungle", "stadium", "space_hum", "restaurant",
)  # fmt: skip
SPECIES = (
    "dog", "cat", "bird", "cow", "sheep", "horse", "lion", "wolf", "duck", "owl", "frog", "pig", "chicken", "elephant",
    "bee", "mouse", "penguin", "dolphin", "snake", "rooster", "monkey", "bear", "no such animal",
)  # fmt: skip


def sounding(x: np.ndarray) -> bool:
    return bool(np.isfinite(x).all() and 0.02 < np.abs(x).max() < 3.0)


def strike(a: SoundMaterial, b: SoundMaterial = "stone") -> np.ndarray:
    return impact(Contact(0.0, "a", "ground", (0, 0, 0), 0.5, 2.0, 0.0, a, b, 0.3, 0.12), 0)


def centroid(x: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(x)) ** 2
    return float((np.fft.rfftfreq(len(x), 1 / RATE) * power).sum() / power.sum())


def pitch(x: np.ndarray, low: float = 60, high: float = 1200) -> float:
    """By autocorrelation of the loudest tenth of a second."""
    n = 4800
    at = int(np.argmax(np.convolve(x**2, np.ones(n), "valid")[:: n // 8])) * (n // 8)
    frame = x[at : at + n] * np.hanning(n)
    r = np.fft.irfft(np.abs(np.fft.rfft(frame, 4 * n)) ** 2)
    lags = np.arange(int(RATE / high), int(RATE / low))
    return RATE / float(lags[np.argmax(r[lags])])


def test_the_contracts_kinds_are_all_here() -> None:
    assert set(CONTRACT_CUES) <= set(cue_kinds())
    assert set(CONTRACT_BEDS) <= set(bed_kinds())


@pytest.mark.parametrize("kind", cue_kinds())
def test_every_cue_sounds(kind: str) -> None:
    for duration in (0.0, 1.2):
        x = sound_of(SoundCue(0.0, kind, (0, 0, 0), duration_s=duration), 5)
        assert sounding(x)
        assert x[: RATE // 4].any()


@pytest.mark.parametrize("kind", bed_kinds())
def test_every_bed_sounds_wide_and_does_not_repeat(kind: str) -> None:
    x = bed(kind, 3 * RATE, 1)
    assert x.shape == (3 * RATE, 2)
    assert np.isfinite(x).all()
    assert 0.003 < np.sqrt(np.mean(x**2)) < 0.25
    assert np.corrcoef(x.T)[0, 1] < 0.97
    halves = x[: 3 * RATE // 2].ravel(), x[3 * RATE // 2 :].ravel()
    assert abs(np.corrcoef(*halves)[0, 1]) < 0.3
    assert not np.array_equal(x, bed(kind, 3 * RATE, 2))


@pytest.mark.parametrize("mood", [m for m in get_args(Mood) if m != "none"])
def test_every_mood_plays_and_ends_softly(mood: Mood) -> None:
    x = music(mood, 6.0, 96.0, (2.5,), 1)
    assert x.shape == (6 * RATE, 2)
    assert np.isfinite(x).all()
    loud = np.sqrt(np.mean(x**2))
    assert loud == pytest.approx(0.1, rel=0.3)
    assert np.sqrt(np.mean(x[-480:] ** 2)) < 0.05 * loud
    assert not np.array_equal(x, music(mood, 6.0, 96.0, (2.5,), 2))


@pytest.mark.parametrize("species", SPECIES)
def test_every_animal_sounds(species: str) -> None:
    assert sounding(animal(species, "", 1.0, 0.5, 7))


def test_animals_have_their_own_pitch() -> None:
    assert pitch(animal("cow", "", 1, 2, 1)) < pitch(animal("sheep", "", 1, 1, 1)) < pitch(animal("cat", "", 1, 0.3, 1))
    assert (
        centroid(animal("lion", "", 1, 2, 1))
        < centroid(animal("dog", "", 1, 1, 1))
        < centroid(animal("mouse", "", 1, 0.1, 1))
    )


def test_brightness_follows_material() -> None:
    glass, wood, rubber = (centroid(strike(m)) for m in ("glass", "wood", "rubber"))
    assert glass > 1.5 * wood
    assert wood > 1.5 * rubber


def test_metal_rings_and_soft_things_do_not() -> None:
    def ring_s(x: np.ndarray) -> float:
        left = np.cumsum(x[::-1] ** 2)[::-1]
        return float(np.argmax(left < 1e-3 * left[0])) / RATE

    assert ring_s(strike("metal")) > 2 * ring_s(strike("wood"))
    assert ring_s(strike("sand", "sand")) < 0.15


@pytest.mark.parametrize("a", get_args(SoundMaterial))
def test_every_material_strikes_at_once(a: SoundMaterial) -> None:
    x = strike(a)
    assert sounding(x)
    assert np.flatnonzero(np.abs(x) > 0.1 * np.abs(x).max())[0] < 96
    assert sounding(footstep(a, 1.0, 1.2, "", 3))


def test_a_harder_blow_is_louder_and_brighter() -> None:
    soft, hard = (
        impact(Contact(0, "a", "ground", (0, 0, 0), j, v, 0, "wood", "wood", 0.3, 0.2), 0)
        for j, v in ((0.05, 0.4), (3, 8))
    )
    assert np.abs(hard).max() > 2 * np.abs(soft).max()


def test_larger_bodies_sound_lower() -> None:
    small, large = (
        impact(Contact(0, "a", "b", (0, 0, 0), 0.5, 2, 0, "metal", "metal", 0.3, s), 0) for s in (0.05, 0.8)
    )
    assert centroid(small) > 1.5 * centroid(large)


def test_a_chattering_pair_is_heard_once_but_a_row_of_dominoes_each_time() -> None:
    def hit(t: float, a: str, b: str) -> Contact:
        return Contact(t, a, b, (0, 0, 0), 0.01, 0.5, 0.0, "wood", "wood", 0.02, 0.05)

    assert len(audible([hit(1 + k / 240, "a", "b") for k in range(8)])) == 1
    assert len(audible([hit(1 + 0.06 * k, f"d{k}", f"d{k + 1}") for k in range(20)])) == 20
    assert len(audible([hit(1.0, f"x{k}", "ground") for k in range(3000)])) < 40


@pytest.mark.parametrize("name", PITCHED)
def test_instruments_are_in_tune(name: str) -> None:
    x = note(name, 69, 0.6)
    assert sounding(x)
    frame = x[4800:24000] * np.hanning(19200)
    spectrum = np.abs(np.fft.rfft(frame, 192_000))
    near = slice(400 * 4, 484 * 4)
    assert (near.start + int(np.argmax(spectrum[near]))) / 4 == pytest.approx(440, abs=6)


@pytest.mark.parametrize("name", DRUMS)
def test_drums_sound(name: str) -> None:
    assert sounding(drum(name))
