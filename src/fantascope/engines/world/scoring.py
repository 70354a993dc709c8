"""All that is heard of a film, gathered for the mixer: effects, beds, lines, music and the listener's way.

Knows nothing of synthesis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .motion.types import Contact, SoundCue
from .screenplay.schema import Screenplay, ShotPlan
from .sound.types import EASE_S, Bed, Line, Mood, Score, Space
from .staging.types import StageSet
from .take import StagedTake

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
class Heard:
    """One take, as it is heard, in clip seconds from the film's start. `positions` of lines run over its own frames.

    `shot` is the one it opens with, `speed` its playback speed; `seams_s` are where it goes on into another part;
    `airs` says how the ambience changes: when, and the set and shot from then on.
    """

    take: StagedTake
    stage: StageSet
    shot: ShotPlan
    speed: float
    contacts: tuple[Contact, ...]
    cues: tuple[SoundCue, ...]
    lines: tuple[Line, ...]
    seams_s: tuple[float, ...] = ()
    airs: tuple[tuple[float, StageSet, ShotPlan], ...] = ()


def score_of(screenplay: Screenplay, cuts: Sequence[Heard], fps: int) -> Score:
    """Beds and space are the longest take's; cameras give the listener."""
    total = sum(c.take.frames for c in cuts)
    times = np.arange(total) / fps
    cameras = [camera for c in cuts for camera in c.take.cameras]
    ears = np.array([c.position for c in cameras])
    right = np.array([c.rotation[:3] for c in cameras])
    longest = max(range(len(cuts)), key=lambda k: cuts[k].take.frames)
    stage, shot = cuts[longest].stage, cuts[longest].shot
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
        tuple(x for c in cuts for x in _bridged(c.cues, c.seams_s)),
        _beds(cuts[longest]),
        tuple(lines),
        _mood(shot, stage),
        96.0 if shot.time != "night" else 78.0,
        tuple(cuts_s[:-1]),
        space,
        cuts[longest].speed,
        screenplay.seed % (1 << 31),
    )


def _beds(heard: Heard) -> tuple[Bed, ...]:
    """The ambiences of a take; what changes with the weather or the hour comes and goes gradually."""
    beds = _air(heard.stage, heard.shot)
    for when, stage, shot in heard.airs:
        new = _air(stage, shot)
        kept = {b.kind for b in new}
        there = {b.kind for b in beds if b.until_s is None}
        beds = [b if b.kind in kept or b.until_s is not None else replace(b, until_s=when + EASE_S) for b in beds]
        beds += [replace(b, from_s=when) for b in new if b.kind not in there]
    return tuple(beds)


def _air(stage: StageSet, shot: ShotPlan) -> list[Bed]:
    beds = list(stage.beds)
    named = {b.kind for b in beds}
    falls: dict[str, list[str]] = {"rain": ["rain"], "storm": ["storm", "rain"], "snow": ["snowfall"], "wind": ["wind"]}
    for kind in falls.get(shot.weather, []):
        if kind not in named and not stage.indoors and stage.space != "vacuum":
            beds.append(Bed(kind, 0.8))
    return beds


def _bridged(cues: Sequence[SoundCue], seams_s: Sequence[float]) -> tuple[SoundCue, ...]:
    """Long sounds of one thing that end and begin again at a seam go on through it."""
    out: list[SoundCue] = list(cues)
    for seam in seams_s:
        for later in [c for c in out if c.duration_s > 0.3 and abs(c.time_s - seam) < 0.15 and c.thing]:
            first = next(
                (
                    c
                    for c in out
                    if (c.kind, c.thing, c.name) == (later.kind, later.thing, later.name)
                    and c is not later
                    and c.time_s < seam - 0.05
                    and abs(c.time_s + c.duration_s - seam) < 0.2
                ),
                None,
            )
            if first is not None:
                out[out.index(first)] = _through(first, later)
                out = [c for c in out if c is not later]
    return tuple(out)


def _through(a: SoundCue, b: SoundCue) -> SoundCue:
    """Two stretches of one sound as one; curves and paths keep their timing."""
    end = b.time_s + b.duration_s
    count = int(np.clip(12 * (end - a.time_s) / max(min(a.duration_s, b.duration_s), 0.3), 12, 96))
    at = np.linspace(a.time_s, end, count)

    def both(first: Sequence[object], then: Sequence[object]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        x = np.concatenate(
            [np.linspace(a.time_s, a.time_s + a.duration_s, len(first)), np.linspace(b.time_s, end, len(then))]
        )
        y = np.concatenate([np.asarray(first, dtype=np.float64), np.asarray(then, dtype=np.float64)])
        y = y.reshape(len(x), -1)
        order = np.argsort(x, kind="stable")
        return np.stack([np.interp(at, x[order], y[order, k]) for k in range(y.shape[1])], axis=1)

    curve = tuple(float(v) for v in both(a.curve, b.curve)[:, 0]) if a.curve and b.curve else a.curve or b.curve
    path = a.path or (a.position,)
    later = b.path or (b.position,)
    points = tuple((float(x), float(y), float(z)) for x, y, z in both(path, later))
    return replace(a, duration_s=end - a.time_s, curve=curve, path=points)


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
