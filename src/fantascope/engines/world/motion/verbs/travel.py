"""Verbs of going: where from, where to, how fast, in what gait.

Knows nothing of legs or wheels. A traveller alone crosses the picture along the set's lane; one with a goal stops
short of it; one without room goes round in a loop.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...screenplay.schema import Action
from ..plan import Look, Member, Plan, Travel
from ..room import clear_lane
from ..types import Act, SoundCue
from .nudge import set_rolling

F64 = NDArray[np.float64]
SLOW = {"slowly", "gently", "calmly", "leisurely", "quietly", "carefully"}
FAST = {"quickly", "fast", "rapidly", "hastily", "furiously", "wildly", "swiftly"}
GAITS = {
    "walk": None,
    "run": None,
    "crawl": "crawl",
    "swim": "swim",
    "fly": "fly",
    "climb": "climb",
    "hop": "hop",
    "march": "march",
    "ski": "ski",
    "skate": "skate",
    "slide": "slide",
    "float": "float",
}
PURSUED = "pursued"
"""Manner of one who is chased: round and round where room runs out."""
ENTRIES = {"walk", "crawl", "hop", "march"}
CRUISE = {
    "swim": 1.1,
    "fly": 3.2,
    "crawl": 0.45,
    "climb": 0.45,
    "hop": 1.2,
    "march": 1.3,
    "ski": 5.0,
    "skate": 3.2,
    "float": 0.5,
    "drive": 6.0,
    "sail": 2.2,
    "row": 1.3,
    "ride": 3.5,
    "slide": 2.5,
    "stop": 3.0,
}


def pace(member: Member, verb: str, manner: Sequence[str]) -> float:
    """Speed in m/s of this body doing this verb in this manner."""
    if verb == "walk":
        speed = member.trait("walk_ms", 1.3)
    elif verb == "run":
        speed = member.trait("run_ms", 4.0)
    else:
        speed = CRUISE.get(verb, 1.5) * min(max(member.size_m, 0.3), 3.0) ** 0.35
    if SLOW & set(manner):
        speed *= 0.6
    if FAST & set(manner):
        speed *= 1.4
    return speed


def go(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Walk, run, swim, fly, drive, sail … from here to there."""
    verb = action.verb
    for rank, m in enumerate(who):
        if m.enters is not None and verb in ENTRIES and not (action.goal or action.what or action.path):
            continue  # to come in is all that is asked
        if verb == "stop" and m.placed:
            m.acts.append(Act("stand", t0, t1))
            continue
        speed = pace(m, verb, action.manner)
        gait = GAITS.get(verb)
        if m.kind == "boat":
            m.afloat = True
        distance = speed * (t1 - t0)
        points = _course(plan, action, m, distance, rank, len(who), first=not m.travels and t0 < 0.6)
        if verb in {"fly", "float"} and m.kind != "boat":
            points = _aloft(plan, m, points, verb)
        elif verb == "swim":
            points = _in_water(plan, m, points)
        length = float(np.sum(np.linalg.norm(np.diff(points[:, :2], axis=0), axis=1)))
        end = min(t1, t0 + length / max(speed, 0.05) * 1.06) if action.goal or action.what else t1
        arriving = bool(action.goal or action.what) or verb == "stop"
        m.travels.append(
            Travel(t0, max(end, t0 + 0.2), points, ease_in=t0 > 0.6 or bool(m.travels), ease_out=arriving, gait=gait)
        )
        if m.kind == "vehicle" and m.body.traits.get("engine", "") not in {"", "none"}:
            plan.cues.append(
                SoundCue(
                    t0,
                    "engine",
                    (0.0, 0.0, 0.5),
                    0.8,
                    t1 - t0,
                    name=str(m.body.traits.get("engine", "car")),
                    curve=(0.45, 0.6, 0.7, 0.6, 0.5),
                    thing=m.id,
                )
            )
        if verb in {"fly"} and m.body.rig == "bird":
            for k in range(int((end - t0) * 2.5)):
                plan.cues.append(
                    SoundCue(t0 + k / 2.5, "flap", (0.0, 0.0, 1.5), 0.4, 0.15, size_m=m.size_m, thing=m.id)
                )


