"""Reading the queue: one job, many, how many wait, who works.

Knows nothing of what jobs do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..kernel.errors import NotFound
from .models import Job, WorkerSeen


def get(session: Session, job_id: str) -> Job:
    """The job. Errors: NotFound("no_such_job")."""
    job = session.get(Job, job_id)
    if job is None:
        raise NotFound("no_such_job", "there is no such job")
    return job


def recent(
    session: Session, *, owner_id: str | None = None, state: str | None = None, limit: int = 50
) -> Sequence[Job]:
    """The newest jobs first."""
    query = select(Job).order_by(Job.created_at.desc(), Job.id).limit(limit)
    if owner_id is not None:
        query = query.where(Job.owner_id == owner_id)
    if state is not None:
        query = query.where(Job.state == state)
    return session.scalars(query).all()


def counts(session: Session) -> Mapping[str, int]:
    """How many jobs are in each state that occurs."""
    rows = session.execute(select(Job.state, func.count()).group_by(Job.state))
    return {row[0]: row[1] for row in rows}


def oldest_waiting(session: Session) -> float | None:
    """When the job that has waited longest was queued; None when none waits."""
    return session.scalar(select(func.min(Job.created_at)).where(Job.state == "queued"))


def workers(session: Session, *, since: float) -> Sequence[WorkerSeen]:
    """The workers that have been seen since then."""
    return session.scalars(select(WorkerSeen).where(WorkerSeen.seen_at >= since).order_by(WorkerSeen.started_at)).all()
