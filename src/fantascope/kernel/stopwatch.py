"""Wall time by stage, measured on the way of a Progress.

Knows nothing of what the stages do. The times are for people to read; no picture or sound may depend on them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .progress import Progress


class Stopwatch:
    """A Progress that forwards to another and remembers how long each stage was the latest one reported."""

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.perf_counter) -> None:
        self._progress = progress
        self._clock = clock
        self._stage: str | None = None
        self._since = 0.0
        self._seconds: dict[str, float] = {}

    def __call__(self, stage: str, fraction: float) -> None:
        now = self._clock()
        if stage != self._stage:
            self._close(now)
            self._stage, self._since = stage, now
        self._progress(stage, fraction)
        if fraction >= 1.0:
            self._close(self._clock())

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Time a block as `stage`, beside whatever is being reported (for work that overlaps)."""
        start = self._clock()
        try:
            yield
        finally:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + self._clock() - start

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by stage so far, the running stage included."""
        self._close(self._clock())
        return dict(self._seconds)

    def _close(self, now: float) -> None:
        if self._stage is not None:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
            self._stage = None
