"""What every database must do for the queue: claims, leases, fences, fairness, caps, cancellation, poison."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import pytest

from fantascope.jobs import actions
from fantascope.jobs.types import Claim, LeaseLost
from fantascope.kernel.errors import Conflict, NotFound, OverLimit


def test_a_job_is_claimed_once_and_ends(queue: Any) -> None:
    job_id = queue.put(payload={"say": "héllo"})
    claim = queue.claimed()
    assert (claim.id, claim.attempt, claim.payload, claim.kind) == (job_id, 1, {"say": "héllo"}, "video")
    assert queue.claim() is None
    assert queue.finish(claim)
    row = queue.row(job_id)
    assert (row.state, row.progress, row.done_at, row.lease_until) == ("completed", 1.0, 1000.0, None)
    assert not queue.finish(claim), "a job ends once"
    assert queue.claim() is None


def test_an_empty_queue_gives_nothing(queue: Any) -> None:
    assert queue.claim() is None


def test_priority_goes_before_the_tag_and_ties_are_by_id(queue: Any) -> None:
    ids = [queue.put(owner) for owner in "abc"]
    first = queue.put("d", priority=1)
    assert queue.claimed().id == first
    assert [queue.claimed().id for _ in range(3)] == sorted(ids)


def test_only_the_right_workers_get_a_job(queue: Any) -> None:
    needs_world = queue.put(requires="world")
    anyones = queue.put()
    assert queue.claimed(engines=("remote",)).id == anyones
    assert queue.claim(engines=("remote",)) is None
    assert queue.claimed(engines=("remote", "world")).id == needs_world


def test_a_job_waits_until_it_may_run(queue: Any) -> None:
    job_id = queue.put()
    claim = queue.claimed()
    with queue.db.write() as session:
        assert actions.retry_later(session, claim, now=queue.now, delay_s=5.0, error=("peer_down", "peer is down"))
    assert queue.row(job_id).error_code == "peer_down"
    queue.now += 4.9
    assert queue.claim() is None
    queue.now += 0.2
    assert queue.claimed().attempt == 2


def test_a_silent_worker_loses_its_job_and_is_fenced_out(queue: Any) -> None:
    queue.put()
    stale = queue.claimed(worker="w1")
    queue.now += 5.9
    assert queue.claim(worker="w2") is None
    queue.now += 0.2
    fresh = queue.claimed(worker="w2")
    assert (fresh.id, fresh.attempt) == (stale.id, 2)
    assert fresh.token != stale.token
    with pytest.raises(LeaseLost):
        queue.beat(stale)
    with pytest.raises(LeaseLost):
        actions.look(queue.db, stale)
    assert not queue.finish(stale)
    with queue.db.write() as session:
        assert not actions.release(session, stale, now=queue.now)
        assert not actions.retry_later(session, stale, now=queue.now, delay_s=0.0)
    assert queue.finish(fresh)


def test_the_jobs_of_the_dead_are_taken_first_and_at_once(queue: Any) -> None:
    killed = queue.put()
    queue.claimed(worker="dead")
    others = queue.put("bob")
    queue.claimed(worker="alive")
    queue.put("bob")
    with queue.db.write() as session:
        assert actions.disown(session, ["dead", "unknown"], now=queue.now) == 1
    again = queue.claimed()
    assert (again.id, again.attempt) == (killed, 2)
    assert queue.claimed().id != others


def test_a_beat_keeps_the_lease_and_progress_never_falls(queue: Any) -> None:
    job_id = queue.put()
    claim = queue.claimed()
    for step in range(4):
        queue.now += 5.0
        assert queue.beat(claim, progress=0.2 * step, stage="draw") is False
        assert queue.claim(worker="w2") is None
    queue.beat(claim, progress=0.1, stage="mix")
    assert queue.row(job_id).progress == pytest.approx(0.6)
    assert queue.row(job_id).stage == "mix"
    queue.now += 7.0
    queue.claimed(worker="w2")
    assert queue.row(job_id).progress == 0.0, "a new attempt begins anew"


def test_what_joins_a_beat_is_undone_with_it(queue: Any) -> None:
    queue.put()
    claim = queue.claimed()

    def broken(session: object) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        actions.beat(queue.db, claim, progress=0.5, stage="x", lease_s=6.0, clock=queue.clock, also=broken)
    assert queue.row(claim.id).progress == 0.0


def test_poison_is_offered_to_nobody(queue: Any) -> None:
    job_id = queue.put()
    for attempt in (1, 2, 3):
        assert queue.claimed().attempt == attempt
        with queue.db.write() as session:
            assert list(actions.poisoned(session, now=queue.now)) == []
        queue.now += 7.0
    assert queue.claim() is None
    with queue.db.write() as session:
        assert [job.id for job in actions.poisoned(session, now=queue.now)] == [job_id]


def test_a_release_does_not_count_as_an_attempt(queue: Any) -> None:
    queue.put()
    for _ in range(5):
        claim = queue.claimed()
        assert claim.attempt == 1
        with queue.db.write() as session:
            assert actions.release(session, claim, now=queue.now)


def test_cancelling(queue: Any) -> None:
    waiting, running = queue.put("a"), queue.put("b")
    queue.now += 1.0
    first = queue.claimed()
    other = waiting if first.id == running else running
    assert queue.cancel(other) == "cancelled"
    assert queue.row(other).state == "cancelled"
    assert queue.cancel(other) == "done"
    assert queue.claim() is None
    assert actions.look(queue.db, first) is False
    assert queue.cancel(first.id) == "requested"
    assert queue.beat(first) is True
    assert actions.look(queue.db, first) is True
    assert queue.finish(first, "cancelled")
    assert queue.cancel(first.id) == "done"
    with pytest.raises(NotFound):
        queue.cancel("job_none")


def test_a_wish_to_cancel_outlives_a_worker_that_goes(queue: Any) -> None:
    queue.put()
    claim = queue.claimed()
    queue.cancel(claim.id)
    with queue.db.write() as session:
        actions.release(session, claim, now=queue.now)
    assert queue.claimed().cancel_requested


def test_cancelling_a_job_whose_worker_died_needs_no_worker(queue: Any) -> None:
    queue.put()
    claim = queue.claimed()
    queue.now += 7.0
    assert queue.cancel(claim.id) == "cancelled"
    assert not queue.finish(claim), "the dead worker was only slow, and is told so"


def test_a_failed_job_can_be_put_back_by_an_operator(queue: Any) -> None:
    job_id = queue.put()
    with queue.db.write() as session, pytest.raises(Conflict):
        actions.retry(session, job_id, now=queue.now)
    queue.finish(queue.claimed(), "failed", ("internal", "x" * 900))
    assert len(queue.row(job_id).error_message) == 500
    with queue.db.write() as session:
        actions.retry(session, job_id, now=queue.now)
    assert queue.claimed().attempt == 1
    assert queue.row(job_id).error_code is None


def test_an_owner_may_not_fill_the_queue(queue: Any) -> None:
    for _ in range(3):
        queue.put("ann", queued_cap=3)
    with pytest.raises(OverLimit) as over:
        queue.put("ann", queued_cap=3)
    assert over.value.code == "too_many_queued"
    queue.claimed()
    queue.put("ann", queued_cap=3)
    queue.put("bob", queued_cap=3)


def test_running_caps_are_held_owner_by_owner(queue: Any) -> None:
    for _ in range(4):
        queue.put("ann", cost=0.001)
    bobs = queue.put("bob", cost=1.0)
    queue.caps = {"ann": 2}
    taken = [queue.claimed(cap=1) for _ in range(3)]
    assert sorted(claim.owner_id for claim in taken) == ["ann", "ann", "bob"]
    assert queue.claim(cap=1) is None
    assert any(claim.id == bobs for claim in taken)
    queue.finish(next(claim for claim in taken if claim.owner_id == "ann"))
    assert queue.claimed(cap=1).owner_id == "ann"
    queue.now += 7.0
    assert queue.claimed(cap=1).attempt == 2, "the dead do not count as running"


def test_forty_of_one_owner_do_not_hold_up_three_of_another(queue: Any) -> None:
    for _ in range(40):
        queue.put("ann")
    for _ in range(3):
        queue.put("bob")
    order = []
    for _ in range(43):
        claim = queue.claimed()
        order.append(claim.owner_id)
        queue.finish(claim)
    assert (
        max(i for i, owner in enumerate(order) if owner == "bob")
        < [i for i, owner in enumerate(order) if owner == "ann"][7]
    )


def test_late_comers_get_their_share_but_no_arrears(queue: Any) -> None:
    for _ in range(30):
        queue.put("ann")
    for _ in range(10):
        queue.finish(queue.claimed())
    for _ in range(10):
        queue.put("bob")
    order = [queue.claimed().owner_id for _ in range(12)]
    assert 5 <= order.count("bob") <= 7


def test_weights_share_the_machine(queue: Any) -> None:
    for _ in range(40):
        queue.put("ann", weight=3.0)
        queue.put("bob", weight=1.0)
    order = [queue.claimed().owner_id for _ in range(40)]
    assert 28 <= order.count("ann") <= 32


def test_two_claim_at_once_but_never_the_same(queue: Any) -> None:
    ids = {queue.put(owner) for owner, _ in itertools.product("abcd", range(8))}
    got: list[Claim] = []
    crowded: list[int] = []

    def work(name: str) -> None:
        while (claim := queue.claim(name, cap=2)) is not None:
            got.append(claim)
            with queue.db.read() as session:
                crowded.append(max(_running(session)))
            queue.finish(claim)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while (claim := queue.claim()) is not None:  # a claimer may give up while all owners are at their caps
        got.append(claim)
    assert sorted(claim.id for claim in got) == sorted(ids)
    assert max(crowded) <= 2


def _running(session: Any) -> list[int]:
    from sqlalchemy import func, select

    from fantascope.jobs.models import Job

    rows = session.execute(select(func.count()).select_from(Job).where(Job.state == "running").group_by(Job.owner_id))
    return [0, *rows.scalars()]
