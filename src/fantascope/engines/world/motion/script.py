"""What a simulation is told and what it tells: launches, holds, pushes, and the run.

Knows nothing of a physics engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Vec3
from .types import Contact

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Launch:
    """At `time_s`, thing `who` gets this velocity (m/s) and spin (rad/s); optionally put at `position` first."""

    time_s: float
    who: str
    velocity: Vec3
    spin: Vec3 = (0.0, 0.0, 0.0)
    position: Vec3 | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hold:
    """From `start_s` to `end_s`, thing `who` follows `pose` (time → 4×4) and pushes others without being pushed; it is
    drawn to it within `ease_s` from where it then is."""

    who: str
    start_s: float
    end_s: float
    pose: Callable[[float], F64]
    ease_s: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Push:
    """A steady force on `who` from `start_s` to `end_s`: `force(time, position, velocity)` in newtons."""

    who: str
    start_s: float
    end_s: float
    force: Callable[[float, F64, F64], F64]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """times (n,), poses id → (n, 4, 4), velocity id → (n, 3), touching id → (n,) bool, the contact log, and
    spin id → (n, 3)."""

    times_s: F64
    poses: dict[str, F64]
    velocity: dict[str, F64]
    touching: dict[str, NDArray[np.bool_]]
    contacts: tuple[Contact, ...]
    spin: dict[str, F64] = field(default_factory=dict)
