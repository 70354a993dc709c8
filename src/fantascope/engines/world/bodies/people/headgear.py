"""Hats, helmets, hoods, crowns and glasses, and what is worn on the back.

Knows nothing of who wears them. Hats are profiles turned round the skull's axis, in units of the head's height; hoods and
helmets are shells over the back of the head, open round the face.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Mesh, Rgb
from .cloth import skin_torso
from .figure import Figure, head_point, torso_front, torso_ring
from .garments import BLACK, GOLD, STEEL, WHITE, YELLOW
from .head import eye_centre
from .loft import outward, ribbon
from .piece import Piece, on_bone, shade_of

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


def _hat(f: Figure, profile: str, tilt: float = 0.10, stretch: tuple[float, float] = (1.0, 1.03)) -> Mesh:
    """A turned hat, tipped back by `tilt` radians."""
    k = f.head
    pts = shapes.rounded([(r * k, z * k) for r, z in _PROFILES[profile]], 0.03 * k, 2)
    m = shapes.scaled(shapes.lathe(pts, segments=30), (stretch[0], stretch[1], 1.0))
    return _seat(f, m, tilt)


def _seat(f: Figure, m: Mesh, tilt: float) -> Mesh:
    c, s = np.cos(-tilt), np.sin(-tilt)
    turned = shapes.turned(m, np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]))
    return shapes.moved(turned, f.head_centre)


def _band(f: Figure, z: float, r: float, width: float, tilt: float = 0.10, thickness: float = 0.02) -> Mesh:
    k = f.head
    p = [
        (r - 0.02, z - width / 2),
        (r + thickness, z - width / 2),
        (r + thickness, z + width / 2),
        (r - 0.02, z + width / 2),
    ]
    return _seat(
        f,
        shapes.scaled(
            shapes.lathe(shapes.rounded([(a * k, b * k) for a, b in p], 0.01 * k, 2), segments=32), (1.0, 1.03, 1.0)
        ),
        tilt,
    )


def _peak(f: Figure, z: float, length: float, tilt: float = 0.10, spread: float = 1.1) -> Mesh:
    """The visor of a cap: a curved tongue forward of the forehead."""
    k = f.head
    a = np.linspace(-spread, spread, 15)[None]
    u = np.linspace(0, 1, 6)[:, None]
    reach = (0.48 + length * u * np.cos(a * 0.92) ** 0.7) * k
    drop = (z - 0.10 * u - 0.10 * (1 - np.cos(a)) * u) * k
    top = np.stack([reach * np.cos(a), reach * np.sin(a) * 0.98, drop + 0 * reach], -1)
    low = top - np.array([0, 0, 0.022 * k])
    loop = np.concatenate([top, low[::-1]])
    return _seat(f, shapes.oriented(shapes.grid(loop, close_u=True)), tilt)


def _hood(
    f: Figure, opening: float, offset: float, *, point: float = 0.0, narrow: float = 1.0, drop: float = 0.0
) -> Mesh:
    """A shell over the back of the head, open round the face: `opening` is the angle from the nose to its edge, `narrow`
    scales it sideways, `point` lifts the crown's back, `drop` opens it further at the chin."""
    roll = np.linspace(0, 2 * np.pi, 32, endpoint=False)[None]
    edge = opening * (1 - (1 - narrow) * np.sin(roll) ** 2) + drop * np.clip(-np.cos(roll), 0, 1) ** 2
    rows = np.array([0.0, 0.0, 0.04, 0.10, 0.22, 0.38, 0.55, 0.72, 0.88, 1.0])[:, None]
    theta = edge + (np.pi - 1e-3 - edge) * rows
    d = np.stack([np.cos(theta), np.sin(theta) * np.sin(roll), np.sin(theta) * np.cos(roll)], -1)
    az, el = np.arctan2(d[..., 1], d[..., 0]), np.arcsin(np.clip(d[..., 2], -1, 1))
    off = np.full(az.shape, offset * f.head)
    off[0] = -0.01 * f.head
    off[1] = off[1] * 0.9
    off += point * f.head * np.exp(-(((el - 0.75) / 0.5) ** 2)) * (np.cos(az) < 0) * (-np.cos(az))
    return outward(shapes.grid(head_point(f, az, el, off), close_v=True), f.head_centre)


def _rim(f: Figure, opening: float, offset: float, radius: float, *, narrow: float = 1.0, drop: float = 0.0) -> Mesh:
    roll = np.linspace(0, 2 * np.pi, 41)
    edge = opening * (1 - (1 - narrow) * np.sin(roll) ** 2) + drop * np.clip(-np.cos(roll), 0, 1) ** 2
    d = np.stack([np.cos(edge), np.sin(edge) * np.sin(roll), np.sin(edge) * np.cos(roll)], -1)
    path = head_point(f, np.arctan2(d[:, 1], d[:, 0]), np.arcsin(np.clip(d[:, 2], -1, 1)), offset * f.head)
    return shapes.tube(path, radius * f.head, segments=10, caps=False)


def _ball(f: Figure, x: float, y: float, z: float, r: float, tilt: float = 0.10) -> Mesh:
    k = f.head
    return _seat(f, shapes.ellipsoid((r * k, r * k, r * k), centre=(x * k, y * k, z * k), rings=12, segments=18), tilt)


