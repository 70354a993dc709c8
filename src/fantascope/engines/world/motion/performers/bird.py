"""Birds play a track: they waddle or strut, hop off and fly, float and dive, slide on the belly.

Knows nothing of scenes or sound. Feet in stance do not move over the ground; in flight, afloat or sliding there are no
footfalls.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial.transform import Rotation

from ...bodies import skeleton as fk
from ...bodies.types import Body
from ..types import F64, Ground, Performance, Track
from . import quadruped_steps as steps
from .bird_acts import ACT_SPECS, ACTS, ALIASES
from .bird_slide import along_slope, clearance
from .quadruped_pose import Channels, Pose, blink, face, finished, gaze, into_body, play, roots
from .quadruped_steps import smoothstep

__all__ = ["ACTS", "perform_bird"]

SIDES = (("left", 1.0), ("right", -1.0))


def perform_bird(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` (n frames) with a body of rig "bird"."""
    assert body.skeleton is not None
    n, t = len(track.times_s), track.times_s
    trait = {k: v for k, v in body.traits.items() if isinstance(v, (int, float))}
    pose, c, leg = Pose(body.skeleton, n), Channels(n), float(trait["leg_m"])
    play(c, track, ACT_SPECS, ALIASES)
    real = t * track.speed_factor
    step = float(t[1] - t[0]) if n > 1 else 1 / 24

    floor = np.asarray(ground(track.position[:, 0], track.position[:, 1]), dtype=np.float64)
    air, lifted = steps.airborne(t, track.position[:, 2], floor)
    if track.gait == "fly":
        high = smoothstep((track.position[:, 2] - floor - lifted * 0) / max(0.35 * body.size[2], 0.05))
        air, lifted = np.maximum(air, high), np.where(high > 0.5, 0.0, lifted)
    if track.gait in ("slide", "swim", "dive"):
        air = np.zeros(n)
    sliding = np.clip(c["prone"] + (1.0 if track.gait == "slide" else 0.0), 0, 1)
    swimming = np.full(n, 1.0 if track.gait in ("swim", "dive") else 0.0)
    flying = air * (1.0 if trait["flies"] > 0 else 0.0)

    way = steps.path(t, track.position, track.heading_rad)
    crop = slice(way.pad, way.pad + n)
    relative = way.speed_ms / track.speed_factor / np.sqrt(steps.G_MS2 * leg)
    rate = steps.cadence(way.speed_ms / track.speed_factor, leg, stride=2.4, most_hz=4.2) * track.speed_factor
    duty = np.clip(0.62 - 0.1 * relative, 0.35, 0.62)
    phase = np.cumsum(rate) * step
    phase -= phase[way.pad]
    homes = np.array([pose.rest(f"foot_{side}")[:2] for side, _ in SIDES])
    afoot = (1 - air) * (1 - sliding) * (1 - swimming)
    plan = steps.walk(
        way,
        ground,
        phase=phase,
        offsets=np.broadcast_to([0.0, 0.5], (len(phase), 2)),
        duty=duty,
        homes=homes,
        lift_m=np.full(len(phase), leg * 0.3),
        height_offset=np.pad(lifted, way.pad, mode="edge"),
        still_m=leg * 0.08,
        weight=np.pad(afoot, way.pad, mode="edge"),
    )
    moving = smoothstep(relative[crop] / 0.3) * afoot
    wave = 2 * np.pi * phase[crop]
    climb = np.gradient(track.position[:, 2], step) / track.speed_factor if n > 1 else np.zeros(1)
    floor_z = np.clip(floor + lifted - track.position[:, 2], -leg, leg) * afoot

    # body
    upright, girth = trait["upright"], trait["girth_m"]
    height = trait["height_m"]
    waddle = 0.2 if trait["webbed"] > 0 else 0.06
    lean = np.clip(upright, 0, 1.6)
    floats = 1.0 if lean < 1.0 else 0.0
    level = np.maximum.reduce([flying * 0.85, sliding, swimming * (1 - floats)])
    pitch = -lean * level + c["pitch"] + flying * np.clip(climb / 5, -0.5, 0.5) + 0.03 * np.sin(2 * wave) * moving
    pitch = pitch - swimming * (1 - floats) * np.clip(-climb / 3, -0.8, 0.8)
    drop = np.clip(c["drop"], 0, 1) * (trait["belly_m"] + girth * 0.02)
    crouch = np.zeros(n)
    for a, b in steps.edges(air):
        if a > 0:
            crouch = np.maximum(
                crouch, smoothstep((t - t[a]) * track.speed_factor / 0.2 + 1) * (1 - smoothstep((t - t[a]) / 0.08))
            )
        if b < n:
            crouch = np.maximum(
                crouch,
                smoothstep((t - t[b]) * track.speed_factor / 0.1)
                * (1 - smoothstep(((t - t[b]) * track.speed_factor - 0.1) / 0.3)),
            )
    flap_hz = trait["flap_hz"]
    beat_rate = flap_hz * np.clip(1 + climb * 0.25, 0.7, 1.6)
    beat_phase = 2 * np.pi * np.cumsum(beat_rate) * step * track.speed_factor
    glide = smoothstep((np.sin(real * 1.1 + track.seed) - 0.55) / 0.3) * smoothstep((0.3 - climb) / 0.4)
    stroke = np.sin(beat_phase)
    bob = 0.02 * np.abs(np.sin(wave)) * moving * leg / 0.1 * 0.5 - flying * stroke * girth * 0.12 * (1 - glide)
    lift = bob - drop - crouch * leg * 0.35 + c["lift"] * leg + floor_z
    lift = lift - sliding * (height - girth * 1.02) * (1 - flying)
    lift = (
        lift
        - swimming * floats * (trait["belly_m"] + girth * 0.45)
        + swimming * floats * 0.02 * girth * np.sin(real * 2.4)
    )
    breath = np.sin(2 * np.pi * real * 0.5 + track.seed) * (1 + c["breath"]) * 0.015
    pose.shift("centre", 0.0, -waddle * 0.06 * np.sin(wave) * moving, lift)
    lag = steps.turning(t, np.unwrap(track.heading_rad), (0.15, 0.2))
    bank = np.clip(lag[:, 1] * 1.2, -0.7, 0.7) * flying
    pose.turn(
        "centre",
        pitch=pitch,
        roll=waddle * np.sin(wave + 0.4) * moving + c["roll"] + bank,
        yaw=0.1 * np.sin(wave) * moving * waddle / 0.2,
    )
    pose.stretch("spine", x=1 - 0.08 * sliding, y=1 + breath, z=(1 + breath * 0.5) * (1 + 0.12 * sliding))
    pose.stretch("centre", x=1 - 0.08 * sliding, z=1 + 0.12 * sliding)
    rise = sliding * 0.12 * (pose.rest("neck_0")[2] - pose.rest("spine")[2])
    pose.shift("neck_0", 0.0, 0.0, rise * (lean > 1.0))

    # head stays level and steady: it bobs against the stride as walking birds' heads do
    idle = afoot * (1 - moving)
    peer = (
        0.35
        * np.sign(np.sin(real * 0.9 + track.seed))
        * smoothstep(np.abs(np.sin(real * 0.9 + track.seed)) / 0.25)
        * idle
        * (1 - np.clip(c["lids"], 0, 1))
    )
    rest_joint = pose.rest("neck_0")
    span = float(np.hypot(trait["beak_x"] - rest_joint[0], trait["beak_z"] - rest_joint[2]))
    aim = -np.arcsin(min(max(rest_joint[2] * 0.8, 0.0) / max(span, 1e-6), 0.98)) - float(
        np.arctan2(trait["beak_z"] - rest_joint[2], trait["beak_x"] - rest_joint[0])
    )
    dip = np.clip(c["dip"], 0, 1.1)
    pose.turn("centre", pitch=-dip * (0.5 if lean > 1.0 else 0.38))
    away = np.clip(c["tuck_head"], 0, 1)
    head_up = -pitch * (0.5 + 0.04 * sliding)
    thrust = 0.1 * np.sin(2 * wave + 0.5) * moving * (0 if trait["webbed"] > 0 else 1)
    pose.turn(
        "neck_0",
        pitch=c["neck"] + 0.22 * sliding + head_up * 0.5 + dip * aim * 0.45 + thrust,
        yaw=c["look"] * 0.2 + away * 0.5,
    )
    pose.turn("neck_1", pitch=head_up * 0.6 + dip * aim * 0.2 - thrust, yaw=c["look"] * 0.3 + away * 0.9)
    pose.turn(
        "head",
        pitch=c["head"] - 0.16 * sliding + head_up * 0.9 + dip * aim * 0.15 - away * 0.35,
        yaw=c["look"] * 0.5 + peer + away * 0.9,
        roll=c["cock"] + peer * 0.25 - waddle * 0.5 * np.sin(wave + 0.4) * moving,
    )
    pose.turn(
        "tail",
        pitch=sliding * 0.9 * (lean > 1.0) - c["tail"] - 0.1 * np.sin(2 * wave) * moving - flying * 0.1,
        yaw=c["tail_wag"]
        + 0.12 * np.sin(wave) * moving
        + 0.25 * np.exp(-((((real * 0.3) % 1) / 0.05) ** 2)) * np.sin(real * 40),
    )
    if track.gait == "slide":
        root = along_slope(roots(body, replace(track, tilt=None)), track.position, ground, height * 0.8, sliding, step)
    else:
        root = roots(body, track)
    lids = np.maximum(c["lids"], blink(track) * (c["lids"] < 0.5)) * (1 - sliding * (track.gait == "slide"))
    gaze(pose, track, root, {"neck_1": 0.25, "head": 0.65, "eye_left": 0.05, "eye_right": 0.05})
    face(pose, track, lids, c["jaw"] + (0.35 if track.gait == "slide" else 0.0), out_m=trait["eye_m"] * 0.15, gape=0.42)

    under = swimming * (1 - floats)
    _wings(
        pose,
        c,
        trait,
        flying=flying,
        hop=air * (1 - flying),
        stroke=stroke * (1 - 0.85 * glide),
        lagged=np.sin(beat_phase - 0.9) * (1 - 0.8 * glide),
        sliding=sliding,
        under=under,
        row=np.sin(real * 2 * np.pi * 1.6),
        sway=np.sin(wave) * moving,
    )
    loose = np.maximum.reduce([air, sliding, swimming])
    _legs(
        pose,
        c,
        root,
        plan.feet,
        loose=loose,
        back=np.maximum.reduce([flying, sliding, under]),
        prone=sliding * (lean > 1.0),
        paddle=swimming * np.sin(real * 2 * np.pi * 1.5),
        leg=leg,
    )
    if sliding.max() > 0.5:
        _, _, skin = pose.solve()
        root[:, 2, 3] -= sliding * clearance(body, root, skin, ground, int(np.argmax(sliding)))
    return finished(pose, root, plan.footfalls)


