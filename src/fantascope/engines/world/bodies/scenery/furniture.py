"""Indoor things one sits on, eats at, sleeps in or walks past.

Knows nothing of rooms. Modelled front to −y (see forms); seats carry anchors "seat", tables "top".
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Rgb, Vec3
from .forms import Builder, Piece, Wish, assemble, block, box_collider, pillow, post_collider, rod, spun, vinyl

OAK: Rgb = (0.72, 0.48, 0.28)


PALE: Rgb = (0.86, 0.68, 0.46)


WHITE: Rgb = (0.95, 0.94, 0.91)


STEEL = vinyl((0.82, 0.84, 0.86), 0.25, metallic=0.85)


BRASS = vinyl((0.86, 0.66, 0.32), 0.3, metallic=0.8)


def wood(wish: Wish, default: Rgb = OAK) -> Material:
    return surface("wood", wish.paint(default))


def cloth(colour: Rgb) -> Material:
    return surface("fabric", colour)


def legs(x: float, y: float, h: float, r: float) -> list[Vec3]:
    return [(sx * x, sy * y, h) for sx in (-1, 1) for sy in (-1, 1)]


def table(wish: Wish) -> Body:
    m = wood(wish)
    pieces: list[Piece] = [
        (block((1.6, 0.9, 0.05), 0.02, at=(0, 0, 0.7)), m, "main"),
        (block((1.4, 0.7, 0.07), 0.01, at=(0, 0, 0.63)), m, "main"),
    ]
    pieces += [
        (rod((x, y, 0), (x * 0.97, y * 0.97, 0.7), 0.028, end_m=0.045), m, "main")
        for x, y, _ in legs(0.7, 0.36, 0.7, 0)
    ]
    return assemble(
        "table",
        pieces,
        colliders=[
            box_collider((1.6, 0.9, 0.05), (0, 0, 0.7)),
            *[post_collider(0.04, 0.7, (x, y, 0)) for x, y, _ in legs(0.7, 0.36, 0, 0)],
        ],
        anchors={"top": (0, 0, 0.75)},
        mass_kg=30,
    )


def coffee_table(wish: Wish) -> Body:
    m = wood(wish, PALE)
    top = shapes.cylinder(0.48, 0.05, bevel_m=0.02, segments=28)
    pieces: list[Piece] = [(shapes.moved(top, (0, 0, 0.37)), m, "main")]
    for k in range(3):
        a = k * 2.094 + 0.5
        pieces.append(
            (
                rod(
                    (0.4 * np.cos(a), 0.4 * np.sin(a), 0), (0.28 * np.cos(a), 0.28 * np.sin(a), 0.38), 0.02, end_m=0.032
                ),
                m,
                "main",
            )
        )
    return assemble(
        "coffee_table", pieces, colliders=[post_collider(0.48, 0.42)], anchors={"top": (0, 0, 0.42)}, mass_kg=12
    )


def chair(wish: Wish) -> Body:
    m = wood(wish)
    pieces: list[Piece] = [
        (block((0.44, 0.44, 0.045), 0.018, at=(0, 0, 0.43)), m, "main"),
        (pillow((0.4, 0.4, 0.06), at=(0, 0, 0.465), rings=6, segments=12), cloth((0.86, 0.62, 0.4))),
    ]
    for x, y, _ in legs(0.18, 0.18, 0, 0):
        top = 0.95 if y > 0 else 0.44
        pieces.append((rod((x, y, 0), (x, y + (0.05 if y > 0 else 0), top), 0.02, segments=8), m, "main"))
    for z in (0.62, 0.76, 0.9):
        pieces.append((block((0.38, 0.022, 0.07), 0.01, at=(0, 0.205 + (z - 0.44) * 0.05, z - 0.03)), m, "main"))
    return assemble(
        "chair",
        pieces,
        colliders=[box_collider((0.44, 0.44, 0.47)), box_collider((0.44, 0.06, 0.95), (0, 0.21, 0))],
        anchors={"seat": (0, 0, 0.5)},
        mass_kg=6,
    )


def _upholstered(width: float, colour: Rgb, cushions: int, name: str) -> Body:
    f = cloth(colour)
    w = width / 2
    inner = width - 0.36
    pieces: list[Piece] = [
        (block((width - 0.1, 0.8, 0.26), 0.06, at=(0, 0.02, 0.12)), f, "main"),
        (pillow((width - 0.2, 0.3, 0.66), at=(0, 0.32, 0.24), power=0.3), f, "main"),
    ]
    for s in (-1, 1):
        pieces.append((pillow((0.26, 0.86, 0.5), at=(s * (w - 0.13), 0.0, 0.12), power=0.32), f, "main"))
    step = inner / cushions
    for k in range(cushions):
        x = -inner / 2 + step * (k + 0.5)
        pieces.append((pillow((step * 0.98, 0.66, 0.2), at=(x, -0.07, 0.34), power=0.3), f, "main"))
        pieces.append((pillow((step * 0.94, 0.22, 0.42), at=(x, 0.2, 0.47), power=0.36), f, "main"))
    for x, y, _ in legs(w - 0.14, 0.32, 0, 0):
        pieces.append((rod((x, y, 0), (x, y, 0.13), 0.022, end_m=0.03, segments=8), surface("wood", OAK)))
    if name == "sofa":
        pieces.append((spun(pillow((0.4, 0.14, 0.36), at=(0, 0, 0)), 0.4), cloth((0.95, 0.78, 0.36))))
        last = pieces.pop()
        pieces.append((shapes.moved(last[0], (-inner / 2 + 0.28, 0.0, 0.53)), last[1]))
    return assemble(
        name,
        pieces,
        sound="cloth",
        colliders=[box_collider((width, 0.85, 0.5)), box_collider((width, 0.3, 0.88), (0, 0.3, 0))],
        anchors={"seat": (0, -0.1, 0.52)},
        mass_kg=40,
        restitution=0.1,
    )


def sofa(wish: Wish) -> Body:
    return _upholstered(2.1, wish.pick(((0.24, 0.52, 0.55), (0.86, 0.5, 0.38), (0.4, 0.45, 0.66))), 2, "sofa")


def armchair(wish: Wish) -> Body:
    return _upholstered(1.05, wish.pick(((0.88, 0.58, 0.3), (0.62, 0.3, 0.32), (0.36, 0.52, 0.4))), 1, "armchair")


def bed(wish: Wish) -> Body:
    m = wood(Wish(), PALE)
    quilt = cloth(wish.pick(((0.42, 0.6, 0.8), (0.9, 0.55, 0.5), (0.55, 0.68, 0.5))))
    white = cloth((0.96, 0.95, 0.93))
    pieces: list[Piece] = [
        (block((1.5, 2.0, 0.2), 0.03, at=(0, 0, 0.14)), m),
        (pillow((1.46, 1.98, 0.26), at=(0, 0, 0.3), power=0.22), white),
        (pillow((1.56, 1.42, 0.24), at=(0, -0.28, 0.38), power=0.25), quilt, "main"),
        (pillow((1.5, 0.3, 0.12), at=(0, 0.36, 0.5), power=0.3), white),
        (block((1.6, 0.08, 1.0), 0.04, at=(0, 1.03, 0.1)), m),
        (block((1.56, 0.06, 0.5), 0.03, at=(0, -1.02, 0.08)), m),
    ]
    for s in (-1, 1):
        pieces.append((pillow((0.62, 0.4, 0.2), at=(s * 0.36, 0.72, 0.52)), white))
    for x, y, _ in legs(0.7, 0.95, 0, 0):
        pieces.append((rod((x, y, 0), (x, y, 0.16), 0.04, segments=8), m))
    return assemble(
        "bed",
        pieces,
        sound="cloth",
        anchors={"top": (0, -0.2, 0.62), "seat": (0.6, -0.2, 0.6)},
        colliders=[box_collider((1.6, 2.05, 0.56))],
        mass_kg=70,
        restitution=0.1,
    )


BOOKS: tuple[Rgb, ...] = (
    (0.8, 0.28, 0.24),
    (0.2, 0.42, 0.62),
    (0.93, 0.72, 0.3),
    (0.28, 0.52, 0.4),
    (0.9, 0.86, 0.76),
    (0.5, 0.32, 0.52),
    (0.92, 0.52, 0.3),
    (0.2, 0.25, 0.36),
)


def _case(wish: Wish, width: float, height: float, shelves: int, full: bool, name: str) -> Body:
    rng = wish.rng()
    m = wood(wish)
    d, t = 0.34, 0.035
    pieces: list[Piece] = [(block((t, d, height), 0.01, at=(s * (width - t) / 2, 0, 0)), m, "main") for s in (-1, 1)]
    pieces.append((block((width, 0.02, height), 0.002, at=(0, d / 2 - 0.01, 0)), m, "main"))
    step = (height - 0.1) / shelves
    for k in range(shelves + 1):
        z = 0.06 + k * step
        pieces.append((block((width - t, d, t), 0.008, at=(0, 0, z)), m, "main"))
        x = -width / 2 + t + 0.01
        while full and k < shelves and x < width / 2 - t - 0.05:
            if rng.random() < 0.1:
                x += 0.12
                continue
            w, h = rng.uniform(0.03, 0.06), min(rng.uniform(0.2, 0.3), step - 0.07)
            lean = rng.uniform(0, 0.03)
            pieces.append(
                (
                    block((w, rng.uniform(0.16, 0.22), h), 0.006, at=(x + w / 2, -0.03 + lean, z + t)),
                    vinyl(BOOKS[rng.integers(len(BOOKS))], 0.55),
                )
            )
            x += w + 0.004
    return assemble(name, pieces, mass_kg=60)


def bookcase(wish: Wish) -> Body:
    return _case(wish, 1.1, 2.0, 5, True, "bookcase")


def shelf(wish: Wish) -> Body:
    return _case(wish, 1.0, 1.2, 3, False, "shelf")


def desk(wish: Wish) -> Body:
    m = wood(wish)
    pieces: list[Piece] = [
        (block((1.4, 0.7, 0.04), 0.015, at=(0, 0, 0.71)), m, "main"),
        (block((0.4, 0.62, 0.6), 0.02, at=(0.46, 0.02, 0.1)), m, "main"),
    ]
    for z in (0.16, 0.36, 0.54):
        pieces.append((block((0.34, 0.02, 0.15), 0.01, at=(0.46, -0.3, z)), surface("wood", PALE)))
        pieces.append((rod((0.41, -0.325, z + 0.08), (0.51, -0.325, z + 0.08), 0.01, segments=6), BRASS))
    pieces += [
        (rod((x, y, 0), (x, y, 0.72), 0.025, segments=8), m, "main")
        for x, y in ((-0.64, -0.28), (-0.64, 0.28), (0.64, -0.28), (0.64, 0.28))
    ]
    return assemble(
        "desk",
        pieces,
        colliders=[box_collider((1.4, 0.7, 0.04), (0, 0, 0.71)), box_collider((0.4, 0.62, 0.7), (0.46, 0, 0))],
        anchors={"top": (0, 0, 0.75)},
        mass_kg=35,
    )


def school_desk(wish: Wish) -> Body:
    top, frame = wood(wish, PALE), vinyl((0.28, 0.42, 0.55), 0.35)
    pieces: list[Piece] = [
        (block((0.7, 0.5, 0.03), 0.012, at=(0, 0, 0.68)), top, "main"),
        (block((0.64, 0.4, 0.1), 0.01, at=(0, 0.03, 0.57)), frame),
    ]
    pieces += [(rod((x, y, 0), (x, y, 0.68), 0.016, segments=7), frame) for x, y, _ in legs(0.3, 0.19, 0, 0)]
    return assemble(
        "school_desk", pieces, colliders=[box_collider((0.7, 0.5, 0.72))], anchors={"top": (0, 0, 0.71)}, mass_kg=12
    )


def rug(wish: Wish) -> Body:
    """Round braided rug, or an oblong one for material "oblong"."""
    colour = wish.pick(((0.82, 0.36, 0.32), (0.3, 0.52, 0.62), (0.9, 0.66, 0.36)))
    pale: Rgb = (0.95, 0.88, 0.76)
    pieces: list[Piece] = []
    if wish.material == "oblong":
        pieces.append((block((2.4, 1.6, 0.018), 0.008), surface("carpet", colour), "main"))
        pieces.append((block((2.1, 1.3, 0.004), 0.002, at=(0, 0, 0.018)), surface("carpet", pale)))
        pieces.append((block((1.94, 1.14, 0.004), 0.002, at=(0, 0, 0.021)), surface("carpet", colour), "main"))
        for s in (-1, 1):
            pieces.append((block((0.06, 1.56, 0.01), 0.004, at=(s * 1.23, 0, 0)), surface("carpet", pale)))
        return assemble("rug", pieces, sound="carpet", colliders=(), mass_kg=6)
    for k, r in enumerate((0.95, 0.76, 0.58, 0.4, 0.2)):
        m = shapes.lathe(
            [(r, 0.0), (r, 0.012 + 0.002 * k), (r - 0.015, 0.018 + 0.002 * k), (0.0, 0.018 + 0.002 * k)], segments=36
        )
        pieces.append((m, surface("carpet", pale if k % 2 else colour), *(("main",) if k % 2 == 0 else ())))
    return assemble("rug", pieces, sound="carpet", colliders=(), mass_kg=5)


def cushion(wish: Wish) -> Body:
    colour = wish.pick(((0.3, 0.5, 0.66), (0.93, 0.7, 0.34)))
    return assemble(
        "cushion",
        [(pillow((0.7, 0.56, 0.17), power=0.36, rings=10, segments=24), cloth(colour), "main")],
        sound="cloth",
        anchors={"top": (0, 0, 0.16)},
        mass_kg=0.8,
    )


def floor_lamp(wish: Wish) -> Body:
    shade = Material(
        colour=wish.paint((1.0, 0.86, 0.62)), roughness=0.8, emission=0.9, double_sided=True, casts_shadow=False
    )
    pieces: list[Piece] = [
        (shapes.cylinder(0.17, 0.03, bevel_m=0.012, segments=20), BRASS),
        (rod((0, 0, 0.02), (0, 0, 1.45), 0.013, segments=8), BRASS),
        (shapes.lathe([(0.24, 1.3), (0.15, 1.62)], segments=24), shade, "main"),
    ]
    return assemble(
        "floor_lamp",
        pieces,
        sound="metal",
        colliders=[post_collider(0.1, 1.6)],
        anchors={"light": (0, 0, 1.48)},
        mass_kg=5,
    )


def lantern_lamp(wish: Wish) -> Body:
    """A hanging lamp; its origin is the bottom of the shade."""
    glow = Material(colour=(1.0, 0.9, 0.7), emission=1.5, casts_shadow=False)
    m = vinyl(wish.pick(((0.9, 0.45, 0.32), (0.3, 0.52, 0.56))), 0.4, double_sided=True)
    pieces: list[Piece] = [
        (shapes.lathe([(0.26, 0.0), (0.24, 0.08), (0.1, 0.2), (0.03, 0.24)], segments=22), m, "main"),
        (shapes.ball(0.07, centre=(0, 0, 0.06), rings=8, segments=12), glow),
        (rod((0, 0, 0.22), (0, 0, 1.2), 0.008, segments=5), vinyl((0.2, 0.2, 0.2))),
    ]
    return assemble("lantern_lamp", pieces, sound="metal", colliders=(), anchors={"light": (0, 0, 0.0)}, mass_kg=2)


def potted_plant(wish: Wish) -> Body:
    rng = wish.rng()
    pot = shapes.lathe(
        shapes.rounded([(0.0, 0.0), (0.14, 0.0), (0.19, 0.3), (0.16, 0.3), (0.15, 0.26), (0.0, 0.26)], 0.02),
        segments=20,
    )
    pieces: list[Piece] = [
        (pot, vinyl(wish.pick(((0.85, 0.45, 0.3), (0.93, 0.9, 0.84), (0.35, 0.5, 0.6))), 0.5), "main")
    ]
    green = vinyl((0.25, 0.55, 0.28), 0.4, double_sided=True)
    for k in range(11):
        a, tilt, length = k * 2.4, rng.uniform(0.25, 1.0), rng.uniform(0.5, 0.85)
        s = np.linspace(0, 1, 6)
        out, up = length * np.sin(tilt) * s, length * (np.cos(tilt) * s - 0.3 * tilt * s**2)
        w = 0.085 * np.sin(np.pi * np.clip(0.12 + 0.88 * s, 0, 0.995))
        mid = np.stack([out, 0 * s, 0.26 + up], -1)
        rows = [mid + np.stack([0 * s, v * w, abs(v) * 0.3 * w], -1) for v in (-1.0, 0.0, 1.0)]
        pieces.append((spun(shapes.grid(np.array(rows)), a), green))
    return assemble("potted_plant", pieces, sound="ceramic", colliders=[post_collider(0.18, 0.4)], mass_kg=6)


BUILDERS: dict[str, Builder] = {
    "table": table,
    "coffee_table": coffee_table,
    "chair": chair,
    "armchair": armchair,
    "sofa": sofa,
    "bed": bed,
    "shelf": shelf,
    "bookcase": bookcase,
    "desk": desk,
    "school_desk": school_desk,
    "rug": rug,
    "cushion": cushion,
    "floor_lamp": floor_lamp,
    "lantern_lamp": lantern_lamp,
    "potted_plant": potted_plant,
}
