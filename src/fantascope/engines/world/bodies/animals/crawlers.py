"""Small crawlers and winged insects: crab, spider, ladybird, bee, butterfly, ant, snake, snail, octopus.

Knows nothing of motion. Legged ones have `leg_left0_hip/knee/foot` …, winged ones `wing_left/right` (and `wing_low_…`),
the snake `seg_1` …, the snail a `shell`, the octopus arms `arm_0_0` … of three bones.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Body, Rgb
from . import insects, many_legged, soft
from .crawler_form import Traits
from .sculpt import Sculpt

COATS: dict[str, tuple[Rgb, ...]] = {
    "crab": ((0.93, 0.3, 0.17),),
    "spider": ((0.28, 0.24, 0.32),),
    "ladybird": ((0.9, 0.13, 0.1),),
    "ant": ((0.5, 0.25, 0.16),),
    "bee": ((0.98, 0.76, 0.14),),
    "butterfly": ((0.97, 0.55, 0.12), (0.25, 0.55, 0.95), (0.93, 0.35, 0.62)),
    "snake": ((0.3, 0.64, 0.25),),
    "snail": ((0.9, 0.78, 0.52),),
    "octopus": ((0.93, 0.42, 0.5), (0.62, 0.42, 0.8)),
}
MAKERS: dict[str, Callable[[Sculpt], Traits]] = {
    "crab": many_legged.crab,
    "spider": many_legged.spider,
    "ladybird": insects.ladybird,
    "ant": insects.ant,
    "bee": insects.bee,
    "butterfly": insects.butterfly,
    "snake": soft.snake,
    "snail": soft.snail,
    "octopus": soft.octopus,
}
_SPEED = {
    "crab": (0.35, 1.0),
    "spider": (0.3, 1.0),
    "butterfly": (0.5, 1.5),
    "bee": (0.8, 2.5),
    "ladybird": (0.1, 0.4),
    "ant": (0.15, 0.5),
    "snake": (0.4, 1.2),
    "snail": (0.03, 0.08),
    "octopus": (0.3, 1.2),
}


def build(species: str, colour: Rgb) -> Body:
    s = Sculpt(colour, 0.012, roughness=0.35, sheen=0.1, vertices=2000 if species not in ("octopus", "snake") else 3000)
    if species == "octopus":
        s.softness_m = 0.02
    found = MAKERS[species](s)
    mass = float(found.pop("mass"))
    walk, run = _SPEED[species]
    x, y, z = s.at("head")
    tall = float(found["height_m"])
    s.anchors.update(
        {
            "head_top": (x, y, tall),
            "mouth": (x + 0.05, 0.0, z),
            "back": (0.0, 0.0, tall * 0.8),
            "seat": (0.0, 0.0, tall * 0.8),
        }
    )
    s.hull("centre", "ball", (tall * 0.4,), s.at("centre"))
    traits: Traits = {"walk_ms": walk, "run_ms": run, "voice_pitch": 1.6, "voice_size": 0.5, "length_m": 0.3, **found}
    return s.body(species, rig="crawler", mass_kg=mass, traits=traits)
