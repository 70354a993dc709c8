"""What is one's own: all of it as an archive, an archive taken in, an account deleted. Each parses, calls one use case,
and serialises."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from ...kernel.errors import InvalidInput
from ...studio.leaving import leave
from ...studio.take_in import take_in
from ...studio.yours import export
from ..auth import Here
from ..errors import ERRORS
from .posts import Body
from .session import FreshMe, Me, take_cookie
from .shapes import viewer_of

router = APIRouter(prefix="/me", tags=["mine"], responses=ERRORS)
_ZIP: dict[str, Any] = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


class Leaving(Body):
    handle: str = Field(max_length=40)


class Receipt(BaseModel):
    """What was removed and when; `signature` is the server's, to be shown again if there is doubt."""

    what: str
    person_id: str
    handle: str
    deleted_at: float
    removed: dict[str, int]
    files: int
    signature: str


class LeftOut(BaseModel):
    name: str
    words: str


class TakenInOut(BaseModel):
    videos: list[str]
    drafts: int
    known: int
    left_out: list[LeftOut]


async def _archive(request: Request) -> AsyncIterator[Path]:
    """The body of the request as a file, for as long as the request lasts."""
    with tempfile.TemporaryDirectory(prefix="fantascope-archive-") as folder:
        path = Path(folder) / "archive.zip"
        with path.open("wb") as file:
            async for chunk in request.stream():
                file.write(chunk)
        if path.stat().st_size == 0:
            raise InvalidInput("body_missing", "send the archive as the request's body")
        yield path


@router.post(
    "/export",
    summary="Everything that is one's own, as one archive",
    response_class=StreamingResponse,
    responses={200: {"description": "The archive.", "content": _ZIP}},
)
def export_all(house: Here, me: FreshMe) -> StreamingResponse:
    day = datetime.fromtimestamp(house.clock(), UTC).strftime("%Y-%m-%d")
    headers = {
        "content-disposition": f'attachment; filename="fantascope-{me.handle}-{day}.zip"',
        "cache-control": "no-store",
    }
    return StreamingResponse(export(house, me.person_id, me.owner_id), media_type="application/zip", headers=headers)


@router.post(
    "/import",
    summary="Take in such an archive",
    openapi_extra={"requestBody": {"required": True, "content": _ZIP}},
)
def import_archive(archive: Annotated[Path, Depends(_archive)], house: Here, me: Me) -> TakenInOut:
    done = take_in(house, viewer_of(me), me.owner_id, archive)
    return TakenInOut(
        videos=list(done.videos),
        drafts=done.drafts,
        known=done.known,
        left_out=[LeftOut(name=name, words=words) for name, words in done.left_out],
    )


@router.post("/delete", summary="Delete one's account, for good")
def delete(body: Leaving, request: Request, response: Response, house: Here, me: FreshMe) -> Receipt:
    receipt = leave(house, me.person_id, body.handle)
    take_cookie(request, response)
    return Receipt(**receipt)
