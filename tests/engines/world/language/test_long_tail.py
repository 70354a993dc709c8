"""Words beyond the core lexicon: picture names and emoji; without the built data file the core still works."""

from __future__ import annotations

import pytest

from fantascope.engines.world.language import matching, read
from fantascope.engines.world.language.tail import Tail, tail

NEEDED = "language/data/words.json is missing: run `make setup` (tools/build_words.py)"


def test_picture_names_in_both_languages() -> None:
    assert tail().names, NEEDED
    assert read("an accordion and an abacus")[0].shots[0].cast[1].concept == "emoji:abacus"
    assert read("une boussole sur une table")[0].shots[0].cast[0].concept == "emoji:compass"


def test_emoji_are_words() -> None:
    assert tail().symbols, NEEDED
    (shot,) = read("🐶 chasing 🐱 in a park")[0].shots
    assert [r.concept for r in shot.cast] == ["dog", "cat"]
    assert [(a.verb, a.who, a.what) for a in shot.actions] == [("chase", "dog", "cat")]


def test_core_works_without_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "tail", Tail)
    screenplay, understanding = read("A dog chases an abacus 🐱")
    assert [r.concept for r in screenplay.shots[0].cast] == ["dog"]
    assert understanding.unstaged == ("abacus 🐱",)
