"""How much of a wish a post is. Pure; knows nothing of languages: both sides are topics."""

from __future__ import annotations

from .types import Wish

LEADING = ("thing:", "place:", "weather:", "verb:")
"""What a wish, or a post, is about before all else."""
_HEAD = 0.6


def strength(wish: Wish, topics: frozenset[str]) -> float:
    """0 when the post is not of the wish's first part, else from 0.6 to 1 the more of its other parts it has."""
    if not wish.topics or topics.isdisjoint(wish.topics[0].split("|")):
        return 0.0
    others = wish.topics[1:]
    if not others:
        return 1.0
    met = sum(not topics.isdisjoint(part.split("|")) for part in others)
    return _HEAD + (1.0 - _HEAD) * met / len(others)
