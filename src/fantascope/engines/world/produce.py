"""From a screenplay to a film: sets built, cast placed, lines spoken, the plan performed, the camera laid.

Knows nothing of files, codecs or processes. Pure: same screenplay and size, same film.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...kernel.progress import Progress, silent, within
from .bodies.casting import cast
from .film import Caption, Film
from .framing import subject_of
from .language.colours import COLOURS
from .motion.direct import direct
from .motion.lightning import strikes, thunder
from .motion.moving import Timeline
from .motion.pace import paced
from .motion.particles import RAIN, SNOW, STORM, Emitter, Weather, flames
from .motion.perform import perform
from .motion.plan import Plan
from .motion.types import Contact, SoundCue
from .picture.types import Lamp
from .screenplay.schema import Line as SpokenLine
from .screenplay.schema import Screenplay, ShotPlan
from .sound.types import Bed, Line, Mood, Score, Space
from .speech import default_speaker, in_manner, voice_for
from .speech.types import Speech
from .staging.camera import film as lay_camera
from .staging.place import Player
from .staging.sets import SETS, build_set
from .staging.types import SetStyle, StageSet
from .take import StagedTake

F64 = NDArray[np.float64]
FIRELIGHT = (2.2, 0.98, 0.3)
MOODS: dict[str, Mood] = {
    "beach": "joyful",
    "sea": "calm",
    "moon": "mysterious",
    "space": "mysterious",
    "forest": "mysterious",
    "street": "night",
    "city": "playful",
    "town": "playful",
    "snow": "playful",
    "staircase": "playful",
    "table_top": "playful",
    "basketball_court": "joyful",
    "stadium": "epic",
    "castle": "epic",
    "desert": "epic",
    "mountain": "epic",
    "park": "joyful",
    "garden": "joyful",
    "farm": "playful",
    "kitchen": "playful",
    "underwater": "mysterious",
    "library": "calm",
    "bedroom": "calm",
    "cave": "tense",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """One shot, produced: its take and what it adds to the score, in clip seconds from the film's start."""

    take: StagedTake
    contacts: tuple[Contact, ...]
    cues: tuple[SoundCue, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...]
    stand_ins: tuple[tuple[str, str], ...]
    unstaged: tuple[str, ...]
    speed: float


def produce(screenplay: Screenplay, *, width: int, height: int, fps: int, progress: Progress = silent) -> Film:
    """Stage, simulate and light every shot.

    Args:
        width, height: pixels of the picture (its shape decides the framing).
        fps: frames a second of the finished clip.

    Raises:
        Cancelled: when `progress` asks to stop.
    """
    cuts: list[_Cut] = []
    start = 0
    for k, shot in enumerate(screenplay.shots):
        step = within(progress, "stage", k / len(screenplay.shots), (k + 1) / len(screenplay.shots))
        cut = _shoot(screenplay, shot, k, start, width / height, fps, step)
        cuts.append(cut)
        start += cut.take.frames
    score = _score(screenplay, cuts, fps)
    return Film(
        width,
        height,
        fps,
        screenplay.look,
        tuple(c.take for c in cuts),
        tuple(c.take.names() for c in cuts),
        score,
        tuple(x for c in cuts for x in c.contacts),
        tuple(x for c in cuts for x in c.captions),
        tuple(x for c in cuts for x in c.stand_ins),
        tuple(x for c in cuts for x in c.unstaged),
    )


