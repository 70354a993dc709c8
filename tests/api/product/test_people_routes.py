"""Profiles, pictures, invitations, plans, operators and the site, over HTTP."""

from __future__ import annotations

import io
from typing import Any

import pytest

BOB = {"handle": "bob", "name": "Bob", "password": "correct horse battery", "adult": True, "age_ok": True}


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    image = Image.new("RGB", (width, height), (200, 60, 40))
    image.paste((20, 60, 200), (width // 2, 0, width, height))
    image.save(buffer, kind)
    return buffer.getvalue()


def stored(world: Any) -> list[str]:
    folder = world.house.settings.home / "blobs"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_profile_is_changed_by_its_owner(world: Any) -> None:
    bob = world.member("bob")
    said = {"name": "Bob B.", "bio": "toys", "locale": "fr", "email": "b@toys.example", "wishes": {"theme": "dark"}}
    changed = bob.ask("PATCH", "/api/me", json=said)
    assert {key: changed[key] for key in said} == said
    assert bob.ask("PATCH", "/api/me", json={"email": ""})["email"] is None
    for wrong, code in (
        ({"handle": "eve"}, "invalid_value"),
        ({"role": "operator"}, "invalid_value"),
        ({"locale": "de"}, "bad_locale"),
        ({"wishes": {"feed": {}}}, "bad_wish"),
        ({"name": 5}, "invalid_value"),
    ):
        assert bob.ask("PATCH", "/api/me", 400, json=wrong) == code
    assert bob.ask("GET", "/api/me")["name"] == "Bob B."


def test_a_picture_is_made_square_and_the_one_before_goes(world: Any) -> None:
    from PIL import Image

    from fantascope.studio.files.rubbish import sweep

    bob = world.member("bob")
    first = bob.ask("PUT", "/api/me/avatar", content=picture(300, 100))["avatar_url"]
    (key,) = stored(world)
    with Image.open(world.house.settings.home / "blobs" / key) as image:
        assert (image.format, image.size) == ("WEBP", (384, 384))
    second = bob.ask("PUT", "/api/me/avatar", content=picture(64, 64, "JPEG"))["avatar_url"]
    assert first != second
    assert bob.ask("PUT", "/api/me/avatar", 400, content=b"no picture") == "picture_unreadable"
    assert bob.ask("PUT", "/api/me/avatar", 400, content=b"") == "empty_file"
    assert bob.ask("PUT", "/api/me/avatar", 413, content=bytes(12_000_001)) == "picture_too_large"
    assert bob.ask("GET", "/api/me")["avatar_url"] == second
    sweep(world.house.db, world.house.blobs, world.now[0] + 1)
    assert len(stored(world)) == 1
    assert bob.ask("DELETE", "/api/me/avatar")["avatar_url"] is None
    sweep(world.house.db, world.house.blobs, world.now[0] + 1)
    assert stored(world) == []


def test_invitations_of_a_member(world: Any, signed_in: Any) -> None:
    signed_in("ann").ask("PATCH", "/api/admin/site", json={"registration": "invite", "invites_each": 2})
    bob = world.member("bob")
    made = bob.ask("POST", "/api/invites", json={"note": "for Eve"})
    assert world.browser().ask("POST", "/api/people", 403, json={**BOB, "handle": "eve"}) == "invite_needed"
    eve = world.browser()
    eve.ask("POST", "/api/people", json={**BOB, "handle": "eve", "invite": made["code"].lower()})
    seen = bob.ask("GET", "/api/invites")
    assert (seen["left"], seen["items"][0]["uses_left"], seen["joined"][0]["handle"]) == (1, 0, "eve")
    assert "code" not in seen["items"][0]
    second = bob.ask("POST", "/api/invites")
    assert bob.ask("POST", "/api/invites", 429) == "no_invites_left"
    assert eve.ask("DELETE", f"/api/invites/{second['id']}", 404) == "no_such_invite"
    bob.ask("DELETE", f"/api/invites/{second['id']}", 204)
    assert bob.ask("GET", "/api/invites")["left"] == 1


def test_the_waitlist_over_http(world: Any, signed_in: Any) -> None:
    ann = signed_in("ann")
    ann.ask("PATCH", "/api/admin/site", json={"registration": "waitlist"})
    for _ in range(2):
        world.browser().ask("POST", "/api/waitlist", 204, json={"email": "eve@toys.example", "words": "please"})
    assert [one["email"] for one in ann.ask("GET", "/api/admin/waitlist")["items"]] == ["eve@toys.example"]
    code = ann.ask("POST", "/api/admin/waitlist/invite", json={"email": "eve@toys.example"})["code"]
    world.browser().ask("POST", "/api/people", json={**BOB, "invite": code})
    assert ann.ask("POST", "/api/admin/waitlist/invite", 404, json={"email": "no@toys.example"}) == "not_waiting"


def test_plans_and_what_is_left_of_them(world: Any, signed_in: Any) -> None:
    ann, bob = signed_in("ann"), world.member("bob")
    credits = bob.ask("GET", "/api/me/credits")
    assert (credits["balance"], credits["limited"], credits["plan"]["name"]) == (120, True, "Free")
    assert [(entry["kind"], entry["amount"]) for entry in credits["entries"]] == [("plan", 120)]
    plus = ann.ask("POST", "/api/admin/plans", json={"name": "Plus", "credits": 900, "price": "5 € a month"})
    assert [plan["name"] for plan in world.browser().ask("GET", "/api/plans")["items"]] == ["Free", "Plus"]
    assert bob.ask("POST", f"/api/plans/{plus['id']}/checkout") == {"url": None, "words": "ask_operator"}
    assert bob.ask("POST", "/api/plans/plan_none/checkout", 404) == "no_such_plan"
    bob_id = bob.ask("GET", "/api/me")["id"]
    ann.ask("PATCH", f"/api/admin/people/{bob_id}", json={"plan_id": plus["id"], "reason": "paid"})
    assert bob.ask("GET", "/api/me/credits")["balance"] == 900
    ann.ask("PATCH", f"/api/admin/plans/{plus['id']}", json={"credits": 10, "is_default": True})
    world.now[0] += 86_400
    assert bob.ask("GET", "/api/me/credits")["balance"] == 10
    assert ann.ask("DELETE", f"/api/admin/plans/{plus['id']}", 422) == "default_plan"
    assert ann.ask("POST", f"/api/admin/people/{bob_id}/credits", json={"credits": 5, "reason": "x"})["balance"] == 15
    assert ann.ask("POST", f"/api/admin/people/{bob_id}/credits", 400, json={"credits": 0}) == "bad_number"
    ann.ask("PATCH", f"/api/admin/people/{bob_id}", json={"plan_id": None})
    credits = bob.ask("GET", "/api/me/credits")
    assert (credits["limited"], credits["plan"], credits["next_grant_at"]) == (False, None, None)


def test_operators_see_and_decide(world: Any, signed_in: Any) -> None:
    ann, bob = signed_in("ann"), world.member("bob", email="b@toys.example")
    world.member("eve")
    (seen,) = ann.ask("GET", "/api/admin/people?q=BOB")["items"]
    assert (seen["handle"], seen["email"]) == ("bob", "b@toys.example")
    detail = ann.ask("GET", f"/api/admin/people/{seen['id']}")
    assert (detail["balance"], detail["passkeys"], detail["has_password"]) == (120, 0, False)
    page = ann.ask("GET", "/api/admin/people?limit=2")
    rest = ann.ask("GET", f"/api/admin/people?limit=2&cursor={page['next']}")
    assert len({one["handle"] for one in page["items"] + rest["items"]}) == 3
    assert rest["next"] is None
    assert ann.ask("GET", "/api/admin/people?cursor=x", 400) == "bad_cursor"
    assert ann.ask("PATCH", "/api/admin/people/person_none", 404, json={"role": "member"}) == "no_such_person"
    ann.ask("PATCH", f"/api/admin/people/{seen['id']}", json={"role": "moderator", "is_minor": True, "reason": "ok"})
    assert bob.ask("GET", "/api/me")["is_minor"] is True
    assert bob.ask("GET", "/api/admin/audit", 403) == "missing_role"
    world.now[0] += 1
    ann.ask("POST", f"/api/admin/people/{seen['id']}/sign_out", 204)
    assert bob.ask("GET", "/api/me", 401) == "not_signed_in"
    told = ann.ask("GET", "/api/admin/audit")["items"]
    assert [row["action"] for row in told[:1]] == ["person.sign_out"]
    assert {row["action"] for row in told} >= {"person.role", "person.is_minor", "site.set_up"}
    assert (
        ann.ask("PATCH", f"/api/admin/people/{told[-1]['actor_id']}", 422, json={"role": "member"}) == "last_operator"
    )


def test_operators_invitations_over_http(world: Any, signed_in: Any) -> None:
    ann = signed_in("ann")
    made = ann.ask("POST", "/api/admin/invites", json={"uses": 3, "role": "moderator", "days": 2, "note": "mods"})
    (seen,) = ann.ask("GET", "/api/admin/invites")["items"]
    assert (seen["uses_left"], seen["role"], seen["expires_at"]) == (3, "moderator", world.now[0] + 2 * 86_400)
    left = ann.ask("GET", "/api/invites")["left"]
    ann.ask("DELETE", f"/api/admin/invites/{made['id']}", 204)
    assert ann.ask("GET", "/api/invites")["left"] == left
    assert world.browser().ask("POST", "/api/people", 403, json={**BOB, "invite": made["code"]}) == "bad_invite"


def test_the_site_is_changed_by_operators(world: Any, signed_in: Any) -> None:
    ann = signed_in("ann")
    changed = ann.ask("PATCH", "/api/admin/site", json={"name": "Toy Town", "words": "Hello", "youngest": 16})
    assert (changed["name"], changed["invites_each"]) == ("Toy Town", 4)
    seen = world.browser().ask("GET", "/api/site")
    assert (seen["name"], seen["words"], seen["youngest"]) == ("Toy Town", "Hello", 16)
    assert ann.ask("GET", "/api/admin/site") == changed
    assert ann.ask("PATCH", "/api/admin/site", 400, json={"registration": "closed"}) == "invalid_value"
    assert world.member("bob").ask("PATCH", "/api/admin/site", 403, json={"name": "x"}) == "missing_role"


@pytest.mark.parametrize("path", ["/api/admin/people", "/api/admin/site", "/api/admin/audit", "/api/admin/invites"])
def test_only_operators_come_in(world: Any, path: str) -> None:
    assert world.browser().ask("GET", path, 401) == "not_signed_in"
    assert world.member("bob").ask("GET", path, 403) == "missing_role"
    assert world.member("mod", role="moderator").ask("GET", path, 403) == "missing_role"
