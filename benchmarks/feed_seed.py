"""A large site made up for measuring the feed: members, whom they follow, posts of three months, likes and views.

Always the same for the same sizes. Popularity and following are as uneven as they are among people (Zipf), and members
have tastes: most of what they like is of theirs. Times end now, so that what is new is new. No clips belong to it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Index, Table, select, text

from fantascope.accounts.people import Person
from fantascope.accounts.sign_in import begin
from fantascope.db.base import Base
from fantascope.db.database import Database
from fantascope.db.migrate import upgrade
from fantascope.feed.models import TopicPost
from fantascope.feed.topics import topics_of
from fantascope.social.models import Follow, Like, Post, View

SIGNED_IN = 400
"""Members with a session."""
_TASTES = 24
_DAYS = 90
_SUBJECTS = [
    *("cat", "dog", "fox", "whale", "horse", "robot", "car", "boat", "train", "dragon", "owl", "penguin"),
    *("astronaut", "clown", "knight", "chef", "rabbit", "bear"),
]
_DEEDS = ["dances", "runs", "sleeps", "jumps", "sings", "flies", "swims", "plays", "walks", "eats"]
_PLACES = ["beach", "forest", "city", "desert", "kitchen", "street", "garden", "mountain", "sea", "park"]
_SKIES = ["at dawn", "in the rain", "at night", "in the snow", "at sunset", "in the fog"]


def seeded(url: str, *, posts: int, members: int, likes: int) -> list[tuple[str, str]]:
    """Fill the database unless it is filled; sessions of some members: (secret, token)."""
    db = Database(url)
    try:
        upgrade(db)
        with db.read() as session:
            there = session.execute(select(Post.id).limit(1)).first() is not None
        if not there:
            _fill(db, posts, members, likes)
        with db.write() as session:
            session.execute(text("DELETE FROM sign_ins"))
            some = session.scalars(select(Person.id).order_by(Person.id).limit(SIGNED_IN)).all()
            opened = [begin(session, person, now=time.time()) for person in some]
        return [(one.secret, one.csrf) for one in opened]
    finally:
        db.close()


def _fill(db: Database, posts: int, members: int, likes: int) -> None:
    draw = np.random.default_rng(2026)
    now = time.time()
    people = [f"person_{draw.bytes(16).hex()}" for _ in range(members)]
    ids = [f"post_{draw.bytes(16).hex()}" for _ in range(posts)]
    taste = draw.integers(_TASTES, size=members)
    author = draw.choice(members, size=posts, p=_zipf(members, 0.7))
    created = np.sort(now - draw.random(posts) * _DAYS * 86_400.0)
    texts = _texts()
    kind = draw.integers(len(texts), size=posts)
    liker, liked, liked_at = _likes(draw, posts, members, likes, taste, kind, created, now)
    counts = np.bincount(liked, minlength=posts)
    topics = [topics_of(words) for words in texts]
    drop = [index for table in (Like, View, Post, TopicPost, Follow) for index in _table(table).indexes]
    _indexes(db, drop, make=False)
    owners = (
        {
            "id": f"owner_{n}",
            "name": f"owner {n}",
            "last_tag": 0.0,
            "weight": 1.0,
            "running_cap": 4,
            "queued_cap": 9,
            "credits_limited": False,
            "created_at": now,
        }
        for n in range(members)
    )
    _insert(db, Base.metadata.tables["owners"], owners)
    _insert(
        db,
        _table(Person),
        (
            {**_PERSON, "id": p, "owner_id": f"owner_{n}", "handle": f"member_{n}", "created_at": now}
            for n, p in enumerate(people)
        ),
    )
    _insert(
        db,
        _table(Post),
        (
            {
                **_POST,
                "id": ids[n],
                "person_id": people[author[n]],
                "video_id": f"video_{n}",
                "caption": texts[kind[n]],
                "words": texts[kind[n]],
                "topics": " ".join(topics[kind[n]]),
                "prompt": texts[kind[n]],
                "visibility": "public" if n % 10 else "followers",
                "likes": int(counts[n]),
                "views": int(counts[n] * 6 + n % 40),
                "finishes": int(counts[n] * 2),
                "trend": float(counts[n]) if n % 50 == 1 else 0.0,
                "trend_review": "allowed" if n % 50 == 1 else "none",
                "created_at": float(created[n]),
            }
            for n in range(posts)
        ),
    )
    _insert(
        db,
        _table(TopicPost),
        (
            {"post_id": ids[n], "topic": topic, "created_at": float(created[n])}
            for n in range(posts)
            for topic in topics[kind[n]]
        ),
    )
    _insert(db, _table(Follow), _follows(draw, people, now))
    rows = list(zip(liker.tolist(), liked.tolist(), liked_at.tolist(), strict=True))
    _insert(db, _table(Like), ({"person_id": people[a], "post_id": ids[b], "created_at": at} for a, b, at in rows))
    _insert(
        db,
        _table(View),
        (
            {
                "person_id": people[a],
                "post_id": ids[b],
                "seconds": 8.0,
                "finished": True,
                "skipped": False,
                "less_like_this": False,
                "at": at,
            }
            for a, b, at in rows
        ),
    )
    _indexes(db, drop, make=True)
    with db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _likes(
    draw: np.random.Generator, posts: int, members: int, likes: int, taste: Any, kind: Any, created: Any, now: float
) -> tuple[Any, Any, Any]:
    """Who liked what when, each pair once; two in three of one's own taste."""
    count = int(likes * 1.25)
    who = draw.choice(members, size=count, p=_zipf(members, 0.5))
    popular = _zipf(posts, 0.6)[draw.permutation(posts)]
    what = draw.choice(posts, size=count, p=popular)
    for one in range(_TASTES):
        of_taste = np.flatnonzero(kind % _TASTES == one)
        mine = np.flatnonzero((taste[who] == one) & (draw.random(count) < 0.67))
        weights = popular[of_taste] / popular[of_taste].sum()
        what[mine] = of_taste[draw.choice(len(of_taste), size=len(mine), p=weights)]
    pairs = np.unique(who.astype(np.int64) * posts + what)
    pairs = np.sort(draw.choice(pairs, size=min(likes, len(pairs)), replace=False))
    who, what = pairs // posts, pairs % posts
    return who, what, np.minimum(created[what] + draw.exponential(86_400.0, size=len(pairs)), now - 1.0)


