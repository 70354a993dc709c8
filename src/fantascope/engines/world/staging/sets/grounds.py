"""Grounds for sport and play: basketball court, playground, stadium, ice rink."""

from __future__ import annotations

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, block, box_collider, vinyl
from ...bodies.textures import surface
from ...bodies.types import Body, Part, Rgb, SoundMaterial
from ...sound.types import Bed
from ..types import Prop, SetStyle, StageSet, Terrain
from .dress import FACING, LEFT, RIGHT, Dressing, anchor
from .greens import GRASS, LEAVES
from .ground import ground, ridge, sheet, treeline
from .outdoors import finish, is_lit
from .streets import PAINT, lamp_post


def arc_line(
    cx: float,
    cy: float,
    radius: float,
    a0: float,
    a1: float,
    *,
    width: float = 0.06,
    z: float = 0.009,
    colour: Rgb = (0.96, 0.96, 0.94),
) -> Prop:
    """A painted arc on the ground, from angle a0 to a1."""
    n = max(int(abs(a1 - a0) * 9), 4)
    a = np.linspace(a0, a1, n)
    rows = np.array(
        [
            np.stack([cx + r * np.cos(a), cy + r * np.sin(a), np.full(n, z)], -1)
            for r in (radius - width / 2, radius + width / 2)
        ]
    )
    m = shapes.grid(rows)
    if m.normals[:, 2].mean() < 0:
        m = shapes.grid(rows[::-1])
    size = tuple(float(v) for v in np.ptp(m.positions, axis=0))
    return Prop(
        Body("line", (Part("line", m, vinyl(colour, 0.6)),), (size[0], size[1], size[2])),
        (0.0, 0.0, 0.0),
        solid=False,
        name="line",
    )


def open_ground(
    style: SetStyle,
    play: tuple[float, float],
    material: str,
    colour: Rgb | None = None,
    *,
    sound: SoundMaterial = "grass",
    tone: float = 0.08,
) -> tuple[Dressing, Terrain]:
    d = Dressing(style.seed, play, season=style.season, snowy=style.weather == "snow")
    prop, terrain = ground(
        surface(material, colour), near=(-24, 24, -8, 20), step=4.0, seed=style.seed, sound=sound, tone=tone
    )
    d.add(prop)
    return d, terrain


