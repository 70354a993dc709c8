"""Vehicles along a track: wheels roll and steer, the chassis leans on its springs, rotors spin, sails and flags sway.

Knows nothing of roads or scenes. What always holds: a wheel turns by exactly the distance its hub travels along its
own rolling direction, divided by its radius (no slip); all wheels follow the ground's slope. Bones it knows: "chassis",
"wheel_*", "rotor*" (about z), "rotor_tail" (about y), "propeller*" (about x), "sail_*", "flag*", "rudder", "oar_left",
"oar_right", "handlebar"; others stay at rest. Boats are posed by the caller through `position` and `tilt`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...bodies.skeleton import matrix, quat_axis, quat_mul, solve
from ...bodies.types import Body, Skeleton
from ..types import Ground, Performance, Track

F64 = NDArray[np.float64]
X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
MAX_STEER_RAD = 0.6
AIRBORNE_M = 0.03
"""Higher than this above the ground, a vehicle is flying or falling and does not follow the slope."""


def perform_vehicle(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` with a body of rig "vehicle" (or any rigid body: its skeleton may be None)."""
    times = np.asarray(track.times_s, dtype=np.float64)
    n = len(times)
    heading = np.unwrap(np.asarray(track.heading_rad, dtype=np.float64))
    position = np.asarray(track.position, dtype=np.float64)
    root = _root(body, track, position, heading, ground)
    skeleton = body.skeleton
    if skeleton is None:
        return Performance(root, np.zeros((n, 0, 3, 4)), np.zeros((n, 0, 3)))
    rotations = np.zeros((n, len(skeleton.names), 4))
    rotations[..., 3] = 1.0
    translations = np.zeros((n, len(skeleton.names), 3))
    _lean(body, skeleton, rotations, translations, times, position, heading)
    _roll(body, skeleton, rotations, position, heading)
    _sway(body, skeleton, rotations, times * track.speed_factor, position, heading, track.seed)
    joints, _, skin = solve(skeleton, rotations, translations)
    world = np.einsum("nij,nbj->nbi", root[:, :3, :3], joints) + root[:, None, :3, 3]
    return Performance(root, skin, world)


def hub_distance(position: F64, heading: F64, hub_xy: tuple[float, float], steers: bool) -> tuple[F64, F64]:
    """Distance rolled (n,) in metres, and steering angle (n,) in radians, of a wheel with its hub at `hub_xy`.

    The hub's step between two samples is resolved along the wheel's rolling direction at the middle of the step.
    """
    c, s = np.cos(heading), np.sin(heading)
    hub = position[:, :2] + np.stack([c * hub_xy[0] - s * hub_xy[1], s * hub_xy[0] + c * hub_xy[1]], axis=1)
    step = np.diff(hub, axis=0)
    middle = (heading[1:] + heading[:-1]) / 2
    along = step[:, 0] * np.cos(middle) + step[:, 1] * np.sin(middle)
    across = -step[:, 0] * np.sin(middle) + step[:, 1] * np.cos(middle)
    steer = np.zeros(len(position))
    if steers and len(position) > 1:
        moving = np.hypot(along, across) > 1e-5
        wanted = np.where(moving, np.arctan2(across * np.sign(along + 1e-12), np.abs(along)), 0.0)
        wanted = np.clip(_hold(wanted, moving), -MAX_STEER_RAD, MAX_STEER_RAD)
        steer = _smooth(np.concatenate([wanted[:1], (wanted[1:] + wanted[:-1]) / 2, wanted[-1:]]), 5)
        turn = (steer[1:] + steer[:-1]) / 2
        along = along * np.cos(turn) + across * np.sin(turn)
    return np.concatenate([[0.0], np.cumsum(along)]), steer


def _root(body: Body, track: Track, position: F64, heading: F64, ground: Ground) -> F64:
    """Body → world (n, 4, 4): at the track's place, fitted to the slope under its wheels while it is on the ground."""
    n = len(heading)
    p = position.copy()
    turn = quat_axis(Z, heading)
    if track.tilt is None and body.traits.get("floats") is None:
        base = float(body.traits.get("wheelbase_m", body.size[0] * 0.7)) / 2
        half = float(body.traits.get("track_m", body.size[1] * 0.7)) / 2
        c, s = np.cos(heading), np.sin(heading)

        def under(x: float, y: float) -> F64:
            return np.asarray(ground(p[:, 0] + c * x - s * y, p[:, 1] + s * x + c * y), dtype=np.float64)

        front = (under(base, half) + under(base, -half)) / 2
        back = (under(-base, half) + under(-base, -half)) / 2
        left = (under(base, half) + under(-base, half)) / 2
        right = (under(base, -half) + under(-base, -half)) / 2
        here = np.asarray(ground(p[:, 0], p[:, 1]), dtype=np.float64)
        height = p[:, 2] - here
        on = np.clip(1.0 - height / (10 * AIRBORNE_M), 0.0, 1.0)
        pitch = -np.arctan2(front - back, 2 * base) * on
        roll = np.arctan2(left - right, 2 * half) * on
        p[:, 2] += ((front + back) / 2 - here) * on
        turn = quat_mul(turn, quat_mul(quat_axis(Y, pitch), quat_axis(X, roll)))
    root = np.tile(np.eye(4), (n, 1, 1))
    linear = matrix(turn)
    if track.tilt is not None:
        tilt = matrix(np.asarray(track.tilt, dtype=np.float64))
        centre = np.array([0.0, 0.0, body.size[2] / 2])
        pivot = p + np.einsum("nij,j->ni", linear, centre)
        linear = np.einsum("nij,njk->nik", tilt, linear)
        p = pivot - np.einsum("nij,j->ni", linear, centre)
    root[:, :3, :3], root[:, :3, 3] = linear, p
    return root


