"""Comments: written, deleted, read as threads of one level of replies.

Knows nothing of HTTP. A post's count is of its comments that are live.
"""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, aliased

from ..kernel.errors import Forbidden, InvalidInput, NotFound
from ..kernel.ids import is_id, new_id
from .cards import person_cards
from .models import Comment, Post
from .notices import tell
from .pages import PAGE, cursor_of, older
from .posts import seen_post
from .ties import ties, writer
from .types import CommentView, Page, Viewer
from .words import clean

LONGEST_COMMENT = 1000
_MOST_REPLIES = 50


def write(
    session: Session, viewer: Viewer, post_id: str, text: str, now: float, *, parent_id: str | None = None
) -> CommentView:
    """Comment on a post, or answer a comment; an answer to an answer joins the thread it is in.

    Errors: NotFound("post_not_found" | "comment_not_found"), Forbidden("suspended"),
    InvalidInput("empty_text" | "too_long").
    """
    me = writer(session, viewer)
    post, author = seen_post(session, viewer, post_id)
    text = clean(text, LONGEST_COMMENT, "text")
    told = author.id
    if parent_id is not None:
        parent = seen_comment(session, viewer, parent_id)
        if parent.post_id != post.id:
            raise InvalidInput("other_post", "that comment is under another post", field="parent_id")
        told, parent_id = parent.person_id, parent.parent_id or parent.id
    comment = Comment(
        id=new_id("comment"), post_id=post.id, person_id=me.id, parent_id=parent_id, text=text, created_at=now
    )
    session.add(comment)
    session.flush()
    session.execute(update(Post).where(Post.id == post.id).values(comments=Post.comments + 1))
    if parent_id is not None:
        tell(session, told, "reply", actor_id=me.id, subject_id=comment.id, now=now)
    if parent_id is None or told != author.id:
        tell(session, author.id, "comment", actor_id=me.id, subject_id=comment.id, now=now)
    return _view(session, viewer, comment)


def erase(session: Session, viewer: Viewer, comment_id: str, now: float) -> None:
    """Remove one's comment, or one under one's post. Errors: NotFound("comment_not_found"), Forbidden("not_yours")."""
    comment = seen_comment(session, viewer, comment_id)
    author = session.scalar(select(Post.person_id).where(Post.id == comment.post_id))
    if viewer.person_id not in {comment.person_id, author}:
        raise Forbidden("not_yours", "only its author, or the post's, may do this")
    remove(session, comment, now)


def remove(session: Session, comment: Comment, now: float) -> None:
    """Take a comment's words away; answers to it stay."""
    if comment.deleted_at is None:
        was_live = comment.state == "live"
        comment.deleted_at, comment.text = now, ""
        session.flush()
        if was_live:
            recount(session, comment.post_id, -1)


def recount(session: Session, post_id: str, change: int) -> None:
    """A comment of a post came or went."""
    session.execute(update(Post).where(Post.id == post_id).values(comments=Post.comments + change))


def listing(session: Session, viewer: Viewer, post_id: str, cursor: str | None, limit: int = PAGE) -> Page[CommentView]:
    """A page of a post's threads, the newest first; replies the oldest first. Errors: NotFound("post_not_found")."""
    seen_post(session, viewer, post_id)
    reply = aliased(Comment)
    answered = select(reply.id).where(reply.parent_id == Comment.id, reply.deleted_at.is_(None)).exists()
    query = select(Comment).where(
        Comment.post_id == post_id, Comment.parent_id.is_(None), or_(Comment.deleted_at.is_(None), answered)
    )
    tops = session.scalars(older(query, Comment.created_at, Comment.id, cursor, limit)).all()
    more = cursor_of(tops[limit - 1].created_at, tops[limit - 1].id) if len(tops) > limit else None
    tops = tops[:limit]
    replies = session.scalars(
        select(Comment)
        .where(Comment.parent_id.in_([top.id for top in tops]), Comment.deleted_at.is_(None))
        .order_by(Comment.created_at, Comment.id)
        .limit(_MOST_REPLIES * max(len(tops), 1))
    ).all()
    people = person_cards(session, viewer, {one.person_id for one in (*tops, *replies)})
    muted = {one for one, between in ties(session, viewer.person_id, people).items() if between.muted}

    def shown(one: Comment) -> bool:
        if one.person_id not in people or one.person_id in muted or one.deleted_at is not None:
            return False
        return one.state == "live" or viewer.is_staff or one.person_id == viewer.person_id

    def view(one: Comment, below: tuple[CommentView, ...] = ()) -> CommentView:
        there = shown(one)
        return CommentView(
            id=one.id,
            post_id=one.post_id,
            person=people[one.person_id] if there else None,
            text=one.text if there else "",
            state=one.state if there else "gone",
            created_at=one.created_at,
            parent_id=one.parent_id,
            mine=one.person_id == viewer.person_id,
            replies=below,
        )

    threads = []
    for top in tops:
        below = tuple(view(one) for one in replies if one.parent_id == top.id and shown(one))
        if shown(top) or below:
            threads.append(view(top, below))
    return Page(tuple(threads), more)


def seen_comment(session: Session, viewer: Viewer, comment_id: str) -> Comment:
    comment = session.get(Comment, comment_id) if is_id(comment_id, "comment") else None
    if comment is None or comment.deleted_at is not None:
        raise NotFound("comment_not_found", "there is no such comment", field="comment_id")
    seen_post(session, viewer, comment.post_id)
    person = person_cards(session, viewer, [comment.person_id])
    hidden = comment.state != "live" and not (viewer.is_staff or comment.person_id == viewer.person_id)
    if not person or hidden:
        raise NotFound("comment_not_found", "there is no such comment", field="comment_id")
    return comment


def _view(session: Session, viewer: Viewer, one: Comment) -> CommentView:
    person = person_cards(session, viewer, [one.person_id]).get(one.person_id)
    return CommentView(one.id, one.post_id, person, one.text, one.state, one.created_at, one.parent_id, mine=True)
