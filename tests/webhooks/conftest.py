"""An owner, an endpoint of theirs, and a receiver that answers as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from fantascope.accounts.actions import create_owner
from fantascope.db.database import Database
from fantascope.kernel.errors import InvalidInput
from fantascope.net.fetch import Posted
from fantascope.webhooks import actions
from fantascope.webhooks.types import EndpointView

URL = "https://hooks.example.com/in"


@dataclass
class Receiver:
    """`answers` are statuses (0 = unreachable) in turn, the last for ever; `got` what was sent: url, body, headers."""

    answers: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    def send(self, url: str, body: bytes, headers: dict[str, str]) -> Posted:
        self.got.append((url, body, headers))
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status == 0:
            raise InvalidInput("url_unreachable", "the address does not answer as it should")
        return Posted(status, b"")


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def owner_id(db: Database) -> str:
    with db.write() as session:
        return create_owner(session, "ann", now=0.0).id


@pytest.fixture
def endpoint(db: Database, owner_id: str) -> EndpointView:
    return make(db, owner_id)


@pytest.fixture
def make_endpoint() -> Any:
    return make


def make(db: Database, owner_id: str, *, name: str = "mine", url: str = URL, kinds: Any = None) -> EndpointView:
    with db.write() as session:
        kinds = kinds or ["video.completed", "video.failed"]
        return actions.create(session, owner_id, name=name, url=url, kinds=kinds, allowed=(), now=1000.0)
