"""Writing events: append one, and prune the old.

Knows nothing of who reads them. Append after the row the event tells of has been changed in the same transaction: that
row's lock keeps the events of a subject in the order they are committed in.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..db.database import Database
from .models import Event

_ROUND = 5000


def append(session: Session, *, owner_id: str, subject: str, kind: str, data: dict[str, Any], now: float) -> int:
    """Write an event; returns its number, which is higher than those of all before it."""
    event = Event(owner_id=owner_id, subject=subject, kind=kind, data=data, created_at=now)
    session.add(event)
    session.flush()
    return event.seq


def prune(db: Database, *, before: float) -> int:
    """Remove events from before that time, a few thousand a transaction; returns how many."""
    removed = 0
    while True:
        with db.write() as session:
            old = session.scalars(select(Event.seq).where(Event.created_at < before).limit(_ROUND)).all()
            session.execute(delete(Event).where(Event.seq.in_(old)))
        removed += len(old)
        if len(old) < _ROUND:
            return removed
