"""What rooms are dressed with: windows, doors, walls, pictures, curtains, fireplace, blackboard, stage and microphone.

Knows nothing of where they stand. Wall things hang with their back on y = 0 (before turning) and their origin at the
floor or
at their bottom edge; front to −y.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Rgb
from .forms import Builder, Piece, Wish, assemble, block, box_collider, lump, panel, post_collider, rod, tipped, vinyl
from .furniture import BRASS, OAK, PALE

SKY_GLOW: dict[str, Rgb] = {
    "day": (0.75, 0.9, 1.0),
    "sunset": (1.0, 0.7, 0.42),
    "night": (0.12, 0.17, 0.36),
    "grey": (0.75, 0.8, 0.84),
}


def window(wish: Wish) -> Body:
    """A framed window 1.3 × 1.5 m whose panes glow with a painted sky: material "day", "sunset", "night" or "grey"."""
    kind = wish.material if wish.material in SKY_GLOW else "day"
    w, h = 1.3, 1.5
    frame = vinyl(wish.paint((0.97, 0.96, 0.93)), 0.35)
    low = {
        "day": (0.70, 0.86, 0.97),
        "sunset": (1.0, 0.84, 0.5),
        "night": (0.2, 0.27, 0.48),
        "grey": (0.85, 0.88, 0.9),
    }[kind]
    high = SKY_GLOW[kind]
    sky = shapes.join([panel(w, h / 8, at=(0, -0.02, h * k / 8)) for k in range(8)])
    rise = np.clip(sky.positions[:, 2:] / h, 0, 1)
    sky = shapes.painted(sky, np.asarray(low) * (1 - rise) + np.asarray(high) * rise)
    glow = Material(colour=(1, 1, 1), emission=0.35 if kind == "night" else 0.7, shade="unlit", casts_shadow=False)
    pieces: list[Piece] = [(sky, glow)]
    hill = lump((0.42, 0.012, 0.2), at=(-0.18, -0.03, 0.16), rings=6, segments=14, rough=0.05)
    tree = lump((0.17, 0.01, 0.2), at=(0.38, -0.03, 0.38), rings=6, segments=12)
    dim = 0.16 if kind == "night" else 0.9
    pieces.append(
        (hill, Material(colour=(0.45 * dim, 0.66 * dim, 0.4 * dim), emission=0.6, shade="unlit", casts_shadow=False))
    )
    pieces.append(
        (tree, Material(colour=(0.36 * dim, 0.58 * dim, 0.36 * dim), emission=0.9, shade="unlit", casts_shadow=False))
    )
    for x in (-w / 2, w / 2):
        pieces.append((block((0.09, 0.12, h + 0.14), 0.02, at=(x, 0, -0.07)), frame, "main"))
    for z in (-0.09, h):
        pieces.append((block((w + 0.09, 0.12, 0.09), 0.02, at=(0, 0, z)), frame, "main"))
    pieces.append((block((0.045, 0.06, h), 0.01), frame, "main"))
    pieces.append((block((w, 0.06, 0.045), 0.01, at=(0, 0, h * 0.55)), frame, "main"))
    pieces.append((block((w + 0.3, 0.26, 0.05), 0.02, at=(0, -0.08, -0.13)), frame, "main"))
    return assemble("window", pieces, sound="glass", colliders=(), mass_kg=30)


def _facing_front(positions: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Faces wound so that their normals point to −y."""
    p = positions.astype(np.float64)
    n = np.cross(p[faces[:, 1]] - p[faces[:, 0]], p[faces[:, 2]] - p[faces[:, 0]])
    return np.where((n[:, 1] > 0)[:, None], faces[:, ::-1], faces)


def door(wish: Wish) -> Body:
    m, frame = (
        vinyl(wish.pick(((0.3, 0.5, 0.55), (0.72, 0.34, 0.28), (0.86, 0.68, 0.4))), 0.4),
        vinyl((0.96, 0.95, 0.92), 0.4),
    )
    pieces: list[Piece] = [(block((0.88, 0.05, 2.05), 0.012), m, "main")]
    for x in (-0.2, 0.2):
        for z, h in ((0.2, 0.7), (1.1, 0.75)):
            pieces.append((block((0.28, 0.03, h), 0.014, at=(x, -0.025, z)), m, "main"))
    for x in (-0.5, 0.5):
        pieces.append((block((0.12, 0.12, 2.17), 0.02, at=(x, 0, 0)), frame))
    pieces.append((block((1.12, 0.13, 0.12), 0.02, at=(0, 0, 2.06)), frame))
    pieces.append((shapes.ball(0.035, centre=(0.36, -0.075, 1.02), rings=8, segments=12), BRASS))
    return assemble("door", pieces, anchors={"handle": (0.36, -0.08, 1.02)}, mass_kg=30)


