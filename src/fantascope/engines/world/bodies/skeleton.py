"""Forward kinematics and two-bone inverse kinematics on rest-aligned skeletons.

Knows nothing of gaits or scenes. A *pose* is, per bone, a local rotation (quaternion, relative to the parent, in the
body's axes at rest), a local translation and a scale; a *skin matrix* S (3, 4) maps a rest-frame point to the posed
body frame, so a part or vertex bound to a bone is drawn at `root @ S @ p`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .types import Skeleton

F64 = NDArray[np.float64]


def quat_axis(axis: tuple[float, float, float], angle_rad: F64 | float) -> F64:
    """Quaternions (..., 4) turning by `angle_rad` (...) round the unit `axis`."""
    angle = np.asarray(angle_rad, dtype=np.float64)
    half = angle / 2.0
    s = np.sin(half)
    return np.asarray(np.stack([axis[0] * s, axis[1] * s, axis[2] * s, np.cos(half)], axis=-1))


def quat_mul(a: F64, b: F64) -> F64:
    """Hamilton product a·b (rotate by b, then by a), broadcasting over leading axes."""
    ax, ay, az, aw = np.moveaxis(np.asarray(a, dtype=np.float64), -1, 0)
    bx, by, bz, bw = np.moveaxis(np.asarray(b, dtype=np.float64), -1, 0)
    return np.stack(
        [
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
            aw * bw - ax * bx - ay * by - az * bz,
        ],
        axis=-1,
    )


def quat_between(a: F64, b: F64) -> F64:
    """Shortest rotation (..., 4) that takes direction a (..., 3) to direction b (..., 3)."""
    a = a / np.maximum(np.linalg.norm(a, axis=-1, keepdims=True), 1e-12)
    b = b / np.maximum(np.linalg.norm(b, axis=-1, keepdims=True), 1e-12)
    w = 1.0 + np.sum(a * b, axis=-1, keepdims=True)
    axis = np.cross(a, b)
    flip = np.concatenate([np.zeros_like(w), np.zeros_like(w), np.ones_like(w)], axis=-1)
    q = np.concatenate([np.where(w < 1e-6, flip, axis), np.maximum(w, 0.0)], axis=-1)
    return np.asarray(q / np.linalg.norm(q, axis=-1, keepdims=True))


def quat_slerp(a: F64, b: F64, t: F64 | float) -> F64:
    """Normalised linear interpolation along the shorter arc; good for the small steps used here."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    b = np.where(np.sum(a * b, axis=-1, keepdims=True) < 0, -b, b)
    t = np.asarray(t, dtype=np.float64)[..., None]
    q = a + (b - a) * t
    return np.asarray(q / np.maximum(np.linalg.norm(q, axis=-1, keepdims=True), 1e-12))


def matrix(q: F64) -> F64:
    """Rotation matrices (..., 3, 3) of quaternions (..., 4)."""
    x, y, z, w = np.moveaxis(np.asarray(q, dtype=np.float64), -1, 0)
    return np.stack(
        [
            np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], axis=-1),
            np.stack([2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], axis=-1),
            np.stack([2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)], axis=-1),
        ],
        axis=-2,
    )


def rotate(q: F64, v: F64) -> F64:
    """Vectors v (..., 3) turned by q (..., 4)."""
    q, v = np.asarray(q, dtype=np.float64), np.asarray(v, dtype=np.float64)
    u, w = q[..., :3], q[..., 3:]
    t = 2.0 * np.cross(u, v)
    return v + w * t + np.cross(u, t)


def solve(
    skeleton: Skeleton, rotations: F64, translations: F64 | None = None, scales: F64 | None = None
) -> tuple[F64, F64, F64]:
    """Forward kinematics over a whole clip.

    Args:
        rotations: (n, b, 4) local rotations; translations: (n, b, 3) added to each joint's rest offset;
        scales: (n, b) or (n, b, 3) of the bone's own parts, in the bone's axes, not inherited.

    Returns:
        joint positions (n, b, 3), world rotations (n, b, 4) and skin matrices (n, b, 3, 4), in the body frame.
    """
    n, b = rotations.shape[:2]
    rest = skeleton.rest.astype(np.float64)
    positions = np.zeros((n, b, 3))
    turned = np.zeros((n, b, 4))
    for k in range(b):
        parent = skeleton.parents[k]
        offset = rest[k] - (rest[parent] if parent >= 0 else 0.0)
        step = np.broadcast_to(offset, (n, 3)) + (0.0 if translations is None else translations[:, k])
        if parent < 0:
            positions[:, k], turned[:, k] = step, rotations[:, k]
        else:
            positions[:, k] = positions[:, parent] + rotate(turned[:, parent], step)
            turned[:, k] = quat_mul(turned[:, parent], rotations[:, k])
    linear = matrix(turned)
    if scales is not None:
        linear = linear * (scales[..., None, None] if scales.ndim == 2 else scales[..., None, :])
    skin = np.zeros((n, b, 3, 4))
    skin[..., :3] = linear
    skin[..., 3] = positions - np.einsum("nbij,bj->nbi", linear, rest)
    return positions, turned, skin


def two_bone(root: F64, target: F64, upper_m: float, lower_m: float, pole: F64) -> tuple[F64, F64]:
    """Where the middle joint goes so that a two-bone limb from `root` reaches `target`, bending towards `pole`.

    Law of cosines. All points (..., 3); an out-of-reach target is pulled in. Returns (middle joint, reached end).
    """
    span = target - root
    distance = np.linalg.norm(span, axis=-1, keepdims=True)
    direction = span / np.maximum(distance, 1e-9)
    reach = np.clip(distance, abs(upper_m - lower_m) + 1e-4, (upper_m + lower_m) * 0.9999)
    along = (upper_m**2 - lower_m**2 + reach**2) / (2 * reach)
    height = np.sqrt(np.maximum(upper_m**2 - along**2, 0.0))
    side = pole - direction * np.sum(pole * direction, axis=-1, keepdims=True)
    side = side / np.maximum(np.linalg.norm(side, axis=-1, keepdims=True), 1e-9)
    return root + direction * along + side * height, root + direction * reach
