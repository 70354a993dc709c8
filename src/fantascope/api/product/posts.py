"""Posts: published, seen, changed, liked, taken down; what was made from what. Each parses, calls one use case, and
serialises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...kernel.errors import NotFound
from ...social import posts
from ...social.types import Visibility
from ...studio.publish import Publication, publish, unpublish
from ..auth import Here
from ..errors import ERRORS
from .feed import Kept
from .session import MaybeMe, Me, public_origin
from .shapes import PostOut, post_json, viewer_of
from .share import player

router = APIRouter(tags=["posts"], responses=ERRORS)
PostId = Annotated[str, Path(min_length=1, max_length=64)]
_Caption = Annotated[str, Field(max_length=500)]
_Tags = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=24)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewPost(Body):
    video_id: str = Field(max_length=64)
    caption: _Caption = ""
    tags: _Tags = []
    visibility: Visibility | None = None
    allows_remix: bool | None = None
    hides_prompt: bool = False


class PostChanges(Body):
    caption: _Caption | None = None
    tags: _Tags | None = None
    visibility: Visibility | None = None
    allows_remix: bool | None = None
    hides_prompt: bool | None = None


class Liked(BaseModel):
    liked: bool
    likes: int


class Node(BaseModel):
    id: str
    parent_id: str | None
    card: PostOut | None


class Lineage(BaseModel):
    ancestors: list[PostOut]
    children: list[PostOut]
    tree: list[Node]


@router.post("/posts", summary="Publish a video")
def create(body: NewPost, house: Here, me: Me, orders: Kept) -> PostOut:
    how = Publication(
        caption=body.caption,
        tags=body.tags,
        visibility=body.visibility,
        allows_remix=body.allows_remix,
        hides_prompt=body.hides_prompt,
    )
    card = publish(house, viewer_of(me), me.owner_id, body.video_id, how)
    orders.forget_everyones()
    return post_json(card)


@router.get("/posts/{post_id}", summary="A post")
def retrieve(post_id: PostId, house: Here, me: MaybeMe) -> PostOut:
    with house.db.read() as session:
        return post_json(posts.get(session, viewer_of(me), post_id))


@router.patch("/posts/{post_id}", summary="Change a post of one's own")
def change(post_id: PostId, body: PostChanges, house: Here, me: Me) -> PostOut:
    with house.db.write() as session:
        posts.change(session, viewer_of(me), post_id, **body.model_dump())
        return post_json(posts.get(session, viewer_of(me), post_id))


@router.delete("/posts/{post_id}", status_code=204, summary="Take down a post of one's own")
def take_down(post_id: PostId, house: Here, me: Me) -> None:
    unpublish(house, viewer_of(me), me.owner_id, post_id)


@router.put("/posts/{post_id}/like", summary="Like a post")
def like(post_id: PostId, house: Here, me: Me) -> Liked:
    with house.db.write() as session:
        liked, likes = posts.like(session, viewer_of(me), post_id, house.clock())
    return Liked(liked=liked, likes=likes)


@router.delete("/posts/{post_id}/like", summary="Take a like back")
def unlike(post_id: PostId, house: Here, me: Me) -> Liked:
    with house.db.write() as session:
        liked, likes = posts.unlike(session, viewer_of(me), post_id)
    return Liked(liked=liked, likes=likes)


@router.get("/posts/{post_id}/lineage", summary="What it was made from, and what was made from it")
def lineage(post_id: PostId, house: Here, me: MaybeMe) -> Lineage:
    with house.db.read() as session:
        above, below = posts.lineage(session, viewer_of(me), post_id)
        nodes = posts.tree(session, viewer_of(me), post_id)
    return Lineage(
        ancestors=[post_json(card) for card in above],
        children=[post_json(card) for card in below],
        tree=[Node(id=one, parent_id=parent, card=post_json(card) if card else None) for one, parent, card in nodes],
    )


@router.get("/oembed", summary="A post for embedding elsewhere (oEmbed 1.0)")
def oembed(
    request: Request,
    house: Here,
    url: Annotated[str, Query(min_length=1, max_length=500)],
    maxwidth: Annotated[int, Query(ge=64, le=4096)] = 640,
) -> dict[str, str | int]:
    origin = public_origin(request)[0]
    found = url.removeprefix(origin)
    if not found.startswith("/c/"):
        raise NotFound("post_not_found", "this is no address of a post here", field="url")
    with house.db.read() as session:
        card = posts.get(session, viewer_of(None), found.removeprefix("/c/").split("?")[0].rstrip("/"))
    width, height, html = player(card, origin, maxwidth)
    return {
        "version": "1.0",
        "type": "video",
        "title": card.caption or f"@{card.person.handle}",
        "author_name": card.person.name,
        "author_url": f"{origin}/@{card.person.handle}",
        "provider_name": "Fantascope",
        "provider_url": origin,
        "thumbnail_url": f"{origin}/api/media/{card.id}/thumbnail",
        "thumbnail_width": card.width,
        "thumbnail_height": card.height,
        "width": width,
        "height": height,
        "html": html,
    }
