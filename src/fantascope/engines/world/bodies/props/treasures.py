"""Knightly and precious things, and hats: sword, shield, crown, key, coin, ring, gem.

Knows nothing of who wears or holds them. Anchor `handle` is where a hand goes, `fit` where a head does.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, blob, corner_outline, disc, plate, rod, round_box, smooth_outline, torus, turn


def sword(order: Order) -> Body:
    """A sword standing on its point, 1 m tall, flat side towards −y."""
    kit = Kit("sword", "metal", 0.6)
    blade = corner_outline([(0, 0), (0.026, 0.05), (0.03, 0.76), (-0.03, 0.76), (-0.026, 0.05)], 0.012)
    kit.add(at(turn(plate(blade, 0.012, 0.003), "x", 90), y=0.006), s.chrome((0.84, 0.87, 0.9), 0.16))
    kit.add(round_box((0.008, 0.014, 0.6), 0.003, (0, 0, 0.46)), s.chrome((0.6, 0.63, 0.68), 0.25))
    gold = s.chrome(order.pick(s.GOLD), 0.25)
    kit.add(bent([(-0.12, 0, 0.755), (-0.05, 0, 0.775), (0.05, 0, 0.775), (0.12, 0, 0.755)], 0.017), gold, tint="main")
    kit.add(rod((0, 0, 0.79), (0, 0, 0.92), 0.017), s.matte(s.BROWN))
    for k in range(5):
        kit.add(at(torus(0.017, 0.004, segments=16, sides=6), z=0.805 + k * 0.024), s.matte(s.shade(s.BROWN, 0.7)))
    kit.add(blob((0.03, 0.024, 0.03), (0, 0, 0.95)), gold, tint="main")
    kit.anchor("handle", (0, 0, 0.85))
    return kit.body(mass_kg=1.4)


def shield(order: Order) -> Body:
    """A knight's shield facing +x, 0.75 m tall."""
    kit = Kit("shield", "metal", 0.5)
    colour = order.pick(s.BLUE)
    edge = smooth_outline(
        [
            (0, 0),
            (0.14, 0.12),
            (0.25, 0.34),
            (0.27, 0.66),
            (0.14, 0.7),
            (0, 0.73),
            (-0.14, 0.7),
            (-0.27, 0.66),
            (-0.25, 0.34),
            (-0.14, 0.12),
        ],
        56,
    )
    kit.add(at(turn(plate(edge, 0.05, 0.02), "x", 90), y=0.02), s.chrome(s.STEEL, 0.3))
    kit.add(
        at(turn(plate((edge - [0, 0.38]) * 0.88 + [0, 0.38], 0.02, 0.008), "x", 90), y=-0.022),
        s.paint(colour),
        tint="main",
    )
    for size in ((0.09, 0.014, 0.56), (0.4, 0.014, 0.09)):
        kit.add(round_box(size, 0.005, (0, -0.046, 0.42)), s.chrome(s.GOLD))
    kit.add(blob((0.06, 0.035, 0.06), (0, -0.05, 0.42)), s.chrome(s.GOLD))
    kit.anchor("handle", (0, 0.05, 0.42))
    kit.face_forward()
    return kit.body(mass_kg=3.0)


def crown(order: Order) -> Body:
    kit = Kit("crown", "gold", 0.2)
    gold = s.chrome(order.pick(s.GOLD), 0.2)
    phi = np.linspace(0, 2 * np.pi, 81)
    spike = 0.06 + 0.055 * (1 - np.abs((phi * 5 / (2 * np.pi)) % 1 * 2 - 1))[None] ** 1.3
    t = np.linspace(0, 1, 6)[:, None]
    rings = [
        np.stack([(r + 0.014 * t) * np.cos(phi), (r + 0.014 * t) * np.sin(phi), t * spike + 0 * phi], axis=-1)
        for r in (0.092, 0.086)
    ]
    kit.add(shapes.oriented(shapes.grid(np.concatenate([rings[0], rings[1][::-1], rings[0][:1]]))), gold, tint="main")
    kit.add(at(torus(0.09, 0.009, sides=8), z=0.008), gold, tint="main")
    for k in range(5):
        a = float(2 * np.pi * (k + 0.5) / 5)
        kit.add(blob((0.013, 0.013, 0.013), (0.103 * np.cos(a), 0.103 * np.sin(a), 0.122)), gold, tint="main")
        for dx, c in ((0.0, s.RED), (0.5, s.BLUE)):
            b = a + dx * 2 * np.pi / 5
            kit.add(blob((0.011, 0.011, 0.013), (0.096 * np.cos(b), 0.096 * np.sin(b), 0.034)), s.vinyl(c, 0.06))
    kit.anchor("fit", (0, 0, 0.0))
    return kit.body(mass_kg=0.9)


