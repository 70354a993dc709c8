"""Every operation of the app × everyone who may ask: what they are answered. An operation that is missing here fails
the test, so nobody adds one without deciding who may use it.

Of each row: a stranger, another member, a member whom the owner has blocked, a minor, an operator, and the owner of
what the address names. 401 = sign in, 403 = not yours to do, 404 = it does not exist for you, 400 or 422 = you may, but
this makes no sense (so that nothing need be undone). Each row starts from the same place, everything made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, update

ROLES = ("anonymous", "member", "blocked", "minor", "operator", "owner")
SELF = "401 200 200 200 200 200"
SELF_204 = "401 204 204 204 204 204"
REFUSED = "401 400 400 400 400 400"
STAFF = "401 403 403 403 200 403"
STAFF_204 = "401 403 403 403 204 403"
MINE = "401 404 404 404 404 200"
MINE_204 = "401 404 404 404 404 204"
OPEN = "200 200 404 200 200 200"
SEEN = "401 200 404 200 200 200"
ANYONE = "200 200 200 200 200 200"

TABLE: dict[str, tuple[str, Any]] = {
    # posts
    "POST /api/posts": ("401 404 404 404 404 422", {"video_id": "{video_id}"}),
    "GET /api/posts/{post_id}": (OPEN, None),
    "PATCH /api/posts/{post_id}": ("401 403 404 403 403 200", {"caption": "new"}),
    "DELETE /api/posts/{post_id}": ("401 403 404 403 403 204", None),
    "PUT /api/posts/{post_id}/like": (SEEN, None),
    "DELETE /api/posts/{post_id}/like": (SEEN, None),
    "GET /api/posts/{post_id}/lineage": (OPEN, None),
    "GET /api/posts/{post_id}/comments": (OPEN, None),
    "POST /api/posts/{post_id}/comments": (SEEN, {"text": "hello"}),
    "DELETE /api/comments/{comment_id}": ("401 403 404 403 403 204", None),
    "POST /api/posts/{post_id}/remix": (SEEN, {"instruction": "make it red"}),
    "POST /api/posts/{post_id}/extend": (SEEN, {"prompt": "and on", "seconds": 1}),
    "GET /api/media/{post_id}/{variant}": (OPEN, None),
    "GET /api/oembed?url=http://localhost/c/{post_id}": (ANYONE, None),
    "GET /c/{post_id}": (ANYONE, None),
    "GET /c/{post_id}/embed": (ANYONE, None),
    # what nobody else may see
    "GET /api/posts/{close_id}": ("404 404 404 404 200 200", None),
    "GET /api/media/{close_id}/video": ("404 404 404 404 200 200", None),
    "GET /api/posts/{close_id}/comments": ("404 404 404 404 200 200", None),
    "PUT /api/posts/{close_id}/like": ("401 404 404 404 200 200", None),
    "POST /api/posts/{close_id}/remix": ("401 404 404 404 403 200", {"instruction": "make it red"}),
    "POST /api/stitch [of what is closed]": (
        "401 404 404 404 403 400",
        {"parts": [{"post_id": "{close_id}"}, {"post_id": "{post_id}"}]},
    ),
    "GET /c/{close_id}": ("404 404 404 404 404 404", None),
    # people
    "GET /api/people/{handle}": (OPEN, None),
    "GET /api/people/{handle}/posts": (OPEN, None),
    "GET /api/people/{handle}/followers": (SEEN, None),
    "GET /api/people/{handle}/following": (SEEN, None),
    "PUT /api/people/{handle}/follow": ("401 204 404 204 204 400", None),
    "DELETE /api/people/{handle}/follow": ("401 204 404 204 204 400", None),
    "PUT /api/people/{handle}/block": ("401 204 404 204 204 400", None),
    "DELETE /api/people/{handle}/block": ("401 204 404 204 204 400", None),
    "PUT /api/people/{handle}/mute": ("401 204 404 204 204 400", None),
    "DELETE /api/people/{handle}/mute": ("401 204 404 204 204 400", None),
    "GET /api/avatars/{person_id}": (OPEN, None),
    "GET /api/blocks": (SELF, None),
    "GET /api/mutes": (SELF, None),
    "GET /api/search?q=fox": (ANYONE, None),
    "POST /api/verify": ("400 400 400 400 400 400", {}),
    # talk
    "GET /api/conversations": (SELF, None),
    "POST /api/conversations": ("401 200 404 403 200 400", {"handle": "{handle}", "text": "hello"}),
    "POST /api/conversations [to a minor]": ("401 403 403 400 403 403", {"handle": "minor", "text": "hello"}),
    "GET /api/conversations/{conversation_id}/messages": (MINE, None),
    "POST /api/conversations/{conversation_id}/messages": (MINE, {"text": "hello"}),
    "PUT /api/conversations/{conversation_id}/read": (MINE_204, None),
    "DELETE /api/messages/{message_id}": (MINE_204, None),
    "GET /api/notices": (SELF, None),
    "POST /api/notices/read": (SELF_204, {}),
    # reports and decisions
    "POST /api/reports": (
        "401 200 404 200 200 400",
        {"subject_kind": "post", "subject_id": "{post_id}", "reason": "spam"},
    ),
    "POST /api/reports [of a message]": (
        "401 404 404 404 404 400",
        {"subject_kind": "message", "subject_id": "{message_id}", "reason": "spam"},
    ),
    "GET /api/me/cases": (SELF, None),
    "POST /api/me/cases/{decided_id}/appeal": (MINE, {"words": "no"}),
    "GET /api/admin/cases": (STAFF, None),
    "GET /api/admin/cases/{case_id}": (STAFF, None),
    "POST /api/admin/cases/{case_id}/decide": (STAFF, {"action": "none", "reason": "fine"}),
    "POST /api/admin/cases/{appealed_id}/appeal": (STAFF, {"upheld": True, "reason": "fine"}),
    "GET /api/admin/trending": (STAFF, None),
    "POST /api/admin/trending/{post_id}": (STAFF_204, {"allow": True}),
    # making
    "GET /api/drafts": (SELF, None),
    "POST /api/drafts": (SELF, {"form": {}}),
    "GET /api/drafts/{draft_id}": (MINE, None),
    "PUT /api/drafts/{draft_id}": (MINE, {"form": {}}),
    "DELETE /api/drafts/{draft_id}": (MINE_204, None),
    "GET /api/videos": (SELF, None),
    "POST /api/videos": (SELF, {"prompt": "a bar", "model": "trial", "seconds": 1, "width": 64, "height": 64}),
    "GET /api/videos/options": (SELF, None),
    "GET /api/videos/{video_id}": (MINE, None),
    "DELETE /api/videos/{video_id}": (MINE_204, None),
    "POST /api/videos/{video_id}/cancel": (MINE, None),
    "GET /api/videos/{video_id}/events": (MINE, None),
    "GET /api/videos/{video_id}/files/{variant}": (MINE, None),
    "GET /api/videos/{video_id}/screenplay": (MINE, None),
    "PUT /api/videos/{video_id}/screenplay": (MINE, {"screenplay": "{document}"}),
    "POST /api/videos/{video_id}/remix": (MINE, {"instruction": "make it red"}),
    "POST /api/videos/{video_id}/extend": (MINE, {"prompt": "and on", "seconds": 1}),
    "POST /api/stitch": (
        "401 404 404 404 404 400",
        {"parts": [{"video_id": "{video_id}"}, {"video_id": "{video_id}"}]},
    ),
    "POST /api/understand": (REFUSED, {"prompt": " "}),
    "GET /api/vocabulary": (SELF, None),
    "POST /api/preview": (REFUSED, {}),
    # one's own
    "GET /api/me": (SELF, None),
    "PATCH /api/me": (SELF, {"bio": "hello"}),
    "PUT /api/me/avatar": (REFUSED, b"no picture"),
    "DELETE /api/me/avatar": (SELF, None),
    "POST /api/me/password": (REFUSED, {"new": "short"}),
    "GET /api/me/passkeys": (SELF, None),
    "DELETE /api/me/passkeys/{key_id}": ("401 404 404 404 404 422", None),
    "GET /api/me/sessions": (SELF, None),
    "DELETE /api/me/sessions/{session_id}": (MINE_204, None),
    "GET /api/me/credits": (SELF, None),
    "POST /api/me/export": (SELF, None),
    "POST /api/me/import": (REFUSED, b"no archive"),
    "POST /api/me/delete": (REFUSED, {"handle": "somebody_else"}),
    "GET /api/invites": (SELF, None),
    "POST /api/invites": (SELF, {}),
    "DELETE /api/invites/{invite_id}": (MINE_204, None),
    "GET /api/plans": (ANYONE, None),
    "POST /api/plans/{plan_id}/checkout": (SELF, None),
    # the feed
    "GET /api/feed": ("401 200 200 200 200 200", None),
    "POST /api/feed/seen": (REFUSED, {"views": []}),
    "POST /api/feed/less": (SEEN, {"post_id": "{post_id}"}),
    "POST /api/feed/steer": (SELF, {"sentence": "more cats"}),
    "GET /api/feed/weights": (SELF, None),
    "PUT /api/feed/weights": (SELF, {}),
    "DELETE /api/feed/weights": (SELF, None),
    "GET /api/feed/wellbeing": (SELF, None),
    "PUT /api/feed/wellbeing": (SELF, {"minutes": 10}),
    "POST /api/feed/wellbeing/answer": (SELF, {"answer": "fine"}),
    # doors
    "GET /api/site": (ANYONE, None),
    "GET /api/session": (ANYONE, None),
    "POST /api/session": ("401 401 401 401 401 429", {"handle": "nobody", "password": "wrong words here"}),
    "POST /api/session/fresh": ("401 401 401 401 401 401", {"password": "wrong words here"}),
    "DELETE /api/session": (SELF_204, None),
    "DELETE /api/session/all": (SELF_204, None),
    "POST /api/setup": (
        "422 422 422 422 422 422",
        {"token": "x", "site_name": "x", "handle": "newbie", "name": "x", "password": "correct horse battery"},
    ),
    "POST /api/people": (
        "400 400 400 400 400 400",
        {"handle": "newbie", "name": "New", "password": "short", "adult": True, "age_ok": True},
    ),
    "POST /api/waitlist": ("204 204 204 204 204 204", {"email": "a@example.org"}),
    "POST /api/passkeys/begin": ("401 200 200 200 200 200", {"purpose": "add"}),
    "POST /api/passkeys/finish": ("400 400 400 400 400 400", {"id": "x", "credential": {}}),
    # operators
    "GET /api/admin/audit": (STAFF, None),
    "GET /api/admin/invites": (STAFF, None),
    "POST /api/admin/invites": (STAFF, {}),
    "DELETE /api/admin/invites/{invite_id}": (STAFF_204, None),
    "GET /api/admin/people": (STAFF, None),
    "GET /api/admin/people/{person_id}": (STAFF, None),
    "PATCH /api/admin/people/{person_id}": (STAFF, {"is_minor": False, "reason": "asked"}),
    "POST /api/admin/people/{person_id}/credits": (STAFF, {"credits": 1, "reason": "gift"}),
    "POST /api/admin/people/{person_id}/sign_out": ("401 403 403 403 204 401", None),
    "GET /api/admin/plans": (STAFF, None),
    "POST /api/admin/plans": (STAFF, {"name": "another", "credits": 1}),
    "PATCH /api/admin/plans/{plan_id}": (STAFF, {"credits": 2}),
    "DELETE /api/admin/plans/{plan_id}": (STAFF_204, None),
    "GET /api/admin/site": (STAFF, None),
    "PATCH /api/admin/site": (STAFF, {"words": "hello"}),
    "GET /api/admin/waitlist": (STAFF, None),
    "POST /api/admin/waitlist/invite": ("401 403 403 403 404 403", {"email": "nobody@example.org"}),
}


@dataclass
class Town:
    """Everybody, and what is the owner's."""

    world: Any
    people: dict[str, str]
    """Person ids by role."""

    doors: dict[str, Any]
    """A browser of each, and the sessions they have now."""

    make: Callable[..., dict[str, str]]

    def fresh(self) -> dict[str, str]:
        """Everything that rows name, made anew; ties as they were; everybody signed in just now."""
        from fantascope.accounts import sign_in

        with self.world.house.db.write() as session:
            things = self.make(session, self.world.house, self.people)
            for role in ROLES[1:]:
                opened = sign_in.begin(session, self.people[role], now=self.world.now[0])
                self.doors[role].client.cookies.set("fantascope", opened.secret, domain="localhost.local")
                self.doors[role].csrf = opened.csrf
        return things


