"""The head: skull, big glossy eyes with lids, brows, nose, ears and a mouth that opens.

Knows nothing of hair or moods. The lids, brows, lips and jaw are bones whose joints lie so that turning them slides
their features over the skull: lids turn about the eyeballs, jaw and lip corners about the middle of the head.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Mesh, Rgb
from .figure import Figure, head_point
from .loft import loft, ribbon, skin_chain
from .piece import Piece, on_bone, shade_of

F64 = NDArray[np.float64]

EYE_RADIUS = 0.150
EYE_AZIMUTH = 0.40
EYE_ELEVATION = -0.03
MOUTH_ELEVATION = -0.52
DARK: Rgb = (0.16, 0.05, 0.06)


def eye_centre(f: Figure, sign: float) -> F64:
    """Middle of an eyeball, sunk into the head so that a round cap of it shows."""
    surface = head_point(f, sign * EYE_AZIMUTH, EYE_ELEVATION)
    normal = np.array([np.cos(sign * 0.33), np.sin(sign * 0.33), 0.0])
    return surface - normal * EYE_RADIUS * f.head * 0.66


def head_pieces(
    f: Figure, skin: Rgb, eyes: Rgb, brows: Rgb, *, lashes: bool, lips: Rgb | None, nose: float = 1.0
) -> list[Piece]:
    """Everything of the face. `nose` scales the nose; `lips` colours them (None = skin's own)."""
    out = [Piece(_skull(f), skin, "skin", "skin"), Piece(_neck(f), skin, "skin", "skin")]
    head = f.bone("head")
    n = f.head * 0.062 * nose
    tip = head_point(f, 0.0, -0.21, n * 0.30)
    out.append(
        on_bone(
            shapes.ellipsoid((n * 0.95, n * 0.92, n * 0.85), centre=tuple(tip), rings=8, segments=12),
            head,
            shade_of(skin, 0.95),
            "skin",
            None,
        )
    )
    for sign, side in ((1.0, "left"), (-1.0, "right")):
        out += _eye(f, sign, side, skin, eyes, lashes)
        out.append(on_bone(_brow(f, sign), f.bone(f"brow_{side}"), brows, "hair"))
        out += _ear(f, sign, skin)
    return out + _mouth(f, lips if lips is not None else shade_of(skin, 0.52))


def _skull(f: Figure) -> Mesh:
    elevation = np.linspace(-np.pi / 2, np.pi / 2, 23)
    azimuth = np.linspace(0, 2 * np.pi, 30, endpoint=False)
    points = head_point(f, azimuth[None, :], elevation[:, None])
    m = shapes.oriented(shapes.grid(points, close_v=True))
    p = m.positions.astype(np.float64)
    colour = np.ones_like(p)
    for sign in (1.0, -1.0):
        at = head_point(f, sign * 0.66, -0.40)
        near = np.exp(-np.sum((p - at) ** 2, axis=1) / (0.105 * f.head) ** 2)
        colour *= 1.0 - near[:, None] * np.array([0.02, 0.22, 0.20])
    m = shapes.painted(m, colour)
    return shapes.bound(m, np.tile([f.bone("head"), 0, 0, 0], (len(p), 1)), np.tile([1.0, 0, 0, 0], (len(p), 1)))


def _neck(f: Figure) -> Mesh:
    z = np.linspace(f.neck_z - 0.05 * f.height, f.head_centre[2] - 0.2 * f.head, 7)
    centres = np.stack([np.linspace(0.0, 0.006 * f.height, 7), np.zeros(7), z], axis=1)
    r = 0.036 * f.height if f.kind != "baby" else 0.05 * f.height
    m = loft(centres, [1, 0, 0], [0, 1, 0], r, r, segments=16, caps=(0.01, 0.01))
    joint = f.joint("neck")[2], f.joint("head")[2]
    return skin_chain(
        m, (0, 0, 0), (0, 0, 1), joint, [f.bone("chest"), f.bone("neck"), f.bone("head")], [0.05 * f.height] * 2
    )


def _eye(f: Figure, sign: float, side: str, skin: Rgb, iris: Rgb, lashes: bool) -> list[Piece]:
    r = EYE_RADIUS * f.head
    centre = eye_centre(f, sign)
    bands = [
        (0.0, 0.29, (0.02, 0.02, 0.03)),
        (0.29, 0.47, iris),
        (0.47, 0.545, shade_of(iris, 0.35)),
        (0.545, 1.65, (0.97, 0.97, 0.96)),
    ]
    look = sign * 0.12
    turn = np.array([[0, 0, 1.0], [0, 1.0, 0], [-1.0, 0, 0]])
    yaw = np.array([[np.cos(look), -np.sin(look), 0], [np.sin(look), np.cos(look), 0], [0, 0, 1.0]])
    meshes = []
    for low, high, colour in bands:
        a = np.linspace(high, low, 2 if high < 1 else 6)
        m = shapes.lathe(np.stack([r * np.sin(a), r * np.cos(a)], axis=1), segments=22)
        meshes.append(shapes.painted(m, colour))
    ball = shapes.moved(shapes.turned(shapes.join(meshes), yaw @ turn), centre)
    eye = f.bone(f"eye_{side}")
    out = [on_bone(ball, eye, (1.0, 1.0, 1.0), "eye")]
    for az, el, size in ((-0.26, 0.30, 0.155), (0.22, -0.26, 0.075)):
        d = yaw @ np.array([np.cos(az) * np.cos(el), np.sin(az) * np.cos(el), np.sin(el)])
        glint = shapes.ellipsoid((0.02 * r, size * r, size * r), rings=4, segments=10)
        face = np.array([[d[0], -np.sin(az + look), 0], [d[1], np.cos(az + look), 0], [d[2], 0, 1.0]])
        q, _ = np.linalg.qr(face)
        q = q * np.sign(np.sum(q * face, axis=0))
        out.append(on_bone(shapes.moved(shapes.turned(glint, q), centre + d * r * 1.005), eye, (1.0, 1.0, 1.0), "glow"))
    lid = f.bone(f"lid_{side}")
    out.append(on_bone(_lid(r * 1.045, centre), lid, shade_of(skin, 0.93), "skin"))
    edge = LID_EDGE
    beta = np.linspace(-1.15, 1.15, 15)
    lash = np.stack([np.cos(edge) * np.cos(beta), np.sin(beta), np.sin(edge) * np.cos(beta)], axis=1)
    thick = (0.055 if lashes else 0.032) * r * np.cos(beta * 0.8)
    out.append(
        on_bone(
            shapes.tube(centre + lash * r * 1.06, np.maximum(thick, 0.004 * r), segments=6),
            lid,
            (0.10, 0.06, 0.05),
            "hair",
        )
    )
    if lashes:
        for b in (0.62, 0.85, 1.05):
            root = np.array([np.cos(edge) * np.cos(sign * b), np.sin(sign * b), np.sin(edge) * np.cos(b)]) * r * 1.06
            tip = root + np.array([0.10, sign * 0.30 * b, 0.16]) * r
            out.append(
                on_bone(
                    shapes.tube(
                        centre + np.array([root, (root + tip) / 2 - [0, 0, 0.02 * r], tip]),
                        [0.045 * r, 0.035 * r, 0.008 * r],
                        segments=6,
                    ),
                    lid,
                    (0.10, 0.06, 0.05),
                    "hair",
                )
            )
    return out


LID_EDGE = 0.60
"""Elevation (radians, seen from the eyeball's middle) of the open upper lid's edge."""


def _lid(r: float, centre: F64) -> Mesh:
    """A slice of sphere from the lid's edge back over the top of the eye; it turns down about y to blink."""
    psi = np.linspace(LID_EDGE, LID_EDGE + 1.75, 7)[:, None]
    beta = np.linspace(-1.45, 1.45, 11)[None, :]
    unit = np.stack(np.broadcast_arrays(np.cos(psi) * np.cos(beta), np.sin(beta), np.sin(psi) * np.cos(beta)), axis=-1)
    m = shapes.grid(unit * r)
    n = unit.reshape(-1, 3).astype(np.float32)
    face = np.cross(
        m.positions[m.faces[:, 1]] - m.positions[m.faces[:, 0]], m.positions[m.faces[:, 2]] - m.positions[m.faces[:, 0]]
    )
    if float(np.sum(face * m.positions[m.faces[:, 0]])) < 0:
        m = replace(m, faces=np.ascontiguousarray(m.faces[:, ::-1]))
    return shapes.moved(replace(m, normals=n), centre)


def _brow(f: Figure, sign: float) -> Mesh:
    t = np.linspace(0, 1, 9)
    azimuth = sign * (0.19 + 0.42 * t)
    elevation = 0.385 + 0.085 * np.sin(np.pi * (0.15 + 0.75 * t))
    path = head_point(f, azimuth, elevation, 0.010 * f.head)
    out = path - np.asarray(f.head_centre)
    width = f.head * 0.058 * (1.0 - 0.55 * t) * np.minimum(1.0, 0.55 + 3 * t)
    return ribbon(path, out, width, 0.034 * f.head)


def _ear(f: Figure, sign: float, skin: Rgb) -> list[Piece]:
    at = head_point(f, sign * 1.62, -0.10, 0.016 * f.head)
    r = f.head
    outer = shapes.ellipsoid((0.072 * r, 0.036 * r, 0.098 * r), rings=8, segments=12)
    inner = shapes.ellipsoid(
        (0.046 * r, 0.020 * r, 0.066 * r), centre=(0.012 * r, sign * 0.024 * r, 0.0), rings=6, segments=10
    )
    a = -sign * 0.35
    yaw = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1.0]])
    head = f.bone("head")
    return [
        on_bone(shapes.moved(shapes.turned(outer, yaw), at), head, skin, "skin", "skin"),
        on_bone(shapes.moved(shapes.turned(inner, yaw), at), head, shade_of(skin, 0.80), "skin"),
    ]


