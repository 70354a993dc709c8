"""The job table: a lease queue that is the same on SQLite and Postgres.

A row's `token` fences: only the worker that holds the latest token may beat or finish it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Job(Base):
    """`state`: queued → running → completed | failed | cancelled. A running job whose lease has passed is anyone's."""

    __tablename__ = "jobs"
    __table_args__ = (
        # In the order of claiming, and with all that claiming looks at: rows that must be passed over are never read.
        Index("ix_jobs_claim", "state", text("priority DESC"), "tag", "id", "requires", "owner_id", "run_after"),
        Index("ix_jobs_owner_state", "owner_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    requires: Mapped[str] = mapped_column(String(64), default="")
    """Name of the engine that a worker must have."""
    payload: Mapped[dict[str, Any]]
    cost: Mapped[float]
    """Pixels × frames, in megapixels: what fair queueing counts."""
    priority: Mapped[int] = mapped_column(default=0)
    tag: Mapped[float]
    """Start tag of start-time fair queueing."""
    state: Mapped[str] = mapped_column(String(16), default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    run_after: Mapped[float] = mapped_column(default=0.0)
    lease_until: Mapped[float | None]
    token: Mapped[str | None] = mapped_column(String(32))
    worker: Mapped[str | None] = mapped_column(String(80))
    stage: Mapped[str] = mapped_column(String(32), default="")
    progress: Mapped[float] = mapped_column(default=0.0)
    """In [0, 1]; never falls within an attempt."""
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_message: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[float]
    started_at: Mapped[float | None]
    done_at: Mapped[float | None] = mapped_column(index=True)


class QueueClock(Base):
    """One row: the virtual time of fair queueing (the highest start tag claimed). Whoever claims locks it first, so
    that claims happen one after the other and caps are exact."""

    __tablename__ = "queue_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    virtual: Mapped[float] = mapped_column(default=0.0)


class WorkerSeen(Base):
    """A worker process that has beaten lately."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    engines: Mapped[list[str]]
    started_at: Mapped[float]
    seen_at: Mapped[float]


class Chore(Base):
    """A recurring task that one worker at a time does: when it is due, and who is at it until when."""

    __tablename__ = "chores"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    due_at: Mapped[float] = mapped_column(default=0.0)
    holder: Mapped[str | None] = mapped_column(String(80))
    until: Mapped[float] = mapped_column(default=0.0)
    """After this time the holder is taken for dead."""
