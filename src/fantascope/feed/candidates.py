"""Candidates of "for you": a person's own sources, and of what is everyone's as much as they have not seen.

Knows nothing of ranking. What is everyone's comes from the shelf; how the person stands to the authors is read anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from . import queries
from .shelf import Shelf
from .types import FRESH, TRENDING, Candidate

_FRESH_MOST, _TRENDING_MOST = 50, 30
_LOOKED_AT = 4
"""Times as many of everyone's are looked at first for some that were not seen."""
_PLAIN_FRESH, _PLAIN_TRENDING = 120, 80


def for_you(
    session: Session, shelf: Shelf, person_id: str, *, now: float, as_of: float, topics: Sequence[str], start: str
) -> list[Candidate]:
    """Candidates from all sources.

    Args:
        as_of: what was seen after it is as if it were not.
        topics: at most MOST_WISHED to look for.
        start: an id near which to explore.
    """
    everyones = shelf.everyones(session, now)
    heads = {p.id for p in everyones.fresh[: _LOOKED_AT * _FRESH_MOST]}
    heads |= {p.id for p in everyones.trending[: _LOOKED_AT * _TRENDING_MOST]}
    own, seen = queries.sources(session, person_id, now=as_of, topics=topics, start=start, asked=sorted(heads))
    shared = {post.id: post for post in (*everyones.fresh, *everyones.trending)}
    if len(heads - seen) < _FRESH_MOST + _TRENDING_MOST:  # they have seen most of it
        rest = sorted(shared.keys() - heads)
        heads |= shared.keys()
        seen |= queries.seen(session, person_id, rest, now=as_of) if rest else set()
    found = dict(own)
    for posts, bit, most in ((everyones.fresh, FRESH, _FRESH_MOST), (everyones.trending, TRENDING, _TRENDING_MOST)):
        unseen = [post.id for post in posts if post.id in heads and post.id not in seen]
        for post_id in unseen[:most]:
            bits, likes = found.get(post_id, (0, 0))
            found[post_id] = bits | bit, likes
    known = shelf.facts(session, [post_id for post_id in found if post_id not in shared], now) | shared
    chosen = [
        known[post_id]._replace(sources=bits, shared=likes)
        for post_id, (bits, likes) in found.items()
        if post_id in known
    ]
    return _with_ties(session, person_id, chosen)


def plain(session: Session, shelf: Shelf, person_id: str, *, now: float) -> list[Candidate]:
    """The newest and the trending; of the asker only blocks and mutes are read."""
    everyones = shelf.everyones(session, now)
    posts = {post.id: post for post in everyones.fresh[:_PLAIN_FRESH]}
    posts |= {post.id: post for post in everyones.trending[:_PLAIN_TRENDING]}
    return [post._replace(followed=False) for post in _with_ties(session, person_id, list(posts.values()))]


def _with_ties(session: Session, person_id: str, posts: Sequence[Candidate]) -> list[Candidate]:
    ties = queries.ties(session, person_id, {post.person_id for post in posts})
    followed, muted, blocked = ties["followed"], ties["muted"], ties["blocked"]
    return [
        post._replace(
            followed=post.person_id in followed, muted=post.person_id in muted, blocked=post.person_id in blocked
        )
        for post in posts
    ]
