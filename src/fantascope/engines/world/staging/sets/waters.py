"""Fresh water: lake and river."""

from __future__ import annotations

import numpy as np

from ...bodies.textures import surface
from ...sound.types import Bed
from ..types import F64, SetStyle, StageSet
from .dress import RIGHT, Dressing
from .greens import GRASS, LEAVES
from .ground import ground, optics, ramp, ridge, rolling, treeline, water_sheet, waves
from .outdoors import finish


def lake(style: SetStyle) -> StageSet:
    """A still lake before firs and hills, a jetty, reeds and water lilies."""
    level = -0.32

    def height(x: F64, y: F64) -> F64:
        shore = 4.6 + 0.8 * np.sin(x * 0.35 + 1.0) + 0.02 * x**2
        return np.asarray(
            -1.5 * ramp(y - shore, -0.6, 6.0)
            + 0.5 * (0.5 + rolling(x, y, style.seed, 20.0)) * ramp(np.abs(x), 8.0, 20.0) * (1 - ramp(y, 0, 6))
        )

    d = Dressing(style.seed, (4.8, 2.2), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(
        top, height=height, near=(-20, 20, -8, 16), step=1.0, far_m=70, seed=style.seed, sound="grass"
    )
    w = waves("lake", style.seed)
    sea = optics("lake", type(w)(level, w.waves), muddy=True)
    d.add(prop, water_sheet(x=(-18, 18), y=(4.0, 26.0), step=0.8, level_m=level, far_y=(3.4, 70.0), far_x=90.0))
    d.place("pier", 3.4, 9.2, z=-0.35)
    for x, y in ((-5.6, 6.0), (-7.0, 5.8), (6.6, 5.9), (8.0, 6.2), (-3.6, 6.1)):
        d.place("reeds", x, y, seed=int(x) % 3, solid=False, z=level - 0.1, scale=1.2)
    rng = d.rng(5)
    for k in range(10):
        d.place(
            "lily_pad",
            float(rng.uniform(-6, 1.5)),
            float(rng.uniform(7, 10)),
            z=level + 0.01,
            seed=k,
            solid=False,
            scale=float(rng.uniform(1.0, 1.7)),
        )
    for x, y, n, s in (
        (-7.6, 2.6, "birch", 1.15),
        (8.4, 2.2, "tree", 1.2),
        (-10.4, 1.0, "oak", 0.9),
        (11.0, 0.4, "pine", 1.3),
    ):
        d.place(n, x, y, scale=s, seed=1)
    d.scatter(
        ["rock", "grass_tuft", "flower", "bush"],
        50,
        (-10, 10),
        (-4, 4.4),
        salt=1,
        gap=0.05,
        solid=False,
        margin=0.3,
        scale=(0.7, 1.2),
    )
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=66.0, width_m=190.0, height_m=9.0, firs=True),
        ridge(style.seed, (0.4, 0.54, 0.52), distance_m=85.0, width_m=330.0, height_m=18.0),
        ridge(
            style.seed + 2,
            (0.5, 0.62, 0.72),
            distance_m=160.0,
            width_m=520.0,
            height_m=48.0,
            roughness=3.0,
            snowcap=True,
        ),
    )
    marks = {
        "shore": (0.0, 4.0, 0.0),
        "water": (0.0, 11.0, level),
        "lake": (0.0, 11.0, level),
        "pier": (3.4, 6.0, 0.25),
        "pier_end": (3.4, 13.5, 0.25),
        "tree": (-6.6, 2.4, 0.0),
    }
    return finish(
        "lake",
        style,
        d,
        terrain,
        marks=marks,
        water=sea,
        beds=(Bed("birds", 0.5), Bed("river", 0.1)),
        azimuth_deg=-130,
        low_azimuth_deg=20,
    )


def river(style: SetStyle) -> StageSet:
    """A stream crossing the picture under a humped bridge, meadows on both banks."""
    level = -0.3

    def height(x: F64, y: F64) -> F64:
        middle = 6.2 + 0.5 * np.sin(x * 0.25)
        bed = -1.1 * (1 - ramp(np.abs(y - middle), 1.2, 2.6))
        return np.asarray(bed + (0.4 + 0.9 * rolling(x, y, style.seed, 30.0)) * ramp(y, 10.0, 24.0))

    d = Dressing(style.seed, (5.0, 2.4), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(
        top, height=height, near=(-20, 20, -8, 16), step=0.75, far_m=90, seed=style.seed, sound="grass"
    )
    w = waves("lake", style.seed)
    sea = optics("lake", type(w)(level, w.waves))
    d.add(prop, water_sheet(x=(-18, 18), y=(3.6, 8.8), step=0.5, level_m=level, far_y=(3.5, 9.0), far_x=90.0))
    d.place("bridge", 4.0, 6.2, heading=RIGHT, z=0.0)
    for x, y, n, s in (
        (-7.0, 3.2, "tree", 1.1),
        (-9.4, 9.6, "oak", 1.0),
        (8.6, 9.8, "birch", 1.2),
        (9.4, 2.4, "tree", 1.2),
        (-2.4, 10.4, "birch", 1.1),
        (0.6, 12.2, "tree", 1.2),
    ):
        d.place(n, x, y, scale=s, seed=int(x) % 3)
    for x in (-6.0, -3.2, -0.6, 7.2):
        d.place("reeds", x, 4.25 if x != -0.6 else 8.2, seed=1, solid=False, z=level)
    d.scatter(["rock", "rock", "boulder"], 9, (-12, 12), (3.7, 4.5), salt=1, gap=0.2, scale=(0.5, 0.9), solid=False)
    d.scatter(
        ["grass_tuft", "flower", "flower"],
        60,
        (-9, 9),
        (-4, 3.6),
        salt=2,
        gap=0.02,
        solid=False,
        margin=-4.0,
        scale=(0.8, 1.5),
        lane_clear=False,
    )
    d.scatter(["tree", "birch", "bush"], 16, (-28, 28), (11, 30), salt=3, gap=0.5)
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=46.0, width_m=130.0, height_m=8.0),
        ridge(style.seed, (0.44, 0.58, 0.52), distance_m=110.0, width_m=380.0, height_m=18.0),
    )
    marks = {
        "bridge": (4.0, 6.2, 0.95),
        "shore": (0.0, 3.4, 0.0),
        "water": (-1.0, 6.2, level),
        "river": (-1.0, 6.2, level),
        "bank": (0.0, 3.2, 0.0),
    }
    return finish(
        "river",
        style,
        d,
        terrain,
        marks=marks,
        water=sea,
        beds=(Bed("river", 0.6), Bed("birds", 0.4)),
        azimuth_deg=-130,
        low_azimuth_deg=-60,
    )


BUILDERS = {"lake": lake, "river": river}
