"""Worn over the clothes: packs, capes, scarves, aprons, wings and small things.

Knows nothing of who wears them.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Rgb
from .cloth import skin_torso
from .figure import Figure, head_point, torso_front, torso_ring
from .hat_forms import seated
from .loft import ribbon
from .piece import Piece, on_bone, shade_of
from .wardrobe import STEEL


def backpack(f: Figure, c: Rgb) -> list[Piece]:
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


def life_pack(f: Figure, c: Rgb) -> list[Piece]:
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


def cape(f: Figure, c: Rgb) -> list[Piece]:
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


def scarf(f: Figure, c: Rgb) -> list[Piece]:
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


def apron(f: Figure, c: Rgb) -> list[Piece]:
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


def wings(f: Figure, c: Rgb) -> list[Piece]:
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


def halo(f: Figure, c: Rgb) -> list[Piece]:
    a = np.linspace(0, 2 * np.pi, 33)
    k = f.head
    path = np.stack([0.26 * k * np.cos(a), 0.26 * k * np.sin(a), np.full(33, 0.74 * k)], 1)
    return [on_bone(seated(f, shapes.tube(path, 0.035 * k, segments=10, caps=False), 0.15), f.bone("head"), c, "glow")]


def headband(f: Figure, c: Rgb) -> list[Piece]:
    az = np.linspace(-np.pi, np.pi, 41)
    path = head_point(f, az, 0.50 - 0.10 * (1 - np.cos(az)) / 2, 0.075 * f.head)
    return [
        on_bone(
            ribbon(path, path - np.asarray(f.head_centre), 0.10 * f.head, 0.035 * f.head), f.bone("head"), c, "plush"
        )
    ]


def stethoscope(f: Figure, c: Rgb) -> list[Piece]:
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
