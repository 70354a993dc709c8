"""What clients meet on the wire of a real server: ranges, signed links, live events, cancelling, large bodies."""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUICK = {"prompt": "a bar", "model": "trial", "seconds": "1", "size": "128x128"}


@pytest.fixture(scope="module")
def client(server: Any) -> Iterator[httpx.Client]:
    with server.client(server.new_key("wire")) as client:
        yield client


@pytest.fixture(scope="module")
def done(client: httpx.Client, ended: Callable[..., dict[str, Any]]) -> str:
    """A finished video."""
    video_id = str(client.post("/videos", json=QUICK).json()["id"])
    assert ended(client, video_id)["status"] == "completed"
    return video_id


def test_ranges(client: httpx.Client, done: str) -> None:
    whole = client.get(f"/videos/{done}/content")
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    for words, part in (("bytes=0-99", whole.content[:100]), ("bytes=-50", whole.content[-50:])):
        answer = client.get(f"/videos/{done}/content", headers={"range": words})
        assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["content-range"].endswith(f"/{len(whole.content)}")
    beyond = client.get(f"/videos/{done}/content", headers={"range": "bytes=99999999-"})
    assert beyond.status_code == 416
    same = client.get(f"/videos/{done}/content", headers={"if-range": '"other"', "range": "bytes=0-9"})
    assert same.content == whole.content


def test_links_need_no_key_and_run_out(client: httpx.Client, done: str) -> None:
    link = client.get(f"/videos/{done}/link", params={"expires_in": 2, "variant": "thumbnail"}).json()
    stranger = httpx.get(link["url"], trust_env=False, headers={"range": "bytes=8-11"})
    assert (stranger.status_code, stranger.content) == (206, b"WEBP")
    time.sleep(max(link["expires_at"] - time.time(), 0) + 1.1)
    late = httpx.get(link["url"], trust_env=False)
    assert (late.status_code, late.json()["error"]["code"]) == (403, "bad_link")


def _events(client: httpx.Client, video_id: str, since: str = "", most: int = 1000) -> list[tuple[str, str, Any]]:
    """(id, kind, data) of each event until the stream ends, or there are `most`."""
    found = []
    headers = {"last-event-id": since} if since else {}
    with client.stream("GET", f"/videos/{video_id}/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        event: dict[str, str] = {}
        for line in stream.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                event[name] = value
            elif "data" in event:
                found.append((event["id"], event["event"], json.loads(event["data"])))
                event = {}
                if len(found) == most:
                    break
    return found


def test_live_events_go_on_where_they_were(client: httpx.Client) -> None:
    video_id = client.post("/videos", json={**QUICK, "prompt": "a bar [slow 2]"}).json()["id"]
    first = _events(client, video_id, most=2)
    assert first[0][1] == "video.snapshot"
    assert first[0][2]["status"] in {"queued", "in_progress"}
    rest = _events(client, video_id, since=first[-1][0])
    every = [*first[1:], *rest]
    ids = [int(event[0]) for event in every]
    assert ids == sorted(set(ids))
    assert every[-1][1] == "video.completed"
    assert every[-1][2]["progress"] == 100
    steps = [event[2]["progress"] for event in every if event[1] == "video.progress"]
    assert len(steps) >= 3
    assert steps == sorted(steps)
    assert [event[1] for event in _events(client, video_id)] == ["video.snapshot"]
    assert _events(client, video_id, since=every[-2][0])[-1][1] == "video.completed"


def test_a_running_video_is_cancelled_within_a_second(
    client: httpx.Client, ended: Callable[..., dict[str, Any]]
) -> None:
    video_id = client.post("/videos", json={**QUICK, "prompt": "a bar [slow 60]"}).json()["id"]
    while client.get(f"/videos/{video_id}").json()["status"] == "queued":
        time.sleep(0.05)
    assert client.post(f"/videos/{video_id}/cancel").status_code == 200
    video = ended(client, video_id)
    assert (video["status"], video["error"]["code"], video["credits"]) == ("failed", "cancelled", 0)


def test_the_same_key_at_once_starts_one_job(client: httpx.Client) -> None:
    headers, found = {"idempotency-key": "at-once"}, []

    def send() -> None:
        found.append(client.post("/videos", json=QUICK, headers=headers).json()["id"])

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(server: Any) -> None:
    host, port = server.base.removeprefix("http://").removesuffix("/v1").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as near:
        near.sendall(
            b"POST /v1/videos HTTP/1.1\r\nhost: here\r\nauthorization: Bearer "
            + server.key.encode()
            + b"\r\ncontent-type: application/json\r\ncontent-length: 9999999999\r\n\r\n"
        )
        assert near.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_breaks_off_leaves_nothing(server: Any, client: httpx.Client) -> None:
    host, port = server.base.removeprefix("http://").removesuffix("/v1").split(":")
    before = [video["id"] for video in client.get("/videos", params={"limit": 100}).json()["data"]]
    key = client.headers["authorization"].encode()
    with socket.create_connection((host, int(port)), timeout=10) as near:
        body = b'{"prompt": "half a'
        head = b"POST /v1/videos HTTP/1.1\r\nhost: here\r\nauthorization: " + key
        near.sendall(head + b"\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n" + body)
    time.sleep(0.3)
    assert [video["id"] for video in client.get("/videos", params={"limit": 100}).json()["data"]] == before
    assert "request_crashed" not in (server.home / "log").read_text()


def test_the_server_says_that_it_is_well(server: Any) -> None:
    root = server.base.removesuffix("/v1")
    assert httpx.get(f"{root}/healthz", trust_env=False).json() == {"status": "ok"}
    assert httpx.get(f"{root}/readyz", trust_env=False).json()["ready"] is True
    assert "fantascope_http_requests_total" in httpx.get(f"{root}/metrics", trust_env=False).text
