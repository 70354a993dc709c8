"""Rows of batches: a file of requests, worked off line by line."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ...db.base import Base


class Batch(Base):
    """`status`: validating → in_progress → finalizing → completed | failed; or cancelling → cancelled; or expired."""

    __tablename__ = "batches"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    endpoint: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[str | None] = mapped_column(String(64))
    """The API key that asked, whose quota its videos count on."""
    input_file_id: Mapped[str] = mapped_column(String(64))
    output_file_id: Mapped[str | None] = mapped_column(String(64))
    error_file_id: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16), index=True)
    errors: Mapped[dict[str, Any]]
    tags: Mapped[dict[str, Any]]
    """The request's `metadata`."""
    times: Mapped[dict[str, Any]]
    """Unix seconds by status reached: in_progress_at, completed_at …"""
    output_keep_s: Mapped[float | None]
    """How long its output files are kept; null = until deleted."""
    created_at: Mapped[float]
    expires_at: Mapped[float]


class BatchLine(Base):
    """One line of the input: the request, then the video it became or the error it met."""

    __tablename__ = "batch_lines"

    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    custom_id: Mapped[str] = mapped_column(String(256))
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting → started (it has a video) | refused (it has an error)."""
    body: Mapped[str] = mapped_column(Text)
    video_id: Mapped[str | None] = mapped_column(String(64), index=True)
    error: Mapped[dict[str, Any]]
    """Empty when there is none."""
