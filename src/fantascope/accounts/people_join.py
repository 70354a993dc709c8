"""How people come in: the first one, who sets the site up, and those who sign up.

Knows nothing of HTTP. A person and their owner, plan, first credits, first way to sign in and the invitation they used
are one transaction: whole or absent.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..kernel.errors import Conflict, Forbidden
from ..kernel.ids import new_id
from . import actions, audit, invites, plans, site
from .people import Person
from .people_profile import put_email
from .people_rules import check_age, check_unreserved, checked_email, checked_handle, checked_locale, checked_name

_FIRST_PLAN = {"name": "Free", "price": "free", "credits": 120, "period_days": 1}
"""What members get until the operator decides otherwise: two minutes of film a day."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What someone who signs up says. `password_hash` or a passkey comes with it; `adult` and `old_enough` are their
    declaration of age."""

    handle: str
    name: str
    adult: bool = False
    old_enough: bool = False
    invite: str | None = None
    email: str | None = None
    locale: str = "en"


def setup_token(secret: bytes) -> str:
    """What proves, while nobody exists, that one runs the server: printed where it was started."""
    return hmac.new(secret, b"set up this server", hashlib.sha256).hexdigest()[:24]


def check_setup(session: Session, token: str, secret: bytes) -> None:
    """Errors: Conflict("already_set_up"), Forbidden("bad_setup_token")."""
    if not site.needs_setup(session):
        raise Conflict("already_set_up", "this server has been set up already")
    if not hmac.compare_digest(token.strip().encode(), setup_token(secret).encode()):
        raise Forbidden("bad_setup_token", "the token is printed by `fantascope serve` when it starts", field="token")


def set_up(
    session: Session,
    *,
    site_name: str,
    handle: str,
    name: str,
    locale: str = "en",
    password_hash: str | None = None,
    person_id: str | None = None,
    now: float,
) -> Person:
    """Make the site and its operator, who has no plan and so no limits; check the token first.

    Errors: Conflict("already_set_up"); those of `add` and `site.save`.
    """
    if not site.begin(session, now):
        raise Conflict("already_set_up", "this server has been set up already")
    site.save(session, {"name": site_name})
    plans.create(session, dict(_FIRST_PLAN), is_default=True)
    person = add(
        session,
        handle=handle,
        name=name,
        locale=locale,
        role="operator",
        password_hash=password_hash,
        person_id=person_id,
        now=now,
    )
    audit.record(session, actor_id=person.id, action="site.set_up", subject="site", now=now)
    return person


def check_joining(session: Session, joining: Joining) -> None:
    """What can be said before the person has shown a passkey or the work of hashing is done.

    Errors: Forbidden("too_young" | "invite_needed" | "not_set_up"), InvalidInput("bad_…" | "handle_reserved"),
    Conflict("handle_taken").
    """
    settings = site.load(session)
    if site.needs_setup(session):
        raise Forbidden("not_set_up", "this server has not been set up yet")
    check_age(old_enough=joining.old_enough or settings.youngest == 0, youngest=settings.youngest)
    if settings.registration != "open" and not joining.invite:
        raise Forbidden("invite_needed", "an invitation is needed to join", field="invite")
    if joining.email:
        checked_email(joining.email)
    check_unreserved(joining.handle)
    _check_free(session, joining.handle)
    checked_name(joining.name)
    checked_locale(joining.locale)


def sign_up(
    session: Session,
    joining: Joining,
    *,
    password_hash: str | None = None,
    person_id: str | None = None,
    now: float,
) -> Person:
    """Make a person of someone who signs up. Errors: those of `check_joining`; Forbidden("bad_invite")."""
    check_joining(session, joining)
    used = invites.use(session, joining.invite, now) if joining.invite else None
    return add(
        session,
        handle=joining.handle,
        name=joining.name,
        locale=joining.locale,
        email=joining.email or None,
        is_minor=not joining.adult,
        role="member" if used is None else used.role,
        invited_by=None if used is None else used.made_by,
        password_hash=password_hash,
        person_id=person_id,
        now=now,
    )


def add(
    session: Session,
    *,
    handle: str,
    name: str,
    now: float,
    role: str = "member",
    is_minor: bool = False,
    locale: str = "en",
    email: str | None = None,
    password_hash: str | None = None,
    invited_by: str | None = None,
    person_id: str | None = None,
) -> Person:
    """A person and their owner. Whoever is no operator gets the default plan and the site's number of invitations.

    Errors: InvalidInput("bad_handle" | "bad_name" | "bad_locale" | "bad_email" | "bad_role"),
    Conflict("handle_taken").
    """
    _check_free(session, handle)
    made = person_id or new_id("person")
    owner = actions.create_owner(session, made, now=now)
    person = Person(
        id=made,
        owner_id=owner.id,
        handle=handle,
        name=checked_name(name),
        password_hash=password_hash,
        role=role,
        is_minor=is_minor,
        locale=checked_locale(locale),
        invites_left=site.load(session).invites_each,
        invited_by=invited_by,
        wishes={},
        created_at=now,
    )
    put_email(session, person, checked_email(email) if email else None)
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError as error:  # someone else took the handle in this moment
        raise Conflict("handle_taken", "someone has this handle already", field="handle") from error
    if role != "operator" and (plan := plans.default(session)) is not None:
        plans.assign(session, person, plan, now)
    return person


def _check_free(session: Session, handle: str) -> None:
    checked_handle(handle)
    if session.scalar(select(Person.id).where(Person.handle == handle)) is not None:
        raise Conflict("handle_taken", "someone has this handle already", field="handle")
