"""Operators' view of people: search, suspension, role, age, plan, credits, sessions."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import people_admin, plans, queries
from ...accounts.people import Person
from ...accounts.people_read import avatar_url, email_of, find, passkey_count
from ..auth import Here
from ..errors import ERRORS
from .session import Operator

router = APIRouter(prefix="/admin/people", tags=["operators"], responses=ERRORS)
PersonId = Annotated[str, Path(max_length=64)]
Reason = Annotated[str, Field(max_length=1000)]


class MemberObject(BaseModel):
    id: str
    handle: str
    name: str
    avatar_url: str | None
    email: str | None
    role: str
    state: str
    is_minor: bool
    locale: str
    plan_id: str | None
    invites_left: int
    invited_by: str | None
    created_at: float


class MemberDetail(MemberObject):
    balance: int
    has_password: bool
    passkeys: int


class MemberList(BaseModel):
    items: list[MemberObject]
    next: str | None


class MemberChanges(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    role: Literal["member", "moderator", "operator"] | None = None
    state: Literal["active", "suspended"] | None = None
    is_minor: bool | None = None
    plan_id: Annotated[str, Field(max_length=64)] | None = Field(default=None, description="null = on no plan.")
    invites_left: Annotated[int, Field(ge=0, le=1000)] | None = None
    reason: Reason = ""


class GrantFields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    credits: int
    reason: Reason = ""


class BalanceObject(BaseModel):
    balance: int


@router.get("", summary="List or search people")
def listing(
    house: Here,
    asker: Operator,
    q: Annotated[str, Query(max_length=100)] = "",
    role: Literal["member", "moderator", "operator"] | None = None,
    state: Literal["active", "suspended"] | None = None,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MemberList:
    with house.db.read() as session:
        rows, after = people_admin.listing(session, words=q, role=role, state=state, after=cursor, limit=limit)
        return MemberList(items=[_json(row) for row in rows], next=after)


@router.get("/{person_id}", summary="One person")
def show(person_id: PersonId, house: Here, asker: Operator) -> MemberDetail:
    with house.db.read() as session:
        person = find(session, person_id)
        return MemberDetail(
            **_json(person).model_dump(),
            balance=queries.balance(session, person.owner_id),
            has_password=person.password_hash is not None,
            passkeys=passkey_count(session, person.id),
        )


@router.patch("/{person_id}", summary="Decide about a person")
def change(person_id: PersonId, fields: MemberChanges, house: Here, asker: Operator) -> MemberObject:
    said = fields.model_dump(exclude_unset=True)
    reason = said.pop("reason", "")
    changes = {name: value for name, value in said.items() if value is not None or name == "plan_id"}
    with house.db.write() as session:
        return _json(
            people_admin.change(session, asker.person_id, person_id, changes, reason=reason, now=house.clock())
        )


@router.post("/{person_id}/credits", summary="Grant credits, which do not lapse")
def grant(person_id: PersonId, fields: GrantFields, house: Here, asker: Operator) -> BalanceObject:
    now = house.clock()
    with house.db.write() as session:
        people_admin.give_credits(session, asker.person_id, person_id, fields.credits, reason=fields.reason, now=now)
        owner_id = find(session, person_id).owner_id
        plans.grant_due(session, owner_id, now)
        return BalanceObject(balance=queries.balance(session, owner_id))


@router.post("/{person_id}/sign_out", status_code=204, summary="End all sessions of a person")
def sign_out(person_id: PersonId, house: Here, asker: Operator) -> None:
    with house.db.write() as session:
        people_admin.sign_out(session, asker.person_id, person_id, now=house.clock())


def _json(person: Person) -> MemberObject:
    return MemberObject(
        id=person.id,
        handle=person.handle,
        name=person.name,
        avatar_url=avatar_url(person),
        email=email_of(person),
        role=person.role,
        state=person.state,
        is_minor=person.is_minor,
        locale=person.locale,
        plan_id=person.plan_id,
        invites_left=person.invites_left,
        invited_by=person.invited_by,
        created_at=person.created_at,
    )
