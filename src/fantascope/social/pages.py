"""Cursors of lists in time: the time and id of the last item, as one word. Knows nothing of what is listed."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import and_, or_

from ..kernel.errors import InvalidInput

PAGE = 24
_CURSOR = re.compile(r"(\d{1,11}\.\d{1,17})-([A-Za-z0-9_]{1,64})")


def cursor_of(at: float, key: str) -> str:
    return f"{float(at)!r}-{key}"


def older(query: Any, at: Any, key: Any, cursor: str | None, limit: int) -> Any:
    """`query`, the newest first, after `cursor`; one more than `limit`, to know whether there are more.

    Errors: InvalidInput("bad_cursor").
    """
    if cursor is not None:
        time, last = _parsed(cursor)
        query = query.where(or_(at < time, and_(at == time, key < last)))
    return query.order_by(at.desc(), key.desc()).limit(limit + 1)


def newer(query: Any, at: Any, key: Any, cursor: str | None, limit: int) -> Any:
    """As `older`, the oldest first."""
    if cursor is not None:
        time, last = _parsed(cursor)
        query = query.where(or_(at > time, and_(at == time, key > last)))
    return query.order_by(at, key).limit(limit + 1)


def _parsed(cursor: str) -> tuple[float, str]:
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidInput("bad_cursor", "this is no cursor of ours", field="cursor")
    return float(match[1]), match[2]
