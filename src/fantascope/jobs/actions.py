"""The lease queue: enqueue, claim, beat, finish, retry, release, cancel. One path for SQLite and Postgres.

Knows nothing of what a job does, of accounts or credits. Fairness is start-time fair queueing (Goyal, Vin and Cheng,
1996): a job's start tag is the later of the queue's virtual time and its owner's last finish tag, and jobs are claimed
by priority, then tag. Time is read after the lock is had: waiting for it must not eat into a lease.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session

from ..db.database import Database
from ..kernel.clock import Clock, wall
from ..kernel.errors import Conflict, NotFound, OverLimit
from ..kernel.ids import new_id
from .models import Job, QueueClock
from .types import Claim, EndState, LeaseLost

Caps = Callable[[Session, Collection[str]], Mapping[str, int]]
"""The running caps of these owners, where they have one of their own."""


def enqueue(
    session: Session,
    *,
    owner_id: str,
    weight: float,
    queued_cap: int,
    last_tag: float,
    kind: str,
    requires: str,
    payload: dict[str, Any],
    cost: float,
    now: float,
    priority: int = 0,
) -> tuple[Job, float]:
    """Put a job in the queue; returns it and the owner's new finish tag, which the caller stores.

    The caller holds the owner's row locked, so that tags follow each other and the cap is exact.
    Errors: OverLimit("too_many_queued") when `queued_cap` jobs of the owner wait already.
    """
    waiting = session.scalar(
        select(func.count()).select_from(Job).where(Job.owner_id == owner_id, Job.state == "queued")
    )
    if (waiting or 0) >= queued_cap:
        raise OverLimit("too_many_queued", f"{queued_cap} jobs of yours are waiting already", retry_after_s=10.0)
    virtual = session.scalar(select(QueueClock.virtual).where(QueueClock.id == 1)) or 0.0
    tag = max(virtual, last_tag)
    job = Job(
        id=new_id("job"),
        owner_id=owner_id,
        kind=kind,
        requires=requires,
        payload=payload,
        cost=cost,
        priority=priority,
        tag=tag,
        created_at=now,
    )
    session.add(job)
    session.flush()
    return job, tag + cost / weight


def claim(
    db: Database,
    *,
    worker: str,
    engines: Sequence[str],
    lease_s: float,
    running_cap: int,
    caps: Caps | None = None,
    clock: Clock = wall,
) -> Claim | None:
    """Take the next job this worker can do, for `lease_s` seconds; None when there is none.

    Jobs whose worker has gone silent come first, then the queue. An owner with `running_cap` live jobs (or what `caps`
    says for that owner) is passed over. `engines`: names of the engines at hand; jobs that require none are anyone's.
    """
    with db.read() as session:  # most looks find nothing: they take no lock
        now = clock()
        if not any(session.scalar(select(query(engines, now, ()).exists())) for query in (_waiting, _abandoned)):
            return None
    with db.write() as session:
        session.execute(select(QueueClock).where(QueueClock.id == 1).with_for_update()).one()
        now = clock()
        full = _owners_at_cap(session, now, running_cap, caps)
        job = session.scalar(_first(_abandoned(engines, now, full))) or session.scalar(
            _first(_waiting(engines, now, full))
        )
        if job is None:
            return None
        job.state = "running"
        job.worker = worker
        job.token = secrets.token_hex(16)
        job.attempt += 1
        job.lease_until = now + lease_s
        job.started_at = now
        job.stage, job.progress = "", 0.0
        session.execute(
            update(QueueClock).where(QueueClock.id == 1, QueueClock.virtual < job.tag).values(virtual=job.tag)
        )
        return claim_of(job)


def claim_of(job: Job) -> Claim:
    """The claim that the row's present token stands for."""
    return Claim(
        id=job.id,
        owner_id=job.owner_id,
        kind=job.kind,
        payload=job.payload,
        attempt=job.attempt,
        max_attempts=job.max_attempts,
        token=job.token or "",
        engine=job.requires,
        cancel_requested=job.cancel_requested,
    )


def beat(
    db: Database,
    claim: Claim,
    *,
    progress: float,
    stage: str,
    lease_s: float,
    clock: Clock = wall,
    also: Callable[[Session], None] | None = None,
) -> bool:
    """Renew the lease and write how far the job is (never backwards); whether its owner wants it stopped.

    `also` joins the transaction. Errors: LeaseLost.
    """
    with db.write() as session:
        asked = session.execute(
            update(Job)
            .where(*_held(claim))
            .values(
                lease_until=clock() + lease_s,
                progress=case((Job.progress < progress, progress), else_=Job.progress),
                stage=stage,
            )
            .returning(Job.cancel_requested)
        ).scalar()
        if asked is None:
            raise LeaseLost
        if also is not None:
            also(session)
        return asked


def look(db: Database, claim: Claim) -> bool:
    """Whether the owner of a claimed job wants it stopped; takes no lock and renews nothing. Errors: LeaseLost."""
    with db.read() as session:
        asked = session.scalar(select(Job.cancel_requested).where(*_held(claim)))
    if asked is None:
        raise LeaseLost
    return asked


