"""Messages between two people.

Knows nothing of HTTP. A conversation is seen by its two people alone; staff see a message only when it is reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..db.insert import insert_once
from ..kernel.errors import Forbidden, InvalidInput, NotFound
from ..kernel.ids import is_id, new_id
from .cards import by_id, person_card, post_cards
from .models import Conversation, Message
from .notices import tell
from .pages import PAGE, cursor_of, older
from .policy import can_begin_conversation, can_go_on_talking
from .posts import seen_post
from .ties import person_named, tie, ties, writer
from .types import ConversationView, MessageView, Page, Tie, Viewer
from .words import clean

LONGEST_MESSAGE = 2000


def begin(
    session: Session, viewer: Viewer, handle: str, text: str, now: float, *, post_id: str | None = None
) -> ConversationView:
    """Write to someone: the conversation there is, or a new one.

    Errors: NotFound("no_such_person" | "post_not_found"), Forbidden("suspended" | "may_not_message"),
    InvalidInput("yourself" | "empty_text" | "too_long").
    """
    me = writer(session, viewer)
    other, between = person_named(session, viewer, handle)
    if other.id == me.id:
        raise InvalidInput("yourself", "that is you", field="handle")
    one_id, other_id = sorted((me.id, other.id))
    pair = select(Conversation).where(Conversation.one_id == one_id, Conversation.other_id == other_id)
    there = session.scalar(pair)
    if there is None:
        if not can_begin_conversation(viewer, other.is_minor, other.state, between):
            raise _refused()
        insert_once(
            session,
            Conversation,
            id=new_id("conversation"),
            one_id=one_id,
            other_id=other_id,
            begun_by=me.id,
            last_at=now,
        )
        there = session.scalars(pair).one()
    send(session, viewer, there.id, text, now, post_id=post_id)
    return _views(session, viewer, [there])[0]


def send(
    session: Session, viewer: Viewer, conversation_id: str, text: str, now: float, *, post_id: str | None = None
) -> MessageView:
    """Write in a conversation; words may be empty when a post goes along.

    Errors: NotFound("conversation_not_found" | "post_not_found"), Forbidden("suspended" | "may_not_message"),
    InvalidInput("empty_text" | "too_long").
    """
    me = writer(session, viewer)
    conversation, other = _mine(session, viewer, conversation_id)
    if not _may_write(viewer, conversation, other, tie(session, me.id, other.id)):
        raise _refused()
    text = clean(text, LONGEST_MESSAGE, "text", empty=post_id is not None)
    if post_id is not None:
        seen_post(session, viewer, post_id)
    message = Message(
        id=new_id("message"),
        conversation_id=conversation.id,
        sender_id=me.id,
        text=text,
        post_id=post_id,
        created_at=now,
    )
    session.add(message)
    conversation.last_at = now
    session.flush()
    tell(session, other.id, "message", actor_id=me.id, subject_id=conversation.id, now=now)
    return _messages(session, viewer, [message])[0]


def conversations(session: Session, viewer: Viewer, cursor: str | None) -> Page[ConversationView]:
    """The viewer's conversations, the latest first."""
    mine = or_(Conversation.one_id == viewer.person_id, Conversation.other_id == viewer.person_id)
    query = older(select(Conversation).where(mine), Conversation.last_at, Conversation.id, cursor, PAGE)
    rows = session.scalars(query).all()
    more = cursor_of(rows[PAGE - 1].last_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(tuple(_views(session, viewer, rows[:PAGE])), more)


def messages(session: Session, viewer: Viewer, conversation_id: str, cursor: str | None) -> Page[MessageView]:
    """A conversation's messages, the newest first. Errors: NotFound("conversation_not_found")."""
    conversation, _ = _mine(session, viewer, conversation_id)
    query = select(Message).where(Message.conversation_id == conversation.id, Message.deleted_at.is_(None))
    rows = session.scalars(older(query, Message.created_at, Message.id, cursor, PAGE)).all()
    more = cursor_of(rows[PAGE - 1].created_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(tuple(_messages(session, viewer, rows[:PAGE])), more)


def read_all(session: Session, viewer: Viewer, conversation_id: str, now: float) -> None:
    """What the other wrote is read. Errors: NotFound("conversation_not_found")."""
    conversation, _ = _mine(session, viewer, conversation_id)
    session.execute(
        update(Message)
        .where(
            Message.conversation_id == conversation.id,
            Message.sender_id != viewer.person_id,
            Message.read_at.is_(None),
        )
        .values(read_at=now)
    )


def unsend(session: Session, viewer: Viewer, message_id: str, now: float) -> None:
    """Take back a message of one's own: gone for both. Errors: NotFound("message_not_found"), Forbidden."""
    message = seen_message(session, viewer, message_id)
    if message.sender_id != viewer.person_id:
        raise Forbidden("not_yours", "only who wrote it may do this")
    message.deleted_at, message.text, message.post_id = now, "", None
    session.flush()


def seen_message(session: Session, viewer: Viewer, message_id: str) -> Message:
    """A message of a conversation the viewer is in. Errors: NotFound("message_not_found")."""
    message = session.get(Message, message_id) if is_id(message_id, "message") else None
    if message is not None and message.deleted_at is None:
        conversation = session.get_one(Conversation, message.conversation_id)
        if viewer.person_id in {conversation.one_id, conversation.other_id}:
            return message
    raise NotFound("message_not_found", "there is no such message", field="message_id")


def _refused() -> Forbidden:
    return Forbidden("may_not_message", "you cannot write to this person")


def _may_write(viewer: Viewer, conversation: Conversation, other: Person, between: Tie) -> bool:
    begun_by_me = conversation.begun_by == viewer.person_id
    return can_go_on_talking(viewer, other.is_minor, other.state, begun_by_me, between)


def _mine(session: Session, viewer: Viewer, conversation_id: str) -> tuple[Conversation, Person]:
    """A conversation the viewer is in, and the other; with somebody blocked it is as if it did not exist."""
    there = session.get(Conversation, conversation_id) if is_id(conversation_id, "conversation") else None
    if there is not None and viewer.person_id in {there.one_id, there.other_id}:
        other = session.get(Person, there.other_id if there.one_id == viewer.person_id else there.one_id)
        if other is not None and not tie(session, viewer.person_id, other.id).blocked:
            return there, other
    raise NotFound("conversation_not_found", "there is no such conversation", field="conversation_id")


def _views(session: Session, viewer: Viewer, rows: Sequence[Conversation]) -> list[ConversationView]:
    others = {row.id: row.other_id if row.one_id == viewer.person_id else row.one_id for row in rows}
    people = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(others.values())))}
    between = ties(session, viewer.person_id, people)
    views = []
    for row in rows:
        other = people.get(others[row.id])
        if other is None or between[other.id].blocked:
            continue
        last = session.scalar(
            select(Message)
            .where(Message.conversation_id == row.id, Message.deleted_at.is_(None))
            .order_by(Message.created_at.desc(), Message.id.desc())
            .limit(1)
        )
        unread = session.scalar(
            select(func.count())
            .select_from(Message)
            .where(
                Message.conversation_id == row.id,
                Message.sender_id == other.id,
                Message.read_at.is_(None),
                Message.deleted_at.is_(None),
            )
        )
        views.append(
            ConversationView(
                id=row.id,
                person=person_card(other, viewer, between[other.id]),
                last=_messages(session, viewer, [last])[0] if last is not None else None,
                unread=unread or 0,
                last_at=row.last_at,
                can_write=_may_write(viewer, row, other, between[other.id]),
            )
        )
    return views


def _messages(session: Session, viewer: Viewer, rows: Sequence[Message]) -> list[MessageView]:
    cards = by_id(post_cards(session, viewer, [row.post_id for row in rows if row.post_id], addressed=True))
    return [
        MessageView(
            id=row.id,
            mine=row.sender_id == viewer.person_id,
            text=row.text,
            post=cards.get(row.post_id) if row.post_id else None,
            created_at=row.created_at,
            read=row.read_at is not None,
        )
        for row in rows
    ]
