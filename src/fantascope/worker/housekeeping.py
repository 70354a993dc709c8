"""Recurring tasks beside the work: each in a thread of its own, so that a slow or failing one never holds up another.

Knows nothing of what the tasks do.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from ..db.database import Database
from ..jobs.presence import chore_done, take_chore
from ..kernel.clock import Clock, wall

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """`run` is called every `every_s` seconds; with `alone`, by one of all workers only.

    A worker that has held the task for `hold_s` is taken for dead: `run` must bear to be begun anew by another.
    """

    name: str
    every_s: float
    run: Callable[[], object]
    alone: bool = True
    hold_s: float = 120.0


class Housekeeping:
    """The tasks of one worker; a first round is due at once."""

    def __init__(self, db: Database, worker: str, tasks: Sequence[Task], *, clock: Clock = wall) -> None:
        self._db = db
        self._worker = worker
        self._clock = clock
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep, args=(task,), name=f"task-{task.name}", daemon=True) for task in tasks
        ]

    def start(self) -> None:
        """Begin with all of them."""
        for thread in self._threads:
            thread.start()

    def stop(self, wait_s: float = 1.0) -> None:
        """End after the rounds at hand; those that take longer than `wait_s` are left to die with the process."""
        self._stop.set()
        end = time.monotonic() + wait_s
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0.0))

    def _keep(self, task: Task) -> None:
        while not self._stop.is_set():
            try:
                self._round(task)
            except Exception as error:
                _log.error("task_failed", task=task.name, exc_info=error)
            self._stop.wait(min(task.every_s, 1.0) if task.alone else task.every_s)

    def _round(self, task: Task) -> None:
        if not task.alone:
            task.run()
            return
        if not take_chore(self._db, task.name, worker=self._worker, hold_s=task.hold_s, now=self._clock()):
            return
        try:
            task.run()
        finally:
            chore_done(self._db, task.name, worker=self._worker, due_at=self._clock() + task.every_s)
