"""Any text gives a valid screenplay or one of two errors, and no word is lost."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.engines.world.language import PROMPT_LIMIT, read
from fantascope.engines.world.language.lexicon import lexicon
from fantascope.engines.world.language.tokens import clean, tokenise
from fantascope.engines.world.screenplay.io import dumps, loads
from fantascope.engines.world.screenplay.schema import Understanding
from fantascope.kernel.errors import InvalidInput

PIECES = (
    "a dog",
    "the red ball",
    "deux chats",
    "runs",
    "court après",
    "on the left of",
    "and",
    ",",
    ".",
    "then",
    "puis",
    '"',
    "«",
    "»",
    "“",
    "Shot 2:",
    "(3s)",
    "\n",
    "camera",
    "zooms in",
    "one of them",
    "it",
    "says",
    "dit",
    "<dialogue>",
    "</dialogue>",
    "of",
    "of of",
    "is",
    "wearing",
    "a hat",
    "slow motion",
    "🐶",
    "😀",
    "مرحبا",
    "שלום",
    "漢字",
    "\x00",
    "\u202e",
    "e\u0301",
    "ZWJ\u200d",
    "<script>",
    "&amp;",
    "{}",
    "\\",
    "%s",
    "xyzzy",
    "12",
    "99999999999999999999",
    "3.5",
    "A",
    "l'",
    "d'",
    "qu'",
    "-",
    "—",
    "close-up",
    "the",
    "under",
    "between",
    "in the kitchen",
    "sleeping",
    "takes a walk",
    "fait",
    "cut to",
    "1.",
)
GRAMMAR = frozenset({"det", "conj", "prep", "pron", "rel", "aux", "filler", "light_verb"})


def check(prompt: str) -> None:
    if not clean(prompt) or len(prompt) > PROMPT_LIMIT:
        with pytest.raises(InvalidInput) as caught:
            read(prompt)
        assert caught.value.code == ("prompt_too_long" if clean(prompt) else "empty_prompt")
        return
    screenplay, understanding = read(prompt)
    assert loads(dumps(screenplay)) == screenplay
    ids = [r.id for shot in screenplay.shots for r in shot.cast]
    for shot in screenplay.shots:
        names = [r.id for r in shot.cast]
        assert len(names) == len(set(names))
        for action in shot.actions:
            for target in (action.who, action.what, action.instrument, action.goal, action.source, action.path):
                assert target is None or target in ids or target.startswith("set:")
    assert not lost(prompt, understanding), (prompt, understanding)


def lost(prompt: str, understanding: Understanding) -> list[str]:
    """Words of the prompt that no list mentions, grammar words aside."""
    mentioned = " ".join(
        [*understanding.understood, *(w for w, _ in understanding.approximated), *understanding.unstaged]
    )
    said = set(re.findall(r"\w+", mentioned))
    return [
        t.text
        for t in tokenise(clean(prompt))
        if t.kind == "word" and len(t.key) > 2 and t.key not in grammar_words() and t.text not in said
    ]


@cache
def grammar_words() -> frozenset[str]:
    """Words that have a grammatical reading, alone or in a phrase that is grammar only."""
    found = set()
    for language in ("en", "fr"):
        for key, senses in lexicon(language).senses.items():
            if all(s.cat in GRAMMAR for s in senses) or (len(key) == 1 and any(s.cat in GRAMMAR for s in senses)):
                found.update(key)
    return frozenset(found)


@pytest.mark.parametrize("prompt", ["", "   ", "\x00\x01\n\t", "\u200b", "\u202e"])
def test_empty(prompt: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(prompt)
    assert caught.value.code == "empty_prompt"


def test_too_long() -> None:
    read("a " * (PROMPT_LIMIT // 2))
    with pytest.raises(InvalidInput) as caught:
        read("a" * (PROMPT_LIMIT + 1))
    assert caught.value.code == "prompt_too_long"


@pytest.mark.parametrize(
    "prompt",
    [
        "!!!",
        "...",
        "«»",
        '"',
        '"""',
        "“",
        "-",
        "🐶" * 300,
        "漢字かな交じり文",
        "مرحبا بالعالم",
        "the the the",
        "of of of of",
        "and and",
        '"a" "b" "c"',
        "<b>dog</b><script>alert(1)</script>",
        "a" * 2000,
        "dog " * 500,
        "and a dog " * 200,
        '"x" says ' * 200,
        "then " * 400,
        "1. " * 600,
        "Shot 1: " * 200,
        "(((((" * 300,
        "'" * 500,
        "« " * 900,
        "un chien et " * 160,
        "Shot 1: a dog. " * 60,
        "\ud800 dog",
        "A\u0300" * 900,
    ],
)
def test_hostile(prompt: str) -> None:
    check(prompt)


