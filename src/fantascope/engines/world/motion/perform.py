"""A plan performed: every member's pose at every frame, the contact log, and all that splashes and sounds.

Knows nothing of cameras. World seconds throughout. Order: paths, then a first run of free things that someone follows,
then performances, things in hand, and the run that counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from ..bodies.skeleton import quat_axis, quat_mul
from ..bodies.types import Body
from .particles import Emitter, dust, splash
from .plan import Member, Plan
from .rigs import PERFORMERS
from .simulate import Cast, pose_at, simulate
from .tracks import course, follow, track
from .types import Contact, Performance, SoundCue, Track

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moving:
    """root (n, 4, 4) body → world, skin (n, b, 3, 4) or None, visible (n,)."""

    id: str
    body: Body
    root: F64
    skin: F64 | None
    visible: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    times_s: F64
    members: dict[str, Moving]
    contacts: tuple[Contact, ...]
    cues: tuple[SoundCue, ...]
    emitters: tuple[Emitter, ...]
    ripples: tuple[tuple[float, float, float, float], ...]


def perform(
    plan: Plan,
    times: F64,
    mouths: Mapping[str, tuple[F64, NDArray[np.int32]]],
    eye: F64,
    *,
    speed: float = 1.0,
    on_step: Callable[[float], None] | None = None,
) -> Timeline:
    """Play the plan at `times` (n,) world seconds, uniformly spaced.

    Args:
        mouths: member id → (opening (n,), viseme (n,)) while it speaks.
        eye: a first guess of the camera's place, for looks into it.
    """
    step = on_step or (lambda _f: None)
    paths: dict[str, tuple[F64, F64]] = {}
    for m in plan.members.values():
        if m.follows is None and (not m.simulated or m.travels):
            paths[m.id] = course(plan, m, times)
    for m in plan.members.values():
        if m.afloat and m.id in paths and m.kind != "actor":
            paths[m.id] = course(plan, m, times)
    step(0.05)
    _follow_all(plan, times, paths)
    where = {k: p for k, (p, _) in paths.items()}
    performances = {
        m.id: _play(plan, m, times, paths, where, mouths, eye, speed)
        for m in plan.members.values()
        if m.body.rig in PERFORMERS and m.id in paths and not m.simulated
    }
    step(0.3)
    for m in plan.members.values():
        if m.attached is not None:
            _attach(plan, m, times, performances, paths, mouths, eye, where, speed)
    scripted = _scripted(plan, times, performances, paths)
    run = simulate(plan, Cast(times, performances, scripted), on_step=lambda f: step(0.3 + 0.5 * f))
    step(0.8)
    if run is not None and any(
        look.at in run.poses for m in plan.members.values() for look in m.looks if isinstance(look.at, str)
    ):
        where.update({k: v[:, :3, 3] for k, v in run.poses.items()})
        for m in plan.members.values():
            if (
                m.id in performances
                and m.attached is None
                and any(isinstance(k.at, str) and k.at in run.poses for k in m.looks)
            ):
                performances[m.id] = _play(plan, m, times, paths, where, mouths, eye, speed)
        scripted = _scripted(plan, times, performances, paths)
    members: dict[str, Moving] = {}
    contacts: list[Contact] = list(run.contacts) if run is not None else []
    cues = list(plan.cues)
    for m in plan.members.values():
        visible = np.ones(len(times), dtype=bool)
        if m.hidden_after_s is not None:
            visible &= times < m.hidden_after_s
        skin: F64 | None = None
        if m.id in performances:
            root, skin = performances[m.id].root, performances[m.id].skin
            cues += _steps(plan, m, performances[m.id])
        elif run is not None and m.id in run.poses:
            root = run.poses[m.id]
            skin = _rolling_wheels(plan, m, root, times)
            cues += _rolling(plan, m, run.velocity[m.id], run.touching[m.id], times)
        elif m.id in scripted:
            root = scripted[m.id]
        elif m.id in paths:
            root = _upright(paths[m.id][0], paths[m.id][1])
        else:
            root = np.tile(pose_at(m.position, m.heading_rad), (len(times), 1, 1))
        members[m.id] = Moving(m.id, m.body, root, skin, visible)
    for when, thing, striker, hard in plan.struck:
        contacts.append(_blow(plan, members, times, when, thing, striker, hard))
    contacts.sort(key=lambda c: c.time_s)
    emitters = [*plan.emitters, *_impact_dust(plan, contacts)]
    ripples = list(plan.ripples)
    _wakes(plan, members, times, emitters, cues)
    step(1.0)
    placed = tuple(_placed(cue, members, times) for cue in sorted(cues, key=lambda c: c.time_s))
    return Timeline(times, members, tuple(contacts), placed, tuple(emitters), tuple(ripples))


def _follow_all(plan: Plan, times: F64, paths: dict[str, tuple[F64, F64]]) -> None:
    chasers = [m for m in plan.members.values() if m.follows is not None]
    if not chasers:
        return
    simulated = {m.follows[0] for m in chasers if m.follows and plan.members[m.follows[0]].simulated}
    free: dict[str, F64] = {}
    if simulated:
        run = simulate(plan, Cast(times, {}, {}, alone=True))
        if run is not None:
            free = {k: run.poses[k][:, :3, 3] for k in simulated}
    for m in chasers:
        assert m.follows is not None
        leader, delay = m.follows
        base = free.get(leader)
        if base is None:
            base = paths[leader][0] if leader in paths else np.tile(plan.members[leader].position, (len(times), 1))
        paths[m.id] = follow(base, times, delay, plan, m)
        m.position = paths[m.id][0][0].copy()


def _play(
    plan: Plan,
    m: Member,
    times: F64,
    paths: Mapping[str, tuple[F64, F64]],
    where: Mapping[str, F64],
    mouths: Mapping[str, tuple[F64, NDArray[np.int32]]],
    eye: F64,
    speed: float,
) -> Performance:
    position, heading = paths[m.id]
    asked = track(plan, m, times, position, heading, where, eye)
    if m.id in mouths:
        asked = _with(asked, mouth=mouths[m.id][0], viseme=mouths[m.id][1])
    asked = _with(asked, speed_factor=speed)
    if m.afloat and plan.stage.water is not None:
        position, tilt = _ride_waves(plan, m, times, position, heading)
        asked = _with(asked, position=position, tilt=tilt)
        ground: Callable[[F64, F64], F64] = lambda x, y: np.full(np.shape(x), -50.0)  # noqa: E731
        if m.kind == "boat":
            return PERFORMERS[m.body.rig or ""](m.body, asked, ground)
    return PERFORMERS[m.body.rig or ""](m.body, asked, plan.stage.terrain)


def _with(asked: Track, **changes: object) -> Track:
    return replace(asked, **changes)  # type: ignore[arg-type]


def _ride_waves(plan: Plan, m: Member, times: F64, position: F64, heading: F64) -> tuple[F64, F64]:
    """Heave, pitch and roll of a hull from the surface under its ends and sides, damped as a hull would."""
    assert plan.stage.water is not None
    waves = plan.stage.water.waves
    length, width = m.body.size[0] * 0.42, max(m.body.size[1] * 0.4, 0.15)
    c, s = np.cos(heading), np.sin(heading)
    x, y = position[:, 0], position[:, 1]

    def surface(dx: float, dy: float) -> F64:
        return waves.height(x + c * dx - s * dy, y + s * dx + c * dy, times)

    bow, stern, port, starboard = surface(length, 0), surface(-length, 0), surface(0, width), surface(0, -width)
    dt = float(times[1] - times[0]) if len(times) > 1 else 0.04
    calm = 0.10 * max(m.body.size[0], 0.5) ** 0.5 / dt

    def damp(v: F64) -> F64:
        return np.asarray(gaussian_filter1d(v, calm, mode="nearest"))

    draft = float(m.body.traits.get("draft_m", 0.0) or 0.0)
    out = position.copy()
    out[:, 2] = damp((bow + stern + port + starboard) / 4) - draft + (position[:, 2] - waves.level_m)
    pitch = damp(np.arctan2(bow - stern, 2 * length))
    roll = damp(np.arctan2(port - starboard, 2 * width)) * 0.8
    return out, quat_mul(quat_axis((0.0, 1.0, 0.0), -pitch), quat_axis((1.0, 0.0, 0.0), roll))


def _attach(
    plan: Plan,
    m: Member,
    times: F64,
    performances: dict[str, Performance],
    paths: dict[str, tuple[F64, F64]],
    mouths: Mapping[str, tuple[F64, NDArray[np.int32]]],
    eye: F64,
    where: Mapping[str, F64],
    speed: float,
) -> None:
    assert m.attached is not None
    carrier = plan.members[m.attached[0]]
    seat = np.asarray(
        carrier.body.anchors.get(m.attached[1], carrier.body.anchors.get("top", (0.0, 0.0, carrier.body.size[2] * 0.7)))
    )
    if carrier.id in performances:
        root = performances[carrier.id].root
    elif carrier.id in paths:
        root = _upright(*paths[carrier.id])
    else:
        root = np.tile(pose_at(carrier.position, carrier.heading_rad), (len(times), 1, 1))
    at = np.einsum("nij,j->ni", root[:, :3, :3], seat) + root[:, :3, 3]
    hip = m.body.anchors.get("seat", (0.0, 0.0, 0.45 * m.body.size[2]))[2]
    heading = np.arctan2(root[:, 1, 0], root[:, 0, 0])
    at[:, 2] -= hip
    paths[m.id] = (at, heading)
    if m.body.rig in PERFORMERS:
        performances[m.id] = _play(plan, m, times, paths, where, mouths, eye, speed)


def _scripted(
    plan: Plan, times: F64, performances: Mapping[str, Performance], paths: Mapping[str, tuple[F64, F64]]
) -> dict[str, F64]:
    """Poses of things in hand, juggled, swung, or driven until they are let go."""
    out: dict[str, F64] = {}
    for grip in plan.grips:
        thing, actor = plan.members[grip.thing], plan.members[grip.actor]
        pose = out.get(thing.id)
        if pose is None:
            pose = np.tile(pose_at(thing.position, thing.heading_rad), (len(times), 1, 1))
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
        pose[inside] = held[inside]
        out[thing.id] = pose
    for m in plan.members.values():
        if m.orbit is not None:
            out[m.id] = _orbit(plan, m, times, performances)
        elif m.simulated and m.id in paths and m.travels:
            out[m.id] = _upright(*paths[m.id])
    return out


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
        u = np.mod(times / period + rank / count, 1.0) * 2
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


def _upright(position: F64, heading: F64) -> F64:
    out = np.tile(np.eye(4), (len(position), 1, 1))
    c, s = np.cos(heading), np.sin(heading)
    out[:, 0, 0], out[:, 0, 1], out[:, 1, 0], out[:, 1, 1] = c, -s, s, c
    out[:, :3, 3] = position
    return out


def _rolling_wheels(plan: Plan, m: Member, root: F64, times: F64) -> F64 | None:
    """Wheels of a free vehicle turn with the way it makes along its own axis."""
    skeleton = m.body.skeleton
    if skeleton is None or m.kind != "vehicle":
        return None
    asked = Track(times, root[:, :3, 3].copy(), np.unwrap(np.arctan2(root[:, 1, 0], root[:, 0, 0])), seed=plan.seed)
    ground: Callable[[F64, F64], F64] = lambda x, y: np.zeros(np.shape(x))  # noqa: E731
    return PERFORMERS["vehicle"](m.body, asked, ground).skin


def _steps(plan: Plan, m: Member, performance: Performance) -> list[SoundCue]:
    surface = plan.stage.ground_sound
    return [
        SoundCue(
            f.time_s,
            "footstep",
            f.position,
            f.strength,
            material=surface,
            other=m.body.sound,
            size_m=m.size_m,
            thing=m.id,
        )
        for f in performance.footfalls
    ]


def _rolling(plan: Plan, m: Member, velocity: F64, touching: NDArray[np.bool_], times: F64) -> list[SoundCue]:
    """One rolling (or scraping) sound for each stretch in which a free thing stays on something and moves."""
    speed = np.linalg.norm(velocity, axis=1)
    on = touching & (speed > 0.12)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(int), [0]])))
    out = []
    round_thing = bool(m.body.colliders) and m.body.colliders[0].shape in {"ball", "cylinder"}
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if b - a < 4:
            continue
        curve = np.interp(np.linspace(a, b - 1, 12), np.arange(len(speed)), speed)
        out.append(
            SoundCue(
                float(times[a]),
                "roll" if round_thing or m.kind == "vehicle" else "scrape",
                (0.0, 0.0, 0.1),
                0.6,
                float(times[b - 1] - times[a]),
                material=m.body.sound,
                other=plan.stage.ground_sound,
                size_m=m.size_m,
                curve=tuple(float(v) for v in curve),
                thing=m.id,
            )
        )
    return out


def _blow(
    plan: Plan, members: Mapping[str, Moving], times: F64, when: float, thing: str, striker: str, hard: float
) -> Contact:
    m = plan.members[thing]
    k = int(np.clip(np.searchsorted(times, when), 0, len(times) - 1))
    p = members[thing].root[k, :3, 3]
    other = plan.members.get(striker)
    return Contact(
        when,
        thing,
        striker,
        (float(p[0]), float(p[1]), float(p[2]) + m.body.size[2] / 2),
        m.body.mass_kg * hard,
        hard,
        0.0,
        m.body.sound,
        other.body.sound if other else plan.stage.ground_sound,
        m.body.mass_kg,
        m.size_m,
    )


def _impact_dust(plan: Plan, contacts: list[Contact]) -> list[Emitter]:
    loose = {"sand": (0.82, 0.7, 0.5), "earth": (0.5, 0.4, 0.3), "snow": (0.93, 0.96, 1.0), "gravel": (0.6, 0.57, 0.53)}
    colour = loose.get(plan.stage.ground_sound)
    if colour is None:
        return []
    hard = [c for c in contacts if "ground" in (c.a, c.b) and c.speed_ms > 1.2][:40]
    return [
        dust(c.position, c.time_s, c.size_m * min(c.speed_ms / 3, 1.5), colour, plan.seed + 50 + k)
        for k, c in enumerate(hard)
    ]


def _wakes(
    plan: Plan, members: Mapping[str, Moving], times: F64, emitters: list[Emitter], cues: list[SoundCue]
) -> None:
    """Spray at the bow of what moves through water; bigger where it slams into a wave."""
    water = plan.stage.water
    if water is None:
        return
    for m in plan.members.values():
        if not m.afloat:
            continue
        root = members[m.id].root
        bow = root[:, :3, 3] + root[:, :3, 0] * m.body.size[0] * 0.46
        surface = water.waves.height(bow[:, 0], bow[:, 1], times)
        dip = surface - bow[:, 2]
        rate = np.gradient(dip, times) if len(times) > 2 else np.zeros(len(times))
        every = max(1, round(0.2 / max(times[1] - times[0], 1e-3))) if len(times) > 1 else 1
        for k in range(0, len(times), every):
            strength = float(np.clip(rate[k], 0.0, 3.0))
            at = (float(bow[k, 0]), float(bow[k, 1]), float(surface[k]))
            if strength > 0.8 and m.size_m > 1.0:
                emitters += splash(at, float(times[k]), 0.35 * strength * min(m.size_m / 4, 1.2), plan.seed + 200 + k)
                cues.append(
                    SoundCue(float(times[k]), "splash", at, min(strength / 2.0, 1.0), size_m=0.4 * m.size_m, thing=m.id)
                )


def _placed(cue: SoundCue, members: Mapping[str, Moving], times: F64) -> SoundCue:
    """A cue that belongs to a thing sounds where the thing is at that moment."""
    if not cue.thing or cue.thing not in members or cue.kind == "footstep":
        return cue
    way = members[cue.thing].root[:, :3, 3] + np.array([0.0, 0.0, cue.position[2]])
    at = np.linspace(cue.time_s, cue.time_s + cue.duration_s, 12 if cue.duration_s > 0.3 else 1)
    path = np.stack([np.interp(at, times, way[:, axis]) for axis in range(3)], axis=1)
    points = tuple((float(x), float(y), float(z)) for x, y, z in path)
    return replace(cue, position=points[0], path=points if len(points) > 1 else ())
