"""Moving air: whooshes, wing beats, cloth and sails, a gust.

Knows nothing of what moves. Filtered noise whose centre follows the motion.
"""

from __future__ import annotations

import numpy as np

from .dsp import F64, RATE, band_gain, coloured, fall, hump, lay, samples, soft_edges, wander


def whoosh(duration_s: float, strength: float, size_m: float, seed: int) -> F64:
    """Something passing: the pitch swells and falls; `duration_s` in all, loudest a little past the middle."""
    rng = np.random.default_rng(seed)
    n = samples(float(np.clip(duration_s or 0.45, 0.12, 4.0)))
    centre = 900 / float(np.clip(size_m, 0.1, 4.0)) ** 0.4
    bands = [
        coloured(rng, n, band_gain(centre * lo, centre * hi, 1.2)) for lo, hi in ((0.35, 0.9), (0.8, 1.8), (1.6, 4.0))
    ]
    swell = hump(n, 0.55)
    x = bands[0] * swell**0.8 + 0.8 * bands[1] * swell**1.8 + 0.45 * bands[2] * swell**3.5
    return 0.16 * min(strength, 2.5) * x


def flap(strength: float, size_m: float, seed: int) -> F64:
    """One beat of a wing of about `size_m`: a short push of air with a feathery top."""
    rng = np.random.default_rng(seed)
    size = float(np.clip(size_m, 0.03, 3.0))
    n = samples(0.07 + 0.13 * size**0.5)
    low = coloured(rng, n, band_gain(60 / size**0.3, 420 / size**0.4, 1.2))
    high = coloured(rng, n, band_gain(900, 4500, 1.0))
    x = 0.34 * low * hump(n, 0.3) + 0.10 * high * hump(n, 0.45) ** 2
    return np.asarray(x * (min(strength, 2.0) * size**0.2))


def flutter(duration_s: float, rate_hz: float, strength: float, size_m: float, seed: int) -> F64:
    """Many beats in a row."""
    rng = np.random.default_rng(seed)
    length = float(np.clip(duration_s, 0.1, 30.0))
    out = np.zeros(samples(length + 0.3))
    beats = [flap(strength, size_m, seed + k) for k in range(4)]
    t = 0.0
    while t < length:
        lay(out, beats[int(rng.integers(4))] * rng.uniform(0.7, 1.0), int(t * RATE))
        t += rng.uniform(0.85, 1.15) / max(rate_hz, 0.5)
    return out


def sail_flap(duration_s: float, strength: float, seed: int) -> F64:
    """Canvas in the wind: irregular heavy snaps over a cloth rustle."""
    rng = np.random.default_rng(seed)
    length = float(np.clip(duration_s or 1.2, 0.3, 30.0))
    n = samples(length + 0.3)
    gusts = np.clip(0.5 + 0.5 * wander(rng, n, 1.2), 0.1, 1.6)
    out = 0.10 * coloured(rng, n, band_gain(250, 2200, 0.8)) * gusts * np.clip(1 + wander(rng, n, 13), 0, 3)
    t = 0.0
    while t < length:
        m = samples(0.16)
        snap = coloured(rng, m, band_gain(90, 1300, 0.9)) * fall(m, 0.1) * np.minimum(np.arange(m) / 60, 1)
        lay(out, rng.uniform(0.15, 0.55) * snap * gusts[min(int(t * RATE), n - 1)], int(t * RATE))
        t += float(rng.gamma(2.0, 0.16))
    return soft_edges(1.5 * min(strength, 2.0) * out, 0.05)


def gust(duration_s: float, strength: float, seed: int) -> F64:
    rng = np.random.default_rng(seed)
    n = samples(float(np.clip(duration_s or 2.5, 0.5, 20.0)))
    x = coloured(rng, n, band_gain(140, 700, 0.9)) + 0.5 * coloured(rng, n, band_gain(500, 2500, 0.9)) * hump(n, 0.5)
    return 0.2 * min(strength, 2.0) * x * hump(n, 0.45) * np.clip(1 + 0.3 * wander(rng, n, 3), 0.2, 2)
