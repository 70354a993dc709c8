"""Rows that tell which clip a mark stands for. They outlive it: what was made here can be told when it is gone."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ...db.base import Base


class ClipMark(Base):
    __tablename__ = "clip_marks"

    payload: Mapped[str] = mapped_column(String(16), primary_key=True)
    """The mark's 64 bits, in 16 hexadecimal digits."""
    video_id: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[float]
    unstamped: Mapped[bool] = mapped_column(default=False, index=True)
    """Signed while no time-stamp server answered: to be signed again."""
    picture_print: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Fingerprints, for finding the clip in copies without marks."""
    sound_print: Mapped[bytes | None] = mapped_column(LargeBinary)
