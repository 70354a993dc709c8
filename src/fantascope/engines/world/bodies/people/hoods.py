"""Hoods and helmets: shells over the back of the head, open round the face.

Knows nothing of who wears them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Mesh, Rgb
from .figure import Figure, head_point
from .loft import outward
from .piece import Piece, on_bone, shade_of
from .wardrobe import BLACK, GOLD, WHITE

F64 = NDArray[np.float64]


def hood_shell(
    f: Figure, opening: float, offset: float, *, point: float = 0.0, narrow: float = 1.0, drop: float = 0.0
) -> Mesh:
    """A shell over the back of the head, open round the face: `opening` is the angle from the nose to its edge,
    `narrow` scales it sideways, `point` lifts the crown's back, `drop` opens it further at the chin."""
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


def hood_rim(
    f: Figure, opening: float, offset: float, radius: float, *, narrow: float = 1.0, drop: float = 0.0
) -> Mesh:
    roll = np.linspace(0, 2 * np.pi, 41)
    edge = opening * (1 - (1 - narrow) * np.sin(roll) ** 2) + drop * np.clip(-np.cos(roll), 0, 1) ** 2
    d = np.stack([np.cos(edge), np.sin(edge) * np.sin(roll), np.sin(edge) * np.cos(roll)], -1)
    path = head_point(f, np.arctan2(d[:, 1], d[:, 0]), np.arcsin(np.clip(d[:, 2], -1, 1)), offset * f.head)
    return shapes.tube(path, radius * f.head, segments=10, caps=False)


def astronaut_helmet(f: Figure, c: Rgb) -> list[Piece]:
    """A white shell behind a clear bubble, so that the face shows, with a gold sun shade pushed up over it."""
    h, k = f.bone("head"), f.head
    r = 0.70 * k
    at = np.asarray(f.head_centre) + np.array([0.02 * k, 0, 0.03 * k])
    roll = np.linspace(0, 2 * np.pi, 32, endpoint=False)[None]

    def cap(low: float | F64, high: float, radius: float) -> F64:
        theta = np.asarray(low) + (high - np.asarray(low)) * np.linspace(0, 1, 10)[:, None]
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


def knight_helmet(f: Figure, c: Rgb) -> list[Piece]:
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
            centre=_hinge(f, s),
            rings=8,
            segments=12,
        )
        for s in (1, -1)
    ]
    return [
        on_bone(hood_shell(f, 0.86, 0.085, narrow=0.86, drop=-0.10), h, c, "metal"),
        on_bone(hood_rim(f, 0.86, 0.085, 0.034, narrow=0.86, drop=-0.10), h, GOLD, "metal"),
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


def hood_up(f: Figure, c: Rgb, finish: str = "vinyl") -> list[Piece]:
    """A roomy hood with a soft rolled edge and a small brim over the forehead; the whole face shows."""
    h = f.bone("head")
    return [
        on_bone(hood_shell(f, 1.10, 0.135, point=0.13, narrow=0.97, drop=0.10), h, c, finish, "clothes"),
        on_bone(hood_rim(f, 1.10, 0.115, 0.045, narrow=0.97, drop=0.10), h, shade_of(c, 0.90), finish),
        on_bone(_brim(f, 1.10, 0.135, narrow=0.97), h, c, finish, "clothes"),
    ]


def _brim(f: Figure, opening: float, offset: float, *, narrow: float) -> Mesh:
    """A peak that grows out of the upper edge of a hood, longest over the nose."""
    roll = np.linspace(-1.25, 1.25, 25)[None]
    long = np.cos(roll / 1.25 * np.pi / 2) ** 0.7
    edge = opening * (1 - (1 - narrow) * np.sin(roll) ** 2) + 0.0 * long

    def row(forward: float, lift: float) -> F64:
        d = np.stack([np.cos(edge), np.sin(edge) * np.sin(roll), np.sin(edge) * np.cos(roll)], -1)
        az, el = np.arctan2(d[..., 1], d[..., 0]), np.arcsin(np.clip(d[..., 2], -1, 1))
        at = head_point(f, az, el, (offset + lift) * f.head)
        at[..., 0] += forward * long * f.head
        at[..., 2] -= 0.10 * forward * long * f.head
        return np.asarray(at)

    rows = [row(-0.05, 0.0), row(0.08, 0.015), row(0.17, 0.01), row(0.19, -0.01), row(0.17, -0.03), row(0.08, -0.03)]
    rows.append(row(-0.05, -0.04))
    return shapes.oriented(shapes.grid(np.concatenate(rows), close_u=True))


def mask_hood(f: Figure, c: Rgb) -> list[Piece]:
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


def swim_cap(f: Figure, c: Rgb) -> list[Piece]:
    az = np.linspace(-np.pi, np.pi, 44, endpoint=False)[None]
    low = 0.55 + 0.0 * az - 0.75 * np.clip(-np.cos(az), 0, 1)
    u = np.array([0, 0, 0.06, 0.2, 0.4, 0.6, 0.8, 1.0])[:, None]
    off = np.array([-0.01, 0.02, 0.03, 0.032, 0.032, 0.032, 0.032, 0.032])[:, None] * f.head
    cap = outward(
        shapes.grid(head_point(f, az, low + (np.pi / 2 - low) * u, off + 0 * az), close_v=True), f.head_centre
    )
    return [on_bone(cap, f.bone("head"), c, "gloss")]


def _hinge(f: Figure, sign: float) -> tuple[float, float, float]:
    x, y, z = head_point(f, sign * 1.30, 0.50, 0.12 * f.head)
    return float(x), float(y), float(z)