def picture_frame(wish: Wish) -> Body:
    """A little landscape in a gilded or wooden frame, 0.62 × 0.48 m."""
    rng = wish.rng()
    frame = surface("wood", wish.pick(((0.5, 0.32, 0.18), (0.8, 0.62, 0.32), (0.2, 0.2, 0.22))))
    skies: tuple[Rgb, ...] = ((0.98, 0.78, 0.55), (0.66, 0.86, 0.95), (0.93, 0.68, 0.7))
    pieces: list[Piece] = [(block((0.56, 0.02, 0.42), 0.002, at=(0, 0, 0.03)), vinyl(skies[wish.seed % 3], 0.7))]
    for k, c in enumerate(((0.5, 0.66, 0.6), (0.36, 0.55, 0.42), (0.26, 0.44, 0.36))):
        xs = np.linspace(-0.28, 0.28, 15)
        zs = 0.22 - 0.055 * k + 0.05 * np.sin(xs * (7 + 2 * k) + rng.uniform(0, 6.3))
        y = -0.012 - 0.002 * k
        p = np.concatenate([np.stack([xs, 0 * xs + y, 0 * xs + 0.03], -1), np.stack([xs, 0 * xs + y, zs], -1)])
        f = [t for i in range(14) for t in ((i, i + 1, i + 16), (i, i + 16, i + 15))]
        pieces.append((shapes.mesh(p, f, [[0, -1, 0]] * 30, p[:, [0, 2]]), vinyl(c, 0.7)))
    d = shapes.cylinder(0.045, 0.004, segments=18)
    pieces.append(
        (shapes.moved(tipped(d, np.pi / 2), (rng.uniform(-0.15, 0.15), -0.009, 0.35)), vinyl((1.0, 0.9, 0.55), 0.7))
    )
    for x in (-0.29, 0.29):
        pieces.append((block((0.05, 0.045, 0.5), 0.014, at=(x, -0.005, -0.01)), frame, "main"))
    for z in (-0.01, 0.44):
        pieces.append((block((0.63, 0.045, 0.05), 0.014, at=(0, -0.005, z)), frame, "main"))
    return assemble("picture_frame", pieces, colliders=(), mass_kg=2)


def curtain(wish: Wish) -> Body:
    """One hanging drape 0.5 m wide and 2.3 m tall, in soft folds."""
    u = np.linspace(0, 1, 33)
    z = np.linspace(0, 2.3, 7)
    gather = 1 - 0.18 * np.sin(np.pi * z / 2.3)
    x = (u[:, None] - 0.5) * 0.55 * gather[None, :]
    y = -0.08 + 0.045 * np.sin(u[:, None] * 2 * np.pi * 4.5) * (0.7 + 0.3 * (1 - z[None, :] / 2.3))
    p = np.stack([x, y, z[None, :] + 0 * x], -1)
    m = shapes.grid(p)
    m = shapes.mesh(m.positions, _facing_front(m.positions, m.faces), None, m.uvs)
    cloth = surface("fabric", wish.pick(((0.86, 0.5, 0.4), (0.9, 0.78, 0.5), (0.36, 0.54, 0.6))), double_sided=True)
    return assemble("curtain", [(m, cloth, "main")], sound="cloth", colliders=(), mass_kg=2)


def fireplace(wish: Wish) -> Body:
    stone = surface("brick", wish.paint((0.72, 0.4, 0.32)))
    dark = vinyl((0.09, 0.07, 0.07), 0.9)
    pieces: list[Piece] = [(block((0.36, 0.5, 1.05), 0.02, at=(s * 0.58, 0, 0)), stone, "main") for s in (-1, 1)]
    pieces += [
        (block((1.52, 0.5, 0.3), 0.02, at=(0, 0, 1.0)), stone, "main"),
        (block((1.72, 0.62, 0.08), 0.025, at=(0, -0.03, 1.3)), surface("wood", OAK)),
        (block((0.82, 0.06, 1.0), 0.0, at=(0, 0.2, 0)), dark),
        (block((1.72, 0.8, 0.06), 0.02, at=(0, -0.12, 0)), surface("stonework")),
        (block((1.1, 0.4, 1.3), 0.02, at=(0, 0.05, 1.38)), stone, "main"),
    ]
    for k, (x, z) in enumerate(((-0.12, 0.12), (0.12, 0.12), (0.0, 0.22))):
        pieces.append(
            (rod((x - 0.22, -0.02 + 0.04 * k, z), (x + 0.2, 0.04, z + 0.02), 0.055, segments=9), surface("bark"))
        )
    ember = Material(colour=(1.0, 0.42, 0.12), emission=1.6, casts_shadow=False)
    pieces.append((lump((0.28, 0.1, 0.06), at=(0, 0.02, 0.09), rings=5, segments=10), ember))
    return assemble(
        "fireplace", pieces, sound="stone", anchors={"fire": (0, 0, 0.24), "top": (0, -0.1, 1.38)}, mass_kg=600
    )


