"""Reading for the feed: where candidates come from, each source bounded and read from indexes alone, and the facts that
the filters and scorers decide by.

Posts are found by their ids in the indexes first; facts are looked up for a few hundred at most. Knows nothing of
ranking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..kernel.errors import NotFound
from .reading import Statement, read, statement
from .types import EXPLORED, FOLLOWED, FRESH, SIMILAR, TRENDING, WISHED, Candidate, Weights
from .weights import weights_from

MOST_WISHED = 6
_LATEST_LIKES = 8
_SINCE_S = 30 * 86_400.0
_SEEN = 64
"""Beside the bits of sources: a post that was asked about, and has been seen."""

_OPEN = "p.state = 'live' AND p.visibility = 'public'"
_UNSEEN = "NOT EXISTS (SELECT 1 FROM views v WHERE v.person_id = :me AND v.post_id = x.id AND v.at <= :now)"

_FOLLOWED = f"""
  SELECT id, {FOLLOWED} AS source, 0 AS shared FROM (
    SELECT p.id AS id, p.created_at AS created_at
    FROM (SELECT followed_id FROM follows WHERE follower_id = :me ORDER BY created_at DESC LIMIT 300) f
    JOIN posts p ON p.person_id = f.followed_id AND p.state = 'live' AND p.visibility IN ('public', 'followers')
      AND p.created_at > :since AND p.created_at >= coalesce((SELECT q.created_at FROM posts q
        WHERE q.person_id = f.followed_id ORDER BY q.created_at DESC LIMIT 1 OFFSET 2), 0)
    ORDER BY p.created_at DESC LIMIT 200) x
  WHERE {_UNSEEN} LIMIT 60"""
_FRESH = f"""
  SELECT id, {FRESH} AS source, 0 AS shared FROM (
    SELECT p.id AS id FROM posts p WHERE {_OPEN} ORDER BY p.created_at DESC LIMIT 600) x"""
_TRENDING = f"""
  SELECT id, {TRENDING} AS source, 0 AS shared FROM (
    SELECT p.id AS id FROM posts p WHERE {_OPEN} AND p.trend_review = 'allowed' AND p.trend > 0
    ORDER BY p.trend DESC LIMIT 300) x"""
_LIKERS = """
      SELECT person_id FROM (SELECT person_id FROM likes WHERE post_id = (
        SELECT post_id FROM likes WHERE person_id = :me ORDER BY created_at DESC LIMIT 1 OFFSET {n})
      ORDER BY created_at DESC LIMIT 100) l{n}"""
_EVERY_LIKER = "\n UNION ALL ".join(f"SELECT * FROM ({_LIKERS.format(n=n)}) m{n}" for n in range(_LATEST_LIKES))
_SIMILAR = f"""
  SELECT post_id AS id, {SIMILAR} AS source, n AS shared FROM (
    SELECT l.post_id AS post_id, SUM(s.n) AS n FROM (
      SELECT person_id, COUNT(*) AS n FROM ({_EVERY_LIKER}) every
      WHERE person_id <> :me GROUP BY person_id ORDER BY COUNT(*) DESC, person_id LIMIT 16) s
    JOIN likes l ON l.person_id = s.person_id AND l.created_at >= coalesce((SELECT k.created_at FROM likes k
      WHERE k.person_id = s.person_id ORDER BY k.created_at DESC LIMIT 1 OFFSET 29), 0)
    GROUP BY l.post_id ORDER BY SUM(s.n) DESC, l.post_id LIMIT 80) x
  WHERE NOT EXISTS (SELECT 1 FROM views v WHERE v.person_id = :me AND v.post_id = x.post_id
    AND v.at <= :now) LIMIT 40"""
_WISHED = f"""
  SELECT id, {WISHED} AS source, 0 AS shared FROM (
    SELECT t.post_id AS id FROM topic_posts t WHERE t.topic = :topic{{n}} ORDER BY t.created_at DESC LIMIT 60) x
  WHERE {_UNSEEN} LIMIT 12"""
_EXPLORED = f"""
  SELECT id, {EXPLORED} AS source, 0 AS shared FROM (
    SELECT * FROM (SELECT p.id AS id, p.views AS views FROM posts p WHERE p.id >= :from ORDER BY p.id LIMIT 25) a
    UNION ALL
    SELECT * FROM (SELECT p.id AS id, p.views AS views FROM posts p WHERE p.id < :from ORDER BY p.id DESC LIMIT 25) b
    ORDER BY views, id LIMIT 30) x
  WHERE {_UNSEEN} LIMIT 15"""

_ASKED = f"""
  SELECT v.post_id AS id, {_SEEN} AS source, 0 AS shared FROM views v
  WHERE v.person_id = :me AND v.at <= :now AND v.post_id IN :asked"""

_FACTS = """
  SELECT p.id AS id, p.person_id AS person_id, c.sources AS sources, c.shared AS shared, p.created_at AS created_at,
    p.seconds AS seconds, p.visibility AS visibility,
    CASE WHEN p.deleted_at IS NULL THEN p.state ELSE 'removed' END AS state, p.likes AS likes, p.comments AS comments,
    p.remixes AS remixes, p.views AS views, p.finishes AS finishes, p.skips AS skips, p.trend AS trend,
    p.topics AS topics, {followed} AS followed, (1 = 0) AS seen, {blocked} AS blocked, {muted} AS muted,
    EXISTS (SELECT 1 FROM cases k WHERE k.subject_id = p.id AND k.state IN ('open', 'appealed')) AS reported,
    a.state = 'active' AS author_active
  FROM (SELECT id, CAST(SUM(DISTINCT source) AS INTEGER) AS sources, CAST(MAX(shared) AS INTEGER) AS shared
        FROM ({sources}) every GROUP BY id) c
  JOIN posts p ON p.id = c.id LEFT JOIN people a ON a.id = p.person_id"""
_MINE = {
    "followed": "EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = :me AND f.followed_id = p.person_id)",
    "blocked": """EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = :me AND b.blocked_id = p.person_id)
      OR EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = p.person_id AND b.blocked_id = :me)""",
    "muted": "EXISTS (SELECT 1 FROM mutes m WHERE m.muter_id = :me AND m.muted_id = p.person_id)",
}
_NOBODYS = dict.fromkeys(_MINE, "(1 = 0)")
_TIES = statement(
    """
  SELECT b.blocked_id AS id, 'blocked' AS tie FROM blocks b WHERE b.blocker_id = :me AND b.blocked_id IN :authors
  UNION ALL SELECT b.blocker_id, 'blocked' FROM blocks b WHERE b.blocked_id = :me AND b.blocker_id IN :authors
  UNION ALL SELECT m.muted_id, 'muted' FROM mutes m WHERE m.muter_id = :me AND m.muted_id IN :authors
  UNION ALL SELECT f.followed_id, 'followed' FROM follows f WHERE f.follower_id = :me AND f.followed_id IN :authors""",
    ("id", "tie"),
)


def _every(sources: Iterable[str]) -> str:
    return "\n UNION ALL ".join(f"SELECT * FROM ({source}) s{n}" for n, source in enumerate(sources))


def _facts(*sources: str, mine: bool = True) -> Statement:
    """Candidates of the sources; `mine` = with how the asker stands to the author."""
    sql = _FACTS.format(sources=_every(sources), **(_MINE if mine else _NOBODYS))
    return statement(sql, Candidate._fields)


_SOURCES = [
    statement(
        _every([_FOLLOWED, _SIMILAR, _EXPLORED, _ASKED, *(_WISHED.format(n=n) for n in range(wished))]),
        ("id", "source", "shared"),
    )
    for wished in range(MOST_WISHED + 1)
]
_SEEN_OF = statement(_ASKED, ("id", "source", "shared"))
_EVERYONES = _facts(_FRESH, _TRENDING, mine=False)
_KNOWN = _facts("SELECT p.id AS id, 0 AS source, 0 AS shared FROM posts p WHERE p.id IN :ids", mine=False)
_GIVEN = _facts("SELECT p.id AS id, 0 AS source, 0 AS shared FROM posts p WHERE p.id IN :ids")
_BEFORE = "AND (p.created_at < :at OR (p.created_at = :at AND p.id < :id))"
_LATEST = _facts(
    f"SELECT p.id AS id, {FRESH} AS source, 0 AS shared FROM posts p WHERE {_OPEN} AND p.created_at <= :at {_BEFORE}"
    " ORDER BY p.created_at DESC, p.id DESC LIMIT :most"
)
_FOLLOWING = _facts(
    f"""
  SELECT p.id AS id, {FOLLOWED} AS source, 0 AS shared
  FROM (SELECT followed_id FROM follows WHERE follower_id = :me ORDER BY created_at DESC LIMIT 2000) f
  JOIN posts p ON p.person_id = f.followed_id AND p.state = 'live' AND p.visibility IN ('public', 'followers')
    AND p.created_at <= :at AND p.created_at >= coalesce((SELECT q.created_at FROM posts q
      WHERE q.person_id = f.followed_id AND q.created_at <= :at ORDER BY q.created_at DESC LIMIT 1 OFFSET :most), 0)
    {_BEFORE}
  ORDER BY p.created_at DESC, p.id DESC LIMIT :most"""
)


def sources(
    session: Session, person_id: str, *, now: float, topics: Sequence[str], start: str, asked: Sequence[str]
) -> tuple[dict[str, tuple[int, int]], set[str]]:
    """A person's own sources: ({post: (bits, likes shared)}, those of the posts `asked` that they have seen).

    Args:
        topics: at most MOST_WISHED to look for.
        start: an id near which to explore.
    """
    wished = {f"topic{n}": topic for n, topic in enumerate(topics[:MOST_WISHED])}
    bound = {"me": person_id, "now": now, "since": now - _SINCE_S, "from": start, "asked": list(asked), **wished}
    found: dict[str, tuple[int, int]] = {}
    known = set()
    for post_id, source, shared in read(session, _SOURCES[len(wished)], **bound):
        if source == _SEEN:
            known.add(post_id)
        else:
            bits, most = found.get(post_id, (0, 0))
            found[post_id] = bits | source, max(most, int(shared))
    return found, known


def seen(session: Session, person_id: str, ids: Sequence[str], *, now: float) -> set[str]:
    """Those of the posts that the person has seen."""
    return {row[0] for row in read(session, _SEEN_OF, me=person_id, now=now, asked=list(ids))}


def ties(session: Session, person_id: str, authors: Collection[str]) -> dict[str, set[str]]:
    """Whom of the authors the person follows ("followed") and mutes ("muted"), and where a block is ("blocked")."""
    found: dict[str, set[str]] = {"followed": set(), "muted": set(), "blocked": set()}
    for author, tie in read(session, _TIES, me=person_id, authors=sorted(authors)):
        found[tie].add(author)
    return found


def everyones(session: Session) -> list[Candidate]:
    """The newest and the trending, of whose ties to anybody nothing is said."""
    return _candidates(read(session, _EVERYONES))


def facts(session: Session, ids: Sequence[str]) -> list[Candidate]:
    """The posts of these ids, of whose ties to anybody nothing is said."""
    return _candidates(read(session, _KNOWN, ids=list(ids)))


def latest(session: Session, person_id: str, *, before: tuple[float, str], most: int) -> list[Candidate]:
    """The newest public posts before (time, id), in order."""
    found = _candidates(read(session, _LATEST, me=person_id, at=before[0], id=before[1], most=most))
    return sorted(found, key=_newest)


def following(session: Session, person_id: str, *, before: tuple[float, str], most: int) -> list[Candidate]:
    """The newest posts before (time, id) of those whom the person follows, in order."""
    found = _candidates(read(session, _FOLLOWING, me=person_id, at=before[0], id=before[1], most=most))
    return sorted(found, key=_newest)


def given(session: Session, person_id: str, ids: Sequence[str]) -> list[Candidate]:
    """The posts of these ids with what decides whether the person may see them."""
    return _candidates(read(session, _GIVEN, me=person_id, ids=list(ids)))


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


def _candidates(rows: Iterable[Sequence[object]]) -> list[Candidate]:
    return [Candidate._make(row) for row in rows]
