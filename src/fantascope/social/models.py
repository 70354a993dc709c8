"""Rows of the social app. Counts on a post are kept by the actions that change them, in the same transaction.

What is removed by its author is gone for others at once; what a moderator removes stays for the appeal.
"""

from __future__ import annotations

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Post(Base):
    """A published video. `visibility`: public, followers or unlisted. `state`: live, held (awaits review), removed."""

    __tablename__ = "posts"
    __table_args__ = (
        Index("ix_posts_person_created", "person_id", "created_at", "state", "visibility", "id"),
        Index("ix_posts_latest", "state", "visibility", "created_at", "id"),
        Index("ix_posts_trend", "state", "visibility", "trend_review", "trend", "id"),
        Index("ix_posts_unfiled", "id", sqlite_where=text("topics IS NULL"), postgresql_where=text("topics IS NULL")),
        Index("ix_posts_parent", "parent_id"),
        Index("ix_posts_root", "root_id"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64))
    video_id: Mapped[str] = mapped_column(String(64), index=True)
    caption: Mapped[str] = mapped_column(String(500), default="")
    tags: Mapped[list[str]]
    words: Mapped[str] = mapped_column(Text, default="")
    """Folded words of caption, tags and, unless hidden, prompt: what the feed's sentence and search look at."""
    topics: Mapped[str | None] = mapped_column(Text)
    """What it is about, as the feed reads its words: topics between spaces; null until the feed has filed it."""
    visibility: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="live")
    prompt: Mapped[str] = mapped_column(Text, default="")
    """As the video has it; shown unless hidden."""
    look: Mapped[str | None] = mapped_column(String(32))
    has_captions: Mapped[bool] = mapped_column(default=False)
    hides_prompt: Mapped[bool] = mapped_column(default=False)
    allows_remix: Mapped[bool] = mapped_column(default=True)
    parent_id: Mapped[str | None] = mapped_column(String(64))
    """The post it is a remix, extension or stitch of."""
    root_id: Mapped[str | None] = mapped_column(String(64))
    """The first ancestor."""
    width: Mapped[int]
    height: Mapped[int]
    seconds: Mapped[float]
    likes: Mapped[int] = mapped_column(default=0)
    comments: Mapped[int] = mapped_column(default=0)
    remixes: Mapped[int] = mapped_column(default=0)
    views: Mapped[int] = mapped_column(default=0)
    finishes: Mapped[int] = mapped_column(default=0)
    skips: Mapped[int] = mapped_column(default=0)
    trend: Mapped[float] = mapped_column(default=0.0)
    """(observed − expected)² / expected with a half-life; only what was reviewed may show as trending."""
    trend_review: Mapped[str] = mapped_column(String(16), default="none")
    """none, waiting, allowed or refused."""
    created_at: Mapped[float]
    deleted_at: Mapped[float | None]


class Follow(Base):
    __tablename__ = "follows"

    follower_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    followed_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    created_at: Mapped[float]


class Like(Base):
    __tablename__ = "likes"
    __table_args__ = (
        Index("ix_likes_post", "post_id", "created_at", "person_id"),
        Index("ix_likes_person_created", "person_id", "created_at", "post_id"),
    )

    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[float]


class View(Base):
    """What a person has seen of a post, the latest time: never shown to anyone else."""

    __tablename__ = "views"

    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seconds: Mapped[float]
    finished: Mapped[bool] = mapped_column(default=False)
    skipped: Mapped[bool] = mapped_column(default=False)
    less_like_this: Mapped[bool] = mapped_column(default=False)
    at: Mapped[float] = mapped_column(index=True)


class Comment(Base):
    """`parent_id` = the comment it answers. `state` as of posts."""

    __tablename__ = "comments"
    __table_args__ = (Index("ix_comments_post", "post_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(String(64), index=True)
    parent_id: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(16), default="live")
    created_at: Mapped[float]
    deleted_at: Mapped[float | None]


class Conversation(Base):
    """Two people; `one_id` < `other_id`."""

    __tablename__ = "conversations"
    __table_args__ = (Index("uq_conversations_pair", "one_id", "other_id", unique=True),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    one_id: Mapped[str] = mapped_column(String(64))
    other_id: Mapped[str] = mapped_column(String(64), index=True)
    begun_by: Mapped[str] = mapped_column(String(64))
    last_at: Mapped[float]


class Message(Base):
    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_conversation", "conversation_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64))
    sender_id: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(String(2000))
    post_id: Mapped[str | None] = mapped_column(String(64))
    """A post sent along."""
    created_at: Mapped[float]
    read_at: Mapped[float | None]
    deleted_at: Mapped[float | None]


class Notice(Base):
    """`kind`: like, comment, reply, remix, follow, message, video_ready, case_decided, appeal_decided or
    report_decided."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_person", "person_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(24))
    actor_id: Mapped[str | None] = mapped_column(String(64))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    """The post, comment, video or case it is about."""
    created_at: Mapped[float]
    read_at: Mapped[float | None]


class Block(Base):
    """Neither sees the other, nor can reach them."""

    __tablename__ = "blocks"

    blocker_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    blocked_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    created_at: Mapped[float]


class Mute(Base):
    """The muter does not see the muted, who does not notice."""

    __tablename__ = "mutes"

    muter_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    muted_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[float]


class Case(Base):
    """What reports of one subject become. `subject_kind`: post, comment, message or person. `state`: open, decided,
    appealed or closed. `action`: none, removed, warned or suspended."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_state", "state", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(64), index=True)
    person_id: Mapped[str] = mapped_column(String(64), index=True)
    """Whose it is."""
    state: Mapped[str] = mapped_column(String(16), default="open")
    action: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(500), default="")
    """The statement of reasons, shown to its author."""
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[float | None]
    appeal: Mapped[str | None] = mapped_column(String(1000))
    appealed_at: Mapped[float | None]
    appeal_upheld: Mapped[bool | None]
    appeal_reason: Mapped[str] = mapped_column(String(500), default="")
    appeal_decided_by: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[float]
    closed_at: Mapped[float | None]


class Report(Base):
    """`reason`: sexual, violence, hate, self_harm, harassment, likeness, minor, spam, rights or other."""

    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(64), index=True)
    reporter_id: Mapped[str] = mapped_column(String(64), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    words: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[float]


class SavedDraft(Base):
    """A clip being thought out: the create form as it was left."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), index=True)
    form: Mapped[str] = mapped_column(Text)
    """JSON of the create form."""
    updated_at: Mapped[float]
