"""Clips made from clips: remix, extend, stitch. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import Field

from ...accounts.sign_in import SignedIn
from ...engines.port import Kind
from ...kernel.errors import InvalidInput
from ...studio import derive, mine
from ...studio.derive import Part
from ...studio.house import House
from ...studio.videos.types import Repeat, VideoView
from ..auth import Here
from ..errors import ERRORS
from ..v1.repeats import IdempotencyKey, repeat_of
from .posts import Body, PostId
from .session import Me
from .shapes import Listed, VideoOut, video_json, viewer_of

router = APIRouter(tags=["remix"], responses=ERRORS)
VideoId = Annotated[str, Path(min_length=1, max_length=64)]


class Instruction(Body):
    instruction: str = Field(min_length=1, max_length=8000)
    seed: int | None = Field(default=None, ge=0, lt=2**63)


class Sequel(Body):
    prompt: str = Field(min_length=1, max_length=8000)
    seconds: float | None = Field(default=None, gt=0, le=60)
    direction: Literal["after", "before"] = "after"


class PartIn(Body):
    post_id: str | None = Field(default=None, max_length=64)
    video_id: str | None = Field(default=None, max_length=64)


class Parts(Body):
    parts: list[PartIn] = Field(min_length=2, max_length=24)


@router.post("/posts/{post_id}/remix", summary="Remix a post by an instruction")
def remix(
    post_id: PostId, body: Instruction, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    repeat = repeat_of(request, f"app.remix {post_id}", body.model_dump(), idempotency_key)
    return _reworked(house, me, Part(post_id=post_id), "remix", body.instruction, None, body.seed, repeat)


@router.post("/posts/{post_id}/extend", summary="Go on where a post ends")
def extend(
    post_id: PostId, body: Sequel, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    repeat = repeat_of(request, f"app.extend {post_id}", body.model_dump(), idempotency_key)
    return _reworked(house, me, Part(post_id=post_id), "extend", _words(body), body.seconds, None, repeat)


@router.post("/videos/{video_id}/remix", summary="Remix a video of one's own")
def remix_own(
    video_id: VideoId, body: Instruction, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    repeat = repeat_of(request, f"app.remix {video_id}", body.model_dump(), idempotency_key)
    return _reworked(house, me, Part(video_id=video_id), "remix", body.instruction, None, body.seed, repeat)


@router.post("/videos/{video_id}/extend", summary="Go on where a video of one's own ends")
def extend_own(
    video_id: VideoId, body: Sequel, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    repeat = repeat_of(request, f"app.extend {video_id}", body.model_dump(), idempotency_key)
    return _reworked(house, me, Part(video_id=video_id), "extend", _words(body), body.seconds, None, repeat)


@router.post("/stitch", summary="Join clips as the shots of one")
def stitch(
    body: Parts, request: Request, house: Here, me: Me, idempotency_key: IdempotencyKey = None
) -> Listed[VideoOut]:
    repeat = repeat_of(request, "app.stitch", body.model_dump(), idempotency_key)
    parts = [Part(post_id=part.post_id, video_id=part.video_id) for part in body.parts]
    return _one(house, me, derive.stitch(house, viewer_of(me), me.owner_id, parts, repeat))


def _words(body: Sequel) -> str:
    if body.direction == "before":
        raise InvalidInput("unsupported_direction", "a clip goes on after its end, not before", field="direction")
    return body.prompt


def _reworked(
    house: House,
    me: SignedIn,
    part: Part,
    kind: Kind,
    prompt: str,
    seconds: float | None,
    seed: int | None,
    repeat: Repeat | None,
) -> Listed[VideoOut]:
    view = derive.rework(
        house, viewer_of(me), me.owner_id, part, kind, prompt, seconds=seconds, seed=seed, repeat=repeat
    )
    return _one(house, me, view)


def _one(house: House, me: SignedIn, view: VideoView) -> Listed[VideoOut]:
    with house.db.read() as session:
        found = mine.one(session, me.owner_id, view.id, house.clock())
    return Listed(items=[video_json(found.view, eta_s=found.eta_s, post_id=found.post_id)])