def _wings(
    pose: Pose,
    c: Channels,
    trait: dict[str, float],
    *,
    flying: F64,
    hop: F64,
    stroke: F64,
    lagged: F64,
    sliding: F64,
    under: F64,
    row: F64,
    sway: F64,
) -> None:
    """Fold, spread and beat. The spread pose takes the folded wing's length outwards and its chord backwards."""
    droop = trait["droop"]
    u = np.array([-np.cos(droop), 0.0, -np.sin(droop)])
    v = np.array([-np.sin(droop), 0.0, -np.cos(droop)]) if droop < 1.2 else np.array([-1.0, 0.0, 0.0])
    v = v - u * (v @ u)
    v /= np.linalg.norm(v)
    for side, sign in SIDES:
        spread = np.clip(np.maximum.reduce([flying, c["wings"], hop * 0.7, c[f"wing_{side}"], under * 0.55]), 0, 1)
        out = np.array([-0.18, sign, 0.08])
        out /= np.linalg.norm(out)
        trail = np.array([-1.0, 0.0, -0.12]) - out * (np.array([-1.0, 0.0, -0.12]) @ out)
        trail /= np.linalg.norm(trail)
        target = np.column_stack([out, trail, np.cross(out, trail)]) @ np.column_stack([u, v, np.cross(u, v)]).T
        q = np.broadcast_to(Rotation.from_matrix(target).as_quat(), (pose.n, 4))
        still = np.broadcast_to([0.0, 0.0, 0.0, 1.0], (pose.n, 4))
        k = pose.skeleton.index(f"wing_{side}")
        pose.rotations[:, k] = fk.quat_slerp(still, q, spread)
        angle = (
            flying * (0.75 * stroke + 0.08)
            + c["beat"] * np.clip(spread * 2, 0, 1)
            + hop * 0.8 * np.sin(lagged * 3)
            + under * row * 0.5
        )
        pose.turn(f"wing_{side}", roll=sign * angle, yaw=sign * -c["forward"] * 0.9)
        pose.turn(
            f"wing_{side}",
            roll=sign * (sliding * 0.25 + (0.08 + 0.12 * sway * sign) * (1 - spread) * (droop > 1.2)),
            pitch=sliding * 0.25,
        )
        pose.turn(f"wing_tip_{side}", roll=sign * (flying * 0.5 * lagged + 0.3 * c["beat"] * spread))
        grow = 1 + (trait["span"] - 1) * spread
        wide = 1 + 0.3 * spread * (trait["flies"] > 0)
        for name in (f"wing_{side}", f"wing_tip_{side}"):
            pose.stretch(
                name,
                x=1 + (grow - 1) * u[0] ** 2 + (wide - 1) * u[2] ** 2,
                z=1 + (grow - 1) * u[2] ** 2 + (wide - 1) * u[0] ** 2,
            )
        offset = pose.rest(f"wing_tip_{side}") - pose.rest(f"wing_{side}")
        pose.shift(f"wing_tip_{side}", (grow - 1) * offset[0], 0.0, (grow - 1) * offset[2])


