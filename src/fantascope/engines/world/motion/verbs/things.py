"""Verbs of handling: throw, shoot, catch, kick, hit, push, pull, carry, lift, drop, juggle, hold.

Knows nothing of hands' shapes. A thing in hand is a grip; it leaves as a toss, aimed by ballistics and, where an
outcome is asked for (a miss, a rebound, a goal), chosen among several honest throws by simulating each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...screenplay.schema import Action
from ..ballistics import lob, timed
from ..hands import DRIBBLE_S
from ..plan import Grip, Look, Member, Plan, Toss, Travel
from ..script import Run
from ..types import Act, SoundCue

F64 = NDArray[np.float64]
Way = Callable[[F64], tuple[F64, F64]]


def shoot(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A basketball shot: it goes in, or misses off the board, as the words ask."""
    balls = plan.of(action.what) or [m for m in plan.members.values() if m.role.concept == "ball"]
    rim, board = plan.mark("set:rim"), plan.mark("set:board")
    if not balls or rim is None or board is None:
        throw(plan, action, who, t0, t1)
        return
    m, ball = who[0], balls[0]
    free = plan.mark("set:free_throw")
    if free is not None:
        m.position = free + (rim - free) * np.array([0.22, 0.22, 0.0])
        m.position[2] = plan.ground(m.position[0], m.position[1])
    m.heading_rad = math.atan2(rim[1] - m.position[1], rim[0] - m.position[0])
    release = t0 + max(min(0.32 * (t1 - t0), 3.0), 1.5)
    dribble_until = release - 1.15
    misses = "misses" in action.manner or any(a in {"miss", "rebound"} for a in plan.verbs)
    m.acts.append(Act("shoot", max(release - 1.3, 0.0), release + 1.2, release, _triple(rim), side="right"))
    m.looks.append(Look(0.0, release - 1.2, "camera") if release > 2.6 else Look(0.0, release, _triple(rim)))
    m.looks.append(Look(max(release - 1.2, 0.0), plan.duration_s, ball.id))
    ball.simulated = True
    ball.hold_until_s = release
    bounces = max(int(dribble_until / DRIBBLE_S), 0) if not ball.placed else 0
    if bounces:
        m.acts.append(Act("dribble", 0.0, bounces * DRIBBLE_S))
        ball.orbit = ("dribble", m.id, 0, 1)
        for k in range(bounces):
            plan.struck.append(((k + 0.5) * DRIBBLE_S, ball.id, "ground", 3.2))
    plan.grips.append(Grip(ball.id, m.id, "hands", bounces * DRIBBLE_S, release))
    m.acts.append(Act("shake_head" if misses else "cheer", release + 1.7, min(release + 3.4, plan.duration_s)))
    toward = (board - rim)[:2]
    toward = toward / max(float(np.linalg.norm(toward)), 1e-6)
    across = np.array([-toward[1], toward[0]])
    ways: list[Way] = []
    if misses:
        for side, high, angle in (
            (0.30, 0.42, 0.93),
            (0.36, 0.36, 0.90),
            (-0.32, 0.40, 0.92),
            (0.26, 0.50, 0.95),
            (0.44, 0.30, 0.9),
            (-0.42, 0.34, 0.9),
            (0.2, 0.62, 0.95),
            (0.5, 0.5, 0.9),
        ):
            target = np.array([*(board[:2] + across * side), rim[2] + high])
            ways.append(_way(plan, target, angle, spin=6.0, across=across))
    else:
        for angle in (0.98, 0.95, 1.02, 0.92, 1.05, 0.9, 1.08):
            ways.append(_way(plan, rim + np.array([*(toward * 0.01), 0.02]), angle, spin=6.0, across=across))

    def score(run: Run) -> float:
        p = run.poses[ball.id][:, :3, 3] + [0, 0, ball.body.size[2] / 2]
        near = np.hypot(p[:, 0] - rim[0], p[:, 1] - rim[1]) < 0.16
        through = bool(np.any(near[1:] & (p[:-1, 2] > rim[2]) & (p[1:, 2] <= rim[2])))
        touched = any(c.time_s > release and ball.id in (c.a, c.b) and c.position[2] > 2.4 for c in run.contacts)
        if not misses:
            return 1.0 if through else 0.0
        after = p[run.times_s > release + 1.6]
        back = float(np.max((rim - after)[:, :2] @ toward)) if len(after) else 0.0
        return (0.0 if through else 0.6) + (0.2 if touched else 0.0) + (0.2 if back > 1.0 else 0.0)

    plan.tosses.append(Toss(ball.id, release, tuple(ways), score, m.id))
    plan.focus_points.append(_triple(rim))