def _cap(f: Figure, c: Rgb) -> list[Piece]:
    h = f.bone("head")
    return [
        on_bone(_hat(f, "dome"), h, c, "cloth"),
        on_bone(_peak(f, 0.18, 0.42), h, shade_of(c, 0.8), "cloth"),
        on_bone(_ball(f, 0, 0, 0.61, 0.045), h, shade_of(c, 0.8), "cloth"),
    ]


def _police(f: Figure, c: Rgb) -> list[Piece]:
    h = f.bone("head")
    badge = shapes.ellipsoid(
        (0.02 * f.head, 0.07 * f.head, 0.08 * f.head), centre=(0.575 * f.head, 0, 0.40 * f.head), rings=8, segments=14
    )
    return [
        on_bone(_hat(f, "flat_cap", 0.02), h, c, "cloth"),
        on_bone(_band(f, 0.26, 0.51, 0.10, 0.02), h, BLACK, "vinyl"),
        on_bone(_peak(f, 0.22, 0.27, 0.02), h, BLACK, "gloss"),
        on_bone(_seat(f, badge, 0.02), h, GOLD, "metal"),
    ]


def _crown(f: Figure, c: Rgb) -> list[Piece]:
    h, k = f.bone("head"), f.head
    a = np.linspace(0, 2 * np.pi, 50, endpoint=False)[None]
    top = 0.50 + 0.15 * np.abs(np.sin(a * 2.5)) ** 1.4
    rows = [
        (0.40, 0.34 + 0 * a),
        (0.44, 0.335 + 0 * a),
        (0.455, 0.40 + 0 * a),
        (0.49, top),
        (0.465, top + 0.006),
        (0.42, 0.40 + 0 * a),
        (0.40, 0.34 + 0 * a),
    ]
    pts = np.concatenate([np.stack([r * np.cos(a) * k, r * np.sin(a) * k, z * k], -1) for r, z in rows])
    out = [on_bone(_seat(f, shapes.oriented(shapes.grid(pts, close_v=True)), 0.06), h, c, "metal")]
    for j in range(5):
        t = np.pi / 5 + 2 * np.pi * j / 5
        out.append(
            on_bone(_ball(f, 0.478 * np.cos(t), 0.478 * np.sin(t), 0.665, 0.036, 0.06), h, (0.85, 0.08, 0.16), "gloss")
        )
        out.append(
            on_bone(
                _ball(f, 0.45 * np.cos(t), 0.45 * np.sin(t), 0.43, 0.034, 0.06),
                h,
                (0.12, 0.35, 0.85) if j % 2 else (0.1, 0.65, 0.3),
                "gloss",
            )
        )
    return out


def _tiara(f: Figure, c: Rgb) -> list[Piece]:
    h = f.bone("head")
    az = np.linspace(-1.25, 1.25, 21)
    path = head_point(f, az, 0.86 - 0.10 * np.abs(az), 0.10 * f.head)
    out = [on_bone(shapes.tube(path, 0.020 * f.head, segments=8), h, c, "metal")]
    for a, r in ((-0.7, 0.032), (-0.35, 0.04), (0.0, 0.06), (0.35, 0.04), (0.7, 0.032)):
        p = head_point(f, a, 0.90 - 0.10 * abs(a) + r, 0.11 * f.head)
        out.append(
            on_bone(
                shapes.ellipsoid(
                    (r * 0.6 * f.head, r * f.head, r * 1.3 * f.head), centre=(p[0], p[1], p[2]), rings=8, segments=10
                ),
                h,
                (0.95, 0.35, 0.62) if a == 0 else (0.75, 0.92, 1.0),
                "gloss",
            )
        )
    return out


def _santa_hat(f: Figure, c: Rgb) -> list[Piece]:
    h, k = f.bone("head"), f.head
    t = np.linspace(0, 1, 12)[:, None]
    p = (
        (1 - t) ** 2 * np.array([0, 0, 0.30])
        + 2 * t * (1 - t) * np.array([-0.02, 0.05, 1.12])
        + t * t * np.array([-0.30, 0.55, 0.42])
    )
    cone = shapes.tube(p * k, (0.50 * (1 - t[:, 0]) ** 0.8 + 0.05) * k, segments=24)
    return [
        on_bone(_seat(f, cone, 0.1), h, c, "plush"),
        on_bone(_band(f, 0.24, 0.50, 0.15, 0.1, 0.07), h, WHITE, "plush"),
        on_bone(_ball(f, -0.32, 0.60, 0.38, 0.11), h, WHITE, "plush"),
    ]


