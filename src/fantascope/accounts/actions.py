"""Everything that changes accounts: owners, keys, and the credit ledger.

Knows nothing of HTTP or of what credits buy. The ledger only grows, and its unique constraint makes each job be charged
once and closed once, whatever runs twice. Each function joins the caller's transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..db.insert import insert_once
from ..kernel.errors import Conflict, InvalidInput, NotFound, OverLimit
from ..kernel.ids import new_id
from .models import ApiKey, LedgerEntry, Owner
from .queries import DAY_S, balance, digest, key_use
from .types import SCOPES


def create_owner(
    session: Session,
    name: str,
    *,
    now: float,
    weight: float = 1.0,
    running_cap: int = 4,
    queued_cap: int = 200,
    free_credits: int = 0,
) -> Owner:
    """A new owner; with `free_credits` these are granted, and the owner is held to the balance.

    Errors: InvalidInput("bad_name" | "bad_limit"), Conflict("owner_exists").
    """
    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise InvalidInput("bad_name", "a name has 1 to 80 printable characters", field="name")
    if session.scalar(select(Owner.id).where(Owner.name == name)) is not None:
        raise Conflict("owner_exists", f"there is an owner {name!r} already", field="name")
    owner = Owner(id=new_id("owner"), name=name, credits_limited=free_credits > 0, last_tag=0.0, created_at=now)
    _limit(owner, weight=weight, running_cap=running_cap, queued_cap=queued_cap)
    session.add(owner)
    session.flush()
    if free_credits:
        grant(session, owner.id, free_credits, now, "welcome")
    return owner


def ensure_owner(
    session: Session, name: str, *, now: float, running_cap: int = 4, queued_cap: int = 200, free_credits: int = 0
) -> Owner:
    """The owner of this name, made if there is none; see `create_owner`."""
    owner = session.scalar(select(Owner).where(Owner.name == name))
    if owner is not None:
        return owner
    return create_owner(
        session, name, now=now, running_cap=running_cap, queued_cap=queued_cap, free_credits=free_credits
    )


def set_limits(
    session: Session,
    owner_id: str,
    *,
    weight: float | None = None,
    running_cap: int | None = None,
    queued_cap: int | None = None,
    credits_limited: bool | None = None,
) -> Owner:
    """Change what an owner may take; None leaves a value as it is.

    Errors: NotFound("no_such_owner"), InvalidInput("bad_limit").
    """
    owner = locked(session, owner_id)
    _limit(owner, weight=weight, running_cap=running_cap, queued_cap=queued_cap)
    if credits_limited is not None:
        owner.credits_limited = credits_limited
    session.flush()
    return owner


def locked(session: Session, owner_id: str) -> Owner:
    """The owner, locked for this transaction: what enqueueing and reserving need.

    Errors: NotFound("no_such_owner").
    """
    owner = session.scalar(
        select(Owner)
        .where(Owner.id == owner_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if owner is None:
        raise NotFound("no_such_owner", "there is no such owner")
    return owner


def create_key(
    session: Session,
    *,
    owner_id: str,
    name: str,
    scopes: Sequence[str] = SCOPES,
    now: float,
    requests_per_minute: int | None = None,
    daily_credits: int | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its secret, which is not stored and never shown again.

    Errors: InvalidInput("bad_name" | "bad_scope" | "bad_limit").
    """
    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise InvalidInput("bad_name", "a name has 1 to 80 printable characters", field="name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise InvalidInput("bad_scope", f"scopes are {', '.join(SCOPES)}", field="scopes")
    if requests_per_minute is not None and requests_per_minute < 1:
        raise InvalidInput("bad_limit", "at least one request a minute", field="requests_per_minute")
    if daily_credits is not None and daily_credits < 1:
        raise InvalidInput("bad_limit", "at least one credit a day", field="daily_credits")
    secret = f"fsk_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        id=new_id("key"),
        owner_id=owner_id,
        name=name,
        digest=digest(secret),
        hint=secret[-4:],
        scopes=[scope for scope in SCOPES if scope in scopes],
        requests_per_minute=requests_per_minute,
        daily_credits=daily_credits,
        created_at=now,
    )
    session.add(key)
    session.flush()
    return key, secret


