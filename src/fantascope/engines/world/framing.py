"""What of a performed plan the camera must keep in the picture, and what it holds sharp.

Knows nothing of lenses. Boxes follow the bodies' sizes, not every limb.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from .motion.moving import Moving, Timeline
from .motion.plan import Member, Plan
from .picture.types import Camera
from .screenplay.schema import ShotPlan
from .staging.camera import Subject

F64 = NDArray[np.float64]


def subject_of(plan: Plan, shot: ShotPlan, timeline: Timeline, absent: frozenset[str] = frozenset()) -> Subject:
    """The box the shot is about, per frame; members `absent` (out of the picture) are left out unless it names them."""
    n = len(timeline.times_s)
    chosen = _chosen(plan, shot, absent)
    close = shot.camera.shot in {"close_up", "extreme_close_up"}
    if close and "topple" in plan.verbs and "tracking" in shot.camera.moves:
        return _falling_front(plan, timeline)
    if not chosen:
        return Subject(
            np.tile([-2.0, -0.5, 0.0], (n, 1)), np.tile([2.0, 0.5, 1.6], (n, 1)), np.tile([0.0, 0.0, 0.8], (n, 1))
        )
    chosen.sort(key=lambda m: m.enters is not None)
    lows: list[F64] = []
    highs: list[F64] = []
    for m in chosen:
        low, high = _box(m, timeline.members[m.id], close=close and len(chosen) == 1)
        if m.simulated and m is not chosen[0] and chosen[0].is_actor:
            lead = timeline.members[chosen[0].id].root[:, :3, 3]
            low, high = _leashed(low, high, lead, 2.2 if plan.focus_points else 4.5)
        if m.enters is not None and lows:  # the camera awaits those who come
            there = np.min(lows, axis=0), np.max(highs, axis=0)
            reach = max(0.75 * float(np.linalg.norm(there[1] - there[0], axis=1).mean()), 1.5) + m.size_m
            low, high = _leashed(low, high, (there[0] + there[1]) / 2, reach)
        lows.append(low)
        highs.append(high)
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    for point in plan.focus_points:
        p = np.asarray(point)
        low = np.minimum(low, p - 0.35)
        high = np.maximum(high, p + 0.35)
    first = timeline.members[chosen[0].id]
    sharp = first.root[:, :3, 3] + np.array([0.0, 0.0, 0.6 * chosen[0].body.size[2]])
    return Subject(low, high, sharp)


def _chosen(plan: Plan, shot: ShotPlan, absent: frozenset[str]) -> list[Member]:
    """Who the shot is about: its named subject, else everyone who acts, is acted on, speaks or lives."""
    if shot.camera.subject:
        found = plan.of(shot.camera.subject)
        if found:
            return found
    wanted: list[str] = []
    for a in shot.actions:
        wanted += [w for w in (a.who, a.what, a.goal, a.instrument) if w]
    wanted += [line.who for line in shot.lines if line.who]
    members = [m for m in plan.members.values() if m.id not in absent or m.role.id in wanted]
    acting = [m for m in members if m.role.id in wanted or m.is_actor]
    others = [m for m in members if m not in acting and m.kind != "fixture"]
    fixtures = [m for m in members if m.kind == "fixture" and m not in acting]
    small = [m for m in fixtures if max(m.body.size) < 4.0]
    return acting + others + (small if acting or others else fixtures)


def _box(m: Member, moving: Moving, *, close: bool) -> tuple[F64, F64]:
    """Low and high corners per frame of an upright box round the body."""
    p = moving.root[:, :3, 3]
    if m.is_actor or m.kind in {"fixture", "boat"} or not m.simulated:
        radius = 0.5 * max(m.body.size[0], m.body.size[1])
        bottom, top = 0.0, m.body.size[2]
        if close and m.body.rig == "person":
            bottom = 0.52 * top
            radius = min(radius, 0.28 * top)
        if m.role.pose in {"sleeping", "lying"} and m.body.rig == "person":
            radius, top = 0.5 * m.body.size[2], 0.4
        return p + np.array([-radius, -radius, bottom]), p + np.array([radius, radius, top])
    centre = np.einsum("nij,j->ni", moving.root[:, :3, :3], np.array([0.0, 0.0, m.body.size[2] / 2])) + p
    radius = 0.5 * float(np.linalg.norm(m.body.size)) * 0.8
    return centre - radius, centre + radius


def _leashed(low: F64, high: F64, lead: F64, reach: float) -> tuple[F64, F64]:
    """A free thing is followed only so far from whom the shot is about and the places it is about."""
    centre = (low + high) / 2
    offset = centre - lead
    far = np.maximum(np.linalg.norm(offset, axis=1, keepdims=True), 1e-6)
    shift = offset * np.minimum(1.0, reach / far) - offset
    return low + shift, high + shift


def _falling_front(plan: Plan, timeline: Timeline) -> Subject:
    """A window of five pieces that travels with the wave of falls."""
    times = timeline.times_s
    row = [m for m in plan.members.values() if m.simulated]
    row.sort(key=lambda m: float(m.position[0]))
    first, last = row[0].position, row[-1].position
    at = [(0.0, float(first[0]))]
    for m in row:
        r = timeline.members[m.id].root
        fallen = np.flatnonzero(r[:, 2, 2] < 0.9)
        if len(fallen):
            at.append((float(times[fallen[0]]), float(m.position[0])))
    at.sort()
    x = np.interp(times, [a for a, _ in at], np.maximum.accumulate([b for _, b in at]))
    step = max(float(times[1] - times[0]), 1e-3) if len(times) > 1 else 0.04
    x = gaussian_filter1d(x, 0.3 / step, mode="nearest")
    height = row[0].body.size[2]
    gap = abs(float(last[0] - first[0])) / max(len(row) - 1, 1)
    y = np.interp(x, [float(m.position[0]) for m in row], [float(m.position[1]) for m in row])
    z = float(first[2])
    reach = 3.2 * gap
    centre = np.stack([np.clip(x + 0.6 * gap, first[0], last[0]), y, np.full(len(x), z)], axis=1)
    low = centre + np.array([-reach, -height * 0.4, 0.0])
    high = centre + np.array([reach, height * 0.4, height])
    return Subject(low, high, centre + np.array([0.0, 0.0, height * 0.6]))


def in_view(moving: Moving, camera: Camera, aspect: float) -> bool:
    """Whether a member can be seen at its last frame: visible, and its middle not far outside the picture."""
    if not moving.visible[-1]:
        return False
    away = moving.root[-1, :3, 3] + np.array([0.0, 0.0, 0.5 * moving.body.size[2]]) - np.asarray(camera.position)
    right, up, ahead = np.asarray(camera.rotation).reshape(3, 3)
    depth = float(away @ ahead)
    if depth < 0.05:
        return False
    half = float(np.tan(camera.fov_y_rad / 2))
    margin = 0.5 * max(moving.body.size) / (depth * half)
    return abs(float(away @ up)) / (depth * half) < 1.1 + margin and abs(float(away @ right)) / (depth * half) < (
        1.1 * aspect + margin
    )
