"""Passkeys: ceremonies begun and verified, and the keys people keep (WebAuthn level 3, by py_webauthn).

Knows nothing of HTTP or of what a ceremony is for. What always holds: a challenge is used once and soon; the user was
verified by their device; the answer is for this site alone; a key belongs to one person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, Unauthenticated
from ..kernel.ids import new_id
from .people import Challenge, Passkey, Person
from .people_rules import plain_text

_HOLDS_S = 300.0
_MOST_KEYS = 20
_TRANSPORTS = frozenset({"usb", "nfc", "ble", "smart-card", "internal", "cable", "hybrid"})


@dataclass(frozen=True, slots=True)
class Party:
    """The site as passkeys know it: `id` is its host, `origin` its address without a path."""

    id: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A ceremony taken up again: what it was begun for, and with."""

    purpose: str
    challenge: bytes
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A passkey that was shown to be its holder's."""

    id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


def begin_making(
    session: Session,
    party: Party,
    purpose: str,
    *,
    person_id: str,
    handle: str,
    name: str,
    data: dict[str, Any],
    now: float,
) -> tuple[str, dict[str, Any]]:
    """Begin the making of a key: the ceremony's id, and the options of `navigator.credentials.create`."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    own = session.scalars(select(Passkey.id).where(Passkey.person_id == person_id)).all()
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=person_id.encode(),
        user_name=handle,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=_bytes(one)) for one in own],
    )
    kept = {**data, "person_id": person_id}
    return _kept(session, purpose, options.challenge, kept, now), json.loads(options_to_json(options))


def begin_showing(session: Session, party: Party, purpose: str, *, data: dict[str, Any], now: float) -> tuple[str, Any]:
    """Begin the showing of a key: the ceremony's id, and the options of `navigator.credentials.get`. No keys are named,
    so that nothing is told of who has which."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(rp_id=party.id, user_verification=UserVerificationRequirement.REQUIRED)
    return _kept(session, purpose, options.challenge, data, now), json.loads(options_to_json(options))


def take(session: Session, ceremony_id: str, now: float) -> Ceremony:
    """Take up a ceremony, which nobody can again. Errors: InvalidInput("ceremony_over")."""
    query = delete(Challenge).where(Challenge.id == ceremony_id, Challenge.expires_at > now)
    row = session.execute(query.returning(Challenge.purpose, Challenge.challenge, Challenge.data)).first()
    if row is None:
        raise InvalidInput("ceremony_over", "this took too long, or was answered before: begin anew", field="id")
    return Ceremony(row[0], row[1], row[2])


def made(party: Party, ceremony: Ceremony, credential: dict[str, Any]) -> NewKey:
    """The key that the answer to `begin_making` brings. Errors: Forbidden("bad_passkey")."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=ceremony.challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Forbidden("bad_passkey", "this passkey cannot be taken", field="credential") from error
    response = credential.get("response")
    said = response.get("transports") if isinstance(response, dict) else None
    transports = tuple(one for one in said if one in _TRANSPORTS) if isinstance(said, list) else ()
    return NewKey(_text(verified.credential_id), verified.credential_public_key, verified.sign_count, transports)


def keep(session: Session, person_id: str, key: NewKey, label: str, now: float) -> Passkey:
    """Let a person sign in with a key.

    Errors: Conflict("passkey_taken" | "too_many_passkeys"), InvalidInput("bad_text").
    """
    if session.get(Passkey, key.id) is not None:
        raise Conflict("passkey_taken", "this passkey is in use already", field="credential")
    if len(listing(session, person_id)) >= _MOST_KEYS:
        raise Conflict("too_many_passkeys", f"a person has at most {_MOST_KEYS} passkeys")
    row = Passkey(
        id=key.id,
        person_id=person_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        transports=list(key.transports),
        name=plain_text(label, "label", longest=60) or "Passkey",
        created_at=now,
        last_used_at=None,
    )
    session.add(row)
    session.flush()
    return row


def shown(session: Session, party: Party, ceremony: Ceremony, credential: dict[str, Any], now: float) -> str:
    """The id of the person whose key the answer to `begin_showing` shows.

    Errors: Unauthenticated("wrong_sign_in"), the same whatever is wrong.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    wrong = Unauthenticated("wrong_sign_in", "this does not open the door")
    key_id = credential.get("id")
    row = session.get(Passkey, key_id) if isinstance(key_id, str) and len(key_id) <= 255 else None
    if row is None:
        raise wrong
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=ceremony.challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise wrong from error
    response = credential.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    if handle and handle != _text(row.person_id.encode()):
        raise wrong
    row.sign_count = verified.new_sign_count
    row.last_used_at = now
    return row.person_id


def listing(session: Session, person_id: str) -> Sequence[Passkey]:
    """The person's passkeys, the oldest first."""
    return session.scalars(
        select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.created_at, Passkey.id)
    ).all()


def remove(session: Session, person_id: str, key_id: str) -> None:
    """Take a passkey away. Errors: NotFound("no_such_passkey"), Conflict("last_way_in")."""
    person = session.scalar(select(Person).where(Person.id == person_id).with_for_update(key_share=True))
    own = listing(session, person_id)
    row = next((one for one in own if one.id == key_id), None)
    if row is None:
        raise NotFound("no_such_passkey", "there is no such passkey")
    if len(own) == 1 and (person is None or person.password_hash is None):
        raise Conflict("last_way_in", "without this passkey there would be no way in: add another or a password first")
    session.delete(row)
    session.flush()


def _kept(session: Session, purpose: str, challenge: bytes, data: dict[str, Any], now: float) -> str:
    session.execute(delete(Challenge).where(Challenge.expires_at <= now))
    row = Challenge(id=new_id("ceremony"), purpose=purpose, challenge=challenge, data=data, expires_at=now + _HOLDS_S)
    session.add(row)
    session.flush()
    return row.id


def _bytes(text: str) -> bytes:
    from webauthn import base64url_to_bytes

    return base64url_to_bytes(text)


def _text(data: bytes) -> str:
    from webauthn.helpers import bytes_to_base64url

    return bytes_to_base64url(data)
