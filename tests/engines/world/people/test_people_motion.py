"""People in motion: planted feet, clean stops, every act, hands that reach, mouths that speak."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from fantascope.engines.world.bodies.people import build_person
from fantascope.engines.world.bodies.types import Body
from fantascope.engines.world.motion.performers.gait import plan_feet, runs
from fantascope.engines.world.motion.performers.person import perform_person
from fantascope.engines.world.motion.performers.person_acts import ACTS, MOVES, jump_arc
from fantascope.engines.world.motion.performers.person_times import release_height_m, timing
from fantascope.engines.world.motion.types import Act, Ground, Performance, Track
from fantascope.engines.world.speech.types import VISEMES

F64 = NDArray[np.float64]


@pytest.fixture(scope="module")
def man() -> Body:
    return build_person(kind="man", seed=3)


def flat(x: F64, y: F64) -> F64:
    return np.zeros(np.shape(x))


def slope(x: F64, y: F64) -> F64:
    return 0.18 * np.asarray(x)


def clock(seconds: float, rate: float = 48.0) -> F64:
    return np.arange(round(seconds * rate)) / rate


def stroll(speed: float, ground: Ground, seconds: float = 5.0, rest: float = 0.6, turn: float = 0.0) -> Track:
    t = clock(seconds)
    ramp = np.clip((t - rest) / 0.4, 0, 1) * np.clip((seconds - rest - t) / 0.4, 0, 1)
    heading = turn * t
    v = speed * ramp
    dt = t[1] - t[0]
    x, y = np.cumsum(v * np.cos(heading)) * dt, np.cumsum(v * np.sin(heading)) * dt
    return Track(t, np.stack([x, y, ground(x, y)], 1), heading)


def joint(body: Body, p: Performance, name: str) -> F64:
    assert body.skeleton is not None
    return np.asarray(p.joints[:, body.skeleton.index(name)])


def stances(body: Body, p: Performance, side: str) -> list[F64]:
    """Stretches where the ball of the foot stays low and slow: the foot is bearing."""
    ball = joint(body, p, f"toe_{side}")
    still = np.linalg.norm(np.diff(ball, axis=0), axis=1) * 48 < 0.10
    return [ball[i : j + 1] for i, j in runs(still) if j - i >= 4]


@pytest.mark.parametrize("ground", [flat, slope], ids=["flat", "slope"])
@pytest.mark.parametrize("speed", [0.5, 1.2, 2.0, 3.6])
def test_feet_stay_where_they_are_planted(man: Body, speed: float, ground: Ground) -> None:
    p = perform_person(man, stroll(speed, ground), ground)
    for side in ("left", "right"):
        found = stances(man, p, side)
        assert len(found) >= 3
        for stance in found:
            assert np.linalg.norm(stance - np.median(stance, axis=0), axis=1).max() < 0.01
            lift = stance[:, 2] - ground(stance[:, 0], stance[:, 1])
            assert np.abs(lift - np.median(lift)).max() < 0.01


def test_someone_always_bears_a_walk_and_nobody_a_runs_flight(man: Body) -> None:
    for speed, least, most in ((1.1, 0.97, 1.01), (3.6, 0.3, 0.85)):
        p = perform_person(man, stroll(speed, flat, rest=0.2), flat)
        ball = np.stack([joint(man, p, "toe_left"), joint(man, p, "toe_right")])
        slow = np.linalg.norm(np.diff(ball, axis=1), axis=2) * 48 < 0.25
        share = slow.any(axis=0)[60:-60].mean()
        assert least <= share <= most, speed


def test_planned_feet_do_not_move_in_stance() -> None:
    from fantascope.engines.world.motion.performers.gait import Walk

    track = stroll(1.3, slope, turn=0.5)
    feet = plan_feet(
        track.times_s,
        track.position,
        track.heading_rad,
        np.ones(len(track.times_s), dtype=bool),
        slope,
        Walk(0.55, 0.09, 0.14),
    )
    for f in range(2):
        for i, j in runs(feet.planted[f]):
            assert np.ptp(feet.ball[f, i:j], axis=0).max() < 1e-9


def test_walks_end_side_by_side(man: Body) -> None:
    p = perform_person(man, stroll(1.2, flat), flat)
    left, right = joint(man, p, "foot_left")[-1], joint(man, p, "foot_right")[-1]
    assert abs(left[0] - right[0]) < 0.01
    assert abs(left[2] - right[2]) < 0.01


def test_turning_on_the_spot_steps(man: Body) -> None:
    t = clock(3)
    p = perform_person(man, Track(t, np.zeros((len(t), 3)), np.clip(t - 0.5, 0, 1.5) * 1.4), flat)
    assert len(p.footfalls) >= 2


def test_footfalls_alternate_and_follow_the_speed(man: Body) -> None:
    walk, run = (perform_person(man, stroll(v, flat), flat).footfalls for v in (1.1, 3.4))
    assert 5 <= len(walk) <= 14
    assert max(f.strength for f in run) > max(f.strength for f in walk)
    assert all(a.time_s <= b.time_s for a, b in pairwise(walk))


def test_standing_makes_no_steps(man: Body) -> None:
    t = clock(2)
    assert perform_person(man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t))), flat).footfalls == ()


@pytest.mark.parametrize("name", ACTS)
def test_each_act_shows(man: Body, name: str) -> None:
    t = clock(3.0, 24)
    zero = np.zeros((len(t), 3))
    moment = MOVES[name].period_s is None
    act = Act(name, 0.3, 2.7, at_s=1.5 if moment else None, strength=0.45 if name == "sit" else 1.0)
    idle = perform_person(man, Track(t, zero, zero[:, 0]), flat)
    p = perform_person(man, Track(t, zero, zero[:, 0], acts=(act,)), flat)
    assert np.isfinite(p.skin).all()
    assert np.isfinite(p.joints).all()
    if name != "stand":
        assert np.abs(p.skin - idle.skin).max() > 0.02
    lengths = np.linalg.norm(joint(man, p, "elbow_left") - joint(man, p, "shoulder_left"), axis=1)
    assert np.ptp(lengths) < 1e-6
    assert joint(man, p, "head")[:, 2].min() > -0.05 or name == "swim"
    assert np.allclose(p.joints[-1], idle.joints[-1], atol=0.05)


@pytest.mark.parametrize("name", ["throw", "punch", "hit", "give"])
def test_the_hand_is_in_front_at_the_moment(man: Body, name: str) -> None:
    t = clock(3.0)
    p = perform_person(
        man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), acts=(Act(name, 0.5, 2.6, at_s=1.5),)), flat
    )
    i = int(np.argmin(np.abs(t - 1.5)))
    hand, chest = joint(man, p, "hand_right")[i], joint(man, p, "chest")[i]
    assert hand[0] > chest[0] + 0.15
    assert abs(hand[2] - release_height_m(man, name)) < 0.25


def test_a_shot_leaves_from_above_the_head_in_a_jump(man: Body) -> None:
    t = clock(3.0)
    zero = np.zeros((len(t), 3))
    p = perform_person(man, Track(t, zero, zero[:, 0], acts=(Act("shoot", 0.5, 2.6, at_s=1.5),)), flat)
    i = int(np.argmin(np.abs(t - 1.5)))
    hand, head = joint(man, p, "hand_right"), joint(man, p, "head")
    assert hand[i, 2] > head[i, 2] + 0.1
    assert head[i, 2] > head[0, 2] + 0.05
    assert abs(hand[i, 2] - release_height_m(man, "shoot")) < 0.25


def test_the_left_side_mirrors_the_right(man: Body) -> None:
    t = clock(3.0)
    zero = np.zeros((len(t), 3))
    i = int(np.argmin(np.abs(t - 1.5)))
    hands = []
    for side in ("right", "left"):
        p = perform_person(man, Track(t, zero, zero[:, 0], acts=(Act("punch", 0.5, 2.6, at_s=1.5, side=side),)), flat)
        from_chest = joint(man, p, f"hand_{side}")[i] - joint(man, p, "chest")[i]
        hands.append(from_chest * [1, 1 if side == "left" else -1, 1])
    assert np.allclose(hands[0], hands[1], atol=0.07)


def test_a_kick_meets_its_ball(man: Body) -> None:
    t = clock(3.0)
    target = (0.46, -0.10, 0.12)
    p = perform_person(
        man,
        Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), acts=(Act("kick", 0.6, 2.6, at_s=1.5, target=target),)),
        flat,
    )
    toe = joint(man, p, "toe_right")[int(np.argmin(np.abs(t - 1.5)))]
    assert np.linalg.norm(toe - target) < 0.08


def test_hands_reach_their_targets(man: Body) -> None:
    t = clock(1.0)
    goal = np.tile([0.35, -0.2, 1.0], (len(t), 1))
    p = perform_person(man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), hands={"right": goal}), flat)
    assert np.linalg.norm(joint(man, p, "hand_right")[24] - goal[24]) < 0.10


def test_the_head_follows_the_gaze(man: Body) -> None:
    t = clock(1.0)
    assert man.skeleton is not None
    head = man.skeleton.index("head")
    for y in (2.0, -2.0):
        p = perform_person(
            man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), gaze=np.tile([1.0, y, 1.4], (len(t), 1))), flat
        )
        assert np.sign(p.skin[30, head, 1, 0]) == np.sign(y)
        assert abs(p.skin[30, head, 1, 0]) > 0.4


def test_a_jump_leaves_and_lands(man: Body) -> None:
    t = clock(3.0)
    position = jump_arc((0, 0, 0), (1.0, 0, 0), 1.0, 0.5, t)
    p = perform_person(man, Track(t, position, np.zeros(len(t)), acts=(Act("jump", 0.5, 1.5, at_s=1.0),)), flat)
    toe = joint(man, p, "toe_left")[:, 2]
    apex = int(np.argmax(position[:, 2]))
    assert abs(position[apex, 2] - 0.5) < 0.01
    assert toe[apex] > 0.35
    assert toe[-1] < 0.06
    pelvis = joint(man, p, "pelvis")[:, 2]
    assert pelvis[int(0.8 * 48)] < pelvis[0] - 0.08
    landing = [f for f in p.footfalls if abs(f.time_s - 1.64) < 0.1]
    assert landing
    assert landing[0].strength > 1


def test_speech_opens_the_mouth(man: Body) -> None:
    t = clock(1.0)
    assert man.skeleton is not None
    jaw = man.skeleton.index("jaw")
    shut = perform_person(man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t))), flat)
    said = np.full(len(t), VISEMES.index("aa"), dtype=np.int32)
    loud = perform_person(
        man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), mouth=np.ones(len(t)), viseme=said), flat
    )
    assert loud.skin[20, jaw, 2, 0] < shut.skin[20, jaw, 2, 0] - 0.2


def test_moods_change_the_face(man: Body) -> None:
    t = clock(0.5)
    faces = [
        perform_person(man, Track(t, np.zeros((len(t), 3)), np.zeros(len(t)), mood=m), flat).skin[4]
        for m in ("happy", "sad", "angry", "surprised")
    ]
    assert all(np.abs(a - b).max() > 0.01 for k, a in enumerate(faces) for b in faces[k + 1 :])


def test_standing_on_a_deck_is_not_falling(man: Body) -> None:
    t = clock(2.0)
    position = np.zeros((len(t), 3))
    position[:, 2] = 0.8
    p = perform_person(man, Track(t, position, np.zeros(len(t))), flat)
    assert abs(joint(man, p, "toe_left")[:, 2].mean() - 0.8) < 0.06


@pytest.mark.parametrize("gait", ["crawl", "swim", "fly", "slide", "hop", "moon", "sneak", "march", "skate"])
def test_gaits_play(man: Body, gait: str) -> None:
    t = clock(2.0, 24)
    position = np.stack([t, 0 * t, 0 * t], 1)
    plain = perform_person(man, Track(t, position, 0 * t), flat)
    p = perform_person(man, Track(t, position, 0 * t, gait=gait), flat)
    assert np.isfinite(p.skin).all()
    assert np.abs(p.skin - plain.skin).max() > 0.05


def test_slow_motion_keeps_the_steps(man: Body) -> None:
    real = stroll(1.2, flat, 4.0)
    slow = Track(real.times_s * 4, real.position, real.heading_rad, speed_factor=0.25)
    a, b = perform_person(man, real, flat), perform_person(man, slow, flat)
    assert len(a.footfalls) == len(b.footfalls)


def test_same_track_same_performance(man: Body) -> None:
    track = stroll(1.2, flat)
    a, b = perform_person(man, track, flat), perform_person(man, track, flat)
    assert np.array_equal(a.skin, b.skin)


def test_a_single_frame_plays(man: Body) -> None:
    p = perform_person(man, Track(np.zeros(1), np.zeros((1, 3)), np.zeros(1), acts=(Act("wave", -1, 2),)), flat)
    assert p.skin.shape[0] == 1


def test_timings_are_positive() -> None:
    assert all(timing(a).lead_s >= 0 and timing(a).tail_s >= 0 for a in ACTS)


@pytest.mark.parametrize("kind", ["baby", "girl", "old_woman", "robot"])
def test_every_kind_walks_with_planted_feet(kind: str) -> None:
    body = build_person(kind=kind, seed=1)
    p = perform_person(body, stroll(0.8 * float(body.traits["walk_ms"]), flat), flat)
    for side in ("left", "right"):
        for stance in stances(body, p, side):
            assert np.linalg.norm(stance - np.median(stance, axis=0), axis=1).max() < 0.01
