"""Things that go with a hand, a mouth or a script: held, juggled, driven until let go.

Knows nothing of physics. Poses are 4×4 body → world, one a frame.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .plan import Member, Plan
from .poses import pose_at, upright
from .types import Performance

F64 = NDArray[np.float64]
TAKE_S = 0.35
"""Time in which a thing is taken up into a hand."""
DRIBBLE_S = 0.55
"""Time of a dribble from hand to floor and back."""


def scripted(
    plan: Plan, times: F64, performances: Mapping[str, Performance], paths: Mapping[str, tuple[F64, F64]]
) -> dict[str, F64]:
    """Poses of things in hand, juggled, swung, or driven until they are let go."""
    out: dict[str, F64] = {}
    for m in plan.members.values():
        if m.orbit is not None:
            out[m.id] = _orbit(plan, m, times, performances)
        elif m.simulated and m.id in paths and m.travels:
            out[m.id] = upright(*paths[m.id])
    for grip in plan.grips:
        thing, actor = plan.members[grip.thing], plan.members[grip.actor]
        pose = out.get(thing.id)
        if pose is None:
            pose = _untouched(plan, thing, times)
        inside = (times >= grip.start_s - 1e-6) & (times <= grip.end_s + 0.05)
        at, heading = anchor(actor, grip.anchor, performances.get(actor.id), len(times))
        c, s = np.cos(heading), np.sin(heading)
        local = np.asarray(thing.body.anchors.get("handle", (0.0, 0.0, thing.body.size[2] / 2)))
        if grip.anchor == "head_top":
            local = np.zeros(3)
        if grip.anchor == "hands":  # held out in front, not inside the chest
            at = at + np.stack([c, s, 0 * c], axis=1) * 0.4 * thing.body.size[0]
        held = np.tile(np.eye(4), (len(times), 1, 1))
        held[:, 0, 0], held[:, 0, 1], held[:, 1, 0], held[:, 1, 1] = c, -s, s, c
        held[:, :3, 3] = at - np.einsum("nij,j->ni", held[:, :3, :3], local)
        if plan.since_s and grip.start_s > 0.02 and not thing.simulated:  # reached for and taken up
            taken = np.clip((times - grip.start_s) / TAKE_S, 0.0, 1.0)[:, None]
            held[:, :3, 3] = pose[:, :3, 3] + (held[:, :3, 3] - pose[:, :3, 3]) * taken * taken * (3 - 2 * taken)
        pose[inside] = held[inside]
        out[thing.id] = pose
    return out


def _untouched(plan: Plan, thing: Member, times: F64) -> F64:
    """Poses of a thing that nobody has in hand yet."""
    if thing.id in plan.foreseen:
        at, poses = plan.foreseen[thing.id]
        return np.asarray(poses[np.clip(np.searchsorted(at, times - 1e-6), 0, len(at) - 1)])
    start = pose_at(thing.position, thing.heading_rad) if thing.pose is None else thing.pose
    return np.tile(start, (len(times), 1, 1))


def anchor(actor: Member, name: str, performance: Performance | None, n: int) -> tuple[F64, F64]:
    """World positions (n, 3) of an anchor of an actor ("hands" = between both), and its headings (n,)."""
    if name == "hands":
        right, heading = anchor(actor, "hand_right", performance, n)
        left, _ = anchor(actor, "hand_left", performance, n)
        return (right + left) / 2, heading
    rest = np.asarray(actor.body.anchors.get(name, (0.0, 0.0, 0.6 * actor.body.size[2])), dtype=np.float64)
    if performance is None:
        pose = pose_at(actor.position, actor.heading_rad)
        return np.tile(pose[:3, :3] @ rest + pose[:3, 3], (n, 1)), np.full(n, actor.heading_rad)
    skeleton = actor.body.skeleton
    bone = {"mouth": "head", "head_top": "head", "eyes": "head", "back": "chest"}.get(name, name)
    local = np.tile(rest, (n, 1))
    if skeleton is not None and bone in skeleton.names:
        skin = performance.skin[:, skeleton.index(bone)]
        local = np.einsum("nij,j->ni", skin[:, :, :3], rest) + skin[:, :, 3]
    root = performance.root
    world = np.einsum("nij,nj->ni", root[:, :3, :3], local) + root[:, :3, 3]
    return world, np.arctan2(root[:, 1, 0], root[:, 0, 0])


def _orbit(plan: Plan, m: Member, times: F64, performances: Mapping[str, Performance]) -> F64:
    """A cascade between two hands: each flight a true parabola."""
    kind, partner, rank, count = m.orbit or ("", "", 0, 1)
    if kind == "dribble":
        return _dribbled(plan, m, times, performances)
    out = np.tile(pose_at(m.position, m.heading_rad), (len(times), 1, 1))
    g = plan.stage.gravity_ms2
    if kind == "juggle":
        actor = plan.members[partner]
        right, heading = anchor(actor, "hand_right", performances.get(partner), len(times))
        left, _ = anchor(actor, "hand_left", performances.get(partner), len(times))
        right, left = np.median(right, axis=0), np.median(left, axis=0)
        ahead = np.array([math.cos(heading[0]), math.sin(heading[0]), 0.0]) * 0.12
        air = 2 * math.sqrt(2 * 0.55 / g)
        period = air * 2 * 1.35
        u = np.mod((times + plan.since_s) / period + rank / count, 1.0) * 2
        leg = np.floor(u).astype(int)
        f = np.clip((u - leg) * 1.35, 0.0, 1.0)
        a = np.where((leg == 0)[:, None], right, left)
        b = np.where((leg == 0)[:, None], left, right)
        p = a * (1 - f)[:, None] + b * f[:, None] + ahead
        t = f * air
        p[:, 2] += 0.5 * g * t * (air - t)
        out[:, :3, 3] = p - [0.0, 0.0, m.body.size[2] / 2]
        return out
    return out


def _dribbled(plan: Plan, m: Member, times: F64, performances: Mapping[str, Performance]) -> F64:
    """A ball between the right hand and the floor: pushed down, free fall both ways, square under the hand."""
    actor = plan.members[(m.orbit or ("", "", 0, 1))[1]]
    at, heading = anchor(actor, "hand_right", performances.get(actor.id), len(times))
    out = upright(at, heading)
    ahead = np.stack([np.cos(heading), np.sin(heading), 0 * heading], axis=1) * 0.16
    ground = plan.stage.terrain(at[:, 0], at[:, 1])
    u = np.mod(times, DRIBBLE_S) / DRIBBLE_S
    top = np.maximum(at[:, 2] - ground - m.body.size[2], 0.1)
    fall = 1.0 - np.abs(2 * u - 1.0)  # 0 in the hand, 1 on the floor
    out[:, :3, 3] = at + ahead
    out[:, 2, 3] = ground + top * (1.0 - fall * (0.55 + 0.45 * fall))
    return out
