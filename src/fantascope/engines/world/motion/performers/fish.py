"""Fish, sharks, dolphins, whales, jellyfish and seahorses play a track: they swim, glide, leap and turn.

Knows nothing of water or scenes. There are no footfalls. The body's wave runs from head to tail, sideways for fish and
up and down for whales; its beat and width follow speed.
"""

from __future__ import annotations

import numpy as np

from ...bodies.types import Body
from ..types import F64, Ground, Performance, Track
from . import quadruped_steps as steps
from .fish_acts import ACT_SPECS, ACTS, ALIASES
from .quadruped_pose import Channels, Pose, blink, face, finished, gaze, play, roots
from .quadruped_steps import smoothstep

__all__ = ["ACTS", "perform_fish"]


def perform_fish(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` (n frames) with a body of rig "fish"."""
    assert body.skeleton is not None
    n, t = len(track.times_s), track.times_s
    pose, c = Pose(body.skeleton, n), Channels(n)
    play(c, track, ACT_SPECS, ALIASES)
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    real = t * track.speed_factor
    length = float(body.traits["length_m"])
    style = str(body.traits["wave"])
    speed = (
        steps.smooth(np.linalg.norm(np.gradient(track.position, step, axis=0), axis=1), t, 0.3) / track.speed_factor
        if n > 1
        else np.zeros(1)
    )
    climb = (
        steps.smooth(np.gradient(track.position[:, 2], step), t, 0.12) / track.speed_factor if n > 1 else np.zeros(1)
    )
    relative = speed / max(length, 0.05)
    beat = np.clip(0.7 + 0.55 * relative, 0.7, 4.0) / max(length, 0.25) ** 0.35
    phase = 2 * np.pi * np.cumsum(beat) * step * track.speed_factor + track.seed % 7
    power = np.clip(0.45 + 0.35 * relative, 0.4, 1.15) * (1 - 0.8 * np.clip(c["still"], 0, 1)) + c["thrash"]
    planar = np.sqrt(np.maximum(speed**2 - climb**2, 0.0))
    slope = np.arctan2(climb, np.maximum(planar, 0.35 + 0.2 * length))
    lag = steps.turning(t, np.unwrap(track.heading_rad), (0.15, 0.18, 0.2))
    turn = np.clip(-lag[:, 1] * 0.8, -0.7, 0.7)

    if style == "pulse":
        _pulse(pose, c, phase, power, slope)
    else:
        _wave(pose, c, phase, power, turn, real, upward=style == "up")
        pose.turn(
            "centre",
            pitch=np.clip(slope, -1.2, 1.2) + c["pitch"],
            roll=np.clip(-turn * 0.5, -0.5, 0.5) + c["roll"] + 2 * np.pi * c["spin"],
        )
    pose.shift("centre", 0.0, 0.0, length * (0.02 * np.sin(real * 1.7 + track.seed) + c["lift"]))
    root = roots(body, track)
    lids = np.maximum(c["lids"], blink(track, 5.0) * (c["lids"] < 0.5))
    gaze(pose, track, root, {"head": 0.35, "eye_left": 0.1, "eye_right": 0.1}, most=0.7)
    gulp = 0.16 * smoothstep(np.sin(real * 3.1) * 2) if style == "side" else np.zeros(n)
    face(
        pose,
        track,
        lids,
        c["jaw"] + gulp,
        out_m=float(body.traits["eye_m"]) * 0.15,
        gape=float(body.traits.get("gape", 0.5)),
    )
    del ground
    return finished(pose, root, ())


def _wave(pose: Pose, c: Channels, phase: F64, power: F64, turn: F64, real: F64, *, upward: bool) -> None:
    """A wave growing towards the tail."""
    for k, (bone, size) in enumerate(
        (("head", -0.07), ("body_1", 0.1), ("body_2", 0.17), ("body_3", 0.24), ("tail", 0.36))
    ):
        angle = size * power * np.sin(phase - 0.75 * k)
        bend = turn * (0.35 if bone == "head" else -0.3) + c["curl"] * (0.2 if bone == "head" else -0.25)
        if upward:
            pose.turn(bone, pitch=angle * 0.9 + c["arch"] * size, yaw=bend)
        else:
            pose.turn(bone, yaw=angle + bend, pitch=c["arch"] * size)
    pose.turn("head", pitch=c["head"], yaw=c["look"], roll=c["cock"])
    for side, sign in (("left", 1.0), ("right", -1.0)):
        paddle = 0.28 * np.sin(real * 5.2 + (0.0 if sign > 0 else 0.8)) + c["fins"] + c[f"fin_{side}"]
        pose.turn(f"fin_{side}", roll=sign * paddle, yaw=sign * 0.12 * np.sin(real * 2.3))
        pose.turn(f"fin_tip_{side}", roll=sign * 0.25 * np.sin(real * 5.2 - 0.8))
    pose.turn("dorsal", roll=0.08 * np.sin(real * 3.0))


def _pulse(pose: Pose, c: Channels, phase: F64, power: F64, slope: F64) -> None:
    """A bell that squeezes and relaxes, trailing its tentacles."""
    squeeze = smoothstep(np.sin(phase * 0.8)) * (0.5 + 0.5 * power)
    pose.turn(
        "centre", pitch=np.clip(slope * 0.25, -0.4, 0.4) + c["pitch"], roll=0.08 * np.sin(phase * 0.4) + c["roll"]
    )
    pose.stretch("bell", x=1 - 0.16 * squeeze, y=1 - 0.16 * squeeze, z=1 + 0.16 * squeeze)
    for k in range(8):
        turn = 2 * np.pi * k / 8
        for j in range(3):
            angle = 0.3 * np.sin(phase * 0.8 - 0.9 * (j + 1) + 0.5 * k) + 0.1 - 0.2 * squeeze
            pose.turn(f"arm_{k}_{j}", pitch=angle * float(np.cos(turn)), roll=angle * float(np.sin(turn)))
