"""Things that lie there, or roll, set going anew: a leap, a roll, a knock along the lane.

Knows nothing of who asks. A thing starts from where it is; one that is on its way already goes on.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ..plan import Member, Plan, Toss
from ..room import clear_lane

F64 = NDArray[np.float64]


def foot_of(path: str | None) -> str | None:
    """The mark at the lower end of a staircase or a slope."""
    return None if path is None else f"{path}_foot"


def knocked(plan: Plan, m: Member, goal: str | None, t0: float, height: float) -> None:
    """A thing that lies there leaps up, and on towards the goal."""
    g = plan.stage.gravity_ms2
    air = 2 * math.sqrt(2 * height / g)
    aim = plan.point(goal)
    way = np.zeros(2) if aim is None else (aim - m.position)[:2] / (3 * air)
    way = way / max(float(np.linalg.norm(way)) / 2.5, 1.0)
    velocity = np.array([*way, math.sqrt(2 * g * height)])
    spin = np.array([-way[1], way[0] + 1.0, 0.0]) / max(m.size_m / 2, 0.03)
    m.simulated = True
    plan.tosses.append(Toss(m.id, t0 + 0.15, ((lambda _s: (velocity, spin)),)))


def rolled(plan: Plan, m: Member, goal: F64 | None, t0: float, t1: float) -> None:
    """A thing that lies there rolls off, towards the goal; one that rolls already rolls on."""
    if goal is None and float(np.hypot(m.velocity[0], m.velocity[1])) > 0.5:
        return
    way = np.array([1.0 if m.position[0] < 0 else -1.0, -0.1]) if goal is None else (goal - m.position)[:2]
    far = max(float(np.linalg.norm(way)), 1e-6)
    way = way / far
    speed = min(max(1.5 * (far if goal is not None else 2.5) / max(t1 - t0, 0.5), 0.8), 4.0)
    velocity = np.array([*(way * speed), 0.0])
    spin = np.array([-way[1], way[0], 0.0]) * speed / max(m.size_m / 2, 0.02)
    m.spin_drag = 0.25
    plan.tosses.append(Toss(m.id, t0 + 0.2, ((lambda _s: (velocity, spin)),)))


def set_rolling(plan: Plan, prey: Member, speed: float, t0: float, t1: float) -> None:
    """A thing that is there gets a knock along the lane, to the roomier side; one on its way goes on."""
    prey.simulated = True
    if float(np.hypot(prey.velocity[0], prey.velocity[1])) > 1.2:
        return
    start, end = clear_lane(plan.stage, 0.6)
    along = (end - start)[:2] / max(float(np.linalg.norm((end - start)[:2])), 1e-6)
    ahead, behind = float((end[:2] - prey.position[:2]) @ along), float((prey.position[:2] - start[:2]) @ along)
    way = along if ahead >= behind else -along
    v = min(max(min(speed, 0.95 * max(ahead, behind) / max(t1 - t0, 0.5)), 1.6), speed + 1.0)
    spin = np.array([-way[1], way[0], 0.0]) * v / max(prey.size_m / 2, 0.05)
    plan.tosses.append(Toss(prey.id, t0 + 0.3, ((lambda _s: (np.array([*(way * v), 2.0]), spin)),)))
