"""A page of a feed: sources, filters, scorers and selectors put together, and the order kept while someone swipes on.

Knows nothing of HTTP or of what a post looks like. The order of "for you" is found once, for 100 posts; the cursor
names it by its seed and time, so that a process that does not have it finds the same again.
"""

from __future__ import annotations

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from ..kernel.errors import InvalidInput
from . import candidates, queries
from .filters import IN_ORDER, RANKED, kept
from .scorers import scored
from .selectors import PAGE, selected
from .shelf import Shelf
from .types import Asker, Candidate, Chosen, FeedPage, Weights

MOST_RANKED = 100
_MOST_KEPT = 512
_AT_ONCE = 2
_END = "￿"
_CURSOR = re.compile(r"([0-9a-f]{16}-[0-9]{1,16})\.([0-9]{1,6})")
_SCAN = 2 * PAGE
_MOST_SCANS = 20
InOrder = Callable[..., list[Candidate]]


class Orders:
    """The orders found of late, a few hundred; safe to share between threads."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf or Shelf()
        self._kept: OrderedDict[tuple[str, str], tuple[Chosen, ...]] = OrderedDict()
        self._lock = threading.Lock()
        self._gate = threading.BoundedSemaphore(_AT_ONCE)

    def page(self, session: Session, asker: Asker, cursor: str | None) -> FeedPage:
        """A page of "for you". `cursor`: None for the first, or what the page before gave.

        Errors: InvalidInput("bad_cursor").
        """
        name, at = _position(cursor, asker)
        key = (asker.person_id, name)
        order = self._order(key)
        if order is None:
            with self._gate:  # more at once would only make each other wait
                order = tuple(ranking(session, self._shelf, _as_of(asker, name), now=asker.now))
            with self._lock:
                self._kept[key] = order
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        return _part(order, name, at)

    def kept(self, person_id: str, cursor: str) -> FeedPage | None:
        """The page of a cursor if its order is still at hand; nothing is read."""
        found = _CURSOR.fullmatch(cursor)
        order = None if found is None else self._order((person_id, found[1]))
        return None if found is None or order is None else _part(order, found[1], int(found[2]))

    def forget(self, person_id: str) -> None:
        """Forget a person's orders: they steered, and want to see it at once."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == person_id]:
                del self._kept[key]

    def forget_everyones(self) -> None:
        """Something was published, or may trend now: it is to show at once."""
        self._shelf.forget()

    def _order(self, key: tuple[str, str]) -> tuple[Chosen, ...] | None:
        with self._lock:
            order = self._kept.get(key)
            if order is not None:
                self._kept.move_to_end(key)
            return order


def ranking(session: Session, shelf: Shelf, asker: Asker, *, now: float) -> list[Chosen]:
    """The order of "for you" for who asks, as of when they asked first, the best first; drawn with the asker's seed."""
    weights = asker.weights
    if weights.personalised:
        topics = [t for wish in weights.wishes if wish.weight > 0 and wish.topics for t in wish.topics[0].split("|")]
        found = candidates.for_you(
            session,
            shelf,
            asker.person_id,
            now=now,
            as_of=asker.now,
            topics=topics[-queries.MOST_WISHED :],
            start=f"post_{asker.seed:016x}",
        )
    else:
        found = candidates.plain(session, shelf, asker.person_id, now=now)
        asker = replace(asker, weights=Weights(personalised=False))
    return selected(scored(kept(found, asker, RANKED), asker), seed=asker.seed, most=MOST_RANKED)


def in_order(session: Session, asker: Asker, read: InOrder, why: str, cursor: str | None) -> FeedPage:
    """A page of a tab in order of time; `read` is `queries.latest` or `queries.following`.

    Errors: InvalidInput("bad_cursor").
    """
    before = (asker.now, _END) if cursor is None else _moment(cursor)
    items: list[Candidate] = []
    for _ in range(_MOST_SCANS):
        rows = read(session, asker.person_id, before=before, most=_SCAN)
        items += kept(rows, asker, IN_ORDER)
        if len(items) > PAGE or len(rows) < _SCAN:
            break
        before = (rows[-1].created_at, rows[-1].id)
    if len(items) > PAGE:
        after: tuple[float, str] | None = (items[PAGE - 1].created_at, items[PAGE - 1].id)
    else:
        after = before if len(rows) == _SCAN else None
    return FeedPage(
        tuple(Chosen(item.id, ((why, ""),)) for item in items[:PAGE]), f"{after[0]!r}.{after[1]}" if after else None
    )


def _part(order: tuple[Chosen, ...], name: str, at: int) -> FeedPage:
    after = at + PAGE
    return FeedPage(order[at:after], f"{name}.{after}" if after < len(order) else None)


def _position(cursor: str | None, asker: Asker) -> tuple[str, int]:
    """(name of the order, place in it)."""
    if cursor is None:
        return f"{asker.seed:016x}-{math.ceil(1000 * asker.now)}", 0
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise _bad_cursor()
    return found[1], min(int(found[2]), MOST_RANKED)


def _as_of(asker: Asker, name: str) -> Asker:
    """Who asks, at the time the order was begun and with its seed."""
    seed, _, begun_ms = name.partition("-")
    return replace(asker, now=min(int(begun_ms) / 1000, asker.now + 0.001), seed=int(seed, 16))


def _moment(cursor: str) -> tuple[float, str]:
    whole, _, rest = cursor.partition(".")
    part, _, post_id = rest.partition(".")
    if not (whole.isascii() and whole.isdigit() and part.isascii() and part.isdigit() and len(cursor) < 120):
        raise _bad_cursor()
    return float(f"{whole[:12]}.{part[:12]}"), post_id


def _bad_cursor() -> InvalidInput:
    return InvalidInput("bad_cursor", "the cursor is not one this feed gave", field="cursor")
