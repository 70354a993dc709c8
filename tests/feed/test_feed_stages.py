"""The stages of ranking, each alone: filters as a table, scorers by comparison, selectors by what always holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fantascope.feed.filters import IN_ORDER, RANKED, kept
from fantascope.feed.scorers import score, scored
from fantascope.feed.selectors import PAGE, diverse, selected
from fantascope.feed.types import EXPLORED, FRESH, TRENDING, Asker, Candidate, Scored, Wish

MakeAsker = Callable[..., Asker]
MakeCandidate = Callable[..., Candidate]
NONE_OF_CATS = Wish("cats", ("thing:cat",), -1.0)
SOME_DOGS = Wish("dogs", ("thing:dog",), 0.7)


@pytest.mark.parametrize(
    ("facts", "ranked", "in_order"),
    [
        ({}, True, True),
        ({"state": "held"}, False, False),
        ({"state": "removed", "person_id": "person_me"}, False, False),
        ({"author_active": False}, False, False),
        ({"visibility": "followers"}, False, False),
        ({"visibility": "followers", "followed": True}, True, True),
        ({"visibility": "unlisted", "followed": True}, False, False),
        ({"blocked": True}, False, False),
        ({"muted": True}, False, False),
        ({"seen": True}, False, True),
        ({"person_id": "person_me"}, False, True),
        ({"reported": True}, True, True),
    ],
)
def test_filters(
    facts: dict[str, Any], ranked: bool, in_order: bool, asker: MakeAsker, candidate: MakeCandidate
) -> None:
    one = candidate(**facts)
    assert bool(kept([one], asker(), RANKED)) is ranked
    assert bool(kept([one], asker(), IN_ORDER)) is in_order


def test_minors_do_not_see_what_is_reported(asker: MakeAsker, candidate: MakeCandidate) -> None:
    reported = candidate(reported=True)
    assert not kept([reported], asker(minor=True), RANKED)
    assert not kept([reported], asker(minor=True), IN_ORDER)


def test_lengths_and_what_is_unwanted(asker: MakeAsker, candidate: MakeCandidate) -> None:
    short, long, dog = candidate("a", seconds=4), candidate("b", seconds=20), candidate("c", topics="thing:dog")
    assert kept([short, long, dog], asker(min_seconds=5), RANKED) == [long, dog]
    assert kept([short, long, dog], asker(max_seconds=10), RANKED) == [short, dog]
    assert kept([short, long, dog], asker(wishes=(NONE_OF_CATS,)), RANKED) == [dog]
    unfiled = candidate("d", topics=None)
    assert kept([unfiled], asker(wishes=(NONE_OF_CATS,)), RANKED) == [unfiled]


BETTER = [
    ({"likes": 50, "views": 100}, {"likes": 5, "views": 100}, {}),
    ({"remixes": 5, "views": 50}, {"likes": 5, "views": 50}, {}),
    ({"finishes": 30, "views": 50}, {"skips": 30, "views": 50}, {}),
    ({"created_at": 1_800_000_000.0 - 3600}, {}, {}),
    ({"followed": True}, {}, {}),
    ({"shared": 5}, {}, {}),
    ({"sources": TRENDING | FRESH}, {}, {}),
    ({}, {"reported": True}, {}),
    ({"topics": "thing:dog"}, {}, {"wishes": (SOME_DOGS,)}),
    ({"topics": "thing:dog"}, {}, {"wishes": (Wish("cats", ("thing:cat",), -0.6),)}),
    ({"followed": True}, {"likes": 90, "views": 100, "shared": 9}, {"follow_first": 1.0}),
    ({"followed": False}, {"followed": True, "likes": 20, "views": 100}, {"follow_first": -1.0}),
    ({"created_at": 1_800_000_000.0}, {"followed": True, "likes": 90, "views": 100}, {"fresh_first": 1.0}),
    ({"likes": 800, "views": 8000}, {"likes": 1, "views": 1}, {"popular_first": 1.0}),
    ({"likes": 1, "views": 20}, {"likes": 900, "views": 1000}, {"popular_first": -1.0}),
]


@pytest.mark.parametrize(("one", "other", "weights"), BETTER)
def test_scores_compare(
    one: dict[str, Any], other: dict[str, Any], weights: dict[str, Any], asker: MakeAsker, candidate: MakeCandidate
) -> None:
    who = asker(**weights)
    assert score(candidate(**one), who).score > score(candidate(**other), who).score


def test_reasons_say_what_weighed_most(asker: MakeAsker, candidate: MakeCandidate) -> None:
    who = asker(wishes=(SOME_DOGS,))
    why = score(candidate(topics="thing:dog", followed=True, shared=2), who).why
    assert why[:2] == (("matches_wish", "dogs"), ("followed", ""))
    assert score(candidate(sources=EXPLORED), who).why == (("exploration", ""),)
    assert score(candidate(created_at=who.now), who).why == (("fresh", ""),)


def test_without_a_profile_nothing_of_it_weighs(asker: MakeAsker, candidate: MakeCandidate) -> None:
    who = asker(personalised=False, wishes=(SOME_DOGS,))
    plain = score(candidate(), who)
    known = score(candidate(topics="thing:dog", followed=True, shared=9), who)
    assert known.score == plain.score
    assert known.why == plain.why


def test_time_spent_is_nowhere_in_it() -> None:
    assert not any("watch" in name or "dwell" in name for name in Candidate._fields)


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 10)), max_size=60))
def test_authors_take_turns(posts: list[tuple[int, float]]) -> None:
    ranked = [Scored(_post(n, author), worth, ()) for n, (author, worth) in enumerate(posts)]
    ranked.sort(key=lambda one: -one.score)
    order = diverse(ranked)
    assert Counter(order) == Counter(ranked)
    authors = [one.candidate.person_id for one in order]
    for at in range(len(authors) - 1):
        if authors[at] == authors[at + 1]:  # then nobody else is left
            assert set(authors[at:]) == {authors[at]}


@given(st.integers(0, 2**64 - 1), st.integers(0, 200), st.integers(0, 40))
def test_one_in_ten_is_exploration(seed: int, known: int, unknown: int) -> None:
    ranked = [Scored(_post(n, n), 500.0 - n, (("fresh", ""),)) for n in range(known)]
    ranked += [Scored(_post(1000 + n, n, EXPLORED), 0.1, ()) for n in range(unknown)]
    chosen = selected(ranked, seed=seed, most=150)
    ids = [one.post_id for one in chosen]
    assert len(set(ids)) == len(ids) == min(known + unknown, 150)
    assert chosen == selected(ranked, seed=seed, most=150)
    whole = [chosen[at : at + PAGE] for at in range(0, min(len(chosen), known), PAGE)]
    for number, page in enumerate(page for page in whole if len(page) == PAGE):
        explored = sum(one.why == (("exploration", ""),) for one in page)
        assert explored == (1 if number < unknown else 0) or known < (number + 1) * PAGE


def test_the_same_request_gives_the_same_order(asker: MakeAsker, candidate: MakeCandidate) -> None:
    posts = [candidate(f"post_{n}", likes=n % 7) for n in range(40)]
    assert scored(posts, asker()) == scored(posts[::-1], asker())


def _post(number: int, author: int, sources: int = FRESH) -> Candidate:
    facts = (0.0, 8.0, "public", "live", 0, 0, 0, 0, 0, 0, 0.0, "", False, False, False, False, False, True)
    return Candidate(f"post_{number:04}", f"person_{author}", sources, 0, *facts)
