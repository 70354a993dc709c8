"""Shells of cloth round the body: tops, coats, skirts, robes; and what is sewn on: stripes, buttons, numbers.

Knows nothing of which costume they make. A shell hangs from one height of the body to another; above the hips it
follows the torso, below it hangs free and follows the thighs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Mesh, Rgb
from .figure import TORSO_POWER, Figure, torso_front, torso_ring
from .loft import chain_weights, loft, ribbon
from .piece import Piece

F64 = NDArray[np.float64]


def body_shell(
    f: Figure,
    low_z: float,
    high_z: float,
    *,
    offset: float = 0.006,
    flare: float = 0.0,
    hem: float = 0.008,
    cap_top: bool = False,
    cap_low: bool = False,
    segments: int = 24,
    straight: float = 0.0,
) -> Mesh:
    """A shell from `low_z` up to `high_z`, `offset` metres off the torso; below the hips it widens by `flare` metres
    per metre; `straight` in [0, 1] hides the waist."""
    z = np.linspace(low_z, high_z, max(6, round((high_z - low_z) / (0.048 * f.height)) + 2))
    floor = f.hip_z + 0.01 * f.height
    w, d, x = torso_ring(f, np.maximum(z, floor))
    if straight > 0:
        hip_w, hip_d, _ = torso_ring(f, np.asarray(floor))
        below = z < f.skeleton.rest[f.bone("chest"), 2]
        w = np.where(below, np.maximum(w, w + (hip_w - w) * straight), w)
        d = np.where(below, np.maximum(d, d + (hip_d - d) * straight), d)
    drop = np.clip(f.hip_z + 0.05 * f.height - z, 0, None)
    w, d = w + offset + flare * drop, d + offset + flare * drop * 0.9
    m = loft(
        np.stack([x, 0 * z, z], 1),
        [1, 0, 0],
        [0, 1, 0],
        d,
        w,
        power=TORSO_POWER,
        segments=segments,
        hem_m=(hem, 0.006 if not cap_top else 0.0),
        caps=(0.02 * f.height if cap_low else None, 0.004 if cap_top else None),
    )
    return skin_torso(f, m)


def skin_torso(f: Figure, m: Mesh) -> Mesh:
    """Bind a mesh round the trunk: pelvis, spine and chest by height; under the hips, the thighs of its own side."""
    p = m.positions.astype(np.float64)
    z = p[:, 2]
    joints = [float(f.joint("spine")[2]), float(f.joint("chest")[2])]
    bones = [f.bone("pelvis"), f.bone("spine"), f.bone("chest")]
    index, weights = chain_weights(z, joints, bones, [0.11 * f.height, 0.11 * f.height])
    below = z < f.hip_z
    if not below.any():
        return shapes.bound(m, index, weights)
    depth = np.clip((f.hip_z - z) / (0.14 * f.height), 0, 1)
    left = np.clip(p[:, 1] / (1.6 * f.hip_y) + 0.5, 0, 1)
    left = left * left * (3 - 2 * left)
    thigh = 0.86 * depth
    knee_z = float(f.joint("knee_left")[2])
    shin = np.clip((knee_z + 0.02 * f.height - z) / (0.25 * f.height), 0, 1) * 0.7
    legs = (
        np.stack([left * (1 - shin), left * shin, (1 - left) * (1 - shin), (1 - left) * shin], axis=1) * thigh[:, None]
    )
    names = ["hip_left", "knee_left", "hip_right", "knee_right"]
    every = np.concatenate([(1 - thigh)[:, None], legs], axis=1)
    all_bones = np.array([f.bone("pelvis"), *[f.bone(n) for n in names]])
    order = np.argsort(-every, axis=1, kind="stable")[:, :4]
    w = np.take_along_axis(every, order, axis=1)
    index[below] = all_bones[order][below]
    weights[below] = (w / w.sum(axis=1, keepdims=True))[below]
    return shapes.bound(m, index, weights)


def front_points(f: Figure, yz: F64, offset: float, *, back: bool = False) -> F64:
    """Points (n, 3) on the front (or back) of the trunk at (y, z) pairs, `offset` metres off it."""
    x = torso_front(f, yz[:, 0], yz[:, 1], back)
    return np.column_stack([x + (-offset if back else offset), yz[:, 0], yz[:, 1]])


def band(f: Figure, z: float, width: float, offset: float, thickness: float = 0.006) -> Mesh:
    """A belt round the trunk at height `z`; its surface lies `offset` off the body."""
    w, d, x = torso_ring(f, np.asarray([max(z, f.hip_z + 0.01 * f.height)]))
    levels = np.array([z - width / 2, z - width * 0.35, z + width * 0.35, z + width / 2])
    grow = np.array([0.0, thickness, thickness, 0.0]) + offset
    c = np.stack([np.full(4, float(x[0])), np.zeros(4), levels], 1)
    return skin_torso(
        f, loft(c, [1, 0, 0], [0, 1, 0], d + grow, w + grow, power=TORSO_POWER, segments=24, hem_m=(0.004, 0.004))
    )


def stripe(
    f: Figure,
    path: Sequence[tuple[float, float]],
    width: float,
    offset: float,
    *,
    back: bool = False,
    thickness: float = 0.006,
) -> Mesh:
    """A sewn ribbon along (y, z) points on the trunk."""
    yz = np.asarray(path, dtype=np.float64)
    steps = np.linspace(0, len(yz) - 1, 3 * (len(yz) - 1) + 1)
    fine = np.column_stack([np.interp(steps, np.arange(len(yz)), yz[:, k]) for k in (0, 1)])
    out = np.tile([-1.0 if back else 1.0, 0.0, 0.0], (len(fine), 1))
    return skin_torso(f, ribbon(front_points(f, fine, offset, back=back), out, width, thickness))


def buttons(
    f: Figure, zs: Sequence[float], radius: float, offset: float, colour: Rgb, y: float = 0.0, finish: str = "gloss"
) -> list[Piece]:
    """Round buttons down the front."""
    at = front_points(f, np.array([[y, z] for z in zs]), offset)
    return [
        Piece(
            skin_torso(
                f, shapes.ellipsoid((radius * 0.45, radius, radius), centre=(p[0], p[1], p[2]), rings=6, segments=12)
            ),
            colour,
            finish,
        )
        for p in at
    ]


_STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0, 0), (1, 0), (1, 2), (0, 2), (0, 0)]],
    "1": [[(0.1, 1.6), (0.55, 2), (0.55, 0)]],
    "2": [[(0, 1.7), (0.3, 2), (0.8, 2), (1, 1.5), (0, 0), (1, 0)]],
    "3": [[(0, 2), (1, 2), (0.45, 1.15), (1, 0.8), (0.9, 0.1), (0, 0)]],
    "4": [[(0.8, 0), (0.8, 2), (0, 0.7), (1.1, 0.7)]],
    "5": [[(1, 2), (0, 2), (0, 1.1), (0.8, 1.2), (1, 0.5), (0.7, 0), (0, 0)]],
    "6": [[(0.9, 2), (0.1, 1), (0, 0.3), (0.5, 0), (1, 0.4), (0.8, 0.95), (0.1, 0.8)]],
    "7": [[(0, 2), (1, 2), (0.4, 0)]],
    "8": [[(0.5, 1.05), (0.05, 1.5), (0.5, 2), (0.95, 1.5), (0.5, 1.05), (0, 0.5), (0.5, 0), (1, 0.5), (0.5, 1.05)]],
    "9": [[(0.1, 0), (0.9, 1), (1, 1.6), (0.5, 2), (0, 1.5), (0.3, 1.05), (0.9, 1.15)]],
    "S": [[(1, 1.7), (0.6, 2), (0.1, 1.75), (0.15, 1.3), (0.85, 0.8), (0.9, 0.25), (0.45, 0), (0, 0.3)]],
    "+": [[(0.5, 0.3), (0.5, 1.7)], [(-0.2, 1), (1.2, 1)]],
    "*": [[(0.5, 2), (0.8, 0.2), (-0.1, 1.3), (1.1, 1.3), (0.2, 0.2), (0.5, 2)]],
}


def lettering(
    f: Figure, text: str, z: float, height: float, offset: float, *, back: bool = False, y: float = 0.0
) -> list[Mesh]:
    """Chunky numbers and emblems on the trunk, middle at (y, z); characters are the keys of _STROKES."""
    scale = height / 2
    pitch = 1.55 * scale
    out = []
    for k, char in enumerate(text):
        left = y + (k - (len(text) - 1) / 2) * pitch * (-1 if back else 1)
        for stroke in _STROKES[char]:
            pts = [(left + (px - 0.5) * scale * (-1 if back else 1), z + (pz - 1) * scale) for px, pz in stroke]
            out.append(stripe(f, pts, 0.36 * scale, offset, back=back, thickness=0.006))
    return out
