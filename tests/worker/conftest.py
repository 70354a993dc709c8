"""A workshop: a database with an owner, a folder, and ways to put jobs in and watch them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import toy

from fantascope.accounts.actions import create_owner
from fantascope.accounts.queries import balance
from fantascope.db.database import Database
from fantascope.events.queries import after
from fantascope.jobs.models import Job

TOY = Path(toy.__file__)


@dataclass(frozen=True)
class Workshop:
    db: Database
    folder: Path
    owner: str

    def put(self, **payload: Any) -> str:
        return toy.put(self.db, self.owner, payload)

    def job(self, job_id: str) -> Job:
        with self.db.read() as session:
            job = session.get(Job, job_id)
            assert job is not None
            return job

    def events(self, job_id: str, kind: str | None = None) -> list[dict[str, Any]]:
        with self.db.read() as session:
            found = after(session, subject=job_id, seq=0, limit=1000)
        return [event.data for event in found if kind in (None, event.kind)]

    def balance(self) -> int:
        with self.db.read() as session:
            return balance(session, self.owner)

    def loop(self, **more: Any) -> Any:
        return toy.loop(self.db, self.folder, **more)


@pytest.fixture
def make_workshop(tmp_path: Path) -> Callable[[Database], Workshop]:
    def make(db: Database) -> Workshop:
        folder = tmp_path / "results"
        folder.mkdir()
        with db.write() as session:
            owner = create_owner(session, "ann", now=1.0, queued_cap=10_000)
        return Workshop(db, folder, owner.id)

    return make


@pytest.fixture
def shop(sqlite_db: Database, make_workshop: Callable[[Database], Workshop]) -> Workshop:
    return make_workshop(sqlite_db)


@pytest.fixture
def shop_anywhere(db: Database, make_workshop: Callable[[Database], Workshop]) -> Workshop:
    return make_workshop(db)
