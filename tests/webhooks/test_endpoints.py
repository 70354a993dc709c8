"""Endpoints: they come, change and go, and only their owner sees them."""

from __future__ import annotations

from typing import Any

import pytest

from fantascope.accounts.actions import create_owner
from fantascope.db.database import Database
from fantascope.kernel.errors import FantascopeError, InvalidInput, NotFound, OverLimit
from fantascope.webhooks import actions
from fantascope.webhooks.deliver import deliver_due
from fantascope.webhooks.queries import find, listing, view
from fantascope.webhooks.types import EndpointView


def test_the_secret_is_shown_once(db: Database, owner_id: str, endpoint: EndpointView) -> None:
    assert endpoint.secret is not None
    assert endpoint.secret.startswith("whsec_")
    with db.read() as session:
        later = view(find(session, owner_id, endpoint.id))
    assert later.secret is None
    assert endpoint.secret not in repr(later)
    assert endpoint.secret[-5:-1] in later.secret_hint


def test_secrets_differ(db: Database, owner_id: str, make_endpoint: Any) -> None:
    assert len({make_endpoint(db, owner_id).secret for _ in range(5)}) == 5


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": ""}, "bad_name", "name"),
        ({"name": "  "}, "bad_name", "name"),
        ({"name": "x" * 121}, "bad_name", "name"),
        ({"name": "a\x00b"}, "bad_name", "name"),
        ({"name": "\ud800"}, "bad_name", "name"),
        ({"kinds": ["video.exploded"]}, "bad_event_types", "event_types"),
        ({"url": "http://hooks.example.com/"}, "url_not_https", "url"),
        ({"url": "https://127.0.0.1:1/"}, "bad_port_is_refused", "url"),
        ({"url": "ftp://hooks.example.com/"}, "url_refused", "url"),
        ({"url": "https://user@hooks.example.com/"}, "url_refused", "url"),
        ({"url": "nonsense"}, "url_refused", "url"),
    ],
)
def test_what_is_no_endpoint(
    sqlite_db: Database, make_endpoint: Any, change: dict[str, Any], code: str, field: str
) -> None:
    with sqlite_db.write() as session:
        owner_id = create_owner(session, "ann", now=0.0).id
    with pytest.raises(InvalidInput) as caught:
        make_endpoint(sqlite_db, owner_id, **change)
    assert (caught.value.code, caught.value.field) == (code.replace("bad_port_is_refused", "url_refused"), field)


def test_others_see_nothing(db: Database, endpoint: EndpointView) -> None:
    with db.write() as session:
        other = create_owner(session, "bob", now=0.0).id
    for ask in (
        lambda s: find(s, other, endpoint.id),
        lambda s: actions.remove(s, other, endpoint.id),
        lambda s: actions.rotate_secret(s, other, endpoint.id, keep_old=False, now=0.0),
        lambda s: actions.update(s, other, endpoint.id, name="x", url=None, kinds=None, allowed=(), now=0.0),
        lambda s: find(s, endpoint.id, "we_\x00"),
        lambda s: find(s, endpoint.id, "é" * 40),
    ):
        with pytest.raises(NotFound), db.write() as session:
            ask(session)
    with db.read() as session:
        assert listing(session, other, after=None, limit=10) == ([], False)
        with pytest.raises(FantascopeError) as caught:
            listing(session, other, after=endpoint.id, limit=10)
        assert caught.value.code == "bad_cursor"


def test_pages(db: Database, owner_id: str, make_endpoint: Any) -> None:
    ids = {make_endpoint(db, owner_id).id for _ in range(7)}
    seen: list[str] = []
    after = None
    with db.read() as session:
        while True:
            page, more = listing(session, owner_id, after=after, limit=3)
            seen += [one.id for one in page]
            if not more:
                break
            after = seen[-1]
    assert len(seen) == 7
    assert set(seen) == ids


def test_a_removed_endpoint_takes_its_messages_along(
    db: Database, owner_id: str, endpoint: EndpointView, receiver: Any
) -> None:
    with db.write() as session:
        actions.announce(session, owner_id=owner_id, kind="video.failed", subject_id="video_1", now=1.0)
        actions.remove(session, owner_id, endpoint.id)
    assert deliver_due(db, now=2.0, send=receiver.send) == 0


def test_there_are_not_endlessly_many(sqlite_db: Database, make_endpoint: Any) -> None:
    with sqlite_db.write() as session:
        owner_id = create_owner(session, "ann", now=0.0).id
    for _ in range(actions.MOST_ENDPOINTS):
        make_endpoint(sqlite_db, owner_id)
    with pytest.raises(OverLimit):
        make_endpoint(sqlite_db, owner_id)
