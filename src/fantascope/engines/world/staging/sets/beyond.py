"""Other worlds: the moon, open space, under water, a cave."""

from __future__ import annotations

import numpy as np

from ...bodies.textures import surface
from ...picture.types import Fog, Sky
from ...sound.types import Bed
from ..types import F64, SetStyle, StageSet, Terrain
from .dress import FACING, Dressing
from .ground import ground, ramp, ridge, rolling

VOID = (0.0015, 0.0017, 0.003)


def moon(style: SetStyle) -> StageSet:
    """Grey dust with craters under a black sky; Earth above, a lander and a flag. No air, a sixth of the gravity."""

    rng = np.random.default_rng([style.seed, 41])
    bowls = [(float(rng.uniform(-26, 26)), float(rng.uniform(7.5, 42)), float(rng.uniform(1.4, 5.0))) for _ in range(22)]
    bowls += [(-7.8, 1.8, 1.6), (8.2, -1.0, 1.5)]

    def height(x: F64, y: F64) -> F64:
        z = 0.05 * rolling(x, y, style.seed, 9.0) + 0.9 * (0.4 + rolling(x, y, style.seed + 1, 34.0)) * ramp(np.hypot(x * 0.8, y), 8.0, 26.0)
        for cx, cy, r in bowls:
            t = np.hypot(x - cx, y - cy) / r
            z = z + r * (0.13 * np.exp(-(((t - 1.0) / 0.22) ** 2)) - 0.24 * np.clip(1 - t * t, 0, 1))
        return np.asarray(z)

    d = Dressing(style.seed, (5.0, 2.6), height)
    prop, terrain = ground(surface("regolith"), height=height, near=(-20, 20, -8, 22), step=0.5, far_m=190, tone=0.08, seed=style.seed, sound="sand")
    d.add(prop)
    lander = d.place("rocket_lander", 5.6, 6.0, heading=FACING + 0.25, scale=1.1)
    flag = d.place("flag", -4.6, 3.9, colour=(0.2, 0.5, 0.9))
    d.scatter(["planet_rock"], 26, (-16, 16), (-4.5, 20), salt=1, gap=0.5, scale=(0.3, 1.5), sink=0.06)
    d.scatter(["planet_rock"], 30, (-7, 7), (-3.6, 6), salt=2, gap=0.1, scale=(0.08, 0.22), solid=False, margin=0.0)
    d.scatter(["boulder"], 7, (-30, 30), (14, 40), salt=3, gap=2.0, scale=(0.8, 2.2), colour=(0.6, 0.59, 0.58), sink=0.2)
    d.add(ridge(style.seed, (0.52, 0.51, 0.5), distance_m=120.0, width_m=420.0, height_m=20.0),
          ridge(style.seed + 5, (0.44, 0.43, 0.43), distance_m=170.0, width_m=560.0, height_m=34.0, x=40.0))
    a = np.radians(-62.0)
    e = np.radians(24.0)
    sky = Sky(sun_direction=(float(np.sin(a) * np.cos(e)), float(np.cos(a) * np.cos(e)) * -0.35 - 0.2, float(np.sin(e))), sun_colour=(4.2, 4.05, 3.8), zenith=VOID,
              horizon=VOID, ground=(0.16, 0.16, 0.16), ambient=1.0, sun_disc=0.0, clouds=0.0, stars=1.0, planet=(-0.36, 0.87, 0.34))
    marks = {"lander": (4.6, 3.6, d.z(4.6, 3.6)), "door": (4.6, 3.4, d.z(4.6, 3.4)), "flag": flag.position, "crater": (-7.8, 1.8, d.z(-7.8, 1.8)),
             "rocket": lander.position}
    return StageSet(name="moon", props=tuple(d.props), terrain=terrain, ground_sound="sand", sky=sky, fog=Fog(density=0.0), lamps=tuple(d.lamps),
                    marks=marks, lane=((-5.0, 0.0, d.z(-5, 0)), (5.0, 0.0, d.z(5, 0))), play=d.play, beds=(Bed("space_hum", 0.4),), space="vacuum",
                    exposure=1.0, gravity_ms2=1.62)


def space(style: SetStyle) -> StageSet:
    """Stars all round, nothing else; whatever floats is lit from the left."""
    sky = Sky(sun_direction=(-0.7, -0.5, 0.5), sun_colour=(4.0, 3.8, 3.5), zenith=(0.003, 0.003, 0.012), horizon=(0.007, 0.004, 0.016), ground=(0.02, 0.03, 0.07),
              sun_disc=0.0, clouds=0.0, stars=1.0, planet=(0.42, 0.86, 0.28), ambient=2.0)
    terrain = Terrain(-100, 100, -100, 100, np.full((2, 2), -100.0))
    d = Dressing(style.seed, (8.0, 5.0))
    rng = d.rng(1)
    for k in range(9):
        side = -1 if k % 2 else 1
        d.place("planet_rock", float(side * rng.uniform(9, 26)), float(rng.uniform(8, 36)), z=float(rng.uniform(-8, 9)), scale=float(rng.uniform(0.8, 3.0)), seed=k % 3,
                heading=float(rng.uniform(0, 6.3)), solid=False)
    return StageSet(name="space", props=tuple(d.props), terrain=terrain, ground_sound="stone", sky=sky, lane=((-8.0, 0.0, 0.0), (8.0, 0.0, 0.0)), play=d.play,
                    marks={"centre": (0.0, 0.0, 0.0)}, beds=(Bed("space_hum", 0.6),), space="vacuum", gravity_ms2=0.0)


BUILDERS = {"moon": moon, "space": space}
