"""Telling a repeated request from a new one, so that a client that tries again does not start things twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Header, Request

from ...media.digest import sha256_of
from ...studio.videos.types import Repeat
from ..wire import Upload

IdempotencyKey = Annotated[str | None, Header(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]


def repeat_of(request: Request, what: str, fields: Mapping[str, Any], key: str | None) -> Repeat | None:
    """What tells a repeat from a new request: the caller's idempotency key; or, for the official SDKs, which send none
    but count their retries, the request's meaning itself. None = the caller gives no hint."""
    digest = hashlib.sha256(json.dumps([what, _meaning(fields)], sort_keys=True).encode()).hexdigest()
    if key is not None:
        return Repeat(f"key:{key}", digest)
    tries = request.headers.get("x-stainless-retry-count", "")
    return Repeat(f"auto:{digest}", digest, is_first=tries == "0") if tries.isdigit() else None


def _meaning(value: Any) -> Any:
    if isinstance(value, Upload):
        return sha256_of(value.path)
    if isinstance(value, Mapping):
        return {str(name): _meaning(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_meaning(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
