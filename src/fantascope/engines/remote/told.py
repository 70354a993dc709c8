"""Progress as it is told: never back, never at the end before the clip is here.

Knows nothing of where the figures come from; servers lie about theirs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal, TypeVar

from ...kernel.errors import Cancelled
from ...kernel.progress import Progress

_T = TypeVar("_T")
Stage = Literal["submit", "remote", "fetch", "fit", "sound"]
_SPANS: dict[Stage, tuple[float, float]] = {
    "submit": (0.0, 0.01),
    "remote": (0.01, 0.84),
    "fetch": (0.84, 0.9),
    "sound": (0.9, 0.95),
    "fit": (0.95, 0.995),
}
_BEAT_S = 0.25
_LET_GO_S = 0.4


class Told:
    """Maps each stage's own share onto the whole's, and remembers the most that was told."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._stage: Stage = "submit"
        self._most = 0.0

    def at(self, stage: Stage, share: float | None) -> None:
        """Tell that `stage` is at `share` of itself, None = it does not say; a share that is behind moves nothing."""
        start, end = _SPANS[stage]
        self._stage = stage
        if share is not None:
            self._most = max(self._most, start + (end - start) * min(max(share, 0.0), 1.0))
        self._progress(stage, self._most)

    def beat(self) -> None:
        """Tell the same again; may raise to stop."""
        self._progress(self._stage, self._most)

    def done(self) -> None:
        self._most = 1.0
        self._progress(self._stage, 1.0)

    def aside(self, stage: Stage, work: Callable[[Callable[[float], None]], _T]) -> _T:
        """The result of `work(on_step)`, run in a thread while this one goes on telling.

        When telling raises, the work ends at its next step, which is not waited for long.
        """
        share, stopped = 0.0, threading.Event()
        result: list[_T] = []
        errors: list[BaseException] = []

        def on_step(fraction: float) -> None:
            nonlocal share
            share = fraction
            if stopped.is_set():
                raise Cancelled

        def run() -> None:
            try:
                result.append(work(on_step))
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=run, name=f"remote-{stage}", daemon=True)
        thread.start()
        try:
            next_beat = time.monotonic()
            while thread.is_alive():
                self.at(stage, share)
                next_beat += _BEAT_S
                thread.join(max(next_beat - time.monotonic(), 0.01))
        except BaseException:
            stopped.set()
            thread.join(_LET_GO_S)
            raise
        if errors:
            raise errors[0]
        return result[0]
