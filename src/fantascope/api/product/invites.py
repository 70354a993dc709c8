"""Invitations: a member's own, and those that operators issue."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import audit, invites
from ...accounts.people import Invite
from ...accounts.people_read import find
from ..auth import Here
from ..errors import ERRORS
from .session import Active, Me, Operator

router = APIRouter(tags=["invitations"], responses=ERRORS)
InviteId = Annotated[str, Path(max_length=64)]


class InviteObject(BaseModel):
    id: str
    hint: str = Field(description="The last letters of the code.")
    note: str
    role: str
    uses_left: int
    created_at: float
    expires_at: float | None


class InviteWithCode(InviteObject):
    code: str = Field(description="Shown this once.")


class Joined(BaseModel):
    handle: str
    name: str
    created_at: float


class InviteList(BaseModel):
    left: int
    items: list[InviteObject]
    joined: list[Joined]
    next: str | None = None


class IssuedList(BaseModel):
    items: list[InviteObject]
    next: str | None = None


class GiveFields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    note: Annotated[str, Field(max_length=500)] = ""
    uses: Annotated[int, Field(ge=1, le=invites.MOST_USES)] = 1


class IssueFields(GiveFields):
    role: Literal["member", "moderator", "operator"] = "member"
    days: Annotated[int, Field(ge=1, le=invites.MOST_DAYS)] | None = None


@router.get("/invites", summary="My invitations, and who came by them")
def mine(house: Here, asker: Me) -> InviteList:
    with house.db.read() as session:
        left = find(session, asker.person_id).invites_left
        rows, joined = invites.made_by(session, asker.person_id), invites.joined_by(session, asker.person_id)
    return InviteList(
        left=left,
        items=[_json(row) for row in rows],
        joined=[Joined(handle=one.handle, name=one.name, created_at=one.created_at) for one in joined],
    )


@router.post("/invites", summary="Invite someone")
def give(house: Here, asker: Active, fields: GiveFields | None = None) -> InviteWithCode:
    said = fields or GiveFields()
    with house.db.write() as session:
        row, code = invites.give(session, asker.person_id, uses=said.uses, note=said.note, now=house.clock())
    return InviteWithCode(**_json(row).model_dump(), code=code)


@router.delete("/invites/{invite_id}", status_code=204, summary="Take an invitation back")
def revoke(invite_id: InviteId, house: Here, asker: Active) -> None:
    with house.db.write() as session:
        invites.revoke(session, invite_id, made_by=asker.person_id)


@router.get("/admin/invites", summary="All invitations")
def issued(house: Here, asker: Operator) -> IssuedList:
    with house.db.read() as session:
        return IssuedList(items=[_json(row) for row in invites.latest(session)])


@router.post("/admin/invites", summary="Issue an invitation")
def issue(fields: IssueFields, house: Here, asker: Operator) -> InviteWithCode:
    now = house.clock()
    with house.db.write() as session:
        row, code = invites.issue(
            session, asker.person_id, uses=fields.uses, role=fields.role, note=fields.note, days=fields.days, now=now
        )
        data = {"uses": fields.uses, "role": fields.role}
        audit.record(session, actor_id=asker.person_id, action="invite.issue", subject=row.id, data=data, now=now)
    return InviteWithCode(**_json(row).model_dump(), code=code)


@router.delete("/admin/invites/{invite_id}", status_code=204, summary="Void anyone's invitation")
def void(invite_id: InviteId, house: Here, asker: Operator) -> None:
    now = house.clock()
    with house.db.write() as session:
        invites.revoke(session, invite_id, made_by=None)
        audit.record(session, actor_id=asker.person_id, action="invite.void", subject=invite_id, now=now)


def _json(row: Invite) -> InviteObject:
    return InviteObject(
        id=row.id,
        hint=row.hint,
        note=row.note,
        role=row.role,
        uses_left=row.uses_left,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
