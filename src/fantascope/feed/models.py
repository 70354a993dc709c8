"""Rows of the feed: which posts are about what, so that a wish finds them without reading every post.

Knows nothing of people. Filled when a post is published or its words change; what a post is about is also on the post.
"""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class TopicPost(Base):
    """A topic of a public post."""

    __tablename__ = "topic_posts"
    __table_args__ = (Index("ix_topic_posts_newest", "topic", "created_at", "post_id"),)

    post_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    topic: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[float]
    """When the post was published."""
