"""The use case: a finished video becomes a post, and where it comes from is told.

Nothing is public before this; what must be on everything that is published is put on the clip where it is finished
(videos/render.py). A published video does not expire.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..kernel.errors import Conflict, InvalidInput
from ..kernel.ids import new_id
from ..social.models import Post
from ..social.notices import tell
from ..social.policy import default_visibility
from ..social.posts import checked_visibility, get, take_down
from ..social.ties import writer
from ..social.types import PostCard, Viewer
from ..social.words import clean, tags_of, words_of
from .house import House
from .videos.models import Video
from .videos.queries import find

_FARTHEST = 50


@dataclass(frozen=True, slots=True)
class Publication:
    """How a video is published; None = the default for who publishes."""

    caption: str = ""
    tags: Sequence[str] = ()
    visibility: str | None = None
    allows_remix: bool | None = None
    hides_prompt: bool = False


def publish(house: House, viewer: Viewer, owner_id: str, video_id: str, how: Publication) -> PostCard:
    """Publish a video of the viewer's.

    Errors: NotFound("video_not_found"), InvalidInput("video_not_ready" | "bad_visibility" | "bad_tags" | "too_long"),
    Conflict("already_published"), Forbidden("suspended").
    """
    caption = clean(how.caption, 500, "caption", empty=True)
    tags = tags_of(caption, how.tags)
    now = house.clock()
    with house.db.write() as session:
        me = writer(session, viewer)
        video, job = find(session, owner_id, video_id)
        if job.state != "completed":
            raise InvalidInput("video_not_ready", "only a completed video can be published", field="video_id")
        session.scalar(select(Video.id).where(Video.id == video.id).with_for_update())  # so that two make one post
        there = select(Post.id).where(Post.video_id == video.id, Post.deleted_at.is_(None))
        if session.scalar(there.limit(1)) is not None:
            raise Conflict("already_published", "this video is published already", field="video_id")
        parent = _parent(session, video)
        post = Post(
            id=new_id("post"),
            person_id=me.id,
            video_id=video.id,
            caption=caption,
            tags=tags,
            words=words_of(caption, tags, "" if how.hides_prompt else video.prompt),
            prompt=video.prompt,
            look=video.look,
            has_captions="captions" in video.blobs,
            visibility=checked_visibility(how.visibility or default_visibility(me.is_minor)),
            hides_prompt=how.hides_prompt,
            allows_remix=not me.is_minor if how.allows_remix is None else how.allows_remix,
            parent_id=parent.id if parent else None,
            root_id=(parent.root_id or parent.id) if parent else None,
            width=video.width,
            height=video.height,
            seconds=video.seconds,
            created_at=now,
        )
        session.add(post)
        video.expires_at = None
        session.flush()
        if parent is not None:
            session.execute(update(Post).where(Post.id == parent.id).values(remixes=Post.remixes + 1))
            if post.visibility == "public":
                tell(session, parent.person_id, "remix", actor_id=me.id, subject_id=post.id, now=now)
        session.expire_all()
        return get(session, viewer, post.id)


def unpublish(house: House, viewer: Viewer, owner_id: str, post_id: str) -> None:
    """Take one's post down; its video stays one's own, and expires as if it were made now.

    Errors: NotFound("post_not_found"), Forbidden("not_yours").
    """
    now = house.clock()
    days = house.settings.keep_days
    with house.db.write() as session:
        take_down(session, viewer, post_id, now)
        video_id = session.scalar(select(Post.video_id).where(Post.id == post_id))
        kept = update(Video).where(Video.id == video_id, Video.owner_id == owner_id, Video.deleted_at.is_(None))
        session.execute(kept.values(expires_at=now + days * 86400.0 if days else None))


def _parent(session: Session, video: Video) -> Post | None:
    """The post this was made from: of the nearest ancestor that is published. An earlier video of one's own that was
    never published is passed over."""
    source, steps = video.source_id, 0
    while source is not None and steps < _FARTHEST:
        post = session.scalar(
            select(Post).where(Post.video_id == source).order_by(Post.deleted_at.is_not(None), Post.created_at.desc())
        )
        if post is not None:
            return post if post.deleted_at is None else session.get(Post, post.parent_id) if post.parent_id else None
        source = session.scalar(select(Video.source_id).where(Video.id == source))
        steps += 1
    return None
