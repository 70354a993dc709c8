"""What people see and change of themselves: profile, settings, picture, password, sessions, passkeys."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import passkeys, passwords, people_profile, sign_in
from ...accounts.people import Person
from ...accounts.people_read import avatar_url, email_of, find, shown_wishes
from ...kernel.errors import Forbidden, NotFound, TooLarge
from ...studio.avatar import LARGEST_BYTES, remove_avatar, set_avatar
from ..auth import Here
from ..errors import ERRORS
from .session import Active, AtDoor, FreshMe, Me, TheDoor

router = APIRouter(prefix="/me", tags=["me"], responses=ERRORS)


class MeObject(BaseModel):
    id: str
    handle: str
    name: str
    bio: str
    avatar_url: str | None
    role: str
    state: str
    is_minor: bool
    locale: str
    email: str | None
    plan_id: str | None
    invites_left: int
    wishes: dict[str, Any]
    has_password: bool
    created_at: float


class ProfileChanges(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(max_length=200)] | None = None
    bio: Annotated[str, Field(max_length=1000)] | None = None
    locale: Annotated[str, Field(max_length=8)] | None = None
    email: Annotated[str, Field(max_length=254, description="Empty = none.")] | None = None
    wishes: Annotated[dict[str, Any], Field(description="Settings; those named are changed.")] | None = None


class PasswordFields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    new: Annotated[str, Field(max_length=passwords.LONGEST)]
    old: Annotated[str, Field(max_length=passwords.LONGEST)] | None = None


class SessionItem(BaseModel):
    id: str
    agent: str
    created_at: float
    seen_at: float
    current: bool


class SessionList(BaseModel):
    items: list[SessionItem]
    next: str | None = None


class PasskeyItem(BaseModel):
    id: str
    name: str
    created_at: float
    last_used_at: float | None


class PasskeyList(BaseModel):
    items: list[PasskeyItem]
    next: str | None = None


def me_json(person: Person) -> MeObject:
    """A person as they see themselves."""
    return MeObject(
        id=person.id,
        handle=person.handle,
        name=person.name,
        bio=person.bio,
        avatar_url=avatar_url(person),
        role=person.role,
        state=person.state,
        is_minor=person.is_minor,
        locale=person.locale,
        email=email_of(person),
        plan_id=person.plan_id,
        invites_left=person.invites_left,
        wishes=shown_wishes(person),
        has_password=person.password_hash is not None,
        created_at=person.created_at,
    )


async def _picture(request: Request) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST_BYTES:
            raise TooLarge("picture_too_large", f"a picture of oneself has at most {LARGEST_BYTES // 1_000_000} MB")
    return bytes(data)


@router.get("", summary="Who I am")
def me(house: Here, asker: Me) -> MeObject:
    with house.db.read() as session:
        return me_json(find(session, asker.person_id))


@router.patch("", summary="Change my profile or settings")
def edit(fields: ProfileChanges, house: Here, asker: Active) -> MeObject:
    changes = {name: value for name, value in fields.model_dump(exclude_unset=True).items() if value is not None}
    with house.db.write() as session:
        return me_json(people_profile.edit(session, asker.person_id, changes))


@router.put(
    "/avatar",
    summary="Change my picture",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("image/*",)},
        }
    },
)
def put_avatar(house: Here, asker: Active, picture: Annotated[bytes, Depends(_picture)]) -> MeObject:
    return me_json(set_avatar(house, asker.person_id, picture))


@router.delete("/avatar", summary="Show no picture of me")
def delete_avatar(house: Here, asker: Me) -> MeObject:
    return me_json(remove_avatar(house, asker.person_id))


@router.post("/password", status_code=204, summary="Set my password")
def set_password(fields: PasswordFields, house: Here, asker: Me, visitor: AtDoor, door: TheDoor) -> None:
    if not asker.fresh:
        if fields.old is None:
            raise Forbidden("not_fresh", "give the old password, or prove again who you are")
        door.check(visitor, asker.handle, fields.old)
    kept = passwords.hashed(fields.new, handle=asker.handle)
    with house.db.write() as session:
        people_profile.set_password(session, asker.person_id, kept)
        sign_in.end_all(session, asker.person_id, but=asker.digest)


@router.get("/sessions", summary="Where I am signed in")
def sessions(house: Here, asker: Me) -> SessionList:
    with house.db.read() as session:
        rows = sign_in.listing(session, asker.person_id, now=house.clock())
    return SessionList(
        items=[
            SessionItem(
                id=sign_in.shown_id(row.digest),
                agent=row.agent,
                created_at=row.created_at,
                seen_at=row.seen_at,
                current=row.digest == asker.digest,
            )
            for row in rows
        ]
    )


@router.delete("/sessions/{session_id}", status_code=204, summary="Sign out elsewhere")
def end_session(session_id: Annotated[str, Path(max_length=64)], house: Here, asker: Me) -> None:
    with house.db.write() as session:
        if not sign_in.end(session, asker.person_id, session_id):
            raise NotFound("no_such_session", "there is no such session")


@router.get("/passkeys", summary="My passkeys")
def list_passkeys(house: Here, asker: Me) -> PasskeyList:
    with house.db.read() as session:
        rows = passkeys.listing(session, asker.person_id)
    items = [PasskeyItem(id=r.id, name=r.name, created_at=r.created_at, last_used_at=r.last_used_at) for r in rows]
    return PasskeyList(items=items)


@router.delete("/passkeys/{key_id}", status_code=204, summary="Remove a passkey")
def remove_passkey(key_id: Annotated[str, Path(max_length=255)], house: Here, asker: FreshMe) -> None:
    with house.db.write() as session:
        passkeys.remove(session, asker.person_id, key_id)
