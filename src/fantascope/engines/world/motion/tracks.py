"""Planned travels and hops, sampled: where a member's root is at every moment and where it faces.

Knows nothing of limbs or collisions. Speeds ramp up and down smoothly; headings follow the path without snapping.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from ..bodies.skeleton import quat_axis, quat_mul
from .plan import Arc, Member, Plan, Travel
from .types import Track

F64 = NDArray[np.float64]
RAMP_S = 0.5


def course(plan: Plan, m: Member, times: F64) -> tuple[F64, F64]:
    """Root positions (n, 3) and headings (n,) of a member that goes by plan."""
    n = len(times)
    position = np.tile(m.position, (n, 1))
    heading = np.full(n, m.heading_rad)
    height = np.full(n, float(m.position[2]) - plan.ground(float(m.position[0]), float(m.position[1])))
    moving = np.zeros(n, dtype=bool)
    if m.timed is not None:
        at, points = m.timed
        for axis in range(2):
            position[:, axis] = np.interp(times, at, points[:, axis])
        height = np.interp(times, at, points[:, 2])
        moving = (times >= at[0]) & (times <= at[-1])
    for travel in sorted(m.travels, key=lambda t: t.start_s):
        path, length = _curve(travel.points)
        s = _progress(times, travel) * length
        here = np.asarray(path(s))
        inside = times >= travel.start_s
        if travel is min(m.travels, key=lambda t: t.start_s):
            inside = np.ones(n, dtype=bool)
        position[inside, :2] = here[inside, :2]
        height[inside] = here[inside, 2]
        if not travel.keep_heading and length > 0.03:
            moving |= (times >= travel.start_s) & (times <= travel.end_s)
    position[:, 2] = plan.floor(m)(position[:, 0], position[:, 1]) + height
    for arc in m.arcs:
        position[:, 2] += _hop(times, arc, plan.stage.gravity_ms2)
    heading = _headings(m, times, position, moving, heading)
    return position, heading


def follow(leader: F64, times: F64, gap_m: float, plan: Plan, m: Member) -> tuple[F64, F64]:
    """The leader's path on the ground, `gap_m` behind along it; before its beginning it is run on straight back."""
    step = max(times[1] - times[0], 1e-6) if len(times) > 1 else 1.0
    way = np.linalg.norm(np.diff(leader[:, :2], axis=0), axis=1)
    s = np.concatenate([[0.0], np.cumsum(way)])
    begin = leader[min(3, len(leader) - 1), :2] - leader[0, :2]
    begin = begin / max(float(np.linalg.norm(begin)), 1e-6)
    mine = gaussian_filter1d(s - gap_m, 0.15 / step, mode="nearest")
    rising = np.concatenate([[True], np.diff(s) > 1e-9])
    position = np.empty_like(leader)
    for axis in range(2):
        position[:, axis] = np.interp(mine, s[rising], leader[rising, axis])
        before = mine < 0
        position[before, axis] = leader[0, axis] + begin[axis] * mine[before]
    position[:, :2] = gaussian_filter1d(position[:, :2], 0.12 / step, axis=0, mode="nearest")
    position[:, 2] = plan.floor(m)(position[:, 0], position[:, 1])
    return position, _headings(m, times, position, np.ones(len(times), dtype=bool), np.full(len(times), m.heading_rad))


def track(plan: Plan, m: Member, times: F64, position: F64, heading: F64, where: Mapping[str, F64], eye: F64) -> Track:
    """Everything a performer is asked: path, acts, gaze, tilt. `where` gives other members' positions (n, 3)."""
    gaze = np.full((len(times), 3), np.nan)
    for look in m.looks:
        inside = (times >= look.start_s) & (times <= look.end_s)
        if look.at == "camera":
            gaze[inside] = eye
        elif isinstance(look.at, str):
            if look.at in where:
                other = plan.members[look.at]
                gaze[inside] = where[look.at][inside] + np.array(
                    [0.0, 0.0, (0.82 if other.is_actor else 0.5) * other.body.size[2]]
                )
        else:
            gaze[inside] = look.at
    gait = m.gait or next((t.gait for t in m.travels if t.gait and t.gait != "jump"), None)
    if gait is None and plan.stage.gravity_ms2 < 3.0 and m.travels and m.body.rig == "person":
        gait = "moon"
    tilt = _tilt(plan, m, times, position, heading)
    return Track(
        times,
        position,
        heading,
        acts=tuple(m.acts),
        gait=gait,
        tilt=tilt,
        gaze=gaze if np.isfinite(gaze).any() else None,
        mood=m.role.mood,
        seed=plan.seed + sum(map(ord, m.id)),
    )


