"""The fields of the video operations, checked: from a Body to the values of the use cases.

Values may come typed (JSON) or as text (forms). Nothing is corrected in silence: what does not fit is an error that
names the field, and so is a field that is not known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...kernel.errors import InvalidInput
from ...studio.videos.types import Source
from ..wire import Body, Upload

LONGEST_PROMPT = 32_000
SMALLEST_PX, LARGEST_PX = 64, 3840
ENGINE_FIELDS = ("num_inference_steps", "guidance_scale", "extra_params")
CREATE_FIELDS = (
    "prompt",
    "model",
    "seconds",
    "size",
    "input_reference",
    "characters",
    "seed",
    "n",
    "look",
    "fps",
    "generate_sound",
    "negative_prompt",
    *ENGINE_FIELDS,
)
_SIZE = re.compile(r"([1-9]\d{1,3})x([1-9]\d{1,3})")
_WHOLE = re.compile(r"-?\d{1,19}")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A first picture: exactly one of the three."""

    upload: Upload | None = None
    url: str | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class CreateFields:
    prompt: str
    model: str | None
    seconds: float | None
    width: int
    height: int
    reference: Reference | None
    characters: tuple[str, ...]
    seed: int | None
    n: int
    look: str | None
    fps: int | None
    generate_sound: bool
    negative_prompt: str | None
    extra: Mapping[str, Any]


def create_fields(body: Body) -> CreateFields:
    """Errors: InvalidInput with missing_prompt, empty_prompt, prompt_too_long, bad_<field>, unknown_field."""
    fields = _known(body, CREATE_FIELDS)
    width, height = size_of(fields.get("size"))
    return CreateFields(
        prompt=prompt_of(fields),
        model=_text(fields, "model", 80),
        seconds=seconds_of(fields.get("seconds")),
        width=width,
        height=height,
        reference=_reference(fields.get("input_reference")),
        characters=_characters(fields.get("characters")),
        seed=_whole(fields, "seed", 0, 2**63 - 1),
        n=_whole(fields, "n", 1, 4) or 1,
        look=_text(fields, "look", 32),
        fps=_whole(fields, "fps", 1, 120),
        generate_sound=_flag(fields, "generate_sound", True),
        negative_prompt=_text(fields, "negative_prompt", LONGEST_PROMPT),
        extra={name: fields[name] for name in ENGINE_FIELDS if fields.get(name) is not None},
    )


@dataclass(frozen=True, slots=True)
class ReworkFields:
    """Fields of remix, edits and extensions; `source` None where the path names it."""

    prompt: str
    source: Source | None
    seconds: float | None
    seed: int | None
    look: str | None


def rework_fields(body: Body, *, with_video: bool, with_seconds: bool) -> ReworkFields:
    """What goes on for some seconds more keeps its seed and look. Errors: as `create_fields`, and missing_video,
    missing_seconds."""
    more = ["seconds"] if with_seconds else ["seed", "look"]
    fields = _known(body, ["prompt", "model", *(["video"] if with_video else []), *more])
    _text(fields, "model", 80)
    seconds = seconds_of(fields.get("seconds"))
    if with_seconds and seconds is None:
        raise InvalidInput("missing_seconds", "say how many seconds to add", field="seconds")
    return ReworkFields(
        prompt=prompt_of(fields),
        source=_source(fields.get("video")) if with_video else None,
        seconds=seconds,
        seed=_whole(fields, "seed", 0, 2**63 - 1),
        look=_text(fields, "look", 32),
    )


def prompt_of(fields: Mapping[str, Any]) -> str:
    prompt = fields.get("prompt")
    if prompt is None:
        raise InvalidInput("missing_prompt", "the prompt is missing: describe a scene", field="prompt")
    if not isinstance(prompt, str):
        raise InvalidInput("bad_prompt", "the prompt must be text", field="prompt")
    if len(prompt) > LONGEST_PROMPT:
        message = f"the prompt has {len(prompt)} characters; {LONGEST_PROMPT} are the most"
        raise InvalidInput("prompt_too_long", message, field="prompt")
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in prompt):
        raise InvalidInput("bad_prompt", "the prompt is not valid Unicode", field="prompt")
    if not any(unicodedata.category(letter)[0] in "LNSP" for letter in prompt):
        raise InvalidInput("empty_prompt", "the prompt is empty: describe a scene", field="prompt")
    return prompt.replace("\x00", " ")


