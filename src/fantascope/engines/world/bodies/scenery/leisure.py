"""Sport, play and fairground: hoop, goal, net, slide, swing, seesaw, sand pit.

Knows nothing of grounds. The basketball hoop is of regulation size: rim 3.05 m up, 0.2286 m inner radius, backboard
1.8 × 1.05 m.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Collider, Rgb
from .forms import Builder, Piece, Wish, assemble, block, box_collider, post_collider, rod, tipped, vinyl

RIM_M, RIM_RADIUS_M, BOARD_M = 3.05, 0.2286, (1.8, 1.05)
STEEL = vinyl((0.86, 0.87, 0.88), 0.35)


def mesh_net(points: np.ndarray, radius_m: float, segments: int = 4) -> list[Piece]:
    """Cords along the rows and columns of a lattice (n, m, 3)."""
    cord = vinyl((0.97, 0.97, 0.95), 0.8)
    lines = [points[k] for k in range(points.shape[0])] + [points[:, k] for k in range(points.shape[1])]
    return [(shapes.tube(line, radius_m, segments=segments, caps=False), cord) for line in lines]


def basketball_hoop(wish: Wish) -> Body:
    """The rim's middle is over the origin's front: pole behind at +y, board face at y = 0.38, rim middle at y = 0
    (before turning)."""
    navy, orange = vinyl(wish.paint((0.2, 0.32, 0.52)), 0.4), vinyl((0.96, 0.4, 0.12), 0.35)
    board_y = RIM_RADIUS_M + 0.151
    bottom = RIM_M - 0.15
    pieces: list[Piece] = [
        (block((BOARD_M[0], 0.05, BOARD_M[1]), 0.02, at=(0, board_y + 0.025, bottom)), vinyl((0.97, 0.98, 0.98), 0.2))
    ]
    for w, h, z, c in ((BOARD_M[0], BOARD_M[1], bottom, (0.9, 0.25, 0.2)), (0.61, 0.46, RIM_M + 0.0, (0.9, 0.25, 0.2))):
        for x in (-w / 2 + 0.025, w / 2 - 0.025):
            pieces.append((shapes.moved(shapes.box((0.05, 0.012, h)), (x, board_y - 0.004, z + h / 2)), vinyl(c, 0.4)))
        for zz in (z + 0.025, z + h - 0.025):
            pieces.append((shapes.moved(shapes.box((w, 0.012, 0.05)), (0, board_y - 0.004, zz)), vinyl(c, 0.4)))
    a = np.linspace(0, 2 * np.pi, 33)
    r = RIM_RADIUS_M + 0.01
    pieces += [
        (
            shapes.tube(np.stack([r * np.cos(a), r * np.sin(a), 0 * a + RIM_M], -1), 0.013, segments=8, caps=False),
            orange,
        ),
        (block((0.16, 0.15, 0.05), 0.01, at=(0, RIM_RADIUS_M + 0.075, RIM_M - 0.04)), orange),
    ]
    drop = np.linspace(0, 1, 5)
    for turn in (-1, 1):
        for k in range(10):
            phi = 2 * np.pi * k / 10 + turn * drop * 0.75
            rr = r * (1 - 0.42 * drop**0.8)
            pieces.append(
                (
                    shapes.tube(
                        np.stack([rr * np.cos(phi), rr * np.sin(phi), RIM_M - 0.01 - 0.42 * drop], -1),
                        0.006,
                        segments=4,
                        caps=False,
                    ),
                    vinyl((0.97, 0.97, 0.95), 0.8),
                )
            )
    py = board_y + 1.1
    pieces += [
        (rod((0, py, 0), (0, py, 2.6), 0.09, segments=14), navy, "main"),
        (
            shapes.tube(
                [(0, py, 2.55), (0, py - 0.1, 2.85), (0, py - 0.6, 3.15), (0, board_y + 0.05, 3.25)], 0.07, segments=10
            ),
            navy,
            "main",
        ),
        (rod((0, py, 2.0), (0, board_y + 0.05, 3.0), 0.04, segments=8), navy, "main"),
        (
            shapes.moved(shapes.cylinder(0.17, 1.5, bevel_m=0.05, segments=16), (0, py, 0.2)),
            vinyl((0.93, 0.66, 0.22), 0.6),
        ),
        (shapes.moved(shapes.cylinder(0.3, 0.08, bevel_m=0.03, segments=18), (0, py, 0)), navy, "main"),
    ]
    solid = [
        Collider("box", (BOARD_M[0] / 2, 0.025, BOARD_M[1] / 2), (0, board_y + 0.025, bottom + BOARD_M[1] / 2)),
        post_collider(0.12, 2.6, (0, py, 0)),
        Collider("box", (0.05, 0.06, 0.015), (0, RIM_RADIUS_M + 0.09, RIM_M - 0.015)),
    ]
    solid += [
        Collider("ball", (0.013,), (r * float(np.cos(t)), r * float(np.sin(t)), RIM_M))
        for t in np.linspace(0, 2 * np.pi, 37)[:-1]
    ]
    return assemble(
        "basketball_hoop",
        pieces,
        sound="metal",
        colliders=solid,
        anchors={"rim": (0, 0, RIM_M), "board": (0, board_y, RIM_M + 0.4), "pole": (0, py, 0)},
        mass_kg=150,
        restitution=0.55,
    )


def goal(wish: Wish) -> Body:
    """A football goal 3.6 × 2 m with a net."""
    w, h, deep = 3.6, 2.0, 1.1
    pieces: list[Piece] = [(rod((x, 0, 0), (x, 0, h), 0.05, segments=10), STEEL) for x in (-w / 2, w / 2)]
    pieces += [
        (rod((-w / 2 - 0.05, 0, h), (w / 2 + 0.05, 0, h), 0.05, segments=10), STEEL),
        (rod((-w / 2, deep, 0.04), (w / 2, deep, 0.04), 0.03, segments=7), STEEL),
    ]
    pieces += [(rod((x, 0, 0.04), (x, deep, 0.04), 0.03, segments=7), STEEL) for x in (-w / 2, w / 2)]
    xs = np.linspace(-w / 2, w / 2, 13)
    s = np.linspace(0, 1, 9)
    y, z = deep * s**1.6, h * (1 - s)
    lattice = np.stack([np.stack([0 * s + x, y, z], -1) for x in xs])
    pieces += mesh_net(lattice, 0.008, 3)
    solid = [post_collider(0.06, h, (x, 0, 0)) for x in (-w / 2, w / 2)] + [
        box_collider((w, 0.1, 0.1), (0, 0, h - 0.05)),
        box_collider((w, 0.06, h * 0.6), (0, deep, 0)),
        Collider("box", (w / 2, 0.04, 0.7), (0, deep * 0.55, 1.1), (float(np.sin(0.3)), 0, 0, float(np.cos(0.3)))),
    ]
    return assemble("goal", pieces, sound="metal", colliders=solid, anchors={"mouth": (0, 0, 0.8)}, mass_kg=60)


def net(wish: Wish) -> Body:
    """A tennis net 6 m wide and 0.95 m high with posts, across x."""
    xs, zs = np.linspace(-3, 3, 25), np.linspace(0.1, 0.88, 6)
    lattice = np.stack([np.stack([0 * zs + x, 0 * zs, zs - 0.05 * (1 - (x / 3) ** 2)], -1) for x in xs])
    pieces = mesh_net(lattice, 0.007, 3)
    pieces += [
        (rod((x, 0, 0), (x, 0, 1.05), 0.045, segments=9), vinyl(wish.paint((0.2, 0.42, 0.36)), 0.4), "main")
        for x in (-3.05, 3.05)
    ]
    pieces.append(
        (
            shapes.tube(np.stack([xs, 0 * xs, 0.92 - 0.05 * (1 - (xs / 3) ** 2)], -1), 0.03, segments=6),
            vinyl((0.98, 0.98, 0.97), 0.7),
        )
    )
    return assemble("net", pieces, sound="cloth", colliders=[box_collider((6.1, 0.06, 0.92))], mass_kg=20)


def slide(wish: Wish) -> Body:
    """A playground slide: ladder at the right (+x), chute down to the left, 1.7 m high."""
    red, yellow, blue = (
        vinyl(wish.paint((0.93, 0.3, 0.26)), 0.3),
        vinyl((0.98, 0.78, 0.25), 0.35),
        vinyl((0.25, 0.52, 0.8), 0.35),
    )
    t = np.linspace(0, 1, 12)
    x = 0.55 - 2.75 * t
    z = 1.7 - 1.5 * (t**1.15) + 0.12 * np.clip(t - 0.8, 0, 1) * 5 * (t - 0.8)
    rows = []
    for y, up in (
        (-0.34, 0.22),
        (-0.3, 0.22),
        (-0.28, 0.05),
        (-0.15, 0.0),
        (0.15, 0.0),
        (0.28, 0.05),
        (0.3, 0.22),
        (0.34, 0.22),
    ):
        rows.append(np.stack([x, 0 * x + y, z + up], -1))
    chute = shapes.grid(np.array(rows))
    pieces: list[Piece] = [(chute, vinyl(wish.paint((0.93, 0.3, 0.26)), 0.3, double_sided=True), "main")]
    pieces += [
        (shapes.tube(np.stack([x, 0 * x + s * 0.33, z + 0.22], -1), 0.035, segments=7), red, "main") for s in (-1, 1)
    ]
    pieces += [(block((0.75, 0.7, 0.07), 0.02, at=(0.85, 0, 1.62)), yellow)]
    for s in (-1, 1):
        pieces += [
            (rod((1.75, s * 0.3, 0), (1.18, s * 0.3, 1.66), 0.04, segments=8), blue),
            (rod((0.5, s * 0.32, 0), (0.5, s * 0.32, 2.5), 0.045, segments=8), blue),
            (rod((1.2, s * 0.32, 0), (1.2, s * 0.32, 2.5), 0.045, segments=8), blue),
            (rod((0.5, s * 0.32, 2.3), (1.2, s * 0.32, 2.3), 0.03, segments=7), yellow),
            (rod((-1.2, s * 0.28, 0), (-1.2, s * 0.28, 0.78), 0.035, segments=7), blue),
        ]
    pieces += [
        (
            rod(
                (1.7 - 0.57 * k / 6.5 * 1.0, -0.3, 0.22 + 0.24 * k),
                (1.7 - 0.57 * k / 6.5, 0.3, 0.22 + 0.24 * k),
                0.03,
                segments=7,
            ),
            yellow,
        )
        for k in range(6)
    ]
    roof = shapes.moved(shapes.flat(shapes.lathe([(0.75, 0.0), (0.0, 0.6)], segments=4)), (0.85, 0, 2.5))
    pieces.append((roof, yellow))
    solid = [
        Collider(
            "box",
            (0.16, 0.34, 0.03),
            (float(x[k]), 0, float(z[k]) - 0.02),
            (0, float(-np.sin(0.26)), 0, float(np.cos(0.26))),
        )
        for k in range(1, 12)
    ]
    solid += [
        box_collider((0.75, 0.7, 0.07), (0.85, 0, 1.62)),
        post_collider(0.06, 2.4, (0.5, 0.32, 0)),
        post_collider(0.06, 2.4, (0.5, -0.32, 0)),
    ]
    return assemble(
        "slide",
        pieces,
        sound="metal",
        colliders=solid,
        anchors={"top": (0.75, 0, 1.7), "foot": (-2.5, 0, 0)},
        mass_kg=120,
    )


def swing(wish: Wish) -> Body:
    """A two-seat swing frame 2.4 m high."""
    frame, seat = vinyl(wish.paint((0.25, 0.55, 0.7)), 0.35), vinyl((0.95, 0.42, 0.3), 0.4)
    pieces: list[Piece] = [(rod((-1.7, 0, 2.4), (1.7, 0, 2.4), 0.055, segments=10), frame, "main")]
    pieces += [
        (rod((sx * 1.75, sy * 0.8, 0), (sx * 1.6, 0, 2.42), 0.05, segments=9), frame, "main")
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    for x in (-0.75, 0.75):
        pieces += [
            (rod((x + s * 0.24, 0, 0.52), (x + s * 0.24, 0, 2.4), 0.012, segments=5), vinyl((0.6, 0.62, 0.64), 0.4))
            for s in (-1, 1)
        ]
        pieces.append((block((0.56, 0.2, 0.05), 0.02, at=(x, 0, 0.5)), seat))
    solid = [post_collider(0.07, 2.3, (sx * 1.7, sy * 0.6, 0)) for sx in (-1, 1) for sy in (-1, 1)]
    return assemble("swing", pieces, sound="metal", colliders=solid, anchors={"seat": (-0.75, 0, 0.55)}, mass_kg=90)


def seesaw(wish: Wish) -> Body:
    board = vinyl(wish.paint((0.95, 0.66, 0.22)), 0.4)
    plank = shapes.moved(
        shapes.turned(
            block((2.8, 0.28, 0.07), 0.025),
            [[np.cos(0.16), 0, np.sin(0.16)], [0, 1, 0], [-np.sin(0.16), 0, np.cos(0.16)]],
        ),
        (0, 0, 0.5),
    )
    pieces: list[Piece] = [
        (plank, board, "main"),
        (
            shapes.moved(tipped(shapes.cylinder(0.2, 0.36, segments=16), np.pi / 2), (0, 0.18, 0.36)),
            vinyl((0.3, 0.5, 0.75), 0.4),
        ),
        (block((0.5, 0.4, 0.3), 0.08), vinyl((0.3, 0.5, 0.75), 0.4)),
    ]
    for s in (-1, 1):
        pieces.append(
            (
                shapes.tube(
                    [
                        (s * 1.05, -0.16, 0.57 - s * 0.17),
                        (s * 1.05, -0.16, 0.8 - s * 0.17),
                        (s * 1.05, 0.16, 0.8 - s * 0.17),
                        (s * 1.05, 0.16, 0.57 - s * 0.17),
                    ],
                    0.022,
                    segments=7,
                ),
                vinyl((0.9, 0.3, 0.28), 0.4),
            )
        )
    return assemble(
        "seesaw", pieces, colliders=[box_collider((2.7, 0.3, 0.5))], anchors={"seat": (1.25, 0, 0.38)}, mass_kg=40
    )


def sandbox(wish: Wish) -> Body:
    wood = surface("wood", wish.paint((0.8, 0.6, 0.38)))
    pieces: list[Piece] = [(block((2.3, 2.3, 0.16), 0.02), surface("sand"))]
    pieces += [(block((2.6, 0.2, 0.26), 0.04, at=(0, s * 1.2, 0)), wood, "main") for s in (-1, 1)] + [
        (block((0.2, 2.6, 0.26), 0.04, at=(s * 1.2, 0, 0)), wood, "main") for s in (-1, 1)
    ]
    pieces.append(
        (
            shapes.moved(shapes.lathe([(0.0, 0.0), (0.12, 0.01), (0.16, 0.26)], segments=16), (0.5, 0.2, 0.15)),
            vinyl((0.9, 0.3, 0.3), 0.35, double_sided=True),
        )
    )
    pieces.append(
        (
            shapes.moved(shapes.lathe([(0.42, 0.0), (0.3, 0.15), (0.0, 0.3)], segments=18), (-0.4, 0.1, 0.14)),
            surface("sand"),
        )
    )
    return assemble("sandbox", pieces, sound="sand", colliders=[box_collider((2.6, 2.6, 0.2))], mass_kg=500)


def carousel(wish: Wish) -> Body:
    """A merry-go-round 5 m across with a striped tent roof and bobbing steeds."""
    a, b = wish.paint((0.92, 0.34, 0.4)), (0.98, 0.94, 0.85)
    gold = vinyl((0.95, 0.75, 0.35), 0.3, metallic=0.5)
    pieces: list[Piece] = [
        (shapes.cylinder(2.5, 0.3, bevel_m=0.06, segments=32), vinyl(b, 0.4)),
        (shapes.moved(shapes.cylinder(0.5, 2.6, segments=14), (0, 0, 0.3)), gold),
    ]
    for k in range(16):
        phi = np.linspace(2 * np.pi * k / 16, 2 * np.pi * (k + 1) / 16, 3)[:, None]
        prof = np.array([(2.75, 2.6), (2.8, 2.9), (1.4, 3.6), (0.02, 4.4)])[None]
        p = np.stack([np.cos(phi) * prof[..., 0], np.sin(phi) * prof[..., 0], prof[..., 1] + 0 * phi], -1)
        m = shapes.grid(p)
        pieces.append((m, vinyl(a if k % 2 else b, 0.5, double_sided=True), *(("main",) if k % 2 else ())))
    colours: tuple[Rgb, ...] = ((0.97, 0.95, 0.92), (0.5, 0.75, 0.85), (0.98, 0.8, 0.45), (0.85, 0.6, 0.75))
    for k in range(8):
        t = 2 * np.pi * k / 8
        c, s, z = np.cos(t) * 1.9, np.sin(t) * 1.9, 0.9 + 0.2 * (k % 2)
        f = np.array([-np.sin(t), np.cos(t), 0.0])
        at = np.array([c, s, z])
        look = vinyl(colours[k % 4], 0.35)
        pieces += [
            (rod((c, s, 0.3), (c, s, 2.7), 0.03, segments=6), gold),
            (shapes.capsule(tuple(at - f * 0.25), tuple(at + f * 0.25), 0.2, rings=3, segments=10), look),
            (
                shapes.capsule(
                    tuple(at + f * 0.35), tuple(at + f * 0.5 + [0, 0, 0.35]), 0.12, 0.1, rings=3, segments=8
                ),
                look,
            ),
            (
                shapes.capsule(
                    tuple(at + f * 0.5 + [0, 0, 0.4]),
                    tuple(at + f * 0.72 + [0, 0, 0.34]),
                    0.1,
                    0.08,
                    rings=3,
                    segments=8,
                ),
                look,
            ),
        ]
    return assemble("carousel", pieces, sound="metal", colliders=[post_collider(2.5, 3)], mass_kg=3000)


def bleachers(wish: Wish) -> Body:
    """Five rows of stand 10 m wide filled with round-headed spectators."""
    rng = wish.rng()
    pieces: list[Piece] = []
    colours: tuple[Rgb, ...] = (
        (0.86, 0.3, 0.28),
        (0.25, 0.48, 0.75),
        (0.97, 0.78, 0.3),
        (0.95, 0.94, 0.9),
        (0.4, 0.66, 0.4),
    )
    skins: tuple[Rgb, ...] = ((0.96, 0.8, 0.66), (0.75, 0.52, 0.36), (0.5, 0.34, 0.24), (0.93, 0.7, 0.52))
    for row in range(5):
        y, z = 0.9 * row - 1.8, 0.45 * row + 0.5
        pieces.append((block((10, 0.9, z), 0.03, at=(0, y, 0)), surface("concrete")))
        pieces.append(
            (block((10, 0.4, 0.06), 0.02, at=(0, y + 0.15, z)), vinyl(wish.paint((0.24, 0.46, 0.7)), 0.4), "main")
        )
        for k in range(15):
            if rng.random() < 0.14:
                continue
            x = -4.65 + 0.66 * k + rng.uniform(-0.06, 0.06)
            pieces.append(
                (
                    shapes.ellipsoid((0.24, 0.17, 0.36), centre=(x, y + 0.12, z + 0.38), rings=4, segments=7),
                    vinyl(colours[rng.integers(5)], 0.6),
                )
            )
            pieces.append(
                (
                    shapes.ellipsoid((0.16, 0.16, 0.17), centre=(x, y + 0.1, z + 0.85), rings=4, segments=7),
                    vinyl(skins[rng.integers(4)], 0.6),
                )
            )
    return assemble("bleachers", pieces, sound="stone", mass_kg=2e4)


BUILDERS: dict[str, Builder] = {
    "basketball_hoop": basketball_hoop,
    "goal": goal,
    "net": net,
    "slide": slide,
    "swing": swing,
    "seesaw": seesaw,
    "sandbox": sandbox,
    "carousel": carousel,
    "bleachers": bleachers,
}
