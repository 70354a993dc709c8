"""Tended green: field, garden, park, farm; and the greens of the seasons."""

from __future__ import annotations

import numpy as np

from ...bodies.textures import surface
from ...bodies.types import Rgb
from ...sound.types import Bed
from ..types import SetStyle, StageSet
from .dress import FACING, Dressing, anchor
from .ground import clearing, ground, ridge, sheet, treeline
from .outdoors import finish, is_lit
from .streets import lamp_post

GRASS: dict[str, Rgb] = {
    "spring": (0.42, 0.66, 0.24),
    "summer": (0.36, 0.6, 0.2),
    "autumn": (0.56, 0.55, 0.24),
    "winter": (0.5, 0.55, 0.36),
}


LEAVES: dict[str, Rgb] = {
    "spring": (0.36, 0.58, 0.3),
    "summer": (0.28, 0.5, 0.28),
    "autumn": (0.76, 0.44, 0.2),
    "winter": (0.5, 0.5, 0.44),
}


def field(style: SetStyle) -> StageSet:
    """A flowering meadow, a lone oak, rolling hills."""
    height = clearing(style.seed, 1.6, 8.0, 46.0)
    d = Dressing(style.seed, (5.5, 2.8), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(
        top,
        height=height,
        near=(-22, 22, -8, 24),
        step=1.0,
        tone=0.1,
        seed=style.seed,
        sound="snow" if d.snowy else "grass",
    )
    d.add(prop)
    d.place("oak", -7.6, 8.0, seed=1, scale=1.15)
    d.scatter(
        ["grass_tuft", "flower", "flower", "grass_tuft"],
        110,
        (-8.5, 8.5),
        (-4.2, 9.0),
        salt=1,
        gap=0.02,
        scale=(0.9, 1.6),
        solid=False,
        margin=-4.5,
        lane_clear=False,
    )
    d.scatter(["bush"], 9, (-22, 22), (8, 20), salt=2, gap=0.5)
    d.scatter(["tree", "birch"], 16, (-40, 40), (14, 46), salt=3, gap=1.0)
    for x in np.arange(-21, 22, 2.0):
        d.place("fence", float(x), 11.5, material="rail")
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=60.0, width_m=150.0, height_m=7.0),
        ridge(style.seed, (0.46, 0.6, 0.5), distance_m=110.0, width_m=380.0, height_m=17.0),
        ridge(style.seed + 3, (0.5, 0.62, 0.7), distance_m=180.0, width_m=560.0, height_m=38.0),
    )
    return finish(
        "field",
        style,
        d,
        terrain,
        marks={"tree": (-6.0, 6.4, d.z(-6, 6.4)), "fence": (0.0, 10.5, d.z(0, 10.5))},
        beds=(Bed("birds", 0.5), Bed("wind", 0.2)) if style.time != "night" else (Bed("crickets", 0.5),),
        azimuth_deg=-140,
        low_azimuth_deg=20,
    )


