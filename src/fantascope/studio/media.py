"""Where the files of posts are. Knows nothing of who may see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..kernel.errors import NotFound
from ..social.models import Post
from .videos.models import Video
from .videos.types import Variant


def file_of_post(session: Session, post: Post, variant: Variant) -> str:
    """The blob key of a post's file. Errors: NotFound("content_gone" | "no_captions")."""
    blobs = session.scalar(select(Video.blobs).where(Video.id == post.video_id, Video.deleted_at.is_(None)))
    if not blobs:
        raise NotFound("content_gone", "its video is gone")
    if variant not in blobs:
        raise NotFound("no_captions", "nobody speaks in this clip", field="variant")
    return str(blobs[variant])
