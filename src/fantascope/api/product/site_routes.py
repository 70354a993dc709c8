"""The site as strangers see it, and what its operator decides: settings, the audit log, the waitlist."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import audit, invites, site
from ...accounts.site import SiteSettings
from ..auth import Here
from ..errors import ERRORS
from .session import Operator, has_passkeys, keeps_cookies

router = APIRouter(tags=["site"], responses=ERRORS)
Minutes = Annotated[int, Field(ge=0, le=600)]


class SiteObject(BaseModel):
    name: str
    words: str
    registration: str
    needs_setup: bool
    youngest: int
    wellbeing_minutes: int
    minors_minutes: int
    has_passkeys: bool = Field(description="Whether browsers allow passkeys at this address.")
    can_sign_in: bool = Field(description="False over plain http from afar: browsers would not keep the session.")


class SiteSettingsObject(BaseModel):
    name: str
    words: str
    registration: str
    invites_each: int
    youngest: int
    wellbeing_minutes: int
    minors_minutes: int


class SiteChanges(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(max_length=200)] | None = None
    words: Annotated[str, Field(max_length=1000)] | None = None
    registration: Literal["open", "invite", "waitlist"] | None = None
    invites_each: Annotated[int, Field(ge=0, le=1000)] | None = None
    youngest: Annotated[int, Field(ge=0, le=18)] | None = None
    wellbeing_minutes: Minutes | None = None
    minors_minutes: Minutes | None = None


class AuditItem(BaseModel):
    id: str
    actor_id: str
    action: str
    subject: str
    data: dict[str, Any]
    words: str
    created_at: float


class AuditList(BaseModel):
    items: list[AuditItem]
    next: str | None


class WaitingItem(BaseModel):
    email: str
    words: str
    created_at: float
    invited_at: float | None


class WaitingList(BaseModel):
    items: list[WaitingItem]
    next: str | None = None


class WaitingInvite(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    email: Annotated[str, Field(max_length=254)]


class CodeObject(BaseModel):
    code: str = Field(description="Shown this once.")


@router.get("/site", summary="The site, for anyone")
def show(request: Request, house: Here) -> SiteObject:
    with house.db.read() as session:
        settings, needs_setup = site.load(session), site.needs_setup(session)
    return SiteObject(
        name=settings.name,
        words=settings.words,
        registration=settings.registration,
        needs_setup=needs_setup,
        youngest=settings.youngest,
        wellbeing_minutes=settings.wellbeing_minutes,
        minors_minutes=settings.minors_minutes,
        has_passkeys=has_passkeys(request),
        can_sign_in=keeps_cookies(request),
    )


@router.get("/admin/site", summary="The site's settings")
def settings(house: Here, asker: Operator) -> SiteSettingsObject:
    with house.db.read() as session:
        return _json(site.load(session))


@router.patch("/admin/site", summary="Change the site's settings")
def change(fields: SiteChanges, house: Here, asker: Operator) -> SiteSettingsObject:
    changes = {name: value for name, value in fields.model_dump(exclude_unset=True).items() if value is not None}
    now = house.clock()
    with house.db.write() as session:
        saved = site.save(session, changes)
        audit.record(session, actor_id=asker.person_id, action="site.change", subject="site", data=changes, now=now)
    return _json(saved)


@router.get("/admin/audit", summary="What operators and moderators did")
def audit_log(
    house: Here,
    asker: Operator,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditList:
    with house.db.read() as session:
        rows, after = audit.listing(session, after=cursor, limit=limit)
    items = [
        AuditItem(
            id=row.id,
            actor_id=row.actor_id,
            action=row.action,
            subject=row.subject,
            data=row.data,
            words=row.words,
            created_at=row.created_at,
        )
        for row in rows
    ]
    return AuditList(items=items, next=after)


@router.get("/admin/waitlist", summary="Who waits for an invitation")
def waitlist(house: Here, asker: Operator) -> WaitingList:
    with house.db.read() as session:
        rows = invites.waiting(session)
    return WaitingList(
        items=[
            WaitingItem(email=row.email, words=row.words, created_at=row.created_at, invited_at=row.invited_at)
            for row in rows
        ]
    )


@router.post("/admin/waitlist/invite", summary="Make an invitation for someone who waits")
def invite_waiting(fields: WaitingInvite, house: Here, asker: Operator) -> CodeObject:
    now = house.clock()
    with house.db.write() as session:
        row, code = invites.invite_waiting(session, fields.email, asker.person_id, now)
        audit.record(session, actor_id=asker.person_id, action="waitlist.invite", subject=row.id, now=now)
    return CodeObject(code=code)


def _json(settings: SiteSettings) -> SiteSettingsObject:
    return SiteSettingsObject(
        name=settings.name,
        words=settings.words,
        registration=settings.registration,
        invites_each=settings.invites_each,
        youngest=settings.youngest,
        wellbeing_minutes=settings.wellbeing_minutes,
        minors_minutes=settings.minors_minutes,
    )
