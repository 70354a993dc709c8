"""Built places under the open sky: amusement park, rooftop, castle court, harbour, railway station."""

from __future__ import annotations

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, block, box_collider, vinyl
from ...bodies.textures import surface
from ...sound.types import Bed
from ..types import SetStyle, StageSet, Terrain
from .dress import FACING, LEFT, RIGHT, Dressing
from .greens import GRASS, LEAVES
from .ground import optics, ridge, sheet, treeline, water_sheet, waves
from .grounds import open_ground
from .outdoors import finish, is_lit
from .streets import lamp_post


def amusement_park(style: SetStyle) -> StageSet:
    """Ferris wheel, carousel and stalls under strings of coloured bulbs."""
    d, terrain = open_ground(style, (5.0, 2.6), "pavement", (0.85, 0.76, 0.66), sound="stone")
    lit = is_lit(style)
    d.place("ferris_wheel", -6.2, 17.0, scale=1.15)
    d.place("carousel", 5.0, 8.6)
    for k, x in enumerate((-11.5, -3.2, 0.6, 10.8)):
        d.place(
            "parasol_table" if k in (1, 2) else "shop",
            x,
            5.0 if k in (1, 2) else 9.0,
            seed=k,
            material="lit" if lit else None,
        )
    d.place("tent", -7.4, 5.6, seed=2, scale=1.5)
    for x in (-6.0, 0.0, 6.0):
        d.place("string_lights", x, 4.4, z=3.7, solid=False)
    for x in (-9.0, -3.0, 3.0, 9.0):
        lamp_post(d, x, 4.4, lit, shadow=abs(x) < 4)
    for x, y in ((-13.0, 12.0), (11.5, 13.5), (1.6, 13.0), (15.0, 10.0)):
        d.place("tree", x, y, seed=int(x) % 3, scale=1.2)
    if lit:
        d.lamp((5.0, 6.2, 2.6), 5.0, colour=(1.0, 0.6, 0.45), range_m=10.0)
        d.lamp((-6.2, 14.0, 5.0), 9.0, colour=(0.8, 0.6, 1.0), range_m=14.0)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=36.0, width_m=110.0, height_m=8.0))
    marks = {"carousel": (4.0, 5.4, 0.0), "wheel": (-5.4, 13.5, 0.0), "stall": (-3.2, 4.2, 0.0)}
    return finish(
        "amusement_park",
        style,
        d,
        terrain,
        marks=marks,
        ground_sound="stone",
        beds=(Bed("crowd", 0.5),),
        azimuth_deg=-140,
        low_azimuth_deg=24,
    )


