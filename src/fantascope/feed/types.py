"""Values of the feed: what a person wishes, who asks, a post as the ranking sees it, and a post that was chosen.

Knows nothing of databases or HTTP. Weights run from −1 (none of it) over 0 to +1 (as much as there is).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MOST_WISHES = 24

FOLLOWED, FRESH, TRENDING, SIMILAR, WISHED, EXPLORED = 1, 2, 4, 8, 16, 32
"""Bits of `Candidate.sources`."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to see more or less of. `topics`: each entry is one part of it, alternatives joined by "|"; a post
    has the wish when it has the first part, and more of it the more of the others it has."""

    words: str
    topics: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All that steers a person's feed; shown to them, and theirs to change."""

    wishes: tuple[Wish, ...] = ()
    follow_first: float = 0.0
    fresh_first: float = 0.0
    popular_first: float = 0.0
    min_seconds: float | None = None
    max_seconds: float | None = None
    personalised: bool = True
    """False = newest and trending only, and nothing that is known of the person is read."""
    sentence: str = ""
    """The last sentence that changed it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a page, and when: what came or was seen after `now` is as if it were not."""

    person_id: str
    is_minor: bool
    weights: Weights
    now: float
    seed: int


class Candidate(NamedTuple):
    """A post as the ranking sees it: a row of the sources (a plain tuple, for there are hundreds a page)."""

    id: str
    person_id: str
    sources: int
    """Bits: where it comes from."""
    shared: int
    """How many likes it shares with the asker through others."""
    created_at: float
    seconds: float
    visibility: str
    state: str
    likes: int
    comments: int
    remixes: int
    views: int
    finishes: int
    skips: int
    trend: float
    topics: str | None
    followed: bool
    seen: bool
    blocked: bool
    """Either way."""
    muted: bool
    reported: bool
    """A case about it is open."""
    author_active: bool


class Scored(NamedTuple):
    """A candidate with its score and why it has it: (code, words), the strongest reason first."""

    candidate: Candidate
    score: float
    why: tuple[tuple[str, str], ...]


class Chosen(NamedTuple):
    """A post of a page, and why it is there."""

    post_id: str
    why: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Part of a feed; `next` is the cursor of the part after, None at the end."""

    items: tuple[Chosen, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence meant: the weights it leads to, what was understood (code, words), and words no table knows;
    those are still looked for as they are."""

    weights: Weights
    understood: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of a post on a screen. Watching longer than the clip lasts counts for nothing."""

    post_id: str
    seconds: float
    finished: bool = False
    skipped: bool = False
