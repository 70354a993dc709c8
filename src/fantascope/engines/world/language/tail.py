"""The long tail: names and keywords of some thousand small pictures, English and French, from Unicode data.

Knows nothing of grammar. Built by tools/build_words.py into data/words.json; without that file the tail is empty and
everything else works.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from .french import french_noun
from .lexicon import Sense
from .morphology import english_noun
from .tokens import phrase_key

_FAMILIES = frozenset(
    {"animal", "bird", "fish", "insect", "food", "plant", "person", "building", "vehicle", "boat", "air"}
)


@dataclass(frozen=True, slots=True)
class Tail:
    """names: language → phrase key → sense; words: language → keyword → sense (near); symbols: emoji → "slug|label"."""

    names: dict[str, dict[tuple[str, ...], Sense]] = field(default_factory=dict)
    words: dict[str, dict[str, Sense]] = field(default_factory=dict)
    symbols: dict[str, str] = field(default_factory=dict)
    longest: dict[str, dict[str, int]] = field(default_factory=dict)

    def find(self, keys: list[str], at: int, language: str) -> tuple[int, tuple[Sense, ...]]:
        names = self.names.get(language, {})
        reach = self.longest.get(language, {}).get(keys[at], 0)
        for length in range(min(reach, len(keys) - at), 0, -1):
            found = names.get(tuple(keys[at : at + length]))
            if found:
                return length, (found,)
        return 0, ()

    def near(self, key: str, language: str) -> tuple[Sense, ...]:
        found = self.words.get(language, {}).get(key)
        return (found,) if found else ()


@cache
def tail() -> Tail:
    """Read the data file once; an empty tail when there is none."""
    path = files(__package__).joinpath("data", "words.json")
    if not path.is_file():
        return Tail()
    data = json.loads(path.read_text(encoding="utf-8"))
    out = Tail(symbols=data["symbols"])
    for language, noun in (("en", english_noun), ("fr", french_noun)):
        names = out.names.setdefault(language, {})
        longest = out.longest.setdefault(language, {})
        for slug, family, name in data["names"][language]:
            for spelling, form in noun(name):
                key = phrase_key(spelling)
                if key and key not in names:
                    names[key] = _sense(slug, family, False, form)
                    longest[key[0]] = max(longest.get(key[0], 0), len(key))
        words = out.words.setdefault(language, {})
        for slug, family, word in data["words"][language]:
            for spelling, form in noun(word):
                key = phrase_key(spelling)
                if len(key) == 1:
                    words.setdefault(key[0], _sense(slug, family, True, form))
    return out


def _sense(slug: str, family: str, near: bool, form: str) -> Sense:
    return Sense("thing", f"emoji:{slug}", {"family": family if family in _FAMILIES else "object"}, near, form)
