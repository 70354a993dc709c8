"""A part of a take performed on from the part before: paths, tracks, performances and poses taken over at the seam.

Knows nothing of verbs. Times of a part count from its beginning, and its frame 0 is the last frame of the part before;
that frame is exactly what it was there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from .moving import Moving, Timeline
from .particles import Emitter
from .plan import Member, Plan
from .retime import at_times, step_of
from .seam import POSE_S, limbs, posed, settled
from .types import Act, Contact, Performance, SoundCue, Track

F64 = NDArray[np.float64]
RUN_UP_S = 20.0
"""How much of what went before a performer is told, so that its gait and breath go on."""
MOST_TURN = 7.0
"""Radians a second in which a walker turns about."""
STILL = np.array([0.0, 0.0, 0.0, 1.0])


def path_on(
    plan: Plan, m: Member, times: F64, before: Timeline, position: F64, heading: F64, floor: Callable[[F64, F64], F64]
) -> tuple[F64, F64]:
    """A planned path started where the member is and with the way it has on; headings turn into it."""
    was, faced = path_before(before, m.id)
    step = max(step_of(before.times_s), 1e-6)
    rate = (was[-1] - was[-2]) / step if len(was) > 1 else np.zeros(3)
    gap = float(np.linalg.norm(was[-1, :2] - position[0, :2]))
    speed = float(np.linalg.norm(rate[:2]))
    coasts = not m.travels and m.timed is None and m.follows is None
    settle = max(2 * coast_s(speed), 0.3) if coasts else max(1.0, gap / max(0.6 * m.trait("run_ms", 3.0), 0.5))
    settle = min(settle, max(float(times[-1]) * 0.8, 0.2))
    out = position.copy()
    out[:, :2] = settled(position[:, :2], was[-1, :2], rate[:2], times, settle)
    above = position[:, 2] - floor(position[:, 0], position[:, 1])
    old = was[-2:, 2] - floor(was[-2:, 0], was[-2:, 1])
    rise = (old[-1:] - old[:1]) / step if len(old) > 1 else np.zeros(1)
    out[:, 2] = floor(out[:, 0], out[:, 1]) + settled(above[:, None], old[-1:], rise, times, settle)[:, 0]
    steers = not coasts and m.timed is None and not any(t.keep_heading for t in m.travels)
    return out, _faced(m, times, out, heading, faced, settle if steers else 0.0, step)


def _faced(m: Member, times: F64, position: F64, heading: F64, faced: F64, steered_s: float, step: float) -> F64:
    """Headings (n,) from the one before the seam: for `steered_s` along the way the member really goes, then as
    planned; it turns no faster than it can."""
    if len(times) < 3:
        return np.repeat(faced[-1:], len(times))
    dt = float(times[1] - times[0])
    velocity = np.gradient(position[:, :2], times, axis=0)
    way, speed = np.arctan2(velocity[:, 1], velocity[:, 0]), np.linalg.norm(velocity, axis=1)
    until = min([steered_s, *(t for t, _ in m.turns)])
    most = (2.5 if m.kind in {"vehicle", "boat"} else MOST_TURN) * dt
    out = np.empty(len(times))
    now = aim = float(faced[-1])
    for k in range(len(times)):
        if times[k] >= until:
            aim = float(heading[k])
        elif speed[k] > 0.35:
            aim = float(way[k])
        left = math.remainder(aim - now, 2 * math.pi)
        now += min(max(left, -most), most)
        out[k] = now
    out = gaussian_filter1d(out, max(0.07 / dt, 0.01), mode="nearest")
    spin = np.array([(faced[-1] - faced[-2]) / step]) if len(faced) > 1 else np.zeros(1)
    return settled(out[:, None], faced[-1:], spin, times, 0.4)[:, 0]


def entered(plan: Plan, m: Member, times: F64, position: F64) -> F64:
    """A path (n, 3) that is joined from where the member enters."""
    assert m.enters is not None
    out = position.copy()
    gap = float(np.linalg.norm(m.enters[:2] - position[0, :2]))
    own = (position[1, :2] - position[0, :2]) / max(float(times[1] - times[0]), 1e-6)
    settle = max(1.0, gap / max(0.6 * m.trait("run_ms", 3.0), 0.5))
    out[:, :2] = settled(position[:, :2], m.enters[:2], own, times, min(settle, float(times[-1])))
    out[:, 2] = plan.floor(m)(out[:, 0], out[:, 1])
    return out


def coast_s(speed: float) -> float:
    """How long a body at this speed (m/s) would go on to where it comes to rest; it takes twice that time."""
    return min(0.25 + 0.06 * speed, 0.6)


def path_before(before: Timeline, who: str) -> tuple[F64, F64]:
    """Positions (n, 3) and unwrapped headings (n,) of a member up to the seam."""
    if who in before.paths:
        return before.paths[who][0], np.unwrap(before.paths[who][1])
    root = before.members[who].root
    return root[:, :3, 3], np.unwrap(np.arctan2(root[:, 1, 0], root[:, 0, 0]))


def run_up(before: Timeline, times: F64) -> F64:
    """Moments of the take before the seam, as far apart as `times`, that a performer is told of; the seam is last."""
    step = max(step_of(times), 1e-6)
    most = min(float(before.times_s[-1] - before.times_s[0]), RUN_UP_S)
    count = int(most / step + 1e-6)
    return np.asarray(before.times_s[-1] - step * np.arange(count, -1, -1))


def path_over(before: Timeline, who: str, times: F64, position: F64) -> tuple[F64, F64]:
    """The way of a member before the seam and its `position` (n, 3) after, with the times of both from the take's
    beginning; whoever was not there stands where it begins."""
    lead = run_up(before, times)[:-1]
    if who in before.members:
        start = at_times(path_before(before, who)[0], before.times_s, lead)
    else:
        start = np.repeat(position[:1], len(lead), axis=0)
    return np.concatenate([start, position]), np.concatenate([lead, before.times_s[-1] + times])


def track_over(before: Timeline, who: str, asked: Track) -> Track:
    """What is asked of a performer now, with what was asked of it before the seam; times of the take."""
    since = float(before.times_s[-1])
    acts = tuple(_later(a, since) for a in asked.acts)
    past = before.tracks.get(who)
    if past is None:
        return replace(asked, times_s=asked.times_s + since, acts=acts)
    own = past.times_s
    lead = run_up(before, asked.times_s)[:-1]
    lead = lead[lead >= own[0] - 1e-9]

    def both(old: F64 | None, new: F64 | None, blank: F64) -> F64 | None:
        if old is None and new is None:
            return None
        first = np.broadcast_to(blank, (len(own), *blank.shape)) if old is None else old
        then = np.broadcast_to(blank, (len(asked.times_s), *blank.shape)) if new is None else new
        nearest = np.clip(np.searchsorted(own, lead - 1e-6), 0, len(own) - 1)
        return np.concatenate([first[nearest], then])

    viseme = both(past.viseme, asked.viseme, np.zeros((), dtype=np.int32))  # type: ignore[arg-type]
    return replace(
        asked,
        times_s=np.concatenate([lead, since + asked.times_s]),
        position=np.concatenate([at_times(past.position, own, lead), asked.position]),
        heading_rad=np.concatenate([at_times(np.unwrap(past.heading_rad), own, lead), _near(past, asked)]),
        acts=_merged((*past.acts, *acts)),
        tilt=both(past.tilt, asked.tilt, STILL),
        gaze=both(past.gaze, asked.gaze, np.full(3, np.nan)),
        mouth=both(past.mouth, asked.mouth, np.zeros(())),
        viseme=None if viseme is None else viseme.astype(np.int32),
        seed=past.seed,
    )


def _near(past: Track, asked: Track) -> F64:
    new = np.unwrap(asked.heading_rad)
    last = float(np.unwrap(past.heading_rad)[-1])
    return np.asarray(new + 2 * np.pi * np.round((last - new[0]) / (2 * np.pi)))


def _later(act: Act, since: float) -> Act:
    at = None if act.at_s is None else act.at_s + since
    return replace(act, start_s=act.start_s + since, end_s=act.end_s + since, at_s=at)


def _merged(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Acts of one name that follow on from each other are one."""
    out: list[Act] = []
    for act in acts:
        same = next((k for k, a in enumerate(out) if a.name == act.name and abs(a.end_s - act.start_s) < 0.15), None)
        if same is None or act.at_s is not None:
            out.append(act)
        else:
            out[same] = replace(out[same], end_s=act.end_s)
    return tuple(out)


