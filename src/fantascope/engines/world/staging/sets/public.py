"""Rooms where people meet, and the seamless studio: classroom, office, restaurant, stage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import Piece, assemble, block, lump, vinyl
from ...bodies.textures import surface
from ...bodies.types import Body, Part, Rgb
from ...picture.types import Fog, Sky
from ...sound.types import Bed
from ..types import Prop, SetStyle, StageSet, Terrain
from .dress import AWAY, FACING, LEFT, RIGHT, Dressing, anchor
from .light import indoor_light
from .room import finish, floor, sky_of, start, walls, warm_pools

SWEEPS: tuple[Rgb, ...] = ((0.95, 0.8, 0.7), (0.72, 0.85, 0.88), (0.9, 0.84, 0.7), (0.8, 0.78, 0.9), (0.76, 0.87, 0.76))


ACCENTS: tuple[Rgb, ...] = (
    (0.95, 0.55, 0.42),
    (0.35, 0.65, 0.7),
    (0.95, 0.75, 0.35),
    (0.6, 0.5, 0.8),
    (0.5, 0.72, 0.5),
)


def studio(style: SetStyle) -> StageSet:
    """A seamless pastel sweep with a few rounded blocks at its sides, softly lit: for anything that needs no place."""
    d = Dressing(style.seed, (6.0, 3.0))
    colour = SWEEPS[style.seed % len(SWEEPS)]
    t = np.concatenate([np.linspace(-14, 9, 8), 9 + 7 * np.sin(np.linspace(0, np.pi / 2, 14))[1:], [16.0]])
    z = np.concatenate([np.zeros(8), 7 * (1 - np.cos(np.linspace(0, np.pi / 2, 14)))[1:], [30.0]])
    xs = np.linspace(-60, 60, 5)
    rows = np.array([np.stack([np.full_like(t, x), t, z], -1) for x in xs])
    m = shapes.grid(rows)
    sweep = Body("sweep", (Part("sweep", m, vinyl(colour, 0.85)),), (120.0, 30.0, 30.0), sound="plastic")
    d.add(Prop(sweep, (0.0, 0.0, 0.0), solid=False, name="ground"))
    light = indoor_light(style.time if style.time != "night" else "dusk", style.weather)
    k = 0.75 if light.lamps_lit else 1.0
    sky = Sky(
        sun_direction=(-0.5, -0.62, 0.78),
        sun_colour=(2.75 * k, 2.6 * k, 2.4 * k),
        zenith=(0.62 * k, 0.64 * k, 0.7 * k),
        horizon=(0.68 * k, 0.66 * k, 0.64 * k),
        ground=(0.4 * colour[0], 0.4 * colour[1], 0.4 * colour[2]),
        sun_disc=0.0,
        clouds=0.0,
    )
    accent: tuple[Rgb, ...] = tuple(ACCENTS[(style.seed + i) % 5] for i in (1, 2, 3))
    shapes_: list[Piece] = [
        (lump((0.9, 0.9, 0.9), at=(0, 0, 0.85), rough=0.0, rings=16, segments=28), vinyl(accent[0], 0.5))
    ]
    d.place(assemble("orb", shapes_), -6.8, 5.2)
    d.place(
        assemble("pillar", [(shapes.cylinder(0.75, 2.2, bevel_m=0.12, segments=32), vinyl(accent[1], 0.5))]), 7.2, 5.6
    )
    arch = np.linspace(0, np.pi, 20)
    d.place(
        assemble(
            "arch",
            [
                (
                    shapes.tube(np.stack([1.1 * np.cos(arch), 0 * arch, 1.6 * np.sin(arch)], -1), 0.3, segments=16),
                    vinyl(accent[2], 0.5),
                )
            ],
        ),
        5.2,
        7.0,
    )
    d.place(assemble("cube", [(block((1.2, 1.2, 1.2), 0.1), vinyl(accent[1], 0.5))]), -8.6, 3.6, heading=FACING + 0.5)
    return StageSet(
        name="studio",
        props=tuple(d.props),
        terrain=Terrain(-20, 20, -12, 8, np.zeros((2, 2))),
        ground_sound="plastic",
        sky=sky,
        fog=Fog(density=0.0),
        marks={"centre": (0.0, 0.0, 0.0)},
        lane=((-6.0, 0.0, 0.0), (6.0, 0.0, 0.0)),
        play=d.play,
        beds=(Bed("room", 0.2),),
        space="room",
        palette=(colour, *accent),
        indoors=True,
    )


def classroom(style: SetStyle) -> StageSet:
    """A blackboard, the teacher's desk, rows of pupils' desks along the sides, big windows."""
    d = start(style, (2.8, 1.4))
    back = 4.2
    ground, terrain = floor(surface("planks", (0.76, 0.56, 0.36)), 10.4, back)
    d.add(
        ground,
        walls(
            10.4,
            back,
            -4.5,
            3.4,
            paint=surface("plaster", (0.95, 0.9, 0.76)),
            lower=surface("boards", (0.6, 0.74, 0.66)),
        ),
    )
    d.place("blackboard", -0.6, back - 0.05, z=1.0)
    desk = d.place("desk", 2.6, 2.9)
    d.place("chair", 2.5, 3.6)
    glow = sky_of(style)
    for y in (2.6, 0.4):
        d.place("window", 5.2, y, z=1.1, material=glow, heading=LEFT)
    d.place("window", 3.6, back, z=1.15, material=glow)
    d.place("bookcase", -4.4, back - 0.25, seed=1)
    d.place("clock", 2.05, back - 0.02, z=2.5)
    d.place("poster", -3.2, back - 0.02, z=1.3, seed=1)
    for x in (-4.3, 4.3):
        for y in (1.9, 0.1, -1.7):
            d.place("school_desk", x, y, heading=AWAY)
            d.place("chair", x, y - 0.5, heading=AWAY, seed=1)
    d.place("potted_plant", 4.75, 3.6)
    d.place("lantern_lamp", 0.0, 1.6, z=2.6, seed=1)
    globe: list[Piece] = [
        (shapes.ball(0.16, centre=(0, 0, 0.24), rings=12, segments=18), vinyl((0.3, 0.6, 0.8), 0.3)),
        (lump((0.1, 0.1, 0.12), at=(0.08, -0.07, 0.28), rings=6, segments=9), vinyl((0.45, 0.7, 0.4), 0.5)),
        (shapes.cylinder(0.09, 0.06, bevel_m=0.02, segments=14), vinyl((0.6, 0.42, 0.26), 0.4)),
    ]
    d.place(assemble("globe", globe), 3.0, 2.9, z=0.75, solid=False)
    warm_pools(d, style, [(0.0, 1.4, 2.5), (-3.0, 0.0, 2.7), (3.0, 0.0, 2.7)])
    marks = {
        "blackboard": (-0.6, 3.4, 0.0),
        "desk": (2.6, 2.1, 0.0),
        "table_top": anchor(desk, "top"),
        "door": (-4.9, -2.0, 0.0),
        "window": (4.6, 1.4, 0.0),
        "seat_0": (-4.3, 1.4, 0.5),
        "seat_1": (4.3, 1.4, 0.5),
    }
    return finish("classroom", style, d, terrain, marks=marks, beds=(Bed("room", 0.4),))


def office(style: SetStyle) -> StageSet:
    """Desks with screens by a wide window, shelves and plants."""
    d = start(style, (2.8, 1.3))
    back = 4.0
    ground, terrain = floor(surface("carpet", (0.46, 0.55, 0.62)), 10.0, back)
    d.add(ground, walls(10.0, back, -4.5, 3.2, paint=surface("plaster", (0.93, 0.93, 0.9))))
    glow = sky_of(style)
    for x in (-2.6, -1.05, 0.5, 2.05):
        d.place("window", x, back, z=1.0, material=glow, scale=1.12)
    for x, y, h in ((-3.7, 2.4, FACING + 0.5), (0.6, 3.0, FACING), (3.7, 1.8, FACING - 0.5)):
        d.place("desk", x, y, heading=h)
        d.place("screen", x, y + 0.1, z=0.95, heading=h, scale=0.5, solid=False, colour=(0.45, 0.7, 0.9))
        d.place(
            "chair", x + 0.8 * np.cos(h + np.pi) * 1.0, y + 0.8 * np.sin(h + np.pi), heading=h, colour=(0.3, 0.34, 0.4)
        )
    d.place("bookcase", 4.3, back - 0.25, seed=4)
    d.place("potted_plant", -4.5, 3.5, scale=1.3)
    d.place("potted_plant", 4.5, 0.6, scale=1.2, seed=2)
    d.place("clock", 3.4, back - 0.02, z=2.2)
    warm_pools(d, style, [(0.0, 1.0, 2.9), (-3.0, 1.4, 2.6), (3.0, 1.4, 2.6)])
    return finish(
        "office",
        style,
        d,
        terrain,
        marks={
            "desk": (0.6, 2.2, 0.0),
            "window": (0.0, 3.2, 0.0),
            "door": (-4.7, -1.6, 0.0),
            "seat_0": (0.6, 3.7, 0.5),
        },
        ground_sound="carpet",
    )


def restaurant(style: SetStyle) -> StageSet:
    """A bistro: laid tables under hanging lamps, counter with bottles, brick wall."""
    d = start(style, (2.6, 1.2))
    back = 4.0
    ground, terrain = floor(surface("checker", (0.9, 0.85, 0.76), scale=0.9), 10.0, back)
    d.add(
        ground,
        walls(
            10.0,
            back,
            -4.5,
            3.4,
            paint=surface("brick", (0.76, 0.46, 0.38)),
            lower=surface("boards", (0.28, 0.4, 0.38)),
            lower_m=1.1,
        ),
    )
    d.place("counter", 2.9, 3.0)
    d.place("shelf", 3.5, back - 0.2, z=1.5, solid=False, scale=1.1)
    d.place("shelf", 2.3, back - 0.2, z=1.5, solid=False, scale=1.1)
    rng = d.rng(4)
    for k in range(16):
        bottle = assemble(
            "bottle",
            [
                (
                    shapes.lathe(
                        [(0.0, 0.0), (0.045, 0.0), (0.045, 0.18), (0.016, 0.24), (0.016, 0.31), (0.0, 0.31)],
                        segments=10,
                    ),
                    vinyl(((0.3, 0.55, 0.35), (0.75, 0.3, 0.25), (0.9, 0.7, 0.35), (0.35, 0.5, 0.65))[k % 4], 0.15),
                )
            ],
            sound="glass",
        )
        d.place(bottle, 1.95 + 0.13 * k, back - 0.22, z=1.62 + 0.43 * int(rng.integers(1, 3)), solid=False)
    d.place("window", -2.4, back, z=1.1, material=sky_of(style), scale=1.2)
    for x in (-3.45, -1.35):
        d.place("curtain", x, back - 0.05, z=0.7, colour=(0.75, 0.3, 0.28))
    cloth = vinyl((0.97, 0.95, 0.92), 0.8)
    for x, y in ((-3.7, 2.2), (-0.6, 2.8), (4.0, 0.8), (-4.1, -0.6)):
        d.place("coffee_table", x, y, scale=1.2)
        d.place(
            assemble(
                "cloth",
                [(shapes.lathe([(0.66, 0.3), (0.63, 0.5), (0.58, 0.515), (0.0, 0.52)], segments=24), cloth)],
                colliders=(),
            ),
            x,
            y,
            solid=False,
        )
        d.place("chair", x - 0.85, y, heading=RIGHT)
        d.place("chair", x + 0.85, y, heading=LEFT, seed=1)
        d.place("lantern_lamp", x, y, z=1.9, seed=0)
    d.place("picture_frame", 0.4, back - 0.02, z=1.8, seed=1, scale=1.3)
    d.place("potted_plant", 1.1, 3.5, scale=1.2)
    warm_pools(d, style, [(-0.6, 2.7, 1.8), (-3.7, 2.0, 1.8), (0.4, -0.6, 2.9), (3.4, 1.4, 2.4)])
    return finish(
        "restaurant",
        style,
        d,
        terrain,
        marks={
            "table": (-0.6, 2.8, 0.52),
            "counter": (2.9, 2.3, 0.0),
            "seat_0": (-1.45, 2.8, 0.5),
            "seat_1": (0.25, 2.8, 0.5),
            "door": (4.7, -2.0, 0.0),
            "table_top": (-0.6, 2.8, 0.52),
        },
        ground_sound="stone",
        beds=(Bed("restaurant", 0.5),),
    )


def stage(style: SetStyle) -> StageSet:
    """A theatre stage: boards, red curtains, spotlights, a microphone at the front."""
    d = start(style, (4.0, 1.8))
    back = 5.0
    ground, terrain = floor(surface("planks", (0.62, 0.4, 0.24)), 14.0, back, front_y=-9.0)
    d.add(ground)
    drop = walls(14.0, back, -2.0, 6.4, paint=vinyl((0.2, 0.14, 0.3), 0.8), ceiling=None, trim=(0.3, 0.2, 0.2))
    d.add(drop)
    red: Rgb = (0.72, 0.14, 0.17)
    for k in range(26):
        d.place(
            "curtain", -6.6 + 0.53 * k, back - 0.25, colour=(0.42, 0.1, 0.2), scale=2.6, solid=False
        ) if k % 2 == 0 else None
    for sx in (-1, 1):
        for k in range(3):
            d.place("curtain", sx * (5.1 + 0.75 * k), 2.4 - 0.5 * k, colour=red, scale=2.5, solid=False)
    swag: list[Piece] = []
    for k in range(7):
        u = np.linspace(-1.0, 1.0, 12)
        low = -0.9 * (1 - u**2) - 0.25
        rows = np.array(
            [
                np.stack([u + 2 * k - 6, -0.06 * np.sin((1 - v) * 9) - 0.1 + 0 * u, low * v], -1)
                for v in np.linspace(1, 0, 6)
            ]
        )
        m = shapes.grid(rows.transpose(1, 0, 2))
        swag.append((m, surface("fabric", red, double_sided=True)))
    d.place(assemble("swag", swag, colliders=()), 0.0, 2.2, z=5.0, solid=False)
    if "microphone" in style.details:
        d.place("microphone_stand", 0.0, -1.1, solid=False)
    for x in (-4.6, 4.6):
        speaker = assemble(
            "speaker",
            [
                (block((0.8, 0.6, 1.5), 0.05), vinyl((0.14, 0.14, 0.16), 0.6)),
                (shapes.moved(block((0.5, 0.1, 0.5), 0.05), (0, -0.28, 0.2)), vinyl((0.3, 0.3, 0.33), 0.5)),
                (shapes.moved(block((0.34, 0.1, 0.34), 0.05), (0, -0.28, 0.95)), vinyl((0.3, 0.3, 0.33), 0.5)),
            ],
        )
        d.place(speaker, x, 1.4)
    for k in range(9):
        d.place(
            assemble(
                "footlight",
                [
                    (
                        lump((0.1, 0.1, 0.08), at=(0, 0, 0.05), rough=0.0, rings=6, segments=10),
                        vinyl((1.0, 0.85, 0.55), 0.4, emission=1.5),
                    )
                ],
                colliders=(),
            ),
            -4.4 + 1.1 * k,
            -2.4,
            solid=False,
        )
    d.lamp(
        (-3.2, -5.2, 6.0),
        34.0,
        colour=(1.0, 0.86, 0.66),
        range_m=22.0,
        direction=(0.42, 0.72, -0.8),
        cone_rad=0.55,
        shadow=True,
    )
    d.lamp(
        (3.2, -5.2, 6.0),
        34.0,
        colour=(1.0, 0.82, 0.7),
        range_m=22.0,
        direction=(-0.42, 0.72, -0.8),
        cone_rad=0.55,
        shadow=True,
    )
    d.lamp((-4.2, 3.6, 4.6), 7.0, colour=(0.5, 0.4, 1.0), range_m=12.0)
    d.lamp((4.2, 3.6, 4.6), 7.0, colour=(1.0, 0.35, 0.55), range_m=12.0)
    built = finish(
        "stage",
        style,
        d,
        terrain,
        marks={
            "centre": (0.0, 0.0, 0.0),
            "microphone": (0.0, -1.1, 0.0),
            "wing_left": (-5.0, 0.0, 0.0),
            "wing_right": (5.0, 0.0, 0.0),
        },
        space="hall",
        beds=(Bed("crowd", 0.15),),
    )
    dim = Sky(
        sun_direction=(-0.3, -0.7, 0.7),
        sun_colour=(0.45, 0.4, 0.45),
        zenith=(0.14, 0.12, 0.17),
        horizon=(0.16, 0.13, 0.16),
        ground=(0.1, 0.06, 0.05),
        sun_disc=0.0,
        clouds=0.0,
        ambient=1.0,
    )
    return replace(built, sky=dim)


BUILDERS = {
    "studio": studio,
    "classroom": classroom,
    "school": classroom,
    "office": office,
    "restaurant": restaurant,
    "stage": stage,
}
