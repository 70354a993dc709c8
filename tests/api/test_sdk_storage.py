"""Models, files, batches and webhook endpoints through the unmodified official SDK, in this process."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, get_args

import openai
import pytest
import standardwebhooks
from sqlalchemy import update
from starlette.testclient import TestClient

from fantascope.accounts.actions import create_key, create_owner
from fantascope.accounts.types import SCOPES
from fantascope.api.app import make_app
from fantascope.api.v1 import lines, webhooks
from fantascope.db.database import Database
from fantascope.engines.registry import Engines, load_engines
from fantascope.jobs.models import Job
from fantascope.settings import load_settings
from fantascope.storage.blobs import Blobs
from fantascope.studio.batches.step import step
from fantascope.studio.house import House
from fantascope.webhooks.deliver import deliver_due
from fantascope.webhooks.types import EVENT_KINDS


@pytest.fixture
def house(request: pytest.FixtureRequest, sqlite_db: Database, tmp_path: Path) -> House:
    settings = load_settings(home=tmp_path / "home", allowed_hosts=("127.0.0.1",), upload_mb=1)
    engines = Engines({"trial": load_engines([("trial", "trial", {"folder": str(tmp_path / "trial")})])["trial"]})
    return House(sqlite_db, Blobs(getattr(request, "param", ""), tmp_path / "home"), engines, settings, b"secret")


@pytest.fixture
def connect(house: House) -> Iterator[Any]:
    """A client of the SDK for an owner of that name."""
    app = make_app(house)
    with TestClient(app, base_url="http://test/v1", raise_server_exceptions=False) as http:

        def connected(name: str = "ann", scopes: tuple[str, ...] = SCOPES) -> openai.OpenAI:
            with house.db.write() as session:
                owner = create_owner(session, name, now=0.0)
                _, secret = create_key(session, owner_id=owner.id, name="key", scopes=scopes, now=0.0)
            return openai.OpenAI(api_key=secret, base_url="http://test/v1", http_client=http, max_retries=0)

        yield connected


@pytest.fixture
def client(connect: Any) -> openai.OpenAI:
    made: openai.OpenAI = connect()
    return made


def test_models(client: openai.OpenAI) -> None:
    names = {model.id for model in client.models.list()}
    assert {"trial", "sora-2", "sora-2-pro"} <= names
    one: Any = client.models.retrieve("sora-2")
    assert (one.object, one.engine, one.owned_by) == ("model", "trial", "fantascope")
    assert "remix" in one.can
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("sora-3")
    assert caught.value.code == "model_not_found"


@pytest.mark.parametrize("house", ["", "memory://"], ids=["folder", "memory"], indirect=True)
def test_files_come_and_go(client: openai.OpenAI) -> None:
    data = "é\n".encode() * 70_000
    made = client.files.create(
        file=("requêtes.jsonl", data), purpose="batch", expires_after={"anchor": "created_at", "seconds": 7200}
    )
    assert (made.bytes, made.filename, made.purpose, made.object) == (len(data), "requêtes.jsonl", "batch", "file")
    assert made.expires_at == made.created_at + 7200
    assert client.files.retrieve(made.id) == made
    content = client.files.content(made.id)
    assert content.content == data
    assert content.response.headers["x-content-type-options"] == "nosniff"
    assert content.response.headers["content-disposition"].startswith("attachment")
    assert client.files.delete(made.id).deleted
    for ask in (client.files.retrieve, client.files.content, client.files.delete):
        with pytest.raises(openai.NotFoundError):
            ask(made.id)


def test_files_are_paged(client: openai.OpenAI) -> None:
    for number in range(5):
        client.files.create(file=(f"{number}", b"x"), purpose="vision" if number % 2 else "user_data")
    seen = [file.filename for file in client.files.list(limit=2, order="asc")]
    assert sorted(seen) == ["0", "1", "2", "3", "4"]
    assert sorted(file.filename for file in client.files.list(purpose="vision")) == ["1", "3"]


def test_others_files_do_not_exist(client: openai.OpenAI, connect: Any) -> None:
    made = client.files.create(file=("a", b"x"), purpose="batch")
    other = connect("bob")
    for ask in (other.files.retrieve, other.files.content, other.files.delete):
        with pytest.raises(openai.NotFoundError):
            ask(made.id)
    assert list(other.files.list()) == []


UPLOADS: list[tuple[Any, Any, int, str]] = [
    ({}, {"purpose": "batch"}, 400, "missing_file"),
    ({}, {"purpose": "batch", "file": "text"}, 400, "missing_file"),
    ({"file": ("a", b"x")}, {}, 400, "missing_purpose"),
    ({"file": ("a", b"x")}, {"purpose": "fun"}, 400, "bad_purpose"),
    ({"file": ("a", b"")}, {"purpose": "batch"}, 400, "empty_file"),
    ({"file": ("a", b"x")}, {"purpose": "batch", "more": "x"}, 400, "unknown_field"),
    ({"file": ("a", b"x")}, {"purpose": "batch", "expires_after": "x"}, 400, "bad_expires_after"),
    ({"file": ("a", b"x")}, {"purpose": "batch", "expires_after[seconds]": "7200"}, 400, "bad_expires_after"),
    (
        {"file": ("a", b"x")},
        {"purpose": "batch", "expires_after[anchor]": "created_at", "expires_after[seconds]": "1"},
        400,
        "bad_expires_after",
    ),
    ({"file": ("a", b"x" * 1_100_000)}, {"purpose": "batch"}, 413, "body_too_large"),
    ({"purpose": ("a", b"batch"), "file": ("a", b"x")}, {}, 400, "missing_purpose"),
]


def test_uploads_that_are_none(client: openai.OpenAI) -> None:
    headers = {"authorization": f"Bearer {client.api_key}"}
    for files, data, status, code in UPLOADS:
        answer = client._client.post("/files", files=files or None, data=data, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), (data, answer.text)
    assert list(client.files.list()) == []


def test_a_batch_from_the_sdk(client: openai.OpenAI, house: House) -> None:
    body = {"prompt": "a red ball", "seconds": "1", "size": "720x1280"}
    items = [{"custom_id": name, "method": "POST", "url": "/v1/videos", "body": body} for name in ("a", "b")]
    items.append({"custom_id": "c", "method": "POST", "url": "/v1/videos", "body": {}})
    source = client.files.create(file=("in.jsonl", "\n".join(map(json.dumps, items)).encode()), purpose="batch")
    made = client.batches.create(
        input_file_id=source.id, endpoint="/v1/videos", completion_window="24h", metadata={"for": "me"}
    )
    assert (made.status, made.object, made.metadata) == ("validating", "batch", {"for": "me"})

    def move() -> None:
        step(house, house.clock(), make=lines.make, shape=lines.shape)

    move()
    move()
    with house.db.write() as session:
        session.execute(update(Job).values(state="completed"))
    move()
    done = client.batches.retrieve(made.id)
    assert done.status == "completed"
    assert done.request_counts is not None
    assert (done.request_counts.total, done.request_counts.completed, done.request_counts.failed) == (3, 2, 1)
    assert done.output_file_id is not None
    assert done.error_file_id is not None
    good = [json.loads(line) for line in client.files.content(done.output_file_id).text.splitlines()]
    assert [one["custom_id"] for one in good] == ["a", "b"]
    video = openai.types.Video.model_validate(good[0]["response"]["body"])
    assert (video.status, video.size, video.seconds) == ("completed", "720x1280", "1")
    (bad,) = [json.loads(line) for line in client.files.content(done.error_file_id).text.splitlines()]
    assert bad["response"]["body"]["error"]["code"] == "missing_prompt"
    assert [batch.id for batch in client.batches.list(limit=1)] == [made.id]
    with pytest.raises(openai.UnprocessableEntityError) as caught:
        client.batches.cancel(made.id)
    assert caught.value.code == "batch_over"


def test_a_batch_that_is_asked_for_again_is_the_same(client: openai.OpenAI) -> None:
    source = client.files.create(file=("in.jsonl", b"{}\n"), purpose="batch")
    wanted: Any = {"input_file_id": source.id, "endpoint": "/v1/videos", "completion_window": "24h"}
    first = client.batches.create(**wanted)
    second = client.batches.create(**wanted)
    assert first.id != second.id
    assert client.batches.create(**wanted, extra_headers={"x-stainless-retry-count": "1"}).id == second.id
    keyed = {"Idempotency-Key": "mine"}
    third = client.batches.create(**wanted, extra_headers=keyed)
    assert client.batches.create(**wanted, extra_headers=keyed).id == third.id
    with pytest.raises(openai.UnprocessableEntityError) as caught:
        client.batches.create(**wanted, metadata={"a": "b"}, extra_headers=keyed)
    assert caught.value.code == "idempotency_conflict"


def test_a_batch_with_wrong_lines_and_one_called_off(client: openai.OpenAI, house: House) -> None:
    source = client.files.create(file=("in.jsonl", b"{}\n"), purpose="batch")
    wanted: Any = {"input_file_id": source.id, "endpoint": "/v1/videos", "completion_window": "24h"}
    off = client.batches.cancel(client.batches.create(**wanted).id)
    assert off.status == "cancelling"
    made = client.batches.create(**wanted)
    step(house, house.clock(), make=lines.make, shape=lines.shape)
    failed = client.batches.retrieve(made.id)
    assert failed.status == "failed"
    assert failed.errors is not None
    assert failed.errors.data is not None
    assert [(error.line, error.code) for error in failed.errors.data] == [(1, "missing_custom_id")]
    assert client.batches.retrieve(off.id).status == "cancelled"
    with pytest.raises(openai.BadRequestError):
        client.batches.create(**{**wanted, "endpoint": "/v1/embeddings"})
    with pytest.raises(openai.NotFoundError):
        client.batches.create(**{**wanted, "input_file_id": "file_none"})


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[bytes, dict[str, str]]]]]:
    """A server that takes messages: its address, and what it got."""
    got: list[tuple[bytes, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            got.append((self.rfile.read(int(self.headers["content-length"])), dict(self.headers)))
            self.send_response(204)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/in", got
    server.shutdown()
    thread.join()
    server.server_close()


def test_webhook_endpoints(client: openai.OpenAI, house: House, receiver: Any) -> None:
    url, got = receiver
    made = client.webhooks.create(name="mine", url=url, event_types=["video.completed", "batch.failed"])
    assert made.signing_secret.startswith("whsec_")
    seen = client.webhooks.retrieve(made.id)
    assert (seen.name, seen.url, seen.event_types) == ("mine", url, ["video.completed", "batch.failed"])
    assert made.signing_secret not in seen.to_json()
    assert [one.id for one in client.webhooks.list()] == [made.id]
    changed = client.webhooks.update(made.id, name="yours", event_types=["batch.failed"])
    assert (changed.name, changed.event_types, changed.url) == ("yours", ["batch.failed"], url)

    told = client.webhooks.test(made.id, event_type="video.failed")
    assert (told.status_code, told.success, told.webhook_endpoint_id) == (204, True, made.id)
    body, headers = got.pop()
    event: Any = client.webhooks.unwrap(body, headers, secret=made.signing_secret)
    assert event.type == "video.failed"

    fresh = client.webhooks.rotate_secret(made.id, keep_old_secret_active_for_24_hours=True)
    source = client.files.create(file=("in.jsonl", b"{}\n"), purpose="batch")
    batch = client.batches.create(input_file_id=source.id, endpoint="/v1/videos", completion_window="24h")
    step(house, house.clock(), make=lines.make, shape=lines.shape)
    assert deliver_due(house.db, now=house.clock(), allowed=house.settings.allowed_hosts) == 1
    body, headers = got.pop()
    for secret in (fresh.signing_secret, made.signing_secret):
        assert standardwebhooks.Webhook(secret).verify(body, headers)["data"] == {"id": batch.id}
        event = client.webhooks.unwrap(body, headers, secret=secret)
        assert (event.type, event.data.id) == ("batch.failed", batch.id)

    assert client.webhooks.rotate_secret(made.id).signing_secret != fresh.signing_secret
    assert set(client.webhooks.event_types.list().data) == set(EVENT_KINDS) == set(get_args(webhooks.EventType))
    assert client.webhooks.delete(made.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.webhooks.retrieve(made.id)


ENDPOINTS: list[tuple[dict[str, Any], str]] = [
    ({"url": "http://hooks.example.com/"}, "url"),
    ({"url": "https://10.0.0.1:99999/"}, "url"),
    ({"url": "ftp://x"}, "url"),
    ({"url": ""}, "url"),
    ({"url": 5}, "url"),
    ({"name": ""}, "name"),
    ({"name": "\x00"}, "name"),
    ({"event_types": []}, "event_types"),
    ({"event_types": ["response.completed"]}, "event_types.0"),
    ({"event_types": "video.failed"}, "event_types"),
    ({"more": 1}, "more"),
]


def test_endpoints_that_are_none(client: openai.OpenAI) -> None:
    wanted: dict[str, Any] = {"name": "x", "url": "https://hooks.example.com/", "event_types": ["video.failed"]}
    for change, param in ENDPOINTS:
        with pytest.raises(openai.BadRequestError) as caught:
            client.post("/webhook_endpoints", body={**wanted, **change}, cast_to=object)
        assert caught.value.param == param, change
    assert list(client.webhooks.list()) == []


def test_a_test_that_reaches_nobody_is_told(client: openai.OpenAI) -> None:
    made = client.webhooks.create(name="x", url="http://127.0.0.1:9/", event_types=["video.failed"])
    with pytest.raises(openai.BadRequestError) as caught:
        client.webhooks.test(made.id, event_type="video.failed")
    assert caught.value.code == "url_unreachable"


def test_keys_without_the_scope(connect: Any) -> None:
    reader = connect("bob", ("read",))
    assert list(reader.files.list()) == []
    for ask in (lambda: reader.files.create(file=("a", b"x"), purpose="batch"), lambda: list(reader.webhooks.list())):
        with pytest.raises(openai.PermissionDeniedError):
            ask()
