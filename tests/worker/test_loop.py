"""What a worker does with a job: every way an attempt can end, and no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import update

from fantascope.jobs import actions
from fantascope.jobs.models import Job
from fantascope.worker.ending import bury
from fantascope.worker.loop import back_off_s

Until = Callable[[Callable[[], bool]], bool]


@contextmanager
def working(loop: Any) -> Iterator[threading.Event]:
    """The loop in a thread, stopped at the end."""
    stop = threading.Event()
    thread = threading.Thread(target=loop.run, args=(stop,))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join()


def once(shop: Any, **more: Any) -> bool:
    return bool(shop.loop(**more).once(threading.Event()))


def test_a_job_is_done_and_settled(shop_anywhere: Any) -> None:
    shop = shop_anywhere
    job_id = shop.put(steps=2)
    assert shop.balance() == -1
    assert once(shop)
    job = shop.job(job_id)
    assert (job.state, job.progress, job.attempt) == ("completed", 1.0, 1)
    (ended,) = shop.events(job_id, "ended")
    assert (shop.folder / ended["said"]).read_text() == "0\n1\n"
    assert shop.balance() == -1
    assert not once(shop)


@pytest.mark.parametrize(
    ("how", "code"), [("refuse", "toy_refused"), ("break", "internal"), ("unwritable", "internal")]
)
def test_a_job_that_fails_is_given_back_in_credits(shop: Any, how: str, code: str) -> None:
    job_id = shop.put(how=how)
    assert once(shop)
    job = shop.job(job_id)
    assert (job.state, job.error_code, job.attempt) == ("failed", code, 1)
    assert "secret" not in job.error_message
    assert [ended["said"] for ended in shop.events(job_id, "ended")] == [code]
    assert shop.balance() == 0


@pytest.mark.parametrize(("how", "code"), [("transient", "toy_away"), ("swept", "toy_swept")])
def test_only_a_trouble_that_may_pass_is_tried_again(shop: Any, how: str, code: str) -> None:
    job_id = shop.put(how=how)
    loop = shop.loop()
    for attempt in (1, 2):
        assert loop.once(threading.Event())
        job = shop.job(job_id)
        assert (job.state, job.attempt, job.error_code) == ("queued", attempt, code)
        assert job.run_after > time.time()
        assert shop.balance() == -1
        with shop.db.write() as session:
            session.execute(update(Job).values(run_after=0.0))
    assert loop.once(threading.Event())
    assert (shop.job(job_id).state, shop.job(job_id).error_code) == ("failed", code)
    assert shop.balance() == 0


def test_the_wait_doubles_and_is_spread(shop: Any) -> None:
    job_id = shop.put()
    claim = actions.claim(shop.db, worker="w", engines=[], lease_s=6.0, running_cap=1)
    assert claim is not None
    assert claim.id == job_id
    from dataclasses import replace

    low, high = "0" * 32, "f" * 32
    assert [back_off_s(replace(claim, attempt=n, token=low)) for n in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert [back_off_s(replace(claim, attempt=n, token=high)) for n in (1, 2, 9)] == [1.5, 3.0, 60.0]


def test_a_running_job_is_cancelled(shop_anywhere: Any, until: Until) -> None:
    shop = shop_anywhere
    job_id = shop.put(steps=2000, step_s=0.02)
    with working(shop.loop()):
        assert until(lambda: bool(shop.events(job_id, "progress")))
        with shop.db.write() as session:
            assert actions.cancel(session, job_id, now=time.time()) == "requested"
        asked = time.monotonic()
        assert until(lambda: shop.job(job_id).state == "cancelled")
    assert time.monotonic() - asked < 20.0
    assert shop.balance() == 0
    assert shop.job(job_id).error_code is None


def test_a_wish_that_came_while_nobody_was_at_it_needs_no_work(shop: Any) -> None:
    job_id = shop.put()
    with shop.db.write() as session:
        session.execute(update(Job).values(cancel_requested=True))
    assert once(shop)
    assert shop.job(job_id).state == "cancelled"
    assert shop.events(job_id, "begun") == []
    assert shop.balance() == 0


def test_a_lost_lease_stops_the_work_and_drops_what_was_made(shop_anywhere: Any, until: Until) -> None:
    shop = shop_anywhere
    job_id = shop.put(steps=2000, step_s=0.02)
    slow = shop.loop(name="slow")
    with working(slow):
        assert until(lambda: bool(shop.events(job_id, "progress")))
        with shop.db.write() as session:  # another has it now
            session.execute(update(Job).values(token="another", lease_until=time.time() + 60.0))
        assert until(lambda: slow.current is None)
    assert shop.job(job_id).state == "running"
    assert shop.events(job_id, "ended") == []
    assert shop.balance() == -1


def test_a_worker_told_to_stop_gives_its_job_back_uncounted(shop: Any, until: Until) -> None:
    job_id = shop.put(steps=2000, step_s=0.02)
    with working(shop.loop()):
        assert until(lambda: bool(shop.events(job_id, "progress")))
    job = shop.job(job_id)
    assert (job.state, job.attempt, job.token) == ("queued", 0, None)
    assert shop.balance() == -1


def test_beats_keep_a_silent_job_and_tell_of_progress(shop: Any, until: Until) -> None:
    job_id = shop.put(steps=4, step_s=0.6)
    with working(shop.loop(lease_s=0.5)), working(shop.loop(lease_s=0.5, name="w2")):
        assert until(lambda: shop.job(job_id).state == "completed")
    assert shop.job(job_id).attempt == 1
    told = [event["progress"] for event in shop.events(job_id, "progress")]
    assert told == sorted(told)
    assert 0.5 in told


def test_a_job_that_kills_its_workers_is_buried(shop_anywhere: Any) -> None:
    shop = shop_anywhere
    lost, unwanted, stuck = shop.put(), shop.put(), shop.put(how="unwritable_at_all")
    gone = time.time() - 1.0
    with shop.db.write() as session:
        session.execute(update(Job).values(state="running", attempt=3, lease_until=gone, token="t"))
        session.execute(update(Job).where(Job.id == unwanted).values(cancel_requested=True))
    with pytest.raises(KeyError):
        bury(shop.db, shop.loop().handler)
    assert (shop.job(lost).state, shop.job(lost).error_code) == ("failed", "worker_lost")
    assert shop.job(unwanted).state == "cancelled"
    assert shop.job(stuck).state == "running", "what cannot be settled is not ended either"
    assert shop.balance() == -1
