"""Events: in order, by subject, resumable, prunable; on both databases."""

from __future__ import annotations

from fantascope.db.database import Database
from fantascope.events.actions import append, prune
from fantascope.events.queries import after, latest


def _append(db: Database, subject: str, kind: str, now: float = 1.0) -> int:
    with db.write() as session:
        return append(session, owner_id="o", subject=subject, kind=kind, data={"é": [1, None]}, now=now)


def test_a_reader_goes_on_where_it_stopped(db: Database) -> None:
    numbers = [_append(db, subject, f"k{n}") for n, subject in enumerate(["v1", "v2", "v1", "v1"])]
    assert numbers == sorted(set(numbers))
    with db.read() as session:
        assert [event.kind for event in after(session, subject="v1", seq=0)] == ["k0", "k2", "k3"]
        assert [event.kind for event in after(session, subject="v1", seq=numbers[0], limit=1)] == ["k2"]
        assert after(session, subject="v1", seq=numbers[3]) == []
        assert (latest(session, subject="v1"), latest(session, subject="v2"), latest(session, subject="v3")) == (
            numbers[3],
            numbers[1],
            0,
        )
        assert after(session, subject="v2", seq=0)[0].data == {"é": [1, None]}


def test_pruning_removes_the_old_and_numbers_never_come_again(db: Database) -> None:
    old = [_append(db, "v1", "old", now=10.0) for _ in range(3)]
    assert prune(db, before=10.0) == 0
    assert prune(db, before=11.0) == 3
    assert _append(db, "v1", "new", now=12.0) > max(old)
    assert prune(db, before=11.0) == 0


def test_an_event_is_undone_with_its_change(db: Database) -> None:
    class Undo(Exception):
        pass

    try:
        with db.write() as session:
            append(session, owner_id="o", subject="v1", kind="x", data={}, now=1.0)
            raise Undo
    except Undo:
        pass
    with db.read() as session:
        assert after(session, subject="v1", seq=0) == []