def _legs(
    pose: Pose, c: Channels, root: F64, feet: F64, *, loose: F64, back: F64, prone: F64, paddle: F64, leg: float
) -> None:
    positions, turned, _ = pose.solve()
    local = into_body(root, feet)
    n = pose.n
    centre = turned[:, pose.skeleton.index("centre")]
    for k, (side, sign) in enumerate(SIDES):
        rest, hip = pose.rest(f"foot_{side}"), pose.rest(f"hip_{side}")
        target = local[:, k] + np.array([0.0, 0.0, rest[2]])
        target = target + np.stack([c[f"{side}_x"] * leg, np.zeros(n), np.maximum(c[f"{side}_z"], 0) * leg], axis=1)
        socket = positions[:, pose.skeleton.index(f"hip_{side}")]
        hang = rest - hip
        free = np.stack(
            [
                hang[0] - back * leg * 0.5 + prone * leg * 1.0 + paddle * sign * leg * 0.5,
                hang[1] * (1 - 0.35 * prone),
                hang[2] * (0.8 - 0.45 * back),
            ],
            axis=1,
        )
        target = target + (socket + fk.rotate(centre, free) - target) * loose[:, None]
        pole = fk.rotate(centre, np.broadcast_to([-1.0, 0.0, 0.0], (n, 3)))
        flat = np.broadcast_to([0.0, 0.0, 0.0, 1.0], (n, 4))
        toes = fk.quat_mul(centre, fk.quat_axis((0, 1, 0), back * 1.1 + prone * 0.3 + loose * 0.25))
        raised = np.clip(target[:, 2] - rest[2], 0, leg) / leg * (1 - loose)
        sole = fk.quat_mul(fk.quat_slerp(flat, toes, loose), fk.quat_axis((0, 1, 0), np.clip(raised * 0.9, 0, 0.6)))
        pose.reach((f"hip_{side}", f"knee_{side}", f"foot_{side}"), target, pole, sole, positions, turned)
