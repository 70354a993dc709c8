"""Animal and human throats: a buzzing or hissing source through formants that move, and what each species says.

Knows nothing of words. A call is a list of syllables; each has a pitch curve, formant curves, a loudness curve, and
some breath and roughness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .dsp import (
    F64,
    band_gain,
    buzz,
    coloured,
    hump,
    lay,
    resonate,
    samples,
    saturate,
    shape,
    soft_edges,
    to_peak,
    tone,
    wander,
)

Curve = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Syllable:
    """`pitch` in Hz and `loud` over its length; `formants` from its start to its end, each (Hz, Hz, gain); `breath`
    the share of noise, `rough` the depth of fast flutter, `tilt` how dark the buzz is; `gap_s` before the next."""

    length_s: float
    pitch: Curve
    formants: tuple[tuple[float, float, float], ...]
    loud: Curve = ((0, 0), (0.15, 1), (0.6, 0.8), (1, 0))
    breath: float = 0.08
    rough: float = 0.1
    tilt: float = 0.9
    gap_s: float = 0.08
    vibrato: float = 0.0
    vibrato_hz: float = 6.0


def syllable(s: Syllable, rng: np.random.Generator, size: float = 1.0) -> F64:
    """`size` > 1 is a larger animal: lower and longer."""
    n = samples(s.length_s * size**0.3 * rng.uniform(0.94, 1.06))
    hz = shape(n, s.pitch) / size**0.6 * rng.uniform(0.96, 1.04)
    hz = hz * (1 + 0.012 * wander(rng, n, 9))
    if s.vibrato:
        hz = hz * (1 + s.vibrato * tone(s.vibrato_hz, n))
    source = buzz(hz, s.tilt, 40) * (1 - s.breath) + s.breath * coloured(rng, n, band_gain(300, 8000, 0.7))
    if s.rough:
        source = source * np.clip(1 + s.rough * wander(rng, n, 110), 0.3, 2.2)
    out = 0.12 * source
    fade = np.linspace(0, 1, n)
    for start, end, gain in s.formants:
        early = resonate(source, start / size**0.5, max(start / size**0.5 * 0.13, 60))
        if abs(end - start) > 0.05 * start:
            late = resonate(source, end / size**0.5, max(end / size**0.5 * 0.13, 60))
            early = early * (1 - fade) + late * fade
        out = out + gain * early
    out = out * shape(n, s.loud)
    return soft_edges(to_peak(saturate(to_peak(out), 1 + 2.5 * s.rough)), 0.003)


def call(parts: Sequence[Syllable], seed: int, size: float = 1.0) -> F64:
    """Syllables one after the other, peak about 1."""
    rng = np.random.default_rng(seed)
    voiced = [syllable(s, rng, size) for s in parts]
    gaps = [samples(s.gap_s * rng.uniform(0.8, 1.25)) for s in parts]
    out = np.zeros(sum(map(len, voiced)) + sum(gaps[:-1]) + 1)
    at = 0
    for x, gap in zip(voiced, gaps, strict=True):
        lay(out, x, at)
        at += len(x) + gap
    return out


def whistle(
    curves: Sequence[tuple[float, Curve]],
    seed: int,
    gap_s: float = 0.05,
    breath: float = 0.03,
    trill_hz: float = 0.0,
    trill: float = 0.0,
) -> F64:
    """Pure-toned calls (birds, dolphins): each (length, pitch curve), one after the other."""
    rng = np.random.default_rng(seed)
    out: list[F64] = []
    for length, pitch in curves:
        n = samples(length * rng.uniform(0.9, 1.1))
        hz = shape(n, pitch) * rng.uniform(0.97, 1.03)
        if trill:
            hz = hz * (1 + trill * tone(trill_hz, n))
        x = tone(hz, n) + 0.18 * tone(hz * 2, n) + breath * coloured(rng, n, band_gain(2000, 9000))
        out += [x * hump(n, 0.35) ** 0.7, np.zeros(samples(gap_s * rng.uniform(0.7, 1.4)))]
    return np.concatenate(out) if out else np.zeros(0)
