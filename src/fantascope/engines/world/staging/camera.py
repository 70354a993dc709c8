"""Where the camera is, where it looks and what it holds sharp, at every frame.

Knows nothing of bodies or verbs: it is handed boxes that must stay in the picture. Moves are smooth (their second
derivative is bounded by the smoothing), and the subject is never cut: the distance gives way until it fits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from ..motion.seam import settled, turned
from ..picture.types import Camera
from ..screenplay.schema import CameraPlan
from .types import Terrain

F64 = NDArray[np.float64]
DRIFT_S = 0.9
"""Time in which a camera loses the way it had on when a new part of a take begins."""

FILL = {"extreme_wide": 0.20, "wide": 0.40, "medium": 0.60, "close_up": 0.82, "extreme_close_up": 1.05}
APERTURE = {"extreme_wide": 0.0, "wide": 0.003, "medium": 0.009, "close_up": 0.02, "extreme_close_up": 0.03}
ELEVATION = {"eye": 0.085, "low": 0.015, "high": 0.52, "top": 1.25, "dutch": 0.12, "pov": 0.05}


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What must be seen: boxes low, high (n, 3) over the frames, and the point to hold sharp (n, 3)."""

    low: F64
    high: F64
    sharp: F64


def film(
    plan: CameraPlan,
    subject: Subject,
    terrain: Terrain,
    view: tuple[float, float],
    *,
    fps: float,
    aspect: float,
    seed: int,
    floor_m: float | None = None,
    lead_rad: float = 0.16,
    default_fill: float = 0.60,
    start: Camera | None = None,
) -> list[Camera]:
    """One camera a frame.

    Args:
        view: horizontal unit direction from subject to camera that shows the set at its best.
        floor_m: the camera stays above this height (water), besides the ground.
        lead_rad: how far the camera turns ahead of a subject that crosses the picture, to see its face.
        default_fill: share of the frame the subject takes where the plan names no shot size.
        start: the camera of the moment before, whose side of the scene is kept; see `carried` for its way.
    """
    n = len(subject.low)
    u = np.linspace(0.0, 1.0, n) if n > 1 else np.zeros(1)
    shot = plan.shot or "medium"
    moves = set(plan.moves)
    fill = FILL[shot] if plan.shot else default_fill
    fov = np.full(n, math.radians(34.0 if shot != "extreme_wide" else 44.0))
    low, high = subject.low, subject.high
    wide_low, wide_high = low.min(axis=0), high.max(axis=0)
    here = float(np.mean(np.linalg.norm(high - low, axis=1)))
    everywhere = float(np.linalg.norm(wide_high - wide_low))
    follow = "tracking" in moves or everywhere > (2.2 if shot in {"wide", "extreme_wide"} else 1.7) * max(here, 0.05)
    sigma = 0.45 * fps
    centre = (low + high) / 2
    half = (high - low) / 2
    if follow:
        centre = _smooth(centre, sigma)
        half = np.maximum(_smooth(half, sigma), half.mean(axis=0) * 0.3)
    else:
        centre = np.tile((wide_low + wide_high) / 2, (n, 1))
        half = np.tile((wide_high - wide_low) / 2, (n, 1))
    rng = np.random.default_rng(seed)
    way = centre[-1, :2] - centre[0, :2]
    across_view = float(way @ np.array([-view[1], view[0]])) / max(here, 0.05)
    lead = lead_rad * math.tanh(across_view)
    yaw0 = math.atan2(view[1], view[0]) + lead + math.radians(float(rng.uniform(-6, 6)))
    height = ELEVATION[plan.angle]
    if start is not None:
        yaw0 = math.atan2(-start.rotation[7], -start.rotation[6])
        if plan.angle == "eye":
            height = float(np.clip(math.asin(np.clip(-start.rotation[8], -1.0, 1.0)), 0.03, 0.6))
    yaw = np.full(n, yaw0)
    elevation = np.full(n, height)
    scale = np.linspace(1.0, 0.955, n)
    ease = u * u * (3 - 2 * u)
    if "drone" in moves:
        elevation = 0.20 - 0.11 * ease
        yaw += math.radians(26) * (ease - 0.5)
        scale = 1.45 - 0.45 * ease
        fill *= 0.86
    if "orbit" in moves:
        yaw += math.radians(100) * (ease - 0.5)
    if "dolly_in" in moves:
        scale = 1.45 - 0.6 * ease
    if "dolly_out" in moves:
        scale = 0.85 + 0.6 * ease
    if "zoom_in" in moves:
        fov = fov * (1.25 - 0.5 * ease)
    if "zoom_out" in moves:
        fov = fov * (0.75 + 0.5 * ease)
    if "crane_up" in moves:
        elevation += 0.05 + 0.5 * ease
    if "crane_down" in moves:
        elevation += 0.55 - 0.5 * ease
    if "tracking" in moves:
        yaw += math.radians(16) * (0.5 - ease)
    base_fov = math.radians(34.0 if shot != "extreme_wide" else 44.0)
    ty = math.tan(base_fov / 2)
    tx = ty * aspect
    depth = np.abs(np.cos(yaw)) * half[:, 0] + np.abs(np.sin(yaw)) * half[:, 1]
    across = np.abs(np.sin(yaw)) * half[:, 0] + np.abs(np.cos(yaw)) * half[:, 1]
    up = half[:, 2] * np.cos(elevation) + depth * np.sin(elevation)
    distance = np.maximum(up / (ty * fill), across / (tx * min(fill * 1.4, 0.92))) + 0.6 * depth
    distance = np.maximum(distance, 0.5 * here) * scale
    if follow:
        distance = _smooth(distance, 2 * sigma)
    target = centre.copy()
    target[:, 2] += half[:, 2] * (0.10 if fill < 0.7 else 0.02)
    aside = np.zeros_like(target)
    if "pan_left" in moves or "pan_right" in moves:
        sign = -1.0 if "pan_left" in moves else 1.0
        right = np.stack([-np.sin(yaw), np.cos(yaw), 0 * yaw], axis=1)
        aside += right * (sign * 0.30 * (ease - 0.5) * distance)[:, None]
    if "tilt_up" in moves or "tilt_down" in moves:
        sign = 1.0 if "tilt_up" in moves else -1.0
        aside[:, 2] += sign * 0.30 * (ease - 0.5) * distance
    position = _place(target, yaw, elevation, distance)
    for _ in range(2):
        need = _overflow(
            position,
            target + aside,
            fov,
            aspect,
            low,
            high,
            limit=0.90 if shot not in {"close_up", "extreme_close_up"} else 0.97,
        )
        if plan.shot == "extreme_close_up":
            break
        need = _smooth(maximum_filter1d(need, max(int(0.5 * fps), 1), mode="nearest"), sigma)
        distance = distance * np.maximum(need, 1.0)
        position = _place(target, yaw, elevation, distance)
    ground = terrain(position[:, 0], position[:, 1]) + min(0.16, 0.12 * here + 0.04)
    if floor_m is not None:
        ground = np.maximum(ground, floor_m)
    position[:, 2] = (
        _smooth(np.maximum(position[:, 2], ground), 0.3 * fps) if n > 1 else np.maximum(position[:, 2], ground)
    )
    position[:, 2] = np.maximum(position[:, 2], ground)
    shake = 0.0030 if "handheld" in moves else 0.014 if "shake" in moves else 0.0
    if shake:
        for axis in range(3):
            aside[:, axis] += _noise(rng, n, fps) * shake * distance * 2.0
    roll = math.radians(9) if plan.angle == "dutch" else 0.0
    sharp = np.linalg.norm(_smooth(subject.sharp, 0.2 * fps) - position, axis=1)
    if "rack_focus" in moves:
        sharp = sharp * (1.9 - 0.9 * np.clip((u - 0.3) / 0.25, 0, 1))
    aperture = APERTURE[shot] if plan.shot else 0.007
    return [
        Camera(
            tuple(position[i]),
            _aim(position[i], target[i] + aside[i], roll),
            float(fov[i]),
            near_m=max(0.02, 0.02 * float(distance[i])),
            focus_m=float(sharp[i]),
            aperture=aperture,
        )
        for i in range(n)
    ]


