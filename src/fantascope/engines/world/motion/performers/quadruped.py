"""Four-legged animals (and hopping and two-legged ones built like them) play a track.

Knows nothing of scenes or sound. Feet in stance do not move over the ground; gait follows from speed: walk, trot,
gallop; hoppers bound with all four; bipeds stride on their hind legs. In free flight the legs tuck and reach.
"""

from __future__ import annotations

import numpy as np

from ...bodies import skeleton as fk
from ...bodies.types import Body
from ..types import F64, Ground, Performance, Track
from . import quadruped_steps as steps
from .quadruped_acts import ACT_SPECS, ACTS, ALIASES
from .quadruped_pose import Channels, Pose, blink, face, finished, gaze, into_body, play, roots
from .quadruped_steps import smoothstep

__all__ = ["ACTS", "perform_quadruped"]

LEGS = ("fl", "fr", "hl", "hr")
_WALK = np.array([0.25, 0.75, 0.0, 0.5])
_TROT = np.array([0.5, 0.0, 0.0, 0.5])
_GALLOP = np.array([0.42, 0.54, 0.0, 0.12])
_HOP = np.array([0.38, 0.44, 0.0, 0.0])
_STRIDE = np.array([0.5, 0.0, 0.0, 0.5])


def perform_quadruped(body: Body, track: Track, ground: Ground) -> Performance:
    """Play `track` (n frames) with a body of rig "quadruped"."""
    assert body.skeleton is not None
    pose = Pose(body.skeleton, len(track.times_s))
    t, n = track.times_s, len(track.times_s)
    trait = {k: v for k, v in body.traits.items() if isinstance(v, (int, float))}
    leg = float(trait["leg_m"])
    walk = str(body.traits.get("walk", "quad"))
    c = Channels(n)
    busy = play(c, track, ACT_SPECS, ALIASES)

    # where it stands and how fast it goes
    floor = np.asarray(ground(track.position[:, 0], track.position[:, 1]), dtype=np.float64)
    air, lifted = steps.airborne(t, track.position[:, 2], floor)
    if track.gait in ("swim", "fly"):
        air = np.ones(n)
    way = steps.path(t, track.position, track.heading_rad)
    crop = slice(way.pad, way.pad + n)
    hop = walk == "hop" or track.gait == "hop"
    relative = way.speed_ms / track.speed_factor / np.sqrt(steps.G_MS2 * leg)
    rate = steps.cadence(way.speed_ms / track.speed_factor, leg, stride=3.0 if hop else 2.3) * track.speed_factor
    duty = np.clip(0.66 - 0.17 * relative, 0.3, 0.66)
    if hop:
        duty = np.full_like(duty, 0.38)
    duty = np.clip(duty, 0.12, np.maximum(1.15 * leg * rate / np.maximum(way.speed_ms, 1e-3), 0.15))
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    phase = np.cumsum(rate) * step
    phase = phase - phase[way.pad] + (track.seed % 7) / 7.0
    offsets = _offsets(relative, walk, hop)
    pad_air = np.pad(1 - air, way.pad, mode="edge")
    homes = np.array([pose.rest(f"{name}_foot")[:2] for name in LEGS])
    lift = leg * np.clip(0.2 + 0.16 * relative, 0.2, 0.5) * (1.4 if hop else 1.0)
    plan = steps.walk(
        way,
        ground,
        phase=phase,
        offsets=offsets,
        duty=duty,
        homes=homes,
        lift_m=lift,
        height_offset=np.pad(lifted, way.pad, mode="edge"),
        still_m=leg * 0.05,
        weight=pad_air,
    )
    moving = smoothstep(relative[crop] / 0.25) * (1 - air)
    fast = smoothstep((relative[crop] - 1.0) / 0.9) * (1 - air)
    ph = phase[crop]

    root = roots(body, track)
    _trunk(
        pose,
        track,
        c,
        trait,
        ph=ph,
        moving=moving,
        fast=fast,
        air=air,
        hop=hop,
        ground=ground,
        lifted=lifted,
        leg=leg,
        busy=busy,
    )
    lids = np.maximum(c["lids"], blink(track) * (c["lids"] < 0.5))
    if track.mood in ("sleepy", "tired"):
        lids = np.maximum(lids, 0.4)
    gaze(pose, track, root, {"neck": 0.35, "head": 0.55, "eye_left": 0.1, "eye_right": 0.1})
    face(pose, track, lids, c["jaw"], out_m=float(trait["eye_m"]) * 0.15)
    _legs(pose, track, c, body, root, plan.feet, air=air, leg=leg, walk=walk)
    still = 1 - np.clip(c["tuck"], 0, 1)
    falls = [f for f in plan.footfalls if np.interp(f.time_s, t, still) > 0.5]
    return finished(pose, root, falls)


