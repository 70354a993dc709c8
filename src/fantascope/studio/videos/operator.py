"""What who runs the server does with any owner's videos, by the id of their job.

Knows nothing of terminals.
"""

from __future__ import annotations

from ...db.database import Database
from ...events.actions import append
from ...jobs.actions import retry
from ...jobs.queries import get
from ..house import House
from .actions import cancel


def cancel_job(house: House, job_id: str) -> str:
    """Stop a job as its owner would; returns the state it is in then, "cancelling" while its worker is being told.

    Errors: NotFound("no_such_job" | "video_not_found").
    """
    with house.db.read() as session:
        job = get(session, job_id)
    if job.state in {"queued", "running"}:
        cancel(house, job.owner_id, job.payload["video_id"])
    with house.db.read() as session:
        state = get(session, job_id).state
    return "cancelling" if state == "running" else state


def retry_job(db: Database, job_id: str, now: float) -> str:
    """Put a failed job back in the queue, not charged again; returns its state.

    Errors: NotFound("no_such_job"), Conflict("not_failed").
    """
    with db.write() as session:
        job = retry(session, job_id, now=now)
        subject = job.payload["video_id"]
        append(session, owner_id=job.owner_id, subject=subject, kind="video.queued", data={}, now=now)
        return job.state