def _shoot(
    screenplay: Screenplay, shot: ShotPlan, number: int, first: int, aspect: float, fps: int, step: object
) -> _Cut:
    report = step if callable(step) else (lambda _f: None)
    seed = (screenplay.seed * 1_000_003 + number * 7919) % (1 << 31)
    stand_ins: list[tuple[str, str]] = []
    name = shot.place.name
    if name not in SETS:
        stand_ins.append((shot.place.label or name, "studio"))
        name = "studio"
    style = SetStyle(shot.time, shot.weather, shot.season, shot.place.details, seed)
    stage = build_set(name, style)
    report(0.15)
    players: list[Player] = []
    for role in shot.cast:
        for member in range(role.count):
            casting = cast(role, seed + 101 * member + sum(map(ord, role.id)), COLOURS, member)
            if casting.stands_in and member == 0:
                stand_ins.append((role.label, casting.stands_in))
            players.append(
                Player(role.id if role.count == 1 else f"{role.id}_{member + 1}", role, casting.body, casting.kind)
            )
    report(0.3)
    shot = paced(shot, players, stage.gravity_ms2)
    speeches = _speak(shot, players, seed)
    frames = max(round(shot.duration_s * fps), 1)
    step_s = shot.speed / fps
    times = np.arange(frames, dtype=np.float64) * step_s
    plan, starts = direct(shot, stage, players, {k: s.duration_s for k, s in speeches.items()}, seed)
    mouths = _mouths(shot, plan, speeches, starts, times)
    eye = np.array([*(np.asarray(stage.view) * 7.0), 1.6])
    timeline = perform(plan, times, mouths, eye, speed=shot.speed, on_step=lambda f: report(0.3 + 0.6 * f))
    subject = subject_of(plan, shot, timeline)
    floor = (
        None
        if stage.water is None
        else stage.water.waves.level_m + 0.4 + 0.55 * float(np.sum(np.abs(stage.water.waves.waves[:, 0])))
    )
    if stage.name == "underwater":
        floor = None
    cameras = lay_camera(
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
    )
    emitters = [*timeline.emitters]
    for k, fire in enumerate(stage.fires):
        emitters += flames(fire, -3.0, float(times[-1]) + 1.0, 0.62, seed + 400 + 10 * k)
    drops, wind, more, rings = _weather(shot, stage, subject.sharp, float(times[-1]), seed)
    if stage.fires:
        glow = tuple(
            Lamp((x, y, z + 0.6), (2.2, 0.98, 0.3), 14.0, casts_shadow=k == 0)
            for k, (x, y, z) in enumerate(stage.fires)
        )
        stage = replace(stage, lamps=(*glow, *stage.lamps))
    bolts = strikes(float(times[-1]), stage.view, seed + 3) if shot.weather == "storm" and not stage.indoors else ()
    take = StagedTake(
        stage,
        tuple(timeline.members.values()),
        times,
        step_s,
        tuple(cameras),
        (*emitters, *more),
        drops,
        (*timeline.ripples, *rings),
        seed,
        wind,
        bolts,
    )
    rumbles = tuple(thunder(b) for b in bolts)
    offset = first / fps
    contacts = tuple(_clip_time(c, shot.speed, offset) for c in timeline.contacts)
    cues = tuple(_clip_cue(c, shot.speed, offset) for c in (*timeline.cues, *rumbles))
    lines, captions = _lines(shot, plan, timeline, speeches, starts, offset, frames)
    report(1.0)
    return _Cut(take, contacts, cues, lines, captions, tuple(stand_ins), tuple(plan.unplayed), shot.speed)


def _speak(shot: ShotPlan, players: Sequence[Player], seed: int) -> dict[int, Speech]:
    speaker = default_speaker()
    out: dict[int, Speech] = {}
    for k, line in enumerate(shot.lines):
        player = next((p for p in players if p.role.id == line.who), None)
        if player is None:
            voice = voice_for(kind="narrator", role=None, species=None, seed=seed)
        elif player.body.rig == "person":
            voice = voice_for(kind=player.role.kind or "man", role=player.role.role, species=None, seed=seed)
        else:
            voice = voice_for(kind="animal", role=None, species=player.role.concept, seed=seed)
        out[k] = speaker(line.text, line.language, in_manner(voice, line.manner))
    return out


def _mouths(
    shot: ShotPlan, plan: Plan, speeches: dict[int, Speech], starts: dict[int, float], times: F64
) -> dict[str, tuple[F64, NDArray[np.int32]]]:
    """Opening and viseme of each speaker at each frame."""
    out: dict[str, tuple[F64, NDArray[np.int32]]] = {}
    for k, line in enumerate(shot.lines):
        speakers = plan.of(line.who)
        if not speakers:
            continue
        opening, viseme = out.get(speakers[0].id, (np.zeros(len(times)), np.zeros(len(times), dtype=np.int32)))
        local = (times - starts[k]) / shot.speed
        at = np.array([m.start_s for m in speeches[k].mouths])
        if len(at):
            index = np.searchsorted(at, local, side="right") - 1
            inside = (index >= 0) & (local < speeches[k].duration_s)
            shapes = np.array([m.viseme for m in speeches[k].mouths], dtype=np.int32)
            weights = np.array([m.weight for m in speeches[k].mouths])
            viseme[inside] = shapes[index[inside]]
            opening[inside] = weights[index[inside]]
        out[speakers[0].id] = (opening, viseme)
    return out


def _lines(
    shot: ShotPlan,
    plan: Plan,
    timeline: Timeline,
    speeches: dict[int, Speech],
    starts: dict[int, float],
    offset: float,
    frames: int,
) -> tuple[tuple[Line, ...], tuple[Caption, ...]]:
    lines, captions = [], []
    for k, line in enumerate(shot.lines):
        start = offset + starts[k] / shot.speed
        speakers = plan.of(line.who)
        at = np.full((frames, 3), np.nan)
        if speakers:
            root = timeline.members[speakers[0].id].root
            at = root[:, :3, 3] + np.array([0.0, 0.0, 0.85 * speakers[0].body.size[2]])
        lines.append(Line(start, speeches[k], at))
        captions.append(
            Caption(
                start,
                start + speeches[k].duration_s,
                line.text,
                _label(speakers[0].role.label if speakers else "", line),
            )
        )
    return tuple(lines), tuple(captions)


def _label(label: str, line: SpokenLine) -> str:
    words = label.split()
    articles = {"a", "an", "the", "un", "une", "le", "la", "les", "des", "one", "two"}
    return " ".join(w for w in words if w.lower() not in articles) if line.who else ""


