"""The event table: what happened, in order, for those who follow along.

Rows are only ever appended (and pruned when old). An event is written in the transaction of the change it tells of.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Event(Base):
    """`subject` is the id of what it is about, `kind` a dotted name such as "video.progress"."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_subject_seq", "subject", "seq"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    owner_id: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    created_at: Mapped[float] = mapped_column(index=True)
