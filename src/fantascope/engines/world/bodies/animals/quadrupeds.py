"""The four-legged species: proportions as tables, markings and specials as short recipes.

Knows nothing of motion. Real sizes, small animals slightly enlarged, heads a good third too large.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Rgb
from . import face, paint
from .quadruped_form import Plan, inner_ears
from .sculpt import Sculpt

CREAM: Rgb = (0.96, 0.92, 0.84)
WHITE: Rgb = (0.97, 0.96, 0.94)
PINK: Rgb = (0.95, 0.66, 0.66)
BLACK: Rgb = (0.09, 0.085, 0.095)

PLANS: dict[str, Plan] = {
    "dog": Plan(
        hips=-0.2, shoulders=0.15, height=0.33, chest=0.125, waist=0.108, rump=0.115, leg=0.054, foot=0.046, spread=0.075,
        head_at=(0.31, 0.575), head=(0.135, 0.145, 0.135), neck=0.085, muzzle=0.165, muzzle_size=(0.08, 0.058), muzzle_drop=0.035,
        nose=0.03, ear="floppy", ear_size=0.175, tail=((0, 0), (0.09, 0.07), (0.13, 0.17), (0.09, 0.27)),
        tail_radii=(0.034, 0.036, 0.034, 0.02), mass_kg=22, eye=0.033, eye_at=(0.5, 0.24), speed=(1.2, 5.0), voice="dog",
    ),
    "cat": Plan(
        hips=-0.125, shoulders=0.09, height=0.195, chest=0.075, waist=0.07, rump=0.076, leg=0.034, foot=0.03, spread=0.044,
        head_at=(0.175, 0.325), head=(0.094, 0.112, 0.09), neck=0.055, muzzle=0.08, muzzle_size=(0.045, 0.03), muzzle_drop=0.026,
        nose=0.0125, ear="pointed", ear_size=0.078, tail=((0, 0), (0.07, 0.03), (0.12, 0.12), (0.11, 0.22), (0.15, 0.28)),
        tail_radii=(0.024, 0.022, 0.022, 0.02), mass_kg=4.5, eye=0.026, eye_at=(0.55, 0.1), iris=(0.52, 0.78, 0.32), slit=True,
        cheeks=0.045, nose_colour=(0.9, 0.5, 0.52), speed=(0.8, 4.0), voice="cat", muzzle_flat=0.8, bulge=0.4,
    ),
}


def _dog(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    s.paint(CREAM, paint.egg((hx + 0.2, 0, hz - 0.05), (0.11, 0.068, 0.062)))
    s.paint(CREAM, paint.egg((0.24, 0, 0.33), (0.1, 0.075, 0.15)))
    s.paint(CREAM, paint.beyond((0, 0, 0.075), (0, 0, -1)))
    s.paint(CREAM, paint.egg((-0.375, 0, 0.66), (0.06, 0.06, 0.07)))
    s.paint((0.47, 0.27, 0.14), paint.near([b for b in s.blobs if b.bone.startswith("ear")], 0.004))


def _cat(s: Sculpt, p: Plan) -> None:
    dark = tuple(c * 0.52 for c in s.main)
    back = paint.beyond((0, 0, 0.2), (0, 0, 1))
    stripes = paint.bands((1, 0, 0.1), 0.05, 0.42, wobble_m=0.006)
    s.paint(_rgb(dark), paint.within(stripes, back, paint.beyond((0.06, 0, 0), (-1, 0, 0))))
    hx, hz = p.head_at
    s.paint(_rgb(dark), paint.within(paint.bands((0, 1, 0), 0.034, 0.45), paint.egg((hx + 0.03, 0, hz + 0.095), (0.06, 0.05, 0.06))))
    s.paint(WHITE, paint.egg((hx + 0.085, 0, hz - 0.045), (0.055, 0.058, 0.04)))
    s.paint(WHITE, paint.egg((0.145, 0, 0.2), (0.05, 0.045, 0.085)))
    s.paint(WHITE, paint.beyond((0, 0, 0.045), (0, 0, -1)))
    inner_ears(s, p, PINK)
    face.whiskers(s, (hx + 0.085, 0.028, hz - 0.035), 0.075)


def _rgb(c: tuple[float, ...]) -> Rgb:
    return (c[0], c[1], c[2])


COATS: dict[str, tuple[Rgb, ...]] = {
    "dog": ((0.86, 0.57, 0.26),),
    "cat": ((0.62, 0.6, 0.6), (0.93, 0.58, 0.24)),
}
RECIPES: dict[str, Callable[[Sculpt, Plan], None]] = {"dog": _dog, "cat": _cat}
