"""Characters called by name in a prompt."""

from __future__ import annotations

import pytest

from fantascope.engines.world.language import read, with_names
from fantascope.kernel.errors import InvalidInput


def test_a_name_becomes_a_role() -> None:
    screenplay, said = with_names("Biscuit jumps over a log", {"Biscuit": "char_1"})
    shot = screenplay.shots[0]
    biscuit = next(r for r in shot.cast if r.label == "Biscuit")
    assert (biscuit.concept, biscuit.id) == ("character:char_1", "biscuit")
    assert any(a.verb == "jump" and a.who == "biscuit" for a in shot.actions)
    assert screenplay.prompt == "Biscuit jumps over a log" == screenplay.title
    assert "Biscuit" in said.understood
    assert not said.unstaged


def test_the_reader_takes_names_too() -> None:
    assert read("Biscuit dances", names={"Biscuit": "c"}) == with_names("Biscuit dances", {"Biscuit": "c"})


def test_several_words_and_french() -> None:
    screenplay, said = with_names("Maître Chat saute par-dessus une bûche", {"Maître Chat": "x"})
    shot = screenplay.shots[0]
    assert next((r.id, r.concept) for r in shot.cast) == ("maitre_chat", "character:x")
    assert screenplay.language == "fr"
    assert shot.actions[0].verb == "jump"
    assert "Maître Chat" in said.understood


def test_two_names_and_an_animal_beside_them() -> None:
    prompt = "Biscuit and Mr. Fluff chase a dog on a beach. Biscuit barks"
    screenplay, _ = with_names(prompt, {"Biscuit": "a", "Mr. Fluff": "b"})
    concepts = [r.concept for r in screenplay.shots[0].cast]
    assert concepts.count("character:a") == 1
    assert concepts.count("character:b") == 1
    assert "dog" in concepts


def test_words_in_quotation_marks_stay() -> None:
    screenplay, _ = with_names('Biscuit says "Hello, Biscuit!"', {"Biscuit": "a"})
    line = screenplay.shots[0].lines[0]
    assert (line.text, line.who) == ("Hello, Biscuit!", "biscuit")


def test_a_thing_by_name() -> None:
    screenplay, _ = with_names("Pot rolls down a hill", {"Pot": "a"}, kinds={"Pot": "object"})
    assert any(a.verb == "roll" and a.who == "pot" for a in screenplay.shots[0].actions)


@pytest.mark.parametrize(
    "prompt", ["a dog runs", "biscuit runs", "Biscuits runs", "MyBiscuit runs", 'a man says "Biscuit"']
)
def test_a_name_must_be_there_letter_for_letter(prompt: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        with_names(prompt, {"Biscuit": "a"})
    assert caught.value.code == "character_not_mentioned"


def test_at_most_two() -> None:
    with pytest.raises(InvalidInput) as caught:
        with_names("A, B and C dance", {"A": "1", "B": "2", "C": "3"})
    assert caught.value.code == "too_many_characters"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    screenplay, _ = with_names("Zoe\u0301 dances", {"Zo\u00e9": "z"})
    assert screenplay.shots[0].cast[0].concept == "character:z"
