"""A take grown part by part: the first shot staged and filmed, each that continues it performed on from its last state.

Knows nothing of other takes. What a part adds never changes the frames before it: states, cameras, weather and light
of the film so far are kept as they are and only added to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .air import Air, Change
from .bodies.casting import cast
from .bodies.types import Rgb
from .downpour import downpour
from .film import Caption
from .framing import in_view, subject_of
from .language.colours import COLOURS
from .motion.carry import carry_on
from .motion.direct import direct
from .motion.lightning import Strike, strikes, thunder
from .motion.moving import Timeline
from .motion.pace import paced
from .motion.particles import Emitter, Weather, flames
from .motion.perform import perform
from .motion.plan import Plan
from .motion.resume import joined
from .motion.retime import retimed, slowing
from .motion.types import Contact, SoundCue
from .picture.types import Camera, Lamp
from .scoring import Heard
from .screenplay.schema import Role, Screenplay, ShotPlan
from .sound.types import Line
from .speech.types import Speech
from .staging.camera import Subject, carried
from .staging.camera import film as lay_camera
from .staging.place import Player
from .staging.sets import SETS, build_set
from .staging.tone import toned
from .staging.types import SetStyle, StageSet
from .take import StagedTake
from .voices import Clock, heard_from, mouths, speak, spoken

if TYPE_CHECKING:
    from .bodies.captured import Captured

F64 = NDArray[np.float64]
Step = Callable[[float], None]
FIRELIGHT = (2.2, 0.98, 0.3)
TURN_S = 3.0
"""Time in which the weather or the light of a continuing shot becomes the new one."""


@dataclass(slots=True, eq=False)
class Growing:
    """A take as far as it is made; `first` is the film's index of its first frame. Contacts, cues in clip seconds."""

    screenplay: Screenplay
    first: int
    fps: int
    aspect: float
    stage: StageSet
    shots: list[ShotPlan]
    players: list[Player]
    plan: Plan
    timeline: Timeline
    cameras: list[Camera]
    step_s: F64
    wind: tuple[float, float]
    drops: Weather | None
    seed: int
    captured: Mapping[str, Captured] = field(default_factory=dict)
    spray: list[Emitter] = field(default_factory=list)
    rings: list[tuple[float, float, float, float]] = field(default_factory=list)
    bolts: list[Strike] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    airs: list[tuple[float, StageSet, ShotPlan]] = field(default_factory=list)
    seams_s: list[float] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    cues: list[SoundCue] = field(default_factory=list)
    lines: list[tuple[float, Speech, str | None, Caption]] = field(default_factory=list)
    stand_ins: list[tuple[str, str]] = field(default_factory=list)
    unstaged: list[str] = field(default_factory=list)

    @property
    def frames(self) -> int:
        return len(self.timeline.times_s)


def _palette(shot: ShotPlan) -> list[Rgb]:
    return [COLOURS[word] for word in shot.palette if word in COLOURS]


def begin(
    screenplay: Screenplay,
    shot: ShotPlan,
    number: int,
    first: int,
    aspect: float,
    fps: int,
    captured: Mapping[str, Captured],
    report: Step,
) -> Growing:
    """Stage, simulate and film the shot that opens a take. `number` is its place in the screenplay."""
    seed = _seed(screenplay, number)
    stand_ins: list[tuple[str, str]] = []
    name = shot.place.name
    if name not in SETS:
        stand_ins.append((shot.place.label or name, "studio"))
        name = "studio"
    stage = build_set(name, SetStyle(shot.time, shot.weather, shot.season, shot.place.details, seed))
    stage = toned(stage, _palette(shot), shot.lighting)
    report(0.15)
    players = _players(shot.cast, seed, stand_ins, captured)
    report(0.3)
    shot = paced(shot, players, stage.gravity_ms2)
    speeches = speak(shot, players, seed)
    frames = max(round(shot.duration_s * fps), 1)
    step_s = shot.speed / fps
    times = np.arange(frames, dtype=np.float64) * step_s
    clip: Clock = lambda t: t / shot.speed  # noqa: E731
    plan, starts = direct(shot, stage, players, {k: s.duration_s for k, s in speeches.items()}, seed)
    eye = np.array([*(np.asarray(stage.view) * 7.0), 1.6])
    timeline = perform(
        plan,
        times,
        mouths(shot, plan, speeches, starts, times, clip),
        eye,
        speed=shot.speed,
        on_step=lambda f: report(0.3 + 0.6 * f),
    )
    subject = subject_of(plan, shot, timeline)
    cameras = _filmed(plan, shot, subject, stage, fps, aspect, seed, None)
    if number == 0 and screenplay.opening is not None:
        from .opening import matched

        cameras = matched(cameras, subject.low, subject.high, screenplay.opening, aspect=aspect, fps=fps)
    drops, wind, spray, rings = downpour(shot, stage, subject.sharp, float(times[-1]), seed)
    bolts = _lightning(shot, stage, float(times[-1]), seed)
    offset = first / fps
    return Growing(
        screenplay,
        first,
        fps,
        aspect,
        stage,
        [shot],
        players,
        plan,
        timeline,
        cameras,
        np.full(frames, step_s),
        wind,
        drops,
        seed,
        captured,
        spray,
        rings,
        list(bolts),
        contacts=[replace(c, time_s=offset + c.time_s / shot.speed) for c in timeline.contacts],
        cues=[_clip_cue(c, clip, offset) for c in (*timeline.cues, *map(thunder, bolts))],
        lines=spoken(shot, plan, speeches, starts, offset, clip),
        stand_ins=stand_ins,
        unstaged=list(plan.unplayed),
    )


