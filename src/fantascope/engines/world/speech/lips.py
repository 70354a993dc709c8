"""Lip sync: the mouth shapes of a text laid along its audio.

Knows nothing of engines or faces. A monotone, segmental alignment (dynamic programming) of the
expected mouth shapes with what is heard in each 10 ms frame: loud and voiced for vowels, hissing for fricatives, quiet
for stops, silent for silences. The mouth is closed wherever the audio is silent, and at both ends.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .types import SAMPLE_RATE, Language, Mouth
from .visemes import HISSES, SILENCE, STOPS, VOWELS, Sound, sounds_of

F64 = NDArray[np.float64]
FRAME_S = 0.01
_FLOOR_DB = -38.0
_LONGEST = 60
"""Frames one sound may last."""


def mouths_of(text: str, language: Language, audio: NDArray[np.float32], rate: float = 1.0) -> tuple[Mouth, ...]:
    """Mouths of a clean `text` spoken in `audio` (48 kHz mono). `rate` scales the usual length of sounds."""
    hop = int(FRAME_S * SAMPLE_RATE)
    frames = len(audio) // hop
    if frames < 3 or not text:
        return (Mouth(0.0, SILENCE, 0.0),)
    level, hiss = _heard(audio, frames, hop)
    sounds = sounds_of(text, language)
    path = _align(sounds, level, hiss, rate)
    shapes = np.array([s.viseme for s in sounds])[path]
    shapes = np.where(level < 0.04, SILENCE, shapes)
    shapes[-1] = SILENCE
    return _events(shapes, level)


def _heard(audio: NDArray[np.float32], frames: int, hop: int) -> tuple[F64, F64]:
    """Per frame: loudness in [0, 1] over a 38 dB range, and the share of energy that is high (hiss) in [0, 1]."""
    x = audio[: frames * hop].astype(np.float64)
    bent = np.diff(x, prepend=x[:1])
    energy = (x.reshape(frames, hop) ** 2).mean(axis=1)
    high = (bent.reshape(frames, hop) ** 2).mean(axis=1)
    energy = np.convolve(energy, [0.25, 0.5, 0.25], mode="same")
    high = np.convolve(high, [0.25, 0.5, 0.25], mode="same")
    decibels = 10 * np.log10(energy / max(float(np.quantile(energy, 0.97)), 1e-12) + 1e-12)
    level = np.clip(1 - decibels / _FLOOR_DB, 0.0, 1.1)
    # |diff|² / |x|² = 4 sin²(πf/fs): 0.03 at 1.3 kHz, 0.25 at 4 kHz.
    ratio = high / (energy + 1e-12)
    hiss = np.clip((np.log10(ratio + 1e-6) + 1.6) / 1.1, 0.0, 1.0) * (level > 0.02)
    return level, hiss


def _align(sounds: list[Sound], level: F64, hiss: F64, rate: float) -> NDArray[np.intp]:
    """Index of the sound heard in each frame, the cheapest cut of the frames into the sounds in order.

    A cut costs what the frames say against each sound plus how far its length is from usual. Optional sounds may take
    no frame; the others take one at least. When there are more sounds than frames, the usual lengths alone decide.
    """
    frames, states = len(level), len(sounds)
    if sum(not s.optional for s in sounds) > frames:
        ends = np.cumsum([s.usual_s for s in sounds])
        even = np.searchsorted(ends, np.arange(frames) / frames * ends[-1])
        return np.asarray(np.minimum(even, states - 1))
    # The pace of this very line: what is heard over what is usual.
    spoken_s = float((level > 0.1).sum()) * FRAME_S
    pace = np.clip(spoken_s / max(sum(s.usual_s for s in sounds if s.viseme != SILENCE), 0.05), 0.5, 2.0 / rate)
    best = np.full(frames + 1, np.inf)
    best[0] = 0.0
    lengths = np.zeros((states, frames + 1), dtype=np.int16)
    padded = np.full(frames + 1 + _LONGEST, np.inf)
    back = np.arange(_LONGEST, _LONGEST + frames + 1)[:, None] - np.arange(_LONGEST + 1)[None, :]
    steps = np.arange(1, _LONGEST + 1)
    for k, s in enumerate(sounds):
        total = np.concatenate(([0.0], np.cumsum(_cost(s.viseme, level, hiss))))
        usual = max(s.usual_s * (1.0 if s.viseme == SILENCE else pace) / FRAME_S, 1.0)
        odd = (0.4 if s.viseme == SILENCE else 3.0) * np.log(steps / usual) ** 2
        padded[_LONGEST:] = best - total
        options = padded[back] + np.concatenate(([0.0 if s.optional else np.inf], odd))
        lengths[k] = np.argmin(options, axis=1)
        best = options[np.arange(frames + 1), lengths[k]] + total
    path = np.empty(frames, dtype=np.intp)
    t = frames if np.isfinite(best[frames]) else int(np.flatnonzero(np.isfinite(best))[-1])
    path[t:] = states - 1
    for k in range(states - 1, -1, -1):
        n = int(lengths[k, t])
        path[t - n : t] = k
        t -= n
    return path


def _cost(viseme: int, level: F64, hiss: F64) -> F64:
    if viseme == SILENCE:
        return 6.0 * level**1.5
    if viseme in VOWELS:
        return 2.5 * np.clip(0.9 - level, 0, 1) + 3.0 * hiss
    if viseme in HISSES:
        return 2.0 * (1 - hiss) + 1.5 * (level < 0.1)
    if viseme in STOPS:
        return 1.8 * np.abs(level - 0.3) + 0.8 * hiss
    return 1.5 * np.abs(level - 0.7) + 2.0 * hiss


def _events(shapes: NDArray[np.intp], level: F64) -> tuple[Mouth, ...]:
    starts = np.flatnonzero(np.diff(shapes, prepend=-1))
    ends = np.append(starts[1:], len(shapes))
    out: list[Mouth] = []
    for a, b in zip(starts, ends, strict=True):
        viseme = int(shapes[a])
        loud = float(level[a:b].max())
        weight = 0.0 if viseme == SILENCE else float(np.clip(0.35 + 0.65 * loud, 0.0, 1.0))
        out.append(Mouth(round(float(a) * FRAME_S, 3), viseme, round(weight, 3)))
    if out[0].start_s > 0:
        out.insert(0, Mouth(0.0, SILENCE, 0.0))
    return tuple(out)