def _astronaut_helmet(f: Figure, c: Rgb) -> list[Piece]:
    """A white shell behind a clear bubble, so that the face shows, with a gold sun shade pushed up over it."""
    h, k = f.bone("head"), f.head
    r = 0.70 * k
    at = np.asarray(f.head_centre) + [0.02 * k, 0, 0.03 * k]
    roll = np.linspace(0, 2 * np.pi, 40, endpoint=False)[None]

    def cap(low: float | F64, high: float, radius: float) -> F64:
        theta = np.asarray(low) + (high - np.asarray(low)) * np.linspace(0, 1, 14)[:, None]
        d = np.stack([np.cos(theta) + 0 * roll, np.sin(theta) * np.sin(roll), np.sin(theta) * np.cos(roll) * 1.0], -1)
        return d * radius

    shell = shapes.oriented(
        shapes.grid(np.concatenate([cap(1.06, 1.06, r * 0.93)[:1], cap(1.02, np.pi - 1e-3, r)]), close_v=True)
    )
    glass = shapes.oriented(shapes.grid(cap(1e-3, 1.06, r * 0.975), close_v=True))
    ring_d = np.stack(
        [
            np.full(41, np.cos(1.04)),
            np.sin(1.04) * np.sin(np.linspace(0, 2 * np.pi, 41)),
            np.sin(1.04) * np.cos(np.linspace(0, 2 * np.pi, 41)),
        ],
        -1,
    )
    ring = shapes.tube(ring_d * r * 0.995, 0.040 * k, segments=10, caps=False)
    psi = np.linspace(0.66, 1.12, 7)[:, None]
    beta = np.linspace(-0.92, 0.92, 21)[None]
    visor_d = np.stack(np.broadcast_arrays(np.cos(psi) * np.cos(beta), np.sin(beta), np.sin(psi) * np.cos(beta)), -1)
    outer, inner = visor_d * r * 1.035, visor_d * r * 1.0
    visor = shapes.oriented(shapes.grid(np.concatenate([outer, inner[::-1]]), close_u=True))
    ears = [
        shapes.ellipsoid((0.15 * k, 0.07 * k, 0.15 * k), centre=(-0.04 * k, s * r * 0.98, 0.0), rings=10, segments=18)
        for s in (1, -1)
    ]
    out = [
        on_bone(shapes.moved(shell, at), h, c, "vinyl"),
        on_bone(shapes.moved(ring, at), h, (0.74, 0.77, 0.84), "vinyl"),
        on_bone(shapes.moved(visor, at), h, (1.0, 0.72, 0.25), "metal"),
        on_bone(shapes.moved(glass, at), h, WHITE, "glass"),
    ]
    return out + [on_bone(shapes.moved(e, at), h, (0.85, 0.25, 0.18), "vinyl") for e in ears]


def _knight_helmet(f: Figure, c: Rgb) -> list[Piece]:
    """A helmet whose cheeks come forward, with a slit visor pushed up on the forehead and a red plume."""
    h, k = f.bone("head"), f.head
    t = np.linspace(0, 1, 10)
    plume = np.stack([0.06 - 0.52 * t, 0 * t, 0.60 + 0.46 * np.sin(np.pi * (0.12 + 0.60 * t)) - 0.50 * t**2], 1) * k
    ridge = head_point(
        f,
        np.concatenate([np.zeros(5), np.full(7, np.pi)]),
        np.concatenate([np.linspace(0.9, 1.5, 5), np.linspace(1.5, -0.3, 7)]),
        0.10 * k,
    )
    psi = np.linspace(0.42, 1.02, 6)[:, None]
    az = np.linspace(-0.98, 0.98, 17)[None]
    beak = (0.20 + 0.14 * np.cos(az) ** 2 * np.sin(np.pi * (psi - 0.42) / 0.60)) * k
    outer, inner = head_point(f, az, psi, beak), head_point(f, az, psi, beak - 0.05 * k)
    visor = shapes.oriented(shapes.grid(np.concatenate([outer, inner[::-1]]), close_u=True))
    slits = [
        head_point(f, np.linspace(-0.62, 0.62, 11), e, 0.36 * k - 0.12 * k * np.linspace(-1, 1, 11) ** 2)
        for e in (0.60, 0.76)
    ]
    hinge = [
        shapes.ellipsoid(
            (0.07 * k, 0.04 * k, 0.07 * k),
            centre=tuple(float(v) for v in head_point(f, s * 1.30, 0.50, 0.12 * k)),
            rings=8,
            segments=12,
        )
        for s in (1, -1)
    ]
    return [
        on_bone(_hood(f, 0.86, 0.085, narrow=0.86, drop=-0.10), h, c, "metal"),
        on_bone(_rim(f, 0.86, 0.085, 0.034, narrow=0.86, drop=-0.10), h, GOLD, "metal"),
        on_bone(shapes.tube(ridge, 0.030 * k, segments=8), h, GOLD, "metal"),
        on_bone(visor, h, shade_of(c, 0.86), "metal"),
        *(on_bone(shapes.tube(path, 0.016 * k, segments=6), h, BLACK, "vinyl") for path in slits),
        *(on_bone(m, h, GOLD, "metal") for m in hinge),
        on_bone(
            shapes.moved(
                shapes.tube(plume, (0.05 + 0.10 * np.sin(np.pi * np.linspace(0.1, 0.95, 10))) * k, segments=10),
                f.head_centre,
            ),
            h,
            (0.84, 0.10, 0.14),
            "plush",
        ),
    ]


def _hood_up(f: Figure, c: Rgb, finish: str = "vinyl") -> list[Piece]:
    h = f.bone("head")
    return [
        on_bone(_hood(f, 0.96, 0.105, point=0.10, narrow=0.93, drop=0.14), h, c, finish, "clothes"),
        on_bone(_rim(f, 0.96, 0.095, 0.035, narrow=0.93, drop=0.14), h, shade_of(c, 0.90), finish),
    ]


