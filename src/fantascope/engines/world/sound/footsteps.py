"""Feet, paws and hooves coming down on each kind of ground.

Knows nothing of gaits. A step is a heel, a roll of the foot and a toe; loose ground adds many small grains, snow its
squeak, water its slap. The attack is on the first sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..bodies.types import SoundMaterial
from .dsp import (
    F64,
    RATE,
    band_gain,
    clock,
    coloured,
    fall,
    hump,
    lay,
    resonate,
    samples,
    saturate,
    soft_end,
    to_peak,
    tone,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """`thud_hz` and `thud` of the heel, `tap` of hard contact at `tap_hz`, grains of `low`–`high` Hz over `grain_s`
    with `crisp` in [0, 1] (even hiss to separate crackles)."""

    thud_hz: float
    thud: float
    tap_hz: float
    tap: float
    low: float
    high: float
    grains: float
    grain_s: float
    crisp: float


_GROUNDS: dict[SoundMaterial, Ground] = {
    "wood": Ground(120, 0.9, 480, 0.75, 600, 3500, 0.18, 0.05, 0.2),
    "stone": Ground(95, 0.4, 1700, 0.6, 1500, 7000, 0.25, 0.06, 0.3),
    "asphalt": Ground(90, 0.45, 1200, 0.45, 900, 6000, 0.35, 0.09, 0.4),
    "ceramic": Ground(100, 0.4, 2100, 0.7, 1500, 8000, 0.2, 0.04, 0.2),
    "glass": Ground(110, 0.35, 2400, 0.6, 2000, 9000, 0.2, 0.04, 0.2),
    "metal": Ground(130, 0.6, 900, 0.9, 1500, 8000, 0.2, 0.05, 0.2),
    "plastic": Ground(120, 0.6, 900, 0.5, 800, 4000, 0.15, 0.05, 0.2),
    "rubber": Ground(100, 0.7, 420, 0.3, 400, 2500, 0.15, 0.05, 0.1),
    "ice": Ground(110, 0.4, 1900, 0.5, 2500, 9000, 0.4, 0.10, 0.5),
    "snow": Ground(75, 0.45, 300, 0.0, 800, 5200, 1.0, 0.20, 0.75),
    "sand": Ground(65, 0.5, 260, 0.0, 700, 6500, 0.8, 0.18, 0.25),
    "gravel": Ground(80, 0.5, 900, 0.1, 1200, 8500, 1.1, 0.17, 0.9),
    "earth": Ground(75, 0.9, 320, 0.1, 250, 2200, 0.4, 0.10, 0.4),
    "grass": Ground(70, 0.6, 280, 0.05, 900, 6000, 0.55, 0.15, 0.45),
    "carpet": Ground(80, 0.9, 300, 0.1, 200, 1500, 0.25, 0.08, 0.1),
    "cloth": Ground(80, 0.7, 300, 0.05, 250, 2500, 0.3, 0.10, 0.1),
    "flesh": Ground(85, 0.8, 350, 0.2, 250, 2000, 0.2, 0.06, 0.1),
    "paper": Ground(95, 0.4, 700, 0.2, 900, 7000, 0.8, 0.12, 0.7),
    "water": Ground(80, 0.5, 420, 0.1, 600, 7000, 1.0, 0.24, 0.35),
}


def footstep(ground: SoundMaterial, strength: float, size_m: float, shoe: str, seed: int) -> F64:
    """One step of a body of `size_m` (leg or whole-body size, 1.7 for a person); `shoe` "hoof", "paw" or ""."""
    rng = np.random.default_rng(seed)
    g = _GROUNDS[ground]
    strength = float(np.clip(strength, 0.1, 3.0))
    heavy = float(np.clip(size_m / 1.2, 0.15, 3.0))
    n = samples(0.34)
    out = np.zeros(n)
    toe = int(RATE * rng.uniform(0.055, 0.085) * min(heavy**0.3, 1.4))
    tap = g.tap * {"hoof": 1.7, "paw": 0.25}.get(shoe, 1.0)
    for at, level in ((0, 1.0), (toe, 0.45 if shoe != "hoof" else 0.15)):
        m = samples(0.13)
        hz = g.thud_hz * heavy**-0.35 * rng.uniform(0.9, 1.1)
        thud = g.thud * min(heavy, 1.6) ** 0.7 * tone(hz * (1 + 0.8 * np.exp(-clock(m) / 0.012)), m) * fall(m, 0.11)
        click = coloured(rng, m, band_gain(150, 2600 * (1 + tap), 1.0)) * fall(m, 0.018) * (0.12 + 0.25 * tap)
        ring = tap * resonate(click, g.tap_hz * rng.uniform(0.92, 1.08), 160) * 3.0
        lay(out, level * (0.55 * thud + click + ring), at)
    out += g.grains * strength**0.4 * _grains(rng, g, n)
    if ground == "snow":
        m = samples(0.14)
        hz = rng.uniform(420, 560) * (1 + 0.12 * np.sin(2 * np.pi * 31 * clock(m)))
        squeak = resonate(coloured(rng, m, band_gain(300, 3000, 1)) * (1 + tone(hz, m)), 900, 300)
        lay(out, 0.5 * squeak * hump(m, 0.3), samples(0.02))
    if ground == "water":
        for _ in range(5):
            m = samples(rng.uniform(0.02, 0.06))
            hz = rng.uniform(500, 1500) * (1 + 1.2 * clock(m) / 0.06)
            lay(out, rng.uniform(0.1, 0.35) * tone(hz, m) * hump(m, 0.15), int(rng.uniform(0.02, 0.2) * RATE))
    level = 0.42 * rng.uniform(0.85, 1.0) * strength**0.7 * min(heavy, 2.2) ** 0.4
    return soft_end(level * to_peak(saturate(to_peak(out), 1.3)), 0.05)


def _grains(rng: np.random.Generator, g: Ground, n: int) -> F64:
    m = min(n, samples(g.grain_s * 1.8))
    hiss = coloured(rng, m, band_gain(g.low, g.high, 1.0))
    steps = m // 60 + 1
    crackle = (rng.random(steps) < 0.3) * rng.exponential(1.6, steps)
    crackle = np.repeat(crackle, 60)[:m]
    crackle = np.convolve(crackle, np.exp(-np.arange(120) / 30), mode="full")[:m]
    crackle /= max(float(crackle.mean()), 1e-9)
    press = 0.75 * hump(m, 0.12) + 0.5 * np.roll(hump(m, 0.3), m // 4)
    out = np.zeros(n)
    out[:m] = 0.4 * hiss * ((1 - g.crisp) + g.crisp * crackle) * press
    return out