def _offsets(relative: F64, walk: str, hop: bool) -> F64:
    """Phase of each leg (m, 4), sliding from walk to trot to gallop with speed."""
    n = len(relative)
    if hop:
        return np.broadcast_to(_HOP, (n, 4))
    if walk == "biped":
        return np.broadcast_to(_STRIDE, (n, 4))
    trot = smoothstep((relative - 0.45) / 0.35)[:, None]
    gallop = smoothstep((relative - 1.15) / 0.6)[:, None]
    return (_WALK * (1 - trot) + _TROT * trot) * (1 - gallop) + _GALLOP * gallop


def _trunk(
    pose: Pose,
    track: Track,
    c: Channels,
    trait: dict[str, float],
    *,
    ph: F64,
    moving: F64,
    fast: F64,
    air: F64,
    hop: bool,
    ground: Ground,
    lifted: F64,
    leg: float,
    busy: F64,
) -> None:
    """Centre, spine, neck, head, tail and ears."""
    t, n = track.times_s, pose.n
    height, length = trait["height_m"], trait["length_m"]
    wave = 2 * np.pi * ph
    real = t * track.speed_factor

    # the ground's slope under the feet
    cos, sin = np.cos(track.heading_rad), np.sin(track.heading_rad)
    x, y = track.position[:, 0], track.position[:, 1]
    fore, hind = pose.rest("chest")[0], pose.rest("pelvis")[0]
    z_fore = ground(x + cos * fore, y + sin * fore) + lifted - track.position[:, 2]
    z_hind = ground(x + cos * hind, y + sin * hind) + lifted - track.position[:, 2]
    tilted = (
        np.zeros(n)
        if track.tilt is None
        else smoothstep((2 * np.arccos(np.clip(np.abs(track.tilt[:, 3]), 0, 1)) - 0.05) / 0.2)
    )
    level = (1 - air) * (1 - tilted)
    z_fore, z_hind = smooth_clip(z_fore, leg) * level, smooth_clip(z_hind, leg) * level
    z_fore, z_hind = steps.smooth(z_fore, t, 0.2), steps.smooth(z_hind, t, 0.2)

    # gait
    bob = -0.035 * leg * np.cos(2 * wave) * moving * (1 - fast)
    gallop = fast * (0.0 if hop else 1.0)
    bob = bob + 0.1 * leg * np.sin(wave + 0.3) * gallop
    rock = 0.13 * np.sin(wave - 0.9) * gallop
    flex = 0.22 * np.sin(wave - 2.2) * gallop
    if hop:
        bob = bob + leg * 0.55 * np.abs(np.sin(wave / 2 - 0.55)) ** 1.5 * moving
        rock = rock + 0.24 * np.sin(wave - 0.2) * moving
        flex = flex + 0.22 * np.sin(wave - 1.6) * moving
    sway = 0.05 * np.sin(wave) * moving * (1 - fast)
    breath = np.sin(2 * np.pi * real * 0.42 + track.seed) * (1 + c["breath"]) * 0.012

    # flight: reach up while rising, down while falling; crouch before and after
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    climb = np.gradient(track.position[:, 2], step) / track.speed_factor if n > 1 else np.zeros(1)
    soar = np.clip(climb / 3.5, -1, 1) * air
    crouch = np.zeros(n)
    for a, b in steps.edges(air):
        if a > 0:
            crouch = np.maximum(crouch, 0.55 * _bump((t - t[a]) * track.speed_factor, -0.3, -0.1, 0.03))
        if b < n:
            crouch = np.maximum(crouch, 0.6 * _bump((t - t[min(b, n - 1)]) * track.speed_factor, -0.05, 0.09, 0.4))

    # ends of the trunk
    floor_hind, floor_fore = trait["rump_m"] * 0.95, trait["chest_m"] * 0.97
    rise = pose.rest("pelvis")[2] - height
    down_hind = height + rise - floor_hind
    down_fore = height - floor_fore
    joint = pose.rest("neck")
    span = float(np.hypot(trait["muzzle_x"] - joint[0], trait["muzzle_z"] - joint[2]))
    spare = max(joint[2] - span * 0.9, 0.0) / max(down_fore, 1e-6)
    dip = np.clip(c["dip"], 0, 1)
    fore_drop = np.clip(c["fore_drop"] + crouch * 0.55 + dip * min(spare, 0.8), -0.2, 1.0)
    hind_drop = np.clip(c["hind_drop"] + crouch * 0.6, -0.2, 1.0)
    z_chest = height - fore_drop * down_fore + z_fore
    z_pelvis = height + rise - hind_drop * down_hind + z_hind
    climb_angle = np.arcsin(np.clip((z_chest - z_pelvis + rise) / max(length, 1e-6), -0.93, 0.93))
    rear = np.clip(c["rear"], 0, 1.2)
    pitch = climb_angle + rock + c["pitch"] + soar * 0.45 + rear * 0.8
    half = length / 2
    middle = pose.rest("centre")[2]
    lift = (z_chest + z_pelvis - rise) / 2 - middle
    lift = (
        lift
        + half * np.sin(np.clip(c["pitch"] + rear * 0.8, 0, 1.5)) * 0.9
        + bob
        + c["lift"] * leg
        + breath * leg * 0.4
    )
    gather = length * (1 - np.cos(climb_angle)) * 0.5 * np.where(hind_drop > fore_drop, 1.0, -1.0)
    forward = gather + c["shift"] * length - half * (1 - np.cos(rear * 0.8))
    spin = 2 * np.pi * c["spin"]
    rolled = np.sin(np.clip(c["spin"], 0, 1) * np.pi)
    pose.shift("centre", forward, 0.0, lift + rolled * trait["chest_m"] * 0.1)
    pose.turn("centre", pitch=pitch, roll=sway + c["roll"] + spin)

    # spine
    lag = steps.turning(t, np.unwrap(track.heading_rad), (0.12, 0.14, 0.16, 0.18))
    bend = np.clip(-lag[:, 0] * 0.7, -0.5, 0.5)
    curl = c["curl"] + bend
    pose.turn(
        "pelvis", pitch=-flex * 0.8 - c["arch"] * 0.5, yaw=-curl * 0.36 + 0.06 * np.sin(wave) * moving * (1 - fast)
    )
    pose.turn("spine", yaw=curl * 0.12)
    pose.turn("chest", pitch=flex * 0.6 + c["arch"] * 0.5, yaw=curl * 0.16 - 0.05 * np.sin(wave) * moving * (1 - fast))
    pose.stretch("spine", y=1 + breath, z=1 + breath)

    # neck and head stay level while the trunk pitches
    target = -np.arcsin(min(max(joint[2] - min(spare, 0.8) * down_fore - trait["chest_m"] * 0.06, 0.0) / span, 0.98))
    at_rest = float(np.arctan2(trait["muzzle_z"] - joint[2], trait["muzzle_x"] - joint[0]))
    neck_pitch = c["neck"] - pitch * 0.5 * (1 - dip) + dip * (target - at_rest) * 0.74 - dip * pitch * 0.8
    neck_pitch = neck_pitch + 0.05 * np.sin(2 * wave + 0.6) * moving - 0.12 * fast + gallop * 0.12 * np.sin(wave + 2.2)
    head_pitch = (
        c["head"]
        - pitch * 0.4 * (1 - dip)
        + dip * (target - at_rest) * 0.25
        + 0.06 * fast
        - 0.03 * np.sin(2 * wave + 0.2) * moving
    )
    idle = (1 - moving) * (1 - np.clip(busy, 0, 1)) * (1 - air)
    glance = 0.22 * np.sin(real * 0.55 + track.seed) * np.sin(real * 0.23 + 1.1 * track.seed) * idle
    pose.turn("neck", pitch=neck_pitch, yaw=curl * 0.24 + c["look"] * 0.45 + glance, roll=c["cock"] * 0.2)
    pose.turn(
        "head",
        pitch=head_pitch,
        yaw=curl * 0.12 + c["look"] * 0.55 + glance,
        roll=c["cock"] + 0.06 * np.sin(real * 0.4 + track.seed) * idle,
    )

    # tail and ears trail behind
    happy = {"happy": 1.0, "excited": 1.2, "playful": 1.0}.get(track.mood, 0.35)
    wag = c["tail_wag"] + (0.16 * np.sin(2 * np.pi * real * 1.1) * happy) * (1 - np.clip(c["lids"], 0, 1))
    low = {"sad": -0.45, "afraid": -0.6, "scared": -0.6, "tired": -0.3}.get(track.mood, 0.0)
    for k in range(4):
        pose.turn(
            f"tail_{k}",
            pitch=-(c["tail_lift"] + low - 0.3 * fast + (0.12 * np.sin(2 * wave - 0.8 * k)) * moving)
            * (0.55, 0.3, 0.2, 0.1)[k]
            - soar * 0.25,
            yaw=wag * (0.45, 0.4, 0.35, 0.3)[k] - np.clip(lag[:, k], -0.8, 0.8) * 0.45,
        )
    _lay_tail(pose, np.clip(c["tail_lay"], 0, 1), c["tail_curl"] + wag * 0.3)
    flop = 0.3 * np.sin(2 * wave - 1.3) * moving * (0.35 + fast) - np.clip(climb / 4, -1, 1) * air * 0.9
    for side, sign in (("left", 1.0), ("right", -1.0)):
        twitch = 0.25 * np.exp(-((((real * 0.37 + 0.31 * sign + track.seed * 0.13) % 1.0) / 0.04) ** 2))
        pose.turn(f"ear_{side}", pitch=c["ears"] * 0.9 + flop * 0.4 - low * 0.6 + twitch * 0.4, roll=sign * flop * 0.5)
    for k in range(4):
        pose.turn(
            f"trunk_{k}",
            pitch=0.08 * np.sin(real * 1.1 - 0.7 * k) + c["trunk"] * 0.55,
            yaw=0.07 * np.sin(real * 0.8 - 0.6 * k),
        )
    for side, sign in (("left", 1.0), ("right", -1.0)):
        if pose.has(f"wing_{side}"):
            flying = np.clip(air, 0, 1)
            beat = np.sin(2 * np.pi * real * 2.2)
            pose.turn(
                f"wing_{side}",
                roll=-sign * (flying * (0.1 + 0.65 * beat) - (1 - flying) * 0.35 + 0.05 * np.sin(real * 1.4)),
            )
            pose.turn(f"wing_tip_{side}", roll=-sign * flying * 0.4 * np.sin(2 * np.pi * real * 2.2 - 0.9))


