"""What each kind of server is told and how it answers: the differences, in one place.

Knows nothing of connections. All four speak /v1/videos; they differ in the names of fields, in the form of the body, in
what failing, forgetting and deleting look like. Sources: the OpenAI Videos API as its SDKs send it; SGLang-Diffusion
0.5 and vLLM-Omni 0.30 as documented by their projects. Names of files and adapters on the other server are never
passed on: whoever could set them would read and write there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ...kernel.errors import InvalidInput
from ..port import Order
from .ask import Ask
from .options import DialectName, Options

Status = Literal["waiting", "done", "failed"]
_DONE = {"completed", "succeeded", "success", "done"}
_FAILED = {"failed", "error", "cancelled", "canceled", "expired", "deleted"}
_NUMBERS: dict[str, tuple[float, float, bool]] = {
    "num_inference_steps": (1, 200, True),
    "guidance_scale": (0, 30, False),
}
"""Fields of the model's own: least, most, whole."""
_PLACE = re.compile(r"path|file|dir|lora|url|uri|callback|webhook|host|token|key", re.IGNORECASE)
_LONGEST_MESSAGE = 300
_DEEPEST = 8
_TOLD = ("understood", "approximated", "left_out", "changes", "reference")
_NOT_OF_THE_JOB = {401, 403, 404, 405, 408, 410, 425, 429, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a kind of server understands beyond prompt, size and seconds."""

    multipart: bool = False
    """Whether every body is a form; else a form is sent only with a picture."""
    frames: bool = False
    """Whether it takes num_frames."""
    seed: bool = True
    extras: tuple[str, ...] = ()
    works_on: bool = False
    """Whether it remixes, edits and extends videos it has made; it then keeps them."""
    cancels: bool = False
    """Whether it has a path for cancelling; else deleting is the nearest there is."""
    idempotent: bool = False
    tells: bool = False
    """Whether it tells what became of the words, and has captions."""


DIALECTS: dict[DialectName, Dialect] = {
    "fantascope": Dialect(
        extras=("num_inference_steps", "guidance_scale", "extra_params"),
        works_on=True,
        cancels=True,
        idempotent=True,
        tells=True,
    ),
    "openai": Dialect(seed=False, works_on=True, idempotent=True),
    "sglang": Dialect(frames=True, extras=("num_inference_steps", "guidance_scale")),
    "vllm-omni": Dialect(multipart=True, frames=True, extras=("num_inference_steps", "guidance_scale", "extra_params")),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A first picture: bytes and their media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A request that starts a job: a path under /v1 and a body, sent as JSON unless `form`."""

    path: str
    fields: Mapping[str, Any]
    form: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A job as its server tells it. `progress` in [0, 1], None when it says nothing of use; error words if failed."""

    status: Status
    progress: float | None = None
    code: str = ""
    message: str = ""
    report: Mapping[str, list[Any]] = field(default_factory=dict)
    """What it tells of the words: lists by name."""


def submission(
    order: Order, ask: Ask, options: Options, *, seed: int | None, picture: Picture | None, source: str | None
) -> Submission:
    """The request for `order`; `source` is the video's id over there for remixes, edits and extensions."""
    dialect = DIALECTS[options.dialect]
    if order.kind != "create":
        return _work_on(order, ask, options, seed, source or "")
    fields: dict[str, Any] = {"prompt": order.prompt}
    if options.model is not None:
        fields["model"] = options.model
    if options.dialect == "vllm-omni":
        fields |= {"width": ask.width, "height": ask.height, "seconds": str(ask.seconds)}
        fields["generate_sound"] = _wants_sound(order, options)
    elif options.dialect == "sglang":
        fields |= {"size": f"{ask.width}x{ask.height}", "seconds": ask.seconds}
    else:
        fields |= {"size": f"{ask.width}x{ask.height}", "seconds": str(ask.seconds)}
    if options.dialect == "fantascope":
        fields |= {"fps": ask.fps, "generate_sound": _wants_sound(order, options)}
        if order.look is not None:
            fields["look"] = order.look
    if dialect.frames:
        fields |= {"fps": ask.fps, "num_frames": ask.frames}
    if dialect.seed and seed is not None:
        fields["seed"] = seed
    if order.negative_prompt and options.negative_prompt:
        fields["negative_prompt"] = order.negative_prompt
    fields |= checked_extra(order.extra, options)
    return Submission("/videos", fields, dialect.multipart or picture is not None, picture)


def checked_extra(extra: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """The model's own fields, read from text where a form brought them so; refused are those that the dialect does not
    have, and whatever names a place on the other server.

    Errors: InvalidInput("unknown_field" | "bad_value" | "field_refused").
    """
    allowed, read = DIALECTS[options.dialect].extras, {}
    for name, given in extra.items():
        if name not in allowed:
            raise InvalidInput("unknown_field", f"{options.label} has no field {name!r}", field=name)
        value = read[name] = _from_text(given)
        if name in _NUMBERS:
            _check_number(name, value)
        elif isinstance(value, dict):
            _refuse_places(name, value, 0)
        else:
            raise InvalidInput("bad_value", f"{name} is an object", field=name)
    return read


def read_state(body: object, status: int = 200, dialect: DialectName = "fantascope") -> State | None:
    """The job that an answer with that HTTP status tells of, None when it tells of none.

    vLLM-Omni answers with an HTTP error when the job has failed: the body decides, be it the job or only its error.
    """
    for part in (body, body.get("detail") if isinstance(body, Mapping) else None):
        if isinstance(part, Mapping) and isinstance(part.get("status"), str):
            return _state(part)
    if dialect == "vllm-omni" and status >= 400 and status not in _NOT_OF_THE_JOB:
        code, message, _ = read_error(body)
        return State("failed", code=code, message=message) if message else None
    return None


def read_error(body: object) -> tuple[str, str, str | None]:
    """(code, message, field) of an error answer, in any of the forms the servers use; "" where there is none."""
    if isinstance(body, Mapping):
        for part in (body.get("error"), body.get("detail"), body):
            if isinstance(part, str) and part:
                return "", part[:_LONGEST_MESSAGE], None
            if isinstance(part, list) and part and isinstance(part[0], Mapping):  # FastAPI's validation errors
                place = part[0].get("loc") or [None]
                return "", str(part[0].get("msg", ""))[:_LONGEST_MESSAGE], str(place[-1]) if place[-1] else None
            if isinstance(part, Mapping) and isinstance(part.get("message"), str):
                param = part.get("param")
                code = str(part.get("code") or part.get("type") or "")
                return code, part["message"][:_LONGEST_MESSAGE], param if isinstance(param, str) else None
    return "", "", None


def _work_on(order: Order, ask: Ask, options: Options, seed: int | None, source: str) -> Submission:
    fields: dict[str, Any] = {"prompt": order.prompt}
    if options.dialect == "fantascope" and order.kind != "extend":
        fields |= {name: value for name, value in (("seed", seed), ("look", order.look)) if value is not None}
    if order.kind == "remix":
        return Submission(f"/videos/{source}/remix", fields)
    fields["video"] = {"id": source}
    if order.kind == "edit":
        return Submission("/videos/edits", fields)
    return Submission("/videos/extensions", {**fields, "seconds": str(ask.seconds)})


def _wants_sound(order: Order, options: Options) -> bool:
    return order.sound and options.sound == "own"


def _from_text(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _check_number(name: str, value: object) -> None:
    least, most, whole = _NUMBERS[name]
    good = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    if not good or (whole and not float(str(value)).is_integer()):
        kind = "a whole number" if whole else "a number"
        raise InvalidInput("bad_value", f"{name} is {kind} from {least:g} to {most:g}", field=name)


def _refuse_places(name: str, value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise InvalidInput("bad_value", f"{name} is nested too deep", field=name)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if _PLACE.search(str(key)):
                raise InvalidInput("field_refused", f"{name} may not name {str(key)[:40]!r}", field=name)
            _refuse_places(name, inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _refuse_places(name, inner, depth + 1)
    elif isinstance(value, str) and re.search(r"[/\\]|^\.|^~", value):
        raise InvalidInput("field_refused", f"{name} may not name a place: {value[:40]!r}", field=name)


def _state(job: Mapping[str, Any]) -> State:
    word = str(job["status"]).lower()
    status: Status = "done" if word in _DONE else "failed" if word in _FAILED else "waiting"
    progress = job.get("progress")
    known = isinstance(progress, int | float) and not isinstance(progress, bool) and progress == progress
    told = job["report"] if isinstance(job.get("report"), Mapping) else {}
    code, message, _ = read_error({"error": job.get("error")}) if job.get("error") else ("", "", None)
    if status == "failed" and not code:
        code = "cancelled" if word.startswith("cancel") else word
    return State(
        status=status,
        progress=min(max(float(progress or 0.0) / 100.0, 0.0), 1.0) if known else None,
        code=code,
        message=message,
        report={name: told[name] for name in _TOLD if isinstance(told.get(name), list)},
    )


def form_parts(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Fields as text parts of a form: booleans and objects as JSON."""
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in fields.items()
    ]
