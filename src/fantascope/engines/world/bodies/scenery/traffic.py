"""Roads and railways: lights, signs, shelter, rails, carriage, container, parked car.

Knows nothing of driving; nothing here moves.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    panel,
    pillow,
    post_collider,
    rod,
    tipped,
    vinyl,
)


def traffic_light(wish: Wish) -> Body:
    dark = vinyl((0.16, 0.18, 0.2), 0.45)
    on = {"red": 0, "amber": 1, "green": 2}.get(wish.material or "", wish.seed % 3)
    pieces: list[Piece] = [
        (rod((0, 0, 0), (0, 0, 2.5), 0.06, segments=10), vinyl((0.4, 0.43, 0.46), 0.4)),
        (block((0.36, 0.26, 1.0), 0.07, at=(0, 0, 2.3)), dark),
    ]
    for k, c in enumerate(((1.0, 0.2, 0.15), (1.0, 0.7, 0.15), (0.25, 0.95, 0.4))):
        z = 3.13 - 0.31 * k
        lens = shapes.moved(
            tipped(shapes.lathe([(0.105, 0.0), (0.08, 0.03), (0.0, 0.045)], segments=16), np.pi / 2), (0, -0.13, z)
        )
        glow = (
            Material(colour=c, emission=1.8, casts_shadow=False)
            if k == on
            else vinyl((c[0] * 0.3, c[1] * 0.3, c[2] * 0.3), 0.3)
        )
        pieces.append((lens, glow))
        hood = shapes.lathe([(0.125, 0.0), (0.125, 0.14)], segments=14)
        pieces.append(
            (shapes.moved(tipped(hood, np.pi / 2), (0, -0.12, z)), vinyl((0.16, 0.18, 0.2), 0.45, double_sided=True))
        )
    return assemble("traffic_light", pieces, sound="metal", colliders=[post_collider(0.08, 3.2)], mass_kg=60)


def road_sign(wish: Wish) -> Body:
    """Seeds: stop-like octagon, warning triangle, blue disc, parking square. No words."""
    kind = wish.seed % 4
    pole = vinyl((0.7, 0.72, 0.74), 0.35, metallic=0.4)
    pieces: list[Piece] = [(rod((0, 0.03, 0), (0, 0.03, 2.5), 0.035, segments=8), pole)]
    n = (8, 3, 24, 4)[kind]
    colour = wish.paint(((0.86, 0.2, 0.2), (0.96, 0.75, 0.2), (0.2, 0.45, 0.8), (0.2, 0.45, 0.8))[kind])
    turn = {8: np.pi / 8, 3: np.pi / 2, 24: 0.0, 4: np.pi / 4}[n]
    for r, t, c in ((0.42, 0.02, (0.97, 0.97, 0.95)), (0.37, 0.03, colour), (0.13, 0.036, (0.97, 0.97, 0.95))):
        ring = [(r * np.cos(turn + 2 * np.pi * k / n), r * np.sin(turn + 2 * np.pi * k / n)) for k in range(n)]
        if c != colour and t > 0.03:
            ring = (
                [(-0.25, -0.05), (0.25, -0.05), (0.25, 0.05), (-0.25, 0.05)]
                if kind != 1
                else [(-0.035, -0.14), (0.035, -0.14), (0.05, 0.16), (-0.05, 0.16)]
            )
        plate = shapes.turned(shapes.slab(np.array(ring), t), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
        pieces.append((shapes.moved(plate, (0, 0, 2.25)), vinyl(c, 0.35), *(("main",) if c == colour else ())))
    return assemble("road_sign", pieces, sound="metal", colliders=[post_collider(0.05, 2.6)], mass_kg=15)


def bus_shelter(wish: Wish) -> Body:
    steel, glass = vinyl(wish.paint((0.3, 0.42, 0.48)), 0.4), vinyl((0.8, 0.92, 0.95), 0.08, opacity=0.35)
    pieces: list[Piece] = [
        (block((3.2, 1.4, 0.1), 0.04, at=(0, 0.1, 2.4)), steel, "main"),
        (block((1.8, 0.36, 0.06), 0.02, at=(0, 0.45, 0.45)), surface("wood")),
    ]
    pieces += [
        (rod((x, y, 0), (x, y, 2.42), 0.04, segments=7), steel, "main") for x in (-1.5, 1.5) for y in (-0.5, 0.7)
    ]
    pieces += [(panel(2.9, 1.9, at=(0, 0.7, 0.35)), glass)]
    return assemble(
        "bus_shelter",
        pieces,
        sound="metal",
        colliders=[box_collider((3.2, 0.1, 2.4), (0, 0.7, 0))],
        anchors={"seat": (0, 0.4, 0.5)},
        mass_kg=200,
    )


def rails(wish: Wish) -> Body:
    """10 m of railway track along x on sleepers."""
    steel, wood = vinyl((0.62, 0.6, 0.6), 0.3, metallic=0.7), vinyl((0.42, 0.31, 0.24), 0.8)
    pieces: list[Piece] = [(shapes.moved(shapes.box((10.0, 0.07, 0.14)), (0, s * 0.72, 0.17)), steel) for s in (-1, 1)]
    pieces += [(block((0.24, 2.3, 0.13), 0.03, at=(-4.7 + 0.66 * k, 0, 0)), wood) for k in range(15)]
    return assemble("rails", pieces, colliders=(), sound="metal", mass_kg=1000)


def carriage(wish: Wish) -> Body:
    """A rounded railway carriage 9 m long with a row of windows."""
    c, cream = vinyl(wish.pick(((0.2, 0.5, 0.55), (0.75, 0.25, 0.24))), 0.3), vinyl((0.96, 0.91, 0.8), 0.35)
    lit = wish.material == "lit"
    pane = Material(colour=(1.0, 0.82, 0.5), emission=1.0) if lit else vinyl((0.3, 0.45, 0.55), 0.08)
    pieces: list[Piece] = [
        (block((9.0, 2.6, 1.3), 0.15, at=(0, 0, 0.75)), c, "main"),
        (block((8.96, 2.56, 1.35), 0.2, at=(0, 0, 1.85)), cream),
        (block((9.1, 2.5, 0.4), 0.2, at=(0, 0, 3.1)), vinyl((0.4, 0.43, 0.47), 0.5)),
    ]
    pieces += [(block((1.0, 0.1, 0.85), 0.12, at=(-3.2 + 1.28 * k, -1.27, 2.05)), pane) for k in range(6)]
    pieces += [(block((0.9, 0.1, 2.0), 0.08, at=(x, -1.3, 0.85)), vinyl((0.9, 0.7, 0.3), 0.35)) for x in (-4.0, 4.0)]
    for x in (-3.0, -2.0, 2.0, 3.0):
        wheel = tipped(shapes.cylinder(0.42, 0.14, bevel_m=0.03, segments=18), np.pi / 2)
        pieces.append((shapes.moved(wheel, (x, -0.75, 0.46)), vinyl((0.22, 0.22, 0.25), 0.4)))
    return assemble("carriage", pieces, sound="metal", mass_kg=2e4)


def container(wish: Wish) -> Body:
    colour = wish.pick(((0.8, 0.3, 0.25), (0.2, 0.45, 0.6), (0.92, 0.68, 0.25), (0.35, 0.55, 0.4)))
    pieces: list[Piece] = [(block((6.0, 2.4, 2.5), 0.03), surface("corrugated", colour), "main")]
    return assemble("container", pieces, sound="metal", mass_kg=4000)


def car_block(wish: Wish) -> Body:
    """A parked rounded toy car for backgrounds (cheap: no turning wheels)."""
    colour = wish.pick(((0.25, 0.5, 0.75), (0.95, 0.75, 0.3), (0.45, 0.65, 0.5), (0.9, 0.5, 0.45)))
    pieces: list[Piece] = [
        (pillow((3.4, 1.5, 0.72), at=(0, 0, 0.24), power=0.34, rings=10, segments=24), vinyl(colour, 0.25), "main"),
        (
            pillow((1.95, 1.32, 0.86), at=(-0.1, 0, 0.6), power=0.42, rings=10, segments=22),
            vinyl((0.2, 0.28, 0.34), 0.08),
        ),
        (pillow((1.5, 1.12, 0.16), at=(-0.1, 0, 1.34), power=0.5, segments=20), vinyl(colour, 0.25), "main"),
    ]
    for x in (-1.05, 1.05):
        for s in (-1, 1):
            wheel = tipped(shapes.cylinder(0.33, 0.22, bevel_m=0.05, segments=18), np.pi / 2)
            hub = tipped(shapes.cylinder(0.16, 0.25, bevel_m=0.02, segments=12), np.pi / 2)
            pieces += [
                (shapes.moved(wheel, (x, s * 0.72 + 0.11, 0.33)), vinyl((0.13, 0.13, 0.14), 0.7)),
                (shapes.moved(hub, (x, s * 0.72 + 0.125, 0.33)), vinyl((0.85, 0.85, 0.86), 0.3, metallic=0.6)),
            ]
    pieces += [
        (block((0.08, 0.26, 0.16), 0.03, at=(1.68, s * 0.5, 0.5)), Material(colour=(1.0, 0.95, 0.8), emission=0.3))
        for s in (-1, 1)
    ]
    pieces += [
        (block((0.08, 0.26, 0.16), 0.03, at=(-1.68, s * 0.5, 0.5)), vinyl((0.75, 0.12, 0.1), 0.2)) for s in (-1, 1)
    ]
    return assemble("parked_car", pieces, sound="metal", colliders=[box_collider((3.4, 1.5, 1.4))], mass_kg=1100)


BUILDERS: dict[str, Builder] = {
    "traffic_light": traffic_light,
    "road_sign": road_sign,
    "bus_shelter": bus_shelter,
    "rails": rails,
    "carriage": carriage,
    "container": container,
    "parked_car": car_block,
}
