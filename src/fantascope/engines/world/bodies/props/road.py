"""Road vehicles as toys: cars, vans, buses, trucks, tractors; every wheel is a part of its own on its own bone.

Knows nothing of motion: `motion.performers.vehicle` turns and steers the bones. What always holds: bone "chassis"
carries everything but the wheels; bones wheel_fl, wheel_fr, wheel_rl, wheel_rr sit at the hubs; traits give
wheel_radius_m, wheelbase_m, track_m, length_m and engine.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Rgb
from . import surfaces as s
from .assembly import Order
from .blocks import panel
from .chassis import Chassis, Frame, frame
from .forms import at, blob, body_loft, disc, rod, round_box, turn
from .patterns import words


def car(order: Order) -> Body:
    """A rounded little family car; kinds taxi and police_car dress it."""
    kind = order.kind or "car"
    colour = order.pick({"taxi": s.YELLOW, "police_car": s.WHITE}.get(kind, s.RED))
    c = Chassis(kind, frame(2.05, 1.06, 0.225, 0.62, -0.62, 0.18, 0.15), colour)
    c.shell([(-1.03, 0.50), (-0.85, 0.60), (-0.4, 0.63), (0.3, 0.63), (0.75, 0.57), (1.03, 0.44)], nose=0.2, tail=0.18)
    c.cabin([(-0.84, -0.56), (0.46, 0.14)], 0.58, 1.0, pillars=(-0.12,))
    c.lights(0.985, -0.985, 0.44, 0.33)
    c.bumpers(0.955, -0.965, 0.26, s.vinyl(s.shade(s.GREY, 1.3), 0.3))
    c.add(round_box((0.04, 0.36, 0.1), 0.02, (1.01, 0, 0.36)), s.vinyl(s.DARK, 0.4))
    for side in (-1, 1):
        c.main(blob((0.05, 0.06, 0.045), (0.34, side * 0.495, 0.68)))
        c.add(round_box((0.12, 0.02, 0.028), 0.008, (-0.28, side * 0.527, 0.54)), s.chrome())
        c.add(round_box((0.006, 0.012, 0.3), 0.002, (0.24, side * 0.523, 0.42)), s.matte(s.shade(colour, 0.55)))
        c.add(round_box((0.006, 0.012, 0.3), 0.002, (-0.36, side * 0.523, 0.42)), s.matte(s.shade(colour, 0.55)))
    if kind == "taxi":
        c.add(round_box((0.16, 0.42, 0.13), 0.03, (-0.2, 0, 1.08)), s.glow(s.CREAM, 0.5))
        label = Material((1, 1, 1), 0.4, texture=words("TAXI", s.BLACK, s.YELLOW, width=256, height=64, border=False))
        for degrees in (90, -90):
            c.add(at(turn(panel(0.38, 0.1, 0.006, -0.085), "z", degrees), -0.2, 0, 1.08), label)
        for k in range(14):
            for row in (0, 1):
                if (k + row) % 2 == 0:
                    c.add(
                        round_box((0.07, 1.058, 0.04), 0.004, (-0.46 + k * 0.07, 0, 0.46 + row * 0.04)),
                        s.vinyl(s.BLACK),
                    )
    if kind == "police_car":
        c.add(round_box((0.72, 1.062, 0.25), 0.03, (-0.06, 0, 0.44)), s.paint(s.NAVY))
        label = Material((1, 1, 1), 0.4, texture=words("POLICE", s.WHITE, s.NAVY, width=256, height=64, border=False))
        for degrees in (0, 180):
            c.add(at(turn(panel(0.6, 0.13, 0.006, -0.532), "z", degrees), -0.06, 0, 0.45), label)
        c.beacon(-0.2, 1.02)
    return c.finish(720.0, "car", top=1.02)


def race_car(order: Order) -> Body:
    """An open-wheel racer with wings and a driver's helmet."""
    colour = order.pick(s.RED)
    c = Chassis("race_car", Frame(2.3, 1.16, 0.22, 0.26, 0.72, -0.74, 0.22, 0.1), colour)
    x = np.array([-1.05, -0.7, -0.3, 0.1, 0.5, 0.9, 1.12])
    c.main(
        body_loft(
            x,
            [0.16, 0.24, 0.27, 0.26, 0.2, 0.13, 0.09],
            0.12,
            [0.46, 0.52, 0.5, 0.46, 0.4, 0.3, 0.24],
            power=3.2,
            nose_m=0.12,
            tail_m=0.08,
            stations=26,
            points=24,
        )
    )
    for side in (-1, 1):
        c.main(
            at(
                body_loft(
                    [-0.55, -0.1, 0.32],
                    [0.13, 0.16, 0.12],
                    0.12,
                    [0.36, 0.38, 0.34],
                    power=4,
                    nose_m=0.08,
                    stations=12,
                    points=20,
                ),
                y=side * 0.33,
            )
        )
        for hub, r in ((0.72, 0.22), (-0.74, 0.26)):
            for dx in (-0.07, 0.07):
                c.add(rod((hub + dx, 0, r), (hub, side * 0.48, r), 0.016), s.vinyl(s.DARK))
    c.main(shapes.ellipsoid((0.28, 0.11, 0.16), centre=(-0.42, 0, 0.56)))
    c.add(shapes.ellipsoid((0.26, 0.15, 0.06), centre=(-0.02, 0, 0.47)), s.vinyl(s.BLACK, 0.5))
    c.add(shapes.ellipsoid((0.115, 0.11, 0.12), centre=(-0.07, 0, 0.58)), s.paint(s.WHITE))
    c.add(shapes.ellipsoid((0.07, 0.095, 0.035), centre=(-0.005, 0, 0.59)), Material(s.WINDOW, 0.08))
    c.add(round_box((0.26, 1.1, 0.035), 0.014, (1.06, 0, 0.17)), s.paint(s.WHITE))
    c.add(round_box((0.24, 0.86, 0.04), 0.016, (-1.0, 0, 0.78)), s.paint(s.WHITE))
    for side in (-1, 1):
        c.main(round_box((0.3, 0.03, 0.2), 0.014, (-1.0, side * 0.43, 0.72)))
        c.main(round_box((0.3, 0.03, 0.14), 0.014, (1.06, side * 0.55, 0.2)))
        c.add(round_box((0.1, 0.03, 0.36), 0.012, (-0.98, side * 0.16, 0.6)), s.vinyl(s.DARK))
    c.add(at(turn(disc(0.1, 0.02, 0.006), "y", 13), 0.62, 0, 0.385), s.paint(s.WHITE))
    c.wheels(spokes=5, rim=s.GOLD)
    return c.finish(640.0, "car", top=0.8)


