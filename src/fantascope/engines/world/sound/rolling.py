"""Things that roll and scrape: noise and rattle that follow a speed curve, and the short rub of a sliding blow.

Knows nothing of places. Brightness and level rise with speed; a rolling body adds the slow unevenness of its turns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..bodies.types import SoundMaterial
from .dsp import F64, RATE, band_gain, bandpass, coloured, fall, hump, lowpass, resonate, samples, soft_edges, wander
from .substances import SUBSTANCES


def roll(
    curve: Sequence[float], duration_s: float, material: SoundMaterial, other: SoundMaterial, size_m: float, seed: int
) -> F64:
    """A body of `material` rolling on `other`; `curve` = speed in m/s over the duration."""
    rng = np.random.default_rng(seed)
    n = samples(duration_s)
    speed = _speed(curve, n)
    a, b = SUBSTANCES[material], SUBSTANCES[other]
    hard = min(a.hardness, b.hardness)
    rumble = coloured(rng, n, lambda f: 1 / (1 + (f / (120 + 500 * hard)) ** 1.6))
    bumps = _grains(rng, n, speed, 26 + 60 * hard, 900 + 2600 * hard)
    knock = resonate(bumps, a.base_hz * (0.1 / max(size_m, 0.03)) ** 0.62, 120) + 0.7 * resonate(bumps, b.floor_hz, 60)
    turns = 1 + 0.35 * np.sin(2 * np.pi * np.cumsum(speed / (np.pi * max(size_m, 0.03))) / RATE)
    level = np.clip(speed / 3.0, 0, 1.6) ** 0.7
    x = (0.5 * rumble + 2.2 * knock / max(float(np.abs(knock).max()), 1e-9) * (0.3 + hard)) * turns * level
    return soft_edges(0.30 * x, 0.02)


def scrape(
    curve: Sequence[float], duration_s: float, material: SoundMaterial, other: SoundMaterial, size_m: float, seed: int
) -> F64:
    """Sliding without rolling; on snow, sand or ice a soft hiss, on hard ground a grating one."""
    rng = np.random.default_rng(seed)
    n = samples(duration_s)
    speed = _speed(curve, n)
    a, b = SUBSTANCES[material], SUBSTANCES[other]
    low, high = min(a.low_hz, b.low_hz), 0.5 * (a.high_hz + b.high_hz)
    dark = coloured(rng, n, band_gain(low * 0.7, (low * high) ** 0.5, 1.0))
    bright = coloured(rng, n, band_gain(low, high, 1.0))
    quick = np.clip(speed / 4.0, 0, 1)
    hard = min(a.hardness, b.hardness)
    chatter = 1 + 0.5 * hard * wander(rng, n, 45) + 0.25 * wander(rng, n, 6)
    x = (dark * (1 - 0.6 * quick) + bright * quick) * np.clip(chatter, 0.1, 2.5) * np.clip(speed / 2.0, 0, 1.5) ** 0.8
    body = resonate(x, a.base_hz * (0.1 / max(size_m, 0.03)) ** 0.6, 200)
    return soft_edges(0.16 * x + 0.3 * hard * body, 0.02)


def rub(slide_ms: float, loud: float, material: SoundMaterial, other: SoundMaterial, seed: int) -> F64:
    """The short rub that a glancing blow adds after its attack."""
    rng = np.random.default_rng(seed)
    n = samples(min(0.05 + 0.03 * slide_ms, 0.22))
    a, b = SUBSTANCES[material], SUBSTANCES[other]
    low, high = min(a.low_hz, b.low_hz), 0.4 * (a.high_hz + b.high_hz)
    x = coloured(rng, n, band_gain(low, high, 1.0)) * hump(n, 0.12) * fall(n, n / RATE)
    return 0.16 * loud * min(slide_ms / 3, 1.0) * x


def _speed(curve: Sequence[float], n: int) -> F64:
    values = (
        np.nan_to_num(np.abs(np.asarray(curve, dtype=np.float64))) if len(curve) else np.array([0.4, 1.6, 1.2, 0.2])
    )
    return lowpass(np.interp(np.linspace(0, 1, n), np.linspace(0, 1, len(values)), np.minimum(values, 40.0)), 12, 1)


def _grains(rng: np.random.Generator, n: int, speed: F64, rate_hz: float, top_hz: float) -> F64:
    """Clicks at random times, `rate_hz` of them a second at 1 m/s."""
    hits = rng.random(n) < np.minimum(rate_hz * np.maximum(speed, 0.05), 900) / RATE
    x = np.where(hits, rng.standard_normal(n), 0.0)
    return bandpass(x, 90, top_hz)
