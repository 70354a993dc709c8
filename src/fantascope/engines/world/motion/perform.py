"""A plan performed: every member's pose at every frame, the contact log, and all that splashes and sounds.

Knows nothing of cameras. World seconds throughout. Order: paths, then a first run of free things that someone follows,
then performances, things in hand, and the run that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from ..bodies.skeleton import quat_axis, quat_mul
from .hands import scripted
from .moving import Moving, Timeline
from .plan import Member, Plan
from .poses import pose_at, upright
from .resume import entered, path_on, path_over, performance_on, poses_on, track_over
from .rigs import PERFORMERS
from .simulate import Cast, simulate
from .traces import blow, impact_dust, placed, rolling, steps, wakes
from .tracks import course, follow, track, turned_by_heading
from .types import Contact, Performance, Track

F64 = NDArray[np.float64]
GROW_S = 0.5
"""Time in which a thing that comes into being reaches its size."""


def perform(
    plan: Plan,
    times: F64,
    mouths: Mapping[str, tuple[F64, NDArray[np.int32]]],
    eye: F64,
    *,
    speed: float = 1.0,
    on_step: Callable[[float], None] | None = None,
    before: Timeline | None = None,
) -> Timeline:
    """Play the plan at `times` (n,) world seconds, uniformly spaced.

    Args:
        mouths: member id → (opening (n,), viseme (n,)) while it speaks.
        eye: a first guess of the camera's place, for looks into it.
        before: the take up to here, when the plan goes on with it; times[0] = 0 is its last frame.
    """
    step = on_step or (lambda _f: None)
    paths: dict[str, tuple[F64, F64]] = {}
    for m in plan.members.values():
        if m.follows is None and (not m.simulated or m.travels):
            paths[m.id] = _go(plan, m, times, before)
    step(0.05)
    _follow_all(plan, times, paths, before)
    where = {k: p for k, (p, _) in paths.items()}
    tracks: dict[str, Track] = {}
    scene = _Scene(plan, times, paths, where, mouths, eye, speed, before, tracks)
    performances = {
        m.id: _play(scene, m)
        for m in plan.members.values()
        if m.body.rig in PERFORMERS and m.id in paths and not m.simulated
    }
    step(0.3)
    for m in plan.members.values():
        if m.attached is not None:
            _attach(scene, m, performances)
    script = _scripted(scene, performances)
    run = simulate(plan, Cast(times, performances, script), on_step=lambda f: step(0.3 + 0.5 * f))
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
                performances[m.id] = _play(scene, m)
        script = _scripted(scene, performances)
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
            cues += steps(plan, m, performances[m.id])
        elif run is not None and m.id in run.poses:
            root = run.poses[m.id]
            skin = _rolling_wheels(plan, m, root, times)
            cues += rolling(plan, m, run.velocity[m.id], run.touching[m.id], times)
        elif m.id in script:
            root = script[m.id]
        elif m.id in paths:
            root = upright(paths[m.id][0], paths[m.id][1])
        else:
            start = pose_at(m.position, m.heading_rad) if m.pose is None else m.pose
            root = np.tile(start, (len(times), 1, 1))
        if m.grows:
            root = _growing(root, times)
        members[m.id] = Moving(m.id, m.body, root, skin, visible)
    for when, thing, striker, hard in plan.struck:
        contacts.append(blow(plan, members, times, when, thing, striker, hard))
    contacts.sort(key=lambda c: c.time_s)
    emitters = [*plan.emitters, *impact_dust(plan, contacts)]
    ripples = list(plan.ripples)
    wakes(plan, members, times, emitters, cues)
    step(1.0)
    heard = tuple(placed(cue, members, times) for cue in sorted(cues, key=lambda c: c.time_s))
    momenta = {k: (run.velocity[k][-1], run.spin[k][-1]) for k in run.poses} if run is not None else {}
    return Timeline(times, members, tuple(contacts), heard, tuple(emitters), tuple(ripples), paths, tracks, momenta)


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """What every performance of a plan has in common; `tracks` is filled as they are played."""

    plan: Plan
    times: F64
    paths: dict[str, tuple[F64, F64]]
    where: dict[str, F64]
    mouths: Mapping[str, tuple[F64, NDArray[np.int32]]]
    eye: F64
    speed: float
    before: Timeline | None
    tracks: dict[str, Track]


def _go(plan: Plan, m: Member, times: F64, before: Timeline | None) -> tuple[F64, F64]:
    position, heading = course(plan, m, times)
    if before is None or m.id not in before.members:
        return position, heading
    return path_on(plan, m, times, before, position, heading, plan.floor(m))


def _scripted(scene: _Scene, performances: Mapping[str, Performance]) -> dict[str, F64]:
    script = scripted(scene.plan, scene.times, performances, scene.paths)
    if scene.before is None:
        return script
    return {who: poses_on(scene.before, who, poses, scene.times) for who, poses in script.items()}


def _growing(root: F64, times: F64) -> F64:
    """From nothing to full size in half a second, a little beyond on the way."""
    u = np.clip((times - times[0]) / GROW_S, 0.0, 1.0)
    size = 1.0 + 2.2 * (u - 1.0) ** 3 + 1.2 * (u - 1.0) ** 2
    out = root.copy()
    out[:, :3, :3] *= np.maximum(size, 1e-3)[:, None, None]
    return out


def _follow_all(plan: Plan, times: F64, paths: dict[str, tuple[F64, F64]], before: Timeline | None) -> None:
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
        if before is None:
            paths[m.id] = follow(base, times, delay, plan, m)
        else:
            way, moments = path_over(before, leader, times, base)
            position, heading = follow(way, moments, delay, plan, m)
            position, heading = position[-len(times) :], heading[-len(times) :]
            if m.id in before.members:
                position, heading = path_on(plan, m, times, before, position, heading, plan.floor(m))
            elif m.enters is not None:
                position = entered(plan, m, times, position)
            paths[m.id] = position, heading
        m.position = paths[m.id][0][0].copy()


def _play(scene: _Scene, m: Member) -> Performance:
    plan, times, before = scene.plan, scene.times, scene.before
    position, heading = scene.paths[m.id]
    asked = track(plan, m, times, position, heading, scene.where, scene.eye)
    if m.id in scene.mouths:
        asked = _with(asked, mouth=scene.mouths[m.id][0], viseme=scene.mouths[m.id][1])
    asked = _with(asked, speed_factor=scene.speed)
    performer = PERFORMERS[m.body.rig or ""]
    ground = plan.floor(m)
    if m.afloat and plan.stage.water is not None:
        position, tilt = _ride_waves(plan, m, times, position, heading)
        asked = _with(asked, position=position, tilt=tilt)
        if m.kind == "boat":
            ground = _deep
    if before is None:
        scene.tracks[m.id] = asked
        return performer(m.body, asked, ground)
    asked = track_over(before, m.id, asked)
    scene.tracks[m.id] = asked
    return performance_on(before, m.id, performer(m.body, asked, ground), asked, times)


def _deep(x: F64, y: F64) -> F64:
    """The bottom under a hull: far away."""
    return np.full(np.shape(x), -50.0)


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
        return waves.height(x + c * dx - s * dy, y + s * dx + c * dy, times + plan.since_s)

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
    sway = quat_mul(quat_axis((0.0, 1.0, 0.0), -pitch), quat_axis((1.0, 0.0, 0.0), roll))
    return out, turned_by_heading(sway, heading)


def _attach(scene: _Scene, m: Member, performances: dict[str, Performance]) -> None:
    assert m.attached is not None
    plan, times, paths = scene.plan, scene.times, scene.paths
    carrier = plan.members[m.attached[0]]
    seat = np.asarray(
        carrier.body.anchors.get(m.attached[1], carrier.body.anchors.get("top", (0.0, 0.0, carrier.body.size[2] * 0.7)))
    )
    if carrier.id in performances:
        root = performances[carrier.id].root
    elif carrier.id in paths:
        root = upright(*paths[carrier.id])
    else:
        root = np.tile(pose_at(carrier.position, carrier.heading_rad), (len(times), 1, 1))
    at = np.einsum("nij,j->ni", root[:, :3, :3], seat) + root[:, :3, 3]
    hip = m.body.anchors.get("seat", (0.0, 0.0, 0.45 * m.body.size[2]))[2]
    heading = np.arctan2(root[:, 1, 0], root[:, 0, 0])
    at[:, 2] -= hip
    paths[m.id] = (at, heading)
    if m.body.rig in PERFORMERS:
        performances[m.id] = _play(scene, m)


def _rolling_wheels(plan: Plan, m: Member, root: F64, times: F64) -> F64 | None:
    """Wheels of a free vehicle turn with the way it makes along its own axis."""
    skeleton = m.body.skeleton
    if skeleton is None or m.kind != "vehicle":
        return None
    asked = Track(times, root[:, :3, 3].copy(), np.unwrap(np.arctan2(root[:, 1, 0], root[:, 0, 0])), seed=plan.seed)
    ground: Callable[[F64, F64], F64] = lambda x, y: np.zeros(np.shape(x))  # noqa: E731
    return PERFORMERS["vehicle"](m.body, asked, ground).skin