def _weather(
    shot: ShotPlan, stage: StageSet, sharp: F64, end_s: float, seed: int
) -> tuple[Weather | None, tuple[float, float], list[Emitter], list[tuple[float, float, float, float]]]:
    """What falls from the sky, the wind, and the splashes rain makes on the ground near the subject."""
    if stage.indoors or stage.space in {"vacuum", "underwater"}:
        return None, (0.0, 0.0), [], []
    wind = {"wind": (3.5, 0.6), "storm": (6.0, 1.0)}.get(shot.weather, (0.7, 0.2))
    if shot.weather == "snow":
        return replace(SNOW, seed=seed), wind, [], []
    if shot.weather not in {"rain", "storm"}:
        return None, wind, [], []
    drops = replace(STORM if shot.weather == "storm" else RAIN, seed=seed)
    rng = np.random.default_rng(seed + 9)
    emitters: list[Emitter] = []
    rings: list[tuple[float, float, float, float]] = []
    middle = sharp.mean(axis=0)
    if stage.water is None:
        for k in range(5):
            x, y = middle[0] + rng.uniform(-2.5, 2.5), middle[1] + rng.uniform(-1.5, 2.5)
            z = float(stage.terrain(np.array([x]), np.array([y]))[0])
            emitters.append(
                Emitter(
                    (x, y, z + 0.01),
                    -0.5,
                    end_s + 0.5,
                    42,
                    4,
                    (0, 0, 0.9),
                    (0.4, 0.4, 0.3),
                    (2.2, 1.8, 0.0),
                    9.81,
                    0.0,
                    0.2,
                    (0.007, 0.004),
                    (0.75, 0.8, 0.9, 0.6),
                    (0.75, 0.8, 0.9, 0.1),
                    z,
                    seed + 70 + k,
                )
            )
        for t in np.arange(-0.8, end_s, 0.045):
            rings.append(
                (
                    float(middle[0] + rng.uniform(-3, 3)),
                    float(middle[1] + rng.uniform(-2, 3)),
                    float(t),
                    float(rng.uniform(0.15, 0.4)),
                )
            )
    return drops, wind, emitters, rings


def _clip_time(c: Contact, speed: float, offset: float) -> Contact:
    return replace(c, time_s=offset + c.time_s / speed)


def _clip_cue(c: SoundCue, speed: float, offset: float) -> SoundCue:
    return replace(c, time_s=offset + c.time_s / speed, duration_s=c.duration_s / speed)


def _score(screenplay: Screenplay, cuts: Sequence[_Cut], fps: int) -> Score:
    """All that is heard. Beds and space are the longest shot's; cameras give the listener."""
    total = sum(c.take.frames for c in cuts)
    times = np.arange(total) / fps
    cameras = [camera for c in cuts for camera in c.take.cameras]
    ears = np.array([c.position for c in cameras])
    right = np.array([c.rotation[:3] for c in cameras])
    longest = max(range(len(cuts)), key=lambda k: cuts[k].take.frames)
    stage, shot = cuts[longest].take.stage, screenplay.shots[longest]
    beds = list(stage.beds)
    named = {b.kind for b in beds}
    for kind in {"rain": ["rain"], "storm": ["storm", "rain"], "snow": ["snowfall"], "wind": ["wind"]}.get(
        shot.weather, []
    ):
        if kind not in named and not stage.indoors and stage.space != "vacuum":
            beds.append(Bed(kind, 0.8))
    lines = []
    start = 0
    cuts_s: list[float] = []
    for c in cuts:
        for line in c.lines:
            positions = np.full((total, 3), np.nan)
            positions[start : start + c.take.frames] = line.positions
            known = np.isfinite(positions[:, 0])
            if known.any():
                positions[:start] = positions[start]
                positions[start + c.take.frames :] = positions[start + c.take.frames - 1]
            else:
                positions = ears
            lines.append(replace(line, positions=positions))
        start += c.take.frames
        cuts_s.append(start / fps)
    space: Space = stage.space
    return Score(
        total / fps,
        times,
        ears,
        right,
        tuple(x for c in cuts for x in c.contacts),
        tuple(x for c in cuts for x in c.cues),
        tuple(beds),
        tuple(lines),
        _mood(shot, stage),
        96.0 if shot.time != "night" else 78.0,
        tuple(cuts_s[:-1]),
        space,
        cuts[longest].speed,
        screenplay.seed % (1 << 31),
    )


def _mood(shot: ShotPlan, stage: StageSet) -> Mood:
    moods: dict[str, Mood] = {
        m: m for m in ("none", "calm", "joyful", "tense", "sad", "epic", "mysterious", "playful", "romantic", "night")
    }
    if shot.sound.mood in moods:
        return moods[shot.sound.mood or "none"]
    if shot.weather == "storm":
        return "tense"
    if any(a.verb in {"collide", "flee", "explode"} for a in shot.actions):
        return "tense" if shot.speed < 1 else "playful"
    if shot.time == "night" and stage.name in {"forest", "street", "beach", "park"}:
        return "night" if stage.name != "forest" else "mysterious"
    return MOODS.get(stage.name, "playful")