def go_on(take: Growing, shot: ShotPlan, number: int, report: Step) -> None:
    """Grow the take by a shot that continues it. Its place is that of the take; what it casts anew arrives."""
    seed = _seed(take.screenplay, number)
    there = {p.role.id for p in take.players}
    arrivals = _players([r for r in shot.cast if r.id not in there], seed, take.stand_ins, take.captured)
    everyone = [*take.players, *arrivals]
    shot = paced(shot, everyone, take.stage.gravity_ms2)
    report(0.1)
    speeches = speak(shot, everyone, take.seed)
    frames = max(round(shot.duration_s * take.fps), 1)
    before, last = take.timeline, take.cameras[-1]
    since = float(before.times_s[-1])
    at, times = slowing(float(take.step_s[-1]), shot.speed / take.fps, frames, take.fps)
    clip = _clock(at, shot.speed, take.fps)
    plan, starts = carry_on(
        take.plan,
        before,
        shot,
        arrivals,
        {k: s.duration_s for k, s in speeches.items()},
        seed,
        last,
        take.aspect,
        float(at[-1]),
    )
    report(0.2)
    played = perform(
        plan,
        times,
        mouths(shot, plan, speeches, starts, times, clip),
        np.asarray(last.position),
        speed=shot.speed,
        on_step=lambda f: report(0.2 + 0.7 * f),
        before=before,
    )
    timeline = retimed(played, at)
    away = _elsewhere(take, shot)
    subject = subject_of(plan, shot, timeline, away)
    cameras = _filmed(plan, shot, subject, take.stage, take.fps, take.aspect, take.seed, last)
    steady = not {"shake", "handheld"} & set(shot.camera.moves)
    cameras = carried(take.cameras, cameras, np.arange(frames + 1) / take.fps, take.stage.terrain, steady=steady)
    offset = (take.first + take.frames - 1) / take.fps
    _new_air(take, shot, since, offset, subject, float(at[-1]), seed)
    bolts = _lightning(shot, take.stage, float(at[-1]), seed)
    take.bolts += [replace(b, time_s=b.time_s + since) for b in bolts]
    take.contacts += [replace(c, time_s=_at(clip, c.time_s, offset)) for c in played.contacts]
    take.cues += [_clip_cue(c, clip, offset) for c in (*played.cues, *map(thunder, bolts))]
    take.lines += spoken(shot, plan, speeches, starts, offset, clip)
    take.unstaged += plan.unplayed
    take.seams_s.append(offset)
    take.cameras += cameras[1:]
    take.step_s = np.concatenate([take.step_s[:-1], np.diff(at), [shot.speed / take.fps]])
    take.timeline = joined(before, timeline)
    take.players, take.plan = everyone, plan
    take.shots.append(shot)
    report(1.0)


def finished(take: Growing) -> tuple[StagedTake, Heard, tuple[Caption, ...]]:
    """The take ready to be drawn and heard."""
    stage, timeline, seed = take.stage, take.timeline, take.seed
    emitters = [*timeline.emitters]
    for k, fire in enumerate(stage.fires):
        emitters += flames(fire, -3.0, float(timeline.times_s[-1]) + 1.0, 0.62, seed + 400 + 10 * k)
    staged = StagedTake(
        replace(stage, lamps=_with_firelight(stage, stage.lamps)) if stage.fires else stage,
        tuple(timeline.members.values()),
        timeline.times_s,
        take.step_s,
        tuple(take.cameras),
        (*emitters, *take.spray),
        take.drops,
        (*timeline.ripples, *take.rings),
        seed,
        take.wind,
        tuple(take.bolts),
        tuple(take.changes),
    )
    sizes = {m.id: m.body.size[2] for m in take.plan.members.values()}
    lines = tuple(
        Line(start, speech, heard_from(timeline, who, sizes.get(who or "", 0.0)))
        for start, speech, who, _ in take.lines
    )
    heard = Heard(
        staged,
        stage,
        take.shots[0],
        take.shots[0].speed,
        tuple(take.contacts),
        tuple(take.cues),
        lines,
        tuple(take.seams_s),
        tuple(take.airs),
    )
    return staged, heard, tuple(caption for *_, caption in take.lines)


