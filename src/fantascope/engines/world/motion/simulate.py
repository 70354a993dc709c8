"""The free bodies of a plan, simulated among the set and the actors; and the choice among honest throws.

Knows nothing of why. Actors and things in hand are kinematic, the rest is rigid-body physics.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import SoundMaterial
from .hands import TAKE_S
from .physics import World
from .plan import Member, Plan, Toss
from .poses import pose_at
from .script import Hold, Launch, Run
from .types import Performance

F64 = NDArray[np.float64]

GROUND: dict[SoundMaterial, tuple[float, float]] = {
    "wood": (0.5, 0.75),
    "metal": (0.4, 0.7),
    "glass": (0.3, 0.8),
    "plastic": (0.45, 0.7),
    "rubber": (0.9, 0.8),
    "stone": (0.6, 0.75),
    "ceramic": (0.45, 0.75),
    "cloth": (0.7, 0.3),
    "flesh": (0.6, 0.3),
    "paper": (0.5, 0.4),
    "snow": (0.25, 0.1),
    "sand": (0.8, 0.35),
    "grass": (0.65, 0.5),
    "gravel": (0.7, 0.4),
    "water": (0.2, 0.1),
    "ice": (0.06, 0.5),
    "earth": (0.65, 0.45),
    "asphalt": (0.75, 0.75),
    "carpet": (0.75, 0.45),
}
"""Friction and restitution of a ground; pairs combine by geometric mean."""


SWING_RAD = 0.6
"""Where a pendulum is let go."""


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """What moves by script: performances of actors, and poses (n, 4, 4) of carried and scripted things."""

    times_s: F64
    performances: Mapping[str, Performance]
    scripted: Mapping[str, F64]
    alone: bool = False
    """The free things and the set only: nobody else is there yet."""


def simulate(plan: Plan, cast: Cast, *, on_step: Callable[[float], None] | None = None) -> Run | None:
    """Run the free things; None when there are none. Scored tosses are tried in order until one is good enough."""
    free = [m for m in plan.members.values() if m.simulated]
    if not free:
        return None
    chosen: dict[int, int] = dict.fromkeys(range(len(plan.tosses)), 0)
    scored = [k for k, t in enumerate(plan.tosses) if t.score is not None and len(t.ways) > 1]
    best_run: Run | None = None
    for k in scored:
        toss = plan.tosses[k]
        best = -1.0
        for way in range(len(toss.ways)):
            run = _once(plan, cast, free, {**chosen, k: way})
            assert toss.score is not None
            score = toss.score(run)
            if score > best + 1e-9:
                best, best_run = score, run
                chosen[k] = way
            if on_step is not None:
                on_step((way + 1) / len(toss.ways))
            if best >= 0.93:
                break
    return best_run if best_run is not None else _once(plan, cast, free, chosen)


def _once(plan: Plan, cast: Cast, free: Sequence[Member], chosen: Mapping[int, int]) -> Run:
    world = World(plan.stage.gravity_ms2)
    _build_set(world, plan)
    for m in free:
        body = m.body
        if m.friction is not None or m.restitution is not None:
            body = replace(
                body,
                friction=body.friction if m.friction is None else m.friction,
                restitution=body.restitution if m.restitution is None else m.restitution,
            )
        pose = _start(m)
        if m.pivot is not None and m.pose is None:
            pose = _swung(pose, np.asarray(m.pivot), SWING_RAD)
        world.add(
            m.id, body, pose, velocity=m.velocity, spin=m.spin, drag=m.drag, spin_drag=m.spin_drag, upright=m.upright
        )
        if m.pivot is not None:
            world.pin(m.id, m.pivot)
    held = {m.id for m in free}
    for m in plan.members.values():
        if m.id in held or cast.alone:
            continue
        performance = cast.performances.get(m.id)
        if performance is not None:
            for k, collider in enumerate(m.body.colliders):
                matrices = performance.root if collider.bone < 0 else _bone_poses(performance, collider.bone)
                world.carry(m.id, m.body, m.body.colliders[k], matrices)
        elif m.id in cast.scripted:
            for collider in m.body.colliders:
                world.carry(m.id, m.body, collider, cast.scripted[m.id])
        else:
            world.fix(m.body, _start(m), who=m.id)
    holds = _holds(plan, cast, free)
    launches = [_launch(toss, chosen[k], cast, plan) for k, toss in enumerate(plan.tosses) if toss.thing in held]
    frame_s = float(cast.times_s[1] - cast.times_s[0]) if len(cast.times_s) > 1 else 1 / 24
    return world.run(frame_s, len(cast.times_s), launches=launches, holds=holds)


def _build_set(world: World, plan: Plan) -> None:
    stage = plan.stage
    terrain = stage.terrain
    friction, restitution = GROUND.get(stage.ground_sound, (0.6, 0.5))
    h = terrain.heights
    if float(np.ptp(h)) < 2e-3:
        world.lay_plane(float(h.mean()), stage.ground_sound, friction, restitution)
    else:
        nx, ny = h.shape
        gx, gy = np.meshgrid(
            np.linspace(terrain.x0, terrain.x1, nx), np.linspace(terrain.y0, terrain.y1, ny), indexing="ij"
        )
        index = np.arange(nx * ny).reshape(nx, ny)
        a, b, c, d = index[:-1, :-1].ravel(), index[1:, :-1].ravel(), index[1:, 1:].ravel(), index[:-1, 1:].ravel()
        faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
        world.lay(np.stack([gx.ravel(), gy.ravel(), h.ravel()], 1), faces, stage.ground_sound, friction, restitution)
    for prop in stage.props:
        if prop.solid and prop.body.colliders:
            world.fix(
                prop.body,
                pose_at(np.asarray(prop.position), prop.heading_rad),
                who=prop.name or "ground",
                restitution=max(prop.body.restitution, 0.5),
            )


def _holds(plan: Plan, cast: Cast, free: Sequence[Member]) -> list[Hold]:
    out: list[Hold] = []
    for m in free:
        if m.id in cast.scripted:
            script = _interpolated(cast.times_s, cast.scripted[m.id])
            for grip in plan.grips:
                if grip.thing == m.id:
                    ease = TAKE_S if plan.since_s and grip.start_s > 0.02 else 0.0
                    out.append(Hold(m.id, grip.start_s, grip.end_s, script, ease))
            if m.hold_until_s is not None:
                out.append(Hold(m.id, 0.0, m.hold_until_s, script))
        elif m.hold_until_s is not None:
            out.append(Hold(m.id, 0.0, m.hold_until_s, _interpolated(cast.times_s, _start(m)[None])))
    return out


def _launch(toss: Toss, way: int, cast: Cast, plan: Plan) -> Launch:
    m = plan.members[toss.thing]
    if toss.thing in cast.scripted:
        start = _interpolated(cast.times_s, cast.scripted[toss.thing])(toss.at_s)[:3, 3]
    else:
        start = _start(m)[:3, 3] if toss.at_s < 0.3 else plan.where(m, toss.at_s)
    velocity, spin = toss.ways[way](np.asarray(start, dtype=np.float64))
    return Launch(toss.at_s, toss.thing, _triple(velocity), _triple(spin))


def _start(m: Member) -> F64:
    return pose_at(m.position, m.heading_rad) if m.pose is None else m.pose


def _swung(pose: F64, pivot: F64, angle: float) -> F64:
    """A pose turned about a level axis (+y) through `pivot`."""
    c, s = math.cos(angle), math.sin(angle)
    turn = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    out = pose.copy()
    out[:3, :3] = turn @ pose[:3, :3]
    out[:3, 3] = pivot + turn @ (pose[:3, 3] - pivot)
    return out


def _bone_poses(performance: Performance, bone: int) -> F64:
    out = performance.root.copy()
    skin = performance.skin[:, bone]
    out[:, :3, :3] = performance.root[:, :3, :3] @ skin[:, :, :3]
    out[:, :3, 3] = np.einsum("nij,nj->ni", performance.root[:, :3, :3], skin[:, :, 3]) + performance.root[:, :3, 3]
    return out


def _interpolated(times: F64, matrices: F64) -> Callable[[float], F64]:
    step = float(times[1] - times[0]) if len(times) > 1 else 1.0

    def at(t: float) -> F64:
        u = min(max((t - float(times[0])) / step, 0.0), len(matrices) - 1.0)
        i = min(int(u), len(matrices) - 2) if len(matrices) > 1 else 0
        if len(matrices) == 1:
            return np.asarray(matrices[0])
        f = u - i
        m = matrices[i] * (1 - f) + matrices[i + 1] * f
        r = m[:3, :3]
        x = r[:, 0] / max(float(np.linalg.norm(r[:, 0])), 1e-9)
        y = r[:, 1] - x * float(x @ r[:, 1])
        y = y / max(float(np.linalg.norm(y)), 1e-9)
        out = m.copy()
        out[:3, 0], out[:3, 1], out[:3, 2] = x, y, np.cross(x, y)
        return np.asarray(out)

    return at


def _triple(v: F64) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])
