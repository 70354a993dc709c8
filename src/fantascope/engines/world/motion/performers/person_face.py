"""Faces in motion: moods, blinks, eye darts and the mouth shapes of speech.

Knows nothing of meshes; the face's bones slide their features when turned (see bodies.people.head).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...speech.types import VISEMES
from .gait import ease, smoothed
from .person_pose import CHANNELS, INDEX, pose

F64 = NDArray[np.float64]

MOODS: dict[str, dict[str, float]] = {
    "neutral": pose(smile=0.35, brow=0.05),
    "happy": pose(smile=0.85, brow=0.25, lid=0.06),
    "joyful": pose(smile=1.0, brow=0.35, jaw=0.12, lid=0.08),
    "excited": pose(smile=1.0, brow=0.6, jaw=0.28, lid=-0.1),
    "proud": pose(smile=0.6, brow=0.2, lid=0.2),
    "calm": pose(smile=0.35, lid=0.15),
    "loving": pose(smile=0.7, lid=0.2, brow=0.3),
    "playful": pose(smile=0.8, brow=0.3),
    "sad": pose(smile=-0.9, frown=-0.9, brow=0.25, lid=0.22),
    "lonely": pose(smile=-0.6, frown=-0.7, lid=0.2),
    "angry": pose(smile=-0.6, frown=1.0, brow=-0.5, lid=0.1),
    "determined": pose(smile=0.0, frown=0.7, brow=-0.25),
    "serious": pose(smile=-0.15, frown=0.35),
    "scared": pose(smile=-0.7, frown=-0.7, brow=1.0, lid=-0.15, jaw=0.22),
    "surprised": pose(brow=1.0, jaw=0.42, lid=-0.15),
    "amazed": pose(smile=0.5, brow=1.0, jaw=0.40, lid=-0.15),
    "tired": pose(lid=0.45, smile=-0.2, frown=-0.3),
    "sleepy": pose(lid=0.55, smile=0.0, frown=-0.2),
    "bored": pose(lid=0.38, smile=-0.25),
    "curious": pose(brow=0.6, smile=0.25),
    "confused": pose(frown=0.4, brow=0.4, smile=-0.3),
    "worried": pose(frown=-0.7, brow=0.4, smile=-0.45),
    "shy": pose(smile=0.3, lid=0.2, frown=-0.3),
    "mischievous": pose(smile=0.8, frown=0.6),
    "disgusted": pose(smile=-0.7, frown=0.6, lid=0.25),
    "peaceful": pose(smile=0.4, lid=0.3),
    "dreamy": pose(smile=0.4, lid=0.3, brow=0.3),
    "nervous": pose(smile=-0.3, frown=-0.5, brow=0.4),
}

# jaw opening, lip width (+ wide), pucker
_MOUTHS: dict[str, tuple[float, float, float]] = {
    "sil": (0.0, 0.0, 0.0),
    "PP": (0.0, 0.0, 0.15),
    "FF": (0.12, 0.1, 0.0),
    "TH": (0.30, 0.1, 0.0),
    "DD": (0.35, 0.2, 0.0),
    "kk": (0.42, 0.1, 0.0),
    "CH": (0.32, -0.2, 0.6),
    "SS": (0.20, 0.5, 0.0),
    "nn": (0.25, 0.2, 0.0),
    "RR": (0.34, -0.2, 0.5),
    "aa": (1.0, 0.1, 0.0),
    "E": (0.66, 0.6, 0.0),
    "I": (0.42, 0.9, 0.0),
    "O": (0.85, -0.5, 0.75),
    "U": (0.48, -0.8, 1.0),
}
_SHAPES = np.array([_MOUTHS[v] for v in VISEMES])


def mood_pose(mood: str) -> F64:
    """The face of a mood (unknown moods are neutral) as channel values."""
    out = np.zeros(len(CHANNELS))
    for name, value in MOODS.get(mood, MOODS["neutral"]).items():
        out[INDEX[name]] = value
    return out


def speech_shapes(opening: F64 | None, viseme: NDArray[np.int32] | None, n: int, dt: float) -> F64:
    """Jaw opening, width and pucker (n, 3) of what is being said, smoothed over 35 ms."""
    if opening is None:
        return np.zeros((n, 3))
    amount = np.clip(np.asarray(opening, dtype=np.float64), 0.0, 1.0)
    if viseme is None:
        return smoothed(np.stack([amount, np.zeros(n), np.zeros(n)], axis=1), dt, 0.025)
    shape = _SHAPES[np.clip(np.asarray(viseme), 0, len(VISEMES) - 1)]
    said = (np.asarray(viseme) > 0).astype(np.float64)
    jaw = (
        amount
        * np.where(said > 0, 0.25 + 0.75 * shape[:, 0], 1.0)
        * np.where(shape[:, 0] + (1 - said) <= 0.0, 0.1, 1.0)
    )
    return smoothed(np.stack([jaw, shape[:, 1] * said, shape[:, 2] * said], axis=1), dt, 0.03)


def blinks(times: F64, factor: float, seed: int) -> F64:
    """Lid closing in [0, 1]: a blink of 0.16 s every two to five seconds."""
    rng = np.random.default_rng([seed, 71])
    out = np.zeros(len(times))
    at = float(times[0]) + float(rng.uniform(0.6, 2.6)) / factor
    while at < times[-1]:
        x = (times - at) * factor / 0.16
        out = np.maximum(out, np.where((x > 0) & (x < 1), ease(np.minimum(x, 1 - x) * 3.2), 0.0))
        at += float(rng.uniform(1.8, 4.8)) / factor
    return out


def darts(times: F64, factor: float, seed: int) -> F64:
    """Idle gaze (n, 2): yaw and pitch in radians, jumping every second or so."""
    rng = np.random.default_rng([seed, 73])
    span = (times[-1] - times[0]) * factor
    count = int(span / 0.9) + 2
    aim = np.stack([rng.uniform(-0.16, 0.16, count), rng.uniform(-0.07, 0.07, count)], axis=1)
    aim[rng.random(count) < 0.5] *= 0.15
    which = np.clip(((times - times[0]) * factor / 0.9).astype(int), 0, count - 1)
    dt = float(times[1] - times[0]) if len(times) > 1 else 1.0
    return smoothed(aim[which], dt, 0.03 / factor)
