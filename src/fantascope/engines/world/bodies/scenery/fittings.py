"""What is fitted into a home: kitchen cupboards, sink, stove, fridge, and the staircase.

Knows nothing of rooms. Modelled front to −y; worktops carry anchor "top", the stairs "top" and "foot".
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Collider, Material, Rgb
from .forms import Builder, Piece, Wish, assemble, block, box_collider, rod, vinyl
from .furniture import BRASS, PALE, STEEL, WHITE


def _fronts(
    wish: Wish,
    width: float,
    depth: float,
    height: float,
    doors: int,
    top: Material | None,
    colour: Rgb,
    name: str,
    extra: list[Piece],
) -> Body:
    body = vinyl(wish.paint(colour), 0.4)
    pieces: list[Piece] = [
        (block((width, depth, height - 0.08), 0.015, at=(0, 0, 0.06)), body, "main"),
        (block((width - 0.04, depth - 0.08, 0.08), 0.005, at=(0, 0.03, 0)), vinyl((0.3, 0.3, 0.32), 0.6)),
    ]
    step = width / doors
    for k in range(doors):
        x = -width / 2 + step * (k + 0.5)
        pieces.append((block((step - 0.03, 0.02, height - 0.16), 0.012, at=(x, -depth / 2 - 0.006, 0.1)), body, "main"))
        pieces.append(
            (
                rod(
                    (x + step * 0.34, -depth / 2 - 0.035, height * 0.55),
                    (x + step * 0.34, -depth / 2 - 0.035, height * 0.7),
                    0.011,
                    segments=6,
                ),
                STEEL,
            )
        )
    if top is not None:
        pieces.append((block((width + 0.02, depth + 0.05, 0.045), 0.012, at=(0, -0.015, height - 0.025)), top))
    return assemble(name, [*pieces, *extra], anchors={"top": (0, 0, height + 0.02)}, mass_kg=50)


COUNTER: Rgb = (0.42, 0.62, 0.6)


def cupboard(wish: Wish) -> Body:
    return _fronts(wish, 1.2, 0.6, 0.9, 2, surface("wood", PALE), COUNTER, "cupboard", [])


def wall_cupboard(wish: Wish) -> Body:
    return _fronts(wish, 1.2, 0.36, 0.7, 2, None, COUNTER, "wall_cupboard", [])


def sink(wish: Wish) -> Body:
    tap = shapes.tube(
        [(0, 0.2, 0.9), (0, 0.2, 1.12), (0, 0.14, 1.2), (0, 0.04, 1.2), (0, 0.0, 1.14)], 0.018, segments=9
    )
    basin: list[Piece] = [
        (block((0.66, 0.42, 0.02), 0.008, at=(0, -0.03, 0.9)), STEEL),
        (block((0.58, 0.34, 0.012), 0.005, at=(0, -0.03, 0.914)), vinyl((0.4, 0.43, 0.46), 0.3, metallic=0.6)),
        (tap, STEEL),
    ]
    return _fronts(wish, 1.2, 0.6, 0.9, 2, surface("wood", PALE), COUNTER, "sink", basin)


def stove(wish: Wish) -> Body:
    white = vinyl(wish.paint(WHITE), 0.3)
    dark = vinyl((0.13, 0.14, 0.16), 0.15)
    pieces: list[Piece] = [
        (block((0.64, 0.6, 0.88), 0.02), white, "main"),
        (block((0.66, 0.62, 0.03), 0.01, at=(0, 0, 0.87)), dark),
        (block((0.46, 0.02, 0.32), 0.015, at=(0, -0.3, 0.28)), dark),
        (block((0.64, 0.05, 0.14), 0.02, at=(0, 0.28, 0.9)), white, "main"),
        (rod((-0.22, -0.345, 0.65), (0.22, -0.345, 0.65), 0.014, segments=8), STEEL),
    ]
    for x, y, r in ((-0.16, -0.13, 0.1), (0.16, -0.13, 0.08), (-0.16, 0.13, 0.08), (0.16, 0.13, 0.1)):
        pieces.append(
            (
                shapes.lathe([(r, 0.902), (r, 0.915), (r * 0.8, 0.915), (r * 0.75, 0.905)], segments=14),
                vinyl((0.35, 0.2, 0.18), 0.5),
            )
        )
        last = pieces.pop()
        pieces.append((shapes.moved(last[0], (x, y, 0)), last[1]))
    for k in range(4):
        pieces.append(
            (
                rod((-0.21 + 0.14 * k, -0.3, 0.78), (-0.21 + 0.14 * k, -0.335, 0.78), 0.024, segments=9),
                vinyl((0.86, 0.35, 0.3), 0.4),
            )
        )
    return assemble("stove", pieces, sound="metal", anchors={"top": (0, 0, 0.92)}, mass_kg=50)


def fridge(wish: Wish) -> Body:
    m = vinyl(wish.pick(((0.93, 0.42, 0.36), (0.62, 0.82, 0.8), (0.96, 0.9, 0.74))), 0.25)
    pieces: list[Piece] = [
        (block((0.72, 0.66, 1.72), 0.07, at=(0, 0.02, 0.06)), m, "main"),
        (block((0.7, 0.06, 1.06), 0.05, at=(0, -0.33, 0.1)), m, "main"),
        (block((0.7, 0.06, 0.52), 0.05, at=(0, -0.33, 1.21)), m, "main"),
        (block((0.6, 0.5, 0.07), 0.01), vinyl((0.25, 0.25, 0.28), 0.5)),
    ]
    for z0, z1 in ((0.75, 1.08), (1.28, 1.52)):
        pieces.append((rod((-0.27, -0.39, z0), (-0.27, -0.39, z1), 0.016, segments=8), STEEL))
    return assemble("fridge", pieces, sound="metal", mass_kg=70)


def staircase(wish: Wish) -> Body:
    """Fourteen wooden steps of 0.175 m × 0.29 m and 1.3 m wide, coming down towards −x (the picture's left), with
    stringers, balusters, a handrail and a landing at the top. Origin: middle of the footprint; anchors "top",
    "foot"."""
    n, rise, tread, width = 14, 0.175, 0.29, 1.3
    landing = 1.6
    run = n * tread
    x0 = -(run + landing) / 2
    oak, riser = surface("wood", wish.paint((0.7, 0.44, 0.25))), vinyl((0.95, 0.93, 0.88), 0.5)
    pieces: list[Piece] = []
    solid: list[Collider] = []
    for k in range(n):
        x, z = x0 + k * tread, (k + 1) * rise
        deep = tread if k < n - 1 else landing + tread
        pieces.append((block((deep + 0.03, width, 0.045), 0.016, at=(x + deep / 2 - 0.015, 0, z - 0.045)), oak, "main"))
        pieces.append((block((0.02, width - 0.06, rise - 0.03), 0.002, at=(x + 0.02, 0, z - rise)), riser))
        solid.append(box_collider((deep, width, z), (x + deep / 2, 0, 0)))
    side = [
        (x0 + 0.015, 0.0),
        (x0 + run + landing, 0.0),
        (x0 + run + landing, n * rise - 0.045),
        (x0 + run - tread + 0.015, n * rise - 0.045),
    ]
    for k in range(n - 1, 0, -1):
        side += [(x0 + k * tread + 0.015, k * rise - 0.045), (x0 + (k - 1) * tread + 0.015, k * rise - 0.045)]
    stringer = shapes.slab(np.array(side), width - 0.08)
    upright = shapes.turned(stringer, [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    pieces.append((shapes.moved(upright, (0, (width - 0.08) / 2, 0)), riser))
    front = -(width - 0.08) / 2
    for k in range(3, n, 3):
        h = k * rise - 0.3
        panel_x = x0 + (k + 1.5) * tread + 0.02
        pieces.append((block((tread * 2.5, 0.035, h), 0.014, at=(panel_x, front, 0.14)), vinyl((0.9, 0.87, 0.8), 0.5)))
        pieces.append((block((tread * 2.5 - 0.16, 0.05, h - 0.16), 0.02, at=(panel_x, front, 0.22)), riser))
    pieces.append(
        (block((landing - 0.2, 0.06, n * rise - 0.35), 0.02, at=(x0 + run + landing / 2, front, 0.06)), oak, "main")
    )
    pieces.append(
        (
            block((landing - 0.42, 0.08, n * rise - 0.62), 0.02, at=(x0 + run + landing / 2, front, 0.16)),
            vinyl((0.32, 0.52, 0.52), 0.45),
        )
    )
    pieces.append((shapes.ball(0.04, centre=(x0 + run + 0.38, front - 0.07, 1.05), rings=8, segments=12), BRASS))
    y = width / 2 - 0.06
    rail_z = 0.86
    for k in range(n):
        for f in (0.25, 0.75):
            x, z = x0 + (k + f) * tread, (k + 1) * rise
            if k == 0 and f < 0.5:
                continue
            pieces.append((rod((x, y, z), (x, y, z + rail_z - 0.02 + (f - 0.5) * rise), 0.016, segments=6), riser))
    path = [
        (x0 + 0.06, y, rise + rail_z - 0.08),
        (x0 + 0.3, y, rise * 1.5 + rail_z),
        (x0 + run, y, n * rise + rail_z + 0.08),
        (x0 + run + 0.25, y, n * rise + rail_z + 0.1),
        (x0 + run + landing, y, n * rise + rail_z + 0.1),
    ]
    pieces.append((shapes.tube(path, 0.035, segments=10), oak, "main"))
    for x in np.arange(x0 + run + 0.2, x0 + run + landing, 0.2):
        pieces.append((rod((x, y, n * rise), (x, y, n * rise + rail_z + 0.1), 0.016, segments=6), riser))
    for x, z, h in ((x0 + 0.08, 0.0, rise + rail_z + 0.02), (x0 + run + 0.05, n * rise, rail_z + 0.2)):
        pieces.append((block((0.1, 0.1, h), 0.015, at=(x, y, z)), oak, "main"))
        pieces.append((shapes.ball(0.07, centre=(x, y, z + h + 0.05), rings=8, segments=14), oak, "main"))
    return assemble(
        "staircase",
        pieces,
        colliders=solid,
        mass_kg=400,
        anchors={"top": (x0 + run + 0.4, 0.0, n * rise), "foot": (x0 - 0.45, 0.0, 0.0)},
    )


BUILDERS: dict[str, Builder] = {
    "cupboard": cupboard,
    "wall_cupboard": wall_cupboard,
    "sink": sink,
    "stove": stove,
    "fridge": fridge,
    "staircase": staircase,
}
