"""Animals without bones or legs: snake, snail and octopus.

Knows nothing of motion. The snake has bones `seg_1` …, the snail a `shell`, the octopus arms `arm_0_0` … of three
bones each.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Mesh
from . import face, paint
from .crawler_form import SIDES, WHITE, Traits, plain_face, shade
from .sculpt import Sculpt


def snake(s: Sculpt) -> Traits:
    r, count, pitch = 0.046, 12, 0.105
    s.bone("centre", None, (0.25, 0, r))
    s.bone("neck_0", "centre", (0.28, 0, r))
    s.bone("neck_1", "neck_0", (0.37, 0, r))
    s.bone("head", "neck_1", (0.47, 0, r * 1.1))
    names = ["centre"]
    for k in range(1, count + 1):
        names.append(s.bone(f"seg_{k}", names[-1], (0.25 - pitch * k, 0, r)))
    ends = [s.at(n) for n in names]
    ends.append((ends[-1][0] - pitch * 1.2, 0, r * 0.4))
    for k in range(count + 1):
        u = k / (count + 1)
        ra, rb = (
            r * (1.05 - 0.85 * max(u - 0.35, 0) / 0.65),
            r * (1.05 - 0.85 * max(u + 1 / (count + 1) - 0.35, 0) / 0.65),
        )
        s.blob(ends[k], ends[k + 1], ra, max(rb, 0.006), names[k], names[min(k + 1, count)], blend=0.008)
    s.blob((0.25, 0, r), (0.37, 0, r), r * 1.05, r * 0.92, "centre", "neck_1", blend=0.008)
    s.blob((0.37, 0, r), (0.47, 0, r), r * 0.92, r * 0.9, "neck_1", "head", blend=0.008)
    s.egg((0.535, 0, r * 1.25), (0.088, 0.078, 0.058), "head", blend=0.02)
    s.paint((0.98, 0.85, 0.3), paint.within(paint.bands((1, 0, 0), 0.15, 0.34), paint.beyond((0.44, 0, 0), (-1, 0, 0))))
    s.paint((0.94, 0.93, 0.66), paint.beyond((0, 0, r * 0.52), (0.05, 0, -1)))
    face.eyes(
        s,
        head=(0.535, 0, r * 1.3),
        azimuth=0.75,
        elevation=0.5,
        radius_m=0.025,
        iris=(0.98, 0.8, 0.2),
        slit=True,
        bulge=0.55,
    )
    s.bone("tongue", "head", (0.6, 0, r * 1.1))
    fork = [
        shapes.tube(np.array([(0.585, 0, r * 1.0), (0.65, 0, r * 1.0), (0.685, y, r * 1.02)]), 0.006, segments=6)
        for y in (-0.016, 0.016)
    ]
    s.part("tongue", shapes.join(fork), Material((0.9, 0.2, 0.3), 0.4), "tongue")
    points = []
    for a in np.linspace(-0.95, 0.95, 15):
        point, _ = s.surface((0.535, 0, r * 1.25), (float(np.cos(a)), float(np.sin(a)), -0.2 + 0.14 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.003, segments=6), Material(face.DARK, 0.5), "head")
    return {
        "legs": 0.0,
        "leg_m": 0.05,
        "belly_m": 0.0,
        "height_m": 0.1,
        "length_m": 1.7,
        "eye_m": 0.025,
        "voice": "snake",
        "mass": 2.0,
    }


def snail(s: Sculpt) -> Traits:
    s.bone("centre", None, (0, 0, 0.03))
    s.bone("foot", "centre", (0, 0, 0.03))
    s.bone("shell", "centre", (-0.03, 0, 0.06))
    s.bone("neck_0", "centre", (0.07, 0, 0.04))
    s.bone("head", "neck_0", (0.12, 0, 0.09))
    s.blob((-0.15, 0, 0.012), (0.08, 0, 0.03), 0.012, 0.04, "foot", "neck_0", scale=(1, 1.15, 0.85))
    s.blob((0.08, 0, 0.035), (0.13, 0, 0.1), 0.042, 0.04, "neck_0", "head", blend=0.03)
    s.egg((0.145, 0, 0.115), (0.05, 0.048, 0.045), "head", blend=0.02)
    for side, sign in SIDES:
        s.bone(f"stalk_{side}", "head", (0.145, sign * 0.022, 0.15))
        s.blob((0.145, sign * 0.022, 0.14), (0.16, sign * 0.042, 0.205), 0.012, 0.01, f"stalk_{side}", blend=0.012)
        ball = (0.163, sign * 0.044, 0.22)
        s.bone(f"eye_{side}", f"stalk_{side}", ball)
        s.bone(f"lid_{side}", f"stalk_{side}", ball)
        s.part(f"eye_{side}", shapes.moved(face.bead((0.025, 0.025, 0.025)), ball), Material(WHITE, 0.1), f"eye_{side}")
        s.part(
            f"pupil_{side}",
            shapes.moved(face.bead((0.012, 0.0165, 0.0165)), (ball[0] + 0.0165, ball[1], ball[2])),
            Material(face.DARK, 0.1),
            f"eye_{side}",
        )
        s.part(
            f"glint_{side}",
            shapes.moved(face.bead((0.0035, 0.005, 0.005)), (ball[0] + 0.027, ball[1] - 0.004, ball[2] + 0.007)),
            Material(WHITE, 0.2, emission=0.5),
            f"eye_{side}",
        )
        arc = np.stack([0.01 - 0.003 * (a := np.linspace(-1, 1, 7)) ** 2, a * 0.016, 0.005 * a**2 - 0.003], axis=1)
        s.part(
            f"lid_{side}",
            shapes.moved(shapes.tube(arc, 0.0035, segments=6), ball),
            Material(face.DARK, 0.5),
            f"lid_{side}",
        )
    t = np.linspace(0, 2.35 * 2 * np.pi, 70)
    grow = (t / t[-1]) ** 1.15
    radius = 0.008 + 0.062 * grow
    line = np.stack(
        [-0.035 - radius * np.cos(t + 2.4), 0.028 * (1 - grow), 0.12 + radius * np.sin(t + 2.4) * 0.98], axis=1
    )
    coil = shapes.tube(line, 0.012 + 0.034 * grow, segments=16)
    middle = coil.positions
    ring = np.abs(((np.arctan2(middle[:, 2] - 0.12, middle[:, 0] + 0.035) * 3 / np.pi) % 1.0) - 0.5)
    swirl: Mesh = shapes.painted(
        coil, np.where((ring > 0.32)[:, None], np.array([0.62, 0.32, 0.16]), np.array([0.86, 0.55, 0.28]))
    )
    core = shapes.moved(face.bead((0.075, 0.03, 0.075)), (-0.035, 0, 0.12))
    s.part(
        "shell",
        shapes.join([swirl, shapes.painted(core, (0.62, 0.32, 0.16))]),
        Material((1, 1, 1), 0.25),
        "shell",
        "shell",
    )
    _snail_smile(s)
    return {
        "legs": 0.0,
        "leg_m": 0.05,
        "belly_m": 0.0,
        "height_m": 0.2,
        "length_m": 0.35,
        "eye_m": 0.025,
        "voice": "snail",
        "mass": 0.1,
    }


def _snail_smile(s: Sculpt) -> None:
    points = []
    for a in np.linspace(-0.5, 0.5, 9):
        point, _ = s.surface((0.145, 0, 0.115), (float(np.cos(a)), float(np.sin(a)), -0.2 + 0.45 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.0026, segments=6), Material(face.DARK, 0.5), "head")


def octopus(s: Sculpt) -> Traits:
    z = 0.2
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0, 0, z + 0.04))
    s.egg((-0.03, 0, z + 0.2), (0.165, 0.155, 0.17), "head")
    s.egg((0.02, 0, z + 0.06), (0.125, 0.13, 0.1), "centre", blend=0.06)
    for k in range(8):
        a = 2 * np.pi * (k + 0.5) / 8
        c, q = float(np.cos(a)), float(np.sin(a))
        at = [
            (0.09 * c, 0.09 * q, z - 0.02),
            (0.2 * c, 0.2 * q, 0.07),
            (0.31 * c, 0.31 * q, 0.035),
            (0.42 * c, 0.42 * q, 0.05),
        ]
        for j in range(3):
            s.bone(f"arm_{k}_{j}", "centre" if j == 0 else f"arm_{k}_{j - 1}", at[j])
        radii = (0.055, 0.042, 0.032, 0.014)
        for j in range(3):
            s.blob(at[j], at[j + 1], radii[j], radii[j + 1], f"arm_{k}_{j}", f"arm_{k}_{min(j + 1, 2)}", blend=0.035)
    s.paint(shade(s.main, 1.3), paint.beyond((0, 0, 0.045), (0, 0, -1)))
    s.paint(
        shade(s.main, 0.8),
        paint.within(
            paint.spots((-0.2, -0.17, z + 0.2), (0.06, 0.17, z + 0.4), 10, 0.025, seed=8, wobble=0.0),
            paint.beyond((0.05, 0, 0), (-1, 0, 0.3)),
        ),
    )
    plain_face(s, (0.0, 0, z + 0.11), 0.047, 0.5, 0.16, smile=0.3, drop=-0.3)
    return {
        "legs": 0.0,
        "leg_m": 0.2,
        "belly_m": 0.06,
        "height_m": 0.55,
        "length_m": 0.8,
        "eye_m": 0.047,
        "voice": "octopus",
        "mass": 4.0,
    }