def revoke_key(session: Session, key_id: str, now: float) -> ApiKey:
    """Make a key worthless at once; revoking twice changes nothing. Errors: NotFound("no_such_key")."""
    key = session.get(ApiKey, key_id)
    if key is None:
        raise NotFound("no_such_key", "there is no such key")
    if key.revoked_at is None:
        key.revoked_at = now
        session.flush()
    return key


def grant(session: Session, owner_id: str, credits: int, now: float, note: str) -> None:
    """Add to an owner's balance; a negative amount takes away."""
    session.add(LedgerEntry(owner_id=owner_id, kind="grant", credits=credits, note=note[:200], created_at=now))
    session.flush()


def reserve(
    session: Session, owner: Owner, job_id: str, credits: int, now: float, *, key_id: str | None = None
) -> None:
    """Charge an owner (locked) for a job that is being queued, asked for with the API key `key_id` if there is one.

    Errors: OverLimit("insufficient_quota") when the owner is held to the balance and it is short;
    OverLimit("key_quota_used") when the key's credits of the day are.
    """
    _within_quota(session, key_id, credits, now)
    if owner.credits_limited and balance(session, owner.id) < credits:
        raise OverLimit("insufficient_quota", f"this costs {credits} credits, more than are left")
    session.add(
        LedgerEntry(
            owner_id=owner.id,
            job_id=job_id,
            kind="reserve",
            closing="open",
            credits=-credits,
            key_id=key_id,
            created_at=now,
        )
    )
    session.flush()


def _within_quota(session: Session, key_id: str | None, credits: int, now: float) -> None:
    key = None if key_id is None else session.get(ApiKey, key_id)
    if key is None or key.daily_credits is None:
        return
    used, oldest = key_use(session, key.id, now)
    if used + credits > key.daily_credits:
        message = f"this key has used {used} of its {key.daily_credits} credits a day, and this costs {credits}"
        fits = oldest is not None and credits <= key.daily_credits
        wait_s = max(oldest + DAY_S - now, 1.0) if fits and oldest is not None else None
        raise OverLimit("key_quota_used", message, retry_after_s=wait_s)


def settle(session: Session, job_id: str, now: float) -> bool:
    """The job was delivered: its charge stands. False when it was closed before, or never charged."""
    return _close(session, job_id, "settle", now)


def refund(session: Session, job_id: str, now: float) -> bool:
    """The job was not delivered: its charge is given back. False when it was closed before, or never charged."""
    return _close(session, job_id, "refund", now)


def _close(session: Session, job_id: str, kind: str, now: float) -> bool:
    charge = session.scalar(select(LedgerEntry).where(LedgerEntry.job_id == job_id, LedgerEntry.closing == "open"))
    if charge is None:
        return False
    return insert_once(
        session,
        LedgerEntry,
        owner_id=charge.owner_id,
        job_id=job_id,
        kind=kind,
        closing="done",
        credits=-charge.credits if kind == "refund" else 0,
        note="",
        key_id=charge.key_id,
        created_at=now,
    )


def _limit(owner: Owner, *, weight: float | None, running_cap: int | None, queued_cap: int | None) -> None:
    if weight is not None:
        if not 0.01 <= weight <= 1000.0:
            raise InvalidInput("bad_limit", "a weight is from 0.01 to 1000", field="weight")
        owner.weight = weight
    if running_cap is not None:
        if running_cap < 1:
            raise InvalidInput("bad_limit", "at least one job must be able to run", field="running_cap")
        owner.running_cap = running_cap
    if queued_cap is not None:
        if queued_cap < 0:
            raise InvalidInput("bad_limit", "a cap is no negative number", field="queued_cap")
        owner.queued_cap = queued_cap
