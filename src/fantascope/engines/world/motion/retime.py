"""Time of a take: the step between frames, samples read at other moments, and a change of speed that is eased in.

Knows nothing of what moves.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .moving import Moving, Timeline

F64 = NDArray[np.float64]


def step_of(times: F64) -> float:
    """Time between two frames; 0 when there is but one."""
    return float(times[-1] - times[-2]) if len(times) > 1 else 0.0


def at_times(values: F64, own: F64, times: F64) -> F64:
    """Samples (n, k) taken at `own` times, read at others."""
    flat = values.reshape(len(values), -1)
    out = np.stack([np.interp(times, own, flat[:, k]) for k in range(flat.shape[1])], axis=1)
    return np.asarray(out.reshape(len(times), *values.shape[1:]))


def slowing(step_s: float, next_s: float, frames: int, fps: float) -> tuple[F64, F64]:
    """World seconds since the seam of a part's frames 0 … `frames`, the speed easing from the old step to the new
    within a second; and the uniform times it is performed at (the same, unless the speed changes)."""
    if abs(step_s - next_s) < 1e-12:
        at = np.arange(frames + 1, dtype=np.float64) * next_s
        return at, at
    u = np.clip((np.arange(frames) + 0.5) / fps, 0.0, 1.0)
    steps = step_s + (next_s - step_s) * u * u * (3 - 2 * u)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    return at, np.arange(int(np.ceil(at[-1] / next_s)) + 2, dtype=np.float64) * next_s


def retimed(played: Timeline, at: F64) -> Timeline:
    """The same part seen at other moments: poses between its own."""
    own = played.times_s
    if len(own) == len(at) and np.array_equal(own, at):
        return played
    nearest = np.clip(np.round(np.interp(at, own, np.arange(len(own)))).astype(int), 0, len(own) - 1)
    members = {}
    for who, m in played.members.items():
        root = at_times(m.root, own, at)
        size = np.linalg.norm(m.root[nearest, :3, :3], axis=1)
        root[:, :3, :3] = _straight(root[:, :3, :3]) * size[:, None, :]
        skin = None if m.skin is None else at_times(m.skin, own, at)
        members[who] = Moving(who, m.body, root, skin, m.visible[nearest])
    paths = {who: (at_times(p, own, at), at_times(np.unwrap(h), own, at)) for who, (p, h) in played.paths.items()}
    return replace(played, times_s=at, members=members, paths=paths)


def _straight(linear: F64) -> F64:
    """Rotations (n, 3, 3) from matrices that are nearly so."""
    x = linear[:, :, 0] / np.linalg.norm(linear[:, :, 0], axis=1, keepdims=True)
    y = linear[:, :, 1] - x * np.sum(x * linear[:, :, 1], axis=1, keepdims=True)
    y = y / np.linalg.norm(y, axis=1, keepdims=True)
    return np.stack([x, y, np.cross(x, y)], axis=2)