def rooftop(style: SetStyle) -> StageSet:
    """A flat roof with parapet, plants, a water tank and bulbs; skyscrapers all round."""
    d, terrain = open_ground(style, (5.0, 2.4), "concrete", sound="stone")
    d.props.clear()
    d.add(sheet(surface("pavement", (0.76, 0.66, 0.58)), -12, 12, -9, 5.6, name="ground", sound="stone"))
    wall = assemble(
        "parapet",
        [
            (block((4.0, 0.35, 1.0), 0.04), surface("brick")),
            (block((4.1, 0.5, 0.12), 0.04, at=(0, 0, 1.0)), surface("concrete")),
        ],
    )
    for x in np.arange(-10, 11, 4.0):
        d.place(wall, float(x), 5.5)
    for y in (-2.0, 2.0, 5.0):
        for x, h in ((-12.0, RIGHT), (12.0, LEFT)):
            d.place(wall, x, y, heading=h)
    lit = is_lit(style)
    look = "lit" if lit else None
    tank = [
        (block((0.16, 0.16, 1.8), 0.03, at=(x, y, 0)), surface("wood", (0.5, 0.36, 0.25)))
        for x in (-0.8, 0.8)
        for y in (-0.8, 0.8)
    ]
    tank += [
        (
            shapes.moved(shapes.cylinder(1.25, 2.1, bevel_m=0.05, segments=24), (0, 0, 1.8)),
            surface("planks", (0.62, 0.44, 0.3), scale=0.8),
        ),
        (shapes.moved(shapes.lathe([(1.4, 0.0), (0.0, 0.9)], segments=24), (0, 0, 3.9)), vinyl((0.42, 0.45, 0.5), 0.5)),
    ]
    d.place(assemble("water_tank", tank), 7.8, 4.0)
    hut = [
        (block((2.6, 2.2, 2.7), 0.04), surface("brick")),
        (block((2.8, 2.4, 0.14), 0.04, at=(0, 0, 2.7)), surface("concrete")),
        (block((0.95, 0.1, 2.05), 0.02, at=(0.3, -1.1, 0)), vinyl((0.3, 0.5, 0.55), 0.4)),
    ]
    d.place(assemble("hut", hut), -7.6, 3.6)
    for x in (-3.0, 3.0):
        d.place("string_lights", x, 3.4, z=3.3, solid=False)
    for x in (-6.0, 0.0, 6.0):
        d.place(assemble("pole", [(block((0.09, 0.09, 3.35), 0.02), vinyl((0.25, 0.28, 0.3), 0.5))]), x, 3.4)
    for x in (-4.9, -1.6, 4.4):
        d.place("potted_plant", x, 4.8, scale=1.2, seed=int(x) % 3)
    d.place("bench", 1.6, 4.7)
    for k, (x, y, z) in enumerate(
        (
            (-26, 30, -22),
            (-12, 44, -16),
            (4, 36, -24),
            (17, 42, -17),
            (31, 34, -22),
            (-42, 50, -14),
            (46, 54, -14),
            (-4, 70, -10),
            (24, 76, -8),
            (-26, 80, -8),
        )[: 6 if lit else 10]
    ):
        d.place("skyscraper", x, y, z=z, seed=k % 4, material=look, solid=False, scale=1.1)
    if lit:
        d.lamp((-3.0, 2.9, 2.7), 3.5, range_m=10.0, shadow=True)
        d.lamp((3.0, 2.9, 2.7), 3.5, range_m=10.0, shadow=True)
        d.lamp((0.0, -4.0, 4.0), 5.0, range_m=14.0)
    d.add(sheet(surface("asphalt"), -200, 200, 10, 300, z=-26.0, name="city"))
    return finish(
        "rooftop",
        style,
        d,
        terrain,
        marks={
            "edge": (0.0, 4.6, 0.0),
            "door": (-7.3, 2.0, 0.0),
            "bench": (1.6, 4.65, 0.47),
            "seat_0": (1.6, 4.65, 0.47),
        },
        ground_sound="stone",
        beds=(Bed("traffic", 0.25), Bed("wind", 0.25)),
        azimuth_deg=-130,
        low_azimuth_deg=16,
        haze=1.5,
    )


def castle(style: SetStyle) -> StageSet:
    """The court before a fairy-tale castle, path and banners."""
    d, terrain = open_ground(
        style,
        (5.0, 2.6),
        "snow" if style.weather == "snow" else "grass",
        None if style.weather == "snow" else GRASS[style.season],
    )
    d.add(
        sheet(surface("cobbles"), -1.9, 1.9, -9, 16.6, z=0.012, name="path", sound="stone", turn=True),
        sheet(surface("cobbles"), -40, 40, 3.0, 5.4, z=0.014, name="road", sound="stone"),
    )
    lit = is_lit(style)
    d.place("castle", 0.0, 18.0, material="lit" if lit else ("snowy" if d.snowy else None), scale=1.15)
    for sx in (-1, 1):
        for y in (6.2, 10.4):
            lamp_post(d, sx * 2.9, y, lit, shadow=y < 7)
        d.place("flag", sx * 2.9, 8.4, colour=(0.75, 0.25, 0.35) if sx < 0 else (0.3, 0.4, 0.7), scale=1.5)
        for x, y in ((6.6, 6.6), (9.4, 9.0), (12.8, 7.0), (11.0, 14.5), (16.0, 12.0)):
            d.place("tree" if x != 9.4 else "pine", sx * x, y, seed=int(x) % 3, scale=1.15)
    d.place("fountain", -6.0, 9.4, scale=0.9)
    d.scatter(
        ["bush", "flower", "flower", "grass_tuft"], 60, (-9, 9), (-4, 9), salt=1, gap=0.05, solid=False, margin=0.3
    )
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=38.0, width_m=120.0, height_m=9.0),
        ridge(
            style.seed, (0.5, 0.6, 0.72), distance_m=150.0, width_m=480.0, height_m=46.0, roughness=3.0, snowcap=True
        ),
    )
    return finish(
        "castle",
        style,
        d,
        terrain,
        marks={
            "gate": (0.0, 14.6, 0.0),
            "door": (0.0, 14.6, 0.0),
            "fountain": (-4.4, 7.6, 0.0),
            "path": (0.0, 6.0, 0.0),
        },
        beds=(Bed("birds", 0.4),),
        azimuth_deg=-140,
        low_azimuth_deg=-62,
    )