@pytest.fixture
def town(world: Any, things: Callable[..., dict[str, str]]) -> Town:
    from fantascope.accounts.models import Owner
    from fantascope.accounts.people import Person

    for role in ROLES[1:]:
        if role != "operator":
            world.member(role, is_minor=role == "minor")
    with world.house.db.write() as session:
        people = {row[0]: row[1] for row in session.execute(select(Person.handle, Person.id))}
        session.execute(update(Owner).values(credits_limited=False))
    people["operator"] = people.pop("ann")
    return Town(world, people, {role: world.browser() for role in ROLES}, things)


def test_everybody_gets_what_the_table_says(town: Town) -> None:
    wrong = []
    for row, (expected, body) in TABLE.items():
        things = town.fresh()
        for role, status in zip(ROLES, expected.split(), strict=True):
            answer = _ask(town.doors[role], row, body, things)
            if answer.status_code != int(status):
                wrong.append(f"{row}: {role} got {answer.status_code}, not {status}: {answer.text[:160]}")
    assert not wrong, "\n".join(wrong)


def test_no_operation_is_missing(town: Town) -> None:
    document = town.world.browser().ask("GET", "/api/openapi.json")
    there = {
        f"{method.upper()} {path}"
        for path, operations in document["paths"].items()
        for method in operations
        if method in {"get", "post", "put", "patch", "delete"}
    }
    told = {row.split(" [")[0].split("?")[0] for row in TABLE if " /c/" not in row}
    same = {"{close_id}": "{post_id}", "{decided_id}": "{case_id}", "{appealed_id}": "{case_id}"}
    for name, real in same.items():
        told = {row.replace(name, real).replace("{post_id}/video", "{post_id}/{variant}") for row in told}
    assert there - told == set(), "decide who may use these"
    assert told - there == set(), "these are gone"


