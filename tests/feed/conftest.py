"""People, posts and what they did, written as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text

from fantascope.accounts.actions import create_owner
from fantascope.accounts.people import Person
from fantascope.db.database import Database
from fantascope.feed.types import Asker, Candidate, Weights

NOW = 1_800_000_000.0


@dataclass
class Town:
    """A small site: `person`, `post` and the rest write a row and return its id."""

    db: Database
    count: int = 0
    posts: list[str] = field(default_factory=list)

    def run(self, statement: str, **bound: Any) -> None:
        with self.db.write() as session:
            session.execute(text(statement), bound)

    def one(self, statement: str, **bound: Any) -> Any:
        with self.db.read() as session:
            return session.execute(text(statement), bound).one()

    def person(self, name: str, *, state: str = "active", minor: bool = False, wishes: Any = None) -> str:
        with self.db.write() as session:
            owner = create_owner(session, name, now=NOW)
            session.add(
                Person(
                    id=f"person_{name}",
                    owner_id=owner.id,
                    handle=name,
                    name=name,
                    state=state,
                    is_minor=minor,
                    wishes=wishes or {},
                    created_at=NOW,
                )
            )
        return f"person_{name}"

    def post(self, author: str, age_h: float = 1.0, words: str = "a cat", **columns: Any) -> str:
        self.count += 1
        post_id = str(columns.pop("id", f"post_{(self.count * 0x9E3779B97F4A7C15) % 2**64:016x}{self.count:016x}"))
        row = {
            "id": post_id,
            "person_id": author,
            "video_id": f"video_{self.count}",
            "caption": words,
            "tags": "[]",
            "words": words,
            "visibility": "public",
            "state": "live",
            "prompt": "",
            "has_captions": False,
            "hides_prompt": False,
            "allows_remix": True,
            "width": 64,
            "height": 64,
            "seconds": 8.0,
            **dict.fromkeys(("likes", "comments", "remixes", "views", "finishes", "skips"), 0),
            "trend": 0.0,
            "trend_review": "none",
            "created_at": NOW - 3600.0 * age_h,
            **columns,
        }
        names = ", ".join(row)
        self.run(f"INSERT INTO posts ({names}) VALUES ({', '.join(':' + name for name in row)})", **row)
        self.posts.append(post_id)
        return post_id

    def follow(self, follower: str, followed: str) -> None:
        self.run("INSERT INTO follows VALUES (:a, :b, :now)", a=follower, b=followed, now=NOW)

    def like(self, person: str, post: str, age_h: float = 0.5) -> None:
        self.run(
            "INSERT INTO likes (person_id, post_id, created_at) VALUES (:a, :b, :at)",
            a=person,
            b=post,
            at=NOW - 3600.0 * age_h,
        )

    def pair(self, table: str, one: str, other: str) -> None:
        """A row of blocks or mutes."""
        self.run(f"INSERT INTO {table} VALUES (:a, :b, :now)", a=one, b=other, now=NOW)

    def view(self, person: str, post: str, age_h: float = 0.5) -> None:
        self.run(
            "INSERT INTO views (person_id, post_id, seconds, finished, skipped, less_like_this, at)"
            " VALUES (:a, :b, 1, :no, :no, :no, :at)",
            a=person,
            b=post,
            no=False,
            at=NOW - 3600.0 * age_h,
        )

    def case(self, post: str, author: str) -> None:
        self.run(
            "INSERT INTO cases (id, subject_kind, subject_id, person_id, state, reason, appeal_reason, created_at)"
            " VALUES (:id, 'post', :post, :author, 'open', '', '', :now)",
            id=f"case_{post}",
            post=post,
            author=author,
            now=NOW,
        )


@pytest.fixture
def town(db: Database) -> Town:
    return Town(db)


@pytest.fixture
def asker() -> Callable[..., Asker]:
    """Somebody who asks now."""

    def make(person_id: str = "person_me", *, minor: bool = False, seed: int = 7, **weights: Any) -> Asker:
        return Asker(person_id, minor, Weights(**weights), NOW, seed)

    return make


@pytest.fixture
def candidate() -> Callable[..., Candidate]:
    """A post of a stranger that nothing is known of."""

    def make(name: str = "post_1", **facts: Any) -> Candidate:
        plain = Candidate(
            id=name,
            person_id=f"author_of_{name}",
            sources=2,
            shared=0,
            created_at=NOW - 48 * 3600.0,
            seconds=8.0,
            visibility="public",
            state="live",
            likes=0,
            comments=0,
            remixes=0,
            views=0,
            finishes=0,
            skips=0,
            trend=0.0,
            topics="thing:cat place:beach",
            followed=False,
            seen=False,
            blocked=False,
            muted=False,
            reported=False,
            author_active=True,
        )
        return plain._replace(**facts)

    return make
