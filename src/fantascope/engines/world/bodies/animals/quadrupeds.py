"""Proportions of the four-legged species, as tables.

Knows nothing of markings or motion. Real sizes, small animals slightly enlarged, heads a good third too large.
"""

from __future__ import annotations

from dataclasses import replace

from ..types import Rgb
from .quadruped_form import Plan

_AMBER: Rgb = (0.95, 0.68, 0.16)
_PINK_NOSE: Rgb = (0.9, 0.5, 0.52)

_DOG = Plan(
    hips=-0.2, shoulders=0.15, height=0.33, chest=0.125, waist=0.108, rump=0.115, leg=0.054, foot=0.046, spread=0.075,
    head_at=(0.31, 0.575), head=(0.135, 0.145, 0.135), neck=0.085, muzzle=0.165, muzzle_size=(0.08, 0.058), muzzle_drop=0.035,
    nose=0.03, ear="floppy", ear_size=0.175, tail=((0, 0), (0.09, 0.07), (0.13, 0.17), (0.09, 0.27)),
    tail_radii=(0.034, 0.036, 0.034, 0.02), mass_kg=22, eye=0.035, eye_at=(0.5, 0.24), speed=(1.2, 5.0), voice="dog",
)
_CAT = Plan(
    hips=-0.125, shoulders=0.09, height=0.195, chest=0.075, waist=0.07, rump=0.076, leg=0.034, foot=0.03, spread=0.044,
    head_at=(0.175, 0.325), head=(0.094, 0.112, 0.09), neck=0.055, muzzle=0.08, muzzle_size=(0.045, 0.03), muzzle_drop=0.026,
    nose=0.0125, ear="pointed", ear_size=0.085, tail=((0, 0), (0.07, 0.03), (0.12, 0.12), (0.11, 0.22), (0.15, 0.28)),
    tail_radii=(0.024, 0.022, 0.022, 0.02), mass_kg=4.5, eye=0.027, eye_at=(0.55, 0.1), iris=(0.52, 0.78, 0.32), slit=True,
    cheeks=0.045, nose_colour=_PINK_NOSE, speed=(0.8, 4.0), voice="cat", muzzle_flat=0.8, bulge=0.4,
)
_FOX = replace(
    _CAT, hips=-0.18, shoulders=0.13, height=0.275, chest=0.092, waist=0.08, rump=0.088, leg=0.04, foot=0.034, spread=0.052,
    head_at=(0.255, 0.47), head=(0.108, 0.128, 0.105), neck=0.066, muzzle=0.165, muzzle_size=(0.068, 0.022), muzzle_drop=0.035, muzzle_flat=0.85,
    nose=0.02, nose_colour=(0.1, 0.08, 0.09), ear_size=0.13, cheeks=0.055, iris=None, slit=False, eye=0.026, eye_at=(0.55, 0.16),
    tail=((0, 0), (0.12, -0.02), (0.25, 0.02), (0.37, 0.12)), tail_radii=(0.032, 0.075, 0.09, 0.03), mass_kg=7, voice="fox", speed=(1.0, 5.0),
)
_RABBIT = Plan(
    hips=-0.085, shoulders=0.06, height=0.142, chest=0.068, waist=0.076, rump=0.092, leg=0.03, foot=0.027, spread=0.05,
    head_at=(0.125, 0.262), head=(0.082, 0.082, 0.078), neck=0.056, muzzle=0.062, muzzle_size=(0.045, 0.036), muzzle_drop=0.026,
    nose=0.012, ear="long", ear_size=0.19, tail=((0, 0), (0.035, 0.02)), tail_radii=(0.034, 0.038), mass_kg=2.5, eye=0.021, eye_at=(0.85, 0.2),
    haunch=1.75, rise=0.008, cheeks=0.034, nose_colour=_PINK_NOSE, walk="hop", voice="rabbit", speed=(0.7, 3.0), paw=(1.8, 1.1, 0.8),
)
_BEAR = Plan(
    hips=-0.36, shoulders=0.28, height=0.6, chest=0.285, waist=0.29, rump=0.3, leg=0.13, foot=0.118, spread=0.165,
    head_at=(0.52, 1.0), head=(0.25, 0.27, 0.24), neck=0.2, muzzle=0.25, muzzle_size=(0.14, 0.1), muzzle_drop=0.07,
    nose=0.06, ear="round", ear_size=0.095, tail=((0, 0), (0.05, 0.02)), tail_radii=(0.06, 0.055), mass_kg=180, eye=0.043, eye_at=(0.5, 0.2),
    voice="bear", speed=(1.2, 5.0), pitch=0.8,
)
_HORSE = Plan(
    hips=-0.5, shoulders=0.38, height=1.0, chest=0.25, waist=0.23, rump=0.26, leg=0.105, foot=0.085, spread=0.15,
    head_at=(0.72, 1.64), head=(0.19, 0.17, 0.2), neck=0.15, muzzle=0.32, muzzle_size=(0.14, 0.115), muzzle_drop=0.2,
    nose=0.0, ear="upright", ear_size=0.17, tail=((0, 0), (0.13, -0.02), (0.2, -0.25), (0.18, -0.58)), tail_radii=(0.045, 0.075, 0.085, 0.05),
    mass_kg=450, eye=0.055, eye_at=(0.85, 0.16), voice="horse", speed=(1.6, 8.0), haunch=1.45, paw=(1.15, 1.1, 1.0), rise=0.02, softness=0.06,
)
_COW = Plan(
    hips=-0.52, shoulders=0.42, height=0.84, chest=0.32, waist=0.32, rump=0.31, leg=0.12, foot=0.098, spread=0.18,
    head_at=(0.74, 1.26), head=(0.215, 0.215, 0.225), neck=0.18, muzzle=0.245, muzzle_size=(0.16, 0.145), muzzle_drop=0.13,
    nose=0.0, ear="leaf", ear_size=0.2, tail=((0, 0), (0.09, -0.05), (0.11, -0.35), (0.1, -0.55)), tail_radii=(0.035, 0.028, 0.028, 0.07),
    mass_kg=600, eye=0.052, eye_at=(0.68, 0.28), voice="cow", speed=(1.1, 4.0), paw=(1.12, 1.08, 1.0), pitch=0.9,
)
_LION = replace(
    _DOG, hips=-0.4, shoulders=0.32, height=0.66, chest=0.22, waist=0.19, rump=0.2, leg=0.105, foot=0.098, spread=0.13,
    head_at=(0.58, 1.06), head=(0.235, 0.25, 0.235), neck=0.17, muzzle=0.25, muzzle_size=(0.14, 0.11), muzzle_drop=0.075, nose=0.055,
    nose_colour=(0.35, 0.2, 0.18), ear="round", ear_size=0.085, tail=((0, 0), (0.15, -0.08), (0.3, 0.05), (0.36, 0.3)),
    tail_radii=(0.045, 0.036, 0.034, 0.08), mass_kg=190, eye=0.052, eye_at=(0.5, 0.2), iris=_AMBER, voice="lion", pitch=0.7, cheeks=0.09,
    speed=(1.3, 7.0), jaw_colour=(0.97, 0.93, 0.85),
)
_MOUSE = replace(
    _CAT, hips=-0.06, shoulders=0.035, height=0.082, chest=0.045, waist=0.05, rump=0.054, leg=0.017, foot=0.015, spread=0.028,
    head_at=(0.085, 0.145), head=(0.056, 0.056, 0.053), neck=0.036, muzzle=0.058, muzzle_size=(0.036, 0.015), muzzle_drop=0.014, nose=0.011,
    ear="round", ear_size=0.042, tail=((0, 0), (0.06, -0.02), (0.12, 0.01), (0.17, 0.07), (0.2, 0.12)), tail_radii=(0.01, 0.008, 0.007, 0.005),
    mass_kg=0.2, eye=0.016, iris=None, slit=False, cheeks=0.0, voice="mouse", pitch=2.0, speed=(0.5, 2.0),
)

