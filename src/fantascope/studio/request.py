"""What is asked for, checked: every wrong option is an error with a code before anything is made.

Knows nothing of terminals; options may come as the words a user typed or as values. Nothing is corrected in silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from ..engines.world.screenplay.looks import Look
from ..kernel.errors import InvalidInput
from ..media.disk import check_writable

LOOKS: tuple[str, ...] = get_args(Look)
RATES = (24, 30)
SHORTEST_S, LONGEST_S = 1.0, 60.0
LONGEST_EXTENDED_S = 120.0
SMALLEST_PX, LARGEST_PX = 64, 3840
LONGEST_PROMPT = 32_000
NICE_SIZES = (
    *("1280x720", "854x480", "640x360", "1920x1080"),
    *("720x1280", "480x854", "360x640", "1080x1920", "1080x1080"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Request:
    """A checked request. Exactly one of `prompt` and `screenplay` (a file) is given; None options take the defaults
    of the prompt's reader, or the screenplay's own values."""

    prompt: str | None
    screenplay: Path | None
    out: Path
    width: int = 1280
    height: int = 720
    fps: int = 24
    seconds: float | None = None
    seed: int | None = None
    look: str | None = None
    keep: Path | None = None
    depth: bool = False
    things: bool = False


def checked(
    *,
    prompt: str | None,
    screenplay: Path | None = None,
    out: Path | None = None,
    seconds: str | float | None = None,
    size: str = NICE_SIZES[0],
    fps: str | int = 24,
    seed: str | int | None = None,
    look: str | None = None,
    keep: Path | None = None,
    depth: bool = False,
    things: bool = False,
) -> Request:
    """Check the options of a request; `out` None = a free name in the working folder made from the prompt.

    Errors: InvalidInput with the codes empty_prompt, prompt_too_long, prompt_and_screenplay, screenplay_unreadable,
    seconds_with_screenplay, bad_seconds, bad_size, bad_fps, bad_seed, bad_look, output_not_mp4, output_is_folder,
    keep_is_file, keep_missing; Unavailable with output_unwritable, disk_full.
    """
    if screenplay is None:
        prompt = checked_prompt(prompt)
    elif prompt is not None:
        raise InvalidInput("prompt_and_screenplay", "give a prompt or a screenplay, not both", field="prompt")
    elif not screenplay.is_file():
        raise InvalidInput("screenplay_unreadable", f"there is no file {screenplay}", field="screenplay")
    elif seconds is not None:
        message = "the screenplay already says how long its shots are"
        raise InvalidInput("seconds_with_screenplay", message, field="seconds")
    width, height = checked_size(size)
    request = Request(
        prompt=prompt,
        screenplay=screenplay,
        out=out or _free_name(prompt or (screenplay.stem if screenplay else "")),
        width=width,
        height=height,
        fps=_checked_fps(fps),
        seconds=checked_seconds(seconds),
        seed=checked_seed(seed),
        look=checked_look(look),
        keep=keep,
        depth=depth,
        things=things,
    )
    _check_places(request)
    return request


def checked_prompt(prompt: str | None) -> str:
    """The prompt, if there is something in it and it is not over 32,000 characters."""
    text = _CONTROL.sub(" ", prompt or "").strip()
    if not any(unicodedata.category(letter)[0] in "LNSP" for letter in text):
        raise InvalidInput("empty_prompt", "the prompt is empty: describe a scene in a sentence", field="prompt")
    if len(text) > LONGEST_PROMPT:
        message = f"the prompt has {len(text)} characters; {LONGEST_PROMPT} are the most"
        raise InvalidInput("prompt_too_long", message, field="prompt")
    return text


def checked_seconds(seconds: str | float | None) -> float | None:
    try:
        value = None if seconds is None else float(seconds)
    except ValueError:
        value = 0.0
    if value is not None and not SHORTEST_S <= value <= LONGEST_S:
        message = f"a clip lasts {SHORTEST_S:g} to {LONGEST_S:g} seconds, not {seconds}"
        raise InvalidInput("bad_seconds", message, field="seconds")
    return value


def checked_size(size: str) -> tuple[int, int]:
    """(width, height) of "WxH", both even and within 64 to 3840."""
    match = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", size.strip(), re.ASCII)
    sides = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(SMALLEST_PX <= side <= LARGEST_PX and side % 2 == 0 for side in sides):
        message = (
            f"{size!r} is no size: give WIDTHxHEIGHT in even numbers from {SMALLEST_PX} to {LARGEST_PX}, "
            f"such as {', '.join(NICE_SIZES)}"
        )
        raise InvalidInput("bad_size", message, field="size")
    return sides


def checked_seed(seed: str | int | None) -> int | None:
    try:
        value = None if seed is None else int(seed)
    except ValueError:
        value = -1
    if value is not None and not 0 <= value < 2**63:
        raise InvalidInput("bad_seed", f"a seed is a whole number from 0 to 2^63 - 1, not {seed}", field="seed")
    return value


def checked_look(look: str | None) -> str | None:
    if look is not None and look not in LOOKS:
        raise InvalidInput("bad_look", f"there is no look {look!r}: choose of {', '.join(LOOKS)}", field="look")
    return look


def _checked_fps(fps: str | int) -> int:
    if str(fps).strip() not in {str(rate) for rate in RATES}:
        raise InvalidInput("bad_fps", f"frames a second are 24 or 30, not {fps}", field="fps")
    return int(fps)


def _check_places(request: Request) -> None:
    check_writable(request.out)
    if request.out.suffix.lower() != ".mp4":
        raise InvalidInput("output_not_mp4", f"the output's name must end in .mp4: {request.out}", field="out")
    if request.keep is None:
        if request.depth or request.things:
            raise InvalidInput("keep_missing", "depth and segmentation need a folder: --keep", field="keep")
        return
    above = request.keep
    while not above.exists():
        above = above.parent
    if not above.is_dir():
        raise InvalidInput("keep_is_file", f"{above} is a file, not a folder", field="keep")
    check_writable(above / "screenplay.json")


def _free_name(words: str) -> Path:
    """A file name of a few of the words, with a number when it is taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)[:7])[:60].strip("-") or "clip"
    path, number = Path(f"{stem}.mp4"), 2
    while path.exists():
        path, number = Path(f"{stem}-{number}.mp4"), number + 1
    return path
