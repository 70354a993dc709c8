"""Search of posts, people and tags."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from ...social import search
from ..auth import Here
from ..errors import ERRORS
from .session import MaybeMe
from .shapes import Cursor, PersonOut, PostOut, page_json, person_json, post_json, viewer_of

router = APIRouter(tags=["search"], responses=ERRORS)


class TagOut(BaseModel):
    tag: str
    posts: int


class Found(BaseModel):
    """One of the three kinds of things, as was asked."""

    items: list[PostOut] | list[PersonOut] | list[TagOut]
    next: str | None = None


@router.get("/search", summary="Find posts, people or tags", response_model=Found)
def find(
    house: Here,
    me: MaybeMe,
    q: Annotated[str, Query(max_length=200)],
    kind: Literal["posts", "people", "tags"] = "posts",
    cursor: Cursor = None,
) -> Any:
    viewer = viewer_of(me)
    with house.db.read() as session:
        if kind == "posts":
            return page_json(search.posts(session, viewer, q, cursor), post_json)
        if kind == "people":
            return page_json(search.people(session, viewer, q), person_json)
        return {"items": [TagOut(tag=tag, posts=count) for tag, count in search.tags(session, q)], "next": None}
