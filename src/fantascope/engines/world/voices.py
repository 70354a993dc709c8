"""The spoken lines of a part: voices chosen, words spoken, mouths and captions timed.

Knows nothing of faces or of the mix. Times of the plan are world seconds; `clip` turns them into seconds of the clip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .film import Caption
from .motion.moving import Timeline
from .motion.plan import Plan
from .screenplay.schema import Line as SpokenLine
from .screenplay.schema import ShotPlan
from .speech import default_speaker, in_manner, voice_for
from .speech.types import Speech
from .staging.place import Player

F64 = NDArray[np.float64]
Clock = Callable[[F64], F64]


def speak(shot: ShotPlan, players: Sequence[Player], seed: int) -> dict[int, Speech]:
    if not shot.lines:
        return {}
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


def mouths(
    shot: ShotPlan, plan: Plan, speeches: dict[int, Speech], starts: dict[int, float], times: F64, clip: Clock
) -> dict[str, tuple[F64, NDArray[np.int32]]]:
    """Opening and viseme of each speaker at each of the world `times`."""
    out: dict[str, tuple[F64, NDArray[np.int32]]] = {}
    for k, line in enumerate(shot.lines):
        speakers = plan.of(line.who)
        if not speakers:
            continue
        opening, viseme = out.get(speakers[0].id, (np.zeros(len(times)), np.zeros(len(times), dtype=np.int32)))
        local = clip(times) - clip(np.array([starts[k]]))
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


def spoken(
    shot: ShotPlan, plan: Plan, speeches: dict[int, Speech], starts: dict[int, float], offset_s: float, clip: Clock
) -> list[tuple[float, Speech, str | None, Caption]]:
    """Each line: when it starts in the clip, the speech, who says it (a member, None = a narrator), its caption."""
    out = []
    for k, line in enumerate(shot.lines):
        start = offset_s + float(clip(np.array([starts[k]]))[0])
        speakers = plan.of(line.who)
        caption = Caption(
            start, start + speeches[k].duration_s, line.text, _label(speakers[0].role.label if speakers else "", line)
        )
        out.append((start, speeches[k], speakers[0].id if speakers else None, caption))
    return out


def heard_from(timeline: Timeline, who: str | None, height_m: float) -> F64:
    """Where a speaker's mouth is at each frame (n, 3); NaN for a narrator."""
    if who is None:
        return np.full((len(timeline.times_s), 3), np.nan)
    return np.asarray(timeline.members[who].root[:, :3, 3] + np.array([0.0, 0.0, 0.85 * height_m]))


def _label(label: str, line: SpokenLine) -> str:
    words = label.split()
    articles = {"a", "an", "the", "un", "une", "le", "la", "les", "des", "one", "two"}
    return " ".join(w for w in words if w.lower() not in articles) if line.who else ""