def _lay_tail(pose: Pose, lay: F64, curl: F64) -> None:
    """Let the tail fall to the ground and lie there, each joint bent sideways by a share of `curl`."""
    if not np.any(lay > 0):
        return
    positions, turned, _ = pose.solve()
    index = [pose.skeleton.index(f"tail_{k}") for k in range(4)]
    rest = [pose.rest(f"tail_{k}") for k in range(4)]
    back = fk.rotate(turned[:, pose.skeleton.index("pelvis")], np.broadcast_to([-1.0, 0.0, 0.0], (pose.n, 3)))
    yaw = np.arctan2(back[:, 1], back[:, 0])
    before = turned[:, pose.skeleton.index("pelvis")]
    height = positions[:, index[0], 2] - 0.15 * pose.rest("pelvis")[2]
    for k in range(4):
        bone = rest[min(k + 1, 3)] - rest[min(k, 2)]
        length = float(np.linalg.norm(bone))
        fall = np.clip(height / max(length, 1e-6), -0.3, 0.8)
        height = height - fall * length
        yaw = yaw - curl * 0.38
        flat = np.sqrt(1 - fall**2)
        way = np.stack([flat * np.cos(yaw), flat * np.sin(yaw), -fall], axis=1)
        # roll stays level: turn to the way's yaw first, then tip along it
        level = fk.quat_axis((0, 0, 1), yaw - np.pi)
        aimed = fk.quat_mul(fk.quat_between(fk.rotate(level, np.broadcast_to(bone, way.shape)), way), level)
        local = fk.quat_mul(before * np.array([-1.0, -1.0, -1.0, 1.0]), aimed)
        pose.rotations[:, index[k]] = fk.quat_slerp(pose.rotations[:, index[k]], local, lay)
        before = aimed