def _mouth(f: Figure, lips: Rgb) -> list[Piece]:
    """A closed smile line whose lower edge follows the jaw: dark inside, teeth above, tongue below."""
    columns = np.linspace(-1, 1, 15)
    half = 0.335
    azimuth = columns * half
    upper = MOUTH_ELEVATION + 0.085 * columns**2
    drop = 0.022 * (1 - columns**2)
    rows = np.array([0.0, 0.28, 0.281, 0.62, 0.621, 1.0])
    colours = np.array([(0.97, 0.96, 0.93)] * 2 + [(0.22, 0.03, 0.05)] * 2 + [(0.90, 0.36, 0.38)] * 2)
    el = upper[None, :] - rows[:, None] * drop[None, :]
    proud = (0.006 + 0.012 * np.sin(np.pi * rows))[:, None] * f.head + 0 * el
    points = head_point(f, np.broadcast_to(azimuth, el.shape), el, proud)
    inside = shapes.grid(points)
    flip = float(inside.normals[:, 0].mean()) < 0
    if flip:
        inside = replace(inside, faces=np.ascontiguousarray(inside.faces[:, ::-1]), normals=-inside.normals)
    inside = shapes.painted(inside, np.repeat(colours, 15, axis=0))
    row = np.repeat(rows, 15)
    column = np.tile(columns, 6)
    out = [Piece(_mouth_skin(f, inside, row, column), (1.0, 1.0, 1.0), "vinyl")]
    for edge in (0.0, 1.0):
        path = head_point(f, azimuth, upper - edge * drop, 0.008 * f.head)
        thick = f.head * (0.0125 + 0.004 * (1 - columns**2))
        line = shapes.tube(path, thick, segments=6)
        y = np.arctan2(line.positions[:, 1], line.positions[:, 0] - f.head_centre[0]) / half
        out.append(
            Piece(_mouth_skin(f, line, np.full(len(y), edge), np.clip(y, -1, 1).astype(np.float64)), lips, "vinyl")
        )
    return out


def _mouth_skin(f: Figure, m: Mesh, row: F64, column: F64) -> Mesh:
    """Weights: the jaw owns the lower rows' middle, the lip bones the corners, the mouth bone the rest."""
    jaw = row * np.sqrt(np.clip(1 - column**2, 0, 1))
    corner = np.abs(column) ** 1.6 * (1 - jaw)
    left, right = np.where(column > 0, corner, 0.0), np.where(column < 0, corner, 0.0)
    rest = 1 - jaw - left - right
    bones = np.array([f.bone("mouth"), f.bone("jaw"), f.bone("lip_left"), f.bone("lip_right")])
    return shapes.bound(m, np.tile(bones, (len(row), 1)), np.stack([rest, jaw, left, right], axis=1))
