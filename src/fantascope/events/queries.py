"""Reading events: what came after a number.

Knows nothing of streams or HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .models import Event


def after(session: Session, *, subject: str, seq: int, limit: int = 100) -> Sequence[Event]:
    """The subject's events with a higher number than `seq`, in order."""
    query = select(Event).where(Event.subject == subject, Event.seq > seq).order_by(Event.seq).limit(limit)
    return session.scalars(query).all()


def latest(session: Session, *, subject: str) -> int:
    """The number of the subject's last event; 0 when there is none."""
    return session.scalar(select(func.max(Event.seq)).where(Event.subject == subject)) or 0
