"""The three birds the others are drawn from: a duck, a songbird and a bird of prey, with the colours birds share.

Knows nothing of markings or motion.
"""

from __future__ import annotations

from ..types import Rgb
from .bird_form import BirdPlan

ORANGE: Rgb = (0.97, 0.55, 0.12)
YELLOW: Rgb = (0.98, 0.78, 0.2)
WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.09, 0.09, 0.11)
RED: Rgb = (0.88, 0.16, 0.13)

DUCK = BirdPlan(
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
SONGBIRD = BirdPlan(
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
RAPTOR = BirdPlan(
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