def _mask_hood(f: Figure, c: Rgb) -> list[Piece]:
    """A ninja's hood: only a band at the eyes is open."""
    h, k = f.bone("head"), f.head
    az = np.linspace(-np.pi, np.pi, 48, endpoint=False)[None]
    near = np.exp(-((az / 0.92) ** 4))
    out = []
    for low, high in (((0.36 * near + (1 - near) * 0.0), np.pi / 2), ((-0.20 * near + (1 - near) * 0.05), -1.45)):
        u = np.array([0, 0, 0.08, 0.3, 0.6, 1.0])[:, None]
        el = low + (high - low) * u
        off = np.array([-0.01, 0.038, 0.05, 0.05, 0.05, 0.05])[:, None] * k + 0 * el
        out.append(
            on_bone(
                outward(shapes.grid(head_point(f, az, el, off), close_v=True), f.head_centre), h, c, "cloth", "clothes"
            )
        )
    out.append(
        on_bone(
            shapes.tube(
                head_point(f, np.linspace(-np.pi, np.pi, 41), 0.52, 0.055 * k), 0.035 * k, segments=8, caps=False
            ),
            h,
            (0.80, 0.10, 0.12),
            "cloth",
        )
    )
    return out


def _simple(
    profile: str,
    finish: str,
    band: tuple[float, float, float] | None = None,
    band_colour: Rgb = BLACK,
    pom: bool = False,
    tilt: float = 0.10,
) -> Callable[[Figure, Rgb], list[Piece]]:
    def build(f: Figure, c: Rgb) -> list[Piece]:
        h = f.bone("head")
        out = [on_bone(_hat(f, profile, tilt), h, c, finish)]
        if band is not None:
            out.append(on_bone(_band(f, *band, tilt), h, band_colour, "cloth"))
        if pom:
            out.append(on_bone(_ball(f, 0, 0, 0.70, 0.12, tilt), h, shade_of(c, 1.6), "plush"))
        return out

    return build


def _fire_helmet(f: Figure, c: Rgb) -> list[Piece]:
    k = f.head
    shield = shapes.box((0.05 * k, 0.20 * k, 0.24 * k), bevel_m=0.02 * k, centre=(0.525 * k, 0, 0.40 * k))
    ridge = shapes.tube(
        np.array([[0.5, 0, 0.36], [0.42, 0, 0.52], [0.2, 0, 0.66], [0, 0, 0.69], [-0.25, 0, 0.64], [-0.48, 0, 0.42]])
        * k,
        0.035 * k,
        segments=8,
    )
    h = f.bone("head")
    return [
        on_bone(_hat(f, "fire", 0.12), h, c, "vinyl"),
        on_bone(_seat(f, shield, 0.12), h, GOLD, "metal"),
        on_bone(_seat(f, ridge, 0.12), h, shade_of(c, 0.75), "vinyl"),
    ]


def _pirate(f: Figure, c: Rgb) -> list[Piece]:
    k, h = f.head, f.bone("head")
    a = np.linspace(-np.pi, np.pi, 48, endpoint=False)[None]
    up = 0.30 + 0.34 * np.abs(np.cos(a)) ** 1.5 * (np.cos(a) > 0) + 0.26 * np.abs(np.cos(a)) ** 1.5 * (np.cos(a) < 0)
    rows = []
    for u, side in ((0.0, 0), (0.5, 0), (1.0, 0), (1.0, 1), (0.5, 1), (0.0, 1)):
        r = 0.50 + (0.09 + 0.26 * np.abs(np.sin(a)) ** 2) * u - 0.03 * side
        z = 0.22 + (up - 0.22) * u
        rows.append(np.stack([r * np.cos(a) * 1.0, r * np.sin(a) * 1.06, z + 0 * a], -1))
    brim = shapes.oriented(shapes.grid(np.concatenate(rows) * k, close_v=True, close_u=True))
    skull = shapes.ellipsoid((0.03 * k, 0.085 * k, 0.08 * k), centre=(0.585 * k, 0, 0.47 * k), rings=8, segments=12)
    jaw = shapes.ellipsoid((0.03 * k, 0.05 * k, 0.04 * k), centre=(0.580 * k, 0, 0.385 * k), rings=8, segments=12)
    eyes = [
        shapes.ellipsoid(
            (0.02 * k, 0.024 * k, 0.026 * k), centre=(0.605 * k, s * 0.033 * k, 0.47 * k), rings=6, segments=10
        )
        for s in (1, -1)
    ]
    return [
        on_bone(_hat(f, "dome", 0.05), h, c, "cloth"),
        on_bone(_seat(f, brim, 0.05), h, c, "cloth"),
        *(on_bone(_seat(f, m, 0.05), h, WHITE, "vinyl") for m in (skull, jaw)),
        *(on_bone(_seat(f, m, 0.05), h, BLACK, "vinyl") for m in eyes),
    ]


def _graduate(f: Figure, c: Rgb) -> list[Piece]:
    k, h = f.head, f.bone("head")
    board = shapes.box((0.95 * k, 0.95 * k, 0.04 * k), bevel_m=0.015 * k, centre=(0, 0, 0.60 * k))
    spin = np.array([[np.cos(0.78), -np.sin(0.78), 0], [np.sin(0.78), np.cos(0.78), 0], [0, 0, 1]])
    tassel = shapes.tube(
        np.array([[0, 0, 0.63], [0.2, 0.3, 0.64], [0.22, 0.5, 0.55], [0.22, 0.52, 0.25]]) * k,
        np.array([0.02, 0.02, 0.02, 0.04]) * k,
        segments=8,
    )
    return [
        on_bone(_hat(f, "dome"), h, c, "cloth"),
        on_bone(_seat(f, shapes.turned(board, spin), 0.1), h, c, "cloth"),
        on_bone(_seat(f, tassel, 0.1), h, GOLD, "cloth"),
    ]


