"""The way blobs come and go, so that none is ever orphaned and none is taken from under a row.

A blob to be written is entered as rubbish first (`doomed`, with time to spare), in a transaction of its own; then it
is written; then the transaction that first points to it takes it out again (`spared`). Whoever lets go of a blob enters
it in the same transaction. `sweep` removes what has outlived its time: it marks a row first, and a marked row cannot be
spared any more, so a late writer is refused rather than left pointing at nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ...db.database import Database
from ...db.insert import insert_once
from ...kernel.errors import Transient
from ...storage.blobs import Blobs
from .models import Rubbish

WRITING_S = 6 * 3600.0
"""Long enough for any blob to be written and pointed to."""

_MARKED = -1.0


def doomed(session: Session, keys: Sequence[str], until: float) -> None:
    """Enter blobs that may be removed once `until` (unix seconds) is past; those entered already keep their time."""
    for key in dict.fromkeys(keys):
        insert_once(session, Rubbish, blob=key, since=until)


def spared(session: Session, keys: Sequence[str]) -> None:
    """Take blobs out again that something in this transaction now points to.

    Errors: Transient("blob_swept") when one is being removed or was never entered; then roll back and write it anew.
    """
    wanted = set(keys)
    taken = session.scalars(
        delete(Rubbish).where(Rubbish.blob.in_(wanted), Rubbish.since != _MARKED).returning(Rubbish.blob)
    ).all()
    if set(taken) != wanted:
        raise Transient("blob_swept", "a stored file was removed before it was used")


def sweep(db: Database, blobs: Blobs, now: float, *, limit: int = 200) -> int:
    """Remove blobs whose time is over, at most `limit`; how many are gone.

    Safe to be killed at any point, and to run in several processes at once. Errors: those of `Blobs.delete`.
    """
    due = select(Rubbish.blob).where(Rubbish.since < now).order_by(Rubbish.since).limit(limit)
    with db.write() as session:
        keys = session.scalars(due.with_for_update(skip_locked=True)).all()
        if keys:
            session.execute(update(Rubbish).where(Rubbish.blob.in_(keys)).values(since=_MARKED))
    for key in keys:
        blobs.delete(key)
    if keys:
        with db.write() as session:
            session.execute(delete(Rubbish).where(Rubbish.blob.in_(keys)))
    return len(keys)
