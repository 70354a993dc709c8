"""A plane of luma made ready for looking for a mark in it.

Knows nothing of marks. `residual` takes away what is slow, clips what stands out, and weighs what is left by region
as a linear detector does: the mark's expected amplitude over the variance of everything else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .lattice import CANON

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_SLOW_PX, _REGION_PX = 29, 11
"""Sides of the box filters, each run twice."""
_FLAT, _SLOPE, _FLOOR = 0.7, 0.4, 1.0
_CLIP = 3.0


def canonical(y: U8) -> F32:
    """The plane with a short side of CANON pixels."""
    height, width = y.shape
    scale = CANON / min(height, width)
    if scale == 1.0:
        return y.astype(np.float32)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(
        cv2.resize(y.astype(np.float32), (round(width * scale), round(height * scale)), interpolation=how)
    )


def residual(y: U8) -> F32:
    """Canonical size, mean about zero; larger where a mark is more to be trusted."""
    plane = canonical(y)
    quick = plane - _smooth(plane, _SLOW_PX)
    deviation = np.sqrt(np.maximum(_smooth(quick * quick, _REGION_PX), 0.0))
    steady = np.clip(quick / (deviation + 0.5), -_CLIP, _CLIP)
    return np.asarray(steady * ((_FLAT + _SLOPE * deviation) / (deviation + _FLOOR)), np.float32)


def _smooth(plane: F32, side: int) -> F32:
    once = cv2.blur(plane, (side, side), borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.blur(once, (side, side), borderType=cv2.BORDER_REFLECT))
