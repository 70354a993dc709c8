"""Reading videos. Only an owner's own are ever seen; another's is as if it did not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from ...jobs.models import Job
from ...kernel.errors import InvalidInput, NotFound
from ...kernel.ids import is_id
from .models import Video
from .types import Status, Variant, VideoView

_STATUS: dict[str, Status] = {"queued": "queued", "running": "in_progress", "completed": "completed"}
MOST_LISTED = 100


def find(session: Session, owner_id: str, video_id: str) -> tuple[Video, Job]:
    """The rows of one video. Errors: NotFound("video_not_found")."""
    mine = (Video.id == video_id, Video.owner_id == owner_id, Video.deleted_at.is_(None))
    row = None
    if is_id(video_id, "video"):
        row = session.execute(select(Video, Job).join(Job, Job.id == Video.job_id).where(*mine)).first()
    if row is None:
        raise NotFound("video_not_found", f"there is no video {video_id!r}", field="video_id")
    return row[0], row[1]


def get(session: Session, owner_id: str, video_id: str) -> VideoView:
    """One video. Errors: NotFound("video_not_found")."""
    video, job = find(session, owner_id, video_id)
    return view(video, job, _position(session, job) if job.state == "queued" else None)


def listing(
    session: Session, owner_id: str, *, after: str | None, limit: int, order: Literal["asc", "desc"]
) -> tuple[Sequence[VideoView], bool]:
    """A page of the owner's videos and whether there are more; `after` is the last id of the page before.

    Errors: InvalidInput("bad_cursor").
    """
    found = (
        select(Video, Job)
        .join(Job, Job.id == Video.job_id)
        .where(Video.owner_id == owner_id, Video.deleted_at.is_(None))
    )
    if after is not None:
        # A cursor stays good after its video is deleted: the row is still there.
        at = select(Video.created_at, Video.id).where(Video.id == after, Video.owner_id == owner_id)
        mark = session.execute(at).first() if is_id(after, "video") else None
        if mark is None:
            raise InvalidInput("bad_cursor", f"there is no video {after!r} to go on after", field="after")
        older = or_(Video.created_at < mark[0], and_(Video.created_at == mark[0], Video.id < mark[1]))
        newer = or_(Video.created_at > mark[0], and_(Video.created_at == mark[0], Video.id > mark[1]))
        found = found.where(older if order == "desc" else newer)
    by = (Video.created_at.desc(), Video.id.desc()) if order == "desc" else (Video.created_at, Video.id)
    rows = session.execute(found.order_by(*by).limit(limit + 1)).all()
    return [view(video, job) for video, job in rows[:limit]], len(rows) > limit


def blob_of(session: Session, owner_id: str, video_id: str, variant: Variant) -> str:
    """The blob key of a finished video's file.

    Errors: NotFound("video_not_found" | "video_not_ready" | "video_failed" | "no_captions").
    """
    video, job = find(session, owner_id, video_id)
    if job.state in {"queued", "running"}:
        message = f"video {video_id} is not ready yet: it is {_STATUS[job.state]}"
        raise NotFound("video_not_ready", message, field="video_id")
    if job.state != "completed":
        raise NotFound("video_failed", f"video {video_id} has no content: it was not made", field="video_id")
    if variant not in video.blobs:
        raise NotFound("no_captions", f"nobody speaks in video {video_id}", field="variant")
    return str(video.blobs[variant])


def view(video: Video, job: Job, position: int | None = None) -> VideoView:
    """A row of each as one value."""
    done = job.state == "completed"
    error = None
    if job.state in {"failed", "cancelled"}:
        error = (job.error_code or job.state, job.error_message or "the job was cancelled")
    return VideoView(
        id=video.id,
        model=video.model,
        status=_STATUS.get(job.state, "failed"),
        progress=100 if done else min(int(100 * job.progress), 99),
        stage=job.stage if job.state == "running" else "",
        created_at=int(video.created_at),
        completed_at=None if video.completed_at is None else int(video.completed_at),
        expires_at=None if video.expires_at is None else int(video.expires_at),
        prompt=video.prompt,
        width=video.width,
        height=video.height,
        fps=video.fps,
        seconds=video.seconds,
        seed=video.seed,
        look=video.look,
        kind=video.kind,
        source_id=video.source_id,
        queue_position=position,
        credits=0 if error else video.credits,
        error=error,
        report=video.report,
        has_captions="captions" in video.blobs,
    )


def _position(session: Session, job: Job) -> int:
    """How many waiting jobs go first, plus one."""
    first = or_(Job.priority > job.priority, and_(Job.priority == job.priority, Job.tag < job.tag))
    return 1 + session.execute(select(func.count()).where(Job.state == "queued", first)).scalar_one()