def _seed(screenplay: Screenplay, number: int) -> int:
    return (screenplay.seed * 1_000_003 + number * 7919) % (1 << 31)


def _players(
    roles: tuple[Role, ...] | list[Role],
    seed: int,
    stand_ins: list[tuple[str, str]],
    captured: Mapping[str, Captured],
) -> list[Player]:
    players: list[Player] = []
    for role in roles:
        for member in range(role.count):
            casting = cast(role, seed + 101 * member + sum(map(ord, role.id)), COLOURS, member, captured)
            if casting.stands_in and member == 0:
                stand_ins.append((role.label, casting.stands_in))
            players.append(
                Player(role.id if role.count == 1 else f"{role.id}_{member + 1}", role, casting.body, casting.kind)
            )
    return players


def _filmed(
    plan: Plan,
    shot: ShotPlan,
    subject: Subject,
    stage: StageSet,
    fps: int,
    aspect: float,
    seed: int,
    start: Camera | None,
) -> list[Camera]:
    floor = (
        None
        if stage.water is None
        else stage.water.waves.level_m + 0.4 + 0.55 * float(np.sum(np.abs(stage.water.waves.waves[:, 0])))
    )
    if stage.name == "underwater":
        floor = None
    return lay_camera(
        shot.camera,
        subject,
        stage.terrain,
        stage.view,
        fps=fps,
        aspect=aspect,
        seed=seed,
        floor_m=floor,
        default_fill=0.82 if plan.focus_points else 0.62,
        lead_rad=0.38 if any(m.body.rig == "person" for m in plan.members.values()) else 0.16,
        start=start,
    )


def _elsewhere(take: Growing, shot: ShotPlan) -> frozenset[str]:
    """Who the camera need not keep in the picture: whoever is out of it, and, where others act, what rolls away."""
    before = take.timeline
    acts = bool(shot.actions or shot.lines)
    gone = {who for who, m in before.members.items() if not in_view(m, take.cameras[-1], take.aspect)}
    gone |= {who for who, (v, _) in before.momenta.items() if acts and float(np.linalg.norm(v)) > 0.3}
    return frozenset(gone)


def _lightning(shot: ShotPlan, stage: StageSet, end_s: float, seed: int) -> tuple[Strike, ...]:
    return strikes(end_s, stage.view, seed + 3) if shot.weather == "storm" and not stage.indoors else ()


def _new_air(
    take: Growing, shot: ShotPlan, since: float, offset: float, subject: Subject, end_s: float, seed: int
) -> None:
    """What falls in this part; and, where its hour or weather is another, how light and air become it."""
    old = take.shots[-1]
    drops, wind, spray, rings = downpour(shot, take.stage, subject.sharp, end_s, seed, begin_s=0.0)
    if (shot.time, shot.weather) != (old.time, old.weather):
        style = SetStyle(shot.time, shot.weather, old.season, take.shots[0].place.details, take.seed)
        palette = _palette(shot) or _palette(take.shots[0])
        other = toned(build_set(take.stage.name, style), palette, shot.lighting or take.shots[0].lighting)
        lit = replace(other, lamps=_with_firelight(take.stage, other.lamps))
        take.changes.append(Change(since, TURN_S * shot.speed, Air.of(lit, wind), drops))
        take.airs.append((offset, other, shot))
        hold = 0.6 * TURN_S * shot.speed
        spray = [replace(e, start_s=e.start_s + hold) for e in spray]
        rings = [r for r in rings if r[2] > hold]
    take.spray += [replace(e, start_s=e.start_s + since, end_s=e.end_s + since) for e in spray]
    take.rings += [(x, y, t + since, s) for x, y, t, s in rings]


def _with_firelight(stage: StageSet, lamps: tuple[Lamp, ...]) -> tuple[Lamp, ...]:
    glow = tuple(Lamp((x, y, z + 0.6), FIRELIGHT, 14.0, casts_shadow=k == 0) for k, (x, y, z) in enumerate(stage.fires))
    return (*glow, *lamps)


def _clock(at: F64, speed: float, fps: int) -> Clock:
    """World seconds of a part whose frames are `at` → seconds of the clip; beyond its end, at its last speed."""

    def clip(t: F64) -> F64:
        return np.asarray(np.interp(t, at, np.arange(len(at)) / fps) + np.maximum(t - at[-1], 0.0) / speed)

    return clip


def _at(clip: Clock, t: float, offset: float) -> float:
    return offset + float(clip(np.array([t]))[0])


def _clip_cue(c: SoundCue, clip: Clock, offset: float) -> SoundCue:
    start, end = (float(v) for v in clip(np.array([c.time_s, c.time_s + c.duration_s])))
    return replace(c, time_s=offset + start, duration_s=end - start)