def basketball_court(style: SetStyle) -> StageSet:
    """An outdoor court: regulation hoop on the right facing left, painted key, fence, trees and town behind."""
    d, terrain = open_ground(style, (4.4, 2.6), "asphalt", (0.3, 0.5, 0.47), sound="asphalt", tone=0.04)
    rim_x, rim_y = 3.1, 1.2
    hoop = d.place("basketball_hoop", rim_x, rim_y, heading=LEFT)
    board_x = rim_x + 0.38
    free_x = board_x - 4.57
    d.add(sheet(surface("grass", GRASS[style.season]), -90, 90, 6.4, 90, z=0.012, name="lawn", sound="grass"))
    d.add(
        sheet(
            surface("asphalt", (0.78, 0.4, 0.3)),
            free_x,
            board_x + 1.2,
            rim_y - 2.45,
            rim_y + 2.45,
            z=0.005,
            name="key",
            sound="asphalt",
        )
    )
    for y in (rim_y - 2.45, rim_y + 2.45):
        d.add(sheet(PAINT, free_x, board_x + 1.2, y - 0.03, y + 0.03, z=0.009, name="line"))
    for x in (free_x, board_x + 1.2):
        d.add(sheet(PAINT, x - 0.03, x + 0.03, rim_y - 2.45, rim_y + 2.45, z=0.009, name="line"))
    d.add(
        sheet(PAINT, board_x + 1.17, board_x + 1.23, -9.0, 5.6, z=0.009, name="line"),
        sheet(PAINT, -18, board_x + 1.2, 5.55, 5.61, z=0.009, name="line"),
    )
    d.add(
        arc_line(free_x, rim_y, 1.8, 0, 2 * np.pi, z=0.011),
        arc_line(rim_x, rim_y, 6.75, np.pi * 0.72, np.pi * 1.36),
        arc_line(rim_x, rim_y, 1.25, np.pi / 2, np.pi * 1.5, z=0.011),
    )
    fence = _chain_fence()
    for x in np.arange(-15, 16, 3.0):
        d.place(fence, float(x), 6.4)
    for x, s, k in ((-11.5, 1.2, 0), (-6.4, 1.35, 1), (-1.2, 1.15, 2), (8.4, 1.4, 0), (13.2, 1.25, 1)):
        d.place("tree", x, 9.2 + k * 0.8, seed=k, scale=s)
    d.place("bench", -4.6, 5.2)
    d.place("bin", -6.0, 5.2)
    lit = is_lit(style)
    houses = ("apartment", "shop", "apartment", "apartment", "shop", "apartment")
    for k, name in enumerate(houses):
        d.place(name, -26.0 + 9.6 * k, 22.0 + 1.5 * (k % 2), seed=k + 1, material="lit" if lit else None)
    for x in (-6.8, 6.4):
        lamp_post(d, x, 5.9, lit, kind="arc_lamp", power=12.0, shadow=True)
    if lit:
        d.lamp((0.5, -5.5, 7.5), 26.0, colour=(0.9, 0.86, 0.8), range_m=26.0, direction=(0.05, 0.7, -0.8), cone_rad=1.3)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=38.0, width_m=120.0, height_m=8.0))
    rim = anchor(hoop, "rim")
    marks = {
        "hoop": rim,
        "rim": rim,
        "board": anchor(hoop, "board"),
        "free_throw": (free_x - 0.15, rim_y, 0.0),
        "bench": (-4.6, 5.15, 0.47),
        "seat_0": (-4.6, 5.15, 0.47),
        "court": (0.0, 0.0, 0.0),
    }
    return finish(
        "basketball_court",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-4.5, 0.4, 0.0), (4.5, 0.4, 0.0)),
        ground_sound="asphalt",
        beds=(Bed("birds", 0.3), Bed("traffic", 0.15)),
        azimuth_deg=-138,
        low_azimuth_deg=-62,
    )


def _chain_fence() -> Body:
    """3 m of wire fence, 2.6 m high."""
    steel = vinyl((0.6, 0.64, 0.66), 0.4, metallic=0.4)
    pieces = [(block((0.08, 0.08, 2.7), 0.02, at=(x, 0, 0)), steel) for x in (-1.5, 1.5)]
    pieces += [(shapes.moved(shapes.box((3.0, 0.05, 0.05)), (0, 0, z)), steel) for z in (0.1, 1.3, 2.6)]
    for k in range(-4, 8):
        for s in (-1, 1):
            x0, x1 = -1.5 + 0.4 * k, -1.5 + 0.4 * k + 2.5
            a, b = max(x0, -1.5), min(x1, 1.5)
            if b <= a:
                continue
            za, zb = 0.1 + (a - x0), 0.1 + (b - x0)
            if s < 0:
                a, b = -a, -b
            line = np.array([[a, 0, za], [b, 0, zb]])
            side = np.array([0.0, 0.0, 0.011])
            p = np.array([line[0] - side, line[1] - side, line[1] + side, line[0] + side])
            pieces.append(
                (
                    shapes.mesh(p, [[0, 1, 2], [0, 2, 3]], [[0, -1, 0]] * 4, p[:, [0, 2]]),
                    vinyl((0.72, 0.76, 0.76), 0.5, double_sided=True),
                )
            )
    return assemble("chain_fence", pieces, sound="metal", colliders=[box_collider((3.0, 0.1, 2.6))])