def smooth_clip(z: F64, leg: float) -> F64:
    """Ground heights beyond a leg's reach are no footing."""
    return np.clip(z, -leg * 0.8, leg * 0.8)


def _bump(x: F64, a: float, b: float, d: float) -> F64:
    """Rises from a to b, falls back to 0 at d."""
    return np.asarray(smoothstep((x - a) / (b - a)) * (1 - smoothstep((x - b) / (d - b))))


def _legs(
    pose: Pose, track: Track, c: Channels, body: Body, root: F64, feet: F64, *, air: F64, leg: float, walk: str
) -> None:
    positions, turned, _ = pose.solve()
    n, t = pose.n, track.times_s
    local = into_body(root, feet)
    step = float(t[1] - t[0]) if n > 1 else 1 / 24
    climb = np.clip(np.gradient(track.position[:, 2], step) / track.speed_factor / 3.0, -1, 1) if n > 1 else np.zeros(1)
    tuck = np.clip(c["tuck"], 0, 1)
    swim = 1.0 if track.gait == "swim" else 0.0
    stroke = 2 * np.pi * t * track.speed_factor * 1.5
    centre = body.skeleton.index("centre") if body.skeleton else 0
    for k, name in enumerate(LEGS):
        sign, front = (1.0 if name[1] == "l" else -1.0), name[0] == "f"
        rest, hip = pose.rest(f"{name}_foot"), pose.rest(f"{name}_hip")
        if walk == "biped" and front:
            pose.turn(f"{name}_hip", pitch=c[f"{name}_z"] * 0.9 + 0.06 * np.sin(t * track.speed_factor * 1.7 + k))
            continue
        ankle = rest[2]
        target = local[:, k] + np.array([0.0, 0.0, ankle])
        # a folded leg goes where its hip goes, its sole on the ground
        parent = pose.skeleton.parents[pose.skeleton.index(f"{name}_hip")]
        socket = positions[:, pose.skeleton.index(f"{name}_hip")]
        way = fk.rotate(turned[:, parent], np.broadcast_to([1.0, 0.0, 0.0], (n, 3)))
        yaw = np.arctan2(way[:, 1], way[:, 0])
        cy, sy = np.cos(yaw), np.sin(yaw)
        offset = rest - hip
        folded = socket + np.stack(
            [cy * offset[0] - sy * offset[1], sy * offset[0] + cy * offset[1], np.zeros(n)], axis=1
        )
        folded[:, 2] = ankle
        target = target + (folded - target) * tuck[:, None]
        cy, sy = 1 + (cy - 1) * tuck, sy * tuck
        ox, oy, oz = c[f"{name}_x"] * leg, c[f"{name}_y"] * leg * sign, c[f"{name}_z"] * leg
        target = target + np.stack([cy * ox - sy * oy, sy * ox + cy * oy, np.maximum(oz, 0.0)], axis=1)
        # in the air: hind legs stretch back while rising, all reach down while falling
        reach = offset * (0.78 if front else 0.85)
        fore = np.where(climb > 0, 0.25 * climb if front else -0.75 * climb, -0.35 * climb if front else -0.3 * climb)
        up = np.where(climb > 0, 0.35 * climb if front else 0.25 * climb, 0.0)
        paddle = swim * 0.35 * leg
        free = reach + np.stack(
            [
                fore * leg + paddle * np.sin(stroke + np.pi * (k in (0, 3))),
                np.zeros(n),
                up * leg + paddle * np.cos(stroke + np.pi * (k in (0, 3))),
            ],
            axis=1,
        )
        flying = socket + fk.rotate(turned[:, centre], free)
        loose = np.maximum(
            air,
            smoothstep((np.abs(c["spin"] - 0.5) < 0.49).astype(float) * np.sin(np.clip(c["spin"], 0, 1) * np.pi) * 2),
        )
        target = target + (flying - target) * loose[:, None]
        pole = fk.rotate(turned[:, parent], np.broadcast_to([-1.0 if front else 1.0, sign * 0.25, 0.0], (n, 3)))
        sole = (
            fk.quat_slerp(fk.quat_axis((0, 0, 1), yaw * tuck), turned[:, centre], loose)
            if np.any(loose > 0)
            else fk.quat_axis((0, 0, 1), yaw * tuck)
        )
        raised = np.clip(target[:, 2] - ankle, 0, leg) / leg
        toe = fk.quat_axis((0, 1, 0), np.clip(raised * 1.2, 0, 0.8) * (1 - loose))
        pose.reach(
            (f"{name}_hip", f"{name}_knee", f"{name}_foot"), target, pole, fk.quat_mul(sole, toe), positions, turned
        )
