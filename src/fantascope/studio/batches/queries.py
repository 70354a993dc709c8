"""Reading batches. Only an owner's own are ever seen; another's is as if it did not exist."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from ...jobs.models import Job
from ...kernel.errors import InvalidInput, NotFound
from ...kernel.ids import is_id
from ..videos.models import Video
from .models import Batch, BatchLine
from .types import BatchView

MOST_LISTED = 100
RUNNING = ("queued", "running")


def find(session: Session, owner_id: str, batch_id: str) -> Batch:
    """The row. Errors: NotFound("batch_not_found")."""
    row = session.get(Batch, batch_id) if is_id(batch_id, "batch") else None
    if row is None or row.owner_id != owner_id:
        raise NotFound("batch_not_found", f"there is no batch {batch_id!r}", field="batch_id")
    return row


def listing(session: Session, owner_id: str, *, after: str | None, limit: int) -> tuple[Sequence[BatchView], bool]:
    """A page of the owner's batches, newest first, and whether there are more.

    Errors: InvalidInput("bad_cursor").
    """
    found = select(Batch).where(Batch.owner_id == owner_id)
    if after is not None:
        mark = session.get(Batch, after) if is_id(after, "batch") else None
        if mark is None or mark.owner_id != owner_id:
            raise InvalidInput("bad_cursor", f"there is no batch {after!r} to go on after", field="after")
        same = and_(Batch.created_at == mark.created_at, Batch.id < mark.id)
        found = found.where(or_(Batch.created_at < mark.created_at, same))
    rows = session.scalars(found.order_by(Batch.created_at.desc(), Batch.id.desc()).limit(limit + 1)).all()
    return [view(session, row) for row in rows[:limit]], len(rows) > limit


def view(session: Session, row: Batch) -> BatchView:
    """A row as a value, with its lines counted."""
    counted = counts(session, row.id)
    return BatchView(
        id=row.id,
        endpoint=row.endpoint,
        input_file_id=row.input_file_id,
        output_file_id=row.output_file_id,
        error_file_id=row.error_file_id,
        status=row.status,
        errors=tuple(row.errors.get("data", ())),
        metadata=row.tags,
        times=row.times,
        total=sum(counted.values()),
        completed=counted["completed"],
        failed=counted["failed"],
        created_at=int(row.created_at),
        expires_at=int(row.expires_at),
    )


def counts(session: Session, batch_id: str) -> dict[str, int]:
    """How many lines are waiting, running, completed and failed."""
    found = (
        select(BatchLine.state, Job.state, func.count())
        .select_from(BatchLine)
        .outerjoin(Video, Video.id == BatchLine.video_id)
        .outerjoin(Job, Job.id == Video.job_id)
        .where(BatchLine.batch_id == batch_id)
        .group_by(BatchLine.state, Job.state)
    )
    made = {"waiting": 0, "running": 0, "completed": 0, "failed": 0}
    for line, job, number in session.execute(found):
        made[_state(line, job)] += number
    return made


def _state(line: str, job: str | None) -> str:
    if line == "waiting":
        return "waiting"
    if job in RUNNING:
        return "running"
    return "completed" if job == "completed" else "failed"
