"""Rail vehicles: steam train, wagon, tram.

Knows nothing of tracks or motion. Disc wheels with a cross that shows their turning, each on its own bone.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import shapes
from ..types import Body, Material, Mesh, Rgb
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, body_loft, disc, rod, round_box, turn


def train(order: Order) -> Body:
    """A toy steam locomotive with one wagon, 5 m long; kind "wagon" is the wagon alone, "tram" an electric car."""
    colour = order.pick(s.GREEN if order.kind != "tram" else s.RED)
    kit = Kit("train", "metal")
    kit.bone("chassis", (0, 0, 0.3))
    hubs: list[tuple[float, float]] = []
    low = s.vinyl(s.DARK, 0.45)

    def add(m: Mesh, look: Material, tint: str | None = None) -> None:
        kit.add(m, look, tint=tint, bone="chassis")

    if order.kind == "tram":
        add(
            body_loft([-1.7, 0, 1.7], 0.6, 0.28, [1.72, 1.76, 1.72], power=7, nose_m=0.24, stations=24),
            s.paint(colour),
            "main",
        )
        for x in (-1.2, -0.6, 0.0, 0.6, 1.2):
            add(round_box((0.46, 1.215, 0.5), 0.05, (x, 0, 1.22)), Material(s.WINDOW, 0.08))
        add(round_box((3.2, 1.21, 0.1), 0.03, (0, 0, 0.8)), s.paint(s.CREAM))
        for x in (-1.69, 1.69):
            add(round_box((0.05, 0.94, 0.5), 0.024, (x, 0, 1.22)), Material(s.WINDOW, 0.08))
            for y in (-0.36, 0.36):
                add(at(disc(0.08, 0.04, 0.015, axis="x"), x, y, 0.62), s.glow(s.LAMP, 0.8))
        add(bent([(-0.3, 0, 1.75), (0.2, 0, 2.0), (-0.2, 0, 2.3)], 0.03), low)
        hubs = [(x, 0.2) for x in (-1.15, -0.65, 0.65, 1.15)]
    else:
        _wagon(add, -1.45, colour if order.kind != "wagon" else order.pick(s.BLUE))
        hubs = [(-2.0, 0.2), (-0.95, 0.2)]
        if order.kind != "wagon":
            boiler = at(turn(shapes.cylinder(0.42, 1.35, bevel_m=0.06), "y", 90), 0.75, 0, 0.95)
            add(boiler, s.paint(colour), "main")
            for x in (0.95, 1.4, 1.85):
                add(at(disc(0.43, 0.06, 0.015, axis="x", segments=36), x, 0, 0.95), s.chrome(s.BRASS))
            add(at(disc(0.36, 0.08, 0.03, axis="x", segments=32), 2.1, 0, 0.95), low)
            add(round_box((0.72, 1.0, 1.0), 0.06, (0.42, 0, 1.08)), s.paint(colour), "main")
            add(round_box((0.42, 1.014, 0.4), 0.05, (0.42, 0, 1.32)), Material(s.WINDOW, 0.08))
            add(body_loft([0.0, 0.42, 0.9], 0.56, 1.56, 1.68, power=4, nose_m=0.05, stations=10), s.paint(s.RED))
            add(
                at(
                    shapes.lathe(
                        shapes.rounded([(0, 0), (0.1, 0), (0.1, 0.3), (0.17, 0.46), (0.17, 0.52), (0, 0.52)], 0.02, 3),
                        segments=24,
                    ),
                    1.75,
                    0,
                    1.3,
                ),
                low,
            )
            add(shapes.ellipsoid((0.13, 0.13, 0.15), centre=(1.2, 0, 1.4), rings=12, segments=20), s.chrome(s.BRASS))
            add(round_box((2.1, 0.84, 0.16), 0.04, (1.05, 0, 0.5)), s.paint(s.RED))
            add(shapes.ellipsoid((0.05, 0.1, 0.1), centre=(2.12, 0, 1.36), rings=10, segments=18), s.glow(s.LAMP, 0.9))
            for k in range(6):
                add(rod((2.12, (k - 2.5) * 0.12, 0.46), (2.34, (k - 2.5) * 0.16, 0.14), 0.025), s.paint(s.RED))
            kit.anchor("funnel", (1.75, 0, 1.82))
            hubs += [(0.45, 0.32), (1.15, 0.32), (1.8, 0.22)]
    for k, (x, r) in enumerate(hubs):
        for side, letter in ((1, "l"), (-1, "r")):
            _rail_wheel(kit, f"wheel_r{letter}{k}", x, side, r, collide=k < 2)
    kit.box((2.0, 1.0, 1.2), (hubs[-1][0] / 2, 0, 0.9), "chassis")
    length = 4.6 if order.kind is None else 3.4
    return kit.body(
        mass_kg=2500.0,
        rig="vehicle",
        traits={
            "wheel_radius_m": hubs[0][1],
            "wheelbase_m": hubs[-1][0] - hubs[0][0],
            "track_m": 0.88,
            "length_m": length,
            "engine": "train" if order.kind != "tram" else "tram",
            "steers": 0.0,
        },
    )


def _rail_wheel(kit: Kit, name: str, x: float, side: int, r: float, *, collide: bool) -> None:
    """A plain disc wheel with a cross that shows its turning."""
    y = side * 0.44
    kit.bone(name, (x, y, r))
    kit.add(at(disc(r, 0.09, 0.02, axis="y", segments=22), x, y, r), s.vinyl((0.14, 0.14, 0.15), 0.4), bone=name)
    kit.add(at(disc(r * 0.76, 0.1, 0.015, axis="y", segments=20), x, y + side * 0.005, r), s.paint(s.RED), bone=name)
    for degrees in (0, 90):
        bar = turn(round_box((r * 1.4, 0.02, r * 0.16), 0.008), "y", degrees)
        kit.add(at(bar, x, y + side * 0.056, r), s.paint(s.CREAM), bone=name)
    if collide:
        kit.rolling(r, 0.09, (x, y, r), name)


def _wagon(add: Callable[..., None], x: float, colour: Rgb) -> None:
    add(round_box((1.7, 0.9, 0.14), 0.04, (x, 0, 0.46)), s.vinyl(s.DARK, 0.45))
    add(round_box((1.64, 1.0, 0.94), 0.07, (x, 0, 1.0)), s.paint(s.CREAM))
    add(round_box((1.655, 1.015, 0.4), 0.06, (x, 0, 0.72)), s.paint(colour), "main")
    for k in (-0.5, 0.0, 0.5):
        add(round_box((0.36, 1.012, 0.34), 0.05, (x + k, 0, 1.15)), Material(s.WINDOW, 0.08))
    add(body_loft([x - 0.9, x, x + 0.9], 0.55, 1.44, 1.56, power=4, nose_m=0.05, stations=10), s.paint(colour), "main")
    add(rod((x + 0.8, 0, 0.45), (x + 1.15, 0, 0.45), 0.04), s.vinyl(s.DARK))
