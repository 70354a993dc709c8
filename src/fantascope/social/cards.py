"""People and posts as lists show them, many at once, in a few queries. Nothing the viewer may not see comes out.

Knows nothing of HTTP or ranking.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..accounts.people import Person
from .models import Like, Post
from .policy import PostFacts, can_see_post, in_lists
from .ties import ties
from .types import PersonCard, PostCard, Tie, Viewer, Why


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
    posts = {post.id: post for post in session.scalars(select(Post).where(Post.id.in_(ids)))}
    authors = {post.person_id for post in posts.values()}
    people = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(authors)))}
    between = ties(session, viewer.person_id, people)
    allowed = can_see_post if addressed else in_lists
    shown = [
        posts[key]
        for key in dict.fromkeys(ids)
        if key in posts
        and (author := people.get(posts[key].person_id)) is not None
        and allowed(viewer, facts(posts[key], author), between[author.id])
    ]
    liked = _liked(session, viewer, [post.id for post in shown])
    return [
        post_card(
            post,
            person_card(people[post.person_id], viewer, between[post.person_id]),
            mine=post.person_id == viewer.person_id,
            liked=post.id in liked,
            why=why.get(post.id, ()),
        )
        for post in shown
    ]


def post_card(
    post: Post, person: PersonCard, *, mine: bool, liked: bool, why: tuple[tuple[str, str], ...] = ()
) -> PostCard:
    return PostCard(
        id=post.id,
        person=person,
        video_id=post.video_id if mine else None,
        has_captions=post.has_captions,
        width=post.width,
        height=post.height,
        seconds=post.seconds,
        caption=post.caption,
        tags=tuple(post.tags),
        prompt=post.prompt if mine or not post.hides_prompt else None,
        created_at=post.created_at,
        likes=post.likes,
        comments=post.comments,
        remixes=post.remixes,
        liked=liked,
        visibility=post.visibility,
        state=post.state,
        allows_remix=post.allows_remix,
        hides_prompt=post.hides_prompt,
        parent_id=post.parent_id,
        look=post.look,
        why=why,
    )


def by_id(cards: Sequence[PostCard]) -> Mapping[str, PostCard]:
    return {card.id: card for card in cards}


def _liked(session: Session, viewer: Viewer, ids: Sequence[str]) -> set[str]:
    if viewer.person_id is None or not ids:
        return set()
    mine = select(Like.post_id).where(Like.person_id == viewer.person_id, Like.post_id.in_(ids))
    return set(session.scalars(mine))
