"""Results for people and for programs.

Knows nothing of how they came about. The keys of the JSON are stable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .messages import text

if TYPE_CHECKING:
    from ..studio.generate import Production, Reading

Pairs = Sequence[tuple[str, str]]


def production_lines(production: Production, wall_s: float) -> list[str]:
    """The file, then what was made of the words."""
    clip = production.clip
    made = text(
        "made",
        file=clip.path,
        duration=clip.duration_s,
        width=clip.width,
        height=clip.height,
        size_mb=clip.size_bytes / 1e6,
        wall=wall_s,
    )
    return [made, *words(production.reading.understanding.understood, production.approximated, production.left_out)]


def reading_lines(reading: Reading) -> list[str]:
    """What was made of the words, then the screenplay shot by shot."""
    understanding, play = reading.understanding, reading.screenplay
    lines = words(understanding.understood, understanding.approximated, understanding.unstaged)
    for number, shot in enumerate(play.shots, start=1):
        place = ", ".join([shot.place.name, shot.time, shot.weather, *shot.place.details])
        lines.append(f"{number}. {shot.duration_s:g} s  {place}")
        for role in shot.cast:
            count = f"{role.count} × " if role.count > 1 else ""
            about = (role.colour, role.kind, role.role, role.pose, *(garment.name for garment in role.wears))
            lines.append(f"   {count}{role.concept}" + "".join(f", {word}" for word in about if word))
        for action in shot.actions:
            partners = (action.what, action.source, action.path, action.goal, *action.manner)
            lines.append(
                f"   → {action.who or ''} {action.verb} {' '.join(word for word in partners if word)}".rstrip()
            )
        lines += [f"   “{line.text}” {line.who or ''}".rstrip() for line in shot.lines]
        camera = [word for word in (shot.camera.shot, *shot.camera.moves) if word]
        if camera:
            lines.append(f"   ◎ {', '.join(camera)}")
    return lines


def production_json(production: Production, wall_s: float) -> dict[str, object]:
    """The facts of a finished clip."""
    clip = production.clip
    return {
        "file": str(clip.path),
        "duration_s": clip.duration_s,
        "width": clip.width,
        "height": clip.height,
        "fps": clip.fps,
        "frames": clip.frames,
        "size_bytes": clip.size_bytes,
        "seed": clip.seed,
        "look": clip.look,
        "title": clip.title,
        **meaning(production.reading.understanding.understood, production.approximated, production.left_out),
        "contacts": clip.contacts,
        "captions": clip.captions,
        "kept": [str(path) for path in clip.kept],
        "wall_s": round(wall_s, 3),
        "stages_s": _rounded(production.stages_s),
        "cpu_s": _rounded(clip.cpu_s),
        "peak_memory_mb": round(clip.peak_memory_mb, 1),
    }


def reading_json(reading: Reading) -> dict[str, object]:
    """What was made of the words, and the screenplay."""
    understanding = reading.understanding
    return {
        **meaning(understanding.understood, understanding.approximated, understanding.unstaged),
        "screenplay": reading.screenplay.model_dump(mode="json"),
    }


def write_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """Print as JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def meaning(understood: Sequence[str], approximated: Pairs, left_out: Sequence[str]) -> dict[str, object]:
    return {
        "understood": list(understood),
        "approximated": [{"words": words, "as": concept} for words, concept in approximated],
        "left_out": list(left_out),
    }


def words(understood: Sequence[str], approximated: Pairs, left_out: Sequence[str]) -> list[str]:
    pairs = [text("stands_for", words=words, concept=concept) for words, concept in approximated]
    rows = (("understood", understood), ("approximated", pairs), ("left_out", left_out))
    return [f"{text(key)}: {', '.join(words)}" for key, words in rows if words]


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {stage: round(value, 3) for stage, value in seconds.items()}
