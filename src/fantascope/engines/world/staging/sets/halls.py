"""Quiet public halls: library, museum, hospital, airport."""

from __future__ import annotations

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, block, vinyl
from ...bodies.textures import surface
from ...sound.types import Bed
from ..types import SetStyle, StageSet
from .dress import FACING, LEFT, RIGHT, anchor
from .room import finish, floor, sky_of, start, walls, warm_pools


def library(style: SetStyle) -> StageSet:
    """Tall bookcases, reading tables with lamps, a rug."""
    d = start(style, (2.6, 1.2))
    back = 4.2
    ground, terrain = floor(surface("parquet", (0.66, 0.44, 0.27)), 10.4, back)
    d.add(
        ground,
        walls(
            10.4,
            back,
            -4.5,
            4.0,
            paint=surface("plaster", (0.5, 0.6, 0.55)),
            lower=surface("boards", (0.5, 0.34, 0.22)),
            lower_m=1.1,
        ),
    )
    for k, x in enumerate((-4.3, -3.1, -1.9, 2.2, 3.4, 4.6)):
        d.place("bookcase", x, back - 0.22, seed=k % 3, scale=1.35)
    for k, y in enumerate((2.4, 0.9)):
        d.place("bookcase", -5.0, y, heading=RIGHT, seed=k, scale=1.35)
        d.place("bookcase", 5.0, y, heading=LEFT, seed=k + 1, scale=1.35)
    d.place("window", 0.15, back, z=1.2, material=sky_of(style), scale=1.3)
    d.place("rug", 0.0, 0.2, seed=0, material="oblong", solid=False, scale=1.3)
    table = d.place("table", 0.2, 2.5)
    for x in (-0.4, 0.8):
        d.place("chair", x, 3.2, heading=FACING)
    chair = d.place("armchair", -3.5, 1.3, heading=FACING + 0.7, seed=1)
    d.place("floor_lamp", -3.9, 2.4)
    d.place("armchair", 3.5, 1.4, heading=FACING - 0.7, seed=2)
    warm_pools(d, style, [(0.2, 2.3, 2.2), (-3.8, 2.1, 1.6), (0.0, -0.6, 3.2)])
    return finish(
        "library",
        style,
        d,
        terrain,
        marks={
            "table": anchor(table, "top"),
            "seat_0": anchor(chair, "seat"),
            "shelf": (-3.1, 3.4, 0.0),
            "rug": (0.0, 0.2, 0.03),
            "door": (4.6, -2.4, 0.0),
        },
    )


def museum(style: SetStyle) -> StageSet:
    """A white gallery: big paintings, statues on plinths, marble floor."""
    d = start(style, (3.4, 1.4))
    back = 4.6
    ground, terrain = floor(surface("marble", (0.9, 0.87, 0.82)), 12.0, back)
    d.add(ground, walls(12.0, back, -4.5, 4.4, paint=surface("plaster", (0.9, 0.86, 0.84))))
    for k, x in enumerate((-3.7, -1.2, 1.3, 3.8)):
        d.place("painting", x, back - 0.03, z=1.4, seed=k)
        d.lamp((x, back - 1.1, 3.9), 2.0, colour=(1.0, 0.88, 0.7), range_m=5.0, direction=(0, 0.5, -0.8), cone_rad=0.6)
    for x, k in ((-5.0, 0), (5.0, 1)):
        d.place("statue", x, 2.8, scale=0.85, colour=(0.9, 0.88, 0.84) if k else None)
    d.place("bench", 0.0, 2.9)
    for x in np.arange(-4.8, 4.9, 1.6):
        d.place(
            assemble(
                "barrier",
                [
                    (
                        shapes.lathe(
                            [(0.14, 0.0), (0.14, 0.03), (0.02, 0.05), (0.02, 0.85), (0.04, 0.9), (0.0, 0.94)],
                            segments=12,
                        ),
                        vinyl((0.86, 0.68, 0.35), 0.3, metallic=0.7),
                    )
                ],
            ),
            float(x),
            3.7,
        )
    warm_pools(d, style, [(0.0, 0.5, 4.0)])
    return finish(
        "museum",
        style,
        d,
        terrain,
        marks={
            "painting": (-1.2, 3.2, 0.0),
            "statue": (-4.2, 2.0, 0.0),
            "bench": (0.0, 2.85, 0.47),
            "seat_0": (0.0, 2.85, 0.47),
            "door": (5.6, -2.0, 0.0),
        },
        ground_sound="stone",
        space="hall",
    )


