"""Chaos: `fantascope serve` under load, its worker, itself or both killed -9 at random moments; then the books.

Run: python benchmarks/chaos.py [--kills 50] [--seed 1] [--lease 6] [--database postgres|URL]

Two owners keep asking for clips of the engine "trial" over HTTP. Each kill waits until a job runs, then for a random
moment. At the end every acknowledged video must have ended, once; the ledger must hold exactly what was delivered; each
completed clip must download and decode; no process may be left. Printed: how long killed jobs waited for their next
worker. The exit status is 1 when anything is wrong. `--database`: an empty one, or
"postgres" for one started here; by default SQLite in a temporary home.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import av
import httpx2
from sqlalchemy import select

from fantascope.accounts.models import LedgerEntry, Owner
from fantascope.accounts.queries import balance
from fantascope.db.database import Database
from fantascope.events.models import Event
from fantascope.jobs.models import Job
from fantascope.studio.videos.models import Video
from server_of_postgres import postgres

CREDITS = 1_000_000
ENDS = ("video.completed", "video.failed")


class Site:
    """The server in a home of its own, started again whenever it was killed."""

    def __init__(self, home: Path, database: str | None, lease_s: float) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = (home / "serve.log").open("ab")
        folder = home / "trial"
        folder.mkdir()
        engine = f'[[engines]]\nname = "trial"\nkind = "trial"\noptions = {{ folder = "{folder}" }}\n'
        (home / "fantascope.toml").write_text(engine)
        self.env = os.environ | {"FANTASCOPE_HOME": str(home), "FANTASCOPE_LEASE_S": str(lease_s)}
        if database:
            self.env["FANTASCOPE_DATABASE"] = database
        self.url = database or f"sqlite:///{home / 'fantascope.db'}"
        self.pids: set[int] = set()
        self.run("migrate")
        self.keys = [self.run("admin", "key", "create", "--name", name, "--quiet") for name in ("ann", "bob")]
        for name in ("ann", "bob"):
            self.run("admin", "owner", "set", name, "--limited", "--queued-cap", "10000")
            self.run("admin", "credits", "grant", name, str(CREDITS))
        self.start()

    def run(self, *words: str) -> str:
        done = subprocess.run(self._command(*words), env=self.env, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "fantascope", *words]

    def start(self) -> None:
        self.server = subprocess.Popen(
            self._command("serve", "--port", str(self.port)), env=self.env, stdout=self.log, stderr=self.log
        )
        self.pids.add(self.server.pid)

    def workers(self) -> list[int]:
        found: list[int] = []
        for task in Path(f"/proc/{self.server.pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
        self.pids.update(found)
        return found

    def busy(self, running: dict[str, tuple[int, str]]) -> bool:
        """Whether a worker of this moment is at a job."""
        return any(f"-{pid}-" in name for pid in self.workers() for _, name in running.values())

    def kill(self, whom: str) -> list[int]:
        """Kill; returns the workers that died of it."""
        workers = self.workers()
        if whom != "server":
            for pid in workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        if whom != "worker":
            self.server.kill()
            self.server.wait()
            self.start()
        return workers if whom != "server" else []

    def stop(self) -> None:
        self.workers()
        self.server.terminate()
        try:
            self.server.wait(20)
        finally:
            self.server.kill()
            self.server.wait()
            self.log.close()

    def left(self) -> list[int]:
        return [pid for pid in self.pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Customer(threading.Thread):
    """Asks for a clip again and again, and keeps the receipts."""

    def __init__(self, site: Site, key: str, every_s: float) -> None:
        super().__init__(daemon=True)
        self.site, self.every_s, self.over = site, every_s, threading.Event()
        self.receipts: list[str] = []
        self.http = httpx2.Client(
            base_url=f"http://127.0.0.1:{site.port}/v1", headers={"Authorization": f"Bearer {key}"}, timeout=10.0
        )

    def run(self) -> None:
        wish = {"model": "trial", "prompt": "a ball [slow 0.5]", "seconds": "1", "size": "64x64"}
        while not self.over.wait(self.every_s):
            with contextlib.suppress(httpx2.HTTPError):
                answer = self.http.post("/videos", json=wish)
                if answer.status_code == 200:
                    self.receipts.append(answer.json()["id"])

    def stop(self) -> None:
        self.over.set()
        self.join()


class Watcher(threading.Thread):
    """Notes when each attempt at each job began, by looking."""

    def __init__(self, db: Database) -> None:
        super().__init__(daemon=True)
        self.db, self.over = db, threading.Event()
        self.begun: dict[tuple[str, int], float] = {}
        self.running: dict[str, tuple[int, str]] = {}

    def run(self) -> None:
        while not self.over.wait(0.05):
            with contextlib.suppress(Exception), self.db.read() as session:
                rows = session.execute(
                    select(Job.id, Job.attempt, Job.worker, Job.started_at).where(
                        Job.attempt > 0, Job.done_at.is_(None)
                    )
                ).all()
                self.running = {job: (attempt, worker or "") for job, attempt, worker, _ in rows}
                for job, attempt, _, started_at in rows:
                    self.begun.setdefault((job, attempt), started_at or 0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lease", type=float, default=6.0)
    parser.add_argument("--database")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fantascope-chaos-")))
        database = stack.enter_context(postgres()) if given.database == "postgres" else given.database
        if database == "":
            parser.error("Postgres is not installed here")
        return _chaos(folder, given.kills, random.Random(given.seed), given.lease, database)


def _chaos(home: Path, kills: int, which: random.Random, lease_s: float, database: str | None) -> int:
    site = Site(home, database, lease_s)
    db = Database(site.url)
    watcher = Watcher(db)
    watcher.start()
    customers = [Customer(site, key, 4.0) for key in site.keys]
    for customer in customers:
        customer.start()
    victims: list[tuple[str, int]] = []
    kills_at: list[float] = []
    began = time.monotonic()
    try:
        _wait(lambda: all(customer.receipts for customer in customers), 60.0)
        for number in range(kills):
            _wait(lambda: site.busy(watcher.running), 20.0)
            time.sleep(which.uniform(0.0, 3.0))
            whom = which.choice(["worker", "server", "both"])
            running, at = dict(watcher.running), time.time()
            kills_at.append(at)
            for pid in site.kill(whom):
                victims += [(job, n) for job, (n, name) in running.items() if f"-{pid}-" in name]
            print(f"{time.monotonic() - began:6.1f} s  kill {number + 1}: {whom}", flush=True)
        for customer in customers:
            customer.stop()
        ended = _wait(lambda: _unfinished(db) == 0, 600.0)
        fetched = sum(_decodes(customer.http, video) for customer in customers for video in _completed(db, customer))
    finally:
        watcher.over.set()
        site.stop()
    time.sleep(1.0)
    again = [watcher.begun[job, n + 1] for job, n in victims if (job, n + 1) in watcher.begun]
    waits = [begun - max(at for at in kills_at if at <= begun) for begun in again]
    wrong = _audit(db, customers, fetched) + ([] if ended else ["some jobs never ended"])
    wrong += [f"process {pid} was left behind" for pid in site.left()]
    if waits:
        print(
            f"killed in the act: {len(waits)}; next attempt after the last kill before it: "
            f"p50 {statistics.median(waits):.1f} s, max {max(waits):.1f} s"
        )
    print(f"{time.monotonic() - began:.0f} s in all; " + ("; ".join(wrong) or "the books are right"))
    db.close()
    return 1 if wrong else 0


def _audit(db: Database, customers: list[Customer], fetched: int) -> list[str]:
    """What is wrong with the books."""
    with db.read() as session:
        videos = {video.id: video for video in session.scalars(select(Video))}
        jobs = {job.id: job for job in session.scalars(select(Job))}
        ends = session.scalars(select(Event.subject).where(Event.kind.in_(ENDS))).all()
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.job_id.is_not(None))).all()
        left = sum(balance(session, owner) for owner in session.scalars(select(Owner.id)))
    receipts = [receipt for customer in customers for receipt in customer.receipts]
    done = [video for video in videos.values() if jobs[video.job_id].state == "completed"]
    poisoned = [job for job in jobs.values() if job.error_code == "worker_lost"]
    print(
        f"{len(receipts)} receipts, {len(jobs)} jobs, {len(done)} completed ({fetched} downloaded and decoded), "
        f"{len(poisoned)} given up after three killed workers"
    )
    checks = {
        "an acknowledged video is lost": set(receipts) <= set(videos),
        "a video did not end exactly once": sorted(ends) == sorted(videos),
        "a job failed for another reason than killed workers": len(done) + len(poisoned) == len(jobs),
        "a job was not charged exactly once": sorted(e.job_id or "" for e in entries if e.closing == "open")
        == sorted(jobs),
        "a charge was not closed exactly once": sorted(e.job_id or "" for e in entries if e.closing == "done")
        == sorted(jobs),
        "the ledger does not hold what was delivered": left == 2 * CREDITS - sum(video.credits for video in done),
        "a completed clip does not decode": fetched == len(done),
    }
    return [what for what, right in checks.items() if not right]


def _unfinished(db: Database) -> int:
    with db.read() as session:
        return len(session.scalars(select(Job.id).where(Job.done_at.is_(None))).all())


def _completed(db: Database, customer: Customer) -> list[str]:
    owner = customer.http.get("/videos", params={"limit": 1}).json()["data"][0]["id"]
    with db.read() as session:
        owner_id = session.scalar(select(Video.owner_id).where(Video.id == owner))
        query = select(Video.id).join(Job, Job.id == Video.job_id).where(Video.owner_id == owner_id)
        return list(session.scalars(query.where(Job.state == "completed")))


def _decodes(http: httpx2.Client, video: str) -> bool:
    answer = http.get(f"/videos/{video}/content", follow_redirects=True)
    if answer.status_code != 200:
        return False
    with av.open(io.BytesIO(answer.content), mode="r") as clip:
        return any(True for _ in clip.decode(video=0))


def _wait(true: object, most_s: float) -> bool:
    end = time.monotonic() + most_s
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    sys.exit(main())
