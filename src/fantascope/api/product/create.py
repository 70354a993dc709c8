"""A member's own videos: asked for, followed, stopped, deleted, their files and screenplays. Each parses, calls one use
case, and serialises."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from ...engines.port import Order
from ...engines.world.screenplay.schema import Screenplay
from ...events.queries import after as events_after
from ...events.queries import latest
from ...kernel.errors import InvalidInput, NotFound, TooLarge
from ...studio import derive, mine
from ...studio.allowance import allowance
from ...studio.house import House
from ...studio.request import LOOKS, NICE_SIZES
from ...studio.videos import actions
from ...studio.videos.check import MOST_VARIANTS, credits_of
from ...studio.videos.queries import blob_of, find
from ...studio.videos.types import Variant, VideoView, Wanted
from ..auth import Here
from ..errors import ERRORS
from ..v1.content import MEDIA_TYPES
from ..v1.repeats import IdempotencyKey, repeat_of
from .media import FILES, sent
from .posts import Body
from .session import Me
from .shapes import Listed, VideoOut, video_json, viewer_of

router = APIRouter(prefix="/videos", tags=["create"], responses=ERRORS)
VideoId = Annotated[str, Path(min_length=1, max_length=64)]
_MOST_PICTURE = 12_000_000
_PAGE = 24
_TICK_S = 0.4
_KEEPALIVE_S = 15.0


class Card(Body):
    prompt: str = Field(min_length=1, max_length=2000)
    seconds: float = Field(gt=0, le=60)


class NewVideo(Body):
    prompt: str = Field(default="", max_length=32_000)
    cards: Annotated[list[Card], Field(max_length=mine.MOST_CARDS)] | None = None
    screenplay: dict[str, Any] | None = None
    model: str | None = Field(default=None, max_length=80)
    seconds: float | None = Field(default=None, gt=0, le=600)
    width: int = Field(default=720, ge=64, le=3840)
    height: int = Field(default=1280, ge=64, le=3840)
    fps: int | None = None
    look: str | None = Field(default=None, max_length=32)
    seed: int | None = Field(default=None, ge=0, lt=2**63)
    variants: int = Field(default=1, ge=1, le=MOST_VARIANTS)
    sound: bool = True
    picture: str | None = Field(default=None, max_length=_MOST_PICTURE * 4 // 3 + 100)
    """Base64, or a data: address."""


class WrittenScreenplay(Body):
    screenplay: dict[str, Any]


class Options(BaseModel):
    """What may be asked for, and what it would cost; null = no limit."""

    looks: list[str]
    sizes: list[str]
    seconds: list[float]
    variants: int
    price: int
    balance: int | None
    plan: str | None
    running: int
    waiting: int
    running_cap: int
    longest_s: float | None
    most_pixels: int | None


@router.post("", summary="Ask for a clip")
def create(
    body: NewVideo, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    if (body.cards is not None) + bool(body.prompt) + (body.screenplay is not None) > 1 and body.screenplay is None:
        raise InvalidInput("prompt_and_cards", "give a prompt or cards, not both", field="cards")
    prompt, seconds = body.prompt, body.seconds
    if body.cards is not None:
        prompt, seconds = mine.storyboard([(card.prompt, card.seconds) for card in body.cards])
    with house.scratch() as folder:
        wanted = Wanted(
            prompt=prompt,
            model=body.model,
            seconds=seconds,
            width=body.width,
            height=body.height,
            fps=body.fps,
            seed=body.seed,
            look=body.look,
            sound=body.sound,
            variants=body.variants,
            picture=_picture(body.picture, folder) if body.picture else None,
            document=json.dumps(body.screenplay) if body.screenplay is not None else None,
        )
        repeat = repeat_of(request, "app.create", body.model_dump(), idempotency_key)
        made = mine.make(house, viewer_of(me), me.owner_id, wanted, repeat)
    return _listed(house, me.owner_id, made)


@router.get("", summary="One's videos, the newest first")
def listing(
    house: Here,
    me: Me,
    cursor: Annotated[str | None, Query(min_length=1, max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = _PAGE,
) -> Listed[VideoOut]:
    with house.db.read() as session:
        found, more = mine.many(session, me.owner_id, after=cursor, limit=limit, now=house.clock())
    return Listed(items=[_shape(one) for one in found], next=found[-1].view.id if more else None)


@router.get("/options", summary="What may be asked for, and its price")
def options(
    house: Here,
    me: Me,
    seconds: Annotated[float, Query(gt=0, le=600)] = 4.0,
    width: Annotated[int, Query(ge=64, le=3840)] = 720,
    height: Annotated[int, Query(ge=64, le=3840)] = 1280,
    variants: Annotated[int, Query(ge=1, le=MOST_VARIANTS)] = 1,
) -> Options:
    may = allowance(house, me.owner_id)
    model, name = house.engines.of_model(None)
    can = house.engines[name].abilities
    order = Order("create", "", model, seconds, width, height, can.rates[0])
    longest = min(can.longest_s, may.longest_s or can.longest_s)
    return Options(
        looks=list(can.looks or LOOKS),
        sizes=[size for size in can.sizes or NICE_SIZES if _fits(size, may.most_pixels)],
        seconds=[one for one in (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 20.0, 30.0, 60.0) if can.shortest_s <= one <= longest],
        variants=MOST_VARIANTS,
        price=credits_of(order, seconds) * variants,
        balance=may.balance,
        plan=may.plan,
        running=may.running,
        waiting=may.waiting,
        running_cap=may.running_cap,
        longest_s=may.longest_s,
        most_pixels=may.most_pixels,
    )


@router.get("/{video_id}", summary="A video of one's own")
def retrieve(video_id: VideoId, house: Here, me: Me) -> VideoOut:
    with house.db.read() as session:
        return _shape(mine.one(session, me.owner_id, video_id, house.clock()))


@router.delete("/{video_id}", status_code=204, summary="Delete a video, and its post")
def delete(video_id: VideoId, house: Here, me: Me) -> None:
    actions.delete(house, me.owner_id, video_id)


@router.post("/{video_id}/cancel", summary="Stop a video that is not finished")
def cancel(video_id: VideoId, house: Here, me: Me) -> VideoOut:
    return video_json(actions.cancel(house, me.owner_id, video_id))


@router.get("/{video_id}/files/{variant}", response_class=Response, responses=FILES, summary="A file of it")
def files(video_id: VideoId, variant: Variant, house: Here, me: Me) -> Response:
    with house.db.read() as session:
        key = blob_of(session, me.owner_id, video_id, variant)
    return sent(house, key, MEDIA_TYPES[variant], f"{video_id}-{variant}", "private, max-age=300")


@router.get(
    "/{video_id}/screenplay",
    summary="The screenplay it was made from",
    response_model=None,
    responses={200: {"model": Screenplay, "description": "The document, as it is kept."}},
)
def screenplay(video_id: VideoId, house: Here, me: Me) -> dict[str, Any]:
    with house.db.read() as session:
        video, _ = find(session, me.owner_id, video_id)
    if video.document is None:
        raise NotFound("no_screenplay", f"clips of {video.model} have no screenplay", field="video_id")
    document: dict[str, Any] = json.loads(video.document)
    return document


@router.put("/{video_id}/screenplay", summary="A new video of its screenplay, changed by hand")
def replay(
    video_id: VideoId,
    body: WrittenScreenplay,
    request: Request,
    house: Here,
    me: Me,
    idempotency_key: IdempotencyKey = None,
) -> VideoOut:
    repeat = repeat_of(request, f"app.replay {video_id}", body.model_dump(), idempotency_key)
    document = json.dumps(body.screenplay)
    view = derive.replay(house, viewer_of(me), me.owner_id, video_id, document, repeat)
    return _listed(house, me.owner_id, (view,)).items[0]


@router.get(
    "/{video_id}/events",
    summary="What happens to a video, live (server-sent events)",
    response_class=StreamingResponse,
    responses={200: {"description": "Events; the data of each is the video.", "content": {"text/event-stream": {}}}},
)
async def events(
    video_id: VideoId, house: Here, me: Me, last_event_id: Annotated[str, Header(pattern=r"^\d{0,18}$")] = ""
) -> StreamingResponse:
    """Begins with the video as it is; ends with it. A break is healed by asking again."""
    first = await run_in_threadpool(_state, house, me.owner_id, video_id)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    stream = _followed(house, me.owner_id, video_id, first)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _followed(
    house: House, owner_id: str, video_id: str, first: tuple[int, str, str, bool]
) -> AsyncIterator[str]:
    seq, kind, data, over = first
    yield f"id: {seq}\nevent: {kind}\ndata: {data}\n\n"
    quiet_since = time.monotonic()
    while not over:
        await asyncio.sleep(_TICK_S)
        try:
            news = await run_in_threadpool(_news, house, owner_id, video_id, seq)
        except NotFound:
            yield f"id: {seq}\nevent: video.deleted\ndata: {json.dumps({'id': video_id})}\n\n"
            return
        if news is not None:
            seq, kind, data, over = news
            quiet_since = time.monotonic()
            yield f"id: {seq}\nevent: {kind}\ndata: {data}\n\n"
        elif time.monotonic() - quiet_since > _KEEPALIVE_S:
            quiet_since = time.monotonic()
            yield ": still here\n\n"


def _state(house: House, owner_id: str, video_id: str, kind: str = "video.snapshot") -> tuple[int, str, str, bool]:
    with house.db.read() as session:
        seq = latest(session, subject=video_id)
        found = mine.one(session, owner_id, video_id, house.clock())
    return seq, kind, _shape(found).model_dump_json(), found.view.status in {"completed", "failed"}


def _news(house: House, owner_id: str, video_id: str, seq: int) -> tuple[int, str, str, bool] | None:
    with house.db.read() as session:
        rows = events_after(session, subject=video_id, seq=seq)
    return _state(house, owner_id, video_id, rows[-1].kind) if rows else None


def _shape(one: mine.Mine) -> VideoOut:
    return video_json(one.view, eta_s=one.eta_s, post_id=one.post_id)


def _listed(house: House, owner_id: str, views: tuple[VideoView, ...]) -> Listed[VideoOut]:
    with house.db.read() as session:
        items = [_shape(mine.one(session, owner_id, view.id, house.clock())) for view in views]
    return Listed(items=items)


def _picture(text: str, folder: FilePath) -> FilePath:
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("picture_unreadable", "the picture is not Base64", field="picture") from error
    if len(data) > _MOST_PICTURE:
        raise TooLarge("picture_too_large", f"a picture has {_MOST_PICTURE} bytes at most", field="picture")
    path = folder / "picture.bin"
    path.write_bytes(data)
    return path


def _fits(size: str, most: int | None) -> bool:
    width, _, height = size.partition("x")
    return most is None or int(width) * int(height) <= most
