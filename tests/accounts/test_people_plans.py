"""Credits of a plan: granted each period, the unused lapse, on both databases."""

from __future__ import annotations

import threading

from sqlalchemy import select

from fantascope.accounts import actions, people_join, people_read, plans, queries
from fantascope.accounts.models import LedgerEntry
from fantascope.accounts.payment import ManualProvider
from fantascope.db.database import Database

DAY = 86_400.0


def member(db: Database, credits: int = 100) -> str:
    """A member on a plan of so many credits a day; their owner's id."""
    with db.write() as session:
        plans.create(session, {"name": "Daily", "credits": credits, "running_cap": 2}, is_default=True)
        return people_join.add(session, handle="bob", name="Bob", now=0.0).owner_id


def due(db: Database, owner_id: str, now: float) -> bool:
    with db.write() as session:
        return plans.grant_due(session, owner_id, now)


def balance(db: Database, owner_id: str) -> int:
    with db.read() as session:
        return queries.balance(session, owner_id)


def spend(db: Database, owner_id: str, job_id: str, credits: int) -> None:
    with db.write() as session:
        actions.reserve(session, actions.locked(session, owner_id), job_id, credits, 1.0)


def refund(db: Database, job_id: str) -> None:
    with db.write() as session:
        assert actions.refund(session, job_id, 1.0)


def test_what_is_unused_lapses_when_the_next_period_begins(db: Database) -> None:
    owner_id = member(db)
    spend(db, owner_id, "job_1", 30)
    assert not due(db, owner_id, DAY - 1)
    assert due(db, owner_id, DAY)
    assert not due(db, owner_id, DAY)
    assert balance(db, owner_id) == 100
    with db.read() as session:
        told = [(entry.kind, entry.credits) for entry in queries.ledger(session, owner_id)]
        assert plans.next_grant_at(session, owner_id) == 2 * DAY
    assert told == [("plan", 100), ("lapse", -70), ("reserve", -30), ("plan", 100)]


def test_someone_long_away_gets_one_period(db: Database) -> None:
    owner_id = member(db)
    assert due(db, owner_id, 40 * DAY)
    assert not due(db, owner_id, 40 * DAY)
    assert balance(db, owner_id) == 100


def test_credits_that_were_given_stay(db: Database) -> None:
    owner_id = member(db)
    with db.write() as session:
        actions.grant(session, owner_id, 50, 1.0, "sorry")
    spend(db, owner_id, "job_1", 120)  # the plan's 100, and 20 of those given
    due(db, owner_id, DAY)
    assert balance(db, owner_id) == 130
    due(db, owner_id, 2 * DAY)
    assert balance(db, owner_id) == 130


def test_what_is_given_back_late_is_not_lost(db: Database) -> None:
    owner_id = member(db)
    spend(db, owner_id, "job_1", 40)
    due(db, owner_id, DAY)  # the job still runs: its 40 count as spent
    assert balance(db, owner_id) == 100
    refund(db, "job_1")
    assert balance(db, owner_id) == 140
    due(db, owner_id, 2 * DAY)
    assert balance(db, owner_id) == 140


def test_two_at_once_grant_once(db: Database) -> None:
    owner_id = member(db)
    said: list[bool] = []
    threads = [threading.Thread(target=lambda: said.append(due(db, owner_id, DAY))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False, False, False, True]
    assert balance(db, owner_id) == 100


def test_another_plan_begins_at_once(db: Database) -> None:
    owner_id = member(db)
    with db.write() as session:
        big = plans.create(session, {"name": "Big", "credits": 900, "period_days": 30, "longest_s": 60.0})
        person = people_read.by_handle(session, "bob")
        plans.assign(session, person, big, 5.0)
        assert plans.limits_of(session, owner_id).longest_s == 60.0
        assert ManualProvider().checkout(person, big).url is None
    assert balance(db, owner_id) == 900
    with db.write() as session:
        plans.assign(session, people_read.by_handle(session, "bob"), None, 6.0)
        assert plans.limits_of(session, owner_id).longest_s is None
    assert balance(db, owner_id) == 0
    spend(db, owner_id, "job_free", 10)  # held to nothing any more
    assert not due(db, owner_id, 99 * DAY)


def test_the_default_plan_is_one_and_stays(db: Database) -> None:
    member(db)
    with db.write() as session:
        big = plans.create(session, {"name": "Big", "credits": 900})
        plans.make_default(session, big.id)
    with db.write() as session:
        daily = next(plan for plan in plans.listing(session) if plan.name == "Daily")
        assert [plan.name for plan in plans.listing(session) if plan.is_default] == ["Big"]
        plans.archive(session, daily.id, 9.0)
    with db.read() as session:
        assert [plan.name for plan in plans.listing(session)] == ["Big"]
        kinds = session.scalars(select(LedgerEntry.kind)).all()
    assert kinds == ["plan"]


def test_a_changed_plan_changes_what_its_people_may(db: Database) -> None:
    owner_id = member(db)
    with db.write() as session:
        daily = plans.default(session)
        assert daily is not None
        plans.change(session, daily.id, {"running_cap": 7, "credits": 10})
    with db.read() as session:
        assert plans.limits_of(session, owner_id).running_cap == 7
    assert balance(db, owner_id) == 100
    due(db, owner_id, DAY)
    assert balance(db, owner_id) == 10