def performance_on(before: Timeline, who: str, whole: Performance, asked: Track, times: F64) -> Performance:
    """The part of a performance of the whole take after the seam, started exactly as the part before ended."""
    since = float(before.times_s[-1])
    first = len(asked.times_s) - len(times)
    root, skin, joints = whole.root[first:], whole.skin[first:], whole.joints[first:]
    steps = tuple(replace(f, time_s=f.time_s - since) for f in whole.footfalls if f.time_s > since)
    old = before.members.get(who)
    if old is None or len(old.root) < 2:
        return Performance(root, skin, joints, steps)
    step = step_of(before.times_s)
    root = posed(root, old.root[-2:], times, POSE_S, step)
    if old.skin is not None and old.body.skeleton is not None and skin.shape[1]:
        skin = limbs(old.body.skeleton, skin, old.skin[-2:], times, POSE_S, step)
    return Performance(root, skin, joints, steps)


def poses_on(before: Timeline, who: str, poses: F64, times: F64, settle_s: float = POSE_S) -> F64:
    """Poses (n, 4, 4) of a thing started as it was at the seam."""
    old = before.members.get(who)
    if old is None or len(old.root) < 2:
        return poses
    return posed(poses, old.root[-2:], times, settle_s, step_of(before.times_s))


def joined(before: Timeline, after: Timeline) -> Timeline:
    """Both parts as one timeline; `after` counts from the seam and its first frame is `before`'s last."""
    since = float(before.times_s[-1])
    n, m = len(before.times_s), len(after.times_s) - 1
    members: dict[str, Moving] = {}
    for who, new in after.members.items():
        old = before.members.get(who)
        if old is None:
            root = np.concatenate([np.repeat(new.root[:1], n, axis=0), new.root[1:]])
            skin = None if new.skin is None else np.concatenate([np.repeat(new.skin[:1], n, axis=0), new.skin[1:]])
            visible = np.concatenate([np.zeros(n, dtype=bool), new.visible[1:]])
        else:
            root = np.concatenate([old.root, new.root[1:]])
            skin = _skins(old.skin, new.skin, n, m)
            visible = np.concatenate([old.visible, new.visible[1:]])
        members[who] = Moving(who, new.body, root, skin, visible)
    paths = {}
    for who, (position, heading) in after.paths.items():
        if who in before.members:
            was, faced = path_before(before, who)
        else:
            was, faced = np.repeat(position[:1], n, axis=0), np.repeat(heading[:1], n)
        paths[who] = (np.concatenate([was, position[1:]]), np.concatenate([faced, heading[1:]]))
    return Timeline(
        np.concatenate([before.times_s, since + after.times_s[1:]]),
        members,
        (*before.contacts, *(_contact_later(c, since) for c in after.contacts)),
        (*before.cues, *(_cue_later(c, since) for c in after.cues)),
        (*before.emitters, *(_emitter_later(e, since) for e in after.emitters)),
        (*before.ripples, *((x, y, t + since, s) for x, y, t, s in after.ripples)),
        paths,
        after.tracks,
        after.momenta,
    )


def _skins(old: F64 | None, new: F64 | None, n: int, m: int) -> F64 | None:
    if old is None and new is None:
        return None
    if old is None:
        assert new is not None
        return np.concatenate([np.repeat(new[:1], n, axis=0), new[1:]])
    if new is None:
        return np.concatenate([old, np.repeat(old[-1:], m, axis=0)])
    return np.concatenate([old, new[1:]])


def _contact_later(c: Contact, since: float) -> Contact:
    return replace(c, time_s=c.time_s + since)


def _cue_later(c: SoundCue, since: float) -> SoundCue:
    return replace(c, time_s=c.time_s + since)


def _emitter_later(e: Emitter, since: float) -> Emitter:
    return replace(e, start_s=e.start_s + since, end_s=e.end_s + since)
