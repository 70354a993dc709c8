"""What is remembered of the clips that marks stand for, as far as anyone may know it: no owner, no prompt, no id."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...engines.registry import Engines
from ...provenance.manifest.types import Ancestor
from ...provenance.verify.judge import Record
from ..videos.models import Video
from .facts import title_of
from .models import ClipMark

_DEEPEST = 8


def record_of(session: Session, engines: Engines, payload: int) -> Record | None:
    """The clip of a mark; one that was deleted meanwhile was still made here."""
    row = session.get(ClipMark, f"{payload:016x}")
    video = session.get(Video, row.video_id) if row else None
    if video is None:
        return None
    able = engines[video.engine].abilities if video.engine in engines.names else None
    parent = _ancestor(session, video.source_id, _DEEPEST)
    return Record(video.engine, video.model, able.origin if able else None, (parent,) if parent else ())


def _ancestor(session: Session, video_id: str | None, depth: int) -> Ancestor | None:
    video = session.get(Video, video_id) if video_id and depth else None
    if video is None:
        return None
    payload = session.scalar(select(ClipMark.payload).where(ClipMark.video_id == video.id))
    before = _ancestor(session, video.source_id, depth - 1)
    return Ancestor(
        title=title_of(int(payload, 16)) if payload else "",
        relation="parent",
        state="absent",
        engine=video.engine,
        origin=None,
        payload=int(payload, 16) if payload else None,
        ancestors=(before,) if before else (),
    )
