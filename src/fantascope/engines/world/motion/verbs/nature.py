"""Verbs of things by themselves: bounce, roll, fall, topple, collide, float, spin, swing, burst, burn, erupt.

Knows nothing of actors' will. Wherever a rigid body is free, the simulation decides; these only set the start.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...screenplay.schema import Action
from ..particles import Emitter, dust, flames, splash
from ..plan import Member, Plan, Toss, Travel
from ..script import Run
from ..types import Act, SoundCue
from .nudge import foot_of, knocked, rolled
from .travel import ends

F64 = NDArray[np.float64]


def bounce(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Drop and bounce; down a staircase or a slope when the path says so, on towards the goal of a later beat."""
    top, foot = ends(plan, action.path or action.source)
    for rank, m in enumerate(who):
        if m.is_actor:
            m.acts.append(Act("jump", t0, t1))
            continue
        m.simulated = True
        m.restitution = max(m.restitution or 0.0, 0.68, m.body.restitution)
        if m.placed:
            knocked(plan, m, action.goal or action.what or foot_of(action.path), t0, 0.9 + 0.15 * rank)
            continue
        if top is None or foot is None:
            height = 1.3 + 0.15 * rank
            m.position = m.position + np.array([0.0, 0.0, height])
            m.velocity = (0.25 * (1 if rank % 2 else -1) if len(who) > 1 else 0.12, 0.0, 0.0)
            m.spin = (0.0, 1.5, 0.0)
            continue
        _descend(plan, m, top, foot, rank, t0)


def _descend(plan: Plan, m: Member, top: F64, foot: F64, rank: int, t0: float) -> None:
    """Choose, among throws down the steps, one whose free run comes to rest beside the goal."""
    along = (foot - top)[:2]
    along = along / max(float(np.linalg.norm(along)), 1e-6)
    across = np.array([-along[1], along[0]])
    m.position = np.array([*(top[:2] - along * 0.25 + across * 0.12 * rank), top[2] + 0.32])
    m.spin_drag = 0.9
    m.drag = 0.04
    m.restitution = 0.62
    goal = plan.goals.get(m.role.id)
    start = max(t0, 0.0) + 0.15 + 0.35 * rank
    m.hold_until_s = start

    def way(speed: float, aside: float, up: float) -> Callable[[F64], tuple[F64, F64]]:
        velocity = np.array([*(along * speed + across * aside), up])
        spin = np.array([-along[1], along[0], 0.0]) * speed / max(m.size_m / 2, 0.03)
        return lambda _start: (velocity, spin)

    for waiting in plan.of(goal):
        if not waiting.role.relations and not waiting.travels:
            aside = -0.25 if across[1] > 0 else 0.25
            beyond = foot[:2] + along * (1.15 + 0.5 * waiting.size_m) + across * aside
            waiting.position = np.array([*beyond, plan.ground(*beyond)])
    aim = None if goal is None else plan.point(goal)
    drift = 0.0
    if aim is not None:
        far = aim[:2] - m.position[:2]
        drift = float(far @ across) / max(float(far @ along), 0.5)
    ways = tuple(
        way(v, v * drift + a, u)
        for v, u in ((1.15, 0.6), (1.3, 0.3), (1.0, 0.9), (1.45, 0.2), (0.9, 0.4), (1.6, 0.5))
        for a in (0.0, 0.04, -0.04)
    )

    def score(run: Run) -> float:
        p = run.poses[m.id][:, :3, 3]
        if aim is None:
            return 1.0 if p[-1, 2] < foot[2] + 0.2 else 0.0
        near = float(np.hypot(*(p[-1, :2] - aim[:2]))) - 0.5 * m.size_m
        beside = float((aim[:2] - p[-1, :2]) @ along)
        hidden = 0.35 if beside < 0.18 else 0.0
        rough = max([c.speed_ms for c in run.contacts if m.id in (c.a, c.b) and goal in (c.a, c.b)], default=0.0)
        bounces = sum(1 for c in run.contacts if m.id in (c.a, c.b) and c.speed_ms > 0.5)
        closest = float(np.min(np.hypot(p[:, 0] - aim[0], p[:, 1] - aim[1])))
        calm = float(np.linalg.norm(run.velocity[m.id][-1])) < 0.5
        return min(
            1.0,
            -hidden
            - 0.1 * max(rough - 1.0, 0.0)
            + 0.55 * math.exp(-max(near - 0.65, 0.0) * 1.5)
            + 0.2 * math.exp(-max(closest - 0.5, 0.0) * 3)
            + (0.15 if bounces >= 4 else 0.02 * bounces)
            + (0.12 if calm else 0.0),
        )

    plan.tosses.append(Toss(m.id, start, ways, score))


