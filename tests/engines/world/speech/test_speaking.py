"""Speech: both languages, distinct voices, lips in time, hostile text."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.speech import default_speaker, in_manner, speak, voice_for
from fantascope.engines.world.speech.text import breaths, spoken_text
from fantascope.engines.world.speech.types import SAMPLE_RATE, VISEMES, Language, Voice
from fantascope.engines.world.speech.visemes import sounds_of

SAID: dict[Language, str] = {
    "en": "Hello there, little fox. Where are you going today?",
    "fr": "Bonjour, petit renard. Où vas-tu aujourd'hui ?",
}


def pitch(audio: np.ndarray) -> float:
    """Median pitch in Hz by autocorrelation of voiced 50 ms frames."""
    found = []
    for at in range(0, len(audio) - 2400, 1200):
        frame = audio[at : at + 2400].astype(np.float64) * np.hanning(2400)
        if np.std(frame) < 0.03:
            continue
        r = np.fft.irfft(np.abs(np.fft.rfft(frame, 8192)) ** 2)[:900]
        lag = 90 + int(np.argmax(r[90:800]))
        if r[lag] > 0.5 * r[0]:
            found.append(SAMPLE_RATE / lag)
    return float(np.median(found))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_line_is_spoken_at_a_human_pace(language: Language) -> None:
    line = speak(SAID[language], language, Voice())
    assert line.audio.dtype == np.float32
    assert len(SAID[language]) / 22 < line.duration_s < len(SAID[language]) / 8
    assert 0.2 < np.abs(line.audio).max() < 1.0
    assert np.abs(line.audio[:400]).max() < 1e-3
    assert np.abs(line.audio[-400:]).max() < 1e-3


def test_same_line_same_samples_in_any_order() -> None:
    text, voice = "The sea is calm tonight.", Voice(0.7, 1.1)
    first = speak(text, "en", voice).audio.copy()
    for k in range(3):
        speak(f"Something else {k}.", "fr", Voice(1.0 + k / 10))
    from fantascope.engines.world.speech import pico

    pico._spoken.cache_clear()
    assert np.array_equal(first, speak(text, "en", voice).audio)


def test_voices_differ_in_pitch_as_their_owners_do() -> None:
    said = {
        kind: pitch(speak(SAID["en"], "en", voice_for(kind=kind, seed=2)).audio) for kind in ("man", "woman", "girl")
    }
    assert said["man"] < 0.8 * said["woman"]
    assert said["woman"] < 0.9 * said["girl"]
    animals = {
        name: pitch(speak(SAID["fr"], "fr", voice_for(kind="animal", species=name, seed=2)).audio)
        for name in ("bear", "fox", "rabbit")
    }
    assert animals["bear"] < 0.8 * animals["fox"]
    assert animals["fox"] < 0.9 * animals["rabbit"]


def test_voices_are_stable_and_distinct() -> None:
    assert voice_for(kind="man", seed=1) == voice_for(kind="man", seed=1)
    assert len({voice_for(kind="man", seed=s) for s in range(12)}) == 12
    assert voice_for(kind="man", role="pirate", seed=1) != voice_for(kind="man", seed=1)
    assert voice_for(kind="animal", species="axolotl", seed=1) != voice_for(kind="animal", species="tapir", seed=1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lips_move_inside_the_line_and_close_in_its_pauses(language: Language) -> None:
    line = speak(SAID[language], language, voice_for(kind="woman", seed=0))
    starts = [m.start_s for m in line.mouths]
    assert starts == sorted(starts)
    assert starts[0] == 0.0
    assert starts[-1] < line.duration_s
    assert line.mouths[0].viseme == line.mouths[-1].viseme == 0
    assert all(0 <= m.viseme < len(VISEMES) and 0.0 <= m.weight <= 1.0 for m in line.mouths)
    assert len({m.viseme for m in line.mouths}) >= 7

    shape = np.zeros(int(line.duration_s * 100), dtype=int)
    for m in line.mouths:
        shape[round(m.start_s * 100) :] = m.viseme
    level = np.sqrt((line.audio[: len(shape) * 480].reshape(-1, 480).astype(np.float64) ** 2).mean(axis=1))
    silent, loud = level < 0.003 * level.max(), level > 0.3 * level.max()
    deep = np.convolve(silent, np.ones(5), "same") == 5
    assert deep.any()
    assert (shape[deep] == 0).all()
    assert (shape[loud] != 0).mean() > 0.97


def test_the_right_shapes_come_from_the_letters() -> None:
    def names(text: str, language: Language) -> list[str]:
        return [VISEMES[s.viseme] for s in sounds_of(text, language) if s.viseme]

    assert names("moon", "en") == ["PP", "U", "nn"]
    assert names("fish", "en") == ["FF", "I", "CH"]
    assert names("bateau", "fr") == ["PP", "aa", "DD", "O"]
    assert names("chat", "fr") == ["CH", "aa"]


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "...!?", "\x00\x01", "你好", "<>", "—", "\ud800"])
def test_nothing_to_say_is_a_short_silence(text: str) -> None:
    line = speak(text, "en", Voice())
    assert 0.1 <= line.duration_s <= 0.5
    assert not line.audio.any()
    assert [m.viseme for m in line.mouths] == [0]


@pytest.mark.parametrize(
    "text",
    ["HELP!!! <speed level='500'>me</speed>", "a\x00b", "é" * 500, "x" * 499, "5, 4, 3, 2, 1 — 100 % ☀️",
     "l'été; ça va?",
     "one two three four " * 26],
)  # fmt: skip
def test_hostile_text_is_spoken_safely(text: str) -> None:
    line = speak(text, "fr", Voice())
    assert np.isfinite(line.audio).all()
    assert 0.2 < line.duration_s < 60
    assert line.mouths[-1].start_s <= line.duration_s


def test_markup_never_reaches_the_engine() -> None:
    assert not set('<>&"\\{}') & set(spoken_text("<pitch level='9'>a & b</pitch> {x} \\y \"z\"", "en"))
    assert spoken_text("SOS MAYDAY", "en") == "SOS mayday"


def test_long_texts_are_cut_at_breaths() -> None:
    pieces = breaths("This is one sentence. " * 60, 200)
    assert all(0 < len(p) <= 200 and p.endswith(".") for p in pieces)
    assert len(breaths("x" * 1000, 400)) == 3


def test_extreme_voices_are_survived() -> None:
    for voice in (Voice(0.01, 9.0, 9.0, 5.0), Voice(50.0, 0.01, 0.01), in_manner(Voice(), "whisper")):
        line = speak("Hello.", "en", voice)
        assert np.isfinite(line.audio).all()
        assert 0.05 < np.abs(line.audio).max() < 1.0


def test_a_whisper_has_no_pitch_and_a_shout_a_higher_one() -> None:
    def buzz(audio: np.ndarray) -> float:
        best = 0.0
        for at in range(0, len(audio) - 2400, 2400):
            frame = audio[at : at + 2400].astype(np.float64)
            if np.std(frame) > 0.03:
                r = np.fft.irfft(np.abs(np.fft.rfft(frame * np.hanning(2400), 8192)) ** 2)[:700]
                best = max(best, float(r[150:].max() / r[0]))
        return best

    voice = voice_for(kind="woman", seed=0)
    assert buzz(speak("Come over here now", "en", in_manner(voice, "whisper")).audio) < 0.6
    shout, say = (pitch(speak(SAID["en"], "en", in_manner(voice, m)).audio) for m in ("shout", "say"))
    assert shout > 1.08 * say


def test_the_engine_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    default_speaker()("Quiet please, number 7.", "en", Voice(1.01))
    assert capfd.readouterr() == ("", "")
