"""The use case: a checked request becomes a clip, and what was made of the words is told.

Knows nothing of terminals or of how the engine works.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..engines.world.screenplay.schema import Screenplay, Understanding
from ..kernel.clip import Clip
from ..kernel.errors import InvalidInput
from ..kernel.progress import Progress, silent
from ..kernel.stopwatch import Stopwatch
from .request import LONGEST_S, Request

DEFAULT_SECONDS = 8.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A prompt or a file, read: the screenplay and what was understood of the words."""

    screenplay: Screenplay
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class Production:
    """A finished clip with the reading it came from; `approximated` and `left_out` join what the reader and the stage
    each had to say, `stages_s` is wall seconds by stage."""

    clip: Clip
    reading: Reading
    approximated: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    stages_s: dict[str, float]


def read_prompt(prompt: str, *, seconds: float | None, seed: int | None, look: str | None) -> Reading:
    """Read a prompt. Errors: those of the language part (empty_prompt, prompt_too_long)."""
    from ..engines.world.language import read

    screenplay, understanding = read(
        prompt, seconds=DEFAULT_SECONDS if seconds is None else seconds, seed=seed or 0, look=look
    )
    return Reading(screenplay, understanding)


def load_screenplay(path: Path, *, seed: int | None, look: str | None, longest_s: float = LONGEST_S) -> Reading:
    """Load a screenplay file, with another seed or look if given.

    Errors: InvalidInput("screenplay_unreadable" | "screenplay_not_json" | "screenplay_version" |
    "screenplay_invalid" | "bad_seconds").
    """
    from ..engines.world.screenplay.io import loads

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("screenplay_unreadable", f"cannot read {path} as text", field="screenplay") from error
    screenplay = loads(text)
    changes = {name: value for name, value in (("seed", seed), ("look", look)) if value is not None}
    total = sum(shot.duration_s for shot in screenplay.shots)
    if total > longest_s + 1e-6:
        message = f"the screenplay's shots last {total:g} seconds; {longest_s:g} are the most"
        raise InvalidInput("bad_seconds", message, field="screenplay")
    return Reading(screenplay.model_copy(update=changes), Understanding())


def generate(request: Request, progress: Progress = silent, *, workers: int | None = None) -> Production:
    """Make the clip that `request` asks for.

    Errors: those of reading and of `engines.world.engine.generate`.
    """
    from ..engines.world.engine import generate as shoot_clip
    from .provenance.home import own_seal

    watch = Stopwatch(silent)
    progress("read", 0.0)
    with watch.measure("read"):
        if request.prompt is not None:
            reading = read_prompt(request.prompt, seconds=request.seconds, seed=request.seed, look=request.look)
        elif request.screenplay is not None:
            reading = load_screenplay(request.screenplay, seed=request.seed, look=request.look)
        else:
            raise InvalidInput("empty_prompt", "there is neither a prompt nor a screenplay", field="prompt")
    progress("read", 1.0)
    play = reading.screenplay
    own = own_seal(play.model_dump_json(), play.prompt, width=request.width, height=request.height, fps=request.fps)
    clip = shoot_clip(
        reading.screenplay,
        request.out,
        width=request.width,
        height=request.height,
        fps=request.fps,
        marking=own.marking,
        seal=own.seal,
        keep=request.keep,
        depth=request.depth,
        things=request.things,
        progress=progress,
        workers=workers,
    )
    approximated, left_out = joined_words(reading, clip)
    return Production(
        clip=clip,
        reading=reading,
        approximated=approximated,
        left_out=left_out,
        stages_s=watch.seconds | dict(clip.stages_s),
    )


def joined_words(reading: Reading, clip: Clip) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What reader and stage together took for something near, and what they left out."""
    return (
        _once((*reading.understanding.approximated, *clip.approximated)),
        _once((*reading.understanding.unstaged, *clip.unstaged)),
    )


def _once(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))
