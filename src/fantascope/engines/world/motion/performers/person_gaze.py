"""Turning head, eyes, lids, brows and mouth: channels and gaze into bone rotations.

Knows nothing of acts or gaits.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...bodies.skeleton import quat_axis, quat_mul, rotate
from ..types import Track
from .gait import smoothed
from .person_blend import Blend
from .person_face import blinks, darts, speech_shapes
from .person_limbs import conjugate

F64 = NDArray[np.float64]


def look(
    c: dict[str, F64],
    track: Track,
    blend: Blend,
    to_body: object,
    neck: F64,
    q_chest: F64,
    at: dict[str, F64],
    trait: dict[str, float],
    times: F64,
    factor: float,
    dt: float,
) -> F64:
    """Turn the head (in place, in `c`) and return what is left for the eyes: (n, 2) yaw, pitch."""
    n = len(times)
    wish, weight = blend.look
    if track.gaze is not None:
        free = np.asarray(np.isnan(track.gaze).any(axis=1))
        wish = np.where(free[:, None], wish, np.asarray(track.gaze, dtype=np.float64))
        weight = np.where(free, weight, 1.0)
    idle = darts(times, factor, track.seed)
    known = np.asarray(~np.isnan(wish).any(axis=1))
    if not known.any():
        return idle
    assert callable(to_body)
    local = rotate(
        conjugate(q_chest),
        to_body(np.where(known[:, None], wish, 0.0))
        - (neck + rotate(q_chest, np.array([0, 0, 0.45 * trait["head_m"]]))),
    )
    yaw = np.arctan2(local[:, 1], np.where(known, local[:, 0], 1.0))
    pitch = -np.arctan2(local[:, 2], np.hypot(local[:, 0], local[:, 1]))
    w = smoothed(np.where(known, weight, 0.0), dt, 0.09 / factor)
    filled = np.flatnonzero(known)
    nearest = filled[np.clip(np.searchsorted(filled, np.arange(n)), 0, len(filled) - 1)]
    yaw, pitch = np.clip(yaw[nearest], -1.9, 1.9), np.clip(pitch[nearest], -1.1, 1.1)
    yaw, pitch = smoothed(yaw, dt, 0.07 / factor), smoothed(pitch, dt, 0.07 / factor)
    head_yaw, head_pitch = np.clip(0.78 * yaw, -1.15, 1.15), np.clip(0.75 * pitch, -0.65, 0.6)
    c["turn"] = c["turn"] * (1 - 0.7 * w) + head_yaw * w
    c["nod"] = c["nod"] * (1 - 0.7 * w) + head_pitch * w
    left = np.stack([np.clip(yaw - head_yaw, -0.5, 0.5), np.clip(pitch - head_pitch, -0.32, 0.32)], axis=1)
    return np.asarray(left * w[:, None] + idle * (1 - w)[:, None])


def play_face(
    c: dict[str, F64],
    track: Track,
    rotations: F64,
    translations: F64,
    scales: F64,
    bone: dict[str, int],
    eyes: F64,
    head: float,
    times: F64,
    factor: float,
    dt: float,
) -> None:
    said = speech_shapes(track.mouth, track.viseme, len(times), dt)
    jaw = np.clip(np.maximum(c["jaw"], said[:, 0]) + 0.25 * np.minimum(c["jaw"], said[:, 0]), 0, 1.05)
    smile = np.clip(c["smile"], -1, 1)
    pucker = np.clip(said[:, 2], 0, 1)
    rotations[:, bone["jaw"]] = quat_axis((0, 1.0, 0), 0.46 * jaw)
    translations[:, bone["jaw"], 0] = 0.022 * head * jaw
    scales[:, bone["mouth"], 1] = 1 - 0.38 * pucker + 0.05 * smile
    translations[:, bone["mouth"], 0] = 0.02 * head * pucker
    lid = np.clip(
        np.maximum(c["lid"], blinks(times, factor, track.seed)) + 0.35 * np.clip(eyes[:, 1], 0, 0.3), -0.2, 1.0
    )
    for side, sign in (("left", 1.0), ("right", -1.0)):
        width = 0.05 * smile + 0.09 * said[:, 1] - 0.13 * pucker
        rotations[:, bone[f"lip_{side}"]] = quat_mul(
            quat_axis((0, 0, 1.0), sign * width), quat_axis((0, 1.0, 0), -0.125 * smile + 0.12 * jaw)
        )
        rotations[:, bone[f"lid_{side}"]] = quat_axis((0, 1.0, 0), 1.26 * lid)
        rotations[:, bone[f"eye_{side}"]] = quat_mul(
            quat_axis((0, 0, 1.0), eyes[:, 0]), quat_axis((0, 1.0, 0), eyes[:, 1])
        )
        translations[:, bone[f"brow_{side}"], 2] = head * (
            0.050 * c["brow"] - 0.035 * np.clip(c["frown"], 0, 1) - 0.03 * np.clip(lid - 0.5, 0, 1)
        )
        rotations[:, bone[f"brow_{side}"]] = quat_axis((1.0, 0, 0), sign * 0.42 * c["frown"])
