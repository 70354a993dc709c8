"""Strongholds: a tower and a fairy-tale castle.

Knows nothing of landscapes. Windows and entrances are those of the houses.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..textures import surface
from ..types import Body, Material
from .buildings import SNOW, entrance, glass
from .forms import (
    Builder,
    Piece,
    Wish,
    assemble,
    block,
    box_collider,
    post_collider,
    rod,
    spun,
    vinyl,
)


def tower(wish: Wish) -> Body:
    """A round stone tower with a pointed roof."""
    stone = surface("stonework", wish.paint((0.75, 0.72, 0.68)))
    pieces: list[Piece] = [
        (
            shapes.lathe(
                [(2.0, 0.0), (1.75, 0.5), (1.65, 6.0), (1.95, 6.5), (1.95, 7.4), (1.75, 7.4), (1.7, 7.0), (0.0, 7.0)],
                segments=28,
            ),
            stone,
            "main",
        ),
        (
            shapes.lathe([(2.15, 7.3), (2.2, 7.42), (1.1, 9.4), (0.0, 11.2)], segments=28),
            surface("roof", (0.36, 0.4, 0.58)),
        ),
    ]
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
        pieces.append(
            (
                shapes.moved(
                    shapes.lathe(
                        [
                            (r * 1.15, 0.0),
                            (r, 0.5),
                            (r * 0.96, h),
                            (r * 1.2, h + 0.5),
                            (r * 1.2, h + 1.1),
                            (r * 1.02, h + 1.1),
                            (0, h + 1.0),
                        ],
                        segments=20,
                    ),
                    (x, y, z),
                ),
                stone,
                "main",
            )
        )
        pieces.append(
            (
                shapes.moved(
                    shapes.lathe(
                        [
                            (r * 1.28, h + 1.0),
                            (r * 1.3, h + 1.1),
                            (r * 0.6, h + 1.1 + r * 1.5),
                            (0.0, h + 1.1 + r * 3.0),
                        ],
                        segments=20,
                    ),
                    (x, y, z),
                ),
                roof,
            )
        )
        top = z + h + 1.1 + r * 3.0
        pieces.append((rod((x, y, top - 0.1), (x, y, top + 1.3), 0.05, segments=6), vinyl((0.9, 0.8, 0.5), 0.4)))
        flag = np.array([[x, y, top + 1.25], [x, y, top + 0.65], [x + 1.1, y, top + 0.95]])
        pieces.append(
            (
                shapes.mesh(flag, [[0, 1, 2]], [[0, -1, 0]] * 3, flag[:, [0, 2]]),
                vinyl((0.98, 0.78, 0.3), 0.6, double_sided=True),
            )
        )
        pieces.append(
            (block((r * 0.42, 0.2, r * 0.9), 0.08, at=(x, y - r * 1.0, z + h * 0.66)), glass(wish, int(x * 3)))
        )

    def wall(w: float, d: float, h: float, x: float, y: float, z: float = 0.0) -> None:
        pieces.append((block((w, d, h), 0.08, at=(x, y, z)), stone, "main"))
        n = max(int(w / 0.95), 1)
        for k in range(n):
            pieces.append(
                (
                    block((0.52, 0.5, 0.6), 0.06, at=(x - w / 2 + (k + 0.5) * w / n, y - d / 2 + 0.3, z + h)),
                    stone,
                    "main",
                )
            )

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
    return assemble(
        "castle",
        pieces,
        sound="stone",
        colliders=[
            box_collider((14, 1.4, 5)),
            box_collider((11, 6, 10), (0, 5, 0)),
            post_collider(1.9, 8, (-7.4, 0, 0)),
            post_collider(1.9, 8, (7.4, 0, 0)),
        ],
        anchors={"door": (0, -1.8, 0)},
        mass_kg=1e6,
    )


BUILDERS: dict[str, Builder] = {
    "tower": tower,
    "castle": castle,
}
