"""What a program written against the official client for Python does, from the first clip to the last webhook.

A program of its own, run by the suite with each version of the client: `python speak.py '{"base": …}'` prints one JSON
line for each thing it tried. It knows of the server only what the client's users know.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import openai
from listening import serving
from openai import AsyncOpenAI, OpenAI, omit
from openai.types import Video

warnings.filterwarnings("ignore", "The Sora API", DeprecationWarning)

GIVEN = json.loads(sys.argv[1])
FOLDER = Path(GIVEN["folder"])
PROMPT = f"A red ball bounces down a staircase ({openai.VERSION})"
SMALL = {"seconds": "1", "size": "128x128"}
QUICK = {**SMALL, "model": "fantascope-trial"}
"""An engine that is done in a moment, where it does not matter what is seen."""
THERE: dict[str, Any] = {}
"""What earlier steps have made, for later ones."""

client = OpenAI(base_url=GIVEN["base"], api_key=GIVEN["key"])


def finished(video: Video) -> Video:
    """Wait for the end of a job, and expect it to be good."""
    end = time.monotonic() + 240.0
    while video.status in {"queued", "in_progress"}:
        assert time.monotonic() < end, video
        time.sleep(0.15)
        video = client.videos.retrieve(video.id)
    assert video.status == "completed", video.error
    return video


def refused(kind: type[openai.APIStatusError], code: str, ask: Callable[[], Any]) -> openai.APIStatusError:
    """`ask` is answered with an error of that class and code."""
    caught, answer = None, None
    try:
        answer = ask()
    except kind as error:
        caught = error
    assert caught is not None, f"not refused: {answer}"
    assert caught.code == code, (caught.code, caught.message)
    assert caught.request_id, "no request id"
    return caught


def seconds_of(data: bytes) -> float:
    with av.open(io.BytesIO(data)) as file:
        assert [stream.type for stream in file.streams] == ["video", "audio"]
        picture = file.streams.video[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 128, 128)
        return sum(1 for _ in file.decode(picture)) / float(picture.average_rate)


# The ten operations


def create_and_poll() -> None:
    video = client.videos.create_and_poll(prompt=PROMPT, extra_body={"seed": 7}, **SMALL)
    assert (video.status, video.progress, video.error) == ("completed", 100, None)
    assert video.id.startswith("video_")
    assert (video.object, video.prompt, video.size, video.seconds) == ("video", PROMPT, "128x128", "1")
    assert video.completed_at >= video.created_at > 1_700_000_000
    assert (video.remixed_from_video_id, video.expires_at) == (None, None)
    assert (video.seed, video.fps) == (7, 24)
    assert "ball" in video.report["understood"]
    THERE["first"] = video


def retrieve() -> None:
    raw = client.videos.with_raw_response.retrieve(THERE["first"].id)
    assert raw.parse() == THERE["first"]
    assert raw.headers["x-request-id"].startswith("req_")
    assert int(raw.headers["openai-poll-after-ms"]) > 0
    assert int(raw.headers["x-ratelimit-limit-requests"]) > int(raw.headers["x-ratelimit-remaining-requests"])


def download_each_variant() -> None:
    video_id = THERE["first"].id
    clip = client.videos.download_content(video_id).read()
    assert abs(seconds_of(clip) - 1.0) < 0.05
    assert client.videos.download_content(video_id, variant="video").read() == clip
    thumbnail = client.videos.download_content(video_id, variant="thumbnail").read()
    assert (thumbnail[:4], thumbnail[8:12]) == (b"RIFF", b"WEBP")
    sheet = client.videos.download_content(video_id, variant="spritesheet").read()
    assert sheet[:3] == b"\xff\xd8\xff"
    with client.videos.with_streaming_response.download_content(video_id) as streamed:
        assert streamed.headers["content-type"] == "video/mp4"
        streamed.stream_to_file(FOLDER / "clip.mp4")
    assert (FOLDER / "clip.mp4").read_bytes() == clip


def remix() -> None:
    video = client.videos.remix(THERE["first"].id, prompt="Make the ball blue")
    assert video.status in {"queued", "in_progress"}
    assert video.remixed_from_video_id == THERE["first"].id
    THERE["remix"] = video


def edit_by_id() -> None:
    body = {"prompt": "Make it night", "video": {"id": THERE["first"].id}}
    one = client.videos.edit(prompt=body["prompt"], video=omit, extra_body={"video": body["video"]})
    two = client.post("/videos/edits", body=body, cast_to=Video)
    assert one.id != two.id
    assert (one.prompt, two.prompt) == (body["prompt"],) * 2
    client.post(f"/videos/{two.id}/cancel", cast_to=Video)
    THERE["edit"] = one


def edit_by_file() -> None:
    with (FOLDER / "clip.mp4").open("rb") as clip:
        video = client.videos.edit(prompt="Make it rain", video=clip)
    assert client.post(f"/videos/{video.id}/cancel", cast_to=Video).status == "failed"


def extend_by_id() -> None:
    first = {"id": THERE["first"].id}
    one = client.videos.extend(prompt="The ball rolls on", seconds="1", video=omit, extra_body={"video": first})
    body = {"prompt": "The ball rolls on", "seconds": "1", "video": first}
    two = client.post("/videos/extensions", body=body, cast_to=Video)
    client.post(f"/videos/{two.id}/cancel", cast_to=Video)
    assert (one.seconds, two.seconds) == ("2", "2")
    THERE["extended"] = one


def extend_by_file() -> None:
    video = client.videos.extend(prompt="The ball rolls on", seconds="1", video=FOLDER / "clip.mp4")
    assert client.post(f"/videos/{video.id}/cancel", cast_to=Video).error.code == "cancelled"


def what_was_made_of_the_first() -> None:
    for name, seconds in (("remix", 1.0), ("edit", 1.0), ("extended", 2.0)):
        video = finished(THERE[name])
        clip = client.videos.download_content(video.id).read()
        assert abs(seconds_of(clip) - seconds) < 0.05, name
        assert float(video.seconds) == seconds


def characters() -> None:
    with (FOLDER / "object.mp4").open("rb") as clip:
        made = client.videos.create_character(name="Rolo", video=clip)
    assert made.name == "Rolo"
    assert made.created_at > 1_700_000_000
    assert client.videos.get_character(made.id).name == "Rolo"
    named = {"prompt": "Rolo rolls over the grass", "characters": [{"id": made.id}], **QUICK}
    form = client.videos.create(prompt=named["prompt"], extra_body={"characters": named["characters"]}, **QUICK)
    plain = client.post("/videos", body=named, cast_to=Video)
    finished(form)
    finished(plain)
    strange = {**named, "characters": [{"id": "char_00"}]}
    refused(openai.NotFoundError, "character_not_found", lambda: client.post("/videos", body=strange, cast_to=Video))


def list_and_page() -> None:
    every = [video.id for video in client.videos.list(limit=2)]
    assert len(every) == len(set(every)) > 4
    assert every[::-1] == [video.id for video in client.videos.list(limit=3, order="asc")]
    page = client.videos.list(limit=2)
    assert (len(page.data), page.has_more, page.last_id) == (2, True, every[1])
    after = client.videos.list(after=every[1], limit=1)
    assert [video.id for video in after.data] == [every[2]]


def delete() -> None:
    video = client.videos.create(prompt="Gone soon [slow 30]", **QUICK)
    gone = client.videos.delete(video.id)
    assert (gone.id, gone.deleted, gone.object) == (video.id, True, "video.deleted")
    refused(openai.NotFoundError, "video_not_found", lambda: client.videos.retrieve(video.id))


# First pictures


def first_picture() -> None:
    picture = FOLDER / "picture.png"
    with picture.open("rb") as file:
        THERE["pictured"] = client.videos.create(prompt=PROMPT, input_reference=file, **SMALL)
    for shape in (picture, (picture.name, picture.read_bytes(), "image/png")):
        client.videos.create(prompt="A bar", input_reference=shape, **QUICK)
    stored = client.files.create(file=picture, purpose="vision")
    for reference in ({"file_id": stored.id}, {"image_url": GIVEN["data_url"]}):
        named = {"input_reference": reference}
        client.videos.create(prompt="A bar", extra_body=named, **QUICK)
        client.post("/videos", body={"prompt": "A bar", **named, **QUICK}, cast_to=Video)
    with serving(picture.read_bytes()) as (address, _):
        client.videos.create(prompt="A bar", extra_body={"input_reference": {"image_url": address}}, **QUICK)
    wrong = {**QUICK, "size": "256x128"}
    error = refused(
        openai.BadRequestError,
        "picture_size",
        lambda: client.videos.create(prompt="A bar", input_reference=picture, **wrong),
    )
    assert "Inpaint image must match the requested width and height" in error.message
    video = finished(THERE["pictured"])
    assert video.report["reference"]


# Errors, retries, limits


def error_classes() -> None:
    ask = {"prompt": "A bar", **QUICK}
    stranger = OpenAI(base_url=GIVEN["base"], api_key="fsk_nobody_knows_this_key")
    refused(openai.AuthenticationError, "invalid_api_key", lambda: stranger.videos.list())
    reader = client.with_options(api_key=GIVEN["reader"])
    assert reader.videos.list(limit=1).data
    refused(openai.PermissionDeniedError, "missing_scope", lambda: reader.videos.create(**ask))
    for code, field, value in (
        ("bad_seconds", "seconds", "900"),
        ("bad_size", "size", "10x10"),
        ("model_not_found", "model", "nobody-1"),
    ):
        error = refused(openai.BadRequestError, code, lambda f=field, v=value: client.videos.create(**{**ask, f: v}))
        assert error.param == field
    extra = {"negative_prompt": "rain"}
    error = refused(
        openai.BadRequestError,
        "unsupported_negative_prompt",
        lambda: client.videos.create(prompt="A ball", **SMALL, extra_body=extra),
    )
    assert error.param == "negative_prompt"
    header = {"Idempotency-Key": f"one-{openai.VERSION}"}
    video = client.videos.create(**ask, extra_headers=header)
    assert client.videos.create(**ask, extra_headers=header).id == video.id
    other = {**ask, "prompt": "Another bar"}
    refused(
        openai.UnprocessableEntityError,
        "idempotency_conflict",
        lambda: client.videos.create(**other, extra_headers=header),
    )
    refused(openai.NotFoundError, "video_not_found", lambda: client.videos.remix("video_00", prompt="x"))


def rate_limit() -> None:
    slow = client.with_options(api_key=GIVEN["slow"], max_retries=0)
    for _ in range(GIVEN["slow_rate"]):
        slow.models.list()
    error = refused(openai.RateLimitError, "rate_limited", lambda: slow.models.list())
    assert 0 < int(error.response.headers["retry-after"]) <= 60


def a_retry_starts_no_second_job() -> None:
    prompt = f"Once only {openai.VERSION}"
    before = sum(video.prompt == prompt for video in client.videos.list())
    dropping = OpenAI(base_url=GIVEN["dropping"], api_key=GIVEN["key"])
    video = dropping.videos.create(prompt=prompt, **QUICK)
    same = [found.id for found in client.videos.list() if found.prompt == prompt]
    assert (before, same) == (0, [video.id])
    again = client.videos.create(prompt=prompt, **QUICK)
    assert again.id != video.id, "a new request was taken for a retry"


def cancel() -> None:
    video = client.videos.create(prompt="A bar [slow 60]", **QUICK)
    end = time.monotonic() + 120
    while (now := client.videos.retrieve(video.id)).status == "queued":
        assert time.monotonic() < end
        time.sleep(0.1)
    begun = time.monotonic()
    while now.status == "in_progress":
        now = client.post(f"/videos/{video.id}/cancel", cast_to=Video)
        assert time.monotonic() - begun < 10
        time.sleep(0.05)
    assert (now.status, now.error.code) == ("failed", "cancelled")
    refused(openai.NotFoundError, "video_failed", lambda: client.videos.download_content(video.id))


# Files, models, batches, webhooks


def files() -> None:
    made = client.files.create(file=("notes.png", (FOLDER / "picture.png").read_bytes()), purpose="vision")
    assert (made.filename, made.purpose, made.object) == ("notes.png", "vision", "file")
    assert client.files.retrieve(made.id).bytes == (FOLDER / "picture.png").stat().st_size == made.bytes
    assert made.id in [file.id for file in client.files.list(limit=1)]
    assert client.files.content(made.id).read() == (FOLDER / "picture.png").read_bytes()
    assert client.files.delete(made.id).deleted
    refused(openai.NotFoundError, "file_not_found", lambda: client.files.retrieve(made.id))


def models() -> None:
    names = {model.id for model in client.models.list()}
    assert {"sora-2", "fantascope-world-1", "fantascope-trial"} <= names
    assert client.models.retrieve("sora-2").object == "model"
    refused(openai.NotFoundError, "model_not_found", lambda: client.models.retrieve("nobody-1"))


def batches() -> None:
    lines = [
        {"custom_id": f"line {n}", "method": "POST", "url": "/v1/videos", "body": {"prompt": f"Bar {n}", **QUICK}}
        for n in range(2)
    ]
    lines[1]["body"]["size"] = "1x1"
    text = "\n".join(map(json.dumps, lines)).encode()
    file = client.files.create(file=("jobs.jsonl", text), purpose="batch")
    batch = client.batches.create(
        input_file_id=file.id, endpoint="/v1/videos", completion_window="24h", metadata={"who": "us"}
    )
    assert batch.status in {"validating", "in_progress"}
    end = time.monotonic() + 120
    while (batch := client.batches.retrieve(batch.id)).status not in {"completed", "failed"}:
        assert time.monotonic() < end, batch
        time.sleep(0.2)
    assert (batch.status, batch.metadata) == ("completed", {"who": "us"}), batch
    counts = batch.request_counts
    assert (counts.total, counts.completed, counts.failed) == (2, 1, 1)
    good = [json.loads(line) for line in client.files.content(batch.output_file_id).text.splitlines()]
    assert [line["custom_id"] for line in good] == ["line 0"]
    assert good[0]["response"]["body"]["status"] == "completed"
    bad = [json.loads(line) for line in client.files.content(batch.error_file_id).text.splitlines()]
    assert [line["custom_id"] for line in bad] == ["line 1"]
    assert batch.id in [found.id for found in client.batches.list(limit=1)]
    slow = [{**lines[0], "body": {**lines[0]["body"], "prompt": "A bar [slow 60]"}}]
    file = client.files.create(file=("slow.jsonl", json.dumps(slow[0]).encode()), purpose="batch")
    batch = client.batches.create(input_file_id=file.id, endpoint="/v1/videos", completion_window="24h")
    assert client.batches.cancel(batch.id).status in {"cancelling", "cancelled"}


def webhooks() -> None:
    with serving(b"") as (address, got):
        kinds = ["video.completed", "video.failed"]
        if hasattr(client.webhooks, "create"):
            endpoint = client.webhooks.create(name="contract", url=address, event_types=kinds)
            endpoint_id, secret = endpoint.id, endpoint.signing_secret
            assert client.webhooks.retrieve(endpoint_id).url == address
            assert endpoint_id in [found.id for found in client.webhooks.list(limit=1)]
            assert client.webhooks.update(endpoint_id, name="renamed").name == "renamed"
            tested = client.webhooks.test(endpoint_id, event_type="video.completed")
            assert (tested.status_code, tested.success) == (200, True)
            got.clear()
            secret = client.webhooks.rotate_secret(endpoint_id, keep_old_secret_active_for_24_hours=True).signing_secret
        else:
            body = {"name": "contract", "url": address, "event_types": kinds}
            made = client.post("/webhook_endpoints", body=body, cast_to=dict[str, Any])
            endpoint_id, secret = made["id"], made["signing_secret"]
        video = finished(client.videos.create(prompt="A bar", **QUICK))
        end = time.monotonic() + 60
        while not any(video.id.encode() in body for body, _ in got):
            assert time.monotonic() < end, "no webhook came"
            time.sleep(0.05)
        body, headers = next(item for item in got if video.id.encode() in item[0])
        event = client.webhooks.unwrap(body, headers, secret=secret)
        assert (event.type, event.data.id, event.object) == ("video.completed", video.id, "event")
        assert event.id == headers["webhook-id"]
        try:
            client.webhooks.unwrap(body.replace(b"completed", b"failed"), headers, secret=secret)
            raise AssertionError("a changed body was believed")
        except openai.InvalidWebhookSignatureError:
            pass
        client.delete(f"/webhook_endpoints/{endpoint_id}", cast_to=dict[str, Any])


def asynchronous() -> None:
    async def run() -> None:
        async with AsyncOpenAI(base_url=GIVEN["base"], api_key=GIVEN["key"]) as friend:
            video = await friend.videos.create_and_poll(prompt="A bar", **QUICK)
            assert video.status == "completed"
            assert seconds_of((await friend.videos.download_content(video.id)).content) > 0.9
            assert len([found async for found in friend.videos.list(limit=5)]) > 5

    asyncio.run(run())


STEPS = (
    create_and_poll, retrieve, download_each_variant, remix, edit_by_id, edit_by_file, extend_by_id, extend_by_file,
    characters, first_picture, what_was_made_of_the_first, list_and_page, delete, error_classes, rate_limit,
    a_retry_starts_no_second_job, cancel, files, models, batches, webhooks, asynchronous,
)  # fmt: skip

if __name__ == "__main__":
    for step in STEPS:
        begun, wrong = time.monotonic(), ""
        try:
            step()
        except Exception:
            wrong = traceback.format_exc()
        print(json.dumps({"step": step.__name__, "wrong": wrong, "s": round(time.monotonic() - begun, 1)}), flush=True)
    print(json.dumps({"client": openai.VERSION}), flush=True)