def _course(plan: Plan, action: Action, m: Member, distance: float, rank: int, count: int, *, first: bool) -> F64:
    stage = plan.stage
    here = m.bound_for.copy()
    lateral = (rank - (count - 1) / 2) * max(m.body.size[1], 0.4) * 1.4
    path_top, path_foot = ends(plan, action.path)
    if path_top is not None and path_foot is not None:
        up = action.verb == "climb" or action.direction == "up"
        a, b = (path_foot, path_top) if up else (path_top, path_foot)
        return _line(a + np.array([0, lateral, 0]), b + np.array([0, lateral, 0]))
    goal = plan.point(action.goal) if action.goal else None
    if goal is None and action.what and action.verb not in {"ride", "drive", "sail", "row", "fly"}:
        goal = plan.point(action.what)
    if goal is not None:
        around = action.direction == "around"
        reach = 0.35 * m.size_m + _radius(plan, action.goal or action.what) + 0.1
        if around:
            r = reach + 0.6
            turns = min(max(distance / (2 * math.pi * r), 0.5), 3.0)
            a = (
                np.linspace(0, 2 * math.pi * turns, max(int(24 * turns), 12))
                + math.pi
                + rank * 2 * math.pi / max(count, 1)
            )
            return _drape(np.column_stack([goal[0] + r * np.cos(a), goal[1] + r * np.sin(a)]))
        away = here[:2] - goal[:2]
        if first and not m.placed and float(np.linalg.norm(away)) < reach + 0.8:
            side = -1.0 if here[0] <= goal[0] else 1.0
            away = np.array([side * min(distance * 0.8, 4.5), -0.4])
            here = goal + np.array([away[0], away[1] + lateral, 0.0])
            m.position = np.array([here[0], here[1], plan.ground(here[0], here[1])])
        direction = away / max(float(np.linalg.norm(away)), 1e-6)
        end = goal[:2] + direction * reach + np.array([-direction[1], direction[0]]) * lateral * 0.5
        return _line(m.bound_for, np.array([end[0], end[1], 0.0]))
    start, end = clear_lane(stage, 0.5 * m.body.size[1] + 0.35)
    along = (end - start)[:2]
    lane_length = float(np.linalg.norm(along))
    along /= max(lane_length, 1e-6)
    if action.direction == "left":
        along = -along
    if action.direction in {"away", "up"} and action.verb != "fly":
        along = np.array([0.15, 1.0])
        lane_length = min(lane_length, 12.0)
    if m.placed:
        crosses = m.enters is not None and PURSUED not in action.manner
        return onward(plan, m, action.direction, distance, along, lateral if count > 1 else 0.0, crosses)
    if action.direction in {"towards"}:
        along = np.array([-0.2, -1.0])
        lane_length = min(lane_length, 5.0)
    middle = (start + end)[:2] / 2 + np.array([-along[1], along[0]]) * lateral
    behind = -rank * max(m.body.size[0], 0.4) * 0.25
    if distance <= lane_length or m.kind in {"vehicle", "boat"}:
        distance = min(distance, max(lane_length, 4.0) if m.kind not in {"vehicle", "boat"} else distance)
        u = np.linspace(-0.5, 0.5, 9)
        sway = 0.0 if m.kind == "vehicle" else 0.02 * distance
        p = middle[None] + along[None] * (u * distance + behind)[:, None]
        p = p + np.array([-along[1], along[0]])[None] * (np.sin(u * 2 * math.pi) * sway)[:, None]
        if not first and m.travels:
            p = p - p[0] + here[:2]
        return _drape(p)
    rx = max(min(lane_length, 2 * stage.play[0]) / 2 - 0.5, 1.2)
    ry = max(min(stage.play[1] - 0.4, rx * 0.45), 0.8)
    circumference = math.pi * (3 * (rx + ry) - math.sqrt((3 * rx + ry) * (rx + 3 * ry)))
    a = (
        np.linspace(0, 2 * math.pi * distance / circumference, max(int(distance * 3), 16))
        - math.pi / 2
        - 0.9
        + behind / rx
    )
    return _drape(np.column_stack([middle[0] + rx * np.cos(a), middle[1] + ry * np.sin(a)]))


