"""The queue against a plain model of it, under any sequence of what workers and owners may do."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from fantascope.db.database import Database
from fantascope.jobs import actions
from fantascope.jobs.models import Job, QueueClock
from fantascope.jobs.types import Claim, LeaseLost

LEASE_S, CAP = 6.0, 2


@dataclass
class Row:
    """What the model knows of a job."""

    owner: str
    requires: str
    priority: int
    tag: float
    state: str = "queued"
    run_after: float = 0.0
    lease_until: float = 0.0
    attempt: int = 0
    token: str = ""
    asked: bool = False


def machine(db: Database, monkeypatch: pytest.MonkeyPatch) -> type[RuleBasedStateMachine]:
    class Machine(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            self.now, self.virtual = 1000.0, 0.0
            self.rows: dict[str, Row] = {}
            self.tags: dict[str, float] = {}
            self.claims: list[Claim] = []
            self.ends: dict[str, int] = {}
            numbers = itertools.count()  # ids decide between equal tags: the same run must go the same way again
            monkeypatch.setattr(actions, "new_id", lambda kind: f"{kind}_{next(numbers):04}")
            with db.write() as session:
                session.execute(delete(Job))
                session.execute(update(QueueClock).values(virtual=0.0))

        @rule(
            owner=st.sampled_from("abc"),
            cost=st.sampled_from([0.5, 1.0, 4.0]),
            priority=st.sampled_from([0, 0, 0, 1]),
            requires=st.sampled_from(["", "world", "remote"]),
        )
        def put(self, owner: str, cost: float, priority: int, requires: str) -> None:
            with db.write() as session:
                job, self.tags[owner] = actions.enqueue(
                    session,
                    owner_id=owner,
                    weight=2.0,
                    queued_cap=1000,
                    last_tag=self.tags.get(owner, 0.0),
                    kind="video",
                    requires=requires,
                    payload={},
                    cost=cost,
                    now=self.now,
                    priority=priority,
                )
            assert job.tag >= self.virtual
            self.rows[job.id] = Row(owner, requires, priority, job.tag)

        @rule(seconds=st.sampled_from([0.5, 3.0, 7.0]))
        def wait(self, seconds: float) -> None:
            self.now += seconds

        @rule(engines=st.sampled_from([(), ("world",), ("world", "remote")]))
        def claim(self, engines: tuple[str, ...]) -> None:
            claim = actions.claim(
                db, worker="w", engines=engines, lease_s=LEASE_S, running_cap=CAP, clock=lambda: self.now
            )
            expected = self._next(engines)
            assert (claim.id if claim else None) == expected
            if claim is None:
                return
            row = self.rows[claim.id]
            row.state, row.lease_until, row.token = "running", self.now + LEASE_S, claim.token
            row.attempt += 1
            assert claim.attempt == row.attempt <= 3
            assert claim.cancel_requested == row.asked
            self.virtual = max(self.virtual, row.tag)
            self.claims.append(claim)

        def _next(self, engines: tuple[str, ...]) -> str | None:
            live = [r.owner for r in self.rows.values() if r.state == "running" and r.lease_until >= self.now]
            able = [
                (job_id, row)
                for job_id, row in self.rows.items()
                if row.requires in ("", *engines) and live.count(row.owner) < CAP
            ]
            dead = [(i, r) for i, r in able if r.state == "running" and r.lease_until < self.now and r.attempt < 3]
            ready = [(i, r) for i, r in able if r.state == "queued" and r.run_after <= self.now]
            first = sorted(dead or ready, key=lambda pair: (-pair[1].priority, pair[1].tag, pair[0]))
            return first[0][0] if first else None

        def _holds(self, claim: Claim) -> bool:
            row = self.rows[claim.id]
            return row.state == "running" and row.token == claim.token

        @precondition(lambda self: self.claims)
        @rule(data=st.data())
        def beat(self, data: st.DataObject) -> None:
            claim = data.draw(st.sampled_from(self.claims))
            try:
                asked = actions.beat(db, claim, progress=0.5, stage="", lease_s=LEASE_S, clock=lambda: self.now)
            except LeaseLost:
                assert not self._holds(claim)
                return
            assert self._holds(claim)
            self.rows[claim.id].lease_until = self.now + LEASE_S
            assert asked == self.rows[claim.id].asked

        @precondition(lambda self: self.claims)
        @rule(data=st.data(), how=st.sampled_from(["completed", "failed", "retry", "release"]))
        def end(self, data: st.DataObject, how: str) -> None:
            claim = data.draw(st.sampled_from(self.claims))
            held, row = self._holds(claim), self.rows[claim.id]
            with db.write() as session:
                if how == "retry":
                    done = actions.retry_later(session, claim, now=self.now, delay_s=2.0)
                elif how == "release":
                    done = actions.release(session, claim, now=self.now)
                else:
                    done = actions.finish(session, claim, state=how, now=self.now)  # type: ignore[arg-type]
            assert done == held
            if not held:
                return
            if how in ("retry", "release"):
                row.state, row.run_after = "queued", self.now + (2.0 if how == "retry" else 0.0)
                row.attempt -= how == "release"
            else:
                row.state = how
                self.ends[claim.id] = self.ends.get(claim.id, 0) + 1

        @precondition(lambda self: self.rows)
        @rule(data=st.data())
        def cancel(self, data: st.DataObject) -> None:
            job_id = data.draw(st.sampled_from(sorted(self.rows)))
            row = self.rows[job_id]
            with db.write() as session:
                said = actions.cancel(session, job_id, now=self.now)
            if row.state == "queued" or (row.state == "running" and row.lease_until < self.now):
                assert said == "cancelled"
                row.state = "cancelled"
                self.ends[job_id] = self.ends.get(job_id, 0) + 1
            elif row.state == "running":
                assert said == "requested"
                row.asked = True
            else:
                assert said == "done"

        @invariant()
        def the_same(self) -> None:
            if not hasattr(self, "rows"):
                return
            with db.read() as session:
                found = {job.id: (job.state, job.attempt, job.cancel_requested) for job in session.scalars(select(Job))}
                buried = {job.id for job in actions.poisoned(session, now=self.now)}
            assert found == {i: (r.state, r.attempt, r.asked) for i, r in self.rows.items()}
            assert all(count == 1 for count in self.ends.values())
            assert buried == {
                i for i, r in self.rows.items() if r.state == "running" and r.lease_until < self.now and r.attempt >= 3
            }

    return Machine


def test_the_queue_is_its_model(made_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        shutil.copy(made_sqlite, path)
        db = Database(f"sqlite:///{path}")
        run_state_machine_as_test(
            machine(db, monkeypatch),
            settings=settings(max_examples=25, stateful_step_count=40, deadline=None, database=None),
        )
        db.close()


@pytest.mark.parametrize("count", [10_000])
def test_claiming_from_a_long_queue_reads_only_the_index(sqlite_db: Database, count: int) -> None:
    from sqlalchemy import insert, text

    row = {"owner_id": "o", "kind": "video", "requires": "w", "payload": {}, "cost": 1.0, "created_at": 1.0}
    with sqlite_db.write() as session:
        session.execute(insert(Job), [{**row, "id": f"j{n:05}", "tag": float(n)} for n in range(count)])
    query = actions._first(actions._waiting(["w"], 2.0, ["other"]))
    spelled = str(query.compile(sqlite_db.engine, compile_kwargs={"literal_binds": True}))
    with sqlite_db.read() as session:
        plan = [row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {spelled}"))]
    assert plan == ["SEARCH jobs USING INDEX ix_jobs_claim (state=?)"], "no sorting, no scan"
    claim = actions.claim(sqlite_db, worker="w", engines=["w"], lease_s=6.0, running_cap=9)
    assert claim is not None
    assert claim.id == "j00000"
