"""Crab and spider: jointed legs around one round body.

Knows nothing of motion.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material
from . import face, paint
from .crawler_form import SIDES, WHITE, Traits, legs, shade
from .field import Blob
from .sculpt import Sculpt


def crab(s: Sculpt) -> Traits:
    z = 0.13
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.06, 0, z + 0.02))
    s.egg((0, 0, z), (0.12, 0.17, 0.085), "centre")
    s.egg((0.03, 0, z + 0.015), (0.1, 0.14, 0.08), "centre", blend=0.03)
    for side, sign in SIDES:
        s.bone(f"stalk_{side}", "head", (0.075, sign * 0.05, z + 0.075))
        s.blob(
            (0.075, sign * 0.05, z + 0.06), (0.085, sign * 0.055, z + 0.12), 0.016, 0.014, f"stalk_{side}", blend=0.015
        )
        shoulder, elbow, wrist = (0.06, sign * 0.13, z), (0.12, sign * 0.235, z + 0.02), (0.15, sign * 0.235, z + 0.08)
        s.bone(f"claw_arm_{side}", "centre", shoulder)
        s.bone(f"claw_{side}", f"claw_arm_{side}", wrist)
        arm = f"claw_arm_{side}"
        s.blob(shoulder, elbow, 0.03, 0.028, arm, blend=0.02)
        s.blob(elbow, wrist, 0.028, 0.032, arm, blend=0.015)
        s.blob(
            (0.155, sign * 0.24, z + 0.115),
            (0.175, sign * 0.265, z + 0.205),
            0.055,
            0.012,
            arm,
            scale=(0.75, 1, 1),
            blend=0.015,
        )
        tip = [
            Blob(
                (0.165, sign * 0.205, z + 0.125),
                (0.18, sign * 0.185, z + 0.2),
                0.034,
                0.01,
                f"claw_{side}",
                f"claw_{side}",
                0.001,
            )
        ]
        s.limb(f"claw_{side}", tip, Material(s.main, 0.3), vertices=150, tint="main")
        ball = (0.087, sign * 0.056, z + 0.135)
        s.bone(f"eye_{side}", f"stalk_{side}", ball)
        s.bone(f"lid_{side}", f"stalk_{side}", ball)
        eye = shapes.moved(face.bead((0.03, 0.03, 0.03)), ball)
        s.part(f"eye_{side}", eye, Material(WHITE, 0.1), f"eye_{side}")
        dark = shapes.moved(face.bead((0.014, 0.02, 0.02)), (ball[0] + 0.02, ball[1], ball[2]))
        s.part(f"pupil_{side}", dark, Material(face.DARK, 0.1), f"eye_{side}")
        glint = shapes.moved(face.bead((0.004, 0.006, 0.006)), (ball[0] + 0.033, ball[1] - 0.006, ball[2] + 0.008))
        s.part(f"glint_{side}", glint, Material(WHITE, 0.2, emission=0.5), f"eye_{side}")
        arc = np.stack([0.012 - 0.003 * (a := np.linspace(-1, 1, 7)) ** 2, a * 0.02, 0.006 * a**2 - 0.004], axis=1)
        s.part(
            f"lid_{side}",
            shapes.moved(shapes.tube(arc, 0.004, segments=6), ball),
            Material(face.DARK, 0.5),
            f"lid_{side}",
        )
    s.paint((1.0, 0.82, 0.66), paint.beyond((0, 0, z - 0.02), (0.35, 0, -1)))
    points = []
    for a in np.linspace(-0.45, 0.45, 9):
        point, _ = s.surface((0, 0, z), (float(np.cos(a)), float(np.sin(a)), -0.02 + 0.35 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.004, segments=6), Material(face.DARK, 0.5), "head")
    legs(s, (0.03, -0.02, -0.07), 0.13, z - 0.02, 0.16, z + 0.05, 0.017, (0.84, 0.24, 0.14), spread=0.5)
    return {"legs": 3.0, "leg_m": 0.12, "belly_m": 0.05, "height_m": 0.24, "eye_m": 0.03, "voice": "crab", "mass": 0.8}


def spider(s: Sculpt) -> Traits:
    z = 0.12
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.03, 0, z))
    s.egg((-0.085, 0, z + 0.03), (0.105, 0.095, 0.09), "centre")
    s.egg((0.055, 0, z), (0.075, 0.075, 0.066), "head", blend=0.02)
    s.paint((0.85, 0.3, 0.3), paint.within(paint.egg((-0.1, 0, z + 0.12), (0.05, 0.04, 0.05))))
    face.eyes(s, head=(0.055, 0, z), azimuth=0.36, elevation=0.25, radius_m=0.03, white=True, bulge=0.65)
    for side, sign in SIDES:
        small = shapes.moved(face.bead((0.013, 0.013, 0.013)), (0.1, sign * 0.058, z + 0.042))
        s.part(f"small_{side}", small, Material(face.DARK, 0.1), "head")
    fangs = [
        face.cone((0.125, y, z - 0.025), (0.128, y * 0.8, z - 0.055), 0.011, tip=0.3, segments=8)
        for y in (-0.016, 0.016)
    ]
    s.part("fangs", shapes.join(fangs), Material(WHITE, 0.3), "head")
    legs(
        s,
        (0.075, 0.035, -0.005, -0.045),
        0.05,
        z - 0.01,
        0.23,
        z + 0.1,
        0.0135,
        shade(s.main, 0.7),
        spread=0.5,
    )
    return {
        "legs": 4.0,
        "leg_m": 0.13,
        "belly_m": 0.05,
        "height_m": 0.22,
        "eye_m": 0.03,
        "voice": "spider",
        "mass": 0.2,
    }