def onward(
    plan: Plan, m: Member, direction: str | None, distance: float, along: F64, aside: float, crosses: bool
) -> F64:
    """From where the member is: to the camera, away from it, or along the lane, there and back where room runs out."""
    here = m.bound_for[:2]
    if direction in {"towards", "away", "back"}:
        eye = plan.eye[:2] if plan.eye is not None else here + np.asarray(plan.stage.view) * 6.0
        way = (eye - here) / max(float(np.linalg.norm(eye - here)), 1e-6)
        if direction == "away":
            reach = min(distance, 10.0)
            way = -way
        else:
            reach = min(distance, max(float(np.linalg.norm(eye - here)) - 1.6 - 1.2 * m.size_m, 1.8))
        side = np.array([-way[1], way[0]]) * aside
        return _line(np.array([*here, 0.0]), np.array([*(here + way * reach + side), 0.0]))
    start, end = clear_lane(plan.stage, 0.5 * m.body.size[1] + 0.35)
    at = float((here - start[:2]) @ along)
    length = float((end - start)[:2] @ along)
    low, high = min(0.0, length), max(0.0, length)
    facing = math.cos(m.heading_rad) * along[0] + math.sin(m.heading_rad) * along[1]
    if m.enters is not None:
        facing = float((here - m.enters[:2]) @ along)
    sign = 1.0
    if direction is None:
        sign = 1.0 if facing >= 0 else -1.0
        room = high - at if sign > 0 else at - low
        if room < min(distance, 2.0) and m.enters is None and m.kind not in {"vehicle", "boat"}:
            sign = -sign
    room = max(high - at if sign > 0 else at - low, 1.0)
    if distance <= room or m.kind in {"vehicle", "boat"} or direction is not None or crosses:
        u = np.linspace(0.0, 1.0, 9)
        goes = distance if m.kind in {"vehicle", "boat"} else min(distance, max(room, 8.0 if crosses else 3.0))
        line = here[None] + along[None] * (sign * goes * u)[:, None]
        return _drape(_past(plan, m, line) if crosses else line)
    middle = (start + end)[:2] / 2
    rx = max(min(high - low, 2 * plan.stage.play[0]) / 2 - 0.5, 1.2)
    ry = max(min(plan.stage.play[1] - 0.4, rx * 0.45), 0.8)
    first = math.atan2((here - middle)[1] / ry, (here - middle)[0] / rx)
    turn = math.copysign(1.0, -math.sin(first) * facing) if abs(math.sin(first)) > 0.2 else sign
    around = distance / (math.pi * (3 * (rx + ry) - math.sqrt((3 * rx + ry) * (rx + 3 * ry))))
    a = first + turn * np.linspace(0.0, 2 * math.pi * around, max(int(distance * 3), 16))
    off = math.hypot((here - middle)[0] / rx, (here - middle)[1] / ry)
    u = np.clip(np.abs(a - first) / 2.0, 0.0, 1.0)
    out = off + (1.0 - off) * u * u * (3 - 2 * u)  # from here out (or in) to the loop
    return _drape(np.column_stack([middle[0] + out * rx * np.cos(a), middle[1] + out * ry * np.sin(a)]))


def _past(plan: Plan, m: Member, line: F64) -> F64:
    """A way (n, 2) led behind those who stand in it, as seen from the camera."""
    eye = plan.eye[:2] if plan.eye is not None else line[0] + np.asarray(plan.stage.view) * 6.0
    behind = line.mean(axis=0) - eye
    behind = behind / max(float(np.linalg.norm(behind)), 1e-6)
    shift = 0.0
    for other in plan.members.values():
        if other is not m and other.hidden_after_s is None and other.enters is None:
            room = 0.5 * (max(other.body.size[:2]) + m.body.size[1]) + 0.15
            near = line[np.argmin(np.linalg.norm(line - other.position[:2], axis=1))] - other.position[:2]
            if float(np.linalg.norm(near)) < room:
                shift = max(shift, room - float(near @ behind))
    fade = np.clip(np.linspace(0.0, 4.0, len(line)), 0.0, 1.0)[:, None]
    return np.asarray(line + behind * shift * fade)


def ends(plan: Plan, name: str | None) -> tuple[F64 | None, F64 | None]:
    """The upper and lower end of a slope or staircase of the set, or None twice."""
    if name is None:
        return None, None
    key = name.removeprefix("set:")
    return plan.mark(f"{key}_top"), plan.mark(f"{key}_foot")


def _radius(plan: Plan, name: str | None) -> float:
    found = plan.of(name)
    return max(max(m.body.size[0], m.body.size[1]) / 2 for m in found) if found else 0.5


def _line(a: F64, b: F64) -> F64:
    u = np.linspace(0, 1, 12)[:, None]
    return _drape(a[None, :2] * (1 - u) + b[None, :2] * u)


