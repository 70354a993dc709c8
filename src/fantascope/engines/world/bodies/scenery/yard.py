"""Yards, gardens and squares: fences, fountain, well, bales, barrels, tables, bulbs.

Knows nothing of gardens.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Rgb, Vec3
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    gable,
    post_collider,
    rod,
    tipped,
    vinyl,
)
from .street import IRON


def fence(wish: Wish) -> Body:
    """2 m of picket fence; material "rail" makes it two rails on posts."""
    m = (
        vinyl(wish.paint((0.97, 0.96, 0.93)), 0.55)
        if wish.material != "rail"
        else surface("wood", wish.paint((0.6, 0.43, 0.28)))
    )
    pieces: list[Piece] = []
    if wish.material == "rail":
        pieces += [(block((2.02, 0.06, 0.13), 0.02, at=(0, 0, z)), m, "main") for z in (0.4, 0.8)]
        pieces += [(block((0.12, 0.12, 1.1), 0.03, at=(x, 0.06, 0)), m, "main") for x in (-0.95, 0.05)]
        return assemble("fence", pieces, colliders=[box_collider((2.0, 0.12, 1.1))], mass_kg=20)
    for k in range(9):
        x = -0.9 + 0.225 * k
        outline = np.array([(-0.06, 0.0), (0.06, 0.0), (0.06, 0.8), (0.0, 0.92), (-0.06, 0.8)])
        picket = shapes.turned(shapes.slab(outline, 0.035), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
        pieces.append((shapes.moved(picket, (x, 0, 0.04)), m, "main"))
    pieces += [(shapes.moved(shapes.box((2.02, 0.035, 0.09)), (0, 0.03, z)), m, "main") for z in (0.28, 0.66)]
    return assemble("fence", pieces, colliders=[box_collider((2.0, 0.08, 0.95))], mass_kg=15)


def gate(wish: Wish) -> Body:
    m = surface("wood", wish.paint((0.6, 0.42, 0.28)))
    pieces: list[Piece] = [(block((0.2, 0.2, 1.5), 0.04, at=(x, 0, 0)), m, "main") for x in (-1.3, 1.3)]
    pieces += [(block((2.4, 0.06, 0.12), 0.02, at=(0, 0, z)), m, "main") for z in (0.25, 0.55, 0.85, 1.15)]
    pieces += [(block((0.12, 0.08, 1.1), 0.02, at=(x, -0.02, 0.2)), m, "main") for x in (-1.1, 0.0, 1.1)]
    return assemble("gate", pieces, colliders=[box_collider((2.8, 0.2, 1.4))], mass_kg=40)


def fountain(wish: Wish) -> Body:
    stone = vinyl(wish.paint((0.86, 0.84, 0.8)), 0.6)
    basin = shapes.lathe(
        [
            (1.9, 0.0),
            (1.85, 0.45),
            (1.95, 0.5),
            (1.95, 0.6),
            (1.6, 0.6),
            (1.58, 0.4),
            (0.3, 0.38),
            (0.22, 0.8),
            (0.18, 1.1),
            (0.75, 1.3),
            (0.8, 1.42),
            (0.7, 1.42),
            (0.62, 1.34),
            (0.15, 1.32),
            (0.12, 1.8),
            (0.34, 1.92),
            (0.36, 2.0),
            (0.28, 2.0),
            (0.0, 1.94),
        ],
        segments=32,
    )
    blue = vinyl((0.45, 0.75, 0.85), 0.05)
    pieces: list[Piece] = [(basin, stone, "main")]
    for r, z in ((1.62, 0.52), (0.7, 1.385), (0.3, 1.98)):
        pieces.append((shapes.lathe([(r, z), (0.0, z + 0.001)], segments=26), blue))
    pieces.append((shapes.lathe([(0.05, 1.98), (0.035, 2.35), (0.0, 2.5)], segments=10), vinyl((0.85, 0.95, 1.0), 0.1)))
    for k in range(8):
        a = k * np.pi / 4
        t = np.linspace(0, 1, 6)
        arc = np.stack([np.cos(a) * (0.04 + 0.5 * t), np.sin(a) * (0.04 + 0.5 * t), 2.4 + 0.25 * t - 1.2 * t**2], -1)
        pieces.append((shapes.tube(arc, 0.02, segments=5), vinyl((0.85, 0.95, 1.0), 0.1)))
    return assemble(
        "fountain", pieces, sound="stone", colliders=[post_collider(1.95, 0.6), post_collider(0.6, 2.0)], mass_kg=3000
    )


def statue(wish: Wish) -> Body:
    """A rounded rider-less hero on a plinth: figure with raised arm."""
    bronze = vinyl(wish.paint((0.45, 0.58, 0.5)), 0.4, metallic=0.35)
    stone = surface("stonework")
    pieces: list[Piece] = [
        (block((1.5, 1.5, 0.3), 0.05), stone),
        (block((1.1, 1.1, 1.1), 0.06, at=(0, 0, 0.3)), stone),
        (block((1.3, 1.3, 0.14), 0.04, at=(0, 0, 1.4)), stone),
    ]
    z = 1.54
    pieces += [
        (shapes.capsule((s * 0.13, 0, z + 0.1), (s * 0.12, 0, z + 0.8), 0.12, 0.13), bronze, "main") for s in (-1, 1)
    ]
    pieces += [
        (shapes.capsule((0, 0, z + 0.85), (0, 0, z + 1.35), 0.24, 0.26), bronze, "main"),
        (shapes.ball(0.22, centre=(0, -0.02, z + 1.85), rings=12, segments=16), bronze, "main"),
        (shapes.capsule((0.26, 0, z + 1.4), (0.5, -0.15, z + 2.05), 0.09, 0.08), bronze, "main"),
        (shapes.capsule((-0.26, 0, z + 1.4), (-0.34, -0.05, z + 0.9), 0.09, 0.08), bronze, "main"),
    ]
    return assemble("statue", pieces, sound="stone", colliders=[box_collider((1.5, 1.5, 1.54))], mass_kg=3000)


def well(wish: Wish) -> Body:
    stone, wood = surface("stonework", (0.7, 0.68, 0.64), scale=0.6), surface("wood", (0.55, 0.38, 0.24))
    pieces: list[Piece] = [
        (
            shapes.lathe(
                [(0.95, 0.0), (0.9, 0.85), (0.98, 0.88), (0.98, 1.0), (0.7, 1.0), (0.68, 0.3), (0.0, 0.3)], segments=24
            ),
            stone,
            "main",
        )
    ]
    pieces += [(block((0.14, 0.14, 2.1), 0.03, at=(s * 0.85, 0, 0.2)), wood) for s in (-1, 1)]
    pieces += [
        (gable(2.0, 1.2, 0.7, 0.2, 0.1, at=(0, 0, 2.2)), surface("roof")),
        (rod((-1.0, 0, 1.75), (1.1, 0, 1.75), 0.06, segments=8), wood),
        (rod((0, 0, 1.2), (0, 0, 1.75), 0.015, segments=5), vinyl((0.8, 0.7, 0.5), 0.8)),
        (
            shapes.moved(shapes.lathe([(0.13, 0.0), (0.17, 0.28)], segments=12), (0, 0, 0.95)),
            vinyl((0.6, 0.42, 0.27), 0.7, double_sided=True),
        ),
    ]
    return assemble("well", pieces, sound="stone", colliders=[post_collider(0.98, 1.0)], mass_kg=1500)


def hay_bale(wish: Wish) -> Body:
    """A round bale lying on its side."""
    straw = surface("grass", wish.paint((0.9, 0.75, 0.36)), scale=0.5)
    roll = shapes.lathe(shapes.rounded([(0.0, 0.0), (0.62, 0.0), (0.62, 1.1), (0.0, 1.1)], 0.08), segments=26)
    pieces: list[Piece] = [(shapes.moved(tipped(roll, np.pi / 2), (0, 0.55, 0.62)), straw, "main")]
    t = np.linspace(0, 7 * np.pi, 60)
    spiral = np.stack([t / 36 * np.cos(t), 0 * t - 0.555, 0.62 + t / 36 * np.sin(t)], -1)
    pieces.append((shapes.tube(spiral, 0.014, segments=4, caps=False), vinyl((0.72, 0.56, 0.24), 0.9)))
    return assemble("hay_bale", pieces, sound="grass", colliders=[box_collider((1.1, 1.1, 1.2))], mass_kg=200)


def crate(wish: Wish) -> Body:
    m = surface("planks", wish.paint((0.76, 0.56, 0.34)), scale=0.5)
    pieces: list[Piece] = [(block((0.86, 0.86, 0.86), 0.01, at=(0, 0, 0.03)), m, "main")]
    for x in (-0.42, 0.42):
        for y in (-0.42, 0.42):
            pieces.append((block((0.1, 0.1, 0.92), 0.015, at=(x, y, 0)), m, "main"))
        for z in (0.0, 0.82):
            pieces += [
                (block((0.1, 0.92, 0.1), 0.015, at=(x, 0, z)), m, "main"),
                (block((0.92, 0.1, 0.1), 0.015, at=(0, x, z)), m, "main"),
            ]
    return assemble("crate", pieces, mass_kg=30)


def barrel(wish: Wish) -> Body:
    t = np.linspace(0, 1, 9)
    m = shapes.lathe(
        np.concatenate(
            [
                [[0.0, 0.0]],
                np.stack([0.27 + 0.08 * np.sin(np.pi * t), 0.9 * t], -1),
                [[0.22, 0.9], [0.22, 0.86], [0.0, 0.86]],
            ]
        ),
        segments=18,
    )
    pieces: list[Piece] = [(m, surface("planks", wish.paint((0.6, 0.4, 0.25)), scale=0.5), "main")]
    for z in (0.14, 0.36, 0.54, 0.76):
        r = 0.275 + 0.08 * np.sin(np.pi * z / 0.9)
        pieces.append(
            (
                shapes.lathe([(r, z - 0.03), (r + 0.008, z), (r, z + 0.03)], segments=18),
                vinyl((0.4, 0.4, 0.43), 0.4, metallic=0.5),
            )
        )
    return assemble("barrel", pieces, colliders=[post_collider(0.34, 0.9)], mass_kg=40)


def picnic_table(wish: Wish) -> Body:
    m = surface("planks", wish.paint((0.7, 0.48, 0.3)), scale=0.7)
    pieces: list[Piece] = [(block((1.9, 0.8, 0.06), 0.02, at=(0, 0, 0.7)), m, "main")]
    pieces += [(block((1.9, 0.28, 0.05), 0.02, at=(0, s * 0.72, 0.42)), m, "main") for s in (-1, 1)]
    for x in (-0.7, 0.7):
        pieces += [(rod((x, s * 0.62, 0), (x, s * 0.22, 0.7), 0.045, segments=7), m, "main") for s in (-1, 1)]
        pieces.append((block((0.08, 1.6, 0.08), 0.02, at=(x, 0, 0.36)), m, "main"))
    return assemble(
        "picnic_table",
        pieces,
        colliders=[box_collider((1.9, 1.7, 0.47)), box_collider((1.9, 0.8, 0.76))],
        anchors={"top": (0, 0, 0.76), "seat": (0, -0.72, 0.47)},
        mass_kg=50,
    )


def string_lights(wish: Wish) -> Body:
    """A sagging 6 m cord with coloured bulbs, its ends at z = 0."""
    t = np.linspace(-1, 1, 17)
    cord = np.stack([3 * t, 0 * t, -0.55 * (1 - t**2)], -1)
    pieces: list[Piece] = [(shapes.tube(cord, 0.012, segments=4, caps=False), vinyl((0.15, 0.15, 0.15), 0.6))]
    colours: tuple[Rgb, ...] = ((1.0, 0.45, 0.35), (1.0, 0.8, 0.4), (0.5, 0.85, 0.5), (0.45, 0.7, 1.0))
    for k in range(1, 16):
        at: Vec3 = (float(cord[k, 0]), 0.0, float(cord[k, 2]) - 0.07)
        pieces.append(
            (
                shapes.ellipsoid((0.05, 0.05, 0.065), centre=at, rings=5, segments=8),
                Material(colour=colours[k % 4], emission=1.4, casts_shadow=False),
            )
        )
    return assemble("string_lights", pieces, colliders=(), sound="glass", mass_kg=1)


def parasol_table(wish: Wish) -> Body:
    """A café table under a parasol."""
    colour = wish.pick(((0.9, 0.36, 0.32), (0.28, 0.56, 0.56), (0.95, 0.75, 0.35)))
    pieces: list[Piece] = [
        (
            shapes.moved(shapes.cylinder(0.45, 0.04, bevel_m=0.015, segments=22), (0, 0, 0.7)),
            vinyl((0.97, 0.96, 0.93), 0.35),
        ),
        (rod((0, 0, 0), (0, 0, 2.4), 0.028, segments=8), vinyl((0.8, 0.7, 0.55), 0.5)),
        (shapes.cylinder(0.26, 0.05, bevel_m=0.02, segments=18), vinyl(IRON, 0.5)),
    ]
    canopy = shapes.lathe([(1.35, 2.0), (1.38, 2.06), (0.7, 2.32), (0.0, 2.46)], segments=8)
    pieces.append((canopy, vinyl(colour, 0.6, double_sided=True), "main"))
    return assemble(
        "parasol_table", pieces, colliders=[post_collider(0.45, 0.74)], anchors={"top": (0, 0, 0.74)}, mass_kg=30
    )


BUILDERS: dict[str, Builder] = {
    "fence": fence,
    "gate": gate,
    "fountain": fountain,
    "statue": statue,
    "well": well,
    "hay_bale": hay_bale,
    "crate": crate,
    "barrel": barrel,
    "picnic_table": picnic_table,
    "string_lights": string_lights,
    "parasol_table": parasol_table,
}
