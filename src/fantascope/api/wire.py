"""Request bodies as a tree, however they are spelt: JSON, multipart or a form.

`video[id]`, `characters[][id]` and `characters[0][id]` become nested values; file parts become local files. Knows
nothing of what the fields mean. Everything is bounded: bytes (by the outer layer), parts, depth.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message

from ..kernel.errors import InvalidInput

_MOST_FIELDS = 200
_PART_LIMIT = 1_000_000
_TAIL = 4096
_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part, saved: `path` lives as long as the request; `filename` and `content_type` are the sender's words."""

    path: Path
    filename: str
    content_type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Body:
    """The fields of a request: str, int, float, bool, None, list, dict, Upload. `is_form` = values came as text."""

    fields: dict[str, Any] = field(default_factory=dict)
    is_form: bool = False


async def read_body(request: Request) -> AsyncIterator[Body]:
    """The request's body; uploads are removed when the request ends.

    Errors: InvalidInput("invalid_json" | "invalid_form" | "body_missing" | "unsupported_media_type").
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        with tempfile.TemporaryDirectory(prefix="fantascope-upload-") as folder:
            yield await _form(request, Path(folder))
    elif kind == "application/json" or kind.endswith("+json") or not kind:
        yield Body(_parsed(await request.body()))
    else:
        message = f"bodies are application/json or multipart/form-data here, not {kind[:60]}"
        raise InvalidInput("unsupported_media_type", message)


SentBody = Annotated[Body, Depends(read_body)]


def _parsed(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise InvalidInput("body_missing", "the request has no body")
    try:
        tree = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("invalid_json", "the body is not valid JSON") from error
    if not isinstance(tree, dict):
        raise InvalidInput("invalid_json", "the body must be a JSON object")
    return tree


def _no_constant(name: str) -> float:
    raise ValueError(name)


async def _form(request: Request, folder: Path) -> Body:
    tail = bytearray()

    async def receiving() -> Message:
        message = await request.receive()
        tail.extend(message.get("body", b""))
        del tail[:-_TAIL]
        return message

    try:
        watched = Request(request.scope, receiving)
        form = await watched.form(max_files=8, max_fields=_MOST_FIELDS, max_part_size=_PART_LIMIT)
    except HTTPException as error:
        raise InvalidInput("invalid_form", f"the form cannot be read: {error.detail}") from error
    if not _is_whole(request, bytes(tail)):
        await form.close()
        raise InvalidInput("invalid_form", "the form cannot be read: it ends too early")
    tree: dict[str, Any] = {}
    try:
        for number, (name, value) in enumerate(form.multi_items()):
            item: Any = value
            if isinstance(value, UploadFile):
                item = await _saved(value, folder / f"{number}.part")
            _place(tree, name, item)
    finally:
        await form.close()
    return Body(tree, is_form=True)


def _is_whole(request: Request, tail: bytes) -> bool:
    """Whether a multipart form has its last boundary: a part without its end would be lost in silence."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    return kind != b"multipart/form-data" or b"--" + options.get(b"boundary", b"") + b"--" in tail


async def _saved(part: UploadFile, path: Path) -> Upload:
    await part.seek(0)
    with path.open("wb") as file:
        shutil.copyfileobj(part.file, file, 1 << 20)
    return Upload(path, (part.filename or "")[:255], part.content_type or "", path.stat().st_size)


def _place(tree: dict[str, Any], name: str, value: Any) -> None:
    """Put `value` where `name` says: a[b] in a dict; a[], a[][b], a[0][b] in a list, a new item when it is taken."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise InvalidInput("invalid_form", f"{name[:60]!r} is no field name")
    key, steps = match[1], re.findall(r"\[([^\[\]]*)\]", match[2])
    if not steps:
        if key in tree:
            raise InvalidInput("repeated_field", f"the field {key[:60]} is there twice", field=key[:60])
        tree[key] = value
    elif len(steps) > 2:
        raise InvalidInput("invalid_form", f"{name[:60]!r} is nested too deep")
    elif steps[0] == "" or steps[0].isdigit():
        items = tree.setdefault(key, [])
        if not isinstance(items, list):
            raise InvalidInput("invalid_form", f"{key[:60]} is both a list and a value", field=key[:60])
        if len(steps) == 1:
            items.append(value)
        elif items and isinstance(items[-1], dict) and steps[1] not in items[-1] and steps[0] == "":
            items[-1][steps[1]] = value
        else:
            items.append({steps[1]: value})
    else:
        inner = tree.setdefault(key, {})
        if not isinstance(inner, dict) or len(steps) > 1 or steps[0] in inner:
            raise InvalidInput("invalid_form", f"{name[:60]!r} does not fit the other fields", field=key[:60])
        inner[steps[0]] = value
