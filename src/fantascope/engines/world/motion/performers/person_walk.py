"""Standing, walking, running and flying through the air as channels; the frames of the body's root; footfalls.

Knows nothing of acts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...bodies.skeleton import matrix, quat_axis
from ..types import Footfall, Ground, Track
from .gait import Feet, runness, smoothed
from .person_air import Air, air_pose
from .person_blend import Blend
from .person_face import mood_pose
from .person_limbs import arm_swing
from .person_pose import INDEX

F64 = NDArray[np.float64]


def locomotion(
    track: Track,
    times: F64,
    position: F64,
    heading: F64,
    feet: Feet,
    air: Air,
    trait: dict[str, float],
    factor: float,
    gait: str,
    dt: float,
    carried: bool,
    busy: F64,
) -> tuple[F64, F64]:
    """Channels of standing, walking, running, flying through the air; and how much lower the pelvis rides (legs).
    `busy` (n,): how far acts rule the body, which stills its idle shifting of weight."""
    n = len(times)
    leg = trait["thigh_m"] + trait["shin_m"]
    base = np.tile(mood_pose(track.mood), (n, 1))
    velocity = np.gradient(smoothed(position, dt, 0.06), dt, axis=0) / factor if n > 1 else np.zeros((n, 3))
    ahead = np.stack([np.cos(heading), np.sin(heading)], axis=1)
    forward = np.sum(velocity[:, :2] * ahead, axis=1)
    sideways = -velocity[:, 0] * ahead[:, 1] + velocity[:, 1] * ahead[:, 0]
    speed = np.linalg.norm(velocity[:, :2], axis=1)
    going = (
        (0.0 if carried else 1.0)
        * smoothed(feet.moving.astype(np.float64), dt, 0.07 / factor)
        * np.clip(speed / (0.5 * trait["walk_ms"]), 0, 1)
    )
    run = runness(speed, leg) * going
    push = np.gradient(smoothed(forward, dt, 0.10), dt) / factor if n > 1 else np.zeros(n)
    u = feet.cycle
    clock = (times - times[0]) * factor
    rng = np.random.default_rng([track.seed, 79])
    phase = rng.uniform(0, 2 * np.pi, 4)
    breath = np.sin(2 * np.pi * clock / (3.4 - 1.8 * run) + phase[0])
    idle = 1 - going
    drift = np.tanh(2.2 * np.sin(2 * np.pi * clock / 7.6 + phase[1])) * idle * (0.0 if carried else 1.0)
    drift *= 1 - 0.7 * busy
    sway = np.sin(2 * np.pi * clock / 2.9 + phase[2]) * idle * (0.0 if carried else 1.0)

    def put(name: str, value: F64) -> None:
        base[:, INDEX[name]] += value

    side = np.sin(np.pi * u)
    put("py", -0.055 * going * (1 - 0.5 * run) * side + 0.075 * drift + 0.008 * sway)
    put("yaw", (0.16 + 0.06 * run) * going * np.cos(np.pi * u))
    put("yaw", 0.06 * drift)
    put("twist", -0.05 * drift - (0.26 + 0.20 * run) * going * np.cos(np.pi * u))
    put("roll", -0.05 * going * side - 0.075 * drift)
    put("tilt", 0.05 * drift + 0.015 * sway)
    put("side", 0.06 * going * side - 0.085 * drift + 0.01 * sway + np.clip(-0.05 * sideways, -0.12, 0.12) * going)
    put("pitch", np.clip(0.030 * push, -0.16, 0.20) * going + 0.09 * run + 0.02 * going)
    put("bend", 0.09 * run + 0.02 * breath)
    put("bend", -0.45 * air.landing * (1 - air.weight))
    put("pitch", -0.35 * air.landing * (1 - air.weight))
    put("nod", 0.6 * air.landing * (1 - air.weight))
    put("nod", -0.09 * run - 0.01 * breath + 0.03 * np.sin(2 * np.pi * u) * going)
    put("turn", -0.06 * going * np.cos(np.pi * u) * 0.5)
    if gait == "sneak":
        put("bend", np.full(n, 0.32))
        put("pitch", np.full(n, 0.14))
    drop = -0.030 * idle - 0.018 * going - run * (0.060 + 0.075 * np.cos(2 * np.pi * (u - 0.5))) + 0.004 * breath
    drop += {"sneak": -0.20}.get(gait, 0.0)
    if gait in ("moon", "hop"):
        drop += going * (0.10 if gait == "moon" else 0.05)
        drop -= going * ((0.34 if gait == "moon" else 0.14) * np.cos(2 * np.pi * (u - 0.5)))
    arms = arm_swing(u, going, run, breath, gait, trait.get("bulk", 0.0))
    for key in "lr":
        for name, value in arms[key].items():
            put(f"{key}h_{name}", value)
    air_pose(base, air, forward / max(trait["run_ms"], 0.1))
    return base, drop + air.landing * (1 - air.weight)


def roots(position: F64, heading: F64, tilt: F64 | None, height: float) -> F64:
    n = len(position)
    root = np.tile(np.eye(4), (n, 1, 1))
    q = quat_axis((0, 0, 1.0), heading)
    root[:, :3, :3] = matrix(q)
    root[:, :3, 3] = position
    if tilt is not None:
        turn = matrix(np.asarray(tilt, dtype=np.float64))
        centre = position + np.array([0, 0, 0.5 * height])
        root[:, :3, :3] = turn @ root[:, :3, :3]
        root[:, :3, 3] = centre + np.einsum("nij,nj->ni", turn, position - centre)
    return root


def slope_along(ground: Ground, ball: F64, yaw: F64, foot_m: float) -> F64:
    """Pitch of the ground along the foot (radians, uphill positive)."""
    dx, dy = np.cos(yaw) * foot_m * 0.5, np.sin(yaw) * foot_m * 0.5
    rise = ground(ball[:, 0] + dx, ball[:, 1] + dy) - ground(ball[:, 0] - dx, ball[:, 1] - dy)
    slope = np.arctan(rise / foot_m)
    return np.where(np.abs(slope) < 0.7, slope, 0.0)


def footfalls(
    feet: Feet,
    air: Air,
    blend: Blend,
    balls: list[F64],
    c: dict[str, F64],
    root: F64,
    times: F64,
    trait: dict[str, float],
) -> tuple[Footfall, ...]:
    out = [
        Footfall(t, p, float(np.clip(0.45 + 0.55 * speed / trait["walk_ms"], 0.4, 2.5)))
        for t, _, p, speed in feet.touchdowns
    ]
    out += [Footfall(t, p, s) for t, p, s in air.landings]
    for f, key in enumerate("lr"):
        lift = c[key + "f_z"]
        for i in np.flatnonzero((lift[:-1] > 0.02) & (lift[1:] <= 0.02)):
            p = root[i, :3, :3] @ balls[f][i] + root[i, :3, 3]
            out.append(Footfall(float(times[i + 1]), (float(p[0]), float(p[1]), float(p[2])), 0.8))
    return tuple(sorted(out, key=lambda x: (x.time_s, x.position)))
