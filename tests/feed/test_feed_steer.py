"""Sentences become weights, in both languages, and nothing said is dropped in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.feed.steer import steer, wish_for, with_wish
from fantascope.feed.topics import topics_of
from fantascope.feed.types import MOST_WISHES, Weights, Wish
from fantascope.feed.weights import document_of, weights_from
from fantascope.feed.wishes import strength


def wishes(sentence: str) -> dict[str, float]:
    return {wish.topics[0]: wish.weight for wish in steer(Weights(), sentence).weights.wishes}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("less cars", {"thing:car": -0.6}),
        ("moins de voitures", {"thing:car": -0.6}),
        ("more cats and fewer dogs", {"thing:cat": 0.7, "thing:dog": -0.6}),
        ("plus de chats, rien avec de la pluie", {"thing:cat": 0.7, "weather:rain": -1.0}),
        ("no rain, snow or fog", {"weather:rain": -1.0, "place:snow|weather:snow": -1.0, "weather:fog": -1.0}),
        ("a lot less rain", {"weather:rain": -0.8}),
        ("un peu plus de chevaux", {"thing:horse": 0.35}),
        ("I don't like taxis but lots of whales", {"thing:taxi": -1.0, "thing:whale": 0.7}),
        ("je ne veux plus de voitures ni de bus", {"thing:car": -1.0, "thing:bus|verb:drink": -1.0}),
        ("cats first", {"thing:cat": 1.0}),
        ("only dancing robots", {"thing:robot": 1.0}),
        ("stop showing me clowns", {"thing:clown": -1.0}),
        ("more 🐶", {"thing:dog": 0.7}),
        ("no wizzlebonks", {"word:wizzlebonk": -1.0}),
        ("nothing with New York", {"word:new_york": -1.0}),
    ],
)
def test_what_is_wished(sentence: str, expected: dict[str, float]) -> None:
    assert wishes(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("people I follow first", "follow_first", 1.0),
        ("les gens que je suis d'abord", "follow_first", 1.0),
        ("fewer people I follow", "follow_first", -0.6),
        ("newest first", "fresh_first", 1.0),
        ("les plus récentes d'abord", "fresh_first", 1.0),
        ("fewer viral videos", "popular_first", -0.6),
        ("les plus populaires", "popular_first", 0.7),
        ("pas de vidéos de moins de 5 secondes", "min_seconds", 5.0),
        ("no clips longer than 12 seconds", "max_seconds", 12.0),
        ("at least 8 s", "min_seconds", 8.0),
        ("pas plus de 10 secondes", "max_seconds", 10.0),
        ("vidéos de plus de 10 secondes", "min_seconds", 10.0),
        ("no more than 20s", "max_seconds", 20.0),
        ("short ones please", "max_seconds", 6.0),
        ("pas de clips longs", "max_seconds", 10.0),
    ],
)
def test_switches(sentence: str, field: str, value: float) -> None:
    heard = steer(Weights(), sentence)
    assert getattr(heard.weights, field) == value
    assert heard.weights.wishes == ()
    assert [code for code, _ in heard.understood] == [field]


def test_several_things_at_once() -> None:
    heard = steer(Weights(), "less cars, more calm seas, people I follow first")
    assert heard.weights.wishes == (
        Wish("cars", ("thing:car",), -0.6),
        Wish("calm seas", ("place:sea", "mood:calm"), 0.7),
    )
    assert heard.weights.follow_first == 1.0
    assert heard.understood == (("wish", "cars"), ("wish", "calm seas"), ("follow_first", "people I follow"))
    assert heard.unknown == ()


def test_unknown_words_are_told_and_still_meant() -> None:
    heard = steer(Weights(), "more steampunk kittens")
    assert heard.unknown == ("steampunk",)
    (wish,) = heard.weights.wishes
    assert strength(wish, frozenset(topics_of("a steampunk kitten"))) == 1.0
    assert 0.5 < strength(wish, frozenset(topics_of("a sleeping kitten"))) < 1.0


def test_both_languages_meet() -> None:
    english, french = wish_for("calm seas", 1.0), wish_for("mers calmes", 1.0, "fr")
    for text in ("a calm sea at dawn with a red sailboat", "une mer calme au lever du soleil"):
        assert strength(english, frozenset(topics_of(text))) == 1.0
        assert strength(french, frozenset(topics_of(text))) == 1.0
    assert strength(english, frozenset(topics_of("a stormy sea"))) < 1.0
    assert strength(english, frozenset(topics_of("a calm forest"))) == 0.0


def test_the_special_is_of_the_general_and_not_the_other_way() -> None:
    taxi, car = frozenset(topics_of("a taxi")), frozenset(topics_of("a red car"))
    assert strength(wish_for("cars", 1.0), taxi) == 1.0
    assert strength(wish_for("taxis", 1.0), car) == 0.0


def test_a_sentence_adds_to_what_there_is() -> None:
    first = steer(Weights(), "more cats, less rain").weights
    then = steer(first, "no cats").weights
    assert {w.words: w.weight for w in then.wishes} == {"rain": -0.6, "cats": -1.0}
    assert steer(then, "forget everything, more foxes").weights.wishes == (Wish("foxes", ("thing:fox",), 0.7),)


def test_there_is_an_end_to_wishes() -> None:
    weights = Weights()
    for number in range(3 * MOST_WISHES):
        weights = with_wish(weights, Wish(f"{number}", (f"word:{number}",), 1.0))
    assert len(weights.wishes) == MOST_WISHES
    assert weights.wishes[-1].words == f"{3 * MOST_WISHES - 1}"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.text(alphabet="less moins de plus no rien 5s cats,;'’éà\"«»", max_size=80)))
def test_any_sentence_can_be_heard_and_kept(sentence: str) -> None:
    heard = steer(Weights(), sentence)
    assert weights_from(document_of(heard.weights)) == heard.weights
    assert all(-1 <= wish.weight <= 1 and wish.words for wish in heard.weights.wishes)


@pytest.mark.parametrize("kept", [None, {}, [], "x", {"wishes": 3}, {"follow_first": 7}, {"unheard": 1}])
def test_what_cannot_be_read_is_nothing_kept(kept: object) -> None:
    assert weights_from(kept) == Weights()
