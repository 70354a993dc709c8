"""Food: fruit, pumpkin, cake, pizza, bread, eggs, ice cream.

Knows nothing of tables. Everything is one solid thing of flesh, standing or lying as it would on a plate.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh, Rgb
from . import surfaces as s
from .assembly import Order
from .forms import at, bent, blob, body_loft, disc, plate, rod, torus, turn
from .patterns import sphere_pattern
from .tableware import ware as _ware


def _fruit(
    order: Order,
    name: str,
    profile: list[tuple[float, float]],
    colour: Rgb,
    height: float,
    stem: bool = True,
    roughness: float = 0.25,
) -> Body:
    kit = _ware(name, order, "flesh")
    look = Material(order.pick(colour), roughness)
    kit.add(shapes.scaled(shapes.lathe(shapes.rounded(profile, 0.6, 6), segments=32), height), look, tint="main")
    if stem:
        kit.add(
            bent(
                [(0, 0, height * 0.86), (0.004, 0, height * 1.0), (0.016, 0, height * 1.12)],
                height * 0.035,
                steps=8,
                segments=8,
            ),
            s.matte(s.BROWN),
        )
        kit.add(
            at(
                turn(turn(blob((height * 0.2, height * 0.1, height * 0.02)), "y", -25), "z", 25),
                height * 0.22,
                0.005,
                height * 1.06,
            ),
            s.vinyl(s.LEAF, 0.5),
        )
    return kit.body(friction=0.6)


def apple(order: Order) -> Body:
    return _fruit(
        order,
        "apple",
        [(0, 0.08), (0.16, 0.0), (0.42, 0.2), (0.56, 0.62), (0.42, 1.0), (0.14, 0.98), (0, 0.82)],
        s.RED,
        0.085,
    )


def orange(order: Order) -> Body:
    return _fruit(
        order,
        "orange",
        [(0, 0), (0.36, 0.02), (0.56, 0.3), (0.56, 0.72), (0.34, 0.99), (0.0, 0.98)],
        s.ORANGE,
        0.085,
        roughness=0.5,
    )


def banana(order: Order) -> Body:
    kit = _ware("banana", order, "flesh")
    a = np.radians(np.linspace(215, 325, 22))
    path = np.column_stack([0.11 * np.cos(a), 0 * a, 0.11 * np.sin(a)])
    t = np.linspace(-1, 1, 22)
    kit.add(
        shapes.tube(path, 0.021 * (1 - 0.45 * np.abs(t) ** 4), segments=7),
        Material(order.pick((0.99, 0.83, 0.22)), 0.4),
        tint="main",
    )
    for end, inward in ((path[0], path[1]), (path[-1], path[-2])):
        d = (end - inward) / np.linalg.norm(end - inward)
        reach = 0.035 if end is path[0] else 0.018
        tip = end + d * reach
        kit.add(rod(tuple(end.tolist()), tuple(tip.tolist()), 0.0085, 0.006), s.matte(s.BROWN))
    return kit.body()


def watermelon(order: Order) -> Body:
    kit = _ware("watermelon", order, "flesh")
    if order.kind == "slice":
        half = np.radians(np.linspace(180, 360, 25))
        for inner, outer, look in (
            (0.0, 0.125, Material((0.93, 0.25, 0.28), 0.4)),
            (0.125, 0.137, Material((0.93, 0.96, 0.85), 0.4)),
            (0.137, 0.15, Material((0.16, 0.45, 0.18), 0.3)),
        ):
            edge = np.column_stack([outer * np.cos(half), outer * np.sin(half)])
            back = np.column_stack([inner * np.cos(half), inner * np.sin(half)])[::-1] if inner else np.zeros((0, 2))
            kit.add(at(turn(plate(np.concatenate([edge, back]), 0.03, 0.003), "x", 90), y=0.015, z=0.15), look)
        for x, z in ((-0.06, 0.11), (0.0, 0.09), (0.06, 0.11), (-0.03, 0.06), (0.035, 0.055)):
            kit.add(blob((0.006, 0.017, 0.01), (x, 0, z)), s.vinyl(s.BLACK))
        return kit.body()
    kit.add(
        turn(shapes.ellipsoid((0.15, 0.15, 0.17), rings=20, segments=36), "y", 90),
        Material((1, 1, 1), 0.25, texture=sphere_pattern("watermelon")),
    )
    kit.round(0.15, (0, 0, 0.0))
    return kit.body(mass_kg=7.0)


def pumpkin(order: Order) -> Body:
    """A ribbed pumpkin; kind "jack_o_lantern" has a carved glowing face towards +x."""
    kit = _ware("pumpkin", order, "flesh", 0.6)
    theta = np.linspace(0, np.pi, 21)
    phi = np.linspace(0, 2 * np.pi, 73)
    t, p = np.meshgrid(theta, phi)
    rib = 1 - 0.10 * np.abs(np.cos(p * 5)) ** 3 * np.sin(t)
    r = 0.2 * rib
    dent = 0.055 * np.exp(-((t / 0.5) ** 2)) + 0.03 * np.exp(-(((np.pi - t) / 0.5) ** 2)) * -1
    pts = np.stack(
        [r * np.sin(t) * np.cos(p), r * np.sin(t) * np.sin(p), 0.16 * np.cos(t) * (rib * 0.4 + 0.6) - dent], axis=-1
    )
    kit.add(shapes.oriented(shapes.grid(pts)), Material(order.pick((0.96, 0.50, 0.11)), 0.38), tint="main")
    kit.add(
        shapes.tube(
            [(0, 0, 0.09), (0.005, 0, 0.14), (0.03, 0, 0.19), (0.055, 0.01, 0.2)],
            [0.03, 0.022, 0.018, 0.02],
            segments=8,
        ),
        s.vinyl((0.35, 0.42, 0.16), 0.7),
    )
    if order.kind == "jack_o_lantern":
        fire = s.glow((1.0, 0.72, 0.2), 1.6)
        for pts2 in (
            [(-0.085, 0.02), (-0.03, 0.02), (-0.05, 0.075)],
            [(0.03, 0.02), (0.085, 0.02), (0.05, 0.075)],
            [(-0.015, -0.015), (0.015, -0.015), (0.0, 0.015)],
            [
                (-0.1, -0.025),
                (-0.06, -0.05),
                (-0.03, -0.04),
                (0.0, -0.055),
                (0.03, -0.04),
                (0.06, -0.05),
                (0.1, -0.025),
                (0.05, -0.085),
                (-0.05, -0.085),
            ],
        ):
            m = turn(turn(plate(pts2, 0.09, 0.004), "x", 90), "z", 90)
            kit.add(at(m, 0.093, 0, 0.0), fire)
    return kit.body(mass_kg=5.0)


def cake(order: Order) -> Body:
    """A birthday cake: two tiers, icing drips, cherries, lit candles. Anchors flame_0…flame_4."""
    kit = _ware("cake", order, "flesh", 0.4)
    colour = order.pick(s.PINK)
    kit.add(at(disc(0.19, 0.014, 0.005, segments=40), z=0.007), s.vinyl(s.WHITE))
    for r, z, h in ((0.16, 0.014, 0.1), (0.105, 0.114, 0.08)):
        kit.add(
            shapes.moved(shapes.cylinder(r, h, bevel_m=0.012, segments=44), (0, 0, z)),
            Material((0.97, 0.87, 0.66), 0.6),
        )
        kit.add(
            shapes.moved(shapes.cylinder(r * 1.025, h * 0.32, bevel_m=0.012, segments=44), (0, 0, z + h * 0.72)),
            Material(colour, 0.35),
            tint="main",
        )
        count = round(r * 100)
        for k in range(count):
            a = 2 * np.pi * k / count
            drop = h * (0.3 + 0.16 * ((k * 7) % 5) / 4)
            kit.add(
                rod(
                    (r * 1.0 * np.cos(a), r * np.sin(a), z + h * 0.85),
                    (r * np.cos(a), r * np.sin(a), z + h * 0.85 - drop),
                    0.009,
                ),
                Material(colour, 0.35),
                tint="main",
            )
    for k in range(8):
        a = 2 * np.pi * k / 8
        kit.add(blob((0.014, 0.014, 0.014), (0.132 * np.cos(a), 0.132 * np.sin(a), 0.13)), s.vinyl(s.RED, 0.15))
    for k in range(5):
        a = 2 * np.pi * k / 5
        x, y = 0.062 * np.cos(a), 0.062 * np.sin(a)
        kit.add(rod((x, y, 0.19), (x, y, 0.262), 0.0065), s.vinyl((s.SKY, s.YELLOW, s.WHITE, s.GREEN, s.RED)[k]))
        kit.add(blob((0.0065, 0.0065, 0.015), (x, y, 0.285)), s.glow((1.0, 0.75, 0.25), 2.5))
        kit.anchor(f"flame_{k}", (x, y, 0.285))
    return kit.body()


def pizza(order: Order) -> Body:
    kit = _ware("pizza", order, "flesh", 0.5)
    kit.add(at(disc(0.165, 0.018, 0.008, segments=44), z=0.009), Material((0.90, 0.68, 0.38), 0.7))
    kit.add(at(torus(0.155, 0.016, segments=44, sides=10), z=0.02), Material((0.86, 0.60, 0.30), 0.65))
    kit.add(at(disc(0.147, 0.01, 0.004, segments=40), z=0.021), Material((0.99, 0.80, 0.36), 0.45))
    rng = np.random.default_rng(order.seed + 3)
    for k in range(9):
        a, r = 2.4 * k, 0.125 * np.sqrt((k + 0.4) / 9)
        kit.add(
            at(disc(0.022, 0.007, 0.003, segments=18), r * np.cos(a), r * np.sin(a), 0.027),
            Material((0.78, 0.20, 0.14), 0.4),
        )
    for k in range(12):
        a, r = 2.4 * k + 1.2, 0.13 * np.sqrt((k + 0.3) / 12)
        leaf = turn(blob((0.013, 0.007, 0.002)), "z", float(rng.uniform(0, 180)))
        kit.add(at(leaf, r * np.cos(a), r * np.sin(a), 0.0285), s.vinyl(s.GREEN, 0.5))
    return kit.body()


def bread(order: Order) -> Body:
    kit = _ware("bread", order, "flesh", 0.4)
    crust = Material(order.pick((0.80, 0.52, 0.24)), 0.6)
    if order.kind == "baguette":
        kit.add(turn(shapes.ellipsoid((0.04, 0.04, 0.32), rings=24, segments=20), "y", 90), crust, tint="main")
        for k in range(5):
            kit.add(
                at(
                    turn(turn(blob((0.035, 0.008, 0.006)), "z", 28), "y", 0),
                    (k - 2) * 0.095,
                    0,
                    0.038 - 0.003 * abs(k - 2),
                ),
                Material((0.96, 0.82, 0.56), 0.7),
            )
        return kit.body()
    kit.add(
        body_loft(
            [-0.14, 0, 0.14], [0.06, 0.064, 0.06], 0.0, [0.105, 0.115, 0.105], power=3.2, nose_m=0.05, stations=24
        ),
        crust,
        tint="main",
    )
    for k in (-1, 0, 1):
        kit.add(
            at(turn(blob((0.008, 0.045, 0.008)), "z", 22), k * 0.07, 0, 0.108 if k else 0.113),
            Material((0.97, 0.84, 0.60), 0.7),
        )
    return kit.body()


def egg(order: Order) -> Body:
    """An egg; kind "easter_egg" is painted."""
    kit = _ware("egg", order, "ceramic", 0.45)
    t = np.linspace(0, np.pi, 25)
    profile = np.column_stack([0.022 * np.sin(t) * (1 + 0.13 * np.cos(t)), 0.03 - 0.03 * np.cos(t)])
    profile[[0, -1], 0] = 0
    m = shapes.lathe(profile, segments=30)
    look = Material(order.pick((0.96, 0.87, 0.76)), 0.4)
    if order.kind == "easter_egg":
        p = m.positions
        uv = np.column_stack([(np.arctan2(p[:, 1], p[:, 0]) / (2 * np.pi)) % 1, p[:, 2] / 0.06])
        m, look = replace(m, uvs=uv.astype(np.float32)), Material((1, 1, 1), 0.3, texture=sphere_pattern("easter_egg"))
    kit.add(m, look, tint=None if order.kind == "easter_egg" else "main")
    return kit.body(mass_kg=0.06)


def ice_cream(order: Order) -> Body:
    kit = _ware("ice_cream", order, "flesh", 0.6)
    cone = shapes.lathe(
        shapes.rounded([(0, 0), (0.006, 0.0), (0.034, 0.115), (0.036, 0.125), (0, 0.125)], 0.003, 2), segments=28
    )
    kit.add(cone, Material((0.90, 0.66, 0.34), 0.7))
    for k in range(6):
        for lean in (-1, 1):
            a = np.linspace(0, 1, 8)
            phi = k * np.pi / 3 + lean * a * 0.9
            r = 0.0065 + (0.0345 - 0.0065) * a
            kit.add(
                shapes.tube(np.column_stack([r * np.cos(phi), r * np.sin(phi), 0.004 + 0.112 * a]), 0.0013, segments=5),
                Material((0.72, 0.47, 0.20), 0.7),
            )
    for (x, y, z), c, tint in (
        ((-0.016, 0.012, 0.14), order.pick(s.PINK), "main"),
        ((0.017, -0.008, 0.142), (0.99, 0.93, 0.74), None),
        ((0.0, 0.004, 0.176), (0.42, 0.24, 0.14), None),
    ):
        kit.add(shapes.ellipsoid((0.033, 0.033, 0.03), centre=(x, y, z)), Material(c, 0.45), tint=tint)
    kit.add(blob((0.011, 0.011, 0.011), (0, 0.004, 0.213)), s.vinyl(s.RED, 0.12))
    return kit.body()


def carrot(order: Order) -> Body:
    kit = _ware("carrot", order, "flesh")
    m: Mesh = shapes.lathe(
        shapes.rounded([(0, 0), (0.004, 0), (0.018, 0.14), (0.02, 0.165), (0.0, 0.172)], 0.01, 4), segments=22
    )
    kit.add(m, Material(order.pick(s.ORANGE), 0.45), tint="main")
    for k in range(5):
        a = 2 * np.pi * k / 5
        kit.add(
            shapes.tube(
                [
                    (0, 0, 0.165),
                    (0.012 * np.cos(a), 0.012 * np.sin(a), 0.2),
                    (0.03 * np.cos(a), 0.03 * np.sin(a), 0.235),
                ],
                [0.003, 0.005, 0.003],
                segments=6,
            ),
            s.vinyl(s.LEAF, 0.6),
        )
    return kit.body()
