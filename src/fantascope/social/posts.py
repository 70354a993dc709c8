"""Posts: seen, changed, liked, taken down; and the tree of what was made from what.

Knows nothing of videos: publishing, which joins both, is in the studio. Counts change in the transaction that changes
what they count.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..db.insert import insert_once
from ..kernel.errors import Forbidden, InvalidInput, NotFound
from ..kernel.ids import is_id
from .cards import facts, post_cards
from .models import Follow, Like, Notice, Post
from .notices import forget, tell
from .pages import PAGE, cursor_of, older
from .policy import can_remix, can_see_post
from .ties import person_named, tie, writer
from .types import VISIBILITIES, Page, PostCard, Viewer
from .words import clean, tags_of, words_of

_LONGEST_LINEAGE = 100


def seen_post(session: Session, viewer: Viewer, post_id: str) -> tuple[Post, Person]:
    """A post the viewer may see, and its author. Errors: NotFound("post_not_found")."""
    row = None
    if is_id(post_id, "post"):
        query = select(Post, Person).join(Person, Person.id == Post.person_id).where(Post.id == post_id)
        row = session.execute(query).first()
    if row is not None:
        post, author = row[0], row[1]
        if can_see_post(viewer, facts(post, author), tie(session, viewer.person_id, author.id)):
            return post, author
    raise NotFound("post_not_found", "there is no such post", field="post_id")


def own_post(session: Session, viewer: Viewer, post_id: str) -> Post:
    """A post of the viewer's. Errors: NotFound("post_not_found"), Forbidden("not_yours")."""
    post, _ = seen_post(session, viewer, post_id)
    if post.person_id != viewer.person_id:
        raise Forbidden("not_yours", "only its author may do this")
    return post


def remixable_post(session: Session, viewer: Viewer, post_id: str) -> Post:
    """A post the viewer may make something from. Errors: NotFound("post_not_found"), Forbidden("no_remix")."""
    post, author = seen_post(session, viewer, post_id)
    if not can_remix(viewer, facts(post, author), tie(session, viewer.person_id, author.id)):
        raise Forbidden("no_remix", "its author does not allow remixes of it")
    return post


def get(session: Session, viewer: Viewer, post_id: str) -> PostCard:
    """One post as a card. Errors: NotFound("post_not_found")."""
    seen_post(session, viewer, post_id)
    return post_cards(session, viewer, [post_id], addressed=True)[0]


def posts_of(session: Session, viewer: Viewer, handle: str, cursor: str | None, limit: int = PAGE) -> Page[PostCard]:
    """A person's posts, the newest first. Errors: NotFound("no_such_person")."""
    person, between = person_named(session, viewer, handle)
    if between.blocked and not viewer.is_staff:
        return Page(())
    query = select(Post.created_at, Post.id).where(Post.person_id == person.id, Post.deleted_at.is_(None))
    if person.id != viewer.person_id:
        open_to = ["public", "followers"] if between.follows else ["public"]
        query = query.where(Post.state == "live", Post.visibility.in_(open_to))
    rows = session.execute(older(query, Post.created_at, Post.id, cursor, limit)).all()
    # Who opens a muted person's page wants to see it.
    cards = post_cards(session, viewer, [row[1] for row in rows[:limit]], addressed=True)
    return Page(tuple(cards), cursor_of(*rows[limit - 1]) if len(rows) > limit else None)


def change(
    session: Session,
    viewer: Viewer,
    post_id: str,
    *,
    caption: str | None = None,
    tags: Sequence[str] | None = None,
    visibility: str | None = None,
    allows_remix: bool | None = None,
    hides_prompt: bool | None = None,
) -> None:
    """Change one's post; None leaves a value as it is.

    Errors: NotFound, Forbidden("not_yours" | "suspended"), InvalidInput("too_long" | "bad_tags" | "bad_visibility").
    """
    writer(session, viewer)
    post = own_post(session, viewer, post_id)
    if caption is not None:
        post.caption = clean(caption, 500, "caption", empty=True)
    if caption is not None or tags is not None:
        post.tags = tags_of(post.caption, post.tags if tags is None else tags)
    if visibility is not None:
        post.visibility = checked_visibility(visibility)
    if allows_remix is not None:
        post.allows_remix = allows_remix
    if hides_prompt is not None:
        post.hides_prompt = hides_prompt
    post.words = words_of(post.caption, post.tags, "" if post.hides_prompt else post.prompt)
    post.topics = None
    session.flush()


def checked_visibility(visibility: str) -> str:
    if visibility not in VISIBILITIES:
        message = f"a post is {', '.join(VISIBILITIES)}, not {visibility[:40]!r}"
        raise InvalidInput("bad_visibility", message, field="visibility")
    return visibility


