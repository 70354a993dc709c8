"""Reading files. Only an owner's own are ever seen; another's, or one that has expired, is as if it did not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ...kernel.errors import InvalidInput, NotFound
from ...kernel.ids import is_id
from .models import File
from .types import FileView

MOST_LISTED = 10_000


def find(session: Session, owner_id: str, file_id: str, now: float) -> File:
    """The row. Errors: NotFound("file_not_found")."""
    row = session.get(File, file_id) if is_id(file_id, "file") else None
    if row is None or row.owner_id != owner_id or (row.expires_at is not None and row.expires_at <= now):
        raise NotFound("file_not_found", f"there is no file {file_id!r}", field="file_id")
    return row


def listing(
    session: Session,
    owner_id: str,
    *,
    after: str | None,
    limit: int,
    order: Literal["asc", "desc"],
    purpose: str | None,
    now: float,
) -> tuple[Sequence[FileView], bool]:
    """A page of the owner's files, and whether there are more.

    Errors: InvalidInput("bad_cursor").
    """
    found = select(File).where(File.owner_id == owner_id, or_(File.expires_at.is_(None), File.expires_at > now))
    if purpose is not None:
        found = found.where(File.purpose == purpose)
    if after is not None:
        mark = session.get(File, after) if is_id(after, "file") else None
        if mark is None or mark.owner_id != owner_id:
            raise InvalidInput("bad_cursor", f"there is no file {after!r} to go on after", field="after")
        same = File.created_at == mark.created_at
        older = or_(File.created_at < mark.created_at, and_(same, File.id < mark.id))
        newer = or_(File.created_at > mark.created_at, and_(same, File.id > mark.id))
        found = found.where(older if order == "desc" else newer)
    by = (File.created_at.desc(), File.id.desc()) if order == "desc" else (File.created_at, File.id)
    rows = session.scalars(found.order_by(*by).limit(limit + 1)).all()
    return [view(row) for row in rows[:limit]], len(rows) > limit


def view(row: File) -> FileView:
    """A row as a value."""
    return FileView(
        id=row.id,
        filename=row.filename,
        purpose=row.purpose,
        bytes=row.bytes,
        created_at=int(row.created_at),
        expires_at=None if row.expires_at is None else int(row.expires_at),
    )
