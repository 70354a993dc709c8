"""Rows of characters: objects and pets taken from a clip. People need consent, which has its own flow."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ...db.base import Base


class Character(Base):
    __tablename__ = "characters"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    """object or pet."""
    blob: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[float]
    deleted_at: Mapped[float | None]
