"""Open wild land: snowy hill, alpine meadow, desert."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, vinyl
from ...bodies.textures import surface
from ...sound.types import Bed
from ..types import F64, Prop, SetStyle, StageSet
from .dress import Dressing
from .ground import clearing, ground, ramp, ridge, rolling, treeline
from .outdoors import finish, is_lit


def snow(style: SetStyle) -> StageSet:
    """A snowy slope falling across the picture from the upper left to the lower right, between snow-laden firs."""

    def height(x: F64, y: F64) -> F64:
        slope = 6.6 * ramp(-x, -6.5, 9.5)
        back = 0.8 * (0.4 + rolling(x, y, style.seed, 26.0)) * ramp(y, 4.0, 12.0) + 3.0 * ramp(y, 12.0, 44.0)
        return np.asarray(slope + back - 2.2)

    d = Dressing(style.seed, (7.0, 2.0), height, "winter", True)
    prop, terrain = ground(
        surface("snow"),
        height=height,
        near=(-18, 18, -9, 20),
        step=0.75,
        far_m=120,
        tone=0.03,
        seed=style.seed,
        sound="snow",
    )
    d.add(prop)
    for x, y, s, k in (
        (-8.8, 3.4, 1.15, 0),
        (8.6, 4.2, 1.2, 1),
        (-4.6, 5.8, 1.0, 2),
        (4.4, 7.2, 1.25, 0),
        (0.4, 8.8, 1.15, 1),
        (-11.5, 6.4, 1.3, 2),
        (11.4, 7.6, 1.4, 0),
        (10.4, 0.6, 1.0, 2),
    ):
        d.place("pine", x, y, seed=k, scale=s)
    d.scatter(["pine"], 18, (-26, 26), (9.5, 26), salt=1, gap=0.3, scale=(0.9, 1.5))
    d.scatter(["snowdrift"], 12, (-12, 12), (2.8, 10), salt=2, gap=0.3, scale=(0.7, 1.4), solid=False)
    d.scatter(["rock"], 6, (-11, 11), (2.8, 8), salt=3, gap=0.5, scale=(0.8, 1.6))
    d.place("house", 6.4, 15.5, seed=0, material="snowy" if not is_lit(style) else "lit")
    d.add(treeline(style.seed, (0.5, 0.62, 0.66), distance_m=44.0, width_m=120.0, height_m=7.0, firs=True))
    for p in (
        ridge(
            style.seed, (0.62, 0.7, 0.82), distance_m=130.0, width_m=420.0, height_m=42.0, roughness=3.0, snowcap=True
        ),
        ridge(
            style.seed + 4,
            (0.66, 0.74, 0.86),
            distance_m=190.0,
            width_m=600.0,
            height_m=76.0,
            roughness=3.4,
            snowcap=True,
            x=40.0,
        ),
    ):
        d.add(p)
    top, foot = (-8.0, 0.0, d.z(-8, 0)), (7.0, 0.0, d.z(7, 0))
    marks = {"hill_top": top, "hill_foot": foot, "slope": (0.0, 0.0, d.z(0, 0)), "cabin": (5.4, 11.5, d.z(5.4, 11.5))}
    made = finish(
        "snow",
        style,
        d,
        terrain,
        marks=marks,
        lane=(top, foot),
        ground_sound="snow",
        beds=(Bed("snowfall", 0.3), Bed("wind", 0.2)),
        azimuth_deg=-118,
        low_azimuth_deg=-40,
        snow=0.0 if style.weather != "snow" else 0.5,
        exposure=0.88,
    )
    return replace(made, view=(0.5, -(0.75**0.5)))  # the hill rises behind whoever comes down it


def mountain(style: SetStyle) -> StageSet:
    """An alpine meadow with boulders under sharp snow peaks."""
    height = clearing(style.seed, 1.8, 7.0, 34.0)
    d = Dressing(style.seed, (5.0, 2.4), height, style.season, style.weather == "snow" or style.season == "winter")
    top = surface("snow") if d.snowy else surface("grass", (0.46, 0.6, 0.3))
    prop, terrain = ground(
        top, height=height, near=(-22, 22, -8, 24), step=1.0, tone=0.12, seed=style.seed, sound="grass"
    )
    d.add(prop)
    d.scatter(["boulder", "rock", "rock"], 18, (-14, 14), (-3.5, 14), salt=1, gap=0.6, scale=(0.7, 1.5))
    d.scatter(["pine"], 24, (-30, 30), (6, 32), salt=2, gap=0.4, scale=(0.8, 1.3))
    d.scatter(
        ["flower", "grass_tuft", "grass_tuft"],
        70,
        (-8, 8),
        (-4, 6),
        salt=3,
        gap=0.02,
        solid=False,
        margin=-4.0,
        lane_clear=False,
    )
    for k, (x, y, s) in enumerate(((-50, 108, 1.5), (36, 122, 1.75), (-6, 150, 2.3), (92, 150, 1.9), (-118, 150, 1.9))):
        d.place("mountain", x, y, z=-3.0, scale=s, seed=k, solid=False, material="snowy" if d.snowy else None)
    d.add(
        treeline(style.seed, (0.24, 0.42, 0.36), distance_m=52.0, width_m=130.0, height_m=6.0, firs=True),
        ridge(style.seed, (0.4, 0.53, 0.48), distance_m=80.0, width_m=300.0, height_m=13.0),
    )
    marks = {"summit": (0.0, 14.0, d.z(0, 14)), "meadow": (0.0, 0.0, 0.0), "rock": (-4.5, 3.6, d.z(-4.5, 3.6))}
    return finish(
        "mountain",
        style,
        d,
        terrain,
        marks=marks,
        beds=(Bed("wind", 0.4), Bed("birds", 0.2)),
        azimuth_deg=-120,
        low_azimuth_deg=-50,
        haze=0.8,
    )


def desert(style: SetStyle) -> StageSet:
    """Golden dunes, cacti, red mesas on the horizon."""

    def height(x: F64, y: F64) -> F64:
        dunes = 1.5 * (0.5 + rolling(x * 0.7, y, style.seed, 30.0)) + 0.35 * np.sin(x * 0.35 + 1.5 * np.sin(y * 0.2))
        return np.asarray(dunes * ramp(np.hypot(x * 0.8, y), 7.0, 18.0))

    d = Dressing(style.seed, (5.2, 2.6), height)
    prop, terrain = ground(
        surface("sand", (0.93, 0.7, 0.42)),
        height=height,
        near=(-22, 22, -8, 24),
        step=1.0,
        tone=0.06,
        seed=style.seed,
        sound="sand",
    )
    d.add(prop)
    for x, y, s, k in (
        (-6.6, 3.4, 1.25, 0),
        (7.2, 5.0, 1.45, 1),
        (-3.4, 8.4, 1.0, 2),
        (11.0, 2.0, 1.1, 0),
        (-11.0, 7.0, 1.4, 1),
    ):
        d.place("cactus", x, y, seed=k, scale=s, heading=float(k * 1.2))
    d.scatter(["cactus"], 9, (-24, 24), (9, 30), salt=1, gap=1.5, scale=(0.8, 1.4))
    d.scatter(
        ["rock", "boulder", "rock"],
        16,
        (-14, 14),
        (-3.6, 16),
        salt=2,
        gap=0.5,
        scale=(0.5, 1.1),
        colour=(0.76, 0.5, 0.36),
    )
    d.scatter(
        ["grass_tuft"], 26, (-9, 9), (-4, 8), salt=3, gap=0.2, solid=False, colour=(0.72, 0.66, 0.36), scale=(1.0, 1.8)
    )
    for k, (x, y, w, h) in enumerate(((-70, 150, 60, 26), (40, 170, 90, 34), (120, 150, 50, 22), (-150, 180, 80, 30))):
        d.add(replace(_mesa(w, h, style.seed + k), position=(float(x), float(y), -1.0)))
    d.add(ridge(style.seed, (0.82, 0.6, 0.42), distance_m=110.0, width_m=420.0, height_m=9.0))
    return finish(
        "desert",
        style,
        d,
        terrain,
        marks={"cactus": (-5.8, 2.9, 0.0), "dune": (0.0, 14.0, d.z(0, 14))},
        ground_sound="sand",
        beds=(Bed("wind", 0.35),),
        azimuth_deg=-125,
        low_azimuth_deg=18,
    )


def _mesa(width_m: float, height_m: float, seed: int) -> Prop:
    rng = np.random.default_rng(seed)
    profile = [(1.0, 0.0), (0.8, 0.3), (0.68, 0.42), (0.66, 0.7), (0.6, 0.74), (0.58, 0.97), (0.54, 1.0), (0.0, 1.0)]
    m = shapes.lathe([(r * width_m / 2, z * height_m) for r, z in profile], segments=22)
    p = m.positions.astype(np.float64)
    a = np.arctan2(p[:, 1], p[:, 0])
    k = 1 + 0.12 * np.sin(a * 3 + rng.uniform(0, 6)) + 0.06 * np.sin(a * 7 + rng.uniform(0, 6))
    p[:, :2] *= k[:, None]
    band = 0.85 + 0.25 * (0.5 + 0.5 * np.sin(p[:, 2] / height_m * 16))
    body = assemble(
        "mesa",
        [
            (
                shapes.painted(shapes.mesh(p, m.faces, None, m.uvs), np.repeat(band[:, None], 3, axis=1)),
                vinyl((0.82, 0.44, 0.3), 0.9),
            )
        ],
        sound="stone",
    )
    return Prop(body, (0.0, 0.0, 0.0), solid=False, name="mesa")


BUILDERS = {"snow": snow, "mountain": mountain, "desert": desert}
