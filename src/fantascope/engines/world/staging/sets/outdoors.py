"""Turning an outdoor dressing into a StageSet: light, haze, wetness, snow and the ambience of its weather.

Knows nothing of any one place.
"""

from __future__ import annotations

from dataclasses import replace

from ...bodies.types import Rgb, SoundMaterial, Vec3
from ...picture.types import Water
from ...sound.types import Bed, Space
from ..types import SetStyle, StageSet, Terrain
from .dress import Dressing
from .light import Light, light

WEATHER_BEDS: dict[str, tuple[Bed, ...]] = {
    "rain": (Bed("rain", 0.8),),
    "storm": (Bed("storm", 0.9), Bed("rain", 0.7), Bed("wind_howl", 0.5)),
    "wind": (Bed("wind", 0.8),),
    "snow": (Bed("snowfall", 0.5),),
    "fog": (Bed("wind", 0.15),),
}


def is_lit(style: SetStyle) -> bool:
    """Whether street lamps and windows are lit."""
    return light(style.time, style.weather).lamps_lit


def finish(
    name: str,
    style: SetStyle,
    d: Dressing,
    terrain: Terrain,
    *,
    marks: dict[str, Vec3],
    lane: tuple[Vec3, Vec3] | None = None,
    ground_sound: SoundMaterial = "grass",
    beds: tuple[Bed, ...] = (),
    space: Space = "open",
    azimuth_deg: float = -140.0,
    low_azimuth_deg: float | None = None,
    water: Water | None = None,
    fires: tuple[Vec3, ...] = (),
    palette: tuple[Rgb, ...] = (),
    haze: float = 1.0,
    wet: float | None = None,
    exposure: float = 1.0,
    snow: float | None = None,
) -> StageSet:
    """The set under its sky. `haze` multiplies the fog, `wet` and `snow` override the weather's."""
    lit: Light = light(style.time, style.weather, azimuth_deg=azimuth_deg, low_azimuth_deg=low_azimuth_deg)
    run = d.play[0]
    lane = lane or ((-run, 0.0, d.z(-run, 0.0)), (run, 0.0, d.z(run, 0.0)))
    natural = tuple(
        b for b in beds if not (style.weather in ("rain", "storm", "snow") and b.kind in ("birds", "crickets"))
    )
    wetness = lit.wetness if wet is None else max(wet, lit.wetness)
    if "puddles" in style.details or "wet" in style.details:
        wetness = max(wetness, 0.85)
    cover = lit.snow if snow is None else snow
    if style.season == "winter" and snow is None and style.weather in ("clear", "cloudy", "snow") and d.snowy:
        cover = max(cover, 0.6)
    return StageSet(
        name=name,
        props=tuple(d.props),
        terrain=terrain,
        ground_sound=ground_sound,
        sky=lit.sky,
        fog=replace(lit.fog, density=lit.fog.density * (min(haze, 1.0) if style.weather == "fog" else haze)),
        lamps=tuple(d.lamps),
        water=water,
        marks=marks,
        lane=lane,
        play=d.play,
        beds=(*natural, *WEATHER_BEDS.get(style.weather, ())),
        space=space,
        exposure=lit.exposure * exposure,
        wetness=wetness,
        snow=cover,
        fires=fires,
        palette=palette,
    )