def blackboard(wish: Wish) -> Body:
    board, chalk = vinyl(wish.paint((0.16, 0.32, 0.27)), 0.8), vinyl((0.93, 0.94, 0.9), 0.9)
    frame = surface("wood", PALE)
    pieces: list[Piece] = [(block((2.8, 0.03, 1.2), 0.005), board, "main")]
    for x in (-1.42, 1.42):
        pieces.append((block((0.08, 0.06, 1.32), 0.015, at=(x, 0, -0.06)), frame))
    for z in (-0.07, 1.19):
        pieces.append((block((2.9, 0.07, 0.08), 0.015, at=(0, 0, z)), frame))
    pieces.append((block((2.0, 0.12, 0.03), 0.01, at=(0, -0.07, -0.05)), frame))

    def line(points: list[tuple[float, float]]) -> None:
        pieces.append((shapes.tube([(x, -0.02, z) for x, z in points], 0.011, segments=5, caps=False), chalk))

    t = np.linspace(0, 2 * np.pi, 19)
    line([(-0.9 + 0.22 * np.cos(a), 0.62 + 0.22 * np.sin(a)) for a in t])
    for k in range(8):
        a = k * np.pi / 4
        line([(-0.9 + 0.29 * np.cos(a), 0.62 + 0.29 * np.sin(a)), (-0.9 + 0.39 * np.cos(a), 0.62 + 0.39 * np.sin(a))])
    for row, z in enumerate((0.85, 0.62, 0.39)):
        x = -0.1
        for k in range(4 + row % 2):
            line([(x + 0.03 * i, z + 0.045 * np.sin(i * 1.7 + k + row)) for i in range(7)])
            x += 0.27
    return assemble("blackboard", pieces, colliders=(), mass_kg=30)


def stage(wish: Wish) -> Body:
    """A low platform, 7 × 4 m and 0.5 m high, with boards and a front skirt."""
    pieces: list[Piece] = [
        (block((7, 4, 0.06), 0.02, at=(0, 0, 0.44)), surface("planks", (0.62, 0.4, 0.24))),
        (block((6.9, 3.9, 0.44), 0.0), vinyl(wish.paint((0.32, 0.12, 0.16)), 0.7), "main"),
        (block((1.2, 0.6, 0.25), 0.02, at=(-2.4, -2.2, 0)), surface("planks", (0.62, 0.4, 0.24))),
    ]
    return assemble(
        "stage",
        pieces,
        colliders=[box_collider((7, 4, 0.5)), box_collider((1.2, 0.6, 0.25), (-2.4, -2.2, 0))],
        anchors={"top": (0, 0, 0.5)},
        mass_kg=800,
    )


def microphone_stand(wish: Wish) -> Body:
    black = vinyl((0.12, 0.12, 0.13), 0.35)
    pieces: list[Piece] = [
        (shapes.cylinder(0.15, 0.025, bevel_m=0.01, segments=20), black),
        (rod((0, 0, 0.02), (0, 0, 1.38), 0.012, segments=8), black),
        (rod((0, 0, 1.36), (0, -0.12, 1.44), 0.017, end_m=0.024, segments=8), black),
        (
            shapes.ball(0.036, centre=(0, -0.14, 1.455), rings=8, segments=12),
            vinyl((0.7, 0.72, 0.74), 0.35, metallic=0.7),
        ),
    ]
    return assemble(
        "microphone_stand",
        pieces,
        sound="metal",
        colliders=[post_collider(0.05, 1.45)],
        anchors={"mouth": (0, -0.18, 1.46)},
        mass_kg=3,
    )


def counter(wish: Wish) -> Body:
    """A café counter with a wooden top."""
    pieces: list[Piece] = [
        (block((2.4, 0.6, 1.0), 0.03), surface("boards", wish.paint((0.36, 0.5, 0.5))), "main"),
        (block((2.56, 0.76, 0.06), 0.025, at=(0, 0, 1.0)), surface("wood", OAK)),
    ]
    return assemble("counter", pieces, anchors={"top": (0, 0, 1.06)}, mass_kg=90)


