"""Hats as profiles turned round the skull's axis, in units of the head's height, and their bands, peaks and bobbles.

Knows nothing of which hat is whose.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Mesh, Rgb
from .figure import Figure
from .piece import Piece, on_bone, shade_of
from .wardrobe import BLACK

F64 = NDArray[np.float64]


# (radius, height over the head's middle), both in head heights, bottom to top; the skull's own radius is about 0.48
_PROFILES: dict[str, list[tuple[float, float]]] = {
    "dome": [
        (0.49, 0.14),
        (0.53, 0.16),
        (0.535, 0.22),
        (0.50, 0.36),
        (0.42, 0.48),
        (0.26, 0.575),
        (0.10, 0.605),
        (0.0, 0.61),
    ],
    "toque": [
        (0.46, 0.20),
        (0.50, 0.21),
        (0.50, 0.42),
        (0.47, 0.44),
        (0.56, 0.52),
        (0.64, 0.64),
        (0.62, 0.76),
        (0.48, 0.85),
        (0.2, 0.88),
        (0.0, 0.88),
    ],
    "brimmed": [
        (0.46, 0.20),
        (0.78, 0.17),
        (0.82, 0.20),
        (0.80, 0.235),
        (0.54, 0.24),
        (0.50, 0.30),
        (0.47, 0.52),
        (0.43, 0.60),
        (0.25, 0.61),
        (0.0, 0.56),
    ],
    "straw": [
        (0.46, 0.20),
        (0.86, 0.12),
        (0.90, 0.15),
        (0.88, 0.18),
        (0.56, 0.24),
        (0.50, 0.30),
        (0.44, 0.50),
        (0.30, 0.585),
        (0.0, 0.60),
    ],
    "top_hat": [
        (0.46, 0.22),
        (0.70, 0.20),
        (0.73, 0.225),
        (0.70, 0.25),
        (0.50, 0.26),
        (0.47, 0.32),
        (0.46, 0.84),
        (0.49, 0.94),
        (0.47, 0.965),
        (0.0, 0.965),
    ],
    "cone": [
        (0.46, 0.18),
        (0.86, 0.14),
        (0.90, 0.165),
        (0.86, 0.195),
        (0.52, 0.24),
        (0.40, 0.50),
        (0.22, 0.86),
        (0.06, 1.16),
        (0.0, 1.19),
    ],
    "party": [(0.40, 0.34), (0.415, 0.35), (0.20, 0.74), (0.03, 1.04), (0.0, 1.05)],
    "flat_cap": [
        (0.47, 0.20),
        (0.51, 0.21),
        (0.51, 0.30),
        (0.53, 0.34),
        (0.66, 0.45),
        (0.66, 0.50),
        (0.54, 0.56),
        (0.25, 0.59),
        (0.0, 0.59),
    ],
    "beanie": [
        (0.49, 0.16),
        (0.54, 0.17),
        (0.55, 0.24),
        (0.53, 0.30),
        (0.52, 0.36),
        (0.45, 0.50),
        (0.26, 0.61),
        (0.0, 0.64),
    ],
    "beret": [(0.45, 0.28), (0.48, 0.29), (0.58, 0.40), (0.60, 0.47), (0.48, 0.55), (0.2, 0.585), (0.0, 0.59)],
    "hard": [
        (0.46, 0.18),
        (0.60, 0.165),
        (0.62, 0.185),
        (0.60, 0.205),
        (0.545, 0.225),
        (0.53, 0.34),
        (0.46, 0.48),
        (0.30, 0.59),
        (0.10, 0.625),
        (0.0, 0.625),
    ],
    "fire": [
        (0.46, 0.18),
        (0.74, 0.10),
        (0.77, 0.125),
        (0.74, 0.155),
        (0.56, 0.23),
        (0.53, 0.34),
        (0.46, 0.50),
        (0.30, 0.62),
        (0.10, 0.66),
        (0.0, 0.66),
    ],
}


def hat(f: Figure, profile: str, tilt: float = 0.10, stretch: tuple[float, float] = (1.0, 1.03)) -> Mesh:
    """A turned hat, tipped back by `tilt` radians."""
    k = f.head
    pts = shapes.rounded([(r * k, z * k) for r, z in _PROFILES[profile]], 0.03 * k, 2)
    m = shapes.scaled(shapes.lathe(pts, segments=30), (stretch[0], stretch[1], 1.0))
    return seated(f, m, tilt)


def seated(f: Figure, m: Mesh, tilt: float) -> Mesh:
    c, s = np.cos(-tilt), np.sin(-tilt)
    turned = shapes.turned(m, np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]))
    return shapes.moved(turned, f.head_centre)


def hat_band(f: Figure, z: float, r: float, width: float, tilt: float = 0.10, thickness: float = 0.02) -> Mesh:
    k = f.head
    p = [
        (r - 0.02, z - width / 2),
        (r + thickness, z - width / 2),
        (r + thickness, z + width / 2),
        (r - 0.02, z + width / 2),
    ]
    return seated(
        f,
        shapes.scaled(
            shapes.lathe(shapes.rounded([(a * k, b * k) for a, b in p], 0.01 * k, 2), segments=32), (1.0, 1.03, 1.0)
        ),
        tilt,
    )


def peak(f: Figure, z: float, length: float, tilt: float = 0.10, spread: float = 1.1) -> Mesh:
    """The visor of a cap: a curved tongue forward of the forehead."""
    k = f.head
    a = np.linspace(-spread, spread, 15)[None]
    u = np.linspace(0, 1, 6)[:, None]
    reach = (0.48 + length * u * np.cos(a * 0.92) ** 0.7) * k
    drop = (z - 0.10 * u - 0.10 * (1 - np.cos(a)) * u) * k
    top = np.stack([reach * np.cos(a), reach * np.sin(a) * 0.98, drop + 0 * reach], -1)
    low = top - np.array([0, 0, 0.022 * k])
    loop = np.concatenate([top, low[::-1]])
    return seated(f, shapes.oriented(shapes.grid(loop, close_u=True)), tilt)


def hat_ball(f: Figure, x: float, y: float, z: float, r: float, tilt: float = 0.10) -> Mesh:
    k = f.head
    return seated(f, shapes.ellipsoid((r * k, r * k, r * k), centre=(x * k, y * k, z * k), rings=12, segments=18), tilt)


def plain_hat(
    profile: str,
    finish: str,
    band: tuple[float, float, float] | None = None,
    band_colour: Rgb = BLACK,
    pom: bool = False,
    tilt: float = 0.10,
) -> Callable[[Figure, Rgb], list[Piece]]:
    def build(f: Figure, c: Rgb) -> list[Piece]:
        h = f.bone("head")
        out = [on_bone(hat(f, profile, tilt), h, c, finish)]
        if band is not None:
            out.append(on_bone(hat_band(f, *band, tilt), h, band_colour, "cloth"))
        if pom:
            out.append(on_bone(hat_ball(f, 0, 0, 0.70, 0.12, tilt), h, shade_of(c, 1.6), "plush"))
        return out

    return build
