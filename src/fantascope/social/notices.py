"""Notices: what happened to a person's things, once each.

Knows nothing of how they are shown. Nobody is told of what they did themselves, nor of those they muted or blocked; a
like that comes, goes and comes again is one notice.
"""

from __future__ import annotations

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from ..kernel.ids import new_id
from .models import Block, Conversation, Message, Mute, Notice

_ONE_EACH = frozenset({"like", "follow", "message"})
_LONGEST_KEPT = 500


def tell(
    session: Session, person_id: str, kind: str, *, actor_id: str | None, subject_id: str | None, now: float
) -> None:
    """Enter a notice for `person_id`, unless there is the same one unread."""
    if actor_id is not None and (actor_id == person_id or _shut_out(session, person_id, actor_id)):
        return
    same = (
        Notice.person_id == person_id,
        Notice.kind == kind,
        Notice.actor_id == actor_id if actor_id else Notice.actor_id.is_(None),
        Notice.subject_id == subject_id,
    )
    known = session.scalar(select(Notice).where(*same).order_by(Notice.created_at.desc()).limit(1))
    if known is not None and (known.read_at is None or kind in {"like", "follow"}):
        if kind not in _ONE_EACH:
            known.created_at = now
        return
    session.add(
        Notice(
            id=new_id("notice"),
            person_id=person_id,
            kind=kind,
            actor_id=actor_id,
            subject_id=subject_id,
            created_at=now,
        )
    )
    session.flush()


def forget(session: Session, person_id: str, kind: str, actor_id: str | None, subject_id: str) -> None:
    """Take an unread notice back: what it told of was undone."""
    session.execute(
        delete(Notice).where(
            Notice.person_id == person_id,
            Notice.kind == kind,
            Notice.actor_id == actor_id,
            Notice.subject_id == subject_id,
            Notice.read_at.is_(None),
        )
    )


def mark_read(session: Session, person_id: str, now: float, until: float | None = None) -> None:
    """All notices up to `until` (unix seconds; None = all) are read; the oldest beyond 500 go."""
    mine = (Notice.person_id == person_id, Notice.created_at <= (now if until is None else until))
    session.execute(update(Notice).where(*mine, Notice.read_at.is_(None)).values(read_at=now))
    old = (
        select(Notice.created_at)
        .where(Notice.person_id == person_id)
        .order_by(Notice.created_at.desc())
        .offset(_LONGEST_KEPT)
        .limit(1)
    )
    if (mark := session.scalar(old)) is not None:
        session.execute(delete(Notice).where(Notice.person_id == person_id, Notice.created_at <= mark))


def unread_notices(session: Session, person_id: str) -> int:
    unread = select(func.count()).select_from(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    return session.scalar(unread) or 0


def unread_messages(session: Session, person_id: str) -> int:
    """Messages to this person that they have not read."""
    unread = (
        select(func.count())
        .select_from(Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            or_(Conversation.one_id == person_id, Conversation.other_id == person_id),
            Message.sender_id != person_id,
            Message.read_at.is_(None),
            Message.deleted_at.is_(None),
        )
    )
    return session.scalar(unread) or 0


def _shut_out(session: Session, person_id: str, actor_id: str) -> bool:
    muted = select(Mute.muter_id).where(Mute.muter_id == person_id, Mute.muted_id == actor_id)
    blocked = select(Block.blocker_id).where(
        or_(
            (Block.blocker_id == person_id) & (Block.blocked_id == actor_id),
            (Block.blocker_id == actor_id) & (Block.blocked_id == person_id),
        )
    )
    return session.execute(muted.limit(1)).first() is not None or session.execute(blocked.limit(1)).first() is not None
