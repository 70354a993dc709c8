"""Values of the queue: a claim on a job, and the news that it is lost.

Knows nothing of databases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..kernel.errors import Transient

EndState = Literal["completed", "failed", "cancelled"]
ENDED: tuple[EndState, ...] = ("completed", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at a job by one worker. `token` fences: it is worth nothing once another has claimed the job."""

    id: str
    owner_id: str
    kind: str
    payload: dict[str, Any]
    attempt: int
    """1 for the first."""
    max_attempts: int
    token: str
    engine: str = ""
    """The engine it requires."""
    cancel_requested: bool = False
    """Its owner asked to stop while nobody was at it."""


class LeaseLost(Transient):
    """The job is another's by now: whatever was made of it must be dropped."""

    def __init__(
        self, code: str = "lease_lost", message: str = "another worker has the job", *, field: str | None = None
    ) -> None:
        super().__init__(code, message, field=field)