def _way(plan: Plan, target: F64, angle: float, *, spin: float, across: F64) -> Way:
    def way(start: F64) -> tuple[F64, F64]:
        return lob(start, target, plan.stage.gravity_ms2, angle), np.array([across[0] * spin, across[1] * spin, 0.0])

    return way


def throw(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """From hand to a goal, a catcher, or along the lane."""
    things = plan.of(action.what)
    if not things:
        for m in who:
            m.acts.append(Act("throw", t0, min(t0 + 1.8, t1), t0 + 1.0))
        return
    m, thing = who[0], things[0]
    catchers = [p for p in plan.of(action.goal) if p.is_actor]
    target = plan.point(action.goal)
    release = t0 + min(1.3, 0.5 * (t1 - t0))
    if target is None:
        target = m.position + np.array([min(4.5, plan.stage.play[0]), 0.3, 0.0])
        m.heading_rad = 0.15
    else:
        if float(np.linalg.norm((target - m.position)[:2])) < 1.5 and catchers:
            m.position = m.position - np.array([1.4, 0.0, 0.0])
            catchers[0].position = catchers[0].position + np.array([1.4, 0.0, 0.0])
            target = catchers[0].position
        m.heading_rad = math.atan2(target[1] - m.position[1], target[0] - m.position[0])
    m.acts.append(Act("throw", max(release - 0.9, 0.0), release + 0.8, release, _triple(target)))
    m.looks.append(Look(0.0, plan.duration_s, thing.id))
    thing.simulated = True
    plan.grips.append(Grip(thing.id, m.id, "hand_right", 0.0, release))
    plan.cues.append(SoundCue(release - 0.1, "whoosh", (0.0, 0.0, 1.2), 0.5, 0.25, thing=m.id))
    aim = target.copy()
    if catchers:
        c = catchers[0]
        c.heading_rad = math.atan2(m.position[1] - c.position[1], m.position[0] - c.position[0])
        front = np.array([math.cos(c.heading_rad), math.sin(c.heading_rad), 0.0])
        aim = c.position + front * (0.22 * c.body.size[2]) + np.array([0.0, 0.0, 0.62 * c.body.size[2]])
        seconds = max(0.55, 0.16 * float(np.linalg.norm((aim - m.position)[:2])))
        c.acts.append(Act("catch", release, release + seconds + 0.9, release + seconds, _triple(aim)))
        c.looks.append(Look(0.0, plan.duration_s, thing.id))
        plan.grips.append(Grip(thing.id, c.id, "hand_right", release + seconds, plan.duration_s))
        ways: tuple[Way, ...] = (lambda s: (timed(s, aim, plan.stage.gravity_ms2, seconds), np.array([0.0, 5.0, 0.0])),)
    else:
        aim[2] = plan.ground(aim[0], aim[1]) + 0.1
        ways = (lambda s: (lob(s, aim, plan.stage.gravity_ms2, 0.62), np.array([0.0, 6.0, 0.0])),)
    plan.tosses.append(Toss(thing.id, release, ways, None, m.id))


def catch(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A thing comes flying in from the side and is caught."""
    things = plan.of(action.what)
    m = who[0]
    when = t0 + min(1.6, 0.6 * (t1 - t0))
    if not things or any(g.thing == things[0].id and g.actor == m.id for g in plan.grips):
        return
    thing = things[0]
    if thing.placed and not thing.grows:
        _run_down(plan, action, m, thing, t0, t1)
        return
    thing.simulated = True
    m.heading_rad = math.pi * 0.9 if thing.position[0] < m.position[0] else 0.1
    front = np.array([math.cos(m.heading_rad), math.sin(m.heading_rad), 0.0])
    aim = m.position + front * 0.24 * m.body.size[2] + np.array([0.0, 0.0, 0.62 * m.body.size[2]])
    seconds = 0.9
    start = aim + front * 4.0 + np.array([0.0, 0.0, 0.2])
    thing.position = start
    thing.hold_until_s = when - seconds
    velocity = timed(start, aim, plan.stage.gravity_ms2, seconds)
    plan.tosses.append(Toss(thing.id, when - seconds, ((lambda s: (velocity, np.zeros(3))),)))
    m.acts.append(Act("catch", max(when - 1.0, 0.0), when + 0.9, when, _triple(aim)))
    m.looks.append(Look(0.0, plan.duration_s, thing.id))
    plan.grips.append(Grip(thing.id, m.id, "hand_right", when, plan.duration_s))


def _run_down(plan: Plan, action: Action, m: Member, thing: Member, t0: float, t1: float) -> None:
    """Run to where a thing will be, and take it."""
    speed = m.trait("run_ms", 3.5) * 0.9
    reach = 0.28 * m.body.size[2] if m.body.rig == "person" else 0.5 * m.body.size[0] + 0.5 * thing.size_m
    here, when = m.bound_for[:2], t0 + 0.5
    there = plan.where(thing, when)
    while when < t1 - 0.4 and float(np.linalg.norm(there[:2] - here)) - reach > speed * (when - t0 - 0.3):
        when += 0.05
        there = plan.where(thing, when)
    way = there[:2] - here
    far = max(float(np.linalg.norm(way)), 1e-6)
    end = here + way / far * max(far - reach, 0.0)
    m.heading_rad = math.atan2(way[1], way[0])
    if far - reach > 0.1:
        line = np.column_stack([np.linspace(here[0], end[0], 6), np.linspace(here[1], end[1], 6), np.zeros(6)])
        m.travels.append(Travel(t0, when, line, ease_in=t0 > 0.3))
    m.looks.append(Look(t0, when, thing.id))
    bend = "pick_up" if m.body.rig == "person" else "eat"
    m.acts.append(Act(bend, max(when - 0.4, t0), min(when + 0.7, t1), when, _triple(there)))
    plan.grips.append(Grip(thing.id, m.id, "hand_right" if m.body.rig == "person" else "mouth", when, plan.duration_s))


def kick(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Run up and strike a thing that lies on the ground; it flies or rolls off."""
    strike(plan, action, who, t0, t1, act="kick" if action.verb == "kick" else "hit")


def strike(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float, *, act: str) -> None:
    things = plan.of(action.what)
    m = who[0]
    if not things:
        m.acts.append(Act(act, t0 + 0.2, min(t0 + 1.6, t1), t0 + 0.9))
        return
    thing = things[0]
    when = t0 + min(1.5, 0.5 * (t1 - t0))
    reach = 0.28 * m.body.size[2] + thing.size_m / 2
    goal = plan.point(action.goal)
    aim = goal if goal is not None else thing.position + np.array([6.0, 0.6, 0.0])
    way = aim[:2] - thing.position[:2]
    if m.placed and goal is None and float(np.linalg.norm((thing.position - m.position)[:2])) > 0.3:
        way = (thing.position - m.position)[:2]  # on, past where it lies
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    if m.placed and goal is None:
        aim = thing.position + np.array([*(6.0 * way), 0.0])
    spot = thing.position[:2] - way * reach
    run_up = min(when * m.trait("run_ms", 3.5) * 0.55, 3.0)
    if m.is_actor and not m.travels:
        begin = m.position[:2] if m.placed else spot - way * run_up
        if m.placed:
            needs = float(np.linalg.norm(begin - spot)) / m.trait("run_ms", 3.5) + 0.5
            when = min(max(t0 + needs, when), max(t1 - 0.7, t0 + 0.5))
        m.position = np.array([begin[0], begin[1], plan.ground(begin[0], begin[1])])
        line = np.column_stack([np.linspace(begin[0], spot[0], 6), np.linspace(begin[1], spot[1], 6), np.zeros(6)])
        m.travels.append(Travel(max(t0, 0.0), when, line, ease_in=t0 > 0.2, ease_out=True))
    m.heading_rad = math.atan2(way[1], way[0])
    thing.simulated = thing.simulated or not thing.is_actor
    name = "push" if m.body.rig != "person" else act
    m.acts.append(
        Act(
            name,
            when - 0.45,
            when + 0.6,
            when,
            (float(thing.position[0]), float(thing.position[1]), float(thing.position[2]) + 0.1),
        )
    )
    m.looks.append(Look(0.0, plan.duration_s, thing.id))
    hard = 5.0 if "gently" in action.manner else 8.0
    lift = 0.35 if act == "kick" else 0.2
    if thing.body.mass_kg > 5:
        hard *= (5 / thing.body.mass_kg) ** 0.5
    if not thing.is_actor:
        velocity = np.array([way[0] * hard, way[1] * hard, hard * lift])
        if goal is not None:
            flat = goal.copy()
            flat[2] += 0.6
            plan.tosses.append(
                Toss(
                    thing.id,
                    when,
                    ((lambda s: (lob(s, flat, plan.stage.gravity_ms2, 0.3), np.array([0.0, 8.0, 0.0]))),),
                )
            )
        else:
            spin = np.array([-way[1], way[0], 0.0]) * hard / max(thing.size_m, 0.1)
            plan.tosses.append(Toss(thing.id, when, ((lambda s: (velocity, spin)),)))
        plan.struck.append((when, thing.id, m.id, float(np.linalg.norm(velocity))))


def push(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Walk on with the thing ahead (push) or behind (pull)."""
    things = plan.of(action.what)
    m = who[0]
    speed = 0.75
    length = min(speed * (t1 - t0), 2 * plan.stage.play[0] - 1.0)
    sign = -1.0 if action.direction == "left" else 1.0
    side = 1.0 if action.verb == "push" else -1.0
    gap = 0.0
    x, y = np.linspace(-length / 2, length / 2, 8) * sign, np.zeros(8)
    if things:
        gap = (things[0].body.size[0] + m.body.size[0]) / 2 + (0.18 if m.body.rig == "person" else 0.05)
    if things and things[0].placed:  # from where the thing is
        x = x - x[0] + things[0].position[0] - sign * side * gap
        y = y + things[0].position[1]
    m.travels.append(Travel(t0, t1, np.column_stack([x, y, np.zeros(8)]), ease_in=True, ease_out=True))
    m.acts.append(Act(action.verb, t0, t1))
    if not things:
        return
    thing = things[0]
    thing.heading_rad = thing.heading_rad if thing.placed else 0.0
    thing.simulated = thing.simulated and not thing.placed
    thing.travels.append(Travel(t0, t1, np.column_stack([x + sign * side * gap, y, np.zeros(8)]), keep_heading=True))
    curve = (0.2, 0.7, 0.75, 0.7, 0.3)
    plan.cues.append(
        SoundCue(
            t0,
            "scrape",
            (0, 0, 0.1),
            0.5,
            t1 - t0,
            material=thing.body.sound,
            other=plan.stage.ground_sound,
            curve=curve,
            thing=thing.id,
        )
    )


def carry(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A thing in hand (or mouth) for the beat; lifted, held, balanced or put on show."""
    things = plan.of(action.what) or plan.of(action.instrument)
    for m, thing in zip(who, things, strict=False):
        anchor = "hand_right" if m.body.rig == "person" else "mouth"
        if action.verb == "balance":
            anchor = "head_top"
        plan.grips.append(
            Grip(
                thing.id,
                m.id,
                anchor,
                0.0 if t0 < 0.7 else t0 + 0.4,
                t1 if t1 < plan.duration_s - 0.1 else plan.duration_s,
            )
        )
    for m in who:
        act = {"lift": "lift", "carry": "carry", "balance": "stand", "hold": "carry"}.get(action.verb, "carry")
        m.acts.append(Act(act, t0, t1, t0 + 0.6))


def drop(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Let a thing fall from the hand."""
    things = plan.of(action.what)
    for m, thing in zip(who, things, strict=False):
        when = t0 + min(1.0, 0.4 * (t1 - t0))
        thing.simulated = True
        plan.grips.append(Grip(thing.id, m.id, "hand_right", 0.0, when))
        plan.tosses.append(Toss(thing.id, when, ((lambda s: (np.zeros(3), np.array([0.0, 1.0, 0.0]))),), None, m.id))
        m.acts.append(Act("carry", 0.0, when + 0.1))
        m.looks.append(Look(when, min(when + 2.0, plan.duration_s), thing.id))


def juggle(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Three (or more) things in a cascade: each flight a true parabola between the hands."""
    m = who[0]
    things = plan.of(action.what)
    m.acts.append(Act("juggle", t0, t1))
    n = max(len(things), 1)
    for k, thing in enumerate(things):
        thing.orbit = ("juggle", m.id, k, n)


def use(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Eat, drink, read, play, paint …: the tool in hand, the act of that name."""
    act = action.verb
    things = plan.of(action.what) + plan.of(action.instrument)
    if act == "play" and things:
        act = {"guitar": "play_guitar", "piano": "play_piano", "drum": "play_drums"}.get(
            things[0].role.concept, "play_guitar"
        )
        plan.cues.append(
            SoundCue(
                t0, "instrument", (0, 0, 1.0), 0.8, t1 - t0, name=things[0].role.concept, thing=who[0].id if who else ""
            )
        )
    for k, m in enumerate(who):
        m.acts.append(Act(act, t0, t1))
        if k < len(things):
            thing = things[k]
            if thing.kind == "fixture" or thing.body.mass_kg > 12:
                gap = (thing.body.size[0] + m.body.size[0]) / 2
                if thing.placed:
                    m.position = thing.position + np.array([0.0, gap, 0.0])
                else:
                    thing.position = m.position + np.array([0.0, -gap, 0.0])
                continue
            if m.body.rig != "person":
                mouth = m.body.anchors.get("mouth", (m.body.size[0] / 2, 0.0, 0.0))
                ahead = mouth[0] + 0.35 * thing.size_m
                c, s = math.cos(m.heading_rad), math.sin(m.heading_rad)
                if thing.placed:
                    m.position = thing.position - np.array([c * ahead, s * ahead, 0.0])
                else:
                    thing.position = m.position + np.array([c * ahead, s * ahead, 0.0])
            else:
                anchor = "chest" if act == "play_guitar" else "hand_right"
                plan.grips.append(Grip(thing.id, m.id, anchor, 0.0, plan.duration_s))


def _triple(v: F64) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])
