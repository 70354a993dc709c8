"""What lies on beaches, on the sea bed and in ponds.

Knows nothing of water; things that float lie at z = 0.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    graded,
    lump,
    post_collider,
    rod,
    rolled,
    spun,
    tipped,
    vinyl,
)


def beach_umbrella(wish: Wish) -> Body:
    """Striped and tilted, eight scalloped panels."""
    a, b = wish.paint((0.93, 0.33, 0.3)), (0.98, 0.95, 0.88)
    pieces: list[Piece] = []
    n, rows = 32, 6
    phi = np.linspace(0, 2 * np.pi, n + 1)[:, None]
    t = np.linspace(0.02, 1, rows)[None, :]
    scallop = 1 - 0.05 * np.abs(np.sin(phi * 4)) * t**2
    r, z = 1.25 * t * scallop, 0.5 * np.cos(t * 1.35) - 0.05 * np.abs(np.sin(phi * 4)) ** 2 * 0 + 0 * phi
    p = np.stack([r * np.cos(phi), r * np.sin(phi), z], -1)
    for k in range(8):
        part = p[k * 4 : k * 4 + 5]
        m = shapes.grid(part)
        up = m.normals if m.normals[:, 2].mean() > 0 else -m.normals
        f = m.faces if m.normals[:, 2].mean() > 0 else m.faces[:, ::-1]
        m = shapes.mesh(m.positions, f, up, m.uvs)
        m = shapes.moved(tipped(rolled(m, 0.22), -0.1), (0.32, 0, 1.72))
        pieces.append((m, vinyl(a if k % 2 == 0 else b, 0.6, double_sided=True), *(("main",) if k % 2 == 0 else ())))
    pieces.append((rod((-0.08, 0, -0.1), (0.44, 0.05, 2.22), 0.025, segments=8), vinyl((0.96, 0.94, 0.9), 0.4)))
    pieces.append((shapes.ball(0.045, centre=(0.45, 0.05, 2.25), rings=6, segments=9), vinyl(a, 0.4), "main"))
    return assemble("beach_umbrella", pieces, sound="cloth", colliders=[post_collider(0.04, 1.7)], mass_kg=4)


def deck_chair(wish: Wish) -> Body:
    frame = surface("wood", (0.82, 0.62, 0.4))
    a = wish.paint((0.25, 0.55, 0.66))
    pieces: list[Piece] = []
    for x in (-0.29, 0.29):
        pieces.append((rod((x, -0.62, 0.03), (x, 0.62, 1.0), 0.022, segments=7), frame))
        pieces.append((rod((x * 0.9, 0.5, 0.03), (x * 0.9, -0.5, 0.42), 0.022, segments=7), frame))
    for y, z in ((0.62, 1.0), (-0.5, 0.42)):
        pieces.append((rod((-0.31, y, z), (0.31, y, z), 0.022, segments=7), frame))
    s = np.linspace(0, 1, 9)
    along, up = -0.5 + 1.12 * s, 0.42 + 0.58 * s - 0.34 * np.sin(np.pi * s) ** 0.8
    for k in range(6):
        x0, x1 = -0.27 + 0.09 * k, -0.27 + 0.09 * (k + 1)
        rows = np.array([np.stack([0 * s + x, along, up], -1) for x in (x0, x1)])
        m = shapes.grid(rows)
        pieces.append(
            (
                m,
                vinyl(a if k % 2 == 0 else (0.97, 0.95, 0.9), 0.8, double_sided=True),
                *(("main",) if k % 2 == 0 else ()),
            )
        )
    return assemble(
        "deck_chair", pieces, colliders=[box_collider((0.62, 1.2, 0.35))], anchors={"seat": (0, -0.1, 0.38)}, mass_kg=5
    )


def sandcastle(wish: Wish) -> Body:
    m = surface("sand", wish.paint((0.88, 0.72, 0.48)), scale=0.3)
    pieces: list[Piece] = [(block((0.62, 0.5, 0.2), 0.04), m)]
    for x, y, h in (
        (-0.28, -0.22, 0.34),
        (0.28, -0.22, 0.34),
        (-0.28, 0.22, 0.34),
        (0.28, 0.22, 0.34),
        (0, 0.02, 0.52),
    ):
        pieces.append(
            (shapes.moved(shapes.cylinder(0.12, h, bevel_m=0.02, segments=14, top_radius_m=0.1), (x, y, 0)), m)
        )
        for k in range(5):
            a = k * 2 * np.pi / 5
            pieces.append(
                (block((0.045, 0.045, 0.05), 0.01, at=(x + 0.085 * np.cos(a), y + 0.085 * np.sin(a), h - 0.005)), m)
            )
    pieces.append((rod((0, 0.02, 0.5), (0, 0.02, 0.78), 0.008, segments=5), vinyl((0.8, 0.6, 0.4))))
    flag = np.array([[0, 0.02, 0.78], [0, 0.02, 0.66], [0.16, 0.02, 0.72]])
    pieces.append(
        (
            shapes.mesh(flag, [[0, 1, 2]], [[0, -1, 0]] * 3, flag[:, [0, 2]]),
            vinyl((0.92, 0.3, 0.3), 0.6, double_sided=True),
        )
    )
    return assemble("sandcastle", pieces, sound="sand", mass_kg=40)


def shell(wish: Wish) -> Body:
    """A scallop: a ribbed fan, lying."""
    u, v = np.linspace(-1.15, 1.15, 25)[:, None], np.linspace(0.06, 1, 6)[None, :]
    r = 0.085 * v * (1 + 0.04 * np.cos(u * 22))
    p = np.stack(
        [
            r * np.sin(u),
            r * np.cos(u) - 0.03,
            0.03 * np.sin(np.pi * np.clip(v, 0, 1)) * np.cos(u * 0.9) + 0.006 * v * np.cos(u * 22) + 0.004,
        ],
        -1,
    )
    m = shapes.grid(p)
    colour = wish.pick(((0.98, 0.72, 0.62), (0.98, 0.9, 0.78), (0.9, 0.66, 0.72)))
    return assemble(
        "shell",
        [
            (
                shapes.mesh(m.positions, m.faces[:, ::-1], -m.normals, m.uvs),
                vinyl(colour, 0.35, double_sided=True),
                "main",
            )
        ],
        sound="ceramic",
        colliders=(),
        mass_kg=0.05,
    )


def starfish(wish: Wish) -> Body:
    phi = np.linspace(0, 2 * np.pi, 41)[:, None]
    t = np.linspace(0, 1, 5)[None, :]
    r = t * (0.06 + 0.075 * (0.5 + 0.5 * np.cos(5 * phi)) ** 1.6)
    p = np.stack([r * np.cos(phi), r * np.sin(phi), 0.034 * (1 - t**2) + 0 * phi + 0.002], -1)
    m = shapes.grid(p)
    if m.normals[:, 2].mean() < 0:
        m = shapes.mesh(m.positions, m.faces[:, ::-1], -m.normals, m.uvs)
    return assemble(
        "starfish",
        [(m, vinyl(wish.paint((0.95, 0.45, 0.25)), 0.6, sheen=0.2), "main")],
        sound="flesh",
        colliders=(),
        mass_kg=0.1,
    )


def seaweed(wish: Wish) -> Body:
    rng = wish.rng()
    colour = wish.pick(((0.24, 0.55, 0.34), (0.36, 0.6, 0.25), (0.55, 0.42, 0.2)))
    pieces: list[Piece] = []
    for _ in range(6):
        a, h = rng.uniform(0, 6.28), rng.uniform(0.9, 1.9)
        s = np.linspace(0, 1, 12)
        sway = 0.14 * np.sin(s * 7 + rng.uniform(0, 6)) * s
        w = 0.055 * np.sin(np.pi * np.clip(s * 0.94 + 0.06, 0, 0.995)) ** 0.6 * (1 + 0.25 * np.sin(s * 26))
        mid = np.stack([sway, 0.3 * sway, h * s], -1)
        rows = np.array([mid - np.stack([0 * s, w, 0 * s], -1), mid + np.stack([0 * s, w, 0 * s], -1)])
        m = shapes.moved(spun(shapes.grid(rows), a), (*rng.uniform(-0.2, 0.2, 2), 0))
        pieces.append((graded(m, (0.6, 0.66, 0.7), (1.15, 1.15, 0.9)), vinyl(colour, 0.4, double_sided=True), "main"))
    return assemble("seaweed", pieces, sound="grass", colliders=(), mass_kg=1)


def coral(wish: Wish) -> Body:
    """A branching fan of fat twigs."""
    rng = wish.rng()
    colour = wish.pick(((0.98, 0.42, 0.45), (0.98, 0.65, 0.3), (0.78, 0.45, 0.85), (0.98, 0.82, 0.45)))
    pieces: list[Piece] = []

    def branch(start: np.ndarray, direction: np.ndarray, length: float, radius: float, depth: int) -> None:
        end = start + direction * length
        m = shapes.tube(
            [start, (start + end) / 2 + rng.normal(0, 0.02, 3), end], [radius, radius * 0.85, radius * 0.75], segments=7
        )
        pieces.append(
            (graded(m, (0.62, 0.6, 0.68), (1.12, 1.08, 1.05), z0=0, z1=0.85), vinyl(colour, 0.55, sheen=0.25), "main")
        )
        if depth:
            for _ in range(2 + (depth == 2)):
                d = direction + rng.normal(0, 0.55, 3) * [1, 0.6, 0.5] + [0, 0, 0.15]
                branch(end, d / np.linalg.norm(d), length * 0.74, radius * 0.76, depth - 1)

    branch(np.zeros(3), np.array([0, 0, 1.0]), 0.3, 0.075, 2)
    return assemble("coral", pieces, sound="stone", colliders=[post_collider(0.2, 0.7)], mass_kg=5)


def brain_coral(wish: Wish) -> Body:
    m = lump((0.5, 0.46, 0.36), at=(0, 0, 0.18), seed=wish.seed, rough=0.05, rings=12, segments=20)
    wave = 0.86 + 0.2 * np.sin(m.positions[:, 0] * 30 + 4 * np.sin(m.positions[:, 1] * 14 + 3 * m.positions[:, 2] * 8))
    m = shapes.painted(m, np.repeat(wave[:, None], 3, axis=1))
    return assemble(
        "brain_coral",
        [(m, vinyl(wish.pick(((0.9, 0.55, 0.7), (0.55, 0.75, 0.6))), 0.7, sheen=0.3), "main")],
        sound="stone",
        mass_kg=50,
    )


def lily_pad(wish: Wish) -> Body:
    phi = np.linspace(0.25, 2 * np.pi - 0.25, 20)
    ring = np.stack([0.24 * np.cos(phi), 0.24 * np.sin(phi), 0 * phi + 0.022], -1)
    p = np.concatenate([[[0, 0, 0.015]], ring])
    f = [(0, k, k + 1) for k in range(1, 20)]
    pieces: list[Piece] = [(shapes.mesh(p, f, None, p[:, :2]), vinyl((0.35, 0.62, 0.3), 0.4, double_sided=True))]
    if wish.seed % 3 == 0:
        for k in range(8):
            petal = shapes.ellipsoid((0.08, 0.03, 0.02), centre=(0.06, 0, 0), rings=4, segments=6)
            pieces.append(
                (
                    shapes.moved(spun(rolled(petal, -0.6), k * np.pi / 4), (0, 0, 0.05)),
                    vinyl((0.98, 0.75, 0.85), 0.5),
                    "main",
                )
            )
    return assemble("lily_pad", pieces, sound="grass", colliders=(), mass_kg=0.2)


def reeds(wish: Wish) -> Body:
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(9):
        x, y, h = *rng.uniform(-0.3, 0.3, 2), rng.uniform(0.8, 1.5)
        lean = rng.uniform(-0.15, 0.15)
        pieces.append(
            (rod((x, y, -0.1), (x + lean, y, h), 0.012, end_m=0.006, segments=4), vinyl((0.45, 0.62, 0.28), 0.6))
        )
        if k % 2 == 0:
            pieces.append(
                (
                    shapes.capsule((x + lean, y, h), (x + lean * 1.1, y, h + 0.16), 0.032, rings=2, segments=7),
                    vinyl((0.48, 0.3, 0.17), 0.8),
                )
            )
    return assemble("reeds", pieces, sound="grass", colliders=(), mass_kg=1)


BUILDERS: dict[str, Builder] = {
    "beach_umbrella": beach_umbrella,
    "deck_chair": deck_chair,
    "sandcastle": sandcastle,
    "shell": shell,
    "starfish": starfish,
    "seaweed": seaweed,
    "coral": coral,
    "brain_coral": brain_coral,
    "lily_pad": lily_pad,
    "reeds": reeds,
}
