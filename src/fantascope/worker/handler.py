"""Jobs of kind "video" as the worker's loop sees them: run one, beat for it, settle it.

Knows nothing of leases or processes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..events.actions import append
from ..jobs.types import Claim, EndState
from ..kernel.errors import FantascopeError
from ..kernel.progress import Progress
from ..studio.house import House
from ..studio.videos.render import Delivered, Outcome, outcome_of, run, settle_outcome


@dataclass(frozen=True, slots=True, eq=False)
class VideoHandler:
    """See `worker.ending.Handler`."""

    house: House

    def run(self, claim: Claim, progress: Progress) -> Outcome:
        return run(self.house, claim, progress)

    def failed(self, error: FantascopeError) -> Outcome:
        return outcome_of(error)

    def beat(self, session: Session, claim: Claim, progress: float, stage: str) -> None:
        data = {"progress": min(int(100 * progress), 99), "stage": stage}
        subject = claim.payload["video_id"]
        append(
            session, owner_id=claim.owner_id, subject=subject, kind="video.progress", data=data, now=self.house.clock()
        )

    def settle(self, session: Session, claim: Claim, outcome: Outcome) -> None:
        settle_outcome(session, self.house, claim, outcome, self.house.clock())

    def state_of(self, outcome: Outcome) -> EndState:
        if isinstance(outcome, Delivered):
            return "completed"
        return "cancelled" if outcome.cancelled else "failed"
