"""Reports, decisions, appeals, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fantascope.accounts.people import AuditEntry, Person
from fantascope.kernel.errors import Conflict, FantascopeError, Forbidden, InvalidInput, NotFound
from fantascope.social import cases, comments, inbox, messages, posts
from fantascope.social.models import Post

if TYPE_CHECKING:
    from fantascope.db.database import Database


def test_from_report_to_appeal(db: Database, person: Any, post: Any) -> None:
    author, ann, bob = person("author"), person("ann"), person("bob")
    one, two = person("one", role="moderator"), person("two", role="operator")
    bad = post(author)
    with db.write() as session:
        case_id = cases.report(session, ann, "post", bad, "spam", "look", 1.0)
        assert cases.report(session, bob, "post", bad, "hate", "", 2.0) == case_id
        assert cases.report(session, bob, "post", bad, "violence", "", 2.5) == case_id
        (waiting,) = cases.queue(session, one, None, None).items
        assert {report.reason for report in waiting.reports} == {"spam", "violence"}
        assert cases.about_me(session, author, None).items == ()
        with pytest.raises(Conflict):
            cases.appeal(session, author, case_id, "not yet", 3.0)
        cases.decide(session, one, case_id, "removed", "it is spam", 3.0)
    with db.write() as session:
        with pytest.raises(NotFound):
            posts.get(session, ann, bad)
        assert posts.get(session, author, bad).state == "removed"
        (told,) = cases.about_me(session, author, None).items
        assert (told.reason, told.decided_by, told.reports, told.may_appeal) == ("it is spam", None, (), True)
        assert [n.kind for n in inbox.notices(session, author, None).items] == ["case_decided"]
        assert [n.kind for n in inbox.notices(session, ann, None).items] == ["report_decided"]
        with pytest.raises(Conflict):
            cases.decide(session, one, case_id, "none", "again", 4.0)
        with pytest.raises(NotFound):
            cases.appeal(session, ann, case_id, "for them", 4.0)
        cases.appeal(session, author, case_id, "it is art", 5.0)
        with pytest.raises(Forbidden) as same:
            cases.decide_appeal(session, one, case_id, True, "mine", 6.0)
        assert same.value.code == "same_moderator"
        cases.decide_appeal(session, two, case_id, True, "it is art", 6.0)
    with db.write() as session:
        assert posts.get(session, ann, bad).state == "live"
        with pytest.raises(Conflict):
            cases.appeal(session, author, case_id, "again", 7.0)
        done = [entry.action for entry in session.query(AuditEntry).order_by(AuditEntry.created_at)]
        assert done == ["case.decided", "appeal.decided"]
        assert cases.report(session, ann, "post", bad, "spam", "", 8.0) != case_id


def test_many_reports_hold_a_post_until_somebody_looks(db: Database, person: Any, post: Any) -> None:
    author, staff = person("author"), person("staff", role="moderator")
    reporters = [person(f"reporter{k}") for k in range(3)]
    bad = post(author)
    with db.write() as session:
        for reporter in reporters:
            assert session.get_one(Post, bad).state == "live"
            case_id = cases.report(session, reporter, "post", bad, "spam", "", 1.0)
            session.expire_all()
        assert session.get_one(Post, bad).state == "held"
        cases.decide(session, staff, case_id, "none", "it is fine", 2.0)
        session.expire_all()
        assert session.get_one(Post, bad).state == "live"


def test_suspending_and_undoing_it(db: Database, person: Any, post: Any) -> None:
    bad, ann = person("bad"), person("ann")
    one, two = person("one", role="moderator"), person("two", role="moderator")
    under = post(ann)
    with db.write() as session:
        said = comments.write(session, bad, under, "rude", 1.0)
        case_id = cases.report(session, ann, "comment", said.id, "harassment", "", 2.0)
        cases.decide(session, one, case_id, "suspended", "rude", 3.0)
    with db.write() as session:
        assert session.get_one(Person, bad.person_id).state == "suspended"
        assert comments.listing(session, ann, under, None).items == ()
        assert posts.get(session, ann, under).comments == 0
        cases.appeal(session, bad, case_id, "sorry", 4.0)
        cases.decide_appeal(session, two, case_id, True, "once", 5.0)
    with db.read() as session:
        assert session.get_one(Person, bad.person_id).state == "active"
        assert posts.get(session, ann, under).comments == 1
        assert len(comments.listing(session, ann, under, None).items) == 1


def test_who_may_report_and_decide(db: Database, person: Any, post: Any) -> None:
    ann, bob = person("ann"), person("bob")
    staff, boss = person("staff", role="moderator"), person("boss", role="operator")
    own, theirs = post(staff), post(ann)
    with db.write() as session:
        talk = messages.begin(session, ann, "bob", "grr", 1.0)
        message = messages.messages(session, ann, talk.id, None).items[0].id
        wrong: list[tuple[Any, str]] = [
            (lambda: cases.report(session, ann, "post", theirs, "spam", "", 1.0), "yourself"),
            (lambda: cases.report(session, ann, "cloud", theirs, "spam", "", 1.0), "bad_subject"),
            (lambda: cases.report(session, bob, "post", theirs, "ugly", "", 1.0), "bad_reason"),
            (lambda: cases.report(session, staff, "message", message, "spam", "", 1.0), "message_not_found"),
            (lambda: cases.decide(session, staff, "case_x", "none", "r", 1.0), "case_not_found"),
        ]
        for act, code in wrong:
            with pytest.raises(FantascopeError) as refused:
                act()
            assert refused.value.code == code
        about_staff = cases.report(session, bob, "person", "staff", "spam", "", 1.0)
        with pytest.raises(Forbidden):
            cases.decide(session, staff, about_staff, "none", "me? never", 2.0)
        of_message = cases.report(session, bob, "message", message, "harassment", "", 1.0)
        assert cases.one(session, staff, of_message).text == "grr"
        with pytest.raises(InvalidInput):
            cases.decide(session, boss, of_message, "removed", " ", 2.0)
        cases.decide(session, boss, of_message, "removed", "no", 2.0)
        session.expire_all()
        assert messages.messages(session, bob, talk.id, None).items == ()
        assert own


def test_trending_needs_a_look(db: Database, person: Any, post: Any) -> None:
    author, staff = person("author"), person("staff", role="moderator")
    first, second = (post(author, trend=float(k), trend_review="waiting") for k in (1, 2))
    with db.write() as session:
        assert [card.id for card in cases.waiting_trends(session, staff)] == [second, first]
        cases.review_trend(session, staff, second, True, 1.0)
        cases.review_trend(session, staff, first, False, 1.0)
        assert cases.waiting_trends(session, staff) == []
        assert session.get_one(Post, second).trend_review == "allowed"
