"""A match cut: the first shot begins framed like the picture it opens with, and eases into its own framing.

Knows nothing of pixels or bodies: it turns and zooms cameras so that a box of the world lies where it should. Always
holds: the box is not pushed out of the picture, and cameras far from the beginning keep their place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..picture.types import Camera
from ..screenplay.schema import Opening

F64 = NDArray[np.float64]
EASE_S = 3.0
"""Seconds from the picture's framing to the shot's own."""
KEPT = 0.4
"""Share of the picture's sideways composition that stays."""
ZOOM = (0.72, 1.4)
_MARGIN = 0.92


def matched(
    cameras: Sequence[Camera],
    low: F64,
    high: F64,
    opening: Opening,
    *,
    aspect: float,
    fps: float,
) -> list[Camera]:
    """Cameras of the first shot, begun with the subject's box at the picture's subject.

    Args:
        low, high: corners (n, 3) of the box the shot is about, in world metres.
        opening: where the picture's subject is; cameras stay as they are when it has none.
    """
    if opening.centre is None:
        return list(cameras)
    out = []
    for i, camera in enumerate(cameras):
        u = min(i / (EASE_S * fps), 1.0)
        own = u * u * u * (10.0 - 15.0 * u + 6.0 * u * u)
        out.append(
            _turned(camera, np.asarray(low[i]), np.asarray(high[i]), opening.centre, opening.height, aspect, own)
        )
    return out


def _turned(
    camera: Camera, low: F64, high: F64, centre: tuple[float, float], height: float | None, aspect: float, own: float
) -> Camera:
    axes = np.asarray(camera.rotation, dtype=np.float64).reshape(3, 3)
    corners = np.array([[(high if k >> a & 1 else low)[a] for a in range(3)] for k in range(8)])
    seen = (corners - np.asarray(camera.position)) @ axes.T
    if float(seen[:, 2].min()) < 1e-2:
        return camera
    ty = math.tan(camera.fov_y_rad / 2)
    flat = seen[:, :2] / seen[:, 2:] / np.array([ty * aspect, ty])
    middle, half = (flat.max(axis=0) + flat.min(axis=0)) / 2, (flat.max(axis=0) - flat.min(axis=0)) / 2
    zoom = 1.0
    if height is not None and half[1] > 1e-3:
        zoom = float(np.clip(height / float(half[1]), *ZOOM)) ** (1.0 - own)
        zoom = min(zoom, max(_MARGIN / float(half.max()), 1.0))
    wanted = np.array([2.0 * centre[0] - 1.0, 1.0 - 2.0 * centre[1]])
    left = np.array([1.0 - own * (1.0 - KEPT), 1.0 - own])
    room = np.maximum(_MARGIN - half * zoom, 0.0)
    target = middle * zoom * (1.0 - left) + np.clip(wanted, -room, room) * left
    ty /= zoom
    at = np.array(
        [middle[0] * math.tan(camera.fov_y_rad / 2) * aspect, middle[1] * math.tan(camera.fov_y_rad / 2), 1.0]
    )
    to = np.array([target[0] * ty * aspect, target[1] * ty, 1.0])
    yaw = math.atan2(at[0], 1.0) - math.atan2(to[0], 1.0)
    pitch = math.atan2(at[1], math.hypot(at[0], 1.0)) - math.atan2(to[1], math.hypot(to[0], 1.0))
    return replace(camera, rotation=_steered(axes, yaw, pitch), fov_y_rad=2.0 * math.atan(ty))


def _steered(axes: F64, yaw: float, pitch: float) -> tuple[float, ...]:
    """Rows right, up, forward turned to the right by `yaw` about the world's vertical and up by `pitch`."""
    c, s = math.cos(-yaw), math.sin(-yaw)
    turned = axes @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]).T
    right, up, forward = turned
    c, s = math.cos(pitch), math.sin(pitch)
    return tuple(float(v) for v in (*right, *(up * c - forward * s), *(forward * c + up * s)))
