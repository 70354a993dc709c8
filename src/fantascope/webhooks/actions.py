"""Everything that changes webhooks: endpoints come, change and go, events are put into the outbox.

Knows nothing of HTTP. Each function joins the caller's transaction, so an event is announced exactly when the state it
tells of is committed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..db.database import Database
from ..kernel.errors import InvalidInput, OverLimit
from ..kernel.ids import new_id
from ..net.fetch import check_target
from .models import Delivery, Endpoint
from .queries import find, view
from .sign import new_secret
from .types import EVENT_KINDS, EndpointView

MOST_ENDPOINTS = 50
OLD_SECRET_S = 24 * 3600.0
_LONGEST_NAME = 120
_PRUNED_AT_ONCE = 5000


def create(
    session: Session, owner_id: str, *, name: str, url: str, kinds: Sequence[str], allowed: Sequence[str], now: float
) -> EndpointView:
    """A new endpoint; the only time but for rotation that its secret is shown.

    Errors: InvalidInput("bad_name" | "bad_event_types" | "url_refused" | "url_not_https"),
    OverLimit("too_many_endpoints").
    """
    _check(name, url, kinds, allowed)
    there = session.scalar(select(func.count()).select_from(Endpoint).where(Endpoint.owner_id == owner_id))
    if (there or 0) >= MOST_ENDPOINTS:
        raise OverLimit("too_many_endpoints", f"{MOST_ENDPOINTS} webhook endpoints are the most")
    row = Endpoint(
        id=new_id("we"),
        owner_id=owner_id,
        name=name,
        url=url,
        kinds=list(dict.fromkeys(kinds)),
        secret=new_secret(),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return view(row, with_secret=True)


def update(
    session: Session,
    owner_id: str,
    endpoint_id: str,
    *,
    name: str | None,
    url: str | None,
    kinds: Sequence[str] | None,
    allowed: Sequence[str],
    now: float,
) -> EndpointView:
    """Change what is given; an endpoint that was gone is sent to again. Errors: as `create`; NotFound."""
    row = find(session, owner_id, endpoint_id)
    name, url, kinds = row.name if name is None else name, url or row.url, row.kinds if kinds is None else kinds
    _check(name, url, kinds, allowed)
    row.name, row.url, row.kinds = name, url, list(dict.fromkeys(kinds))
    row.disabled_at, row.updated_at = None, now
    return view(row)


def rotate_secret(session: Session, owner_id: str, endpoint_id: str, *, keep_old: bool, now: float) -> EndpointView:
    """A new secret, shown this once. With `keep_old` the old one signs too for 24 hours. Errors: NotFound."""
    row = find(session, owner_id, endpoint_id)
    row.old_secret, row.old_secret_until = (row.secret, now + OLD_SECRET_S) if keep_old else (None, None)
    row.secret, row.updated_at = new_secret(), now
    return view(row, with_secret=True)


def remove(session: Session, owner_id: str, endpoint_id: str) -> None:
    """Forget an endpoint and what was still to be sent to it. Errors: NotFound."""
    row = find(session, owner_id, endpoint_id)
    session.execute(delete(Endpoint).where(Endpoint.id == row.id))


def announce(session: Session, *, owner_id: str, kind: str, subject_id: str, now: float) -> None:
    """Put an event into the outbox, once for each of the owner's endpoints that wants it."""
    if kind not in EVENT_KINDS:
        raise ValueError(kind)
    wanted = select(Endpoint).where(Endpoint.owner_id == owner_id, Endpoint.disabled_at.is_(None))
    # The share lock keeps an endpoint from being removed until we are done: else our rows would point to nothing.
    rows = session.scalars(wanted.with_for_update(read=True, key_share=True)).all()
    event_id, body = event_body(kind, subject_id, now)
    session.add_all(
        Delivery(id=new_id("whd"), endpoint_id=row.id, event_id=event_id, body=body, next_at=now, created_at=now)
        for row in rows
        if kind in row.kinds
    )
    session.flush()


def event_body(kind: str, subject_id: str, now: float) -> tuple[str, str]:
    """A fresh event: its id, and the very text that is sent."""
    event_id = new_id("evt")
    event = {"id": event_id, "object": "event", "created_at": int(now), "type": kind, "data": {"id": subject_id}}
    return event_id, json.dumps(event, separators=(",", ":"))


def prune(db: Database, *, before: float) -> int:
    """Remove deliveries that ended before that time; returns how many."""
    ended = select(Delivery.id).where(Delivery.done_at < before).limit(_PRUNED_AT_ONCE)
    with db.write() as session:
        old = session.scalars(ended).all()
        session.execute(delete(Delivery).where(Delivery.id.in_(old)))
    return len(old)


def _check(name: str, url: str, kinds: Sequence[str], allowed: Sequence[str]) -> None:
    if not 1 <= len(name.strip()) <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise InvalidInput("bad_name", f"a name has 1 to {_LONGEST_NAME} printable characters", field="name")
    unknown = next((kind for kind in kinds if kind not in EVENT_KINDS), None)
    if not kinds or unknown is not None:
        message = f"event types are: {', '.join(EVENT_KINDS)}"
        raise InvalidInput("bad_event_types", message, field="event_types")
    try:
        check_target(url, allowed, https=True)
    except InvalidInput as error:
        raise InvalidInput(error.code, error.message, field="url") from error