def _lean(
    body: Body, skeleton: Skeleton, rotations: F64, translations: F64, times: F64, position: F64, heading: F64
) -> None:
    """Chassis pitch and roll as damped springs driven by acceleration (1.6 Hz, damping 0.45), with a fine shake."""
    if "chassis" not in skeleton.names or len(times) < 3:
        return
    dt = float(times[1] - times[0])
    velocity = np.gradient(position[:, :2], dt, axis=0)
    along = _smooth(velocity[:, 0] * np.cos(heading) + velocity[:, 1] * np.sin(heading), 5)
    push = np.gradient(along, dt)
    swing = along * _smooth(np.gradient(heading, dt), 5)
    pitch = _spring(np.clip(-0.009 * push, -0.05, 0.05), dt)
    roll = _spring(np.clip(0.012 * swing, -0.07, 0.07), dt)
    k = skeleton.index("chassis")
    rotations[:, k] = quat_mul(quat_axis(Y, pitch), quat_axis(X, roll))
    hum = 0.0 if body.traits.get("engine") in (None, "none", "sail") else 0.0012 * body.size[2]
    distance = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(position[:, :2], axis=0).T))])
    translations[:, k, 2] = hum * (np.sin(times * 71.0) * 0.4 + np.sin(distance * 3.1) * np.clip(np.abs(along), 0, 1))


def _roll(body: Body, skeleton: Skeleton, rotations: F64, position: F64, heading: F64) -> None:
    front_x = max(
        (float(skeleton.rest[i, 0]) for i, name in enumerate(skeleton.names) if name.startswith("wheel_")), default=0.0
    )
    for i, name in enumerate(skeleton.names):
        if not name.startswith("wheel_"):
            continue
        x, y = float(skeleton.rest[i, 0]), float(skeleton.rest[i, 1])
        steers = name.startswith("wheel_f") and body.traits.get("steers", 1.0) != 0.0 and x > front_x - 1e-3
        rolled, steer = hub_distance(position, heading, (x, y), steers)
        spin = quat_axis(Y, rolled / float(skeleton.rest[i, 2]))  # a hub stands one radius above the ground
        rotations[:, i] = quat_mul(quat_axis(Z, steer), spin)
        if steers and "handlebar" in skeleton.names:
            rotations[:, skeleton.index("handlebar")] = quat_axis(Z, steer)
            if skeleton.parents[i] == skeleton.index("handlebar"):
                rotations[:, i] = spin


def _sway(body: Body, skeleton: Skeleton, rotations: F64, times: F64, position: F64, heading: F64, seed: int) -> None:
    """Everything that turns by itself or in the wind."""
    phase = float(np.random.default_rng(seed).uniform(0, 2 * np.pi))
    gust = np.sin(times * 1.1 + phase) + 0.5 * np.sin(times * 2.7 + 2 * phase)
    turning = np.gradient(heading, times) if len(times) > 2 else np.zeros(len(times))
    revs = float(body.traits.get("revs_hz", 5.5))
    for i, name in enumerate(skeleton.names):
        if name == "rotor_tail":
            rotations[:, i] = quat_axis(Y, times * 2 * np.pi * revs * 1.7)
        elif name.startswith("rotor"):
            rotations[:, i] = quat_axis(Z, times * 2 * np.pi * revs * (-1 if name.endswith(("2", "3")) else 1))
        elif name.startswith("propeller"):
            rotations[:, i] = quat_axis(X, times * 2 * np.pi * revs)
        elif name.startswith("sail_"):
            rotations[:, i] = quat_axis(Z, 0.10 + 0.035 * gust + 0.012 * np.sin(times * 9.0 + i))
        elif name.startswith("flag"):
            rotations[:, i] = quat_axis(Z, 0.22 * gust + 0.14 * np.sin(times * 7.3 + phase))
        elif name == "rudder":
            rotations[:, i] = quat_axis(Z, np.clip(-0.6 * turning, -0.5, 0.5))
        elif name.startswith("oar_"):
            side = 1.0 if name.endswith("left") else -1.0
            stroke = times * 2 * np.pi * 0.55
            rotations[:, i] = quat_mul(
                quat_axis(Z, side * 0.55 * np.cos(stroke)), quat_axis(X, side * 0.2 * np.sin(stroke))
            )


def _spring(target: F64, dt: float, hz: float = 1.6, damping: float = 0.45) -> F64:
    """A damped spring chasing `target`, by semi-implicit Euler at no more than 4 ms."""
    w = 2 * np.pi * hz
    steps = max(int(np.ceil(dt / 0.004)), 1)
    h = dt / steps
    x, v = 0.0, 0.0
    out = np.zeros_like(target)
    for k in range(1, len(target)):
        for _ in range(steps):
            v += h * (w * w * (float(target[k]) - x) - 2 * damping * w * v)
            x += h * v
        out[k] = x
    return out


def _smooth(values: F64, width: int) -> F64:
    if len(values) < width:
        return values
    kernel = np.hanning(width + 2)[1:-1]
    return np.convolve(np.pad(values, width // 2, mode="edge"), kernel / kernel.sum(), mode="valid")


def _hold(values: F64, known: NDArray[np.bool_]) -> F64:
    """Values where known; the last known one (or zero) elsewhere."""
    index = np.where(known, np.arange(len(values)), -1)
    index = np.maximum.accumulate(index)
    return np.where(index >= 0, values[np.maximum(index, 0)], 0.0)
