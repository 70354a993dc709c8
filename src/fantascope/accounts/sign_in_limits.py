"""How often someone may guess: a back-off for each key, doubled with each failure.

Knows nothing of what is guessed. Counted in the database, so that neither a restart nor a second server lets anybody
begin anew; of a key only its digest is kept, and for an hour. A key is a pair of handle and address, an address, or a
handle; the first few failures cost nothing, so that people may mistype.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..db.database import Database
from ..db.insert import insert_once
from ..kernel.errors import OverLimit
from .people import Tries
from .queries import digest

FORGOTTEN_S = 3600.0
_LONGEST_S = 900.0


def enter(db: Database, free: Mapping[str, int], now: float) -> None:
    """Count a try against each key of `free` (key → failures that cost nothing), before it is known how it ends, so
    that tries sent at once do not slip through together.

    Errors: OverLimit("too_many_tries") while a key must wait; then nothing is counted.
    """
    with db.write() as session:
        rows = _locked(session, free, now)
        wait = max(row.until - now for row in rows.values())
        if wait > 0:
            raise OverLimit("too_many_tries", "too many tries: wait a little", retry_after_s=wait)
        for key, most in free.items():
            _count(rows[key], most, now)


def succeeded(session: Session, free: Mapping[str, int], now: float) -> None:
    """The try just counted was right: it does not count, and the first key is as new. The others keep their earlier
    failures, or whoever has one account could wipe away the guesses at all the rest."""
    rows = _locked(session, free, now)
    for place, (key, most) in enumerate(free.items()):
        row = rows[key]
        row.count = 0 if place == 0 else max(row.count - 1, 0)
        if row.count < most:
            row.until = 0.0


def forget(db: Database, *, before: float) -> int:
    """Remove the keys last tried before that time; returns how many."""
    with db.write() as session:
        return len(session.execute(delete(Tries).where(Tries.last < before).returning(Tries.digest)).all())


def sign_in_keys(handle: str, address: str) -> dict[str, int]:
    """Whom a password guess counts against: the pair strictly, the address and the handle alone loosely, so that
    neither many handles from one place nor one handle from many places can be tried through."""
    return {f"pair {handle} {address}": 5, f"address {address}": 60, f"handle {handle}": 200}


def address_keys(what: str, address: str, free: int) -> dict[str, int]:
    """Tries of `what` counted against an address alone."""
    return {f"{what} {address}": free}


def _locked(session: Session, keys: Iterable[str], now: float) -> dict[str, Tries]:
    """The rows of the keys, made where there are none, locked in one order so that no two wait for each other."""
    found = {}
    for key in sorted(keys):
        query = select(Tries).where(Tries.digest == digest(key)).with_for_update()
        row = session.scalar(query)
        if row is None:
            insert_once(session, Tries, digest=digest(key), count=0, last=now, until=0.0)
            row = session.scalars(query).one()
        found[key] = row
    return found


def _count(row: Tries, most: int, now: float) -> None:
    if row.last < now - FORGOTTEN_S:
        row.count, row.until = 0, 0.0
    row.count += 1
    row.last = now
    if row.count >= most:
        row.until = now + min(2.0 ** min(row.count - most, 20), _LONGEST_S)
