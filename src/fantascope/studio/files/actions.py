"""Everything that changes files: they are stored, removed, and expire.

Knows nothing of HTTP. A row and its bytes come and go together: see `rubbish`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...db.database import Database
from ...kernel.errors import InvalidInput
from ...kernel.ids import new_id
from ...storage.blobs import new_key
from ..house import House
from .models import File
from .queries import find, view
from .rubbish import WRITING_S, doomed, spared
from .types import PURPOSES, FileView

SHORTEST_KEPT_S, LONGEST_KEPT_S = 3600, 30 * 86_400
_EXPIRED_AT_ONCE = 500


def store(
    house: House, owner_id: str, path: Path, *, filename: str, purpose: str, keep_s: float | None = None
) -> FileView:
    """Keep a copy of the file at `path`, for `keep_s` seconds or until it is deleted.

    Errors: InvalidInput("bad_purpose" | "bad_filename" | "empty_file" | "bad_expires_after"); those of `Blobs.put`.
    """
    if purpose not in PURPOSES:
        raise InvalidInput("bad_purpose", f"purpose is one of {', '.join(PURPOSES)}", field="purpose")
    if not 1 <= len(filename.strip()) <= len(filename) <= 255 or not filename.isprintable():
        raise InvalidInput("bad_filename", "the file's name must have 1 to 255 printable characters", field="file")
    if path.stat().st_size == 0:
        raise InvalidInput("empty_file", "the file is empty", field="file")
    if keep_s is not None and not SHORTEST_KEPT_S <= keep_s <= LONGEST_KEPT_S:
        message = f"a file expires {SHORTEST_KEPT_S} to {LONGEST_KEPT_S} seconds after it was created"
        raise InvalidInput("bad_expires_after", message, field="expires_after")
    key = put_aside(house, path)
    with house.db.write() as session:
        row = add(session, owner_id, key, path, filename=filename, purpose=purpose, keep_s=keep_s, now=house.clock())
        return view(row)


def put_aside(house: House, path: Path) -> str:
    """Store a copy of the file at `path` that nothing points to yet; its key. `add` makes a file of it, or it goes."""
    key = new_key("files", ".bin")
    with house.db.write() as session:
        doomed(session, [key], house.clock() + WRITING_S)
    house.blobs.put(key, path)
    return key


def add(
    session: Session,
    owner_id: str,
    key: str,
    path: Path,
    *,
    filename: str,
    purpose: str,
    keep_s: float | None,
    now: float,
) -> File:
    """A file of what was put aside, in the caller's transaction. Errors: Transient("blob_swept")."""
    spared(session, [key])
    row = File(
        id=new_id("file"),
        owner_id=owner_id,
        filename=filename,
        purpose=purpose,
        bytes=path.stat().st_size,
        blob=key,
        created_at=now,
        expires_at=None if keep_s is None else now + keep_s,
    )
    session.add(row)
    session.flush()
    return row


def remove(house: House, owner_id: str, file_id: str) -> None:
    """Remove a file and its bytes. Errors: NotFound("file_not_found")."""
    now = house.clock()
    with house.db.write() as session:
        row = find(session, owner_id, file_id, now)
        doomed(session, [row.blob], now)
        session.delete(row)


def expire(db: Database, now: float) -> int:
    """Remove files whose time is over, some hundred at once; how many."""
    over = select(File).where(File.expires_at <= now).limit(_EXPIRED_AT_ONCE).with_for_update(skip_locked=True)
    with db.write() as session:
        rows = session.scalars(over).all()
        doomed(session, [row.blob for row in rows], now)
        for row in rows:
            session.delete(row)
    return len(rows)
