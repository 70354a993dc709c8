"""The heartbeat of one attempt: a thread that renews the lease, writes progress, and brings the news that the work must
stop. The work itself meets that news in its own thread, at its next step of progress.

Knows nothing of what the work is. What always holds: a step never returns once the lease is lost, a cancellation was
asked for, or the worker is to end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType

import structlog
from sqlalchemy.orm import Session

from ..db.database import Database
from ..jobs.actions import beat, look
from ..jobs.types import Claim, LeaseLost
from ..kernel.clock import Clock, wall
from ..kernel.errors import Cancelled

_TICK_S = 0.2

_log = structlog.get_logger(__name__)


class Stopping(Cancelled):
    """The worker is to end: its job goes back to the queue."""


class Pulse:
    """A context manager around an attempt; `progress` is what the work calls.

    Args:
        on_beat: joins the transaction of a beat that tells of progress: (session, claim, progress, stage).
        stop: set when the worker is to end.
    """

    def __init__(
        self,
        db: Database,
        claim: Claim,
        on_beat: Callable[[Session, Claim, float, str], None],
        *,
        lease_s: float,
        stop: threading.Event,
        clock: Clock = wall,
    ) -> None:
        self._db = db
        self._claim = claim
        self._on_beat = on_beat
        self._lease_s = lease_s
        self._stop = stop
        self._clock = clock
        self._now: tuple[float, str] = (0.0, "")
        self._reason: Cancelled | LeaseLost | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"pulse-{claim.id}", daemon=True)

    @property
    def reason(self) -> Cancelled | LeaseLost | None:
        """Why the work must stop; None while it may go on."""
        if self._reason is None and self._stop.is_set():
            return Stopping()
        return self._reason

    def progress(self, stage: str, fraction: float) -> None:
        """A step of the work, `fraction` of the whole job. Errors: Cancelled, Stopping, LeaseLost."""
        if (reason := self.reason) is not None:
            raise reason
        done = min(max(fraction, 0.0), 1.0)
        self._now = (max(done, self._now[0]), stage)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        told, renewed = self._now, time.monotonic()
        while not self._over.wait(_TICK_S) and not isinstance(self._reason, LeaseLost):
            now = self._now
            try:
                if now != told or time.monotonic() - renewed > self._lease_s / 3.0:
                    asked = self._beat(now, tell=now != told)
                    told, renewed = now, time.monotonic()
                else:
                    asked = look(self._db, self._claim)
                if asked and self._reason is None:
                    self._reason = Cancelled()
            except LeaseLost as lost:
                self._reason = lost
            except Exception as error:  # whatever it is, a beat that fails is one that was not made
                _log.warning("beat_failed", job=self._claim.id, error=str(error))
                if time.monotonic() - renewed > self._lease_s:
                    self._reason = LeaseLost(message="the database could not be reached for a whole lease")

    def _beat(self, now: tuple[float, str], *, tell: bool) -> bool:
        progress, stage = now
        return beat(
            self._db,
            self._claim,
            progress=progress,
            stage=stage,
            lease_s=self._lease_s,
            clock=self._clock,
            also=(lambda session: self._on_beat(session, self._claim, progress, stage)) if tell else None,
        )
