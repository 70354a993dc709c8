"""A soft toy played with: it hops along, squashes and stretches, bends, sways and breathes; it has no legs of its own.

Knows nothing of scenes. Its picture side (−y) stays towards the audience (−y of the world) within a turn of HEAD_ON:
it looks left or right and swings round through the audience. Method: squash and stretch keep the volume; a hop covers
ground only in the air, so what stands does not slide.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...bodies.types import Body
from ..types import F64, Footfall, Ground, Performance, Track
from . import quadruped_steps as steps
from .quadruped_pose import roots
from .quadruped_steps import smoothstep

__all__ = ["perform_puppet"]

HEAD_ON = 0.55
"""The most, in radians, that the picture side turns away from the audience."""
_TURN_S = 0.16
_GROUND = 0.3
"""Share of a hop that is spent on the ground."""
_REST = {"sit": 0.14, "lie": 0.3, "sleep": 0.34, "kneel": 0.12}


def perform_puppet(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` (n frames) with a body of rig "puppet"."""
    assert body.skeleton is not None
    n, t = len(track.times_s), track.times_s
    step = float(t[1] - t[0]) if n > 1 else 1.0 / 24.0
    real = t * track.speed_factor
    height = body.size[2]
    floor = np.asarray(ground(track.position[:, 0], track.position[:, 1]), dtype=np.float64)
    above = np.maximum(track.position[:, 2] - floor, 0.0)
    loose = np.ones(n) if track.gait in ("fly", "swim", "float") else smoothstep(above / (0.25 * height))
    flat = np.gradient(track.position[:, :2], step, axis=0) if n > 1 else np.zeros((1, 2))
    speed = np.asarray(steps.smooth(np.hypot(flat[:, 0], flat[:, 1]), t, 0.15)) / max(track.speed_factor, 1e-6)
    going = smoothstep(speed / (0.25 * np.sqrt(height))) * (1.0 - loose)
    phase = np.cumsum(np.clip(1.5 + 0.5 * speed / np.sqrt(height), 1.5, 3.2) * going) * step * track.speed_factor
    part = phase - np.floor(phase)
    air = np.clip((part - _GROUND) / (1.0 - _GROUND), 0.0, 1.0)
    hop = (0.1 + 0.1 * np.clip(speed / (2.0 * np.sqrt(height)), 0.0, 1.0)) * height
    lift = 4.0 * hop * air * (1.0 - air) * going
    position = _stepped(track.position, phase, part, going, step)
    position[:, 2] += lift
    rise = np.gradient(track.position[:, 2] + lift, step) if n > 1 else np.zeros(1)
    grounded = (lift < 0.02 * height) & (above < 0.03 * height)
    stretch = 0.1 * np.tanh(np.abs(rise) / (2.2 * np.sqrt(height))) * ~grounded
    press = 0.13 * np.sin(np.pi * np.clip(part / _GROUND, 0.0, 1.0)) * going * (part < _GROUND)
    press = press + _landings(grounded, t) * 0.16
    lean, sway, bend = 0.16 * going * np.tanh(speed), np.zeros(n), np.zeros(n)
    sway += 0.05 * np.sin(np.pi * phase) * going
    for act in track.acts:
        on = smoothstep((t - act.start_s) / 0.25) * smoothstep((act.end_s - t) / 0.25) * act.strength
        if act.name in _REST:
            press += on * _REST[act.name] * (1.0 - going)
            bend -= on * (0.25 if act.name == "sleep" else 0.0)
        elif act.name in ("jump", "flip") and act.at_s is not None:
            press += 0.2 * np.exp(-(((t - act.at_s + 0.09) / 0.09) ** 2))
        elif act.name in ("dance", "celebrate", "cheer", "clap"):
            press += on * 0.09 * (0.5 - 0.5 * np.cos(2 * np.pi * 2.0 * real))
            sway += on * 0.17 * np.sin(2 * np.pi * 1.0 * real)
        elif act.name in ("talk", "shout", "sing", "laugh", "bark", "meow", "roar", "call"):
            press += on * 0.035 * (0.5 + 0.5 * np.sin(2 * np.pi * 3.1 * real))
            bend += on * 0.06 * np.sin(2 * np.pi * 1.3 * real)
        elif act.name in ("nod", "bow", "eat", "drink", "look_down"):
            bend -= on * 0.28 * (0.5 - 0.5 * np.cos(2 * np.pi * 1.1 * (t - act.start_s)))
        elif act.name in ("wave", "point", "shake", "hug"):
            sway += on * 0.14 * np.sin(2 * np.pi * 1.6 * real)
    if track.mouth is not None:
        press += 0.05 * np.clip(track.mouth, 0.0, 1.0)
    press += (0.011 * np.sin(2 * np.pi * 0.42 * real + track.seed % 7) + 0.006) * (1.0 - going)
    sway += loose * 0.1 * np.sin(2 * np.pi * 0.5 * real + track.seed % 5)
    heading = _shown(track.heading_rad, t, front=body.traits.get("facing") == "front")
    played = replace(track, position=position, heading_rad=heading)
    skin = _skin(body, 1.0 + stretch - press, lean, sway, bend)
    root = roots(body, played)
    rest = body.skeleton.rest.astype(np.float64)
    local = np.einsum("nbij,bj->nbi", skin[..., :3], rest) + skin[..., 3]
    joints = np.einsum("nij,nbj->nbi", root[:, :3, :3], local) + root[:, None, :3, 3]
    return Performance(root, skin, joints, _falls(grounded, t, position))


