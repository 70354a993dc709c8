"""Reading people: by id, by handle, and what is shown of them.

Knows nothing of HTTP. The deleted are not found.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..kernel.errors import NotFound
from .people import Passkey, Person

CLAIMED_EMAIL = "claimed_email"
"""The wish that holds an address which someone else gave too: who gives it is not told so."""
_PRIVATE = frozenset({CLAIMED_EMAIL})


def find(session: Session, person_id: str) -> Person:
    """The person of this id. Errors: NotFound("no_such_person")."""
    person = session.get(Person, person_id)
    if person is None or person.state == "deleted":
        raise NotFound("no_such_person", "there is no such person")
    return person


def by_handle(session: Session, handle: str) -> Person:
    """The person of this handle. Errors: NotFound("no_such_person")."""
    person = session.scalar(select(Person).where(Person.handle == handle, Person.state != "deleted"))
    if person is None:
        raise NotFound("no_such_person", "there is no such person")
    return person


def locked(session: Session, person_id: str) -> Person:
    """The person, locked for this transaction. Errors: NotFound("no_such_person")."""
    query = select(Person).where(Person.id == person_id, Person.state != "deleted")
    person = session.scalar(query.with_for_update(key_share=True).execution_options(populate_existing=True))
    if person is None:
        raise NotFound("no_such_person", "there is no such person")
    return person


def avatar_url(person: Person) -> str | None:
    """The path of the person's picture; another picture has another path, so that it can be cached."""
    if person.avatar is None:
        return None
    return f"/api/avatars/{person.id}?v={person.avatar.rpartition('.')[0][-8:]}"


def email_of(person: Person) -> str | None:
    """The address the person gave."""
    claimed = person.wishes.get(CLAIMED_EMAIL)
    return person.email or (str(claimed) if claimed else None)


def shown_wishes(person: Person) -> dict[str, object]:
    """The person's wishes, as they themselves may see them."""
    return {key: value for key, value in person.wishes.items() if key not in _PRIVATE}


def passkey_count(session: Session, person_id: str) -> int:
    """How many passkeys the person has."""
    return session.scalar(select(func.count()).select_from(Passkey).where(Passkey.person_id == person_id)) or 0
