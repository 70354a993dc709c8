"""Insects: ladybird, ant, bee and butterfly.

Knows nothing of motion. Winged ones have bones `wing_left/right` and `wing_low_left/right`.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Rgb
from . import paint
from .crawler_form import BLACK, SIDES, WHITE, Traits, blade_frame, feelers, legs, plain_face, shade
from .sculpt import Sculpt


def ladybird(s: Sculpt) -> Traits:
    z = 0.06
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.06, 0, z))
    s.egg((-0.01, 0, z + 0.008), (0.098, 0.082, 0.07), "centre")
    s.egg((0.085, 0, z), (0.045, 0.05, 0.043), "head", blend=0.01)
    s.paint(BLACK, paint.spots((-0.12, -0.1, 0.06), (0.05, 0.1, 0.16), 11, 0.0175, seed=6, wobble=0.0))
    s.paint(BLACK, lambda p: np.asarray(np.maximum(np.abs(p[:, 1]) - 0.0035, -(p[:, 2] - z))))
    s.paint(
        BLACK, paint.either(paint.beyond((0, 0, z - 0.018), (0, 0, -1)), paint.beyond((0.056, 0, z), (1, 0, -0.15)))
    )
    plain_face(s, (0.085, 0, z), 0.019, 0.55, 0.25, smile=0.0)
    feelers(s, (0.105, 0, z + 0.035), 0.055, 0.004, BLACK)
    for side, sign in SIDES:
        s.bone(f"wing_{side}", "centre", (0.03, sign * 0.02, z + 0.075))
        s.bone(f"wing_low_{side}", "centre", (0.02, sign * 0.02, z + 0.07))
    legs(s, (0.045, 0.0, -0.045), 0.05, z - 0.03, 0.045, z - 0.012, 0.008, BLACK, spread=0.4)
    return {
        "legs": 3.0,
        "leg_m": 0.035,
        "belly_m": 0.012,
        "height_m": 0.13,
        "eye_m": 0.019,
        "voice": "insect",
        "mass": 0.05,
        "wings": 1.0,
        "flap_hz": 9.0,
    }


def ant(s: Sculpt) -> Traits:
    z = 0.07
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.05, 0, z + 0.015))
    s.egg((-0.085, 0, z + 0.01), (0.068, 0.05, 0.05), "centre")
    s.egg((0, 0, z), (0.042, 0.034, 0.034), "centre", blend=0.02)
    s.egg((0.085, 0, z + 0.025), (0.055, 0.056, 0.052), "head", blend=0.015)
    plain_face(s, (0.085, 0, z + 0.025), 0.02, 0.6, 0.2, smile=0.4)
    feelers(s, (0.11, 0, z + 0.065), 0.07, 0.0045, shade(s.main, 0.7))
    legs(s, (0.025, 0.0, -0.025), 0.028, z - 0.01, 0.085, z + 0.03, 0.0075, shade(s.main, 0.7), spread=0.6)
    return {
        "legs": 3.0,
        "leg_m": 0.07,
        "belly_m": 0.03,
        "height_m": 0.13,
        "eye_m": 0.02,
        "voice": "insect",
        "mass": 0.05,
    }


def bee(s: Sculpt) -> Traits:
    z = 0.085
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.05, 0, z + 0.01))
    s.blob((-0.07, 0, z - 0.005), (0.02, 0, z), 0.052, 0.066, "centre")
    s.blob((-0.11, 0, z - 0.012), (-0.145, 0, z - 0.018), 0.024, 0.008, "centre", blend=0.04)
    s.egg((0.085, 0, z + 0.012), (0.054, 0.058, 0.054), "head", blend=0.015)
    s.paint(BLACK, paint.within(paint.bands((1, 0, 0), 0.058, 0.46), paint.beyond((0.045, 0, 0), (-1, 0, 0))))
    plain_face(s, (0.085, 0, z + 0.012), 0.022, 0.62, 0.18, smile=0.4)
    feelers(s, (0.1, 0, z + 0.055), 0.06, 0.0042, BLACK)
    for side, sign in SIDES:
        for name, x, length, w in ((f"wing_{side}", 0.02, 0.115, 0.046), (f"wing_low_{side}", -0.015, 0.085, 0.036)):
            root = (x, sign * 0.025, z + 0.055)
            s.bone(name, "centre", root)
            blade = shapes.ellipsoid((length * 0.62, w, 0.004), rings=12, segments=24)
            way = np.array([-0.6, sign * 0.72, 0.42])
            s.part(
                name,
                shapes.moved(shapes.turned(blade, blade_frame(way)), np.array(root) + way * length * 0.58),
                Material((0.86, 0.94, 1.0), 0.12, opacity=0.75),
                name,
            )
    legs(s, (0.03, 0.0, -0.03), 0.03, z - 0.05, 0.028, z - 0.062, 0.006, BLACK, spread=0.3)
    return {
        "legs": 3.0,
        "leg_m": 0.03,
        "belly_m": 0.012,
        "height_m": 0.17,
        "eye_m": 0.022,
        "voice": "bee",
        "mass": 0.05,
        "wings": 1.0,
        "flap_hz": 9.0,
    }


def butterfly(s: Sculpt) -> Traits:
    z = 0.075
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.045, 0, z + 0.012))
    s.blob((-0.09, 0, z - 0.012), (0.03, 0, z), 0.014, 0.026, "centre")
    s.egg((0.065, 0, z + 0.015), (0.036, 0.037, 0.035), "head", blend=0.015)
    body: Rgb = (0.2, 0.14, 0.13)
    s.paint(body, paint.beyond((0, 0, 5.0), (0, 0, -1)))
    plain_face(s, (0.065, 0, z + 0.015), 0.0145, 0.62, 0.2, smile=0.4)
    feelers(s, (0.08, 0, z + 0.042), 0.075, 0.0035, body)
    for side, sign in SIDES:
        for name, x, tip, r1 in (
            (f"wing_{side}", 0.015, (0.095, 0.2), 0.072),
            (f"wing_low_{side}", -0.03, (-0.13, 0.125), 0.058),
        ):
            root = (x, sign * 0.014, z + 0.018)
            s.bone(name, "centre", root)
            tilt = blade_frame(np.array([tip[0] - x, sign * tip[1], 0.02]))
            middle = np.array([(tip[0] + x) / 2 + (tip[0] - x) * 0.14, sign * tip[1] * 0.62, z + 0.026])
            long = float(np.hypot(tip[0] - x, tip[1])) * 0.56
            wide = r1 * 1.02
            for layer, (grow, colour, tint) in enumerate(((1.0, BLACK, None), (0.82, s.main, "main"))):
                blade = shapes.ellipsoid((long * grow, wide * grow, 0.005 + 0.0015 * layer), rings=12, segments=32)
                s.part(
                    f"{name}_{layer}",
                    shapes.moved(shapes.turned(blade, tilt), middle),
                    Material(colour, 0.5, sheen=0.2),
                    name,
                    tint,
                )
            dots = [
                shapes.moved(
                    shapes.ellipsoid((q, q, 0.0075), rings=8, segments=14),
                    middle + tilt @ np.array([u * long, v * wide, 0.0]),
                )
                for u, v, q in ((0.86, 0.12, 0.0115), (0.72, 0.52, 0.0095), (0.74, -0.45, 0.0095))
            ]
            s.part(f"{name}_dots", shapes.join(dots), Material(WHITE, 0.5), name)
    legs(s, (0.02, 0.0, -0.02), 0.012, z - 0.02, 0.03, z - 0.03, 0.0045, body, spread=0.3)
    return {
        "legs": 3.0,
        "leg_m": 0.05,
        "belly_m": 0.045,
        "height_m": 0.13,
        "eye_m": 0.0145,
        "voice": "none",
        "mass": 0.02,
        "wings": 1.0,
        "flap_hz": 3.2,
        "wing_style": "flutter",
    }
