"""The feed over HTTP: pages with their reasons, steering that shows at once, and the gentle stop."""

from __future__ import annotations

from typing import Any

import pytest

from fantascope.accounts.people import Person
from fantascope.feed.filing import file_posts
from fantascope.kernel.ids import new_id
from fantascope.social.models import Post


@pytest.fixture
def posts(world: Any) -> dict[str, str]:
    """Clips of bob about several things: words → id."""
    from sqlalchemy import select

    world.member("bob")
    made = {}
    with world.house.db.write() as session:
        bob = session.scalars(select(Person.id).where(Person.handle == "bob")).one()
        for number, words in enumerate(("a cat", "a car in the rain", "a calm sea", "a whale")):
            post = Post(
                id=new_id("post"),
                person_id=bob,
                video_id=new_id("video"),
                caption=words,
                tags=[],
                words=words,
                visibility="public",
                width=64,
                height=64,
                seconds=4.0 + number,
                created_at=world.now[0] - 1000.0 - number,
            )
            session.add(post)
            made[words] = post.id
    file_posts(world.house.db)
    return made


def shown(browser: Any, tab: str = "for_you") -> list[str]:
    return [post["caption"] for post in browser.ask("GET", f"/api/feed?tab={tab}")["items"]]


def test_a_page_has_cards_with_reasons(world: Any, posts: dict[str, str]) -> None:
    amy = world.member("amy")
    page = amy.ask("GET", "/api/feed")
    assert {post["id"] for post in page["items"]} == set(posts.values())
    assert all(post["person"]["handle"] == "bob" and post["why"] for post in page["items"])
    assert page["next"] is None
    assert shown(amy, "latest") == list(posts)
    assert shown(amy, "following") == []
    amy.ask("PUT", "/api/people/bob/follow", 204)
    assert shown(amy, "following") == list(posts)
    assert {"code": "followed", "words": ""} in amy.ask("GET", "/api/feed")["items"][0]["why"]


def test_steering_shows_at_once(world: Any, posts: dict[str, str]) -> None:
    amy = world.member("amy")
    heard = amy.ask("POST", "/api/feed/steer", json={"sentence": "plus de baleines, rien avec de la pluie, zorglub"})
    assert [wish["words"] for wish in heard["weights"]["wishes"]] == ["baleines", "pluie", "zorglub"]
    assert heard["unknown"] == ["zorglub"]
    assert heard["understood"][0] == {"code": "wish", "words": "baleines"}
    page = amy.ask("GET", "/api/feed")["items"]
    assert page[0]["caption"] == "a whale"
    assert page[0]["why"][0] == {"code": "matches_wish", "words": "baleines"}
    assert "a car in the rain" not in [post["caption"] for post in page]
    weights = amy.ask("GET", "/api/feed/weights")
    assert weights == heard["weights"]
    weights["wishes"] = [{"words": "calm seas", "topics": [], "weight": 1.0}]
    kept = amy.ask("PUT", "/api/feed/weights", json=weights)
    assert kept["wishes"][0]["topics"] == ["place:sea", "mood:calm"]
    assert shown(amy)[0] == "a calm sea"
    assert len(shown(amy)) == 4
    assert amy.ask("DELETE", "/api/feed/weights")["wishes"] == []


def test_less_like_this_and_what_was_seen(world: Any, posts: dict[str, str]) -> None:
    amy = world.member("amy")
    less = amy.ask("POST", "/api/feed/less", json={"post_id": posts["a car in the rain"]})
    assert less["lowered"] == ["car", "rain"]
    assert "a car in the rain" not in shown(amy)
    views = [{"post_id": posts["a cat"], "seconds": 3600, "finished": True}, {"post_id": "post_none", "seconds": 1}]
    assert amy.ask("POST", "/api/feed/seen", json={"views": views}) == {"counted": 1}
    later = shown(amy)
    assert sorted(later) == ["a calm sea", "a whale"]
    assert len(shown(amy, "latest")) == 4
    assert amy.ask("POST", "/api/feed/less", 404, json={"post_id": "post_none"}) == "post_not_found"


def test_a_feed_that_is_not_personal(world: Any, posts: dict[str, str]) -> None:
    amy = world.member("amy")
    weights = amy.ask("GET", "/api/feed/weights")
    amy.ask("POST", "/api/feed/seen", json={"views": [{"post_id": posts["a cat"], "seconds": 1}]})
    assert len(shown(amy)) == 3
    amy.ask("PUT", "/api/feed/weights", json={**weights, "personalised": False})
    assert len(shown(amy)) == 4
    assert amy.ask("GET", "/api/me")["wishes"]["personalised"] is False
    amy.ask("PATCH", "/api/me", json={"wishes": {"personalised": True}})
    assert amy.ask("GET", "/api/feed/weights")["personalised"] is True


def test_the_gentle_stop(world: Any) -> None:
    amy, kid = world.member("amy"), world.member("kid", is_minor=True)
    assert amy.ask("GET", "/api/feed/wellbeing") == {"minutes": 30, "most_minutes": None}
    assert kid.ask("GET", "/api/feed/wellbeing") == {"minutes": 15, "most_minutes": 15}
    assert amy.ask("PUT", "/api/feed/wellbeing", json={"minutes": None})["minutes"] is None
    assert kid.ask("PUT", "/api/feed/wellbeing", json={"minutes": 5})["minutes"] == 5
    for minutes in (None, 0, 16):
        assert kid.ask("PUT", "/api/feed/wellbeing", 400, json={"minutes": minutes}) == "bad_wish"
    amy.ask("POST", "/api/feed/wellbeing/answer", json={"answer": "enough"})
    assert amy.ask("GET", "/api/me")["wishes"]["wellbeing_answers"][-1]["answer"] == "enough"


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("GET", "/api/feed?tab=best", None, "invalid_value"),
        ("GET", "/api/feed?cursor=nonsense", None, "bad_cursor"),
        ("GET", "/api/feed?tab=latest&cursor=nonsense", None, "bad_cursor"),
        ("POST", "/api/feed/steer", {"sentence": ""}, "invalid_value"),
        ("POST", "/api/feed/steer", {"sentence": "   "}, "sentence_missing"),
        ("POST", "/api/feed/steer", {"sentence": "x" * 501}, "invalid_value"),
        ("POST", "/api/feed/seen", {"views": []}, "invalid_value"),
        ("POST", "/api/feed/seen", {"views": [{"post_id": "p", "seconds": -1}]}, "invalid_value"),
        ("PUT", "/api/feed/weights", {"follow_first": 2}, "invalid_value"),
        ("PUT", "/api/feed/weights", {"unheard": 2}, "invalid_value"),
        ("PUT", "/api/feed/wellbeing", {"minutes": -5}, "invalid_value"),
        ("POST", "/api/feed/wellbeing/answer", {"answer": "more"}, "invalid_value"),
    ],
)
def test_what_is_wrong_is_said(world: Any, method: str, path: str, body: Any, code: str) -> None:
    amy = world.member("amy")
    assert amy.ask(method, path, 400, json=body) == code


def test_strangers(world: Any) -> None:
    assert world.browser().ask("GET", "/api/feed", 401) == "not_signed_in"
    amy = world.member("amy")
    amy.csrf = None
    assert amy.ask("POST", "/api/feed/steer", 403, json={"sentence": "cats"}) == "bad_csrf"
