"""Insects, spiders, crabs, snakes, snails and octopuses play a track.

Knows nothing of scenes or sound. Legs plant their feet like everyone else's; snakes run their wave along the path they
have travelled; winged ones beat their wings off the ground.
"""

from __future__ import annotations

import numpy as np

from ...bodies import skeleton as fk
from ...bodies.types import Body
from ..types import F64, Footfall, Ground, Performance, Track
from . import quadruped_steps as steps
from .crawler_acts import ACT_SPECS, ACTS, ALIASES
from .quadruped_pose import Channels, Pose, blink, face, finished, gaze, into_body, play, roots
from .quadruped_steps import smoothstep

__all__ = ["ACTS", "perform_crawler"]


def perform_crawler(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` (n frames) with a body of rig "crawler"."""
    assert body.skeleton is not None
    n, t = len(track.times_s), track.times_s
    pose, c = Pose(body.skeleton, n), Channels(n)
    play(c, track, ACT_SPECS, ALIASES)
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    real = t * track.speed_factor
    tall = float(body.traits["height_m"])
    floor = np.asarray(ground(track.position[:, 0], track.position[:, 1]), dtype=np.float64)
    air, lifted = steps.airborne(t, track.position[:, 2], floor)
    if track.gait in ("fly", "swim"):
        air = np.maximum(
            air,
            smoothstep((track.position[:, 2] - floor) / max(0.5 * tall, 0.03)) if track.gait == "fly" else np.ones(n),
        )
    climb = np.gradient(track.position[:, 2], step) / track.speed_factor if n > 1 else np.zeros(1)
    speed = (
        steps.smooth(np.linalg.norm(np.gradient(track.position, step, axis=0), axis=1), t, 0.25) / track.speed_factor
        if n > 1
        else np.zeros(1)
    )
    way = steps.path(t, track.position, track.heading_rad)
    travel = np.cumsum(np.linalg.norm(np.diff(track.position, axis=0, prepend=track.position[:1]), axis=1))
    lag = steps.turning(t, np.unwrap(track.heading_rad), (0.12, 0.15, 0.18, 0.2, 0.2, 0.2))

    drop = np.clip(c["drop"], 0, 1) * float(body.traits["belly_m"]) * (1 - air)
    winged = float(body.traits.get("wings", 0.0)) > 0
    hover = air * tall * 0.06 * np.sin(2 * np.pi * real * (2.0 if winged else 0.6)) * winged
    pose.shift("centre", 0.0, 0.0, -drop + hover + c["lift"] * tall + 0.01 * tall * np.sin(real * 2.5))
    pose.turn(
        "centre",
        pitch=c["pitch"] + air * np.clip(climb / 6, -0.4, 0.4) * winged,
        roll=c["roll"] + np.clip(-lag[:, 1] * 0.6, -0.5, 0.5) * air,
    )
    falls: tuple[Footfall, ...] = ()
    root = roots(body, track)
    if "seg_1" in body.skeleton.names:
        _snake(pose, c, body, travel, lag, real)
    if "shell" in body.skeleton.names:
        _snail(pose, c, travel, real)
    if "arm_0_0" in body.skeleton.names:
        _arms(pose, c, air, speed, real, travel, tall)
    if winged:
        _wings(pose, c, body, air, real)
    if "leg_left0_hip" in body.skeleton.names:
        falls = _walk(pose, c, body, track, ground, root, way=way, air=air, lifted=lifted)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        pose.turn(
            f"claw_arm_{side}",
            pitch=np.clip(c["arms"], -0.3, 1.2) * 0.9 + 0.06 * np.sin(real * 2 + sign),
            yaw=-sign * 0.25 * c["arms"],
        )
        pose.turn(
            f"claw_{side}", yaw=sign * (0.12 * np.sin(real * 1.6 + sign) + 0.1 + 0.4 * np.clip(c["claws"], -0.2, 1))
        )
        pose.turn(f"feeler_{side}", pitch=0.16 * np.sin(real * 2.6 + sign), yaw=0.1 * np.sin(real * 1.7 + 2 * sign))
        pose.turn(
            f"stalk_{side}",
            pitch=0.08 * np.sin(real * 1.3 + sign) - 1.2 * np.clip(c["hide"], 0, 1),
            yaw=0.1 * np.sin(real * 0.9 + sign),
        )
    pose.turn("head", pitch=c["head"], yaw=c["look"], roll=c["cock"])
    lids = np.maximum(c["lids"], blink(track, 4.0) * (c["lids"] < 0.5))
    gaze(pose, track, root, {"head": 0.6, "eye_left": 0.1, "eye_right": 0.1}, most=0.8)
    face(pose, track, lids, c["jaw"], out_m=float(body.traits["eye_m"]) * 0.15, gape=0.55)
    return finished(pose, root, falls)


def _walk(
    pose: Pose,
    c: Channels,
    body: Body,
    track: Track,
    ground: Ground,
    root: F64,
    *,
    way: steps.Path,
    air: F64,
    lifted: F64,
) -> tuple[Footfall, ...]:
    """Alternating sets of legs: odd ones on the left with even ones on the right."""
    count = int(body.traits["legs"])
    names = [f"leg_{side}{k}" for side in ("left", "right") for k in range(count)]
    leg = float(body.traits["leg_m"])
    n, t = pose.n, track.times_s
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    rate = (
        steps.cadence(way.speed_ms / track.speed_factor, leg, stride=2.2, slow_hz=1.6, most_hz=6.0) * track.speed_factor
    )
    phase = np.cumsum(rate) * step
    offsets = np.array([(k + (i >= count)) % 2 * 0.5 + 0.06 * k for i, k in enumerate([*range(count), *range(count)])])
    homes = np.array([pose.rest(f"{name}_foot")[:2] for name in names])
    m = len(phase)
    plan = steps.walk(
        way,
        ground,
        phase=phase - phase[way.pad],
        offsets=np.broadcast_to(offsets, (m, len(names))),
        duty=np.full(m, 0.58),
        homes=homes,
        lift_m=np.full(m, leg * 0.45),
        height_offset=np.pad(lifted, way.pad, mode="edge"),
        still_m=leg * 0.1,
        weight=np.pad(1 - air, way.pad, mode="edge"),
    )
    positions, turned, _ = pose.solve()
    local = into_body(root, plan.feet)
    centre = pose.skeleton.index("centre")
    for i, name in enumerate(names):
        rest, hip = pose.rest(f"{name}_foot"), pose.rest(f"{name}_hip")
        target = local[:, i] + np.array([0.0, 0.0, rest[2]])
        socket = positions[:, pose.skeleton.index(f"{name}_hip")]
        hang = (rest - hip) * np.array([0.85, 0.6, 1.0])
        target = target + (socket + fk.rotate(turned[:, centre], np.broadcast_to(hang, (n, 3))) - target) * air[:, None]
        out = (rest - hip) * np.array([1.0, 1.0, 0.0])
        pole = np.broadcast_to(out / max(float(np.linalg.norm(out)), 1e-9) * 0.5 + np.array([0.0, 0.0, 1.0]), (n, 3))
        pose.reach(
            (f"{name}_hip", f"{name}_knee", f"{name}_foot"),
            target,
            pole,
            np.broadcast_to([0.0, 0.0, 0.0, 1.0], (n, 4)),
            positions,
            turned,
        )
    return plan.footfalls


def _snake(pose: Pose, c: Channels, body: Body, travel: F64, lag: F64, real: F64) -> None:
    """A wave bound to the distance travelled, so that the body glides through its own bends."""
    length = float(body.traits["length_m"])
    k = 1
    coil = np.clip(c["coil"], 0, 1)
    while pose.has(f"seg_{k}"):
        wave = 0.55 * np.cos(2 * np.pi * (travel / (length * 0.55)) - k * 1.05 + 0.15 * np.sin(real)) * (1 - coil)
        pose.turn(f"seg_{k}", yaw=wave + coil * 0.95 + lag[:, min(k // 2, lag.shape[1] - 1)] * 0.3)
        k += 1
    wave = 0.35 * np.cos(2 * np.pi * (travel / (length * 0.55)) + 2.1) * (1 - coil)
    hood = np.clip(c["hood"], 0, 1.2)
    pose.turn("neck_0", pitch=0.35 + hood * 0.5 - coil * 0.25, yaw=wave)
    pose.turn("neck_1", pitch=hood * 0.2 - coil * 0.05, yaw=wave * 0.4)
    pose.turn("head", pitch=-0.35 - hood * 0.65 + coil * 0.1, yaw=-wave * 0.9)
    flick = smoothstep((np.sin(real * 2.2) - 0.55) * 3) * (0.6 + 0.4 * np.sin(real * 26))
    pose.shift("tongue", x=(flick - 1.0) * float(body.traits["height_m"]) * 0.9)


def _snail(pose: Pose, c: Channels, travel: F64, real: F64) -> None:
    """A ripple of the foot; the shell rocks a little; the body hides in it."""
    hide = np.clip(c["hide"], 0, 1)
    swing = np.sin(travel * 18 + real * 0.8)
    pose.turn("shell", pitch=0.04 * swing, roll=0.05 * np.sin(real * 1.1))
    pose.turn("neck_0", pitch=0.06 * np.sin(real * 1.2) - 0.5 * hide)
    pose.shift("neck_0", x=-hide * 0.25 * (pose.rest("head")[0] - pose.rest("shell")[0]))
    pose.stretch("foot", x=1 + 0.05 * swing)


def _arms(pose: Pose, c: Channels, air: F64, speed: F64, real: F64, travel: F64, tall: float) -> None:
    """Eight arms that curl and ripple, streaming behind when swimming."""
    stream = air * smoothstep(speed / max(2 * tall, 0.1))
    pose.turn("centre", pitch=-stream * 1.2)
    k = 0
    while pose.has(f"arm_{k}_0"):
        root_ = pose.rest(f"arm_{k}_0")
        turn = float(np.arctan2(root_[1], root_[0]))
        lift = np.clip(c["arms"], 0, 1.2) * (1.0 if k in (0, 7) else 0.25)
        for j in range(3):
            ripple = 0.22 * np.sin(real * 2.4 - 0.9 * j + 0.8 * k + travel * 6) + 0.2 * c["wiggle"] * np.sin(
                real * 9 - j + k
            )
            rise = ripple * (0.5 + 0.5 * j) + lift * (0.55, 0.4, 0.3)[j] - stream * (0.75, 0.25, 0.1)[j]
            pose.turn(
                f"arm_{k}_{j}",
                pitch=rise * float(np.cos(turn)),
                roll=rise * float(np.sin(turn)),
                yaw=0.12 * np.sin(real * 1.7 + k + j),
            )
        k += 1


def _wings(pose: Pose, c: Channels, body: Body, air: F64, real: F64) -> None:
    beat_hz = float(body.traits["flap_hz"])
    big = str(body.traits.get("wing_style", "buzz")) == "flutter"
    beat = np.sin(2 * np.pi * real * beat_hz)
    rest_beat = 0.5 + 0.5 * np.sin(real * 1.3)
    spread = np.clip(np.maximum(air, c["wings"]), 0, 1)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        if big:
            angle = spread * (0.25 + 0.85 * beat) + (1 - spread) * (0.35 + 0.75 * rest_beat)
            pose.turn(f"wing_{side}", roll=sign * angle)
            pose.turn(f"wing_low_{side}", roll=sign * (angle * 0.85 - 0.12 * spread))
        else:
            pose.turn(f"wing_{side}", roll=sign * (spread * (0.35 + 0.6 * beat)), yaw=-sign * (0.1 + 0.75 * spread))
            pose.turn(f"wing_low_{side}", roll=sign * spread * (0.3 + 0.55 * beat), yaw=-sign * 0.6 * spread)
            pose.turn(f"case_{side}", yaw=-sign * 0.75 * spread, pitch=0.5 * spread)
