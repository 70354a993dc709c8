"""A person's notices as they are shown: with who did it, and the post it is about."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from .cards import person_cards
from .models import Comment, Notice
from .pages import PAGE, cursor_of, older
from .types import NoticeView, Page, Viewer

_OF_POSTS = frozenset({"like", "remix"})
_OF_COMMENTS = frozenset({"comment", "reply"})


def notices(session: Session, viewer: Viewer, cursor: str | None) -> Page[NoticeView]:
    """The viewer's notices, the newest first; those of people now blocked are left out."""
    query = select(Notice).where(Notice.person_id == viewer.person_id)
    rows = session.scalars(older(query, Notice.created_at, Notice.id, cursor, PAGE)).all()
    more = cursor_of(rows[PAGE - 1].created_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    rows = rows[:PAGE]
    people = person_cards(session, viewer, {row.actor_id for row in rows if row.actor_id})
    commented = [row.subject_id for row in rows if row.kind in _OF_COMMENTS]
    under = {
        row[0]: row[1] for row in session.execute(select(Comment.id, Comment.post_id).where(Comment.id.in_(commented)))
    }
    views = []
    for row in rows:
        if row.actor_id is not None and row.actor_id not in people:
            continue
        post_id = row.subject_id if row.kind in _OF_POSTS else under.get(row.subject_id or "")
        views.append(
            NoticeView(
                id=row.id,
                kind=row.kind,
                actor=people.get(row.actor_id or ""),
                subject_id=row.subject_id,
                post_id=post_id,
                created_at=row.created_at,
                read=row.read_at is not None,
            )
        )
    return Page(tuple(views), more)
