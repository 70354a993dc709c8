"""Comments. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from ...social import comments
from ..auth import Here
from ..errors import ERRORS
from .posts import Body, PostId
from .session import MaybeMe, Me
from .shapes import CommentOut, Cursor, Listed, comment_json, page_json, viewer_of

router = APIRouter(tags=["comments"], responses=ERRORS)


class NewComment(Body):
    text: str = Field(max_length=comments.LONGEST_COMMENT)
    parent_id: str | None = Field(default=None, max_length=64)


@router.get("/posts/{post_id}/comments", summary="A post's threads", response_model=Listed[CommentOut])
def listing(post_id: PostId, house: Here, me: MaybeMe, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(comments.listing(session, viewer_of(me), post_id, cursor), comment_json)


@router.post("/posts/{post_id}/comments", summary="Comment on a post, or answer a comment")
def write(post_id: PostId, body: NewComment, house: Here, me: Me) -> CommentOut:
    with house.db.write() as session:
        written = comments.write(session, viewer_of(me), post_id, body.text, house.clock(), parent_id=body.parent_id)
    return comment_json(written)


@router.delete("/comments/{comment_id}", status_code=204, summary="Delete a comment")
def erase(comment_id: Annotated[str, Path(min_length=1, max_length=64)], house: Here, me: Me) -> None:
    with house.db.write() as session:
        comments.erase(session, viewer_of(me), comment_id, house.clock())
