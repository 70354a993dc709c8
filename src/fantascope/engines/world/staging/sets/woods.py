"""Wild and tended green: forest, jungle, field, garden, park, farm; and snow, mountain, desert."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, vinyl
from ...bodies.textures import surface
from ...bodies.types import Rgb, Vec3
from ...sound.types import Bed
from ..types import F64, Prop, SetStyle, StageSet
from .dress import FACING, RIGHT, Dressing, anchor
from .ground import Height, ground, optics, ramp, ridge, rolling, sheet, treeline, water_sheet, waves
from .outdoors import finish, is_lit
from .streets import lamp_post

GRASS: dict[str, Rgb] = {"spring": (0.42, 0.66, 0.24), "summer": (0.36, 0.6, 0.2), "autumn": (0.56, 0.55, 0.24), "winter": (0.5, 0.55, 0.36)}
LEAVES: dict[str, Rgb] = {"spring": (0.36, 0.58, 0.3), "summer": (0.28, 0.5, 0.28), "autumn": (0.76, 0.44, 0.2), "winter": (0.5, 0.5, 0.44)}


def _rolls(seed: int, height_m: float, flat_m: float, wavelength_m: float = 30.0) -> Height:
    """Flat round the play area, rolling beyond."""
    def height(x: F64, y: F64) -> F64:
        return np.asarray(height_m * (0.5 + rolling(x, y, seed, wavelength_m)) * ramp(np.hypot(x * 0.75, y), flat_m, flat_m + 14.0))

    return height


def _campfire(d: Dressing, x: float, y: float) -> tuple[dict[str, Vec3], tuple[Vec3, ...]]:
    """A campfire with logs to sit on round it; its marks and its flame."""
    fire = d.place("campfire", x, y, scale=1.1, solid=False)
    marks: dict[str, Vec3] = {"campfire": fire.position}
    seats = [(-1.75, 0.25, 0.35), (1.75, 0.3, -0.35), (-0.85, 1.65, 1.2), (0.9, 1.65, 1.9)]
    for k, (sx, sy, turn) in enumerate(seats):
        log = d.place("log" if k != 2 else "stump", x + sx, y + sy, heading=turn, solid=False, scale=0.8 if k != 2 else 1.0)
        marks[f"seat_{k}"] = anchor(log, "seat")
    return marks, (anchor(fire, "fire"),)


def forest(style: SetStyle) -> StageSet:
    """A glade among oaks, birches and firs; "campfire" adds a fire with seats, "tent" a tent."""
    height = _rolls(style.seed, 0.9, 7.0)
    d = Dressing(style.seed, (4.6, 2.2), height, style.season, style.weather == "snow" or (style.season == "winter"))
    green = GRASS[style.season]

    def floor(x: F64, y: F64) -> F64:
        t = np.clip(0.5 + 0.8 * rolling(x, y, style.seed + 9, 6.0), 0, 1)[..., None]
        return np.asarray(np.array([0.86, 0.84, 0.8]) * (1 - t) + np.array([1.05, 1.0, 0.85]) * t)

    top = surface("snow") if d.snowy else surface("leaves" if style.season == "autumn" else "grass", None if style.season == "autumn" else (green[0] * 0.95, green[1] * 0.9, green[2]))
    prop, terrain = ground(top, height=height, near=(-20, 20, -8, 20), step=1.0, far_m=90, tone=0.12, seed=style.seed, sound="snow" if d.snowy else "grass", tint=None if d.snowy else floor)
    d.add(prop)
    fires: tuple[Vec3, ...] = ()
    marks: dict[str, Vec3] = {"glade": (0.0, 0.0, 0.0), "path": (0.0, 6.0, d.z(0, 6)), "tree": (-4.9, 3.4, d.z(-4.9, 3.4))}
    if any(w in style.details for w in ("campfire", "fire", "bonfire")):
        more, fires = _campfire(d, 0.0, 0.7)
        marks |= more
    if "tent" in style.details or "campfire" in style.details:
        d.place("tent", 3.9, 4.4, heading=FACING - 0.45, seed=style.seed)
    for x, y, name, s, k in ((-6.3, 3.6, "oak", 0.95, 1), (6.9, 3.2, "birch", 1.2, 0), (-4.4, 6.0, "birch", 1.1, 1), (5.9, 6.8, "pine", 1.5, 0), (-8.6, 0.2, "pine", 1.5, 1), (8.7, -0.6, "oak", 0.9, 0),
                             (1.2, 8.6, "pine", 1.6, 2), (-1.6, 7.4, "tree", 1.15, 1), (-6.4, -2.4, "birch", 1.25, 2)):
        d.place(name, x, y, seed=k, scale=s)
    d.scatter(["pine", "pine", "birch", "tree"], 26, (-22, 22), (7.5, 22), salt=1, gap=0.1, scale=(1.1, 1.7))
    d.scatter(["bush", "grass_tuft", "mushroom", "grass_tuft", "rock"], 60, (-9, 9), (-4.0, 8.0), salt=2, gap=0.05, scale=(0.8, 1.4), solid=False, margin=0.3)
    d.scatter(["grass_tuft", "flower", "grass_tuft"], 46, (-5, 5), (-3.6, 4), salt=3, gap=0.05, scale=(0.7, 1.2), solid=False, margin=-3.2, lane_clear=False)
    d.scatter(["log", "stump", "boulder"], 6, (-10, 10), (3.4, 9.0), salt=4, gap=0.5, scale=(0.8, 1.1))
    tone = LEAVES[style.season]
    d.add(treeline(style.seed, (tone[0] * 0.8, tone[1] * 0.85, tone[2] * 0.95), distance_m=27.0, width_m=70.0, height_m=8.5, firs=True),
          treeline(style.seed + 1, (tone[0] * 0.72, tone[1] * 0.8, tone[2] * 1.02), distance_m=38.0, width_m=95.0, height_m=12.0, firs=True))
    if is_lit(style) and not fires:
        d.lamp((-3.0, 2.5, 2.6), 1.6, colour=(0.55, 0.7, 1.0), range_m=12.0)
    night = style.time in ("night", "dusk")
    return finish("forest", style, d, terrain, marks=marks, ground_sound="snow" if d.snowy else "grass", space="forest", fires=fires,
                  beds=(Bed("crickets", 0.5), Bed("wind", 0.12)) if night else (Bed("birds", 0.6), Bed("wind", 0.15)), azimuth_deg=-55, low_azimuth_deg=-38, haze=2.2)


def jungle(style: SetStyle) -> StageSet:
    """Palms, broad leaves, a stream of light; lush and humid."""
    height = _rolls(style.seed, 0.8, 6.5)
    d = Dressing(style.seed, (4.6, 2.2), height, "summer")
    prop, terrain = ground(surface("grass", (0.26, 0.48, 0.2)), height=height, near=(-20, 20, -8, 20), step=1.0, far_m=80, tone=0.16, seed=style.seed, sound="grass")
    d.add(prop)
    for x, y, s, k in ((-6.2, 2.2, 1.15, 0), (6.4, 2.8, 1.2, 1), (-4.4, 5.4, 1.0, 2), (4.6, 6.4, 1.1, 0), (8.4, -0.8, 1.1, 2), (-8.4, -0.9, 1.0, 1), (0.8, 8.4, 1.25, 1)):
        d.place("palm", x, y, seed=k, scale=s, heading=float(k * 2.1 + x))
    d.scatter(["palm", "oak"], 14, (-18, 18), (8, 20), salt=1, gap=0.2, scale=(0.9, 1.3))
    d.scatter(["bush", "bush", "reeds", "grass_tuft", "flower", "rock"], 66, (-10, 10), (-4.2, 9.0), salt=2, gap=0.02, scale=(0.9, 1.7), solid=False, margin=0.4)
    d.scatter(["boulder", "log"], 5, (-9, 9), (3.5, 8), salt=3, gap=0.5)
    d.add(treeline(style.seed, (0.2, 0.46, 0.24), distance_m=24.0, width_m=70.0, height_m=9.0), treeline(style.seed + 1, (0.22, 0.46, 0.32), distance_m=38.0, width_m=95.0, height_m=15.0))
    return finish("jungle", style, d, terrain, marks={"glade": (0.0, 0.0, 0.0), "tree": (-5.2, 2.2, 0.0)}, space="forest", beds=(Bed("jungle", 0.8),), azimuth_deg=-60, low_azimuth_deg=30, haze=3.0)


def field(style: SetStyle) -> StageSet:
    """A flowering meadow, a lone oak, rolling hills."""
    height = _rolls(style.seed, 1.6, 8.0, 46.0)
    d = Dressing(style.seed, (5.5, 2.8), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, height=height, near=(-22, 22, -8, 24), step=1.0, tone=0.1, seed=style.seed, sound="snow" if d.snowy else "grass")
    d.add(prop)
    d.place("oak", -7.6, 8.0, seed=1, scale=1.15)
    d.scatter(["grass_tuft", "flower", "flower", "grass_tuft"], 110, (-8.5, 8.5), (-4.2, 9.0), salt=1, gap=0.02, scale=(0.9, 1.6), solid=False, margin=-4.5, lane_clear=False)
    d.scatter(["bush"], 9, (-22, 22), (8, 20), salt=2, gap=0.5)
    d.scatter(["tree", "birch"], 16, (-40, 40), (14, 46), salt=3, gap=1.0)
    for x in np.arange(-21, 22, 2.0):
        d.place("fence", float(x), 11.5, material="rail")
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=60.0, width_m=150.0, height_m=7.0), ridge(style.seed, (0.46, 0.6, 0.5), distance_m=110.0, width_m=380.0, height_m=17.0),
          ridge(style.seed + 3, (0.5, 0.62, 0.7), distance_m=180.0, width_m=560.0, height_m=38.0))
    return finish("field", style, d, terrain, marks={"tree": (-6.0, 6.4, d.z(-6, 6.4)), "fence": (0.0, 10.5, d.z(0, 10.5))}, beds=(Bed("birds", 0.5), Bed("wind", 0.2)) if style.time != "night" else (Bed("crickets", 0.5),),
                  azimuth_deg=-140, low_azimuth_deg=20)


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
    d.scatter(["flower", "grass_tuft", "flower"], 60, (-8.5, 8.5), (-4.0, 7.0), salt=2, gap=0.02, scale=(1.0, 1.5), solid=False, margin=0.2)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=24.0, width_m=70.0, height_m=7.0), ridge(style.seed, (0.46, 0.6, 0.52), distance_m=120.0, width_m=420.0, height_m=20.0))
    if lit:
        d.lamp((px[0] + 0.9, px[1] + 0.4, 2.2), 4.0, shadow=True)
    marks = {"door": (px[0], px[1] - 0.4, 0.0), "bench": (2.1, 4.25, 0.47), "seat_0": (2.1, 4.25, 0.47), "tree": (4.0, 4.2, 0.0), "well": (6.2, 3.0, 0.0), "flowers": (1.0, 2.7, 0.0)}
    return finish("garden", style, d, terrain, marks=marks, beds=(Bed("birds", 0.6),) if not lit else (Bed("crickets", 0.5),), azimuth_deg=-140, low_azimuth_deg=-60)


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
    for x, y, n, s, k in ((-7.4, 8.6, "oak", 1.05, 1), (9.2, 8.4, "oak", 0.95, 0), (-11.5, 4.6, "tree", 1.3, 2), (12.4, 4.4, "tree", 1.2, 1), (-2.2, 11.0, "birch", 1.1, 1), (-8.0, -1.2, "tree", 1.1, 0)):
        d.place(n, x, y, seed=k, scale=s)
    d.scatter(["tree", "oak", "birch"], 12, (-30, 30), (13, 30), salt=1, gap=0.6)
    d.scatter(["bush"], 14, (-15, 15), (6.8, 9.0), salt=2, gap=0.3, material="flowers" if style.season in ("spring", "summer") and not d.snowy else None, solid=False)
    d.scatter(["flower", "grass_tuft", "grass_tuft"], 70, (-8, 8), (-4.0, 3.2), salt=3, gap=0.02, scale=(0.8, 1.4), solid=False, margin=-4.0, lane_clear=False)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=38.0, width_m=110.0, height_m=8.0))
    for k, (x, y) in enumerate(((-30, 95), (-6, 110), (22, 98), (48, 112))):
        d.place("skyscraper", x, y, seed=k, solid=False, scale=0.75)
    marks = {"bench": (-5.2, 6.25, 0.47), "seat_0": (-5.2, 6.25, 0.47), "seat_1": (1.0, 6.25, 0.47), "fountain": (2.6, 6.9, 0.0), "path": (0.0, 4.5, 0.0), "tree": (-6.6, 7.0, 0.0), "lamp": (-2.2, 5.4, 0.0)}
    return finish("park", style, d, terrain, marks=marks, beds=(Bed("birds", 0.6),) if not lit else (Bed("crickets", 0.5),), azimuth_deg=-140, low_azimuth_deg=26, haze=1.3)


def farm(style: SetStyle) -> StageSet:
    """A yard before a red barn: bales, fences, a windmill, ploughed fields."""
    d = Dressing(style.seed, (5.0, 2.4), season=style.season, snowy=style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, near=(-20, 20, -8, 20), step=4.0, seed=style.seed, sound="grass")
    d.add(prop, sheet(surface("soil", (0.66, 0.52, 0.36)), -60, 60, 3.0, 5.2, z=0.012, name="track", sound="earth"), sheet(surface("furrows"), -70, -9.5, 9, 60, z=0.012, name="field", sound="earth"),
          sheet(surface("grass", (0.86, 0.72, 0.3)), 16, 80, 16, 70, z=0.012, name="wheat", sound="grass"))
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
    d.scatter(["grass_tuft", "flower"], 70, (-9, 9), (-4.0, 5.0), salt=1, gap=0.02, scale=(0.9, 1.5), solid=False, margin=-3.5, lane_clear=False)
    d.scatter(["tree"], 10, (-40, 40), (26, 46), salt=2, gap=1.0)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=62.0, width_m=150.0, height_m=7.0), ridge(style.seed, (0.46, 0.6, 0.5), distance_m=130.0, width_m=420.0, height_m=20.0))
    marks = {"barn": (3.4, 7.6, 0.0), "door": anchor(barn, "door"), "well": (-7.4, 2.6, 0.0), "gate": (3.0, 5.9, 0.0), "field": (-12.0, 10.0, 0.0)}
    return finish("farm", style, d, terrain, marks=marks, beds=(Bed("birds", 0.5),), azimuth_deg=-140, low_azimuth_deg=-70)


def snow(style: SetStyle) -> StageSet:
    """A snowy slope falling across the picture from the upper left to the lower right, between snow-laden firs."""
    def height(x: F64, y: F64) -> F64:
        slope = 3.6 * ramp(-x, -6.0, 10.0)
        back = 0.8 * (0.4 + rolling(x, y, style.seed, 26.0)) * ramp(y, 4.0, 12.0) + 3.0 * ramp(y, 12.0, 44.0)
        return np.asarray(slope + back + 0.8 * ramp(-y, 4.0, 14.0) * 0 - 1.2)

    d = Dressing(style.seed, (7.0, 2.0), height, "winter", True)
    prop, terrain = ground(surface("snow"), height=height, near=(-18, 18, -9, 20), step=0.75, far_m=120, tone=0.03, seed=style.seed, sound="snow")
    d.add(prop)
    for x, y, s, k in ((-8.8, 3.4, 1.15, 0), (8.6, 4.2, 1.2, 1), (-4.6, 5.8, 1.0, 2), (4.4, 7.2, 1.25, 0), (0.4, 8.8, 1.15, 1), (-11.5, 6.4, 1.3, 2), (11.4, 7.6, 1.4, 0), (10.4, 0.6, 1.0, 2)):
        d.place("pine", x, y, seed=k, scale=s)
    d.scatter(["pine"], 22, (-28, 28), (9.5, 28), salt=1, gap=0.3, scale=(0.9, 1.5))
    d.scatter(["snowdrift"], 12, (-12, 12), (2.8, 10), salt=2, gap=0.3, scale=(0.7, 1.4), solid=False)
    d.scatter(["rock"], 6, (-11, 11), (2.8, 8), salt=3, gap=0.5, scale=(0.8, 1.6))
    d.place("house", 6.4, 15.5, seed=0, material="snowy" if not is_lit(style) else "lit")
    d.add(treeline(style.seed, (0.5, 0.62, 0.66), distance_m=44.0, width_m=120.0, height_m=7.0, firs=True))
    for p in (ridge(style.seed, (0.62, 0.7, 0.82), distance_m=130.0, width_m=420.0, height_m=42.0, roughness=3.0, snowcap=True), ridge(style.seed + 4, (0.66, 0.74, 0.86), distance_m=190.0, width_m=600.0, height_m=76.0, roughness=3.4, snowcap=True, x=40.0)):
        d.add(p)
    top, foot = (-8.0, 0.0, d.z(-8, 0)), (7.0, 0.0, d.z(7, 0))
    marks = {"hill_top": top, "hill_foot": foot, "slope": (0.0, 0.0, d.z(0, 0)), "cabin": (5.4, 11.5, d.z(5.4, 11.5))}
    return finish("snow", style, d, terrain, marks=marks, lane=(top, foot), ground_sound="snow", beds=(Bed("snowfall", 0.3), Bed("wind", 0.2)), azimuth_deg=-118, low_azimuth_deg=-40, snow=0.0 if style.weather != "snow" else 0.5)


def mountain(style: SetStyle) -> StageSet:
    """An alpine meadow with boulders under sharp snow peaks."""
    height = _rolls(style.seed, 1.8, 7.0, 34.0)
    d = Dressing(style.seed, (5.0, 2.4), height, style.season, style.weather == "snow" or style.season == "winter")
    top = surface("snow") if d.snowy else surface("grass", (0.46, 0.6, 0.3))
    prop, terrain = ground(top, height=height, near=(-22, 22, -8, 24), step=1.0, tone=0.12, seed=style.seed, sound="grass")
    d.add(prop)
    d.scatter(["boulder", "rock", "rock"], 18, (-14, 14), (-3.5, 14), salt=1, gap=0.6, scale=(0.7, 1.5))
    d.scatter(["pine"], 24, (-30, 30), (6, 32), salt=2, gap=0.4, scale=(0.8, 1.3))
    d.scatter(["flower", "grass_tuft", "grass_tuft"], 70, (-8, 8), (-4, 6), salt=3, gap=0.02, solid=False, margin=-4.0, lane_clear=False)
    for k, (x, y, s) in enumerate(((-46, 108, 2.4), (34, 128, 2.9), (-2, 168, 3.6), (92, 160, 3.0), (-118, 150, 3.0))):
        d.place("mountain", x, y, z=-3.0, scale=s, seed=k, solid=False, material="snowy" if d.snowy else None)
    d.add(treeline(style.seed, (0.24, 0.42, 0.36), distance_m=52.0, width_m=130.0, height_m=6.0, firs=True), ridge(style.seed, (0.4, 0.53, 0.48), distance_m=80.0, width_m=300.0, height_m=13.0))
    marks = {"summit": (0.0, 14.0, d.z(0, 14)), "meadow": (0.0, 0.0, 0.0), "rock": (-4.5, 3.6, d.z(-4.5, 3.6))}
    return finish("mountain", style, d, terrain, marks=marks, beds=(Bed("wind", 0.4), Bed("birds", 0.2)), azimuth_deg=-120, low_azimuth_deg=-50, haze=1.4)


def desert(style: SetStyle) -> StageSet:
    """Golden dunes, cacti, red mesas on the horizon."""
    def height(x: F64, y: F64) -> F64:
        dunes = 1.5 * (0.5 + rolling(x * 0.7, y, style.seed, 30.0)) + 0.35 * np.sin(x * 0.35 + 1.5 * np.sin(y * 0.2))
        return np.asarray(dunes * ramp(np.hypot(x * 0.8, y), 7.0, 18.0))

    d = Dressing(style.seed, (5.2, 2.6), height)
    prop, terrain = ground(surface("sand", (0.93, 0.7, 0.42)), height=height, near=(-22, 22, -8, 24), step=1.0, tone=0.06, seed=style.seed, sound="sand")
    d.add(prop)
    for x, y, s, k in ((-6.6, 3.4, 1.25, 0), (7.2, 5.0, 1.45, 1), (-3.4, 8.4, 1.0, 2), (11.0, 2.0, 1.1, 0), (-11.0, 7.0, 1.4, 1)):
        d.place("cactus", x, y, seed=k, scale=s, heading=float(k * 1.2))
    d.scatter(["cactus"], 9, (-24, 24), (9, 30), salt=1, gap=1.5, scale=(0.8, 1.4))
    d.scatter(["rock", "boulder", "rock"], 16, (-14, 14), (-3.6, 16), salt=2, gap=0.5, scale=(0.5, 1.1), colour=(0.76, 0.5, 0.36))
    d.scatter(["grass_tuft"], 26, (-9, 9), (-4, 8), salt=3, gap=0.2, solid=False, colour=(0.72, 0.66, 0.36), scale=(1.0, 1.8))
    for k, (x, y, w, h) in enumerate(((-70, 150, 60, 26), (40, 170, 90, 34), (120, 150, 50, 22), (-150, 180, 80, 30))):
        d.add(replace(_mesa(w, h, style.seed + k), position=(float(x), float(y), -1.0)))
    d.add(ridge(style.seed, (0.82, 0.6, 0.42), distance_m=110.0, width_m=420.0, height_m=9.0))
    return finish("desert", style, d, terrain, marks={"cactus": (-5.8, 2.9, 0.0), "dune": (0.0, 14.0, d.z(0, 14))}, ground_sound="sand", beds=(Bed("wind", 0.35),), azimuth_deg=-125, low_azimuth_deg=18)


def _mesa(width_m: float, height_m: float, seed: int) -> Prop:
    rng = np.random.default_rng(seed)
    profile = [(1.0, 0.0), (0.8, 0.3), (0.68, 0.42), (0.66, 0.7), (0.6, 0.74), (0.58, 0.97), (0.54, 1.0), (0.0, 1.0)]
    m = shapes.lathe([(r * width_m / 2, z * height_m) for r, z in profile], segments=22)
    p = m.positions.astype(np.float64)
    a = np.arctan2(p[:, 1], p[:, 0])
    k = 1 + 0.12 * np.sin(a * 3 + rng.uniform(0, 6)) + 0.06 * np.sin(a * 7 + rng.uniform(0, 6))
    p[:, :2] *= k[:, None]
    band = 0.85 + 0.25 * (0.5 + 0.5 * np.sin(p[:, 2] / height_m * 16))
    body = assemble("mesa", [(shapes.painted(shapes.mesh(p, m.faces, None, m.uvs), np.repeat(band[:, None], 3, axis=1)), vinyl((0.82, 0.44, 0.3), 0.9))], sound="stone")
    return Prop(body, (0.0, 0.0, 0.0), solid=False, name="mesa")


def lake(style: SetStyle) -> StageSet:
    """A still lake before firs and hills, a jetty, reeds and water lilies."""
    level = -0.32

    def height(x: F64, y: F64) -> F64:
        shore = 4.6 + 0.8 * np.sin(x * 0.35 + 1.0) + 0.02 * x**2
        return np.asarray(-1.5 * ramp(y, shore - 0.6, shore + 6.0) + 0.5 * (0.5 + rolling(x, y, style.seed, 20.0)) * ramp(np.abs(x), 8.0, 20.0) * (1 - ramp(y, 0, 6)))

    d = Dressing(style.seed, (4.8, 2.2), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, height=height, near=(-20, 20, -8, 16), step=1.0, far_m=70, seed=style.seed, sound="grass")
    w = waves("lake", style.seed)
    sea = optics("lake", type(w)(level, w.waves), muddy=True)
    d.add(prop, water_sheet(x=(-18, 18), y=(4.0, 26.0), step=0.8, level_m=level, far_y=(3.4, 70.0), far_x=90.0))
    d.place("pier", 3.4, 9.2, z=-0.35)
    for x, y in ((-5.6, 6.0), (-7.0, 5.8), (6.6, 5.9), (8.0, 6.2), (-3.6, 6.1)):
        d.place("reeds", x, y, seed=int(x) % 3, solid=False, z=level - 0.1, scale=1.2)
    rng = d.rng(5)
    for k in range(10):
        d.place("lily_pad", float(rng.uniform(-6, 1.5)), float(rng.uniform(7, 10)), z=level + 0.01, seed=k, solid=False, scale=float(rng.uniform(1.0, 1.7)))
    for x, y, n, s in ((-7.6, 2.6, "birch", 1.15), (8.4, 2.2, "tree", 1.2), (-10.4, 1.0, "oak", 0.9), (11.0, 0.4, "pine", 1.3)):
        d.place(n, x, y, scale=s, seed=1)
    d.scatter(["rock", "grass_tuft", "flower", "bush"], 50, (-10, 10), (-4, 4.4), salt=1, gap=0.05, solid=False, margin=0.3, scale=(0.7, 1.2))
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=66.0, width_m=190.0, height_m=9.0, firs=True), ridge(style.seed, (0.4, 0.54, 0.52), distance_m=85.0, width_m=330.0, height_m=18.0),
          ridge(style.seed + 2, (0.5, 0.62, 0.72), distance_m=160.0, width_m=520.0, height_m=48.0, roughness=3.0, snowcap=True))
    marks = {"shore": (0.0, 4.0, 0.0), "water": (0.0, 11.0, level), "lake": (0.0, 11.0, level), "pier": (3.4, 6.0, 0.25), "pier_end": (3.4, 13.5, 0.25), "tree": (-6.6, 2.4, 0.0)}
    return finish("lake", style, d, terrain, marks=marks, water=sea, beds=(Bed("birds", 0.5), Bed("river", 0.1)), azimuth_deg=-130, low_azimuth_deg=20)


def river(style: SetStyle) -> StageSet:
    """A stream crossing the picture under a humped bridge, meadows on both banks."""
    level = -0.3

    def height(x: F64, y: F64) -> F64:
        middle = 6.2 + 0.5 * np.sin(x * 0.25)
        bed = -1.1 * (1 - ramp(np.abs(y - middle), 1.2, 2.6))
        return np.asarray(bed + (0.4 + 0.9 * rolling(x, y, style.seed, 30.0)) * ramp(y, 10.0, 24.0))

    d = Dressing(style.seed, (5.0, 2.4), height, style.season, style.weather == "snow")
    top = surface("snow") if d.snowy else surface("grass", GRASS[style.season])
    prop, terrain = ground(top, height=height, near=(-20, 20, -8, 16), step=0.75, far_m=90, seed=style.seed, sound="grass")
    w = waves("lake", style.seed)
    sea = optics("lake", type(w)(level, w.waves))
    d.add(prop, water_sheet(x=(-18, 18), y=(3.6, 8.8), step=0.5, level_m=level, far_y=(3.5, 9.0), far_x=90.0))
    d.place("bridge", 4.0, 6.2, heading=RIGHT, z=0.0)
    for x, y, n, s in ((-7.0, 3.2, "tree", 1.1), (-9.4, 9.6, "oak", 1.0), (8.6, 9.8, "birch", 1.2), (9.4, 2.4, "tree", 1.2), (-2.4, 10.4, "birch", 1.1), (0.6, 12.2, "tree", 1.2)):
        d.place(n, x, y, scale=s, seed=int(x) % 3)
    for x in (-6.0, -3.2, -0.6, 7.2):
        d.place("reeds", x, 4.25 if x != -0.6 else 8.2, seed=1, solid=False, z=level)
    d.scatter(["rock", "rock", "boulder"], 9, (-12, 12), (3.7, 4.5), salt=1, gap=0.2, scale=(0.5, 0.9), solid=False)
    d.scatter(["grass_tuft", "flower", "flower"], 60, (-9, 9), (-4, 3.6), salt=2, gap=0.02, solid=False, margin=-4.0, scale=(0.8, 1.5), lane_clear=False)
    d.scatter(["tree", "birch", "bush"], 16, (-28, 28), (11, 30), salt=3, gap=0.5)
    d.add(treeline(style.seed, LEAVES[style.season], distance_m=46.0, width_m=130.0, height_m=8.0), ridge(style.seed, (0.44, 0.58, 0.52), distance_m=110.0, width_m=380.0, height_m=18.0))
    marks = {"bridge": (4.0, 6.2, 0.95), "shore": (0.0, 3.4, 0.0), "water": (-1.0, 6.2, level), "river": (-1.0, 6.2, level), "bank": (0.0, 3.2, 0.0)}
    return finish("river", style, d, terrain, marks=marks, water=sea, beds=(Bed("river", 0.6), Bed("birds", 0.4)), azimuth_deg=-130, low_azimuth_deg=-60)


BUILDERS = {"forest": forest, "jungle": jungle, "field": field, "garden": garden, "park": park, "farm": farm, "snow": snow, "mountain": mountain, "desert": desert, "lake": lake, "river": river}