def size_of(size: Any) -> tuple[int, int]:
    """(width, height); None = 720x1280."""
    if size is None:
        return 720, 1280
    match = _SIZE.fullmatch(size) if isinstance(size, str) else None
    sides = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(SMALLEST_PX <= side <= LARGEST_PX and side % 2 == 0 for side in sides):
        message = f"a size is WIDTHxHEIGHT in even numbers from {SMALLEST_PX} to {LARGEST_PX}, such as 1280x720"
        raise InvalidInput("bad_size", message, field="size")
    return sides


def seconds_of(seconds: Any) -> float | None:
    if seconds is None:
        return None
    if isinstance(seconds, str) and _NUMBER.fullmatch(seconds):
        seconds = float(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 1.0 <= seconds <= 120.0:
        raise InvalidInput("bad_seconds", 'seconds are a number such as "8"', field="seconds")
    return float(seconds)


def _known(body: Body, names: Any) -> dict[str, Any]:
    for name in body.fields:
        if name not in names:
            raise InvalidInput("unknown_field", f"there is no field {name[:60]!r} here", field=name[:60])
    return {name: value for name, value in body.fields.items() if value is not None}


def _text(fields: Mapping[str, Any], name: str, most: int) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not 1 <= len(value) <= most or "\x00" in value:
        raise InvalidInput(f"bad_{name}", f"{name} must be text of 1 to {most} characters", field=name)
    return value


def _whole(fields: Mapping[str, Any], name: str, least: int, most: int) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidInput(f"bad_{name}", f"{name} must be a whole number from {least} to {most}", field=name)
    return value


def _flag(fields: Mapping[str, Any], name: str, default: bool) -> bool:
    value = fields.get(name, default)
    if isinstance(value, str) and value.lower() in {"true", "false", "1", "0"}:
        value = value.lower() in {"true", "1"}
    if not isinstance(value, bool):
        raise InvalidInput(f"bad_{name}", f"{name} must be true or false", field=name)
    return value


def _reference(value: Any) -> Reference | None:
    if value is None:
        return None
    if isinstance(value, Upload):
        return Reference(upload=value)
    if isinstance(value, dict):
        given = {name: text for name, text in value.items() if text is not None}
        if len(given) == 1:
            name, text = next(iter(given.items()))
            if isinstance(text, str) and 1 <= len(text) <= 30_000_000:
                if name == "image_url":
                    return Reference(url=text)
                if name == "file_id":
                    return Reference(file_id=text)
    message = "input_reference is a file part, or an object with either image_url or file_id"
    raise InvalidInput("bad_input_reference", message, field="input_reference")


def _characters(value: Any) -> tuple[str, ...]:
    ids = [_id(item) for item in value] if isinstance(value, list) else [None] if value is not None else []
    if None in ids or len(set(ids)) != len(ids):
        message = 'characters is a list of objects with an id: [{"id": "char_…"}], each once'
        raise InvalidInput("bad_characters", message, field="characters")
    return tuple(one for one in ids if one)


def _source(value: Any) -> Source:
    if value is None:
        raise InvalidInput("missing_video", "say which video: its id, or the file itself", field="video")
    if isinstance(value, Upload):
        return Source(upload=value.path)
    if (video_id := _id(value)) is not None:
        return Source(video_id=video_id)
    raise InvalidInput("bad_video", 'video is a file part, or an object with an id: {"id": "video_…"}', field="video")


def _id(value: Any) -> str | None:
    """The id in {"id": …}; None when it is not that."""
    found = value["id"] if isinstance(value, dict) and set(value) == {"id"} else None
    return found if isinstance(found, str) and 1 <= len(found) <= 64 else None
