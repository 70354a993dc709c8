"""A key's quota of credits: over any 24 hours, refunds off, and whoever the owner's other keys are."""

from __future__ import annotations

import pytest

from fantascope.accounts.actions import create_key, create_owner, refund, reserve
from fantascope.accounts.queries import DAY_S, key_use
from fantascope.db.database import Database
from fantascope.kernel.errors import InvalidInput, OverLimit


def test_a_key_has_its_credits_of_the_day(db: Database) -> None:
    with db.write() as session:
        owner = create_owner(session, "ada", now=0.0)
        key, _ = create_key(session, owner_id=owner.id, name="k", now=0.0, daily_credits=10)
        other, _ = create_key(session, owner_id=owner.id, name="o", now=0.0)
        reserve(session, owner, "job_1", 6, 1000.0, key_id=key.id)
        reserve(session, owner, "job_2", 50, 1000.0, key_id=other.id)
        with pytest.raises(OverLimit) as over:
            reserve(session, owner, "job_3", 5, 2000.0, key_id=key.id)
        assert over.value.code == "key_quota_used"
        assert over.value.retry_after_s == pytest.approx(DAY_S - 1000.0)
        with pytest.raises(OverLimit) as never:
            reserve(session, owner, "job_3", 11, 2000.0, key_id=key.id)
        assert never.value.retry_after_s is None
        assert refund(session, "job_1", 2500.0)
        reserve(session, owner, "job_3", 5, 3000.0, key_id=key.id)
        assert key_use(session, key.id, 3000.0)[0] == 5
        reserve(session, owner, "job_4", 10, 3000.0 + DAY_S, key_id=key.id)


def test_a_quota_of_nothing_is_none(db: Database) -> None:
    with db.write() as session:
        owner = create_owner(session, "ada", now=0.0)
        with pytest.raises(InvalidInput) as wrong:
            create_key(session, owner_id=owner.id, name="k", now=0.0, daily_credits=0)
    assert wrong.value.code == "bad_limit"
