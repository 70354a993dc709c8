"""Recurring tasks: each goes on whatever the others do, and those for one worker are done by one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from fantascope.db.database import Database
from fantascope.jobs.models import Chore
from fantascope.jobs.presence import chore_done, gone, seen, take_chore
from fantascope.jobs.queries import workers
from fantascope.worker.housekeeping import Housekeeping, Task

Until = Callable[[Callable[[], bool]], bool]


def test_a_task_for_one_is_done_by_one(db: Database) -> None:
    assert take_chore(db, "sweep", worker="a", hold_s=10.0, now=100.0)
    assert not take_chore(db, "sweep", worker="b", hold_s=10.0, now=105.0)
    assert take_chore(db, "other", worker="b", hold_s=10.0, now=105.0)
    chore_done(db, "sweep", worker="a", due_at=130.0)
    assert not take_chore(db, "sweep", worker="b", hold_s=10.0, now=129.0)
    assert take_chore(db, "sweep", worker="b", hold_s=10.0, now=130.0)
    assert take_chore(db, "sweep", worker="c", hold_s=10.0, now=141.0), "b is taken for dead"
    chore_done(db, "sweep", worker="b", due_at=999.0)
    with db.read() as session:
        chore = session.get(Chore, "sweep")
    assert chore is not None
    assert chore.holder == "c", "who was taken for dead has no say"


def test_many_ask_at_once_and_one_gets_it(db: Database) -> None:
    got: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda name=name: got.append(take_chore(db, "x", worker=name, hold_s=60.0, now=time.time()))
        )
        for name in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 5 + [True]


def test_one_failing_or_hanging_task_stops_no_other(sqlite_db: Database, until: Until) -> None:
    hang, counts = threading.Event(), {"good": 0, "bad": 0, "alone": 0}

    def count(name: str) -> Any:
        def run() -> None:
            counts[name] += 1
            if name == "bad":
                raise ValueError(name)

        return run

    tasks = [
        Task("hangs", 0.01, hang.wait, alone=False),
        Task("bad", 0.01, count("bad"), alone=False),
        Task("good", 0.01, count("good"), alone=False),
        Task("alone", 3600.0, count("alone")),
    ]
    keepers = [Housekeeping(sqlite_db, name, tasks) for name in ("a", "b")]
    for keeper in keepers:
        keeper.start()
    assert until(lambda: min(counts["good"], counts["bad"]) > 5)
    assert until(lambda: counts["alone"] == 1)
    hang.set()
    for keeper in keepers:
        keeper.stop()
    assert counts["alone"] == 1


def test_workers_are_seen_and_forgotten(db: Database) -> None:
    seen(db, "old", ["world"], now=100.0)
    seen(db, "new", ["world", "trial"], now=3000.0)
    seen(db, "new", ["world", "trial"], now=3010.0)
    with db.read() as session:
        assert [(w.id, w.engines, w.started_at) for w in workers(session, since=3005.0)] == [
            ("new", ["world", "trial"], 3000.0)
        ]
    seen(db, "new", [], now=4000.0)
    gone(db, "new")
    with db.read() as session:
        assert list(workers(session, since=0.0)) == []
