"""Hats with forms of their own: caps, crowns, a pirate's, a firefighter's, a graduate's, Santa's.

Knows nothing of who wears them.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Rgb
from .figure import Figure, head_point
from .hat_forms import hat, hat_ball, hat_band, peak, seated
from .piece import Piece, on_bone, shade_of
from .wardrobe import BLACK, GOLD, WHITE


def baseball_cap(f: Figure, c: Rgb) -> list[Piece]:
    h = f.bone("head")
    return [
        on_bone(hat(f, "dome"), h, c, "cloth"),
        on_bone(peak(f, 0.18, 0.42), h, shade_of(c, 0.8), "cloth"),
        on_bone(hat_ball(f, 0, 0, 0.61, 0.045), h, shade_of(c, 0.8), "cloth"),
    ]


def police(f: Figure, c: Rgb) -> list[Piece]:
    h = f.bone("head")
    badge = shapes.ellipsoid(
        (0.02 * f.head, 0.07 * f.head, 0.08 * f.head), centre=(0.575 * f.head, 0, 0.40 * f.head), rings=8, segments=14
    )
    return [
        on_bone(hat(f, "flat_cap", 0.02), h, c, "cloth"),
        on_bone(hat_band(f, 0.26, 0.51, 0.10, 0.02), h, BLACK, "vinyl"),
        on_bone(peak(f, 0.22, 0.27, 0.02), h, BLACK, "gloss"),
        on_bone(seated(f, badge, 0.02), h, GOLD, "metal"),
    ]


def crown(f: Figure, c: Rgb) -> list[Piece]:
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
    out = [on_bone(seated(f, shapes.oriented(shapes.grid(pts, close_v=True)), 0.06), h, c, "metal")]
    for j in range(5):
        t = np.pi / 5 + 2 * np.pi * j / 5
        out.append(
            on_bone(
                hat_ball(f, 0.478 * np.cos(t), 0.478 * np.sin(t), 0.665, 0.036, 0.06), h, (0.85, 0.08, 0.16), "gloss"
            )
        )
        out.append(
            on_bone(
                hat_ball(f, 0.45 * np.cos(t), 0.45 * np.sin(t), 0.43, 0.034, 0.06),
                h,
                (0.12, 0.35, 0.85) if j % 2 else (0.1, 0.65, 0.3),
                "gloss",
            )
        )
    return out


def tiara(f: Figure, c: Rgb) -> list[Piece]:
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


def santa_hat(f: Figure, c: Rgb) -> list[Piece]:
    h, k = f.bone("head"), f.head
    t = np.linspace(0, 1, 12)[:, None]
    p = (
        (1 - t) ** 2 * np.array([0, 0, 0.30])
        + 2 * t * (1 - t) * np.array([-0.02, 0.05, 1.12])
        + t * t * np.array([-0.30, 0.55, 0.42])
    )
    cone = shapes.tube(p * k, (0.50 * (1 - t[:, 0]) ** 0.8 + 0.05) * k, segments=24)
    return [
        on_bone(seated(f, cone, 0.1), h, c, "plush"),
        on_bone(hat_band(f, 0.24, 0.50, 0.15, 0.1, 0.07), h, WHITE, "plush"),
        on_bone(hat_ball(f, -0.32, 0.60, 0.38, 0.11), h, WHITE, "plush"),
    ]


def fire_helmet(f: Figure, c: Rgb) -> list[Piece]:
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
        on_bone(hat(f, "fire", 0.12), h, c, "vinyl"),
        on_bone(seated(f, shield, 0.12), h, GOLD, "metal"),
        on_bone(seated(f, ridge, 0.12), h, shade_of(c, 0.75), "vinyl"),
    ]


def pirate(f: Figure, c: Rgb) -> list[Piece]:
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
        on_bone(hat(f, "dome", 0.05), h, c, "cloth"),
        on_bone(seated(f, brim, 0.05), h, c, "cloth"),
        *(on_bone(seated(f, m, 0.05), h, WHITE, "vinyl") for m in (skull, jaw)),
        *(on_bone(seated(f, m, 0.05), h, BLACK, "vinyl") for m in eyes),
    ]


def graduate(f: Figure, c: Rgb) -> list[Piece]:
    k, h = f.head, f.bone("head")
    board = shapes.box((0.95 * k, 0.95 * k, 0.04 * k), bevel_m=0.015 * k, centre=(0, 0, 0.60 * k))
    spin = np.array([[np.cos(0.78), -np.sin(0.78), 0], [np.sin(0.78), np.cos(0.78), 0], [0, 0, 1]])
    tassel = shapes.tube(
        np.array([[0, 0, 0.63], [0.2, 0.3, 0.64], [0.22, 0.5, 0.55], [0.22, 0.52, 0.25]]) * k,
        np.array([0.02, 0.02, 0.02, 0.04]) * k,
        segments=8,
    )
    return [
        on_bone(hat(f, "dome"), h, c, "cloth"),
        on_bone(seated(f, shapes.turned(board, spin), 0.1), h, c, "cloth"),
        on_bone(seated(f, tassel, 0.1), h, GOLD, "cloth"),
    ]