PLANS: dict[str, Plan] = {
    "dog": _DOG,
    "cat": _CAT,
    "fox": _FOX,
    "rabbit": _RABBIT,
    "horse": _HORSE,
    "bear": _BEAR,
    "cow": _COW,
    "elephant": Plan(
        hips=-0.62, shoulders=0.5, height=1.3, chest=0.55, waist=0.58, rump=0.54, leg=0.22, foot=0.2, spread=0.3,
        head_at=(1.02, 1.82), head=(0.44, 0.45, 0.46), neck=0.34, muzzle=0.0, muzzle_size=(0.2, 0.17), muzzle_drop=0.1, nose=0.0,
        ear="elephant", ear_size=0.5, tail=((0, 0), (0.12, -0.1), (0.16, -0.4), (0.15, -0.55)), tail_radii=(0.05, 0.035, 0.03, 0.06),
        mass_kg=3000, eye=0.075, eye_at=(0.62, 0.12), voice="elephant", speed=(1.4, 5.0), haunch=1.2, paw=(1.05, 1.05, 0.7), pitch=0.7, mouth=False,
    ),
    "lion": _LION,
    "tiger": replace(_LION, head=(0.22, 0.245, 0.22), tail=((0, 0), (0.15, -0.08), (0.3, 0.05), (0.38, 0.28)), tail_radii=(0.05, 0.048, 0.045, 0.04),
                     nose_colour=(0.9, 0.5, 0.5), voice="tiger"),
    "leopard": replace(_LION, head=(0.2, 0.22, 0.2), chest=0.19, waist=0.165, rump=0.175, tail=((0, 0), (0.15, -0.08), (0.32, 0.02), (0.44, 0.22)),
                       tail_radii=(0.045, 0.042, 0.04, 0.034), voice="tiger", pitch=0.85),
    "wolf": replace(_FOX, hips=-0.3, shoulders=0.22, height=0.5, chest=0.165, waist=0.135, rump=0.145, leg=0.068, foot=0.058, spread=0.09,
                    head_at=(0.42, 0.8), head=(0.17, 0.185, 0.165), neck=0.13, muzzle=0.25, muzzle_size=(0.105, 0.055), muzzle_drop=0.05, nose=0.036,
                    ear_size=0.15, cheeks=0.085, iris=_AMBER, eye=0.036, tail=((0, 0), (0.13, -0.05), (0.24, -0.12), (0.36, -0.14)),
                    tail_radii=(0.045, 0.09, 0.1, 0.04), mass_kg=40, voice="wolf", pitch=0.8, speed=(1.3, 6.0)),
    "polar_bear": replace(_BEAR, head=(0.235, 0.24, 0.215), head_at=(0.6, 0.96), muzzle=0.26, ear_size=0.075, mass_kg=400),
    "panda": replace(_BEAR, head=(0.27, 0.3, 0.265), muzzle=0.22, muzzle_size=(0.12, 0.085), ear_size=0.11, eye=0.04, mass_kg=110, voice="bear", pitch=1.2),
    "sheep": Plan(
        hips=-0.22, shoulders=0.15, height=0.46, chest=0.15, waist=0.17, rump=0.16, leg=0.05, foot=0.048, spread=0.095,
        head_at=(0.4, 0.7), head=(0.13, 0.115, 0.135), neck=0.1, muzzle=0.12, muzzle_size=(0.085, 0.065), muzzle_drop=0.06, nose=0.022,
        nose_colour=(0.85, 0.5, 0.52), jaw_colour=(0.25, 0.22, 0.22), ear="leaf", ear_size=0.13, tail=((0, 0), (0.05, 0.02)), tail_radii=(0.06, 0.06), mass_kg=50, eye=0.032, eye_at=(0.68, 0.22),
        voice="sheep", speed=(1.0, 3.5), haunch=1.0, paw=(1.15, 1.1, 1.0),
    ),
    "pig": Plan(
        hips=-0.26, shoulders=0.2, height=0.37, chest=0.2, waist=0.21, rump=0.205, leg=0.068, foot=0.056, spread=0.105,
        head_at=(0.4, 0.53), head=(0.17, 0.175, 0.165), neck=0.15, muzzle=0.185, muzzle_size=(0.09, 0.072), muzzle_drop=0.03, muzzle_flat=1.0, nose=0.0,
        ear="pointed", ear_size=0.11, tail=((0, 0), (0.04, 0.05), (0.01, 0.08), (0.05, 0.1), (0.08, 0.06)), tail_radii=(0.018, 0.018, 0.017, 0.014, 0.01),
        mass_kg=90, eye=0.033, eye_at=(0.55, 0.3), voice="pig", speed=(0.9, 3.0), paw=(1.12, 1.08, 1.0), haunch=1.2,
    ),
    "goat": Plan(
        hips=-0.25, shoulders=0.19, height=0.52, chest=0.15, waist=0.15, rump=0.145, leg=0.054, foot=0.045, spread=0.08,
        head_at=(0.36, 0.86), head=(0.12, 0.11, 0.12), neck=0.085, muzzle=0.165, muzzle_size=(0.085, 0.06), muzzle_drop=0.09, nose=0.022,
        ear="leaf", ear_size=0.14, tail=((0, 0), (0.05, 0.05)), tail_radii=(0.032, 0.022), mass_kg=45, eye=0.031, eye_at=(0.75, 0.18), iris=_AMBER,
        voice="goat", pitch=1.2, speed=(1.1, 4.5), paw=(1.15, 1.1, 1.0),
    ),
    "deer": Plan(
        hips=-0.3, shoulders=0.22, height=0.72, chest=0.155, waist=0.14, rump=0.155, leg=0.056, foot=0.043, spread=0.08,
        head_at=(0.44, 1.2), head=(0.13, 0.125, 0.13), neck=0.085, muzzle=0.18, muzzle_size=(0.08, 0.052), muzzle_drop=0.065, nose=0.03,
        ear="leaf", ear_size=0.17, tail=((0, 0), (0.06, 0.05)), tail_radii=(0.04, 0.022), mass_kg=80, eye=0.037, eye_at=(0.72, 0.18),
        voice="deer", speed=(1.4, 7.0), haunch=1.6, paw=(1.15, 1.1, 1.0),
    ),
    "giraffe": Plan(
        hips=-0.42, shoulders=0.38, height=1.65, chest=0.32, waist=0.27, rump=0.27, leg=0.11, foot=0.09, spread=0.16,
        head_at=(0.92, 3.25), head=(0.2, 0.18, 0.2), neck=0.145, muzzle=0.3, muzzle_size=(0.14, 0.115), muzzle_drop=0.12, nose=0.0,
        ear="leaf", ear_size=0.24, tail=((0, 0), (0.12, -0.1), (0.15, -0.45), (0.14, -0.7)), tail_radii=(0.035, 0.025, 0.025, 0.06),
        mass_kg=900, eye=0.06, eye_at=(0.78, 0.22), voice="deer", pitch=0.7, speed=(1.8, 7.0), paw=(1.15, 1.1, 1.0), rise=-0.12, softness=0.06,
    ),
    "zebra": replace(_HORSE, head_at=(0.66, 1.5), height=0.92, leg=0.1, tail=((0, 0), (0.1, -0.08), (0.13, -0.3), (0.12, -0.5)),
                     tail_radii=(0.035, 0.03, 0.04, 0.06), mass_kg=300, pitch=1.2),
    "unicorn": replace(_HORSE, head=(0.2, 0.18, 0.21), eye=0.06, pitch=1.2),
    "donkey": replace(_HORSE, height=0.78, hips=-0.42, shoulders=0.32, chest=0.22, waist=0.22, rump=0.23, head_at=(0.6, 1.32), ear_size=0.3,
                      tail=((0, 0), (0.08, -0.08), (0.1, -0.3), (0.09, -0.45)), tail_radii=(0.03, 0.025, 0.03, 0.055), mass_kg=180, pitch=0.8, voice="donkey"),
    "mouse": _MOUSE,
    "squirrel": replace(_MOUSE, hips=-0.075, shoulders=0.045, height=0.11, chest=0.052, waist=0.056, rump=0.064, leg=0.022, foot=0.019, spread=0.034,
                        head_at=(0.1, 0.205), head=(0.064, 0.066, 0.061), neck=0.042, muzzle=0.06, muzzle_size=(0.04, 0.022), ear="pointed", ear_size=0.055, eye=0.02,
                        cheeks=0.03, tail=((0, 0), (0.06, 0.03), (0.1, 0.12), (0.085, 0.22), (0.13, 0.27)), tail_radii=(0.022, 0.05, 0.068, 0.066, 0.03),
                        haunch=1.7, mass_kg=0.5, nose_colour=(0.2, 0.12, 0.1), pitch=1.7),
    "hedgehog": replace(_MOUSE, hips=-0.06, shoulders=0.04, height=0.085, chest=0.06, waist=0.07, rump=0.068, leg=0.02, foot=0.018, spread=0.04,
                        head_at=(0.11, 0.09), head=(0.052, 0.054, 0.05), muzzle=0.07, muzzle_size=(0.036, 0.014), nose=0.013, nose_colour=(0.08, 0.07, 0.08), ear_size=0.02,
                        tail=((0, 0), (0.012, 0)), tail_radii=(0.012, 0.01), mass_kg=0.8, speed=(0.35, 1.0)),
    "frog": Plan(
        hips=-0.06, shoulders=0.045, height=0.085, chest=0.062, waist=0.07, rump=0.072, leg=0.024, foot=0.022, spread=0.06,
        head_at=(0.085, 0.14), head=(0.075, 0.088, 0.056), neck=0.058, muzzle=0.03, muzzle_size=(0.05, 0.045), muzzle_drop=0.016, muzzle_flat=0.6, nose=0.0,
        ear="none", ear_size=0.0, tail=((0, 0), (0.01, 0)), tail_radii=(0.02, 0.012), mass_kg=0.4, eye=0.03, eye_at=(0.72, 0.72), iris=(0.95, 0.8, 0.2), haunch=1.8,
        walk="hop", voice="frog", speed=(0.5, 1.6), paw=(2.0, 1.5, 0.6), bulge=0.85, jaw_colour=(0.86, 0.9, 0.62),
    ),
    "turtle": Plan(
        hips=-0.13, shoulders=0.12, height=0.15, chest=0.09, waist=0.09, rump=0.09, leg=0.05, foot=0.046, spread=0.15,
        head_at=(0.31, 0.25), head=(0.078, 0.075, 0.072), neck=0.045, muzzle=0.04, muzzle_size=(0.055, 0.045), muzzle_drop=0.02, nose=0.0,
        ear="none", ear_size=0.0, tail=((0, 0), (0.05, -0.03)), tail_radii=(0.025, 0.008), mass_kg=8, eye=0.022, eye_at=(0.65, 0.25), haunch=1.0,
        voice="turtle", speed=(0.2, 0.5), paw=(1.3, 1.1, 0.75), width=1.3,
    ),
    "kangaroo": Plan(
        hips=-0.16, shoulders=0.14, height=0.72, chest=0.14, waist=0.18, rump=0.21, leg=0.085, foot=0.055, spread=0.12,
        head_at=(0.3, 1.12), head=(0.12, 0.115, 0.115), neck=0.08, muzzle=0.15, muzzle_size=(0.075, 0.05), muzzle_drop=0.04, nose=0.028, ear="long", ear_size=0.2,
        tail=((0, 0), (0.2, -0.25), (0.42, -0.48), (0.7, -0.56)), tail_radii=(0.1, 0.08, 0.055, 0.03), mass_kg=60, eye=0.032, eye_at=(0.7, 0.2), haunch=1.9,
        rise=-0.2, walk="hop", voice="deer", arms_at=(0.3, 0.56), speed=(1.5, 6.0), paw=(2.6, 1.0, 0.85),
    ),
    "monkey": Plan(
        hips=-0.14, shoulders=0.11, height=0.36, chest=0.105, waist=0.095, rump=0.1, leg=0.044, foot=0.04, spread=0.075,
        head_at=(0.2, 0.6), head=(0.125, 0.14, 0.13), neck=0.07, muzzle=0.1, muzzle_size=(0.07, 0.055), muzzle_drop=0.045, nose=0.014, nose_colour=(0.35, 0.2, 0.14),
        ear="round", ear_size=0.062, tail=((0, 0), (0.12, 0.04), (0.2, 0.2), (0.12, 0.34), (0.04, 0.3), (0.08, 0.22)), tail_radii=(0.026, 0.024, 0.022, 0.02, 0.018),
        mass_kg=9, eye=0.03, eye_at=(0.38, 0.12), voice="monkey", pitch=1.3, speed=(1.0, 4.0),
    ),
    "dinosaur": Plan(
        hips=-0.16, shoulders=0.26, height=1.15, chest=0.3, waist=0.36, rump=0.38, leg=0.19, foot=0.14, spread=0.24,
        head_at=(0.56, 1.92), head=(0.34, 0.28, 0.28), neck=0.22, muzzle=0.38, muzzle_size=(0.22, 0.19), muzzle_drop=0.07, muzzle_flat=0.85, nose=0.0, ear="none",
        ear_size=0.0, tail=((0, 0), (0.35, -0.2), (0.75, -0.38), (1.2, -0.3)), tail_radii=(0.26, 0.19, 0.11, 0.03), mass_kg=900, eye=0.07, eye_at=(0.72, 0.36),
        iris=(0.98, 0.82, 0.2), haunch=1.5, rise=-0.2, walk="biped", voice="dinosaur", pitch=0.6, arms_at=(0.62, 1.02), speed=(1.8, 6.0), paw=(1.6, 1.2, 0.75),
        jaw_colour=(0.8, 0.9, 0.55), bulge=0.6,
    ),
    "dragon": Plan(
        hips=-0.5, shoulders=0.36, height=0.8, chest=0.29, waist=0.3, rump=0.31, leg=0.13, foot=0.115, spread=0.19,
        head_at=(0.72, 1.56), head=(0.27, 0.26, 0.25), neck=0.17, muzzle=0.32, muzzle_size=(0.16, 0.125), muzzle_drop=0.08, nose=0.0, ear="leaf", ear_size=0.2,
        tail=((0, 0), (0.3, -0.12), (0.65, -0.15), (0.95, 0.1), (1.1, 0.32)), tail_radii=(0.2, 0.14, 0.1, 0.06, 0.03), mass_kg=700, eye=0.066, eye_at=(0.62, 0.26),
        iris=(0.98, 0.8, 0.2), slit=True, voice="dragon", pitch=0.6, speed=(1.5, 6.0), jaw_colour=(0.97, 0.88, 0.55), bulge=0.5,
    ),
    "hippo": replace(_COW, height=0.6, chest=0.38, waist=0.4, rump=0.39, leg=0.14, foot=0.125, spread=0.21, head_at=(0.78, 0.9), head=(0.26, 0.27, 0.25), neck=0.27,
                     muzzle=0.3, muzzle_size=(0.19, 0.21), muzzle_drop=0.12, ear="round", ear_size=0.065, tail=((0, 0), (0.05, -0.1)), tail_radii=(0.035, 0.03),
                     mass_kg=1500, eye_at=(0.62, 0.5), voice="pig", pitch=0.5, bulge=0.6),
    "camel": replace(_HORSE, head_at=(0.86, 1.6), head=(0.18, 0.165, 0.18), neck=0.13, muzzle=0.26, muzzle_drop=0.1, ear="leaf", ear_size=0.1, chest=0.26, waist=0.24,
                     tail=((0, 0), (0.08, -0.08), (0.1, -0.3), (0.09, -0.42)), tail_radii=(0.03, 0.024, 0.026, 0.05), voice="cow", pitch=0.8),
    "crocodile": Plan(
        hips=-0.42, shoulders=0.34, height=0.24, chest=0.17, waist=0.19, rump=0.17, leg=0.075, foot=0.066, spread=0.2,
        head_at=(0.62, 0.33), head=(0.17, 0.165, 0.12), neck=0.15, muzzle=0.5, muzzle_size=(0.12, 0.085), muzzle_drop=0.035, muzzle_flat=0.62, nose=0.0, ear="none",
        ear_size=0.0, tail=((0, 0), (0.35, -0.08), (0.75, -0.14), (1.15, -0.1)), tail_radii=(0.15, 0.11, 0.07, 0.02), mass_kg=200, eye=0.045, eye_at=(0.7, 0.85),
        iris=(0.95, 0.85, 0.25), slit=True, haunch=1.1, voice="dinosaur", pitch=0.8, speed=(0.7, 3.0), width=1.25, jaw_colour=(0.88, 0.9, 0.62), bulge=0.8,
    ),
}
