"""Animals and beasts as vinyl toys: `build_animal` makes any of `SPECIES`.

Knows nothing of time or scenes. A body's `rig` is "quadruped", "bird", "fish" or "crawler"; its base coat is tinted
"main". The same arguments always give the same body.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from .. import shapes
from ..types import Body, Collider, Rgb, Skeleton, Vec3
from . import (
    bird_form,
    birds,
    clothes,
    crawlers,
    fishes,
    paint,
    quadruped_coats,
    quadruped_form,
    quadruped_marks,
    quadrupeds,
)
from .quadruped_plan import Plan
from .sculpt import Sculpt

__all__ = ["GARMENTS", "SPECIES", "build_animal"]

SPECIES: tuple[str, ...] = (*quadrupeds.PLANS, *birds.PLANS, *fishes.PLANS, *crawlers.MAKERS)
GARMENTS: tuple[str, ...] = tuple(clothes.GARMENTS)
_YOUNG = 0.62


@lru_cache(maxsize=128)
def build_animal(
    species: str,
    *,
    colour: Rgb | None = None,
    pattern: str | None = None,
    young: bool = False,
    wears: tuple[tuple[str, Rgb | None], ...] = (),
    seed: int = 0,
) -> Body:
    """One animal.

    Args:
        species: a name of `SPECIES`; KeyError otherwise.
        colour: base coat; markings stay.
        pattern: extra marking of four-legged animals ("spotted", "striped", "patched"), or None for the species' own.
        young: smaller, with a larger head and shorter legs.
        wears: garments by name (see `GARMENTS`; others are left out) with an optional colour.
        seed: picks among the species' coats.
    """
    if species in quadrupeds.PLANS:
        made = _quadruped(species, colour, pattern, young, wears, seed)
    elif species in fishes.PLANS:
        made = fishes.build(species, colour or _pick(fishes.PLANS[species].colours, seed), fishes.PLANS[species])
    elif species in crawlers.MAKERS:
        made = crawlers.build(species, colour or _pick(crawlers.COATS[species], seed))
    else:
        made = _bird(species, colour, young, wears, seed)
    return _resized(made, _YOUNG) if young else made


def _quadruped(
    species: str,
    colour: Rgb | None,
    pattern: str | None,
    young: bool,
    wears: tuple[tuple[str, Rgb | None], ...],
    seed: int,
) -> Body:
    plan = quadrupeds.PLANS[species]
    if young:
        x, z = plan.head_at
        plan = replace(
            plan,
            head=_times(plan.head, 1.18),
            eye=plan.eye * 1.2,
            head_at=(x, z + plan.head[2] * 0.06),
            ear_size=plan.ear_size * 1.05,
        )
    s = Sculpt(colour or _pick(quadruped_coats.COATS[species], seed), plan.softness * (plan.shoulders - plan.hips))
    quadruped_form.frame(s, plan)
    quadruped_form.flesh(s, plan)
    if pattern is not None:
        _pattern(s, plan, pattern, seed)
    quadruped_coats.RECIPES[species](s, plan)
    quadruped_form.features(s, plan)
    quadruped_form.finish(s, plan)
    clothes.dress(s, wears, s.anchors["head_top"], plan.head, plan.neck)
    return s.body(species, rig="quadruped", mass_kg=plan.mass_kg, traits=quadruped_form.traits(s, plan))


def _bird(species: str, colour: Rgb | None, young: bool, wears: tuple[tuple[str, Rgb | None], ...], seed: int) -> Body:
    plan = birds.PLANS[species]
    if young:
        plan = replace(plan, head=plan.head * 1.15, eye=plan.eye * 1.2)
    s = Sculpt(colour or _pick(birds.COATS[species], seed), plan.front[2] * 0.12)
    bird_form.frame(s, plan)
    bird_form.flesh(s, plan)
    birds.RECIPES[species](s, plan)
    bird_form.features(s, plan)
    bird_form.finish(s, plan)
    clothes.dress(s, wears, s.anchors["head_top"], (plan.head,) * 3, plan.neck_r)
    return s.body(species, rig="bird", mass_kg=plan.mass_kg, traits=bird_form.traits(s, plan))


def _pattern(s: Sculpt, p: Plan, pattern: str, seed: int) -> None:
    """Extra markings in a darker shade of the coat (paler on dark coats)."""
    mark = quadruped_marks.shade(s.main, 0.45) if max(s.main) > 0.35 else quadruped_marks.CREAM
    low: Vec3 = (p.hips - p.rump, -p.chest, p.height * 0.4)
    high: Vec3 = (p.shoulders + p.chest, p.chest, p.height + p.chest)
    if pattern in ("spotted", "dotted", "polka_dot"):
        s.paint(mark, paint.spots(low, high, 34, p.chest * 0.2, seed=seed, wobble=0.0))
    elif pattern in ("striped", "stripes", "tabby"):
        s.paint(
            mark,
            paint.within(
                paint.bands((1, 0, 0), p.chest * 0.8, 0.4, wobble_m=p.chest * 0.1, seed=seed),
                paint.beyond((p.shoulders, 0, 0), (-1, 0, 0.3)),
            ),
        )
    elif pattern in ("patched", "patches"):
        s.paint(mark, paint.spots(low, high, 7, p.chest * 0.55, seed=seed))


def _pick(coats: tuple[Rgb, ...], seed: int) -> Rgb:
    return coats[seed % len(coats)]


def _times(v: Vec3, by: float) -> Vec3:
    return (v[0] * by, v[1] * by, v[2] * by)


_LENGTHS = (
    "leg_m",
    "length_m",
    "height_m",
    "belly_m",
    "rump_m",
    "chest_m",
    "muzzle_x",
    "muzzle_z",
    "eye_m",
    "girth_m",
    "beak_x",
    "beak_z",
)


def _resized(b: Body, by: float) -> Body:
    """The same body `by` times as large, lighter by the cube, with a higher voice."""
    traits = {k: v * by if k in _LENGTHS and isinstance(v, float) else v for k, v in b.traits.items()}
    for name, factor in (("walk_ms", by**0.5), ("run_ms", by**0.5), ("voice_pitch", 1.45), ("voice_size", 0.75)):
        value = traits.get(name)
        if isinstance(value, float | int):
            traits[name] = value * factor
    assert b.skeleton is not None
    hulls = tuple(
        Collider(c.shape, tuple(x * by for x in c.size), _times(c.centre, by), c.rotation, bone=c.bone)
        for c in b.colliders
    )
    return replace(
        b,
        parts=tuple(replace(p, mesh=shapes.scaled(p.mesh, by)) for p in b.parts),
        size=_times(b.size, by),
        mass_kg=b.mass_kg * by**3,
        traits=traits,
        colliders=hulls,
        skeleton=Skeleton(b.skeleton.names, b.skeleton.parents, (b.skeleton.rest * np.float32(by)).astype(np.float32)),
        anchors={k: _times(v, by) for k, v in b.anchors.items()},
    )