def garden(style: SetStyle) -> StageSet:
    """A cottage garden: lawn, flower beds, path, picket fence and a house."""
    d = Dressing(style.seed, (4.6, 2.2), season=style.season, snowy=style.weather == "snow")
    top = surface("snow") if d.snowy else surface("lawn")
    prop, terrain = ground(top, near=(-16, 16, -8, 16), step=4.0, seed=style.seed, sound="grass", tone=0.06)
    d.add(prop)
    lit = is_lit(style)
    house = d.place("house", -3.6, 9.0, seed=2, material="lit" if lit else None)
    px = anchor(house, "door")
    for k in range(7):
        y = 2.8 + 0.62 * k
        d.add(sheet(surface("pavement"), px[0] - 0.55, px[0] + 0.55, y, y + 0.52, z=0.012, name="path", sound="stone"))
    for x in np.arange(-13, 14, 2.0):
        if abs(x - px[0]) > 1.0:
            d.place("fence", float(x), 11.8 if abs(x + 3.6) > 5 else 12.6)
    d.place("apple_tree", 4.6, 5.2, seed=1, scale=1.15)
    d.place("bench", 2.1, 4.3)
    d.place("well", 7.2, 3.6)
    d.place("tree", -9.4, 6.2, scale=1.1)
    for x in np.arange(-8, 8.1, 0.52):
        if abs(x - px[0]) > 0.9:
            d.place("flower", float(x), 3.0 + 0.14 * float(np.sin(x * 3)), seed=int(x * 7) % 5, solid=False, scale=1.5)
    d.scatter(["bush"], 12, (-9, 9), (5.5, 7.0), salt=1, gap=0.2, material="flowers", solid=False)
    d.scatter(
        ["flower", "grass_tuft", "flower"],
        60,
        (-8.5, 8.5),
        (-4.0, 7.0),
        salt=2,
        gap=0.02,
        scale=(1.0, 1.5),
        solid=False,
        margin=0.2,
    )
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=24.0, width_m=70.0, height_m=7.0),
        ridge(style.seed, (0.46, 0.6, 0.52), distance_m=120.0, width_m=420.0, height_m=20.0),
    )
    if lit:
        d.lamp((px[0] + 0.9, px[1] + 0.4, 2.2), 4.0, shadow=True)
    marks = {
        "door": (px[0], px[1] - 0.4, 0.0),
        "bench": (2.1, 4.25, 0.47),
        "seat_0": (2.1, 4.25, 0.47),
        "tree": (4.0, 4.2, 0.0),
        "well": (6.2, 3.0, 0.0),
        "flowers": (1.0, 2.7, 0.0),
    }
    return finish(
        "garden",
        style,
        d,
        terrain,
        marks=marks,
        beds=(Bed("birds", 0.6),) if not lit else (Bed("crickets", 0.5),),
        azimuth_deg=-140,
        low_azimuth_deg=-60,
    )


def park(style: SetStyle) -> StageSet:
    """Lawns, a gravel path, benches and lanterns, a fountain, the city beyond the trees."""
    d = Dressing(style.seed, (5.2, 2.4), season=style.season, snowy=style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, near=(-20, 20, -8, 20), step=4.0, seed=style.seed, sound="grass", tone=0.08)
    d.add(prop, sheet(surface("pebbles", (0.85, 0.77, 0.62)), -60, 60, 3.4, 5.6, z=0.012, name="path", sound="gravel"))
    lit = is_lit(style)
    d.place("fountain", 3.6, 9.6, scale=1.15)
    for x in (-5.2, 1.0, 7.4):
        d.place("bench", x, 6.3)
    for k, x in enumerate((-8.4, -2.2, 4.2, 10.4)):
        lamp_post(d, x, 3.1 if abs(x) > 6 else 6.1, lit, shadow=k in (1, 2))
    for x, y, n, s, k in (
        (-7.4, 8.6, "oak", 1.05, 1),
        (9.2, 8.4, "oak", 0.95, 0),
        (-11.5, 4.6, "tree", 1.3, 2),
        (12.4, 4.4, "tree", 1.2, 1),
        (-2.2, 11.0, "birch", 1.1, 1),
        (-8.0, -1.2, "tree", 1.1, 0),
    ):
        d.place(n, x, y, seed=k, scale=s)
    d.scatter(["tree", "oak", "birch"], 12, (-30, 30), (13, 30), salt=1, gap=0.6)
    d.scatter(
        ["bush"],
        14,
        (-15, 15),
        (6.8, 9.0),
        salt=2,
        gap=0.3,
        material="flowers" if style.season in ("spring", "summer") and not d.snowy else None,
        solid=False,
    )
    d.scatter(
        ["flower", "grass_tuft", "grass_tuft"],
        56,
        (-8, 8),
        (-4.0, 3.2),
        salt=3,
        gap=0.02,
        scale=(0.8, 1.4),
        solid=False,
        margin=-4.0,
        lane_clear=False,
    )
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=38.0, width_m=110.0, height_m=8.0))
    for k, (x, y) in enumerate(((-30, 95), (-6, 110), (22, 98), (48, 112))):
        d.place("skyscraper", x, y, seed=k, solid=False, scale=0.75)
    marks = {
        "bench": (-5.2, 6.25, 0.47),
        "seat_0": (-5.2, 6.25, 0.47),
        "seat_1": (1.0, 6.25, 0.47),
        "fountain": (2.6, 6.9, 0.0),
        "path": (0.0, 4.5, 0.0),
        "tree": (-6.6, 7.0, 0.0),
        "lamp": (-2.2, 5.4, 0.0),
    }
    return finish(
        "park",
        style,
        d,
        terrain,
        marks=marks,
        beds=(Bed("birds", 0.6),) if not lit else (Bed("crickets", 0.5),),
        azimuth_deg=-140,
        low_azimuth_deg=26,
        haze=1.3,
    )


