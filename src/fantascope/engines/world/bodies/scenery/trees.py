"""Trees and what grows: crowns of soft lumps, stacked firs, palms, bushes, flowers, mushrooms.

Knows nothing of forests. Leaves are lighter on top; variants "autumn" and "snowy" come as the wish's material.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Mesh, Rgb
from .forms import Builder, Piece, Wish, assemble, graded, lump, post_collider, rod, spun, vinyl

GREENS: tuple[Rgb, ...] = ((0.36, 0.62, 0.24), (0.3, 0.57, 0.27), (0.44, 0.66, 0.22), (0.26, 0.53, 0.3))
AUTUMN: tuple[Rgb, ...] = ((0.9, 0.5, 0.14), (0.84, 0.33, 0.16), (0.94, 0.68, 0.18), (0.75, 0.42, 0.18))
FIRS: tuple[Rgb, ...] = ((0.17, 0.42, 0.3), (0.2, 0.47, 0.3), (0.15, 0.38, 0.31))
BARK: Rgb = (0.45, 0.31, 0.22)
SNOW = (0.95, 0.97, 1.0)


def leaf_colour(wish: Wish, greens: tuple[Rgb, ...] = GREENS) -> Rgb:
    return wish.pick(AUTUMN if wish.material == "autumn" else greens)


def leaf(colour: Rgb) -> Material:
    return vinyl(colour, 0.62, sheen=0.35)


def shaded(m: Mesh, seed: int, z0: float, z1: float) -> Mesh:
    """Leaf tones: cool shade below, warm light above, each lump a little its own."""
    k = 0.94 + 0.12 * np.random.default_rng(seed).random()
    return graded(m, np.array([0.55, 0.66, 0.72]) * k, np.array([1.12, 1.1, 0.95]) * k, z0=z0, z1=z1)


def trunk(height_m: float, radius_m: float, *, lean: float = 0.0, material: Material | None = None) -> Piece:
    """A flared trunk, slightly bent."""
    t = np.linspace(0, 1, 6)
    path = np.stack([lean * t**2, 0.3 * lean * np.sin(3 * t), height_m * t], -1)
    path[0, 2] = -0.05
    radii = radius_m * (0.62 + 0.7 * (1 - t) ** 4 + 0.15 * (1 - t))
    return shapes.tube(path, radii, segments=9, caps=False), material or surface("bark", BARK)


def crown(
    lumps: list[tuple[float, float, float, float]],
    colour: Rgb,
    seed: int,
    *,
    rings: int = 7,
    segments: int = 12,
    snowy: bool = False,
) -> list[Piece]:
    """Lumps (x, y, z, radius) of leaves; capped with snow if wanted."""
    z0 = min(z - r for _, _, z, r in lumps)
    z1 = max(z + r for _, _, z, r in lumps)
    out: list[Piece] = []
    for k, (x, y, z, r) in enumerate(lumps):
        m = lump(
            (r, r, r * 0.88), at=(x, y, z), seed=seed * 13 + k, rough=0.13, rings=rings, segments=segments, freq=3.0
        )
        out.append((shaded(m, seed * 7 + k, z0, z1), leaf(colour), "main"))
        if snowy and z + r > z1 - 0.45 * (z1 - z0):
            cap = lump((r * 0.86, r * 0.86, r * 0.5), at=(x, y, z + r * 0.5), seed=k, rough=0.1, rings=4, segments=9)
            out.append((cap, vinyl(SNOW, 0.6, sheen=0.3)))
    return out


def tree(wish: Wish) -> Body:
    rng = wish.rng()
    h = 1.9 + 0.5 * rng.random()
    lumps = [(0.0, 0.0, h + 1.0, 1.15)]
    n = 5
    for k in range(n):
        a = 2 * np.pi * (k + 0.5 * rng.random()) / n
        lumps.append((0.85 * np.cos(a), 0.85 * np.sin(a), h + 0.35 + 0.5 * rng.random(), 0.72 + 0.25 * rng.random()))
    pieces = [
        trunk(h + 0.6, 0.2, lean=0.1),
        *crown(lumps, leaf_colour(wish), wish.seed, snowy=wish.material == "snowy"),
    ]
    return assemble("tree", pieces, colliders=[post_collider(0.22, h)], mass_kg=500)


def oak(wish: Wish) -> Body:
    rng = wish.rng()
    lumps = [(0.0, 0.0, 4.6, 1.7), (0.0, 0.0, 3.6, 1.6)]
    for k in range(6):
        a = 2 * np.pi * (k + 0.4 * rng.random()) / 6
        lumps.append((1.75 * np.cos(a), 1.75 * np.sin(a), 3.2 + 0.9 * rng.random(), 1.15 + 0.35 * rng.random()))
    pieces = [trunk(3.2, 0.42, lean=0.15), *crown(lumps, leaf_colour(wish), wish.seed, snowy=wish.material == "snowy")]
    for a in (0.6, 2.8, 4.6):
        pieces.append(
            (rod((0, 0, 1.9), (1.3 * np.cos(a), 1.3 * np.sin(a), 3.2), 0.2, end_m=0.1), surface("bark", BARK))
        )
    return assemble("oak", pieces, colliders=[post_collider(0.42, 3)], mass_kg=2000)


def pine(wish: Wish) -> Body:
    """Stacked skirts with scalloped hems; snow lies on each skirt of the snowy one."""
    rng = wish.rng()
    colour = wish.pick(FIRS)
    tiers, h = 4, 4.2 + 1.2 * rng.random()
    pieces: list[Piece] = [trunk(1.1, 0.17)]
    segments = 14
    phi = np.linspace(0, 2 * np.pi, segments + 1)[:, None]
    for k in range(tiers):
        t = k / tiers
        base, top = 0.55 + (h - 0.55) * t * 0.86, 0.55 + (h - 0.55) * min(1.0, t * 0.86 + 0.46)
        if k == tiers - 1:
            top = h
        r = 1.25 * (1 - t * 0.74)
        hem = 1 + 0.09 * np.cos(phi * 8 + k)
        s = np.array([0.0, 0.7, 1.0, 0.96, 0.62, 0.3, 0.1, 0.0])[None, :]
        zz = np.array([0.14, -0.02, -0.02, 0.06, 0.28, 0.58, 0.86, 1.0])[None, :]
        radius = r * s * np.where(s > 0.6, hem, 1.0)
        p = np.stack([radius * np.cos(phi), radius * np.sin(phi), base + (top - base) * zz + 0 * phi], -1)
        m = shapes.oriented(shapes.grid(p))
        pieces.append(
            (
                spun(graded(m, (0.5, 0.62, 0.72), (1.15, 1.12, 1.0), z0=base - 0.1, z1=base + 0.8), k * 0.7),
                vinyl(colour, 0.6, sheen=0.3),
                "main",
            )
        )
        if wish.material == "snowy":
            cap = p[:, 3:, :].copy()
            dip = (0.5 + 0.5 * np.cos(phi * 6 + 2 * k)) * 0.75
            cap[:, 0] = cap[:, 0] * (1 - dip) + cap[:, 1] * dip
            cap[..., :2] *= 1 + 0.05 / np.maximum(np.linalg.norm(cap[..., :2], axis=-1, keepdims=True), 0.05)
            cap[..., 2] += 0.06
            m = shapes.oriented(shapes.grid(cap))
            pieces.append((spun(m, k * 0.7), vinyl(SNOW, 0.55, sheen=0.3, double_sided=True)))
    return assemble("pine", pieces, colliders=[post_collider(0.2, 2.0)], mass_kg=600)


def palm(wish: Wish) -> Body:
    """A leaning ringed trunk with arching fronds and coconuts."""
    rng = wish.rng()
    h, lean = 4.4 + 0.8 * rng.random(), 1.0 + 0.5 * rng.random()
    t = np.linspace(0, 1, 15)
    path = np.stack([lean * t**1.8, 0 * t, h * t - 0.1], -1)
    radii = 0.13 + 0.09 * (1 - t) ** 2 + 0.014 * (np.arange(15) % 2)
    pieces: list[Piece] = [(shapes.tube(path, radii, segments=9, caps=False), surface("bark", (0.62, 0.48, 0.34)))]
    top = path[-1]
    colour = wish.paint((0.3, 0.62, 0.24))
    n = 9
    for k in range(n):
        a = 2 * np.pi * (k + 0.3 * rng.random()) / n
        rise = 0.55 if k % 2 else 0.15
        s = np.linspace(0, 1, 9)
        reach = 1.9 + 0.3 * rng.random()
        along = reach * s
        up = rise * 2.2 * s - (1.55 + 0.5 * rise) * s**2
        width = 0.36 * np.sin(np.pi * np.clip(s, 0.03, 1) ** 0.7) * (1 - 0.12 * (np.arange(9) % 2)) + 0.015
        middle = np.stack([along, 0 * s, up], -1)
        rows = [middle + np.stack([0 * s, v * width, -abs(v) * width * 0.55], -1) for v in (-1.0, -0.5, 0.0, 0.5, 1.0)]
        m = spun(shapes.grid(np.array(rows)), a)
        pieces.append(
            (
                shapes.moved(graded(m, (0.72, 0.8, 0.7), (1.15, 1.1, 0.9)), top),
                vinyl(colour, 0.5, double_sided=True),
                "main",
            )
        )
    for k in range(3):
        a = k * 2.1 + 0.4
        pieces.append(
            (
                shapes.ball(
                    0.13, centre=(top[0] + 0.17 * np.cos(a), 0.17 * np.sin(a), top[2] - 0.12), rings=6, segments=9
                ),
                vinyl((0.4, 0.25, 0.15), 0.6),
            )
        )
    return assemble("palm", pieces, colliders=[post_collider(0.24, 2.5)], mass_kg=300)


def birch(wish: Wish) -> Body:
    rng = wish.rng()
    lumps = [
        (0.0, 0.0, 4.9, 0.75),
        (0.15, 0.0, 4.1, 0.95),
        (-0.45, 0.2, 3.4, 0.72),
        (0.5, -0.15, 3.2, 0.7),
        (0.0, 0.4, 2.9, 0.6 + 0.2 * rng.random()),
    ]
    greens = ((0.55, 0.7, 0.26), (0.48, 0.68, 0.3))
    colour = wish.pick(((0.95, 0.76, 0.22), (0.92, 0.66, 0.2))) if wish.material == "autumn" else wish.pick(greens)
    bark = surface("birch")
    return assemble(
        "birch",
        [trunk(4.2, 0.13, lean=0.2, material=bark), *crown(lumps, colour, wish.seed, snowy=wish.material == "snowy")],
        colliders=[post_collider(0.15, 3)],
        mass_kg=300,
    )


def apple_tree(wish: Wish) -> Body:
    rng = wish.rng()
    lumps = [
        (0.0, 0.0, 2.5, 1.0),
        (0.75, 0.2, 2.1, 0.75),
        (-0.7, 0.1, 2.2, 0.8),
        (0.1, -0.75, 2.1, 0.75),
        (0.0, 0.7, 2.2, 0.75),
    ]
    pieces = [trunk(1.9, 0.2, lean=0.1), *crown(lumps, leaf_colour(wish), wish.seed)]
    for _ in range(14):
        x, y, z, r = lumps[rng.integers(len(lumps))]
        d = rng.normal(size=3)
        d /= np.linalg.norm(d)
        pieces.append(
            (
                shapes.ball(0.09, centre=(x + d[0] * r, y + d[1] * r, z + d[2] * r * 0.85), rings=6, segments=8),
                vinyl((0.86, 0.16, 0.14), 0.3),
            )
        )
    return assemble("apple_tree", pieces, colliders=[post_collider(0.22, 1.5)], mass_kg=300)


def bush(wish: Wish) -> Body:
    rng = wish.rng()
    lumps = [(0.0, 0.0, 0.42, 0.5)]
    for k in range(4):
        a = 2 * np.pi * (k + 0.5 * rng.random()) / 4
        lumps.append((0.42 * np.cos(a), 0.42 * np.sin(a), 0.28, 0.33 + 0.1 * rng.random()))
    pieces = crown(lumps, leaf_colour(wish), wish.seed, rings=7, segments=11, snowy=wish.material == "snowy")
    if wish.material == "flowers":
        for _ in range(16):
            x, y, z, r = lumps[rng.integers(len(lumps))]
            d = rng.normal(size=3) * [1, 1, 0.6] + [0, 0, 0.5]
            d /= np.linalg.norm(d)
            pieces.append(
                (
                    shapes.ball(0.05, centre=(x + d[0] * r, y + d[1] * r, z + d[2] * r * 0.88), rings=4, segments=6),
                    vinyl(((0.98, 0.5, 0.65), (0.98, 0.85, 0.4), (1.0, 0.95, 0.95))[rng.integers(3)], 0.5),
                )
            )
    return assemble("bush", pieces, colliders=(), sound="grass", mass_kg=20)


def flower(wish: Wish) -> Body:
    rng = wish.rng()
    petal = wish.pick(((0.98, 0.45, 0.55), (1.0, 0.8, 0.25), (0.97, 0.96, 0.95), (0.65, 0.5, 0.95), (1.0, 0.55, 0.25)))
    h = 0.28 + 0.1 * rng.random()
    green = vinyl((0.33, 0.6, 0.25), 0.6)
    pieces: list[Piece] = [
        (shapes.tube([(0, 0, 0), (0.02, 0, h / 2), (0, 0, h)], 0.009, segments=5, caps=False), green)
    ]
    for k in range(6):
        a = k * np.pi / 3
        p = np.array([[0.0, 0, 0], [0.05, -0.032, 0.008], [0.098, 0, 0.002], [0.05, 0.032, 0.008], [0.05, 0, 0.02]])
        m = shapes.mesh(p, [[0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]], [[0, 0, 1]] * 5)
        pieces.append((shapes.moved(spun(m, a), (0, 0, h + 0.004)), vinyl(petal, 0.5, double_sided=True), "main"))
    pieces.append(
        (
            shapes.ellipsoid((0.028, 0.028, 0.02), centre=(0, 0, h + 0.012), rings=3, segments=6),
            vinyl((1.0, 0.78, 0.2), 0.6),
        )
    )
    for s in (-1, 1):
        pieces.append((shapes.ellipsoid((0.05, 0.02, 0.008), centre=(s * 0.05, 0, 0.09), rings=3, segments=6), green))
    return assemble("flower", pieces, colliders=(), sound="grass", mass_kg=0.05)


def grass_tuft(wish: Wish) -> Body:
    """A dozen curved blades."""
    rng = wish.rng()
    colour = wish.paint((0.46, 0.74, 0.26))
    pieces: list[Piece] = []
    for _ in range(8):
        a, h, bend = rng.uniform(0, 6.28), rng.uniform(0.12, 0.26), rng.uniform(0.03, 0.11)
        x, y = rng.uniform(-0.09, 0.09, 2)
        t = np.array([0.0, 0.5, 1.0])
        w = np.array([0.014, 0.01, 0.001])
        path = np.stack([bend * t**2, 0 * t, h * t], -1)
        m = shapes.grid(np.array([path - np.stack([0 * t, w, 0 * t], -1), path + np.stack([0 * t, w, 0 * t], -1)]))
        m = shapes.moved(spun(m, a), (x, y, 0))
        up = np.tile([0.0, 0.0, 1.0], (len(m.normals), 1)).astype(np.float32)
        m = shapes.mesh(m.positions, m.faces, up, m.uvs)
        pieces.append(
            (
                graded(m, (0.75, 0.8, 0.7), (1.25, 1.2, 0.9), z0=0, z1=0.26),
                vinyl(colour, 0.7, double_sided=True),
                "main",
            )
        )
    return assemble("grass_tuft", pieces, colliders=(), sound="grass", mass_kg=0.05)


def mushroom(wish: Wish) -> Body:
    stem = shapes.lathe(
        shapes.rounded([(0.0, 0.0), (0.075, 0.0), (0.05, 0.1), (0.055, 0.2), (0.0, 0.2)], 0.03), segments=14
    )
    cap = shapes.lathe(
        [(0.0, 0.17), (0.13, 0.15), (0.165, 0.17), (0.16, 0.21), (0.12, 0.27), (0.06, 0.305), (0.0, 0.31)], segments=18
    )
    pieces: list[Piece] = [
        (stem, vinyl((0.96, 0.93, 0.85), 0.6)),
        (cap, vinyl(wish.paint((0.86, 0.17, 0.14)), 0.3), "main"),
    ]
    for a, up in ((0.3, 0.5), (1.6, 0.4), (2.7, 0.55), (3.9, 0.42), (5.2, 0.52), (0.9, 1.2), (4.2, 1.15)):
        d = np.array([np.cos(a) * np.cos(up), np.sin(a) * np.cos(up), np.sin(up)])
        pieces.append(
            (
                shapes.ellipsoid(
                    (0.026, 0.026, 0.02), centre=tuple(d * [0.155, 0.155, 0.125] + [0, 0, 0.185]), rings=4, segments=8
                ),
                vinyl((0.98, 0.97, 0.94), 0.5),
            )
        )
    return assemble("mushroom", pieces, colliders=[post_collider(0.12, 0.28)], sound="plastic", mass_kg=0.3)


def cactus(wish: Wish) -> Body:
    green = vinyl(wish.paint((0.3, 0.58, 0.33)), 0.55, sheen=0.2)

    def ribbed(path: list[tuple[float, float, float]], r: float) -> Piece:
        m = shapes.tube(path, r, segments=20)
        rib = 0.88 + 0.24 * (np.arange(len(m.positions)) // (len(m.positions) // 21) % 2)
        return shapes.painted(m, np.repeat(rib[:, None], 3, axis=1)), green, "main"

    pieces = [
        ribbed([(0, 0, 0), (0, 0, 0.8), (0, 0, 1.6), (0, 0, 2.3)], 0.24),
        ribbed([(0.1, 0, 1.0), (0.5, 0, 1.02), (0.62, 0, 1.2), (0.64, 0, 1.75)], 0.14),
        ribbed([(-0.1, 0, 0.75), (-0.42, 0, 0.78), (-0.54, 0, 0.95), (-0.55, 0, 1.35)], 0.13),
        (lump((0.1, 0.1, 0.07), at=(0.05, 0, 2.56), rings=4, segments=8), vinyl((0.98, 0.45, 0.6), 0.5)),
    ]
    return assemble("cactus", pieces, colliders=[post_collider(0.26, 2.4)], mass_kg=200)


def log(wish: Wish) -> Body:
    bark, cut = surface("bark", BARK), vinyl((0.85, 0.66, 0.42), 0.7)
    pieces: list[Piece] = [(rod((-0.8, 0, 0.22), (0.8, 0, 0.22), 0.22, segments=16), bark)]
    for s in (-1.0, 1.0):
        pieces.append((rod((s * 0.78, 0, 0.22), (s * 0.83, 0, 0.22), 0.19, segments=16), cut))
        pieces.append((rod((s * 0.82, 0, 0.22), (s * 0.84, 0, 0.22), 0.1, segments=12), vinyl((0.72, 0.5, 0.3), 0.7)))
    return assemble("log", pieces, mass_kg=120, anchors={"seat": (0.0, 0.0, 0.44)})


def stump(wish: Wish) -> Body:
    side = shapes.lathe([(0.36, 0.0), (0.27, 0.1), (0.24, 0.38)], segments=16)
    top = shapes.lathe([(0.24, 0.38), (0.22, 0.4), (0.0, 0.4)], segments=16)
    ring = shapes.lathe([(0.12, 0.4), (0.11, 0.406), (0.0, 0.406)], segments=14)
    pieces: list[Piece] = [
        (side, surface("bark", BARK)),
        (top, vinyl((0.85, 0.66, 0.42), 0.7)),
        (ring, vinyl((0.75, 0.53, 0.32), 0.7)),
    ]
    return assemble(
        "stump", pieces, colliders=[post_collider(0.28, 0.4)], mass_kg=80, anchors={"seat": (0.0, 0.0, 0.4)}
    )


BUILDERS: dict[str, Builder] = {
    "tree": tree,
    "oak": oak,
    "pine": pine,
    "palm": palm,
    "birch": birch,
    "apple_tree": apple_tree,
    "bush": bush,
    "flower": flower,
    "grass_tuft": grass_tuft,
    "mushroom": mushroom,
    "cactus": cactus,
    "log": log,
    "stump": stump,
}
