"""Stones, mountains, snow, sea shore and sea bed, clouds, and things of other worlds.

Knows nothing of landscapes. Lumps are painted lighter on top.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Collider, Material, Mesh, Rgb
from .forms import Builder, Piece, Wish, assemble, block, box_collider, graded, lump, post_collider, rod, rolled, spun, tipped, vinyl

WHITE: Rgb = (0.94, 0.96, 1.0)


def _stone(wish: Wish, radii: tuple[float, float, float], name: str, *, rings: int, segments: int) -> Body:
    m = lump(radii, at=(0, 0, radii[2] * 0.72), seed=wish.seed, rough=0.2, rings=rings, segments=segments, freq=2.2)
    m = shapes.mesh(np.maximum(m.positions, [-1e9, -1e9, -0.02]), m.faces, m.normals, m.uvs)
    look = surface("rock", wish.paint((0.6, 0.57, 0.55)), scale=min(1.0, 0.4 + radii[0] * 0.4))
    flat_uv = np.stack([np.arctan2(m.positions[:, 1], m.positions[:, 0]) * radii[0], m.positions[:, 2]], -1)
    m = shapes.mesh(m.positions, m.faces, m.normals, flat_uv)
    pieces: list[Piece] = [(graded(m, (0.68, 0.68, 0.74), (1.1, 1.08, 1.02)), look, "main")]
    if wish.material == "snowy":
        pieces.append((lump((radii[0] * 0.8, radii[1] * 0.8, radii[2] * 0.42), at=(0, 0, radii[2] * 1.22), seed=wish.seed, rings=6, segments=12), vinyl(WHITE, 0.6, sheen=0.3)))
    return assemble(name, pieces, sound="stone", mass_kg=2500 * radii[0] * radii[1] * radii[2] * 4, colliders=[
        Collider("hull", points=np.ascontiguousarray(m.positions[:: max(1, len(m.positions) // 40)]))])


def rock(wish: Wish) -> Body:
    rng = wish.rng()
    return _stone(wish, (0.42 + 0.1 * rng.random(), 0.34, 0.28 + 0.06 * rng.random()), "rock", rings=8, segments=12)


def boulder(wish: Wish) -> Body:
    rng = wish.rng()
    return _stone(wish, (1.1 + 0.3 * rng.random(), 0.95, 0.85 + 0.25 * rng.random()), "boulder", rings=12, segments=18)


def planet_rock(wish: Wish) -> Body:
    return _stone(Wish(wish.paint((0.62, 0.6, 0.58)), wish.seed), (0.6, 0.5, 0.36), "planet_rock", rings=9, segments=13)


def mountain(wish: Wish) -> Body:
    """A ridged cone 40 m wide and 22 m high; its top third is white."""
    rng = wish.rng()
    segments, rows = 30, 12
    phi = np.linspace(0, 2 * np.pi, segments + 1)[:-1][:, None]
    t = np.linspace(0, 1, rows)[None, :]
    ridge = np.zeros_like(phi)
    for k in (3, 5, 8, 13):
        ridge = ridge + np.sin(phi * k + rng.uniform(0, 6.28)) / (0.6 + 0.16 * k)
    r = 20 * (1 - t) ** 1.15 * (1 + 0.2 * ridge * (0.3 + 0.7 * np.sin(np.pi * t)))
    z = 22 * t + 0.9 * ridge * np.sin(np.pi * t) * (1 + np.sin(phi * 9))
    p = np.stack([r * np.cos(phi), r * np.sin(phi), z + 0 * phi], -1)
    m = shapes.oriented(shapes.grid(p, close_u=True))
    line = 12.5 + 2.2 * np.sin(np.arctan2(m.positions[:, 1], m.positions[:, 0]) * 9)
    rockc = np.asarray(wish.paint((0.5, 0.5, 0.58)))
    s = np.clip((m.positions[:, 2] - line) / 1.2, 0, 1)[:, None]
    low = np.clip(1 - m.positions[:, 2] / 7.0, 0, 1)[:, None]
    foot = np.array((0.36, 0.5, 0.36)) if wish.material != "snowy" else np.array((0.75, 0.8, 0.88))
    colour = (rockc * (1 - low) + foot * low) * (1 - s) + np.array(WHITE) * s
    return assemble("mountain", [(shapes.painted(m, colour), vinyl((1.0, 1.0, 1.0), 0.8))], sound="stone", mass_kg=1e7)


def snowdrift(wish: Wish) -> Body:
    rng = wish.rng()
    m = lump((1.1, 0.6, 0.3), at=(0, 0, 0.03), seed=wish.seed, rough=0.12, rings=8, segments=18)
    n = lump((0.6, 0.45, 0.24), at=(0.7 + 0.2 * rng.random(), 0.1, 0.02), seed=wish.seed + 1, rough=0.1, rings=7, segments=14)
    return assemble("snowdrift", [(x, vinyl(WHITE, 0.6, sheen=0.35)) for x in (m, n)], sound="snow", colliders=(), mass_kg=200)


def iceberg(wish: Wish) -> Body:
    m = shapes.flat(lump((3.0, 2.4, 2.6), at=(0, 0, 0.6), seed=wish.seed + 4, rough=0.3, rings=6, segments=9, freq=2.6))
    return assemble("iceberg", [(graded(m, (0.62, 0.86, 0.96), (1.0, 1.0, 1.0), z0=-1, z1=2), vinyl((0.93, 0.98, 1.0), 0.25, sheen=0.2), "main")], sound="ice", mass_kg=1e5)


def igloo(wish: Wish) -> Body:
    brickwork = surface("stonework", (0.9, 0.95, 1.0), scale=0.9)
    t = np.linspace(0, np.pi / 2, 9)
    pieces: list[Piece] = [(shapes.lathe([(1.5 * np.cos(a), 1.45 * np.sin(a)) for a in t], segments=32), brickwork, "main")]
    arch = np.linspace(0, np.pi, 11)
    ring = np.stack([0.62 * np.cos(arch), 0 * arch, 0.72 * np.sin(arch)], -1)
    tunnel = [ring + np.array([0, y, 0]) for y in (-2.3, -1.2)]
    outer = shapes.grid(np.array(tunnel) * [1.0, 1.0, 1.0])
    pieces.append((outer, surface("stonework", (0.9, 0.95, 1.0), scale=0.9, double_sided=True)))
    pieces.append((shapes.tube(ring + np.array([0, -2.3, 0]), 0.11, segments=8), vinyl((0.93, 0.96, 1.0), 0.6, sheen=0.3)))
    hole = np.concatenate([[[0, -1.45, 0.3]], ring * 0.93 + np.array([0, -1.5, 0])])
    faces = [(0, k + 1, k) for k in range(1, 11)]
    pieces.append((shapes.mesh(hole, faces, [[0, -1, 0]] * len(hole), hole[:, [0, 2]]), vinyl((0.1, 0.16, 0.28), 0.9, double_sided=True)))
    return assemble("igloo", pieces, sound="snow", colliders=[post_collider(1.5, 1.3)], anchors={"door": (0, -2.4, 0)}, mass_kg=2000)


def cloud(wish: Wish) -> Body:
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(6):
        x = (k - 2.5) * 0.75
        r = 0.62 + 0.5 * np.cos((k - 2.5) * 0.55) + 0.2 * rng.random()
        m = lump((r, r * 0.8, r * 0.78), at=(x, rng.uniform(-0.25, 0.25), 0.75 + 0.35 * np.cos((k - 2.5) * 0.6)), seed=k + wish.seed, rough=0.06, rings=9, segments=14)
        pieces.append((graded(m, (0.82, 0.85, 0.95), (1.02, 1.0, 0.99), z0=0, z1=1.7), vinyl(wish.paint((0.97, 0.97, 1.0)), 0.9, sheen=0.5), "main"))
    return assemble("cloud", pieces, sound="cloth", colliders=(), mass_kg=1)


def campfire(wish: Wish) -> Body:
    """Crossed logs in a ring of stones over glowing embers; flames start at anchor "fire"."""
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(10):
        a = 2 * np.pi * k / 10
        r = 0.1 + 0.03 * rng.random()
        m = lump((r, r * 0.85, r * 0.8), at=(0.52 * np.cos(a), 0.52 * np.sin(a), r * 0.6), seed=k, rough=0.15, rings=6, segments=9)
        pieces.append((m, vinyl(((0.52, 0.5, 0.49), (0.6, 0.57, 0.54), (0.45, 0.43, 0.44))[k % 3], 0.8)))
    bark = surface("bark", (0.4, 0.27, 0.19))
    for k in range(5):
        a = 2 * np.pi * k / 5 + 0.3
        foot, tip = np.array([0.36 * np.cos(a), 0.36 * np.sin(a), 0.06]), np.array([-0.06 * np.cos(a), -0.06 * np.sin(a), 0.4])
        pieces.append((rod(foot, tip, 0.062, end_m=0.05, segments=9), bark))
        pieces.append((rod(foot - (tip - foot) * 0.02, foot + (tip - foot) * 0.01, 0.05, segments=8), vinyl((0.85, 0.64, 0.4), 0.8)))
    ember = Material(colour=(1.0, 0.38, 0.1), emission=2.2, casts_shadow=False)
    pieces.append((lump((0.3, 0.3, 0.07), at=(0, 0, 0.02), rings=5, segments=12), ember))
    return assemble("campfire", pieces, colliders=[post_collider(0.55, 0.3)], anchors={"fire": (0, 0, 0.14), "light": (0, 0, 0.7)}, mass_kg=30)


def tent(wish: Wish) -> Body:
    """A ridge tent with open flaps, front to the viewer."""
    cloth = surface("fabric", wish.pick(((0.93, 0.58, 0.24), (0.34, 0.56, 0.52), (0.85, 0.36, 0.32))), double_sided=True)
    dark = vinyl((0.22, 0.15, 0.12), 0.9, double_sided=True)
    pieces: list[Piece] = []
    d = 1.3
    s = np.linspace(0, 1, 7)
    for side in (-1, 1):
        x, z = side * (0.02 + 1.13 * s), 1.5 * (1 - s) - 0.13 * np.sin(np.pi * s)
        rows = np.stack([np.stack([x, 0 * s + y, z + (0.05 * np.cos(y * 3) if abs(y) < 1.2 else 0)], -1) for y in (-d, -d / 2, 0, d / 2, d)])
        m = shapes.grid(rows)
        pieces.append((m if side > 0 else shapes.grid(rows[::-1]), cloth, "main"))
        flap = np.array([[0.0, -d - 0.02, 1.47], [side * 0.5, -d - 0.25, 0.55], [side * 1.1, -d - 0.06, 0.0], [side * 0.75, -d - 0.3, 0.0]])
        pieces.append((shapes.mesh(flap, [[0, 1, 2], [1, 3, 2]], None, flap[:, [0, 2]]), cloth, "main"))
        pieces.append((rod((side * 1.2, -d - 0.1, 0), (side * 1.13, -d, 0.12), 0.02, segments=5), vinyl((0.5, 0.35, 0.2))))
    back = np.array([[-1.15, d, 0], [1.15, d, 0], [0, d, 1.5]])
    pieces.append((shapes.mesh(back, [[0, 2, 1]], None, back[:, [0, 2]]), cloth, "main"))
    pieces.append((shapes.mesh(back - [0, 0.9, 0], [[0, 1, 2]], None, back[:, [0, 2]]), dark))
    for y in (-d, d):
        pieces.append((rod((0, y, 0), (0, y, 1.62), 0.025, segments=7), surface("wood", (0.7, 0.5, 0.3))))
    return assemble("tent", pieces, sound="cloth", anchors={"door": (0, -d - 0.5, 0)}, mass_kg=20)


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
        pieces.append((m, vinyl(a if k % 2 == 0 else b, 0.6, double_sided=True), *(("main",) if k % 2 == 0 else ())))  # type: ignore[arg-type]
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
    y, z = -0.5 + 1.12 * s, 0.42 + 0.58 * s - 0.34 * np.sin(np.pi * s) ** 0.8
    for k in range(6):
        x0, x1 = -0.27 + 0.09 * k, -0.27 + 0.09 * (k + 1)
        rows = np.array([np.stack([0 * s + x, y, z], -1) for x in (x0, x1)])
        m = shapes.grid(rows)
        pieces.append((m, vinyl(a if k % 2 == 0 else (0.97, 0.95, 0.9), 0.8, double_sided=True), *(("main",) if k % 2 == 0 else ())))  # type: ignore[arg-type]
    return assemble("deck_chair", pieces, colliders=[box_collider((0.62, 1.2, 0.35))], anchors={"seat": (0, -0.1, 0.38)}, mass_kg=5)


def sandcastle(wish: Wish) -> Body:
    m = surface("sand", wish.paint((0.88, 0.72, 0.48)), scale=0.3)
    pieces: list[Piece] = [(block((0.62, 0.5, 0.2), 0.04), m)]
    for x, y, h in ((-0.28, -0.22, 0.34), (0.28, -0.22, 0.34), (-0.28, 0.22, 0.34), (0.28, 0.22, 0.34), (0, 0.02, 0.52)):
        pieces.append((shapes.moved(shapes.cylinder(0.12, h, bevel_m=0.02, segments=14, top_radius_m=0.1), (x, y, 0)), m))
        for k in range(5):
            a = k * 2 * np.pi / 5
            pieces.append((block((0.045, 0.045, 0.05), 0.01, at=(x + 0.085 * np.cos(a), y + 0.085 * np.sin(a), h - 0.005)), m))
    pieces.append((rod((0, 0.02, 0.5), (0, 0.02, 0.78), 0.008, segments=5), vinyl((0.8, 0.6, 0.4))))
    flag = np.array([[0, 0.02, 0.78], [0, 0.02, 0.66], [0.16, 0.02, 0.72]])
    pieces.append((shapes.mesh(flag, [[0, 1, 2]], [[0, -1, 0]] * 3, flag[:, [0, 2]]), vinyl((0.92, 0.3, 0.3), 0.6, double_sided=True)))
    return assemble("sandcastle", pieces, sound="sand", mass_kg=40)


def shell(wish: Wish) -> Body:
    """A scallop: a ribbed fan, lying."""
    u, v = np.linspace(-1.15, 1.15, 25)[:, None], np.linspace(0.06, 1, 6)[None, :]
    r = 0.085 * v * (1 + 0.04 * np.cos(u * 22))
    p = np.stack([r * np.sin(u), r * np.cos(u) - 0.03, 0.03 * np.sin(np.pi * np.clip(v, 0, 1)) * np.cos(u * 0.9) + 0.006 * v * np.cos(u * 22) + 0.004], -1)
    m = shapes.grid(p)
    colour = wish.pick(((0.98, 0.72, 0.62), (0.98, 0.9, 0.78), (0.9, 0.66, 0.72)))
    return assemble("shell", [(shapes.mesh(m.positions, m.faces[:, ::-1], -m.normals, m.uvs), vinyl(colour, 0.35, double_sided=True), "main")],
                    sound="ceramic", colliders=(), mass_kg=0.05)


def starfish(wish: Wish) -> Body:
    phi = np.linspace(0, 2 * np.pi, 41)[:, None]
    t = np.linspace(0, 1, 5)[None, :]
    r = t * (0.06 + 0.075 * (0.5 + 0.5 * np.cos(5 * phi)) ** 1.6)
    p = np.stack([r * np.cos(phi), r * np.sin(phi), 0.034 * (1 - t**2) + 0 * phi + 0.002], -1)
    m = shapes.grid(p)
    if m.normals[:, 2].mean() < 0:
        m = shapes.mesh(m.positions, m.faces[:, ::-1], -m.normals, m.uvs)
    return assemble("starfish", [(m, vinyl(wish.paint((0.95, 0.45, 0.25)), 0.6, sheen=0.2), "main")], sound="flesh", colliders=(), mass_kg=0.1)


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
        m = shapes.tube([start, (start + end) / 2 + rng.normal(0, 0.02, 3), end], [radius, radius * 0.85, radius * 0.75], segments=7)
        pieces.append((graded(m, (0.62, 0.6, 0.68), (1.12, 1.08, 1.05), z0=0, z1=0.85), vinyl(colour, 0.55, sheen=0.25), "main"))
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
    return assemble("brain_coral", [(m, vinyl(wish.pick(((0.9, 0.55, 0.7), (0.55, 0.75, 0.6))), 0.7, sheen=0.3), "main")], sound="stone", mass_kg=50)


def crater(wish: Wish) -> Body:
    """A raised ring of dust round a shallow bowl, 3 m across, to be laid on flat ground."""
    profile = [(0.0, 0.01), (0.5, 0.012), (0.9, 0.03), (1.15, 0.13), (1.28, 0.19), (1.4, 0.18), (1.65, 0.09), (1.95, 0.02), (2.2, -0.02)]
    m = shapes.lathe(profile, segments=36)
    wob = 1 + 0.05 * np.sin(np.arctan2(m.positions[:, 1], m.positions[:, 0]) * 5 + wish.seed)
    p = m.positions * np.stack([wob, wob, 1 + 0 * wob], -1)
    m = shapes.mesh(p, m.faces[:, ::-1] if shapes.smooth_normals(m.positions, m.faces)[:, 2].mean() < 0 else m.faces, None, p[:, :2])
    shade = np.where(np.hypot(m.positions[:, 0], m.positions[:, 1]) < 1.0, 0.82, 1.0)[:, None] * np.ones(3)
    return assemble("crater", [(shapes.painted(m, shade), surface("regolith", wish.colour))], sound="sand", colliders=(), mass_kg=1e4)


def rocket_lander(wish: Wish) -> Body:
    """A lunar module: gold-foil base on four padded legs, faceted cabin, dish and hatch."""
    gold, white, grey = vinyl((0.93, 0.7, 0.25), 0.28, metallic=0.75), vinyl(wish.paint((0.9, 0.9, 0.9)), 0.4), vinyl((0.45, 0.46, 0.5), 0.35, metallic=0.5)
    base = shapes.flat(shapes.lathe([(0.0, 0.85), (1.0, 0.85), (1.25, 1.1), (1.25, 1.65), (1.05, 1.85), (0.0, 1.85)], segments=8))
    cabin = shapes.lathe(shapes.rounded([(0.0, 1.85), (0.85, 1.85), (1.0, 2.4), (0.72, 3.0), (0.3, 3.15), (0.0, 3.15)], 0.25), segments=20)
    pieces: list[Piece] = [(base, gold), (cabin, white, "main"), (shapes.lathe([(0.35, 0.4), (0.3, 0.6), (0.16, 0.86)], segments=16), vinyl((0.3, 0.3, 0.33), 0.4, metallic=0.5, double_sided=True))]
    for k in range(4):
        a = k * np.pi / 2 + np.pi / 4
        c, s = np.cos(a), np.sin(a)
        pieces.append((rod((1.0 * c, 1.0 * s, 1.55), (1.95 * c, 1.95 * s, 0.1), 0.06, segments=8), grey))
        for d in (-0.35, 0.35):
            pieces.append((rod((1.05 * np.cos(a + d), 1.05 * np.sin(a + d), 0.95), (1.8 * c, 1.8 * s, 0.35), 0.035, segments=6), grey))
        pieces.append((shapes.moved(shapes.lathe([(0.0, 0.0), (0.28, 0.02), (0.3, 0.07), (0.1, 0.12), (0.0, 0.12)], segments=16), (1.98 * c, 1.98 * s, 0.0)), gold))
    for x in (-0.3, 0.3):
        win = shapes.lathe([(0.15, 0.0), (0.0, 0.03)], segments=16)
        pieces.append((shapes.moved(tipped(win, np.pi / 2 + 0.25), (x, -0.93, 2.5)), vinyl((0.08, 0.12, 0.2), 0.1)))
    pieces.append((block((0.5, 0.06, 0.55), 0.03, at=(0, -0.92, 1.88)), grey))
    for z in np.arange(0.35, 1.7, 0.28):
        pieces.append((rod((-0.2, -1.32 - (1.7 - z) * 0.35, z), (0.2, -1.32 - (1.7 - z) * 0.35, z), 0.022, segments=6), grey))
    for x in (-0.2, 0.2):
        pieces.append((rod((x, -1.25, 1.8), (x, -1.83, 0.2), 0.022, segments=6), grey))
    dish = shapes.lathe([(0.02, 0.0), (0.2, 0.05), (0.34, 0.16)], segments=18)
    pieces.append((shapes.moved(rolled(tipped(dish, 0.6), 0.5), (0.45, 0, 3.35)), vinyl((0.9, 0.9, 0.9), 0.4, double_sided=True)))
    pieces.append((rod((0.35, 0, 3.0), (0.47, 0, 3.4), 0.025, segments=6), grey))
    return assemble("rocket_lander", pieces, sound="metal", mass_kg=4000, anchors={"door": (0, -2.1, 0)})


def flag(wish: Wish) -> Body:
    """A rippling flag on a pole (2.4 m), stiff as on the moon; plain with a round emblem."""
    s = np.linspace(0, 1, 15)[:, None]
    z = np.linspace(1.55, 2.3, 6)[None, :]
    p = np.stack([0.02 + 1.15 * s + 0 * z, 0.05 * np.sin(s * 9) * s + 0 * z, z + 0.02 * np.sin(s * 7)], -1)
    m = shapes.grid(p)
    colour = wish.paint((0.25, 0.5, 0.85))
    pieces: list[Piece] = [(m, vinyl(colour, 0.7, double_sided=True), "main"), (rod((0, 0, -0.1), (0, 0, 2.4), 0.02, segments=8), vinyl((0.9, 0.9, 0.9), 0.3, metallic=0.6)),
                           (rod((0, 0, 2.31), (1.17, 0, 2.31), 0.012, segments=6), vinyl((0.9, 0.9, 0.9), 0.3, metallic=0.6))]
    disc = shapes.lathe([(0.2, 0.0), (0.0, 0.002)], segments=24)
    pieces.append((shapes.moved(tipped(disc, np.pi / 2), (0.6, -0.07, 1.93)), vinyl((1.0, 0.95, 0.85), 0.7)))
    return assemble("flag", pieces, sound="cloth", colliders=[post_collider(0.03, 2.3)], mass_kg=2)


def lily_pad(wish: Wish) -> Body:
    phi = np.linspace(0.25, 2 * np.pi - 0.25, 20)
    ring = np.stack([0.24 * np.cos(phi), 0.24 * np.sin(phi), 0 * phi + 0.022], -1)
    p = np.concatenate([[[0, 0, 0.015]], ring])
    f = [(0, k, k + 1) for k in range(1, 20)]
    pieces: list[Piece] = [(shapes.mesh(p, f, None, p[:, :2]), vinyl((0.35, 0.62, 0.3), 0.4, double_sided=True))]
    if wish.seed % 3 == 0:
        for k in range(8):
            petal = shapes.ellipsoid((0.08, 0.03, 0.02), centre=(0.06, 0, 0), rings=4, segments=6)
            pieces.append((shapes.moved(spun(rolled(petal, -0.6), k * np.pi / 4), (0, 0, 0.05)), vinyl((0.98, 0.75, 0.85), 0.5), "main"))
    return assemble("lily_pad", pieces, sound="grass", colliders=(), mass_kg=0.2)


def reeds(wish: Wish) -> Body:
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(9):
        x, y, h = *rng.uniform(-0.3, 0.3, 2), rng.uniform(0.8, 1.5)
        lean = rng.uniform(-0.15, 0.15)
        pieces.append((rod((x, y, -0.1), (x + lean, y, h), 0.012, end_m=0.006, segments=4), vinyl((0.45, 0.62, 0.28), 0.6)))
        if k % 2 == 0:
            pieces.append((shapes.capsule((x + lean, y, h), (x + lean * 1.1, y, h + 0.16), 0.032, rings=2, segments=7), vinyl((0.48, 0.3, 0.17), 0.8)))
    return assemble("reeds", pieces, sound="grass", colliders=(), mass_kg=1)


def stalagmite(wish: Wish) -> Body:
    """A dripstone cone 1.6 m high (turn it over for a stalactite)."""
    t = np.linspace(0, 1, 10)
    r = 0.42 * (1 - t) ** 1.3 * (1 + 0.12 * np.sin(t * 22 + wish.seed)) + 0.02
    m = shapes.lathe(np.stack([np.append(r, 0.0), np.append(1.6 * t, 1.62)], -1), segments=14)
    return assemble("stalagmite", [(graded(m, (0.7, 0.7, 0.75), (1.1, 1.08, 1.05)), surface("rock", wish.paint((0.56, 0.48, 0.44))), "main")], sound="stone", mass_kg=400)


def crystal(wish: Wish) -> Body:
    rng = wish.rng()
    colour = wish.pick(((0.5, 0.8, 1.0), (0.8, 0.55, 1.0), (0.5, 1.0, 0.8)))
    pieces: list[Piece] = []
    for k in range(5):
        h, r = rng.uniform(0.4, 1.0), rng.uniform(0.07, 0.13)
        m = shapes.flat(shapes.lathe([(r * 0.8, 0.0), (r, h * 0.75), (0.0, h)], segments=6))
        m = spun(rolled(m, rng.uniform(0.1, 0.6) if k else 0.0), k * 1.26)
        pieces.append((m, vinyl(colour, 0.12, emission=0.45), "main"))
    return assemble("crystal", pieces, sound="glass", colliders=(), mass_kg=20)


def leaf_pile(wish: Wish) -> Body:
    m: Mesh = lump((0.6, 0.5, 0.22), at=(0, 0, 0.04), seed=wish.seed, rough=0.1, rings=7, segments=14)
    return assemble("leaf_pile", [(m, surface("leaves", wish.colour))], sound="grass", colliders=(), mass_kg=2)


BUILDERS: dict[str, Builder] = {
    "rock": rock, "boulder": boulder, "planet_rock": planet_rock, "mountain": mountain, "snowdrift": snowdrift, "iceberg": iceberg,
    "igloo": igloo, "cloud": cloud, "campfire": campfire, "tent": tent, "beach_umbrella": beach_umbrella, "deck_chair": deck_chair,
    "sandcastle": sandcastle, "shell": shell, "starfish": starfish, "seaweed": seaweed, "coral": coral, "brain_coral": brain_coral,
    "crater": crater, "rocket_lander": rocket_lander, "flag": flag, "lily_pad": lily_pad, "reeds": reeds, "stalagmite": stalagmite,
    "crystal": crystal, "leaf_pile": leaf_pile,
}
