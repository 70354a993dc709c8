"""Houses, shops, towers, castles and other buildings.

Knows nothing of streets. Toy proportions: doors 2.1 m, storeys 2.8 m, rounded corners, deep window frames. The wish's material
"lit" lights the windows (night); "snowy" whitens roofs.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Mesh, Rgb
from .forms import Builder, Piece, Wish, assemble, block, box_collider, gable, lump, mapped, post_collider, prism, rod, rolled, spun, tipped, vinyl

WALLS: tuple[Rgb, ...] = ((0.96, 0.83, 0.62), (0.93, 0.65, 0.55), (0.7, 0.83, 0.84), (0.95, 0.92, 0.85), (0.78, 0.84, 0.66), (0.9, 0.74, 0.78))
ROOFS: tuple[Rgb, ...] = ((0.78, 0.34, 0.25), (0.42, 0.46, 0.56), (0.62, 0.3, 0.26), (0.36, 0.5, 0.48))
TRIM: Rgb = (0.97, 0.96, 0.93)
SNOW = vinyl((0.95, 0.97, 1.0), 0.6, sheen=0.3)


def glass(wish: Wish, key: int = 0) -> Material:
    """A window pane: sky-blue by day; warm (four in five) when lit."""
    if wish.material == "lit" and (wish.seed * 7 + key * 5) % 5 != 0:
        return Material(colour=((1.0, 0.78, 0.42), (1.0, 0.7, 0.36), (1.0, 0.86, 0.58))[key % 3], emission=1.15, roughness=0.3)
    if wish.material == "lit":
        return vinyl((0.12, 0.16, 0.26), 0.12)
    return vinyl((0.42, 0.62, 0.76), 0.08)


def casement(x: float, y: float, z: float, w: float, h: float, pane: Material, *, shutters: Rgb | None = None, sill: bool = True,
             cheap: bool = False) -> list[Piece]:
    """A framed window on a wall facing −y at depth y, its bottom middle at (x, z)."""
    frame = vinyl(TRIM, 0.4)
    if cheap:
        return [(shapes.moved(shapes.box((w + 0.14, 0.06, h + 0.14)), (x, y, z + h / 2)), frame),
                (shapes.moved(shapes.box((w, 0.08, h)), (x, y, z + h / 2)), pane)]
    out: list[Piece] = [(block((w + 0.16, 0.08, h + 0.16), 0.025, at=(x, y, z - 0.08)), frame), (block((w, 0.1, h), 0.01, at=(x, y, z)), pane),
                        (shapes.moved(shapes.box((0.05, 0.12, h)), (x, y, z + h / 2)), frame),
                        (shapes.moved(shapes.box((w, 0.12, 0.05)), (x, y, z + h * 0.55)), frame)]
    if sill:
        out.append((block((w + 0.3, 0.2, 0.07), 0.02, at=(x, y - 0.05, z - 0.12)), frame))
    if shutters is not None:
        for s in (-1, 1):
            out.append((block((w * 0.5, 0.06, h + 0.06), 0.02, at=(x + s * (w * 0.75 + 0.09), y, z - 0.03)), vinyl(shutters, 0.5)))
    return out


def entrance(x: float, y: float, colour: Rgb, *, step: bool = True) -> list[Piece]:
    out: list[Piece] = [(block((1.16, 0.12, 2.2), 0.03, at=(x, y, 0.12)), vinyl(TRIM, 0.4)), (block((0.94, 0.16, 2.06), 0.02, at=(x, y, 0.12)), vinyl(colour, 0.35)),
                        (shapes.ball(0.045, centre=(x + 0.34, y - 0.1, 1.1), rings=6, segments=8), vinyl((0.9, 0.75, 0.4), 0.3, metallic=0.6)),
                        (block((0.5, 0.18, 0.5), 0.03, at=(x, y, 1.45)), vinyl((0.5, 0.68, 0.78), 0.15))]
    if step:
        out.append((block((1.5, 0.7, 0.14), 0.03, at=(x, y - 0.3, 0)), surface("concrete")))
    return out


def house(wish: Wish) -> Body:
    """Several houses by seed: cottage, tall gabled, wide with a dormer. Door and flower boxes in front."""
    kind = wish.seed % 3
    wall_colour = wish.pick(WALLS)
    roof_colour = ROOFS[(wish.seed // 2 + wish.seed) % len(ROOFS)]
    w, dep, h, rise = ((5.6, 4.6, 2.9, 2.0), (4.6, 4.6, 5.2, 2.2), (7.0, 4.8, 3.1, 2.2))[kind]
    wall = surface("plaster", wall_colour) if kind != 2 or wish.colour else surface("brick", (0.8, 0.48, 0.38))
    roof = SNOW if wish.material == "snowy" else surface("roof", roof_colour)
    doors: tuple[Rgb, ...] = ((0.28, 0.5, 0.55), (0.75, 0.3, 0.26), (0.35, 0.52, 0.36), (0.9, 0.68, 0.3))
    shut = doors[(wish.seed + 1) % 4]
    f = -dep / 2
    pieces: list[Piece] = [(block((w, dep, h), 0.06), wall, "main"), (prism(w - 0.04, dep - 0.04, rise, at=(0, 0, h - 0.02)), wall, "main"),
                           (gable(w, dep, rise, 0.35, 0.16, at=(0, 0, h - 0.05)), roof), (block((w + 0.1, dep + 0.1, 0.3), 0.04), surface("stonework"))]
    door_x = (-0.9, -1.1, 0.0)[kind]
    pieces += entrance(door_x, f, doors[wish.seed % 4])
    pieces += [(block((1.7, 0.95, 0.1), 0.03, at=(door_x, f - 0.42, 2.45)), roof)]
    pieces += [(rod((door_x + s * 0.7, f - 0.75, 0.1), (door_x + s * 0.7, f - 0.75, 2.46), 0.05, segments=8), vinyl(TRIM, 0.4)) for s in (-1, 1)]
    spots = {0: [(1.3, 1.0)], 1: [(0.9, 1.0), (-1.1, 3.5), (0.9, 3.5)], 2: [(-2.2, 1.0), (2.2, 1.0)]}[kind]
    for k, (x, z) in enumerate(spots):
        pieces += casement(x, f, z, 1.0, 1.2, glass(wish, k), shutters=shut)
        if z < 2:
            pieces.append((block((1.1, 0.28, 0.22), 0.04, at=(x, f - 0.16, z - 0.34)), surface("wood", (0.6, 0.4, 0.25))))
            for i in range(5):
                colour = ((0.95, 0.4, 0.5), (1.0, 0.82, 0.35), (0.98, 0.96, 0.95))[(i + wish.seed) % 3]
                pieces.append((lump((0.12, 0.11, 0.11), at=(x - 0.4 + 0.2 * i, f - 0.17, z - 0.07), seed=i, rings=4, segments=7), vinyl(colour if i % 2 else (0.35, 0.6, 0.28), 0.7)))
    for s in (-1, 1):
        side = [*casement(0, -w / 2, 1.0, 0.9, 1.1, glass(wish, 5 + s), cheap=True)]
        pieces += [(spun(m, s * np.pi / 2), look) for m, look in [(p[0], p[1]) for p in side]]
    if kind == 2:
        pieces += [(block((1.5, 1.6, 1.1), 0.03, at=(0, f + 1.1, h + 0.35)), wall, "main"), (gable(1.6, 1.6, 0.7, 0.15, 0.12, at=(0, f + 1.1, h + 1.4)), roof),
                   (prism(1.46, 1.56, 0.7, at=(0, f + 1.1, h + 1.4)), wall, "main")]
        pieces += casement(0, f + 0.3, h + 0.55, 0.7, 0.7, glass(wish, 9), sill=False)
    cx = w * 0.28
    pieces += [(block((0.6, 0.6, 1.5), 0.04, at=(cx, 0.6, h + rise * 0.45)), surface("brick")), (block((0.74, 0.74, 0.14), 0.03, at=(cx, 0.6, h + rise * 0.45 + 1.5)), surface("concrete"))]
    return assemble("house", pieces, sound="stone", colliders=[box_collider((w, dep, h + rise * 0.5))], anchors={"door": (door_x, f - 1.2, 0)}, mass_kg=5e4)


def awning(x: float, y: float, z: float, w: float, colour: Rgb) -> list[Piece]:
    """A striped shop awning sloping to the audience."""
    out: list[Piece] = []
    n = max(int(w / 0.42), 4)
    for k in range(n):
        strip = tipped(block((w / n, 1.15, 0.05), 0.015), 0.42)
        out.append((shapes.moved(strip, (x - w / 2 + (k + 0.5) * w / n, y - 0.5, z - 0.22)), vinyl(colour if k % 2 == 0 else TRIM, 0.6)))
        scallop = shapes.moved(tipped(shapes.cylinder(w / n / 2, 0.04, segments=10), np.pi / 2), (x - w / 2 + (k + 0.5) * w / n, y - 1.0, z - 0.44))
        out.append((scallop, vinyl(colour if k % 2 == 0 else TRIM, 0.6)))
    return out


def shop(wish: Wish) -> Body:
    """Two storeys: a wide shop window under a striped awning and a blank sign board; flats above."""
    w, dep, h = 5.6, 5.0, 6.0
    f = -dep / 2
    colours: tuple[Rgb, ...] = ((0.86, 0.32, 0.3), (0.25, 0.52, 0.5), (0.9, 0.62, 0.25), (0.36, 0.42, 0.66))
    c = colours[wish.seed % 4]
    wall = surface("brick", (0.82, 0.55, 0.44)) if wish.seed % 3 == 1 and wish.colour is None else surface("plaster", wish.pick(WALLS[::-1]))
    pieces: list[Piece] = [(block((w, dep, h), 0.06), wall, "main"), (block((w + 0.25, dep + 0.25, 0.3), 0.06, at=(0, 0, h - 0.05)), vinyl(TRIM, 0.5)),
                           (block((w - 0.1, 0.2, 0.7), 0.02, at=(0, f, 0)), vinyl(c, 0.4)), (block((w - 0.3, 0.24, 0.62), 0.06, at=(0, f - 0.04, 2.72)), vinyl(c, 0.4)),
                           (block((w - 0.7, 0.05, 0.36), 0.02, at=(0, f - 0.16, 2.85)), vinyl((0.98, 0.93, 0.8), 0.5, emission=0.3 if wish.material == "lit" else 0.0))]
    pieces += casement(0.75, f - 0.06, 0.75, 3.2, 1.75, glass(wish, 1))
    for k in range(5):
        pieces.append((block((0.34, 0.1, 0.3 + 0.1 * ((k * 7 + wish.seed) % 3)), 0.06, at=(-0.5 + 0.62 * k, f - 0.12, 0.8)), vinyl(colours[(k + wish.seed + 1) % 4], 0.45)))
    pieces += entrance(-1.85, f - 0.04, c, step=False)
    pieces += awning(0, f - 0.08, 2.78, w - 0.5, c)
    for k, x in enumerate((-1.6, 0.0, 1.6)):
        pieces += casement(x, f, 3.9, 0.9, 1.25, glass(wish, 3 + k), shutters=colours[(wish.seed + 2) % 4] if wish.seed % 2 else None)
    if wish.material == "snowy":
        pieces.append((block((w + 0.1, dep + 0.1, 0.2), 0.1, at=(0, 0, h + 0.25)), SNOW))
    return assemble("shop", pieces, sound="stone", colliders=[box_collider((w, dep, h))], anchors={"door": (-1.85, f - 1.0, 0)}, mass_kg=5e4)


def apartment(wish: Wish) -> Body:
    """Five storeys with balconies; a shop front at the bottom."""
    w, dep, floors = 7.2, 6.0, 5
    h = 3.2 + floors * 2.7
    f = -dep / 2
    wall = surface("plaster", wish.pick(WALLS)) if wish.seed % 2 else surface("brick", wish.paint((0.76, 0.46, 0.38)))
    pieces: list[Piece] = [(block((w, dep, h), 0.08), wall, "main"), (block((w + 0.3, dep + 0.3, 0.35), 0.08, at=(0, 0, h)), vinyl(TRIM, 0.5)),
                           (block((w + 0.06, dep + 0.06, 0.25), 0.05, at=(0, 0, 2.9)), vinyl(TRIM, 0.5))]
    pieces += entrance(0.0, f, (0.3, 0.42, 0.5))
    for x in (-2.3, 2.3):
        pieces += casement(x, f, 0.7, 1.7, 1.7, glass(wish, int(x)), cheap=True)
    for k in range(floors):
        for i, x in enumerate((-2.5, -0.85, 0.85, 2.5)):
            pieces += casement(x, f, 3.6 + 2.7 * k, 0.95, 1.4, glass(wish, k * 4 + i), cheap=True)
        for x in (-2.5, 2.5):
            if (k + wish.seed) % 2 == 0:
                pieces.append((block((1.6, 0.7, 0.12), 0.03, at=(x, f - 0.35, 3.42 + 2.7 * k)), vinyl(TRIM, 0.5)))
                pieces.append((block((1.6, 0.05, 0.6), 0.02, at=(x, f - 0.68, 3.5 + 2.7 * k)), vinyl((0.3, 0.36, 0.42), 0.5)))
    for i, x in enumerate((-1.8, 1.2)):
        pieces.append((block((0.9, 0.9, 0.8 + 0.3 * i), 0.04, at=(x, 0.5, h + 0.3)), surface("brick")))
    return assemble("apartment", pieces, sound="stone", anchors={"door": (0, f - 1, 0)}, mass_kg=3e5)


def skyscraper(wish: Wish) -> Body:
    """A stepped tower 30–44 m high with bands of windows, some lit."""
    rng = wish.rng()
    h = 30 + 14 * rng.random()
    colour = wish.pick(((0.5, 0.66, 0.76), (0.8, 0.76, 0.7), (0.45, 0.5, 0.62), (0.86, 0.66, 0.56)))
    body = vinyl(colour, 0.3)
    pieces: list[Piece] = []
    base = 0.0
    for k, (share, width) in enumerate(((0.55, 8.0), (0.3, 6.4), (0.15, 4.4))):
        hh = h * share
        pieces.append((block((width, width, hh), 0.25, at=(0, 0, base)), body, "main"))
        storeys = int(hh / 1.7)
        for s in range(storeys):
            z = base + 0.6 + s * 1.7
            if wish.material == "lit":
                n = 5
                for side in (0.0, np.pi / 2, -np.pi / 2):
                    for i in range(n):
                        ww = width * 0.8 / n
                        m = shapes.moved(shapes.box((ww * 0.75, 0.06, 0.9)), (-width * 0.4 + (i + 0.5) * ww, -width / 2, z + 0.45))
                        pieces.append((spun(m, side), glass(wish, s * 3 + i * 2 + k + int(side * 3))))
            else:
                pieces.append((shapes.moved(shapes.box((width + 0.06, width + 0.06, 0.85)), (0, 0, z + 0.45)), vinyl((0.34, 0.5, 0.64), 0.1)))
        for x in np.linspace(-width / 2, width / 2, 5) if wish.material != "lit" else ():
            for side in range(4):
                m = shapes.moved(shapes.box((0.3, 0.2, hh)), (x, -width / 2, base + hh / 2))
                pieces.append((spun(m, side * np.pi / 2), body, "main"))
        base += hh
    pieces.append((rod((0, 0, h), (0, 0, h + 5), 0.18, end_m=0.05, segments=8), vinyl((0.8, 0.8, 0.82), 0.3, metallic=0.6)))
    return assemble("skyscraper", pieces, sound="stone", mass_kg=1e7)


def tower(wish: Wish) -> Body:
    """A round stone tower with a pointed roof."""
    stone = surface("stonework", wish.paint((0.75, 0.72, 0.68)))
    pieces: list[Piece] = [(shapes.lathe([(2.0, 0.0), (1.75, 0.5), (1.65, 6.0), (1.95, 6.5), (1.95, 7.4), (1.75, 7.4), (1.7, 7.0), (0.0, 7.0)], segments=28), stone, "main"),
                           (shapes.lathe([(2.15, 7.3), (2.2, 7.42), (1.1, 9.4), (0.0, 11.2)], segments=28), surface("roof", (0.36, 0.4, 0.58)))]
    for k in range(3):
        a = 0.5 * (k - 1)
        m = block((0.5, 0.3, 1.0), 0.1, at=(0, -1.72, 2.0 + 1.6 * k))
        pieces.append((spun(m, a), glass(wish, k)))
    pieces += entrance(0, -1.9, (0.5, 0.32, 0.2))
    return assemble("tower", pieces, sound="stone", colliders=[post_collider(2.0, 7)], mass_kg=2e5)


def castle(wish: Wish) -> Body:
    """A fairy-tale castle 18 m wide: gate between round towers, battlements, a keep with flags."""
    stone = surface("stonework", wish.paint((0.84, 0.8, 0.76)), scale=1.2)
    roofs = vinyl((0.85, 0.32, 0.4), 0.45) if wish.material != "snowy" else SNOW
    blue = surface("roof", (0.35, 0.45, 0.66)) if wish.material != "snowy" else SNOW
    pieces: list[Piece] = []

    def turret(x: float, y: float, r: float, h: float, roof: Material, z: float = 0.0) -> None:
        pieces.append((shapes.moved(shapes.lathe([(r * 1.15, 0.0), (r, 0.5), (r * 0.96, h), (r * 1.2, h + 0.5), (r * 1.2, h + 1.1), (r * 1.02, h + 1.1), (0, h + 1.0)], segments=20), (x, y, z)), stone, "main"))
        pieces.append((shapes.moved(shapes.lathe([(r * 1.28, h + 1.0), (r * 1.3, h + 1.1), (r * 0.6, h + 1.1 + r * 1.5), (0.0, h + 1.1 + r * 3.0)], segments=20), (x, y, z)), roof))
        top = z + h + 1.1 + r * 3.0
        pieces.append((rod((x, y, top - 0.1), (x, y, top + 1.3), 0.05, segments=6), vinyl((0.9, 0.8, 0.5), 0.4)))
        flag = np.array([[x, y, top + 1.25], [x, y, top + 0.65], [x + 1.1, y, top + 0.95]])
        pieces.append((shapes.mesh(flag, [[0, 1, 2]], [[0, -1, 0]] * 3, flag[:, [0, 2]]), vinyl((0.98, 0.78, 0.3), 0.6, double_sided=True)))
        pieces.append((block((r * 0.42, 0.2, r * 0.9), 0.08, at=(x, y - r * 1.0, z + h * 0.66)), glass(wish, int(x * 3))))

    def wall(w: float, d: float, h: float, x: float, y: float, z: float = 0.0) -> None:
        pieces.append((block((w, d, h), 0.08, at=(x, y, z)), stone, "main"))
        n = max(int(w / 0.95), 1)
        for k in range(n):
            pieces.append((block((0.52, 0.5, 0.6), 0.06, at=(x - w / 2 + (k + 0.5) * w / n, y - d / 2 + 0.3, z + h)), stone, "main"))

    wall(14, 1.4, 4.6, 0, 0)
    wall(9, 5.0, 7.4, 0, 5.0)
    wall(5, 4.0, 4.0, 0, 5.0, 7.4)
    turret(-7.4, 0, 1.7, 6.2, roofs)
    turret(7.4, 0, 1.7, 6.2, roofs)
    turret(-2.3, -0.3, 1.15, 5.6, blue)
    turret(2.3, -0.3, 1.15, 5.6, blue)
    turret(-4.6, 5, 1.4, 9.0, blue)
    turret(4.6, 5, 1.4, 9.6, blue)
    turret(0, 5.4, 1.7, 13.4, roofs)
    arch = np.linspace(0, np.pi, 12)
    ring = np.stack([1.15 * np.cos(arch), 1.9 + 1.15 * np.sin(arch)], -1)
    outline = np.concatenate([[[-1.15, 0.0], [1.15, 0.0]], ring])
    gate = shapes.turned(shapes.slab(outline, 0.12), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    pieces.append((shapes.moved(gate, (0, -0.68, 0)), surface("planks", (0.5, 0.32, 0.2))))
    rim = shapes.tube(np.stack([1.25 * np.cos(arch), 0 * arch - 0.78, 1.9 + 1.25 * np.sin(arch)], -1), 0.14, segments=8)
    pieces.append((rim, vinyl((0.7, 0.66, 0.62), 0.7)))
    for k, x in enumerate((-2.6, 0.0, 2.6)):
        pieces += [(block((0.7, 0.3, 1.3), 0.15, at=(x, 2.45, 5.3)), glass(wish, k))]
    return assemble("castle", pieces, sound="stone", colliders=[box_collider((14, 1.4, 5)), box_collider((11, 6, 10), (0, 5, 0)), post_collider(1.9, 8, (-7.4, 0, 0)), post_collider(1.9, 8, (7.4, 0, 0))],
                    anchors={"door": (0, -1.8, 0)}, mass_kg=1e6)


def church(wish: Wish) -> Body:
    wall = surface("plaster", wish.paint((0.95, 0.93, 0.88)))
    roof = SNOW if wish.material == "snowy" else surface("roof", (0.45, 0.42, 0.5))
    pieces: list[Piece] = [(spun(gable(9, 5, 2.6, 0.3, 0.16, at=(0, 0, 4.4)), np.pi / 2), roof), (block((5, 9, 4.45), 0.05), wall, "main"),
                           (spun(prism(8.96, 4.96, 2.6, at=(0, 0, 4.42)), np.pi / 2), wall, "main"), (block((2.2, 2.2, 9.0), 0.06, at=(0, -4.6, 0)), wall, "main"),
                           (shapes.moved(spun(shapes.flat(shapes.lathe([(1.75, 0.0), (0.0, 5.2)], segments=4)), np.pi / 4), (0, -4.6, 9.0)), roof)]
    pieces += [(rod((0, -4.6, 14.0), (0, -4.6, 15.2), 0.06, segments=6), vinyl((0.9, 0.75, 0.4), 0.3)), (rod((-0.35, -4.6, 14.8), (0.35, -4.6, 14.8), 0.06, segments=6), vinyl((0.9, 0.75, 0.4), 0.3))]
    pieces += entrance(0, -5.72, (0.5, 0.32, 0.2))
    pieces.append((shapes.moved(tipped(shapes.cylinder(0.7, 0.1, segments=20), np.pi / 2), (0, -5.68, 6.4)), vinyl((0.96, 0.93, 0.85), 0.5)))
    for k, x in enumerate((-1.75, 1.75)):
        pieces.append((block((0.7, 0.2, 2.0), 0.25, at=(x, -4.5, 1.5)), glass(wish, k)))
    pieces.append((block((0.9, 0.2, 1.3), 0.3, at=(0, -5.68, 7.5)), vinyl((0.25, 0.25, 0.3), 0.7)))
    return assemble("church", pieces, sound="stone", mass_kg=2e5)


def lighthouse(wish: Wish) -> Body:
    red, white = vinyl(wish.paint((0.86, 0.25, 0.22)), 0.4), vinyl((0.97, 0.96, 0.93), 0.4)
    pieces: list[Piece] = [(shapes.cylinder(2.4, 0.7, bevel_m=0.2, segments=28), surface("stonework"))]
    for k in range(5):
        r0, r1 = 1.75 - 0.15 * k, 1.75 - 0.15 * (k + 1)
        m = shapes.moved(shapes.lathe([(r0, 0.0), (r1, 1.9)], segments=28), (0, 0, 0.7 + 1.9 * k))
        pieces.append((m, white if k % 2 == 0 else red, *(("main",) if k % 2 else ())))  # type: ignore[arg-type]
    lamp = Material(colour=(1.0, 0.9, 0.6), emission=2.0 if wish.material == "lit" else 0.5, casts_shadow=False)
    pieces += [(shapes.moved(shapes.cylinder(1.45, 0.2, bevel_m=0.06, segments=24), (0, 0, 10.2)), vinyl((0.25, 0.28, 0.32), 0.5)),
               (shapes.moved(shapes.cylinder(0.75, 1.3, segments=16), (0, 0, 10.4)), lamp), (shapes.moved(shapes.lathe([(1.1, 0.0), (1.1, 0.1), (0.0, 1.2)], segments=20), (0, 0, 11.7)), red, "main")]
    ring = np.linspace(0, 2 * np.pi, 21)
    pieces.append((shapes.tube(np.stack([1.4 * np.cos(ring), 1.4 * np.sin(ring), 0 * ring + 11.0], -1), 0.04, segments=6, caps=False), vinyl((0.25, 0.28, 0.32), 0.5)))
    pieces += entrance(0, -1.75, (0.3, 0.45, 0.55))
    return assemble("lighthouse", pieces, sound="stone", colliders=[post_collider(2.2, 11)], anchors={"light": (0, 0, 11)}, mass_kg=2e5)


def barn(wish: Wish) -> Body:
    """A red barn with a bent roof, white crossed doors and a hayloft."""
    red = surface("boards", wish.paint((0.78, 0.24, 0.2)))
    white = vinyl((0.96, 0.95, 0.92), 0.5)
    w, h, length = 6.4, 3.4, 8.5
    end = [(-w / 2, 0.0), (w / 2, 0.0), (w / 2, h), (w * 0.34, h + 1.8), (0.0, h + 2.7), (-w * 0.34, h + 1.8), (-w / 2, h)]
    body = shapes.turned(shapes.slab(np.array(end), length), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    f = -length / 2
    pieces: list[Piece] = [(mapped(shapes.moved(body, (0, length / 2, 0))), red, "main")]
    roof = SNOW if wish.material == "snowy" else surface("roof", (0.36, 0.36, 0.42))
    for s in (-1, 1):
        for (x0, z0), (x1, z1) in ((end[2], end[3]), (end[3], end[4])):
            span = float(np.hypot(x1 - x0, z1 - z0)) + (0.5 if z0 == h else 0.1)
            angle = np.arctan2(z1 - z0, x0 - x1)
            m = rolled(block((span, length + 0.7, 0.14), 0.05), angle)
            mx, mz = (x0 + x1) / 2, (z0 + z1) / 2
            if z0 == h:
                mx, mz = mx + 0.2 * np.cos(angle), mz - 0.2 * np.sin(angle)
            m = shapes.moved(m, (mx, 0, mz))
            pieces.append((m if s > 0 else spun(m, np.pi), roof))
    for x in (-0.8, 0.8):
        pieces.append((block((1.5, 0.12, 2.5), 0.03, at=(x, f, 0.05)), white))
        pieces.append((block((1.3, 0.14, 2.3), 0.02, at=(x, f - 0.01, 0.15)), red, "main"))
        for s in (-1, 1):
            bar = rolled(block((0.14, 0.06, 2.6), 0.02, base=False), s * 0.5)
            pieces.append((shapes.moved(bar, (x, f - 0.1, 1.3)), white))
    pieces += [(block((1.4, 0.14, 1.3), 0.03, at=(0, f, 3.4)), white), (block((1.16, 0.18, 1.06), 0.02, at=(0, f, 3.52)), vinyl((0.3, 0.2, 0.14), 0.8))]
    return assemble("barn", pieces, mass_kg=5e4, anchors={"door": (0, f - 1.2, 0)}, colliders=[box_collider((w, length, 5))])


def windmill(wish: Wish) -> Body:
    """A tapered white mill with a thatch cap and four lattice sails (still)."""
    white = surface("plaster", wish.paint((0.95, 0.92, 0.86)))
    wood = surface("wood", (0.55, 0.38, 0.24))
    pieces: list[Piece] = [(shapes.lathe([(2.1, 0.0), (2.0, 0.4), (1.3, 6.4), (1.45, 6.5)], segments=24), white, "main"),
                           (shapes.moved(shapes.lathe([(1.6, 0.0), (1.5, 0.6), (0.9, 1.5), (0.0, 1.9)], segments=24), (0, 0, 6.4)), surface("roof", (0.62, 0.4, 0.28)))]
    pieces += entrance(0, -2.02, (0.35, 0.5, 0.45))
    hub = (0.0, -1.9, 6.9)
    pieces.append((rod((0, 0, 6.9), (0, -2.1, 6.9), 0.16, segments=10), wood))
    for k in range(4):
        a = k * np.pi / 2 + 0.5
        arm: list[tuple[Mesh, Material]] = [(block((0.12, 0.1, 4.4), 0.02), wood), (shapes.moved(block((0.95, 0.03, 3.3), 0.01), (0.5, 0, 1.0)), vinyl((0.96, 0.92, 0.82), 0.8))]
        arm += [(shapes.moved(shapes.box((1.05, 0.07, 0.06)), (0.5, -0.02, 1.0 + 0.55 * i)), wood) for i in range(7)]
        pieces += [(shapes.moved(rolled(m, a), hub), look) for m, look in arm]
    for k, z in enumerate((2.9, 4.7)):
        pieces += casement(0, -1.78 + 0.117 * (z - 2.0), z, 0.5, 0.7, glass(wish, k), sill=False)
    return assemble("windmill", pieces, colliders=[post_collider(2.0, 6)], mass_kg=5e4, anchors={"hub": hub})


def pier(wish: Wish) -> Body:
    """A wooden jetty 2.2 m wide and 10 m long on posts; walkway at 0.6 m."""
    planks = surface("planks", wish.paint((0.66, 0.5, 0.36)))
    deck = block((10.0, 2.2, 0.1), 0.02, at=(0, 0, 0.5))
    pieces: list[Piece] = [(spun(deck, np.pi / 2), planks, "main")]
    for y in np.arange(-4.6, 5.0, 2.3):
        for x in (-1.05, 1.05):
            pieces.append((rod((x, y, -2.2), (x, y, 1.05), 0.11, segments=9), surface("wood", (0.5, 0.36, 0.25))))
            pieces.append((shapes.ball(0.12, centre=(x, y, 1.06), rings=5, segments=9), vinyl((0.95, 0.94, 0.9), 0.5)))
    return assemble("pier", pieces, colliders=[box_collider((2.2, 10, 0.1), (0, 0, 0.5))], mass_kg=3000, anchors={"top": (0, -4, 0.6)})


def bridge(wish: Wish) -> Body:
    """A humped stone footbridge along x, 7 m long and 2 m wide; its crown is 0.9 m up."""
    xs = np.linspace(-3.5, 3.5, 17)
    top = 0.9 * np.cos(xs / 3.5 * np.pi / 2) ** 1.2 + 0.05
    stone = surface("stonework", wish.paint((0.72, 0.69, 0.64)))
    deck = shapes.grid(np.stack([np.stack([xs, 0 * xs + y, top], -1) for y in (1.0, -1.0)]).transpose(1, 0, 2)[:, ::-1])
    pieces: list[Piece] = [(deck, surface("cobbles"))]
    under = np.concatenate([np.stack([xs, top], -1), [[3.5, -0.6]], [(1.9 * np.cos(a), -0.6 + 1.15 * np.sin(a)) for a in np.linspace(0, np.pi, 13)], [[-3.5, -0.6]]])
    side = shapes.slab(under[::-1], 2.0)
    pieces.append((shapes.moved(shapes.turned(side, [[1, 0, 0], [0, 0, -1], [0, 1, 0]]), (0, 1.0, -0.01)), stone, "main"))
    for y in (-1.0, 1.0):
        rail = [shapes.moved(rolled(block((0.5, 0.26, 0.62), 0.05), -np.arctan(np.gradient(top, xs)[k])), (xs[k], y, top[k] - 0.05)) for k in range(0, 17)]
        pieces.append((shapes.join(rail), stone, "main"))
    heights = [box_collider((0.45, 2.0, float(max(t, 0.06))), (float(x), 0.0, 0.0)) for x, t in zip(xs, top, strict=True)]
    return assemble("bridge", pieces, sound="stone", colliders=heights, anchors={"top": (0, 0, 0.95)}, mass_kg=2e4)


def ferris_wheel(wish: Wish) -> Body:
    """Twelve bright cabins on a wheel 11 m across."""
    steel = vinyl(wish.paint((0.96, 0.95, 0.93)), 0.35)
    colours: tuple[Rgb, ...] = ((0.93, 0.32, 0.32), (0.98, 0.72, 0.25), (0.3, 0.65, 0.85), (0.45, 0.75, 0.4))
    hub, r = 7.0, 5.5
    ring = np.linspace(0, 2 * np.pi, 33)
    pieces: list[Piece] = []
    for y in (-0.5, 0.5):
        for k in (1.0, 0.72):
            pieces.append((shapes.tube(np.stack([r * k * np.cos(ring), 0 * ring + y, hub + r * k * np.sin(ring)], -1), 0.09, segments=6, caps=False), steel, "main"))
        for s in (-1, 1):
            pieces.append((rod((s * 2.6, y * 2.4, 0), (0, y * 1.6, hub), 0.16, segments=8), steel, "main"))
    for k in range(12):
        a = k * np.pi / 6
        c, s = np.cos(a) * r, np.sin(a) * r
        pieces.append((rod((0, 0, hub), (c, 0, hub + s), 0.05, segments=5), steel, "main"))
        cabin = shapes.lathe(shapes.rounded([(0.0, -1.2), (0.42, -1.2), (0.55, -0.72), (0.5, -0.72), (0.0, -0.7)], 0.15), segments=12)
        top = shapes.lathe([(0.62, -0.25), (0.0, 0.05)], segments=12)
        pieces += [(shapes.moved(m, (c, 0, hub + s)), vinyl(colours[k % 4], 0.4)) for m in (cabin, top)]
        pieces.append((rod((c, 0, hub + s - 0.75), (c, 0, hub + s), 0.04, segments=5), steel, "main"))
    pieces.append((shapes.moved(tipped(shapes.cylinder(0.5, 1.6, segments=16), np.pi / 2), (0, 0.8, hub)), vinyl(colours[0], 0.4)))
    return assemble("ferris_wheel", pieces, sound="metal", colliders=[box_collider((5.5, 2.6, 2.0))], mass_kg=5000)


BUILDERS: dict[str, Builder] = {
    "house": house, "shop": shop, "apartment": apartment, "skyscraper": skyscraper, "tower": tower, "castle": castle, "church": church,
    "lighthouse": lighthouse, "barn": barn, "windmill": windmill, "pier": pier, "bridge": bridge, "ferris_wheel": ferris_wheel,
}
