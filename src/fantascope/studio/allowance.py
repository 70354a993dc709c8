"""What a member may ask for: the limits of their plan, what it costs, how long it will take. Told before submitting,
and checked when submitted.

Knows nothing of HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..accounts.models import Owner
from ..accounts.plans import grant_due, limits_of
from ..accounts.queries import balance
from ..jobs.models import Job, WorkerSeen
from ..kernel.errors import OverLimit
from .house import House

_SAMPLE = 20
_SEEN_S = 30.0
_FIRST_GUESS = 6.0
"""Megapixels a second, until clips have been made here."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left and what is the most; None = no limit."""

    plan: str | None
    longest_s: float | None
    most_pixels: int | None
    running_cap: int
    running: int
    waiting: int
    balance: int | None
    """None = credits are not counted for this member."""


def allowance(house: House, owner_id: str) -> Allowance:
    """What the member may ask for now; a period of their plan that is due begins."""
    now = house.clock()
    with house.db.write() as session:
        grant_due(session, owner_id, now)
    with house.db.read() as session:
        limits = limits_of(session, owner_id)
        states = session.execute(
            select(Job.state, func.count())
            .where(Job.owner_id == owner_id, Job.state.in_(["queued", "running"]))
            .group_by(Job.state)
        )
        counts = {row[0]: row[1] for row in states}
        owner = session.get_one(Owner, owner_id)
        return Allowance(
            plan=limits.name,
            longest_s=limits.longest_s,
            most_pixels=limits.most_pixels,
            running_cap=limits.running_cap,
            running=counts.get("running", 0),
            waiting=counts.get("queued", 0),
            balance=balance(session, owner_id) if owner.credits_limited else None,
        )


def check_allowance(session: Session, owner_id: str, seconds: float, pixels: int) -> None:
    """Errors: OverLimit("over_plan") when a clip is longer or larger than the member's plan has."""
    limits = limits_of(session, owner_id)
    if limits.longest_s is not None and seconds > limits.longest_s + 1e-6:
        message = f"your plan has clips of up to {limits.longest_s:g} seconds, not {seconds:g}"
        raise OverLimit("over_plan", message, field="seconds")
    if limits.most_pixels is not None and pixels > limits.most_pixels:
        message = f"your plan has pictures of up to {limits.most_pixels} pixels, not {pixels}"
        raise OverLimit("over_plan", message, field="size")


def ready_in_s(session: Session, job: Job, now: float) -> float | None:
    """Seconds until a job will be done, by how quickly the latest were; None when it is over."""
    if job.state not in {"queued", "running"}:
        return None
    speed = _speed(session)
    if job.state == "running":
        left = job.cost / speed * (1.0 - job.progress)
        if job.started_at is not None and job.progress > 0.1:
            left = (now - job.started_at) * (1.0 - job.progress) / job.progress
        return round(left, 1)
    workers = session.scalar(select(func.count()).select_from(WorkerSeen).where(WorkerSeen.seen_at > now - _SEEN_S))
    first = or_(Job.priority > job.priority, (Job.priority == job.priority) & (Job.tag < job.tag))
    ahead = session.scalar(select(func.sum(Job.cost)).where(Job.state == "queued", first)) or 0.0
    running = session.scalar(select(func.sum(Job.cost * (1.0 - Job.progress))).where(Job.state == "running")) or 0.0
    return round((ahead + running) / speed / max(workers or 1, 1) + job.cost / speed, 1)


def _speed(session: Session) -> float:
    """Megapixels a second of one worker, by the latest finished jobs."""
    rows = session.execute(
        select(Job.cost, Job.started_at, Job.done_at)
        .where(Job.state == "completed", Job.started_at.is_not(None), Job.done_at.is_not(None), Job.cost > 0)
        .order_by(Job.done_at.desc())
        .limit(_SAMPLE)
    ).all()
    spent = sum(max((done or 0.0) - (started or 0.0), 1e-3) for _, started, done in rows)
    return sum(cost for cost, _, _ in rows) / spent if rows else _FIRST_GUESS
