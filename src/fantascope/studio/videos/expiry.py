"""What goes away by itself: videos past their time, answers remembered for repeated requests, and in the end the
records of what is gone."""

from __future__ import annotations

from sqlalchemy import delete, select

from ...accounts.models import Idempotency
from ...db.database import Database
from ...jobs.models import Job
from ...jobs.types import ENDED
from ...social.models import Post
from ..batches.models import BatchLine
from ..house import House
from .actions import delete as delete_video
from .models import Video

_REMEMBERED_S = 24 * 3600.0
_ROUND = 50


def expire(house: House) -> int:
    """Remove videos whose `expires_at` is past, and old idempotency rows; returns how many videos."""
    now = house.clock()
    with house.db.read() as session:
        over = select(Video.owner_id, Video.id).where(Video.expires_at < now, Video.deleted_at.is_(None)).limit(_ROUND)
        found = session.execute(over).all()
    for owner_id, video_id in found:
        delete_video(house, owner_id, video_id)
    with house.db.write() as session:
        session.execute(delete(Idempotency).where(Idempotency.created_at < now - _REMEMBERED_S))
    return len(found)


def forget(db: Database, *, before: float) -> int:
    """Remove the records of videos deleted before that time, with their jobs; returns how many.

    What something still points to stays: a post (its case may be appealed), a batch, a video made from it. So does the
    ledger, which tells what every job cost.
    """
    sources = select(Video.source_id).where(Video.source_id.is_not(None))
    lines = select(BatchLine.video_id).where(BatchLine.video_id.is_not(None))
    gone = (
        select(Video.id, Video.job_id)
        .join(Job, Job.id == Video.job_id)
        .where(Video.deleted_at < before, Job.state.in_(ENDED), Job.done_at < before)
        .where(*(Video.id.not_in(kept) for kept in (sources, lines, select(Post.video_id))))
        .limit(_ROUND)
    )
    removed = 0
    while True:
        with db.write() as session:
            rows = session.execute(gone).all()
            session.execute(delete(Video).where(Video.id.in_([row.id for row in rows])))
            session.execute(delete(Job).where(Job.id.in_([row.job_id for row in rows])))
        removed += len(rows)
        if len(rows) < _ROUND:
            return removed