def test_random_mixtures() -> None:
    rng = np.random.default_rng(7)
    for _ in range(1500):
        check(" ".join(PIECES[i] for i in rng.integers(len(PIECES), size=int(rng.integers(1, 24)))))


def test_random_characters() -> None:
    rng = np.random.default_rng(8)
    for _ in range(500):
        points = rng.integers(1, 0x2FFFF, size=int(rng.integers(1, 60)))
        check("".join(chr(p) for p in points if not 0xD800 <= p < 0xE000))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=300))
def test_any_text(prompt: str) -> None:
    check(prompt)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_any_mixture(pieces: list[str]) -> None:
    check(" ".join(pieces))


def test_same_prompt_same_screenplay() -> None:
    prompt = "A doctor and three astronauts dance in the rain, then a cat sleeps in the kitchen"
    assert read(prompt, seed=5) == read(prompt, seed=5)
    assert dumps(read(prompt, seed=5)[0]) == dumps(read(prompt, seed=5)[0])


def test_unknown_words_are_reported() -> None:
    _, understanding = read("a dog and a flumoxiator in the kitchen")
    assert understanding.unstaged == ("flumoxiator",)
    assert unicodedata.is_normalized("NFC", understanding.unstaged[0])


def test_stand_ins_are_reported() -> None:
    _, understanding = read("a jeep on a cliff, in the style of van gogh, a dolphn")
    assert ("dolphn", "dolphin") in understanding.approximated
    assert ("cliff", "mountain") in understanding.approximated


def test_options() -> None:
    screenplay, _ = read("a cat", seconds=12, look="clay", seed=3)
    assert (screenplay.look, screenplay.seed, screenplay.shots[0].duration_s) == ("clay", 3, 12)
    assert read("a cat", look="nonsense")[0].look == "toy"
    assert read("chat", language="fr")[0].shots[0].cast[0].concept == "cat"


def test_durations_are_shared_out() -> None:
    screenplay, _ = read("Shot 1 (2s): a dog. Shot 2 (6s): a cat. Shot 3 (4s): a fox.", seconds=6)
    assert [s.duration_s for s in screenplay.shots] == [1, 3, 2]
    cards, _ = read("1. A dog runs\n2. A cat sits\n3. They sleep", seconds=9)
    assert [s.duration_s for s in cards.shots] == [3, 3, 3]
    assert {r.id for r in cards.shots[2].cast} == {"dog", "cat"}


def test_a_palette_is_the_films_and_nobodys_colour() -> None:
    screenplay, understanding = read("A fox runs in a forest, colour palette of teal, sand and rust, close-up")
    shot = screenplay.shots[0]
    assert (shot.palette, shot.camera.shot) == (("teal", "beige", "rust"), "close_up")
    assert [(r.id, r.colour) for r in shot.cast] == [("fox", None)]
    assert understanding.unstaged == ()
    assert read("palette de couleurs : bleu et or")[0].shots[0].palette == ("blue", "gold")
    assert read("A painter holds a palette")[0].shots[0].palette == ()
