"""People's pages, and the lists of people: who follows, who is followed, who is blocked or muted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..kernel.errors import NotFound
from .cards import person_card, person_cards
from .models import Block, Follow, Mute
from .pages import PAGE, cursor_of, older
from .policy import can_begin_conversation
from .posts import counts_of
from .ties import person_named
from .types import Page, PersonCard, Profile, Viewer


def profile(session: Session, viewer: Viewer, handle: str) -> Profile:
    """A person's page. Errors: NotFound("no_such_person")."""
    person, between = person_named(session, viewer, handle)
    mine = person.id == viewer.person_id
    hidden = between.blocked and not viewer.is_staff
    followers, following, posts = (0, 0, 0) if hidden else counts_of(session, viewer, person.id)
    return Profile(
        card=person_card(person, viewer, between),
        bio="" if hidden else person.bio,
        role=person.role,
        followers=followers,
        following=following,
        posts=posts,
        blocked=between.blocked_by_me,
        muted=between.muted,
        can_message=not mine and can_begin_conversation(viewer, person.is_minor, person.state, between),
        is_minor=person.is_minor if mine or viewer.is_staff else None,
        state=person.state if mine or viewer.is_staff else None,
        created_at=person.created_at,
    )


def followers(session: Session, viewer: Viewer, handle: str, cursor: str | None) -> Page[PersonCard]:
    """Who follows a person, the newest first. Errors: NotFound("no_such_person")."""
    person = _open(session, viewer, handle)
    query = select(Follow.created_at, Follow.follower_id).where(Follow.followed_id == person)
    return _people(session, viewer, query, Follow.created_at, Follow.follower_id, cursor)


def following(session: Session, viewer: Viewer, handle: str, cursor: str | None) -> Page[PersonCard]:
    """Whom a person follows, the newest first. Errors: NotFound("no_such_person")."""
    person = _open(session, viewer, handle)
    query = select(Follow.created_at, Follow.followed_id).where(Follow.follower_id == person)
    return _people(session, viewer, query, Follow.created_at, Follow.followed_id, cursor)


def blocked(session: Session, viewer: Viewer, cursor: str | None) -> Page[PersonCard]:
    """Whom the viewer has blocked."""
    query = select(Block.created_at, Block.blocked_id).where(Block.blocker_id == viewer.person_id)
    as_staff = Viewer(viewer.person_id, viewer.is_minor, "moderator")  # they would be hidden else
    return _people(session, as_staff, query, Block.created_at, Block.blocked_id, cursor)


def muted(session: Session, viewer: Viewer, cursor: str | None) -> Page[PersonCard]:
    """Whom the viewer has muted."""
    query = select(Mute.created_at, Mute.muted_id).where(Mute.muter_id == viewer.person_id)
    return _people(session, viewer, query, Mute.created_at, Mute.muted_id, cursor)


def _open(session: Session, viewer: Viewer, handle: str) -> str:
    person, between = person_named(session, viewer, handle)
    if between.blocked and not viewer.is_staff:
        raise NotFound("no_such_person", "there is no such person", field="handle")
    return person.id


def _people(session: Session, viewer: Viewer, query: Any, at: Any, key: Any, cursor: str | None) -> Page[PersonCard]:
    rows = session.execute(older(query, at, key, cursor, PAGE)).all()
    ids = [row[1] for row in rows[:PAGE]]
    cards = person_cards(session, viewer, ids)
    more = cursor_of(*rows[PAGE - 1]) if len(rows) > PAGE else None
    return Page(tuple(cards[one] for one in ids if one in cards), more)
