"""Messages between two people. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from ...social import messages
from ..auth import Here
from ..errors import ERRORS
from .posts import Body
from .session import Me
from .shapes import (
    ConversationOut,
    Cursor,
    Listed,
    MessageOut,
    conversation_json,
    message_json,
    page_json,
    viewer_of,
)

router = APIRouter(tags=["messages"], responses=ERRORS)
ConversationId = Annotated[str, Path(min_length=1, max_length=64)]


class NewMessage(Body):
    text: str = Field(default="", max_length=messages.LONGEST_MESSAGE)
    post_id: str | None = Field(default=None, max_length=64)


class FirstMessage(NewMessage):
    handle: str = Field(max_length=40)


@router.get("/conversations", summary="One's conversations", response_model=Listed[ConversationOut])
def conversations(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(messages.conversations(session, viewer_of(me), cursor), conversation_json)


@router.post("/conversations", summary="Write to somebody")
def begin(body: FirstMessage, house: Here, me: Me) -> ConversationOut:
    with house.db.write() as session:
        begun = messages.begin(session, viewer_of(me), body.handle, body.text, house.clock(), post_id=body.post_id)
    return conversation_json(begun)


@router.get("/conversations/{conversation_id}/messages", summary="Its messages", response_model=Listed[MessageOut])
def listing(conversation_id: ConversationId, house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(messages.messages(session, viewer_of(me), conversation_id, cursor), message_json)


@router.post("/conversations/{conversation_id}/messages", summary="Write in a conversation")
def send(conversation_id: ConversationId, body: NewMessage, house: Here, me: Me) -> MessageOut:
    with house.db.write() as session:
        sent = messages.send(session, viewer_of(me), conversation_id, body.text, house.clock(), post_id=body.post_id)
    return message_json(sent)


@router.put("/conversations/{conversation_id}/read", status_code=204, summary="All of it is read")
def read(conversation_id: ConversationId, house: Here, me: Me) -> None:
    with house.db.write() as session:
        messages.read_all(session, viewer_of(me), conversation_id, house.clock())


@router.delete("/messages/{message_id}", status_code=204, summary="Take a message back")
def unsend(message_id: Annotated[str, Path(min_length=1, max_length=64)], house: Here, me: Me) -> None:
    with house.db.write() as session:
        messages.unsend(session, viewer_of(me), message_id, house.clock())
