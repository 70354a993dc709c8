"""What people change about themselves: how they are shown, their settings, their password, their picture.

Knows nothing of HTTP. Settings ("wishes") are a closed list of checked keys; other parts keep theirs under a key of
their own.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..kernel.errors import InvalidInput
from . import site
from .people import Person
from .people_read import CLAIMED_EMAIL, locked
from .people_rules import checked_email, checked_locale, checked_name, plain_text

THEMES = ("system", "light", "dark")
_FLAGS = ("personalised", "reduced_motion", "sound", "captions", "tells_prompt")
_MOST_MINUTES = 600
_LONGEST_WISH = 16_000


def edit(session: Session, person_id: str, changes: dict[str, Any]) -> Person:
    """Change name, bio, locale, email (empty = none) or wishes (merged), whichever `changes` names.

    Errors: InvalidInput("bad_name" | "bad_text" | "bad_locale" | "bad_email" | "bad_wish" | "unknown_field").
    """
    person = locked(session, person_id)
    for field, value in changes.items():
        if field == "name":
            person.name = checked_name(value)
        elif field == "bio":
            person.bio = plain_text(value, "bio", longest=300, lines=True)
        elif field == "locale":
            person.locale = checked_locale(value)
        elif field == "email":
            put_email(session, person, checked_email(value) if value else None)
        elif field == "wishes":
            minutes = site.load(session).minors_minutes if person.is_minor else None
            person.wishes = {**person.wishes, **checked_wishes(value, minors_minutes=minutes)}
        else:
            raise InvalidInput("unknown_field", f"there is no field {field!r}", field=field)
    session.flush()
    return person


def put_email(session: Session, person: Person, address: str | None) -> None:
    """Keep the person's address. One that another person gave is kept aside: whether it was taken is told to nobody."""
    wishes = {key: value for key, value in person.wishes.items() if key != CLAIMED_EMAIL}
    with session.no_autoflush:
        other = select(Person.id).where(Person.email == address, Person.id != person.id)
        taken = address is not None and session.scalar(other) is not None
    person.email = None if taken else address
    person.wishes = {**wishes, CLAIMED_EMAIL: address} if taken else wishes


def checked_wishes(wishes: dict[str, Any], *, minors_minutes: int | None) -> dict[str, Any]:
    """`minors_minutes`: a minor's longest time until the feed asks; None for adults.

    Errors: InvalidInput("bad_wish").
    """
    for key, value in wishes.items():
        if key == "theme":
            fine = value in THEMES
        elif key in _FLAGS:
            fine = isinstance(value, bool)
        elif key == "wellbeing_minutes":
            fine = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES
            fine = fine and (minors_minutes is None or minors_minutes == 0 or 1 <= value <= minors_minutes)
        else:
            fine = False
        if not fine:
            raise InvalidInput("bad_wish", f"this cannot be set so: {key[:40]}", field="wishes")
    return wishes


def set_wish(session: Session, person_id: str, key: str, value: Any) -> Person:
    """Write what another part keeps with the person under `key`.

    Errors: InvalidInput("bad_wish") when it is too long.
    """
    if len(json.dumps(value)) > _LONGEST_WISH:
        raise InvalidInput("bad_wish", "this is more than is kept", field=key)
    person = locked(session, person_id)
    person.wishes = {**person.wishes, key: value}
    session.flush()
    return person


def set_password(session: Session, person_id: str, password_hash: str) -> Person:
    """Let the person sign in with another password."""
    person = locked(session, person_id)
    person.password_hash = password_hash
    session.flush()
    return person


def set_avatar(session: Session, person_id: str, blob: str | None) -> str | None:
    """Show another picture, or none; returns the blob of the one before, which nothing points to any more."""
    person = locked(session, person_id)
    before, person.avatar = person.avatar, blob
    session.flush()
    return before