def _stepped(position: F64, phase: F64, part: F64, going: F64, step: float) -> F64:
    """The way gone in steps: during a hop's time on the ground the place stays, in the air it catches up."""
    out = position.copy()
    if len(position) < 3 or float(phase[-1]) < 1e-6:
        return out
    clock = phase + 1e-6 * np.arange(len(phase))
    share = smoothstep((part - _GROUND * 0.85) / (1.0 - _GROUND * 0.85))
    wanted = np.clip(np.floor(phase) + share, 0.0, phase[-1])
    for axis in range(2):
        stepped = np.interp(wanted, clock, position[:, axis])
        out[:, axis] += (stepped - position[:, axis]) * going
    return out


def _landings(grounded: NDArray[np.bool_], t: F64) -> F64:
    """A damped wobble after each return to the ground."""
    out = np.zeros(len(t))
    for k in np.flatnonzero(grounded[1:] & ~grounded[:-1]) + 1:
        since = t - t[k]
        out += np.where(since >= 0, np.exp(-7.0 * since) * np.cos(17.0 * since), 0.0)
    return np.clip(out, -0.6, 1.0)


def _shown(heading: F64, t: F64, *, front: bool) -> F64:
    """The yaw at which the body is shown for a heading: 0 = its picture side straight to the audience, head to +x."""
    along, away = np.cos(heading), np.sin(heading)
    if front:
        return np.asarray(steps.smooth(HEAD_ON * along, t, _TURN_S))
    side = np.empty(len(heading))
    last = 1.0 if along[0] >= 0 else -1.0
    for k, c in enumerate(along):  # keeps its side until it clearly goes the other way
        last = 1.0 if c > 0.25 else -1.0 if c < -0.25 else last
        side[k] = last
    smooth = np.asarray(steps.smooth(side, t, _TURN_S))
    turned = -np.pi / 2 * (1.0 - smooth)  # from 0 through the audience (-pi/2) to -pi
    return np.asarray(turned + HEAD_ON * np.clip(away, -1.0, 1.0) * smooth)


def _skin(body: Body, tall: F64, lean: F64, sway: F64, bend: F64) -> F64:
    """Matrices (n, b, 3, 4): a squash about the ground, then a lean forwards and a sway sideways that grow with the
    joints, and a bend of the topmost."""
    assert body.skeleton is not None
    n = len(tall)
    tall = np.clip(tall, 0.5, 1.35)
    wide = 1.0 / np.sqrt(tall)
    front = body.traits.get("facing") == "front"
    out = np.zeros((n, len(body.skeleton.names), 3, 4))
    for k, joint in enumerate(body.skeleton.rest.astype(np.float64)):
        share = (0.35, 0.8, 1.0)[min(k, 2)]
        pitch = (lean * share) + (-bend if k == 2 else 0.0)
        roll = sway * share
        if front:
            pitch, roll = roll, -pitch
        cp, sp, cr, sr = np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
        turn = np.zeros((n, 3, 3))
        turn[:, 0, 0], turn[:, 0, 2] = cp, sp
        turn[:, 1, 0], turn[:, 1, 1], turn[:, 1, 2] = sr * sp, cr, -sr * cp
        turn[:, 2, 0], turn[:, 2, 1], turn[:, 2, 2] = -cr * sp, sr, cr * cp
        scale = np.zeros((n, 3, 3))
        scale[:, 0, 0] = scale[:, 1, 1] = wide
        scale[:, 2, 2] = tall
        pivot = np.zeros((n, 3))
        if k == 2 and not front:
            pivot[:, 2] = 0.55 * joint[2] * tall
            base = np.zeros((n, 3))
            base[:, 0] = np.sin(lean * 0.9) * pivot[:, 2]
        else:
            base = np.zeros((n, 3))
        out[:, k, :, :3] = turn @ scale
        out[:, k, :, 3] = pivot - np.einsum("nij,nj->ni", turn, pivot) + base * (0.0 if k < 2 else 1.0)
    return out


def _falls(grounded: NDArray[np.bool_], t: F64, position: F64) -> tuple[Footfall, ...]:
    down = np.flatnonzero(grounded[1:] & ~grounded[:-1]) + 1
    return tuple(
        Footfall(float(t[k]), (float(position[k, 0]), float(position[k, 1]), float(position[k, 2])), 0.8) for k in down
    )
