"""Lightning: when it strikes, the shape of the bolt, how bright the sky is meanwhile, and its thunder.

Knows nothing of drawing. A bolt is a midpoint-displaced polyline with forks; light flickers over three return strokes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..bodies.shapes import join, tube
from ..bodies.types import Mesh
from .types import SoundCue

F64 = NDArray[np.float64]
SOUND_MS = 340.0
_STROKES = ((0.0, 1.0), (0.11, 0.55), (0.19, 0.8))


@dataclass(frozen=True, slots=True, eq=False)
class Strike:
    """A bolt seen from `time_s` (world seconds) for about 0.3 s."""

    time_s: float
    mesh: Mesh
    distance_m: float

    def light(self, t: float) -> float:
        """Brightness in [0, 1] at time t."""
        since = t - self.time_s
        return max((a * float(np.exp(-(since - at) / 0.07)) for at, a in _STROKES if since >= at), default=0.0)

    def visible(self, t: float) -> bool:
        return 0.0 <= t - self.time_s < 0.28 and self.light(t) > 0.25


def strikes(duration_s: float, view: tuple[float, float], seed: int) -> tuple[Strike, ...]:
    """The strikes of a storm behind the scene: the first early, then one about every three seconds."""
    rng = np.random.default_rng(seed)
    away = -np.array([view[0], view[1], 0.0])
    side = np.array([-away[1], away[0], 0.0])
    out = []
    t = min(0.9, 0.3 * duration_s)
    while t < duration_s - 0.2:
        distance = float(rng.uniform(70, 120))
        foot = away * distance + side * distance * float(rng.uniform(-0.38, 0.38))
        out.append(Strike(t, _bolt(foot, 0.42 * distance, rng), distance))
        t += float(rng.uniform(2.1, 3.6))
    return tuple(out)


def thunder(strike: Strike) -> SoundCue:
    """Its clap, as late as its distance asks, shortened as in films."""
    delay = strike.distance_m / SOUND_MS * 1.5
    return SoundCue(
        strike.time_s + delay, "thunder", (0.0, strike.distance_m, 20.0), 0.9, 2.5, size_m=strike.distance_m
    )


def _bolt(foot: F64, height: float, rng: np.random.Generator) -> Mesh:
    top = foot + np.array([rng.uniform(-6, 6), rng.uniform(-6, 6), height])
    trunk = _jagged(top, foot, 6, 0.13 * height, rng)
    width = 0.0075 * height
    parts = [tube(trunk, np.linspace(width, width * 0.5, len(trunk)), segments=5)]
    for k in rng.integers(8, len(trunk) - 14, 3):
        start = trunk[k]
        tip = start + np.array([rng.uniform(-0.3, 0.3), rng.uniform(-0.2, 0.2), -rng.uniform(0.2, 0.45)]) * height
        tip[2] = max(tip[2], 0.5)
        fork = _jagged(start, tip, 4, 0.06 * height, rng)
        parts.append(tube(fork, np.linspace(width * 0.5, width * 0.15, len(fork)), segments=4))
    return join(parts)


def _jagged(a: F64, b: F64, levels: int, spread: float, rng: np.random.Generator) -> F64:
    points = np.stack([a, b])
    for _ in range(levels):
        middle = (points[:-1] + points[1:]) / 2 + rng.normal(0.0, spread / 2.2, (len(points) - 1, 3)) * [1.0, 1.0, 0.35]
        merged = np.empty((2 * len(points) - 1, 3))
        merged[0::2], merged[1::2] = points, middle
        points, spread = merged, spread * 0.52
    return points
