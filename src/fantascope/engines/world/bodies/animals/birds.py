"""The bird species: proportions as tables, markings as short recipes.

Knows nothing of motion.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Rgb
from . import paint
from .bird_form import BirdPlan
from .sculpt import Sculpt

ORANGE: Rgb = (0.97, 0.55, 0.12)
WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.09, 0.09, 0.11)

PLANS: dict[str, BirdPlan] = {
    "penguin": BirdPlan(
        rear=(-0.01, 0.2, 0.165), front=(0.0, 0.36, 0.145), head_at=(0.025, 0.565), head=0.125, neck=(), neck_r=0.1,
        beak=(0.085, 0.026, 0.03), beak_colour=ORANGE, hook=0.22, leg=0.1, leg_r=0.03, spread=0.075, foot=0.105, foot_colour=ORANGE,
        wing=(0.3, 0.075, 0.026), wing_at=(0.0, 0.42), wing_colour=None, wing_tip=None, wing_droop=1.42,
        tail=(0.1, 0.05, -0.35), tail_colour=None, mass_kg=16, eye=0.027, eye_at=(0.55, 0.2), webbed=True, voice="penguin",
        speed=(0.5, 1.2), flies=False, wingspan=1.15, flap_hz=2.5,
    ),
}


def _penguin(s: Sculpt, p: BirdPlan) -> None:
    s.paint(WHITE, paint.egg((0.16, 0, 0.26), (0.13, 0.115, 0.215)))
    s.paint((0.98, 0.78, 0.25), paint.egg((0.1, 0, 0.475), (0.11, 0.085, 0.04)))
    hx, hz = p.head_at
    s.paint(WHITE, paint.egg((hx + 0.11, 0.052, hz + 0.012), (0.075, 0.056, 0.066), pair=True))
    s.paint(WHITE, paint.egg((hx + 0.12, 0, hz - 0.04), (0.06, 0.075, 0.045)))


COATS: dict[str, tuple[Rgb, ...]] = {"penguin": ((0.12, 0.14, 0.2),)}
RECIPES: dict[str, Callable[[Sculpt, BirdPlan], None]] = {"penguin": _penguin}
