"""The operator's decisions about the whole site: its name, who may come in, what people are asked.

Knows nothing of people. A decision that was not made has its default here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..db.insert import insert_once
from ..kernel.errors import InvalidInput
from .people import Site
from .people_rules import plain_text

REGISTRATIONS = ("open", "invite", "waitlist")
_BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`registration`: "open" to everyone, by "invite", or by invite with a "waitlist" for those who have none."""

    name: str = "Fantascope"
    words: str = ""
    """A line of welcome."""
    registration: str = "invite"
    invites_each: int = 4
    """How many invitations a new member may give."""
    youngest: int = 13
    """Nobody younger may join; from here to 17 people are minors."""
    wellbeing_minutes: int = 30
    """After so long the feed asks how one feels; 0 = never."""
    minors_minutes: int = 15
    """The same for minors, who cannot set it higher."""


def load(session: Session) -> SiteSettings:
    """The settings in force."""
    rows: dict[str, Any] = {row.key: row.value.get("value") for row in session.scalars(select(Site))}
    known = {field.name for field in fields(SiteSettings)}
    return SiteSettings(**{key: value for key, value in rows.items() if key in known})


def save(session: Session, changes: dict[str, Any]) -> SiteSettings:
    """Change what `changes` names.

    Errors: InvalidInput("bad_name" | "bad_text" | "bad_registration" | "bad_number" | "unknown_field").
    """
    unknown = set(changes) - {field.name for field in fields(SiteSettings)}
    if unknown:
        raise InvalidInput("unknown_field", f"there is no setting {min(unknown)!r}", field=min(unknown))
    settings = _checked(replace(load(session), **changes))
    values = asdict(settings)
    for key in changes:
        row = session.get(Site, key)
        if row is None:
            session.add(Site(key=key, value={"value": values[key]}))
        else:
            row.value = {"value": values[key]}
    session.flush()
    return settings


def needs_setup(session: Session) -> bool:
    """Whether nobody has set the site up yet."""
    return session.get(Site, _BEGUN) is None


def begin(session: Session, now: float) -> bool:
    """Mark the site as set up; False when it was before. Of two at once, one gets True."""
    return insert_once(session, Site, key=_BEGUN, value={"value": now})


def _checked(settings: SiteSettings) -> SiteSettings:
    if settings.registration not in REGISTRATIONS:
        message = f"registration is one of {', '.join(REGISTRATIONS)}"
        raise InvalidInput("bad_registration", message, field="registration")
    for field, most in (("invites_each", 1000), ("youngest", 18), ("wellbeing_minutes", 600), ("minors_minutes", 600)):
        value = getattr(settings, field)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise InvalidInput("bad_number", f"{field} is a whole number from 0 to {most}", field=field)
    name = plain_text(settings.name, "name", shortest=1, longest=60)
    return replace(settings, name=name, words=plain_text(settings.words, "words", longest=300))
