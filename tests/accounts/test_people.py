"""People come in, change themselves, and are decided about, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from fantascope.accounts import (
    audit,
    invites,
    people_admin,
    people_join,
    people_profile,
    people_read,
    plans,
    queries,
    sign_in,
    site,
)
from fantascope.accounts.models import Owner
from fantascope.accounts.people import AuditEntry, Person, Waiting
from fantascope.accounts.people_join import Joining
from fantascope.db.database import Database
from fantascope.kernel.errors import Conflict, FantascopeError, Forbidden, InvalidInput, NotFound, OverLimit

SECRET = b"s" * 32
BOB = Joining("bob", "Bob", adult=True, old_enough=True)


def set_up(db: Database, registration: str = "open") -> str:
    """A site with the operator ann; her id."""
    with db.write() as session:
        person = people_join.set_up(session, site_name="Toys", handle="ann", name="Ann", password_hash="h", now=1.0)
        site.save(session, {"registration": registration})
        return person.id


def joined(db: Database, joining: Joining = BOB, now: float = 2.0) -> str:
    with db.write() as session:
        return people_join.sign_up(session, joining, password_hash="h", now=now).id


def person(db: Database, person_id: str) -> Person:
    with db.read() as session:
        return people_read.find(session, person_id)


def test_the_first_person_proves_to_run_the_server(db: Database) -> None:
    with db.read() as session:
        assert site.needs_setup(session)
        for wrong in ("", "x", people_join.setup_token(b"other")):
            with pytest.raises(Forbidden, match="token"):
                people_join.check_setup(session, wrong, SECRET)
        people_join.check_setup(session, f" {people_join.setup_token(SECRET)}\n", SECRET)
    ann = person(db, set_up(db))
    assert (ann.role, ann.plan_id, ann.state) == ("operator", None, "active")
    with db.read() as session:
        assert not site.needs_setup(session)
        assert site.load(session).name == "Toys"
        with pytest.raises(Conflict):
            people_join.check_setup(session, people_join.setup_token(SECRET), SECRET)


def test_of_two_who_set_up_at_once_one_does(db: Database) -> None:
    said: list[str] = []

    def claim(handle: str) -> None:
        try:
            with db.write() as session:
                people_join.set_up(session, site_name="S", handle=handle, name=handle, now=1.0)
            said.append("made")
        except Conflict as conflict:
            said.append(conflict.code)

    threads = [threading.Thread(target=claim, args=(handle,)) for handle in ("ann", "bob", "eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["already_set_up", "already_set_up", "made"]
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Owner)) == 1


def test_who_signs_up_gets_an_owner_a_plan_and_invitations(db: Database) -> None:
    set_up(db)
    bob = person(db, joined(db))
    assert (bob.role, bob.is_minor, bob.invites_left, bob.state) == ("member", False, 4, "active")
    with db.read() as session:
        assert queries.balance(session, bob.owner_id) == 120
        limits = plans.limits_of(session, bob.owner_id)
        assert (limits.name, limits.longest_s, limits.running_cap) == ("Free", 20.0, 3)
    teen = person(db, joined(db, Joining("tim", "Tim", adult=False, old_enough=True)))
    assert teen.is_minor


@pytest.mark.parametrize(
    ("joining", "code"),
    [
        (Joining("bob", "Bob", adult=True, old_enough=False), "too_young"),
        (Joining("bo", "Bob", True, True), "bad_handle"),
        (Joining("Bob", "Bob", True, True), "bad_handle"),
        (Joining("bob!", "Bob", True, True), "bad_handle"),
        (Joining("b" * 25, "Bob", True, True), "bad_handle"),
        (Joining("____", "Bob", True, True), "bad_handle"),
        (Joining("admin", "Bob", True, True), "handle_reserved"),
        (Joining("gone_1234", "Bob", True, True), "handle_reserved"),
        (Joining("ann", "Bob", True, True), "handle_taken"),
        (Joining("bob", "  ", True, True), "bad_name"),
        (Joining("bob", "x" * 61, True, True), "bad_name"),
        (Joining("bob", "a\u202eb", True, True), "bad_name"),
        (Joining("bob", "a\nb", True, True), "bad_name"),
        (Joining("bob", "Bob", True, True, locale="de"), "bad_locale"),
        (Joining("bob", "Bob", True, True, email="nobody"), "bad_email"),
        (Joining("bob", "Bob", True, True, invite="AAAA-BBBB-CCCC-DDDD"), "bad_invite"),
    ],
)
def test_who_does_not_fit_is_told_why_and_leaves_nothing(sqlite_db: Database, joining: Joining, code: str) -> None:
    set_up(sqlite_db)
    with pytest.raises(FantascopeError) as refused:
        joined(sqlite_db, joining)
    assert refused.value.code == code
    with sqlite_db.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Owner)) == 1


def test_nobody_comes_before_the_operator(sqlite_db: Database) -> None:
    with pytest.raises(Forbidden) as refused:
        joined(sqlite_db)
    assert refused.value.code == "not_set_up"


def test_an_address_of_someone_else_is_taken_in_silence(db: Database) -> None:
    set_up(db)
    first = person(db, joined(db, Joining("bob", "Bob", True, True, email="B@Toys.example")))
    second = person(db, joined(db, Joining("eve", "Eve", True, True, email="b@toys.example")))
    assert (first.email, second.email) == ("b@toys.example", None)
    assert people_read.email_of(first) == people_read.email_of(second)
    assert people_read.shown_wishes(second) == {}
    with db.write() as session:
        people_profile.edit(session, second.id, {"email": "eve@toys.example"})
    assert (person(db, second.id).email, person(db, second.id).wishes) == ("eve@toys.example", {})


def test_an_invitation_lets_in_as_many_as_it_says(db: Database) -> None:
    ann = set_up(db, "invite")
    with pytest.raises(Forbidden) as refused:
        joined(db)
    assert refused.value.code == "invite_needed"
    with db.write() as session:
        row, code = invites.give(session, ann, uses=2, note="for friends", now=2.0)
    assert person(db, ann).invites_left == 2
    assert code not in (row.digest, row.hint)
    said: list[str] = []

    def come(number: int) -> None:
        typed = code.lower().replace("-", " ") if number % 2 else code
        try:
            joined(db, Joining(f"guest_{number}", "Guest", True, True, invite=typed))
            said.append("in")
        except Forbidden as refused:
            said.append(refused.code)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["bad_invite"] * 3 + ["in"] * 2
    with db.read() as session:
        assert len(invites.joined_by(session, ann)) == 2


def test_invitations_are_paid_for_and_given_back(db: Database) -> None:
    set_up(db)
    bob = joined(db)
    with db.write() as session:
        row, code = invites.give(session, bob, uses=3, now=3.0)
    with pytest.raises(OverLimit), db.write() as session:
        invites.give(session, bob, uses=2, now=3.0)
    joined(db, Joining("eve", "Eve", True, True, invite=code))
    with pytest.raises(NotFound), db.write() as session:
        invites.revoke(session, row.id, made_by="person_other")
    with db.write() as session:
        invites.revoke(session, row.id, made_by=bob)
    assert person(db, bob).invites_left == 3  # 4 − 3 + the 2 that were not used
    with pytest.raises(Forbidden):
        joined(db, Joining("tom", "Tom", True, True, invite=code))


def test_an_operators_invitation_gives_a_role_and_runs_out(sqlite_db: Database) -> None:
    ann = set_up(sqlite_db, "invite")
    with sqlite_db.write() as session:
        _, code = invites.issue(session, ann, uses=5, role="moderator", days=1, now=10.0)
    mod = person(sqlite_db, joined(sqlite_db, Joining("mod_1", "M", True, True, invite=code), now=11.0))
    assert (mod.role, mod.invited_by) == ("moderator", ann)
    with pytest.raises(Forbidden):
        joined(sqlite_db, Joining("mod_2", "M", True, True, invite=code), now=10.0 + 86_400)


def test_the_waitlist_tells_nothing_and_becomes_invitations(sqlite_db: Database) -> None:
    ann = set_up(sqlite_db, "waitlist")
    with sqlite_db.write() as session:
        for _ in range(2):
            invites.wait(session, " Eve@toys.example", "please", 5.0)
        invites.wait(session, "tom@toys.example", "", 6.0)
    with sqlite_db.write() as session:
        _, code = invites.invite_waiting(session, "eve@toys.example", ann, 7.0)
        with pytest.raises(NotFound):
            invites.invite_waiting(session, "who@toys.example", ann, 7.0)
    with sqlite_db.read() as session:
        assert [row.email for row in invites.waiting(session)] == ["tom@toys.example", "eve@toys.example"]
        assert session.scalar(select(func.count()).select_from(Waiting)) == 2
    joined(sqlite_db, Joining("eve", "Eve", True, True, invite=code))


def test_settings_of_people_are_checked(sqlite_db: Database) -> None:
    set_up(sqlite_db)
    bob, tim = joined(sqlite_db), joined(sqlite_db, Joining("tim", "Tim", False, True))
    with sqlite_db.write() as session:
        people_profile.set_wish(session, bob, "feed", {"cats": 1})
        people_profile.edit(session, bob, {"wishes": {"theme": "dark", "sound": True}, "bio": "toys\nand cats"})
        people_profile.edit(session, bob, {"wishes": {"theme": "light", "wellbeing_minutes": 0}})
    wishes = {"theme": "light", "sound": True, "wellbeing_minutes": 0, "feed": {"cats": 1}}
    assert people_read.shown_wishes(person(sqlite_db, bob)) == wishes
    for who, wrong in (
        (bob, {"theme": "pink"}),
        (bob, {"sound": "yes"}),
        (bob, {"feed": {}}),
        (bob, {"claimed_email": "x@y.example"}),
        (bob, {"wellbeing_minutes": True}),
        (tim, {"wellbeing_minutes": 0}),
        (tim, {"wellbeing_minutes": 16}),
    ):
        with pytest.raises(InvalidInput, match="cannot be set"), sqlite_db.write() as session:
            people_profile.edit(session, who, {"wishes": wrong})
    with sqlite_db.write() as session:
        people_profile.edit(session, tim, {"wishes": {"wellbeing_minutes": 15}})


def test_operators_decide_and_it_is_written_down(db: Database) -> None:
    ann = set_up(db)
    bob = joined(db)
    with db.write() as session:
        opened = sign_in.begin(session, bob, now=3.0)
        changes: dict[str, Any] = {"state": "suspended", "is_minor": True, "plan_id": None, "invites_left": 9}
        people_admin.change(session, ann, bob, changes, reason="spam", now=4.0)
        people_admin.give_credits(session, ann, bob, 50, reason="sorry", now=5.0)
    me = sign_in.look_up(db, opened.secret, now=5.0)
    assert me is not None
    assert (me.suspended, me.is_minor) == (True, True)
    with db.read() as session:
        assert queries.balance(session, me.owner_id) == 50  # the plan's have lapsed with the plan
        owner = session.get(Owner, me.owner_id)
        assert owner is not None
        assert not owner.credits_limited
        first, cursor = audit.listing(session, limit=3)
        second, end = audit.listing(session, after=cursor, limit=3)
        told = [(row.action, row.words) for row in (*first, *second)]
    assert end is None
    assert told[0] == ("person.credits", "sorry")
    assert set(told[1:5]) == {(f"person.{field}", "spam") for field in ("state", "is_minor", "plan_id", "invites_left")}
    assert told[-1] == ("site.set_up", "")
    with db.write() as session:
        people_admin.sign_out(session, ann, bob, now=6.0)
    assert sign_in.look_up(db, opened.secret, now=7.0) is None


def test_there_is_always_an_operator(db: Database) -> None:
    ann = set_up(db)
    bob = joined(db)
    for changes in ({"role": "member"}, {"state": "suspended"}):
        with pytest.raises(Conflict) as refused, db.write() as session:
            people_admin.change(session, ann, ann, dict(changes), reason="", now=3.0)
        assert refused.value.code == "last_operator"
    with db.write() as session:
        people_admin.change(session, ann, bob, {"role": "operator"}, reason="", now=3.0)
        people_admin.change(session, bob, ann, {"role": "member"}, reason="", now=4.0)
    with pytest.raises(Conflict), db.write() as session:
        people_admin.change(session, bob, bob, {"state": "suspended"}, reason="", now=5.0)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 3  # refusals leave none


def test_people_are_found_by_parts_of_what_they_are_called(db: Database) -> None:
    set_up(db)
    for number in range(5):
        joined(db, Joining(f"guest_{number}", f"Tëst {number}", True, True), now=10.0 + number)

    def found(**query: Any) -> list[str]:
        names: list[str] = []
        after = None
        with db.read() as session:
            while True:
                rows, after = people_admin.listing(session, after=after, limit=2, **query)
                names += [row.handle for row in rows]
                if after is None:
                    return names

    assert found(words="@GUEST") == [f"guest_{number}" for number in (4, 3, 2, 1, 0)]
    assert found(words="t_3") == ["guest_3"]
    assert found(words="%") == []
    assert found(role="operator") == ["ann"]
    assert found(state="suspended") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"registration": "closed"}, "bad_registration"),
        ({"invites_each": -1}, "bad_number"),
        ({"youngest": 19}, "bad_number"),
        ({"name": ""}, "bad_name"),
        ({"words": "a\u200bb"}, "bad_text"),
        ({"colour": "red"}, "unknown_field"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(sqlite_db: Database, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput) as refused, sqlite_db.write() as session:
        site.save(session, changes)
    assert refused.value.code == code


def wrong_plan(session: Any, **fields: Any) -> Callable[[], object]:
    return lambda: plans.create(session, {"name": "Plus", "credits": 5, **fields})


def test_plans_that_make_no_sense_are_refused(sqlite_db: Database) -> None:
    set_up(sqlite_db)
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"name": "Free"}, "plan_exists"),
        ({"name": ""}, "bad_name"),
        ({"credits": -1}, "bad_number"),
        ({"credits": 1.5}, "bad_number"),
        ({"period_days": 0}, "bad_number"),
        ({"running_cap": True}, "bad_number"),
        ({"longest_s": float("nan")}, "bad_number"),
        ({"colour": "red"}, "unknown_field"),
    ]
    for fields, code in wrongs:
        with pytest.raises(FantascopeError) as refused, sqlite_db.write() as session:
            wrong_plan(session, **fields)()
        assert refused.value.code == code
