"""Buildings one knows from afar: church, lighthouse, barn, windmill, pier, bridge, ferris wheel.

Knows nothing of landscapes. Windows and entrances are those of the houses.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material, Mesh, Rgb
from .buildings import SNOW, casement, entrance, glass
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    gable,
    mapped,
    post_collider,
    prism,
    rod,
    rolled,
    spun,
    tipped,
    vinyl,
)


def church(wish: Wish) -> Body:
    wall = surface("plaster", wish.paint((0.95, 0.93, 0.88)))
    roof = SNOW if wish.material == "snowy" else surface("roof", (0.45, 0.42, 0.5))
    pieces: list[Piece] = [
        (spun(gable(9, 5, 2.6, 0.3, 0.16, at=(0, 0, 4.4)), np.pi / 2), roof),
        (block((5, 9, 4.45), 0.05), wall, "main"),
        (spun(prism(8.96, 4.96, 2.6, at=(0, 0, 4.42)), np.pi / 2), wall, "main"),
        (block((2.2, 2.2, 9.0), 0.06, at=(0, -4.6, 0)), wall, "main"),
        (
            shapes.moved(
                spun(shapes.flat(shapes.lathe([(1.75, 0.0), (0.0, 5.2)], segments=4)), np.pi / 4), (0, -4.6, 9.0)
            ),
            roof,
        ),
    ]
    pieces += [
        (rod((0, -4.6, 14.0), (0, -4.6, 15.2), 0.06, segments=6), vinyl((0.9, 0.75, 0.4), 0.3)),
        (rod((-0.35, -4.6, 14.8), (0.35, -4.6, 14.8), 0.06, segments=6), vinyl((0.9, 0.75, 0.4), 0.3)),
    ]
    pieces += entrance(0, -5.72, (0.5, 0.32, 0.2))
    pieces.append(
        (
            shapes.moved(tipped(shapes.cylinder(0.7, 0.1, segments=20), np.pi / 2), (0, -5.68, 6.4)),
            vinyl((0.96, 0.93, 0.85), 0.5),
        )
    )
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
        pieces.append((m, white if k % 2 == 0 else red, *(("main",) if k % 2 else ())))
    lamp = Material(colour=(1.0, 0.9, 0.6), emission=2.0 if wish.material == "lit" else 0.5, casts_shadow=False)
    pieces += [
        (
            shapes.moved(shapes.cylinder(1.45, 0.2, bevel_m=0.06, segments=24), (0, 0, 10.2)),
            vinyl((0.25, 0.28, 0.32), 0.5),
        ),
        (shapes.moved(shapes.cylinder(0.75, 1.3, segments=16), (0, 0, 10.4)), lamp),
        (shapes.moved(shapes.lathe([(1.1, 0.0), (1.1, 0.1), (0.0, 1.2)], segments=20), (0, 0, 11.7)), red, "main"),
    ]
    ring = np.linspace(0, 2 * np.pi, 21)
    pieces.append(
        (
            shapes.tube(
                np.stack([1.4 * np.cos(ring), 1.4 * np.sin(ring), 0 * ring + 11.0], -1), 0.04, segments=6, caps=False
            ),
            vinyl((0.25, 0.28, 0.32), 0.5),
        )
    )
    pieces += entrance(0, -1.75, (0.3, 0.45, 0.55))
    return assemble(
        "lighthouse",
        pieces,
        sound="stone",
        colliders=[post_collider(2.2, 11)],
        anchors={"light": (0, 0, 11)},
        mass_kg=2e5,
    )


def barn(wish: Wish) -> Body:
    """A red barn with a bent roof, white crossed doors and a hayloft."""
    red = surface("boards", wish.paint((0.78, 0.24, 0.2)))
    white = vinyl((0.96, 0.95, 0.92), 0.5)
    w, h, length = 6.4, 3.4, 8.5
    end = [
        (-w / 2, 0.0),
        (w / 2, 0.0),
        (w / 2, h),
        (w * 0.34, h + 1.8),
        (0.0, h + 2.7),
        (-w * 0.34, h + 1.8),
        (-w / 2, h),
    ]
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
    pieces += [
        (block((1.4, 0.14, 1.3), 0.03, at=(0, f, 3.4)), white),
        (block((1.16, 0.18, 1.06), 0.02, at=(0, f, 3.52)), vinyl((0.3, 0.2, 0.14), 0.8)),
    ]
    return assemble(
        "barn", pieces, mass_kg=5e4, anchors={"door": (0, f - 1.2, 0)}, colliders=[box_collider((w, length, 5))]
    )


def windmill(wish: Wish) -> Body:
    """A tapered white mill with a thatch cap and four lattice sails (still)."""
    white = surface("plaster", wish.paint((0.95, 0.92, 0.86)))
    wood = surface("wood", (0.55, 0.38, 0.24))
    pieces: list[Piece] = [
        (shapes.lathe([(2.1, 0.0), (2.0, 0.4), (1.3, 6.4), (1.45, 6.5)], segments=24), white, "main"),
        (
            shapes.moved(shapes.lathe([(1.6, 0.0), (1.5, 0.6), (0.9, 1.5), (0.0, 1.9)], segments=24), (0, 0, 6.4)),
            surface("roof", (0.62, 0.4, 0.28)),
        ),
    ]
    pieces += entrance(0, -2.02, (0.35, 0.5, 0.45))
    hub = (0.0, -1.9, 6.9)
    pieces.append((rod((0, 0, 6.9), (0, -2.1, 6.9), 0.16, segments=10), wood))
    for k in range(4):
        a = k * np.pi / 2 + 0.5
        arm: list[tuple[Mesh, Material]] = [
            (block((0.12, 0.1, 4.4), 0.02), wood),
            (shapes.moved(block((0.95, 0.03, 3.3), 0.01), (0.5, 0, 1.0)), vinyl((0.96, 0.92, 0.82), 0.8)),
        ]
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
    return assemble(
        "pier",
        pieces,
        colliders=[box_collider((2.2, 10, 0.1), (0, 0, 0.5))],
        mass_kg=3000,
        anchors={"top": (0, -4, 0.6)},
    )


def bridge(wish: Wish) -> Body:
    """A humped stone footbridge along x, 7 m long and 2 m wide; its crown is 0.9 m up."""
    xs = np.linspace(-3.5, 3.5, 17)
    top = 0.9 * np.cos(xs / 3.5 * np.pi / 2) ** 1.2 + 0.05
    stone = surface("stonework", wish.paint((0.72, 0.69, 0.64)))
    deck = shapes.grid(np.stack([np.stack([xs, 0 * xs + y, top], -1) for y in (1.0, -1.0)]).transpose(1, 0, 2)[:, ::-1])
    pieces: list[Piece] = [(deck, surface("cobbles"))]
    under = np.concatenate(
        [
            np.stack([xs, top], -1),
            [[3.5, -0.6]],
            [(1.9 * np.cos(a), -0.6 + 1.15 * np.sin(a)) for a in np.linspace(0, np.pi, 13)],
            [[-3.5, -0.6]],
        ]
    )
    side = shapes.slab(under[::-1], 2.0)
    pieces.append(
        (shapes.moved(shapes.turned(side, [[1, 0, 0], [0, 0, -1], [0, 1, 0]]), (0, 1.0, -0.01)), stone, "main")
    )
    for y in (-1.0, 1.0):
        rail = [
            shapes.moved(
                rolled(block((0.5, 0.26, 0.62), 0.05), -np.arctan(np.gradient(top, xs)[k])), (xs[k], y, top[k] - 0.05)
            )
            for k in range(0, 17)
        ]
        pieces.append((shapes.join(rail), stone, "main"))
    heights = [
        box_collider((0.45, 2.0, float(max(t, 0.06))), (float(x), 0.0, 0.0)) for x, t in zip(xs, top, strict=True)
    ]
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
            pieces.append(
                (
                    shapes.tube(
                        np.stack([r * k * np.cos(ring), 0 * ring + y, hub + r * k * np.sin(ring)], -1),
                        0.09,
                        segments=6,
                        caps=False,
                    ),
                    steel,
                    "main",
                )
            )
        for s in (-1, 1):
            pieces.append((rod((s * 2.6, y * 2.4, 0), (0, y * 1.6, hub), 0.16, segments=8), steel, "main"))
    for k in range(12):
        a = k * np.pi / 6
        c, s = np.cos(a) * r, np.sin(a) * r
        pieces.append((rod((0, 0, hub), (c, 0, hub + s), 0.05, segments=5), steel, "main"))
        cabin = shapes.lathe(
            shapes.rounded([(0.0, -1.2), (0.42, -1.2), (0.55, -0.72), (0.5, -0.72), (0.0, -0.7)], 0.15), segments=12
        )
        top = shapes.lathe([(0.62, -0.25), (0.0, 0.05)], segments=12)
        pieces += [(shapes.moved(m, (c, 0, hub + s)), vinyl(colours[k % 4], 0.4)) for m in (cabin, top)]
        pieces.append((rod((c, 0, hub + s - 0.75), (c, 0, hub + s), 0.04, segments=5), steel, "main"))
    pieces.append(
        (shapes.moved(tipped(shapes.cylinder(0.5, 1.6, segments=16), np.pi / 2), (0, 0.8, hub)), vinyl(colours[0], 0.4))
    )
    return assemble("ferris_wheel", pieces, sound="metal", colliders=[box_collider((5.5, 2.6, 2.0))], mass_kg=5000)


BUILDERS: dict[str, Builder] = {
    "church": church,
    "lighthouse": lighthouse,
    "barn": barn,
    "windmill": windmill,
    "pier": pier,
    "bridge": bridge,
    "ferris_wheel": ferris_wheel,
}
