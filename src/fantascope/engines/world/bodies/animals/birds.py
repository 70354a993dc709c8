"""The coats and markings of the bird species, as short recipes.

Knows nothing of proportions or motion.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import shapes
from ..types import Material, Rgb
from . import face, paint
from .bird_form import BirdPlan
from .bird_plans import PLANS
from .bird_stock import BLACK, RED, WHITE
from .sculpt import Sculpt

__all__ = ["COATS", "PLANS", "RECIPES"]


def _penguin(s: Sculpt, p: BirdPlan) -> None:
    s.paint(WHITE, paint.egg((0.16, 0, 0.26), (0.13, 0.115, 0.215)))
    s.paint((0.98, 0.78, 0.25), paint.egg((0.1, 0, 0.475), (0.11, 0.085, 0.04)))
    hx, hz = p.head_at
    s.paint(WHITE, paint.egg((hx + 0.11, 0.052, hz + 0.012), (0.075, 0.056, 0.066), pair=True))
    s.paint(WHITE, paint.egg((hx + 0.12, 0, hz - 0.04), (0.06, 0.075, 0.045)))


def _duck(s: Sculpt, p: BirdPlan) -> None:
    if s.main[0] < 0.9:  # a mallard: green head, white ring, brown breast
        hz = p.head_at[1]
        s.paint((0.45, 0.28, 0.18), paint.egg((p.front[0] + 0.06, 0, p.front[1]), (0.1, 0.12, 0.1)))
        s.paint(WHITE, paint.beyond((0, 0, hz - 0.095), (0, 0, 1)))
        s.paint((0.08, 0.42, 0.25), paint.beyond((0, 0, hz - 0.075), (0, 0, 1)))


def _bird(s: Sculpt, p: BirdPlan) -> None:
    s.paint((0.97, 0.72, 0.45), paint.egg((p.front[0] + 0.065, 0, p.front[1] - 0.02), (0.05, 0.05, 0.062)))
    s.paint(WHITE, paint.beyond((0, 0, p.front[1] - 0.055), (0.25, 0, -1)))


def _comb(s: Sculpt, p: BirdPlan, size: float) -> None:
    hx, hz = p.head_at
    comb = [
        shapes.moved(face.bead((r * 0.85, r * 0.45, r)), (hx + x, 0, hz + p.head * z))
        for x, z, r in ((size * 0.9, 0.93, size * 0.62), (0.0, 1.08, size * 0.75), (-size * 0.85, 0.98, size * 0.68))
    ]
    s.part("comb", shapes.join(comb), Material(RED, 0.4), "head")
    wattle = [
        shapes.moved(face.bead((size * 0.35, size * 0.28, size * 0.6)), (hx + p.head * 0.98, y, hz - p.head * 0.72))
        for y in (-size * 0.28, size * 0.28)
    ]
    s.part("wattle", shapes.join(wattle), Material(RED, 0.4), "head")


def _chicken(s: Sculpt, p: BirdPlan) -> None:
    _comb(s, p, 0.036)


def _rooster(s: Sculpt, p: BirdPlan) -> None:
    _comb(s, p, 0.048)
    s.paint(
        (0.95, 0.62, 0.16),
        paint.within(paint.beyond((0, 0, p.front[1] + 0.07), (0.1, 0, 1)), paint.beyond((0.0, 0, 0), (1, 0, 0.1))),
    )
    s.paint((0.1, 0.3, 0.25), paint.egg((p.front[0] + 0.09, 0, p.front[1] - 0.03), (0.08, 0.1, 0.1)))


def _owl(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    pale: Rgb = (0.93, 0.83, 0.66)
    s.paint(pale, paint.egg((hx + 0.1, 0.058, hz + 0.012), (0.075, 0.068, 0.072), pair=True))
    s.paint(pale, paint.egg((0.11, 0, 0.22), (0.085, 0.095, 0.13)))
    spots = paint.spots((0.06, -0.1, 0.12), (0.16, 0.1, 0.32), 16, 0.011, seed=4, wobble=0.0)
    s.paint((0.55, 0.36, 0.2), paint.within(spots, paint.egg((0.11, 0, 0.22), (0.08, 0.085, 0.12))))
    for sign in (1.0, -1.0):
        tuft = face.cone((hx - 0.01, sign * 0.07, hz + 0.085), (hx - 0.03, sign * 0.12, hz + 0.18), 0.034, tip=0.15)
        s.part("tuft", tuft, Material(s.main, 0.5, sheen=0.25), "head", "main")


def _eagle(s: Sculpt, p: BirdPlan) -> None:
    s.paint(WHITE, paint.beyond((0, 0, p.head_at[1] - 0.075), (0.25, 0, 1), wave=0.008, waves=9.0))


def _parrot(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    s.paint(WHITE, paint.egg((hx + 0.055, 0.055, hz + 0.012), (0.042, 0.035, 0.04), pair=True))


def _seagull(s: Sculpt, p: BirdPlan) -> None:
    s.paint(
        (0.66, 0.7, 0.75),
        paint.within(
            paint.beyond((0, 0, p.front[1] + 0.05), (0.15, 0, 1)),
            paint.beyond((p.front[0] + 0.01, 0, 0), (-1, 0, -0.3)),
        ),
    )


def _flamingo(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    s.paint((0.98, 0.86, 0.84), paint.egg((hx + p.head, 0, hz - 0.02), (0.04, 0.05, 0.04)))


def _pigeon(s: Sculpt, p: BirdPlan) -> None:
    hz = p.head_at[1]
    s.paint(
        (0.28, 0.5, 0.42),
        paint.within(paint.beyond((0, 0, hz - 0.095), (0.2, 0, 1)), paint.beyond((0, 0, hz - 0.045), (0, 0, -1))),
    )
    s.paint((0.4, 0.42, 0.5), paint.beyond((0, 0, hz - 0.045), (0, 0, 1)))


def _plain(s: Sculpt, p: BirdPlan) -> None:
    """No markings."""


def _swan(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    s.paint(BLACK, paint.egg((hx + p.head * 1.0, 0, hz - 0.005), (0.032, 0.07, 0.045)))


def _ostrich(s: Sculpt, p: BirdPlan) -> None:
    s.paint((0.93, 0.76, 0.68), paint.beyond((0, 0, p.front[1] + 0.28), (0.2, 0, 1)))


COATS: dict[str, tuple[Rgb, ...]] = {
    "penguin": ((0.12, 0.14, 0.2),),
    "duck": ((0.98, 0.8, 0.22), (0.62, 0.58, 0.54), (0.97, 0.96, 0.94)),
    "bird": ((0.22, 0.55, 0.88), (0.9, 0.35, 0.25), (0.98, 0.78, 0.25)),
    "chicken": ((0.96, 0.94, 0.9), (0.72, 0.42, 0.22)),
    "rooster": ((0.72, 0.33, 0.13),),
    "owl": ((0.56, 0.39, 0.25),),
    "eagle": ((0.36, 0.23, 0.15),),
    "parrot": ((0.9, 0.17, 0.15), (0.2, 0.7, 0.3)),
    "seagull": ((0.97, 0.96, 0.95),),
    "flamingo": ((0.97, 0.55, 0.62),),
    "pigeon": ((0.6, 0.63, 0.7),),
    "crow": ((0.13, 0.13, 0.17),),
    "swan": ((0.97, 0.97, 0.96),),
    "ostrich": ((0.16, 0.15, 0.17),),
}
RECIPES: dict[str, Callable[[Sculpt, BirdPlan], None]] = {
    "penguin": _penguin,
    "duck": _duck,
    "bird": _bird,
    "chicken": _chicken,
    "rooster": _rooster,
    "owl": _owl,
    "eagle": _eagle,
    "parrot": _parrot,
    "seagull": _seagull,
    "flamingo": _flamingo,
    "pigeon": _pigeon,
    "crow": _plain,
    "swan": _swan,
    "ostrich": _ostrich,
}
