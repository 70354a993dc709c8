"""Particles with no state: where each one is follows from its number and the time alone.

Knows nothing of what they stand for. So any frame can be drawn by any process, in any order, and is the same.
An emitter's particle k is born at a fixed moment, flies under gravity and drag, and dies; weather fills a box that
travels with the camera.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..picture.types import Particles

F64 = NDArray[np.float64]
PUFF, STREAK, SPARK, FLAKE, DISC = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Emitter:
    """A spray from `position` (metres) between `start_s` and `end_s` (world seconds).

    `rate` particles a second (a burst: start = end, `rate` is their number); velocity ± spread (m/s); `drag` 1/s;
    `gravity` m/s² downwards (negative = rises); life and radius from first to last moment; colour linear RGBA from
    first to last; `floor` stops falling particles there.
    """

    position: tuple[float, float, float]
    start_s: float
    end_s: float
    rate: float
    kind: int = PUFF
    velocity: tuple[float, float, float] = (0.0, 0.0, 1.0)
    spread: tuple[float, float, float] = (0.5, 0.5, 0.5)
    extent: tuple[float, float, float] = (0.0, 0.0, 0.0)
    gravity: float = 0.0
    drag: float = 0.5
    life_s: float = 1.0
    radius_m: tuple[float, float] = (0.05, 0.1)
    colour: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 0.6)
    colour_end: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 0.0)
    floor: float = -1e9
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Weather:
    """Rain or snow in a box round the camera: `kind` STREAK or PUFF, `count` drops, fall and drift in m/s."""

    kind: int
    count: int
    fall_ms: float
    drift: tuple[float, float]
    radius_m: float
    colour: tuple[float, float, float, float]
    box_m: tuple[float, float, float] = (14.0, 14.0, 9.0)
    wander_m: float = 0.0
    seed: int = 0


RAIN = Weather(STREAK, 1000, 9.0, (0.6, 0.2), 0.006, (0.8, 0.85, 0.95, 0.5), (12.0, 10.0, 7.0))
STORM = Weather(STREAK, 1500, 11.0, (4.5, 0.5), 0.008, (0.78, 0.83, 0.9, 0.5), (13.0, 11.0, 8.0))
SNOW = Weather(PUFF, 1300, 0.9, (0.35, 0.1), 0.034, (1.0, 1.0, 1.05, 0.95), (14.0, 13.0, 8.0), 0.25)


def sample(emitters: Sequence[Emitter], t: float, dt: float) -> list[tuple[F64, F64, F64, F64, int]]:
    """Each live emitter's particles at time t: positions, positions `dt` before, radii, colours, kind."""
    out: list[tuple[F64, F64, F64, F64, int]] = []
    for e in emitters:
        burst = e.end_s <= e.start_s
        total = int(e.rate) if burst else max(int((e.end_s - e.start_s) * e.rate), 1)
        if t < e.start_s or t > e.end_s + e.life_s * 1.4:
            continue
        if burst:
            first, last = 0, total
        else:
            first = max(int((t - e.start_s - e.life_s * 1.3) * e.rate), 0)
            last = min(int((t - e.start_s) * e.rate) + 1, total)
        if last <= first:
            continue
        k = np.arange(first, last)
        r = _hash(k[:, None] * 16 + np.arange(10)[None], e.seed)
        born = np.full(len(k), e.start_s) if burst else e.start_s + k / e.rate
        life = e.life_s * (0.7 + 0.6 * r[:, 0])
        age = t - born
        alive = (age >= 0) & (age < life)
        if not alive.any():
            continue
        age, life, r = age[alive], life[alive], r[alive]
        start = np.asarray(e.position) + (r[:, 1:4] * 2 - 1) * np.asarray(e.extent)
        speed = np.asarray(e.velocity) + (r[:, 4:7] * 2 - 1) * np.asarray(e.spread)
        now, before = (_flight(start, speed, np.maximum(a, 0.0), e) for a in (age, age - dt))
        f = age / life
        radius = (e.radius_m[0] + (e.radius_m[1] - e.radius_m[0]) * f) * (0.7 + 0.6 * r[:, 7])
        colour = np.asarray(e.colour) + (np.asarray(e.colour_end) - np.asarray(e.colour)) * f[:, None]
        out.append((now, before, radius, colour, e.kind))
    return out


