"""How people stand to each other: following, blocking, muting.

Knows nothing of HTTP. Blocking ends following both ways, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BindParameter, CompoundSelect, bindparam, delete, literal_column, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from ..accounts.people import Person
from ..db.insert import insert_once
from ..kernel.errors import Forbidden, InvalidInput, NotFound
from .models import Block, Follow, Mute
from .notices import forget, tell
from .policy import can_see_person
from .types import STRANGERS, Tie, Viewer

_VIEWER: BindParameter[str] = bindparam("viewer")
_OTHERS: BindParameter[str] = bindparam("others", expanding=True)
_KINDS: dict[str, tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]]] = {
    "blocking": (Block.blocker_id, Block.blocked_id),
    "blocked_by": (Block.blocked_id, Block.blocker_id),
    "muted": (Mute.muter_id, Mute.muted_id),
    "follows": (Follow.follower_id, Follow.followed_id),
    "followed_by": (Follow.followed_id, Follow.follower_id),
}
_TIES: CompoundSelect[str, str] = union_all(
    *(
        select(literal_column(f"'{kind}'"), other).where(viewer == _VIEWER, other.in_(_OTHERS))
        for kind, (viewer, other) in _KINDS.items()
    )
)
"""All ties in one statement: they are looked up for every card of every list."""


def ties(session: Session, viewer_id: str | None, others: Collection[str]) -> dict[str, Tie]:
    """The viewer's ties to each of `others`."""
    wanted = set(others) - {viewer_id}
    if viewer_id is None or not wanted:
        return dict.fromkeys(others, STRANGERS)
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for kind, other in session.execute(_TIES, {"viewer": viewer_id, "others": list(wanted)}):
        found[kind].add(other)
    return {
        other: Tie(
            blocked=other in found["blocking"] or other in found["blocked_by"],
            blocked_by_me=other in found["blocking"],
            muted=other in found["muted"],
            follows=other in found["follows"],
            followed_by=other in found["followed_by"],
        )
        for other in others
    }


def tie(session: Session, viewer_id: str | None, other: str) -> Tie:
    return ties(session, viewer_id, [other])[other]


def writer(session: Session, viewer: Viewer) -> Person:
    """The viewer's row, if they may write. Errors: Forbidden("suspended"), NotFound("no_such_person")."""
    person = session.get(Person, viewer.person_id) if viewer.person_id else None
    if person is None or person.state == "deleted":
        raise NotFound("no_such_person", "there is no such person")
    if person.state != "active":
        raise Forbidden("suspended", "this account is suspended: it can read and appeal, not write")
    return person


def person_named(session: Session, viewer: Viewer, handle: str) -> tuple[Person, Tie]:
    """A person the viewer may see. Errors: NotFound("no_such_person")."""
    person = session.scalar(select(Person).where(Person.handle == handle.lower().removeprefix("@")))
    if person is not None:
        between = tie(session, viewer.person_id, person.id)
        if can_see_person(viewer, person.id, person.state, between):
            return person, between
    raise NotFound("no_such_person", "there is no such person", field="handle")


def follow(session: Session, viewer: Viewer, handle: str, now: float) -> str:
    """Follow someone; twice is once. Returns their id. Errors: NotFound, InvalidInput("yourself"), Forbidden."""
    me = writer(session, viewer)
    other, between = _other(session, viewer, handle)
    if between.blocked:
        raise Forbidden("blocked", "unblock them first")
    if insert_once(session, Follow, follower_id=me.id, followed_id=other.id, created_at=now):
        tell(session, other.id, "follow", actor_id=me.id, subject_id=me.id, now=now)
    return other.id


def unfollow(session: Session, viewer: Viewer, handle: str) -> str:
    other, _ = _other(session, viewer, handle)
    session.execute(delete(Follow).where(Follow.follower_id == viewer.person_id, Follow.followed_id == other.id))
    forget(session, other.id, "follow", viewer.person_id, str(viewer.person_id))
    return other.id


def block(session: Session, viewer: Viewer, handle: str, now: float) -> str:
    """Block someone: neither follows the other any more. Also for those who are suspended."""
    other, _ = _other(session, viewer, handle)
    me = str(viewer.person_id)
    insert_once(session, Block, blocker_id=me, blocked_id=other.id, created_at=now)
    session.execute(
        delete(Follow).where(
            or_(
                (Follow.follower_id == me) & (Follow.followed_id == other.id),
                (Follow.follower_id == other.id) & (Follow.followed_id == me),
            )
        )
    )
    return other.id


def unblock(session: Session, viewer: Viewer, handle: str) -> str:
    other, _ = _other(session, viewer, handle)
    session.execute(delete(Block).where(Block.blocker_id == viewer.person_id, Block.blocked_id == other.id))
    return other.id


def mute(session: Session, viewer: Viewer, handle: str, now: float) -> str:
    other, _ = _other(session, viewer, handle)
    insert_once(session, Mute, muter_id=str(viewer.person_id), muted_id=other.id, created_at=now)
    return other.id


def unmute(session: Session, viewer: Viewer, handle: str) -> str:
    other, _ = _other(session, viewer, handle)
    session.execute(delete(Mute).where(Mute.muter_id == viewer.person_id, Mute.muted_id == other.id))
    return other.id


def _other(session: Session, viewer: Viewer, handle: str) -> tuple[Person, Tie]:
    other, between = person_named(session, viewer, handle)
    if other.id == viewer.person_id:
        raise InvalidInput("yourself", "that is you", field="handle")
    return other, between
