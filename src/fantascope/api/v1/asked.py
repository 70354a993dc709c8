"""A request that may start a video, gathered: who asks, with what body, and what would tell a repeat of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from ...accounts.types import Identity
from ...studio.house import House
from ...studio.videos.types import Repeat
from ..auth import Here, Writer
from ..wire import Body, SentBody
from .repeats import IdempotencyKey, repeat_of


@dataclass(frozen=True, slots=True)
class Gathered:
    house: House
    asker: Identity
    body: Body
    request: Request
    key: str | None

    def repeat(self, what: str) -> Repeat | None:
        """What tells a repeat of this from a new request; `what` names the operation and what its path names."""
        return repeat_of(self.request, what, self.body.fields, self.key)


def gathered(
    request: Request,
    house: Here,
    asker: Writer,
    body: SentBody,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> Gathered:
    tell_poll(house, response)
    return Gathered(house, asker, body, request, idempotency_key)


Asked = Annotated[Gathered, Depends(gathered)]


def tell_poll(house: House, response: Response) -> None:
    """Say how long a client that polls should wait."""
    response.headers["openai-poll-after-ms"] = str(house.settings.poll_after_ms)