def weather(w: Weather, t: float, dt: float, eye: F64, forward: F64) -> tuple[F64, F64, F64, F64, int]:
    """Drops in a box ahead of the camera, wrapped so that each falls on through the world without jumping."""
    k = np.arange(w.count)
    r = _hash(k[:, None] * 8 + np.arange(6)[None], w.seed)
    box = np.asarray(w.box_m)
    centre = eye + forward * np.array([1.0, 1.0, 0.3]) * box[1] * 0.42

    def at(time: float) -> F64:
        speed = w.fall_ms * (0.75 + 0.5 * r[:, 3])
        p = r[:, :3] * box
        p = p + np.stack([w.drift[0] * time + 0 * speed, w.drift[1] * time + 0 * speed, -speed * time], axis=1)
        if w.wander_m:
            p[:, 0] += w.wander_m * np.sin(time * (0.8 + r[:, 4]) * 1.7 + r[:, 5] * 6.28)
            p[:, 1] += w.wander_m * np.cos(time * (0.8 + r[:, 5]) * 1.3 + r[:, 4] * 6.28)
        return np.asarray(p)

    raw = at(t)
    corner = centre - box / 2
    wrapped = corner + np.mod(raw - corner, box)
    before = wrapped - (raw - at(t - dt))
    radius = w.radius_m * (0.6 + 0.8 * r[:, 3])
    colour = np.broadcast_to(np.asarray(w.colour), (w.count, 4)).copy()
    near = np.linalg.norm(wrapped - eye, axis=1)
    colour[:, 3] *= np.clip((near - 0.7) / 1.5, 0.0, 1.0)
    return wrapped, before, radius, colour, w.kind


def pack(groups: Sequence[tuple[F64, F64, F64, F64, int]]) -> Particles | None:
    """All groups as one set for the renderer, or None."""
    if not groups:
        return None
    return Particles(
        np.concatenate([g[0] for g in groups]).astype(np.float32),
        np.concatenate([g[1] for g in groups]).astype(np.float32),
        np.concatenate([g[2] for g in groups]).astype(np.float32),
        np.concatenate([g[3] for g in groups]).astype(np.float32),
        np.concatenate([np.full(len(g[0]), g[4]) for g in groups]).astype(np.int32),
    )


def splash(at: tuple[float, float, float], t: float, size_m: float, seed: int) -> list[Emitter]:
    """A crown of drops and a little mist where something hits water."""
    s = max(size_m, 0.08)
    up = 2.9 * s**0.5
    x, y, z = at
    return [
        Emitter(
            (x, y, z),
            t,
            t,
            110 + 120 * min(s, 1.0),
            DISC,
            (0, 0, up),
            (up * 0.75, up * 0.75, up * 0.45),
            (s * 0.3, s * 0.3, 0.0),
            9.81,
            0.2,
            0.75,
            (0.007 + 0.006 * s, 0.003),
            (0.78, 0.86, 0.92, 0.85),
            (0.78, 0.86, 0.92, 0.3),
            z - 0.02,
            seed,
        ),
        Emitter(
            (x, y, z + 0.03),
            t,
            t,
            14,
            PUFF,
            (0, 0, up * 0.4),
            (up * 0.45, up * 0.45, up * 0.2),
            (s * 0.3, s * 0.3, 0.0),
            3.0,
            1.5,
            0.6,
            (0.06 * s + 0.03, 0.2 * s + 0.08),
            (0.85, 0.9, 0.95, 0.3),
            (0.85, 0.9, 0.95, 0.0),
            z - 0.05,
            seed + 1,
        ),
    ]


