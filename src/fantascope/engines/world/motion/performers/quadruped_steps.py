"""Where feet are planted: steps of any number of legs from the path of a body.

Knows nothing of skeletons or species. A planted foot does not move; a foot whose next place is its present one does
not lift, so standing still needs no special case. Positions are world metres, phases are in cycles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..types import F64, Footfall, Ground

G_MS2 = 9.81


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A body's way over the ground, padded at both ends so that steps can look ahead: `pad` samples each side."""

    times_s: F64
    xy: F64
    heading_rad: F64
    speed_ms: F64
    """On screen, smoothed."""
    pad: int


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """feet (n, legs, 3) places of the soles; planted (n, legs) bool; footfalls in time order."""

    feet: F64
    planted: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    footfalls: tuple[Footfall, ...]


def smoothstep(x: F64 | float) -> F64:
    """0 below 0, 1 above 1, smooth between."""
    u = np.clip(np.asarray(x, dtype=np.float64), 0.0, 1.0)
    return u * u * (3 - 2 * u)


def smooth(x: F64, times_s: F64, over_s: float) -> F64:
    """Gaussian-like smoothing (three box passes) of samples (n, …) over a window in seconds; ends are held."""
    step = float(times_s[1] - times_s[0]) if len(times_s) > 1 else 1.0
    half = round(over_s / step / 4)
    out = np.asarray(x, dtype=np.float64)
    if half < 1 or len(out) < 2:
        return out
    for _ in range(3):
        padded = np.concatenate([np.repeat(out[:1], half + 1, axis=0), out, np.repeat(out[-1:], half, axis=0)])
        total = np.cumsum(padded, axis=0)
        out = (total[2 * half + 1 :] - total[: -2 * half - 1]) / (2 * half + 1)
    return out


def path(times_s: F64, position: F64, heading_rad: F64, *, ahead_s: float = 1.6) -> Path:
    """Pad a track (carrying on straight at both ends) and measure its speed."""
    step = float(times_s[1] - times_s[0]) if len(times_s) > 1 else 1 / 24
    pad = int(np.ceil(ahead_s / step))
    xy = position[:, :2]
    first = (xy[1] - xy[0]) if len(xy) > 1 else np.zeros(2)
    last = (xy[-1] - xy[-2]) if len(xy) > 1 else np.zeros(2)
    k = np.arange(1, pad + 1)[:, None]
    xy = np.concatenate([xy[0] - first * k[::-1], xy, xy[-1] + last * k])
    times = np.concatenate([times_s[0] - step * k[::-1, 0], times_s, times_s[-1] + step * k[:, 0]])
    heading = np.unwrap(np.concatenate([np.full(pad, heading_rad[0]), heading_rad, np.full(pad, heading_rad[-1])]))
    speed = np.linalg.norm(np.gradient(xy, step, axis=0), axis=1)
    return Path(times, xy, heading, smooth(speed, times, 0.25), pad)


def cadence(
    speed_ms: F64, leg_m: float, *, stride: float = 2.3, slow_hz: float | None = None, most_hz: float = 7.0
) -> F64:
    """Cycles a second at a speed: stride length grows as the 0.7th power of speed (dynamic similarity,
    R. McN. Alexander 1984), never slower than an easy settling step."""
    least = slow_hz if slow_hz is not None else 0.2 * float(np.sqrt(G_MS2 / leg_m))
    relative = np.maximum(speed_ms, 1e-6) / np.sqrt(G_MS2 * leg_m)
    return np.asarray(np.clip(speed_ms / (stride * leg_m * relative**0.7), least, most_hz))


