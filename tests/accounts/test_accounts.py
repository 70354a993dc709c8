"""Owners, keys and the ledger, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from fantascope.accounts import actions, queries
from fantascope.accounts.models import ApiKey, LedgerEntry
from fantascope.db.database import Database
from fantascope.kernel.errors import Conflict, FantascopeError, InvalidInput, NotFound, OverLimit


def owner_in(db: Database, name: str = "ann", **more: Any) -> str:
    with db.write() as session:
        return actions.create_owner(session, name, now=1.0, **more).id


def balance(db: Database, owner_id: str) -> int:
    with db.read() as session:
        return queries.balance(session, owner_id)


def reserve(db: Database, owner_id: str, job_id: str, credits: int) -> None:
    with db.write() as session:
        actions.reserve(session, actions.locked(session, owner_id), job_id, credits, 2.0)


def test_a_key_is_known_until_it_is_revoked(db: Database) -> None:
    owner_id = owner_in(db)
    with db.write() as session:
        key, secret = actions.create_key(
            session, owner_id=owner_id, name="ci", scopes=["write", "read"], now=5.0, requests_per_minute=7
        )
    identity = queries.identify(db, secret, now=10.0)
    assert identity is not None
    assert (identity.owner_id, identity.owner_name, identity.key_id) == (owner_id, "ann", key.id)
    assert (identity.scopes, identity.requests_per_minute) == (("read", "write"), 7)
    for wrong in ("", "fsk_", secret[:-1], secret + "x", secret.upper(), key.digest, key.id):
        assert queries.identify(db, wrong, now=10.0) is None
    for _ in range(2):
        with db.write() as session:
            actions.revoke_key(session, key.id, 11.0)
    assert queries.identify(db, secret, now=12.0) is None
    with db.read() as session:
        (row,) = queries.list_keys(session, owner_id=owner_id)
        assert (row.revoked_at, row.hint) == (11.0, secret[-4:])


def test_the_secret_is_nowhere_in_the_database(db: Database) -> None:
    owner_id = owner_in(db)
    with db.write() as session:
        _, secret = actions.create_key(session, owner_id=owner_id, name="ci", now=5.0)
    with db.read() as session:
        (row,) = session.execute(select(*ApiKey.__table__.columns)).mappings()
    assert secret not in str(dict(row))
    assert len(secret) > 40


def test_when_a_key_was_used_is_written_now_and_then(db: Database) -> None:
    owner_id = owner_in(db)
    with db.write() as session:
        key, secret = actions.create_key(session, owner_id=owner_id, name="ci", now=5.0)
    used = []
    for now in (100.0, 130.0, 159.0, 161.0):
        queries.identify(db, secret, now=now)
        with db.read() as session:
            used.append(session.scalar(select(ApiKey.last_used_at).where(ApiKey.id == key.id)))
    assert used == [100.0, 100.0, 100.0, 161.0]


def test_two_owners_cannot_have_one_name(db: Database) -> None:
    owner_id = owner_in(db)
    with pytest.raises(Conflict):
        owner_in(db)
    with db.write() as session:
        assert actions.ensure_owner(session, "ann", now=9.0).id == owner_id
        assert actions.ensure_owner(session, "bob", now=9.0).id != owner_id
    with db.read() as session:
        assert [owner.name for owner in queries.list_owners(session)] == ["ann", "bob"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda s, o: actions.create_owner(s, " ", now=1.0), "bad_name"),
        (lambda s, o: actions.create_owner(s, "a\nb", now=1.0), "bad_name"),
        (lambda s, o: actions.create_owner(s, "x" * 81, now=1.0), "bad_name"),
        (lambda s, o: actions.create_owner(s, "x", now=1.0, weight=0.0), "bad_limit"),
        (lambda s, o: actions.create_owner(s, "x", now=1.0, running_cap=0), "bad_limit"),
        (lambda s, o: actions.set_limits(s, o, queued_cap=-1), "bad_limit"),
        (lambda s, o: actions.set_limits(s, o, weight=float("nan")), "bad_limit"),
        (lambda s, o: actions.set_limits(s, "owner_none", weight=1.0), "no_such_owner"),
        (lambda s, o: actions.create_key(s, owner_id=o, name="", now=1.0), "bad_name"),
        (lambda s, o: actions.create_key(s, owner_id=o, name="k", scopes=["root"], now=1.0), "bad_scope"),
        (lambda s, o: actions.create_key(s, owner_id=o, name="k", scopes=[], now=1.0), "bad_scope"),
        (lambda s, o: actions.create_key(s, owner_id=o, name="k", requests_per_minute=0, now=1.0), "bad_limit"),
        (lambda s, o: actions.revoke_key(s, "key_none", 1.0), "no_such_key"),
        (lambda s, o: queries.owner_named(s, "nobody"), "no_such_owner"),
    ],
)
def test_wrong_wishes_are_refused(sqlite_db: Database, wrong: Callable[[Any, str], object], code: str) -> None:
    owner_id = owner_in(sqlite_db)
    with pytest.raises((InvalidInput, NotFound)) as refused, sqlite_db.write() as session:
        wrong(session, owner_id)
    assert isinstance(refused.value, FantascopeError)
    assert refused.value.code == code


def test_a_job_is_charged_once_and_closed_once(db: Database) -> None:
    owner_id = owner_in(db, free_credits=10)
    reserve(db, owner_id, "job_1", 4)
    assert balance(db, owner_id) == 6
    with pytest.raises(IntegrityError):
        reserve(db, owner_id, "job_1", 4)
    with db.write() as session:
        assert actions.settle(session, "job_1", 3.0)
        assert not actions.settle(session, "job_1", 3.0)
        assert not actions.refund(session, "job_1", 3.0)
    assert balance(db, owner_id) == 6
    reserve(db, owner_id, "job_2", 5)
    with db.write() as session:
        assert actions.refund(session, "job_2", 3.0)
        assert not actions.refund(session, "job_2", 3.0)
        assert not actions.settle(session, "job_2", 3.0)
        assert not actions.refund(session, "job_never", 3.0)
    assert balance(db, owner_id) == 6
    with db.read() as session:
        kinds = [(entry.kind, entry.credits) for entry in queries.ledger(session, owner_id)]
    assert kinds == [("refund", 5), ("reserve", -5), ("settle", 0), ("reserve", -4), ("grant", 10)]


def test_only_who_is_held_to_a_balance_runs_out(db: Database) -> None:
    limited, free = owner_in(db, "ann", free_credits=3), owner_in(db, "bob")
    reserve(db, free, "job_f", 1000)
    assert balance(db, free) == -1000
    reserve(db, limited, "job_1", 3)
    with pytest.raises(OverLimit) as short:
        reserve(db, limited, "job_2", 1)
    assert (short.value.code, short.value.retry_after_s) == ("insufficient_quota", None)
    with db.write() as session:
        actions.set_limits(session, limited, credits_limited=False)
    reserve(db, limited, "job_2", 1)
    with db.write() as session:
        actions.grant(session, limited, 5, 4.0, "sorry" * 100)
    assert balance(db, limited) == 4


def test_closing_from_two_sides_at_once_closes_once(db: Database) -> None:
    owner_id = owner_in(db, free_credits=10)
    for number in range(8):
        reserve(db, owner_id, f"job_{number}", 1)
    said: list[bool] = []

    def close(how: Callable[..., bool]) -> None:
        for number in range(8):
            with db.write() as session:
                said.append(how(session, f"job_{number}", 5.0))

    threads = [threading.Thread(target=close, args=(how,)) for how in (actions.settle, actions.refund) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(said) == 8
    with db.read() as session:
        done = session.scalars(select(LedgerEntry).where(LedgerEntry.closing == "done")).all()
    assert len(done) == 8
    assert balance(db, owner_id) == 2 + sum(entry.kind == "refund" for entry in done)


def test_spending_from_two_sides_at_once_never_overdraws(db: Database) -> None:
    owner_id = owner_in(db, free_credits=5)
    refused: list[str] = []

    def spend(name: str) -> None:
        for number in range(4):
            try:
                reserve(db, owner_id, f"job_{name}{number}", 1)
            except OverLimit as over:
                refused.append(over.code)

    threads = [threading.Thread(target=spend, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balance(db, owner_id) == 0
    assert len(refused) == 7


def test_limits_and_caps(db: Database) -> None:
    ann, bob = owner_in(db, "ann"), owner_in(db, "bob", running_cap=9)
    with db.write() as session:
        owner = actions.set_limits(session, ann, weight=2.5, running_cap=1, queued_cap=3)
        assert (owner.weight, owner.queued_cap, owner.credits_limited) == (2.5, 3, False)
    with db.read() as session:
        assert queries.running_caps(session, [ann, bob, "owner_gone"]) == {ann: 1, bob: 9}
