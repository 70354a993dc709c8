"""Invitations: codes that let people in, and the list of those who wait for one.

Knows nothing of HTTP. Of a code only its digest is kept; it is used up in the transaction that makes the person, so it
never lets in more than it says. A member pays for an invitation from `invites_left` when it is made.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from ..db.insert import insert_once
from ..kernel.errors import Forbidden, InvalidInput, NotFound, OverLimit
from ..kernel.ids import new_id
from .people import Invite, Person, Waiting
from .people_rules import ROLES, checked_email, plain_text

_CODE_BYTES = 10
_DAY_S = 86_400.0
MOST_USES, MOST_DAYS = 1000, 365


def give(session: Session, person_id: str, *, uses: int = 1, note: str = "", now: float) -> tuple[Invite, str]:
    """A member's invitation and its code, paid for from what they have left.

    Errors: OverLimit("no_invites_left"), InvalidInput("bad_number" | "bad_text").
    """
    _check_uses(uses)
    paid = session.execute(
        update(Person)
        .where(Person.id == person_id, Person.invites_left >= uses)
        .values(invites_left=Person.invites_left - uses)
        .returning(Person.id)
    ).first()
    if paid is None:
        raise OverLimit("no_invites_left", "you have no invitations left")
    return _made(session, made_by=person_id, role="member", uses=uses, note=note, now=now, expires_at=None)


def issue(
    session: Session,
    made_by: str | None,
    *,
    uses: int = 1,
    role: str = "member",
    note: str = "",
    days: int | None = None,
    now: float,
) -> tuple[Invite, str]:
    """An operator's invitation and its code, which costs nothing; `made_by` None = the command line.

    Errors: InvalidInput("bad_number" | "bad_role" | "bad_text").
    """
    _check_uses(uses)
    if role not in ROLES:
        raise InvalidInput("bad_role", f"roles are {', '.join(ROLES)}", field="role")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise InvalidInput("bad_number", f"an invitation holds 1 to {MOST_DAYS} days", field="days")
    expires_at = None if days is None else now + days * _DAY_S
    return _made(session, made_by=made_by, role=role, uses=uses, note=note, now=now, expires_at=expires_at)


def use(session: Session, code: str, now: float) -> Invite:
    """Use an invitation once. Errors: Forbidden("bad_invite"), the same for unknown, used up and expired ones."""
    valid = or_(Invite.expires_at.is_(None), Invite.expires_at > now)
    used = session.scalar(
        update(Invite)
        .where(Invite.digest == _digest(code), Invite.uses_left > 0, valid)
        .values(uses_left=Invite.uses_left - 1)
        .returning(Invite)
        .execution_options(populate_existing=True)
    )
    if used is None:
        raise Forbidden("bad_invite", "this invitation does not open the door (any more)", field="invite")
    return used


def revoke(session: Session, invite_id: str, *, made_by: str | None) -> None:
    """Void an invitation; its maker gets back what was not used. `made_by` None = whoever made it (operators).

    Errors: NotFound("no_such_invite").
    """
    query = delete(Invite).where(Invite.id == invite_id)
    if made_by is not None:
        query = query.where(Invite.made_by == made_by)
    gone = session.execute(query.returning(Invite.made_by, Invite.uses_left, Invite.expires_at, Invite.role)).first()
    if gone is None:
        raise NotFound("no_such_invite", "there is no such invitation")
    maker, left, _, _ = gone
    role = session.scalar(select(Person.role).where(Person.id == maker)) if maker else None
    if maker and left and role != "operator":  # operators' cost nothing
        session.execute(update(Person).where(Person.id == maker).values(invites_left=Person.invites_left + left))


def made_by(session: Session, person_id: str) -> Sequence[Invite]:
    """What a person has given, the newest first."""
    query = select(Invite).where(Invite.made_by == person_id).order_by(Invite.created_at.desc(), Invite.id)
    return session.scalars(query).all()


def latest(session: Session, *, limit: int = 200) -> Sequence[Invite]:
    """All invitations, the newest first."""
    return session.scalars(select(Invite).order_by(Invite.created_at.desc(), Invite.id).limit(limit)).all()


def joined_by(session: Session, person_id: str, *, limit: int = 200) -> Sequence[Person]:
    """Who came by this person's invitations, the newest first."""
    query = select(Person).where(Person.invited_by == person_id, Person.state != "deleted")
    return session.scalars(query.order_by(Person.created_at.desc(), Person.id).limit(limit)).all()


def wait(session: Session, email: str, words: str, now: float) -> None:
    """Put an address on the waitlist; once is enough, and whether it was there is not told.

    Errors: InvalidInput("bad_email" | "bad_text").
    """
    address, said = checked_email(email), plain_text(words, "words", longest=300, lines=True)
    insert_once(session, Waiting, email=address, words=said, created_at=now, invited_at=None)


def waiting(session: Session, *, limit: int = 500) -> Sequence[Waiting]:
    """The waitlist: first those without an invitation, the longest waiting first."""
    order = (Waiting.invited_at.is_not(None), Waiting.created_at, Waiting.email)
    return session.scalars(select(Waiting).order_by(*order).limit(limit)).all()


def invite_waiting(session: Session, email: str, actor_id: str, now: float) -> tuple[Invite, str]:
    """An invitation for someone on the waitlist. Errors: NotFound("not_waiting")."""
    row = session.get(Waiting, checked_email(email))
    if row is None:
        raise NotFound("not_waiting", "this address is not on the waitlist", field="email")
    row.invited_at = now
    return issue(session, actor_id, note=f"waitlist: {row.email}"[:120], days=30, now=now)


def _made(
    session: Session, *, made_by: str | None, role: str, uses: int, note: str, now: float, expires_at: float | None
) -> tuple[Invite, str]:
    raw = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode()
    code = "-".join(raw[place : place + 4] for place in range(0, len(raw), 4))
    row = Invite(
        id=new_id("invite"),
        digest=_digest(code),
        hint=raw[-4:],
        made_by=made_by,
        role=role,
        uses_left=uses,
        note=plain_text(note, "note", longest=120),
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return row, code


def _digest(code: str) -> str:
    """A code is known however it is typed: in small letters, without dashes, with spaces."""
    return hashlib.sha256(re.sub(r"[^A-Z2-7]", "", code[:100].upper()).encode()).hexdigest()


def _check_uses(uses: int) -> None:
    if not 1 <= uses <= MOST_USES:
        raise InvalidInput("bad_number", f"an invitation is for 1 to {MOST_USES} people", field="uses")
