"""Files: a row and its bytes come and go together."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sqlalchemy import select

from fantascope.accounts.actions import create_owner
from fantascope.kernel.errors import InvalidInput, NotFound
from fantascope.studio.files import actions
from fantascope.studio.files.models import File, Rubbish
from fantascope.studio.files.queries import find, listing
from fantascope.studio.files.rubbish import sweep
from fantascope.studio.house import House


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("{}\n")
    return path


def _blobs(house: House) -> list[Path]:
    return [path for path in (house.settings.home / "blobs").rglob("*") if path.is_file()]


def test_a_file_is_kept_and_removed_with_its_bytes(house: House, owner: str, source: Path) -> None:
    kept = actions.store(house, owner, source, filename="requêtes.jsonl", purpose="batch")
    assert (kept.bytes, kept.filename, kept.purpose, kept.expires_at) == (3, "requêtes.jsonl", "batch", None)
    assert [path.read_text() for path in _blobs(house)] == ["{}\n"]
    assert sweep(house.db, house.blobs, house.clock() + 1e7) == 0
    actions.remove(house, owner, kept.id)
    with pytest.raises(NotFound), house.db.read() as session:
        find(session, owner, kept.id, house.clock())
    assert sweep(house.db, house.blobs, house.clock() + 1) == 1
    assert _blobs(house) == []


def test_a_put_that_is_never_finished_leaves_nothing(house: House, owner: str, source: Path) -> None:
    actions.put_aside(house, source)
    assert len(_blobs(house)) == 1
    sweep(house.db, house.blobs, house.clock() + 1e6)
    assert _blobs(house) == []
    with house.db.read() as session:
        assert session.scalars(select(File)).all() == session.scalars(select(Rubbish)).all() == []


def test_files_expire(house: House, owner: str, source: Path) -> None:
    early = dataclasses.replace(house, clock=lambda: 1000.0)
    kept = actions.store(early, owner, source, filename="a", purpose="vision", keep_s=3600.0)
    lasting = actions.store(early, owner, source, filename="b", purpose="vision")
    assert kept.expires_at == 4600
    assert actions.expire(house.db, 4599.0) == 0
    with house.db.read() as session:
        page, _ = listing(session, owner, after=None, limit=9, order="asc", purpose=None, now=4600.0)
        assert [one.id for one in page] == [lasting.id]
        with pytest.raises(NotFound):
            find(session, owner, kept.id, 4600.0)
    assert actions.expire(house.db, 4600.0) == 1
    assert sweep(house.db, house.blobs, 4601.0) == 1
    assert len(_blobs(house)) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "fun"}, "bad_purpose"),
        ({"purpose": "batch_output"}, "bad_purpose"),
        ({"filename": ""}, "bad_filename"),
        ({"filename": "a\x00"}, "bad_filename"),
        ({"filename": "a\nb"}, "bad_filename"),
        ({"keep_s": 3599.0}, "bad_expires_after"),
        ({"keep_s": 1e9}, "bad_expires_after"),
    ],
)
def test_what_is_no_file(house: House, owner: str, source: Path, change: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        actions.store(house, owner, source, **{"filename": "a", "purpose": "batch", **change})  # type: ignore[arg-type]
    assert caught.value.code == code
    assert _blobs(house) == []


def test_an_empty_file_is_refused(house: House, owner: str, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(InvalidInput) as caught:
        actions.store(house, owner, tmp_path / "empty", filename="a", purpose="batch")
    assert caught.value.code == "empty_file"


def test_others_see_nothing(house: House, owner: str, source: Path) -> None:
    kept = actions.store(house, owner, source, filename="a", purpose="batch")
    with house.db.write() as session:
        other = create_owner(session, "bob", now=0.0).id
    with pytest.raises(NotFound):
        actions.remove(house, other, kept.id)
    with house.db.read() as session:
        for name in (kept.id, "file_\x00", "../x", "file_" + "0" * 32):
            with pytest.raises(NotFound):
                find(session, other, name, 0.0)
        page = listing(session, other, after=None, limit=9, order="asc", purpose=None, now=0.0)
        assert page == ([], False)
        with pytest.raises(InvalidInput):
            listing(session, other, after=kept.id, limit=9, order="asc", purpose=None, now=0.0)


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_pages(house: House, owner: str, source: Path, order: str) -> None:
    times = iter([1.0, 2.0, 2.0, 2.0, 3.0] * 9)
    dated = dataclasses.replace(house, clock=lambda: next(times))
    for number in range(5):
        purpose = "batch" if number % 2 else "vision"
        actions.store(dated, owner, source, filename=str(number), purpose=purpose)
    seen: list[str] = []
    with house.db.read() as session:
        whole, _ = listing(session, owner, after=None, limit=99, order=order, purpose=None, now=9.0)  # type: ignore[arg-type]
        while True:
            after = seen[-1] if seen else None
            page, more = listing(session, owner, after=after, limit=2, order=order, purpose=None, now=9.0)  # type: ignore[arg-type]
            seen += [one.id for one in page]
            if not more:
                break
        some, _ = listing(session, owner, after=None, limit=99, order="asc", purpose="batch", now=9.0)
    assert seen == [one.id for one in whole]
    assert sorted(one.filename for one in some) == ["1", "3"]
    stamps = [one.created_at for one in whole]
    assert stamps == sorted(stamps, reverse=order == "desc")
