"""What operators decide about people: role, suspension, age, plan, credits. Each decision is in the audit log.

Knows nothing of HTTP. There is always an active operator left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session

from ..kernel.errors import Conflict, InvalidInput
from . import actions, audit, plans, sign_in
from .people import Person
from .people_read import find, locked
from .people_rules import ROLES

STATES = ("active", "suspended")
_MOST_CREDITS = 10_000_000
_MOST_INVITES = 1000


def listing(
    session: Session,
    *,
    words: str = "",
    role: str | None = None,
    state: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[Person], str | None]:
    """People whose handle, name or address has `words` in it, the newest first, and the cursor of the next page.

    Errors: InvalidInput("bad_cursor").
    """
    query = select(Person).where(Person.state != "deleted")
    if words.strip():
        part = words.strip().removeprefix("@")
        columns = (Person.handle, Person.name, Person.email)
        query = query.where(or_(*(column.icontains(part, autoescape=True) for column in columns)))
    if role is not None:
        query = query.where(Person.role == role)
    if state is not None:
        query = query.where(Person.state == state)
    if after is not None:
        last = session.get(Person, after)
        if last is None:
            raise InvalidInput("bad_cursor", "this cursor was not given here", field="cursor")
        query = query.where(tuple_(Person.created_at, Person.id) < tuple_(last.created_at, last.id))
    rows = session.scalars(query.order_by(Person.created_at.desc(), Person.id.desc()).limit(limit + 1)).all()
    more = len(rows) > limit
    return rows[:limit], rows[limit - 1].id if more else None


def change(
    session: Session, actor_id: str, person_id: str, changes: dict[str, Any], *, reason: str, now: float
) -> Person:
    """Change role, state ("active" | "suspended"), is_minor, plan_id (None = no plan) or invites_left.

    Errors: NotFound("no_such_person" | "no_such_plan"), Conflict("last_operator"),
    InvalidInput("bad_role" | "bad_state" | "bad_number" | "unknown_field").
    """
    person = locked(session, person_id)
    for field, value in changes.items():
        before = getattr(person, field, None)
        if field == "role":
            _check(value in ROLES, "bad_role", f"roles are {', '.join(ROLES)}", field)
            if value != "operator":
                _keep_an_operator(session, person)
            person.role = value
        elif field == "state":
            _check(value in STATES, "bad_state", f"states are {', '.join(STATES)}", field)
            if value == "suspended":
                _keep_an_operator(session, person)
            person.state = value
        elif field == "is_minor":
            person.is_minor = value
        elif field == "plan_id":
            plans.assign(session, person, None if value is None else plans.find(session, value), now)
        elif field == "invites_left":
            fine = isinstance(value, int) and 0 <= value <= _MOST_INVITES
            _check(fine, "bad_number", f"invitations are 0 to {_MOST_INVITES}", field)
            person.invites_left = value
        else:
            raise InvalidInput("unknown_field", f"there is no field {field!r}", field=field)
        data = {"from": before, "to": value}
        audit.record(
            session, actor_id=actor_id, action=f"person.{field}", subject=person.id, data=data, words=reason, now=now
        )
    session.flush()
    return person


def give_credits(session: Session, actor_id: str, person_id: str, credits: int, *, reason: str, now: float) -> None:
    """Grant credits that do not lapse; a negative number takes away.

    Errors: NotFound("no_such_person"), InvalidInput("bad_number").
    """
    fine = credits != 0 and abs(credits) <= _MOST_CREDITS
    _check(fine, "bad_number", f"a grant is a number other than 0, up to {_MOST_CREDITS}", "credits")
    person = find(session, person_id)
    actions.locked(session, person.owner_id)
    actions.grant(session, person.owner_id, credits, now, reason)
    data = {"credits": credits}
    audit.record(
        session, actor_id=actor_id, action="person.credits", subject=person.id, data=data, words=reason, now=now
    )


def sign_out(session: Session, actor_id: str, person_id: str, *, now: float) -> None:
    """End every session of a person. Errors: NotFound("no_such_person")."""
    person = find(session, person_id)
    sign_in.end_all(session, person.id)
    audit.record(session, actor_id=actor_id, action="person.sign_out", subject=person.id, now=now)


def _keep_an_operator(session: Session, person: Person) -> None:
    if person.role != "operator" or person.state != "active":
        return
    active = select(Person.id).where(Person.role == "operator", Person.state == "active").order_by(Person.id)
    if set(session.scalars(active.with_for_update())) <= {person.id}:
        raise Conflict("last_operator", "someone must run this server: make another operator first")


def _check(fine: bool, code: str, message: str, field: str) -> None:
    if not fine:
        raise InvalidInput(code, message, field=field)
