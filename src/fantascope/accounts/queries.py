"""Reading accounts: who a key belongs to, what an owner has left.

Knows nothing of HTTP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from ..db.database import Database
from ..kernel.errors import NotFound
from .models import ApiKey, LedgerEntry, Owner
from .types import Identity

DAY_S = 86400.0
_USED_EVERY_S = 60.0
_HOLDER = (
    select(*ApiKey.__table__.c, Owner.__table__.c.name.label("owner_name"))
    .join_from(ApiKey.__table__, Owner.__table__, ApiKey.__table__.c.owner_id == Owner.__table__.c.id)
    .where(ApiKey.__table__.c.digest == bindparam("digest"))
)
"""In tables' terms, which cost least: every request asks this."""


def digest(secret: str) -> str:
    """What is stored of a key's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def identify(db: Database, secret: str, *, now: float) -> Identity | None:
    """Who holds this secret; None when nobody does, or the key was revoked.

    That the key was used is written at most once a minute.
    """
    with db.read() as session:
        key = session.execute(_HOLDER, {"digest": digest(secret)}).first()
    if key is None or key.revoked_at is not None:
        return None
    if key.last_used_at is None or key.last_used_at < now - _USED_EVERY_S:
        with db.write() as session:
            session.execute(update(ApiKey).where(ApiKey.id == key.id).values(last_used_at=now))
    return Identity(
        owner_id=key.owner_id,
        owner_name=key.owner_name,
        key_id=key.id,
        scopes=tuple(key.scopes),
        requests_per_minute=key.requests_per_minute,
        daily_credits=key.daily_credits,
    )


def balance(session: Session, owner_id: str) -> int:
    """The credits left: the sum of the owner's ledger."""
    return session.scalar(select(func.sum(LedgerEntry.credits)).where(LedgerEntry.owner_id == owner_id)) or 0


def key_use(session: Session, key_id: str, now: float) -> tuple[int, float | None]:
    """Credits taken with a key in the last 24 hours, refunds off, and when the oldest charge among them was."""
    taken = select(-func.sum(LedgerEntry.credits), func.min(LedgerEntry.created_at))
    used, oldest = session.execute(
        taken.where(LedgerEntry.key_id == key_id, LedgerEntry.created_at > now - DAY_S)
    ).one()
    return max(int(used or 0), 0), oldest


def owner_named(session: Session, name: str) -> Owner:
    """The owner of this name. Errors: NotFound("no_such_owner")."""
    owner = session.scalar(select(Owner).where(Owner.name == name))
    if owner is None:
        raise NotFound("no_such_owner", f"there is no owner {name!r}", field="name")
    return owner


def list_owners(session: Session) -> Sequence[Owner]:
    """All owners, by name."""
    return session.scalars(select(Owner).order_by(Owner.name)).all()


def list_keys(session: Session, *, owner_id: str | None = None) -> Sequence[ApiKey]:
    """Keys, the oldest first, revoked ones included."""
    query = select(ApiKey).order_by(ApiKey.created_at, ApiKey.id)
    return session.scalars(query if owner_id is None else query.where(ApiKey.owner_id == owner_id)).all()


def running_caps(session: Session, owner_ids: Collection[str]) -> Mapping[str, int]:
    """How many jobs these owners may have running, for the claim."""
    rows = session.execute(select(Owner.id, Owner.running_cap).where(Owner.id.in_(owner_ids)))
    return {row[0]: row[1] for row in rows}


def ledger(session: Session, owner_id: str, *, limit: int = 100) -> Sequence[LedgerEntry]:
    """The owner's latest ledger entries, the newest first."""
    query = select(LedgerEntry).where(LedgerEntry.owner_id == owner_id).order_by(LedgerEntry.seq.desc()).limit(limit)
    return session.scalars(query).all()