def playground(style: SetStyle) -> StageSet:
    """Slide, swings, seesaw and sand pit round an open middle, on grass."""
    d, terrain = open_ground(
        style,
        (4.4, 2.4),
        "snow" if style.weather == "snow" else "grass",
        None if style.weather == "snow" else GRASS[style.season],
    )
    d.add(sheet(surface("sand", (0.92, 0.78, 0.58)), -7.5, 7.5, 2.7, 7.6, z=0.012, name="sand", sound="sand"))
    slide = d.place("slide", -3.6, 4.4, scale=1.15)
    swing = d.place("swing", 3.4, 5.2)
    d.place("sandbox", 6.9, 3.6)
    seesaw = d.place("seesaw", 0.0, 4.2, heading=FACING + 0.2)
    d.place("bench", -7.0, 6.8)
    for x in np.arange(-15, 16, 2.0):
        d.place("fence", float(x), 8.4)
    for x, y, n, s in (
        (-8.2, 10.5, "oak", 1.0),
        (8.8, 10.2, "tree", 1.3),
        (-1.4, 10.6, "tree", 1.2),
        (4.2, 11.2, "birch", 1.1),
        (-13.5, 8.0, "tree", 1.2),
        (14.0, 7.6, "oak", 0.9),
    ):
        d.place(n, x, y, seed=1 + int(x) % 2, scale=s)
    lit = is_lit(style)
    lamp_post(d, -5.9, 7.6, lit, shadow=True)
    lamp_post(d, 6.2, 7.6, lit, shadow=True)
    for k in range(5):
        d.place("house", -20.0 + 10 * k, 22.0, seed=k, material="lit" if lit else None)
    d.scatter(
        ["flower", "grass_tuft"],
        50,
        (-8, 8),
        (-4, 2.5),
        salt=1,
        gap=0.02,
        solid=False,
        margin=-4.0,
        scale=(0.8, 1.3),
        lane_clear=False,
    )
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=33.0, width_m=100.0, height_m=7.0))
    marks = {
        "slide": anchor(slide, "foot"),
        "slide_top": anchor(slide, "top"),
        "swing": anchor(swing, "seat"),
        "seesaw": anchor(seesaw, "seat"),
        "sandbox": (5.6, 2.6, 0.0),
        "bench": (-7.0, 6.75, 0.47),
    }
    return finish(
        "playground", style, d, terrain, marks=marks, beds=(Bed("birds", 0.5),), azimuth_deg=-140, low_azimuth_deg=-62
    )


def stadium(style: SetStyle) -> StageSet:
    """A football pitch before full stands, a goal at the right, flood lights."""
    d, terrain = open_ground(style, (6.0, 2.6), "lawn", tone=0.03)
    goal = d.place("goal", 6.4, 1.0, heading=LEFT, scale=1.2)
    for k in range(5):
        d.place("bleachers", -20.4 + 10.2 * k, 14.5, seed=k % 2, solid=False)
    for y in (-3.6, 7.4):
        d.add(sheet(PAINT, -40, 40, y - 0.06, y + 0.06, z=0.008, name="line"))
    d.add(
        sheet(PAINT, 6.34, 6.46, -3.6, 7.4, z=0.008, name="line"),
        sheet(PAINT, 2.94, 3.06, -2.4, 4.4, z=0.008, name="line"),
    )
    for y in (-2.4, 4.4):
        d.add(sheet(PAINT, 3.0, 6.4, y - 0.05, y + 0.05, z=0.008, name="line"))
    d.add(arc_line(3.0, 1.0, 1.6, np.pi / 2, 1.5 * np.pi, width=0.1))
    colours: tuple[Rgb, ...] = ((0.86, 0.3, 0.28), (0.25, 0.48, 0.75), (0.97, 0.78, 0.3), (0.35, 0.6, 0.45))
    for k in range(14):
        board = assemble("board", [(block((2.9, 0.12, 0.8), 0.03), vinyl(colours[k % 4], 0.4))])
        d.place(board, -21.0 + 3.2 * k, 9.4)
    lit = is_lit(style)
    for x in (-17.0, 17.0):
        mast = assemble(
            "mast",
            [
                (block((0.4, 0.4, 13), 0.05), vinyl((0.7, 0.72, 0.75), 0.4)),
                *[
                    (
                        block((0.7, 0.3, 0.7), 0.08, at=(-1.2 + 0.8 * i, -0.2, 12.4 + 0.8 * j)),
                        vinyl((1.0, 0.98, 0.9), 0.3, emission=2.5 if lit else 0.4),
                    )
                    for i in range(4)
                    for j in range(2)
                ],
            ],
        )
        d.place(mast, x, 19.0, solid=False)
        if lit:
            d.lamp(
                (x * 0.6, -4.0, 11.0),
                60.0,
                colour=(0.95, 0.97, 1.0),
                range_m=40.0,
                direction=(-0.35 * np.sign(x), 0.4, -0.85),
                cone_rad=1.4,
                shadow=True,
            )
    if lit:
        d.lamp((0.0, 6.0, 11.0), 40.0, colour=(0.95, 0.97, 1.0), range_m=40.0)
    marks = {"goal": anchor(goal, "mouth"), "penalty": (1.6, 1.0, 0.0), "centre": (-3.0, 0.0, 0.0)}
    return finish(
        "stadium",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-6.5, 0.5, 0.0), (6.0, 0.5, 0.0)),
        beds=(Bed("stadium", 0.7),),
        azimuth_deg=-140,
        low_azimuth_deg=-60,
    )


