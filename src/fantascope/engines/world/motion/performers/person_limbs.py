"""Turning limb directions into rotations, and how arms swing with the gait.

Knows nothing of skeletons' names.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from ...bodies.skeleton import quat_axis, quat_mul

F64 = NDArray[np.float64]


def conjugate(q: F64) -> F64:
    """Inverse of unit quaternions."""
    return np.asarray(q * np.array([-1.0, -1.0, -1.0, 1.0]))


def stacked(yaw: F64, pitch: F64, roll: F64) -> F64:
    """Quaternions turning by roll (x), then pitch (y), then yaw (z)."""
    return quat_mul(quat_mul(quat_axis((0, 0, 1.0), yaw), quat_axis((0, 1.0, 0), pitch)), quat_axis((1.0, 0, 0), roll))


def limb_rotation(direction: F64, pole: F64, rest_direction: F64, rest_pole: F64) -> F64:
    """Rotations (n, 4) that lay a bone along `direction` with its bend side towards `pole` (both (n, 3))."""
    return Rotation.from_matrix(
        _basis(direction, pole) @ np.swapaxes(_basis(rest_direction[None], rest_pole[None]), -1, -2)
    ).as_quat()


def _basis(a: F64, b: F64) -> F64:
    x = a / np.maximum(np.linalg.norm(a, axis=-1, keepdims=True), 1e-9)
    y = b - x * np.sum(b * x, axis=-1, keepdims=True)
    y = y / np.maximum(np.linalg.norm(y, axis=-1, keepdims=True), 1e-9)
    return np.stack([x, y, np.cross(x, y)], axis=-1)


def arm_swing(cycle: F64, going: F64, run: F64, breath: F64, gait: str, bulk: float = 0.0) -> dict[str, dict[str, F64]]:
    """Hand places (channels x, y, z, grip of each side) of arms hanging, swinging opposite to the legs, or pumping;
    `bulk` in [0, 1] holds them away from a thick suit."""
    out = {}
    for key, sign in (("l", 1.0), ("r", -1.0)):
        swing = sign * np.cos(np.pi * cycle)
        bold = 1.7 if gait == "march" else 1.0
        a = going * (0.46 + 0.40 * run) * bold * swing + 0.06 + 0.10 * run + 0.05 * sign * (1 - going)
        e = (
            0.24
            + (0.20 - 0.07 * sign) * (1 - going)
            + 0.20 * going * (0.6 + 0.4 * swing)
            + 1.25 * run
            + (0.5 if gait == "sneak" else 0.0)
        )
        spread = (
            0.20
            + 0.10 * (1 - going)
            + 0.22 * bulk
            + 0.020 * breath
            - 0.05 * run
            + (0.5 * going if gait in ("moon", "hop") else 0.0)
        )
        inward = 0.10 + 0.35 * run
        x = 0.515 * np.sin(a) * np.cos(spread) + 0.485 * np.sin(a + e) * np.cos(inward)
        y = 0.515 * np.sin(spread) + 0.485 * (np.sin(spread) * 0.9 - np.sin(inward) * np.clip(np.sin(a + e), 0, 1))
        z = -0.515 * np.cos(a) * np.cos(spread) - 0.485 * np.cos(a + e) * np.cos(spread * 0.8)
        out[key] = {"x": x, "y": y, "z": z, "grip": 0.25 + 0.55 * run}
    return out
