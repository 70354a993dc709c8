"""Other worlds: the moon, open space, under water, a cave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...bodies import shapes
from ...bodies.scenery import build_scenery
from ...bodies.scenery.forms import lump
from ...bodies.textures import surface
from ...bodies.types import Body, Part
from ...picture.types import Fog, Sky
from ...sound.types import Bed
from ..types import F64, Prop, SetStyle, StageSet, Terrain
from .dress import FACING, Dressing
from .ground import ground, ramp, ridge, rolling

VOID = (0.0015, 0.0017, 0.003)


def moon(style: SetStyle) -> StageSet:
    """Grey dust with craters under a black sky; Earth above, a lander and a flag. No air, a sixth of the gravity."""

    rng = np.random.default_rng([style.seed, 41])
    bowls = [
        (float(rng.uniform(-26, 26)), float(rng.uniform(7.5, 42)), float(rng.uniform(1.4, 5.0))) for _ in range(22)
    ]
    bowls += [(-7.8, 1.8, 1.6), (8.2, -1.0, 1.5)]

    def height(x: F64, y: F64) -> F64:
        z = 0.05 * rolling(x, y, style.seed, 9.0) + 0.9 * (0.4 + rolling(x, y, style.seed + 1, 34.0)) * ramp(
            np.hypot(x * 0.8, y), 8.0, 26.0
        )
        for cx, cy, r in bowls:
            t = np.hypot(x - cx, y - cy) / r
            z = z + r * (0.13 * np.exp(-(((t - 1.0) / 0.22) ** 2)) - 0.24 * np.clip(1 - t * t, 0, 1))
        return np.asarray(z)

    d = Dressing(style.seed, (5.0, 2.6), height)
    prop, terrain = ground(
        surface("regolith"),
        height=height,
        near=(-20, 20, -8, 22),
        step=0.5,
        far_m=190,
        tone=0.08,
        seed=style.seed,
        sound="sand",
    )
    d.add(prop)
    lander = d.place("rocket_lander", 5.6, 6.0, heading=FACING + 0.25, scale=1.1)
    flag = d.place("flag", -4.6, 3.9, colour=(0.2, 0.5, 0.9))
    d.scatter(["planet_rock"], 26, (-16, 16), (-4.5, 20), salt=1, gap=0.5, scale=(0.3, 1.5), sink=0.06)
    d.scatter(["planet_rock"], 30, (-7, 7), (-3.6, 6), salt=2, gap=0.1, scale=(0.08, 0.22), solid=False, margin=0.0)
    d.scatter(
        ["boulder"], 7, (-30, 30), (14, 40), salt=3, gap=2.0, scale=(0.8, 2.2), colour=(0.6, 0.59, 0.58), sink=0.2
    )
    d.add(
        ridge(style.seed, (0.52, 0.51, 0.5), distance_m=120.0, width_m=420.0, height_m=20.0),
        ridge(style.seed + 5, (0.44, 0.43, 0.43), distance_m=170.0, width_m=560.0, height_m=34.0, x=40.0),
    )
    a = np.radians(-62.0)
    e = np.radians(24.0)
    sky = Sky(
        sun_direction=(float(np.sin(a) * np.cos(e)), float(np.cos(a) * np.cos(e)) * -0.35 - 0.2, float(np.sin(e))),
        sun_colour=(4.2, 4.05, 3.8),
        zenith=VOID,
        horizon=VOID,
        ground=(0.16, 0.16, 0.16),
        ambient=1.0,
        sun_disc=0.0,
        clouds=0.0,
        stars=1.0,
        planet=(-0.30, 0.93, 0.105),
    )
    marks = {
        "lander": (4.6, 3.6, d.z(4.6, 3.6)),
        "door": (4.6, 3.4, d.z(4.6, 3.4)),
        "flag": flag.position,
        "crater": (-7.8, 1.8, d.z(-7.8, 1.8)),
        "rocket": lander.position,
    }
    return StageSet(
        name="moon",
        props=tuple(d.props),
        terrain=terrain,
        ground_sound="sand",
        sky=sky,
        fog=Fog(density=0.0),
        lamps=tuple(d.lamps),
        marks=marks,
        lane=((-5.0, 0.0, d.z(-5, 0)), (5.0, 0.0, d.z(5, 0))),
        play=d.play,
        beds=(Bed("space_hum", 0.4),),
        space="vacuum",
        exposure=1.0,
        gravity_ms2=1.62,
    )


def space(style: SetStyle) -> StageSet:
    """Stars all round, nothing else; whatever floats is lit from the left."""
    sky = Sky(
        sun_direction=(-0.7, -0.5, 0.5),
        sun_colour=(4.0, 3.8, 3.5),
        zenith=(0.003, 0.003, 0.012),
        horizon=(0.007, 0.004, 0.016),
        ground=(0.02, 0.03, 0.07),
        sun_disc=0.0,
        clouds=0.0,
        stars=1.0,
        planet=(0.42, 0.86, 0.28),
        ambient=2.0,
    )
    terrain = Terrain(-100, 100, -100, 100, np.full((2, 2), -100.0))
    d = Dressing(style.seed, (8.0, 5.0))
    rng = d.rng(1)
    for k in range(9):
        side = -1 if k % 2 else 1
        d.place(
            "planet_rock",
            float(side * rng.uniform(9, 26)),
            float(rng.uniform(8, 36)),
            z=float(rng.uniform(-8, 9)),
            scale=float(rng.uniform(0.8, 3.0)),
            seed=k % 3,
            heading=float(rng.uniform(0, 6.3)),
            solid=False,
        )
    return StageSet(
        name="space",
        props=tuple(d.props),
        terrain=terrain,
        ground_sound="stone",
        sky=sky,
        lane=((-8.0, 0.0, 0.0), (8.0, 0.0, 0.0)),
        play=d.play,
        marks={"centre": (0.0, 0.0, 0.0)},
        beds=(Bed("space_hum", 0.6),),
        space="vacuum",
        gravity_ms2=0.0,
    )


def underwater(style: SetStyle) -> StageSet:
    """A sunlit reef: sand, corals, weed, a blue haze; the surface far above."""

    def height(x: F64, y: F64) -> F64:
        return np.asarray(
            0.08 * rolling(x, y, style.seed, 5.0) * 0.3
            + 2.2 * (0.4 + rolling(x, y, style.seed + 1, 24.0)) * ramp(np.hypot(x * 0.8, y), 6.5, 18.0)
        )

    d = Dressing(style.seed, (5.0, 2.6), height)

    def caustics(x: F64, y: F64) -> F64:
        a = (
            np.sin(x * 1.9 + 1.3 * np.sin(y * 1.1))
            + np.sin(y * 2.3 + 1.2 * np.sin(x * 1.5 + 1.0))
            + np.sin((x + y) * 1.3)
        )
        return np.asarray((0.82 + 0.5 * np.exp(-((a / 0.5) ** 2)))[..., None] * np.array([0.9, 1.0, 1.0]))

    prop, terrain = ground(
        surface("sand", (0.86, 0.8, 0.62)),
        height=height,
        near=(-16, 16, -8, 16),
        step=0.4,
        far_m=70,
        seed=style.seed,
        sound="sand",
        tint=caustics,
    )
    d.add(prop)
    for x, y, n, k, s in (
        (-6.0, 2.6, "coral", 0, 2.0),
        (-7.2, 3.8, "coral", 1, 2.6),
        (6.4, 3.2, "coral", 2, 2.2),
        (7.8, 4.4, "coral", 3, 2.6),
        (-4.4, 4.8, "brain_coral", 0, 1.5),
        (4.6, 5.2, "brain_coral", 1, 1.8),
        (-8.6, 1.2, "seaweed", 0, 1.8),
        (8.8, 1.4, "seaweed", 1, 1.8),
        (-5.4, -1.4, "seaweed", 2, 1.1),
        (5.8, -1.2, "seaweed", 0, 1.1),
        (0.8, 7.4, "coral", 1, 2.2),
        (-1.4, 8.4, "boulder", 1, 1.5),
    ):
        d.place(n, x, y, seed=k, scale=s, solid=False)
    d.scatter(
        ["seaweed", "coral", "brain_coral", "rock", "seaweed"],
        34,
        (-15, 15),
        (3.5, 18),
        salt=1,
        gap=0.2,
        scale=(0.9, 2.0),
        solid=False,
        seeds=4,
    )
    d.scatter(["boulder"], 7, (-18, 18), (7, 20), salt=2, gap=1.0, scale=(1.0, 2.4), colour=(0.45, 0.5, 0.55))
    d.scatter(
        ["shell", "starfish", "shell"],
        18,
        (-6, 6),
        (-3.4, 5),
        salt=3,
        gap=0.2,
        scale=(1.2, 2.2),
        solid=False,
        margin=-6.0,
        lane_clear=False,
    )
    dark = style.time in ("night", "dusk")
    dim = 0.28 if dark else 1.0
    sky = Sky(
        sun_direction=(-0.25, -0.3, 0.92),
        sun_colour=(1.5 * dim, 2.6 * dim, 2.7 * dim),
        zenith=(0.1 * dim, 0.6 * dim, 0.82 * dim),
        horizon=(0.02 * dim, 0.26 * dim, 0.46 * dim),
        ground=(0.12 * dim, 0.2 * dim, 0.22 * dim),
        ambient=1.15,
        sun_disc=0.0,
        clouds=0.0,
    )
    return StageSet(
        name="underwater",
        props=tuple(d.props),
        terrain=terrain,
        ground_sound="sand",
        sky=sky,
        fog=Fog((0.02 * dim, 0.27 * dim, 0.46 * dim), 0.036, 4.0),
        marks={"reef": (-5.4, 2.2, 0.1), "seabed": (0.0, 0.0, 0.0)},
        lane=((-6.0, 0.0, 0.0), (6.0, 0.0, 0.0)),
        play=d.play,
        beds=(Bed("underwater", 0.8),),
        space="underwater",
        exposure=1.5 if dark else 1.1,
    )


def cave(style: SetStyle) -> StageSet:
    """A cavern with dripstones, glowing crystals and a shaft of light."""

    def height(x: F64, y: F64) -> F64:
        return np.asarray(
            0.25 * (0.5 + rolling(x, y, style.seed, 5.0)) * ramp(np.hypot(x * 0.8, y), 5.5, 9.0)
            + 5.0 * ramp(np.hypot(x * 0.75, np.maximum(y, 0.0)), 9.0, 14.0)
        )

    d = Dressing(style.seed, (4.6, 2.2), height)
    prop, terrain = ground(
        surface("rock", (0.5, 0.44, 0.42)),
        height=height,
        near=(-14, 14, -8, 14),
        step=0.5,
        far_m=40,
        seed=style.seed,
        sound="stone",
        tone=0.12,
    )
    d.add(prop)
    dome = lump((17.0, 16.0, 8.5), at=(0, 2.0, 1.5), seed=style.seed + 2, rough=0.06, rings=20, segments=36, freq=4.0)
    inside = shapes.mesh(
        dome.positions, dome.faces[:, ::-1], -dome.normals, dome.positions[:, :2] + dome.positions[:, 2:]
    )
    rock = replace(surface("rock", (0.44, 0.38, 0.38), scale=1.6), casts_shadow=False)
    d.add(
        Prop(
            Body("cavern", (Part("cavern", inside, rock),), (34.0, 32.0, 17.0), sound="stone"),
            (0.0, 0.0, 0.0),
            solid=False,
            name="cavern",
        )
    )
    d.scatter(["stalagmite"], 20, (-9, 9), (2.6, 10), salt=1, gap=0.1, scale=(0.5, 1.7))
    d.scatter(["rock", "boulder"], 16, (-9, 9), (-3, 9), salt=2, gap=0.2, scale=(0.6, 1.1), colour=(0.5, 0.45, 0.44))
    spike = build_scenery("stalagmite", seed=3)
    hang = Body(
        "stalactite",
        tuple(replace(p, mesh=shapes.turned(p.mesh, [[1, 0, 0], [0, -1, 0], [0, 0, -1]])) for p in spike.parts),
        spike.size,
        sound="stone",
    )
    rng = d.rng(7)
    for _ in range(22):
        d.place(
            hang,
            float(rng.uniform(-8, 8)),
            float(rng.uniform(2.4, 10)),
            z=float(rng.uniform(6.2, 7.6)),
            scale=float(rng.uniform(0.8, 2.0)),
            solid=False,
        )
    for x, y, k in ((-4.8, 3.2, 0), (5.2, 3.8, 1), (-2.4, 6.6, 2), (3.0, 7.2, 0), (7.0, 1.6, 2)):
        d.place("crystal", x, y, seed=k, scale=1.3, solid=False)
        colour = ((0.4, 0.7, 1.0), (0.75, 0.45, 1.0), (0.4, 1.0, 0.7))[k]
        d.lamp((x, y - 0.5, d.z(x, y) + 0.8), 2.4, colour=colour, range_m=7.0)
    d.lamp(
        (-1.5, -2.5, 7.0),
        30.0,
        colour=(1.0, 0.88, 0.68),
        range_m=18.0,
        direction=(0.12, 0.35, -0.95),
        cone_rad=0.7,
        shadow=True,
    )
    sky = Sky(
        sun_direction=(-0.3, -0.6, 0.75),
        sun_colour=(0.35, 0.36, 0.42),
        zenith=(0.1, 0.11, 0.15),
        horizon=(0.1, 0.1, 0.13),
        ground=(0.06, 0.05, 0.06),
        sun_disc=0.0,
        clouds=0.0,
        ambient=1.1,
    )
    return StageSet(
        name="cave",
        props=tuple(d.props),
        terrain=terrain,
        ground_sound="stone",
        sky=sky,
        fog=Fog((0.08, 0.09, 0.13), 0.01, 8.0),
        lamps=tuple(d.lamps),
        marks={"crystal": (-4.2, 2.6, 0.0), "entrance": (0.0, -5.0, 0.0)},
        lane=((-4.6, 0.0, 0.0), (4.6, 0.0, 0.0)),
        play=d.play,
        beds=(Bed("room", 0.3),),
        space="cave",
        exposure=1.35,
        indoors=True,
    )


BUILDERS = {"moon": moon, "space": space, "underwater": underwater, "cave": cave}
