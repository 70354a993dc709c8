"""The audit log: what operators and moderators did, in order, only ever appended to.

Knows nothing of what the actions mean. An entry is written in the transaction of what it tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from ..kernel.errors import InvalidInput
from ..kernel.ids import new_id
from .people import AuditEntry

_LONGEST_WORDS = 2000


def record(
    session: Session,
    *,
    actor_id: str,
    action: str,
    subject: str,
    data: dict[str, Any] | None = None,
    words: str = "",
    now: float,
) -> None:
    """Write down that `actor_id` did `action` (dotted, such as "person.suspend") to `subject`, and why."""
    entry = AuditEntry(
        id=new_id("audit"),
        actor_id=actor_id,
        action=action,
        subject=subject,
        data=data or {},
        words=words[:_LONGEST_WORDS],
        created_at=now,
    )
    session.add(entry)
    session.flush()


def listing(session: Session, *, after: str | None = None, limit: int = 50) -> tuple[Sequence[AuditEntry], str | None]:
    """Entries, the newest first, and the cursor of the next page. Errors: InvalidInput("bad_cursor")."""
    query = select(AuditEntry).order_by(AuditEntry.created_at.desc(), AuditEntry.id.desc()).limit(limit + 1)
    if after is not None:
        last = session.get(AuditEntry, after)
        if last is None:
            raise InvalidInput("bad_cursor", "this cursor was not given here", field="cursor")
        query = query.where(tuple_(AuditEntry.created_at, AuditEntry.id) < tuple_(last.created_at, last.id))
    rows = session.scalars(query).all()
    more = len(rows) > limit
    return rows[:limit], rows[limit - 1].id if more else None
