"""Two-legged gait on a path: when each foot is down, where, and how it swings between.

Knows nothing of bodies beyond leg length and stance width. While a foot is planted its ball does not move; steps end
cleanly when the path stops, because the cadence is stretched so that every walk is a whole number of half-steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..types import Ground

F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]

GRAVITY = 9.81


def smoothed(x: F64, dt: float, sigma_s: float) -> F64:
    """Gaussian smoothing along the first axis with edges held."""
    radius = int(np.ceil(3 * sigma_s / dt))
    if radius < 1 or len(x) < 3:
        return np.array(x, dtype=np.float64)
    k = np.exp(-0.5 * (np.arange(-radius, radius + 1) * dt / sigma_s) ** 2)
    k /= k.sum()
    flat = np.asarray(x, dtype=np.float64).reshape(len(x), -1)
    padded = np.concatenate([np.repeat(flat[:1], radius, 0), flat, np.repeat(flat[-1:], radius, 0)])
    out = np.stack([np.convolve(padded[:, j], k, mode="valid") for j in range(flat.shape[1])], axis=1)
    return out.reshape(np.shape(x))


def ease(t: F64) -> F64:
    """Smoothstep of t clipped to [0, 1]."""
    x = np.clip(t, 0.0, 1.0)
    return np.asarray(x * x * (3 - 2 * x))


def runs(mask: Bools) -> list[tuple[int, int]]:
    """Maximal stretches [i, j) where the mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def step_length(speed_ms: F64, leg_m: float) -> F64:
    """Length of a step at a speed: the walking-ratio law, step ∝ leg · (v/√(g·leg))^½ (cf. Grieve & Gear 1966)."""
    relative = np.asarray(speed_ms, dtype=np.float64) / np.sqrt(GRAVITY * leg_m)
    return np.asarray(np.clip(1.15 * leg_m * np.sqrt(relative), 0.10 * leg_m, 1.75 * leg_m))


def duty_factor(speed_ms: F64, leg_m: float) -> F64:
    """Fraction of the stride a foot is down: 0.66 strolling to 0.56 walking, 0.4 and less running, where the way of the
    body over a planted foot stays under 0.8 leg."""
    relative = np.asarray(speed_ms, dtype=np.float64) / np.sqrt(GRAVITY * leg_m)
    free = 0.66 - 0.10 * np.clip(relative / 0.7, 0, 1) - 0.16 * runness(speed_ms, leg_m)
    return np.asarray(
        np.minimum(
            free,
            np.where(
                relative > 0.66,
                0.40 * leg_m / step_length(speed_ms, leg_m) + 0.16 * (1 - runness(speed_ms, leg_m)),
                1.0,
            ),
        )
    )


def runness(speed_ms: F64, leg_m: float) -> F64:
    """0 walking, 1 running; people change at a relative speed v/√(g·leg) of about 0.7 (Froude number 0.5)."""
    relative = np.asarray(speed_ms, dtype=np.float64) / np.sqrt(GRAVITY * leg_m)
    return ease((relative - 0.66) / 0.24)