def dust(
    at: tuple[float, float, float], t: float, size_m: float, colour: tuple[float, float, float], seed: int
) -> Emitter:
    """A soft low cloud from a hard landing or a skid."""
    s = max(size_m, 0.05)
    return Emitter(
        at,
        t,
        t,
        14,
        PUFF,
        (0, 0, 0.35 * s**0.5),
        (0.9 * s**0.5, 0.9 * s**0.5, 0.25),
        (s * 0.2, s * 0.2, 0.0),
        0.2,
        2.5,
        0.9,
        (0.06 * s + 0.02, 0.25 * s + 0.05),
        (*colour, 0.35),
        (*colour, 0.0),
        at[2],
        seed,
    )


def flames(at: tuple[float, float, float], start_s: float, end_s: float, size_m: float, seed: int) -> list[Emitter]:
    """A burning fire: licking flames, rising sparks, thin smoke."""
    x, y, z = at
    s = size_m
    outer = Emitter(
        (x, y, z + 0.22 * s),
        start_s,
        end_s,
        60.0,
        SPARK,
        (0, 0, 1.15 * s),
        (0.14 * s, 0.14 * s, 0.35 * s),
        (0.16 * s, 0.16 * s, 0.05),
        -0.5,
        0.8,
        0.62,
        (0.17 * s, 0.03 * s),
        (1.0, 0.34, 0.05, 0.6),
        (0.9, 0.1, 0.01, 0.0),
        seed=seed,
    )
    inner = Emitter(
        (x, y, z + 0.16 * s),
        start_s,
        end_s,
        40.0,
        SPARK,
        (0, 0, 0.8 * s),
        (0.07 * s, 0.07 * s, 0.15 * s),
        (0.1 * s, 0.1 * s, 0.03),
        -0.4,
        0.9,
        0.5,
        (0.13 * s, 0.03 * s),
        (1.2, 0.68, 0.16, 0.6),
        (1.3, 0.4, 0.05, 0.0),
        seed=seed + 1,
    )
    sparks = Emitter(
        (x, y, z + 0.6 * s),
        start_s,
        end_s,
        10.0,
        SPARK,
        (0, 0, 1.1),
        (0.35, 0.35, 0.5),
        (0.15 * s, 0.15 * s, 0.1),
        -0.5,
        0.4,
        1.7,
        (0.012, 0.006),
        (3.0, 1.3, 0.3, 1.0),
        (1.6, 0.3, 0.05, 0.0),
        seed=seed + 2,
    )
    smoke = Emitter(
        (x, y, z + 1.5 * s),
        start_s,
        end_s,
        4.0,
        PUFF,
        (0.08, 0, 0.7),
        (0.1, 0.1, 0.15),
        (0.1 * s, 0.1 * s, 0.1),
        -0.1,
        0.3,
        2.6,
        (0.15 * s, 0.55 * s),
        (0.07, 0.065, 0.06, 0.05),
        (0.07, 0.07, 0.08, 0.0),
        seed=seed + 3,
    )
    return [outer, inner, sparks, smoke]


def _flight(start: F64, speed: F64, age: F64, e: Emitter) -> F64:
    a = age[:, None]
    if e.drag > 1e-6:
        decay = (1 - np.exp(-e.drag * a)) / e.drag
        p = start + speed * decay
    else:
        decay = a
        p = start + speed * a
    p[:, 2] -= e.gravity * ((age - decay[:, 0]) / e.drag if e.drag > 1e-6 else 0.5 * age**2)
    p[:, 2] = np.maximum(p[:, 2], e.floor)
    return p


def _hash(k: NDArray[np.int64], seed: int) -> F64:
    """Uniform numbers in [0, 1) from integers (a 64-bit finaliser after Stafford's mix 13)."""
    with np.errstate(over="ignore"):
        x = k.astype(np.uint64) + np.uint64((seed * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(11)).astype(np.float64) / float(1 << 53)
