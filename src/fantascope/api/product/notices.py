"""Notices. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from fastapi import APIRouter

from ...social import inbox
from ...social.notices import mark_read, unread_messages, unread_notices
from ..auth import Here
from ..errors import ERRORS
from .posts import Body
from .session import Me
from .shapes import Cursor, Listed, NoticeOut, notice_json, page_json, viewer_of

router = APIRouter(tags=["notices"], responses=ERRORS)


class Notices(Listed[NoticeOut]):
    unread: int
    unread_messages: int


class ReadUntil(Body):
    until: float | None = None


@router.get("/notices", summary="What happened to one's things", response_model=Notices)
def listing(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        page = page_json(inbox.notices(session, viewer_of(me), cursor), notice_json)
        unread, messages = unread_notices(session, me.person_id), unread_messages(session, me.person_id)
        return {**page, "unread": unread, "unread_messages": messages}


@router.post("/notices/read", status_code=204, summary="They are read")
def read(house: Here, me: Me, body: ReadUntil | None = None) -> None:
    with house.db.write() as session:
        mark_read(session, me.person_id, house.clock(), body.until if body else None)