def _glasses(f: Figure, c: Rgb, dark: bool) -> list[Piece]:
    k, h = f.head, f.bone("head")
    out = []
    for s in (1.0, -1.0):
        at = eye_centre(f, s) + np.array([0.165 * k, s * 0.012 * k, -0.005 * k])
        a = np.linspace(0, 2 * np.pi, 29)
        r = 0.155 * k
        yaw = s * 0.22
        y, z = np.cos(a) * r, np.sin(a) * r * 0.95
        out.append(
            on_bone(
                shapes.tube(
                    at + np.stack([-np.sin(yaw) * y, np.cos(yaw) * y, z], 1), 0.019 * k, segments=8, caps=False
                ),
                h,
                c,
                "gloss",
            )
        )
        if dark:
            lens = shapes.turned(
                shapes.ellipsoid((0.012 * k, r, r * 0.95), rings=10, segments=24),
                np.array([[np.cos(yaw), -np.sin(yaw), 0], [np.sin(yaw), np.cos(yaw), 0], [0, 0, 1]]),
            )
            out.append(on_bone(shapes.moved(lens, at), h, (0.05, 0.05, 0.07), "eye"))
        arm = np.array(
            [
                at + [-0.03 * k, s * r, 0.02 * k],
                head_point(f, s * 1.35, 0.05, 0.02 * k),
                head_point(f, s * 1.62, 0.05, 0.03 * k),
            ]
        )
        out.append(on_bone(shapes.tube(arm, 0.016 * k, segments=6), h, c, "gloss"))
    inner = [eye_centre(f, s) + np.array([0.175 * k, -s * 0.13 * k, 0.03 * k]) for s in (1.0, -1.0)]
    mid = (inner[0] + inner[1]) / 2 + np.array([0.02 * k, 0, 0.02 * k])
    out.append(on_bone(shapes.tube(np.array([inner[0], mid, inner[1]]), 0.017 * k, segments=6), h, c, "gloss"))
    return out


