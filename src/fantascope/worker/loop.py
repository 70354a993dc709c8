"""The worker's loop: claim a job, do it, end it, again and again until told to stop.

Knows nothing of what jobs are (a Handler does them), of processes or signals. What always holds: an attempt ends in
exactly one of: an outcome written with the job's end, the job back in the queue, or nothing at all when the lease was
lost; and what was made by an attempt that lost its lease is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ..db.database import Database
from ..jobs.actions import Caps, claim, release, retry_later
from ..jobs.types import Claim, LeaseLost
from ..kernel.clock import Clock, wall
from ..kernel.errors import Cancelled, EngineFailure, FantascopeError, Transient
from .ending import Handler, O, end
from .pulse import Pulse, Stopping

_IDLE_S = 0.15
_TROUBLE_S = 1.0
_LONGEST_WAIT_S = 60.0

_log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Loop(Generic[O]):
    """One worker's way of working; `run` it in the thread that is to do the work."""

    db: Database
    handler: Handler[O]
    worker: str
    engines: Sequence[str]
    lease_s: float
    running_cap: int
    caps: Caps | None = None
    clock: Clock = wall
    current: Claim | None = None
    """The job at hand."""

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set: the job at hand then goes back to the queue, its attempt not counted."""
        while not stop.is_set():
            try:
                worked = self.once(stop)
            except SQLAlchemyError as error:
                _log.error("database_trouble", error=str(error))
                stop.wait(_TROUBLE_S)
                continue
            if not worked:
                stop.wait(_IDLE_S)

    def once(self, stop: threading.Event) -> bool:
        """Do the next job, if there is one that this worker can do."""
        claimed = claim(
            self.db,
            worker=self.worker,
            engines=self.engines,
            lease_s=self.lease_s,
            running_cap=self.running_cap,
            caps=self.caps,
            clock=self.clock,
        )
        if claimed is None:
            return False
        self.current = claimed
        log = _log.bind(job=claimed.id, attempt=claimed.attempt)
        log.info("job_claimed", kind=claimed.kind, owner=claimed.owner_id)
        try:
            self._attempt(claimed, stop)
        except LeaseLost as lost:
            log.warning("lease_lost", why=lost.message)
        finally:
            self.current = None
        return True

    def abandon(self) -> None:
        """Give the job at hand back from another thread, for a process that ends now although its work hangs."""
        if (claimed := self.current) is not None:
            with self.db.write() as session:
                release(session, claimed, now=self.clock())

    def _attempt(self, claimed: Claim, stop: threading.Event) -> None:
        with Pulse(
            self.db, claimed, self.handler.beat, lease_s=self.lease_s, stop=stop, clock=self.clock
        ) as pulse:  # beats until the end is written
            try:
                if claimed.cancel_requested:
                    raise Cancelled
                outcome = self.handler.run(claimed, pulse.progress)
                error = None
            except Exception as raised:
                reason = pulse.reason
                if isinstance(reason, LeaseLost):
                    raise reason from raised
                if isinstance(reason, Stopping):
                    self._release(claimed)
                    return
                error = _why(reason or raised)
                if self._put_back(claimed, error):
                    return
                outcome = self.handler.failed(error)
            try:
                end(self.db, self.handler, claimed, outcome, error, clock=self.clock)
                _tell_end(claimed, self.handler.state_of(outcome), error)
            except (LeaseLost, SQLAlchemyError):
                raise
            except Exception as raised:  # an outcome that cannot be written is none
                error = _why(raised)
                if self._put_back(claimed, error):
                    return
                end(self.db, self.handler, claimed, self.handler.failed(error), error, clock=self.clock)
                _tell_end(claimed, "failed", error)

    def _release(self, claimed: Claim) -> None:
        with self.db.write() as session:
            if not release(session, claimed, now=self.clock()):
                raise LeaseLost
        _log.info("job_released", job=claimed.id)

    def _put_back(self, claimed: Claim, error: FantascopeError) -> bool:
        """Whether the job is to be tried again, and is in the queue for it."""
        if not isinstance(error, Transient) or claimed.attempt >= claimed.max_attempts:
            return False
        delay_s = back_off_s(claimed)
        with self.db.write() as session:
            why = (error.code, error.message)
            if not retry_later(session, claimed, now=self.clock(), delay_s=delay_s, error=why):
                raise LeaseLost
        _log.warning("job_put_back", job=claimed.id, code=error.code, delay_s=round(delay_s, 2))
        return True


def back_off_s(claimed: Claim) -> float:
    """Seconds until the next attempt: doubling from one, spread by up to half of that either way."""
    spread = 0.5 + int(claimed.token[:8], 16) / 0xFFFFFFFF
    return min(2.0 ** (claimed.attempt - 1) * spread, _LONGEST_WAIT_S)


def _tell_end(claimed: Claim, state: str, error: FantascopeError | None) -> None:
    _log.info("job_ended", job=claimed.id, state=state, code=error.code if error is not None else None)


def _why(raised: Exception) -> FantascopeError:
    if isinstance(raised, FantascopeError):
        return raised
    _log.error("attempt_broke", exc_info=raised)
    return EngineFailure("internal", "something went wrong inside the server")
