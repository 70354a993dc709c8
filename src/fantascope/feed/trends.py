"""What is trending: (observed − expected)² / expected of what viewers did lately, halved every two hours.

Observed are likes, comments and remixes of the last twelve hours, weighed; expected is what the whole site's rate makes
of the post's views in that time. What takes off goes to review; only what was allowed there shows as trending. A step
of housekeeping; knows nothing of who the viewers are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import exp2

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from ..db.database import Database

HALF_LIFE_S = 2 * 3600.0
_WINDOW_S = 6 * HALF_LIFE_S
_SLOT_S = 900.0
_LEAST_EXPECTED = 1.0
_LEAST_OBSERVED = 3.0
_REVIEWED = 100
_ROUND = 500
_LIKE, _COMMENT, _REMIX = 1.0, 1.5, 3.0

_VIEWED = text(
    "SELECT post_id, CAST((:now - at) / :slot AS INTEGER) AS slot, COUNT(*) AS n FROM views"
    " WHERE at > :since AND at <= :now GROUP BY post_id, CAST((:now - at) / :slot AS INTEGER)"
)


def _acts(table: str, post: str) -> TextClause:
    slot = "CAST((:now - created_at) / :slot AS INTEGER)"
    return text(
        f"SELECT {post} AS post_id, {slot} AS slot, COUNT(*) AS n FROM {table} WHERE {post} IN :ids"
        f" AND created_at > :since AND created_at <= :now GROUP BY {post}, {slot}"
    ).bindparams(bindparam("ids", expanding=True))


_LIKED, _COMMENTED, _REMIXED = _acts("likes", "post_id"), _acts("comments", "post_id"), _acts("posts", "parent_id")
_STALE = text(
    "SELECT id FROM posts WHERE state = 'live' AND visibility = 'public' AND trend_review = :review AND trend > 0"
)
_PUT = text("UPDATE posts SET trend = :trend WHERE id = :id")
_REVIEW = text(
    "UPDATE posts SET trend_review = 'waiting' WHERE id = :id AND trend_review = 'none' AND visibility = 'public'"
    " AND state = 'live' AND deleted_at IS NULL"
)


def trends(observed: Mapping[str, float], views: Mapping[str, float]) -> dict[str, float]:
    """The trend of each post viewed, those above zero. Both are sums already halved by age."""
    all_views = sum(views.values())
    rate = sum(observed.get(post, 0.0) for post in views) / all_views if all_views else 0.0
    found = {}
    for post, seen in views.items():
        expected = max(rate * seen, _LEAST_EXPECTED)
        above = observed.get(post, 0.0) - expected
        if above > 0:
            found[post] = above * above / expected
    return found


def update(db: Database, now: float) -> int:
    """Bring the trends up to date; returns how many posts trend."""
    with db.read() as session:
        views, observed = _lately(session, now)
        found = trends(observed, views)
        stale = {
            post: 0.0
            for review in ("none", "waiting", "allowed", "refused")
            for (post,) in session.execute(_STALE, {"review": review})
        }
    changed = sorted((stale | found).items())
    for at in range(0, len(changed), _ROUND):
        with db.write() as session:
            session.execute(_PUT, [{"id": post, "trend": trend} for post, trend in changed[at : at + _ROUND]])
    top = sorted((post for post in found if observed[post] >= _LEAST_OBSERVED), key=lambda post: -found[post])
    if top:
        with db.write() as session:
            session.execute(_REVIEW, [{"id": post} for post in top[:_REVIEWED]])
    return len(found)


def _lately(session: Session, now: float) -> tuple[dict[str, float], dict[str, float]]:
    bound = {"now": now, "since": now - _WINDOW_S, "slot": _SLOT_S}
    views: defaultdict[str, float] = defaultdict(float)
    for post, slot, count in session.execute(_VIEWED, bound):
        views[post] += count * _half(slot)
    observed: defaultdict[str, float] = defaultdict(float)
    posts = sorted(views)
    for at in range(0, len(posts), _ROUND):
        for statement, weight in ((_LIKED, _LIKE), (_COMMENTED, _COMMENT), (_REMIXED, _REMIX)):
            for post, slot, count in session.execute(statement, {**bound, "ids": posts[at : at + _ROUND]}):
                observed[post] += weight * count * _half(slot)
    return dict(views), dict(observed)


def _half(slot: int) -> float:
    return exp2(-slot * _SLOT_S / HALF_LIFE_S)
