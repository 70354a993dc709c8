"""A step that is killed at any of its writes, before it or after: the batch ends as if nothing had happened."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fantascope.db.database import Database
from fantascope.jobs.models import Job
from fantascope.studio.batches import actions
from fantascope.studio.batches.types import OPEN
from fantascope.studio.files.models import File
from fantascope.studio.files.rubbish import sweep
from fantascope.studio.videos.models import Video


class Killed(BaseException):
    """Nothing catches it, as nothing catches kill -9."""


class Killing:
    """A database at whose `at`-th write the process dies: before it (even), or right after its commit (odd)."""

    def __init__(self, db: Database, at: int) -> None:
        self._db, self._left = db, at
        self.read = db.read

    @contextmanager
    def write(self) -> Iterator[Session]:
        self._tick()
        with self._db.write() as session:
            yield session
        self._tick()

    def _tick(self) -> None:
        if self._left == 0:
            raise Killed
        self._left -= 1


@pytest.fixture
def db(sqlite_db: Database) -> Database:
    """What is tried here is the order of our own writes: one database will do."""
    return sqlite_db


def _run(batches: Any, begun: Any, killed_at: int, *, call_off: bool) -> int:
    """Move the batch to its end, killed once; how many ticks there were before its end, at least."""
    house = dataclasses.replace(batches.house, db=Killing(batches.house.db, killed_at))
    deaths = 0
    for turn in range(40):
        if call_off and turn == 2:
            actions.cancel(batches.house, batches.owner, begun.id)
        try:
            batches.step(house)
        except Killed:
            deaths += 1
            house = batches.house
        if turn % 3 == 2:
            batches.finish()
        if batches.look(begun.id).status not in OPEN:
            return deaths
    raise AssertionError(batches.look(begun.id))


@pytest.mark.parametrize("call_off", [False, True])
def test_killed_anywhere(batches: Any, make_line: Any, call_off: bool) -> None:
    names = ["a", "wrong", "b"]
    killed_at = 0
    while True:
        begun = batches.begin([make_line(name, **({"size": "1x1"} if name == "wrong" else {})) for name in names])
        deaths = _run(batches, begun, killed_at, call_off=call_off)
        done = batches.look(begun.id)
        assert done.status == ("cancelled" if call_off else "completed")
        results = batches.results(done.output_file_id) + batches.results(done.error_file_id)
        assert sorted(one["custom_id"] for one in results) == sorted(names)
        with batches.house.db.read() as session:
            videos = session.scalars(select(Video.id)).all()
            running = session.scalars(select(Job.id).where(Job.state.in_(["queued", "running"]))).all()
            files = session.scalars(select(File.id).where(File.purpose == "batch_output")).all()
        told = {one["response"]["body"]["id"] for one in results if one["response"] and "id" in one["response"]["body"]}
        assert set(videos) == told | _earlier(batches, told)
        assert running == []
        assert set(files) >= {done.output_file_id, done.error_file_id} - {None}
        assert len(files) == len(set(files)) == _seen(batches, done)
        if not deaths:
            break
        killed_at += 1
    assert killed_at > (12 if call_off else 16)
    sweep(batches.house.db, batches.house.blobs, batches.house.clock() + 1e7)
    with batches.house.db.read() as session:
        kept = set(session.scalars(select(File.blob)))
    folder = batches.house.settings.home / "blobs"
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == kept


def _earlier(batches: Any, told: set[str]) -> set[str]:
    """Videos of the batches before; remembers these."""
    known: set[str] = getattr(batches, "known", set())
    batches.known = known | told
    return known


def _seen(batches: Any, done: Any) -> int:
    """Result files so far, this batch's counted."""
    batches.count = getattr(batches, "count", 0) + len({done.output_file_id, done.error_file_id} - {None})
    return int(batches.count)
