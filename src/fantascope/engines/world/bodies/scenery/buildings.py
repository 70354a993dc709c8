"""Houses, shops, towers, castles and other buildings.

Knows nothing of streets. Toy proportions: doors 2.1 m, storeys 2.8 m, rounded corners, deep window frames. The wish's
material
"lit" lights the windows (night); "snowy" whitens roofs.
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
    gable,
    lump,
    prism,
    rod,
    spun,
    tipped,
    vinyl,
)

WALLS: tuple[Rgb, ...] = (
    (0.96, 0.83, 0.62),
    (0.93, 0.65, 0.55),
    (0.7, 0.83, 0.84),
    (0.95, 0.92, 0.85),
    (0.78, 0.84, 0.66),
    (0.9, 0.74, 0.78),
)


ROOFS: tuple[Rgb, ...] = ((0.78, 0.34, 0.25), (0.42, 0.46, 0.56), (0.62, 0.3, 0.26), (0.36, 0.5, 0.48))


TRIM: Rgb = (0.97, 0.96, 0.93)


SNOW = vinyl((0.95, 0.97, 1.0), 0.6, sheen=0.3)


def glass(wish: Wish, key: int = 0) -> Material:
    """A window pane: sky-blue by day; warm (four in five) when lit."""
    if wish.material == "lit" and (wish.seed * 7 + key * 5) % 5 != 0:
        return Material(
            colour=((1.0, 0.78, 0.42), (1.0, 0.7, 0.36), (1.0, 0.86, 0.58))[key % 3], emission=0.75, roughness=0.3
        )
    if wish.material == "lit":
        return vinyl((0.12, 0.16, 0.26), 0.12)
    return vinyl((0.42, 0.62, 0.76), 0.08)


def casement(
    x: float,
    y: float,
    z: float,
    w: float,
    h: float,
    pane: Material,
    *,
    shutters: Rgb | None = None,
    sill: bool = True,
    cheap: bool = False,
) -> list[Piece]:
    """A framed window on a wall facing −y at depth y, its bottom middle at (x, z)."""
    frame = vinyl(TRIM, 0.4)
    if cheap:
        return [
            (shapes.moved(shapes.box((w + 0.14, 0.06, h + 0.14)), (x, y, z + h / 2)), frame),
            (shapes.moved(shapes.box((w, 0.08, h)), (x, y, z + h / 2)), pane),
        ]
    out: list[Piece] = [
        (block((w + 0.16, 0.08, h + 0.16), 0.025, at=(x, y, z - 0.08)), frame),
        (block((w, 0.1, h), 0.01, at=(x, y, z)), pane),
        (shapes.moved(shapes.box((0.05, 0.12, h)), (x, y, z + h / 2)), frame),
        (shapes.moved(shapes.box((w, 0.12, 0.05)), (x, y, z + h * 0.55)), frame),
    ]
    if sill:
        out.append((block((w + 0.3, 0.2, 0.07), 0.02, at=(x, y - 0.05, z - 0.12)), frame))
    if shutters is not None:
        for s in (-1, 1):
            out.append(
                (
                    block((w * 0.5, 0.06, h + 0.06), 0.02, at=(x + s * (w * 0.75 + 0.09), y, z - 0.03)),
                    vinyl(shutters, 0.5),
                )
            )
    return out


def entrance(x: float, y: float, colour: Rgb, *, step: bool = True) -> list[Piece]:
    out: list[Piece] = [
        (block((1.16, 0.12, 2.2), 0.03, at=(x, y, 0.12)), vinyl(TRIM, 0.4)),
        (block((0.94, 0.16, 2.06), 0.02, at=(x, y, 0.12)), vinyl(colour, 0.35)),
        (
            shapes.ball(0.045, centre=(x + 0.34, y - 0.1, 1.1), rings=6, segments=8),
            vinyl((0.9, 0.75, 0.4), 0.3, metallic=0.6),
        ),
        (block((0.5, 0.18, 0.5), 0.03, at=(x, y, 1.45)), vinyl((0.5, 0.68, 0.78), 0.15)),
    ]
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
    pieces: list[Piece] = [
        (block((w, dep, h), 0.06), wall, "main"),
        (prism(w - 0.04, dep - 0.04, rise, at=(0, 0, h - 0.02)), wall, "main"),
        (gable(w, dep, rise, 0.35, 0.16, at=(0, 0, h - 0.05)), roof),
        (block((w + 0.1, dep + 0.1, 0.3), 0.04), surface("stonework")),
    ]
    door_x = (-0.9, -1.1, 0.0)[kind]
    pieces += entrance(door_x, f, doors[wish.seed % 4])
    pieces += [(block((1.7, 0.95, 0.1), 0.03, at=(door_x, f - 0.42, 2.45)), roof)]
    pieces += [
        (rod((door_x + s * 0.7, f - 0.75, 0.1), (door_x + s * 0.7, f - 0.75, 2.46), 0.05, segments=8), vinyl(TRIM, 0.4))
        for s in (-1, 1)
    ]
    spots = {0: [(1.3, 1.0)], 1: [(0.9, 1.0), (-1.1, 3.5), (0.9, 3.5)], 2: [(-2.2, 1.0), (2.2, 1.0)]}[kind]
    for k, (x, z) in enumerate(spots):
        pieces += casement(x, f, z, 1.0, 1.2, glass(wish, k), shutters=shut)
        if z < 2:
            pieces.append(
                (block((1.1, 0.28, 0.22), 0.04, at=(x, f - 0.16, z - 0.34)), surface("wood", (0.6, 0.4, 0.25)))
            )
            for i in range(5):
                colour = ((0.95, 0.4, 0.5), (1.0, 0.82, 0.35), (0.98, 0.96, 0.95))[(i + wish.seed) % 3]
                pieces.append(
                    (
                        lump(
                            (0.12, 0.11, 0.11), at=(x - 0.4 + 0.2 * i, f - 0.17, z - 0.07), seed=i, rings=4, segments=7
                        ),
                        vinyl(colour if i % 2 else (0.35, 0.6, 0.28), 0.7),
                    )
                )
    for s in (-1, 1):
        side = [*casement(0, -w / 2, 1.0, 0.9, 1.1, glass(wish, 5 + s), cheap=True)]
        pieces += [(spun(m, s * np.pi / 2), look) for m, look in [(p[0], p[1]) for p in side]]
    if kind == 2:
        pieces += [
            (block((1.5, 1.6, 1.1), 0.03, at=(0, f + 1.1, h + 0.35)), wall, "main"),
            (gable(1.6, 1.6, 0.7, 0.15, 0.12, at=(0, f + 1.1, h + 1.4)), roof),
            (prism(1.46, 1.56, 0.7, at=(0, f + 1.1, h + 1.4)), wall, "main"),
        ]
        pieces += casement(0, f + 0.3, h + 0.55, 0.7, 0.7, glass(wish, 9), sill=False)
    cx = w * 0.28
    pieces += [
        (block((0.6, 0.6, 1.5), 0.04, at=(cx, 0.6, h + rise * 0.45)), surface("brick")),
        (block((0.74, 0.74, 0.14), 0.03, at=(cx, 0.6, h + rise * 0.45 + 1.5)), surface("concrete")),
    ]
    return assemble(
        "house",
        pieces,
        sound="stone",
        colliders=[box_collider((w, dep, h + rise * 0.5))],
        anchors={"door": (door_x, f - 1.2, 0)},
        mass_kg=5e4,
    )


def awning(x: float, y: float, z: float, w: float, colour: Rgb) -> list[Piece]:
    """A striped shop awning sloping to the audience."""
    out: list[Piece] = []
    n = max(int(w / 0.42), 4)
    for k in range(n):
        strip = tipped(block((w / n, 1.15, 0.05), 0.015), 0.42)
        out.append(
            (
                shapes.moved(strip, (x - w / 2 + (k + 0.5) * w / n, y - 0.5, z - 0.22)),
                vinyl(colour if k % 2 == 0 else TRIM, 0.6),
            )
        )
        scallop = shapes.moved(
            tipped(shapes.cylinder(w / n / 2, 0.04, segments=10), np.pi / 2),
            (x - w / 2 + (k + 0.5) * w / n, y - 1.0, z - 0.44),
        )
        out.append((scallop, vinyl(colour if k % 2 == 0 else TRIM, 0.6)))
    return out


def shop(wish: Wish) -> Body:
    """Two storeys: a wide shop window under a striped awning and a blank sign board; flats above."""
    w, dep, h = 5.6, 5.0, 6.0
    f = -dep / 2
    colours: tuple[Rgb, ...] = ((0.86, 0.32, 0.3), (0.25, 0.52, 0.5), (0.9, 0.62, 0.25), (0.36, 0.42, 0.66))
    c = colours[wish.seed % 4]
    wall = (
        surface("brick", (0.82, 0.55, 0.44))
        if wish.seed % 3 == 1 and wish.colour is None
        else surface("plaster", wish.pick(WALLS[::-1]))
    )
    pieces: list[Piece] = [
        (block((w, dep, h), 0.06), wall, "main"),
        (block((w + 0.25, dep + 0.25, 0.3), 0.06, at=(0, 0, h - 0.05)), vinyl(TRIM, 0.5)),
        (block((w - 0.1, 0.2, 0.7), 0.02, at=(0, f, 0)), vinyl(c, 0.4)),
        (block((w - 0.3, 0.24, 0.62), 0.06, at=(0, f - 0.04, 2.72)), vinyl(c, 0.4)),
        (
            block((w - 0.7, 0.05, 0.36), 0.02, at=(0, f - 0.16, 2.85)),
            vinyl((0.98, 0.93, 0.8), 0.5, emission=0.3 if wish.material == "lit" else 0.0),
        ),
    ]
    pieces += casement(0.75, f - 0.06, 0.75, 3.2, 1.75, glass(wish, 1))
    for k in range(5):
        pieces.append(
            (
                block((0.34, 0.1, 0.3 + 0.1 * ((k * 7 + wish.seed) % 3)), 0.06, at=(-0.5 + 0.62 * k, f - 0.12, 0.8)),
                vinyl(colours[(k + wish.seed + 1) % 4], 0.45),
            )
        )
    pieces += entrance(-1.85, f - 0.04, c, step=False)
    pieces += awning(0, f - 0.08, 2.78, w - 0.5, c)
    for k, x in enumerate((-1.6, 0.0, 1.6)):
        pieces += casement(
            x, f, 3.9, 0.9, 1.25, glass(wish, 3 + k), shutters=colours[(wish.seed + 2) % 4] if wish.seed % 2 else None
        )
    if wish.material == "snowy":
        pieces.append((block((w + 0.1, dep + 0.1, 0.2), 0.1, at=(0, 0, h + 0.25)), SNOW))
    return assemble(
        "shop",
        pieces,
        sound="stone",
        colliders=[box_collider((w, dep, h))],
        anchors={"door": (-1.85, f - 1.0, 0)},
        mass_kg=5e4,
    )


def apartment(wish: Wish) -> Body:
    """Five storeys with balconies; a shop front at the bottom."""
    w, dep, floors = 7.2, 6.0, 5
    h = 3.2 + floors * 2.7
    f = -dep / 2
    wall = surface("plaster", wish.pick(WALLS)) if wish.seed % 2 else surface("brick", wish.paint((0.76, 0.46, 0.38)))
    pieces: list[Piece] = [
        (block((w, dep, h), 0.08), wall, "main"),
        (block((w + 0.3, dep + 0.3, 0.35), 0.08, at=(0, 0, h)), vinyl(TRIM, 0.5)),
        (block((w + 0.06, dep + 0.06, 0.25), 0.05, at=(0, 0, 2.9)), vinyl(TRIM, 0.5)),
    ]
    pieces += entrance(0.0, f, (0.3, 0.42, 0.5))
    for x in (-2.3, 2.3):
        pieces += casement(x, f, 0.7, 1.7, 1.7, glass(wish, int(x)), cheap=True)
    for k in range(floors):
        for i, x in enumerate((-2.5, -0.85, 0.85, 2.5)):
            pieces += casement(x, f, 3.6 + 2.7 * k, 0.95, 1.4, glass(wish, k * 4 + i), cheap=True)
        for x in (-2.5, 2.5):
            if (k + wish.seed) % 2 == 0:
                pieces.append((block((1.6, 0.7, 0.12), 0.03, at=(x, f - 0.35, 3.42 + 2.7 * k)), vinyl(TRIM, 0.5)))
                pieces.append(
                    (block((1.6, 0.05, 0.6), 0.02, at=(x, f - 0.68, 3.5 + 2.7 * k)), vinyl((0.3, 0.36, 0.42), 0.5))
                )
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
                        m = shapes.moved(
                            shapes.box((ww * 0.75, 0.06, 0.9)), (-width * 0.4 + (i + 0.5) * ww, -width / 2, z + 0.45)
                        )
                        pieces.append((spun(m, side), glass(wish, s * 3 + i * 2 + k + int(side * 3))))
            else:
                pieces.append(
                    (
                        shapes.moved(shapes.box((width + 0.06, width + 0.06, 0.85)), (0, 0, z + 0.45)),
                        vinyl((0.34, 0.5, 0.64), 0.1),
                    )
                )
        for x in np.linspace(-width / 2, width / 2, 5) if wish.material != "lit" else ():
            for side in range(4):
                m = shapes.moved(shapes.box((0.3, 0.2, hh)), (x, -width / 2, base + hh / 2))
                pieces.append((spun(m, side * np.pi / 2), body, "main"))
        base += hh
    pieces.append(
        (rod((0, 0, h), (0, 0, h + 5), 0.18, end_m=0.05, segments=8), vinyl((0.8, 0.8, 0.82), 0.3, metallic=0.6))
    )
    return assemble("skyscraper", pieces, sound="stone", mass_kg=1e7)


BUILDERS: dict[str, Builder] = {"house": house, "shop": shop, "apartment": apartment, "skyscraper": skyscraper}
