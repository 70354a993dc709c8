"""The bird species: proportions as tables, markings as short recipes.

Knows nothing of motion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import shapes
from ..types import Material, Rgb
from . import face, paint
from .bird_form import BirdPlan
from .sculpt import Sculpt

ORANGE: Rgb = (0.97, 0.55, 0.12)
YELLOW: Rgb = (0.98, 0.78, 0.2)
WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.09, 0.09, 0.11)
RED: Rgb = (0.88, 0.16, 0.13)

_DUCK = BirdPlan(
    rear=(-0.08, 0.17, 0.1),
    front=(0.05, 0.18, 0.098),
    head_at=(0.115, 0.375),
    head=0.082,
    neck=((0.105, 0.265),),
    neck_r=0.052,
    beak=(0.075, 0.02, 0.038),
    beak_colour=ORANGE,
    hook=-0.02,
    leg=0.1,
    leg_r=0.014,
    spread=0.05,
    foot=0.06,
    foot_colour=ORANGE,
    wing=(0.19, 0.075, 0.026),
    wing_at=(0.05, 0.2),
    wing_colour=None,
    wing_tip=None,
    wing_droop=-0.06,
    tail=(0.09, 0.05, 0.65),
    tail_colour=None,
    mass_kg=1.5,
    eye=0.019,
    eye_at=(0.8, 0.22),
    webbed=True,
    voice="duck",
    speed=(0.4, 1.2),
    wingspan=1.9,
    flap_hz=5.0,
)
_SONGBIRD = BirdPlan(
    rear=(-0.03, 0.11, 0.062),
    front=(0.022, 0.125, 0.066),
    head_at=(0.05, 0.205),
    head=0.058,
    neck=(),
    neck_r=0.045,
    beak=(0.03, 0.011, 0.011),
    beak_colour=YELLOW,
    hook=0.1,
    leg=0.075,
    leg_r=0.007,
    spread=0.028,
    foot=0.032,
    foot_colour=(0.6, 0.4, 0.25),
    wing=(0.125, 0.045, 0.016),
    wing_at=(0.025, 0.13),
    wing_colour=None,
    wing_tip=None,
    wing_droop=0.25,
    tail=(0.085, 0.03, 0.12),
    tail_colour=None,
    mass_kg=0.08,
    eye=0.017,
    eye_at=(0.72, 0.18),
    speed=(0.35, 1.0),
    wingspan=1.9,
    flap_hz=7.0,
    pitch=1.6,
)
_RAPTOR = BirdPlan(
    rear=(-0.07, 0.22, 0.11),
    front=(0.02, 0.34, 0.128),
    head_at=(0.09, 0.53),
    head=0.098,
    neck=(),
    neck_r=0.08,
    beak=(0.07, 0.03, 0.026),
    beak_colour=YELLOW,
    hook=0.55,
    leg=0.15,
    leg_r=0.024,
    spread=0.06,
    foot=0.065,
    foot_colour=YELLOW,
    wing=(0.36, 0.105, 0.032),
    wing_at=(0.03, 0.37),
    wing_colour=None,
    wing_tip=(0.2, 0.13, 0.1),
    wing_droop=0.75,
    tail=(0.2, 0.07, -0.45),
    tail_colour=WHITE,
    mass_kg=4,
    eye=0.022,
    eye_at=(0.66, 0.16),
    iris=YELLOW,
    speed=(0.4, 1.2),
    wingspan=2.1,
    flap_hz=2.6,
    voice="eagle",
)

PLANS: dict[str, BirdPlan] = {
    "penguin": BirdPlan(
        rear=(-0.01, 0.2, 0.165),
        front=(0.0, 0.36, 0.145),
        head_at=(0.025, 0.565),
        head=0.125,
        neck=(),
        neck_r=0.1,
        beak=(0.085, 0.026, 0.03),
        beak_colour=ORANGE,
        hook=0.22,
        leg=0.1,
        leg_r=0.03,
        spread=0.075,
        foot=0.105,
        foot_colour=ORANGE,
        wing=(0.3, 0.075, 0.03),
        wing_at=(0.0, 0.42),
        wing_colour=None,
        wing_tip=None,
        wing_droop=1.42,
        tail=(0.09, 0.05, -0.45),
        tail_colour=None,
        mass_kg=16,
        eye=0.027,
        eye_at=(0.55, 0.2),
        webbed=True,
        voice="penguin",
        speed=(0.5, 1.2),
        flies=False,
        wingspan=1.15,
        flap_hz=2.5,
    ),
    "duck": _DUCK,
    "bird": _SONGBIRD,
    "chicken": replace(
        _DUCK,
        rear=(-0.075, 0.21, 0.105),
        front=(0.04, 0.215, 0.11),
        head_at=(0.115, 0.415),
        head=0.07,
        neck=((0.1, 0.31),),
        neck_r=0.058,
        beak=(0.04, 0.018, 0.018),
        beak_colour=YELLOW,
        hook=0.25,
        leg=0.13,
        foot=0.06,
        foot_colour=YELLOW,
        webbed=False,
        tail=(0.14, 0.06, 0.95),
        wing_at=(0.045, 0.24),
        voice="chicken",
        mass_kg=2,
        flies=False,
        eye_at=(0.85, 0.2),
        wing_droop=0.15,
    ),
    "rooster": replace(
        _DUCK,
        rear=(-0.075, 0.24, 0.105),
        front=(0.04, 0.25, 0.115),
        head_at=(0.12, 0.48),
        head=0.072,
        neck=((0.1, 0.36),),
        neck_r=0.062,
        beak=(0.042, 0.018, 0.018),
        beak_colour=YELLOW,
        hook=0.25,
        leg=0.16,
        foot=0.065,
        foot_colour=YELLOW,
        webbed=False,
        tail=(0.25, 0.075, 1.05),
        tail_colour=(0.1, 0.3, 0.25),
        wing_at=(0.045, 0.275),
        wing_colour=(0.62, 0.26, 0.1),
        voice="rooster",
        mass_kg=3,
        flies=False,
        eye_at=(0.85, 0.2),
        wing_droop=0.15,
    ),
    "owl": replace(
        _RAPTOR,
        rear=(-0.01, 0.16, 0.125),
        front=(0.0, 0.26, 0.13),
        head_at=(0.03, 0.42),
        head=0.128,
        neck_r=0.115,
        beak=(0.026, 0.02, 0.018),
        hook=1.0,
        beak_drop=0.1,
        leg=0.06,
        wing=(0.24, 0.085, 0.03),
        wing_at=(0.0, 0.31),
        wing_droop=1.15,
        tail=(0.1, 0.06, -0.9),
        tail_colour=None,
        wing_tip=None,
        eye=0.05,
        eye_at=(0.42, 0.1),
        iris=(0.98, 0.7, 0.12),
        mass_kg=1.5,
        voice="owl",
        bulge=0.3,
    ),
    "eagle": _RAPTOR,
    "parrot": replace(
        _RAPTOR,
        rear=(-0.05, 0.17, 0.075),
        front=(0.01, 0.25, 0.085),
        head_at=(0.05, 0.385),
        head=0.08,
        neck_r=0.068,
        beak=(0.05, 0.032, 0.026),
        beak_colour=(0.93, 0.88, 0.76),
        hook=0.85,
        leg=0.09,
        leg_r=0.016,
        spread=0.04,
        foot=0.045,
        foot_colour=(0.35, 0.33, 0.35),
        wing=(0.24, 0.07, 0.022),
        wing_at=(0.015, 0.27),
        wing_colour=(0.98, 0.78, 0.15),
        wing_tip=(0.12, 0.4, 0.85),
        wing_droop=0.95,
        tail=(0.24, 0.035, -0.85),
        tail_colour=(0.12, 0.4, 0.85),
        eye=0.021,
        eye_at=(0.85, 0.2),
        iris=None,
        mass_kg=1,
        voice="parrot",
        flap_hz=4.0,
    ),
    "seagull": replace(
        _DUCK,
        head=0.07,
        beak=(0.06, 0.016, 0.016),
        beak_colour=YELLOW,
        hook=0.18,
        rear=(-0.09, 0.19, 0.08),
        front=(0.045, 0.2, 0.088),
        head_at=(0.11, 0.35),
        leg=0.13,
        wing=(0.24, 0.065, 0.024),
        wing_at=(0.05, 0.225),
        wing_colour=(0.66, 0.7, 0.75),
        wing_tip=BLACK,
        tail=(0.09, 0.045, 0.1),
        voice="seagull",
        wingspan=2.2,
        flap_hz=3.0,
    ),
    "flamingo": replace(
        _DUCK,
        rear=(-0.08, 0.68, 0.11),
        front=(0.05, 0.7, 0.108),
        head_at=(0.22, 1.17),
        head=0.076,
        neck=((0.2, 0.76), (0.27, 0.88), (0.17, 1.0), (0.14, 1.13)),
        neck_r=0.036,
        beak=(0.085, 0.026, 0.024),
        beak_colour=BLACK,
        hook=0.85,
        leg=0.62,
        leg_r=0.017,
        spread=0.05,
        foot=0.07,
        foot_colour=(0.95, 0.5, 0.55),
        wing=(0.23, 0.09, 0.03),
        wing_at=(0.05, 0.73),
        wing_tip=(0.86, 0.25, 0.38),
        tail=(0.1, 0.05, 0.1),
        voice="bird",
        pitch=0.8,
        mass_kg=3,
        speed=(0.6, 1.5),
        flap_hz=3.0,
    ),
    "pigeon": replace(
        _SONGBIRD,
        rear=(-0.05, 0.14, 0.078),
        front=(0.035, 0.16, 0.085),
        head_at=(0.085, 0.285),
        head=0.058,
        neck=((0.065, 0.22),),
        neck_r=0.046,
        beak=(0.03, 0.011, 0.011),
        beak_colour=(0.3, 0.28, 0.3),
        leg=0.09,
        leg_r=0.01,
        spread=0.036,
        foot=0.04,
        foot_colour=(0.9, 0.45, 0.42),
        wing=(0.18, 0.06, 0.02),
        wing_at=(0.04, 0.17),
        tail=(0.12, 0.04, 0.02),
        eye=0.015,
        iris=(0.95, 0.5, 0.15),
        voice="pigeon",
        pitch=1.0,
        mass_kg=0.4,
        wing_tip=(0.3, 0.32, 0.38),
    ),
    "crow": replace(
        _SONGBIRD,
        rear=(-0.06, 0.17, 0.085),
        front=(0.035, 0.19, 0.09),
        head_at=(0.09, 0.315),
        head=0.072,
        neck_r=0.058,
        beak=(0.075, 0.02, 0.018),
        beak_colour=(0.2, 0.2, 0.22),
        leg=0.11,
        leg_r=0.012,
        spread=0.04,
        foot=0.05,
        foot_colour=(0.2, 0.2, 0.22),
        wing=(0.23, 0.068, 0.022),
        wing_at=(0.04, 0.2),
        tail=(0.14, 0.05, 0.05),
        eye=0.018,
        iris=(0.75, 0.75, 0.8),
        voice="crow",
        pitch=0.9,
        mass_kg=0.6,
    ),
    "swan": replace(
        _DUCK,
        rear=(-0.17, 0.25, 0.165),
        front=(0.08, 0.26, 0.16),
        head_at=(0.28, 0.78),
        head=0.085,
        neck=((0.26, 0.36), (0.3, 0.5), (0.2, 0.63), (0.2, 0.76)),
        neck_r=0.046,
        beak=(0.085, 0.024, 0.03),
        leg=0.14,
        leg_r=0.02,
        spread=0.08,
        foot=0.09,
        foot_colour=BLACK,
        wing=(0.36, 0.13, 0.045),
        wing_at=(0.08, 0.3),
        wing_droop=-0.18,
        tail=(0.14, 0.08, 0.35),
        mass_kg=10,
        voice="swan",
        pitch=0.7,
        flap_hz=3.0,
        eye=0.018,
    ),
    "ostrich": replace(
        _DUCK,
        rear=(-0.16, 0.98, 0.23),
        front=(0.1, 1.0, 0.22),
        head_at=(0.36, 1.86),
        head=0.105,
        neck=((0.3, 1.2), (0.3, 1.5)),
        neck_r=0.06,
        beak=(0.1, 0.028, 0.036),
        leg=0.9,
        leg_r=0.035,
        spread=0.1,
        foot=0.13,
        foot_colour=(0.93, 0.7, 0.62),
        webbed=False,
        wing=(0.38, 0.15, 0.05),
        wing_at=(0.1, 1.04),
        wing_tip=WHITE,
        tail=(0.22, 0.12, 0.6),
        tail_colour=WHITE,
        mass_kg=110,
        voice="bird",
        pitch=0.5,
        flies=False,
        eye=0.033,
        speed=(1.5, 8.0),
        flap_hz=3.0,
    ),
}


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
