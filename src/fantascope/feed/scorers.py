"""How much a candidate is worth to who asks, and why. Pure.

    score = (quality + freshness + following + similar tastes + trending + wishes) × what they want less of

Quality is what viewers did, by what it costs them: a remix over a like over watching to the end, less skips, over how
many saw it, held back by a prior while few did. Time spent is nowhere in it. Everything halves with age.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp2, log2

from .types import EXPLORED, TRENDING, Asker, Candidate, Scored
from .wishes import strength

LIKE, COMMENT, REMIX, FINISH, SKIP = 1.0, 1.5, 3.0, 0.3, -0.5
_PRIOR_VIEWS, _PRIOR = 20.0, 4.0
_HALF_LIFE_H = 48.0
_FRESH_HALF_LIFE_H = 12.0
_REPORTED = 0.3
_LEAST = 0.01
_MOST_REASONS = 3


def quality(candidate: Candidate) -> float:
    """Acts a view, by weight; about 0.2 for a post of which nothing is known, rarely over 1."""
    acts = LIKE * candidate.likes + COMMENT * candidate.comments + REMIX * candidate.remixes
    acts += FINISH * candidate.finishes + SKIP * candidate.skips
    views = max(candidate.views, candidate.likes)
    return min(max((acts + _PRIOR) / (views + _PRIOR_VIEWS), 0.0), 2.0)


def freshness(candidate: Candidate, now: float, half_life_h: float = _HALF_LIFE_H) -> float:
    """1 for what is new, halved each half-life."""
    return exp2(-max(now - candidate.created_at, 0.0) / 3600.0 / half_life_h)


def score(candidate: Candidate, asker: Asker) -> Scored:
    """The worth of a candidate with its reasons, the strongest first."""
    weights = asker.weights
    fresh = freshness(candidate, asker.now)
    new = freshness(candidate, asker.now, _FRESH_HALF_LIFE_H)
    liked = log2(1.0 + candidate.likes) / 10.0
    terms: list[tuple[float, str, bool]] = [
        (0.8 * new + 2.5 * weights.fresh_first * (new + 0.3 * fresh), "fresh", new > 0.4),
        (1.5 * weights.popular_first * liked, "popular", liked > 0.3),
        (0.5 if candidate.sources & TRENDING else 0.0, "trending", True),
    ]
    if weights.personalised:
        terms.append(((0.6 + 3.0 * weights.follow_first) if candidate.followed else 0.0, "followed", True))
        terms.append((0.8 * min(candidate.shared / 6.0, 1.0), "liked_by_similar", True))
    worth = 0.2 + quality(candidate) * (0.3 + 0.7 * fresh)
    for term, _, _ in terms:
        worth += term
    worth = max(worth, _LEAST)
    if candidate.reported:
        worth *= _REPORTED
    reasons = [(term, code, "") for term, code, shown in terms if shown and term > 0.05]
    if weights.personalised and weights.wishes:
        worth = _wished(candidate, asker, worth, reasons)
    reasons.sort(key=lambda reason: -reason[0])
    why = tuple((code, words) for _, code, words in reasons[:_MOST_REASONS])
    if not why:
        why = (("exploration", ""),) if candidate.sources & EXPLORED else (("popular", ""),)
    return Scored(candidate, worth, why)


def scored(candidates: Sequence[Candidate], asker: Asker) -> list[Scored]:
    """All of them, the best first."""
    every = [score(candidate, asker) for candidate in candidates]
    every.sort(key=lambda one: (-one.score, one.candidate.id))
    return every


def _wished(candidate: Candidate, asker: Asker, worth: float, reasons: list[tuple[float, str, str]]) -> float:
    topics = frozenset((candidate.topics or "").split())
    less = 0.0
    for wish in asker.weights.wishes:
        met = strength(wish, topics)
        if met == 0.0:
            continue
        if wish.weight > 0:
            worth += 2.0 * wish.weight * met
            reasons.append((2.0 * wish.weight * met, "matches_wish", wish.words))
        else:
            less += wish.weight * met
    return worth * exp2(4.0 * max(less, -2.0))
