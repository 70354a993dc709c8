"""One stretch of motion joined to the one before without a step: differences at the seam die away.

Knows nothing of who moves. The method is inertialisation (D. Bollo, "Inertialization", GDC 2018): the later stretch is
played as it is, plus the difference from the earlier one at the seam, which decays along a quintic with its own
velocity. Index 0 of a later stretch is the last frame of the earlier one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from ..bodies.types import Skeleton

F64 = NDArray[np.float64]
POSE_S = 0.45
"""Time in which a difference of pose dies away."""


def decay(offset: F64, rate: F64, times: F64, settle_s: float, drift_s: float | None = None) -> F64:
    """An offset (k,) with a rate of change (k,) per second at times[0], gone with both derivatives `settle_s` later;
    the rate's share is gone after `drift_s` when that is given.

    Returns:
        (n, k); without acceleration at the start.
    """
    drift_s = settle_s if drift_s is None else min(drift_s, settle_s)
    u, w = (np.clip((times - times[0]) / max(s, 1e-6), 0.0, 1.0)[:, None] for s in (settle_s, drift_s))
    stay = 1 - u**3 * (10 - 15 * u + 6 * u * u)
    drift = w - w**3 * (6 - 8 * w + 3 * w * w)
    return np.asarray(np.asarray(offset)[None] * stay + np.asarray(rate)[None] * drift_s * drift)


def settled(values: F64, last: F64, rate: F64, times: F64, settle_s: float, drift_s: float | None = None) -> F64:
    """Values (n, k) started where the earlier stretch ended: `last` (k,), changing by `rate` (k,) per second."""
    own = (values[1] - values[0]) / max(float(times[1] - times[0]), 1e-9) if len(values) > 1 else np.zeros_like(rate)
    return np.asarray(values + decay(last - values[0], rate - own, times, settle_s, drift_s))


def turned(matrices: F64, before: F64, times: F64, settle_s: float, step_s: float, drift_s: float | None = None) -> F64:
    """Rotations (n, 3, 3) started at before[-1]; before (2, 3, 3) are the earlier stretch's last, `step_s` apart."""
    if len(matrices) < 2:
        return np.repeat(before[-1][None], len(matrices), axis=0)
    own = _spin(matrices[0], matrices[1]) / max(float(times[1] - times[0]), 1e-9)
    rate = _spin(before[0], before[1]) / max(step_s, 1e-9) - own
    offset = Rotation.from_matrix(before[1] @ matrices[0].T).as_rotvec()
    return np.asarray(Rotation.from_rotvec(decay(offset, rate, times, settle_s, drift_s)).as_matrix() @ matrices)


def posed(roots: F64, before: F64, times: F64, settle_s: float, step_s: float) -> F64:
    """Poses (n, 4, 4) started at before[-1]; before (2, 4, 4) are the earlier stretch's last, `step_s` apart."""
    out = roots.copy()
    rate = (before[1, :3, 3] - before[0, :3, 3]) / max(step_s, 1e-9)
    out[:, :3, 3] = settled(roots[:, :3, 3], before[1, :3, 3], rate, times, settle_s)
    out[:, :3, :3] = turned(roots[:, :3, :3], before[:, :3, :3], times, settle_s, step_s)
    return out


def limbs(skeleton: Skeleton, skin: F64, before: F64, times: F64, settle_s: float, step_s: float) -> F64:
    """Skin matrices (n, b, 3, 4) started at before[-1] (2, b, 3, 4): each bone against its parent, so joints hold."""
    rest = skeleton.rest.astype(np.float64)
    turns, joints, stretch = _taken_apart(skin, rest)
    old_turns, old_joints, old_stretch = _taken_apart(before, rest)
    grows = ((old_stretch[1] - old_stretch[0]) / max(step_s, 1e-9)).ravel()
    stretch = settled(stretch.reshape(len(skin), -1), old_stretch[1].ravel(), grows, times, settle_s).reshape(
        stretch.shape
    )
    turn, joint = np.zeros_like(turns), np.zeros_like(joints)
    for k, parent in enumerate(skeleton.parents):
        own, old, at, was = turns[:, k], old_turns[:, k], joints[:, k], old_joints[:, k]
        if parent >= 0:
            own, at = _seen_from(turns[:, parent], joints[:, parent], own, at)
            old, was = _seen_from(old_turns[:, parent], old_joints[:, parent], old, was)
        turn[:, k] = turned(own, old, times, settle_s, step_s)
        joint[:, k] = settled(at, was[1], (was[1] - was[0]) / max(step_s, 1e-9), times, settle_s)
        if parent >= 0:
            joint[:, k] = joint[:, parent] + np.einsum("nij,nj->ni", turn[:, parent], joint[:, k])
            turn[:, k] = turn[:, parent] @ turn[:, k]
    out = np.empty_like(skin)
    out[..., :3] = turn * stretch[..., None, :]
    out[..., 3] = joint - np.einsum("nbij,bj->nbi", out[..., :3], rest)
    return out


def _taken_apart(skin: F64, rest: F64) -> tuple[F64, F64, F64]:
    """Rotations (n, b, 3, 3), joints (n, b, 3) in the body's frame, and stretches (n, b, 3) of skin matrices."""
    linear = skin[..., :3]
    stretch = np.maximum(np.linalg.norm(linear, axis=-2), 1e-12)
    joints = np.einsum("nbij,bj->nbi", linear, rest) + skin[..., 3]
    return linear / stretch[..., None, :], joints, stretch


def _seen_from(turn: F64, joint: F64, other_turn: F64, other_joint: F64) -> tuple[F64, F64]:
    """A bone's rotations (n, 3, 3) and joints (n, 3) in the axes of its parent's."""
    back = np.swapaxes(turn, -1, -2)
    return back @ other_turn, np.einsum("nij,nj->ni", back, other_joint - joint)


def _spin(a: F64, b: F64) -> F64:
    """The rotation vector that takes rotation a to rotation b."""
    return np.asarray(Rotation.from_matrix(b @ a.T).as_rotvec())
