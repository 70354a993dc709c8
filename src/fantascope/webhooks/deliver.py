"""Sending what is in the outbox: each message at least once, again and again until it is taken or 72 hours are over.

A round claims what is due by pushing its next try into the future, in a transaction; sends, outside of any; and writes
what came of it, in another. So no two workers send the same try, a worker that dies in between costs one more try, and
a receiver that sees a message twice knows it by its `webhook-id`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ..db.database import Database
from ..kernel.clock import Clock
from ..kernel.errors import InvalidInput
from ..net.fetch import Posted, post
from .actions import event_body
from .models import Delivery, Endpoint
from .queries import find
from .sign import signed_headers
from .types import EVENT_KINDS, TestResult

TIMEOUT_S = 15.0
LONGEST_S = 72 * 3600.0
BACK_OFF_S = (5.0, 300.0, 1800.0, 7200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0)
"""Waits after the first, second … failed try; each up to a tenth longer or shorter."""

_CLAIM_S = 120.0
_BEGIN_S = 60.0
"""A claimed message that has not been begun with by then is left to the next round: its claim may run out."""
_AT_ONCE = 8
_OF_ONE_ENDPOINT = 4
"""In one round: an endpoint that hangs holds up its own messages, hardly those of others."""
_GONE = 410

_log = structlog.get_logger(__name__)

Send = Callable[[str, bytes, dict[str, str]], Posted]


@dataclass(frozen=True, slots=True)
class _Try:
    """One message on its way."""

    id: str
    attempt: int
    endpoint_id: str
    event_id: str
    body: str
    created_at: float
    url: str
    secrets: tuple[str, ...]


def deliver_due(
    db: Database, *, now: float, allowed: Sequence[str] = (), send: Send | None = None, limit: int = 32
) -> int:
    """One round over what is due, at most `limit` messages; how many were tried."""
    tries = _claim(db, now, limit)
    if not tries:
        return 0
    go = send or partial(_send, allowed)
    begun = time.monotonic()

    def clock() -> float:
        return now + time.monotonic() - begun

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="webhook") as pool:
        list(pool.map(lambda one: _deliver(db, one, go, clock, begun), tries))
    return len(tries)


def send_test(
    db: Database,
    owner_id: str,
    endpoint_id: str,
    kind: str,
    *,
    allowed: Sequence[str],
    now: float,
    send: Send | None = None,
) -> TestResult:
    """Send a made-up event at once, and tell what the endpoint answers.

    Errors: NotFound; InvalidInput("bad_event_type" | "url_refused" | "url_unreachable").
    """
    if kind not in EVENT_KINDS:
        raise InvalidInput("bad_event_type", f"event types are: {', '.join(EVENT_KINDS)}", field="event_type")
    with db.read() as session:
        row = find(session, owner_id, endpoint_id)
        url, keys = row.url, _secrets(row, now)
    event_id, body = event_body(kind, f"{kind.partition('.')[0]}_test", now)
    answer = (send or partial(_send, allowed))(url, body.encode(), signed_headers(keys, event_id, int(now), body))
    return TestResult(endpoint_id, kind, answer.status)


def next_try(delivery_id: str, attempt: int, created_at: float, now: float) -> float | None:
    """When to try again after failed try number `attempt` (from 1); None = no more. The last is at 72 hours."""
    end = created_at + LONGEST_S
    if now >= end:
        return None
    wait = BACK_OFF_S[min(attempt, len(BACK_OFF_S)) - 1]
    chance = hashlib.sha256(f"{delivery_id} {attempt}".encode()).digest()[0] / 255.0
    return min(now + wait * (0.9 + 0.2 * chance), end)


def _claim(db: Database, now: float, limit: int) -> list[_Try]:
    place = func.row_number().over(partition_by=Delivery.endpoint_id, order_by=(Delivery.next_at, Delivery.id))
    waiting = (Delivery.state == "waiting", Delivery.next_at <= now)
    ranked = select(Delivery.id, Delivery.next_at, place.label("place")).where(*waiting).subquery()
    first = select(ranked.c.id).where(ranked.c.place <= _OF_ONE_ENDPOINT).order_by(ranked.c.next_at).limit(limit)
    with db.read() as session:
        ids = session.scalars(first).all()  # most rounds end here, and never wait for a writer
    if not ids:
        return []
    with db.write() as session:
        chosen = select(Delivery, Endpoint).join(Endpoint, Endpoint.id == Delivery.endpoint_id)
        chosen = chosen.where(Delivery.id.in_(ids), *waiting).order_by(Delivery.next_at)
        tries = []
        for row, endpoint in session.execute(chosen.with_for_update(of=Delivery, skip_locked=True)):
            row.next_at = now + _CLAIM_S
            row.attempt += 1
            tries.append(
                _Try(
                    row.id,
                    row.attempt,
                    endpoint.id,
                    row.event_id,
                    row.body,
                    row.created_at,
                    endpoint.url,
                    _secrets(endpoint, now),
                )
            )
        return tries


def _deliver(db: Database, one: _Try, send: Send, clock: Clock, begun: float) -> None:
    if time.monotonic() - begun > _BEGIN_S:
        return
    headers = signed_headers(one.secrets, one.event_id, int(clock()), one.body)
    status, answer = 0, ""
    try:
        status = send(one.url, one.body.encode(), headers).status
        answer = str(status)
    except InvalidInput as error:
        answer = error.code
    except Exception as error:  # a defect of ours must not send it for ever
        _log.error("webhook_failed", delivery=one.id, exc_info=error)
        answer = type(error).__name__
    with db.write() as session:
        _record(session, one, status, answer, clock())


def _record(session: Session, one: _Try, status: int, answer: str, now: float) -> None:
    """Write what came of a try, unless a later one has been begun with."""
    if status == _GONE:  # its lock first, always: two that find it gone would else wait for each other
        session.get(Endpoint, one.endpoint_id, with_for_update={"key_share": True})
    row = session.get(Delivery, one.id, with_for_update=True)
    if row is None or row.attempt != one.attempt or row.state != "waiting":
        return
    row.last_answer = answer
    if 200 <= status < 300:
        row.state, row.done_at = "delivered", now
        return
    again = next_try(one.id, one.attempt, one.created_at, now)
    if status == _GONE:
        session.execute(update(Endpoint).where(Endpoint.id == one.endpoint_id).values(disabled_at=now))
        waiting = (Delivery.endpoint_id == one.endpoint_id, Delivery.state == "waiting")
        session.execute(update(Delivery).where(*waiting).values(state="given_up", done_at=now))
    elif again is None:
        row.state, row.done_at = "given_up", now
    else:
        row.next_at = again


def _secrets(row: Endpoint, now: float) -> tuple[str, ...]:
    old = row.old_secret if row.old_secret_until is not None and now < row.old_secret_until else None
    return (row.secret,) if old is None else (row.secret, old)


def _send(allowed: Sequence[str], url: str, body: bytes, headers: dict[str, str]) -> Posted:
    return post(url, body, headers, timeout_s=TIMEOUT_S, allowed=allowed)
