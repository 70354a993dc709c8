"""The score: a small composed piece for a mood, fitted to the clip's length and cuts.

Knows nothing of the picture but its cuts. A mood is a scale, chord progressions, a texture and a few instruments; key,
progression and motif come from the seed. Every cut falls on a downbeat that begins a phrase; the last two seconds are
a cadence: dominant, then a held tonic that rings into the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .dsp import F64, RATE, lay, lowpass, samples
from .instruments import drum, note
from .space import pan
from .types import Mood

_SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
}


@dataclass(frozen=True, slots=True)
class Part:
    """`rhythm`: (beat in the bar, length in beats, chord step) with steps above the chord's root in chord tones."""

    instrument: str
    octave: int
    rhythm: tuple[tuple[float, float, int], ...]
    level: float
    side: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    scale: str
    roots: tuple[int, ...]
    """Keys to choose from, MIDI of the tonic near middle C."""
    progressions: tuple[tuple[int, ...], ...]
    """Scale degrees, one a bar, the first the home chord."""
    parts: tuple[Part, ...]
    lead: str
    lead_octave: int
    lead_level: float
    motif: tuple[float, ...]
    """Lengths in beats of the motif's notes; negative = rest."""
    drums: tuple[tuple[str, tuple[float, ...], float], ...]
    pace: float = 1.0


_HOLD = ((0.0, 4.0, 0), (0.0, 4.0, 1), (0.0, 4.0, 2))
_ARPEGGIO = tuple((k * 0.5, 0.5, s) for k, s in enumerate((0, 1, 2, 3, 4, 3, 2, 1)))
_ROLL = tuple((k * 0.5, 1.5, s) for k, s in enumerate((0, 2, 4, 5, 4, 2, 3, 2)))
_OOMPAH = ((1.0, 0.3, 1), (1.0, 0.3, 2), (3.0, 0.3, 1), (3.0, 0.3, 2))
_BOUNCE = ((0.0, 0.4, 0), (1.0, 0.4, 2), (2.0, 0.4, 0), (3.0, 0.4, 2))
_ROOTS = ((0.0, 2.0, 0), (2.0, 2.0, 0))
_PULSE = tuple((k * 0.5, 0.4, 0) for k in range(8))
_GALLOP = tuple((b + o, 0.3, 0) for b in range(4) for o in (0.0, 0.5, 0.75))