def hat(order: Order) -> Body:
    """A felt hat; kinds top_hat, cowboy_hat, wizard_hat, party_hat."""
    kit = Kit("hat", "cloth", 0.3)
    kind = order.kind or "hat"
    default = {"top_hat": s.BLACK, "cowboy_hat": (0.60, 0.38, 0.18), "wizard_hat": s.PURPLE, "party_hat": s.PINK}.get(
        kind, (0.55, 0.36, 0.22)
    )
    felt, band = s.cloth(order.pick(default)), s.cloth(s.RED if kind != "wizard_hat" else s.GOLD)
    if kind in ("wizard_hat", "party_hat"):
        tall = 0.34 if kind == "wizard_hat" else 0.24
        kit.add(
            shapes.lathe(
                shapes.rounded([(0, 0.01), (0.1, 0.01), (0.05, tall * 0.5), (0.004, tall), (0, tall)], 0.02, 4),
                segments=32,
            ),
            felt,
            tint="main",
        )
        if kind == "wizard_hat":
            kit.add(shapes.scaled(at(disc(0.2, 0.016, 0.007, segments=40), z=0.01), (1, 1, 1)), felt, tint="main")
            kit.add(at(torus(0.098, 0.014, sides=8), z=0.03), band)
        else:
            kit.add(shapes.ellipsoid((0.03, 0.03, 0.03), centre=(0, 0, tall), rings=10, segments=16), s.cloth(s.YELLOW))
            for k in range(14):
                a, z = 2.4 * k, 0.03 + 0.013 * k
                r = 0.1 * (1 - z / 0.25)
                kit.add(
                    blob((0.01, 0.01, 0.01), (r * np.cos(a), r * np.sin(a), z)),
                    s.vinyl((s.YELLOW, s.SKY, s.WHITE)[k % 3]),
                )
        return kit.body(mass_kg=0.15)
    tall = 0.2 if kind == "top_hat" else 0.12
    top = 0.1 if kind == "top_hat" else 0.078
    kit.add(
        shapes.lathe(
            shapes.rounded([(0, 0.008), (0.093, 0.008), (top, tall), (0, tall - 0.006)], 0.03, 5), segments=36
        ),
        felt,
        tint="main",
    )
    theta, reach = np.meshgrid(np.linspace(0, 2 * np.pi, 49), np.linspace(0.08, 0.165, 6), indexing="ij")
    curl = (0.05 if kind == "cowboy_hat" else 0.012) * ((reach - 0.08) / 0.085) ** 2 * np.sin(theta) ** 2
    up = np.stack([reach * np.cos(theta) * 1.1, reach * np.sin(theta), 0.014 + curl], axis=-1)
    kit.add(
        shapes.oriented(shapes.grid(np.concatenate([up, up[:, ::-1] - [0, 0, 0.01], up[:, :1]], axis=1))),
        felt,
        tint="main",
    )
    kit.add(at(torus(0.09, 0.008, sides=8), z=0.03), band)
    return kit.body(mass_kg=0.15)


def key(order: Order) -> Body:
    """A big old key standing on its bit, 16 cm tall."""
    kit = Kit("key", (order.material or "gold") if s.is_stuff(order.material) else "metal")
    look = s.chrome(order.pick(s.GOLD), 0.22)
    kit.add(at(turn(torus(0.026, 0.0075, sides=10), "x", 90), 0, 0, 0.128), look, tint="main")
    kit.add(rod((0, 0, 0.008), (0, 0, 0.1), 0.007), look, tint="main")
    for x, z, h in ((0.02, 0.014, 0.012), (0.016, 0.034, 0.012)):
        kit.add(round_box((0.032, 0.01, h), 0.003, (x, 0, z)), look, tint="main")
    kit.add(at(torus(0.008, 0.004, sides=8, segments=20), z=0.096), look, tint="main")
    return kit.body(mass_kg=0.12)


def coin(order: Order) -> Body:
    """A coin standing on its rim, its face towards −y, 6 cm across."""
    kit = Kit("coin", "metal")
    look = s.chrome(order.pick(s.GOLD), 0.22)
    kit.add(at(disc(0.03, 0.005, 0.0015, axis="y", segments=40), z=0.03), look, tint="main")
    kit.add(at(turn(torus(0.026, 0.0018, sides=6, segments=40), "x", 90), 0, -0.0024, 0.03), look, tint="main")
    a = np.radians(np.arange(10) * 36.0 + 90)
    star = np.stack([np.cos(a), np.sin(a)], axis=1) * np.where(np.arange(10) % 2 == 0, 0.017, 0.0075)[:, None]
    kit.add(at(turn(plate(star, 0.0075, 0.001), "x", 90), 0, 0.00375, 0.03), look, tint="main")
    kit.rolling(0.03, 0.005, (0, 0, 0.03))
    return kit.body(mass_kg=0.05)


def jewel_ring(order: Order) -> Body:
    kit = Kit("ring", "gold")
    kit.add(
        at(turn(torus(0.021, 0.0032, sides=10), "x", 90), 0, 0, 0.0242), s.chrome(order.pick(s.GOLD), 0.18), tint="main"
    )
    kit.add(at(shapes.flat(shapes.scaled(_brilliant(), 0.011)), 0, 0, 0.046), Material((0.72, 0.90, 1.0), 0.03, 0.35))
    return kit.body(mass_kg=0.012)


def gem(order: Order) -> Body:
    """A cut gem standing on its point, 12 cm across."""
    kit = Kit("gem", "crystal")
    kit.add(
        shapes.flat(shapes.scaled(_brilliant(), 0.06)),
        Material(order.pick((0.25, 0.72, 0.95)), 0.04, 0.45),
        tint="main",
    )
    return kit.body(mass_kg=0.5)


def _brilliant() -> Mesh:
    """A brilliant cut of unit girdle radius: table, crown and pavilion, eight-sided."""
    phi = np.arange(8) * np.pi / 4
    rows = [
        (0.0, 0.55, 0.0),
        (0.58, 0.55, 0.0),
        (0.98, 0.2, 0.5),
        (1.0, 0.14, 0.0),
        (0.5, -0.4, 0.5),
        (0.0, -0.85, 0.0),
    ]
    rings = np.stack(
        [
            np.column_stack([r * np.cos(phi + d * np.pi / 4), r * np.sin(phi + d * np.pi / 4), np.full(8, z)])
            for r, z, d in rows
        ]
    )
    return shapes.oriented(shapes.grid(rings, close_v=True))
