"""People's pages and lists; following, blocking, muting. Each parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from ...social import posts, profiles, ties
from ..auth import Here
from ..errors import ERRORS
from .session import MaybeMe, Me
from .shapes import (
    Cursor,
    Listed,
    PersonOut,
    PostOut,
    ProfileOut,
    page_json,
    person_json,
    post_json,
    profile_json,
    viewer_of,
)

router = APIRouter(tags=["people"], responses=ERRORS)
Handle = Annotated[str, Path(min_length=1, max_length=40, pattern=r"^@?[A-Za-z0-9_]+$")]


@router.get("/people/{handle}", summary="Somebody's page")
def page(handle: Handle, house: Here, me: MaybeMe) -> ProfileOut:
    with house.db.read() as session:
        return profile_json(profiles.profile(session, viewer_of(me), handle))


@router.get("/people/{handle}/posts", summary="What somebody has published", response_model=Listed[PostOut])
def posts_of(handle: Handle, house: Here, me: MaybeMe, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(posts.posts_of(session, viewer_of(me), handle, cursor), post_json)


@router.get("/people/{handle}/followers", summary="Who follows somebody", response_model=Listed[PersonOut])
def followers(handle: Handle, house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(profiles.followers(session, viewer_of(me), handle, cursor), person_json)


@router.get("/people/{handle}/following", summary="Whom somebody follows", response_model=Listed[PersonOut])
def following(handle: Handle, house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(profiles.following(session, viewer_of(me), handle, cursor), person_json)


@router.put("/people/{handle}/follow", status_code=204, summary="Follow somebody")
def follow(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.follow(session, viewer_of(me), handle, house.clock())


@router.delete("/people/{handle}/follow", status_code=204, summary="Follow somebody no longer")
def unfollow(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.unfollow(session, viewer_of(me), handle)


@router.put("/people/{handle}/block", status_code=204, summary="Block somebody")
def block(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.block(session, viewer_of(me), handle, house.clock())


@router.delete("/people/{handle}/block", status_code=204, summary="Block somebody no longer")
def unblock(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.unblock(session, viewer_of(me), handle)


@router.put("/people/{handle}/mute", status_code=204, summary="Mute somebody")
def mute(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.mute(session, viewer_of(me), handle, house.clock())


@router.delete("/people/{handle}/mute", status_code=204, summary="Mute somebody no longer")
def unmute(handle: Handle, house: Here, me: Me) -> None:
    with house.db.write() as session:
        ties.unmute(session, viewer_of(me), handle)


@router.get("/blocks", summary="Whom one has blocked", response_model=Listed[PersonOut])
def blocks(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(profiles.blocked(session, viewer_of(me), cursor), person_json)


@router.get("/mutes", summary="Whom one has muted", response_model=Listed[PersonOut])
def mutes(house: Here, me: Me, cursor: Cursor = None) -> object:
    with house.db.read() as session:
        return page_json(profiles.muted(session, viewer_of(me), cursor), person_json)