_STYLES: dict[Mood, Style] = {
    "calm": Style(
        "major",
        (60, 62, 65),
        ((0, 3, 0, 4), (0, 5, 3, 4), (0, 2, 3, 3)),
        (Part("felt", 0, _ARPEGGIO, 0.55, -0.2), Part("pad", -1, _HOLD, 0.30), Part("bass", -2, ((0.0, 4.0, 0),), 0.4)),
        "felt",
        1,
        0.55,
        (2.0, 1.0, 1.0, 3.0, -1.0),
        (),
        0.8,
    ),
    "joyful": Style(
        "major",
        (60, 62, 67),
        ((0, 4, 5, 3), (0, 3, 0, 4), (0, 5, 1, 4)),
        (
            Part(
                "guitar",
                0,
                (
                    (0.0, 1.0, 0),
                    (0.5, 0.5, 2),
                    (1.0, 1.0, 1),
                    (1.5, 0.5, 2),
                    (2.0, 1.0, 0),
                    (2.5, 0.5, 2),
                    (3.0, 1.0, 1),
                    (3.5, 0.5, 2),
                ),
                0.4,
                0.35,
            ),
            Part("strings", 0, _HOLD, 0.16, -0.3),
            Part("bass", -2, _BOUNCE, 0.6),
        ),
        "marimba",
        1,
        0.6,
        (0.5, 0.5, 1.0, 0.5, 0.5, 1.0),
        (("kick", (0.0, 2.0), 0.5), ("clap", (1.0, 3.0), 0.16), ("shaker", (0.5, 1.5, 2.5, 3.5), 0.14)),
        1.15,
    ),
    "tense": Style(
        "harmonic",
        (57, 59, 62),
        ((0, 0, 5, 4), (0, 3, 0, 4)),
        (
            Part("pizzicato", -1, _PULSE, 0.5, -0.3),
            Part("strings", -1, ((0.0, 4.0, 0), (0.0, 4.0, 2)), 0.35),
            Part("bass", -2, _PULSE, 0.5),
        ),
        "strings",
        0,
        0.3,
        (3.0, 1.0),
        (("timpani", (0.0,), 0.5), ("tick", tuple(k * 0.5 for k in range(8)), 0.06)),
        1.15,
    ),
    "sad": Style(
        "minor",
        (57, 60, 62),
        ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4)),
        (
            Part("piano", 0, ((0.0, 2.0, 0), (1.0, 1.5, 1), (2.0, 2.0, 2), (3.0, 1.5, 1)), 0.42, -0.15),
            Part("strings", -1, _HOLD, 0.22, 0.2),
            Part("bass", -2, ((0.0, 4.0, 0),), 0.4),
        ),
        "violin",
        1,
        0.34,
        (1.5, 0.5, 2.0, 3.0, 1.0),
        (),
        0.7,
    ),
    "epic": Style(
        "minor",
        (57, 59, 62),
        ((0, 5, 2, 6), (0, 2, 6, 5), (0, 5, 3, 4)),
        (
            Part("strings", -1, _GALLOP, 0.5, -0.2),
            Part("choir", 0, _HOLD, 0.30),
            Part("bass", -2, _ROOTS, 0.6),
            Part("trumpet", -1, ((0.0, 4.0, 0), (0.0, 4.0, 2)), 0.16, 0.3),
        ),
        "trumpet",
        1,
        0.34,
        (1.5, 0.5, 1.0, 1.0, 4.0),
        (("timpani", (0.0, 2.0, 3.5), 0.6), ("tom", (1.0, 2.5, 3.0), 0.35), ("cymbal", (0.0,), 0.12)),
        1.1,
    ),
    "mysterious": Style(
        "dorian",
        (58, 60, 63),
        ((0, 3, 0, 6), (0, 1, 0, 3)),
        (Part("harp", 0, _ROLL, 0.35, -0.3), Part("pad", -1, _HOLD, 0.38), Part("bass", -2, ((0.0, 4.0, 0),), 0.4)),
        "celesta",
        1,
        0.5,
        (1.0, 1.0, 0.5, 1.5, -2.0, 2.0),
        (("shaker", (2.5,), 0.07),),
        0.8,
    ),
    "playful": Style(
        "major",
        (60, 65, 67),
        ((0, 4, 0, 4), (0, 1, 4, 0), (0, 5, 1, 4)),
        (
            Part("pizzicato", 0, _OOMPAH, 0.5, 0.3),
            Part("pizzicato", -1, ((0.0, 0.4, 0), (2.0, 0.4, 2)), 0.75, -0.2),
            Part("bass", -2, ((0.0, 0.4, 0), (2.0, 0.4, 0)), 0.4),
        ),
        "music_box",
        1,
        0.5,
        (0.5, 0.5, 0.5, 0.5, 1.0, 1.0),
        (("brush", (1.0, 3.0), 0.2), ("tick", (0.5, 1.5, 2.5, 3.5), 0.10)),
        1.2,
    ),
    "romantic": Style(
        "major",
        (58, 60, 63),
        ((0, 5, 1, 4), (0, 2, 3, 4), (0, 4, 5, 3)),
        (Part("piano", 0, _ROLL, 0.36, -0.2), Part("strings", -1, _HOLD, 0.24, 0.2), Part("bass", -2, _ROOTS, 0.4)),
        "violin",
        1,
        0.34,
        (2.0, 0.5, 0.5, 1.0, 3.0, 1.0),
        (("brush", (1.0, 2.0, 3.0), 0.07),),
        0.78,
    ),
    "night": Style(
        "lydian",
        (58, 60, 65),
        ((0, 1, 0, 4), (0, 5, 3, 1)),
        (
            Part("felt", 0, ((0.0, 3.0, 0), (0.5, 3.0, 1), (1.0, 3.0, 2), (2.5, 1.5, 4)), 0.42, -0.15),
            Part("pad", -1, _HOLD, 0.34),
            Part("bass", -2, ((0.0, 4.0, 0),), 0.35),
        ),
        "celesta",
        1,
        0.4,
        (1.5, 0.5, 2.0, -4.0),
        (),
        0.72,
    ),
}


