"""Collars, lapels and hems of tops.

Knows nothing of which garment they finish.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Mesh, Rgb
from .cloth import front_points, skin_torso, stripe
from .figure import Figure, torso_ring
from .loft import loft
from .piece import Piece, shade_of
from .wardrobe import WHITE, Top


def hem_z(f: Figure, hem: float) -> float:
    waist = f.hip_z + 0.22 * (f.neck_z - f.hip_z)
    return f.crotch_z + (waist - f.crotch_z) * hem if hem >= 0 else f.crotch_z + (f.crotch_z - f.ankle_z) * hem


def hem_ring(f: Figure, low: float, g: Top, radius: float) -> Mesh:
    w, d, x = (float(v[0]) for v in torso_ring(f, np.array([max(low, f.hip_z + 0.01 * f.height)])))
    drop = max(f.hip_z + 0.05 * f.height - low, 0.0)
    off = g.offset * f.height / 1.75
    w, d = w + off + g.flare * drop, d + off + g.flare * drop * 0.9
    a = np.linspace(0, 2 * np.pi, 33)
    c, s = np.cos(a), np.sin(a)
    k = 2 / 2.5
    path = np.stack([x + d * np.sign(c) * abs(c) ** k, w * np.sign(s) * abs(s) ** k, np.full(33, low)], 1)
    return skin_torso(f, shapes.tube(path, radius, segments=10, caps=False))


def collar(f: Figure, offset: float, height: float, spread: float) -> Mesh:
    r = 0.040 * f.height + offset
    z0 = f.neck_z - 0.022 * f.height
    z = z0 + np.linspace(0, height, 6)
    t = np.linspace(0, 1, 6)
    grow = r + 0.012 * f.height + spread * (0.6 - t) * 0.8
    m = loft(
        np.stack([0.002 + 0 * z, 0 * z, z], 1), [1, 0, 0], [0, 1, 0], grow, grow * 1.05, segments=24, hem_m=(0.0, 0.010)
    )
    return skin_torso(f, m)


def lapels(f: Figure, word: str, colour: Rgb, accent: Rgb, off: float, top: float, chest: float) -> list[Piece]:
    h = f.height
    v_low = f.hip_z + 0.13 * h
    out = []
    if word == "suit":
        inner = np.array([[-0.052 * h, top + 0.012 * h], [0.052 * h, top + 0.012 * h], [0.0, v_low]])
        rows = []
        for t in np.linspace(0, 1, 9):
            a, b = inner[0] * (1 - t) + inner[2] * t, inner[1] * (1 - t) + inner[2] * t
            rows.append(np.array([a * (1 - s) + b * s for s in np.linspace(0, 1, 7)]))
        flat = np.concatenate(rows)
        points = front_points(f, flat, off + 0.0015 * h).reshape(9, 7, 3)
        shirt = shapes.grid(points[:, ::-1])
        if float(shirt.normals[:, 0].mean()) < 0:
            shirt = shapes.grid(points)
        out.append(Piece(skin_torso(f, shirt), WHITE, "cloth"))
        out.append(
            Piece(
                stripe(
                    f,
                    [(0, top - 0.004 * h), (0, chest), (0, v_low + 0.01 * h)],
                    0.026 * h,
                    off + 0.003 * h,
                    thickness=0.008 * h,
                ),
                accent,
                "cloth",
            )
        )
    side = shade_of(colour, 0.80) if colour[0] < 0.9 else shade_of(colour, 0.90)
    if word == "wrap":
        out.append(
            Piece(
                stripe(
                    f,
                    [(0.05 * h, top + 0.01 * h), (0.02 * h, chest), (-0.04 * h, f.hip_z + 0.08 * h)],
                    0.026 * h,
                    off,
                    thickness=0.010 * h,
                ),
                side,
                "cloth",
            )
        )
        out.append(
            Piece(
                stripe(f, [(-0.05 * h, top + 0.01 * h), (-0.01 * h, chest)], 0.026 * h, off, thickness=0.008 * h),
                side,
                "cloth",
            )
        )
        return out
    for s in (1.0, -1.0):
        out.append(
            Piece(
                stripe(
                    f,
                    [(s * 0.052 * h, top + 0.012 * h), (s * 0.050 * h, chest + 0.02 * h), (s * 0.006 * h, v_low)],
                    0.034 * h,
                    off + 0.001 * h,
                    thickness=0.010 * h,
                ),
                side,
                "cloth",
            )
        )
    return out
