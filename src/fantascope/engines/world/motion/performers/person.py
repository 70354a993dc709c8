"""Play a track with a person: gait, acts, balance, hands, gaze and face become a Performance.

Knows nothing of why; only of what the track asks. Feet in stance keep their place in the world; everything else is a
blend of key poses, so any act can be played while standing, walking or in the air.

What Track.position means for acts without standing feet: "sit" on a seat, "ride", "drive", "pedal", "row",
"sit_ground", "meditate": the point under the bottom (for "sit", plus the seat's height: Act.target's z, or a strength
under 0.9 in metres; otherwise the ground); "lie", "sleep": under the small of the back, head towards −x; "swim": on the
water's surface at the hips; "fly", "float", "fall", "climb": where the feet would stand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...bodies.skeleton import quat_axis, quat_mul, quat_slerp, rotate, solve, two_bone
from ...bodies.types import Body
from ..types import Ground, Performance, Track
from .gait import Walk, ease, plan_feet, smoothed
from .person_acts import GAITS
from .person_air import in_the_air
from .person_blend import blend_acts, hand_pulls
from .person_gaze import look, play_face
from .person_limbs import conjugate, limb_rotation, stacked
from .person_pose import ADDED, INDEX
from .person_walk import footfalls, locomotion, roots, slope_along

F64 = NDArray[np.float64]

SIDES = (("left", 1.0, "l"), ("right", -1.0, "r"))


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

    blend = blend_acts(body, track, times, trait, at, factor)
    gait = track.gait or ""
    carried = gait in GAITS or gait == "stand"
    air = in_the_air(times, position, ground, factor, height)
    walk = Walk(
        leg,
        abs(float(at["hip_left"][1])) * (0.92 if gait != "sneak" else 1.1),
        float(at["toe_left"][0]),
        factor=factor,
        sole_m=float(at["toe_left"][2]),
        lift={"march": 2.4, "sneak": 1.8, "moon": 2.1, "hop": 1.5}.get(gait, 1.0),
        long={"moon": 2.4, "hop": 1.6, "sneak": 1.15}.get(gait, 1.0),
        flight={"moon": 0.36, "hop": 0.22}.get(gait, 0.0),
        least_step_s={"moon": 0.95, "hop": 0.42}.get(gait, 0.0),
    )
    stepping = air.grounded & (blend.still < 0.5) & (not carried)
    feet = plan_feet(times, position, heading, stepping, ground, walk)

    base, leg_drop = locomotion(
        track, times, position, heading, feet, air, trait, factor, gait, dt, carried, blend.weights.max(axis=1)
    )
    c = {
        name: base[:, k] + blend.values[:, k]
        if k in ADDED
        else base[:, k] * (1 - blend.weights[:, k]) + blend.values[:, k]
        for name, k in INDEX.items()
    }
    weight = {name: blend.weights[:, k] for name, k in INDEX.items()}

    root = roots(position, heading, track.tilt, height)

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
    for f, (side, sign, key) in enumerate(SIDES):
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
            slope_along(ground, feet.ball[f], feet.yaw[f], trait["foot_m"])
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
    for f, (side, _, _) in enumerate(SIDES):
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
    c["turn"] = np.clip(c["turn"] - 0.75 * (c["twist"] + c["yaw"]), -1.25, 1.25)
    eyes = look(c, track, blend, to_body, neck, q_chest, at, trait, times, factor, dt)
    rotations[:, bone["neck"]] = stacked(
        c["turn"] * 0.4, c["nod"] * 0.4 - trait.get("stoop_rad", 0.0) * 0.5, -c["tilt"] * 0.4
    )
    rotations[:, bone["head"]] = stacked(
        c["turn"] * 0.6, c["nod"] * 0.6 - trait.get("stoop_rad", 0.0) * 0.5, -c["tilt"] * 0.6
    )

    # legs
    knee_up, foot_down = at["knee_left"] - at["hip_left"], at["foot_left"] - at["knee_left"]
    thigh_m, shin_m = float(np.linalg.norm(knee_up)), float(np.linalg.norm(foot_down))
    for f, (side, sign, key) in enumerate(SIDES):
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
    for side, sign, key in SIDES:
        shoulder = at[f"shoulder_{side}"]
        upper, fore = at[f"elbow_{side}"] - shoulder, at[f"hand_{side}"] - at[f"elbow_{side}"]
        lift = c[key + "h_sh"] * arm
        translations[:, bone[f"shoulder_{side}"], 2] = lift
        place = chest + rotate(q_chest, shoulder - at["chest"] + np.stack([np.zeros(n), np.zeros(n), lift], axis=1))
        reach = np.stack([c[key + "h_x"], sign * c[key + "h_y"], c[key + "h_z"]], axis=1) * arm
        hand = place + rotate(q_chest, reach)
        palm = 1.2 * trait["limb_m"]
        for points, pull in hand_pulls(track, blend, side, n):
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

    play_face(c, track, rotations, translations, scales, bone, eyes, trait["head_m"], times, factor, dt)
    joints, _, skin = solve(skeleton, rotations, translations, scales)
    world = np.einsum("nij,nbj->nbi", root[:, :3, :3], joints) + root[:, None, :3, 3]
    return Performance(root, skin, world, footfalls(feet, air, blend, balls, c, root, times, trait))
