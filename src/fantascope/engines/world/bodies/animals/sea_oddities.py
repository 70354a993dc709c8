"""Jellyfish and seahorse, which are built unlike any fish.

Knows nothing of motion. The jellyfish has a `bell` and eight arms of three bones instead of a tail.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Vec3
from . import face, paint
from .fish_plans import FishPlan
from .sculpt import Sculpt


def jellyfish(s: Sculpt, p: FishPlan) -> None:
    top = 0.42
    s.bone("centre", None, (0, 0, top))
    s.bone("bell", "centre", (0, 0, top))
    s.bone("head", "bell", (0, 0, top + 0.02))
    s.blob((0, 0, top + 0.02), (0, 0, top + 0.02), 0.19, 0.19, "bell", scale=(1, 1, 0.9))
    s.blob((0, 0, top - 0.05), (0, 0, top - 0.05), 0.2, 0.2, "bell", scale=(1, 1, 0.42), blend=0.05)
    for k in range(8):
        a = 2 * np.pi * k / 8
        c, q = float(np.cos(a)), float(np.sin(a))
        x, y = 0.12 * c, 0.12 * q
        for j in range(3):
            s.bone(
                f"arm_{k}_{j}",
                "bell" if j == 0 else f"arm_{k}_{j - 1}",
                (x * (1 + 0.08 * j), y * (1 + 0.08 * j), top - 0.09 - 0.11 * j),
            )
        line: list[Vec3] = [s.at(f"arm_{k}_{j}") for j in range(3)]
        line.append((x * 1.2, y * 1.2, 0.02))
        radii = (0.026, 0.021, 0.016, 0.007)
        for j in range(3):
            s.blob(
                line[j], line[j + 1], radii[j], radii[j + 1], f"arm_{k}_{j}", f"arm_{k}_{min(j + 1, 2)}", blend=0.012
            )
        s.blob(
            (0.165 * c, 0.165 * q, top - 0.09), (0.165 * c, 0.165 * q, top - 0.09), 0.045, 0.045, "bell", blend=0.025
        )
    s.paint(
        (1.0, 0.86, 0.95),
        paint.within(
            paint.spots((-0.2, -0.2, 0.48), (0.2, 0.2, 0.64), 9, 0.034, seed=3, wobble=0.0),
            paint.beyond((0, 0, 0.45), (0, 0, 1)),
        ),
    )
    face.eyes(s, head=(0, 0, top + 0.0), azimuth=0.42, elevation=0.05, radius_m=p.eye, bulge=0.5)
    _smile(s, (0, 0, top - 0.02), 0.2, -0.16, 0.005)


def _smile(s: Sculpt, middle: Vec3, half: float, elevation: float, radius: float) -> None:
    points = []
    for a in np.linspace(-half, half, 9):
        point, normal = s.surface(
            middle, (float(np.cos(a)), float(np.sin(a)), elevation + 0.9 * (abs(float(a)) / half) ** 2 * half * 0.5)
        )
        points.append(point + normal * radius * 0.2)
    s.part("smile", shapes.tube(np.array(points), radius, segments=6), Material(face.DARK, 0.5), "head")


def seahorse(s: Sculpt, p: FishPlan) -> None:
    line = [(0.0, 0.2), (-0.02, 0.15), (-0.025, 0.1), (0.0, 0.06), (0.035, 0.04), (0.05, 0.06), (0.038, 0.075)]
    radii = [0.042, 0.05, 0.036, 0.024, 0.017, 0.012, 0.008]
    s.bone("centre", None, (-0.02, 0, 0.15))
    s.bone("head", "centre", (0.01, 0, 0.23))
    for k, name in enumerate(("body_1", "body_2", "body_3", "tail"), start=2):
        s.bone(name, "centre" if k == 2 else ("body_1", "body_2", "body_3")[k - 3], (line[k - 1][0], 0, line[k - 1][1]))
    names = ["centre", "centre", "body_1", "body_2", "body_3", "tail", "tail"]
    for k in range(6):
        s.blob(
            (line[k][0], 0, line[k][1]),
            (line[k + 1][0], 0, line[k + 1][1]),
            radii[k],
            radii[k + 1],
            names[k],
            names[k + 1],
            blend=0.012,
        )
    s.blob((0.0, 0, 0.2), (0.022, 0, 0.255), 0.034, 0.032, "centre", "head", blend=0.02)
    s.egg((0.03, 0, 0.265), (0.046, 0.044, 0.044), "head", blend=0.015)
    s.blob((0.06, 0, 0.255), (0.125, 0, 0.235), 0.02, 0.017, "head", blend=0.02)
    for x, z in ((0.0, 0.312), (0.025, 0.322), (-0.022, 0.295)):
        s.blob((x, 0, z - 0.01), (x, 0, z + 0.012), 0.012, 0.006, "head", blend=0.012)
    s.bone("dorsal", "centre", (-0.06, 0, 0.15))
    s.blob((-0.055, 0, 0.15), (-0.09, 0, 0.165), 0.03, 0.02, "dorsal", scale=(1, 0.25, 1), blend=0.01)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        s.bone(f"fin_{side}", "head", (0.0, sign * 0.038, 0.245))
        s.blob(
            (-0.002, sign * 0.036, 0.245),
            (-0.02, sign * 0.06, 0.25),
            0.016,
            0.012,
            f"fin_{side}",
            scale=(1, 0.4, 1),
            blend=0.006,
        )
    s.paint(
        (1.0, 0.9, 0.6),
        paint.within(paint.egg((0.03, 0, 0.15), (0.035, 0.05, 0.1)), paint.bands((0, 0, 1), 0.026, 0.55)),
    )
    face.eyes(s, head=(0.03, 0, 0.265), azimuth=0.9, elevation=0.15, radius_m=p.eye, white=True, bulge=0.5)
    s.anchors["mouth"] = (0.14, 0.0, 0.232)