def _boxy(name: str, frame: Frame, colour: Rgb, top: float, nose: float = 0.22, slope: float = 0.0) -> Chassis:
    c = Chassis(name, frame, colour)
    half = frame.length / 2
    c.shell(
        [(-half, top), (half - slope - 0.25, top), (half, top - 0.08 - slope * 0.3)],
        power=7.0,
        nose=nose,
        tail=0.1,
        tumble=0.03,
    )
    return c


def van(order: Order) -> Body:
    """A rounded van; kind ambulance is white with a red band, cross and beacons."""
    kind = order.kind or "van"
    colour = order.pick(s.WHITE if kind == "ambulance" else s.SKY)
    c = _boxy(kind, frame(2.2, 1.08, 0.22, 0.68, -0.66, 0.18), colour, 1.18, 0.26)
    if kind == "ambulance":
        c.windows([(0.28, 0.74)], 0.68, 1.0)
        c.add(round_box((2.14, 1.094, 0.11), 0.03, (-0.02, 0, 0.58)), s.paint(s.RED))
        for size in ((0.3, 1.1, 0.1), (0.1, 1.1, 0.3)):
            c.add(round_box(size, 0.012, (-0.4, 0, 0.87)), s.paint(s.RED))
        c.beacon(0.3, 1.17)
    else:
        c.windows([(0.3, 0.74), (-0.32, 0.2), (-0.92, -0.42)], 0.68, 1.0)
        c.add(round_box((2.17, 1.094, 0.07), 0.03, (-0.005, 0, 0.56)), s.paint(s.WHITE))
    c.screen(0.70, 1.0)
    c.lights(1.09, -1.09, 0.42, 0.38)
    c.bumpers(1.05, -1.07, 0.26, s.vinyl(s.GREY, 0.4))
    return c.finish(1100.0, "car" if kind == "van" else "truck", top=1.18)


