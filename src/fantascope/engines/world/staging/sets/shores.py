"""Water's edge and open water: beach, sea, lake, river, harbour."""

from __future__ import annotations

import numpy as np

from ...bodies.textures import surface
from ...sound.types import Bed
from ..types import F64, SetStyle, StageSet, Terrain
from .dress import FACING, Dressing
from .ground import ground, optics, ramp, ridge, rolling, treeline, water_sheet, waves
from .outdoors import finish


def beach(style: SetStyle) -> StageSet:
    """Sand sloping to a turquoise sea; palms lean in at the sides, an umbrella and a deck chair on the right."""
    level = -0.5

    def height(x: F64, y: F64) -> F64:
        slope = -0.062 * np.maximum(y - 4.0, 0.0) * ramp(y, 4.0, 9.0) - 0.03 * np.maximum(y - 16.0, 0.0)
        dunes = (
            (0.5 + 0.5 * rolling(x, y, style.seed, 17.0)) * ramp(np.abs(x), 8.0, 20.0) * (1 - ramp(y, 3.0, 11.0)) * 1.1
        )
        return np.asarray(slope + dunes)

    d = Dressing(style.seed, (5.0, 2.4), height, style.season)

    def wet_sand(x: F64, y: F64) -> F64:
        t = ramp(y + 0.5 * rolling(x, y, 3, 9.0), 8.6, 11.4)[..., None]
        return np.asarray(np.array([1.0, 1.0, 1.0]) * (1 - t) + np.array([0.62, 0.58, 0.56]) * t)

    prop, terrain = ground(
        surface("sand"),
        height=height,
        near=(-22, 22, -9, 22),
        step=1.0,
        far_m=110,
        tone=0.05,
        seed=style.seed,
        sound="sand",
        tint=wet_sand,
    )
    w = waves("beach" if style.weather not in ("storm", "wind") else "sea", style.seed)
    d.add(prop, water_sheet(x=(-20, 20), y=(8.0, 30.0), step=0.6, level_m=level, far_y=(7.4, 330.0)))
    sea = optics(
        "beach", w, tropical=style.weather in ("clear", "wind", "cloudy") and style.time not in ("night", "dusk")
    )
    w = type(w)(level, w.waves)
    sea = type(sea)(w, sea.shallow, sea.deep, sea.clarity_m, 0.5, 0.3)
    for x, y, s, k, h in (
        (-7.6, 4.2, 1.25, 0, 0.2),
        (-9.6, 2.4, 1.1, 1, 0.7),
        (-6.4, 6.6, 0.95, 2, -0.2),
        (9.2, 5.4, 1.2, 1, 2.7),
        (11.2, 2.8, 1.05, 0, 3.4),
        (-12.5, 7.5, 1.3, 2, 0.3),
        (13.5, 8.0, 1.2, 2, 2.9),
    ):
        d.place("palm", x, y, seed=k, scale=s, heading=h)
    d.place("beach_umbrella", 5.9, 3.6, scale=1.15, heading=FACING + 0.3)
    d.place("deck_chair", 6.7, 3.0, heading=FACING - 0.35)
    castle = d.place("sandcastle", -5.4, 3.5, scale=1.15)
    d.place("rock", -8.2, 8.6, scale=2.4, seed=1)
    d.place("boulder", -10.6, 10.8, scale=1.3, seed=2)
    d.place("boulder", 15.5, 13.0, scale=1.6, seed=1)
    d.scatter(["shell", "starfish", "shell"], 16, (-8, 8), (-3.4, 7.0), salt=1, gap=0.8, scale=(1.0, 1.7), solid=False)
    d.scatter(
        ["grass_tuft"],
        20,
        (-12, 12),
        (-4.0, 5.0),
        salt=2,
        gap=0.1,
        scale=(1.3, 2.4),
        solid=False,
        margin=1.6,
        colour=(0.55, 0.66, 0.32),
    )
    d.scatter(["bush"], 5, (-15, -9), (-1.0, 5.0), salt=3, scale=(0.9, 1.4), solid=False)
    d.scatter(["bush"], 5, (10, 15), (0.0, 5.0), salt=4, scale=(0.9, 1.4), solid=False)
    for x, y, width, h, k in ((-120.0, 270.0, 130.0, 15.0, 1), (150.0, 290.0, 160.0, 11.0, 2)):
        d.add(ridge(style.seed + k, (0.36, 0.46, 0.5), distance_m=y, width_m=width, height_m=h, x=x))
    marks = {
        "shore": (0.0, 9.0, d.z(0, 9)),
        "water": (0.0, 15.0, level),
        "sea": (0.0, 15.0, level),
        "umbrella": (5.4, 2.6, 0.0),
        "sandcastle": castle.position,
        "palm": (-6.6, 4.0, d.z(-6.6, 4.0)),
    }
    return finish(
        "beach",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-6.0, 0.0, 0.0), (6.0, 0.0, 0.0)),
        ground_sound="sand",
        beds=(Bed("sea", 0.8),),
        azimuth_deg=-135,
        low_azimuth_deg=17,
        water=sea,
        haze=0.6,
    )


def sea(style: SetStyle) -> StageSet:
    """Open water to the horizon; huge in a storm."""
    kind = {"storm": "storm", "wind": "sea", "rain": "sea"}.get(style.weather, "sea")
    d = Dressing(style.seed, (14.0, 8.0))
    w = waves(kind, style.seed)
    if kind == "storm":
        d.add(water_sheet(x=(-26, 26), y=(-12, 34), step=0.55, growth=1.16, far_x=300.0))
    else:
        d.add(water_sheet(x=(-20, 20), y=(-12, 26), step=0.45, growth=1.16, far_x=300.0))
    terrain = Terrain(-60, 60, -60, 60, np.full((2, 2), -30.0))
    if "island" in style.details:
        d.add(treeline(3, (0.3, 0.5, 0.32), distance_m=90.0, width_m=26.0, height_m=5.0, x=30.0))
    return finish(
        "sea",
        style,
        d,
        terrain,
        marks={"water": (0.0, 0.0, 0.0), "horizon": (0.0, 120.0, 0.0)},
        lane=((-16.0, 2.0, 0.0), (16.0, 2.0, 0.0)),
        ground_sound="water",
        beds=(Bed("sea", 1.0),),
        azimuth_deg=-125,
        low_azimuth_deg=22,
        water=optics(kind, w),
        haze=0.8,
    )


BUILDERS = {"beach": beach, "sea": sea}
