"""A queue under test: jobs put in by one call, claimed by another, with a clock that the test holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from fantascope.db.database import Database
from fantascope.jobs import actions
from fantascope.jobs.models import Job
from fantascope.jobs.types import Claim


@dataclass
class Queue:
    """The actions on a queue with the owners' finish tags kept beside it."""

    db: Database
    now: float = 1000.0
    tags: dict[str, float] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)

    def clock(self) -> float:
        return self.now

    def put(self, owner: str = "ann", *, cost: float = 1.0, weight: float = 1.0, **more: Any) -> str:
        values = {"queued_cap": 1000, "requires": "", "payload": {"n": 1}, **more}
        with self.db.write() as session:
            job, self.tags[owner] = actions.enqueue(
                session,
                owner_id=owner,
                weight=weight,
                last_tag=self.tags.get(owner, 0.0),
                kind="video",
                cost=cost,
                now=self.now,
                **values,
            )
            return job.id

    def claim(
        self, worker: str = "w1", *, cap: int = 100, engines: tuple[str, ...] = (), lease_s: float = 6.0
    ) -> Claim | None:
        return actions.claim(
            self.db,
            worker=worker,
            engines=engines,
            lease_s=lease_s,
            running_cap=cap,
            caps=lambda _session, owners: {owner: self.caps[owner] for owner in owners if owner in self.caps},
            clock=self.clock,
        )

    def claimed(self, **more: Any) -> Claim:
        claim = self.claim(**more)
        assert claim is not None
        return claim

    def beat(self, claim: Claim, progress: float = 0.0, stage: str = "draw", lease_s: float = 6.0) -> bool:
        return actions.beat(self.db, claim, progress=progress, stage=stage, lease_s=lease_s, clock=self.clock)

    def finish(self, claim: Claim, state: Any = "completed", error: tuple[str, str] | None = None) -> bool:
        with self.db.write() as session:
            return actions.finish(session, claim, state=state, now=self.now, error=error)

    def cancel(self, job_id: str) -> str:
        with self.db.write() as session:
            return actions.cancel(session, job_id, now=self.now)

    def row(self, job_id: str) -> Job:
        with self.db.read() as session:
            job = session.get(Job, job_id)
            assert job is not None
            return job


@pytest.fixture
def queue(db: Database) -> Queue:
    return Queue(db)
