"""Animals and beasts as vinyl toys: `build_animal` makes any of `SPECIES`.

Knows nothing of time or scenes. A body's `rig` is "quadruped", "bird", "fish" or "crawler"; its base coat is tinted
"main". The same arguments always give the same body.
"""

from __future__ import annotations

from functools import lru_cache

from ..types import Body, Rgb
from . import bird_form, birds, crawlers, fishes, quadruped_coats, quadruped_form, quadrupeds
from .sculpt import Sculpt

SPECIES: tuple[str, ...] = (*quadrupeds.PLANS, *birds.PLANS, *fishes.PLANS, *crawlers.MAKERS)


@lru_cache(maxsize=64)
def build_animal(
    species: str, *, colour: Rgb | None = None, pattern: str | None = None, young: bool = False,
    wears: tuple[tuple[str, Rgb | None], ...] = (), seed: int = 0,
) -> Body:
    """One animal.

    Args:
        species: a name of `SPECIES`; KeyError otherwise.
        colour: base coat; markings stay.
        pattern: extra marking ("spotted", "striped", "patched"), or None for the species' own.
        young: smaller, with a larger head and shorter legs.
        wears: garments by name with an optional colour.
        seed: picks among the species' coats.
    """
    if species in quadrupeds.PLANS:
        plan = quadrupeds.PLANS[species]
        s = Sculpt(colour or _pick(quadruped_coats.COATS[species], seed), plan.softness * (plan.shoulders - plan.hips))
        quadruped_form.frame(s, plan)
        quadruped_form.flesh(s, plan)
        quadruped_coats.RECIPES[species](s, plan)
        quadruped_form.features(s, plan)
        quadruped_form.finish(s, plan)
        return s.body(species, rig="quadruped", mass_kg=plan.mass_kg, traits=quadruped_form.traits(s, plan))
    if species in fishes.PLANS:
        return fishes.build(species, colour or _pick(fishes.PLANS[species].colours, seed), fishes.PLANS[species])
    if species in crawlers.MAKERS:
        return crawlers.build(species, colour or _pick(crawlers.COATS[species], seed))
    bird = birds.PLANS[species]
    s = Sculpt(colour or _pick(birds.COATS[species], seed), bird.front[2] * 0.12)
    bird_form.frame(s, bird)
    bird_form.flesh(s, bird)
    birds.RECIPES[species](s, bird)
    bird_form.features(s, bird)
    bird_form.finish(s, bird)
    return s.body(species, rig="bird", mass_kg=bird.mass_kg, traits=bird_form.traits(s, bird))


def _pick(coats: tuple[Rgb, ...], seed: int) -> Rgb:
    return coats[seed % len(coats)]
