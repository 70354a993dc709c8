"""Calls that are no throat's voice: chirps, trills, hisses, buzzes, clicks, croaks.

Knows nothing of species. Each is a small synthesis of its own.
"""

from __future__ import annotations

import numpy as np

from .dsp import F64, RATE, band_gain, bandpass, coloured, fall, hump, lay, resonate, samples, soft_edges, tone, wander
from .throats import whistle

CALLS = (
    "purr", "hiss", "buzz", "chirp", "tweet", "sing", "hoot", "coo", "croak", "ribbit", "click", "whale", "cricket",
    "snort", "pant", "flit", "bloop",
)  # fmt: skip


def chirp(what: str, seed: int) -> F64:
    """One of CALLS, peak about 1 or less."""
    rng = np.random.default_rng(seed)
    n = samples(1.4)
    if what == "purr":
        beat = 1 + 0.9 * np.sin(2 * np.pi * np.cumsum(26 + 1.5 * wander(rng, n, 3)) / RATE)
        return soft_edges(0.5 * coloured(rng, n, band_gain(60, 500, 0.9)) * beat * 0.5, 0.15)
    if what == "hiss":
        return 0.3 * coloured(rng, n, band_gain(3500, 11000, 1.0)) * hump(n, 0.2)
    if what == "buzz":
        hz = 205 * (1 + 0.06 * wander(rng, n, 4))
        x = sum((tone(hz * k, n) / k**0.6 for k in range(1, 12)), np.zeros(n))
        return soft_edges(0.2 * x * (1 + 0.25 * wander(rng, n, 12)), 0.2)
    if what in ("chirp", "tweet"):
        top = rng.uniform(3600, 4800)
        return 0.8 * whistle(
            [(0.07, ((0, top), (0.5, top * 1.25), (1, top * 0.9)))] * int(rng.integers(2, 5)), seed, 0.07
        )
    if what == "sing":
        notes = rng.uniform(2300, 4600, 6)
        return 0.8 * whistle(
            [(float(rng.uniform(0.06, 0.2)), ((0, a), (0.5, a * rng.uniform(0.85, 1.25)), (1, a))) for a in notes],
            seed,
            0.04,
            trill_hz=28,
            trill=0.03,
        )
    if what == "hoot":
        low = ((0, 330), (0.3, 390), (1, 350))
        return whistle([(0.22, low), (0.55, ((0, 350), (0.3, 400), (1, 320)))], seed, 0.25, 0.02)
    if what == "coo":
        return whistle(
            [(0.25, ((0, 360), (1, 420))), (0.45, ((0, 440), (0.4, 480), (1, 380)))],
            seed,
            0.06,
            0.04,
            trill_hz=26,
            trill=0.03,
        )
    if what in ("croak", "ribbit"):
        out = np.zeros(samples(0.75))
        for start in (0.0, 0.3):
            m = samples(0.24)
            pulses = np.where((np.arange(m) % int(RATE / 48)) == 0, 1.0, 0.0)
            x = resonate(pulses, 620 + 200 * (start > 0), 130) + 0.7 * resonate(pulses, 1500, 250)
            lay(out, x / max(float(np.abs(x).max()), 1e-9) * hump(m, 0.4), samples(start))
        return out
    if what == "click":
        out = np.zeros(samples(1.3))
        for k in range(16):
            m = samples(0.006)
            lay(out, 0.5 * tone(5200, m) * fall(m, 0.005), samples(0.035 * k))
        lay(out, whistle([(0.55, ((0, 6000), (0.4, 11000), (1, 7000)))], seed), samples(0.6))
        return 0.7 * out
    if what == "whale":
        return whistle([(1.4, ((0, 180), (0.5, 320), (1, 240))), (1.0, ((0, 420), (1, 200)))], seed, 0.2, 0.0)
    if what == "cricket":
        out = np.zeros(n)
        for start in (0.0, 0.35, 0.7):
            for k in range(4):
                m = samples(0.022)
                lay(out, tone(4500, m) * hump(m), samples(start + 0.032 * k))
        return 0.6 * out
    if what in ("snort", "pant"):
        m = samples(0.3)
        x = coloured(rng, m, band_gain(350, 3200, 0.9)) * np.clip(1 + wander(rng, m, 60), 0, 3)
        return 0.4 * np.concatenate([x * hump(m, 0.2), np.zeros(samples(0.1)), 0.8 * x * hump(m, 0.2)])
    if what == "flit":
        return 0.12 * bandpass(coloured(rng, n, band_gain(500, 4000)), 600, 4000) * (1 + tone(18, n)) * hump(n)
    m = samples(0.09)
    one = tone(380 + 900 * np.linspace(0, 1, m), m) * hump(m, 0.3)
    return 0.7 * np.concatenate([one, np.zeros(samples(0.06)), np.interp(np.arange(m) * 1.2, np.arange(m), one)])
