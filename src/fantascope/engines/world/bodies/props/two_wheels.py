"""Bicycles, motorcycles, scooters, skateboards: things that roll on narrow wheels.

Knows nothing of motion. What always holds: wheels are parts of their own on bones wheel_f…/wheel_r… at their hubs; on
steered machines the front wheel hangs on the bone "handlebar".
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Rgb
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, body_loft, disc, ring, rod, round_box, turn


def _spoked(kit: Kit, name: str, x: float, radius: float, thick: float, spokes: int, rim: Rgb) -> None:
    """A thin spoked wheel on its bone, its hub at (x, 0, radius)."""
    a = np.linspace(-np.pi / 2, 1.5 * np.pi, 11)[:-1]
    tyre = ring(np.stack([radius - thick + thick * np.cos(a), thick * np.sin(a)], axis=1), segments=40)
    kit.add(at(turn(tyre, "x", 90), x, 0, radius), s.rubber((0.10, 0.10, 0.11)), bone=name)
    inner = ring(
        np.stack([radius - 2.1 * thick + 0.5 * thick * np.cos(a), 0.5 * thick * np.sin(a)], axis=1), segments=36
    )
    kit.add(at(turn(inner, "x", 90), x, 0, radius), Material(rim, 0.3, 0.7), bone=name)
    kit.add(at(disc(radius * 0.09, thick * 3.4, 0.006, axis="y", segments=16), x, 0, radius), s.chrome(), bone=name)
    for k in range(spokes):
        t = 2 * np.pi * k / spokes
        end = (x + np.cos(t) * (radius - 2 * thick), 0.0, radius + np.sin(t) * (radius - 2 * thick))
        kit.add(shapes.tube([(x, 0, radius), end], radius * 0.014, segments=6, caps=False), s.chrome(), bone=name)
    kit.rolling(radius, thick * 2, (x, 0, radius), name)


def bicycle(order: Order) -> Body:
    """A full-size town bicycle, 1.7 m long. Anchors: seat, pedal_left, pedal_right, grip_left, grip_right."""
    colour = order.pick(s.TEAL)
    paint = s.paint(colour)
    kit = Kit("bicycle", "metal")
    r, base = 0.34, 1.06
    rear, front = -base / 2, base / 2
    kit.bone("chassis", (0, 0, r))
    kit.bone("handlebar", (front - 0.17, 0, 0.85), "chassis")
    for name, x, parent in (("wheel_rear", rear, "chassis"), ("wheel_front", front, "handlebar")):
        kit.bone(name, (x, 0, r), parent)
        _spoked(kit, name, x, r, 0.028, 14, s.STEEL)
    crank, seat, head, low = (-0.1, 0, 0.32), (-0.25, 0, 0.80), (front - 0.19, 0, 0.86), (front - 0.14, 0, 0.68)
    for start, end, thick in ((crank, seat, 0.024), (seat, head, 0.022), (crank, low, 0.026), (head, low, 0.028)):
        kit.add(rod(start, end, thick), paint, tint="main", bone="chassis")
    for y in (-0.05, 0.05):
        kit.add(rod((rear, y, r), (crank[0], y * 0.6, crank[2]), 0.014), paint, tint="main", bone="chassis")
        kit.add(rod((rear, y, r), (seat[0], y * 0.4, seat[2] - 0.06), 0.012), paint, tint="main", bone="chassis")
        kit.add(
            bent([(front - 0.15, y, 0.66), (front - 0.06, y, 0.48), (front, y, r)], 0.016, steps=10),
            paint,
            tint="main",
            bone="handlebar",
        )
    kit.add(rod((seat[0], 0, 0.78), (seat[0] - 0.03, 0, 0.93), 0.014), s.chrome(), bone="chassis")
    kit.add(
        at(
            body_loft(
                [-0.13, -0.04, 0.13],
                [0.09, 0.085, 0.025],
                0.0,
                [0.06, 0.055, 0.05],
                power=3,
                nose_m=0.03,
                stations=14,
                points=16,
            ),
            -0.29,
            0,
            0.92,
        ),
        s.vinyl(s.BROWN, 0.5),
        bone="chassis",
    )
    kit.add(rod((front - 0.19, 0, 0.84), (front - 0.21, 0, 1.0), 0.018), s.chrome(), bone="handlebar")
    for side in (-1, 1):
        kit.add(
            bent(
                [
                    (front - 0.21, 0, 1.0),
                    (front - 0.18, side * 0.16, 1.03),
                    (front - 0.3, side * 0.27, 1.02),
                    (front - 0.38, side * 0.28, 1.0),
                ],
                0.014,
                steps=14,
            ),
            s.chrome(),
            bone="handlebar",
        )
        kit.add(
            rod((front - 0.31, side * 0.272, 1.018), (front - 0.41, side * 0.28, 0.995), 0.021),
            s.vinyl(s.BROWN, 0.6),
            bone="handlebar",
        )
        kit.anchor(f"grip_{'left' if side > 0 else 'right'}", (front - 0.36, side * 0.28, 1.0))
        z = 0.32 - side * 0.15
        kit.add(rod((crank[0], side * 0.06, 0.32), (crank[0], side * 0.07, z), 0.012), s.chrome(), bone="chassis")
        kit.add(round_box((0.1, 0.09, 0.025), 0.008, (crank[0], side * 0.12, z)), s.vinyl(s.DARK), bone="chassis")
        kit.anchor(f"pedal_{'left' if side > 0 else 'right'}", (crank[0], side * 0.12, z))
    kit.add(
        at(disc(0.1, 0.012, 0.004, axis="y", segments=26), crank[0], -0.055, 0.32), s.chrome(s.GREY), bone="chassis"
    )
    for x in (rear, front):
        a = np.radians(np.linspace(25, 165, 15))
        kit.add(
            shapes.tube(
                np.column_stack([x + np.cos(a) * (r + 0.03), 0 * a, r + np.sin(a) * (r + 0.03)]), 0.02, segments=8
            ),
            paint,
            tint="main",
            bone="chassis" if x < 0 else "handlebar",
        )
    kit.add(
        shapes.ellipsoid((0.05, 0.045, 0.045), centre=(front - 0.08, 0, 0.9), rings=10, segments=16),
        s.glow(s.LAMP, 0.8),
        bone="handlebar",
    )
    kit.box((0.7, 0.06, 0.5), (0, 0, 0.65), "chassis")
    kit.anchor("seat", (-0.28, 0, 0.98))
    return kit.body(
        mass_kg=14.0,
        friction=0.7,
        rig="vehicle",
        traits={"wheel_radius_m": r, "wheelbase_m": base, "track_m": 0.1, "length_m": 1.74, "engine": "none"},
    )


def motorcycle(order: Order) -> Body:
    colour = order.pick(s.RED)
    kit = Kit("motorcycle", "metal")
    r, base = 0.3, 1.24
    rear, front = -base / 2, base / 2
    kit.bone("chassis", (0, 0, r))
    kit.bone("handlebar", (front - 0.26, 0, 0.8), "chassis")
    for name, x, parent in (("wheel_rear", rear, "chassis"), ("wheel_front", front, "handlebar")):
        kit.bone(name, (x, 0, r), parent)
        _spoked(kit, name, x, r, 0.07, 10, s.STEEL)
    paint, dark = s.paint(colour), s.vinyl(s.DARK, 0.4)
    kit.add(
        body_loft(
            [-0.2, 0.05, 0.34],
            [0.13, 0.19, 0.11],
            [0.66, 0.64, 0.68],
            [0.84, 0.92, 0.9],
            power=2.6,
            nose_m=0.1,
            stations=20,
        ),
        paint,
        tint="main",
        bone="chassis",
    )
    kit.add(
        body_loft(
            [-0.75, -0.45, -0.1],
            [0.1, 0.15, 0.13],
            [0.68, 0.66, 0.68],
            [0.8, 0.77, 0.79],
            power=3,
            nose_m=0.07,
            stations=18,
        ),
        s.vinyl(s.BLACK, 0.5),
        bone="chassis",
    )
    kit.add(round_box((0.42, 0.24, 0.34), 0.06, (0.06, 0, 0.42)), s.chrome(s.GREY, 0.4), bone="chassis")
    for z in (0.36, 0.44, 0.52):
        kit.add(round_box((0.34, 0.3, 0.03), 0.012, (0.06, 0, z)), s.chrome(), bone="chassis")
    kit.add(
        bent([(0.24, -0.14, 0.45), (0.2, -0.18, 0.24), (-0.3, -0.18, 0.22), (-0.85, -0.19, 0.3)], 0.04, steps=20),
        s.chrome(),
        bone="chassis",
    )
    for y in (-0.1, 0.1):
        kit.add(rod((front - 0.26, y, 0.86), (front, y, r), 0.028), s.chrome(), bone="handlebar")
        kit.add(rod((rear, y, r), (-0.1, y, 0.4), 0.028), dark, bone="chassis")
    for x, bone in ((rear, "chassis"), (front, "handlebar")):
        a = np.radians(np.linspace(40, 150, 13))
        kit.add(
            shapes.scaled(
                shapes.tube(
                    np.column_stack([x + np.cos(a) * (r + 0.05), 0 * a, r + np.sin(a) * (r + 0.05)]), 0.05, segments=10
                ),
                (1, 1.7, 1),
            ),
            paint,
            tint="main",
            bone=bone,
        )
    for side in (-1, 1):
        kit.add(
            bent(
                [(front - 0.27, 0, 0.92), (front - 0.3, side * 0.18, 1.02), (front - 0.4, side * 0.36, 1.0)],
                0.02,
                steps=10,
            ),
            s.chrome(),
            bone="handlebar",
        )
        kit.add(
            rod((front - 0.38, side * 0.31, 1.005), (front - 0.43, side * 0.41, 0.995), 0.03), dark, bone="handlebar"
        )
        kit.anchor(f"grip_{'left' if side > 0 else 'right'}", (front - 0.4, side * 0.36, 1.0))
    kit.add(
        shapes.ellipsoid((0.09, 0.1, 0.1), centre=(front - 0.16, 0, 0.84), rings=12, segments=18),
        s.chrome(),
        bone="handlebar",
    )
    kit.add(
        shapes.ellipsoid((0.04, 0.085, 0.085), centre=(front - 0.1, 0, 0.84), rings=10, segments=16),
        s.glow(s.LAMP, 0.9),
        bone="handlebar",
    )
    kit.add(
        shapes.ellipsoid((0.04, 0.07, 0.04), centre=(-0.78, 0, 0.74), rings=8, segments=14),
        s.glow((0.9, 0.08, 0.06), 0.4),
        bone="chassis",
    )
    kit.box((1.0, 0.3, 0.6), (0, 0, 0.6), "chassis")
    kit.anchor("seat", (-0.35, 0, 0.8))
    return kit.body(
        mass_kg=160.0,
        friction=0.7,
        rig="vehicle",
        traits={"wheel_radius_m": r, "wheelbase_m": base, "track_m": 0.14, "length_m": 1.85, "engine": "motorcycle"},
    )


def scooter(order: Order) -> Body:
    """A kick scooter, 0.9 m long."""
    colour = order.pick(s.PINK)
    kit = Kit("scooter", "metal")
    r = 0.09
    kit.bone("chassis", (0, 0, r))
    kit.bone("handlebar", (0.33, 0, 0.5), "chassis")
    for name, x, parent in (("wheel_rear", -0.36, "chassis"), ("wheel_front", 0.38, "handlebar")):
        kit.bone(name, (x, 0, r), parent)
        _spoked(kit, name, x, r, 0.022, 5, s.WHITE)
    kit.add(round_box((0.58, 0.14, 0.03), 0.012, (-0.02, 0, 0.1)), s.paint(colour), tint="main", bone="chassis")
    kit.add(round_box((0.4, 0.1, 0.006), 0.002, (-0.03, 0, 0.117)), s.rubber(), bone="chassis")
    kit.add(
        bent([(0.24, 0, 0.1), (0.3, 0, 0.16), (0.325, 0, 0.32)], 0.022, steps=8),
        s.paint(colour),
        tint="main",
        bone="chassis",
    )
    kit.add(rod((0.37, 0, 0.14), (0.29, 0, 0.88), 0.018), s.chrome(), bone="handlebar")
    kit.add(rod((0.29, -0.2, 0.88), (0.29, 0.2, 0.88), 0.014), s.chrome(), bone="handlebar")
    for side in (-1, 1):
        kit.add(
            rod((0.29, side * 0.13, 0.88), (0.29, side * 0.21, 0.88), 0.02),
            s.paint(colour),
            tint="main",
            bone="handlebar",
        )
    kit.box((0.6, 0.14, 0.05), (0, 0, 0.1), "chassis")
    kit.anchor("deck", (-0.05, 0, 0.12))
    return kit.body(
        mass_kg=5.0,
        friction=0.7,
        rig="vehicle",
        traits={"wheel_radius_m": r, "wheelbase_m": 0.74, "track_m": 0.05, "length_m": 0.92, "engine": "none"},
    )


def skateboard(order: Order) -> Body:
    """A board with kicked ends on four wheels, 0.8 m long."""
    colour = order.pick(s.ORANGE)
    kit = Kit("skateboard", "wood")
    kit.bone("chassis", (0, 0, 0.03))
    x = np.linspace(-0.4, 0.4, 33)
    lift = 0.055 * np.clip((np.abs(x) - 0.24) / 0.16, 0, 1) ** 1.7
    half = 0.1 * np.sqrt(np.clip(1 - np.clip((np.abs(x) - 0.27) / 0.1301, 0, 1) ** 2, 0.0005, 1))
    for low, high, look, tint in ((0.082, 0.097, s.paint(colour), "main"), (0.097, 0.1, s.matte(s.DARK), None)):
        kit.add(
            body_loft(x, half, low + lift, high + lift, power=5, nose_m=0.004, stations=20, points=16),
            look,
            tint=tint,
            bone="chassis",
        )
    for k, name in ((0.22, "f"), (-0.22, "r")):
        kit.add(round_box((0.07, 0.06, 0.04), 0.012, (k, 0, 0.064)), s.chrome(s.GREY), bone="chassis")
        kit.add(rod((k, -0.08, 0.033), (k, 0.08, 0.033), 0.011), s.chrome(), bone="chassis")
        for side, letter in ((1, "l"), (-1, "r")):
            bone = f"wheel_{name}{letter}"
            kit.bone(bone, (k, side * 0.082, 0.033))
            kit.add(
                at(disc(0.033, 0.04, 0.009, axis="y", segments=24), k, side * 0.082, 0.033),
                s.vinyl(s.CREAM, 0.4),
                bone=bone,
            )
            for t in range(3):
                spot = (k + 0.018 * np.cos(t * 2.1), side * 0.102, 0.033 + 0.018 * np.sin(t * 2.1))
                kit.add(at(disc(0.006, 0.004, 0.001, axis="y", segments=10), *spot), s.vinyl(s.DARK), bone=bone)
    kit.box((0.8, 0.2, 0.06), (0, 0, 0.075), "chassis")
    kit.anchor("deck", (0, 0, 0.1))
    return kit.body(
        mass_kg=2.6,
        friction=0.4,
        rig="vehicle",
        traits={
            "wheel_radius_m": 0.033,
            "wheelbase_m": 0.44,
            "track_m": 0.16,
            "length_m": 0.8,
            "engine": "none",
            "steers": 0.0,
        },
    )
