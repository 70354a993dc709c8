"""The shell of an indoor set: floor, back and side walls, skirting, ceiling; open towards the audience.

Knows nothing of furniture. Walls and ceiling cast no shadow, so the soft sun of `indoor_light` reaches everything.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...bodies.scenery.forms import Piece, assemble, block, box_collider, vinyl
from ...bodies.types import Body, Material, Rgb, SoundMaterial
from ...sound.types import Bed, Space
from ..types import F64, Prop, SetStyle, StageSet, Terrain
from .dress import FACING, Dressing
from .ground import sheet
from .light import indoor_light


def plain(material: Material) -> Material:
    return replace(material, casts_shadow=False)


def walls(
    width_m: float,
    back_y: float,
    front_y: float,
    height_m: float,
    *,
    paint: Material,
    lower: Material | None = None,
    lower_m: float = 1.0,
    trim: Rgb = (0.96, 0.94, 0.9),
    ceiling: Rgb | None = (0.95, 0.93, 0.9),
) -> Prop:
    """Back wall at y = back_y, side walls at x = ±width/2 out to front_y; optional dado of `lower` up to lower_m;
    ceiling."""
    t = 0.15
    depth = back_y - front_y
    middle = (back_y + front_y) / 2
    edge = plain(vinyl(trim, 0.5))
    pieces: list[Piece] = [(block((width_m + 2 * t, t, height_m), 0.0, at=(0, back_y + t / 2, 0)), plain(paint))]
    for s in (-1, 1):
        pieces.append((block((t, depth, height_m), 0.0, at=(s * (width_m + t) / 2, middle, 0)), plain(paint)))
        pieces.append((block((0.03, depth, 0.13), 0.012, at=(s * (width_m / 2 - 0.015), middle, 0)), edge))
    pieces.append((block((width_m, 0.03, 0.13), 0.012, at=(0, back_y - 0.015, 0)), edge))
    pieces.append((block((width_m, 0.07, 0.1), 0.03, at=(0, back_y - 0.035, height_m - 0.1)), edge))
    if lower is not None:
        pieces.append((block((width_m, 0.02, lower_m), 0.0, at=(0, back_y - 0.01, 0)), plain(lower)))
        pieces.append((block((width_m, 0.06, 0.06), 0.02, at=(0, back_y - 0.03, lower_m)), edge))
        for s in (-1, 1):
            pieces.append((block((0.02, depth, lower_m), 0.0, at=(s * (width_m / 2 - 0.01), middle, 0)), plain(lower)))
            pieces.append((block((0.06, depth, 0.06), 0.02, at=(s * (width_m / 2 - 0.03), middle, lower_m)), edge))
    if ceiling is not None:
        pieces.append((block((width_m + 2 * t, depth, 0.1), 0.0, at=(0, middle, height_m)), plain(vinyl(ceiling, 0.8))))
    solid = [box_collider((width_m, t, height_m), (0, back_y + t / 2, 0))]
    solid += [box_collider((t, depth, height_m), (s * (width_m + t) / 2, middle, 0)) for s in (-1, 1)]
    body: Body = assemble("walls", pieces, colliders=solid, sound="stone", mass_kg=1e4)
    return Prop(body, (0.0, 0.0, 0.0), FACING, name="walls")


def sky_of(style: SetStyle) -> str:
    """Which window glow fits the time and weather."""
    if style.time in ("night", "dusk"):
        return "night"
    if style.time in ("sunset", "dawn"):
        return "sunset"
    return "day" if style.weather in ("clear", "wind") else "grey"


def start(style: SetStyle, play: tuple[float, float]) -> Dressing:
    return Dressing(style.seed, play, season=style.season)


def floor(
    material: Material, width_m: float, back_y: float, *, front_y: float = -9.0, turn: bool = False
) -> tuple[Prop, Terrain]:
    """The floor and its height grid, reaching past the audience."""
    w = width_m / 2
    prop = sheet(material, -w, w, front_y, back_y, name="ground", turn=turn)
    heights: F64 = np.zeros((2, 2))
    return prop, Terrain(-w, w, front_y, back_y, heights)


def finish(
    name: str,
    style: SetStyle,
    d: Dressing,
    terrain: Terrain,
    *,
    marks: dict[str, tuple[float, float, float]],
    lane: tuple[tuple[float, float, float], tuple[float, float, float]] | None = None,
    ground_sound: SoundMaterial = "wood",
    beds: tuple[Bed, ...] = (Bed("room", 0.4),),
    space: Space = "room",
    fires: tuple[tuple[float, float, float], ...] = (),
    warmth: float = 1.0,
    palette: tuple[Rgb, ...] = (),
) -> StageSet:
    """The room as a StageSet, lit for its time; rain and storm are heard through the windows."""
    light = indoor_light(style.time, style.weather, warmth=warmth)
    outside = {"rain": (Bed("rain", 0.25),), "storm": (Bed("storm", 0.3),), "wind": (Bed("wind", 0.2),)}.get(
        style.weather, ()
    )
    run = d.play[0]
    return StageSet(
        name=name,
        props=tuple(d.props),
        terrain=terrain,
        ground_sound=ground_sound,
        sky=light.sky,
        fog=light.fog,
        lamps=tuple(d.lamps),
        marks=marks,
        lane=lane or ((-run, 0.0, 0.0), (run, 0.0, 0.0)),
        play=d.play,
        beds=(*beds, *outside),
        space=space,
        exposure=light.exposure,
        indoors=True,
        fires=fires,
        palette=palette,
    )


def warm_pools(
    d: Dressing, style: SetStyle, places: list[tuple[float, float, float]], *, shadow_first: bool = True
) -> None:
    """Lit lamps: strong at night, a mere glow by day."""
    dark = indoor_light(style.time, style.weather).lamps_lit
    for k, p in enumerate(places):
        ceiling = p[2] > 2.2
        d.lamp(
            p,
            (4.2 if ceiling else 2.6) if dark else 0.7,
            colour=(1.0, 0.72, 0.42),
            range_m=10.0,
            shadow=dark and k == 0 and shadow_first,
            cone_rad=1.25 if ceiling else None,
        )
