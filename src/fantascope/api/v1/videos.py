"""The video operations: each parses, calls one use case, and serialises."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi import Path as PathParam

from ...engines.port import Kind
from ...kernel.errors import InvalidInput
from ...studio.house import House
from ...studio.videos import actions
from ...studio.videos.queries import MOST_LISTED, get, listing
from ...studio.videos.references import checked_picture, from_address, from_file
from ...studio.videos.types import Repeat, Source, VideoView, Wanted
from ..auth import Here, Reader, Writer
from ..errors import ERRORS
from .asked import Asked, tell_poll
from .bodies import CreateFields, Reference, create_fields, rework_fields
from .docs import CREATE_BODY, EDIT_BODY, EXTEND_BODY, REMIX_BODY, request_body
from .listing import Listing, page
from .shapes import Deleted, VideoObject, video_object

router = APIRouter(prefix="/videos", tags=["videos"], responses=ERRORS)
VideoId = Annotated[str, PathParam(min_length=1, max_length=64, description="The video's id.")]


@router.post("", openapi_extra=request_body(CREATE_BODY), summary="Create a video")
def create(asked: Asked) -> VideoObject:
    fields = create_fields(asked.body)
    made = created(asked.house, asked.asker.owner_id, fields, asked.repeat("create"), asked.asker.key_id)
    return video_object(made[0])


@router.post("/edits", openapi_extra=request_body(EDIT_BODY), summary="Edit a video by an instruction")
def edit(asked: Asked) -> VideoObject:
    return _rework("edit", asked)


@router.post("/extensions", openapi_extra=request_body(EXTEND_BODY), summary="Let a video go on")
def extend(asked: Asked) -> VideoObject:
    return _rework("extend", asked)


@router.post("/{video_id}/remix", openapi_extra=request_body(REMIX_BODY), summary="Remix a video by an instruction")
def remix(video_id: VideoId, asked: Asked) -> VideoObject:
    return _rework("remix", asked, Source(video_id=video_id))


@router.post("/{video_id}/cancel", summary="Stop a video that is not finished")
def cancel(video_id: VideoId, house: Here, asker: Writer) -> VideoObject:
    return video_object(actions.cancel(house, asker.owner_id, video_id))


@router.get("", summary="List videos")
def list_videos(
    house: Here,
    asker: Reader,
    after: Annotated[str | None, Query(min_length=1, max_length=64)] = None,
    limit: Annotated[int, Query(ge=0, le=MOST_LISTED)] = 20,
    order: Literal["asc", "desc"] = "desc",
) -> Listing[VideoObject]:
    with house.db.read() as session:
        views, more = listing(session, asker.owner_id, after=after, limit=limit, order=order)
    return page([video_object(view) for view in views], more)


@router.get("/{video_id}", summary="Retrieve a video")
def retrieve(video_id: VideoId, house: Here, asker: Reader, response: Response) -> VideoObject:
    with house.db.read() as session:
        found = get(session, asker.owner_id, video_id)
    tell_poll(house, response)
    return video_object(found)


@router.delete("/{video_id}", summary="Delete a video")
def delete(video_id: VideoId, house: Here, asker: Writer) -> Deleted:
    actions.delete(house, asker.owner_id, video_id)
    return Deleted(id=video_id, object="video.deleted")


def _rework(kind: Kind, asked: Asked, source: Source | None = None) -> VideoObject:
    fields = rework_fields(asked.body, with_video=source is None, with_seconds=kind == "extend")
    wanted = Wanted(
        prompt=fields.prompt, seconds=fields.seconds, seed=fields.seed, look=fields.look, key_id=asked.asker.key_id
    )
    origin = source or fields.source or Source()
    repeat = asked.repeat(f"{kind} {origin.video_id or ''}")
    return video_object(actions.rework(asked.house, asked.asker.owner_id, kind, origin, wanted, repeat))


def created(
    house: House, owner_id: str, fields: CreateFields, repeat: Repeat | None, key_id: str | None
) -> Sequence[VideoView]:
    """Start what the fields of a create request ask for, on the quota of the key. Errors: those of its parts."""
    with _picture(house, owner_id, fields) as picture:
        wanted = Wanted(
            prompt=fields.prompt,
            model=fields.model,
            seconds=fields.seconds,
            width=fields.width,
            height=fields.height,
            fps=fields.fps,
            seed=fields.seed,
            look=fields.look,
            sound=fields.generate_sound,
            negative_prompt=fields.negative_prompt,
            variants=fields.n,
            picture=picture,
            key_id=key_id,
            characters=fields.characters,
            extra=fields.extra,
        )
        return actions.create(house, owner_id, wanted, repeat)


@contextmanager
def _picture(house: House, owner_id: str, fields: CreateFields) -> Iterator[Path | None]:
    """The first picture, checked, while the block lasts; None when none is wanted."""
    if fields.reference is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="fantascope-picture-") as name:
        folder = Path(name)
        found = _located(house, owner_id, fields.reference, folder)
        yield checked_picture(found, folder, fields.width, fields.height)


def _located(house: House, owner_id: str, reference: Reference, folder: Path) -> Path:
    if reference.upload is not None:
        return reference.upload.path
    if reference.url is not None:
        return from_address(house, reference.url, folder)
    if reference.file_id is not None:
        return from_file(house, owner_id, reference.file_id, folder)
    raise InvalidInput("bad_input_reference", "input_reference is empty", field="input_reference")
