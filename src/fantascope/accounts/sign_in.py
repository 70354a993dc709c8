"""Sessions: opened when someone proves who they are, known by a secret that only their cookie holds.

Knows nothing of HTTP or of how they proved it. Each proof opens a session with a fresh secret and ends the one before,
so a secret from before is worth nothing. A session ends after 30 days without use, and after 180 in any case.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from ..db.database import Database
from .people import Person, SignIn
from .queries import digest

FRESH_S = 600.0
"""For so long after a proof one may do what cannot be undone."""
IDLE_S, LONGEST_S = 30 * 86_400.0, 180 * 86_400.0
_SEEN_EVERY_S = 600.0
_SESSIONS, _PEOPLE = SignIn.__table__.c, Person.__table__.c
_HOLDER = (
    select(
        *(_SESSIONS[name] for name in ("digest", "csrf", "created_at", "seen_at", "fresh_at", "expires_at")),
        *(_PEOPLE[name] for name in ("id", "owner_id", "handle", "role", "state", "is_minor", "locale")),
    )
    .join_from(SignIn.__table__, Person.__table__, _PEOPLE.id == _SESSIONS.person_id)
    .where(_SESSIONS.digest == bindparam("digest"))
)
"""In tables' terms, which cost least: every request asks this."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened: `secret` is for the cookie alone, `csrf` for the page."""

    secret: str
    csrf: str
    person_id: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks, by their session. `fresh` = proved within ten minutes; `digest` names the session."""

    person_id: str
    owner_id: str
    handle: str
    role: str
    is_minor: bool
    locale: str
    csrf: str
    fresh: bool
    suspended: bool
    digest: str

    def sent(self, token: str | None) -> bool:
        """Whether `token` is this session's against forged requests, compared in constant time."""
        return token is not None and hmac.compare_digest(self.csrf.encode(), token.encode())


def begin(session: Session, person_id: str, *, agent: str = "", before: str | None = None, now: float) -> Opened:
    """Open a session for someone who has just proved who they are; `before` is the secret it takes the place of.

    Sessions that have run out are removed on the way.
    """
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
    if before is not None:
        session.execute(delete(SignIn).where(SignIn.digest == digest(before)))
    opened = Opened(secrets.token_urlsafe(32), secrets.token_urlsafe(24), person_id)
    row = SignIn(
        digest=digest(opened.secret),
        person_id=person_id,
        csrf=opened.csrf,
        agent="".join(char for char in agent if char.isprintable())[:200],
        created_at=now,
        seen_at=now,
        fresh_at=now,
        expires_at=now + IDLE_S,
    )
    session.add(row)
    session.flush()
    return opened


def look_up(db: Database, secret: str, *, now: float) -> SignedIn | None:
    """Who holds this secret; None when nobody does (any more). That it was used is written each ten minutes at most."""
    with db.read() as session:
        row = session.execute(_HOLDER, {"digest": digest(secret)}).first()
    if row is None or row.expires_at <= now or row.state == "deleted":
        return None
    if row.seen_at < now - _SEEN_EVERY_S:
        until = min(now + IDLE_S, row.created_at + LONGEST_S)
        with db.write() as session:
            session.execute(update(SignIn).where(SignIn.digest == row.digest).values(seen_at=now, expires_at=until))
    return SignedIn(
        person_id=row.id,
        owner_id=row.owner_id,
        handle=row.handle,
        role=row.role,
        is_minor=row.is_minor,
        locale=row.locale,
        csrf=row.csrf,
        fresh=now < row.fresh_at + FRESH_S,
        suspended=row.state == "suspended",
        digest=row.digest,
    )


def listing(session: Session, person_id: str, *, now: float) -> Sequence[SignIn]:
    """The person's sessions, the one used last first."""
    query = select(SignIn).where(SignIn.person_id == person_id, SignIn.expires_at > now)
    return session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.digest)).all()


def end(session: Session, person_id: str, session_id: str) -> bool:
    """End a session of this person, named by its digest or the shown part of it; False when there is none."""
    if len(session_id) < len(shown_id("0" * 64)) or not session_id.isalnum():
        return False
    own = delete(SignIn).where(SignIn.person_id == person_id, SignIn.digest.startswith(session_id))
    return session.execute(own.returning(SignIn.digest)).first() is not None


def end_all(session: Session, person_id: str, *, but: str | None = None) -> None:
    """End every session of this person, but that of the digest `but`."""
    query = delete(SignIn).where(SignIn.person_id == person_id)
    session.execute(query if but is None else query.where(SignIn.digest != but))


def shown_id(session_digest: str) -> str:
    """What a session is called in lists."""
    return session_digest[:24]
