"""Rows of videos: what was asked, what it is made of, and where its bytes are. How far it is stands in its job."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ...db.base import Base


class Video(Base):
    __tablename__ = "videos"
    __table_args__ = (Index("ix_videos_owner_created", "owner_id", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"))
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), unique=True)
    model: Mapped[str] = mapped_column(String(80))
    """As the request named it."""
    engine: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    """create, remix, edit or extend."""
    prompt: Mapped[str] = mapped_column(Text)
    seconds: Mapped[float]
    """Of the whole clip, an extension's beginning included."""
    width: Mapped[int]
    height: Mapped[int]
    fps: Mapped[int]
    seed: Mapped[int | None] = mapped_column(BigInteger)
    look: Mapped[str | None] = mapped_column(String(32))
    source_id: Mapped[str | None] = mapped_column(String(64))
    """The video it was made from (remix, edit, extend), if that one is ours."""
    credits: Mapped[int] = mapped_column(default=0)
    """The price, charged on delivery."""
    extensions: Mapped[int] = mapped_column(default=0)
    """How many times the clip has been extended already."""
    document: Mapped[str | None] = mapped_column(Text)
    """The Screenplay, for engines that have one."""
    report: Mapped[dict[str, Any]]
    """What was understood, approximated, left out, and what could be taken from references."""
    blobs: Mapped[dict[str, Any]]
    """Blob keys by variant: video, thumbnail, spritesheet, captions; empty until completed."""
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    """SHA-256 of the finished file, by which an upload of it is known again."""
    created_at: Mapped[float]
    completed_at: Mapped[float | None]
    expires_at: Mapped[float | None]
    deleted_at: Mapped[float | None]