def carried(
    before: Sequence[Camera], after: Sequence[Camera], times: F64, terrain: Terrain, *, steady: bool = True
) -> list[Camera]:
    """The cameras `after`, begun where and as the ones `before` end: the way from one framing into the next.

    Args:
        times: seconds of the clip of `after`; its first frame is the last of `before`.
        steady: not shaken or held in the hand: its way is smoothed once more.
    """
    if len(before) < 2 or len(after) < 2:
        return [before[-1], *after[1:]]
    step = float(times[1] - times[0])
    was, now = _lenses(before[-2:]), _lenses(after)
    if steady:
        now = _smooth(now, 0.3 / step)
    far = float(np.linalg.norm(was[1, :3] - now[0, :3])) / max(before[-1].focus_m, 0.3)
    settle = min(1.6 + 2.0 * far, 4.0, max(0.85 * float(times[-1] - times[0]), step))
    lens = settled(now, was[1], (was[1] - was[0]) / step, times, settle, DRIFT_S)
    lens[:, 2] = np.maximum(
        lens[:, 2], np.minimum(terrain(lens[:, 0], lens[:, 1]) + 0.05, np.maximum(now[:, 2], was[1, 2]))
    )
    axes = turned(_axes(after), _axes(before[-2:]), times, settle, step, DRIFT_S)
    return [
        Camera(
            (float(x), float(y), float(z)),
            tuple(float(v) for v in (*axes[k, :, 0], *np.cross(axes[k, :, 0], axes[k, :, 2]), *axes[k, :, 2])),
            float(fov),
            near_m=min(max(float(near), 0.02), 0.2 * max(float(focus), 0.1)),
            focus_m=max(float(focus), 0.05),
            aperture=max(float(aperture), 0.0),
        )
        for k, (x, y, z, fov, near, focus, aperture) in enumerate(lens)
    ]


