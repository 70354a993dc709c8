"""What is the same for everyone, kept in memory for some seconds: the newest and trending posts, and facts of posts.

Knows nothing of who asks. Only orders are found by it: whether somebody may see a post is looked up when it is shown.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from . import queries
from .types import FRESH, TRENDING, Candidate

_KEPT_S = 5.0
_FACTS_KEPT = 6.0
"""Times as long: what viewers did changes a score little in half a minute."""
_MOST_FACTS = 50_000


@dataclass(frozen=True, slots=True)
class Everyones:
    """The newest 600 and the 300 that trend most, each in its order."""

    fresh: tuple[Candidate, ...]
    trending: tuple[Candidate, ...]


class Shelf:
    """Safe to share between threads. `kept_s`: for so long what is on it is as it was read."""

    def __init__(self, kept_s: float = _KEPT_S) -> None:
        self._kept_s = kept_s
        self._reading = threading.Lock()
        self._everyones: tuple[float, Everyones] | None = None
        self._facts: dict[str, tuple[float, Candidate]] = {}

    def everyones(self, session: Session, now: float) -> Everyones:
        """The newest and the trending. While one reads them anew, others take the ones before."""
        kept = self._everyones
        if kept is not None and kept[0] > now:
            return kept[1]
        if not self._reading.acquire(blocking=kept is None) and kept is not None:
            return kept[1]
        try:
            kept = self._everyones
            if kept is None or kept[0] <= now:
                kept = self._everyones = (now + self._kept_s, _read(session))
            return kept[1]
        finally:
            self._reading.release()

    def facts(self, session: Session, ids: Collection[str], now: float) -> dict[str, Candidate]:
        """The posts of these ids that there are, without sources."""
        kept = {post_id: self._facts[post_id] for post_id in ids if post_id in self._facts}
        found = {post_id: post for post_id, (until, post) in kept.items() if until > now}
        missing = [post_id for post_id in ids if post_id not in found]
        if missing:
            read = {post.id: post for post in queries.facts(session, missing)}
            if len(self._facts) > _MOST_FACTS:
                self._facts = {}
            until = now + self._kept_s * _FACTS_KEPT
            self._facts |= {post_id: (until, post) for post_id, post in read.items()}
            found |= read
        return found

    def forget(self) -> None:
        """Something was published or may trend now: it is to show at once."""
        self._everyones = None


def _read(session: Session) -> Everyones:
    found = queries.everyones(session)
    fresh = sorted((post for post in found if post.sources & FRESH), key=lambda post: (-post.created_at, post.id))
    trending = sorted((post for post in found if post.sources & TRENDING), key=lambda post: (-post.trend, post.id))
    return Everyones(tuple(fresh), tuple(trending))
