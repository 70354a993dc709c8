"""What people do to their feed, on both databases: counted once, bounded, and visible as weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fantascope.feed import actions, queries
from fantascope.feed.filing import file_post, file_posts
from fantascope.feed.trends import HALF_LIFE_S, trends, update
from fantascope.feed.types import Asker, Watched, Weights, Wish
from fantascope.kernel.errors import InvalidInput, NotFound

MakeAsker = Callable[..., Asker]
COUNTS = "SELECT views, finishes, skips FROM posts WHERE id = :id"
VIEW = "SELECT seconds, finished, skipped, less_like_this FROM views WHERE person_id = :me AND post_id = :id"


def test_views_count_once(town: Any, asker: MakeAsker) -> None:
    me, author = town.person("me"), town.person("author")
    post, own = town.post(author), town.post(me)
    held, unlisted = town.post(author, state="held"), town.post(author, visibility="unlisted")
    steps = [
        (Watched(post, 1.0, skipped=True), (1, 0, 1)),
        (Watched(post, 500.0, finished=True), (1, 1, 0)),
        (Watched(post, 2.0, skipped=True), (1, 1, 0)),
    ]
    for view, counts in steps:
        assert actions.watched(town.db, asker(me), [view]) == 1
        assert tuple(town.one(COUNTS, id=post)) == counts
    assert tuple(town.one(VIEW, me=me, id=post))[:3] == (8.0, True, False)  # never longer than the clip
    unseen = [Watched(other, 3.0) for other in (own, held, unlisted, "post_none")]
    assert actions.watched(town.db, asker(me), unseen) == 0
    assert actions.watched(town.db, asker(me, personalised=False), [Watched(post, 1.0)]) == 0
    with pytest.raises(InvalidInput, match="most"):
        actions.watched(town.db, asker(me), [Watched(post, 1.0)] * 51)


def test_steering_is_kept_and_shown(town: Any) -> None:
    me = town.person("me", wishes={"theme": "dark"})
    heard = actions.steer_by(town.db, me, "less cars, more calm seas")
    actions.steer_by(town.db, me, "people I follow first")
    with town.db.read() as session:
        kept = queries.weights_for(session, me)
    assert (
        [wish.words for wish in kept.wishes] == [wish.words for wish in heard.weights.wishes] == ["cars", "calm seas"]
    )
    assert kept.follow_first == 1.0
    edited = Weights(wishes=(Wish("chats", (), 0.5),), personalised=False)
    assert actions.put_weights(town.db, me, edited, locale="fr").wishes == (Wish("chats", ("thing:cat",), 0.5),)
    with town.db.read() as session:
        assert not queries.weights_for(session, me).personalised
    (wishes,) = town.one("SELECT wishes FROM people WHERE id = :me", me=me)
    assert "dark" in str(wishes)
    for sentence in ("  ", "x" * 501):
        with pytest.raises(InvalidInput):
            actions.steer_by(town.db, me, sentence)


def test_less_like_this(town: Any, asker: MakeAsker) -> None:
    me, author = town.person("me"), town.person("author")
    post = town.post(author, words="a taxi in the rain with a dog")
    hidden = town.post(author, visibility="followers")
    file_posts(town.db)
    before, lowered = actions.less_like(town.db, asker(me), post)
    assert lowered == ("taxi", "car")
    assert {wish.topics[0]: wish.weight for wish in before.wishes} == {"thing:taxi": -0.3, "thing:car": -0.3}
    for _ in range(5):
        after, _ = actions.less_like(town.db, asker(me), post)
    assert all(wish.weight == -0.9 for wish in after.wishes)  # less and less, but never none
    assert tuple(town.one(VIEW, me=me, id=post))[2:] == (True, True)
    assert tuple(town.one(COUNTS, id=post)) == (1, 0, 1)
    for missing in (hidden, "post_none"):
        with pytest.raises(NotFound):
            actions.less_like(town.db, asker(me), missing)


def test_the_gentle_stop(town: Any) -> None:
    me, minor = town.person("me"), town.person("minor", minor=True)
    actions.set_minutes(town.db, me, 0)
    actions.set_minutes(town.db, minor, 10)
    for minutes in (0, 16, 601):
        with pytest.raises(InvalidInput):
            actions.set_minutes(town.db, minor, minutes)
    for number in range(25):
        actions.answer(town.db, me, "enough", float(number))
    (wishes,) = town.one("SELECT wishes FROM people WHERE id = :me", me=me)
    assert str(wishes).count("enough") == 20
    with pytest.raises(InvalidInput):
        actions.answer(town.db, me, "more", 0.0)


def test_filing(town: Any) -> None:
    author = town.person("author")
    post, wordless = town.post(author, words=" une mer calme "), town.post(author, words="")
    assert file_posts(town.db) == 2
    assert file_posts(town.db) == 0
    assert town.one("SELECT topics FROM posts WHERE id = :id", id=post)[0] == "place:sea word:mer mood:calm"
    assert town.one("SELECT topics FROM posts WHERE id = :id", id=wordless)[0] == ""
    assert town.one("SELECT COUNT(*) FROM topic_posts")[0] == 3
    town.run("UPDATE posts SET words = 'a fox', topics = NULL WHERE id = :id", id=post)
    with town.db.write() as session:
        file_post(session, post)
    assert [tuple(town.one("SELECT topic, post_id FROM topic_posts"))] == [("thing:fox", post)]
    assert file_posts(town.db) == 0


def test_what_trends() -> None:
    found = trends({"a": 30.0, "b": 3.0, "c": 0.5}, {"a": 100.0, "b": 100.0, "c": 1.0})
    rate = 33.5 / 201
    assert found == {"a": pytest.approx((30 - 100 * rate) ** 2 / (100 * rate))}
    assert trends({}, {}) == {}
    assert trends({"a": 5.0}, {"a": 1.0}) == {}  # just what a site of one post expects


def test_trends_rise_go_to_review_and_fade(town: Any, asker: MakeAsker) -> None:
    now = asker().now
    author = town.person("author")
    people = [town.person(f"fan{n}") for n in range(12)]
    hot, warm, old = town.post(author), town.post(author), town.post(author, trend=5.0, trend_review="allowed")
    private = town.post(author, visibility="followers")
    for person in people:
        for post in (hot, warm, private):
            town.view(person, post, age_h=0.2)
        town.like(person, hot, age_h=0.1)
        town.like(person, private, age_h=0.1)
    town.like(people[0], warm)
    assert update(town.db, now) >= 1
    state = "SELECT trend, trend_review FROM posts WHERE id = :id"
    first = town.one(state, id=hot)
    assert first.trend > 0
    assert first.trend_review == "waiting"
    assert tuple(town.one(state, id=warm)) == (0.0, "none")
    assert tuple(town.one(state, id=old)) == (0.0, "allowed")
    assert town.one(state, id=private).trend_review == "none"
    update(town.db, now + HALF_LIFE_S)
    later = town.one(state, id=hot).trend
    assert 0 < later < first.trend
    update(town.db, now + 10 * HALF_LIFE_S)
    assert town.one(state, id=hot).trend == 0.0
