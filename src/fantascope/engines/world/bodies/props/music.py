"""Musical instruments: guitar, piano, drum, bell.

Knows nothing of sound or players. Upright instruments face +x; anchors `handle` and `drumhead` are where hands go.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material
from . import surfaces as s
from .assembly import Kit, Order
from .blocks import finish
from .forms import at, blob, disc, plate, rod, round_box, smooth_outline, torus, turn


def guitar(order: Order) -> Body:
    """An acoustic guitar standing upright, its face towards +x, 1 m tall."""
    kit = Kit("guitar", "wood", 0.25)
    look = finish(order, "wood", (0.86, 0.52, 0.22))
    outline = smooth_outline(
        [
            (0, 0),
            (0.13, 0.02),
            (0.19, 0.12),
            (0.16, 0.22),
            (0.115, 0.28),
            (0.14, 0.37),
            (0.12, 0.45),
            (0.05, 0.485),
            (-0.05, 0.485),
            (-0.12, 0.45),
            (-0.14, 0.37),
            (-0.115, 0.28),
            (-0.16, 0.22),
            (-0.19, 0.12),
            (-0.13, 0.02),
        ],
        60,
    )
    kit.add(at(turn(plate(outline, 0.09, 0.012), "x", 90), y=0.045), s.of("wood", s.shade(look.colour, 0.6)))
    kit.add(at(turn(plate(outline * 0.955 + [0, 0.011], 0.012, 0.005), "x", 90), y=-0.04), look, tint="main")
    kit.add(at(disc(0.052, 0.006, 0.002, axis="y", segments=32), 0, -0.052, 0.31), s.matte((0.10, 0.06, 0.04)))
    kit.add(at(turn(torus(0.055, 0.005, sides=8), "x", 90), 0, -0.053, 0.31), s.vinyl(s.CREAM))
    kit.add(round_box((0.055, 0.03, 0.46), 0.01, (0, -0.042, 0.62)), s.of("wood", s.WALNUT))
    kit.add(round_box((0.05, 0.012, 0.52), 0.004, (0, -0.06, 0.6)), s.matte((0.14, 0.09, 0.07)))
    kit.add(round_box((0.085, 0.026, 0.15), 0.012, (0, -0.035, 0.91)), s.of("wood", s.WALNUT))
    kit.add(round_box((0.11, 0.016, 0.022), 0.006, (0, -0.056, 0.12)), s.of("wood", s.WALNUT))
    for k in range(6):
        x = (k - 2.5) * 0.008
        kit.add(shapes.tube([(x * 1.3, -0.066, 0.12), (x, -0.069, 0.86)], 0.0011, segments=5, caps=False), s.chrome())
        side = -1 if k < 3 else 1
        kit.add(
            rod((side * 0.04, -0.035, 0.865 + (k % 3) * 0.04), (side * 0.062, -0.035, 0.865 + (k % 3) * 0.04), 0.007),
            s.chrome(),
        )
    for k in range(10):
        kit.add(round_box((0.05, 0.004, 0.004), 0.001, (0, -0.067, 0.83 - k * 0.035)), s.chrome())
    kit.anchor("handle", (0, -0.04, 0.7))
    kit.face_forward()
    return kit.body(mass_kg=2.0)


def piano(order: Order) -> Body:
    """An upright piano, its keys towards +x."""
    kit = Kit("piano", "wood", 0.35)
    look = s.paint(order.pick((0.13, 0.11, 0.12)))
    kit.add(round_box((1.4, 0.4, 1.15), 0.03, (0, 0.12, 0.6)), look, tint="main")
    kit.add(round_box((1.46, 0.5, 0.05), 0.02, (0, 0.1, 1.19)), look, tint="main")
    kit.add(round_box((1.4, 0.34, 0.1), 0.03, (0, -0.2, 0.66)), look, tint="main")
    for x in (-0.66, 0.66):
        kit.add(round_box((0.08, 0.36, 0.2), 0.03, (x, -0.19, 0.7)), look, tint="main")
        kit.add(round_box((0.08, 0.09, 0.62), 0.03, (x, -0.3, 0.32)), look, tint="main")
    for k in range(28):
        x = (k - 13.5) * 0.0443
        kit.add(round_box((0.042, 0.2, 0.03), 0.005, (x, -0.22, 0.728)), s.vinyl(s.WHITE, 0.2))
        if k % 7 not in (2, 6) and k < 27:
            kit.add(round_box((0.024, 0.12, 0.03), 0.005, (x + 0.022, -0.175, 0.752)), s.vinyl(s.BLACK, 0.2))
    kit.add(at(turn(round_box((0.5, 0.02, 0.3), 0.008), "x", -12), 0, -0.1, 0.98), s.matte(s.CREAM))
    for x in (-0.1, 0.0, 0.1):
        kit.add(round_box((0.04, 0.14, 0.02), 0.008, (x, -0.14, 0.06)), s.chrome(s.BRASS))
    kit.box((1.46, 0.7, 1.2), (0, 0, 0.6))
    kit.face_forward()
    return kit.body(mass_kg=180.0)


def drum(order: Order) -> Body:
    kit = Kit("drum", "wood", 0.3)
    kit.add(shapes.cylinder(0.2, 0.24, bevel_m=0.008, segments=40), s.paint(order.pick(s.RED)), tint="main")
    kit.add(at(disc(0.195, 0.02, 0.006, segments=40), z=0.24), Material((0.96, 0.93, 0.86), 0.6))
    for z in (0.02, 0.225):
        kit.add(at(torus(0.203, 0.014, sides=8, segments=40), z=z), s.chrome(s.GOLD))
    for k in range(16):
        a, b = 2 * np.pi * k / 16, 2 * np.pi * (k + 1) / 16
        ends = [
            (0.206 * np.cos(c), 0.206 * np.sin(c), z)
            for c, z in ((a, 0.22 if k % 2 else 0.025), (b, 0.025 if k % 2 else 0.22))
        ]
        kit.add(shapes.tube(ends, 0.004, segments=6), s.matte(s.WHITE))
    for y, spin in ((0.05, 20), (-0.05, -15)):
        stick = turn(rod((-0.16, 0, 0), (0.16, 0, 0), 0.007), "z", spin)
        kit.add(at(stick, 0.03, y, 0.262), s.of("wood"))
    kit.anchor("drumhead", (0, 0, 0.25))
    return kit.body(mass_kg=3.0)


def bell(order: Order) -> Body:
    kit = Kit("bell", "metal", 0.5)
    kit.add(
        shapes.lathe(
            shapes.rounded(
                [
                    (0, 0.02),
                    (0.1, 0.02),
                    (0.12, 0),
                    (0.13, 0.01),
                    (0.085, 0.1),
                    (0.065, 0.19),
                    (0.03, 0.225),
                    (0, 0.23),
                ],
                0.012,
                4,
            ),
            segments=36,
        ),
        s.chrome(order.pick(s.GOLD), 0.22),
        tint="main",
    )
    kit.add(at(turn(torus(0.024, 0.008, sides=8, segments=20), "x", 90), z=0.245), s.chrome(s.GOLD))
    kit.add(blob((0.025, 0.025, 0.025), (0, 0, 0.006)), s.chrome(s.GREY))
    return kit.body(mass_kg=2.0)