def test_no_write_without_the_token(town: Town) -> None:
    """Forged requests: the cookie alone, or with another's token, does nothing."""
    things = town.fresh()
    doors = {f"/api/{name}" for name in ("session", "people", "setup", "waitlist", "passkeys/begin", "passkeys/finish")}
    for row, (_, body) in TABLE.items():
        if row.startswith("GET ") or " [" in row or row.split()[1] in doors:
            continue
        browser = town.doors["owner"]
        for token in (None, town.doors["member"].csrf):
            browser.csrf = token
            answer = _ask(browser, row, body, things)
            assert answer.status_code == 403, f"{row}: {answer.status_code}"
            assert answer.json()["error"]["code"] == "bad_csrf", row


def test_the_suspended_read_appeal_and_leave(town: Town) -> None:
    from fantascope.accounts.people import Person

    things = town.fresh()
    with town.world.house.db.write() as session:
        session.execute(update(Person).where(Person.handle == "owner").values(state="suspended"))
    owner = town.doors["owner"]
    for path in ("/api/me", "/api/notices", "/api/videos", "/api/me/cases", f"/api/posts/{things['post_id']}"):
        owner.ask("GET", path)
    writes = {
        f"POST /api/posts/{things['post_id']}/comments": {"text": "x"},
        f"PUT /api/posts/{things['post_id']}/like": None,
        f"PATCH /api/posts/{things['post_id']}": {"caption": "x"},
        f"POST /api/conversations/{things['conversation_id']}/messages": {"text": "x"},
        "POST /api/videos": {"prompt": "a bar", "model": "trial"},
        f"POST /api/videos/{things['video_id']}/remix": {"instruction": "red"},
        f"PUT /api/videos/{things['video_id']}/screenplay": {"screenplay": json.loads(things["document"])},
        "POST /api/drafts": {"form": {}},
        "PUT /api/people/member/follow": None,
    }
    for row, body in writes.items():
        method, path = row.split()
        assert owner.ask(method, path, 403, **({"json": body} if body is not None else {})) == "suspended", row
    owner.ask("POST", f"/api/me/cases/{things['decided_id']}/appeal", json={"words": "sorry"})
    assert owner.raw("POST", "/api/me/export").status_code == 200


def _ask(browser: Any, row: str, body: Any, things: dict[str, str]) -> Any:
    method, path = row.split(" [")[0].split(" ", 1)
    for name, value in things.items():
        path = path.replace("{" + name + "}", value)
    if isinstance(body, bytes):
        return browser.raw(method, path, content=body)
    if body is None:
        return browser.raw(method, path)
    text = json.dumps(body).replace('"{document}"', things["document"])
    for name, value in things.items():
        text = text.replace("{" + name + "}", value) if name != "document" else text
    return browser.raw(method, path, content=text, headers={"content-type": "application/json"})