def _drape(xy: F64) -> F64:
    """Points on the ground: z counts height above it."""
    return np.column_stack([xy, np.zeros(len(xy))])


def _aloft(plan: Plan, m: Member, points: F64, verb: str) -> F64:
    u = np.linspace(0, 1, len(points))
    base = {"fly": 1.7, "float": 1.2}[verb] + 0.35 * m.size_m
    if plan.stage.name in {"space", "underwater"}:
        base = 1.4
    if m.position[2] > 0.5:
        base = max(base, float(m.position[2]))
    out = points.copy()
    out[:, 2] = base + 0.18 * base * np.sin(u * 2 * math.pi * 1.2 + 0.6)
    return out


def _in_water(plan: Plan, m: Member, points: F64) -> F64:
    out = points.copy()
    u = np.linspace(0, 1, len(points))
    if plan.stage.name == "underwater":
        out[:, 2] = 1.3 + 0.3 * np.sin(u * 2 * math.pi + 0.5)
    else:
        m.afloat = True
        out[:, 2] = -0.55 * m.body.size[2] if m.body.rig in {"fish"} else -0.62 * m.body.size[2]
        if m.body.rig == "bird":
            out[:, 2] = -0.18 * m.body.size[2]
    return out


def chase(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """One runs after another: a person, an animal, or a ball that rolls and bounces away."""
    preys = plan.of(action.what or action.goal)
    if not preys:
        go(plan, action.model_copy(update={"verb": "run"}), who, t0, t1)
        return
    prey = preys[0]
    start, end = clear_lane(plan.stage, 0.6)
    along = (end - start)[:2] / max(float(np.linalg.norm((end - start)[:2])), 1e-6)
    lane = float(np.linalg.norm((end - start)[:2]))
    if prey.is_actor:
        flight = {"verb": "run", "what": None, "goal": None, "manner": (*action.manner, PURSUED)}
        runs_already = prey.placed and any(t.end_s > t0 + 0.2 for t in prey.travels)
        go(plan, action.model_copy(update=flight), [] if runs_already else preys, t0, t1)
        for p in preys[1:]:
            p.follows = (prey.id, 1.2 * p.size_m)
    elif prey.placed:
        set_rolling(plan, prey, pace(who[0], "run", action.manner) * 0.8, t0, t1)
    else:
        hunter = who[0]
        speed = min(pace(hunter, "run", action.manner) * 0.8, 0.95 * lane / max(t1 - t0, 0.5))
        speed = max(speed, 1.6)
        middle = (start + end)[:2] / 2
        travel = min(speed * (t1 - t0), lane)
        first = middle - along * travel * 0.5 + along * 0.9
        prey.position = np.array([first[0], first[1], plan.ground(first[0], first[1]) + 0.02])
        prey.simulated = True
        prey.drag = 0.015
        prey.velocity = (along[0] * speed * 1.08, along[1] * speed * 1.08, 2.1)
        prey.spin = (-along[1] * speed / max(prey.size_m / 2, 0.05), along[0] * speed / max(prey.size_m / 2, 0.05), 0.0)
        prey.restitution = 0.72
    for k, m in enumerate(who):
        gap = 0.5 * m.body.size[0] + 0.5 * prey.size_m + 0.30
        m.gait = "run" if m.body.rig in {"person", "quadruped"} else None
        m.follows = (prey.id, gap + 0.9 * m.body.size[0] * k)
        m.looks.append(Look(t0, t1, prey.id))
        if m.body.traits.get("voice") == "dog":
            for at in (0.9, 1.25, 3.4, 3.7):
                if t0 + at < t1:
                    plan.cues.append(
                        SoundCue(t0 + at, "animal", (0, 0, 0.4), 0.7, 0.25, name="dog", word="bark", thing=m.id)
                    )


def follow(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """One goes where another goes, a little later."""
    leaders = plan.of(action.what or action.goal)
    if not leaders or not leaders[0].is_actor:
        chase(plan, action, who, t0, t1)
        return
    leader = leaders[0]
    if not leader.travels:
        go(plan, action.model_copy(update={"verb": "walk", "what": None, "goal": None}), leaders, t0, t1)
    for k, m in enumerate(who):
        m.follows = (leader.id, 0.6 * (m.size_m + leader.size_m) + 0.4 + 1.1 * m.size_m * k)
