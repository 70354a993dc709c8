"""Street furniture: lamps, benches, hydrant, mailbox, bin.

Knows nothing of streets. A lamp's light sits at anchor "light"; material "lit" makes it glow.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Rgb
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    post_collider,
    rod,
    tipped,
    vinyl,
)

IRON: Rgb = (0.2, 0.26, 0.27)


GREY: Rgb = (0.62, 0.64, 0.66)


def _glow(lit: bool, colour: Rgb = (1.0, 0.85, 0.58)) -> Material:
    return Material(colour=colour, roughness=0.4, emission=2.4 if lit else 0.12, casts_shadow=False)


def street_lamp(wish: Wish) -> Body:
    """A park lantern 3.6 m high."""
    iron = vinyl(wish.paint(IRON), 0.4)
    post = shapes.lathe(
        [(0.2, 0.0), (0.2, 0.1), (0.12, 0.22), (0.1, 0.5), (0.055, 0.6), (0.045, 2.9), (0.09, 2.96), (0.05, 3.02)],
        segments=14,
    )
    glass = shapes.lathe([(0.12, 3.04), (0.2, 3.4)], segments=12)
    cap = shapes.lathe([(0.27, 3.4), (0.25, 3.46), (0.08, 3.62), (0.03, 3.74), (0.0, 3.76)], segments=14)
    base = shapes.lathe([(0.0, 3.0), (0.13, 3.02), (0.13, 3.05), (0.0, 3.06)], segments=12)
    return assemble(
        "street_lamp",
        [(post, iron, "main"), (glass, _glow(wish.material == "lit")), (cap, iron, "main"), (base, iron, "main")],
        sound="metal",
        colliders=[post_collider(0.12, 3.5)],
        anchors={"light": (0.0, 0.0, 3.22)},
        mass_kg=80,
    )


def arc_lamp(wish: Wish) -> Body:
    """A tall road lamp 6 m high whose head reaches out to the front."""
    m = vinyl(wish.paint((0.5, 0.53, 0.56)), 0.35, metallic=0.4)
    path = [(0, 0, 0), (0, 0, 3), (0, 0, 5.2), (0, -0.35, 5.85), (0, -1.1, 6.05), (0, -1.6, 6.05)]
    pieces: list[Piece] = [
        (shapes.tube(path, [0.1, 0.085, 0.07, 0.06, 0.05, 0.05], segments=10), m, "main"),
        (block((0.3, 0.75, 0.13), 0.05, at=(0, -1.75, 6.0)), m, "main"),
        (block((0.22, 0.55, 0.04), 0.01, at=(0, -1.78, 5.97)), _glow(wish.material == "lit")),
    ]
    return assemble(
        "arc_lamp",
        pieces,
        sound="metal",
        colliders=[post_collider(0.1, 5)],
        anchors={"light": (0, -1.75, 5.9)},
        mass_kg=120,
    )


def hydrant(wish: Wish) -> Body:
    red = vinyl(wish.paint((0.86, 0.2, 0.17)), 0.35)
    body = shapes.lathe(
        shapes.rounded(
            [
                (0.0, 0.0),
                (0.2, 0.0),
                (0.2, 0.06),
                (0.13, 0.08),
                (0.13, 0.52),
                (0.18, 0.53),
                (0.18, 0.59),
                (0.12, 0.72),
                (0.05, 0.76),
                (0.05, 0.82),
                (0.0, 0.82),
            ],
            0.015,
        ),
        segments=18,
    )
    pieces: list[Piece] = [
        (body, red, "main"),
        (rod((-0.24, 0, 0.4), (0.24, 0, 0.4), 0.065, segments=12), red, "main"),
        (rod((0, -0.22, 0.36), (0, 0, 0.36), 0.085, segments=12), red, "main"),
    ]
    pieces += [
        (rod((s * 0.24, 0, 0.4), (s * 0.28, 0, 0.4), 0.04, segments=6), vinyl((0.9, 0.86, 0.7), 0.35)) for s in (-1, 1)
    ]
    return assemble("hydrant", pieces, sound="metal", colliders=[post_collider(0.2, 0.8)], mass_kg=80)


def mailbox(wish: Wish) -> Body:
    c = vinyl(wish.paint((0.85, 0.24, 0.2)), 0.35)
    arch = [
        (-0.2, 0.0),
        (0.2, 0.0),
        (0.2, 0.2),
        *[(0.2 * np.cos(a), 0.2 + 0.2 * np.sin(a)) for a in np.linspace(0.2, np.pi - 0.2, 9)],
        (-0.2, 0.2),
    ]
    tub = shapes.turned(shapes.slab(np.array(arch), 0.6), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    pieces: list[Piece] = [
        (block((0.1, 0.1, 1.0), 0.015), surface("wood", (0.55, 0.4, 0.28))),
        (shapes.moved(tub, (0, 0.3, 1.0)), c, "main"),
        (block((0.22, 0.03, 0.05), 0.01, at=(0, -0.31, 1.22)), vinyl((0.97, 0.95, 0.9), 0.4)),
        (block((0.02, 0.05, 0.26), 0.005, at=(0.21, 0.0, 1.18)), vinyl((0.98, 0.8, 0.3), 0.4)),
    ]
    return assemble("mailbox", pieces, sound="metal", colliders=[box_collider((0.4, 0.6, 1.4))], mass_kg=10)


def bench(wish: Wish) -> Body:
    wood, iron = surface("wood", wish.paint((0.7, 0.45, 0.26))), vinyl(IRON, 0.4)
    pieces: list[Piece] = [
        (block((1.7, 0.11, 0.045), 0.018, at=(0, -0.2 + 0.13 * k, 0.42)), wood, "main") for k in range(4)
    ]
    for k in range(3):
        slat = shapes.moved(tipped(block((1.7, 0.04, 0.11), 0.016), -0.2), (0, 0.27 + 0.028 * k, 0.54 + 0.14 * k))
        pieces.append((slat, wood, "main"))
    for x in (-0.7, 0.7):
        pieces += [
            (rod((x, -0.22, 0), (x, -0.2, 0.42), 0.032, segments=8), iron),
            (rod((x, 0.26, 0), (x, 0.2, 0.45), 0.032, segments=8), iron),
            (rod((x, 0.2, 0.42), (x, 0.34, 0.96), 0.028, segments=8), iron),
            (rod((x, -0.24, 0.4), (x, 0.24, 0.4), 0.028, segments=8), iron),
            (
                shapes.tube([(x, -0.24, 0.42), (x, -0.24, 0.62), (x, -0.1, 0.66), (x, 0.26, 0.64)], 0.024, segments=7),
                iron,
            ),
        ]
    return assemble(
        "bench",
        pieces,
        colliders=[box_collider((1.7, 0.5, 0.46)), box_collider((1.7, 0.1, 0.95), (0, 0.28, 0))],
        anchors={"seat": (0, -0.02, 0.47)},
        mass_kg=40,
    )


def bin_(wish: Wish) -> Body:
    m = vinyl(wish.paint((0.3, 0.45, 0.36)), 0.45)
    pieces: list[Piece] = [
        (
            shapes.lathe(shapes.rounded([(0.0, 0.0), (0.2, 0.0), (0.25, 0.75), (0.0, 0.75)], 0.02), segments=16),
            m,
            "main",
        ),
        (
            shapes.moved(shapes.lathe([(0.27, 0.0), (0.25, 0.08), (0.0, 0.16)], segments=16), (0, 0, 0.75)),
            vinyl((0.2, 0.28, 0.24), 0.45),
        ),
    ]
    return assemble("bin", pieces, sound="metal", colliders=[post_collider(0.26, 0.9)], mass_kg=10)


BUILDERS: dict[str, Builder] = {
    "street_lamp": street_lamp,
    "arc_lamp": arc_lamp,
    "hydrant": hydrant,
    "mailbox": mailbox,
    "bench": bench,
    "bin": bin_,
}