def _lenses(cameras: Sequence[Camera]) -> F64:
    return np.array([(*c.position, c.fov_y_rad, c.near_m, c.focus_m, c.aperture) for c in cameras])


def _axes(cameras: Sequence[Camera]) -> F64:
    """Rotations (n, 3, 3) with the axes right, up, forward as columns."""
    rows = np.array([c.rotation for c in cameras]).reshape(-1, 3, 3)
    rows = rows / np.linalg.norm(rows, axis=2, keepdims=True)
    rows[:, 1] *= np.sign(np.linalg.det(rows))[:, None]  # right, up, forward are left-handed; blending wants a rotation
    return np.swapaxes(rows, 1, 2)


def _place(target: F64, yaw: F64, elevation: F64, distance: F64) -> F64:
    away = np.stack([np.cos(yaw) * np.cos(elevation), np.sin(yaw) * np.cos(elevation), np.sin(elevation)], axis=1)
    return target + away * distance[:, None]


def _overflow(position: F64, target: F64, fov: F64, aspect: float, low: F64, high: F64, *, limit: float) -> F64:
    """How many times too large the box's projection is, per frame (≤ 1 fits)."""
    forward = target - position
    forward = forward / np.linalg.norm(forward, axis=1, keepdims=True)
    right = np.cross(forward, [0.0, 0.0, 1.0])
    right = right / np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-6)
    up = np.cross(right, forward)
    worst = np.zeros(len(position))
    for corner in range(8):
        pick = np.array([(corner >> k) & 1 for k in range(3)], dtype=bool)
        p = np.where(pick, high, low) - position
        z = np.maximum(np.sum(p * forward, axis=1), 0.05)
        x = np.abs(np.sum(p * right, axis=1)) / (z * np.tan(fov / 2) * aspect)
        y = np.abs(np.sum(p * up, axis=1)) / (z * np.tan(fov / 2))
        worst = np.maximum(worst, np.maximum(x, y))
    return np.asarray(worst / limit)


def _aim(position: F64, target: F64, roll: float) -> tuple[float, ...]:
    f = target - position
    f = f / max(float(np.linalg.norm(f)), 1e-9)
    r = np.cross(f, [0.0, 0.0, 1.0])
    if float(np.linalg.norm(r)) < 1e-4:
        r = np.array([1.0, 0.0, 0.0])
    r = r / float(np.linalg.norm(r))
    up = np.cross(r, f)
    if roll:
        c, s = math.cos(roll), math.sin(roll)
        r, up = r * c + up * s, up * c - r * s
    return tuple(float(v) for v in (*r, *up, *f))


def _smooth(v: F64, sigma: float) -> F64:
    """Gaussian smoothing that keeps a steady drift at both ends (odd reflection)."""
    if len(v) < 3:
        return v
    pad = min(max(int(3 * sigma), 1), len(v) - 1)
    width = [(pad, pad)] + [(0, 0)] * (v.ndim - 1)
    wide = np.pad(v, width, mode="reflect", reflect_type="odd")
    return np.asarray(gaussian_filter1d(wide, max(sigma, 0.01), axis=0, mode="nearest")[pad : pad + len(v)])


def _noise(rng: np.random.Generator, n: int, fps: float) -> F64:
    raw = rng.standard_normal(n + 64)
    soft = gaussian_filter1d(raw, 0.14 * fps)[32 : 32 + n]
    return np.asarray(soft / max(float(np.std(soft)), 1e-6) * 0.5) if n > 2 else np.zeros(n)
