"""Batches from beginning to end: results, refusals, calling off, running out of time."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from fantascope.accounts.actions import create_owner, set_limits
from fantascope.jobs.models import Job
from fantascope.kernel.errors import Conflict, InvalidInput, NotFound, Transient
from fantascope.studio.batches import actions
from fantascope.studio.batches.queries import find, listing
from fantascope.studio.batches.step import IN_FLIGHT
from fantascope.studio.files import actions as files
from fantascope.studio.files.models import File
from fantascope.studio.files.rubbish import sweep
from fantascope.studio.videos.models import Video
from fantascope.webhooks import actions as webhooks
from fantascope.webhooks.models import Delivery


def _videos(batches: Any) -> int:
    with batches.house.db.read() as session:
        return session.scalar(select(func.count()).select_from(Video)) or 0


def test_from_beginning_to_end(batches: Any, make_line: Any, work: Any) -> None:
    """Real clips, one of which fails, and one request that is none."""
    with batches.house.db.write() as session:
        hook = {"name": "x", "url": "https://x.example/", "kinds": ["batch.completed"]}
        webhooks.create(session, batches.owner, **hook, allowed=(), now=0.0)
    items = [make_line("a"), make_line("b", prompt="[fail] a cube"), make_line("c", size="63x64"), make_line("d", n=2)]
    begun = batches.begin(items, metadata={"who": "é"})
    assert (begun.status, begun.total, begun.metadata) == ("validating", 0, {"who": "é"})
    batches.step()
    assert batches.look(begun.id).status == "in_progress"
    batches.step()
    seen = batches.look(begun.id)
    assert (seen.total, seen.completed, seen.failed) == (4, 0, 2)
    while work():
        pass
    batches.step()
    done = batches.look(begun.id)
    assert (done.status, done.total, done.completed, done.failed) == ("completed", 4, 1, 3)
    assert {"in_progress_at", "finalizing_at", "completed_at"} <= set(done.times)
    (good,) = batches.results(done.output_file_id)
    assert (good["custom_id"], good["error"], good["response"]["status_code"]) == ("a", None, 200)
    assert good["response"]["body"]["status"] == "completed"
    failed, odd, double = batches.results(done.error_file_id)
    assert failed["custom_id"] == "b"
    assert failed["error"]["code"] == failed["response"]["body"]["error"]["code"]
    assert odd["response"]["status_code"] == 400
    assert odd["response"]["body"]["error"]["code"] == "bad_size"
    assert odd["response"]["body"]["error"]["param"] == "size"
    assert double["response"]["body"]["error"]["code"] == "bad_n"
    with batches.house.db.read() as session:
        told = session.scalars(select(Delivery)).one()
    assert json.loads(told.body)["data"] == {"id": begun.id}
    batches.step()
    assert sweep(batches.house.db, batches.house.blobs, batches.house.clock() + 1e7) == 0


BAD_LINES = [
    ("{", "invalid_json_line"),
    ("[]", "invalid_json_line"),
    ("NaN", "invalid_json_line"),
    ('{"a": NaN}', "invalid_json_line"),
    ("[" * 100_000, "invalid_json_line"),
    ("\xff\x00", "invalid_json_line"),
    ({"method": "POST", "url": "/v1/videos", "body": {}}, "missing_custom_id"),
    ({"custom_id": 1, "method": "POST", "url": "/v1/videos", "body": {}}, "missing_custom_id"),
    ({"custom_id": "", "method": "POST", "url": "/v1/videos", "body": {}}, "missing_custom_id"),
    ({"custom_id": "x" * 257, "method": "POST", "url": "/v1/videos", "body": {}}, "missing_custom_id"),
    ({"custom_id": "x\x00", "method": "POST", "url": "/v1/videos", "body": {}}, "missing_custom_id"),
    ({"custom_id": "x", "method": "GET", "url": "/v1/videos", "body": {}}, "invalid_method"),
    ({"custom_id": "x", "url": "/v1/videos", "body": {}}, "invalid_method"),
    ({"custom_id": "x", "method": "POST", "url": "/v1/images", "body": {}}, "mismatched_endpoint"),
    ({"custom_id": "x", "method": "POST", "url": "/v1/videos"}, "missing_body"),
    ({"custom_id": "x", "method": "POST", "url": "/v1/videos", "body": []}, "missing_body"),
    ({"custom_id": "x", "method": "POST", "url": "/v1/videos", "body": {}, "more": 1}, "unknown_parameter"),
    ({"custom_id": "good", "method": "POST", "url": "/v1/videos", "body": {}}, "duplicate_custom_id"),
]


def test_a_file_with_wrong_lines_is_refused_line_by_line(batches: Any, make_line: Any) -> None:
    begun = batches.begin([make_line("good"), "", *(item for item, _ in BAD_LINES)])
    batches.step()
    batches.step()
    seen = batches.look(begun.id)
    assert (seen.status, seen.total, _videos(batches)) == ("failed", 0, 0)
    told = [(error["line"], error["code"]) for error in seen.errors]
    assert told == [(number, code) for number, (_, code) in enumerate(BAD_LINES, start=3)]
    assert seen.times["failed_at"] >= seen.created_at


def test_a_file_without_requests_or_that_is_gone(batches: Any, make_line: Any) -> None:
    empty = batches.begin(["", "  "])
    gone = batches.begin([make_line("a")])
    files.remove(batches.house, batches.owner, gone.input_file_id)
    batches.step()
    assert batches.look(empty.id).errors[0]["code"] == "empty_batch"
    assert batches.look(gone.id).errors[0]["code"] == "input_file_missing"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"endpoint": "/v1/images"}, "bad_endpoint"),
        ({"window": "48h"}, "bad_completion_window"),
        ({"metadata": {str(n): "" for n in range(17)}}, "bad_metadata"),
        ({"metadata": {"": "x"}}, "bad_metadata"),
        ({"metadata": {"x": "y" * 513}}, "bad_metadata"),
        ({"metadata": {"x": "\x00"}}, "bad_metadata"),
        ({"metadata": {"x": "\ud800"}}, "bad_metadata"),
    ],
)
def test_what_is_no_batch(batches: Any, make_line: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        batches.begin([make_line("a")], **options)
    assert caught.value.code == code


def test_the_file_must_be_for_a_batch_and_ones_own(batches: Any, make_line: Any, tmp_path: Any) -> None:
    (tmp_path / "x").write_text("{}")
    other = files.store(batches.house, batches.owner, tmp_path / "x", filename="x", purpose="vision")
    wanted = {"endpoint": "/v1/videos", "window": "24h", "metadata": {}}
    with pytest.raises(InvalidInput) as caught:
        actions.create(batches.house, batches.owner, input_file_id=other.id, **wanted)
    assert caught.value.code == "bad_purpose"
    begun = batches.begin([make_line("a")])
    with batches.house.db.write() as session:
        stranger = create_owner(session, "bob", now=0.0).id
    for ask in (
        lambda: actions.create(batches.house, stranger, input_file_id=begun.input_file_id, **wanted),
        lambda: actions.cancel(batches.house, stranger, begun.id),
        lambda: actions.cancel(batches.house, batches.owner, "batch_\x00"),
    ):
        with pytest.raises(NotFound):
            ask()
    with batches.house.db.read() as session:
        assert listing(session, stranger, after=None, limit=9) == ([], False)
        with pytest.raises(NotFound):
            find(session, stranger, begun.id)


def test_a_long_batch_leaves_room_for_others(batches: Any, make_line: Any) -> None:
    begun = batches.begin([make_line(f"n{n}") for n in range(IN_FLIGHT + 4)])
    for _ in range(4):
        batches.step()
    assert _videos(batches) == IN_FLIGHT
    assert batches.finish() == IN_FLIGHT
    batches.step()
    assert batches.finish() == 4
    batches.step()
    done = batches.look(begun.id)
    assert (done.status, done.completed) == ("completed", IN_FLIGHT + 4)
    names = [one["custom_id"] for one in batches.results(done.output_file_id)]
    assert names == [f"n{n}" for n in range(IN_FLIGHT + 4)]
    assert done.error_file_id is None


def test_a_full_queue_and_passing_troubles_are_waited_out(batches: Any, make_line: Any) -> None:
    with batches.house.db.write() as session:
        set_limits(session, batches.owner, queued_cap=1)
    begun = batches.begin([make_line("a"), make_line("b")])
    batches.step()

    def troubled(*_: Any) -> str:
        raise Transient("storage_unreachable", "the storage does not answer")

    batches.step(make=troubled)
    assert _videos(batches) == 0
    for _ in range(2):
        batches.step()
        assert _videos(batches) == 1
    batches.finish()
    batches.step()
    batches.finish()
    batches.step()
    assert batches.look(begun.id).completed == 2


def test_a_defect_in_one_line_or_batch_holds_up_no_other(batches: Any, make_line: Any) -> None:
    begun = batches.begin([make_line("a")])
    batches.step()

    def broken(*_: Any) -> str:
        raise ZeroDivisionError

    batches.step(make=broken)
    batches.step(shape=broken)
    batches.step()
    done = batches.look(begun.id)
    assert (done.status, done.failed) == ("completed", 1)
    assert batches.results(done.error_file_id)[0]["response"]["status_code"] == 500


@pytest.mark.parametrize("when", ["validating", "in_progress", "half done"])
def test_calling_off(batches: Any, make_line: Any, when: str) -> None:
    begun = batches.begin([make_line(f"n{n}") for n in range(IN_FLIGHT + 2)])
    if when != "validating":
        batches.step()
        batches.step()
    if when == "half done":
        batches.finish()
        batches.step()
    assert actions.cancel(batches.house, batches.owner, begun.id).status == "cancelling"
    assert actions.cancel(batches.house, batches.owner, begun.id).status == "cancelling"
    batches.step()
    batches.step()
    done = batches.look(begun.id)
    assert done.status == "cancelled"
    made = len(batches.results(done.output_file_id))
    refused = batches.results(done.error_file_id)
    assert made == (IN_FLIGHT if when == "half done" else 0)
    assert made + len(refused) == (0 if when == "validating" else IN_FLIGHT + 2)
    codes = {one["error"]["code"] for one in refused}
    assert codes <= {"batch_cancelled", "cancelled"}
    with pytest.raises(Conflict):
        actions.cancel(batches.house, batches.owner, begun.id)
    with batches.house.db.read() as session:
        assert session.scalars(select(Job.state).where(Job.state.in_(["queued", "running"]))).all() == []


def test_running_out_of_time(batches: Any, make_line: Any) -> None:
    begun = batches.begin([make_line(f"n{n}") for n in range(IN_FLIGHT + 1)], output_keep_s=3600.0)
    batches.step()
    batches.step()
    batches.finish()
    late = begun.expires_at + 1.0
    batches.step(now=late)
    batches.step(now=late)
    done = batches.look(begun.id)
    assert (done.status, done.completed, done.failed) == ("expired", IN_FLIGHT, 1)
    assert batches.results(done.error_file_id)[0]["error"]["code"] == "batch_expired"
    assert files.expire(batches.house.db, late + 3601.0) == 2


def test_workers_that_step_at_once_make_nothing_twice(batches: Any, make_line: Any) -> None:
    begun = batches.begin([make_line(f"n{n}") for n in range(6)])

    def steps() -> None:
        for _ in range(3):
            batches.step()

    for _ in range(2):
        threads = [threading.Thread(target=steps) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        batches.finish()
    batches.step()
    done = batches.look(begun.id)
    assert (done.status, done.completed, _videos(batches)) == ("completed", 6, 6)
    assert len(batches.results(done.output_file_id)) == 6
    with batches.house.db.read() as session:
        assert session.scalar(select(func.count()).select_from(File)) == 2


def test_pages(batches: Any, make_line: Any) -> None:
    ids = {batches.begin([make_line("a")]).id for _ in range(5)}
    with batches.house.db.read() as session:
        first, more = listing(session, batches.owner, after=None, limit=3)
        rest, none = listing(session, batches.owner, after=first[-1].id, limit=3)
    assert (more, none) == (True, False)
    assert {one.id for one in (*first, *rest)} == ids
