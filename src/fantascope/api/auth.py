"""Who asks: the API key of the Authorization header, its scopes and its rate.

Knows nothing of what is asked for.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from ..accounts.queries import identify, key_use
from ..accounts.types import Identity
from ..kernel.errors import Forbidden, OverLimit, Unauthenticated
from ..studio.house import House

_SECRET = re.compile(r"[\x21-\x7e]{8,200}")
_MINUTE_S, _HAIR_S = 60.0, 1e-6
_MOST_KEYS = 20_000
_bearer = HTTPBearer(auto_error=False, description="An API key: `fantascope admin key create --name NAME`.")


class RateGate:
    """Requests a minute of each key, counted in this process: a minute's worth at once, then as they come back (the
    generic cell rate algorithm, ITU-T I.371)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._whole_at: dict[str, float] = {}
        """When all of a key's requests have come back."""

    def enter(self, key_id: str, per_minute: int) -> dict[str, str]:
        """Count a request; returns the headers that say what is left. Errors: OverLimit("rate_limited")."""
        each_s, now = _MINUTE_S / per_minute, self._clock()
        with self._lock:
            before_s = max(self._whole_at.get(key_id, now) - now, 0.0)
            over_s = before_s + each_s - _MINUTE_S
            if over_s <= _HAIR_S:
                self._whole_at[key_id] = now + before_s + each_s
            if len(self._whole_at) > _MOST_KEYS:
                self._whole_at = {key: at for key, at in self._whole_at.items() if at > now}
        if over_s > _HAIR_S:
            message = f"{per_minute} requests a minute are the most of this key"
            raise OverLimit("rate_limited", message, retry_after_s=over_s)
        return {
            "x-ratelimit-limit-requests": str(per_minute),
            "x-ratelimit-remaining-requests": str(int((_HAIR_S - over_s) / each_s)),
            "x-ratelimit-reset-requests": f"{before_s + each_s:.0f}s",
        }


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _here(request: Request) -> House:  # async: what takes no time needs no thread of its own
    return house_of(request)


Here = Annotated[House, Depends(_here)]


def identified(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
) -> Identity:
    """The asker. Errors: Unauthenticated("missing_key" | "invalid_key"), OverLimit("rate_limited")."""
    house = house_of(request)
    if credentials is None:
        message = "no API key was given: send the header Authorization: Bearer YOUR_KEY"
        raise Unauthenticated("missing_key", message)
    found = None
    if _SECRET.fullmatch(credentials.credentials):
        found = identify(house.db, credentials.credentials, now=house.clock())
    if found is None:
        raise Unauthenticated("invalid_api_key", "this API key is not known here, or it was revoked")
    gate: RateGate = request.app.state.rate_gate
    per_minute = found.requests_per_minute or house.settings.requests_per_minute
    request.state.headers = gate.enter(found.key_id, per_minute)
    request.state.headers |= _quota(house, found)
    request.state.owner_id = found.owner_id
    return found


def _quota(house: House, asker: Identity) -> dict[str, str]:
    """The headers that say what is left of the key's credits of the day, if it has a quota."""
    if asker.daily_credits is None:
        return {}
    with house.db.read() as session:
        used, _ = key_use(session, asker.key_id, house.clock())
    left = max(asker.daily_credits - used, 0)
    return {"x-ratelimit-limit-credits": str(asker.daily_credits), "x-ratelimit-remaining-credits": str(left)}


def needs(scope: str) -> Callable[[Identity], Awaitable[Identity]]:
    """A dependency: the asker, whose key has `scope`. Errors: Forbidden("missing_scope")."""

    async def dependency(asker: Annotated[Identity, Depends(identified)]) -> Identity:
        if scope not in asker.scopes:
            raise Forbidden("missing_scope", f"this key lacks the scope {scope}")
        return asker

    return dependency


Reader = Annotated[Identity, Depends(needs("read"))]
Writer = Annotated[Identity, Depends(needs("write"))]
WebhookKeeper = Annotated[Identity, Depends(needs("webhooks"))]
