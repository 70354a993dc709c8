"""A statement spelt once and read from both databases, its rows as plain sequences.

Knows nothing of what is read. On SQLite the rows come as one JSON text, for its driver gives up the interpreter at each
row, which with many readers at once costs more than the reading. `x IN :ids` is for a list of any length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

_LIST = re.compile(r"\bIN :(\w+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What to ask Postgres, and SQLite."""

    rows: TextClause
    document: TextClause


def statement(sql: str, columns: Iterable[str]) -> Statement:
    """The statement of `sql`, which gives `columns`."""
    listed = _LIST.sub(r"IN (SELECT value FROM json_each(:\1))", sql)
    return Statement(
        text(_LIST.sub(r"= ANY(:\1)", sql)),
        text(f"SELECT json_group_array(json_array({', '.join(columns)})) FROM ({listed})"),
    )


def read(session: Session, asked: Statement, /, **bound: Any) -> Sequence[Sequence[Any]]:
    """The rows; lists are given as lists."""
    if session.get_bind().dialect.name != "sqlite":
        return session.execute(asked.rows, bound).all()
    given = {name: json.dumps(value) if isinstance(value, list) else value for name, value in bound.items()}
    rows: list[list[Any]] = json.loads(session.execute(asked.document, given).scalar_one())
    return rows
