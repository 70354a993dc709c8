"""People and posts as lists show them, many at once, in one statement each. Nothing the viewer may not see comes out.

Knows nothing of HTTP or ranking.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, bindparam, exists, select
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..db.base import Base
from .models import Block, Follow, Like, Mute, Post
from .policy import PostFacts, can_see_post, in_lists
from .ties import ties
from .types import PersonCard, PostCard, Tie, Viewer, Why

_ME: BindParameter[str] = bindparam("me")
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_POSTS, _PEOPLE = Post.__table__.c, Person.__table__.c


def _pair(row: type[Base], one: str, other: str, *, mine: bool) -> ColumnElement[bool]:
    """Whether there is such a row from the viewer to the author (`mine`), or from the author to the viewer."""
    columns, (a, b) = row.__table__.c, (_ME, _POSTS.person_id) if mine else (_POSTS.person_id, _ME)
    return exists().where(columns[one] == a, columns[other] == b)


_CARDS = (
    select(
        *(column for column in _POSTS if column.key not in ("words", "topics", "trend", "trend_review")),
        *(_PEOPLE.handle, _PEOPLE.name, _PEOPLE.avatar, _PEOPLE.state.label("author_state")),
        _pair(Block, "blocker_id", "blocked_id", mine=True).label("blocked_by_me"),
        _pair(Block, "blocker_id", "blocked_id", mine=False).label("blocks_me"),
        _pair(Mute, "muter_id", "muted_id", mine=True).label("muted"),
        _pair(Follow, "follower_id", "followed_id", mine=True).label("follows"),
        _pair(Follow, "follower_id", "followed_id", mine=False).label("followed_by"),
        exists().where(Like.__table__.c.person_id == _ME, Like.__table__.c.post_id == _POSTS.id).label("liked"),
    )
    .join_from(Post.__table__, Person.__table__, _PEOPLE.id == _POSTS.person_id)
    .where(_POSTS.id.in_(_IDS))
)
"""All that a card shows and all that decides who may see it, in tables' terms: the feed reads ten a page."""


def person_card(person: Person, viewer: Viewer, between: Tie) -> PersonCard:
    return PersonCard(
        id=person.id,
        handle=person.handle,
        name=person.name,
        avatar=person.avatar,
        is_me=person.id == viewer.person_id,
        follows_me=between.followed_by,
        followed=between.follows,
    )


def person_cards(session: Session, viewer: Viewer, ids: Collection[str]) -> dict[str, PersonCard]:
    """Cards of those of `ids` who are there for the viewer: neither deleted nor blocked either way."""
    wanted = set(ids)
    people = session.scalars(select(Person).where(Person.id.in_(wanted))).all() if wanted else []
    between = ties(session, viewer.person_id, [person.id for person in people])
    return {
        person.id: person_card(person, viewer, between[person.id])
        for person in people
        if person.state != "deleted" and (viewer.is_staff or not between[person.id].blocked)
    }


def facts(post: Post, author: Person) -> PostFacts:
    return PostFacts(
        author_id=post.person_id,
        visibility=post.visibility,
        state=post.state,
        deleted=post.deleted_at is not None,
        author_state=author.state,
        allows_remix=post.allows_remix,
    )


def post_cards(
    session: Session,
    viewer: Viewer,
    ids: Sequence[str],
    *,
    why: Why = MappingProxyType({}),
    addressed: bool = False,
) -> list[PostCard]:
    """Cards of the posts `ids`, in that order; those the viewer may not see are left out. `addressed` = the viewer has
    their addresses (unlisted ones, and those of muted people, are shown too)."""
    if not ids:
        return []
    rows = {row.id: row for row in session.execute(_CARDS, {"me": viewer.person_id or "", "ids": list(set(ids))})}
    allowed = can_see_post if addressed else in_lists
    return [
        _card(row, viewer, between, why.get(row.id, ()))
        for key in dict.fromkeys(ids)
        if (row := rows.get(key)) is not None and allowed(viewer, _facts(row), between := _tie(row))
    ]


def _tie(row: Row[*tuple[Any, ...]]) -> Tie:
    return Tie(
        blocked=bool(row.blocked_by_me or row.blocks_me),
        blocked_by_me=bool(row.blocked_by_me),
        muted=bool(row.muted),
        follows=bool(row.follows),
        followed_by=bool(row.followed_by),
    )


def _facts(row: Row[*tuple[Any, ...]]) -> PostFacts:
    return PostFacts(
        author_id=row.person_id,
        visibility=row.visibility,
        state=row.state,
        deleted=row.deleted_at is not None,
        author_state=row.author_state,
        allows_remix=row.allows_remix,
    )


def _card(row: Row[*tuple[Any, ...]], viewer: Viewer, between: Tie, why: tuple[tuple[str, str], ...]) -> PostCard:
    mine = row.person_id == viewer.person_id
    return PostCard(
        id=row.id,
        person=PersonCard(
            id=row.person_id,
            handle=row.handle,
            name=row.name,
            avatar=row.avatar,
            is_me=mine,
            follows_me=between.followed_by,
            followed=between.follows,
        ),
        video_id=row.video_id if mine else None,
        has_captions=row.has_captions,
        width=row.width,
        height=row.height,
        seconds=row.seconds,
        caption=row.caption,
        tags=tuple(row.tags),
        prompt=row.prompt if mine or not row.hides_prompt else None,
        created_at=row.created_at,
        likes=row.likes,
        comments=row.comments,
        remixes=row.remixes,
        liked=bool(row.liked),
        visibility=row.visibility,
        state=row.state,
        allows_remix=row.allows_remix,
        hides_prompt=row.hides_prompt,
        parent_id=row.parent_id,
        look=row.look,
        why=why,
    )


def by_id(cards: Sequence[PostCard]) -> Mapping[str, PostCard]:
    return {card.id: card for card in cards}