def roll(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Roll along; a second beat after a bounce is what the free run does anyway, aimed by its goal."""
    if action.goal or action.what:
        plan.goals.setdefault(action.who or "", action.goal or action.what or "")
    for rank, m in enumerate(who):
        if m.is_actor:
            m.acts.append(Act("roll_over", t0, t1))
            continue
        if any(t.thing == m.id for t in plan.tosses):
            continue
        top, foot = ends(plan, action.path)
        m.simulated = True
        if m.placed:
            rolled(plan, m, plan.point(action.goal or action.what or foot_of(action.path)), t0, t1)
            continue
        if top is not None and foot is not None:
            _descend(plan, m, top, foot, rank, t0)
            continue
        goal = plan.point(action.goal or action.what)
        span = min(2.2 * (t1 - t0) * 0.6, plan.stage.play[0])
        aim = goal if goal is not None else m.position + np.array([span / 2, 0.0, 0.0])
        m.position = np.array([aim[0] - span, aim[1] - 0.1 + 0.3 * rank, 0.0])
        m.position[2] = plan.ground(m.position[0], m.position[1]) + 0.01
        v = span / (t1 - t0) * 1.5
        m.spin_drag = 0.25
        m.velocity = (v, 0.0, 0.0)
        m.spin = (0.0, v / max(m.size_m / 2, 0.02), 0.0)


def fall(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """From a height to the ground; leaves, flakes and feathers drift."""
    light = {"leaf", "feather", "snowflake", "petal", "maple-leaf", "fallen-leaf"}
    for rank, m in enumerate(who):
        if m.is_actor:
            m.acts.append(Act("lie", t0 + 0.5, t1))
            continue
        if m.placed and not m.grows:
            knocked(plan, m, None, t0 + 0.25 * rank, 0.25)
            continue
        height = 2.4 + 0.5 * (rank % 3)
        if m.role.concept.removeprefix("emoji:") in light:
            p = m.position
            u = np.linspace(0, 1, 12)
            m.travels.append(
                Travel(t0, t1, np.column_stack([p[0] + 0.5 * np.sin(u * 9 + rank), p[1] + 0 * u, height * (1 - u)]))
            )
            continue
        m.simulated = True
        m.position = m.position + np.array([0.0, 0.0, height])
        m.spin = (0.8, 1.6, 0.3)
        m.hold_until_s = t0 + 0.25 + 0.3 * rank
        plan.tosses.append(Toss(m.id, m.hold_until_s, ((lambda s: (np.zeros(3), np.array([0.8, 1.6, 0.3]))),)))
        if plan.stage.water is not None and plan.stage.name in {"sea", "lake", "river"}:
            t = m.hold_until_s + math.sqrt(2 * height / plan.stage.gravity_ms2)
            at = (float(m.position[0]), float(m.position[1]), plan.stage.water.waves.level_m)
            plan.emitters += splash(at, t, m.size_m, plan.seed)
            plan.cues.append(SoundCue(t, "splash", at, 1.0, size_m=m.size_m))


def topple(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A row falls one against the next: the first is struck by a rolling ball, the rest is physics."""
    row = sorted(who, key=lambda m: float(m.position[0]))
    for m in row:
        m.simulated = True
        m.drag = 0.0
    if len(row) < 2:
        if row:
            at = t0 + 0.6
            h = row[0].body.size[2]
            plan.tosses.append(
                Toss(row[0].id, at, ((lambda s: (np.array([0.9 * h, 0.0, 0.0]), np.array([0.0, 2.2, 0.0]))),))
            )
            row[0].hold_until_s = at
        return
    first = row[0]
    h = first.body.size[2]
    c, s = math.cos(first.heading_rad), math.sin(first.heading_rad)
    rate = 1.5 * math.sqrt(plan.stage.gravity_ms2 / h)
    when = t0 + min(0.15, 0.1 * (t1 - t0))
    spin = np.array([-s * rate, c * rate, 0.0])
    velocity = np.array([c, s, 0.0]) * rate * h / 2
    first.hold_until_s = when
    plan.tosses.append(Toss(first.id, when, ((lambda _s: (velocity, spin)),)))
    plan.struck.append((when, first.id, "ground", rate * h * 0.5))


def collide(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Two meet at speed; up to the impact they drive, after it they are free bodies."""
    pair = list(who) + [m for m in plan.of(action.what or action.goal) if m not in who]
    if len(pair) < 2:
        return
    a, b = pair[0], pair[1]
    meet = plan.mark("set:crossroads")
    meet = np.zeros(3) if meet is None else meet
    crossing = plan.mark("set:crossroads") is not None
    speed = 7.5 if a.kind == "vehicle" else 3.0
    when = t0 + 0.5 * (t1 - t0)
    way_a = np.array([1.0, 0.0, 0.0])
    way_b = np.array([-0.30, -0.954, 0.0]) if crossing else np.array([-1.0, 0.0, 0.0])
    if crossing:
        way_b = np.array([0.0, -1.0, 0.0])
    for m, way, lag in ((a, way_a, 0.0), (b, way_b, 0.0)):
        contact = meet - way * (m.body.size[0] / 2 + (b.body.size[1] / 2 if (m is a and crossing) else 0.0)) * 0.92
        if crossing and m is b:
            contact = meet + np.array([0.0, 0.18 * b.body.size[0], 0.0])
        begin = t0 if m.placed else 0.0
        start = contact - way * speed * (when - begin - lag)
        m.position = np.array([start[0], start[1], plan.ground(start[0], start[1])])
        m.heading_rad = math.atan2(way[1], way[0])
        m.simulated = True
        m.drag = 0.25
        m.spin_drag = 0.9
        m.friction = 0.28
        m.restitution = 0.25
        end = np.array([contact[0], contact[1], 0.0])
        m.travels.append(
            Travel(begin, when, np.linspace(np.array([start[0], start[1], 0.0]), end, 6), ease_in=False, ease_out=False)
        )
        v = way * speed
        plan.tosses.append(Toss(m.id, when - 0.03, (_thrown(np.array([v[0], v[1], 0.0])),)))
        m.hold_until_s = when - 0.03
        plan.cues.append(
            SoundCue(0.0, "engine", (0, 0, 0.5), 0.7, when, name="car", curve=(0.5, 0.6, 0.7, 0.8, 0.85), thing=m.id)
        )
        plan.cues.append(
            SoundCue(
                max(when - 0.7, 0.0),
                "scrape",
                (0, 0, 0.1),
                0.8,
                0.7 + 0.4,
                name="tyres",
                material="rubber",
                other="asphalt",
                curve=(6.0, 7.0, 7.0, 5.0, 1.0),
                thing=m.id,
            )
        )
    spot = (float(meet[0]), float(meet[1]), 0.5)
    plan.focus_points.append(spot)
    plan.emitters.append(dust((spot[0], spot[1], 0.15), when, 2.2, (0.62, 0.58, 0.53), plan.seed + 5))
    plan.emitters.append(
        Emitter(
            spot,
            when,
            when,
            46,
            2,
            (0, 0, 2.2),
            (3.0, 3.0, 1.8),
            (0.25, 0.25, 0.2),
            9.81,
            0.3,
            0.55,
            (0.02, 0.008),
            (4.0, 2.4, 0.8, 1.0),
            (2.0, 0.5, 0.1, 0.0),
            0.02,
            plan.seed + 6,
        )
    )
    plan.emitters.append(
        Emitter(
            spot,
            when,
            when,
            22,
            3,
            (0, 0, 2.4),
            (2.4, 2.4, 1.5),
            (0.3, 0.3, 0.2),
            9.81,
            0.6,
            1.6,
            (0.045, 0.045),
            (0.7, 0.75, 0.8, 1.0),
            (0.7, 0.75, 0.8, 1.0),
            0.03,
            plan.seed + 7,
        )
    )


def _thrown(velocity: F64) -> Callable[[F64], tuple[F64, F64]]:
    """Let go at this velocity, without spin."""
    return lambda _start: (velocity, np.zeros(3))


def afloat(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Drift on water or in the air."""
    for m in who:
        m.afloat = plan.stage.water is not None
        lift = 0.0 if m.afloat else 1.1
        x, y = float(m.position[0]), float(m.position[1])
        u = np.linspace(0, 1, 10)
        z = lift + (0.25 * np.sin(u * 6.0) if lift else 0 * u)
        m.travels.append(
            Travel(t0, t1, np.column_stack([x + (u - 0.5) * 0.9, y + 0.12 * np.sin(u * 4), z]), keep_heading=True)
        )


def spin(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Turn round its own axis."""
    for m in who:
        if m.is_actor:
            m.acts.append(Act("spin", t0, t1))
        turns = 0.5 * (t1 - t0)
        n = max(int(turns * 8), 4)
        base = m.heading_rad
        m.turns += [(t0 + (t1 - t0) * k / n, base + 2 * math.pi * turns * k / n) for k in range(n + 1)]


def burst(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Explode, erupt, fireworks: flash, sparks, smoke, thunderous sound."""
    when = t0 + 0.35 * (t1 - t0)
    for m in who or []:
        top = 0.9 * m.body.size[2]
        p = (float(m.position[0]), float(m.position[1]), float(m.position[2]) + top)
        erupts = action.verb == "erupt"
        end = t1 if erupts else when
        rate = 90.0 if erupts else 160
        plan.emitters.append(
            Emitter(
                p,
                when,
                end,
                rate,
                2,
                (0, 0, 5.0),
                (2.4, 2.4, 2.2),
                (0.1, 0.1, 0.1),
                9.81,
                0.2,
                1.3,
                (0.06, 0.03),
                (5.0, 2.2, 0.5, 1.0),
                (2.5, 0.5, 0.1, 0.0),
                -1e9,
                plan.seed + 11,
            )
        )
        plan.emitters.append(
            Emitter(
                p,
                when,
                max(end, when + 0.6),
                26,
                0,
                (0.2, 0, 2.4),
                (0.9, 0.9, 0.8),
                (0.2, 0.2, 0.1),
                -0.2,
                0.8,
                2.6,
                (0.25, 1.2),
                (0.25, 0.23, 0.22, 0.55),
                (0.4, 0.4, 0.42, 0.0),
                -1e9,
                plan.seed + 12,
            )
        )
        plan.cues.append(SoundCue(when, "explosion", p, 1.0, size_m=m.size_m))
        if not erupts:
            m.hidden_after_s = when + 0.02


def burn(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Flames on the thing."""
    for m in who:
        at = (float(m.position[0]), float(m.position[1]), float(m.position[2]) + 0.5 * m.body.size[2])
        plan.emitters += flames(at, t0, t1, min(max(m.size_m, 0.3), 1.6), plan.seed + 21)
        plan.cues.append(SoundCue(t0, "fire_crackle", at, 0.8, t1 - t0))


def swing(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A pendulum: a free body hung by a hinge from its "pivot" anchor, let go from the side."""
    for m in who:
        if m.is_actor:
            m.acts.append(Act("dance", t0, t1))
            continue
        anchor = m.body.anchors.get("pivot", (0.0, 0.0, m.body.size[2]))
        m.heading_rad = 0.0
        p = m.position + np.asarray(anchor)
        m.pivot = (float(p[0]), float(p[1]), float(p[2]))
        m.simulated = True
        m.drag = m.spin_drag = 0.0
