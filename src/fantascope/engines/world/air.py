"""The light and the weather of a take at a moment, where they change while it goes on.

Knows nothing of bodies or cameras. A take without changes is told exactly what its set says.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .motion.particles import Weather
from .picture.types import Fog, Lamp, Sky
from .staging.types import StageSet

F64 = NDArray[np.float64]
Drops = tuple[F64, F64, F64, F64, int]
_T = TypeVar("_T", Sky, Fog)


@dataclass(frozen=True, slots=True, eq=False)
class Air:
    """What a frame is lit by and hung with. `falling`: what falls from the sky, each with its share in [0, 1]."""

    sky: Sky
    fog: Fog
    lamps: tuple[Lamp, ...]
    wetness: float
    snow: float
    exposure: float
    wind: tuple[float, float]
    falling: tuple[tuple[Weather, float], ...] = ()

    @classmethod
    def of(cls, stage: StageSet, wind: tuple[float, float]) -> Air:
        """The air of a set, nothing falling yet."""
        return cls(stage.sky, stage.fog, stage.lamps, stage.wetness, stage.snow, stage.exposure, wind)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """From `since_s` on, within `seconds` (world time), the air becomes `air`, with `drops` falling."""

    since_s: float
    seconds: float
    air: Air
    drops: Weather | None


def air_at(first: Air, drops: Weather | None, changes: tuple[Change, ...], t: float) -> Air:
    """The air at time t."""
    now = first if drops is None else replace(first, falling=((drops, 1.0),))
    for change in changes:
        u = min(max((t - change.since_s) / max(change.seconds, 1e-6), 0.0), 1.0)
        if u > 0.0:
            now = _between(now, change, u * u * (3 - 2 * u))
    return now


def thinned(drops: Drops, share: float) -> Drops:
    """Drops seen faintly, as a shower begins or ends."""
    if share >= 1.0:
        return drops
    positions, previous, radii, colours, kind = drops
    return positions, previous, radii, colours * np.array([1.0, 1.0, 1.0, share]), kind


def _between(a: Air, change: Change, share: float) -> Air:
    b = change.air
    falling = [(d, s * (1 - share)) for d, s in a.falling if d != change.drops]
    if change.drops is not None:
        already = next((s for d, s in a.falling if d == change.drops), 0.0)
        falling.append((change.drops, max(already, share)))
    return Air(
        _sky(a.sky, b.sky, share),
        _mixed(a.fog, b.fog, share),
        _lamps(a.lamps, b.lamps, share),
        _lerp(a.wetness, b.wetness, share),
        _lerp(a.snow, b.snow, share),
        _lerp(a.exposure, b.exposure, share),
        (_lerp(a.wind[0], b.wind[0], share), _lerp(a.wind[1], b.wind[1], share)),
        tuple((d, s) for d, s in falling if s > 0.004),
    )


def _sky(a: Sky, b: Sky, share: float) -> Sky:
    """Between two skies; where the sun gives way to the moon its light goes down before the other's comes up."""
    out = _mixed(a, b, share)
    way = np.asarray(out.sun_direction)
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    out = replace(out, sun_direction=(float(way[0]), float(way[1]), float(way[2])))
    if a.is_moon != b.is_moon:
        dim = abs(2 * share - 1)
        r, g, blue = out.sun_colour
        nearer = b if share > 0.5 else a
        out = replace(
            out, sun_colour=(r * dim, g * dim, blue * dim), sun_direction=nearer.sun_direction, is_moon=nearer.is_moon
        )
    return out


def _mixed(a: _T, b: _T, share: float) -> _T:
    values: dict[str, Any] = {}
    for f in fields(a):
        x, y = getattr(a, f.name), getattr(b, f.name)
        if isinstance(x, bool) or x is None or y is None:
            values[f.name] = y if share > 0.5 else x
        elif isinstance(x, tuple):
            values[f.name] = tuple(_lerp(p, q, share) for p, q in zip(x, y, strict=True))
        else:
            values[f.name] = _lerp(x, y, share)
    return replace(a, **values)


def _lamps(a: tuple[Lamp, ...], b: tuple[Lamp, ...], share: float) -> tuple[Lamp, ...]:
    """Lamps that stay keep burning, the others go down or come up."""
    if a == b:
        return b
    there = {lamp.position: lamp for lamp in b}
    stays = {lamp.position for lamp in a} & set(there)
    out = [
        replace(lamp, colour=_dimmed(lamp, there[lamp.position], share))
        if lamp.position in stays
        else replace(lamp, colour=_dimmed(lamp, None, share))
        for lamp in a
    ]
    out += [replace(lamp, colour=_dimmed(lamp, None, 1 - share)) for lamp in b if lamp.position not in stays]
    return tuple(lamp for lamp in out if max(lamp.colour) > 1e-3)


def _dimmed(a: Lamp, b: Lamp | None, share: float) -> tuple[float, float, float]:
    other = (0.0, 0.0, 0.0) if b is None else b.colour
    x, y, z = (_lerp(p, q, share) for p, q in zip(a.colour, other, strict=True))
    return x, y, z


def _lerp(a: float, b: float, share: float) -> float:
    return a * (1 - share) + b * share