def _follows(draw: np.random.Generator, people: Sequence[str], now: float) -> Iterator[dict[str, Any]]:
    members = len(people)
    known = _zipf(members, 0.8)
    for number, person in enumerate(people):
        wanted = min(int(5 + draw.pareto(1.5) * 20), 800, members - 1)
        for other in np.unique(draw.choice(members, size=wanted, p=known)):
            if other != number:
                yield {
                    "follower_id": person,
                    "followed_id": people[other],
                    "created_at": now - float(draw.random() * 7e6),
                }


def _texts() -> list[str]:
    return [f" a {a} {b} {c} {d} " for a, b, c, d in itertools.product(_SUBJECTS, _DEEDS, _PLACES, _SKIES)][::7]


def _zipf(count: int, power: float) -> Any:
    weights = 1.0 / np.arange(1, count + 1) ** power
    return weights / weights.sum()


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table


def _indexes(db: Database, indexes: list[Index], *, make: bool) -> None:
    with db.engine.begin() as connection:
        for index in indexes:
            index.create(connection) if make else index.drop(connection)


def _insert(db: Database, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Many rows, the quick way of each database."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(first)
    values = (tuple(row.values()) for row in itertools.chain([first], rows))
    with db.engine.begin() as connection:
        raw: Any = connection.connection.driver_connection
        if db.is_sqlite:
            raw.execute("PRAGMA cache_size=-200000")
            raw.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(first))})", values)
        else:
            with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)


_PERSON: dict[str, Any] = {
    "name": "Somebody",
    "bio": "",
    "role": "member",
    "state": "active",
    "is_minor": False,
    "locale": "en",
    "invites_left": 0,
    "wishes": "{}",
}
_POST: dict[str, Any] = {
    "tags": "[]",
    "state": "live",
    "has_captions": False,
    "hides_prompt": False,
    "allows_remix": True,
    "width": 720,
    "height": 1280,
    "seconds": 8.0,
    "comments": 0,
    "remixes": 0,
    "skips": 0,
}
