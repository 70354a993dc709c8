"""Progress as a value: which stage, how far, and a way to say stop.

Knows nothing of terminals or databases. A stage calls its `Progress` with a fraction in [0, 1]; the receiver may
raise `Cancelled` to stop the work at that step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Called by a stage at each step with `stage` (stable name) and `fraction` in [0, 1]."""

    def __call__(self, stage: str, fraction: float) -> None: ...


def silent(stage: str, fraction: float) -> None:
    """A progress receiver that ignores everything."""


def within(progress: Progress, stage: str, start: float, end: float) -> Callable[[float], None]:
    """Map a sub-task's own [0, 1] onto [start, end] of `stage`."""

    def step(fraction: float) -> None:
        progress(stage, start + (end - start) * min(max(fraction, 0.0), 1.0))

    return step
