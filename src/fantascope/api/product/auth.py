"""Setting up, signing up, in and out, with a password or a passkey."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import invites, passwords, sign_in
from ...accounts.people_join import Joining
from ...accounts.people_read import find
from ...accounts.sign_in import Opened
from ...accounts.sign_in_limits import address_keys, enter
from ...accounts.sign_in_ways import SettingUp
from ...kernel.errors import InvalidInput
from ...studio.house import House
from ..auth import Here
from ..errors import ERRORS
from .me import MeObject, me_json
from .session import AtDoor, MaybeMe, Me, TheDoor, give_cookie, take_cookie

router = APIRouter(tags=["signing in"], responses=ERRORS)
_FREE_WAITS = 10
Text = Annotated[str, Field(max_length=300)]
Password = Annotated[str, Field(max_length=passwords.LONGEST)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SetupFields(_Fields):
    token: Text
    site_name: Text
    handle: Text
    name: Text
    password: Password
    locale: Text = "en"


class SignUpFields(_Fields):
    handle: Text
    name: Text
    password: Password
    adult: bool = Field(description="Whether one says to be 18 or older.")
    age_ok: bool = Field(description="Whether one says to be as old as the site asks for.")
    invite: Text | None = None
    email: Text | None = None
    locale: Text = "en"


class SignInFields(_Fields):
    handle: Text
    password: Password


class FreshFields(_Fields):
    password: Password


class BeginFields(_Fields):
    """What the purpose needs: "setup" as POST /api/setup, "sign_up" as POST /api/people, each without the password."""

    purpose: Literal["setup", "sign_in", "sign_up", "add", "fresh"]
    handle: Text | None = None
    name: Text | None = None
    token: Text | None = None
    site_name: Text | None = None
    adult: bool = False
    age_ok: bool = False
    invite: Text | None = None
    email: Text | None = None
    locale: Text = "en"


class FinishFields(_Fields):
    id: Text
    credential: dict[str, Any]
    label: Text = ""


class WaitFields(_Fields):
    email: Text
    words: Text = ""


class SessionObject(BaseModel):
    """Who is signed in here; `csrf` goes into the header x-csrf-token of every write."""

    me: MeObject | None
    csrf: str | None
    fresh: bool


class CeremonyObject(BaseModel):
    id: str
    options: dict[str, Any] = Field(description="Options of navigator.credentials.create or .get, as JSON.")


@router.post("/setup", summary="Set the server up")
def set_up(
    fields: SetupFields, request: Request, response: Response, house: Here, visitor: AtDoor, door: TheDoor
) -> SessionObject:
    said = SettingUp(fields.token, fields.site_name, fields.handle, fields.name, fields.locale)
    return _answer(house, request, response, door.set_up(visitor, said, fields.password))


@router.get("/session", summary="Whether I am signed in")
def session(house: Here, asker: MaybeMe) -> SessionObject:
    if asker is None:
        return SessionObject(me=None, csrf=None, fresh=False)
    with house.db.read() as reading:
        return SessionObject(me=me_json(find(reading, asker.person_id)), csrf=asker.csrf, fresh=asker.fresh)


@router.post("/session", summary="Sign in with a password")
def sign_in_(
    fields: SignInFields, request: Request, response: Response, house: Here, visitor: AtDoor, door: TheDoor
) -> SessionObject:
    return _answer(house, request, response, door.sign_in(visitor, fields.handle, fields.password))


@router.delete("/session", status_code=204, summary="Sign out")
def sign_out(request: Request, response: Response, house: Here, asker: Me) -> None:
    with house.db.write() as writing:
        sign_in.end(writing, asker.person_id, asker.digest)
    take_cookie(request, response)


@router.delete("/session/all", status_code=204, summary="Sign out everywhere")
def sign_out_everywhere(request: Request, response: Response, house: Here, asker: Me) -> None:
    with house.db.write() as writing:
        sign_in.end_all(writing, asker.person_id)
    take_cookie(request, response)


@router.post("/session/fresh", summary="Prove again who I am, with the password")
def fresh(
    fields: FreshFields, request: Request, response: Response, house: Here, asker: Me, visitor: AtDoor, door: TheDoor
) -> SessionObject:
    return _answer(house, request, response, door.fresh(visitor, asker, fields.password))


@router.post("/people", summary="Sign up with a password")
def sign_up(
    fields: SignUpFields, request: Request, response: Response, house: Here, visitor: AtDoor, door: TheDoor
) -> SessionObject:
    joining = Joining(
        handle=fields.handle,
        name=fields.name,
        adult=fields.adult,
        old_enough=fields.age_ok,
        invite=fields.invite,
        email=fields.email,
        locale=fields.locale,
    )
    return _answer(house, request, response, door.sign_up(visitor, joining, fields.password))


@router.post("/waitlist", status_code=204, summary="Wait for an invitation")
def wait(fields: WaitFields, house: Here, visitor: AtDoor, door: TheDoor) -> None:
    enter(door.db, address_keys("waitlist", visitor.address, _FREE_WAITS), visitor.now)
    with house.db.write() as writing:
        invites.wait(writing, fields.email, fields.words, visitor.now)


@router.post("/passkeys/begin", summary="Begin to make or show a passkey")
def begin(fields: BeginFields, visitor: AtDoor, door: TheDoor) -> CeremonyObject:
    said = joining = None
    if fields.purpose == "setup":
        names = ("token", "site_name", "handle", "name")
        token, site_name, handle, name = _needed(fields, names)
        said = SettingUp(token, site_name, handle, name, fields.locale)
    elif fields.purpose == "sign_up":
        handle, name = _needed(fields, ("handle", "name"))
        joining = Joining(handle, name, fields.adult, fields.age_ok, fields.invite, fields.email, fields.locale)
    ceremony_id, options = door.begin(visitor, fields.purpose, said=said, joining=joining)
    return CeremonyObject(id=ceremony_id, options=options)


@router.post("/passkeys/finish", summary="End what was begun, with the browser's answer")
def finish(
    fields: FinishFields, request: Request, response: Response, house: Here, visitor: AtDoor, door: TheDoor
) -> SessionObject:
    return _answer(house, request, response, door.finish(visitor, fields.id, fields.credential, fields.label))


def _answer(house: House, request: Request, response: Response, opened: Opened) -> SessionObject:
    give_cookie(request, response, opened)
    response.headers["cache-control"] = "no-store"
    with house.db.read() as reading:
        return SessionObject(me=me_json(find(reading, opened.person_id)), csrf=opened.csrf, fresh=True)


def _needed(fields: BeginFields, names: tuple[str, ...]) -> list[str]:
    values = [(name, getattr(fields, name)) for name in names]
    missing = next((name for name, value in values if value is None), None)
    if missing is not None:
        raise InvalidInput("field_missing", f"the field {missing} is missing", field=missing)
    return [value for _, value in values]
