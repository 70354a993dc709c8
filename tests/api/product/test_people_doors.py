"""The doors: setting up, signing up, in and out; forged, fixed, guessed and enumerated ones stay shut."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

PASSWORD = "correct horse battery"
BOB = {"handle": "bob", "name": "Bob", "password": PASSWORD, "adult": True, "age_ok": True}


def test_the_first_one_sets_up_with_the_printed_token(bare: Any) -> None:
    from fantascope.accounts.people_join import setup_token

    browser = bare.browser()
    site = browser.ask("GET", "/api/site")
    assert (site["needs_setup"], site["registration"], site["can_sign_in"]) == (True, "invite", True)
    said = {"token": "guess", "site_name": "Toys", "handle": "ann", "name": "Ann", "password": PASSWORD}
    assert browser.ask("POST", "/api/setup", 403, json=said) == "bad_setup_token"
    assert browser.ask("POST", "/api/people", 403, json=BOB) == "not_set_up"
    made = browser.ask("POST", "/api/setup", json={**said, "token": setup_token(bare.house.link_secret)})
    assert (made["me"]["role"], made["fresh"]) == ("operator", True)
    assert browser.ask("GET", "/api/session")["me"] == made["me"]
    assert browser.ask("GET", "/api/site")["needs_setup"] is False
    again = {**said, "token": setup_token(bare.house.link_secret), "handle": "eve"}
    assert bare.browser().ask("POST", "/api/setup", 422, json=again) == "already_set_up"


def test_signing_up_in_and_out(world: Any) -> None:
    browser = world.browser()
    assert browser.ask("GET", "/api/session") == {"me": None, "csrf": None, "fresh": False}
    assert browser.ask("GET", "/api/me", 401) == "not_signed_in"
    assert browser.ask("POST", "/api/people", 403, json={**BOB, "age_ok": False}) == "too_young"
    assert browser.ask("POST", "/api/people", 400, json={**BOB, "password": "short"}) == "bad_password"
    assert browser.ask("POST", "/api/people", 400, json={**BOB, "password": "passwordpassword"}) == "bad_password"
    assert browser.ask("POST", "/api/people", json=BOB)["me"]["handle"] == "bob"
    browser.ask("DELETE", "/api/session", 204)
    assert browser.ask("GET", "/api/me", 401) == "not_signed_in"
    browser.csrf = None
    other = world.browser()
    other.ask("POST", "/api/session", json={"handle": "@Bob ", "password": PASSWORD})
    assert other.ask("GET", "/api/me")["handle"] == "bob"
    assert other.ask("GET", "/api/admin/people", 403) == "missing_role"


@pytest.mark.parametrize(
    ("base_url", "name", "secure"),
    [
        ("http://localhost:8000", "fantascope", False),
        ("http://127.0.0.1:8000", "fantascope", False),
        ("https://toys.example", "__Host-fantascope", True),
        ("http://toys.example", "__Host-fantascope", True),
    ],
)
def test_the_cookie_is_out_of_reach(world: Any, base_url: str, name: str, secure: bool) -> None:
    browser = world.browser(base_url)
    answer = browser.raw("POST", "/api/session", json={"handle": "ann", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()
    assert "path=/" in cookie.lower()
    assert "domain" not in cookie.lower()
    assert ("secure" in cookie.lower()) == secure
    assert answer.headers["cache-control"] == "no-store"
    assert browser.ask("GET", "/api/site")["can_sign_in"] == (base_url != "http://toys.example")
    assert browser.ask("GET", "/api/site")["has_passkeys"] == (
        base_url[:16] in ("http://localhost", "https://toys.exa")
    )


def test_nothing_secret_is_in_the_database(world: Any, signed_in: Any) -> None:
    from fantascope.accounts.people import Person, SignIn

    browser = signed_in("ann")
    secret = browser.client.cookies["fantascope"]
    with world.house.db.read() as session:
        rows = [
            dict(row) for table in (Person, SignIn) for row in session.execute(select(*table.__table__.c)).mappings()
        ]
    assert secret not in str(rows)
    assert PASSWORD not in str(rows)
    assert "$argon2id$" in str(rows)


def test_each_proof_gives_another_session(world: Any, signed_in: Any) -> None:
    browser = signed_in("ann")
    first = browser.client.cookies["fantascope"]
    planted = world.browser()
    planted.client.cookies.set("fantascope", "chosen-by-a-stranger", domain="localhost.local")
    answer = planted.raw("POST", "/api/session", json={"handle": "ann", "password": PASSWORD})
    assert "chosen-by-a-stranger" not in answer.headers["set-cookie"]
    browser.ask("POST", "/api/session/fresh", json={"password": PASSWORD})
    assert browser.client.cookies["fantascope"] != first
    old = world.browser()
    old.client.cookies.set("fantascope", first, domain="localhost.local")
    assert old.ask("GET", "/api/me", 401) == "not_signed_in"


def test_forged_requests_are_refused(world: Any, signed_in: Any) -> None:
    browser = signed_in("ann")
    token, browser.csrf = browser.csrf, None
    assert browser.ask("PATCH", "/api/me", 403, json={"name": "Eve"}) == "bad_csrf"
    other = world.member("bob").csrf
    for wrong in ("", "x", other, token[:-1], token + "x"):
        assert browser.ask("PATCH", "/api/me", 403, json={"name": "E"}, headers={"x-csrf-token": wrong}) == "bad_csrf"
    browser.csrf = token
    for origin in ("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81", "file://"):
        forged = {"origin": origin}
        assert browser.ask("PATCH", "/api/me", 403, json={"name": "Eve"}, headers=forged) == "bad_origin"
        signing = {"handle": "ann", "password": PASSWORD}
        assert world.browser().ask("POST", "/api/session", 403, json=signing, headers=forged) == "bad_origin"
    assert browser.ask("PATCH", "/api/me", json={"name": "An"}, headers={"origin": "http://localhost"})["name"] == "An"
    body = {"content": '{"name": "Eve"}', "headers": {"content-type": "text/plain"}}
    assert browser.raw("PATCH", "/api/me", **body).status_code == 400
    assert browser.ask("GET", "/api/me")["name"] == "An"


def test_guessing_slows_down_and_right_ones_wait_too(world: Any) -> None:
    guess = {"handle": "ann", "password": "wrong horse battery"}
    browser = world.browser()
    for _ in range(5):
        assert browser.ask("POST", "/api/session", 401, json=guess) == "wrong_sign_in"
    answer = browser.raw("POST", "/api/session", json={**guess, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "too_many_tries"
    waits = []
    for _ in range(4):
        wait = int(browser.raw("POST", "/api/session", json=guess).headers["retry-after"])
        waits.append(wait)
        world.now[0] += wait
        assert browser.ask("POST", "/api/session", 401, json=guess) == "wrong_sign_in"
    assert waits == [1, 2, 4, 8]
    world.browser(address="10.0.0.2").ask("POST", "/api/session", json={**guess, "password": PASSWORD})
    world.now[0] += 20
    browser.ask("POST", "/api/session", json={**guess, "password": PASSWORD})
    assert browser.ask("POST", "/api/session", 401, json=guess) == "wrong_sign_in"  # counted anew


def test_a_restart_forgives_no_guesses(world: Any) -> None:
    """Nor is a second server another chance: what counts is in the database."""
    from fantascope.accounts.sign_in_limits import FORGOTTEN_S, forget
    from fantascope.api.app import make_app

    guess = {"handle": "ann", "password": "wrong horse battery"}
    for _ in range(5):
        assert world.browser().ask("POST", "/api/session", 401, json=guess) == "wrong_sign_in"
    world.app, before = make_app(world.house), world.app
    try:
        assert world.browser().ask("POST", "/api/session", 429, json=guess) == "too_many_tries"
        now = world.now[0]
        assert forget(world.house.db, before=now - FORGOTTEN_S) == 0
        assert world.browser().ask("POST", "/api/session", 429, json=guess) == "too_many_tries"
        assert forget(world.house.db, before=now + 1) == 3
        assert world.browser().ask("POST", "/api/session", 401, json=guess) == "wrong_sign_in"
    finally:
        world.app = before


def test_many_handles_from_one_place_are_slowed_down_too(world: Any) -> None:
    from fantascope.accounts.sign_in_limits import enter, sign_in_keys
    from fantascope.kernel.errors import OverLimit

    db = world.house.db
    for number in range(60):
        enter(db, sign_in_keys(f"handle_{number}", "10.0.0.9"), 100.0)
    with pytest.raises(OverLimit):
        enter(db, sign_in_keys("another", "10.0.0.9"), 100.0)
    enter(db, sign_in_keys("another", "10.0.0.8"), 100.0)
    for number in range(199):
        enter(db, {f"handle victim {number}": 5, "handle victim": 200}, 100.0)
    enter(db, {"handle victim": 200}, 100.0)
    with pytest.raises(OverLimit) as over:
        enter(db, {"handle victim": 200}, 100.5)
    assert over.value.retry_after_s == pytest.approx(0.5)


def test_guesses_sent_at_once_are_all_counted(world: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from fantascope.accounts.sign_in_limits import enter, sign_in_keys
    from fantascope.kernel.errors import OverLimit

    def guess(number: int) -> bool:
        try:
            enter(world.house.db, sign_in_keys("ann", "10.0.0.9"), 100.0)
        except OverLimit:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(24))) == 5


def test_an_account_of_ones_own_does_not_wipe_away_guesses_at_others(world: Any) -> None:
    from fantascope.accounts.sign_in_limits import enter, sign_in_keys, succeeded
    from fantascope.kernel.errors import OverLimit

    own = sign_in_keys("eve", "10.0.0.9")

    def enter_rightly() -> None:
        enter(world.house.db, own, 100.0)
        with world.house.db.write() as session:
            succeeded(session, own, 100.0)

    for number in range(59):
        enter(world.house.db, sign_in_keys(f"victim_{number}", "10.0.0.9"), 100.0)
        enter_rightly()
    enter(world.house.db, sign_in_keys("victim_last", "10.0.0.9"), 100.0)
    with pytest.raises(OverLimit):
        enter(world.house.db, own, 100.0)
    own = sign_in_keys("ann", "10.0.0.10")
    for _ in range(210):  # whoever is right each time never waits
        enter_rightly()


def test_a_crowd_at_the_door_does_not_take_every_thread(monkeypatch: pytest.MonkeyPatch, until: Any) -> None:
    import threading

    from fantascope.accounts import passwords
    from fantascope.kernel.errors import OverLimit

    release = threading.Event()

    class Slow:
        def verify(self, kept: str, plain: str) -> bool:
            release.wait(20)
            return True

    monkeypatch.setattr(passwords, "_HASHER", Slow())
    said: list[str] = []

    def guess() -> None:
        try:
            said.append(str(passwords.fits("x", "kept")))
        except OverLimit as over:
            said.append(over.code)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    assert until(lambda: len(said) == 8)
    release.set()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["True"] * 12 + ["too_many_tries"] * 8
    assert passwords.fits("x", "kept")


def test_nobody_learns_who_is_here_from_the_door(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fantascope.accounts import passwords

    world.member("key_only")
    kept: list[str | None] = []
    fits = passwords.fits
    monkeypatch.setattr(passwords, "fits", lambda password, hash_: kept.append(hash_) or fits(password, hash_))
    answers = []
    for handle in ("ann", "key_only", "nobody", "not a handle at all"):
        answer = world.browser().raw("POST", "/api/session", json={"handle": handle, "password": "wrong horse"})
        answers.append((answer.status_code, answer.json(), sorted(set(answer.headers) - {"x-request-id"})))
    assert all(answer == answers[0] for answer in answers)
    assert len(kept) == 4  # a hash was computed for each
    assert fits("anything", None) is False
    assert passwords._HASHER.check_needs_rehash(passwords._NOBODYS) is False  # of the same cost


def test_every_wrong_invitation_is_answered_alike(world: Any, signed_in: Any) -> None:
    """Whether a code never was, is used up, has run out or was taken back; and whoever tries many is slowed down."""
    from fantascope.accounts.people import Invite

    ann = signed_in("ann")
    ann.ask("PATCH", "/api/admin/site", json={"registration": "invite"})
    used, over, withdrawn = (ann.ask("POST", "/api/admin/invites", json={}) for _ in range(3))
    assert world.browser().ask("POST", "/api/people", json={**BOB, "invite": used["code"]})["me"]["handle"] == "bob"
    with world.house.db.write() as session:
        session.get_one(Invite, over["id"]).expires_at = world.now[0] - 1.0
    ann.ask("DELETE", f"/api/admin/invites/{withdrawn['id']}", 204)
    codes = [used["code"], over["code"], withdrawn["code"], "ABCD-EFGH-JKLM-NPQR", "x", "é" * 9]
    answers = []
    for code in codes:
        answer = world.browser().raw("POST", "/api/people", json={**BOB, "handle": "eve", "invite": code})
        answers.append((answer.status_code, answer.json(), sorted(set(answer.headers) - {"x-request-id"})))
    assert answers == [answers[0]] * len(codes)
    assert answers[0][1]["error"]["code"] == "bad_invite"
    guess = {**BOB, "handle": "eve", "invite": "ABCD-EFGH-JKLM-NPQR"}
    tried = [world.browser().raw("POST", "/api/people", json=guess).status_code for _ in range(20)]
    assert (tried[0], tried[-1]) == (403, 429)


def test_a_planted_session_is_not_the_one_that_signing_up_opens(world: Any) -> None:
    planted = world.browser()
    planted.client.cookies.set("fantascope", "chosen-by-a-stranger", domain="localhost.local")
    answer = planted.raw("POST", "/api/people", json=BOB)
    assert answer.status_code == 200
    assert "chosen-by-a-stranger" not in answer.headers["set-cookie"]
    stranger = world.browser()
    stranger.client.cookies.set("fantascope", "chosen-by-a-stranger", domain="localhost.local")
    assert stranger.ask("GET", "/api/me", 401) == "not_signed_in"


def test_a_taken_address_tells_nothing(world: Any) -> None:
    answers = []
    for handle in ("bob", "eve"):
        said = {**BOB, "handle": handle, "email": "same@toys.example"}
        answers.append(world.browser().ask("POST", "/api/people", json=said)["me"])
    plain = [{**me, "id": "", "handle": "", "created_at": 0} for me in answers]
    assert plain[0] == plain[1]
    assert plain[0]["email"] == "same@toys.example"


def test_sessions_are_seen_and_ended(world: Any, signed_in: Any) -> None:
    here, there = signed_in("ann"), signed_in("ann")
    items = here.ask("GET", "/api/me/sessions")["items"]
    assert sorted(item["current"] for item in items) == [False, True]
    other = next(item["id"] for item in items if not item["current"])
    stranger = world.member("bob")
    assert stranger.ask("DELETE", f"/api/me/sessions/{other}", 404) == "no_such_session"
    here.ask("DELETE", f"/api/me/sessions/{other}", 204)
    assert there.ask("GET", "/api/me", 401) == "not_signed_in"
    third = signed_in("ann")
    here.ask("DELETE", "/api/session/all", 204)
    assert third.ask("GET", "/api/me", 401) == "not_signed_in"
    for wrong in ("", "%25", "a" * 10, "0" * 64):
        assert stranger.raw("DELETE", f"/api/me/sessions/{wrong}").status_code in (404, 405, 307)


def test_sessions_run_out(world: Any, signed_in: Any) -> None:
    browser = signed_in("ann")
    for _ in range(8):
        world.now[0] += 29 * 86_400
        status = browser.raw("GET", "/api/me").status_code
        if status != 200:
            break
    assert status == 401  # used all along, and ended all the same after half a year
    idle = signed_in("ann")
    world.now[0] += 30 * 86_400
    assert idle.ask("GET", "/api/me", 401) == "not_signed_in"


def test_a_new_password_needs_the_old_or_a_fresh_proof(world: Any, signed_in: Any) -> None:
    browser, other = signed_in("ann"), signed_in("ann")
    world.now[0] += 601
    assert browser.ask("GET", "/api/session")["fresh"] is False
    new = "a longer new secret"
    assert browser.ask("POST", "/api/me/password", 403, json={"new": new}) == "not_fresh"
    assert browser.ask("POST", "/api/me/password", 401, json={"new": new, "old": "no"}) == "wrong_sign_in"
    assert browser.ask("POST", "/api/me/password", 400, json={"new": "ann", "old": PASSWORD}) == "bad_password"
    browser.ask("POST", "/api/me/password", 204, json={"new": new, "old": PASSWORD})
    assert browser.ask("GET", "/api/me")["has_password"]
    assert other.ask("GET", "/api/me", 401) == "not_signed_in"  # elsewhere one must sign in anew
    assert world.browser().ask("POST", "/api/session", 401, json={"handle": "ann", "password": PASSWORD})
    world.browser().ask("POST", "/api/session", json={"handle": "ann", "password": new})


def test_who_is_suspended_reads_and_signs_in_and_writes_nothing(world: Any, signed_in: Any) -> None:
    ann = signed_in("ann")
    bob = world.browser()
    bob_id = bob.ask("POST", "/api/people", json=BOB)["me"]["id"]
    ann.ask("PATCH", f"/api/admin/people/{bob_id}", json={"state": "suspended", "reason": "spam"})
    assert bob.ask("GET", "/api/me")["state"] == "suspended"
    assert bob.ask("PATCH", "/api/me", 403, json={"name": "B"}) == "suspended"
    assert bob.ask("POST", "/api/invites", 403) == "suspended"
    world.browser().ask("POST", "/api/session", json={"handle": "bob", "password": PASSWORD})
    ann.ask("PATCH", f"/api/admin/people/{bob_id}", json={"state": "active"})
    assert bob.ask("PATCH", "/api/me", json={"name": "B"})["name"] == "B"


def test_every_write_of_ours_minds_the_token(world: Any, signed_in: Any) -> None:
    """Of every route that changes something, with a session and without the token: refused before anything else."""
    browser = signed_in("ann")
    browser.csrf = None
    document = browser.ask("GET", "/api/openapi.json")
    tried = 0
    for path, methods in document["paths"].items():
        for method in set(methods) & {"post", "put", "patch", "delete"}:
            answer = browser.raw(method.upper(), re.sub(r"\{\w+\}", "x", path), json={})
            tried += answer.status_code == 403 and answer.json()["error"]["code"] == "bad_csrf"
            assert answer.status_code in (400, 403), (method, path, answer.text)  # 400: the body is read first
    assert tried > 10
