"""A toy trade for workers, and programs that ply it: `toy.py worker URL FOLDER LEASE` and `toy.py server …`.

A job's payload says what to do: "steps" of "step_s" seconds each, then "how" to end. Each attempt writes a file of its
own; settling names it in an event, and closes the ledger.
"""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from fantascope.accounts.actions import locked, refund, reserve, settle
from fantascope.db.database import Database
from fantascope.events.actions import append
from fantascope.jobs.actions import enqueue
from fantascope.jobs.types import Claim, EndState
from fantascope.kernel.errors import Cancelled, FantascopeError, InvalidInput, Transient
from fantascope.kernel.progress import Progress
from fantascope.server.supervise import Supervisor
from fantascope.worker.ending import bury
from fantascope.worker.housekeeping import Task
from fantascope.worker.loop import Loop
from fantascope.worker.process import work, worker_name


@dataclass(frozen=True)
class Outcome:
    state: EndState
    said: str


@dataclass(frozen=True, eq=False)
class Toy:
    """The handler."""

    folder: Path
    db: Database

    def run(self, claim: Claim, progress: Progress) -> Outcome:
        what = claim.payload
        self._tell(claim, "begun")
        path = self.folder / f"{claim.id}.{claim.token}"
        with path.open("w") as file:
            for step in range(what.get("steps", 3)):
                file.write(f"{step}\n")
                time.sleep(what.get("step_s", 0.0))
                progress("draw", step / what.get("steps", 3))
        match what.get("how"):
            case "refuse":
                raise InvalidInput("toy_refused", "the toy refuses")
            case "transient":
                raise Transient("toy_away", "the toy is away")
            case "break":
                raise RuntimeError(f"secret of {self.folder}")
            case "unwritable" | "unwritable_at_all" | "swept":
                return Outcome("completed", what["how"])
        return Outcome("completed", path.name)

    def failed(self, error: FantascopeError) -> Outcome:
        return Outcome("cancelled" if isinstance(error, Cancelled) else "failed", error.code)

    def beat(self, session: Session, claim: Claim, progress: float, stage: str) -> None:
        self._append(session, claim, "progress", {"progress": progress, "stage": stage})

    def settle(self, session: Session, claim: Claim, outcome: Outcome) -> None:
        self._append(session, claim, "ended", {"state": outcome.state, "said": outcome.said})
        (settle if outcome.state == "completed" else refund)(session, claim.id, time.time())
        if outcome.said == "unwritable" or claim.payload.get("how") == "unwritable_at_all":
            raise KeyError(outcome.said)
        if outcome.said == "swept":
            raise Transient("toy_swept", "what was made is gone")

    def state_of(self, outcome: Outcome) -> EndState:
        return outcome.state

    def _tell(self, claim: Claim, kind: str) -> None:
        with self.db.write() as session:
            self._append(session, claim, kind, {"attempt": claim.attempt})

    def _append(self, session: Session, claim: Claim, kind: str, data: dict[str, Any]) -> None:
        append(session, owner_id=claim.owner_id, subject=claim.id, kind=kind, data=data, now=time.time())


def put(db: Database, owner_id: str, payload: dict[str, Any], credits: int = 1) -> str:
    """Queue a job as a server does: job, tag and charge in one transaction."""
    with db.write() as session:
        owner = locked(session, owner_id)
        job, owner.last_tag = enqueue(
            session,
            owner_id=owner.id,
            weight=owner.weight,
            queued_cap=owner.queued_cap,
            last_tag=owner.last_tag,
            kind="toy",
            requires="",
            payload=payload,
            cost=1.0,
            now=time.time(),
        )
        reserve(session, owner, job.id, credits, time.time())
        return job.id


def loop(db: Database, folder: Path, *, lease_s: float = 6.0, name: str = "w1") -> Loop[Outcome]:
    return Loop(db=db, handler=Toy(folder, db), worker=name, engines=[], lease_s=lease_s, running_cap=100)


def _worker(url: str, folder: Path, lease_s: float) -> None:
    db = Database(url)
    own = loop(db, folder, lease_s=lease_s, name=worker_name())
    work(own, [Task("bury", 0.3, lambda: bury(db, own.handler), alone=False)], supervised=True)


def _server(url: str, folder: Path, lease_s: float, workers: int, owners: list[str], payload: dict[str, Any]) -> None:
    """Keep workers, and queue a job for each line that comes in: its id is the receipt."""
    command = [sys.executable, __file__, "worker", url, str(folder), str(lease_s)]
    with Supervisor(workers, command), contextlib.suppress(KeyboardInterrupt):
        db = Database(url)
        for number, line in enumerate(sys.stdin):
            print(line.strip(), put(db, owners[number % len(owners)], payload), flush=True)
        db.close()


if __name__ == "__main__":
    what, url, folder, lease_s, *more = sys.argv[1:]
    if what == "worker":
        _worker(url, Path(folder), float(lease_s))
    else:
        workers, steps, step_s, *owners = more
        payload = {"steps": int(steps), "step_s": float(step_s)}
        _server(url, Path(folder), float(lease_s), int(workers), owners, payload)
