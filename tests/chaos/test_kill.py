"""Kill -9, at random moments, of workers, of the server that keeps them, and of both: no receipt is worth nothing, no
job ends twice, the ledger is exact, and what was killed goes on with the next worker."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from fantascope.accounts.actions import create_owner
from fantascope.accounts.models import LedgerEntry
from fantascope.accounts.queries import balance
from fantascope.db.database import Database
from fantascope.events.models import Event
from fantascope.jobs.models import Job

TOY = Path(__file__).parents[1] / "worker" / "toy.py"
KILLS, KILLING_S, CREDITS, LEASE_S = 12, 4.0, 10_000, 1.0


class Town:
    """A server with its workers, restarted when killed, and a customer who keeps the receipts."""

    def __init__(self, url: str, folder: Path, owners: list[str]) -> None:
        self._command = [sys.executable, str(TOY), "server", url, str(folder), str(LEASE_S), "2", "4", "0.03", *owners]
        self.receipts: list[str] = []
        self.pids: set[int] = set()
        self._orders = 0
        self._over = threading.Event()
        self._server = self._start()
        self._customer = threading.Thread(target=self._order, daemon=True)
        self._customer.start()

    def _start(self) -> subprocess.Popen[str]:
        server = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.pids.add(server.pid)
        threading.Thread(target=self._collect, args=(server,), daemon=True).start()
        return server

    def _collect(self, server: subprocess.Popen[str]) -> None:
        assert server.stdout is not None
        for line in server.stdout:
            if len(words := line.split()) == 2 and line.endswith("\n"):
                self.receipts.append(words[1])
        server.stdout.close()

    def _order(self) -> None:
        while not self._over.wait(0.2):
            assert self._server.stdin is not None
            with contextlib.suppress(OSError, ValueError):
                self._server.stdin.write(f"{self._orders}\n")
                self._server.stdin.flush()
                self._orders += 1

    def workers(self) -> list[int]:
        children: list[int] = []
        for task in Path(f"/proc/{self._server.pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                children += map(int, task.read_text().split())
        self.pids.update(children)
        return children

    def kill(self, whom: str, which: random.Random) -> None:
        victims = [which.choice(workers)] if whom != "server" and (workers := self.workers()) else []
        for pid in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if whom != "worker":
            self.workers()
            self._server.kill()
            self._server.wait()
            with contextlib.suppress(OSError):
                self._server.stdin.close()  # type: ignore[union-attr]
            self._server = self._start()

    def no_more_orders(self) -> None:
        self._over.set()
        self._customer.join()

    def close(self) -> None:
        self.no_more_orders()
        self.workers()
        self._server.send_signal(signal.SIGINT)
        with contextlib.suppress(OSError):
            self._server.stdin.close()  # type: ignore[union-attr]
        try:
            self._server.wait(20)
        finally:
            self._server.kill()
            self._server.wait()


def test_killing_at_random_moments(
    db: Database, tmp_path: Path, until: Callable[[Callable[[], bool]], bool], alive: Callable[[int], bool]
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    with db.write() as session:
        owners = [
            create_owner(session, name, now=1.0, queued_cap=10_000, free_credits=CREDITS).id for name in ("ann", "bob")
        ]
    which = random.Random(20)
    town = Town(db.url, folder, owners)
    try:
        assert until(lambda: len(town.receipts) > 3)
        kills, end = 0, time.monotonic() + KILLING_S
        while (kills < KILLS and time.monotonic() < end) or not _begun_anew(db):
            kills += 1
            _wait_for_work(db)
            time.sleep(which.uniform(0.0, 0.3))
            town.kill(which.choice(["worker", "worker", "server", "both"]), which)
        receipts = len(town.receipts)
        assert until(lambda: len(town.receipts) > receipts), "the server still takes orders"
        town.no_more_orders()
        assert until(lambda: _unfinished(db) == 0), "every job ends"
    finally:
        town.close()
    assert until(lambda: not any(alive(pid) for pid in town.pids)), "nobody is left behind"

    with db.read() as session:
        jobs = {job.id: job for job in session.scalars(select(Job))}
        ends = session.scalars(select(Event).where(Event.kind == "ended")).all()
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.job_id.is_not(None))).all()
        left = sum(balance(session, owner) for owner in owners)
    assert len(town.receipts) > 10
    assert set(town.receipts) <= set(jobs), "what was acknowledged is there"
    assert sorted(event.subject for event in ends) == sorted(jobs), "each job ended, once"
    assert {event.subject: event.data["state"] for event in ends} == {job.id: job.state for job in jobs.values()}
    made = [event for event in ends if event.data["state"] == "completed"]
    assert all((folder / event.data["said"]).read_text() == "0\n1\n2\n3\n" for event in made)
    assert all(job.error_code == "worker_lost" for job in jobs.values() if job.state != "completed")
    assert sorted(entry.kind for entry in entries if entry.closing == "open") == ["reserve"] * len(jobs)
    assert len([entry for entry in entries if entry.closing == "done"]) == len(jobs)
    assert left == 2 * CREDITS - len(made), "paid for what was delivered, and for nothing else"


def _begun_anew(db: Database) -> bool:
    """Whether somebody has been killed in the act already, and another has begun anew."""
    with db.read() as session:
        return session.scalar(select(Job.id).where(Job.attempt > 1).limit(1)) is not None


def _wait_for_work(db: Database) -> None:
    """A kill is worth most when somebody works; but not for ever."""
    end = time.monotonic() + 2.0
    while time.monotonic() < end:
        with db.read() as session:
            if session.scalar(select(Job.id).where(Job.state == "running", Job.lease_until > time.time()).limit(1)):
                return
        time.sleep(0.05)


def _unfinished(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).where(Job.state.in_(["queued", "running"]))) or 0
