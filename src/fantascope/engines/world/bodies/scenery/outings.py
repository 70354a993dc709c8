"""Camps and expeditions: campfire, tent, igloo, flag, moon lander.

Knows nothing of where they are pitched.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Mesh
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    lump,
    post_collider,
    rod,
    rolled,
    tipped,
    vinyl,
)


def igloo(wish: Wish) -> Body:
    brickwork = surface("stonework", (0.9, 0.95, 1.0), scale=0.9)
    t = np.linspace(0, np.pi / 2, 9)
    pieces: list[Piece] = [
        (shapes.lathe([(1.5 * np.cos(a), 1.45 * np.sin(a)) for a in t], segments=32), brickwork, "main")
    ]
    arch = np.linspace(0, np.pi, 11)
    ring = np.stack([0.62 * np.cos(arch), 0 * arch, 0.72 * np.sin(arch)], -1)
    tunnel = [ring + np.array([0, y, 0]) for y in (-2.3, -1.2)]
    outer = shapes.grid(np.array(tunnel) * [1.0, 1.0, 1.0])
    pieces.append((outer, surface("stonework", (0.9, 0.95, 1.0), scale=0.9, double_sided=True)))
    pieces.append(
        (shapes.tube(ring + np.array([0, -2.3, 0]), 0.11, segments=8), vinyl((0.93, 0.96, 1.0), 0.6, sheen=0.3))
    )
    hole = np.concatenate([[[0, -1.45, 0.3]], ring * 0.93 + np.array([0, -1.5, 0])])
    faces = [(0, k + 1, k) for k in range(1, 11)]
    pieces.append(
        (
            shapes.mesh(hole, faces, [[0, -1, 0]] * len(hole), hole[:, [0, 2]]),
            vinyl((0.1, 0.16, 0.28), 0.9, double_sided=True),
        )
    )
    return assemble(
        "igloo", pieces, sound="snow", colliders=[post_collider(1.5, 1.3)], anchors={"door": (0, -2.4, 0)}, mass_kg=2000
    )


def campfire(wish: Wish) -> Body:
    """Crossed logs in a ring of stones over glowing embers; flames start at anchor "fire"."""
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(10):
        a = 2 * np.pi * k / 10
        r = 0.1 + 0.03 * rng.random()
        m = lump(
            (r, r * 0.85, r * 0.8),
            at=(0.52 * np.cos(a), 0.52 * np.sin(a), r * 0.6),
            seed=k,
            rough=0.15,
            rings=6,
            segments=9,
        )
        pieces.append((m, vinyl(((0.52, 0.5, 0.49), (0.6, 0.57, 0.54), (0.45, 0.43, 0.44))[k % 3], 0.8)))
    bark = surface("bark", (0.4, 0.27, 0.19))
    for k in range(5):
        a = 2 * np.pi * k / 5 + 0.3
        foot, tip = (
            np.array([0.36 * np.cos(a), 0.36 * np.sin(a), 0.06]),
            np.array([-0.06 * np.cos(a), -0.06 * np.sin(a), 0.4]),
        )
        pieces.append((rod(foot, tip, 0.062, end_m=0.05, segments=9), bark))
        pieces.append(
            (
                rod(foot - (tip - foot) * 0.02, foot + (tip - foot) * 0.01, 0.05, segments=8),
                vinyl((0.85, 0.64, 0.4), 0.8),
            )
        )
    ember = Material(colour=(1.0, 0.38, 0.1), emission=2.2, casts_shadow=False)
    pieces.append((lump((0.3, 0.3, 0.07), at=(0, 0, 0.02), rings=5, segments=12), ember))
    return assemble(
        "campfire",
        pieces,
        colliders=[post_collider(0.55, 0.3)],
        anchors={"fire": (0, 0, 0.14), "light": (0, 0, 0.7)},
        mass_kg=30,
    )


def tent(wish: Wish) -> Body:
    """A ridge tent with open flaps, front to the viewer."""
    cloth = surface(
        "fabric", wish.pick(((0.93, 0.58, 0.24), (0.34, 0.56, 0.52), (0.85, 0.36, 0.32))), double_sided=True
    )
    dark = vinyl((0.22, 0.15, 0.12), 0.9, double_sided=True)
    pieces: list[Piece] = []
    d = 1.3
    s = np.linspace(0, 1, 7)
    for side in (-1, 1):
        x, z = side * (0.02 + 1.13 * s), 1.5 * (1 - s) - 0.13 * np.sin(np.pi * s)
        rows = np.stack(
            [
                np.stack([x, 0 * s + y, z + (0.05 * np.cos(y * 3) if abs(y) < 1.2 else 0)], -1)
                for y in (-d, -d / 2, 0, d / 2, d)
            ]
        )
        m = shapes.grid(rows)
        pieces.append((m if side > 0 else shapes.grid(rows[::-1]), cloth, "main"))
        flap = np.array(
            [
                [0.0, -d - 0.02, 1.47],
                [side * 0.5, -d - 0.25, 0.55],
                [side * 1.1, -d - 0.06, 0.0],
                [side * 0.75, -d - 0.3, 0.0],
            ]
        )
        pieces.append((shapes.mesh(flap, [[0, 1, 2], [1, 3, 2]], None, flap[:, [0, 2]]), cloth, "main"))
        pieces.append(
            (rod((side * 1.2, -d - 0.1, 0), (side * 1.13, -d, 0.12), 0.02, segments=5), vinyl((0.5, 0.35, 0.2)))
        )
    back = np.array([[-1.15, d, 0], [1.15, d, 0], [0, d, 1.5]])
    pieces.append((shapes.mesh(back, [[0, 2, 1]], None, back[:, [0, 2]]), cloth, "main"))
    pieces.append((shapes.mesh(back - [0, 0.9, 0], [[0, 1, 2]], None, back[:, [0, 2]]), dark))
    for y in (-d, d):
        pieces.append((rod((0, y, 0), (0, y, 1.62), 0.025, segments=7), surface("wood", (0.7, 0.5, 0.3))))
    return assemble("tent", pieces, sound="cloth", anchors={"door": (0, -d - 0.5, 0)}, mass_kg=20)


def crater(wish: Wish) -> Body:
    """A raised ring of dust round a shallow bowl, 3 m across, to be laid on flat ground."""
    profile = [
        (0.0, 0.01),
        (0.5, 0.012),
        (0.9, 0.03),
        (1.15, 0.13),
        (1.28, 0.19),
        (1.4, 0.18),
        (1.65, 0.09),
        (1.95, 0.02),
        (2.2, -0.02),
    ]
    m = shapes.lathe(profile, segments=36)
    wob = 1 + 0.05 * np.sin(np.arctan2(m.positions[:, 1], m.positions[:, 0]) * 5 + wish.seed)
    p = m.positions * np.stack([wob, wob, 1 + 0 * wob], -1)
    m = shapes.mesh(
        p, m.faces[:, ::-1] if shapes.smooth_normals(m.positions, m.faces)[:, 2].mean() < 0 else m.faces, None, p[:, :2]
    )
    shade = np.where(np.hypot(m.positions[:, 0], m.positions[:, 1]) < 1.0, 0.82, 1.0)[:, None] * np.ones(3)
    return assemble(
        "crater",
        [(shapes.painted(m, shade), surface("regolith", wish.colour))],
        sound="sand",
        colliders=(),
        mass_kg=1e4,
    )


def rocket_lander(wish: Wish) -> Body:
    """A lunar module: gold-foil base on four padded legs, faceted cabin, dish and hatch."""
    gold, white, grey = (
        vinyl((0.93, 0.7, 0.25), 0.28, metallic=0.75),
        vinyl(wish.paint((0.9, 0.9, 0.9)), 0.4),
        vinyl((0.45, 0.46, 0.5), 0.35, metallic=0.5),
    )
    base = shapes.flat(
        shapes.lathe([(0.0, 0.85), (1.0, 0.85), (1.25, 1.1), (1.25, 1.65), (1.05, 1.85), (0.0, 1.85)], segments=8)
    )
    cabin = shapes.lathe(
        shapes.rounded([(0.0, 1.85), (0.85, 1.85), (1.0, 2.4), (0.72, 3.0), (0.3, 3.15), (0.0, 3.15)], 0.25),
        segments=20,
    )
    pieces: list[Piece] = [
        (base, gold),
        (cabin, white, "main"),
        (
            shapes.lathe([(0.35, 0.4), (0.3, 0.6), (0.16, 0.86)], segments=16),
            vinyl((0.3, 0.3, 0.33), 0.4, metallic=0.5, double_sided=True),
        ),
    ]
    for k in range(4):
        a = k * np.pi / 2 + np.pi / 4
        c, s = np.cos(a), np.sin(a)
        pieces.append((rod((1.0 * c, 1.0 * s, 1.55), (1.95 * c, 1.95 * s, 0.1), 0.06, segments=8), grey))
        for d in (-0.35, 0.35):
            pieces.append(
                (
                    rod(
                        (1.05 * np.cos(a + d), 1.05 * np.sin(a + d), 0.95), (1.8 * c, 1.8 * s, 0.35), 0.035, segments=6
                    ),
                    grey,
                )
            )
        pieces.append(
            (
                shapes.moved(
                    shapes.lathe([(0.0, 0.0), (0.28, 0.02), (0.3, 0.07), (0.1, 0.12), (0.0, 0.12)], segments=16),
                    (1.98 * c, 1.98 * s, 0.0),
                ),
                gold,
            )
        )
    for x in (-0.3, 0.3):
        win = shapes.lathe([(0.15, 0.0), (0.0, 0.03)], segments=16)
        pieces.append((shapes.moved(tipped(win, np.pi / 2 + 0.25), (x, -0.93, 2.5)), vinyl((0.08, 0.12, 0.2), 0.1)))
    pieces.append((block((0.5, 0.06, 0.55), 0.03, at=(0, -0.92, 1.88)), grey))
    for z in np.arange(0.35, 1.7, 0.28):
        pieces.append(
            (rod((-0.2, -1.32 - (1.7 - z) * 0.35, z), (0.2, -1.32 - (1.7 - z) * 0.35, z), 0.022, segments=6), grey)
        )
    for x in (-0.2, 0.2):
        pieces.append((rod((x, -1.25, 1.8), (x, -1.83, 0.2), 0.022, segments=6), grey))
    dish = shapes.lathe([(0.02, 0.0), (0.2, 0.05), (0.34, 0.16)], segments=18)
    pieces.append(
        (shapes.moved(rolled(tipped(dish, 0.6), 0.5), (0.45, 0, 3.35)), vinyl((0.9, 0.9, 0.9), 0.4, double_sided=True))
    )
    pieces.append((rod((0.35, 0, 3.0), (0.47, 0, 3.4), 0.025, segments=6), grey))
    return assemble("rocket_lander", pieces, sound="metal", mass_kg=4000, anchors={"door": (0, -2.1, 0)})


def flag(wish: Wish) -> Body:
    """A rippling flag on a pole (2.4 m), stiff as on the moon; plain with a round emblem."""
    s = np.linspace(0, 1, 15)[:, None]
    z = np.linspace(1.55, 2.3, 6)[None, :]
    p = np.stack([0.02 + 1.15 * s + 0 * z, 0.05 * np.sin(s * 9) * s + 0 * z, z + 0.02 * np.sin(s * 7)], -1)
    m = shapes.grid(p)
    colour = wish.paint((0.25, 0.5, 0.85))
    pieces: list[Piece] = [
        (m, vinyl(colour, 0.7, double_sided=True), "main"),
        (rod((0, 0, -0.1), (0, 0, 2.4), 0.02, segments=8), vinyl((0.9, 0.9, 0.9), 0.3, metallic=0.6)),
        (rod((0, 0, 2.31), (1.17, 0, 2.31), 0.012, segments=6), vinyl((0.9, 0.9, 0.9), 0.3, metallic=0.6)),
    ]
    disc = shapes.lathe([(0.2, 0.0), (0.0, 0.002)], segments=24)
    pieces.append((shapes.moved(tipped(disc, np.pi / 2), (0.6, -0.07, 1.93)), vinyl((1.0, 0.95, 0.85), 0.7)))
    return assemble("flag", pieces, sound="cloth", colliders=[post_collider(0.03, 2.3)], mass_kg=2)


def leaf_pile(wish: Wish) -> Body:
    m: Mesh = lump((0.6, 0.5, 0.22), at=(0, 0, 0.04), seed=wish.seed, rough=0.1, rings=7, segments=14)
    return assemble("leaf_pile", [(m, surface("leaves", wish.colour))], sound="grass", colliders=(), mass_kg=2)


BUILDERS: dict[str, Builder] = {
    "igloo": igloo,
    "campfire": campfire,
    "tent": tent,
    "crater": crater,
    "rocket_lander": rocket_lander,
    "flag": flag,
    "leaf_pile": leaf_pile,
}
