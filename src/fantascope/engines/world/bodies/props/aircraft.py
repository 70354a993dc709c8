"""Flying machines: airplane, jet, helicopter, rocket, drone, flying saucer.

Knows nothing of motion; rotors and propellers are parts on bones named for the vehicle performer.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, body_loft, corner_outline, disc, plate, rod, round_box, torus, turn


def airplane(order: Order) -> Body:
    """A plump propeller plane, 3 m long; kind "jet" has two engines under its wings instead of a propeller."""
    jet = order.kind == "jet"
    colour = order.pick(s.WHITE if jet else s.RED)
    accent = s.paint(s.BLUE if jet else s.CREAM)
    kit = Kit("airplane", "metal")
    kit.bone("chassis", (0, 0, 0.8))
    fuselage = body_loft(
        [-1.5, -0.8, 0.2, 1.0, 1.4],
        [0.07, 0.24, 0.36, 0.34, 0.26],
        [0.85, 0.62, 0.46, 0.48, 0.58],
        [1.0, 1.06, 1.16, 1.12, 1.02],
        power=2.3,
        nose_m=0.22,
        tail_m=0.05,
        stations=44,
    )
    kit.add(fuselage, s.paint(colour), tint="main", bone="chassis")
    wing = corner_outline(
        [(0.62, 0.0), (0.45 if not jet else 0.1, 1.65), (0.1 if not jet else -0.25, 1.68), (-0.12, 0.0)], 0.14
    )
    for side in (1, -1):
        m = at(plate(wing * [1, side], 0.09, 0.04), 0.05, 0, 0.62)
        kit.add(m, accent, bone="chassis")
        tail = corner_outline([(0.3, 0.0), (0.12, 0.58), (-0.1, 0.58), (-0.12, 0.0)], 0.06)
        kit.add(at(plate(tail * [1, side], 0.05, 0.02), -1.35, 0, 0.92), accent, bone="chassis")
        if jet:
            pod = body_loft(
                [-0.3, 0.1, 0.36],
                [0.1, 0.15, 0.15],
                [0.36, 0.32, 0.32],
                [0.56, 0.62, 0.62],
                power=2,
                nose_m=0.05,
                stations=14,
                points=20,
            )
            kit.add(at(pod, 0.32, side * 0.72, 0), accent, bone="chassis")
            kit.add(at(disc(0.12, 0.02, 0.006, axis="x"), 0.685, side * 0.72, 0.47), s.vinyl(s.DARK), bone="chassis")
        kit.add(rod((0.55, side * 0.2, 0.55), (0.58, side * 0.42, 0.2), 0.025), s.vinyl(s.DARK), bone="chassis")
        kit.add(at(disc(0.14, 0.09, 0.035, axis="y"), 0.58, side * 0.45, 0.14), s.rubber(), bone="chassis")
    fin = corner_outline([(0.32, 0.0), (0.02, 0.58), (-0.18, 0.58), (-0.16, 0.0)], 0.06)
    kit.add(at(turn(plate(fin, 0.06, 0.025), "x", 90), -1.3, 0.03, 0.98), s.paint(colour), tint="main", bone="chassis")
    kit.add(at(disc(0.07, 0.05, 0.02, axis="y"), -1.25, 0, 0.62), s.rubber(), bone="chassis")
    kit.add(rod((-1.25, 0, 0.64), (-1.22, 0, 0.86), 0.02), s.vinyl(s.DARK), bone="chassis")
    if jet:
        kit.add(
            body_loft(
                [0.95, 1.2, 1.37],
                [0.3, 0.26, 0.16],
                [0.9, 0.9, 0.88],
                [1.03, 1.02, 0.95],
                power=3,
                nose_m=0.04,
                stations=12,
            ),
            Material(s.WINDOW, 0.07),
            bone="chassis",
        )
        for side in (-1, 1):
            for k in range(7):
                kit.add(
                    at(
                        disc(0.045, 0.02, 0.006, axis="y", segments=16),
                        0.75 - k * 0.2,
                        side * float(np.interp(0.75 - k * 0.2, (-0.8, -0.3, 0.2, 1.0), (0.235, 0.318, 0.352, 0.333))),
                        0.9,
                    ),
                    Material(s.WINDOW, 0.07),
                    bone="chassis",
                )
    else:
        kit.add(shapes.ellipsoid((0.34, 0.22, 0.2), centre=(0.28, 0, 1.14)), Material(s.WINDOW, 0.06), bone="chassis")
        kit.bone("propeller", (1.44, 0, 0.8), "chassis")
        kit.add(at(disc(0.25, 0.12, 0.05, axis="x"), 1.38, 0, 0.8), accent, bone="chassis")
        kit.add(shapes.ellipsoid((0.14, 0.09, 0.09), centre=(1.46, 0, 0.8)), s.vinyl(s.YELLOW), bone="propeller")
        for k in range(3):
            blade = at(turn(shapes.ellipsoid((0.025, 0.075, 0.27)), "z", 25), z=0.3)
            kit.add(at(turn(blade, "x", 120 * k), 1.5, 0, 0.8), s.vinyl(s.DARK), bone="propeller")
    kit.hull(fuselage)
    kit.box((0.6, 3.3, 0.1), (0.3, 0, 0.66), "chassis")
    return kit.body(
        mass_kg=700.0,
        rig="vehicle",
        traits={"length_m": 3.0, "engine": "jet" if jet else "plane", "flies": 1.0, "revs_hz": 6.0},
    )


def helicopter(order: Order) -> Body:
    colour = order.pick(s.ORANGE)
    kit = Kit("helicopter", "metal")
    kit.bone("chassis", (0, 0, 0.9))
    kit.bone("rotor", (0.1, 0, 1.75), "chassis")
    kit.bone("rotor_tail", (-1.85, 0.12, 1.25), "chassis")
    cabin = body_loft(
        [-0.7, -0.2, 0.4, 0.95],
        [0.3, 0.48, 0.52, 0.3],
        [0.62, 0.42, 0.36, 0.5],
        [1.42, 1.5, 1.46, 1.1],
        power=2.5,
        nose_m=0.25,
        stations=34,
    )
    kit.add(cabin, s.paint(colour), tint="main", bone="chassis")
    kit.add(
        body_loft(
            [0.16, 0.5, 0.98],
            [0.44, 0.47, 0.3],
            [0.86, 0.8, 0.74],
            [1.42, 1.38, 1.1],
            power=2.6,
            nose_m=0.2,
            tail_m=0.1,
            stations=20,
        ),
        Material(s.WINDOW, 0.06),
        bone="chassis",
    )
    for side in (-1, 1):
        kit.add(
            round_box((0.44, 0.05, 0.42), 0.04, (-0.16, side * 0.47, 1.08)), Material(s.WINDOW, 0.06), bone="chassis"
        )
        kit.add(
            bent([(-0.75, side * 0.5, 0.05), (0.6, side * 0.5, 0.05), (0.85, side * 0.5, 0.16)], 0.04),
            s.vinyl(s.DARK),
            bone="chassis",
        )
        for x in (-0.35, 0.35):
            kit.add(rod((x, side * 0.5, 0.06), (x * 0.8, side * 0.3, 0.5), 0.03), s.vinyl(s.DARK), bone="chassis")
    kit.add(rod((-0.5, 0, 1.15), (-1.9, 0, 1.28), 0.19, 0.07), s.paint(colour), tint="main", bone="chassis")
    fin = corner_outline([(0.2, 0.0), (-0.1, 0.55), (-0.3, 0.55), (-0.2, 0.0)], 0.05)
    kit.add(at(turn(plate(fin, 0.05, 0.02), "x", 90), -1.8, 0.025, 1.2), s.paint(s.WHITE), bone="chassis")
    kit.add(round_box((0.2, 0.7, 0.04), 0.018, (-1.6, 0, 1.27)), s.paint(s.WHITE), bone="chassis")
    kit.add(round_box((0.5, 0.34, 0.16), 0.06, (-0.05, 0, 1.54)), s.vinyl(s.DARK), bone="chassis")
    kit.add(rod((0.1, 0, 1.5), (0.1, 0, 1.74), 0.05), s.chrome(), bone="rotor")
    for k in range(4):
        kit.add(
            at(turn(round_box((1.45, 0.13, 0.025), 0.011, (0.76, 0, 0)), "z", 90 * k), 0.1, 0, 1.76),
            s.vinyl(s.DARK),
            bone="rotor",
        )
        kit.add(
            at(turn(round_box((0.3, 0.06, 0.02), 0.009, (0.16, 0, 0)), "y", 90 * k), -1.85, 0.11, 1.25),
            s.vinyl(s.DARK),
            bone="rotor_tail",
        )
    kit.add(
        shapes.ellipsoid((0.11, 0.11, 0.06), centre=(0.1, 0, 1.77), rings=10, segments=18),
        s.chrome(s.GREY),
        bone="rotor",
    )
    kit.hull(cabin)
    kit.anchor("seat", (0.3, 0.15, 0.8))
    return kit.body(
        mass_kg=600.0, rig="vehicle", traits={"length_m": 2.9, "engine": "helicopter", "flies": 1.0, "revs_hz": 5.3}
    )


def rocket(order: Order) -> Body:
    """An upright toy rocket, 3 m tall. Anchor `nozzle` is where flames come out."""
    colour = order.pick(s.RED)
    kit = Kit("rocket", "metal")
    z = np.linspace(0, 1, 26)
    r = 0.44 * np.sin(np.pi * (0.22 + 0.78 * z)) ** 0.72
    r = np.maximum(r, 0.0)
    hull_line = [(0.0, 0.42), *[(float(a), float(0.42 + 2.58 * b)) for a, b in zip(r, z, strict=True)]]
    white = shapes.lathe([p for p in hull_line if p[1] < 2.32] + [(0.0, 2.3)], segments=40)
    tip_r = float(np.interp(2.28, [p[1] for p in hull_line], [p[0] for p in hull_line]))
    kit.add(white, s.paint(s.WHITE))
    tip = shapes.lathe(
        [(0.0, 2.26), (tip_r * 1.02, 2.27), *[(p[0] * 1.02, p[1]) for p in hull_line if p[1] > 2.3]], segments=40
    )
    kit.add(tip, s.paint(colour), tint="main")
    kit.add(
        shapes.lathe(shapes.rounded([(0.0, 0.22), (0.3, 0.18), (0.24, 0.46), (0, 0.46)], 0.03), segments=32),
        s.chrome((0.35, 0.36, 0.38), 0.35),
    )
    for z0 in (0.72, 2.2):
        k = float(np.interp(z0, [p[1] for p in hull_line[1:]], [p[0] for p in hull_line[1:]]))
        kit.add(at(torus(k, 0.028, sides=8), z=z0), s.paint(colour), tint="main")
    fin = corner_outline([(0.28, 1.15), (0.74, 0.5), (0.78, 0.0), (0.6, 0.05), (0.3, 0.45)], 0.06)
    for k in range(3):
        m = at(turn(plate(fin, 0.1, 0.045), "x", 90), y=0.05)
        kit.add(turn(m, "z", 120 * k + 60), s.paint(colour), tint="main")
    for zz in (1.75, 1.25):
        rr = float(np.interp(zz, [p[1] for p in hull_line[1:]], [p[0] for p in hull_line[1:]]))
        size = 0.17 if zz > 1.5 else 0.12
        kit.add(at(disc(size * 1.25, 0.1, 0.03, axis="x"), rr - 0.02, 0, zz), s.chrome(s.GREY))
        kit.add(shapes.ellipsoid((0.04, size, size), centre=(rr + 0.02, 0, zz)), s.glow((0.45, 0.78, 0.95), 0.3))
    kit.anchor("nozzle", (0, 0, 0.18))
    kit.post(0.44, (0, 0, 0.2), 2.5)
    return kit.body(mass_kg=400.0, rig=None, traits={"engine": "rocket", "length_m": 3.0, "flies": 1.0})


def drone(order: Order) -> Body:
    colour = order.pick(s.WHITE)
    kit = Kit("drone", "plastic")
    kit.bone("chassis", (0, 0, 0.1))
    kit.add(
        body_loft(
            [-0.14, 0, 0.15], [0.07, 0.09, 0.07], 0.08, [0.14, 0.16, 0.13], power=3, nose_m=0.06, stations=16, points=22
        ),
        s.vinyl(colour),
        tint="main",
        bone="chassis",
    )
    kit.add(
        shapes.ellipsoid((0.035, 0.035, 0.035), centre=(0.12, 0, 0.075), rings=12, segments=18),
        s.vinyl(s.BLACK, 0.1),
        bone="chassis",
    )
    for k, (x, y) in enumerate(((1, 1), (1, -1), (-1, -1), (-1, 1))):
        kit.add(rod((x * 0.05, y * 0.04, 0.12), (x * 0.2, y * 0.2, 0.14), 0.016), s.vinyl(s.DARK), bone="chassis")
        kit.add(at(disc(0.025, 0.05, 0.01), x * 0.2, y * 0.2, 0.15), s.vinyl(s.DARK), bone="chassis")
        kit.add(rod((x * 0.1, y * 0.08, 0.1), (x * 0.12, y * 0.12, 0.01), 0.009), s.vinyl(s.DARK), bone="chassis")
        name = f"rotor_{k}"
        kit.bone(name, (x * 0.2, y * 0.2, 0.18), "chassis")
        kit.add(
            shapes.ellipsoid((0.12, 0.014, 0.004), centre=(x * 0.2, y * 0.2, 0.18), rings=6, segments=16),
            s.vinyl(s.GREY),
            bone=name,
        )
    return kit.body(mass_kg=0.9, rig="vehicle", traits={"flies": 1.0, "engine": "drone", "revs_hz": 7.3})


def flying_saucer(order: Order) -> Body:
    colour = order.pick(s.STEEL)
    kit = Kit("flying_saucer", "metal")
    kit.add(
        shapes.lathe(
            shapes.rounded([(0, 0.1), (0.5, 0.1), (1.4, 0.42), (1.4, 0.5), (0.6, 0.75), (0, 0.75)], 0.12, 6),
            segments=48,
        ),
        s.chrome(colour, 0.3),
        tint="main",
    )
    kit.add(shapes.ellipsoid((0.55, 0.55, 0.5), centre=(0, 0, 0.72)), s.glass((0.6, 0.95, 0.8), 0.5))
    for k in range(10):
        a = 2 * np.pi * k / 10
        kit.add(
            shapes.ellipsoid(
                (0.09, 0.09, 0.06), centre=(1.05 * np.cos(a), 1.05 * np.sin(a), 0.6), rings=8, segments=14
            ),
            s.glow((s.YELLOW, s.TEAL)[k % 2], 1.0),
        )
    kit.add(at(disc(0.35, 0.12, 0.04), 0, 0, 0.06), s.glow((0.7, 1.0, 0.9), 0.7))
    kit.anchor("beam", (0, 0, 0.0))
    return kit.body(mass_kg=500.0, traits={"flies": 1.0, "engine": "ufo"})
