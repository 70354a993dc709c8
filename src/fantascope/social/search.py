"""Finding posts, people and tags by words: every word must be there, the last may be only begun.

The one seam to the database's text search: folded words with LIKE, which both databases do alike. Knows nothing of
ranking beyond the newest first.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ..accounts.people import Person
from .cards import person_card, post_cards
from .models import Follow, Post
from .pages import PAGE, cursor_of, older
from .policy import can_find_person
from .ties import ties
from .types import Page, PersonCard, PostCard, Viewer
from .words import fold

_MOST_WORDS = 8
_RECENT = 2000
_LOOKED_AT = 100


def posts(session: Session, viewer: Viewer, query: str, cursor: str | None) -> Page[PostCard]:
    """Posts with all words of `query`, the newest first; of followers-only ones those the viewer may see."""
    words = fold(query).split()[:_MOST_WORDS]
    if not words:
        return Page(())
    found = select(Post.created_at, Post.id).where(Post.state == "live", Post.deleted_at.is_(None), _open_to(viewer))
    for word in words[:-1]:
        found = found.where(Post.words.like(f"% {word} %"))
    found = found.where(Post.words.like(f"% {words[-1]}%"))
    rows = session.execute(older(found, Post.created_at, Post.id, cursor, PAGE)).all()
    cards = post_cards(session, viewer, [row[1] for row in rows[:PAGE]])
    return Page(tuple(cards), cursor_of(*rows[PAGE - 1]) if len(rows) > PAGE else None)


def people(session: Session, viewer: Viewer, query: str) -> Page[PersonCard]:
    """People whose handle or name begins so, those one follows first."""
    handle = "".join(c for c in query.lower() if c.isascii() and (c.isalnum() or c == "_")).replace("_", r"\_")
    is_handle = "_" in query or query.startswith("@")  # no name has these
    name = "" if is_handle else " ".join(query.split()).replace("\\", "").replace("%", "")
    if not handle and not name:
        return Page(())
    wanted = []
    if handle:
        wanted.append(Person.handle.like(f"{handle}%", escape="\\"))
    if name:
        wanted += [Person.name.ilike(f"{name}%"), Person.name.ilike(f"% {name}%")]
    query_ = select(Person).where(Person.state == "active", or_(*wanted)).order_by(Person.handle).limit(_LOOKED_AT)
    rows = session.scalars(query_).all()
    between = ties(session, viewer.person_id, [row.id for row in rows])
    shown = [row for row in rows if can_find_person(viewer, row.id, row.is_minor, row.state, between[row.id])]
    shown.sort(key=lambda row: (not between[row.id].follows, row.handle))
    return Page(tuple(person_card(row, viewer, between[row.id]) for row in shown[:PAGE]))


def tags(session: Session, query: str) -> list[tuple[str, int]]:
    """Tags of public posts that begin so, with how many of the latest posts have them."""
    begun = fold(query).replace(" ", "")
    found = select(Post.tags).where(Post.state == "live", Post.visibility == "public", Post.deleted_at.is_(None))
    if begun:
        found = found.where(Post.words.like(f"% {begun}%"))
    rows = session.scalars(found.order_by(Post.created_at.desc()).limit(_RECENT))
    counted = Counter(tag for row in rows for tag in row if tag.startswith(begun))
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:PAGE]


def _open_to(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.person_id is None:
        return Post.visibility == "public"
    followed = select(Follow.followed_id).where(Follow.follower_id == viewer.person_id)
    return or_(
        Post.visibility == "public",
        Post.person_id == viewer.person_id,
        (Post.visibility == "followers") & Post.person_id.in_(followed),
    )
