"""Light by time of day and weather: sun or moon, dome, haze and exposure.

Knows nothing of places; a set says from which side its sun comes. Colours are linear radiance. Every pair of a time
and a
weather of the screenplay is in LIGHTING; the sun of the table stands at azimuth 0 (straight ahead, +y) and is turned by
`light`. Night stays readable: a blue moon for a key, warm lamps from the set, a longer exposure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from ...bodies.types import Vec3
from ...picture.types import Fog, Sky

TIMES: tuple[str, ...] = ("dawn", "morning", "noon", "afternoon", "sunset", "dusk", "night")
WEATHERS: tuple[str, ...] = ("clear", "cloudy", "rain", "snow", "storm", "fog", "wind")


@dataclass(frozen=True, slots=True)
class Light:
    """Sky, haze and exposure; how wet and how white the ground is; whether lamps are lit."""

    sky: Sky
    fog: Fog
    exposure: float
    wetness: float = 0.0
    snow: float = 0.0
    lamps_lit: bool = False


@dataclass(frozen=True, slots=True)
class _Hour:
    elevation_deg: float
    sun: Vec3
    zenith: Vec3
    horizon: Vec3
    ground: Vec3
    ambient: float
    exposure: float
    cloud: Vec3
    clouds: float
    stars: float
    lit: bool


_HOURS: dict[str, _Hour] = {
    "dawn": _Hour(
        9,
        (2.5, 1.5, 1.1),
        (0.2, 0.3, 0.58),
        (0.95, 0.6, 0.5),
        (0.2, 0.17, 0.18),
        1.0,
        1.15,
        (1.0, 0.7, 0.66),
        0.35,
        0.05,
        False,
    ),
    "morning": _Hour(
        32,
        (3.5, 3.0, 2.4),
        (0.16, 0.37, 0.8),
        (0.68, 0.78, 0.88),
        (0.24, 0.22, 0.19),
        1.0,
        1.0,
        (1.0, 0.98, 0.95),
        0.28,
        0.0,
        False,
    ),
    "noon": _Hour(
        62,
        (3.8, 3.6, 3.3),
        (0.12, 0.33, 0.85),
        (0.58, 0.76, 0.95),
        (0.27, 0.25, 0.22),
        1.0,
        0.95,
        (1.0, 1.0, 1.0),
        0.22,
        0.0,
        False,
    ),
    "afternoon": _Hour(
        40,
        (3.7, 3.25, 2.65),
        (0.14, 0.36, 0.84),
        (0.64, 0.78, 0.92),
        (0.25, 0.23, 0.19),
        1.0,
        1.0,
        (1.0, 0.98, 0.95),
        0.3,
        0.0,
        False,
    ),
    "sunset": _Hour(
        11,
        (4.2, 1.95, 0.75),
        (0.16, 0.23, 0.5),
        (1.25, 0.56, 0.24),
        (0.24, 0.16, 0.13),
        1.0,
        1.05,
        (1.15, 0.55, 0.4),
        0.42,
        0.02,
        False,
    ),
    "dusk": _Hour(
        5,
        (0.85, 0.5, 0.6),
        (0.07, 0.1, 0.29),
        (0.62, 0.3, 0.36),
        (0.1, 0.09, 0.13),
        1.05,
        1.45,
        (0.48, 0.3, 0.42),
        0.4,
        0.35,
        True,
    ),
    "night": _Hour(
        38,
        (0.34, 0.47, 0.82),
        (0.012, 0.024, 0.075),
        (0.045, 0.075, 0.165),
        (0.02, 0.024, 0.045),
        1.5,
        1.75,
        (0.055, 0.075, 0.14),
        0.25,
        1.0,
        True,
    ),
}


def _mix(a: Vec3, b: Vec3, t: float) -> Vec3:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def _times(a: Vec3, k: float, tint: Vec3 = (1.0, 1.0, 1.0)) -> Vec3:
    return (a[0] * k * tint[0], a[1] * k * tint[1], a[2] * k * tint[2])


def _grey(a: Vec3, k: float, tint: Vec3) -> Vec3:
    """The luminance of a colour, tinted."""
    return _times(tint, k * (0.3 * a[0] + 0.55 * a[1] + 0.15 * a[2]))


@dataclass(frozen=True, slots=True)
class _Veil:
    """What a weather does: dims the sun, greys the dome towards `tint`, thickens the air, wets or whitens the
    ground."""

    sun: float
    dome: float
    grey: float
    tint: Vec3
    clouds: float
    fog: float
    start_m: float
    exposure: float
    wetness: float = 0.0
    snow: float = 0.0
    disc: float = 1.0


_VEILS: dict[str, _Veil] = {
    "clear": _Veil(1.0, 1.0, 0.0, (1, 1, 1), 1.0, 0.0022, 25.0, 1.0),
    "wind": _Veil(0.98, 1.0, 0.05, (1, 1, 1), 1.6, 0.0025, 25.0, 1.0),
    "cloudy": _Veil(0.42, 1.0, 0.55, (0.97, 1.0, 1.06), 2.6, 0.004, 20.0, 1.12, disc=0.0),
    "rain": _Veil(0.22, 0.72, 0.75, (0.88, 1.0, 1.12), 3.2, 0.012, 10.0, 1.25, wetness=0.85, disc=0.0),
    "storm": _Veil(0.2, 0.3, 0.8, (0.7, 1.0, 1.08), 3.4, 0.011, 12.0, 1.45, wetness=0.95, disc=0.0),
    "snow": _Veil(0.4, 0.95, 0.55, (0.96, 1.0, 1.08), 2.6, 0.014, 10.0, 1.0, snow=0.75, disc=0.0),
    "fog": _Veil(0.35, 0.9, 0.6, (1.0, 1.0, 1.02), 2.2, 0.045, 5.0, 1.1, wetness=0.15, disc=0.25),
}


def _light(time: str, weather: str) -> Light:
    hour, veil = _HOURS[time], _VEILS[weather]
    zenith = _times(
        _mix(hour.zenith, _grey(_mix(hour.zenith, hour.horizon, 0.35), 1.0, veil.tint), veil.grey), veil.dome
    )
    horizon = _times(_mix(hour.horizon, _grey(hour.horizon, 1.0, veil.tint), veil.grey * 0.85), veil.dome)
    elevation = np.radians(max(hour.elevation_deg, 20.0) if veil.disc == 0 else hour.elevation_deg)
    sun = _times(
        _mix(hour.sun, _grey(hour.sun, 1.0, veil.tint), veil.grey * 0.7), veil.sun ** (0.45 if time == "night" else 1.0)
    )
    cloud = _times(
        _mix(hour.cloud, _grey(hour.cloud, 1.0, veil.tint), veil.grey), veil.dome * (0.9 if veil.clouds > 2 else 1.0)
    )
    sky = Sky(
        sun_direction=(0.0, float(np.cos(elevation)), float(np.sin(elevation))),
        sun_colour=sun,
        zenith=zenith,
        horizon=horizon,
        ground=_times(hour.ground, 0.55 + 0.45 * veil.sun, (1.5, 1.55, 1.7) if veil.snow else (1, 1, 1)),
        ambient=hour.ambient,
        sun_disc=veil.disc,
        is_moon=time == "night",
        clouds=min(hour.clouds * veil.clouds, 1.0),
        cloud_colour=cloud,
        stars=hour.stars * (1.0 if veil.clouds < 2 else 0.0),
    )
    thin = 0.6 if time == "night" else 1.0
    fog = Fog(colour=_mix(horizon, zenith, 0.18), density=veil.fog * thin, start_m=veil.start_m)
    lit = hour.lit or (weather in ("storm", "rain", "fog") and time in ("dawn", "sunset"))
    return Light(sky, fog, hour.exposure * veil.exposure, veil.wetness, veil.snow, lit)


LIGHTING: dict[tuple[str, str], Light] = {(t, w): _light(t, w) for t, w in product(TIMES, WEATHERS)}


def light(time: str, weather: str, *, azimuth_deg: float = -140.0, low_azimuth_deg: float | None = None) -> Light:
    """The light of a time and weather with its sun at `azimuth_deg`: 0 is straight ahead of the audience (+y),
    positive to
    the right, ±180 behind it. At dawn, sunset, dusk and night `low_azimuth_deg` (if given) is used instead: a low sun
    is
    most beautiful in or beside the picture. Unknown words fall back on afternoon and clear."""
    table = (
        LIGHTING.get((time, weather))
        or LIGHTING.get((time, "clear"))
        or LIGHTING.get(("afternoon", weather))
        or LIGHTING["afternoon", "clear"]
    )
    low = time in ("dawn", "sunset", "dusk", "night")
    a = np.radians(low_azimuth_deg if low and low_azimuth_deg is not None else azimuth_deg)
    _, flat, up = table.sky.sun_direction
    direction = (float(np.sin(a) * flat), float(np.cos(a) * flat), up)
    return replace(table, sky=replace(table.sky, sun_direction=direction))


def indoor_light(time: str, weather: str, *, warmth: float = 1.0) -> Light:
    """Inside: walls cast no shadow in our sets, so a soft sun from the upper left of the audience is the key, the
    dome the fill;
    at night lamps take over and both sink to a low warm glow."""
    outside = light(time, weather)
    dark = outside.lamps_lit
    k = 0.3 if dark else 0.62 + 0.25 * min(outside.sky.sun_colour[1] / 3.0, 1.0)
    tint: Vec3 = (1.0, 0.72, 0.48) if time in ("sunset", "dawn") and not dark else (1.0, 0.93, 0.83)
    if dark:
        tint = (1.0, 0.8, 0.58)
    sun = _times((2.5, 2.5, 2.5), k, tint)
    dome = (0.62, 0.6, 0.6) if not dark else (0.15, 0.15, 0.19)
    sky = Sky(
        sun_direction=(-0.52, -0.55, 0.66),
        sun_colour=sun,
        zenith=_times(dome, 0.95),
        horizon=_times(dome, 1.0, (1.05, 1.0, 0.94)),
        ground=_times(dome, 0.5, (1.15, 0.95, 0.75)),
        ambient=1.0 * warmth,
        sun_disc=0.0,
        clouds=0.0,
    )
    return Light(sky, Fog(colour=dome, density=0.0), 1.0 if not dark else 1.15, lamps_lit=dark)
