"""Reading for the feed: where candidates come from, each source bounded and read from indexes alone, in one round.

A statement a tab. Posts are found by their ids in the indexes first; only what may be shown (at most about 260) is then
looked up, with the facts the filters decide by. Knows nothing of ranking. The statements are spelt once for both
databases; on SQLite the rows come as one JSON text, for its driver gives up the interpreter at each row, which with
many readers at once costs more than the reading.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..kernel.errors import NotFound
from .types import Candidate, Weights
from .weights import weights_from

MOST_WISHED = 6
_LATEST_LIKES = 8
_SINCE_S = 30 * 86_400.0

_OPEN = "p.state = 'live' AND p.visibility = 'public'"
_UNSEEN = "NOT EXISTS (SELECT 1 FROM views v WHERE v.person_id = :me AND v.post_id = x.id AND v.at <= :now)"

_FOLLOWED = """
  SELECT id, 1 AS source, 0 AS shared FROM (
    SELECT p.id AS id, p.created_at AS created_at
    FROM (SELECT followed_id FROM follows WHERE follower_id = :me ORDER BY created_at DESC LIMIT 300) f
    JOIN posts p ON p.person_id = f.followed_id AND p.state = 'live' AND p.visibility IN ('public', 'followers')
      AND p.created_at > :since AND p.created_at >= coalesce((SELECT q.created_at FROM posts q
        WHERE q.person_id = f.followed_id ORDER BY q.created_at DESC LIMIT 1 OFFSET 2), 0)
    ORDER BY p.created_at DESC LIMIT 200) x
  WHERE {unseen} LIMIT 60"""
_FRESH = """
  SELECT id, 2 AS source, 0 AS shared FROM (
    SELECT p.id AS id FROM posts p WHERE {open} ORDER BY p.created_at DESC LIMIT {scan}) x
  WHERE {unseen} LIMIT {most}"""
_TRENDING = """
  SELECT id, 4 AS source, 0 AS shared FROM (
    SELECT p.id AS id FROM posts p WHERE {open} AND p.trend_review = 'allowed' AND p.trend > 0
    ORDER BY p.trend DESC LIMIT {scan}) x
  WHERE {unseen} LIMIT {most}"""
_LIKERS = """
      SELECT person_id FROM (SELECT person_id FROM likes WHERE post_id = (
        SELECT post_id FROM likes WHERE person_id = :me ORDER BY created_at DESC LIMIT 1 OFFSET {n})
      ORDER BY created_at DESC LIMIT 100) l{n}"""
_SIMILAR = """
  SELECT post_id AS id, 8 AS source, n AS shared FROM (
    SELECT l.post_id AS post_id, SUM(s.n) AS n FROM (
      SELECT person_id, COUNT(*) AS n FROM ({likers}) every
      WHERE person_id <> :me GROUP BY person_id ORDER BY COUNT(*) DESC, person_id LIMIT 16) s
    JOIN likes l ON l.person_id = s.person_id AND l.created_at >= coalesce((SELECT k.created_at FROM likes k
      WHERE k.person_id = s.person_id ORDER BY k.created_at DESC LIMIT 1 OFFSET 29), 0)
    GROUP BY l.post_id ORDER BY SUM(s.n) DESC, l.post_id LIMIT 80) x
  WHERE NOT EXISTS (SELECT 1 FROM views v WHERE v.person_id = :me AND v.post_id = x.post_id
    AND v.at <= :now) LIMIT 40"""
_WISHED = """
  SELECT id, 16 AS source, 0 AS shared FROM (
    SELECT t.post_id AS id FROM topic_posts t WHERE t.topic = :topic{n} ORDER BY t.created_at DESC LIMIT 60) x
  WHERE {unseen} LIMIT 12"""
_EXPLORED = """
  SELECT id, 32 AS source, 0 AS shared FROM (
    SELECT * FROM (SELECT p.id AS id, p.views AS views FROM posts p WHERE p.id >= :from ORDER BY p.id LIMIT 25) a
    UNION ALL
    SELECT * FROM (SELECT p.id AS id, p.views AS views FROM posts p WHERE p.id < :from ORDER BY p.id DESC LIMIT 25) b
    ORDER BY views, id LIMIT 30) x
  WHERE {unseen} LIMIT 15"""

_FACTS = """
  SELECT p.id AS id, p.person_id AS person_id, c.sources AS sources, c.shared AS shared, p.created_at AS created_at,
    p.seconds AS seconds, p.visibility AS visibility,
    CASE WHEN p.deleted_at IS NULL THEN p.state ELSE 'removed' END AS state, p.likes AS likes, p.comments AS comments,
    p.remixes AS remixes, p.views AS views, p.finishes AS finishes, p.skips AS skips, p.trend AS trend,
    p.topics AS topics, {followed} AS followed, {seen} AS seen,
    EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = :me AND b.blocked_id = p.person_id)
      OR EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = p.person_id AND b.blocked_id = :me) AS blocked,
    EXISTS (SELECT 1 FROM mutes m WHERE m.muter_id = :me AND m.muted_id = p.person_id) AS muted,
    EXISTS (SELECT 1 FROM cases k WHERE k.subject_id = p.id AND k.state IN ('open', 'appealed')) AS reported,
    a.state = 'active' AS author_active
  FROM (SELECT id, CAST(SUM(DISTINCT source) AS INTEGER) AS sources, CAST(MAX(shared) AS INTEGER) AS shared
        FROM ({sources}) every GROUP BY id) c
  JOIN posts p ON p.id = c.id LEFT JOIN people a ON a.id = p.person_id"""
_IS_FOLLOWED = "EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = :me AND f.followed_id = p.person_id)"
_IS_SEEN = "EXISTS (SELECT 1 FROM views v WHERE v.person_id = :me AND v.post_id = p.id AND v.at <= :now)"
_COLUMNS = ", ".join(Candidate._fields)


def _statement(sources: Sequence[str], *, known: bool = True, views: bool = False) -> tuple[TextClause, TextClause]:
    """(as rows, as one JSON text). `known`, `views`: whom the asker follows, and what they have seen, is read."""
    every = "\n UNION ALL ".join(f"SELECT * FROM ({source}) s{n}" for n, source in enumerate(sources))
    facts = _FACTS.format(
        sources=every, followed=_IS_FOLLOWED if known else "(1 = 0)", seen=_IS_SEEN if views else "(1 = 0)"
    )
    return text(facts), text(f"SELECT json_group_array(json_array({_COLUMNS})) FROM ({facts})")


_LIKERS_OF_MINE = "\n UNION ALL ".join(f"SELECT * FROM ({_LIKERS.format(n=n)}) m{n}" for n in range(_LATEST_LIKES))
_PERSONAL = [
    _FOLLOWED.format(unseen=_UNSEEN),
    _FRESH.format(open=_OPEN, unseen=_UNSEEN, scan=600, most=50),
    _TRENDING.format(open=_OPEN, unseen=_UNSEEN, scan=300, most=30),
    _SIMILAR.format(likers=_LIKERS_OF_MINE),
    _EXPLORED.format(unseen=_UNSEEN),
]
_FOR_YOU = [
    _statement([*_PERSONAL, *(_WISHED.format(n=n, unseen=_UNSEEN) for n in range(wished))], views=True)
    for wished in range(MOST_WISHED + 1)
]
_PLAIN = _statement(
    [
        _FRESH.format(open=_OPEN, unseen="1 = 1", scan=120, most=120),
        _TRENDING.format(open=_OPEN, unseen="1 = 1", scan=80, most=80),
    ],
    known=False,
)
_BEFORE = "AND (p.created_at < :at OR (p.created_at = :at AND p.id < :id))"
_LATEST = _statement(
    [
        f"SELECT p.id AS id, 2 AS source, 0 AS shared FROM posts p WHERE {_OPEN} AND p.created_at <= :at {_BEFORE}"
        " ORDER BY p.created_at DESC, p.id DESC LIMIT :most"
    ],
)
_FOLLOWING = _statement(
    [
        f"""
  SELECT p.id AS id, 1 AS source, 0 AS shared
  FROM (SELECT followed_id FROM follows WHERE follower_id = :me ORDER BY created_at DESC LIMIT 2000) f
  JOIN posts p ON p.person_id = f.followed_id AND p.state = 'live' AND p.visibility IN ('public', 'followers')
    AND p.created_at <= :at AND p.created_at >= coalesce((SELECT q.created_at FROM posts q
      WHERE q.person_id = f.followed_id AND q.created_at <= :at ORDER BY q.created_at DESC LIMIT 1 OFFSET :most), 0)
    {_BEFORE}
  ORDER BY p.created_at DESC, p.id DESC LIMIT :most"""
    ],
)

_GIVEN = tuple(
    statement.bindparams(bindparam("ids", expanding=True))
    for statement in _statement(["SELECT p.id AS id, 0 AS source, 0 AS shared FROM posts p WHERE p.id IN :ids"])
)


def for_you(session: Session, person_id: str, *, now: float, topics: Sequence[str], start: str) -> list[Candidate]:
    """Candidates from all sources. `topics`: at most MOST_WISHED to look for; `start`: an id near which to explore."""
    wished = {f"topic{n}": topic for n, topic in enumerate(topics[:MOST_WISHED])}
    bound = {"me": person_id, "now": now, "since": now - _SINCE_S, "from": start, **wished}
    return _read(session, _FOR_YOU[len(wished)], bound)


def plain(session: Session, person_id: str) -> list[Candidate]:
    """The newest and the trending; of the asker only blocks and mutes are read."""
    return _read(session, _PLAIN, {"me": person_id})


def latest(session: Session, person_id: str, *, before: tuple[float, str], most: int) -> list[Candidate]:
    """The newest public posts before (time, id), in order."""
    bound = {"me": person_id, "at": before[0], "id": before[1], "most": most}
    return sorted(_read(session, _LATEST, bound), key=_newest)


def following(session: Session, person_id: str, *, before: tuple[float, str], most: int) -> list[Candidate]:
    """The newest posts before (time, id) of those whom the person follows, in order."""
    bound = {"me": person_id, "at": before[0], "id": before[1], "most": most}
    return sorted(_read(session, _FOLLOWING, bound), key=_newest)


def given(session: Session, person_id: str, ids: Sequence[str]) -> list[Candidate]:
    """The posts of these ids with what decides whether the person may see them."""
    return _read(session, (_GIVEN[0], _GIVEN[1]), {"me": person_id, "ids": list(ids)})


def weights_for(session: Session, person_id: str) -> Weights:
    """What steers a person's feed; whether it is personal at all is a setting of its own.

    Errors: NotFound("no_such_person").
    """
    wishes = session.execute(select(Person.wishes).where(Person.id == person_id)).scalar_one_or_none()
    if wishes is None:
        raise NotFound("no_such_person", "there is no such person")
    return replace(weights_from(wishes.get("feed")), personalised=wishes.get("personalised") is not False)


def _newest(candidate: Candidate) -> tuple[float, tuple[int, ...]]:
    return -candidate.created_at, tuple(-ord(c) for c in candidate.id)


def _read(session: Session, statement: tuple[TextClause, TextClause], bound: dict[str, Any]) -> list[Candidate]:
    if session.get_bind().dialect.name != "sqlite":
        return [Candidate._make(row) for row in session.execute(statement[0], bound)]
    rows = json.loads(session.execute(statement[1], bound).scalar_one())
    return [Candidate._make(row) for row in rows]