def walk(
    way: Path,
    ground: Ground,
    *,
    phase: F64,
    offsets: F64,
    duty: F64,
    homes: F64,
    lift_m: F64,
    height_offset: F64,
    still_m: float,
    weight: F64 | None = None,
) -> Steps:
    """Plant and swing every leg.

    Args:
        phase: (m,) cycles on the padded path, rising; offsets: (m, legs) added to it; duty: (m,) share on the ground;
        homes: (legs, 2) where a foot stands in the body's frame; lift_m: (m,) height of the swing;
        height_offset: (m,) how far the ground stands above `ground` (platforms);
        still_m: a step shorter than this does not lift; weight: (m,) where footfalls count (0 = in the air).
    """
    n = len(way.times_s) - 2 * way.pad
    legs = len(homes)
    feet = np.zeros((n, legs, 3))
    planted = np.zeros((n, legs), dtype=bool)
    falls: list[Footfall] = []
    crop = slice(way.pad, way.pad + n)
    for leg in range(legs):
        own = np.maximum.accumulate(phase + offsets[:, leg]) + np.arange(len(phase)) * 1e-9
        steps = np.arange(int(np.floor(own[0])) - 1, int(np.ceil(own[-1])) + 2)
        down = np.interp(steps, own, way.times_s)
        share = np.interp(down, way.times_s, duty)
        middle = np.interp(steps + share / 2, own, way.times_s)
        heading = np.interp(middle, way.times_s, way.heading_rad)
        c, s = np.cos(heading), np.sin(heading)
        x = np.interp(middle, way.times_s, way.xy[:, 0]) + c * homes[leg, 0] - s * homes[leg, 1]
        y = np.interp(middle, way.times_s, way.xy[:, 1]) + s * homes[leg, 0] + c * homes[leg, 1]
        places = np.stack([x, y, ground(x, y) + np.interp(middle, way.times_s, height_offset)], axis=1)
        for k in range(1, len(places)):  # no shuffling on the spot
            if float(np.linalg.norm(places[k] - places[k - 1])) < still_m:
                places[k] = places[k - 1]
        at = own[crop]
        k = np.clip(np.floor(at).astype(int) - steps[0], 0, len(steps) - 2)
        u = at - steps[k]
        beta = share[k]
        w = np.clip((u - beta) / np.maximum(1 - beta, 1e-6), 0.0, 1.0)
        a, b = places[k], places[k + 1]
        length = np.linalg.norm(b - a, axis=1)
        ease = smoothstep(w)
        feet[:, leg] = a + (b - a) * ease[:, None]
        feet[:, leg, 2] += lift_m[crop] * np.sin(np.pi * w) ** 1.3 * smoothstep(length / (still_m * 6))
        planted[:, leg] = w <= 0.0
        moved = np.linalg.norm(np.diff(places, axis=0), axis=1)
        for j in range(1, len(steps)):
            time = float(down[j])
            if way.times_s[way.pad] <= time <= way.times_s[way.pad + n - 1] and moved[j - 1] > still_m:
                on = 1.0 if weight is None else float(np.interp(time, way.times_s, weight))
                if on > 0.5:
                    hard = float(np.clip(0.5 + moved[j - 1] / max(still_m * 20, 1e-6), 0.5, 1.8))
                    place = places[j]
                    falls.append(Footfall(time, (float(place[0]), float(place[1]), float(place[2])), hard))
    return Steps(feet, planted, tuple(sorted(falls, key=lambda fall: fall.time_s)))


def airborne(times_s: F64, z: F64, floor: F64) -> tuple[F64, F64]:
    """Which samples are in free flight, in [0, 1], and how far the support stands above `floor` otherwise.

    A body above the ground that does not move vertically for a while stands on something; one that rises or falls
    flies.
    """
    step = float(times_s[1] - times_s[0]) if len(times_s) > 1 else 1 / 24
    clear = z - floor
    climb = np.abs(np.gradient(clear, step)) if len(clear) > 1 else np.zeros(1)
    moving = climb > 0.25
    reach = max(round(0.12 / step), 1)
    near = np.convolve(moving.astype(float), np.ones(2 * reach + 1), mode="same") > 0
    flying = near & (clear > 0.015)
    return smoothstep(clear / 0.08) * flying, np.where(
        flying, 0.0, np.where(clear > 0.015, clear, np.minimum(clear, 0.0))
    )


def edges(flag: F64) -> list[tuple[int, int]]:
    """Runs [start, end) where `flag` > 0.5."""
    on = np.concatenate([[False], np.asarray(flag) > 0.5, [False]])
    change = np.flatnonzero(on[1:] != on[:-1])
    return [(int(a), int(b)) for a, b in zip(change[::2], change[1::2], strict=True)]


def turning(times_s: F64, heading_rad: F64, lag_s: Sequence[float]) -> F64:
    """How far each of several followers lags behind the heading (n, len(lag_s)), radians, like a chain of springs."""
    step = float(times_s[1] - times_s[0]) if len(times_s) > 1 else 1 / 24
    out = []
    follow = np.asarray(heading_rad, dtype=np.float64)
    for lag in lag_s:
        rate = 1 - float(np.exp(-step / lag))
        value, trail = float(follow[0]), np.empty_like(follow)
        for i, target in enumerate(follow):
            value += (float(target) - value) * rate
            trail[i] = value
        out.append(trail - follow)
        follow = trail
    return np.stack(out, axis=1)