def lockers(wish: Wish) -> Body:
    m = vinyl(wish.paint((0.36, 0.56, 0.68)), 0.35)
    pieces: list[Piece] = []
    for k in range(4):
        x = (k - 1.5) * 0.42
        pieces.append((block((0.41, 0.45, 1.8), 0.02, at=(x, 0, 0.05)), m, "main"))
        pieces += [
            (block((0.22, 0.02, 0.02), 0.004, at=(x, -0.225, 1.5 + 0.06 * i)), vinyl((0.2, 0.3, 0.38), 0.5))
            for i in range(3)
        ]
    return assemble("lockers", pieces, sound="metal", mass_kg=60)


def clock(wish: Wish) -> Body:
    """A round wall clock, its back on y = 0 and its middle at z = 0.2."""
    face, rim = vinyl((0.97, 0.96, 0.92), 0.5), vinyl(wish.paint((0.85, 0.35, 0.28)), 0.35)
    black = vinyl((0.12, 0.12, 0.14), 0.4)
    ring = shapes.lathe([(0.0, 0.0), (0.2, 0.0), (0.2, 0.05), (0.17, 0.06), (0.165, 0.035), (0.0, 0.035)], segments=28)
    pieces: list[Piece] = [(shapes.moved(tipped(ring, np.pi / 2), (0, 0, 0.2)), rim, "main")]
    disc = shapes.lathe([(0.166, 0.036), (0.0, 0.037)], segments=24)
    pieces.append((shapes.moved(tipped(disc, np.pi / 2), (0, 0, 0.2)), face))
    for a, r in ((2.2, 0.08), (0.6, 0.12)):
        pieces.append((rod((0, -0.045, 0.2), (r * np.sin(a), -0.045, 0.2 + r * np.cos(a)), 0.007, segments=5), black))
    return assemble("clock", pieces, colliders=(), mass_kg=1)


def poster(wish: Wish) -> Body:
    """A bright abstract sheet, 0.7 × 1 m."""
    rng = wish.rng()
    colours: tuple[Rgb, ...] = (
        (0.96, 0.6, 0.3),
        (0.25, 0.55, 0.6),
        (0.93, 0.8, 0.42),
        (0.85, 0.32, 0.35),
        (0.35, 0.38, 0.6),
    )
    pieces: list[Piece] = [(block((0.7, 0.012, 1.0), 0.003), vinyl((0.97, 0.95, 0.9), 0.7))]
    for k in range(4):
        r = rng.uniform(0.1, 0.2)
        d = shapes.lathe([(r, 0.0), (0.0, 0.001)], segments=22)
        x, z = rng.uniform(-0.14, 0.14), rng.uniform(0.3, 0.75)
        pieces.append(
            (shapes.moved(tipped(d, np.pi / 2), (x, -0.008 - 0.003 * k, z)), vinyl(colours[(wish.seed + k) % 5], 0.7))
        )
    return assemble("poster", pieces, colliders=(), mass_kg=0.2, sound="paper")


def easel_painting(wish: Wish) -> Body:
    """A large gallery canvas in a gilded frame, 1.6 × 1.2 m."""
    inner = picture_frame(wish)
    parts = [
        (shapes.scaled(shapes.turned(p.mesh, [[0, 1, 0], [-1, 0, 0], [0, 0, 1]]), 2.5), p.material) for p in inner.parts
    ]
    return assemble("painting", parts, colliders=(), mass_kg=8)


def pane(wish: Wish) -> Body:
    """A plain glowing screen, 1.2 × 0.7 m (television, departure board)."""
    glow = Material(colour=wish.paint((0.3, 0.62, 0.9)), emission=0.9, shade="unlit", casts_shadow=False)
    pieces: list[Piece] = [
        (block((1.3, 0.06, 0.8), 0.02), vinyl((0.1, 0.1, 0.12), 0.25)),
        (panel(1.2, 0.7, at=(0, -0.032, 0.05)), glow, "main"),
    ]
    return assemble("screen", pieces, colliders=(), mass_kg=10, sound="glass")


BUILDERS: dict[str, Builder] = {
    "window": window,
    "door": door,
    "picture_frame": picture_frame,
    "painting": easel_painting,
    "curtain": curtain,
    "fireplace": fireplace,
    "blackboard": blackboard,
    "stage": stage,
    "microphone_stand": microphone_stand,
    "counter": counter,
    "lockers": lockers,
    "clock": clock,
    "poster": poster,
    "screen": pane,
}
