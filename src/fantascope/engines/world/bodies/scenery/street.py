"""Street and garden things: lamps, signs, benches, fences, fountains, wells, bales.

Knows nothing of streets. A lamp's light sits at anchor "light"; material "lit" makes it glow.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Rgb, Vec3
from .forms import Builder, Piece, Wish, assemble, block, box_collider, gable, panel, post_collider, rod, tipped, vinyl

IRON: Rgb = (0.2, 0.26, 0.27)
GREY: Rgb = (0.62, 0.64, 0.66)


def _glow(lit: bool, colour: Rgb = (1.0, 0.85, 0.58)) -> Material:
    return Material(colour=colour, roughness=0.4, emission=2.4 if lit else 0.12, casts_shadow=False)


def street_lamp(wish: Wish) -> Body:
    """A park lantern 3.6 m high."""
    iron = vinyl(wish.paint(IRON), 0.4)
    post = shapes.lathe([(0.2, 0.0), (0.2, 0.1), (0.12, 0.22), (0.1, 0.5), (0.055, 0.6), (0.045, 2.9), (0.09, 2.96), (0.05, 3.02)], segments=14)
    glass = shapes.lathe([(0.12, 3.04), (0.2, 3.4)], segments=12)
    cap = shapes.lathe([(0.27, 3.4), (0.25, 3.46), (0.08, 3.62), (0.03, 3.74), (0.0, 3.76)], segments=14)
    base = shapes.lathe([(0.0, 3.0), (0.13, 3.02), (0.13, 3.05), (0.0, 3.06)], segments=12)
    return assemble("street_lamp", [(post, iron, "main"), (glass, _glow(wish.material == "lit")), (cap, iron, "main"), (base, iron, "main")], sound="metal",
                    colliders=[post_collider(0.12, 3.5)], anchors={"light": (0.0, 0.0, 3.22)}, mass_kg=80)


def arc_lamp(wish: Wish) -> Body:
    """A tall road lamp 6 m high whose head reaches out to the front."""
    m = vinyl(wish.paint((0.5, 0.53, 0.56)), 0.35, metallic=0.4)
    path = [(0, 0, 0), (0, 0, 3), (0, 0, 5.2), (0, -0.35, 5.85), (0, -1.1, 6.05), (0, -1.6, 6.05)]
    pieces: list[Piece] = [(shapes.tube(path, [0.1, 0.085, 0.07, 0.06, 0.05, 0.05], segments=10), m, "main"), (block((0.3, 0.75, 0.13), 0.05, at=(0, -1.75, 6.0)), m, "main"),
                           (block((0.22, 0.55, 0.04), 0.01, at=(0, -1.78, 5.97)), _glow(wish.material == "lit"))]
    return assemble("arc_lamp", pieces, sound="metal", colliders=[post_collider(0.1, 5)], anchors={"light": (0, -1.75, 5.9)}, mass_kg=120)


def traffic_light(wish: Wish) -> Body:
    dark = vinyl((0.16, 0.18, 0.2), 0.45)
    on = {"red": 0, "amber": 1, "green": 2}.get(wish.material or "", wish.seed % 3)
    pieces: list[Piece] = [(rod((0, 0, 0), (0, 0, 2.5), 0.06, segments=10), vinyl((0.4, 0.43, 0.46), 0.4)), (block((0.36, 0.26, 1.0), 0.07, at=(0, 0, 2.3)), dark)]
    for k, c in enumerate(((1.0, 0.2, 0.15), (1.0, 0.7, 0.15), (0.25, 0.95, 0.4))):
        z = 3.13 - 0.31 * k
        lens = shapes.moved(tipped(shapes.lathe([(0.105, 0.0), (0.08, 0.03), (0.0, 0.045)], segments=16), np.pi / 2), (0, -0.13, z))
        glow = Material(colour=c, emission=1.8, casts_shadow=False) if k == on else vinyl((c[0] * 0.3, c[1] * 0.3, c[2] * 0.3), 0.3)
        pieces.append((lens, glow))
        hood = shapes.lathe([(0.125, 0.0), (0.125, 0.14)], segments=14)
        pieces.append((shapes.moved(tipped(hood, np.pi / 2), (0, -0.12, z)), vinyl((0.16, 0.18, 0.2), 0.45, double_sided=True)))
    return assemble("traffic_light", pieces, sound="metal", colliders=[post_collider(0.08, 3.2)], mass_kg=60)


def road_sign(wish: Wish) -> Body:
    """Seeds: stop-like octagon, warning triangle, blue disc, parking square. No words."""
    kind = wish.seed % 4
    pole = vinyl((0.7, 0.72, 0.74), 0.35, metallic=0.4)
    pieces: list[Piece] = [(rod((0, 0.03, 0), (0, 0.03, 2.5), 0.035, segments=8), pole)]
    n = (8, 3, 24, 4)[kind]
    colour = wish.paint(((0.86, 0.2, 0.2), (0.96, 0.75, 0.2), (0.2, 0.45, 0.8), (0.2, 0.45, 0.8))[kind])
    turn = {8: np.pi / 8, 3: np.pi / 2, 24: 0.0, 4: np.pi / 4}[n]
    for r, t, c in ((0.42, 0.02, (0.97, 0.97, 0.95)), (0.37, 0.03, colour), (0.13, 0.036, (0.97, 0.97, 0.95))):
        ring = [(r * np.cos(turn + 2 * np.pi * k / n), r * np.sin(turn + 2 * np.pi * k / n)) for k in range(n)]
        if c != colour and t > 0.03:
            ring = [(-0.25, -0.05), (0.25, -0.05), (0.25, 0.05), (-0.25, 0.05)] if kind != 1 else [(-0.035, -0.14), (0.035, -0.14), (0.05, 0.16), (-0.05, 0.16)]
        plate = shapes.turned(shapes.slab(np.array(ring), t), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
        pieces.append((shapes.moved(plate, (0, 0, 2.25)), vinyl(c, 0.35), *(("main",) if c == colour else ())))  # type: ignore[arg-type]
    return assemble("road_sign", pieces, sound="metal", colliders=[post_collider(0.05, 2.6)], mass_kg=15)


def hydrant(wish: Wish) -> Body:
    red = vinyl(wish.paint((0.86, 0.2, 0.17)), 0.35)
    body = shapes.lathe(shapes.rounded([(0.0, 0.0), (0.2, 0.0), (0.2, 0.06), (0.13, 0.08), (0.13, 0.52), (0.18, 0.53), (0.18, 0.59), (0.12, 0.72), (0.05, 0.76), (0.05, 0.82), (0.0, 0.82)], 0.015), segments=18)
    pieces: list[Piece] = [(body, red, "main"), (rod((-0.24, 0, 0.4), (0.24, 0, 0.4), 0.065, segments=12), red, "main"), (rod((0, -0.22, 0.36), (0, 0, 0.36), 0.085, segments=12), red, "main")]
    pieces += [(rod((s * 0.24, 0, 0.4), (s * 0.28, 0, 0.4), 0.04, segments=6), vinyl((0.9, 0.86, 0.7), 0.35)) for s in (-1, 1)]
    return assemble("hydrant", pieces, sound="metal", colliders=[post_collider(0.2, 0.8)], mass_kg=80)


def mailbox(wish: Wish) -> Body:
    c = vinyl(wish.paint((0.85, 0.24, 0.2)), 0.35)
    arch = [(-0.2, 0.0), (0.2, 0.0), (0.2, 0.2), *[(0.2 * np.cos(a), 0.2 + 0.2 * np.sin(a)) for a in np.linspace(0.2, np.pi - 0.2, 9)], (-0.2, 0.2)]
    tub = shapes.turned(shapes.slab(np.array(arch), 0.6), [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    pieces: list[Piece] = [(block((0.1, 0.1, 1.0), 0.015), surface("wood", (0.55, 0.4, 0.28))), (shapes.moved(tub, (0, 0.3, 1.0)), c, "main"),
                           (block((0.22, 0.03, 0.05), 0.01, at=(0, -0.31, 1.22)), vinyl((0.97, 0.95, 0.9), 0.4)), (block((0.02, 0.05, 0.26), 0.005, at=(0.21, 0.0, 1.18)), vinyl((0.98, 0.8, 0.3), 0.4))]
    return assemble("mailbox", pieces, sound="metal", colliders=[box_collider((0.4, 0.6, 1.4))], mass_kg=10)


def bench(wish: Wish) -> Body:
    wood, iron = surface("wood", wish.paint((0.7, 0.45, 0.26))), vinyl(IRON, 0.4)
    pieces: list[Piece] = [(block((1.7, 0.11, 0.045), 0.018, at=(0, -0.2 + 0.13 * k, 0.42)), wood, "main") for k in range(4)]
    for k in range(3):
        slat = shapes.moved(tipped(block((1.7, 0.04, 0.11), 0.016), -0.2), (0, 0.27 + 0.028 * k, 0.54 + 0.14 * k))
        pieces.append((slat, wood, "main"))
    for x in (-0.7, 0.7):
        pieces += [(rod((x, -0.22, 0), (x, -0.2, 0.42), 0.032, segments=8), iron), (rod((x, 0.26, 0), (x, 0.2, 0.45), 0.032, segments=8), iron),
                   (rod((x, 0.2, 0.42), (x, 0.34, 0.96), 0.028, segments=8), iron), (rod((x, -0.24, 0.4), (x, 0.24, 0.4), 0.028, segments=8), iron),
                   (shapes.tube([(x, -0.24, 0.42), (x, -0.24, 0.62), (x, -0.1, 0.66), (x, 0.26, 0.64)], 0.024, segments=7), iron)]
    return assemble("bench", pieces, colliders=[box_collider((1.7, 0.5, 0.46)), box_collider((1.7, 0.1, 0.95), (0, 0.28, 0))], anchors={"seat": (0, -0.02, 0.47)}, mass_kg=40)


def fence(wish: Wish) -> Body:
    """2 m of picket fence; material "rail" makes it two rails on posts."""
    m = vinyl(wish.paint((0.97, 0.96, 0.93)), 0.55) if wish.material != "rail" else surface("wood", wish.paint((0.6, 0.43, 0.28)))
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
    basin = shapes.lathe([(1.9, 0.0), (1.85, 0.45), (1.95, 0.5), (1.95, 0.6), (1.6, 0.6), (1.58, 0.4), (0.3, 0.38), (0.22, 0.8), (0.18, 1.1), (0.75, 1.3), (0.8, 1.42), (0.7, 1.42), (0.62, 1.34),
                          (0.15, 1.32), (0.12, 1.8), (0.34, 1.92), (0.36, 2.0), (0.28, 2.0), (0.0, 1.94)], segments=32)
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
    return assemble("fountain", pieces, sound="stone", colliders=[post_collider(1.95, 0.6), post_collider(0.6, 2.0)], mass_kg=3000)


def statue(wish: Wish) -> Body:
    """A rounded rider-less hero on a plinth: figure with raised arm."""
    bronze = vinyl(wish.paint((0.45, 0.58, 0.5)), 0.4, metallic=0.35)
    stone = surface("stonework")
    pieces: list[Piece] = [(block((1.5, 1.5, 0.3), 0.05), stone), (block((1.1, 1.1, 1.1), 0.06, at=(0, 0, 0.3)), stone), (block((1.3, 1.3, 0.14), 0.04, at=(0, 0, 1.4)), stone)]
    z = 1.54
    pieces += [(shapes.capsule((s * 0.13, 0, z + 0.1), (s * 0.12, 0, z + 0.8), 0.12, 0.13), bronze, "main") for s in (-1, 1)]
    pieces += [(shapes.capsule((0, 0, z + 0.85), (0, 0, z + 1.35), 0.24, 0.26), bronze, "main"), (shapes.ball(0.22, centre=(0, -0.02, z + 1.85), rings=12, segments=16), bronze, "main"),
               (shapes.capsule((0.26, 0, z + 1.4), (0.5, -0.15, z + 2.05), 0.09, 0.08), bronze, "main"), (shapes.capsule((-0.26, 0, z + 1.4), (-0.34, -0.05, z + 0.9), 0.09, 0.08), bronze, "main")]
    return assemble("statue", pieces, sound="stone", colliders=[box_collider((1.5, 1.5, 1.54))], mass_kg=3000)


def well(wish: Wish) -> Body:
    stone, wood = surface("stonework", (0.7, 0.68, 0.64), scale=0.6), surface("wood", (0.55, 0.38, 0.24))
    pieces: list[Piece] = [(shapes.lathe([(0.95, 0.0), (0.9, 0.85), (0.98, 0.88), (0.98, 1.0), (0.7, 1.0), (0.68, 0.3), (0.0, 0.3)], segments=24), stone, "main")]
    pieces += [(block((0.14, 0.14, 2.1), 0.03, at=(s * 0.85, 0, 0.2)), wood) for s in (-1, 1)]
    pieces += [(gable(2.0, 1.2, 0.7, 0.2, 0.1, at=(0, 0, 2.2)), surface("roof")), (rod((-1.0, 0, 1.75), (1.1, 0, 1.75), 0.06, segments=8), wood), (rod((0, 0, 1.2), (0, 0, 1.75), 0.015, segments=5), vinyl((0.8, 0.7, 0.5), 0.8)),
               (shapes.moved(shapes.lathe([(0.13, 0.0), (0.17, 0.28)], segments=12), (0, 0, 0.95)), vinyl((0.6, 0.42, 0.27), 0.7, double_sided=True))]
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


def bus_shelter(wish: Wish) -> Body:
    steel, glass = vinyl(wish.paint((0.3, 0.42, 0.48)), 0.4), vinyl((0.8, 0.92, 0.95), 0.08, opacity=0.35)
    pieces: list[Piece] = [(block((3.2, 1.4, 0.1), 0.04, at=(0, 0.1, 2.4)), steel, "main"), (block((1.8, 0.36, 0.06), 0.02, at=(0, 0.45, 0.45)), surface("wood"))]
    pieces += [(rod((x, y, 0), (x, y, 2.42), 0.04, segments=7), steel, "main") for x in (-1.5, 1.5) for y in (-0.5, 0.7)]
    pieces += [(panel(2.9, 1.9, at=(0, 0.7, 0.35)), glass)]
    return assemble("bus_shelter", pieces, sound="metal", colliders=[box_collider((3.2, 0.1, 2.4), (0, 0.7, 0))], anchors={"seat": (0, 0.4, 0.5)}, mass_kg=200)


def bin_(wish: Wish) -> Body:
    m = vinyl(wish.paint((0.3, 0.45, 0.36)), 0.45)
    pieces: list[Piece] = [(shapes.lathe(shapes.rounded([(0.0, 0.0), (0.2, 0.0), (0.25, 0.75), (0.0, 0.75)], 0.02), segments=16), m, "main"), (shapes.moved(shapes.lathe([(0.27, 0.0), (0.25, 0.08), (0.0, 0.16)], segments=16), (0, 0, 0.75)), vinyl((0.2, 0.28, 0.24), 0.45))]
    return assemble("bin", pieces, sound="metal", colliders=[post_collider(0.26, 0.9)], mass_kg=10)


def crate(wish: Wish) -> Body:
    m = surface("planks", wish.paint((0.76, 0.56, 0.34)), scale=0.5)
    pieces: list[Piece] = [(block((0.86, 0.86, 0.86), 0.01, at=(0, 0, 0.03)), m, "main")]
    for x in (-0.42, 0.42):
        for y in (-0.42, 0.42):
            pieces.append((block((0.1, 0.1, 0.92), 0.015, at=(x, y, 0)), m, "main"))
        for z in (0.0, 0.82):
            pieces += [(block((0.1, 0.92, 0.1), 0.015, at=(x, 0, z)), m, "main"), (block((0.92, 0.1, 0.1), 0.015, at=(0, x, z)), m, "main")]
    return assemble("crate", pieces, mass_kg=30)


def barrel(wish: Wish) -> Body:
    t = np.linspace(0, 1, 9)
    m = shapes.lathe(np.concatenate([[[0.0, 0.0]], np.stack([0.27 + 0.08 * np.sin(np.pi * t), 0.9 * t], -1), [[0.22, 0.9], [0.22, 0.86], [0.0, 0.86]]]), segments=18)
    pieces: list[Piece] = [(m, surface("planks", wish.paint((0.6, 0.4, 0.25)), scale=0.5), "main")]
    for z in (0.14, 0.36, 0.54, 0.76):
        r = 0.275 + 0.08 * np.sin(np.pi * z / 0.9)
        pieces.append((shapes.lathe([(r, z - 0.03), (r + 0.008, z), (r, z + 0.03)], segments=18), vinyl((0.4, 0.4, 0.43), 0.4, metallic=0.5)))
    return assemble("barrel", pieces, colliders=[post_collider(0.34, 0.9)], mass_kg=40)


def picnic_table(wish: Wish) -> Body:
    m = surface("planks", wish.paint((0.7, 0.48, 0.3)), scale=0.7)
    pieces: list[Piece] = [(block((1.9, 0.8, 0.06), 0.02, at=(0, 0, 0.7)), m, "main")]
    pieces += [(block((1.9, 0.28, 0.05), 0.02, at=(0, s * 0.72, 0.42)), m, "main") for s in (-1, 1)]
    for x in (-0.7, 0.7):
        pieces += [(rod((x, s * 0.62, 0), (x, s * 0.22, 0.7), 0.045, segments=7), m, "main") for s in (-1, 1)]
        pieces.append((block((0.08, 1.6, 0.08), 0.02, at=(x, 0, 0.36)), m, "main"))
    return assemble("picnic_table", pieces, colliders=[box_collider((1.9, 1.7, 0.47)), box_collider((1.9, 0.8, 0.76))], anchors={"top": (0, 0, 0.76), "seat": (0, -0.72, 0.47)}, mass_kg=50)


def string_lights(wish: Wish) -> Body:
    """A sagging 6 m cord with coloured bulbs, its ends at z = 0."""
    t = np.linspace(-1, 1, 17)
    cord = np.stack([3 * t, 0 * t, -0.55 * (1 - t**2)], -1)
    pieces: list[Piece] = [(shapes.tube(cord, 0.012, segments=4, caps=False), vinyl((0.15, 0.15, 0.15), 0.6))]
    colours: tuple[Rgb, ...] = ((1.0, 0.45, 0.35), (1.0, 0.8, 0.4), (0.5, 0.85, 0.5), (0.45, 0.7, 1.0))
    for k in range(1, 16):
        at: Vec3 = (float(cord[k, 0]), 0.0, float(cord[k, 2]) - 0.07)
        pieces.append((shapes.ellipsoid((0.05, 0.05, 0.065), centre=at, rings=5, segments=8), Material(colour=colours[k % 4], emission=1.4, casts_shadow=False)))
    return assemble("string_lights", pieces, colliders=(), sound="glass", mass_kg=1)


def parasol_table(wish: Wish) -> Body:
    """A café table under a parasol."""
    colour = wish.pick(((0.9, 0.36, 0.32), (0.28, 0.56, 0.56), (0.95, 0.75, 0.35)))
    pieces: list[Piece] = [(shapes.moved(shapes.cylinder(0.45, 0.04, bevel_m=0.015, segments=22), (0, 0, 0.7)), vinyl((0.97, 0.96, 0.93), 0.35)), (rod((0, 0, 0), (0, 0, 2.4), 0.028, segments=8), vinyl((0.8, 0.7, 0.55), 0.5)),
                           (shapes.cylinder(0.26, 0.05, bevel_m=0.02, segments=18), vinyl(IRON, 0.5))]
    canopy = shapes.lathe([(1.35, 2.0), (1.38, 2.06), (0.7, 2.32), (0.0, 2.46)], segments=8)
    pieces.append((canopy, vinyl(colour, 0.6, double_sided=True), "main"))
    return assemble("parasol_table", pieces, colliders=[post_collider(0.45, 0.74)], anchors={"top": (0, 0, 0.74)}, mass_kg=30)


def rails(wish: Wish) -> Body:
    """10 m of railway track along x on sleepers."""
    steel, wood = vinyl((0.62, 0.6, 0.6), 0.3, metallic=0.7), vinyl((0.42, 0.31, 0.24), 0.8)
    pieces: list[Piece] = [(shapes.moved(shapes.box((10.0, 0.07, 0.14)), (0, s * 0.72, 0.17)), steel) for s in (-1, 1)]
    pieces += [(block((0.24, 2.3, 0.13), 0.03, at=(-4.7 + 0.66 * k, 0, 0)), wood) for k in range(15)]
    return assemble("rails", pieces, colliders=(), sound="metal", mass_kg=1000)


def carriage(wish: Wish) -> Body:
    """A rounded railway carriage 9 m long with a row of windows."""
    c, cream = vinyl(wish.pick(((0.2, 0.5, 0.55), (0.75, 0.25, 0.24))), 0.3), vinyl((0.96, 0.91, 0.8), 0.35)
    lit = wish.material == "lit"
    pane = Material(colour=(1.0, 0.82, 0.5), emission=1.0) if lit else vinyl((0.3, 0.45, 0.55), 0.08)
    pieces: list[Piece] = [(block((9.0, 2.6, 1.3), 0.15, at=(0, 0, 0.75)), c, "main"), (block((8.96, 2.56, 1.35), 0.2, at=(0, 0, 1.85)), cream), (block((9.1, 2.5, 0.4), 0.2, at=(0, 0, 3.1)), vinyl((0.4, 0.43, 0.47), 0.5))]
    pieces += [(block((1.0, 0.1, 0.85), 0.12, at=(-3.2 + 1.28 * k, -1.27, 2.05)), pane) for k in range(6)]
    pieces += [(block((0.9, 0.1, 2.0), 0.08, at=(x, -1.3, 0.85)), vinyl((0.9, 0.7, 0.3), 0.35)) for x in (-4.0, 4.0)]
    for x in (-3.0, -2.0, 2.0, 3.0):
        wheel = tipped(shapes.cylinder(0.42, 0.14, bevel_m=0.03, segments=18), np.pi / 2)
        pieces.append((shapes.moved(wheel, (x, -0.75, 0.46)), vinyl((0.22, 0.22, 0.25), 0.4)))
    return assemble("carriage", pieces, sound="metal", mass_kg=2e4)


def container(wish: Wish) -> Body:
    colour = wish.pick(((0.8, 0.3, 0.25), (0.2, 0.45, 0.6), (0.92, 0.68, 0.25), (0.35, 0.55, 0.4)))
    pieces: list[Piece] = [(block((6.0, 2.4, 2.5), 0.03), surface("corrugated", colour), "main")]
    return assemble("container", pieces, sound="metal", mass_kg=4000)


def car_block(wish: Wish) -> Body:
    """A parked rounded toy car for backgrounds (cheap: no turning wheels)."""
    colour = wish.pick(((0.25, 0.5, 0.75), (0.95, 0.75, 0.3), (0.45, 0.65, 0.5), (0.9, 0.5, 0.45)))
    pieces: list[Piece] = [(block((3.4, 1.5, 0.62), 0.24, at=(0, 0, 0.28)), vinyl(colour, 0.25), "main"), (block((1.9, 1.3, 0.62), 0.26, at=(-0.1, 0, 0.8)), vinyl((0.22, 0.3, 0.36), 0.08)),
                           (block((1.75, 1.26, 0.14), 0.07, at=(-0.1, 0, 1.33)), vinyl(colour, 0.25), "main")]
    for x in (-1.05, 1.05):
        for s in (-1, 1):
            wheel = tipped(shapes.cylinder(0.33, 0.22, bevel_m=0.05, segments=18), np.pi / 2)
            hub = tipped(shapes.cylinder(0.16, 0.25, bevel_m=0.02, segments=12), np.pi / 2)
            pieces += [(shapes.moved(wheel, (x, s * 0.72 + 0.11, 0.33)), vinyl((0.13, 0.13, 0.14), 0.7)), (shapes.moved(hub, (x, s * 0.72 + 0.125, 0.33)), vinyl((0.85, 0.85, 0.86), 0.3, metallic=0.6))]
    pieces += [(block((0.08, 0.26, 0.16), 0.03, at=(1.68, s * 0.5, 0.5)), Material(colour=(1.0, 0.95, 0.8), emission=0.3)) for s in (-1, 1)]
    pieces += [(block((0.08, 0.26, 0.16), 0.03, at=(-1.68, s * 0.5, 0.5)), vinyl((0.75, 0.12, 0.1), 0.2)) for s in (-1, 1)]
    return assemble("parked_car", pieces, sound="metal", colliders=[box_collider((3.4, 1.5, 1.4))], mass_kg=1100)


BUILDERS: dict[str, Builder] = {
    "street_lamp": street_lamp, "arc_lamp": arc_lamp, "traffic_light": traffic_light, "road_sign": road_sign, "hydrant": hydrant, "mailbox": mailbox, "bench": bench,
    "fence": fence, "gate": gate, "fountain": fountain, "statue": statue, "well": well, "hay_bale": hay_bale, "bus_shelter": bus_shelter, "bin": bin_, "crate": crate,
    "barrel": barrel, "picnic_table": picnic_table, "string_lights": string_lights, "parasol_table": parasol_table, "rails": rails, "carriage": carriage,
    "container": container, "parked_car": car_block,
}
