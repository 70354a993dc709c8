"""Throws in a vacuum: which velocity takes a point to another.

Knows nothing of bodies. Metres, seconds; gravity points down −z.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


def lob(start: F64, target: F64, gravity_ms2: float, angle_rad: float) -> F64:
    """Velocity at `start` to pass `target` when leaving at elevation `angle_rad`; steeper if that cannot reach.

    From z = x·tan θ − g x² / (2 v² cos² θ).
    """
    span = target - start
    x = max(float(np.hypot(span[0], span[1])), 1e-6)
    z = float(span[2])
    angle = max(angle_rad, math.atan2(z, x) + 0.12)
    angle = min(angle, 1.5)
    drop = x * math.tan(angle) - z
    v = math.sqrt(gravity_ms2 * x * x / (2 * math.cos(angle) ** 2 * max(drop, 1e-6)))
    return np.array([v * math.cos(angle) * span[0] / x, v * math.cos(angle) * span[1] / x, v * math.sin(angle)])


def timed(start: F64, target: F64, gravity_ms2: float, seconds: float) -> F64:
    """Velocity at `start` to be at `target` after `seconds`."""
    velocity = (target - start) / seconds
    velocity[2] += 0.5 * gravity_ms2 * seconds
    return np.asarray(velocity)


def flight_s(velocity: F64, start: F64, target: F64) -> float:
    """Seconds until a thing thrown at `velocity` is level with the target horizontally."""
    across = float(np.hypot(velocity[0], velocity[1]))
    return float(np.hypot(target[0] - start[0], target[1] - start[1])) / max(across, 1e-6)
