"""Water: drops, splashes small and great, and the plunge of a body.

Knows nothing of the water's surface. A splash is a slap, a sheet of falling spray, and bubbles that ring at rising
pitch (Minnaert: a bubble of radius r metres rings at 3.26 / r hertz). The attack is on the first sample.
"""

from __future__ import annotations

import numpy as np

from .dsp import F64, RATE, band_gain, clock, coloured, fall, hump, lay, samples, soft_end, tone, wander


def bubble(radius_m: float, rng: np.random.Generator) -> F64:
    """One bubble, its pitch rising as it nears the surface."""
    hz = 3.26 / radius_m
    length = float(np.clip(18 / hz, 0.012, 0.16))
    n = samples(length)
    rise = 1 + rng.uniform(0.05, 0.5) * clock(n) / length
    return tone(hz * rise, n) * fall(n, length) * np.minimum(clock(n) / 0.0012, 1)


def drop(seed: int) -> F64:
    rng = np.random.default_rng(seed)
    out = np.zeros(samples(0.2))
    lay(out, 0.2 * coloured(rng, samples(0.01), band_gain(2000, 9000)) * fall(samples(0.01), 0.01), 0)
    lay(out, 0.7 * bubble(rng.uniform(0.0016, 0.003), rng), samples(0.006))
    return out


def splash(size_m: float, strength: float, seed: int) -> F64:
    """Something of `size_m` entering water; 0.1 is a pebble, 0.5 a jump into a puddle, 3 a car."""
    rng = np.random.default_rng(seed)
    size = float(np.clip(size_m, 0.03, 6.0))
    power = float(np.clip(strength, 0.1, 3.0))
    length = 0.35 + 0.55 * size**0.5 + 0.15 * power
    n = samples(length + 0.5)
    out = np.zeros(n)
    m = samples(0.12 + 0.1 * size**0.5)
    slap = coloured(rng, m, band_gain(140 / size**0.3, 3500, 0.9)) * fall(m, 0.07 + 0.05 * size)
    lay(out, 0.9 * slap, 0)
    k = samples(0.25)
    lay(out, min(size, 2.0) ** 0.5 * tone(55 + 60 * np.exp(-clock(k) / 0.03) / size**0.3, k) * fall(k, 0.2), 0)
    spray = coloured(rng, n, band_gain(1100 / size**0.25, 8500, 1.0))
    patter = np.clip(1 + 0.7 * wander(rng, n, 90), 0.3, 3)
    up = hump(n, 0.12) * fall(n, length * 1.4)
    lay(out, 0.55 * spray * patter * up, 0)
    for _ in range(int(np.clip(12 + 26 * size**0.5 * power, 8, 70))):
        radius = np.clip(rng.lognormal(np.log(0.0042 * size**0.25), 0.6), 0.0009, 0.03)
        at = rng.gamma(2.0, 0.18 * length)
        lay(out, rng.uniform(0.08, 0.4) * np.exp(-at / length) * bubble(radius, rng), int(at * RATE))
    return soft_end(0.42 * power**0.5 * size**0.22 * out, 0.1)
