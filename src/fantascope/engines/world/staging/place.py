"""Where everyone stands when the take begins.

Knows nothing of motion. The audience looks along +y, so left is −x and in front is −y. Relations of the screenplay are
honoured first; what is left stands side by side in the middle, large scenery behind.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..bodies.casting import Kind
from ..bodies.types import Body
from ..screenplay.schema import Relation, Role
from .types import StageSet

F64 = NDArray[np.float64]
TO_CAMERA = -math.pi / 2


@dataclass(frozen=True, slots=True, eq=False)
class Player:
    """One member of the cast before it has a place."""

    id: str
    role: Role
    body: Body
    kind: Kind


@dataclass(slots=True, eq=False)
class Spot:
    """Position (x, y, z of the body's origin) and heading."""

    position: F64
    heading_rad: float


def place(players: Sequence[Player], stage: StageSet, marks: Callable[[str], F64 | None]) -> dict[str, Spot]:
    """A spot for every player. `marks` finds a named mark of the set ("set:campfire")."""
    groups: dict[str, list[Player]] = {}
    for p in players:
        groups.setdefault(p.role.id, []).append(p)
    spots: dict[str, Spot] = {}
    taken: list[tuple[float, float, float]] = []
    waiting = list(groups.values())
    waiting.sort(key=lambda g: bool(_anchoring(g[0].role, groups)))
    free = [g for g in waiting if not _anchoring(g[0].role, groups)]
    _line_up(free, stage, spots)
    for g in free:
        taken += [_disc(p, spots[p.id]) for p in g]
    bound = [g for g in waiting if _anchoring(g[0].role, groups)]
    for _ in range(len(bound) + 1):
        for g in list(bound):
            relation = _anchoring(g[0].role, groups)
            assert relation is not None
            partner = groups.get(relation.to)
            if partner is not None and partner[0].id not in spots and partner in bound and len(bound) > 1:
                continue
            _relate(g, relation, partner, groups.get(relation.also or ""), stage, marks, spots, taken)
            taken += [_disc(p, spots[p.id]) for p in g]
            bound.remove(g)
    for g in bound:
        _line_up([g], stage, spots)
    _face(players, spots)
    return spots


def _anchoring(role: Role, groups: dict[str, list[Player]]) -> Relation | None:
    for relation in role.relations:
        if relation.kind in {"holding", "facing", "riding"}:
            continue
        if relation.to.startswith("set:") or (relation.to in groups and relation.to != role.id):
            return relation
    return None


def _footprint(p: Player) -> float:
    return max(p.body.size[0], p.body.size[1])


def _line_up(groups: Sequence[list[Player]], stage: StageSet, spots: dict[str, Spot]) -> None:
    """Groups side by side about the middle; scenery taller than everyone else steps back."""
    if not groups:
        return
    actors = [g for g in groups if g[0].kind != "fixture"]
    front = actors or list(groups)
    back = [g for g in groups if g not in front]
    widths = [_group_width(g) for g in front]
    gap = 0.25 + 0.25 * float(np.mean([_footprint(g[0]) for g in front]))
    total = sum(widths) + gap * (len(front) - 1)
    x = -total / 2
    for g, w in zip(front, widths, strict=True):
        _arrange(g, np.array([x + w / 2, 0.0]), stage, spots)
        x += w + gap
    for k, g in enumerate(back):
        side = 1 if k % 2 else -1
        depth = 0.9 + _footprint(g[0]) * 0.6
        lateral = side * (0.35 * total + 0.45 * _footprint(g[0]) + 0.3) if len(back) > 1 or front else 0.0
        _arrange(g, np.array([lateral * (1 + 0.4 * (k // 2)), depth]), stage, spots)


def _group_width(g: list[Player]) -> float:
    size = _footprint(g[0])
    if len(g) == 1:
        return size
    if g[0].role.concept == "domino":
        return _domino_gap(g[0]) * len(g)
    arrangement = g[0].role.arrangement
    if arrangement in {"stack"}:
        return size
    columns = len(g) if arrangement == "row" or len(g) <= 4 else math.ceil(math.sqrt(len(g) * 2))
    return columns * size * 1.25


def _domino_gap(p: Player) -> float:
    return p.body.size[2] * 0.52


def _arrange(g: list[Player], centre: F64, stage: StageSet, spots: dict[str, Spot]) -> None:
    size = _footprint(g[0])
    n = len(g)
    arrangement = g[0].role.arrangement
    heading = TO_CAMERA
    if g[0].role.concept == "domino":
        step = _domino_gap(g[0])
        for k, p in enumerate(g):
            u = (k - (n - 1) / 2) * step
            bend = 0.10 * step * n * math.sin(k / max(n - 1, 1) * math.pi * 1.5) * (1 if n > 8 else 0) * 0.35
            slope = (
                math.atan2(
                    0.10 * 0.35 * n * math.pi * 1.5 / max(n - 1, 1) * math.cos(k / max(n - 1, 1) * math.pi * 1.5), 1.0
                )
                if n > 8
                else 0.0
            )
            spots[p.id] = Spot(_on_ground(stage, centre[0] + u, centre[1] + bend), slope)
        return
    if arrangement == "stack":
        z = 0.0
        for p in g:
            q = _on_ground(stage, centre[0], centre[1])
            q[2] += z
            spots[p.id] = Spot(q, heading)
            z += p.body.size[2] * 1.001
        return
    if arrangement == "circle" and n > 2:
        radius = max(size * n / 5.0, size)
        for k, p in enumerate(g):
            a = 2 * math.pi * k / n + 0.3
            spots[p.id] = Spot(
                _on_ground(stage, centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)), a + math.pi
            )
        return
    columns = n if arrangement == "row" or n <= 4 else math.ceil(math.sqrt(n * 2))
    for k, p in enumerate(g):
        row, column = divmod(k, columns)
        here = min(columns, n - row * columns)
        jitter = 0.0 if arrangement == "row" else 0.22 * size
        wobble = math.sin(k * 12.9898 + 1.0) * jitter
        x = centre[0] + (column - (here - 1) / 2) * size * 1.25 + wobble * 0.4
        y = centre[1] + row * size * 1.2 + (wobble if n > 1 else 0.0)
        spots[p.id] = Spot(_on_ground(stage, x, y), heading)


def _relate(
    g: list[Player],
    relation: Relation,
    partner: list[Player] | None,
    also: list[Player] | None,
    stage: StageSet,
    marks: Callable[[str], F64 | None],
    spots: dict[str, Spot],
    taken: list[tuple[float, float, float]],
) -> None:
    size = _footprint(g[0])
    if partner is not None and partner[0].id in spots:
        lead = partner[0]
        at = np.mean([spots[p.id].position for p in partner], axis=0)
        reach = max(_group_width(partner), 0.2) / 2
        depth = max(lead.body.size[0], lead.body.size[1]) / 2
        top = lead.body.anchors.get("seat", lead.body.anchors.get("top", (0.0, 0.0, lead.body.size[2])))[2]
        height = lead.body.size[2]
    else:
        found = marks(relation.to)
        at = np.zeros(3) if found is None else found
        reach, depth, top, height = 0.75, 0.75, 0.0, 0.6
    gap = 0.12 + 0.15 * size
    half = _group_width(g) / 2
    kind = relation.kind
    offsets: dict[str, tuple[float, float]] = {
        "left_of": (-(reach + half + gap), 0.0),
        "right_of": (reach + half + gap, 0.0),
        "in_front_of": (0.15 * reach, -(depth + size / 2 + gap)),
        "behind": (0.2 * reach, depth + size / 2 + gap),
        "next_to": (reach + half + gap, -0.1),
        "at": (0.0, 0.0),
        "far_from": (reach + half + 2.5, 0.6),
        "under": (0.0, 0.0),
        "on": (0.0, 0.0),
        "above": (0.0, 0.0),
        "inside": (0.0, 0.0),
        "along": (0.0, -0.3),
        "facing": (reach + half + gap, 0.0),
        "around": (0.0, 0.0),
        "between": (0.0, 0.0),
    }
    dx, dy = offsets.get(kind, (reach + half + gap, 0.0))
    lift = 0.0
    if kind == "between" and also and also[0].id in spots:
        at = (at + np.mean([spots[p.id].position for p in also], axis=0)) / 2
    if kind in {"on"}:
        lift = top
    if kind == "above":
        lift = height + 0.35 + 0.4 * g[0].body.size[2]
    if kind == "inside":
        lift = 0.05 * height
    by_fire = relation.to in {"set:campfire", "set:fire", "set:fireplace"}
    if kind in {"next_to", "at", "around", "in_front_of"} and (by_fire or kind == "around"):
        ring = (0.72 if by_fire else reach) + 0.45 * size
        used = sum(1 for x, y, _ in taken if math.hypot(x - at[0], y - at[1]) < ring * 1.6)
        for k, p in enumerate(g):
            slot = used + k
            side = -1.0 if slot % 2 == 0 else 1.0
            angle = math.pi / 2 - side * math.pi / 2 + side * (0.22 + 0.5 * (slot // 2))
            q = _on_ground(stage, at[0] + ring * math.cos(angle), at[1] + ring * math.sin(angle))
            spots[p.id] = Spot(q, math.atan2(at[1] - q[1], at[0] - q[0]))
        return
    if kind == "next_to" or (
        kind == "at" and partner is None and any(math.hypot(x - at[0], y - at[1]) < r + size / 2 for x, y, r in taken)
    ):
        for sign in (1.0, -1.0):
            x = at[0] + sign * abs(dx if kind == "next_to" else reach + half + gap)
            if all(math.hypot(x - tx, at[1] + dy - ty) > r + size / 2 for tx, ty, r in taken):
                dx = x - at[0]
                break
    base = np.array([at[0] + dx, at[1] + dy])
    _arrange(g, base, stage, spots)
    for p in g:
        if lift or kind in {"on", "inside", "above"}:
            spots[p.id].position[2] = (
                at[2] + lift + (spots[p.id].position[2] - _on_ground(stage, *spots[p.id].position[:2])[2])
            )
        elif partner is None and kind in {"at"} and abs(at[2]) > 0.05:
            spots[p.id].position[2] = max(spots[p.id].position[2], at[2])


def _face(players: Sequence[Player], spots: dict[str, Spot]) -> None:
    """Actors and vehicles turn three quarters to the audience, towards each other when there are two; things with a
    picture side show it."""
    for p in players:
        if p.kind == "object" and p.body.traits.get("picture_side") == "-y":
            spots[p.id].heading_rad += math.pi / 2
    leads = [p for p in players if p.kind in {"actor", "vehicle", "boat"}]
    for p in leads:
        spot = spots[p.id]
        if any(r.kind in {"next_to", "around", "at"} and "fire" in r.to for r in p.role.relations):
            spot.heading_rad = _towards_camera(spot.heading_rad, 0.35)
            continue
        others = [q for q in leads if q.role.id != p.role.id]
        side = 0.0
        if others:
            side = float(np.sign(np.mean([spots[q.id].position[0] for q in others]) - spot.position[0]))
        if p.body.rig == "person":
            spot.heading_rad = TO_CAMERA + side * 0.6
        else:
            side = side or (1.0 if len(leads) > 1 and spot.position[0] < -0.05 else -1.0)
            spot.heading_rad = _towards_camera(0.0 if side > 0 else math.pi, 0.42)


def _towards_camera(heading: float, share: float) -> float:
    """Turn a heading a share of the way towards the camera."""
    difference = math.atan2(math.sin(TO_CAMERA - heading), math.cos(TO_CAMERA - heading))
    return heading + difference * share


def _on_ground(stage: StageSet, x: float, y: float) -> F64:
    return np.array([x, y, float(stage.terrain(np.array([x]), np.array([y]))[0])])


def _disc(p: Player, spot: Spot) -> tuple[float, float, float]:
    return float(spot.position[0]), float(spot.position[1]), _footprint(p) / 2