def harbour(style: SetStyle) -> StageSet:
    """A stone quay with barrels and crates; boats' water, a jetty and a lighthouse beyond."""
    level = -0.9
    d = Dressing(style.seed, (5.0, 2.4), season=style.season)
    terrain = Terrain(-24, 24, -9, 4.6, np.zeros((2, 2)))
    quay = assemble("quay", [(block((80, 14, 3.0), 0.08, at=(0, -2.4, -3.0)), surface("stonework"))], sound="stone")
    d.place(quay, 0, 0, z=0.0, solid=False)
    d.add(sheet(surface("cobbles", (0.7, 0.66, 0.6)), -40, 40, -9.3, 4.5, z=0.004, name="ground", sound="stone"))
    w = waves("lake", style.seed)
    sea = optics("lake", type(w)(level, w.waves))
    d.add(water_sheet(x=(-20, 20), y=(4.7, 26), step=0.7, level_m=level, far_y=(4.5, 320.0)))
    lit = is_lit(style)
    d.place("lighthouse", 15.0, 34.0, z=-0.4, material="lit" if lit else None)
    d.place("boulder", 13.0, 32.0, z=-1.4, scale=2.6)
    d.place("boulder", 17.6, 33.0, z=-1.4, scale=2.4, seed=1)
    d.place("pier", -7.4, 9.4, z=-0.6)
    for x, y, n in (
        (-5.7, 3.5, "barrel"),
        (-6.6, 3.7, "barrel"),
        (6.0, 3.4, "crate"),
        (7.0, 3.6, "crate"),
        (8.6, 3.2, "barrel"),
    ):
        d.place(n, x, y, heading=float(x))
    for x in (-3.4, 0.4, 4.2):
        bollard = assemble(
            "bollard",
            [
                (
                    shapes.lathe(
                        [(0.2, 0.0), (0.16, 0.1), (0.14, 0.4), (0.22, 0.46), (0.2, 0.56), (0.0, 0.6)], segments=16
                    ),
                    vinyl((0.25, 0.28, 0.32), 0.4),
                )
            ],
        )
        d.place(bollard, x, 4.1)
    lamp_post(d, -4.6, 4.0, lit, shadow=True)
    lamp_post(d, 5.0, 4.0, lit, shadow=True)
    d.add(
        ridge(style.seed, (0.42, 0.54, 0.52), distance_m=150.0, width_m=300.0, height_m=22.0, x=-60.0),
        treeline(style.seed, (0.32, 0.5, 0.34), distance_m=120.0, width_m=90.0, height_m=7.0, x=-50.0),
    )
    for k in range(5):
        d.place("house", -62.0 + 11 * k, 112.0, z=0.5, seed=k, solid=False, material="lit" if lit else None)
    return finish(
        "harbour",
        style,
        d,
        terrain,
        marks={
            "quay": (0.0, 3.6, 0.0),
            "water": (0.0, 10.0, level),
            "pier": (-7.4, 6.0, 0.0),
            "lighthouse": (15.0, 30.0, 0.0),
        },
        ground_sound="stone",
        water=sea,
        beds=(Bed("sea", 0.5),),
        azimuth_deg=-125,
        low_azimuth_deg=14,
        haze=0.8,
    )