@dataclass(frozen=True, slots=True, eq=False)
class Feet:
    """What the feet do, per sample; index 0 is the left.

    ball (2, n, 3): the ball of the foot in the world; yaw, pitch (2, n): heading of the foot and heel lift (positive =
    heel up); planted (2, n); swing (2, n): progress of the swing in [0, 1], 0 while planted; touchdowns: (time, foot,
    position, speed). cycle (n,): half-steps since the walk began (the left foot swings while its floor is even).
    """

    ball: F64
    yaw: F64
    pitch: F64
    planted: Bools
    swing: F64
    cycle: F64
    moving: Bools
    touchdowns: tuple[tuple[float, int, tuple[float, float, float], float], ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Measures and manner of a walker: all lengths metres. lift: swing height factor; long: step length factor."""

    leg_m: float
    half_width_m: float
    forward_m: float
    """From the body's origin to the ball of a standing foot."""
    lift: float = 1.0
    long: float = 1.0
    flight: float = 0.0
    """Takes away from the duty factor: bounding gaits."""
    factor: float = 1.0
    """Playback speed: speeds are divided by it before the laws of gait are applied."""
    least_step_s: float = 0.0
    sole_m: float = 0.02


@dataclass(slots=True, eq=False)
class _Plan:
    """One foot's plants as they are made: (from, x, y, yaw), and the swings between: (start, end)."""

    start: list[float]
    x: list[float]
    y: list[float]
    yaw: list[float]
    swings: list[tuple[float, float]]
    speeds: list[float]


def plan_feet(times: F64, position: F64, heading: F64, grounded: Bools, ground: Ground, w: Walk) -> Feet:
    """Plan every step of a path. position (n, 3), heading (n,), grounded (n,): feet may touch the ground.

    Stance places are those under the body in mid-stance, so the legs swing symmetrically at any speed, forwards,
    backwards or sideways; the first and last steps of a walk start and end side by side.
    """
    n = len(times)
    dt = float(times[1] - times[0]) if n > 1 else 1.0
    xy = position[:, :2]
    velocity = np.gradient(smoothed(xy, dt, 0.05), dt, axis=0) if n > 1 else np.zeros((n, 2))
    turn = np.gradient(smoothed(np.unwrap(heading), dt, 0.08), dt) if n > 1 else np.zeros(n)
    speed = np.linalg.norm(velocity, axis=1) / w.factor
    effort = np.hypot(speed, 0.28 * w.leg_m * turn / w.factor)
    moving = _moving(effort, grounded, dt, w)
    plans = [_Plan([], [], [], [], [], []) for _ in range(2)]
    cycle = np.zeros(n)
    for a, b in runs(grounded):
        for foot in range(2):
            x, y = _stand(xy[a], heading[a], foot, w)
            _plant(plans[foot], float(times[a]) if a else -1e9, x, y, float(heading[a]), 0.0)
        for i, j in runs(moving[a:b]):
            _walk(plans, times, xy, heading, velocity, effort, speed, a + i, a + j, a, b, cycle, w, dt)
    return _trace(plans, times, position, heading, grounded, ground, speed, cycle, moving, w)


def _moving(effort: F64, grounded: Bools, dt: float, w: Walk) -> Bools:
    slow = 0.10 * np.sqrt(w.leg_m)
    mask: Bools = np.asarray((effort > slow) & grounded)
    for i, j in runs(~mask & grounded):
        if (j - i) * dt * w.factor < 0.18 and i > 0 and j < len(mask):
            mask[i:j] = True
    for i, j in runs(mask):
        if float(np.sum(effort[i:j])) * dt * w.factor < 0.10 * w.leg_m:
            mask[i:j] = False
    return mask


def _stand(at: F64, heading: float, foot: int, w: Walk) -> tuple[float, float]:
    side = w.half_width_m if foot == 0 else -w.half_width_m
    c, s = np.cos(heading), np.sin(heading)
    return float(at[0] + c * w.forward_m - s * side), float(at[1] + s * w.forward_m + c * side)


def _plant(plan: _Plan, start: float, x: float, y: float, yaw: float, speed: float) -> None:
    plan.start.append(start)
    plan.x.append(x)
    plan.y.append(y)
    plan.yaw.append(yaw)
    plan.speeds.append(speed)


def _walk(
    plans: list[_Plan],
    times: F64,
    xy: F64,
    heading: F64,
    velocity: F64,
    effort: F64,
    speed: F64,
    i: int,
    j: int,
    a: int,
    b: int,
    cycle: F64,
    w: Walk,
    dt: float,
) -> None:
    """Add the steps of one walk over samples [i, j) of the grounded run [a, b)."""
    rate = effort[i:j] / (step_length(effort[i:j], w.leg_m) * w.long) * w.factor
    if w.least_step_s > 0:
        rate = np.minimum(rate, w.factor / w.least_step_s)
    u = np.concatenate([[0.0], np.cumsum((rate[1:] + rate[:-1]) / 2 * dt)])
    t = times[i:j]
    fast = 0.45 * np.sqrt(w.leg_m)
    fast_start = bool(effort[i] > fast and i == a)
    fast_end = bool(effort[j - 1] > fast and j == b)
    if not (fast_start and fast_end):
        steps = max(2, round(float(u[-1])))
        u = u * (steps / max(float(u[-1]), 1e-9))
    else:
        steps = max(1, int(np.ceil(u[-1])))
    total = float(u[-1])
    first_rate, last_rate = max(float(rate[0]), 0.5), max(float(rate[-1]), 0.5)
    cycle[i:j] = u
    if j < len(cycle):
        cycle[j:] = total

    def when(k: float) -> float:
        if k < 0:
            return float(t[0]) + k / first_rate
        if k > total:
            return float(t[-1]) + (k - total) / last_rate
        return float(np.interp(k, u, t))

    def root(k: float) -> tuple[F64, float]:
        if k < 0 and fast_start:
            return xy[i] + velocity[i] * (k / first_rate), float(heading[i])
        if k > total and fast_end:
            return xy[j - 1] + velocity[j - 1] * ((k - total) / last_rate), float(heading[j - 1])
        s = when(min(max(k, 0.0), total))
        return np.array([np.interp(s, times, xy[:, 0]), np.interp(s, times, xy[:, 1])]), float(
            np.interp(s, times, heading)
        )

    low, high = (-3 if fast_start else 0), (steps + 3 if fast_end else steps)
    for k in range(low, high):
        foot = k % 2
        middle = float(np.interp(k + 0.5, u, speed[i:j]))
        half = 1.0 - float(duty_factor(np.asarray(middle), w.leg_m)) + w.flight
        s0, s1 = k + 0.5 - half, k + 0.5 + half
        if not fast_start:
            s0 = max(s0, 0.0)
        if not fast_end:
            s1 = min(s1, total)
        at, yaw = root(k + 1.5) if (fast_end or k + 2 < steps) else (xy[j - 1], float(heading[j - 1]))
        x, y = _stand(at, yaw, foot, w)
        start, end = when(s0), when(s1)
        if plans[foot].swings and start < plans[foot].swings[-1][1]:
            start = plans[foot].swings[-1][1]
        if fast_start and k < 0 and not plans[foot].swings:
            back, back_yaw = root(k - 0.5)
            bx, by = _stand(back, back_yaw, foot, w)
            plans[foot].x[-1], plans[foot].y[-1], plans[foot].yaw[-1] = bx, by, back_yaw
        plans[foot].swings.append((start, max(end, start + 1e-3)))
        _plant(plans[foot], max(end, start + 1e-3), x, y, yaw, middle)


def _trace(
    plans: list[_Plan],
    times: F64,
    position: F64,
    heading: F64,
    grounded: Bools,
    ground: Ground,
    speed: F64,
    cycle: F64,
    moving: Bools,
    w: Walk,
) -> Feet:
    n = len(times)
    ball, yaw, pitch, swing = np.zeros((2, n, 3)), np.zeros((2, n)), np.zeros((2, n)), np.zeros((2, n))
    planted = np.zeros((2, n), dtype=bool)
    touchdowns: list[tuple[float, int, tuple[float, float, float], float]] = []
    lag = position[:, 2] - ground(position[:, 0], position[:, 1])
    reach = 1 + int(0.2 / max(float(times[1] - times[0]), 1e-6)) if n > 1 else 1
    for foot, plan in enumerate(plans):
        if not plan.start:
            x, y = _stand(position[0, :2], float(heading[0]), foot, w)
            _plant(plan, -1e9, x, y, float(heading[0]), 0.0)
        start = np.asarray(plan.start)
        px, py, pyaw = np.asarray(plan.x), np.asarray(plan.y), np.unwrap(np.asarray(plan.yaw))
        first = np.clip(np.searchsorted(times, start), 0, n - 1)
        which = np.clip(np.searchsorted(start, times, side="right") - 1, 0, len(start) - 1)
        # how far over the ground the body stands there (a deck, a table); a landing is still falling when it is planted
        lift_off = np.array([lag[a : max(b, a + 1)].min() for a, b in zip(first, first + reach, strict=True)])
        pz = np.asarray(ground(px, py)) + lift_off + w.sole_m
        points = np.stack([px, py, pz], axis=1)
        ball[foot], yaw[foot], planted[foot] = points[which], pyaw[which], grounded
        for t0, t1 in plan.swings:
            k = int(np.searchsorted(start, t1 + 1e-9, side="right")) - 1
            if k < 1:
                continue
            _swing(foot, t0, t1, k, times, points, pyaw, plan.speeds[k], ball, yaw, pitch, swing, planted, start, w)
            if times[0] <= t1 <= times[-1]:
                touchdowns.append((t1, foot, (float(px[k]), float(py[k]), float(pz[k] - w.sole_m)), plan.speeds[k]))
    return Feet(ball, yaw, pitch, planted, swing, cycle, moving, tuple(sorted(touchdowns)))


def _swing(
    foot: int,
    t0: float,
    t1: float,
    k: int,
    times: F64,
    points: F64,
    yaws: F64,
    speed: float,
    ball: F64,
    yaw: F64,
    pitch: F64,
    swing: F64,
    planted: Bools,
    start: F64,
    w: Walk,
) -> None:
    """One foot through the air from plant k−1 to plant k, with heel-off before and toe-up before landing."""
    running = float(runness(np.asarray(speed), w.leg_m))
    vigour = float(np.clip(speed / (0.42 * np.sqrt(GRAVITY * w.leg_m)), 0.15, 1.0))
    off = (0.62 + 0.35 * running) * vigour
    a, b = np.searchsorted(times, [t0, t1])
    s = (times[a:b] - t0) / max(t1 - t0, 1e-9)
    e = ease(s)
    here, there = points[k - 1], points[k]
    stride = float(np.linalg.norm(there[:2] - here[:2]))
    height = (
        w.lift
        * w.leg_m
        * ((0.09 + 0.10 * vigour) * (1 - running) + (0.26 + 0.06 * vigour) * running)
        * min(1.0, 0.45 + stride / w.leg_m)
    )
    climb = max(float(there[2] - here[2]), 0.0)
    ball[foot, a:b] = here + (there - here) * e[:, None]
    ball[foot, a:b, 2] = (
        here[2]
        + (there[2] - here[2]) * ease(s * 1.5 if climb > 0 else s * 1.2 - 0.2)
        + height * np.sin(np.pi * s**0.82) ** 1.3
    )
    yaw[foot, a:b] = yaws[k - 1] + (yaws[k] - yaws[k - 1]) * e
    pitch[foot, a:b] = off * (1 + 0.35 * running * np.sin(np.pi * np.clip(s * 1.8, 0, 1))) * (
        1 - ease(s / 0.72)
    ) - 0.24 * vigour * ease((s - 0.45) / 0.3) * (1 - ease((s - 0.80) / 0.20))
    swing[foot, a:b] = np.clip(s, 1e-3, 1.0)
    planted[foot, a:b] = False
    stance = t0 - (start[k - 1] if start[k - 1] > -1e8 else t0 - 0.6)
    roll = max((0.34 + 0.12 * running) * stance, 1e-3)
    c = int(np.searchsorted(times, t0 - roll))
    pitch[foot, c:a] = off * ease((times[c:a] - (t0 - roll)) / roll) ** 1.4
