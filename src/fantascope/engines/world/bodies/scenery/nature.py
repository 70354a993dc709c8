"""Stones, mountains, snow, ice, clouds, dripstones and crystals.

Knows nothing of landscapes. Lumps are painted lighter on top.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Collider, Rgb
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    graded,
    lump,
    rolled,
    spun,
    vinyl,
)

WHITE: Rgb = (0.94, 0.96, 1.0)


def _stone(wish: Wish, radii: tuple[float, float, float], name: str, *, rings: int, segments: int) -> Body:
    m = lump(radii, at=(0, 0, radii[2] * 0.72), seed=wish.seed, rough=0.2, rings=rings, segments=segments, freq=2.2)
    m = shapes.mesh(np.maximum(m.positions, [-1e9, -1e9, -0.02]), m.faces, m.normals, m.uvs)
    look = surface("stone", wish.paint((0.6, 0.57, 0.55)))
    flat_uv = np.stack([np.arctan2(m.positions[:, 1], m.positions[:, 0]) * radii[0], m.positions[:, 2]], -1)
    m = shapes.mesh(m.positions, m.faces, m.normals, flat_uv)
    pieces: list[Piece] = [(graded(m, (0.68, 0.68, 0.74), (1.1, 1.08, 1.02)), look, "main")]
    if wish.material == "snowy":
        pieces.append(
            (
                lump(
                    (radii[0] * 0.8, radii[1] * 0.8, radii[2] * 0.42),
                    at=(0, 0, radii[2] * 1.22),
                    seed=wish.seed,
                    rings=6,
                    segments=12,
                ),
                vinyl(WHITE, 0.6, sheen=0.3),
            )
        )
    return assemble(
        name,
        pieces,
        sound="stone",
        mass_kg=2500 * radii[0] * radii[1] * radii[2] * 4,
        colliders=[Collider("hull", points=np.ascontiguousarray(m.positions[:: max(1, len(m.positions) // 40)]))],
    )


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
    n = lump(
        (0.6, 0.45, 0.24), at=(0.7 + 0.2 * rng.random(), 0.1, 0.02), seed=wish.seed + 1, rough=0.1, rings=7, segments=14
    )
    return assemble(
        "snowdrift", [(x, vinyl(WHITE, 0.6, sheen=0.35)) for x in (m, n)], sound="snow", colliders=(), mass_kg=200
    )


def iceberg(wish: Wish) -> Body:
    m = shapes.flat(lump((3.0, 2.4, 2.6), at=(0, 0, 0.6), seed=wish.seed + 4, rough=0.3, rings=6, segments=9, freq=2.6))
    return assemble(
        "iceberg",
        [
            (
                graded(m, (0.62, 0.86, 0.96), (1.0, 1.0, 1.0), z0=-1, z1=2),
                vinyl((0.93, 0.98, 1.0), 0.25, sheen=0.2),
                "main",
            )
        ],
        sound="ice",
        mass_kg=1e5,
    )


def cloud(wish: Wish) -> Body:
    rng = wish.rng()
    pieces: list[Piece] = []
    for k in range(6):
        x = (k - 2.5) * 0.75
        r = 0.62 + 0.5 * np.cos((k - 2.5) * 0.55) + 0.2 * rng.random()
        m = lump(
            (r, r * 0.8, r * 0.78),
            at=(x, rng.uniform(-0.25, 0.25), 0.75 + 0.35 * np.cos((k - 2.5) * 0.6)),
            seed=k + wish.seed,
            rough=0.06,
            rings=9,
            segments=14,
        )
        pieces.append(
            (
                graded(m, (0.82, 0.85, 0.95), (1.02, 1.0, 0.99), z0=0, z1=1.7),
                vinyl(wish.paint((0.97, 0.97, 1.0)), 0.9, sheen=0.5),
                "main",
            )
        )
    return assemble("cloud", pieces, sound="cloth", colliders=(), mass_kg=1)


def stalagmite(wish: Wish) -> Body:
    """A dripstone cone 1.6 m high (turn it over for a stalactite)."""
    t = np.linspace(0, 1, 10)
    r = 0.42 * (1 - t) ** 1.3 * (1 + 0.12 * np.sin(t * 22 + wish.seed)) + 0.02
    m = shapes.lathe(np.stack([np.append(r, 0.0), np.append(1.6 * t, 1.62)], -1), segments=14)
    return assemble(
        "stalagmite",
        [(graded(m, (0.7, 0.7, 0.75), (1.1, 1.08, 1.05)), surface("rock", wish.paint((0.56, 0.48, 0.44))), "main")],
        sound="stone",
        mass_kg=400,
    )


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


BUILDERS: dict[str, Builder] = {
    "rock": rock,
    "boulder": boulder,
    "planet_rock": planet_rock,
    "mountain": mountain,
    "snowdrift": snowdrift,
    "iceberg": iceberg,
    "cloud": cloud,
    "stalagmite": stalagmite,
    "crystal": crystal,
}
