"""Taking places: whoever is wanted elsewhere at a part's first beat goes there, by way of what it is to fetch.

Knows nothing of what went before. `start` is where a member stands and faces when the part begins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .plan import Member, Plan, Travel

F64 = NDArray[np.float64]
SELF_MOVING = {"boat", "vehicle"}
NEAR_M = 0.25
_WAY_POINTS = 12


def _origin(m: Member, start: tuple[F64, float]) -> F64:
    """Where the member is at the seam."""
    return start[0] if m.enters is None else m.enters


def first_move(m: Member) -> float:
    moves = [t.start_s for t in m.travels]
    if m.timed is not None:
        moves.append(float(m.timed[0][0]))
    return min(moves, default=math.inf)


def _begins(m: Member) -> F64:
    """Where the verbs have the member begin."""
    if m.timed is not None:
        return np.asarray(m.timed[1][0])
    if m.travels:
        return np.asarray(min(m.travels, key=lambda t: t.start_s).points[0])
    return m.position


def _goes(m: Member) -> bool:
    return (m.is_actor or m.kind in SELF_MOVING) and not m.simulated and m.attached is None and m.hidden_after_s is None


def fetched(plan: Plan, m: Member, lead: float) -> list[Member]:
    """Things the member is to have in hand at its first beat and has not."""
    held = {g.thing for g in plan.grips if g.actor == m.id and g in plan.held}
    wanted = [g.thing for g in plan.grips if g.actor == m.id and g.start_s < lead + 0.1 and g.thing not in held]
    things = [plan.members[t] for t in dict.fromkeys(wanted)]
    return [t for t in things if t.placed and not t.grows and _away(t.position, m.position) > 0.4 * m.body.size[2]]


def _way(plan: Plan, m: Member, start: tuple[F64, float], lead: float) -> F64:
    """The points (k, 2) a member passes to take its place: its origin, what it fetches, where the verbs begin."""
    stops = [_origin(m, start)[:2]]
    for thing in fetched(plan, m, lead):
        toward = thing.position[:2] - stops[-1]
        far = max(float(np.linalg.norm(toward)), 1e-6)
        stops.append(stops[-1] + toward / far * max(far - 0.3 * m.body.size[2], 0.0))
    return np.array([*stops, _begins(m)[:2]])


def _pace(m: Member, far: float) -> float:
    if not m.is_actor:
        return 4.0
    return m.trait("walk_ms", 1.3) * 1.1 if far < 2.5 else m.trait("run_ms", 3.0) * 0.8


def lead_of(plan: Plan, starts: Mapping[str, tuple[F64, float]], lead: float) -> float:
    """Time everyone needs to take their places."""
    most = 0.0
    for m in plan.members.values():
        if not _goes(m) or m.follows is not None:
            continue
        far = _length(_way(plan, m, starts[m.id], lead))
        if far > NEAR_M:
            most = max(most, far / _pace(m, far) + 0.5)
    return most


def take_place(plan: Plan, m: Member, start: tuple[F64, float], lead: float) -> None:
    if not _goes(m) or m.follows is not None:
        return
    way, faces = _way(plan, m, start, lead), m.heading_rad
    far, begins = _length(way), first_move(m)
    m.heading_rad = start[1]
    if far > NEAR_M and lead > 0.0:
        arrives = min(far / _pace(m, far) + 0.4, lead)
        last = way[-1] - way[-2] if _away(way[-1], way[-2]) > 1e-3 else way[-1] - way[0]
        above = float(_origin(m, start)[2]) - plan.ground(float(way[0, 0]), float(way[0, 1]))
        rises = float(_begins(m)[2]) if m.travels or m.timed is not None else above
        height = np.linspace(max(above, 0.0), rises, _WAY_POINTS)
        line = np.column_stack([_along(way, _WAY_POINTS), height])
        quick = begins < lead + 0.2
        if quick and m.travels:
            m.travels = [replace(t, ease_in=False) if t.start_s == begins else t for t in m.travels]
        m.travels.append(Travel(0.0, max(arrives, begins) if quick else arrives, line, m.enters is None, not quick))
        m.timed = _led(m.timed, line, arrives)
        m.position = np.array([*way[0], plan.ground(*way[0]) + max(above, 0.0)])
        if m.enters is not None:
            m.heading_rad = math.atan2(way[1, 1] - way[0, 1], way[1, 0] - way[0, 0])
        if math.isinf(begins) and not m.turns:
            came = math.atan2(last[1], last[0])
            m.turns = [(arrives, came), (arrives + 0.6, _nearest(faces, came))]
    elif abs(_nearest(faces, start[1]) - start[1]) > 0.02 and math.isinf(begins) and not m.turns:
        m.turns = [(lead, start[1]), (lead + 0.6, _nearest(faces, start[1]))]


def _led(timed: tuple[F64, F64] | None, line: F64, arrives: float) -> tuple[F64, F64] | None:
    """An exact course with the way to its beginning put before it."""
    if timed is None:
        return None
    at, points = timed
    lead = np.linspace(0.0, min(arrives, float(at[0]) - 0.01), len(line))
    return np.concatenate([lead, at]), np.concatenate([line, points])


def _along(points: F64, n: int) -> F64:
    s = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    u = np.linspace(0.0, s[-1], n)
    return np.column_stack([np.interp(u, s, points[:, 0]), np.interp(u, s, points[:, 1])])


def _length(points: F64) -> float:
    return float(np.sum(np.linalg.norm(np.diff(points, axis=0), axis=1)))


def _away(a: F64, b: F64) -> float:
    return float(np.linalg.norm((a - b)[:2]))


def _nearest(angle: float, to: float) -> float:
    return angle + 2 * math.pi * round((to - angle) / (2 * math.pi))
