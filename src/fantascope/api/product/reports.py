"""Reports of what should not be here, and appeals of decisions about one's own. Each parses, calls one use case, and
serialises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from ...social import cases
from ...social.types import SubjectKind
from ..auth import Here
from ..errors import ERRORS
from .posts import Body
from .session import Me
from .shapes import CaseOut, Cursor, Listed, case_json, page_json, viewer_of

router = APIRouter(tags=["reports"], responses=ERRORS)
CaseId = Annotated[str, Path(min_length=1, max_length=64)]


class NewReport(Body):
    subject_kind: SubjectKind
    subject_id: str = Field(max_length=64)
    reason: str = Field(max_length=24)
    words: str = Field(default="", max_length=500)


class Appeal(Body):
    words: str = Field(max_length=1000)


class Received(BaseModel):
    received: bool = True


@router.post("/reports", summary="Report a post, a comment, a message or somebody")
def report(body: NewReport, house: Here, me: Me) -> Received:
    with house.db.write() as session:
        cases.report(session, viewer_of(me), body.subject_kind, body.subject_id, body.reason, body.words, house.clock())
    return Received()


@router.get("/me/cases", summary="Decisions about one's own things", response_model=Listed[CaseOut])
def about_me(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(cases.about_me(session, viewer_of(me), cursor), case_json)


@router.post("/me/cases/{case_id}/appeal", summary="Appeal a decision")
def appeal(case_id: CaseId, body: Appeal, house: Here, me: Me) -> Received:
    with house.db.write() as session:
        cases.appeal(session, viewer_of(me), case_id, body.words, house.clock())
    return Received()
