"""Pages on both databases: who sees what, why, in what order, and that swiping on neither repeats nor skips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from fantascope.feed import candidates, queries
from fantascope.feed.filing import file_posts
from fantascope.feed.pages import MOST_RANKED, Orders, in_order
from fantascope.feed.shelf import Shelf
from fantascope.feed.types import EXPLORED, FOLLOWED, FRESH, SIMILAR, TRENDING, WISHED, Asker, Chosen, FeedPage, Wish
from fantascope.kernel.errors import InvalidInput

MakeAsker = Callable[..., Asker]


def for_you(town: Any, asker: Asker, cursor: str | None = None, orders: Orders | None = None) -> FeedPage:
    with town.db.read() as session:
        return (orders or Orders()).page(session, asker, cursor)


def ids(items: Sequence[Chosen]) -> list[str]:
    return [item.post_id for item in items]


def everything(read: Callable[[str | None], FeedPage]) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = read(cursor)
        found += ids(page.items)
        cursor = page.next
        if cursor is None:
            return found


@pytest.fixture
def me(town: Any) -> str:
    return str(town.person("me"))


def test_only_what_may_be_shown(town: Any, me: str, asker: MakeAsker) -> None:
    friend, stranger = town.person("friend"), town.person("stranger")
    foe, other_foe, bore = town.person("foe"), town.person("other_foe"), town.person("bore")
    gone = town.person("gone", state="suspended")
    town.follow(me, friend)
    town.pair("blocks", me, foe)
    town.pair("blocks", other_foe, me)
    town.pair("mutes", me, bore)
    public = town.post(stranger)
    for_followers = town.post(friend, visibility="followers")
    for author in (foe, other_foe, bore, gone, me):
        town.post(author)
    for facts in ({"visibility": "followers"}, {"visibility": "unlisted"}, {"state": "held"}, {"state": "removed"}):
        town.post(stranger, **facts)
    town.post(friend, visibility="unlisted")
    town.post(stranger, deleted_at=1.0)
    reported = town.post(stranger)
    town.case(reported, stranger)
    seen = town.post(stranger)
    town.view(me, seen)
    who = asker(me)
    assert set(ids(for_you(town, who).items)) == {public, for_followers, reported}
    assert set(ids(for_you(town, asker(me, minor=True)).items)) == {public, for_followers}
    plain = for_you(town, asker(me, personalised=False))
    assert set(ids(plain.items)) == {public, reported, seen}
    with town.db.read() as session:
        latest = in_order(session, who, queries.latest, "fresh", None)
        following = in_order(session, who, queries.following, "followed", None)
    mine = town.posts[6]
    assert set(ids(latest.items)) == {public, reported, seen, mine}
    assert following == FeedPage((Chosen(for_followers, (("followed", ""),)),), None)


def test_where_posts_come_from(town: Any, me: str, asker: MakeAsker) -> None:
    friend, twin, stranger = town.person("friend"), town.person("twin"), town.person("stranger")
    town.follow(me, friend)
    followed = town.post(friend, age_h=24 * 20)
    liked = town.post(stranger, age_h=24 * 40)
    town.like(me, liked)
    town.view(me, liked)
    town.like(twin, liked)
    similar = town.post(stranger, age_h=24 * 40)
    town.like(twin, similar)
    trending = town.post(stranger, age_h=24 * 40, trend=9.0, trend_review="allowed")
    unreviewed = town.post(stranger, age_h=24 * 40, trend=90.0, trend_review="waiting")
    wished = town.post(stranger, age_h=24 * 40, words="a whale at sea")
    assert file_posts(town.db) == 6
    with town.db.read() as session:
        now = asker().now
        found = candidates.for_you(session, Shelf(), me, now=now, as_of=now, topics=["thing:whale"], start="post_8")
    sources = {one.id: one.sources & ~(FRESH | EXPLORED) for one in found}
    assert sources == {followed: FOLLOWED, similar: SIMILAR, trending: TRENDING, wished: WISHED, unreviewed: 0}
    assert next(one for one in found if one.id == similar).shared == 1
    page = for_you(town, asker(me, wishes=(Wish("whales", ("thing:whale",), 1.0),)))
    why = {item.post_id: item.why[0] for item in page.items}
    assert why[wished] == ("matches_wish", "whales")
    assert why[followed] == ("followed", "")
    assert why[similar][0] == "liked_by_similar"
    assert why[trending][0] == "trending"


def test_swiping_on_shows_each_once(town: Any, me: str, asker: MakeAsker) -> None:
    authors = [town.person(f"author{n}") for n in range(9)]
    for n in range(40):
        town.post(authors[n % 9], age_h=n / 2, likes=n % 5)
    orders = Orders()
    first = for_you(town, asker(me, seed=3), None, orders)
    town.post(authors[0], age_h=-0.5)  # what comes meanwhile does not move what is shown
    orders.forget_everyones()
    found = everything(lambda cursor: for_you(town, asker(me, seed=3), cursor, orders) if cursor else first)
    assert sorted(found) == sorted(town.posts[:40])
    # A process that does not have the order finds it again, whatever was seen or published meanwhile.
    for post in ids(first.items):
        town.view(me, post, age_h=-0.1)
    assert first.next is not None
    again = for_you(town, replace(asker(me, seed=99), now=asker().now + 720), first.next, Orders())
    assert again.items == for_you(town, asker(me), first.next, orders).items
    later = replace(asker(me, seed=3), now=asker().now + 3600)
    anew = ids(for_you(town, later, None, orders).items)
    assert town.posts[40] in anew
    assert not set(anew) & set(ids(first.items))


def test_everyones_are_kept_for_some_seconds(town: Any, me: str) -> None:
    """And what somebody has seen of the newest makes way for what comes after."""
    author, shelf, now = town.person("author"), Shelf(), 1_800_000_000.0
    for n in range(300):
        town.post(author, age_h=1 + n / 100)
    for n in range(290):
        town.view(me, town.posts[n])

    def fresh(seconds: float) -> set[str]:
        with town.db.read() as session:
            found = candidates.for_you(session, shelf, me, now=now + seconds, as_of=now, topics=[], start="post_8")
        return {one.id for one in found if one.sources & FRESH}

    assert fresh(0.0) == set(town.posts[290:])
    more = town.post(author, age_h=0.5)
    assert fresh(3.0) == set(town.posts[290:300])
    shelf.forget()
    assert more in fresh(3.0)
    newest = town.post(author, age_h=0.4)
    assert {more, newest} <= fresh(9.0)


def test_who_steers_sees_it_at_once(town: Any, me: str, asker: MakeAsker) -> None:
    author = town.person("author")
    cat, dog = town.post(author, topics="thing:cat"), town.post(author, topics="thing:dog")
    orders = Orders()
    assert set(ids(for_you(town, asker(me), None, orders).items)) == {cat, dog}
    orders.forget(me)
    none = Wish("cats", ("thing:cat",), -1.0)
    assert ids(for_you(town, asker(me, wishes=(none,)), None, orders).items) == [dog]


@pytest.mark.parametrize("tab", ["latest", "following"])
def test_tabs_in_order_of_time(town: Any, me: str, asker: MakeAsker, tab: str) -> None:
    authors = [town.person(f"author{n}") for n in range(3)]
    for author in authors:
        town.follow(me, author)
    bore = town.person("bore")
    town.follow(me, bore)
    town.pair("mutes", me, bore)
    for n in range(70):
        town.post(authors[n % 2] if n % 9 else authors[2], age_h=n // 4)  # many at the same moment
    for n in range(45):
        town.post(bore, age_h=3.5 + n / 1000)
    read = queries.latest if tab == "latest" else queries.following

    def page(cursor: str | None) -> FeedPage:
        with town.db.read() as session:
            return in_order(session, asker(me), read, "fresh", cursor)

    found = everything(page)
    assert sorted(found) == sorted(town.posts[:70])
    age = {post: n // 4 for n, post in enumerate(town.posts)}
    assert [age[post] for post in found] == sorted(age[post] for post in found)


@pytest.mark.parametrize("cursor", ["x", "zz.3", "0123456789abcdef-5.x", "0123456789abcdef-5.٣", "", "0-5.0"])
def test_bad_cursors(town: Any, me: str, asker: MakeAsker, cursor: str) -> None:
    with town.db.read() as session:
        with pytest.raises(InvalidInput, match="cursor"):
            Orders().page(session, asker(me), cursor)
        with pytest.raises(InvalidInput, match="cursor"):
            in_order(session, asker(me), queries.latest, "fresh", cursor)


def test_a_cursor_past_the_end(town: Any, me: str, asker: MakeAsker) -> None:
    assert for_you(town, asker(me), f"0123456789abcdef-5.{MOST_RANKED}") == FeedPage((), None)
    assert for_you(town, asker(me), "0123456789abcdef-5.999999") == FeedPage((), None)
