"""Blobs come and go with the rows that point to them, whatever is killed in between."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from fantascope.db.database import Database
from fantascope.kernel.errors import NotFound, Transient
from fantascope.storage.blobs import Blobs, new_key
from fantascope.studio.files.models import Rubbish
from fantascope.studio.files.rubbish import doomed, spared, sweep


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs("memory://", tmp_path)


def _entered(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Rubbish.blob)))


def _write(db: Database, blobs: Blobs, folder: Path, until: float) -> str:
    key = new_key("files")
    (folder / "source").write_bytes(b"bytes")
    with db.write() as session:
        doomed(session, [key], until)
    blobs.put(key, folder / "source")
    return key


def test_a_blob_that_nothing_came_to_point_to_goes(db: Database, blobs: Blobs, tmp_path: Path) -> None:
    key = _write(db, blobs, tmp_path, until=100.0)
    assert sweep(db, blobs, 99.0) == 0
    assert blobs.size(key) == 5
    assert sweep(db, blobs, 101.0) == 1
    with pytest.raises(NotFound):
        blobs.size(key)
    assert _entered(db) == []


def test_a_spared_blob_stays(db: Database, blobs: Blobs, tmp_path: Path) -> None:
    key = _write(db, blobs, tmp_path, until=100.0)
    with db.write() as session:
        spared(session, [key])
    assert sweep(db, blobs, 1e9) == 0
    assert blobs.size(key) == 5


def test_sparing_that_is_rolled_back_did_not_happen(db: Database, blobs: Blobs, tmp_path: Path) -> None:
    key = _write(db, blobs, tmp_path, until=100.0)

    def broken() -> None:
        with db.write() as session:
            spared(session, [key])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert sweep(db, blobs, 101.0) == 1


def test_what_was_swept_cannot_be_spared(db: Database, blobs: Blobs, tmp_path: Path) -> None:
    key = _write(db, blobs, tmp_path, until=100.0)
    other = _write(db, blobs, tmp_path, until=1000.0)
    sweep(db, blobs, 101.0)
    with pytest.raises(Transient) as caught, db.write() as session:
        spared(session, [other, key])
    assert caught.value.code == "blob_swept"
    assert _entered(db) == [other]


def test_what_is_being_swept_cannot_be_spared_and_a_killed_sweep_is_taken_up(db: Database, tmp_path: Path) -> None:
    class Killed(Blobs):
        def delete(self, key: str) -> None:
            raise KeyboardInterrupt

    killed = Killed("memory://", tmp_path)
    key = _write(db, killed, tmp_path, until=100.0)
    with pytest.raises(KeyboardInterrupt):
        sweep(db, killed, 101.0)
    with pytest.raises(Transient), db.write() as session:
        spared(session, [key])
    assert sweep(db, Blobs("memory://", tmp_path), 0.0) == 1
    assert _entered(db) == []


def test_entering_twice_keeps_the_first_time(db: Database) -> None:
    for until in (50.0, 10.0):
        with db.write() as session:
            doomed(session, ["files/x", "files/x"], until)
    with db.read() as session:
        assert session.get_one(Rubbish, "files/x").since == 50.0


def test_sweepers_do_not_stand_in_each_others_way(db: Database, blobs: Blobs, tmp_path: Path) -> None:
    keys = [_write(db, blobs, tmp_path, until=1.0) for _ in range(12)]
    threads = [threading.Thread(target=lambda: sweep(db, blobs, 2.0, limit=5)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while sweep(db, blobs, 2.0):
        pass
    assert _entered(db) == []
    for key in keys:
        with pytest.raises(NotFound):
            blobs.size(key)
