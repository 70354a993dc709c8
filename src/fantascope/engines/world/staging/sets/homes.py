"""Rooms of a home: hall with a staircase, table top, living room, kitchen, bedroom."""

from __future__ import annotations

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import Piece, assemble, block, rod, vinyl
from ...bodies.textures import surface
from ...bodies.types import Material
from ..types import SetStyle, StageSet, Terrain
from .dress import FACING, LEFT, RIGHT, anchor
from .ground import sheet
from .room import finish, floor, sky_of, start, walls, warm_pools


def staircase(style: SetStyle) -> StageSet:
    """A hall: wooden stairs come down from the upper right to the lower left along the back wall; a rug lies at the
    foot."""
    d = start(style, (4.2, 1.2))
    back = 3.0
    ground, terrain = floor(surface("parquet", (0.8, 0.58, 0.37)), 12.0, back)
    paint = surface("plaster", (0.62, 0.76, 0.74))
    d.add(ground, walls(12.0, back, -5.0, 5.2, paint=paint, lower=surface("boards", (0.93, 0.92, 0.87)), lower_m=0.95))
    stairs = d.place("staircase", 1.25, 2.24, name="stairs")
    foot, top = anchor(stairs, "foot"), anchor(stairs, "top")
    rug = d.place("rug", foot[0] - 1.35, 1.95, seed=style.seed, solid=False)
    glow = sky_of(style)
    d.place("window", -3.6, back, z=1.35, material=glow, scale=1.15)
    for x in (-4.75, -2.45):
        d.place("curtain", x, back - 0.05, z=0.75, scale=1.05, seed=1)
    for k, (x, z) in enumerate(((-1.05, 1.55), (-0.15, 2.15), (0.75, 2.7), (1.7, 3.3))):
        d.place("picture_frame", x, back - 0.02, z=z, seed=k + style.seed, scale=1.05)
    d.place("floor_lamp", -5.3, 2.3)
    d.place("potted_plant", 4.75, 1.9, scale=1.25)
    d.place("potted_plant", -1.55, 2.55, scale=0.8, seed=2)
    d.place("bookcase", 5.65, 0.9, heading=LEFT)
    d.place("lantern_lamp", -1.2, 0.6, z=3.7, scale=1.25)
    d.add(sheet(surface("carpet", (0.72, 0.35, 0.3)), -0.2, 3.2, -0.55, 0.75, z=0.008, name="runner", sound="carpet"))
    warm_pools(d, style, [(-5.1, 1.9, 1.7), (-1.2, 0.6, 3.55), (2.5, 0.4, 3.9)])
    marks = {
        "stairs_top": top,
        "stairs_foot": foot,
        "stairs": ((top[0] + foot[0]) / 2, 2.24, 1.2),
        "rug": (rug.position[0], rug.position[1], 0.03),
        "door": (5.4, -0.8, 0.0),
        "window": (-3.6, 2.4, 0.0),
    }
    return finish("staircase", style, d, terrain, marks=marks, lane=((-4.5, 0.3, 0.0), (4.5, 0.3, 0.0)), space="hall")


def table_top(style: SetStyle) -> StageSet:
    """A broad wooden table at z = 0 for small things; a warm room out of focus behind, its floor 0.76 m below."""
    d = start(style, (1.25, 0.55))
    top = surface("planks", (0.66, 0.42, 0.25), scale=0.8)
    pieces: list[Piece] = [
        (block((3.4, 1.9, 0.07), 0.03, at=(0, 0, -0.07)), top),
        (block((3.1, 1.6, 0.1), 0.01, at=(0, 0, -0.16)), top),
    ]
    for x in (-1.5, 1.5):
        for y in (-0.75, 0.75):
            pieces.append((rod((x, y, -0.76), (x, y, -0.07), 0.05, end_m=0.07), top))
    table = assemble("table_top", pieces, mass_kg=60)
    d.place(table, 0.0, 0.0, solid=False, name="ground")
    low, back = -0.76, 4.2
    d.add(sheet(surface("parquet", (0.72, 0.52, 0.34)), -6.0, 6.0, -6.0, back, z=low))
    shell = walls(
        10.0,
        back,
        -3.0,
        3.6,
        paint=surface("plaster", (0.93, 0.8, 0.62)),
        lower=surface("boards", (0.55, 0.66, 0.62)),
        lower_m=0.9,
    )
    d.place(shell.body, 0.0, 0.0, z=low, solid=False, name="walls")
    glow = sky_of(style)
    d.place("window", -1.7, back, z=low + 1.05, material=glow, scale=1.2)
    for x in (-2.75, -0.65):
        d.place("curtain", x, back - 0.06, z=low + 0.5, seed=1, scale=1.02)
    d.place("bookcase", 1.3, back - 0.25, z=low, scale=1.15)
    d.place("armchair", 2.9, 2.9, z=low, heading=FACING - 0.6, seed=style.seed)
    d.place("floor_lamp", 3.7, 3.5, z=low, scale=1.05)
    d.place("potted_plant", 0.25, 3.7, z=low, scale=1.15)
    d.place("cupboard", -3.7, 3.8, z=low)
    d.place("picture_frame", -3.7, back - 0.02, z=low + 1.5, seed=1, scale=1.2)
    d.place("chair", -1.2, 1.5, z=low, heading=FACING + 0.25)
    d.place("rug", 1.2, 2.4, z=low, seed=1, solid=False)
    warm_pools(d, style, [(3.5, 3.2, 0.85), (-0.6, -0.7, 1.7), (-3.0, 3.0, 1.6)])
    terrain = Terrain(-1.7, 1.7, -0.95, 0.95, np.zeros((2, 2)))
    marks = {
        "table_top": (0.0, 0.0, 0.0),
        "left_end": (-1.2, 0.0, 0.0),
        "right_end": (1.2, 0.0, 0.0),
        "window": (-1.7, 3.6, low),
    }
    return finish("table_top", style, d, terrain, marks=marks, lane=((-1.3, 0.0, 0.0), (1.3, 0.0, 0.0)))


