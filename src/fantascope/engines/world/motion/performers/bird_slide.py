"""Lying on the belly on any ground: how a sliding bird follows the slope, and how low it must go to touch.

Knows nothing of tracks, acts or gaits. The body is turned about the point of the ground under its origin.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from ...bodies import skeleton as fk
from ...bodies.types import Body
from ..types import F64, Ground

LOWEST = 160
"""How many of the lowest vertices are tried for contact."""


def along_slope(root: F64, position: F64, ground: Ground, reach_m: float, amount: F64, step_s: float) -> F64:
    """Roots (n, 4, 4) leant with the ground by `amount` (n,) in [0, 1]; the slope is felt over `reach_m` all round."""
    x, y = position[:, 0], position[:, 1]
    rise = [ground(x + reach_m, y) - ground(x - reach_m, y), ground(x, y + reach_m) - ground(x, y - reach_m)]
    normal = np.stack([-np.asarray(r, dtype=np.float64) / (2 * reach_m) for r in rise] + [np.ones(len(x))], axis=1)
    normal = gaussian_filter1d(normal, 0.08 / step_s, axis=0, mode="nearest")
    lean = fk.quat_between(np.broadcast_to([0.0, 0.0, 1.0], normal.shape), normal)
    turn = fk.matrix(fk.quat_slerp(np.broadcast_to([0.0, 0.0, 0.0, 1.0], lean.shape), lean, amount))
    out = root.copy()
    out[:, :3, :3] = turn @ root[:, :3, :3]
    out[:, :3, 3] = position + np.einsum("nij,nj->ni", turn, root[:, :3, 3] - position)
    return out


def clearance(body: Body, root: F64, skin: F64, ground: Ground, frame: int) -> F64:
    """Height (n,) of the body's lowest point over the ground under it, negative where it is sunk in.

    Only the vertices that are lowest at `frame` are followed.
    """
    points, joints, weights = [], [], []
    for part in body.parts:
        m = part.mesh
        points.append(m.positions.astype(np.float64))
        if m.joints is not None and m.weights is not None:
            joints.append(m.joints)
            weights.append(m.weights.astype(np.float64))
        else:
            count = len(m.positions)
            joints.append(np.full((count, 4), max(part.bone, 0), dtype=np.int32))
            weights.append(np.tile([1.0, 0.0, 0.0, 0.0], (count, 1)))
    p, j, w = np.concatenate(points), np.concatenate(joints), np.concatenate(weights)

    def world(frames: slice, which: NDArray[np.intp] | slice) -> F64:
        moved = root[frames, None, :3, :3] @ skin[frames, :, :, :3]
        at = np.einsum("nij,nbj->nbi", root[frames, :3, :3], skin[frames, :, :, 3]) + root[frames, None, :3, 3]
        linear = np.einsum("vk,nvkij->nvij", w[which], moved[:, j[which]])
        return np.asarray(
            np.einsum("nvij,vj->nvi", linear, p[which]) + np.einsum("vk,nvki->nvi", w[which], at[:, j[which]])
        )

    one = world(slice(frame, frame + 1), slice(None))[0]
    low = np.argsort(one[:, 2] - np.asarray(ground(one[:, 0], one[:, 1])), kind="stable")[:LOWEST]
    every = world(slice(None), low)
    floor = np.asarray(ground(every[..., 0].ravel(), every[..., 1].ravel())).reshape(every.shape[:2])
    return np.asarray((every[..., 2] - floor).min(axis=1))
