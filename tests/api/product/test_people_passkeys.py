"""Passkeys, with an authenticator made of software: what it makes and shows is let in, what differs is not."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest

ORIGIN = "http://localhost"
PASSWORD = "correct horse battery"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """A device with one discoverable key (ES256). `verifies` = it checks who holds it."""

    origin: str = ORIGIN
    rp_id: str = "localhost"
    verifies: bool = True
    count: int = 0
    key_id: bytes = field(default_factory=lambda: secrets.token_bytes(20))
    user: str = ""
    _key: Any = None

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        import cbor2
        from cryptography.hazmat.primitives.asymmetric import ec

        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options["authenticatorSelection"]["residentKey"] == "required"
        assert options["attestation"] == "none"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.user = options["user"]["id"]
        numbers = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.key_id).to_bytes(2, "big") + self.key_id + cbor2.dumps(cose)
        data = self._data(0x40) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": b64(self._client("webauthn.create", options["challenge"])),
            "attestationObject": b64(attestation),
            "transports": ["internal", "nonsense"],
        }
        return self._credential(response)

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        assert options["userVerification"] == "required"
        assert not options.get("allowCredentials")
        self.count += 1
        client = self._client("webauthn.get", options["challenge"])
        data = self._data(0)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": b64(client),
            "authenticatorData": b64(data),
            "signature": b64(signature),
            "userHandle": self.user,
        }
        return self._credential(response)

    def _data(self, flags: int) -> bytes:
        flags |= 0x01 | (0x04 if self.verifies else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": b64(self.key_id),
            "rawId": b64(self.key_id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }


def begun(browser: Any, purpose: str, **fields: Any) -> dict[str, Any]:
    return dict(browser.ask("POST", "/api/passkeys/begin", json={"purpose": purpose, **fields}))


def finish(browser: Any, ceremony: dict[str, Any], credential: dict[str, Any], status: int = 200, **more: Any) -> Any:
    return browser.ask(
        "POST", "/api/passkeys/finish", status, json={"id": ceremony["id"], "credential": credential, **more}
    )


def signed_up(world: Any, device: Authenticator, handle: str = "bob") -> Any:
    browser = world.browser()
    ceremony = begun(browser, "sign_up", handle=handle, name="Bob", adult=True, age_ok=True)
    finish(browser, ceremony, device.make(ceremony["options"]), label="my phone")
    return browser


def test_a_person_without_a_password_signs_up_and_in(world: Any) -> None:
    device = Authenticator()
    browser = signed_up(world, device)
    me = browser.ask("GET", "/api/me")
    assert (me["handle"], me["has_password"], me["is_minor"]) == ("bob", False, False)
    assert unb64(device.user).decode() == me["id"]
    (key,) = browser.ask("GET", "/api/me/passkeys")["items"]
    assert (key["name"], key["last_used_at"]) == ("my phone", None)
    other = world.browser()
    ceremony = begun(other, "sign_in")
    assert finish(other, ceremony, device.show(ceremony["options"]))["me"]["id"] == me["id"]
    assert other.ask("GET", "/api/me/passkeys")["items"][0]["last_used_at"] == world.now[0]


def test_the_operator_can_set_up_with_a_passkey(bare: Any) -> None:
    from fantascope.accounts.people_join import setup_token

    browser, device = bare.browser(), Authenticator()
    said = {"site_name": "Toys", "handle": "ann", "name": "Ann"}
    refused = browser.ask("POST", "/api/passkeys/begin", 403, json={"purpose": "setup", "token": "x", **said})
    assert refused == "bad_setup_token"
    assert browser.ask("POST", "/api/passkeys/begin", 400, json={"purpose": "setup", **said}) == "field_missing"
    ceremony = begun(browser, "setup", token=setup_token(bare.house.link_secret), **said)
    assert finish(browser, ceremony, device.make(ceremony["options"]))["me"]["role"] == "operator"


def test_an_answer_counts_once_and_soon(world: Any) -> None:
    device = Authenticator()
    signed_up(world, device)
    browser = world.browser()
    ceremony = begun(browser, "sign_in")
    shown = device.show(ceremony["options"])
    finish(browser, ceremony, shown)
    assert finish(world.browser(), ceremony, shown, 400) == "ceremony_over"
    late = begun(browser, "sign_in")
    shown = device.show(late["options"])
    world.now[0] += 301
    assert finish(browser, late, shown, 400) == "ceremony_over"
    other, first = begun(browser, "sign_in"), begun(browser, "sign_in")
    assert finish(world.browser(), other, device.show(first["options"]), 401) == "wrong_sign_in"


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:81"},
        {"rp_id": "evil.example"},
        {"verifies": False},
        {"user": b64(b"person_someone_else")},
        {"count": -1},
        {"key_id": b"another key, not known"},
    ],
)
def test_what_differs_is_not_let_in(world: Any, wrong: dict[str, Any]) -> None:
    device = Authenticator()
    device.count = 5
    signed_up(world, device)
    for name, value in wrong.items():
        setattr(device, name, value)
    browser = world.browser()
    ceremony = begun(browser, "sign_in")
    assert finish(browser, ceremony, device.show(ceremony["options"]), 401) == "wrong_sign_in"
    assert browser.ask("GET", "/api/session")["me"] is None


@pytest.mark.parametrize("wrong", [{"origin": "https://evil.example"}, {"rp_id": "x.example"}, {"verifies": False}])
def test_no_key_is_kept_that_differs(world: Any, wrong: dict[str, Any]) -> None:
    browser = world.browser()
    ceremony = begun(browser, "sign_up", handle="bob", name="Bob", adult=True, age_ok=True)
    made = Authenticator(**wrong).make(ceremony["options"])
    assert finish(browser, ceremony, made, 403) == "bad_passkey"
    begun(browser, "sign_up", handle="bob", name="Bob", adult=True, age_ok=True)  # the handle is still free


@pytest.mark.parametrize(
    "nonsense", [{}, {"id": 5}, {"id": "x", "response": []}, {"id": "x", "rawId": "x", "type": "y"}]
)
def test_nonsense_is_no_defect(world: Any, nonsense: dict[str, Any]) -> None:
    browser = world.browser()
    assert finish(browser, begun(browser, "sign_in"), nonsense, 401) == "wrong_sign_in"
    ceremony = begun(browser, "sign_up", handle="bob", name="Bob", adult=True, age_ok=True)
    assert finish(browser, ceremony, nonsense, 403) == "bad_passkey"
    device = Authenticator()
    signed_up(world, device)
    ceremony = begun(browser, "sign_in")
    shown = {**device.show(ceremony["options"]), "response": nonsense}
    assert finish(browser, ceremony, shown, 401) == "wrong_sign_in"


def test_a_copied_key_is_noticed_by_its_count(world: Any) -> None:
    device = Authenticator()
    signed_up(world, device)
    browser = world.browser()
    for _ in range(2):
        ceremony = begun(browser, "sign_in")
        finish(browser, ceremony, device.show(ceremony["options"]))
    device.count = 0  # a copy from before
    ceremony = begun(browser, "sign_in")
    assert finish(browser, ceremony, device.show(ceremony["options"]), 401) == "wrong_sign_in"


def test_another_key_needs_a_fresh_proof(world: Any) -> None:
    phone, stick = Authenticator(), Authenticator()
    browser = signed_up(world, phone)
    world.now[0] += 601
    assert browser.ask("POST", "/api/passkeys/begin", 403, json={"purpose": "add"}) == "not_fresh"
    ceremony = begun(browser, "fresh")
    assert finish(browser, ceremony, phone.show(ceremony["options"]))["fresh"] is True
    ceremony = begun(browser, "add")
    assert [unb64(one["id"]) for one in ceremony["options"]["excludeCredentials"]] == [phone.key_id]
    finish(browser, ceremony, stick.make(ceremony["options"]), label="stick")
    other = world.browser()
    ceremony = begun(other, "sign_in")
    assert finish(other, ceremony, stick.show(ceremony["options"]))["me"]["handle"] == "bob"
    keys = [key["id"] for key in browser.ask("GET", "/api/me/passkeys")["items"]]
    browser.ask("DELETE", f"/api/me/passkeys/{keys[0]}", 204)
    assert browser.ask("DELETE", f"/api/me/passkeys/{keys[1]}", 422) == "last_way_in"
    browser.ask("POST", "/api/me/password", 204, json={"new": PASSWORD})
    browser.ask("DELETE", f"/api/me/passkeys/{keys[1]}", 204)


def test_one_persons_key_makes_nobody_else_fresh(world: Any) -> None:
    bobs, eves = Authenticator(), Authenticator()
    bob = signed_up(world, bobs)
    signed_up(world, eves, "eve")
    ceremony = begun(bob, "fresh")
    assert finish(bob, ceremony, eves.show(ceremony["options"]), 401) == "wrong_sign_in"
    ceremony = begun(bob, "add")
    assert finish(world.browser(), ceremony, Authenticator().make(ceremony["options"]), 401) == "not_signed_in"
    ceremony = begun(bob, "add")
    taken = Authenticator(key_id=eves.key_id).make(ceremony["options"])
    assert finish(bob, ceremony, taken, 422) == "passkey_taken"
    assert world.browser().ask("POST", "/api/passkeys/begin", 401, json={"purpose": "add"}) == "not_signed_in"
    assert world.browser().ask("POST", "/api/passkeys/begin", 401, json={"purpose": "fresh"}) == "not_signed_in"


def test_a_handle_taken_meanwhile_is_told(world: Any) -> None:
    first, second = world.browser(), world.browser()
    fields = {"handle": "bob", "name": "Bob", "adult": True, "age_ok": True}
    one, two = begun(first, "sign_up", **fields), begun(second, "sign_up", **fields)
    finish(first, one, Authenticator().make(one["options"]))
    assert finish(second, two, Authenticator().make(two["options"]), 422) == "handle_taken"
    assert second.ask("GET", "/api/session")["me"] is None