def bus(order: Order) -> Body:
    colour = order.pick(s.YELLOW if order.kind == "school_bus" else s.RED)
    c = _boxy("bus", frame(3.6, 1.24, 0.26, 1.15, -1.1, 0.2, 0.17), colour, 1.5, 0.2)
    c.windows([(x, x + 0.44) for x in (-1.62, -1.1, -0.58, -0.06, 0.46)], 0.85, 1.24)
    c.windows([(1.04, 1.62)], 0.42, 1.24)
    c.add(round_box((0.05, 1.02, 0.5), 0.02, (1.79, 0, 1.0)), Material(s.WINDOW, 0.08))
    c.add(round_box((3.5, 1.256, 0.08), 0.03, (-0.01, 0, 0.68)), s.paint(s.WHITE))
    c.add(round_box((3.1, 1.0, 0.05), 0.024, (-0.1, 0, 1.5)), s.paint(s.WHITE))
    label = Material(
        (1, 1, 1),
        0.4,
        emission=0.5,
        texture=words(order.text or "CITY", s.YELLOW, s.BLACK, width=256, height=64, border=False),
    )
    c.add(at(turn(panel(0.7, 0.16, 0.02, -1.79), "z", 90), z=1.36), label)
    c.lights(1.79, -1.79, 0.46, 0.46, size=0.09)
    c.bumpers(1.79, -1.79, 0.28, s.vinyl(s.DARK, 0.4))
    return c.finish(4200.0, "truck", top=1.52)


def _cab(c: Chassis, x0: float, x1: float, top: float) -> None:
    f = c.frame
    low = f.clearance + 0.12
    c.main(
        body_loft(
            [x0, (x0 + x1) / 2, x1],
            f.width / 2,
            [low, low, low],
            [top, top, top - 0.06],
            power=6,
            nose_m=0.16,
            tail_m=0.06,
            stations=14,
            points=26,
            tumble=0.06,
        )
    )
    c.windows([(x0 + 0.16, x1 - 0.12)], top - 0.52, top - 0.14, f.width * 0.965)
    c.add(round_box((0.05, f.width * 0.82, 0.4), 0.02, (x1 - 0.012, 0, top - 0.33)), Material(s.WINDOW, 0.08))
    c.add(round_box((0.05, f.width * 0.55, 0.16), 0.02, (x1, 0, low + 0.18)), s.chrome(s.GREY, 0.4))
    c.add(round_box((f.length * 0.96, f.width * 0.5, 0.16), 0.04, (0, 0, f.wheel + 0.06)), s.vinyl(s.DARK, 0.5))
    c.lights(x1 - 0.0, -f.length / 2, low + 0.14, f.width * 0.37, size=0.08)
    c.bumpers(x1 + 0.02, -f.length / 2, f.clearance + 0.08, s.chrome(s.GREY, 0.35))


def truck(order: Order) -> Body:
    """A cab with a box of goods; kinds fire_engine (ladder, beacons), dump_truck (open bed) and garbage_truck."""
    kind = order.kind or "truck"
    colour = order.pick({"truck": s.BLUE, "dump_truck": s.YELLOW, "garbage_truck": s.GREEN}.get(kind, s.RED))
    c = Chassis(kind, frame(3.1, 1.16, 0.27, 1.02, -0.85, 0.2, 0.2), colour)
    _cab(c, 0.62, 1.52, 1.32)
    f = c.frame
    for x in (f.front_x, f.rear_x):
        for side in (-1, 1):
            c.add(round_box((0.74, 0.2, 0.06), 0.03, (x, side * 0.5, 0.585)), s.vinyl(s.DARK, 0.5))
    if kind == "fire_engine":
        c.main(round_box((2.02, 1.12, 0.72), 0.07, (-0.5, 0, 0.94)))
        c.add(round_box((2.04, 1.135, 0.09), 0.03, (-0.5, 0, 0.82)), s.paint(s.WHITE))
        for x in (-1.1, -0.5, 0.1):
            c.add(round_box((0.5, 1.13, 0.3), 0.03, (x, 0, 1.07)), s.chrome(s.GREY, 0.35))
        for y in (-0.2, 0.2):
            c.add(rod((-1.45, y, 1.52), (1.2, y, 1.5), 0.035), s.chrome())
        for k in range(11):
            c.add(rod((-1.35 + k * 0.25, -0.2, 1.52), (-1.35 + k * 0.25, 0.2, 1.52), 0.02), s.chrome())
        c.add(at(disc(0.24, 0.14, 0.03), -0.9, 0, 1.36), s.vinyl(s.DARK))
        c.beacon(1.12, 1.32)
    elif kind == "dump_truck":
        c.main(round_box((1.95, 1.12, 0.1), 0.03, (-0.5, 0, 0.7)))
        for side in (-1, 1):
            c.main(round_box((1.95, 0.08, 0.5), 0.03, (-0.5, side * 0.53, 0.95)))
        for x in (-1.45, 0.45):
            c.main(round_box((0.08, 1.12, 0.5 if x < 0 else 0.68), 0.03, (x, 0, 0.95)))
        c.add(shapes.ellipsoid((0.85, 0.48, 0.3), centre=(-0.5, 0, 1.02)), s.matte(s.BROWN))
    else:
        box_colour = s.WHITE if kind == "truck" else s.shade(colour, 0.8)
        c.add(round_box((2.02, 1.2, 1.06), 0.06, (-0.52, 0, 1.13)), s.paint(box_colour))
        c.main(round_box((2.03, 1.21, 0.14), 0.05, (-0.52, 0, 0.82)))
        if order.text:
            label = Material((1, 1, 1), 0.4, texture=words(order.text, s.NAVY, s.WHITE))
            for degrees in (0, 180):
                c.add(at(turn(panel(1.5, 0.6, 0.006, -0.606), "z", degrees), -0.52, 0, 1.2), label)
    return c.finish(3200.0, "truck", top=1.5)


