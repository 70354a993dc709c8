"""Toys and figures: teddy bear, robot, rubber duck, snowman, spinning top, bowling pin, seesaw, pendulum, hoop.

Knows nothing of motion. Figures here are things, not actors: they have no skeleton unless something on them swings.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material
from . import surfaces as s
from .assembly import Kit, Order
from .blocks import finish
from .forms import arc, at, bent, blob, body_loft, disc, rod, round_box, torus, turn


def teddy_bear(order: Order) -> Body:
    """A sitting plush bear facing +x, 0.45 m tall."""
    kit = Kit("teddy_bear", "cloth")
    fur = Material(order.pick((0.72, 0.47, 0.25)), 0.95, sheen=0.8)
    pale = Material((0.93, 0.78, 0.56), 0.95, sheen=0.8)
    ball = shapes.ellipsoid
    for radii, centre in (((0.12, 0.125, 0.135), (0, 0, 0.13)), ((0.105, 0.115, 0.1), (0.015, 0, 0.33))):
        kit.add(ball(radii, centre=centre), fur, tint="main")
    kit.add(ball((0.05, 0.085, 0.09), centre=(0.08, 0, 0.13)), pale)
    kit.add(ball((0.05, 0.055, 0.042), centre=(0.1, 0, 0.305)), pale)
    kit.add(blob((0.017, 0.023, 0.016), (0.148, 0, 0.325)), s.vinyl(s.BLACK, 0.15))
    kit.add(
        bent([(0.142, -0.018, 0.29), (0.15, 0, 0.283), (0.142, 0.018, 0.29)], 0.0035, steps=8, segments=6),
        s.matte(s.BLACK),
    )
    for side in (-1, 1):
        kit.add(ball((0.03, 0.042, 0.042), centre=(0.0, side * 0.085, 0.41), rings=12, segments=18), fur, tint="main")
        kit.add(blob((0.015, 0.026, 0.026), (0.021, side * 0.085, 0.408)), pale)
        kit.add(blob((0.01, 0.014, 0.015), (0.109, side * 0.042, 0.35)), s.vinyl(s.BLACK, 0.08))
        kit.add(rod((0.02, side * 0.1, 0.21), (0.1, side * 0.15, 0.11), 0.043, 0.05), fur, tint="main")
        kit.add(rod((0.05, side * 0.085, 0.06), (0.17, side * 0.12, 0.06), 0.057, 0.06), fur, tint="main")
        kit.add(blob((0.012, 0.042, 0.042), (0.223, side * 0.127, 0.062)), pale)
    for side in (-1, 1):
        kit.add(at(turn(blob((0.018, 0.04, 0.026)), "x", -side * 14), 0.1, side * 0.042, 0.232), s.cloth(s.RED))
    kit.add(blob((0.02, 0.016, 0.018), (0.112, 0, 0.232)), s.cloth(s.RED))
    return kit.body(mass_kg=0.5)


def robot_toy(order: Order) -> Body:
    """A tin robot facing +x, 0.5 m tall."""
    colour = order.pick(s.SKY)
    kit = Kit("robot_toy", "metal", 0.2)
    look, steel = s.paint(colour), s.chrome()
    kit.add(round_box((0.15, 0.2, 0.19), 0.025, (0, 0, 0.205)), look, tint="main")
    kit.add(round_box((0.14, 0.19, 0.13), 0.03, (0, 0, 0.39)), look, tint="main")
    kit.add(at(disc(0.045, 0.04, 0.008), z=0.315), steel)
    kit.add(round_box((0.012, 0.13, 0.1), 0.008, (0.075, 0, 0.215)), s.vinyl(s.CREAM))
    for k, c in enumerate((s.RED, s.YELLOW, s.GREEN)):
        kit.add(at(disc(0.014, 0.02, 0.004, axis="x", segments=16), 0.082, (k - 1) * 0.036, 0.235), s.glow(c, 0.5))
    kit.add(round_box((0.016, 0.09, 0.02), 0.006, (0.077, 0, 0.19)), steel)
    for side in (-1, 1):
        kit.add(at(disc(0.03, 0.02, 0.006, axis="x"), 0.07, side * 0.043, 0.41), steel)
        kit.add(blob((0.014, 0.021, 0.021), (0.082, side * 0.043, 0.41)), s.glow((0.55, 0.95, 1.0), 1.0))
        kit.add(blob((0.008, 0.009, 0.009), (0.092, side * 0.043, 0.41)), s.vinyl(s.BLACK))
        kit.add(at(disc(0.03, 0.03, 0.008, axis="y"), 0, side * 0.105, 0.39), s.vinyl(s.RED))
        kit.add(
            bent([(0, side * 0.1, 0.26), (0.01, side * 0.145, 0.24), (0.04, side * 0.15, 0.17)], 0.02, steps=10), steel
        )
        kit.add(arc((0.055, side * 0.15, 0.14), 0.025, -210, 30, 0.01, plane="xz", steps=10), s.vinyl(s.RED))
        kit.add(rod((0, side * 0.055, 0.12), (0, side * 0.055, 0.05), 0.026), steel)
        kit.add(round_box((0.12, 0.08, 0.05), 0.02, (0.015, side * 0.055, 0.025)), s.vinyl(s.RED))
    for z in (0.345, 0.36, 0.375):
        kit.add(round_box((0.012, 0.07, 0.006), 0.003, (0.07, 0, z)), s.vinyl(s.DARK))
    kit.add(rod((0, 0, 0.45), (0, 0, 0.5), 0.007), steel)
    kit.add(blob((0.018, 0.018, 0.018), (0, 0, 0.512)), s.glow(s.RED, 0.8))
    kit.box((0.15, 0.3, 0.46), (0, 0, 0.23))
    return kit.body(mass_kg=1.2)


def rubber_duck(order: Order) -> Body:
    kit = Kit("rubber_duck", "rubber", 0.15)
    look = Material(order.pick((1.0, 0.82, 0.12)), 0.22)
    body = body_loft(
        [-0.11, -0.06, 0.0, 0.06, 0.1],
        [0.012, 0.05, 0.068, 0.062, 0.035],
        [0.065, 0.015, 0.0, 0.004, 0.02],
        [0.1, 0.085, 0.082, 0.088, 0.078],
        power=2.2,
        nose_m=0.03,
        tail_m=0.01,
        stations=30,
    )
    kit.add(body, look, tint="main")
    kit.add(shapes.ellipsoid((0.053, 0.052, 0.052), centre=(0.045, 0, 0.125)), look, tint="main")
    for side in (-1, 1):
        wing = turn(blob((0.05, 0.014, 0.026)), "y", 14)
        kit.add(at(wing, -0.015, side * 0.064, 0.062), look, tint="main")
        kit.add(blob((0.007, 0.0095, 0.012), (0.088, side * 0.026, 0.14)), s.vinyl(s.BLACK, 0.08))
    for z, h in ((0.118, 0.007), (0.108, 0.0055)):
        kit.add(blob((0.032, 0.026, h), (0.098, 0, z)), s.vinyl((0.97, 0.42, 0.08), 0.3))
    kit.anchor("hull_front", (0.08, 0, 0.03))
    kit.anchor("hull_back", (-0.08, 0, 0.03))
    kit.anchor("hull_left", (0, 0.055, 0.03))
    kit.anchor("hull_right", (0, -0.055, 0.03))
    return kit.body(mass_kg=0.18, traits={"floats": 1.0, "draft_m": 0.03, "engine": "none"})


def snowman(order: Order) -> Body:
    """Three balls of snow with a carrot nose, hat and scarf, facing +x, 1.6 m tall."""
    kit = Kit("snowman", "snow")
    snow = s.of("snow")
    for r, z in ((0.4, 0.36), (0.3, 0.92), (0.22, 1.34)):
        kit.add(shapes.ellipsoid((r, r, r * 0.95), centre=(0, 0, z), rings=20, segments=32), snow)
    kit.add(
        at(
            turn(
                shapes.lathe(shapes.rounded([(0, 0), (0.035, 0), (0.004, 0.2), (0, 0.2)], 0.01, 3), segments=16),
                "y",
                90,
            ),
            0.2,
            0,
            1.33,
        ),
        s.vinyl(s.ORANGE, 0.5),
    )
    coal = s.vinyl(s.BLACK, 0.5)
    for y in (-0.075, 0.075):
        kit.add(blob((0.022, 0.026, 0.028), (0.195, y, 1.41)), coal)
    for k in range(5):
        a = (k - 2) * 0.33
        kit.add(
            blob(
                (0.014, 0.016, 0.016), (0.193 - 0.015 * abs(k - 2), 0.24 * np.sin(a) * 0.6, 1.235 + 0.022 * abs(k - 2))
            ),
            coal,
        )
    for z, x in ((0.8, 0.285), (0.93, 0.3), (1.05, 0.27)):
        kit.add(blob((0.02, 0.028, 0.028), (x, 0, z)), coal)
    for side in (-1, 1):
        for path in (
            [(0, side * 0.27, 1.0), (0.05, side * 0.5, 1.12), (0.04, side * 0.72, 1.22)],
            [(0.045, side * 0.55, 1.14), (0.09, side * 0.66, 1.27)],
        ):
            kit.add(bent(path, 0.016, steps=8, segments=8), s.matte(s.BROWN))
    scarf = s.cloth(order.pick(s.RED))
    kit.add(at(shapes.scaled(torus(0.19, 0.05, sides=10), (1, 1, 0.8)), z=1.16), scarf, tint="main")
    kit.add(at(turn(round_box((0.05, 0.12, 0.34), 0.022), "y", -14), 0.27, 0.1, 0.98), scarf, tint="main")
    kit.add(shapes.moved(shapes.cylinder(0.26, 0.03, bevel_m=0.012), (0, 0, 1.5)), s.cloth(s.DARK))
    kit.add(shapes.moved(shapes.cylinder(0.16, 0.24, bevel_m=0.02, top_radius_m=0.17), (0, 0, 1.51)), s.cloth(s.DARK))
    kit.add(shapes.moved(shapes.cylinder(0.166, 0.06, bevel_m=0.008), (0, 0, 1.53)), scarf, tint="main")
    for r, z in ((0.4, 0.37), (0.3, 0.92), (0.22, 1.34)):
        kit.round(r, (0, 0, z))
    return kit.body(mass_kg=180.0)


def spinning_top(order: Order) -> Body:
    kit = Kit("spinning_top", "wood")
    colours = (order.pick(s.RED), s.YELLOW, s.TEAL)
    outline = [
        (0, 0),
        (0.006, 0.004),
        (0.03, 0.035),
        (0.062, 0.06),
        (0.066, 0.075),
        (0.05, 0.09),
        (0.02, 0.1),
        (0.01, 0.108),
    ]
    for (a, b), c in zip(((0, 4), (3, 6), (5, 8)), colours, strict=True):
        part = [*outline[a:b]]
        closed = ([] if part[0][0] == 0 else [(0.0, part[0][1])]) + part + [(0.0, part[-1][1])]
        kit.add(
            shapes.lathe(shapes.rounded(closed, 0.006, 3), segments=36),
            s.paint(c),
            tint="main" if c is colours[0] else None,
        )
    kit.add(rod((0, 0, 0.1), (0, 0, 0.145), 0.006), s.of("wood"))
    # a dot off the axis, so that the turning shows
    for k in range(4):
        kit.add(turn(at(blob((0.007, 0.007, 0.004)), 0.045, 0, 0.0935), "z", 90 * k), s.paint(s.WHITE))
    return kit.body(mass_kg=0.15)


def bowling_pin(order: Order) -> Body:
    kit = Kit("pin", "wood")
    outline = [
        (0, 0),
        (0.028, 0.0),
        (0.033, 0.02),
        (0.057, 0.1),
        (0.06, 0.125),
        (0.05, 0.18),
        (0.026, 0.245),
        (0.0235, 0.265),
        (0.032, 0.32),
        (0.031, 0.345),
        (0.018, 0.375),
        (0, 0.38),
    ]
    kit.add(shapes.lathe(shapes.rounded(outline, 0.02, 3), segments=28), s.paint(order.pick(s.WHITE)), tint="main")
    for z, r in ((0.25, 0.0262), (0.272, 0.0262)):
        kit.add(at(torus(r - 0.003, 0.0052, sides=6, segments=28), z=z), s.paint(s.RED))
    kit.hull(shapes.lathe(outline, segments=16))
    return kit.body(mass_kg=1.55, friction=0.35, restitution=0.5)


def hoop(order: Order) -> Body:
    """A hula hoop standing upright in the x-z plane, ready to roll along x."""
    kit = Kit("hoop", "plastic")
    ringed = at(turn(torus(0.42, 0.018, segments=48, sides=10), "x", 90), z=0.438)
    kit.add(ringed, s.vinyl(order.pick(s.PINK)), tint="main")
    for k in range(6):
        a = np.radians(60 * k + np.linspace(-7, 7, 6))
        band = shapes.tube(np.column_stack([0.42 * np.cos(a), 0 * a, 0.438 + 0.42 * np.sin(a)]), 0.0192, segments=10)
        kit.add(band, s.vinyl(s.WHITE))
    kit.rolling(0.438, 0.04, (0, 0, 0.438))
    return kit.body(mass_kg=0.4, traits={"radius_m": 0.438})


def seesaw(order: Order) -> Body:
    """A seesaw 3 m long; its plank is on bone "plank" (turns about y). Anchors seat_left_end and seat_right_end."""
    kit = Kit("seesaw", "wood")
    kit.bone("base", (0, 0, 0.3))
    kit.bone("plank", (0, 0, 0.5), "base")
    for side in (-1, 1):
        for x in (-0.3, 0.3):
            kit.add(rod((x, side * 0.2, 0.04), (0, side * 0.15, 0.5), 0.04), s.paint(s.BLUE), bone="base")
    kit.add(at(disc(0.04, 0.42, 0.012, axis="y"), 0, 0, 0.5), s.chrome(), bone="base")
    kit.add(round_box((3.0, 0.26, 0.06), 0.025, (0, 0, 0.55)), finish(order, "wood", s.RED), tint="main", bone="plank")
    for side, name in ((-1, "seat_left_end"), (1, "seat_right_end")):
        kit.add(round_box((0.34, 0.3, 0.05), 0.024, (side * 1.28, 0, 0.6)), s.vinyl(s.YELLOW), bone="plank")
        kit.add(arc((side * 0.98, 0, 0.58), 0.14, 0, 180, 0.018, plane="yz"), s.chrome(), bone="plank")
        kit.anchor(name, (side * 1.28, 0, 0.63))
    kit.box((0.6, 0.4, 0.5), (0, 0, 0.25), "base")
    kit.box((3.0, 0.26, 0.06), (0, 0, 0.55), "plank")
    return kit.body(mass_kg=40.0, rig="vehicle", traits={"engine": "none"})


def pendulum(order: Order) -> Body:
    """A brass bob on a rigid rod, 1.2 m long; anchor `pivot` is its upper end, `bob` the bob's middle."""
    kit = Kit("pendulum", "metal")
    kit.add(rod((0, 0, 0.1), (0, 0, 1.3), 0.008), s.chrome())
    kit.add(
        shapes.ellipsoid((0.1, 0.1, 0.1), centre=(0, 0, 0.1), rings=20, segments=30),
        Material(order.pick(s.BRASS), 0.22, 1.0),
        tint="main",
    )
    kit.add(at(disc(0.03, 0.05, 0.008, axis="y"), 0, 0, 1.3), s.chrome())
    kit.round(0.1, (0, 0, 0.1))
    kit.anchor("pivot", (0, 0, 1.3))
    kit.anchor("bob", (0, 0, 0.1))
    return kit.body(mass_kg=3.0, recentre=False)
