"""The ways in, from proof to session: with a password, or with a passkey in two steps.

Knows nothing of HTTP. Slow work (hashing) and the checking of answers happen outside of transactions; whoever guesses
is slowed down (`sign_in_limits`), and is answered the same, after the same work, whether or not there is such a person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..db.database import Database
from ..kernel.errors import Forbidden, InvalidInput, Unauthenticated
from ..kernel.ids import new_id
from . import passkeys, passwords, people_join, sign_in, site
from .passkeys import Party
from .people import Person
from .people_join import Joining
from .people_read import find
from .sign_in import Opened, SignedIn
from .sign_in_limits import address_keys, enter, sign_in_keys, succeeded

PURPOSES = ("setup", "sign_in", "sign_up", "add", "fresh")
_FREE_SIGN_UPS = 20
_FREE_PASSKEYS = 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the door: their address, what their browser calls itself, the secret of the session it has, the
    passkeys' view of the site, and the time."""

    address: str
    agent: str
    before: str | None
    host: str
    origin: str
    now: float
    me: SignedIn | None = None


@dataclass(frozen=True, slots=True)
class SettingUp:
    """What the first person says."""

    token: str
    site_name: str
    handle: str
    name: str
    locale: str = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Door:
    """Where people come in. `secret` is the server's own, for the token of the first one."""

    db: Database
    secret: bytes

    def set_up(self, visitor: Visitor, said: SettingUp, password: str) -> Opened:
        """Errors: those of `people_join.check_setup` and `set_up`; InvalidInput("bad_password"); OverLimit."""
        self._check_setup(visitor, said)
        kept = passwords.hashed(password, handle=said.handle)
        with self.db.write() as session:
            person = people_join.set_up(session, **_made(said), password_hash=kept, now=visitor.now)
            return self._open(session, person.id, visitor)

    def sign_up(self, visitor: Visitor, joining: Joining, password: str) -> Opened:
        """Errors: those of `people_join.sign_up`; InvalidInput("bad_password"); OverLimit("too_many_tries")."""
        self._check_joining(visitor, joining)
        kept = passwords.hashed(password, handle=joining.handle)
        with self.db.write() as session:
            person = people_join.sign_up(session, joining, password_hash=kept, now=visitor.now)
            return self._open(session, person.id, visitor)

    def sign_in(self, visitor: Visitor, handle: str, password: str) -> Opened:
        """Errors: Unauthenticated("wrong_sign_in"), OverLimit("too_many_tries")."""
        name = handle.strip().lower().removeprefix("@")[:24]
        return self._open_known(visitor, self._proved(visitor, name, password))

    def fresh(self, visitor: Visitor, me: SignedIn, password: str) -> Opened:
        """Prove again who one is. Errors: as `sign_in`."""
        return self._open_known(visitor, self._proved(visitor, me.handle, password))

    def check(self, visitor: Visitor, handle: str, password: str) -> None:
        """Whether the password is this person's, without opening anything. Errors: as `sign_in`."""
        self._proved(visitor, handle, password)

    def begin(
        self, visitor: Visitor, purpose: str, *, said: SettingUp | None = None, joining: Joining | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin a passkey's ceremony for one of PURPOSES: its id, and the browser's options.

        Errors: those of `set_up` and `sign_up`, before the device is asked; Forbidden("not_fresh");
        Unauthenticated("not_signed_in"); InvalidInput("bad_purpose" | "field_missing"); OverLimit("too_many_tries").
        """
        enter(self.db, address_keys("passkey", visitor.address, _FREE_PASSKEYS), visitor.now)
        me = visitor.me
        if purpose == "setup" and said is not None:
            self._check_setup(visitor, said)
            return self._begin_making(visitor, purpose, new_id("person"), said.handle, said.name, asdict(said))
        if purpose == "sign_up" and joining is not None:
            self._check_joining(visitor, joining)
            return self._begin_making(visitor, purpose, new_id("person"), joining.handle, joining.name, asdict(joining))
        if purpose == "sign_in":
            return self._begin_showing(visitor, purpose, {})
        if purpose not in ("add", "fresh"):
            raise InvalidInput("bad_purpose", f"purposes are {', '.join(PURPOSES)}", field="purpose")
        if me is None:
            raise Unauthenticated("not_signed_in", "sign in first")
        if purpose == "fresh":
            return self._begin_showing(visitor, purpose, {"person_id": me.person_id})
        if not me.fresh:
            raise Forbidden("not_fresh", "prove again who you are first")
        return self._begin_making(visitor, purpose, me.person_id, me.handle, me.handle, {})

    def finish(self, visitor: Visitor, ceremony_id: str, credential: dict[str, Any], label: str) -> Opened:
        """End a ceremony; whatever it was for, a fresh session comes of it.

        Errors: InvalidInput("ceremony_over"); Forbidden("bad_passkey"); Unauthenticated("wrong_sign_in"); those of
        what it was begun for.
        """
        party = self._party(visitor)
        with self.db.write() as session:
            ceremony = passkeys.take(session, ceremony_id, visitor.now)
        data = dict(ceremony.data)
        person_id = str(data.pop("person_id", ""))
        if ceremony.purpose in ("sign_in", "fresh"):
            with self.db.write() as session:
                shown = passkeys.shown(session, party, ceremony, credential, visitor.now)
                if ceremony.purpose == "fresh" and (visitor.me is None or {shown, visitor.me.person_id} != {person_id}):
                    raise Unauthenticated("wrong_sign_in", "this does not open the door")
                return self._open(session, shown, visitor)
        if ceremony.purpose == "add" and (visitor.me is None or visitor.me.person_id != person_id):
            raise Unauthenticated("not_signed_in", "sign in first")
        key = passkeys.made(party, ceremony, credential)
        with self.db.write() as session:
            if ceremony.purpose == "setup":
                said = SettingUp(**data)
                people_join.check_setup(session, said.token, self.secret)
                people_join.set_up(session, **_made(said), person_id=person_id, now=visitor.now)
            elif ceremony.purpose == "sign_up":
                people_join.sign_up(session, Joining(**data), person_id=person_id, now=visitor.now)
            passkeys.keep(session, person_id, key, label, visitor.now)
            return self._open(session, person_id, visitor)

    def _proved(self, visitor: Visitor, handle: str, password: str) -> str:
        """The id of the person of this handle and password; the same work is done where there is none."""
        keys = sign_in_keys(handle, visitor.address)
        enter(self.db, keys, visitor.now)
        with self.db.read() as session:
            query = select(Person.id, Person.password_hash).where(Person.handle == handle, Person.state != "deleted")
            found = session.execute(query).first()
        if not passwords.fits(password, found[1] if found else None) or found is None:
            raise Unauthenticated("wrong_sign_in", "this does not open the door")
        with self.db.write() as session:
            succeeded(session, keys, visitor.now)
        return str(found[0])

    def _open_known(self, visitor: Visitor, person_id: str) -> Opened:
        with self.db.write() as session:
            find(session, person_id)
            return self._open(session, person_id, visitor)

    def _open(self, session: Session, person_id: str, visitor: Visitor) -> Opened:
        succeeded(session, address_keys("passkey", visitor.address, _FREE_PASSKEYS), visitor.now)
        return sign_in.begin(session, person_id, agent=visitor.agent, before=visitor.before, now=visitor.now)

    def _check_setup(self, visitor: Visitor, said: SettingUp) -> None:
        keys = address_keys("setup", visitor.address, _FREE_SIGN_UPS)
        enter(self.db, keys, visitor.now)
        with self.db.read() as session:
            people_join.check_setup(session, said.token, self.secret)
        with self.db.write() as session:
            succeeded(session, keys, visitor.now)

    def _check_joining(self, visitor: Visitor, joining: Joining) -> None:
        enter(self.db, address_keys("sign_up", visitor.address, _FREE_SIGN_UPS), visitor.now)
        with self.db.read() as session:
            people_join.check_joining(session, joining)

    def _begin_making(
        self, visitor: Visitor, purpose: str, person_id: str, handle: str, name: str, data: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        party = self._party(visitor)
        with self.db.write() as session:
            return passkeys.begin_making(
                session,
                party,
                purpose,
                person_id=person_id,
                handle=handle,
                name=name,
                data=data,
                now=visitor.now,
            )

    def _begin_showing(self, visitor: Visitor, purpose: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        party = self._party(visitor)
        with self.db.write() as session:
            return passkeys.begin_showing(session, party, purpose, data=data, now=visitor.now)

    def _party(self, visitor: Visitor) -> Party:
        with self.db.read() as session:
            return Party(visitor.host, visitor.origin, site.load(session).name)


def _made(said: SettingUp) -> dict[str, Any]:
    return {"site_name": said.site_name, "handle": said.handle, "name": said.name, "locale": said.locale}