def farm(style: SetStyle) -> StageSet:
    """A yard before a red barn: bales, fences, a windmill, ploughed fields."""
    d = Dressing(style.seed, (5.0, 2.4), season=style.season, snowy=style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, near=(-20, 20, -8, 20), step=4.0, seed=style.seed, sound="grass")
    d.add(
        prop,
        sheet(surface("soil", (0.66, 0.52, 0.36)), -60, 60, 3.0, 5.2, z=0.012, name="track", sound="earth"),
        sheet(surface("furrows"), -70, -9.5, 9, 60, z=0.012, name="field", sound="earth"),
        sheet(surface("grass", (0.86, 0.72, 0.3)), 16, 80, 16, 70, z=0.012, name="wheat", sound="grass"),
    )
    barn = d.place("barn", 4.2, 11.8, heading=FACING - 0.25, material="snowy" if d.snowy else None)
    d.place("windmill", -9.5, 20.0, scale=1.1)
    d.place("house", -4.4, 13.0, seed=0, material="lit" if is_lit(style) else None)
    d.place("hay_bale", 8.4, 5.9, heading=FACING + 0.4)
    d.place("hay_bale", 9.6, 6.4, heading=FACING - 0.2)
    d.place("hay_bale", -6.6, 6.2, heading=FACING + 0.9)
    d.place("well", -8.6, 3.0)
    d.place("barrel", 1.6, 7.0)
    d.place("crate", 6.9, 7.2, heading=0.3)
    d.place("oak", -12.5, 8.0, seed=2)
    d.place("apple_tree", 11.5, 9.2, seed=1, scale=1.3)
    for x in np.arange(-17, 18, 2.0):
        d.place("fence", float(x), 5.6 if abs(x) > 6.0 else 6.6, material="rail") if not 0.5 < x < 5.5 else None
    d.place("gate", 3.0, 6.6)
    d.scatter(
        ["grass_tuft", "flower"],
        70,
        (-9, 9),
        (-4.0, 5.0),
        salt=1,
        gap=0.02,
        scale=(0.9, 1.5),
        solid=False,
        margin=-3.5,
        lane_clear=False,
    )
    d.scatter(["tree"], 10, (-40, 40), (26, 46), salt=2, gap=1.0)
    d.add(
        treeline(style.seed, LEAVES[style.season], distance_m=62.0, width_m=150.0, height_m=7.0),
        ridge(style.seed, (0.46, 0.6, 0.5), distance_m=130.0, width_m=420.0, height_m=20.0),
    )
    marks = {
        "barn": (3.4, 7.6, 0.0),
        "door": anchor(barn, "door"),
        "well": (-7.4, 2.6, 0.0),
        "gate": (3.0, 5.9, 0.0),
        "field": (-12.0, 10.0, 0.0),
    }
    return finish(
        "farm", style, d, terrain, marks=marks, beds=(Bed("birds", 0.5),), azimuth_deg=-140, low_azimuth_deg=-70
    )


BUILDERS = {"field": field, "garden": garden, "park": park, "farm": farm}