def living_room(style: SetStyle) -> StageSet:
    """Sofa, armchair, fireplace, shelves round an open rug."""
    d = start(style, (2.6, 1.2))
    back = 3.6
    ground, terrain = floor(surface("planks", (0.7, 0.48, 0.3)), 9.4, back)
    d.add(
        ground,
        walls(
            9.4,
            back,
            -4.5,
            3.3,
            paint=surface("plaster", (0.95, 0.84, 0.68)),
            lower=surface("boards", (0.5, 0.64, 0.62)),
        ),
    )
    rug = d.place("rug", 0.0, 0.3, seed=1, material="oblong", solid=False, scale=1.25)
    sofa = d.place("sofa", -0.9, 2.55, seed=style.seed)
    chair = d.place("armchair", -3.5, 1.5, heading=FACING + 0.9, seed=style.seed)
    fire = d.place("fireplace", 2.6, back - 0.27)
    d.place("clock", 2.6, back - 0.25, z=1.8, scale=1.1)
    d.place("window", -1.0, back, z=1.05, material=sky_of(style), scale=1.1)
    for x in (-2.0, 0.0):
        d.place("curtain", x, back - 0.05, z=0.55)
    d.place("bookcase", -3.55, back - 0.2, seed=2)
    d.place("floor_lamp", 0.75, 3.0)
    d.place("potted_plant", 4.0, 2.9, scale=1.2)
    d.place("potted_plant", -4.3, -0.4, scale=1.1, seed=1)
    d.place("coffee_table", 3.4, 1.4)
    d.place("picture_frame", 4.1, back - 0.02, z=1.75, seed=1, scale=1.3)
    d.place("picture_frame", -2.55, back - 0.02, z=1.6, seed=2)
    warm_pools(d, style, [(0.75, 2.7, 1.6), (2.6, 2.6, 0.6), (-0.4, -0.6, 2.7)])
    lit = "fireplace" in style.details or "fire" in style.details or style.season == "winter"
    marks = {
        "sofa": anchor(sofa, "seat"),
        "seat_0": anchor(sofa, "seat"),
        "seat_1": anchor(chair, "seat"),
        "armchair": anchor(chair, "seat"),
        "rug": (rug.position[0], rug.position[1], 0.03),
        "fireplace": (2.6, 2.3, 0.0),
        "window": (-1.0, 1.7, 0.0),
        "door": (4.2, 0.0, 0.0),
    }
    return finish("living_room", style, d, terrain, marks=marks, fires=(anchor(fire, "fire"),) if lit else ())


