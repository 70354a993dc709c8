"""Rows of uploaded and produced files, and of blobs that nothing points to any more."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ...db.base import Base


class File(Base):
    __tablename__ = "files"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    filename: Mapped[str] = mapped_column(String(255))
    purpose: Mapped[str] = mapped_column(String(32))
    bytes: Mapped[int] = mapped_column(BigInteger)
    blob: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[float]
    expires_at: Mapped[float | None] = mapped_column(index=True)
    """Removed then; null = kept until deleted."""


class Rubbish(Base):
    """A blob to be removed once the transaction that let go of it is committed; a blob is also entered here before it
    is written, and taken out again by the transaction that first points to it: so none is ever orphaned."""

    __tablename__ = "rubbish"

    blob: Mapped[str] = mapped_column(String(255), primary_key=True)
    since: Mapped[float] = mapped_column(index=True)
    """Removed after this time."""
