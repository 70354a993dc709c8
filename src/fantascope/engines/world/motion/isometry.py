"""Between 4×4 matrices and the simulator's isometries.

Knows nothing of worlds.
"""

from __future__ import annotations

import math

import numpy as np
import rapier3d as rapier
from numpy.typing import NDArray

F64 = NDArray[np.float64]


def rotation(q: tuple[float, float, float, float]) -> F64:
    """The 3×3 matrix of a quaternion (x, y, z, w)."""
    x, y, z, w = q
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def matrix(pose: rapier.Isometry3) -> F64:
    """The 4×4 matrix of an isometry."""
    return np.asarray(pose.to_matrix(), dtype=np.float64).reshape(4, 4)


def isometry(pose: F64) -> rapier.Isometry3:
    """The isometry of a rigid 4×4 matrix (Shepperd's method for its quaternion)."""
    m = pose[:3, :3]
    trace = m[0, 0] + m[1, 1] + m[2, 2]
    if trace > 0:
        s = math.sqrt(trace + 1.0) * 2
        q = ((m[2, 1] - m[1, 2]) / s, (m[0, 2] - m[2, 0]) / s, (m[1, 0] - m[0, 1]) / s, 0.25 * s)
    else:
        i = int(np.argmax([m[0, 0], m[1, 1], m[2, 2]]))
        j, k = (i + 1) % 3, (i + 2) % 3
        s = math.sqrt(max(1.0 + m[i, i] - m[j, j] - m[k, k], 1e-12)) * 2
        v = [0.0, 0.0, 0.0]
        v[i], v[j], v[k] = 0.25 * s, (m[j, i] + m[i, j]) / s, (m[k, i] + m[i, k]) / s
        q = (v[0], v[1], v[2], (m[k, j] - m[j, k]) / s)
    return rapier.Isometry3(
        (float(pose[0, 3]), float(pose[1, 3]), float(pose[2, 3])),
        rapier.Rotation3.from_quaternion(float(q[3]), float(q[0]), float(q[1]), float(q[2])),
    )


def between(a: F64, b: F64, steps: int) -> list[rapier.Isometry3]:
    """The poses after each of `steps` equal steps from a to b."""
    first, last = isometry(a), isometry(b)
    return [first.lerp_slerp(last, (k + 1) / steps) for k in range(steps)]