def music(mood: Mood, duration_s: float, tempo_bpm: float, cuts_s: Sequence[float], seed: int) -> F64:
    """The piece as (n, 2) of about 0.1 RMS, silent for "none"."""
    n = samples(duration_s)
    out = np.zeros((n, 2))
    if mood == "none" or n == 0:
        return out
    style = _STYLES[mood]
    rng = np.random.default_rng([seed % 2**63, len(mood)])
    beat_s = 60.0 / float(np.clip(tempo_bpm * style.pace, 40, 200))
    tonic = int(rng.choice(style.roots))
    progression = style.progressions[int(rng.integers(len(style.progressions)))]
    motif = _motif(style, rng)
    last = max(duration_s - max(2.2, 1.5 * beat_s), 0.5 * duration_s)
    marks = [0.0]
    for cut in sorted(float(c) for c in cuts_s if np.isfinite(c)):
        if cut - marks[-1] > 1.5 * beat_s and last - cut > 1.5 * beat_s:
            marks.append(cut)
    for k, (a, b) in enumerate(zip(marks, [*marks[1:], last], strict=True)):
        beats = max(round((b - a) / beat_s), 1)
        _phrase(out, style, tonic, progression, motif, a, (b - a) / beats, beats, k, final=b == last, rng=rng)
    _ending(out, style, tonic, last, duration_s)
    # Low notes carry the weight of real ones but little of what is heard: leave room for the melody.
    out = out - 0.6 * lowpass(out, 170, 1)
    out = out / max(float(np.sqrt(np.mean(out**2))), 1e-9) * 0.1
    tail = min(samples(0.7), n // 3)
    out[n - tail :] *= (np.cos(np.linspace(0, np.pi, tail)) * 0.5 + 0.5)[:, None]
    return out


def _chord(style: Style, tonic: int, degree: int, step: int, octave: int) -> int:
    """MIDI of the chord's tone `step` (0 root, 1 third, 2 fifth, 3 the root above …)."""
    scale = _SCALES[style.scale]
    place = degree + 2 * (step % 3)
    # Chords are kept near the tonic, so that voices move little.
    fold = 12 if degree > 3 else 0
    return tonic + 12 * (octave + step // 3 + place // 7) + scale[place % 7] - fold


def _motif(style: Style, rng: np.random.Generator) -> list[tuple[float, int]]:
    """(length in beats, chord step), a small arch of near notes."""
    step = int(rng.integers(1, 4))
    notes = []
    for length in style.motif:
        notes.append((length, step))
        step = int(np.clip(step + rng.choice((-2, -1, 1, 1, 2)), 0, 5))
    return notes


def _phrase(
    out: F64,
    style: Style,
    tonic: int,
    progression: tuple[int, ...],
    motif: list[tuple[float, int]],
    start_s: float,
    beat_s: float,
    beats: int,
    number: int,
    *,
    final: bool,
    rng: np.random.Generator,
) -> None:
    def chord_at(beat: float) -> int:
        if final and beats >= 4 and beat >= beats - 2:
            return 4
        return progression[(int(beat // 4) + 2 * number) % len(progression)]

    swell = 0.85 + 0.15 * min(number, 2)
    for part in style.parts:
        for bar in range(0, beats, 4):
            for at, length, step in part.rhythm:
                beat = bar + at
                if beat >= beats:
                    continue
                held = min(length, beats - beat)
                midi = _chord(style, tonic, chord_at(beat), step, part.octave)
                level = part.level * swell * (1.0 if at == 0 else 0.82) * rng.uniform(0.88, 1.0)
                _play(out, part.instrument, midi, held * beat_s, start_s + beat * beat_s, level, part.side, rng)
    for name, strokes, level in style.drums:
        for bar in range(0, beats, 4):
            for at in strokes:
                if bar + at < beats:
                    _lay(out, drum(name) * level * rng.uniform(0.8, 1.0), start_s + (bar + at) * beat_s, 0.15)
    beat, k = (0.0 if number or beats <= 4 else 4.0), 0
    while beat < beats - 0.5:
        length, step = motif[k % len(motif)]
        if length > 0:
            step += int(rng.integers(-1, 2)) if k >= len(motif) and k % 3 == 2 else 0
            midi = _chord(style, tonic, chord_at(beat), max(step, 0), style.lead_octave)
            held = min(abs(length), beats - beat) * beat_s
            _play(
                out,
                style.lead,
                midi,
                held,
                start_s + beat * beat_s,
                1.4 * style.lead_level * rng.uniform(0.85, 1.0),
                0.12,
                rng,
            )
        beat += abs(length)
        k += 1


def _ending(out: F64, style: Style, tonic: int, at_s: float, duration_s: float) -> None:
    """The tonic chord, gently rolled."""
    rng = np.random.default_rng(1)
    length = max(duration_s - at_s, 0.3)
    for part in style.parts:
        steps = sorted({s for _, _, s in part.rhythm if s < 4}) or [0]
        if part.octave <= -2:
            steps = [0]
        for k, step in enumerate(steps):
            midi = _chord(style, tonic, 0, step, part.octave)
            _play(out, part.instrument, midi, length, at_s + 0.045 * k, part.level, part.side, rng)
    _play(out, style.lead, tonic + 12 * style.lead_octave, length, at_s + 0.09, style.lead_level, 0.12, rng)
    if style.drums:
        _lay(out, drum(style.drums[0][0]) * style.drums[0][2], at_s, 0.0)


def _play(
    out: F64,
    instrument: str,
    midi: int,
    length_s: float,
    at_s: float,
    level: float,
    side: float,
    rng: np.random.Generator,
) -> None:
    length = max(round(length_s * 8) / 8, 0.125)
    human = rng.uniform(0.0, 0.008) if at_s > 0.01 else 0.0
    _lay(out, note(instrument, int(np.clip(midi, 24, 108)), length) * level, at_s + human, side)


def _lay(out: F64, x: F64, at_s: float, side: float) -> None:
    left, right = pan(np.array([side * 0.8]))
    start = round(at_s * RATE)
    lay(out[:, 0], x * left[0], start)
    lay(out[:, 1], x * right[0], start + 9)
