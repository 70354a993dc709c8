"""What is stricter for minors is the server's to hold: asked by any program, with a minor's session or an adult's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

KID = {"handle": "kid", "name": "Kid", "password": "correct horse battery", "adult": False, "age_ok": True}


def test_no_adult_reaches_a_minor_by_message(world: Any) -> None:
    kid, adult = world.browser(), world.member("adult")
    assert kid.ask("POST", "/api/people", json=KID)["me"]["is_minor"] is True

    def writes(who: Any, handle: str, status: int) -> Any:
        return who.ask("POST", "/api/conversations", status, json={"handle": handle, "text": "hello"})

    assert writes(adult, "kid", 403) == "may_not_message"
    assert adult.ask("GET", "/api/people/kid")["can_message"] is False
    adult.ask("PUT", "/api/people/kid/follow", 204)
    assert writes(adult, "kid", 403) == "may_not_message"
    assert writes(kid, "adult", 403) == "may_not_message"
    kid.ask("PUT", "/api/people/adult/follow", 204)
    assert writes(adult, "kid", 403) == "may_not_message"  # not even then does the adult begin
    talk = writes(kid, "adult", 200)["id"]
    answer = f"/api/conversations/{talk}/messages"
    adult.ask("POST", answer, json={"text": "hello"})
    kid.ask("DELETE", "/api/people/adult/follow", 204)
    assert adult.ask("POST", answer, 403, json={"text": "come back"}) == "may_not_message"
    assert adult.ask("GET", "/api/conversations")["items"][0]["can_write"] is False
    assert writes(adult, "kid", 403) == "may_not_message"


def test_a_minor_is_found_by_minors_and_by_whom_they_follow(world: Any) -> None:
    kid, other = world.member("kid", is_minor=True), world.member("other", is_minor=True)
    adult, friend = world.member("adult"), world.member("friend")
    kid.ask("PUT", "/api/people/friend/follow", 204)
    adult.ask("PUT", "/api/people/kid/follow", 204)

    def found(who: Any) -> bool:
        return "kid" in [one["handle"] for one in who.ask("GET", "/api/search?q=kid&kind=people")["items"]]

    assert [found(who) for who in (other, friend, adult, world.browser())] == [True, True, False, False]


def test_no_minor_makes_themselves_older(world: Any) -> None:
    kid = world.member("kid", is_minor=True)
    for change in ({"is_minor": False}, {"adult": True}, {"wishes": {"is_minor": False}}):
        assert kid.raw("PATCH", "/api/me", json=change).status_code == 400, change
    for path in ("/api/me", "/api/feed/wellbeing"):
        assert kid.raw("GET", path).status_code == 200
    assert kid.ask("GET", "/api/me")["is_minor"] is True
    assert kid.ask("PATCH", "/api/me", 400, json={"wishes": {"wellbeing_minutes": 60}}) == "bad_wish"
    assert kid.ask("GET", "/api/feed/wellbeing") == {"minutes": 15, "most_minutes": 15}


def test_a_minor_publishes_to_followers_without_remixes_unless_they_say_so(world: Any) -> None:
    from fantascope.social.models import Post

    kid, follower, stranger = world.member("kid", is_minor=True), world.member("follower"), world.member("stranger")
    body = {"prompt": "a bar", "model": "trial", "seconds": 1, "width": 64, "height": 64}
    video = kid.ask("POST", "/api/videos", json=body)["items"][0]["id"]
    world.work()
    post = kid.ask("POST", "/api/posts", json={"video_id": video})
    assert (post["visibility"], post["allows_remix"]) == ("followers", False)
    follower.ask("PUT", "/api/people/kid/follow", 204)
    assert follower.ask("GET", f"/api/posts/{post['id']}")["id"] == post["id"]
    remix = {"instruction": "make it red"}
    assert follower.ask("POST", f"/api/posts/{post['id']}/remix", 403, json=remix) == "no_remix"
    for path in (f"/api/posts/{post['id']}", f"/api/media/{post['id']}/video"):
        stranger.ask("GET", path, 404)
    assert post["id"] not in [one["id"] for one in stranger.ask("GET", "/api/feed?tab=latest")["items"]]
    with world.house.db.read() as session:
        assert session.scalars(select(Post.visibility)).one() == "followers"


def test_what_is_reported_waits_before_minors_see_it(world: Any) -> None:
    kid, author, reporter = world.member("kid", is_minor=True), world.member("author"), world.member("reporter")
    body = {"prompt": "a bar", "model": "trial", "seconds": 1, "width": 64, "height": 64}
    video = author.ask("POST", "/api/videos", json=body)["items"][0]["id"]
    world.work()
    post = author.ask("POST", "/api/posts", json={"video_id": video})["id"]

    def shown(who: Any, tab: str) -> bool:
        return post in [one["id"] for one in who.ask("GET", f"/api/feed?tab={tab}")["items"]]

    assert shown(kid, "latest")
    reporter.ask("POST", "/api/reports", json={"subject_kind": "post", "subject_id": post, "reason": "violence"})
    assert not shown(kid, "latest")
    assert not shown(kid, "for_you")
    assert shown(reporter, "latest")