def hospital(style: SetStyle) -> StageSet:
    """A light ward: beds, curtains, a screen, plants."""
    d = start(style, (2.8, 1.3))
    back = 3.9
    ground, terrain = floor(surface("tiles", (0.82, 0.9, 0.88), scale=1.6), 10.0, back)
    d.add(
        ground,
        walls(10.0, back, -4.5, 3.2, paint=surface("plaster", (0.86, 0.94, 0.92)), lower=vinyl((0.62, 0.8, 0.78), 0.5)),
    )
    for x in (-3.2, 3.0):
        d.place("bed", x, 2.4, colour=(0.7, 0.85, 0.88))
        d.place("screen", x + 1.2, 3.7, z=1.3, scale=0.45, solid=False, colour=(0.3, 0.85, 0.6))
        for k in range(2):
            d.place(
                "curtain", x - 1.35 + 0.1 * k, 2.9 - 0.5 * k, heading=RIGHT, z=0.4, colour=(0.6, 0.8, 0.85), solid=False
            )
    for x in (-0.8, 0.9):
        d.place("window", x, back, z=1.1, material=sky_of(style))
    d.place("cupboard", 0.1, back - 0.35)
    d.place("potted_plant", 0.1, back - 0.4, z=0.92, scale=0.5, solid=False)
    d.place("clock", 0.05, back - 0.02, z=2.65)
    d.place("chair", -1.5, 2.6, heading=FACING + 0.6)
    warm_pools(d, style, [(0.0, 1.0, 2.9), (-3.2, 1.5, 2.7), (3.2, 1.5, 2.7)])
    return finish(
        "hospital",
        style,
        d,
        terrain,
        marks={
            "bed": (-3.2, 2.2, 0.62),
            "seat_0": (-1.5, 2.6, 0.5),
            "window": (0.0, 3.0, 0.0),
            "door": (4.7, -2.0, 0.0),
        },
        ground_sound="stone",
    )


def airport(style: SetStyle) -> StageSet:
    """A departure hall: panes of sky, rows of seats, boards, polished floor."""
    d = start(style, (4.0, 1.6))
    back = 5.2
    ground, terrain = floor(surface("marble", (0.84, 0.86, 0.87)), 14.0, back)
    d.add(ground, walls(14.0, back, -4.5, 4.6, paint=surface("plaster", (0.9, 0.92, 0.93))))
    glow = sky_of(style)
    for x in np.arange(-5.6, 5.7, 1.6):
        d.place("window", float(x), back, z=0.5, material=glow, scale=1.2)
        d.place("window", float(x), back, z=2.5, material=glow, scale=1.2)
    for x in (-4.6, 4.6):
        for k in range(3):
            seat = assemble(
                "seat",
                [
                    (block((0.55, 0.5, 0.1), 0.04, at=(0, 0, 0.4)), vinyl((0.25, 0.45, 0.62), 0.5)),
                    (block((0.55, 0.1, 0.55), 0.04, at=(0, 0.25, 0.45)), vinyl((0.25, 0.45, 0.62), 0.5)),
                    (block((0.08, 0.3, 0.42), 0.02), vinyl((0.6, 0.62, 0.65), 0.3, metallic=0.5)),
                ],
            )
            d.place(seat, x - 0.62 + 0.62 * k, 3.4)
    for x in (-2.0, 2.0):
        d.place("screen", x, 3.8, z=2.9, scale=1.3, solid=False, colour=(0.16, 0.22, 0.4))
        d.place(
            assemble("hanger", [(block((0.08, 0.08, 1.0), 0.0), vinyl((0.5, 0.52, 0.55), 0.4))], colliders=()),
            x,
            3.85,
            z=3.8,
            solid=False,
        )
    d.place("potted_plant", -6.2, 3.8, scale=1.5)
    d.place("potted_plant", 6.2, 3.8, scale=1.5, seed=1)
    d.place("counter", 6.0, 1.0, heading=LEFT, colour=(0.3, 0.5, 0.65))
    warm_pools(d, style, [(0.0, 0.5, 4.0), (-4.0, 2.4, 3.6), (4.0, 2.4, 3.6)])
    return finish(
        "airport",
        style,
        d,
        terrain,
        marks={
            "gate": (0.0, 4.4, 0.0),
            "seat_0": (-4.6, 3.3, 0.5),
            "counter": (4.8, 1.0, 0.0),
            "window": (0.0, 4.4, 0.0),
        },
        ground_sound="stone",
        space="hall",
        beds=(Bed("crowd", 0.35),),
    )


BUILDERS = {"library": library, "museum": museum, "hospital": hospital, "airport": airport}