def kitchen(style: SetStyle) -> StageSet:
    """A row of cupboards with sink and stove under a window, fridge, table aside."""
    d = start(style, (2.4, 1.2))
    back = 3.0
    ground, terrain = floor(surface("checker", (0.93, 0.91, 0.86), scale=1.2), 8.6, back)
    d.add(
        ground,
        walls(
            8.6,
            back,
            -4.5,
            3.2,
            paint=surface("plaster", (0.98, 0.9, 0.72)),
            lower=surface("tiles", (0.93, 0.96, 0.94)),
            lower_m=1.5,
        ),
    )
    y = back - 0.34
    d.place("fridge", -2.95, y)
    d.place("cupboard", -1.9, y)
    d.place("sink", -0.68, y)
    stove = d.place("stove", 0.26, y)
    d.place("cupboard", 1.2, y)
    for x in (-2.1, 1.2):
        d.place("wall_cupboard", x, back - 0.2, z=1.75)
    d.place("window", -0.55, back, z=1.35, material=sky_of(style), scale=0.95)
    hood = assemble(
        "hood",
        [
            (block((0.7, 0.46, 0.12), 0.02, at=(0, 0, 0)), vinyl((0.82, 0.84, 0.85), 0.3, metallic=0.7)),
            (block((0.3, 0.3, 0.9), 0.02, at=(0, 0.05, 0.1)), vinyl((0.82, 0.84, 0.85), 0.3, metallic=0.7)),
        ],
    )
    d.place(hood, 0.45, back - 0.25, z=1.85, solid=False)
    table = d.place("table", 3.35, 1.5, heading=FACING + np.pi / 2)
    d.place("chair", 2.72, 1.3, heading=RIGHT, seed=1)
    d.place("chair", 3.35, 0.25, heading=np.pi / 2)
    d.place("clock", 2.4, back - 0.02, z=2.1)
    d.place("potted_plant", -3.85, 2.4, scale=1.05)
    d.place("potted_plant", 1.5, y, z=0.92, scale=0.42, seed=1, solid=False)
    bowl = Material(colour=(0.93, 0.6, 0.3), roughness=0.35)
    fruit: list[Piece] = [
        (shapes.lathe([(0.06, 0.0), (0.15, 0.07), (0.17, 0.1), (0.155, 0.1), (0.0, 0.04)], segments=20), bowl)
    ]
    for x, yy, c in (
        (-0.05, 0.02, (0.86, 0.2, 0.17)),
        (0.06, 0.03, (0.98, 0.62, 0.15)),
        (0.0, -0.06, (0.55, 0.75, 0.25)),
    ):
        fruit.append((shapes.ball(0.055, centre=(x, yy, 0.11), rings=8, segments=12), vinyl(c, 0.35)))
    d.place(assemble("fruit_bowl", fruit), 3.35, 1.6, z=0.75, solid=False)
    d.place("lantern_lamp", 3.35, 1.5, z=1.95, seed=0)
    warm_pools(d, style, [(3.1, 1.4, 1.85), (-0.3, 0.4, 2.8), (-2.4, 1.6, 2.4)])
    marks = {
        "stove": (0.26, 2.05, 0.0),
        "stove_top": anchor(stove, "top"),
        "sink": (-0.68, 2.0, 0.0),
        "table": anchor(table, "top"),
        "table_top": anchor(table, "top"),
        "fridge": (-2.95, 2.0, 0.0),
        "door": (-4.0, 0.0, 0.0),
        "window": (-0.55, 2.0, 0.0),
    }
    return finish("kitchen", style, d, terrain, marks=marks, ground_sound="stone")


def bedroom(style: SetStyle) -> StageSet:
    """A bed by the window, wardrobe, desk, toys on the shelf."""
    d = start(style, (2.4, 1.0))
    back = 3.6
    ground, terrain = floor(surface("planks", (0.8, 0.6, 0.4)), 8.4, back)
    d.add(
        ground,
        walls(
            8.4,
            back,
            -4.5,
            3.1,
            paint=surface("plaster", (0.72, 0.78, 0.9)),
            lower=surface("boards", (0.95, 0.94, 0.92)),
        ),
    )
    bed = d.place("bed", -1.7, 2.35, seed=style.seed)
    d.place("window", 0.55, back, z=1.1, material=sky_of(style), scale=1.1)
    for x in (-0.4, 1.5):
        d.place("curtain", x, back - 0.05, z=0.6, seed=1)
    d.place("desk", 2.6, 3.1)
    d.place("chair", 2.4, 2.35, heading=np.pi / 2)
    d.place("bookcase", -3.6, 3.3, seed=3)
    d.place("rug", 0.6, 0.3, seed=1, solid=False, scale=1.2)
    d.place("floor_lamp", -0.55, 3.1)
    d.place("poster", 2.7, back - 0.02, z=1.4, seed=style.seed)
    d.place("picture_frame", -1.7, back - 0.02, z=1.7, seed=2, scale=1.3)
    d.place("cushion", 3.3, 0.9, seed=1, solid=False)
    d.place("potted_plant", 3.85, 2.1)
    warm_pools(d, style, [(-0.5, 2.8, 1.6), (0.4, -0.4, 2.6), (2.6, 2.6, 1.6)])
    marks = {
        "bed": anchor(bed, "top"),
        "seat_0": anchor(bed, "seat"),
        "desk": (2.5, 2.0, 0.0),
        "rug": (0.6, 0.3, 0.03),
        "window": (0.55, 2.6, 0.0),
        "door": (4.0, 0.0, 0.0),
    }
    return finish("bedroom", style, d, terrain, marks=marks)


BUILDERS = {
    "staircase": staircase,
    "table_top": table_top,
    "living_room": living_room,
    "kitchen": kitchen,
    "bedroom": bedroom,
}
