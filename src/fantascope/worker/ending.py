"""How a job ends: its outcome and the job's last state in one transaction, or nothing of either.

Knows nothing of what outcomes hold: the handler does.
"""

from __future__ import annotations

import time
from typing import Protocol, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..db.database import Database
from ..jobs.actions import claim_of, finish, poisoned
from ..jobs.types import Claim, EndState, LeaseLost
from ..kernel.clock import Clock, wall
from ..kernel.errors import Cancelled, EngineFailure, FantascopeError
from ..kernel.progress import Progress

O = TypeVar("O")  # noqa: E741

_TRIES = 6

_log = structlog.get_logger(__name__)


class Handler(Protocol[O]):
    """What is done with jobs. `O` is an outcome: whatever `run` brings and `settle` understands."""

    def run(self, claim: Claim, progress: Progress) -> O:
        """Do the work. `progress` takes the fraction of the whole job and may raise, which must be let through.

        Errors: Transient (is tried again), any other FantascopeError (ends the job), Cancelled.
        """
        ...

    def failed(self, error: FantascopeError) -> O:
        """The outcome of a job that ended by this error (Cancelled: because its owner said so)."""
        ...

    def beat(self, session: Session, claim: Claim, progress: float, stage: str) -> None:
        """Progress is being written: joins that transaction."""
        ...

    def settle(self, session: Session, claim: Claim, outcome: O) -> None:
        """The job ends with this outcome: joins that transaction."""
        ...

    def state_of(self, outcome: O) -> EndState:
        """The state a job with this outcome ends in."""
        ...


def end(
    db: Database,
    handler: Handler[O],
    claim: Claim,
    outcome: O,
    error: FantascopeError | None = None,
    *,
    clock: Clock = wall,
) -> None:
    """Write an outcome; a database in trouble is tried again for a while.

    Errors: LeaseLost, and nothing was written; whatever the handler raises.
    """
    for attempt in range(_TRIES):
        try:
            with db.write() as session:
                _end(session, handler, claim, outcome, error, clock())
            return
        except DBAPIError as trouble:
            if attempt == _TRIES - 1:
                raise
            _log.warning("settle_failed", job=claim.id, error=str(trouble))
            time.sleep(0.1 * 2**attempt)


def bury(db: Database, handler: Handler[O], *, clock: Clock = wall) -> int:
    """End the jobs whose workers died on every attempt, as failed with the code "worker_lost"; returns how many.

    Each has a transaction of its own. Errors: of the first that could not be ended, after all others were.
    """
    buried, trouble = 0, dict[str, Exception]()
    while True:
        ending = ""
        try:
            with db.write() as session:
                job = next((job for job in poisoned(session, now=clock()) if job.id not in trouble), None)
                if job is None:
                    break
                ending = job.id
                error: FantascopeError = EngineFailure("worker_lost", "the work on this was lost again and again")
                if job.cancel_requested:
                    error = Cancelled()
                _end(session, handler, claim_of(job), handler.failed(error), error, clock())
            buried += 1
            _log.warning("job_buried", job=ending)
        except Exception as error:
            if not ending:
                raise
            trouble[ending] = error
    if trouble:
        raise next(iter(trouble.values()))
    return buried


def _end(
    session: Session, handler: Handler[O], claim: Claim, outcome: O, error: FantascopeError | None, now: float
) -> None:
    state = handler.state_of(outcome)
    why = None if error is None or state != "failed" else (error.code, error.message)
    if not finish(session, claim, state=state, now=now, error=why):
        raise LeaseLost
    handler.settle(session, claim, outcome)
