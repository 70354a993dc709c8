"""Play a track with a person: gait, acts, balance, hands, gaze and face become a Performance.

Knows nothing of why; only of what the track asks. Feet in stance keep their place in the world; everything else is a
blend of key poses, so any act can be played while standing, walking or in the air.

What Track.position means for acts without standing feet: "sit" on a seat, "ride", "drive", "pedal", "row", "sit_ground",
"meditate": the point under the bottom (for "sit", plus the seat's height: Act.target's z, or a strength under 0.9 in
metres; otherwise the ground); "lie", "sleep": under the small of the back, head towards −x; "swim": on the water's surface
at the hips; "fly", "float", "fall", "climb": where the feet would stand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...bodies.skeleton import matrix, quat_axis, quat_mul, quat_slerp, rotate, solve, two_bone
from ...bodies.types import Body
from ..types import Act, Footfall, Ground, Performance, Track
from .gait import Feet, Walk, ease, plan_feet, runness, smoothed
from .person_acts import GAITS, MOVES
from .person_air import Air, air_pose, in_the_air
from .person_face import blinks, darts, mood_pose, speech_shapes
from .person_limbs import arm_swing, conjugate, limb_rotation, stacked
from .person_pose import ADDED, CHANNELS, INDEX, Move, moment_of, play

F64 = NDArray[np.float64]

_SIDES = (("left", 1.0, "l"), ("right", -1.0, "r"))


@dataclass(slots=True, eq=False)
class _Blend:
    """Channels summed over acts, with the weights that say how far acts rule each; and what the acts ask of the world."""

    values: F64
    weights: F64
    seat: F64
    """Pelvis height over the origin asked for, weighted by `seated`."""
    seated: F64
    reach: dict[str, tuple[F64, F64]]
    """limb → (world points (n, 3), weights (n,))."""
    look: tuple[F64, F64]
    still: F64
    """How far walking is suppressed."""


def perform_person(body: Body, track: Track, ground: Ground) -> Performance:
    """Perform a track with a body of rig "person"; see motion.types for the contract."""
    skeleton = body.skeleton
    assert skeleton is not None
    trait = {k: float(v) for k, v in body.traits.items() if not isinstance(v, str)}
    times = np.asarray(track.times_s, dtype=np.float64)
    n = len(times)
    dt = float(times[1] - times[0]) if n > 1 else 1 / 24
    factor = max(track.speed_factor, 1e-3)
    position = np.asarray(track.position, dtype=np.float64)
    heading = np.unwrap(np.asarray(track.heading_rad, dtype=np.float64))
    rest = skeleton.rest.astype(np.float64)
    at = {name: rest[k] for k, name in enumerate(skeleton.names)}
    leg, arm, height = trait["thigh_m"] + trait["shin_m"], trait["arm_m"], trait["height_m"]

    blend = _blend(body, track, times, trait, at, factor)
    gait = track.gait or ""
    carried = gait in GAITS or gait == "stand"
    air = in_the_air(times, position, ground, factor, height)
    walk = Walk(
        leg,
        abs(float(at["hip_left"][1])) * (0.92 if gait != "sneak" else 1.1),
        float(at["toe_left"][0]),
        factor=factor,
        sole_m=float(at["toe_left"][2]),
        lift={"march": 2.4, "sneak": 1.8, "moon": 1.7, "hop": 1.5}.get(gait, 1.0),
        long={"moon": 2.0, "hop": 1.6, "sneak": 1.15}.get(gait, 1.0),
        flight={"moon": 0.30, "hop": 0.22}.get(gait, 0.0),
        least_step_s={"moon": 0.75, "hop": 0.42}.get(gait, 0.0),
    )
    stepping = air.grounded & (blend.still < 0.5) & (not carried)
    feet = plan_feet(times, position, heading, stepping, ground, walk)

    base, leg_drop = _locomotion(track, times, position, heading, feet, air, trait, factor, gait, dt, carried)
    c = {
        name: base[:, k] + blend.values[:, k]
        if k in ADDED
        else base[:, k] * (1 - blend.weights[:, k]) + blend.values[:, k]
        for name, k in INDEX.items()
    }
    weight = {name: blend.weights[:, k] for name, k in INDEX.items()}

    root = _roots(position, heading, track.tilt, height)

    def to_body(points: F64) -> F64:
        return np.asarray(np.einsum("nji,nj->ni", root[:, :3, :3], points - root[:, :3, 3]))

    rotations = np.zeros((n, len(rest), 4))
    rotations[..., 3] = 1.0
    translations = np.zeros((n, len(rest), 3))
    scales = np.ones((n, len(rest), 3))
    bone = {name: k for k, name in enumerate(skeleton.names)}

    # feet in the body's frame
    ankle_to_ball = at["toe_left"] - at["foot_left"]
    balls, foot_q, in_hip = [], [], []
    for f, (side, sign, key) in enumerate(_SIDES):
        turn = feet.yaw[f] - heading
        stand = np.array([at[f"toe_{side}"][0], sign * walk.half_width_m, walk.sole_m])
        planted = np.broadcast_to(stand, (n, 3)) if carried else to_body(feet.ball[f])
        free = np.clip(np.maximum(air.weight, blend.still if not carried else 0.0), 0, 1)[:, None]
        if not carried:
            planted = planted * (1 - free) + stand * free
            turn = turn * (1 - free[:, 0])
        yaw = quat_axis((0, 0, 1.0), turn)
        shift = np.stack([c[key + "f_x"], sign * c[key + "f_y"], c[key + "f_z"]], axis=1) * leg
        balls.append(planted + rotate(yaw, shift))
        slope = (
            _slope(ground, feet.ball[f], feet.yaw[f], trait["foot_m"])
            * (0.0 if carried else 1.0)
            * (1 - free[:, 0])
            * (1 - ease(feet.swing[f] * 4) * (1 - ease(feet.swing[f] * 4 - 3)))
        )
        foot_q.append(
            quat_mul(
                yaw,
                quat_axis(
                    (0, 1.0, 0), (feet.pitch[f] if not carried else 0.0) * (1 - free[:, 0]) + c[key + "f_p"] - slope
                ),
            )
        )
        in_hip.append(np.maximum(weight[key + "l_x"], air.weight * (1 - weight[key + "l_x"])))

    # pelvis: turned by acts and gait, as high as the planted legs allow
    q_pelvis = quat_mul(
        quat_mul(quat_axis((0, 0, 1.0), c["yaw"]), quat_axis((0, 1.0, 0), c["pitch"])),
        quat_axis((1.0, 0, 0), c["roll"]),
    )
    pelvis = np.stack([c["px"] * leg, c["py"] * leg, at["pelvis"][2] + c["pz"] * leg + leg_drop * leg], axis=1)
    limit = np.full(n, np.inf)
    for f, (side, _, _) in enumerate(_SIDES):
        ankle = balls[f] - rotate(foot_q[f], ankle_to_ball)
        hip = rotate(q_pelvis, at[f"hip_{side}"] - at["pelvis"])
        gap = np.hypot(pelvis[:, 0] + hip[:, 0] - ankle[:, 0], pelvis[:, 1] + hip[:, 1] - ankle[:, 1])
        top = ankle[:, 2] + np.sqrt(np.maximum((0.992 * leg) ** 2 - gap**2, (0.25 * leg) ** 2)) - hip[:, 2]
        loose = np.maximum(ease((feet.swing[f] - 0.02) / 0.25) * (1 - ease((feet.swing[f] - 0.75) / 0.25)), in_hip[f])
        limit = np.minimum(limit, top + loose * leg)
    capped = np.minimum(pelvis[:, 2], limit)
    soft = np.minimum(smoothed(capped, dt, 0.045 / factor), capped)
    pelvis[:, 2] = soft * (1 - air.weight) + pelvis[:, 2] * air.weight
    pelvis[:, 2] = pelvis[:, 2] * (1 - blend.seated) + blend.seat
    translations[:, bone["pelvis"]] = pelvis - at["pelvis"]
    rotations[:, bone["pelvis"]] = q_pelvis

    # trunk and head
    half = stacked(c["twist"] / 2, (c["bend"] + trait.get("stoop_rad", 0.0)) / 2, -c["side"] / 2)
    rotations[:, bone["spine"]] = half
    rotations[:, bone["chest"]] = half
    q_spine = quat_mul(q_pelvis, half)
    q_chest = quat_mul(q_spine, half)
    spine = pelvis + rotate(q_pelvis, at["spine"] - at["pelvis"])
    chest = spine + rotate(q_spine, at["chest"] - at["spine"])
    neck = chest + rotate(q_chest, at["neck"] - at["chest"])
    eyes = _look(c, track, blend, to_body, neck, q_chest, at, trait, times, factor, dt)
    rotations[:, bone["neck"]] = stacked(
        c["turn"] * 0.4, c["nod"] * 0.4 - trait.get("stoop_rad", 0.0) * 0.5, -c["tilt"] * 0.4
    )
    rotations[:, bone["head"]] = stacked(
        c["turn"] * 0.6, c["nod"] * 0.6 - trait.get("stoop_rad", 0.0) * 0.5, -c["tilt"] * 0.6
    )

    # legs
    knee_up, foot_down = at["knee_left"] - at["hip_left"], at["foot_left"] - at["knee_left"]
    thigh_m, shin_m = float(np.linalg.norm(knee_up)), float(np.linalg.norm(foot_down))
    for f, (side, sign, key) in enumerate(_SIDES):
        hip = pelvis + rotate(q_pelvis, at[f"hip_{side}"] - at["pelvis"])
        local = np.stack([c[key + "l_x"], sign * c[key + "l_y"], c[key + "l_z"]], axis=1) * leg
        w = in_hip[f][:, None]
        ankle = (balls[f] - rotate(foot_q[f], ankle_to_ball)) * (1 - w) + (hip + rotate(q_pelvis, local)) * w
        if f"foot_{side}" in blend.reach:
            points, pull = blend.reach[f"foot_{side}"]
            ankle = ankle * (1 - pull[:, None]) + (to_body(points) - rotate(foot_q[f], ankle_to_ball)) * pull[:, None]
        out = c[key + "l_k"] * weight[key + "l_k"]
        forward = rotate(q_pelvis, np.stack([np.cos(out), sign * (np.sin(out) + 0.06), np.zeros(n)], axis=1))
        toes = rotate(foot_q[f], np.array([1.0, 0.0, 0.0]))
        pole = forward * w + (0.5 * forward + 0.5 * toes) * (1 - w)
        knee, end = two_bone(hip, ankle, thigh_m, shin_m, pole)
        q_hip = limb_rotation(knee - hip, pole, knee_up, np.array([1.0, 0, 0]))
        q_knee = limb_rotation(end - knee, pole, foot_down, np.array([1.0, 0, 0]))
        bent = quat_mul(q_knee, quat_axis((0, 1.0, 0), c[key + "l_p"]))
        q_foot = quat_slerp(foot_q[f], bent, in_hip[f])
        rotations[:, bone[f"hip_{side}"]] = quat_mul(conjugate(q_pelvis), q_hip)
        rotations[:, bone[f"knee_{side}"]] = quat_mul(conjugate(q_hip), q_knee)
        rotations[:, bone[f"foot_{side}"]] = quat_mul(conjugate(q_knee), q_foot)
        heel = np.clip(feet.pitch[f] * (1 - air.weight) * (0.0 if carried else 1.0) + c[key + "f_p"], 0.0, 0.9) * (
            1 - in_hip[f]
        )
        rotations[:, bone[f"toe_{side}"]] = quat_axis((0, 1.0, 0), -heel)

    # arms
    for side, sign, key in _SIDES:
        shoulder = at[f"shoulder_{side}"]
        upper, fore = at[f"elbow_{side}"] - shoulder, at[f"hand_{side}"] - at[f"elbow_{side}"]
        lift = c[key + "h_sh"] * arm
        translations[:, bone[f"shoulder_{side}"], 2] = lift
        place = chest + rotate(q_chest, shoulder - at["chest"] + np.stack([np.zeros(n), np.zeros(n), lift], axis=1))
        reach = np.stack([c[key + "h_x"], sign * c[key + "h_y"], c[key + "h_z"]], axis=1) * arm
        hand = place + rotate(q_chest, reach)
        palm = 1.2 * trait["limb_m"]
        for points, pull in _hand_pulls(track, blend, side, n):
            target = to_body(points)
            toward = target - place
            far = np.linalg.norm(toward, axis=1, keepdims=True)
            target = target - toward / np.maximum(far, 1e-9) * palm
            hand = hand * (1 - pull[:, None]) + target * pull[:, None]
        el = c[key + "h_el"]
        overhead = ease((c[key + "h_z"] - 0.3) / 0.5)
        pole = rotate(
            q_chest, np.stack([-0.75 + 0.55 * overhead, sign * (0.50 + el + 0.35 * overhead), -0.55 + 0.4 * el], axis=1)
        )
        elbow, end = two_bone(place, hand, float(np.linalg.norm(upper)), float(np.linalg.norm(fore)), pole)
        back = np.array([-1.0, 0.0, 0.0])
        q_upper = limb_rotation(elbow - place, pole, upper, back)
        q_fore = limb_rotation(end - elbow, pole, fore, back)
        d = fore / np.linalg.norm(fore)
        wrist = quat_mul(
            quat_axis((float(d[0]), float(d[1]), float(d[2])), sign * c[key + "h_wr"]),
            quat_axis((1.0, 0, 0), -sign * c[key + "h_wp"]),
        )
        rotations[:, bone[f"shoulder_{side}"]] = quat_mul(conjugate(q_chest), q_upper)
        rotations[:, bone[f"elbow_{side}"]] = quat_mul(conjugate(q_upper), q_fore)
        rotations[:, bone[f"hand_{side}"]] = wrist
        rotations[:, bone[f"fingers_{side}"]] = quat_axis(
            (1.0, 0, 0), -sign * (0.15 + 1.5 * np.clip(c[key + "h_grip"], 0, 1))
        )

    _face(c, track, rotations, translations, scales, bone, eyes, trait["head_m"], times, factor, dt)
    joints, _, skin = solve(skeleton, rotations, translations, scales)
    world = np.einsum("nij,nbj->nbi", root[:, :3, :3], joints) + root[:, None, :3, 3]
    return Performance(root, skin, world, _footfalls(feet, air, blend, balls, c, root, times, trait))


def _blend(body: Body, track: Track, times: F64, trait: dict[str, float], at: dict[str, F64], factor: float) -> _Blend:
    """Sum the acts (and a gait played as one), later acts over earlier ones."""
    n = len(times)
    out = _Blend(
        np.zeros((n, len(CHANNELS))),
        np.zeros((n, len(CHANNELS))),
        np.zeros(n),
        np.zeros(n),
        {},
        (np.full((n, 3), np.nan), np.zeros(n)),
        np.zeros(n),
    )
    acts = list(track.acts)
    if track.gait in GAITS:
        long = 1e3
        acts.insert(0, Act(GAITS[track.gait], float(times[0]) - long, float(times[-1]) + long))
    added = np.array(sorted(ADDED))
    for act in acts:
        name = act.name
        if name == "sit" and act.target is None and act.strength >= 0.9:
            name = "sit_ground"
        move = MOVES.get(name)
        if move is None:
            continue
        values, weights, envelope = play(move, act, times, factor)
        fresh = values * weights
        kept = out.values * (1 - weights)
        kept[:, added] = out.values[:, added] * (1 - (weights[:, added] * envelope[:, None] if move.seat else 0.0))
        out.values = kept + fresh
        out.weights = out.weights + weights - out.weights * weights
        _seat(out, move, act, envelope, track, trait, at)
        _reach(out, move, act, envelope, times, factor)
    return out


def _seat(
    out: _Blend, move: Move, act: Act, envelope: F64, track: Track, trait: dict[str, float], at: dict[str, F64]
) -> None:
    if move.seat is None:
        return
    h = trait["height_m"]
    bottom = float(at["pelvis"][2] - at["hip_left"][2]) + 0.062 * h
    standing = float(at["pelvis"][2])
    level = np.zeros(len(envelope))
    if move.seat == "seat":
        level += act.strength if act.target is None else np.asarray(act.target[2] - np.asarray(track.position)[:, 2])
    z = {
        "seat": bottom + level,
        "ground": np.full_like(level, bottom),
        "mount": np.full_like(level, bottom if act.strength >= 0.9 else bottom + act.strength),
        "lying": np.full_like(level, 0.082 * h),
        "kneel": np.full_like(level, 0.94 * trait["thigh_m"] + 0.075 * h),
        "crawl": np.full_like(level, 0.86 * trait["thigh_m"] + 0.09 * h),
        "surface": np.full_like(level, -0.02 * h),
        "float": np.full_like(level, standing),
    }[move.seat]
    out.seat = out.seat * (1 - envelope) + z * envelope
    out.seated = out.seated + envelope - out.seated * envelope
    out.still = np.maximum(out.still, envelope)


def _reach(out: _Blend, move: Move, act: Act, envelope: F64, times: F64, factor: float) -> None:
    if act.target is None:
        return
    n = len(times)
    target = np.broadcast_to(np.asarray(act.target, dtype=np.float64), (n, 3))
    if move.look:
        out.look = (np.where(envelope[:, None] > 0, target, out.look[0]), np.maximum(out.look[1], envelope))
    if move.reach is None:
        return
    pull = envelope.copy()
    if not move.hold:
        away = np.abs(times - moment_of(move, act, factor)) * factor
        pull = envelope * (1 - ease((away - 0.02) / (0.16 if move.reach == "foot" else 0.26)))
    limbs = {"hand": [f"hand_{act.side}"], "hands": ["hand_left", "hand_right"], "foot": [f"foot_{act.side}"]}[
        move.reach
    ]
    for limb in limbs:
        out.reach[limb] = (target, pull)


def _locomotion(
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
) -> tuple[F64, F64]:
    """Channels of standing, walking, running, flying through the air; and how much lower the pelvis rides (legs)."""
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
    drift = np.sin(2 * np.pi * clock / 5.3 + phase[1]) * idle * (0.0 if carried else 1.0)

    def put(name: str, value: F64) -> None:
        base[:, INDEX[name]] += value

    side = np.sin(np.pi * u)
    put("py", -0.055 * going * (1 - 0.5 * run) * side + 0.022 * drift)
    put("yaw", (0.16 + 0.06 * run) * going * np.cos(np.pi * u))
    put("twist", -(0.26 + 0.20 * run) * going * np.cos(np.pi * u))
    put("roll", -0.05 * going * side - 0.02 * drift)
    put("side", 0.06 * going * side + 0.03 * drift + np.clip(-0.05 * sideways, -0.12, 0.12) * going)
    put("pitch", np.clip(0.030 * push, -0.16, 0.20) * going + 0.09 * run + 0.02 * going)
    put("bend", 0.09 * run + 0.02 * breath)
    put("nod", -0.09 * run - 0.01 * breath + 0.03 * np.sin(2 * np.pi * u) * going)
    put("turn", -0.06 * going * np.cos(np.pi * u) * 0.5)
    if gait == "sneak":
        put("bend", np.full(n, 0.32))
        put("pitch", np.full(n, 0.14))
    drop = -0.012 * idle - 0.018 * going - run * (0.060 + 0.075 * np.cos(2 * np.pi * (u - 0.5))) + 0.004 * breath
    drop += {"sneak": -0.20}.get(gait, 0.0)
    if gait in ("moon", "hop"):
        drop += going * (0.05 - (0.24 if gait == "moon" else 0.14) * np.cos(2 * np.pi * (u - 0.5)))
    arms = arm_swing(u, going, run, breath, gait)
    for key in "lr":
        for name, value in arms[key].items():
            put(f"{key}h_{name}", value)
    air_pose(base, air, forward / max(trait["run_ms"], 0.1))
    return base, drop + air.landing * (1 - air.weight)


def _look(
    c: dict[str, F64],
    track: Track,
    blend: _Blend,
    to_body: object,
    neck: F64,
    q_chest: F64,
    at: dict[str, F64],
    trait: dict[str, float],
    times: F64,
    factor: float,
    dt: float,
) -> F64:
    """Turn the head (in place, in `c`) and return what is left for the eyes: (n, 2) yaw, pitch."""
    n = len(times)
    wish, weight = blend.look
    if track.gaze is not None:
        free = np.isnan(track.gaze).any(axis=1)
        wish = np.where(free[:, None], wish, np.asarray(track.gaze, dtype=np.float64))
        weight = np.where(free, weight, 1.0)
    idle = darts(times, factor, track.seed)
    known = ~np.isnan(wish).any(axis=1)
    if not known.any():
        return idle
    assert callable(to_body)
    local = rotate(
        conjugate(q_chest),
        to_body(np.where(known[:, None], wish, 0.0))
        - (neck + rotate(q_chest, np.array([0, 0, 0.45 * trait["head_m"]]))),
    )
    yaw = np.arctan2(local[:, 1], np.where(known, local[:, 0], 1.0))
    pitch = -np.arctan2(local[:, 2], np.hypot(local[:, 0], local[:, 1]))
    w = smoothed(np.where(known, weight, 0.0), dt, 0.09 / factor)
    filled = np.flatnonzero(known)
    nearest = filled[np.clip(np.searchsorted(filled, np.arange(n)), 0, len(filled) - 1)]
    yaw, pitch = np.clip(yaw[nearest], -1.9, 1.9), np.clip(pitch[nearest], -1.1, 1.1)
    yaw, pitch = smoothed(yaw, dt, 0.07 / factor), smoothed(pitch, dt, 0.07 / factor)
    head_yaw, head_pitch = np.clip(0.78 * yaw, -1.15, 1.15), np.clip(0.75 * pitch, -0.65, 0.6)
    c["turn"] = c["turn"] * (1 - 0.7 * w) + head_yaw * w
    c["nod"] = c["nod"] * (1 - 0.7 * w) + head_pitch * w
    left = np.stack([np.clip(yaw - head_yaw, -0.5, 0.5), np.clip(pitch - head_pitch, -0.32, 0.32)], axis=1)
    return np.asarray(left * w[:, None] + idle * (1 - w)[:, None])


def _hand_pulls(track: Track, blend: _Blend, side: str, n: int) -> list[tuple[F64, F64]]:
    out = []
    if f"hand_{side}" in blend.reach:
        out.append(blend.reach[f"hand_{side}"])
    if side in track.hands:
        points = np.asarray(track.hands[side], dtype=np.float64)
        known = ~np.isnan(points).any(axis=1)
        if known.any():
            dt = float(track.times_s[1] - track.times_s[0]) if n > 1 else 1.0
            filled = np.flatnonzero(known)
            nearest = filled[np.clip(np.searchsorted(filled, np.arange(n)), 0, len(filled) - 1)]
            pull = np.maximum(known.astype(np.float64), smoothed(known.astype(np.float64), dt, 0.08))
            out.append((points[nearest], pull))
    return out


def _face(
    c: dict[str, F64],
    track: Track,
    rotations: F64,
    translations: F64,
    scales: F64,
    bone: dict[str, int],
    eyes: F64,
    head: float,
    times: F64,
    factor: float,
    dt: float,
) -> None:
    said = speech_shapes(track.mouth, track.viseme, len(times), dt)
    jaw = np.clip(np.maximum(c["jaw"], said[:, 0]) + 0.25 * np.minimum(c["jaw"], said[:, 0]), 0, 1.05)
    smile = np.clip(c["smile"], -1, 1)
    pucker = np.clip(said[:, 2], 0, 1)
    rotations[:, bone["jaw"]] = quat_axis((0, 1.0, 0), 0.36 * jaw)
    scales[:, bone["mouth"], 1] = 1 - 0.38 * pucker + 0.05 * smile
    translations[:, bone["mouth"], 0] = 0.02 * head * pucker
    lid = np.clip(
        np.maximum(c["lid"], blinks(times, factor, track.seed)) + 0.35 * np.clip(eyes[:, 1], 0, 0.3), -0.2, 1.0
    )
    for side, sign, _ in _SIDES:
        width = 0.05 * smile + 0.09 * said[:, 1] - 0.13 * pucker
        rotations[:, bone[f"lip_{side}"]] = quat_mul(
            quat_axis((0, 0, 1.0), sign * width), quat_axis((0, 1.0, 0), -0.125 * smile + 0.12 * jaw)
        )
        rotations[:, bone[f"lid_{side}"]] = quat_axis((0, 1.0, 0), 1.26 * lid)
        rotations[:, bone[f"eye_{side}"]] = quat_mul(
            quat_axis((0, 0, 1.0), eyes[:, 0]), quat_axis((0, 1.0, 0), eyes[:, 1])
        )
        translations[:, bone[f"brow_{side}"], 2] = head * (
            0.050 * c["brow"] - 0.035 * np.clip(c["frown"], 0, 1) - 0.03 * np.clip(lid - 0.5, 0, 1)
        )
        rotations[:, bone[f"brow_{side}"]] = quat_axis((1.0, 0, 0), sign * 0.42 * c["frown"])


def _roots(position: F64, heading: F64, tilt: F64 | None, height: float) -> F64:
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


def _slope(ground: Ground, ball: F64, yaw: F64, foot_m: float) -> F64:
    """Pitch of the ground along the foot (radians, uphill positive)."""
    dx, dy = np.cos(yaw) * foot_m * 0.5, np.sin(yaw) * foot_m * 0.5
    rise = ground(ball[:, 0] + dx, ball[:, 1] + dy) - ground(ball[:, 0] - dx, ball[:, 1] - dy)
    slope = np.arctan(rise / foot_m)
    return np.where(np.abs(slope) < 0.7, slope, 0.0)


def _footfalls(
    feet: Feet,
    air: Air,
    blend: _Blend,
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
    for f, (_, _, key) in enumerate(_SIDES):
        lift = c[key + "f_z"]
        for i in np.flatnonzero((lift[:-1] > 0.02) & (lift[1:] <= 0.02)):
            p = root[i, :3, :3] @ balls[f][i] + root[i, :3, 3]
            out.append(Footfall(float(times[i + 1]), (float(p[0]), float(p[1]), float(p[2])), 0.8))
    return tuple(sorted(out, key=lambda x: (x.time_s, x.position)))