def train_station(style: SetStyle) -> StageSet:
    """A platform under a roof, a carriage at rest, clock and benches."""
    d, terrain = open_ground(style, (5.4, 2.2), "pebbles", (0.6, 0.56, 0.52), sound="stone")
    d.props.clear()
    d.add(
        sheet(surface("pavement", (0.8, 0.76, 0.7)), -60, 60, -9, 3.2, name="ground", sound="stone"),
        sheet(vinyl((0.97, 0.8, 0.3), 0.6), -60, 60, 2.45, 2.65, z=0.004, name="line"),
    )
    edge = assemble("edge", [(block((100, 0.4, 1.0), 0.05, at=(0, 3.1, -1.0)), surface("concrete"))])
    d.place(edge, 0, 0, z=0.0, solid=False)
    d.add(
        sheet(surface("pebbles", (0.55, 0.52, 0.5)), -90, 90, 3.2, 12, z=-0.9, name="ballast"),
        sheet(surface("grass", GRASS[style.season]), -120, 120, 12, 90, z=-0.7, name="lawn"),
    )
    for x in (-15.0, -5.0, 5.0, 15.0):
        d.place("rails", x, 4.9, z=-0.9, solid=False)
        d.place("rails", x, 9.3, z=-0.9, solid=False)
    lit = is_lit(style)
    for x in (-8.0, 1.4, 10.8):
        d.place("carriage", x, 9.3, z=-0.6, seed=0, material="lit" if lit else None)
    roof = [(block((9.0, 4.6, 0.16), 0.05, at=(0, 0, 3.9)), vinyl((0.36, 0.52, 0.5), 0.5))]
    roof += [(block((0.2, 0.2, 3.9), 0.04, at=(x, 1.9, 0)), vinyl((0.9, 0.88, 0.82), 0.5)) for x in (-4.0, 0.0, 4.0)]
    canopy = assemble("canopy", roof, colliders=[box_collider((0.2, 0.2, 3.9), (x, 1.9, 0)) for x in (-4.0, 0.0, 4.0)])
    for x in (-13.0, 13.0):
        d.place(canopy, x, 0.6)
    d.place("bench", -6.6, 1.4, heading=FACING + 0.4)
    d.place("bench", 6.9, 1.6, heading=FACING - 0.3)
    d.place("bin", 8.2, 1.9)
    lamp_post(d, -6.0, 2.6, lit, shadow=True)
    lamp_post(d, 6.0, 2.6, lit, shadow=True)
    post = assemble("clock_post", [(block((0.14, 0.14, 3.2), 0.03), vinyl((0.2, 0.26, 0.27), 0.4))])
    d.place(post, 3.9, 2.85)
    d.place("clock", 3.9, 2.78, z=2.6, scale=1.6, solid=False)
    for k in range(6):
        d.place(
            "house" if k % 2 else "tree",
            -26 + 10 * k,
            22.0,
            z=-0.7,
            seed=k,
            material="lit" if lit and k % 2 else None,
            scale=1.0 if k % 2 else 1.5,
        )
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=36.0, width_m=120.0, height_m=8.0))
    if lit:
        d.lamp((0.0, -3.0, 4.5), 5.0, range_m=13.0)
    return finish(
        "train_station",
        style,
        d,
        terrain,
        marks={
            "platform": (0.0, 0.0, 0.0),
            "train": (0.0, 7.6, 0.0),
            "bench": (-6.6, 1.3, 0.47),
            "seat_0": (-6.6, 1.3, 0.47),
            "clock": (3.9, 2.2, 0.0),
            "track": (0.0, 4.9, -0.7),
        },
        ground_sound="stone",
        beds=(Bed("crowd", 0.2),),
        azimuth_deg=-140,
        low_azimuth_deg=-60,
    )


BUILDERS = {
    "amusement_park": amusement_park,
    "rooftop": rooftop,
    "castle": castle,
    "harbour": harbour,
    "train_station": train_station,
}