def finish(
    session: Session, claim: Claim, *, state: EndState, now: float, error: tuple[str, str] | None = None
) -> bool:
    """End the job; False when the claim is another's by now: the caller must then undo its whole transaction."""
    code, message = error or (None, None)
    values: dict[str, Any] = {
        "state": state,
        "done_at": now,
        "lease_until": None,
        "error_code": code,
        "error_message": message[:500] if message is not None else None,
    }
    if state == "completed":
        values["progress"] = 1.0
    return _changed(session, claim, values)


def retry_later(
    session: Session, claim: Claim, *, now: float, delay_s: float, error: tuple[str, str] | None = None
) -> bool:
    """Put the job back, to be tried again after `delay_s`; the attempt counts. False: the claim is lost."""
    code, message = error or (None, None)
    return _changed(
        session,
        claim,
        {
            "state": "queued",
            "run_after": now + delay_s,
            "lease_until": None,
            "token": None,
            "error_code": code,
            "error_message": message[:500] if message is not None else None,
        },
    )


def release(session: Session, claim: Claim, *, now: float) -> bool:
    """Give the job back unharmed (this worker goes): the attempt does not count. False: the claim is lost."""
    values = {"state": "queued", "run_after": now, "lease_until": None, "token": None, "attempt": Job.attempt - 1}
    return _changed(session, claim, values)


def cancel(session: Session, job_id: str, *, now: float) -> Literal["cancelled", "requested", "done"]:
    """Stop a job: at once when nobody is at it, else by its worker (within a second); "done" when it has ended.

    Errors: NotFound("no_such_job").
    """
    job = _locked(session, job_id)
    if job.state == "queued" or (job.state == "running" and (job.lease_until or 0.0) < now):
        job.state, job.done_at, job.lease_until, job.token = "cancelled", now, None, None
        session.flush()
        return "cancelled"
    if job.state == "running":
        job.cancel_requested = True
        session.flush()
        return "requested"
    return "done"


def retry(session: Session, job_id: str, *, now: float) -> Job:
    """Put a failed job back in the queue with its attempts unused: an operator's favour, which is not charged again.

    Errors: NotFound("no_such_job"), Conflict("not_failed").
    """
    job = _locked(session, job_id)
    if job.state != "failed":
        raise Conflict("not_failed", f"the job is {job.state}: only failed jobs can be retried")
    job.state, job.attempt, job.run_after, job.token, job.done_at = "queued", 0, now, None, None
    job.cancel_requested, job.error_code, job.error_message, job.progress, job.stage = False, None, None, 0.0, ""
    session.flush()
    return job


def disown(session: Session, workers: Collection[str], *, now: float) -> int:
    """Workers are known to be dead: their jobs are anyone's now, not only when the leases pass; returns how many."""
    jobs = session.scalars(
        update(Job)
        .where(Job.state == "running", Job.worker.in_(workers), Job.lease_until >= now)
        .values(lease_until=now - 0.001)
        .returning(Job.id)
    ).all()
    return len(jobs)


def poisoned(session: Session, *, now: float) -> Sequence[Job]:
    """Running jobs whose workers went silent on every attempt: locked for this transaction, without those that another
    has locked."""
    return session.scalars(
        select(Job)
        .where(Job.state == "running", Job.lease_until < now, Job.attempt >= Job.max_attempts)
        .limit(100)
        .with_for_update(skip_locked=True)
    ).all()


def _locked(session: Session, job_id: str) -> Job:
    job = session.scalar(
        select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    )
    if job is None:
        raise NotFound("no_such_job", "there is no such job")
    return job


def _held(claim: Claim) -> tuple[Any, ...]:
    return Job.id == claim.id, Job.token == claim.token, Job.state == "running"


def _changed(session: Session, claim: Claim, values: dict[str, Any]) -> bool:
    return session.execute(update(Job).where(*_held(claim)).values(**values).returning(Job.id)).scalar() is not None


def _abandoned(engines: Sequence[str], now: float, full: Collection[str]) -> Select[Job]:
    return _mine(engines, full).where(Job.state == "running", Job.lease_until < now, Job.attempt < Job.max_attempts)


def _waiting(engines: Sequence[str], now: float, full: Collection[str]) -> Select[Job]:
    return _mine(engines, full).where(Job.state == "queued", Job.run_after <= now)


def _mine(engines: Sequence[str], full: Collection[str]) -> Select[Job]:
    query = select(Job).where(Job.requires.in_(["", *engines]))
    return query.where(Job.owner_id.not_in(full)) if full else query


def _first(query: Select[Job]) -> Select[Job]:
    return query.order_by(Job.priority.desc(), Job.tag, Job.id).limit(1).with_for_update(skip_locked=True)


def _owners_at_cap(session: Session, now: float, running_cap: int, caps: Caps | None) -> list[str]:
    running = session.execute(
        select(Job.owner_id, func.count()).where(Job.state == "running", Job.lease_until >= now).group_by(Job.owner_id)
    ).all()
    if not running:
        return []
    own = caps(session, [owner for owner, _ in running]) if caps is not None else {}
    return [owner for owner, count in running if count >= own.get(owner, running_cap)]
