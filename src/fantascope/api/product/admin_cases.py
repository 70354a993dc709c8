"""What moderators do: cases, appeals, what may show as trending. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field

from ...social import cases
from ..auth import Here
from ..errors import ERRORS
from .feed import Kept
from .posts import Body, PostId
from .session import Moderator
from .shapes import CaseOut, Cursor, Listed, PostOut, case_json, page_json, post_json, viewer_of

router = APIRouter(prefix="/admin", tags=["moderation"], responses=ERRORS)
CaseId = Annotated[str, Path(min_length=1, max_length=64)]


class Decision(Body):
    action: Literal["none", "removed", "warned", "suspended"]
    reason: str = Field(min_length=1, max_length=500)


class AppealDecision(Body):
    upheld: bool
    reason: str = Field(min_length=1, max_length=500)


class TrendDecision(Body):
    allow: bool


@router.get("/cases", summary="Cases; those that wait when no state is said", response_model=Listed[CaseOut])
def queue(
    house: Here,
    me: Moderator,
    state: Annotated[Literal["open", "decided", "appealed", "closed"] | None, Query()] = None,
    cursor: Cursor = None,
) -> object:
    with house.db.read() as session:
        return page_json(cases.queue(session, viewer_of(me), state, cursor), case_json)


@router.get("/cases/{case_id}", summary="A case with its reports")
def one(case_id: CaseId, house: Here, me: Moderator) -> CaseOut:
    with house.db.read() as session:
        return case_json(cases.one(session, viewer_of(me), case_id))


@router.post("/cases/{case_id}/decide", summary="Decide a case, with reasons")
def decide(case_id: CaseId, body: Decision, house: Here, me: Moderator) -> CaseOut:
    with house.db.write() as session:
        cases.decide(session, viewer_of(me), case_id, body.action, body.reason, house.clock())
        session.expire_all()
        return case_json(cases.one(session, viewer_of(me), case_id))


@router.post("/cases/{case_id}/appeal", summary="Decide an appeal, with reasons")
def decide_appeal(case_id: CaseId, body: AppealDecision, house: Here, me: Moderator) -> CaseOut:
    with house.db.write() as session:
        cases.decide_appeal(session, viewer_of(me), case_id, body.upheld, body.reason, house.clock())
        session.expire_all()
        return case_json(cases.one(session, viewer_of(me), case_id))


@router.get("/trending", summary="Posts that would trend and wait for a look", response_model=Listed[PostOut])
def waiting(house: Here, me: Moderator) -> object:
    with house.db.read() as session:
        return {"items": [post_json(card) for card in cases.waiting_trends(session, viewer_of(me))], "next": None}


@router.post("/trending/{post_id}", status_code=204, summary="Allow a post to trend, or not")
def review(post_id: PostId, body: TrendDecision, house: Here, me: Moderator, orders: Kept) -> None:
    with house.db.write() as session:
        cases.review_trend(session, viewer_of(me), post_id, body.allow, house.clock())
    orders.forget_everyones()