def pickup(order: Order) -> Body:
    colour = order.pick(s.TEAL)
    c = Chassis("pickup", frame(2.4, 1.1, 0.26, 0.74, -0.72, 0.2, 0.2), colour)
    c.shell([(-1.2, 0.7), (0.5, 0.7), (0.9, 0.66), (1.2, 0.56)], power=5.5, nose=0.16, tail=0.08)
    c.cabin([(-0.26, -0.22), (0.6, 0.32)], 0.66, 1.12, pillars=())
    c.add(round_box((0.84, 0.8, 0.03), 0.012, (-0.74, 0, 0.7)), s.matte(s.BLACK))
    for y in (-0.49, 0.49):
        c.main(round_box((0.95, 0.1, 0.14), 0.04, (-0.72, y, 0.74)))
    c.main(round_box((0.1, 1.06, 0.14), 0.04, (-1.14, 0, 0.74)))
    c.lights(1.17, -1.18, 0.54, 0.38)
    c.bumpers(1.19, -1.19, 0.32)
    return c.finish(1300.0, "truck", top=1.14)


def tractor(order: Order) -> Body:
    """Big back wheels, a bonnet with a funnel, a roofed seat."""
    colour = order.pick(s.GREEN)
    c = Chassis("tractor", Frame(2.1, 1.24, 0.27, 0.5, 0.72, -0.5, 0.2, 0.25), colour)
    c.main(body_loft([-0.1, 0.3, 1.02], [0.27, 0.27, 0.24], 0.36, [0.9, 0.9, 0.82], power=5, nose_m=0.12, stations=30))
    c.main(round_box((0.8, 0.62, 0.26), 0.06, (-0.45, 0, 0.6)))
    c.add(round_box((0.04, 0.32, 0.34), 0.02, (1.02, 0, 0.58)), s.vinyl(s.DARK))
    c.add(rod((0.55, 0, 0.86), (0.55, 0, 1.25), 0.035), s.vinyl(s.DARK))
    c.add(round_box((0.36, 0.4, 0.1), 0.04, (-0.5, 0, 0.8)), s.vinyl(s.BLACK, 0.5))
    c.add(at(turn(round_box((0.1, 0.4, 0.36), 0.04), "y", -10), -0.7, 0, 1.0), s.vinyl(s.BLACK, 0.5))
    c.add(rod((-0.05, 0, 0.85), (-0.2, 0, 1.05), 0.02), s.vinyl(s.DARK))
    c.add(at(turn(disc(0.15, 0.03, 0.012), "y", 50), -0.2, 0, 1.06), s.vinyl(s.DARK))
    for x, top in ((-0.86, 1.58), (0.0, 1.58)):
        for y in (-0.32, 0.32):
            c.add(rod((x, y, 0.7), (x * 0.9, y * 0.95, top), 0.03), s.vinyl(s.DARK))
    c.main(body_loft([-1.0, -0.4, 0.16], 0.42, 1.55, 1.66, power=5, nose_m=0.05, stations=20))
    for side in (-1, 1):
        c.main(at(turn(round_box((0.86, 0.3, 0.07), 0.03), "y", 0), -0.5, side * 0.46, 1.06))
        c.add(shapes.ellipsoid((0.025, 0.05, 0.05), centre=(1.02, side * 0.18, 0.78)), s.glow(s.LAMP, 0.8))
    c.wheels(spokes=6, rim=s.YELLOW)
    return c.finish(1800.0, "truck", top=1.64)
