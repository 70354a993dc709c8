"""A video's files: its content by variant, links that need no key, its screenplay, and what happens to it, live."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, StreamingResponse

from ...events.queries import after as events_after
from ...events.queries import latest
from ...kernel.errors import Forbidden, NotFound
from ...storage.links import check, sign
from ...studio.house import House
from ...studio.videos.queries import blob_of, find, get
from ...studio.videos.types import Variant
from ..auth import Here, Reader
from ..errors import ERRORS
from .shapes import Link, video_object
from .videos import VideoId

router = APIRouter(tags=["videos"], responses=ERRORS)
MEDIA_TYPES: dict[Variant, str] = {
    "video": "video/mp4",
    "thumbnail": "image/webp",
    "spritesheet": "image/jpeg",
    "captions": "text/vtt; charset=utf-8",
}
_BYTES = {media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA_TYPES.values()}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": _BYTES},
    206: {"description": "A range of it.", "content": _BYTES},
    302: {"description": "The file is elsewhere, behind a signed address."},
}
_EVENT = {
    "type": "object",
    "description": "Each event of the stream; its data is JSON.",
    "required": ["id", "event", "data"],
    "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
}
_PRESIGNED_S = 3600.0
_TICK_S = 0.3
_KEEPALIVE_S = 15.0
_LAST = {"video.completed", "video.failed", "video.deleted"}


@router.get(
    "/videos/{video_id}/content",
    summary="Download a video or a companion of it",
    response_class=Response,
    responses=_FILES,
)
def content(video_id: VideoId, house: Here, asker: Reader, variant: Variant = "video") -> Response:
    with house.db.read() as session:
        key = blob_of(session, asker.owner_id, video_id, variant)
    return _sent(house, key, video_id, variant)


@router.get(
    "/videos/{video_id}/captions",
    summary="The spoken words as WebVTT",
    response_class=Response,
    responses={200: {"description": "The captions.", "content": {"text/vtt": {"schema": {"type": "string"}}}}},
)
def captions(video_id: VideoId, house: Here, asker: Reader) -> Response:
    with house.db.read() as session:
        key = blob_of(session, asker.owner_id, video_id, "captions")
    return _sent(house, key, video_id, "captions")


@router.get(
    "/videos/{video_id}/screenplay",
    summary="The screenplay the clip was made from",
    response_class=Response,
    responses={
        200: {"description": "The screenplay.", "content": {"application/json": {"schema": {"type": "object"}}}}
    },
)
def screenplay(video_id: VideoId, house: Here, asker: Reader) -> Response:
    with house.db.read() as session:
        video, _ = find(session, asker.owner_id, video_id)
    if video.document is None or not house.engines[video.engine].abilities.document:
        raise NotFound("no_screenplay", f"clips of {video.model} have no screenplay", field="video_id")
    return Response(video.document, media_type="application/json")


@router.get("/videos/{video_id}/link", summary="An address of the file that needs no key, for a while")
def link(
    video_id: VideoId,
    request: Request,
    house: Here,
    asker: Reader,
    variant: Variant = "video",
    expires_in: Annotated[int, Query(ge=1, le=7 * 86400, description="Seconds.")] = 3600,
) -> Link:
    with house.db.read() as session:
        blob_of(session, asker.owner_id, video_id, variant)
    expires = int(house.clock()) + expires_in
    path = f"/v1/signed/{asker.owner_id}/{video_id}/{variant}"
    base = house.settings.base_url.rstrip("/") or str(request.base_url).rstrip("/")
    return Link(url=f"{base}{path}?{sign(house.link_secret, path, expires)}", expires_at=expires)


@router.get(
    "/signed/{owner_id}/{video_id}/{variant}",
    summary="A file by its signed address",
    response_class=Response,
    responses=_FILES,
)
def signed(
    owner_id: str,
    video_id: VideoId,
    variant: Variant,
    house: Here,
    expires: Annotated[str, Query(max_length=20)] = "",
    key: Annotated[str, Query(max_length=20)] = "",
    signature: Annotated[str, Query(max_length=128)] = "",
) -> Response:
    path = f"/v1/signed/{owner_id}/{video_id}/{variant}"
    query = {"expires": expires, "key": key, "signature": signature}
    if not check([house.link_secret], path, query, now=house.clock()):
        raise Forbidden("bad_link", "this link has expired, or it is not one of ours")
    with house.db.read() as session:
        blob = blob_of(session, owner_id, video_id, variant)
    return _sent(house, blob, video_id, variant)


@router.get(
    "/videos/{video_id}/events",
    summary="What happens to a video, live (server-sent events)",
    response_class=StreamingResponse,
    responses={200: {"description": "Events.", "content": {"text/event-stream": {"schema": _EVENT}}}},
)
async def events(
    video_id: VideoId,
    house: Here,
    asker: Reader,
    last_event_id: Annotated[str, Header(pattern=r"^\d{0,18}$")] = "",
) -> StreamingResponse:
    """Each event's data is the video as it is then. The stream ends with the video; after a break, send the header
    Last-Event-ID to go on where it was."""
    now = await run_in_threadpool(_snapshot, house, asker.owner_id, video_id)
    since = int(last_event_id) if last_event_id else None
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    stream = _followed(house, asker.owner_id, video_id, now, since)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _followed(
    house: House, owner_id: str, video_id: str, snapshot: tuple[int, str, bool], since: int | None
) -> AsyncIterator[str]:
    seq, state, over = snapshot
    if since is None:
        yield _event(seq, "video.snapshot", state)
        if over:
            return
    else:
        seq = since
    quiet_since = time.monotonic()
    while True:
        found = await run_in_threadpool(_new_events, house, owner_id, video_id, seq)
        for seq, kind, data in found:
            yield _event(seq, kind, data)
            if kind in _LAST:
                return
        if found:
            quiet_since = time.monotonic()
        elif since is not None and over:
            return
        elif time.monotonic() - quiet_since > _KEEPALIVE_S:
            quiet_since = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(_TICK_S)


def _snapshot(house: House, owner_id: str, video_id: str) -> tuple[int, str, bool]:
    with house.db.read() as session:
        view = get(session, owner_id, video_id)
        return (
            latest(session, subject=video_id),
            video_object(view).model_dump_json(),
            view.status in {"completed", "failed"},
        )


def _new_events(house: House, owner_id: str, video_id: str, seq: int) -> list[tuple[int, str, str]]:
    with house.db.read() as session:
        rows = events_after(session, subject=video_id, seq=seq)
        if not rows:
            return []
        try:
            whole = video_object(get(session, owner_id, video_id)).model_dump_json()
        except NotFound:
            whole = json.dumps({"id": video_id, "object": "video.deleted", "deleted": True})
        return [(row.seq, row.kind, whole if row is rows[-1] else _brief(video_id, row.data)) for row in rows]


def _brief(video_id: str, data: object) -> str:
    return json.dumps({"id": video_id, **(data if isinstance(data, dict) else {})})


def _event(seq: int, kind: str, data: str) -> str:
    return f"id: {seq}\nevent: {kind}\ndata: {data}\n\n"


def _sent(house: House, key: str, video_id: str, variant: Variant) -> Response:
    suffix = key.rsplit(".", 1)[-1]
    name = f"{video_id}.{suffix}" if variant == "video" else f"{video_id}-{variant}.{suffix}"
    local = house.blobs.local_path(key)
    if local is not None:
        return FileResponse(local, media_type=MEDIA_TYPES[variant], filename=name, content_disposition_type="inline")
    address = house.blobs.presigned(key, _PRESIGNED_S)
    if address is None:
        raise NotFound("content_gone", f"the file of video {video_id} is gone")
    return RedirectResponse(address, status_code=302)