def take_down(session: Session, viewer: Viewer, post_id: str, now: float) -> None:
    """Remove one's post: gone for all at once. Also while suspended. Errors: NotFound, Forbidden("not_yours")."""
    remove(session, own_post(session, viewer, post_id), now)


def remove(session: Session, post: Post, now: float) -> None:
    """What removing a post takes with it: its words, and its count at its parent. Comments and likes stay unseen."""
    if post.deleted_at is not None:
        return
    post.deleted_at = now
    post.caption, post.words, post.prompt, post.tags = "", "", "", []
    session.execute(delete(Notice).where(Notice.subject_id == post.id))
    if post.parent_id is not None:
        session.flush()
        session.execute(
            update(Post).where(Post.id == post.parent_id, Post.remixes > 0).values(remixes=Post.remixes - 1)
        )
    session.flush()


def withdraw(session: Session, video_id: str, now: float) -> None:
    """The posts of a video go with it."""
    for post in session.scalars(select(Post).where(Post.video_id == video_id, Post.deleted_at.is_(None))):
        remove(session, post, now)


def like(session: Session, viewer: Viewer, post_id: str, now: float) -> tuple[bool, int]:
    """Like a post; twice is once. (liked, likes). Errors: NotFound, Forbidden("suspended")."""
    me = writer(session, viewer)
    post, author = seen_post(session, viewer, post_id)
    if insert_once(session, Like, person_id=me.id, post_id=post.id, created_at=now):
        session.execute(update(Post).where(Post.id == post.id).values(likes=Post.likes + 1))
        tell(session, author.id, "like", actor_id=me.id, subject_id=post.id, now=now)
    return True, _likes(session, post.id)


def unlike(session: Session, viewer: Viewer, post_id: str) -> tuple[bool, int]:
    """Take a like back; what is not liked stays so. Errors: NotFound."""
    post, author = seen_post(session, viewer, post_id)
    gone = delete(Like).where(Like.person_id == viewer.person_id, Like.post_id == post.id).returning(Like.post_id)
    if session.execute(gone).first() is not None:
        session.execute(update(Post).where(Post.id == post.id).values(likes=Post.likes - 1))
        forget(session, author.id, "like", viewer.person_id, post.id)
    return False, _likes(session, post.id)


def lineage(session: Session, viewer: Viewer, post_id: str) -> tuple[list[PostCard], list[PostCard]]:
    """(ancestors, the first one first; children, the newest first): of each, what the viewer may see in lists.

    Errors: NotFound("post_not_found").
    """
    post, _ = seen_post(session, viewer, post_id)
    above: list[str] = []
    parent = post.parent_id
    while parent is not None and parent not in above and len(above) < _LONGEST_LINEAGE:
        above.insert(0, parent)
        parent = session.scalar(select(Post.parent_id).where(Post.id == parent))
    below = session.scalars(
        select(Post.id)
        .where(Post.parent_id == post.id, Post.deleted_at.is_(None), Post.state == "live")
        .order_by(Post.created_at.desc())
        .limit(_LONGEST_LINEAGE)
    ).all()
    return post_cards(session, viewer, above), post_cards(session, viewer, list(below))


def tree(session: Session, viewer: Viewer, post_id: str) -> list[tuple[str, str | None, PostCard | None]]:
    """The whole family of a post as (id, parent, card); card None = there was something the viewer may not see."""
    post, _ = seen_post(session, viewer, post_id)
    root = post.root_id or post.id
    rows = session.execute(
        select(Post.id, Post.parent_id)
        .where(or_(Post.id == root, Post.root_id == root))
        .order_by(Post.created_at)
        .limit(_LONGEST_LINEAGE)
    ).all()
    cards = {card.id: card for card in post_cards(session, viewer, [row[0] for row in rows])}
    known = {row[0] for row in rows}
    gone = dict.fromkeys(row[1] for row in rows if row[1] is not None and row[1] not in known)  # with their authors
    return [*((one, None, None) for one in gone), *((row[0], row[1], cards.get(row[0])) for row in rows)]


def counts_of(session: Session, viewer: Viewer, person_id: str) -> tuple[int, int, int]:
    """(followers, following, posts the viewer may see in a list) of a person."""

    def count(query: object) -> int:
        return session.scalar(query) or 0  # type: ignore[call-overload]

    posts = select(func.count()).select_from(Post).where(Post.person_id == person_id, Post.deleted_at.is_(None))
    if viewer.person_id != person_id:
        follows = tie(session, viewer.person_id, person_id).follows
        posts = posts.where(Post.state == "live", Post.visibility.in_(["public", *(["followers"] if follows else [])]))
    return (
        count(select(func.count()).select_from(Follow).where(Follow.followed_id == person_id)),
        count(select(func.count()).select_from(Follow).where(Follow.follower_id == person_id)),
        count(posts),
    )


def _likes(session: Session, post_id: str) -> int:
    return session.scalar(select(Post.likes).where(Post.id == post_id)) or 0
