"""An insert that does nothing when the row is there already: the one sentence the two databases spell differently.

Knows nothing of what is inserted.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from .base import Base


def insert_once(session: Session, row: type[Base], **values: Any) -> bool:
    """Insert a row of `row`'s table; False, and no error, when a unique constraint is against it."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    done = session.execute(insert(row).values(**values).on_conflict_do_nothing().returning(*inspect(row).primary_key))
    return done.first() is not None
