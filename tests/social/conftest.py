"""People and a post in a fresh database, and who looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from fantascope.accounts.actions import create_owner
from fantascope.accounts.people import Person
from fantascope.kernel.ids import new_id
from fantascope.social.models import Post
from fantascope.social.types import Viewer
from fantascope.social.words import words_of

if TYPE_CHECKING:
    from fantascope.db.database import Database

MakePerson = Callable[..., Viewer]
MakePost = Callable[..., str]


@pytest.fixture
def person(db: Database) -> MakePerson:
    """Make a person; returns how they look at things."""

    def make(handle: str, *, minor: bool = False, role: str = "member", state: str = "active") -> Viewer:
        with db.write() as session:
            owner = create_owner(session, f"owner of {handle}", now=1.0)
            one = Person(
                id=new_id("person"),
                owner_id=owner.id,
                handle=handle,
                name=handle.title(),
                is_minor=minor,
                role=role,
                state=state,
                wishes={},
                created_at=1.0,
            )
            session.add(one)
        return Viewer(one.id, minor, role)

    return make


@pytest.fixture
def post(db: Database) -> MakePost:
    """Make a post; returns its id."""

    def make(author: Viewer, caption: str = "a fox", **more: object) -> str:
        with db.write() as session:
            tags = [str(tag) for tag in more.pop("tags", [])]  # type: ignore[attr-defined]
            fields = {
                "id": new_id("post"),
                "person_id": author.person_id,
                "video_id": new_id("video"),
                "caption": caption,
                "tags": tags,
                "words": words_of(caption, tags, ""),
                "visibility": "public",
                "width": 64,
                "height": 64,
                "seconds": 1.0,
                "created_at": 10.0,
                **more,
            }
            one = Post(**fields)
            session.add(one)
        return one.id

    return make
