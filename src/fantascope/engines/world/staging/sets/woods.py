"""Among trees: forest and jungle."""

from __future__ import annotations

import numpy as np

from ...bodies.textures import surface
from ...bodies.types import Vec3
from ...sound.types import Bed
from ..types import F64, SetStyle, StageSet
from .dress import FACING, Dressing, anchor
from .greens import GRASS, LEAVES
from .ground import clearing, ground, rolling, treeline
from .outdoors import finish, is_lit


def _campfire(d: Dressing, x: float, y: float) -> tuple[dict[str, Vec3], tuple[Vec3, ...]]:
    """A campfire with logs to sit on round it; its marks and its flame."""
    fire = d.place("campfire", x, y, scale=1.1, solid=False)
    marks: dict[str, Vec3] = {"campfire": fire.position}
    seats = [(-1.75, 0.25, 0.35), (1.75, 0.3, -0.35), (-0.85, 1.65, 1.2), (0.9, 1.65, 1.9)]
    for k, (sx, sy, turn) in enumerate(seats):
        log = d.place(
            "log" if k != 2 else "stump", x + sx, y + sy, heading=turn, solid=False, scale=0.8 if k != 2 else 1.0
        )
        marks[f"seat_{k}"] = anchor(log, "seat")
    return marks, (anchor(fire, "fire"),)


def forest(style: SetStyle) -> StageSet:
    """A glade among oaks, birches and firs; "campfire" adds a fire with seats, "tent" a tent."""
    height = clearing(style.seed, 0.9, 7.0)
    d = Dressing(style.seed, (4.6, 2.2), height, style.season, style.weather == "snow" or (style.season == "winter"))
    green = GRASS[style.season]

    def floor(x: F64, y: F64) -> F64:
        t = np.clip(0.5 + 0.8 * rolling(x, y, style.seed + 9, 6.0), 0, 1)[..., None]
        return np.asarray(np.array([0.86, 0.84, 0.8]) * (1 - t) + np.array([1.05, 1.0, 0.85]) * t)

    top = (
        surface("snow")
        if d.snowy
        else surface(
            "leaves" if style.season == "autumn" else "grass",
            None if style.season == "autumn" else (green[0] * 0.95, green[1] * 0.9, green[2]),
        )
    )
    prop, terrain = ground(
        top,
        height=height,
        near=(-20, 20, -8, 20),
        step=1.0,
        far_m=90,
        tone=0.12,
        seed=style.seed,
        sound="snow" if d.snowy else "grass",
        tint=None if d.snowy else floor,
    )
    d.add(prop)
    fires: tuple[Vec3, ...] = ()
    marks: dict[str, Vec3] = {
        "glade": (0.0, 0.0, 0.0),
        "path": (0.0, 6.0, d.z(0, 6)),
        "tree": (-4.9, 3.4, d.z(-4.9, 3.4)),
    }
    if any(w in style.details for w in ("campfire", "fire", "bonfire")):
        more, fires = _campfire(d, 0.0, 0.7)
        marks |= more
    if "tent" in style.details or "campfire" in style.details:
        d.place("tent", 3.9, 4.4, heading=FACING - 0.45, seed=style.seed)
    for x, y, name, s, k in (
        (-6.3, 3.6, "oak", 0.95, 1),
        (6.9, 3.2, "birch", 1.2, 0),
        (-4.4, 6.0, "birch", 1.1, 1),
        (5.9, 6.8, "pine", 1.5, 0),
        (-8.6, 0.2, "pine", 1.5, 1),
        (8.7, -0.6, "oak", 0.9, 0),
        (1.2, 8.6, "pine", 1.6, 2),
        (-1.6, 7.4, "tree", 1.15, 1),
        (-6.4, -2.4, "birch", 1.25, 2),
    ):
        d.place(name, x, y, seed=k, scale=s)
    d.scatter(["pine", "pine", "birch", "tree"], 15, (-18, 18), (7.5, 16), salt=1, gap=0.1, scale=(1.1, 1.7))
    d.scatter(
        ["bush", "grass_tuft", "mushroom", "grass_tuft", "rock"],
        60,
        (-9, 9),
        (-4.0, 8.0),
        salt=2,
        gap=0.05,
        scale=(0.8, 1.4),
        solid=False,
        margin=0.3,
    )
    d.scatter(
        ["grass_tuft", "grass_tuft"],
        46,
        (-5, 5),
        (-3.6, 4),
        salt=3,
        gap=0.05,
        scale=(0.7, 1.2),
        solid=False,
        margin=-3.2,
        lane_clear=False,
    )
    d.scatter(["log", "stump", "boulder"], 6, (-10, 10), (3.4, 9.0), salt=4, gap=0.5, scale=(0.8, 1.1))
    tone = LEAVES[style.season]
    d.add(
        treeline(
            style.seed,
            (tone[0] * 0.8, tone[1] * 0.85, tone[2] * 0.95),
            distance_m=27.0,
            width_m=70.0,
            height_m=8.5,
            firs=True,
        ),
        treeline(
            style.seed + 1,
            (tone[0] * 0.72, tone[1] * 0.8, tone[2] * 1.02),
            distance_m=38.0,
            width_m=95.0,
            height_m=12.0,
            firs=True,
        ),
    )
    if is_lit(style) and not fires:
        d.lamp((-3.0, 2.5, 2.6), 1.6, colour=(0.55, 0.7, 1.0), range_m=12.0)
    night = style.time in ("night", "dusk")
    return finish(
        "forest",
        style,
        d,
        terrain,
        marks=marks,
        ground_sound="snow" if d.snowy else "grass",
        space="forest",
        fires=fires,
        beds=(Bed("crickets", 0.5), Bed("wind", 0.12)) if night else (Bed("birds", 0.6), Bed("wind", 0.15)),
        azimuth_deg=-55,
        low_azimuth_deg=-38,
        haze=2.2,
    )


