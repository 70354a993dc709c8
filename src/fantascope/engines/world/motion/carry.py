"""The next part of a take planned from where the last one ended: nobody is put anywhere at a stroke.

Knows nothing of performance. Who is there starts as it is; whoever is wanted elsewhere goes there first, whoever is new
comes in from the side, a new thing comes into being; who has nothing new to do stands, stays in its pose, or drifts on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..picture.types import Camera
from ..screenplay.schema import Role, ShotPlan
from ..staging.arrive import entrance, place_arrivals
from ..staging.place import Player
from .direct import fill
from .moving import Timeline
from .places import SELF_MOVING, fetched, first_move, lead_of, take_place
from .plan import Grip, Member, Plan, Travel
from .resume import coast_s, path_before
from .retime import step_of
from .simulate import Cast, simulate
from .types import Act

F64 = NDArray[np.float64]
LASTING = {"sit", "lie", "sleep", "kneel", "ride", "drive", "row", "pedal", "float", "meditate", "juggle"}
UPRIGHT = {
    "stand",
    "jump",
    "dance",
    "flip",
    "stomp",
    "spin",
    "kick",
    "hit",
    "throw",
    "shoot",
    "push",
    "pull",
    "hug",
} | {"sit", "lie", "sleep", "kneel", "lift", "carry", "cheer", "stretch", "bow"}
"""Acts that end a pose that was kept."""
FORESIGHT_S = 6.0
"""How far ahead the way of a rolling thing is looked at."""
MOST_LEAD = 0.5
"""Share of a part that may go by before its first beat, for people to take their places."""


def carry_on(
    last: Plan,
    before: Timeline,
    shot: ShotPlan,
    arrivals: Sequence[Player],
    spoken_s: Mapping[int, float],
    seed: int,
    camera: Camera,
    aspect: float,
    duration_s: float,
) -> tuple[Plan, dict[int, float]]:
    """Plan a part that goes on from `before`, the take up to the seam, last planned by `last`.

    Args:
        arrivals: the players that are new.
        camera: the last of the take so far; aspect: width ÷ height of its picture.
        duration_s: world seconds of the part.

    Returns:
        the plan, its times from the seam, and when each line starts in them.
    """
    lead, going = 0.0, frozenset[str]()
    ahead = _foreseen(last, before, shot, camera, seed, duration_s)
    for _ in range(3):
        plan = _reopened(last, before, shot, camera, seed, duration_s, ahead, going)
        _arrive(plan, arrivals, camera, aspect)
        starts = {m.id: (m.position.copy(), m.heading_rad) for m in plan.members.values()}
        lines = fill(plan, shot, spoken_s, lead)
        _keep_things(plan, starts)
        wanted = min(lead_of(plan, starts, lead), MOST_LEAD * plan.duration_s)
        on_the_way = frozenset(m.id for m in plan.members.values() if first_move(m) < 0.3)
        if wanted <= lead + 0.05 and on_the_way == going:
            break
        lead, going = max(wanted, lead), on_the_way
    for m in plan.members.values():
        take_place(plan, m, starts[m.id], lead)
    _stay(plan, last, before, lead)
    return plan, lines


def _reopened(
    last: Plan,
    before: Timeline,
    shot: ShotPlan,
    camera: Camera,
    seed: int,
    duration_s: float,
    ahead: Mapping[str, tuple[F64, F64]],
    going: frozenset[str],
) -> Plan:
    """A plan with everyone where and as they are; `ahead` is how free things will go."""
    since = float(before.times_s[-1])
    plan = Plan(last.stage, duration_s, seed, {}, since_s=since, eye=np.asarray(camera.position))
    roles = {r.id: r for r in shot.cast}
    for old in last.members.values():
        moving = before.members[old.id]
        root = moving.root[-1]
        position, heading = path_before(before, old.id)
        velocity = _velocity(before, old.id)
        m = Member(old.id, _role(old.role, roles), old.body, old.kind, root[:3, 3].copy(), float(heading[-1]))
        m.placed, m.pose = True, root.copy()
        m.upright, m.drag, m.spin_drag = old.upright, old.drag, old.spin_drag
        m.friction, m.restitution, m.pivot = old.friction, old.restitution, old.pivot
        m.afloat, m.attached = old.afloat, old.attached
        if not moving.visible[-1]:
            m.hidden_after_s = 0.0
        if old.simulated:
            m.simulated = True
            v, w = before.momenta.get(old.id, (np.zeros(3), np.zeros(3)))
            m.velocity, m.spin = _triple(v), _triple(w)
            if old.id in ahead:
                m.position = ahead[old.id][1][-1, :3, 3].copy()
        elif old.id in before.tracks or old.id in before.paths:
            m.position = position[-1].copy()
            if old.id not in going and old.kind not in SELF_MOVING:
                m.position[:2] += velocity[:2] * coast_s(float(np.hypot(velocity[0], velocity[1])))
        if old.timed is not None and float(old.timed[0][-1]) > last.duration_s + 0.1:
            m.timed, m.gait = (old.timed[0] - last.duration_s, old.timed[1]), old.gait
        m.kept = [Act(a.name, 0.0, plan.duration_s) for a in _lasting(old, last.duration_s)]
        m.acts = list(m.kept)
        if old.orbit is not None and old.orbit[0] == "juggle":
            m.orbit = old.orbit
        plan.members[m.id] = m
    plan.grips = [
        Grip(g.thing, g.actor, g.anchor, 0.0, plan.duration_s)
        for g in last.grips
        if g.start_s < last.duration_s - 0.05 <= g.end_s
    ]
    plan.held = tuple(plan.grips)
    plan.foreseen = dict(ahead)
    return plan


def _velocity(before: Timeline, who: str) -> F64:
    """Metres a second (3,) of a member at the seam."""
    position = path_before(before, who)[0]
    if len(position) < 2:
        return np.zeros(3)
    return np.asarray((position[-1] - position[-2]) / max(step_of(before.times_s), 1e-6))


def _role(old: Role, roles: Mapping[str, Role]) -> Role:
    """The role as the new part has it, without what was settled before: poses and relations it had already."""
    new = roles.get(old.id, old)
    changes = {
        "pose": None if new.pose == old.pose else new.pose,
        "relations": tuple(r for r in new.relations if r not in old.relations),
    }
    return new.model_copy(update=changes)


def _lasting(m: Member, end_s: float) -> list[Act]:
    return [a for a in m.acts if a.name in LASTING and a.end_s >= end_s - 0.1]


def _foreseen(
    last: Plan, before: Timeline, shot: ShotPlan, camera: Camera, seed: int, duration_s: float
) -> dict[str, tuple[F64, F64]]:
    """How the free things that are still moving will go on, left to themselves: times and poses."""
    moving = [k for k, (v, _) in before.momenta.items() if float(np.linalg.norm(v)) > 0.1]
    if not moving:
        return {}
    plan = _reopened(last, before, shot, camera, seed, duration_s, {}, frozenset())
    times = np.arange(0.0, min(FORESIGHT_S, plan.duration_s) + 0.04, 1 / 24)
    run = simulate(plan, Cast(times, {}, {}, alone=True))
    return {k: (times, run.poses[k]) for k in moving} if run is not None else {}


def _arrive(plan: Plan, arrivals: Sequence[Player], camera: Camera, aspect: float) -> None:
    """New members: things at their place, growing; those who move by themselves at the edge of the picture."""
    present = {m.id: Player(m.id, m.role, m.body, m.kind) for m in plan.members.values() if m.hidden_after_s is None}
    there = {who: (plan.members[who].position, plan.members[who].heading_rad) for who in present}
    spots = place_arrivals(arrivals, list(present.values()), there, plan.stage, plan.mark, camera)
    for rank, p in enumerate(arrivals):
        spot = spots[p.id]
        m = Member(p.id, p.role, p.body, p.kind, spot.position, spot.heading_rad)
        m.placed = True
        m.grows = not (m.is_actor or m.kind in SELF_MOVING)
        if not m.grows and not any(r.kind == "riding" for r in p.role.relations):
            m.enters = entrance(spot.position, max(p.body.size), plan.stage, camera, aspect, rank)
        plan.members[m.id] = m


def _keep_things(plan: Plan, starts: Mapping[str, tuple[F64, float]]) -> None:
    """Nothing that lies there is moved by being mentioned."""
    for m in plan.members.values():
        if m.placed and not m.grows and not m.is_actor and m.kind not in SELF_MOVING and not m.travels:
            m.position, m.heading_rad = starts[m.id]


def _stay(plan: Plan, last: Plan, before: Timeline, lead: float) -> None:
    """What was going on and is not countermanded goes on: poses, things in hand, pursuit, sailing, flight."""
    _keep_hold(plan, lead)
    for g in plan.grips:
        if plan.members[g.thing].placed:
            plan.members[g.thing].hold_until_s = None
    for m in plan.members.values():
        old = last.members.get(m.id)
        if old is None:
            continue
        ends = min([first_move(m), *(a.start_s for a in m.acts if a not in m.kept and a.name in UPRIGHT)])
        m.acts = [replace(a, end_s=min(a.end_s, ends)) if a in m.kept else a for a in m.acts]
        m.acts = [a for a in m.acts if a.end_s - a.start_s > 0.2]
        if m.orbit is not None and not any(a.name == "juggle" for a in plan.members[m.orbit[1]].acts):
            m.orbit, m.simulated = None, True
        halts = any(a.name in UPRIGHT for a in m.acts)
        if halts and m.kind in SELF_MOVING and not m.travels and m.timed is None and m.follows is None:
            m.position[:2] += _velocity(before, m.id)[:2] * coast_s(float(np.hypot(*_velocity(before, m.id)[:2])))
        ordered = m.travels or m.timed is not None or m.follows is not None or m.simulated or m.attached is not None
        if ordered or halts:
            continue
        if old.follows is not None and old.follows[0] in plan.members:
            m.follows, m.gait = old.follows, old.gait
            m.looks += [replace(k, start_s=0.0, end_s=plan.duration_s) for k in old.looks if k.at == old.follows[0]][:1]
        else:
            _drift(plan, m, before)


def _keep_hold(plan: Plan, lead: float) -> None:
    """Things held go on being held until someone else has them or they are let go; others are taken up when reached."""
    grips: list[Grip] = []
    for g in plan.grips:
        others = [h for h in plan.grips if h.thing == g.thing and h not in plan.held]
        if g in plan.held:
            until = min(
                [h.start_s for h in others] + [t.at_s for t in plan.tosses if t.thing == g.thing], default=g.end_s
            )
            if any(h.actor == g.actor for h in others) or until < 0.05:
                continue
            g = replace(g, end_s=min(g.end_s, until))
        elif plan.members[g.thing].placed and not plan.members[g.thing].grows:
            mine = any(h.actor == g.actor and h.thing == g.thing for h in plan.held)
            if not mine and g.start_s < lead + 0.1:
                g = replace(
                    g,
                    start_s=min(
                        max(0.75 * lead if fetched(plan, plan.members[g.actor], lead) else 0.1, 0.1),
                        max(g.end_s - 0.4, 0.0),
                    ),
                )
            elif mine and g.start_s < lead + 0.1:
                g = replace(g, start_s=0.0)
        grips.append(g)
    plan.grips = grips


def _drift(plan: Plan, m: Member, before: Timeline) -> None:
    """Boats sail on, cars roll on, birds and fish go round; who stands, stands."""
    track = before.tracks.get(m.id)
    position = path_before(before, m.id)[0]
    if track is None or len(position) < 2:
        return
    velocity = _velocity(before, m.id)
    speed = float(np.hypot(velocity[0], velocity[1]))
    ground = plan.ground(float(m.position[0]), float(m.position[1]))
    above = float(position[-1, 2]) - (plan.stage.water.waves.level_m if m.afloat and plan.stage.water else ground)
    if track.gait in {"fly", "swim", "float"} and (above > 0.3 or m.afloat or plan.stage.name == "underwater"):
        m.gait = track.gait
    if speed < 0.3 or (m.kind not in SELF_MOVING and m.gait not in {"fly", "swim"}):
        return
    here = position[-1, :2]
    course = math.atan2(velocity[1], velocity[0])
    far = speed * plan.duration_s
    if m.kind in SELF_MOVING:
        bend = np.zeros(24)
    else:
        home = math.atan2(-here[1], -here[0])
        turn = math.copysign(1.0, math.sin(home - course))
        bend = turn * np.linspace(0.0, far / max(1.5 + 0.8 * speed, 1.0), 24)
    step = far / 23 * np.column_stack([np.cos(course + bend), np.sin(course + bend)])
    points = here + np.concatenate([np.zeros((1, 2)), np.cumsum(step[:-1], axis=0)])
    m.position = np.array([*here, position[-1, 2]])
    m.travels.append(Travel(0.0, plan.duration_s, np.column_stack([points, np.full(24, above)]), False, False, m.gait))


def _triple(v: F64) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])
