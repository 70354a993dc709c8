"""The files of posts and people's pictures, for whoever may see them. Ranges are answered, so that players can seek."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from sqlalchemy import select
from starlette.responses import FileResponse, RedirectResponse

from ...accounts.people import Person
from ...kernel.errors import NotFound
from ...social import posts
from ...social.policy import can_see_person
from ...social.ties import tie
from ...studio.house import House
from ...studio.media import file_of_post
from ...studio.videos.types import Variant
from ..auth import Here
from ..errors import ERRORS
from ..v1.content import MEDIA_TYPES
from .posts import PostId
from .session import MaybeMe
from .shapes import viewer_of

router = APIRouter(tags=["media"], responses=ERRORS)
_BYTES = {media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA_TYPES.values()}
FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": _BYTES},
    206: {"description": "A range of it.", "content": _BYTES},
    302: {"description": "The file is elsewhere, behind a signed address."},
}
_PRESIGNED_S = 900.0
_OPEN, _CLOSED = "public, max-age=3600", "private, max-age=300"


@router.get("/media/{post_id}/{variant}", response_class=Response, responses=FILES, summary="A file of a post")
def media(post_id: PostId, variant: Variant, house: Here, me: MaybeMe) -> Response:
    with house.db.read() as session:
        post, _ = posts.seen_post(session, viewer_of(me), post_id)
        key = file_of_post(session, post, variant)
    is_open = post.visibility == "public" and post.state == "live"
    return sent(house, key, MEDIA_TYPES[variant], f"{post.id}-{variant}", _OPEN if is_open else _CLOSED)


@router.get("/avatars/{person_id}", response_class=Response, responses=FILES, summary="Somebody's picture")
def avatar(person_id: Annotated[str, Path(min_length=1, max_length=64)], house: Here, me: MaybeMe) -> Response:
    viewer = viewer_of(me)
    with house.db.read() as session:
        person = session.scalar(select(Person).where(Person.id == person_id))
        if person is None or person.avatar is None:
            raise NotFound("no_picture", "there is no such picture")
        if not can_see_person(viewer, person.id, person.state, tie(session, viewer.person_id, person.id)):
            raise NotFound("no_picture", "there is no such picture")
    return sent(house, person.avatar, "image/webp", person.id, "private, max-age=86400")


def sent(house: House, key: str, media_type: str, name: str, cached: str) -> Response:
    """A blob as an answer, or where to get it."""
    headers = {"cache-control": cached}
    if cached == _OPEN:
        headers["cross-origin-resource-policy"] = "cross-origin"
    local = house.blobs.local_path(key)
    if local is not None:
        name = f"{name}{local.suffix}"
        return FileResponse(
            local, media_type=media_type, filename=name, content_disposition_type="inline", headers=headers
        )
    address = house.blobs.presigned(key, _PRESIGNED_S)
    if address is None:
        raise NotFound("content_gone", "the file is gone")
    return RedirectResponse(address, status_code=302, headers={"cache-control": "private, max-age=600"})