def _curve(points: F64) -> tuple[PchipInterpolator, float]:
    step = np.linalg.norm(np.diff(points, axis=0), axis=1)
    keep = np.concatenate([[True], step > 1e-6])
    p = points[keep]
    if len(p) < 2:
        p = np.concatenate([p, p + np.array([[1e-4, 0.0, 0.0]])])
    s = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    return PchipInterpolator(s, p, axis=0), float(s[-1])


def _progress(times: F64, travel: Travel) -> F64:
    """Fraction of the way at each time: constant speed with smooth ramps where asked."""
    span = max(travel.end_s - travel.start_s, 1e-6)
    u = np.linspace(0, 1, 200)
    speed = np.ones_like(u)
    ramp = min(RAMP_S / span, 0.45)
    if travel.ease_in:
        speed *= _smooth(u / ramp)
    if travel.ease_out:
        speed *= _smooth((1 - u) / ramp)
    done = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    done /= done[-1]
    return np.asarray(np.interp((times - travel.start_s) / span, u, done))


def _smooth(x: F64) -> F64:
    c = np.clip(x, 0.0, 1.0)
    return np.asarray(c * c * (3 - 2 * c))


def _hop(times: F64, arc: Arc, gravity: float) -> F64:
    t = times - arc.start_s
    air = arc.end_s - arc.start_s
    return np.where((t > 0) & (t < air), 0.5 * gravity * t * (air - t), 0.0)


def _headings(m: Member, times: F64, position: F64, moving: NDArray[np.bool_], heading: F64) -> F64:
    if len(times) < 3:
        return heading
    step = times[1] - times[0]
    v = np.gradient(position[:, :2], times, axis=0)
    speed = np.hypot(v[:, 0], v[:, 1])
    steer = moving & (speed > 0.08)
    out = heading.copy()
    if steer.any():
        raw = np.arctan2(v[:, 1], v[:, 0])
        index = np.flatnonzero(steer)
        unwrapped = np.unwrap(raw[index])
        initial = m.heading_rad + 2 * math.pi * round((unwrapped[0] - m.heading_rad) / (2 * math.pi))
        filled = np.interp(np.arange(len(times)), index, unwrapped)
        if index[0] > 2:
            filled[: index[0]] = initial
        out = gaussian_filter1d(filled, max(0.12 / step, 0.01), mode="nearest")
    if m.turns:
        at = np.array([t for t, _ in m.turns])
        to = np.unwrap(np.array([h for _, h in m.turns]))
        out = np.where((times >= at[0]), np.interp(times, at, to), out)
    return out


def _tilt(plan: Plan, m: Member, times: F64, position: F64, heading: F64) -> F64 | None:
    """Whole-body rotation: flips in the air, slopes under sliders, waves under hulls, climbing flyers."""
    n = len(times)
    if any(arc.flips for arc in m.arcs):
        angle = np.zeros(n)
        for arc in m.arcs:
            u = np.clip((times - arc.start_s) / (arc.end_s - arc.start_s), 0.0, 1.0)
            angle += 2 * math.pi * arc.flips * u
        return turned_by_heading(quat_axis((0.0, 1.0, 0.0), angle), heading)
    if m.afloat and plan.stage.water is not None:
        return None
    slider = m.gait == "slide" or m.kind == "vehicle"
    flyer = any(t.gait == "fly" for t in m.travels)
    if not (slider or flyer):
        return None
    v = np.gradient(position, times, axis=0) if n > 2 else np.zeros((n, 3))
    flat = np.maximum(np.hypot(v[:, 0], v[:, 1]), 0.2)
    pitch = np.arctan2(v[:, 2], flat)
    pitch = gaussian_filter1d(pitch, 3.0, mode="nearest")
    q = quat_axis((0.0, 1.0, 0.0), -pitch * (1.0 if slider else 0.6))
    if flyer and n > 4:
        turn = gaussian_filter1d(np.gradient(np.unwrap(heading), times), 4.0, mode="nearest")
        q = quat_mul(q, quat_axis((1.0, 0.0, 0.0), np.clip(-turn * 0.5, -0.6, 0.6)))
    return turned_by_heading(q, heading)


def turned_by_heading(q: F64, heading: F64) -> F64:
    """A rotation given in the body's own axes (x ahead), as one in the world's, for each heading."""
    yaw = quat_axis((0.0, 0.0, 1.0), heading)
    return quat_mul(quat_mul(yaw, q), yaw * np.array([-1.0, -1.0, -1.0, 1.0]))
