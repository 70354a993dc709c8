"""What workers tell of themselves, and which of them does a recurring task.

Knows nothing of processes or threads.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from ..db.database import Database
from ..db.insert import insert_once
from .models import Chore, WorkerSeen

_FORGOTTEN_S = 3600.0


def seen(db: Database, worker: str, engines: Sequence[str], *, now: float) -> None:
    """The worker is there. Those that were not seen for an hour are forgotten."""
    with db.write() as session:
        if not insert_once(session, WorkerSeen, id=worker, engines=list(engines), started_at=now, seen_at=now):
            session.execute(update(WorkerSeen).where(WorkerSeen.id == worker).values(seen_at=now))
        session.execute(delete(WorkerSeen).where(WorkerSeen.seen_at < now - _FORGOTTEN_S))


def gone(db: Database, worker: str) -> None:
    """The worker has ended."""
    with db.write() as session:
        session.execute(delete(WorkerSeen).where(WorkerSeen.id == worker))


def take_chore(db: Database, name: str, *, worker: str, hold_s: float, now: float) -> bool:
    """Whether this worker is to do the task now: it is due, and nobody is at it.

    After `hold_s` without `chore_done` the holder is taken for dead: a task must bear to be begun anew.
    """
    with db.read() as session:
        row = session.execute(select(Chore.due_at, Chore.until).where(Chore.name == name)).first()
    if row is not None and max(row.due_at, row.until) > now:
        return False
    with db.write() as session:
        insert_once(session, Chore, name=name, due_at=0.0, until=0.0)
        taken = session.execute(
            update(Chore)
            .where(Chore.name == name, Chore.due_at <= now, Chore.until <= now)
            .values(holder=worker, until=now + hold_s)
            .returning(Chore.name)
        )
        return taken.scalar() is not None


def chore_done(db: Database, name: str, *, worker: str, due_at: float) -> None:
    """The worker has done its round of the task; the next is due then."""
    with db.write() as session:
        session.execute(
            update(Chore)
            .where(Chore.name == name, Chore.holder == worker)
            .values(holder=None, until=0.0, due_at=due_at)
        )