def ice_rink(style: SetStyle) -> StageSet:
    """An open-air rink under strings of lights, boards round it, firs and stalls behind."""
    d, terrain = open_ground(style, (5.6, 2.8), "snow", sound="ice", tone=0.03)
    d.snowy = True
    d.add(
        sheet(surface("ice"), -9, 9, -6, 5.2, z=0.006, name="ice", sound="ice"),
        arc_line(0, 0.4, 1.9, 0, 2 * np.pi, colour=(0.35, 0.55, 0.9), width=0.07),
    )
    for x, c in ((0.0, (0.86, 0.3, 0.3)), (-4.6, (0.3, 0.5, 0.86)), (4.6, (0.3, 0.5, 0.86))):
        d.add(sheet(vinyl(c, 0.2), x - 0.06, x + 0.06, -6, 5.2, z=0.009, name="line"))
    board = assemble(
        "rink_board",
        [
            (block((3.0, 0.12, 0.95), 0.03), vinyl((0.96, 0.97, 0.98), 0.3)),
            (block((3.0, 0.15, 0.12), 0.03, at=(0, 0, 0.02)), vinyl((0.95, 0.8, 0.3), 0.4)),
            (block((3.0, 0.16, 0.08), 0.03, at=(0, 0, 0.93)), vinyl((0.25, 0.45, 0.75), 0.4)),
        ],
    )
    for x in np.arange(-7.5, 8, 3.0):
        d.place(board, float(x), 5.3)
    for y in (-2.5, 0.5, 3.5):
        d.place(board, -9.0, y, heading=RIGHT)
        d.place(board, 9.0, y, heading=LEFT)
    lit = is_lit(style)
    for x in (-8.4, -2.8, 2.8, 8.4):
        lamp_post(d, x, 6.0, lit, shadow=abs(x) < 3)
    for x in (-5.6, 0.0, 5.6):
        d.place("string_lights", x, 6.0, z=3.5, solid=False, scale=0.93)
    for x, s, k in (
        (-11.0, 1.2, 0),
        (-6.2, 1.35, 1),
        (-1.0, 1.2, 2),
        (4.4, 1.4, 0),
        (9.8, 1.25, 1),
        (14.0, 1.4, 2),
        (-15.0, 1.4, 0),
    ):
        d.place("pine", x, 8.4 + k * 0.7, seed=k, scale=s)
    for k, name in enumerate(("house", "shop", "house", "house", "shop")):
        d.place(name, -18 + 8.8 * k, 16.5, seed=k, material="lit" if lit else "snowy")
    if lit:
        d.lamp((0.0, -3.0, 6.5), 14.0, colour=(0.75, 0.82, 1.0), range_m=22.0)
    d.add(
        ridge(
            style.seed, (0.66, 0.74, 0.86), distance_m=130.0, width_m=460.0, height_m=40.0, roughness=3.0, snowcap=True
        )
    )
    return finish(
        "ice_rink",
        style,
        d,
        terrain,
        marks={"centre": (0.0, 0.4, 0.0), "board": (0.0, 4.8, 0.0)},
        ground_sound="ice",
        beds=(Bed("crowd", 0.15),),
        azimuth_deg=-140,
        low_azimuth_deg=-60,
        snow=0.0,
        wet=0.0,
    )


BUILDERS = {"basketball_court": basketball_court, "playground": playground, "stadium": stadium, "ice_rink": ice_rink}