def _backpack(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    chest = f.joint("chest")
    back = float(torso_front(f, np.array(0.0), np.array(chest[2]), True))
    main = shapes.box(
        (0.085 * h, 0.17 * h, 0.20 * h), bevel_m=0.03 * h, centre=(back - 0.055 * h, 0.0, float(chest[2]) - 0.005 * h)
    )
    pocket = shapes.box(
        (0.04 * h, 0.12 * h, 0.08 * h), bevel_m=0.018 * h, centre=(back - 0.105 * h, 0.0, float(chest[2]) - 0.045 * h)
    )
    out = [on_bone(main, f.bone("chest"), c, "cloth"), on_bone(pocket, f.bone("chest"), shade_of(c, 0.8), "cloth")]
    for s in (1.0, -1.0):
        y = s * 0.062 * h
        zs = np.linspace(f.neck_z - 0.045 * h, f.hip_z + 0.07 * h, 6)
        front = np.stack([torso_front(f, np.full(6, y), zs) + 0.016 * h, np.full(6, y), zs], 1)
        path = np.concatenate(
            [
                [[back - 0.02 * h, y, f.neck_z - 0.055 * h], [0.0, y, f.neck_z - 0.012 * h]],
                front,
                [[back, y * 1.3, f.hip_z + 0.06 * h]],
            ]
        )
        out.append(
            Piece(
                skin_torso(
                    f,
                    ribbon(
                        path,
                        np.concatenate([[[0, 0, 1.0], [0, 0, 1.0]], np.tile([1.0, 0, 0], (6, 1)), [[0, s, 0]]]),
                        0.026 * h,
                        0.008 * h,
                    ),
                ),
                shade_of(c, 0.7),
                "cloth",
            )
        )
    return out


def _life_pack(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    z = float(f.joint("chest")[2]) - 0.01 * h
    back = float(torso_front(f, np.array(0.0), np.array(z), True))
    main = shapes.box((0.10 * h, 0.22 * h, 0.25 * h), bevel_m=0.03 * h, centre=(back - 0.062 * h, 0.0, z))
    return [
        on_bone(main, f.bone("chest"), c, "vinyl"),
        on_bone(
            shapes.box((0.03 * h, 0.12 * h, 0.10 * h), bevel_m=0.012 * h, centre=(back - 0.112 * h, 0, z + 0.03 * h)),
            f.bone("chest"),
            (0.62, 0.66, 0.74),
            "vinyl",
        ),
    ]


def _cape(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    a = np.linspace(-1.0, 1.0, 17)[None]
    t = np.linspace(0, 1, 14)[:, None]
    z = f.neck_z - 0.012 * h - t * (f.neck_z - 0.13 * h)
    half = (0.085 + 0.10 * t) * h
    back = -(0.055 + 0.045 * t**0.7 + 0.05 * t**2) * h
    x = back + 0.075 * h * a**2 * (1 - 0.55 * t) + 0.012 * h * np.cos(a * 9) * t
    outer = np.stack([x, half * a, z + 0 * a], -1)
    inner = outer + np.array([0.010 * h, 0, 0])
    return [
        Piece(
            skin_torso(f, shapes.oriented(shapes.grid(np.concatenate([outer, inner[::-1]]), close_u=True))), c, "cloth"
        )
    ]


def _scarf(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    a = np.linspace(0, 2 * np.pi, 31)
    r = 0.066 * h
    out = []
    for k in range(2):
        path = np.stack(
            [
                0.004 * h + r * (1 + 0.06 * k) * np.cos(a),
                r * 1.1 * np.sin(a),
                f.neck_z - 0.006 * h + k * 0.020 * h + 0.010 * h * np.cos(a + 0.6),
            ],
            1,
        )
        out.append(on_bone(shapes.tube(path, 0.021 * h, segments=12, caps=False), f.bone("neck"), c, "plush"))
    zs = np.linspace(f.neck_z - 0.005 * h, f.neck_z - 0.19 * h, 7)
    y = np.linspace(0.035, 0.060, 7) * h
    path = np.stack([np.maximum(torso_front(f, y, zs) + 0.022 * h, 0.055 * h), y, zs], 1)
    out.append(Piece(skin_torso(f, ribbon(path, np.tile([1.0, 0, 0], (7, 1)), 0.048 * h, 0.014 * h)), c, "plush"))
    for z in (zs[4], zs[6]):
        i = int(np.argmin(abs(zs - z)))
        out.append(
            Piece(
                skin_torso(
                    f,
                    ribbon(
                        path[i] + np.array([[0.002 * h, 0, 0.006 * h], [0.002 * h, 0, 0], [0.002 * h, 0, -0.006 * h]]),
                        np.tile([1.0, 0, 0], (3, 1)),
                        0.050 * h,
                        0.015 * h,
                    ),
                ),
                shade_of(c, 1.6),
                "plush",
            )
        )
    return out


def _apron(f: Figure, c: Rgb) -> list[Piece]:
    """A bib and skirt wrapped round the front, with straps over the shoulders and a bow-less waistband."""
    h = f.height
    top = float(f.joint("chest")[2]) + 0.035 * h
    z = np.linspace(f.crotch_z - 0.12 * h, top, 12)[:, None]
    t = (z - z[0]) / (z[-1] - z[0])
    floor = f.hip_z + 0.01 * h
    w, d, x = torso_ring(f, np.maximum(z, floor))
    hip_w, hip_d, _ = torso_ring(f, np.asarray(floor))
    w, d = np.maximum(w, hip_w * (t < 0.7)) + 0.022 * h, np.maximum(d, hip_d * (t < 0.7)) + 0.020 * h
    drop = np.clip(f.hip_z - z, 0, None)
    a = np.linspace(-1, 1, 15)[None] * np.interp(t, [0, 0.56, 0.66, 1.0], [1.25, 1.25, 0.72, 0.62])
    p = 2.0 / 2.5
    front = np.stack(
        [
            x + (d + 0.15 * drop) * np.cos(a) ** p,
            (w + 0.12 * drop) * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** p,
            z + 0 * a,
        ],
        -1,
    )
    back = front * [1, 1, 1] - np.stack([np.cos(a) + 0 * z, np.sin(a) + 0 * z, 0 * a + 0 * z], -1) * 0.006 * h
    out = [
        Piece(
            skin_torso(f, shapes.oriented(shapes.grid(np.concatenate([front, back[::-1]]), close_u=True))), c, "cloth"
        )
    ]
    for s in (1.0, -1.0):
        zs = np.linspace(top - 0.01 * h, f.neck_z - 0.025 * h, 5)
        y = np.linspace(0.045, 0.050, 5) * h * s
        strap = np.stack([torso_front(f, y, zs) + np.linspace(0.022, 0.014, 5) * h, y, zs], 1)
        out.append(Piece(skin_torso(f, ribbon(strap, np.tile([1.0, 0, 0], (5, 1)), 0.020 * h, 0.006 * h)), c, "cloth"))
    pocket = np.stack(
        [(x + d)[4] * np.ones(5) + 0.004 * h, np.linspace(-0.05, 0.05, 5) * h, np.full(5, float(z[4, 0]))], 1
    )
    out.append(
        Piece(
            skin_torso(f, ribbon(pocket, np.tile([1.0, 0, 0], (5, 1)), 0.055 * h, 0.008 * h)),
            shade_of(c, 0.86),
            "cloth",
        )
    )
    return out


def _wings(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    out = []
    z0 = float(f.joint("chest")[2]) + 0.04 * h
    for s in (1.0, -1.0):
        for k in range(5):
            a = 0.9 - 0.42 * k
            length = (0.33 - 0.035 * k) * h
            root = np.array([-0.075 * h, s * 0.03 * h, z0 - 0.012 * k * h])
            d = np.array([-0.22, s * np.cos(a), np.sin(a)])
            t = np.linspace(0, 1, 6)[:, None]
            out.append(
                on_bone(
                    ribbon(
                        root + d * length * t,
                        np.tile([-1.0, 0, 0], (6, 1)),
                        np.array([0.03, 0.06, 0.075, 0.075, 0.06, 0.02]) * h,
                        0.022 * h,
                    ),
                    f.bone("chest"),
                    c,
                    "plush",
                )
            )
    return out


def _halo(f: Figure, c: Rgb) -> list[Piece]:
    a = np.linspace(0, 2 * np.pi, 33)
    k = f.head
    path = np.stack([0.26 * k * np.cos(a), 0.26 * k * np.sin(a), np.full(33, 0.74 * k)], 1)
    return [on_bone(_seat(f, shapes.tube(path, 0.035 * k, segments=10, caps=False), 0.15), f.bone("head"), c, "glow")]


def _clown_nose(f: Figure, c: Rgb) -> list[Piece]:
    at = head_point(f, 0.0, -0.21, 0.05 * f.head)
    return [
        on_bone(
            shapes.ellipsoid((0.095 * f.head,) * 3, centre=(at[0], at[1], at[2]), rings=12, segments=18),
            f.bone("head"),
            c,
            "gloss",
        )
    ]


def _eye_patch(f: Figure, c: Rgb) -> list[Piece]:
    k = f.head
    at = eye_centre(f, 1.0) + np.array([0.145 * k, 0.02 * k, 0.0])
    strap = head_point(
        f, np.linspace(-np.pi, np.pi, 41), 0.22 + 0.16 * np.cos(np.linspace(-np.pi, np.pi, 41) - 2.2), 0.07 * k
    )
    return [
        on_bone(
            shapes.ellipsoid((0.05 * k, 0.15 * k, 0.14 * k), centre=(at[0], at[1], at[2]), rings=10, segments=18),
            f.bone("head"),
            c,
            "vinyl",
        ),
        on_bone(shapes.tube(strap, 0.014 * k, segments=6, caps=False), f.bone("head"), c, "vinyl"),
    ]


def _eye_mask(f: Figure, c: Rgb) -> list[Piece]:
    """A superhero's mask: a band round the eyes with holes for them (drawn as a ring and two wings)."""
    k, h = f.head, f.bone("head")
    out = []
    for s in (1.0, -1.0):
        a = np.linspace(0, 2 * np.pi, 29)
        at = eye_centre(f, s)
        ring = at + np.stack([np.full(29, 0.095 * k), np.cos(a) * 0.150 * k, np.sin(a) * 0.140 * k], 1)
        out.append(on_bone(shapes.tube(ring, 0.045 * k, segments=10, caps=False), h, c, "cloth"))
        wing = head_point(f, s * np.linspace(0.66, 1.25, 7), np.linspace(-0.02, 0.10, 7), 0.012 * k)
        out.append(
            on_bone(
                ribbon(wing, wing - np.asarray(f.head_centre), np.linspace(0.22, 0.09, 7) * k, 0.03 * k), h, c, "cloth"
            )
        )
    bridge = head_point(f, np.linspace(-0.22, 0.22, 7), 0.0, 0.015 * k)
    return [*out, on_bone(ribbon(bridge, bridge - np.asarray(f.head_centre), 0.13 * k, 0.03 * k), h, c, "cloth")]


def _goggles(f: Figure, c: Rgb) -> list[Piece]:
    k, h = f.head, f.bone("head")
    az = np.linspace(-0.82, 0.82, 25)
    path = head_point(f, az, -0.02 + 0.02 * np.cos(az * 3), 0.055 * k)
    out = [
        on_bone(
            ribbon(
                path,
                path - np.asarray(f.head_centre),
                0.34 * k * np.clip((0.86 - abs(az)) / 0.18, 0.35, 1) ** 0.5,
                0.10 * k,
            ),
            h,
            shade_of(c, 0.5),
            "vinyl",
        )
    ]
    lens = head_point(f, az * 0.88, -0.02, 0.10 * k)
    out.append(
        on_bone(
            ribbon(
                lens,
                lens - np.asarray(f.head_centre),
                0.25 * k * np.clip((0.80 - abs(az * 0.88)) / 0.18, 0.35, 1) ** 0.5,
                0.05 * k,
            ),
            h,
            c,
            "gloss",
        )
    )
    strap = head_point(f, np.linspace(0.7, 2 * np.pi - 0.7, 33), 0.03, 0.075 * k)
    return [
        *out,
        on_bone(ribbon(strap, strap - np.asarray(f.head_centre), 0.09 * k, 0.03 * k), h, shade_of(c, 0.4), "cloth"),
    ]


def _headband(f: Figure, c: Rgb) -> list[Piece]:
    az = np.linspace(-np.pi, np.pi, 41)
    path = head_point(f, az, 0.50 - 0.10 * (1 - np.cos(az)) / 2, 0.075 * f.head)
    return [
        on_bone(
            ribbon(path, path - np.asarray(f.head_centre), 0.10 * f.head, 0.035 * f.head), f.bone("head"), c, "plush"
        )
    ]


def _swim_cap(f: Figure, c: Rgb) -> list[Piece]:
    az = np.linspace(-np.pi, np.pi, 44, endpoint=False)[None]
    low = 0.55 + 0.0 * az - 0.75 * np.clip(-np.cos(az), 0, 1)
    u = np.array([0, 0, 0.06, 0.2, 0.4, 0.6, 0.8, 1.0])[:, None]
    off = np.array([-0.01, 0.02, 0.03, 0.032, 0.032, 0.032, 0.032, 0.032])[:, None] * f.head
    cap = outward(
        shapes.grid(head_point(f, az, low + (np.pi / 2 - low) * u, off + 0 * az), close_v=True), f.head_centre
    )
    return [on_bone(cap, f.bone("head"), c, "gloss")]


def _stethoscope(f: Figure, c: Rgb) -> list[Piece]:
    h = f.height
    zs = np.linspace(f.neck_z - 0.005 * h, float(f.joint("chest")[2]) - 0.01 * h, 7)
    left = np.stack([torso_front(f, 0.045 * h * np.ones(7), zs) + 0.022 * h, np.linspace(0.055, 0.02, 7) * h, zs], 1)
    right = left * [1, -1, 1]
    path = np.concatenate(
        [
            left[::-1],
            [
                [-0.03 * h, 0.045 * h, f.neck_z + 0.010 * h],
                [-0.045 * h, 0, f.neck_z + 0.014 * h],
                [-0.03 * h, -0.045 * h, f.neck_z + 0.010 * h],
            ],
            right,
        ]
    )
    disc = shapes.ellipsoid(
        (0.010 * h, 0.020 * h, 0.020 * h), centre=(right[-1][0], right[-1][1], right[-1][2]), rings=8, segments=14
    )
    return [
        Piece(skin_torso(f, shapes.tube(path, 0.007 * h, segments=8)), c, "vinyl"),
        Piece(skin_torso(f, disc), STEEL, "metal"),
    ]


HATS: dict[str, tuple[Rgb | None, Callable[[Figure, Rgb], list[Piece]]]] = {
    "hat": ((0.45, 0.28, 0.16), _simple("brimmed", "cloth", (0.30, 0.50, 0.09))),
    "cap": (None, _cap),
    "helmet": ((0.90, 0.20, 0.15), _simple("dome", "gloss")),
    "crown": (GOLD, _crown),
    "tiara": (GOLD, _tiara),
    "top_hat": (BLACK, _simple("top_hat", "cloth", (0.32, 0.475, 0.10), (0.75, 0.1, 0.15))),
    "witch_hat": ((0.16, 0.10, 0.24), _simple("cone", "cloth", (0.29, 0.49, 0.09), (0.55, 0.20, 0.75))),
    "wizard_hat": ((0.22, 0.24, 0.66), _simple("cone", "cloth", (0.29, 0.49, 0.09), GOLD)),
    "party_hat": ((0.95, 0.3, 0.55), _simple("party", "vinyl")),
    "beanie": (None, _simple("beanie", "plush", (0.22, 0.53, 0.13), WHITE, pom=True)),
    "straw_hat": ((0.93, 0.78, 0.42), _simple("straw", "cloth", (0.29, 0.505, 0.08), (0.75, 0.15, 0.12))),
    "cowboy_hat": ((0.50, 0.31, 0.17), _simple("brimmed", "cloth", (0.30, 0.50, 0.07), (0.2, 0.1, 0.06))),
    "fedora": ((0.36, 0.33, 0.30), _simple("brimmed", "cloth", (0.30, 0.50, 0.10), BLACK)),
    "beret": ((0.75, 0.10, 0.15), _simple("beret", "cloth", tilt=-0.12)),
    "chef_hat": (WHITE, _simple("toque", "cloth")),
    "police_cap": ((0.10, 0.16, 0.36), _police),
    "hard_hat": (YELLOW, _simple("hard", "gloss")),
    "fire_helmet": ((0.82, 0.10, 0.08), _fire_helmet),
    "santa_hat": ((0.84, 0.08, 0.10), _santa_hat),
    "space_helmet": (WHITE, _astronaut_helmet),
    "knight_helmet": (STEEL, _knight_helmet),
    "hood": (YELLOW, _hood_up),
    "ninja_hood": ((0.08, 0.08, 0.12), _mask_hood),
    "pirate_hat": ((0.10, 0.09, 0.11), _pirate),
    "graduation_cap": (BLACK, _graduate),
    "soldier_helmet": ((0.30, 0.36, 0.20), _simple("hard", "vinyl")),
    "swim_cap": ((0.95, 0.85, 0.15), _swim_cap),
    "ski_helmet": ((0.95, 0.30, 0.12), _simple("dome", "gloss")),
}

EXTRAS: dict[str, tuple[Rgb | None, Callable[[Figure, Rgb], list[Piece]]]] = {
    "glasses": ((0.10, 0.10, 0.12), lambda f, c: _glasses(f, c, False)),
    "sunglasses": ((0.08, 0.08, 0.10), lambda f, c: _glasses(f, c, True)),
    "backpack": ((0.85, 0.25, 0.2), _backpack),
    "life_pack": (WHITE, _life_pack),
    "cape": ((0.82, 0.10, 0.14), _cape),
    "scarf": ((0.85, 0.2, 0.2), _scarf),
    "apron": (WHITE, _apron),
    "wings": (WHITE, _wings),
    "halo": ((1.0, 0.88, 0.40), _halo),
    "clown_nose": ((0.92, 0.08, 0.08), _clown_nose),
    "eye_patch": (BLACK, _eye_patch),
    "eye_mask": ((0.12, 0.12, 0.16), _eye_mask),
    "goggles": ((0.98, 0.55, 0.1), _goggles),
    "headband": ((0.92, 0.2, 0.2), _headband),
    "stethoscope": ((0.15, 0.16, 0.18), _stethoscope),
}
