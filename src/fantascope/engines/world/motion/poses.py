"""Poses from positions and headings.

Knows nothing of bodies. 4×4 matrices, z up; heading 0 faces +x.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


def pose_at(position: F64, heading: float) -> F64:
    """A 4×4 pose from a position and a heading."""
    c, s = math.cos(heading), math.sin(heading)
    out = np.eye(4)
    out[0, 0], out[0, 1], out[1, 0], out[1, 1] = c, -s, s, c
    out[:3, 3] = position
    return out


def upright(position: F64, heading: F64) -> F64:
    """Poses (n, 4, 4) of upright things at positions (n, 3) with headings (n,)."""
    out = np.tile(np.eye(4), (len(position), 1, 1))
    c, s = np.cos(heading), np.sin(heading)
    out[:, 0, 0], out[:, 0, 1], out[:, 1, 0], out[:, 1, 1] = c, -s, s, c
    out[:, :3, 3] = position
    return out