def jungle(style: SetStyle) -> StageSet:
    """Palms, broad leaves, a stream of light; lush and humid."""
    height = clearing(style.seed, 0.8, 6.5)
    d = Dressing(style.seed, (4.6, 2.2), height, "summer")
    prop, terrain = ground(
        surface("grass", (0.26, 0.48, 0.2)),
        height=height,
        near=(-20, 20, -8, 20),
        step=1.0,
        far_m=80,
        tone=0.16,
        seed=style.seed,
        sound="grass",
    )
    d.add(prop)
    for x, y, s, k in (
        (-6.2, 2.2, 1.15, 0),
        (6.4, 2.8, 1.2, 1),
        (-4.4, 5.4, 1.0, 2),
        (4.6, 6.4, 1.1, 0),
        (8.4, -0.8, 1.1, 2),
        (-8.4, -0.9, 1.0, 1),
        (0.8, 8.4, 1.25, 1),
    ):
        d.place("palm", x, y, seed=k, scale=s, heading=float(k * 2.1 + x))
    d.scatter(["palm", "oak"], 14, (-18, 18), (8, 20), salt=1, gap=0.2, scale=(0.9, 1.3))
    d.scatter(
        ["bush", "bush", "reeds", "grass_tuft", "flower", "rock"],
        66,
        (-10, 10),
        (-4.2, 9.0),
        salt=2,
        gap=0.02,
        scale=(0.9, 1.7),
        solid=False,
        margin=0.4,
    )
    d.scatter(["boulder", "log"], 5, (-9, 9), (3.5, 8), salt=3, gap=0.5)
    d.add(
        treeline(style.seed, (0.2, 0.46, 0.24), distance_m=24.0, width_m=70.0, height_m=9.0),
        treeline(style.seed + 1, (0.22, 0.46, 0.32), distance_m=38.0, width_m=95.0, height_m=15.0),
    )
    return finish(
        "jungle",
        style,
        d,
        terrain,
        marks={"glade": (0.0, 0.0, 0.0), "tree": (-5.2, 2.2, 0.0)},
        space="forest",
        beds=(Bed("jungle", 0.8),),
        azimuth_deg=-60,
        low_azimuth_deg=30,
        haze=3.0,
    )


BUILDERS = {"forest": forest, "jungle": jungle}
