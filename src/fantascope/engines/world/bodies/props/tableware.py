"""Tableware: cups, glasses, bottles, vases, pots, plates, teapots.

Knows nothing of scenes. Hollow vessels really are hollow, with walls.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .. import shapes
from ..types import Body, Rgb
from . import surfaces as s
from .assembly import Kit, Order
from .blocks import finish
from .forms import arc, at, blob, disc, rod, torus, turn, vessel


def ware(name: str, order: Order, stuff: str, fill: float = 1.0) -> Kit:
    """A kit of the asked material, or of its usual one."""
    return Kit(name, (order.material or stuff) if s.is_stuff(order.material) else stuff, fill)


def cup(order: Order) -> Body:
    """A mug with a handle and coffee in it; kind "teacup" is wider, on a saucer."""
    kit = ware("cup", order, "ceramic")
    look = finish(order, "ceramic", s.SKY)
    if order.kind == "teacup":
        kit.add(
            at(
                vessel([(0, 0), (0.025, 0), (0.03, 0.008), (0.048, 0.04), (0.052, 0.06)], 0.003, bevel_m=0.002), z=0.014
            ),
            look,
            tint="main",
        )
        kit.add(arc((0.05, 0, 0.05), 0.017, -90, 90, 0.0035), look, tint="main")
        kit.add(vessel([(0, 0), (0.04, 0), (0.075, 0.012)], 0.003, bevel_m=0.002), look, tint="main")
        kit.add(at(disc(0.046, 0.003, 0.001), z=0.064), s.vinyl((0.36, 0.18, 0.07), 0.08))
        return kit.body()
    kit.add(vessel([(0, 0), (0.04, 0), (0.042, 0.1)], 0.004, bevel_m=0.006), look, tint="main")
    kit.add(arc((0.04, 0, 0.052), 0.027, -95, 95, 0.0065), look, tint="main")
    kit.add(at(disc(0.0375, 0.004, 0.001), z=0.084), s.vinyl((0.26, 0.13, 0.06), 0.08))
    kit.post(0.042, (0, 0, 0), 0.1)
    kit.anchor("handle", (0.065, 0, 0.052))
    return kit.body()


def glass(order: Order) -> Body:
    kit = Kit("glass", "glass")
    kind = order.kind
    if kind in ("wine_glass", "wine"):
        profile = [
            (0, 0),
            (0.035, 0.002),
            (0.033, 0.006),
            (0.005, 0.012),
            (0.004, 0.085),
            (0.03, 0.105),
            (0.04, 0.14),
            (0.033, 0.19),
        ]
        kit.add(
            shapes.lathe(
                shapes.rounded([*profile, (0.031, 0.19), (0.038, 0.14), (0.028, 0.108), (0, 0.096)], 0.008, 3),
                segments=32,
            ),
            s.glass(order.pick((0.86, 0.94, 0.96)), 0.16),
        )
        kit.add(
            shapes.lathe([(0, 0.098), (0.026, 0.108), (0.0365, 0.135), (0.037, 0.145), (0, 0.145)], segments=32),
            s.vinyl((0.50, 0.04, 0.10), 0.08),
        )
    else:
        kit.add(
            vessel([(0, 0), (0.03, 0), (0.037, 0.13)], 0.0025, bevel_m=0.004),
            s.glass(order.pick((0.86, 0.94, 0.96)), 0.16),
        )
        liquid = (0.98, 0.62, 0.16) if kind in ("juice", None) else (0.75, 0.90, 0.97)
        kit.add(
            shapes.moved(shapes.cylinder(0.0272, 0.085, bevel_m=0.003, top_radius_m=0.0318), (0, 0, 0.005)),
            s.vinyl(liquid, 0.08),
        )
    return kit.body(friction=0.35)


def bottle(order: Order) -> Body:
    """A glass bottle with a cork and a label; `order.material` "plastic" makes a water bottle."""
    kit = ware("bottle", order, "glass", 0.3)
    colour = order.pick((0.10, 0.42, 0.22))
    profile = shapes.rounded([(0, 0), (0.04, 0), (0.04, 0.17), (0.014, 0.225), (0.014, 0.29), (0, 0.29)], 0.02, 5)
    kit.add(
        shapes.lathe(profile, segments=32),
        replace(s.glass(colour, 0.8), double_sided=False, casts_shadow=True),
        tint="main",
    )
    kit.add(shapes.moved(shapes.cylinder(0.0412, 0.075, bevel_m=0.002, segments=32), (0, 0, 0.055)), s.matte(s.CREAM))
    kit.add(
        shapes.moved(shapes.cylinder(0.0165, 0.02, bevel_m=0.003, segments=20), (0, 0, 0.272)),
        s.matte((0.72, 0.53, 0.33)),
    )
    kit.post(0.04, (0, 0, 0), 0.29)
    return kit.body(mass_kg=0.9)


def vase(order: Order) -> Body:
    """A vase with a painted band; kind "flowers" fills it."""
    kit = ware("vase", order, "ceramic")
    look = finish(order, "ceramic", s.BLUE)
    z = np.linspace(0, 1, 11)
    r = 0.06 + 0.055 * np.sin(np.pi * np.clip(z * 1.15, 0, 1)) + 0.02 * np.clip((z - 0.85) / 0.15, 0, 1)
    kit.add(
        vessel(
            [(0, 0), *[(float(a), float(b) * 0.32) for a, b in zip(r, z, strict=True)]],
            0.006,
            bevel_m=0.003,
            segments=32,
        ),
        look,
        tint="main",
    )
    k = int(np.argmax(r))
    kit.add(at(torus(float(r[k]) - 0.002, 0.006, sides=8), z=float(z[k]) * 0.32), s.chrome(s.GOLD))
    if order.kind == "flowers":
        for i, c in enumerate((s.RED, s.YELLOW, s.PINK)):
            a = i * 2.1
            _flower(
                kit,
                (0.03 * np.cos(a), 0.03 * np.sin(a), 0.28),
                (0.09 * np.cos(a), 0.09 * np.sin(a), 0.5 + 0.04 * i),
                0.05,
                c,
            )
    kit.post(0.11, (0, 0, 0), 0.32)
    return kit.body()


def _flower(
    kit: Kit, root: tuple[float, float, float], top: tuple[float, float, float], radius: float, colour: Rgb
) -> None:
    kit.add(rod(root, top, radius * 0.12), s.matte(s.LEAF))
    for k in range(6):
        petal = at(blob((radius * 0.62, radius * 0.42, radius * 0.16)), radius * 0.72)
        kit.add(at(turn(turn(petal, "y", -18), "z", 60 * k), *top), s.vinyl(colour, 0.5))
    kit.add(
        blob((radius * 0.4, radius * 0.4, radius * 0.26), (top[0], top[1], top[2] + radius * 0.06)),
        s.vinyl(s.YELLOW if colour != s.YELLOW else s.BROWN, 0.6),
    )


def flower_pot(order: Order) -> Body:
    kit = ware("flower_pot", order, "ceramic", 0.6)
    clay = s.matte((0.80, 0.42, 0.27))
    kit.add(
        shapes.lathe(
            shapes.rounded([(0, 0), (0.09, 0), (0.125, 0.17), (0.145, 0.17), (0.145, 0.225), (0, 0.225)], 0.01, 3),
            segments=36,
        ),
        clay,
    )
    kit.add(at(disc(0.125, 0.02, 0.006), z=0.225), s.matte((0.25, 0.16, 0.10)))
    colour = order.pick(s.PINK)
    for k in range(5):
        a = 2 * np.pi * k / 5
        leaf = turn(turn(at(blob((0.11, 0.05, 0.012)), 0.1), "y", -42), "z", 72 * k + 30)
        kit.add(at(leaf, 0.02 * np.cos(a), 0.02 * np.sin(a), 0.23), s.vinyl(s.GREEN, 0.5))
    for x, y, h in ((0.0, 0.0, 0.56), (0.08, 0.04, 0.46), (-0.06, -0.05, 0.44)):
        _flower(kit, (x * 0.3, y * 0.3, 0.22), (x, y, h), 0.075, colour)
    kit.post(0.14, (0, 0, 0), 0.22)
    return kit.body(mass_kg=4.0)


def bowl(order: Order) -> Body:
    kit = ware("bowl", order, "ceramic")
    kit.add(
        vessel([(0, 0), (0.045, 0), (0.045, 0.008), (0.085, 0.03), (0.105, 0.075)], 0.005, bevel_m=0.008),
        finish(order, "ceramic", s.TEAL),
        tint="main",
    )
    return kit.body()


def plate_dish(order: Order) -> Body:
    kit = ware("plate", order, "ceramic")
    look = finish(order, "ceramic", s.WHITE)
    kit.add(vessel([(0, 0), (0.08, 0), (0.13, 0.018)], 0.004, bevel_m=0.006, segments=44), look, tint="main")
    kit.add(at(torus(0.124, 0.0022, sides=6, segments=44), z=0.0185), s.vinyl(s.BLUE))
    return kit.body()


def teapot(order: Order) -> Body:
    kit = ware("teapot", order, "ceramic", 0.35)
    look = finish(order, "ceramic", s.TEAL)
    kit.add(shapes.ellipsoid((0.105, 0.105, 0.085), centre=(0, 0, 0.085), segments=32), look, tint="main")
    kit.add(at(disc(0.06, 0.014, 0.005), z=0.008), look, tint="main")
    kit.add(at(shapes.scaled(blob((0.062, 0.062, 0.03)), (1, 1, 1)), z=0.158), look, tint="main")
    kit.add(at(torus(0.058, 0.006, sides=8), z=0.158), s.chrome(s.GOLD))
    kit.add(blob((0.016, 0.016, 0.018), (0, 0, 0.2)), s.chrome(s.GOLD))
    spout = np.array([(0.08, 0, 0.06), (0.12, 0, 0.075), (0.15, 0, 0.11), (0.175, 0, 0.15)])
    kit.add(shapes.tube(spout, [0.028, 0.022, 0.016, 0.013], segments=14), look, tint="main")
    kit.add(arc((-0.1, 0, 0.09), 0.05, 80, 280, 0.011), look, tint="main")
    kit.anchor("handle", (-0.15, 0, 0.09))
    kit.anchor("spout", (0.18, 0, 0.155))
    return kit.body()
