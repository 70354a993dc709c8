"""Drafts of clips. Each parses, calls one use case, and serialises."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel

from ...social import drafts
from ...social.models import SavedDraft
from ..auth import Here
from ..errors import ERRORS
from .posts import Body
from .session import Me
from .shapes import Cursor, Listed, page_json, viewer_of

router = APIRouter(prefix="/drafts", tags=["drafts"], responses=ERRORS)
DraftId = Annotated[str, Path(min_length=1, max_length=64)]


class DraftOut(BaseModel):
    id: str
    form: dict[str, Any]
    updated_at: float


class Form(Body):
    form: dict[str, Any]


@router.get("", summary="One's drafts", response_model=Listed[DraftOut])
def listing(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(drafts.listing(session, viewer_of(me), cursor), _draft)


@router.post("", summary="Keep a draft")
def create(body: Form, house: Here, me: Me) -> DraftOut:
    with house.db.write() as session:
        return _draft(drafts.save(session, viewer_of(me), body.form, house.clock()))


@router.get("/{draft_id}", summary="A draft")
def retrieve(draft_id: DraftId, house: Here, me: Me) -> DraftOut:
    with house.db.read() as session:
        return _draft(drafts.find(session, viewer_of(me), draft_id))


@router.put("/{draft_id}", summary="Change a draft")
def change(draft_id: DraftId, body: Form, house: Here, me: Me) -> DraftOut:
    with house.db.write() as session:
        return _draft(drafts.save(session, viewer_of(me), body.form, house.clock(), draft_id))


@router.delete("/{draft_id}", status_code=204, summary="Throw a draft away")
def discard(draft_id: DraftId, house: Here, me: Me) -> None:
    with house.db.write() as session:
        drafts.discard(session, viewer_of(me), draft_id)


def _draft(row: SavedDraft) -> DraftOut:
    return DraftOut(id=row.id, form=json.loads(row.form), updated_at=row.updated_at)
