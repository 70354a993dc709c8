"""The outbox: what is committed is sent, signed, tried again, and given up in the end."""

from __future__ import annotations

import json
import threading
import time
import warnings
from itertools import pairwise
from typing import Any

import openai
import pytest
import standardwebhooks
from sqlalchemy import select

from fantascope.db.database import Database
from fantascope.net.fetch import Posted
from fantascope.webhooks import actions
from fantascope.webhooks.deliver import LONGEST_S, deliver_due, next_try, send_test
from fantascope.webhooks.models import Delivery, Endpoint
from fantascope.webhooks.types import EndpointView


def _announce(db: Database, owner_id: str, now: float, kind: str = "video.completed", subject: str = "video_1") -> None:
    with db.write() as session:
        actions.announce(session, owner_id=owner_id, kind=kind, subject_id=subject, now=now)


def _rows(db: Database) -> list[Delivery]:
    with db.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.created_at, Delivery.id)))


def test_what_is_announced_is_sent_once(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    _announce(db, owner_id, 1000.5)
    assert deliver_due(db, now=1001.0, send=receiver.send) == 1
    assert deliver_due(db, now=9999.0, send=receiver.send) == 0
    url, body, headers = receiver.got[0]
    assert url == endpoint.url
    event = json.loads(body)
    assert event == {
        "id": headers["webhook-id"],
        "object": "event",
        "created_at": 1000,
        "type": "video.completed",
        "data": {"id": "video_1"},
    }
    assert [(row.state, row.attempt, row.last_answer) for row in _rows(db)] == [("delivered", 1, "200")]


def test_what_is_rolled_back_is_never_sent(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    def broken() -> None:
        with db.write() as session:
            actions.announce(session, owner_id=owner_id, kind="video.failed", subject_id="video_1", now=1.0)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert deliver_due(db, now=2.0, send=receiver.send) == 0


def test_only_those_who_want_it_are_told(db: Database, owner_id: str, make_endpoint: Any, receiver: Any) -> None:
    make_endpoint(db, owner_id, kinds=["batch.completed"])
    make_endpoint(db, owner_id, url="https://a.example/", kinds=["video.failed", "batch.failed"])
    make_endpoint(db, owner_id, url="https://b.example/", kinds=["video.failed"])
    _announce(db, owner_id, 1.0, "video.failed")
    assert deliver_due(db, now=2.0, send=receiver.send) == 2
    assert sorted(url for url, _, _ in receiver.got) == ["https://a.example/", "https://b.example/"]
    assert len({headers["webhook-id"] for _, _, headers in receiver.got}) == 1


def test_official_receivers_accept_it(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    now = time.time()
    _announce(db, owner_id, now)
    deliver_due(db, now=now, send=receiver.send)
    _, body, headers = receiver.got[0]
    assert endpoint.secret is not None
    assert standardwebhooks.Webhook(endpoint.secret).verify(body, headers) == json.loads(body)
    client = openai.OpenAI(api_key="x", webhook_secret=endpoint.secret)
    event: Any = client.webhooks.unwrap(body, headers)
    assert (event.type, event.data.id) == ("video.completed", "video_1")
    with pytest.raises(openai.InvalidWebhookSignatureError):
        client.webhooks.unwrap(body.replace(b"video_1", b"video_2"), headers)
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook("whsec_" + "A" * 43 + "=").verify(body, headers)


@pytest.mark.parametrize("keep_old", [True, False])
def test_after_a_rotation(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any, keep_old: bool) -> None:
    now = time.time()
    with db.write() as session:
        new = actions.rotate_secret(session, owner_id, endpoint.id, keep_old=keep_old, now=now).secret
    assert new is not None
    assert endpoint.secret is not None
    assert new != endpoint.secret
    _announce(db, owner_id, now)
    deliver_due(db, now=now, send=receiver.send)
    _, body, headers = receiver.got[0]
    standardwebhooks.Webhook(new).verify(body, headers)
    assert len(headers["webhook-signature"].split()) == (2 if keep_old else 1)
    if keep_old:
        standardwebhooks.Webhook(endpoint.secret).verify(body, headers)
    _announce(db, owner_id, now + actions.OLD_SECRET_S)
    deliver_due(db, now=now + actions.OLD_SECRET_S + 1, send=receiver.send)
    assert len(receiver.got[1][2]["webhook-signature"].split()) == 1


def test_a_failed_try_is_repeated_with_the_same_id_and_body(
    db: Database, owner_id: str, endpoint: EndpointView, receiver: Any
) -> None:
    receiver.answers = [500, 0, 302, 204]
    _announce(db, owner_id, 0.0)
    now = 0.0
    for _ in range(4):
        assert deliver_due(db, now=now, send=receiver.send) == 1
        if (row := _rows(db)[0]).state == "waiting":
            assert deliver_due(db, now=row.next_at - 0.1, send=receiver.send) == 0
            now = row.next_at
    assert len({(body, headers["webhook-id"]) for _, body, headers in receiver.got}) == 1
    assert len({headers["webhook-timestamp"] for _, _, headers in receiver.got}) == 4
    assert [(row.state, row.attempt, row.last_answer) for row in _rows(db)] == [("delivered", 4, "204")]


def test_it_is_given_up_after_72_hours(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    receiver.answers = [503]
    _announce(db, owner_id, 0.0)
    tried: list[float] = []
    while (row := _rows(db)[0]).state == "waiting":
        tried.append(row.next_at)
        assert deliver_due(db, now=row.next_at, send=receiver.send) == 1
    assert row.state == "given_up"
    assert row.done_at is not None
    assert 10 <= len(tried) <= 11
    assert tried[-1] == LONGEST_S
    waits = [b - a for a, b in pairwise(tried)]
    for wait, planned in zip(waits[:8], (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000), strict=True):
        assert 0.9 * planned <= wait <= 1.1 * planned + 1.0


def test_waits_differ_between_messages_and_never_shrink_to_nothing() -> None:
    first = {next_try(f"whd_{n}", 1, 0.0, 0.0) for n in range(50)}
    assert len(first) > 20
    assert next_try("whd", 1, 0.0, LONGEST_S) is None
    assert next_try("whd", 99, 0.0, LONGEST_S - 1.0) == LONGEST_S


def test_an_endpoint_that_is_gone_is_left_alone(
    db: Database, owner_id: str, endpoint: EndpointView, receiver: Any
) -> None:
    receiver.answers = [410]
    for n in range(6):
        _announce(db, owner_id, float(n))
    deliver_due(db, now=10.0, send=receiver.send)
    assert 1 <= len(receiver.got) <= 4
    assert {row.state for row in _rows(db)} == {"given_up"}
    _announce(db, owner_id, 20.0)
    assert deliver_due(db, now=1e6, send=receiver.send) == 0
    with db.write() as session:
        assert session.get_one(Endpoint, endpoint.id).disabled_at is not None
        back = actions.update(session, owner_id, endpoint.id, name=None, url=None, kinds=None, allowed=(), now=30.0)
        assert back.enabled
    receiver.answers = [200]
    _announce(db, owner_id, 40.0)
    assert deliver_due(db, now=41.0, send=receiver.send) == 1


def test_two_workers_never_send_the_same_try(db: Database, owner_id: str, make_endpoint: Any) -> None:
    for n in range(5):
        make_endpoint(db, owner_id, url=f"https://e{n}.example/")
    for n in range(6):
        _announce(db, owner_id, float(n), subject=f"video_{n}")
    sent: list[tuple[str, str]] = []
    lock = threading.Lock()

    def send(url: str, body: bytes, headers: dict[str, str]) -> Posted:
        with lock:
            sent.append((url, headers["webhook-id"]))
        return Posted(200, b"")

    def work() -> None:
        while deliver_due(db, now=100.0, send=send, limit=7):
            pass

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sent) == len(set(sent)) == 30
    assert {row.state for row in _rows(db)} == {"delivered"}


def test_a_worker_that_died_costs_one_more_try(
    db: Database, owner_id: str, endpoint: EndpointView, receiver: Any
) -> None:
    def die(url: str, body: bytes, headers: dict[str, str]) -> Posted:
        raise KeyboardInterrupt

    _announce(db, owner_id, 0.0)
    with pytest.raises(KeyboardInterrupt):
        deliver_due(db, now=1.0, send=die)
    assert deliver_due(db, now=30.0, send=receiver.send) == 0
    assert deliver_due(db, now=200.0, send=receiver.send) == 1
    assert [row.state for row in _rows(db)] == ["delivered"]


def test_one_slow_endpoint_does_not_take_the_whole_round(
    db: Database, owner_id: str, make_endpoint: Any, receiver: Any
) -> None:
    make_endpoint(db, owner_id, url="https://slow.example/", kinds=["video.failed"])
    for n in range(20):
        _announce(db, owner_id, float(n), "video.failed")
    make_endpoint(db, owner_id, url="https://quick.example/", kinds=["video.completed"])
    _announce(db, owner_id, 50.0)
    deliver_due(db, now=60.0, send=receiver.send, limit=8)
    urls = [url for url, _, _ in receiver.got]
    assert urls.count("https://slow.example/") == 4
    assert urls.count("https://quick.example/") == 1


def test_a_test_event_tells_the_answer(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    receiver.answers = [418]
    told = send_test(db, owner_id, endpoint.id, "video.failed", allowed=(), now=time.time(), send=receiver.send)
    assert (told.status, told.kind, told.endpoint_id) == (418, "video.failed", endpoint.id)
    _, body, headers = receiver.got[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert endpoint.secret is not None
        assert standardwebhooks.Webhook(endpoint.secret).verify(body, headers)["type"] == "video.failed"
    assert _rows(db) == []


def test_old_deliveries_are_pruned(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    for now in (0.0, 100.0):
        _announce(db, owner_id, now)
        deliver_due(db, now=now, send=receiver.send)
    _announce(db, owner_id, 0.0)
    assert actions.prune(db, before=50.0) == 1
    assert [row.state for row in _rows(db)] == ["waiting", "delivered"]


def test_a_defect_of_ours_is_a_failed_try(db: Database, owner_id: str, endpoint: EndpointView, receiver: Any) -> None:
    def broken(url: str, body: bytes, headers: dict[str, str]) -> Posted:
        raise ZeroDivisionError

    _announce(db, owner_id, 0.0)
    deliver_due(db, now=0.0, send=broken)
    (row,) = _rows(db)
    assert (row.state, row.attempt, row.last_answer) == ("waiting", 1, "ZeroDivisionError")
    assert deliver_due(db, now=row.next_at, send=receiver.send) == 1
