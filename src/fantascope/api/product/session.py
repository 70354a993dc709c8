"""Who asks, by the session cookie, and that the request comes from our own page.

Knows nothing of what is asked for. What always holds: a request that changes something carries the session's token and,
where the browser names its origin, ours; the cookie is out of reach of scripts and of plain http (but on this machine).
"""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response, Security
from fastapi.security import APIKeyCookie

from ...accounts import sign_in
from ...accounts.sign_in import LONGEST_S, Opened, SignedIn
from ...accounts.sign_in_ways import Door, Visitor
from ...kernel.errors import Forbidden, Unauthenticated
from ..auth import house_of

SECURE_COOKIE, PLAIN_COOKIE = "__Host-fantascope", "fantascope"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_SECRET = 100
_cookie = APIKeyCookie(name=SECURE_COOKIE, auto_error=False, description="The session; writes need `x-csrf-token` too.")


def is_plain(request: Request) -> bool:
    """Whether this is plain http to this very machine, where a cookie cannot be marked secure."""
    return _scheme(request) == "http" and _is_loopback(request.url.hostname or "")


def keeps_cookies(request: Request) -> bool:
    """Whether browsers keep our cookie here: over https, or on this machine."""
    return _scheme(request) == "https" or is_plain(request)


def has_passkeys(request: Request) -> bool:
    """Whether browsers allow passkeys at this address: a name, over https or localhost."""
    host = public_origin(request)[1]
    named = not _is_address(host)
    return named and (_scheme(request) == "https" or host == "localhost" or host.endswith(".localhost"))


def public_origin(request: Request) -> tuple[str, str]:
    """The origin and host people reach the site by: the setting's, else the request's."""
    base = house_of(request).settings.base_url
    parts = urlsplit(base) if base else request.url
    return f"{parts.scheme}://{parts.netloc}", parts.hostname or ""


def check_origin(request: Request) -> None:
    """Errors: Forbidden("bad_origin") for a request that another site's page sends."""
    origin = request.headers.get("origin")
    if origin is None or request.method in _SAFE:
        return
    own = {request.headers.get("host", "").lower(), urlsplit(public_origin(request)[0]).netloc.lower()}
    if urlsplit(origin).netloc.lower() not in own or not urlsplit(origin).netloc:
        raise Forbidden("bad_origin", "this was asked for by another site's page")


def secret_of(request: Request) -> str | None:
    """The secret of the session cookie, if one is sent."""
    secret = request.cookies.get(PLAIN_COOKIE if is_plain(request) else SECURE_COOKIE)
    return secret if secret and len(secret) <= _LONGEST_SECRET else None


def give_cookie(request: Request, response: Response, opened: Opened) -> None:
    """Hand the browser the session just opened."""
    plain = is_plain(request)
    response.set_cookie(
        PLAIN_COOKIE if plain else SECURE_COOKIE,
        opened.secret,
        max_age=int(LONGEST_S),
        path="/",
        secure=not plain,
        httponly=True,
        samesite="lax",
    )


def take_cookie(request: Request, response: Response) -> None:
    """Have the browser forget the session."""
    plain = is_plain(request)
    name = PLAIN_COOKIE if plain else SECURE_COOKIE
    response.delete_cookie(name, path="/", secure=not plain, httponly=True, samesite="lax")


def someone(request: Request, _: Annotated[str | None, Security(_cookie)] = None) -> SignedIn | None:
    """Who asks; None for a stranger. Errors: Forbidden("bad_origin" | "bad_csrf"), OverLimit("rate_limited")."""
    check_origin(request)
    secret = secret_of(request)
    if secret is None:
        return None
    house = house_of(request)
    me = sign_in.look_up(house.db, secret, now=house.clock())
    if me is None:
        return None
    if request.method not in _SAFE and not me.sent(request.headers.get("x-csrf-token")):
        raise Forbidden("bad_csrf", "the header x-csrf-token is missing or of another session")
    request.app.state.rate_gate.enter(me.person_id, house.settings.requests_per_minute)
    request.state.owner_id = me.owner_id
    return me


MaybeMe = Annotated[SignedIn | None, Depends(someone)]
"""Who asks, or None."""


async def _signed_in(me: MaybeMe) -> SignedIn:
    if me is None:
        raise Unauthenticated("not_signed_in", "sign in first")
    return me


Me = Annotated[SignedIn, Depends(_signed_in)]
"""Who asks, suspended people included. Errors: Unauthenticated("not_signed_in")."""


async def _active(request: Request, me: Me) -> SignedIn:
    if me.suspended and request.method not in _SAFE:
        raise Forbidden("suspended", "this account is suspended: it can read and appeal, no more")
    return me


Active = Annotated[SignedIn, Depends(_active)]
"""Who asks; suspended people may only read. Errors: as Me, Forbidden("suspended")."""


async def _fresh(me: Me) -> SignedIn:
    if not me.fresh:
        raise Forbidden("not_fresh", "prove again who you are first")
    return me


FreshMe = Annotated[SignedIn, Depends(_fresh)]
"""Who asks, having proved it within ten minutes. Errors: as Me, Forbidden("not_fresh")."""


async def _moderator(me: Me) -> SignedIn:
    if me.suspended or me.role not in ("moderator", "operator"):
        raise Forbidden("missing_role", "this is for moderators")
    return me


async def _operator(me: Me) -> SignedIn:
    if me.suspended or me.role != "operator":
        raise Forbidden("missing_role", "this is for operators")
    return me


Moderator = Annotated[SignedIn, Depends(_moderator)]
"""A moderator or operator. Errors: as Me, Forbidden("missing_role")."""
Operator = Annotated[SignedIn, Depends(_operator)]
"""An operator. Errors: as Me, Forbidden("missing_role")."""


def _visitor(request: Request, me: MaybeMe) -> Visitor:
    origin, host = public_origin(request)
    return Visitor(
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        before=secret_of(request),
        host=host,
        origin=origin,
        now=house_of(request).clock(),
        me=me,
    )


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


AtDoor = Annotated[Visitor, Depends(_visitor)]
TheDoor = Annotated[Door, Depends(_door)]


def _scheme(request: Request) -> str:
    base = house_of(request).settings.base_url
    return urlsplit(base).scheme if base else request.url.scheme


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if _is_address(host):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")
