"""Worn on the face: glasses, goggles, masks, an eye patch, a clown's nose.

Knows nothing of who wears them.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Rgb
from .figure import Figure, head_point
from .head import eye_centre
from .loft import ribbon
from .piece import Piece, on_bone, shade_of


def glasses(f: Figure, c: Rgb, dark: bool) -> list[Piece]:
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
                at + np.array([-0.03 * k, s * r, 0.02 * k]),
                head_point(f, s * 1.35, 0.05, 0.02 * k),
                head_point(f, s * 1.62, 0.05, 0.03 * k),
            ]
        )
        out.append(on_bone(shapes.tube(arm, 0.016 * k, segments=6), h, c, "gloss"))
    inner = [eye_centre(f, s) + np.array([0.175 * k, -s * 0.13 * k, 0.03 * k]) for s in (1.0, -1.0)]
    mid = (inner[0] + inner[1]) / 2 + np.array([0.02 * k, 0, 0.02 * k])
    out.append(on_bone(shapes.tube(np.array([inner[0], mid, inner[1]]), 0.017 * k, segments=6), h, c, "gloss"))
    return out


def eye_patch(f: Figure, c: Rgb) -> list[Piece]:
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


def eye_mask(f: Figure, c: Rgb) -> list[Piece]:
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


def goggles(f: Figure, c: Rgb) -> list[Piece]:
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


def clown_nose(f: Figure, c: Rgb) -> list[Piece]:
    at = head_point(f, 0.0, -0.21, 0.05 * f.head)
    return [
        on_bone(
            shapes.ellipsoid((0.095 * f.head,) * 3, centre=(at[0], at[1], at[2]), rings=12, segments=18),
            f.bone("head"),
            c,
            "gloss",
        )
    ]
