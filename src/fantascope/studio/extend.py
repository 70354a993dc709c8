"""The use case: a screenplay goes on as a prompt says, and the longer clip is made.

Knows nothing of terminals or of how the engine works. Given the clip of the screenplay, its pictures are taken over and
only what is new is drawn.
"""

from __future__ import annotations

from pathlib import Path

from ..kernel.errors import EngineFailure, InvalidInput
from ..kernel.progress import Progress, silent
from ..kernel.stopwatch import Stopwatch
from ..media.probe import probe
from .generate import Production, Reading, joined_words, load_screenplay
from .request import LONGEST_EXTENDED_S, Request, checked, checked_prompt

DEFAULT_SECONDS = 8.0


def checked_extension(
    screenplay: Path,
    prompt: str,
    *,
    out: Path | None,
    seconds: str | float | None,
    size: str,
    fps: str | int,
    keep: Path | None,
    source: Path | None,
) -> tuple[Request, str, Path | None]:
    """A request of the longer clip, the checked prompt and the clip to go on from; it gives size and rate.

    Errors: those of `request.checked`; InvalidInput("clip_unreadable").
    """
    words = checked_prompt(prompt)
    if source is not None:
        try:
            facts = probe(source)
        except (OSError, ValueError, IndexError) as error:
            raise InvalidInput("clip_unreadable", f"cannot read {source} as a clip", field="from") from error
        size, fps = f"{facts.width}x{facts.height}", round(facts.fps)
    request = checked(
        prompt=words,
        screenplay=None,
        out=out,
        seconds=seconds,
        size=size,
        fps=fps,
        seed=None,
        look=None,
        keep=keep,
        depth=False,
        things=False,
    )
    if not screenplay.is_file():
        raise InvalidInput("screenplay_unreadable", f"there is no file {screenplay}", field="screenplay")
    return request, words, source


def extend(
    screenplay: Path,
    prompt: str,
    request: Request,
    source: Path | None = None,
    progress: Progress = silent,
    *,
    workers: int | None = None,
) -> Production:
    """Make the clip of `screenplay` with what `prompt` says after it; `source` is the clip of `screenplay`.

    Errors: those of reading and of `engines.world.engine.generate`; InvalidInput("bad_seconds" | "too_many_shots" |
    "prefix_unfit").
    """
    from ..engines.world.engine import generate as shoot_clip
    from ..engines.world.language.continuation import continue_screenplay
    from .provenance.home import own_seal

    watch = Stopwatch(silent)
    progress("read", 0.0)
    with watch.measure("read"):
        before = load_screenplay(screenplay, seed=None, look=None, longest_s=LONGEST_EXTENDED_S).screenplay
        grown, understanding = continue_screenplay(before, prompt, request.seconds or DEFAULT_SECONDS)
        total = sum(shot.duration_s for shot in grown.shots)
        if total > LONGEST_EXTENDED_S + 1e-6:
            message = f"together the clip would last {total:g} seconds; {LONGEST_EXTENDED_S:g} are the most"
            raise InvalidInput("bad_seconds", message, field="seconds")
    progress("read", 1.0)
    own = own_seal(
        grown.model_dump_json(),
        grown.prompt,
        width=request.width,
        height=request.height,
        fps=request.fps,
        source=source,
    )
    try:
        clip = shoot_clip(
            grown,
            request.out,
            width=request.width,
            height=request.height,
            fps=request.fps,
            marking=own.marking,
            seal=own.seal,
            keep=request.keep,
            prefix=source,
            progress=progress,
            workers=workers,
        )
    except EngineFailure as error:
        if error.code == "prefix_unfit":
            raise InvalidInput(error.code, error.message, field="from") from error
        raise
    reading = Reading(grown, understanding)
    approximated, left_out = joined_words(reading, clip)
    return Production(clip, reading, approximated, left_out, watch.seconds | dict(clip.stages_s))
