"""Tables to a searchable lexicon: every form of every phrase → its senses.

Knows nothing of grammar. Table lines are `value; feature=… | English | French [| English nouns | French nouns]`; a word
ending in ~ is near the value, not the value itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from .. import french, morphology
from ..tokens import phrase_key

Features = dict[str, str]
Forms = Callable[[str], list[morphology.Form]]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a phrase: category, value, features, whether it only stands in, and the grammatical form met."""

    cat: str
    value: str
    features: Features = field(default_factory=dict, hash=False)
    near: bool = False
    form: str = "base"

    def get(self, name: str) -> str | None:
        return self.features.get(name)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by phrase, and the longest phrase that starts with a word."""

    language: str
    senses: dict[Key, tuple[Sense, ...]]
    longest: dict[str, int]
    single: frozenset[str]
    """One-word phrases, for spelling correction."""

    def find(self, keys: list[str], at: int) -> tuple[int, tuple[Sense, ...]]:
        """Longest phrase at `at`: (number of words, its senses); (0, ()) when there is none."""
        for length in range(min(self.longest.get(keys[at], 0), len(keys) - at), 0, -1):
            found = self.senses.get(tuple(keys[at : at + length]))
            if found:
                return length, found
        return 0, ()


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of "en" or "fr"."""
    senses: dict[Key, list[Sense]] = {}
    for phrase, sense in _entries(language):
        key = phrase_key(phrase)
        if not key or sense in senses.setdefault(key, []):
            continue
        senses[key].append(sense)
        if "à" in key[:1] and len(key) > 1:
            senses.setdefault(("a", *key[1:]), []).append(sense)
    longest: dict[str, int] = {}
    for key in senses:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    single = frozenset(k[0] for k in senses if len(k) == 1 and len(k[0]) > 3)
    return Lexicon(language, {k: tuple(v) for k, v in senses.items()}, longest, single)


def _entries(language: str) -> Iterator[tuple[str, Sense]]:
    english = language == "en"
    noun = morphology.english_noun if english else french.french_noun
    verb = morphology.english_verb if english else french.french_verb
    plain: Forms = (lambda p: [(p, "base")]) if english else french.french_adjective
    column = 1 if english else 2
    for row in rows("grammar"):
        cat, _, value = row[0].partition(" ")
        yield from _expand(row[column], Sense(cat, value), _unchanged)
    for row in rows("things"):
        yield from _expand(row[column], _sense("thing", row[0]), noun)
    for row in rows("garments"):
        yield from _expand(row[column], _sense("garment", row[0]), noun)
    for name in ("places", "marks"):
        for row in rows(name):
            yield from _expand(row[column], _sense(name.removesuffix("s"), row[0]), noun)
    for row in rows("verbs"):
        sense = _sense("verb", row[0])
        for phrase in _split(row[column]):
            reflexive = phrase.lower().startswith(("se ", "s'"))
            yield from _expand(
                phrase,
                Sense("verb", sense.value, {**sense.features, **({"reflexive": "1"} if reflexive else {})}),
                verb,
            )
        if len(row) > column + 2:
            yield from _expand(row[column + 2], Sense("action_noun", sense.value, sense.features), noun)
    for row in rows("colours"):
        yield from _expand(row[column + 0], Sense("colour", row[0].partition(";")[0]), plain)
    for name in ("attributes", "directives"):
        for row in rows(name):
            cat, _, value = row[0].partition(" ")
            yield from _expand(row[column], Sense(cat, value), plain)
    for row in rows("relations"):
        yield from _expand(row[column], Sense("prep", row[0]), _unchanged if english else _contracted)


@cache
def word_class(name: str) -> frozenset[str]:
    """Members of a class of classes.txt."""
    return frozenset(next(row[1] for row in rows("classes") if row[0] == name).split())


def _sense(cat: str, head: str) -> Sense:
    value, *features = (part.strip() for part in head.split(";"))
    pairs = (f.partition("=") for f in features)
    return Sense(cat, value, {name: what or "1" for name, _, what in pairs})


def _split(phrases: str) -> list[str]:
    return [p.strip() for p in phrases.split(",") if p.strip()]


def _unchanged(phrase: str) -> list[morphology.Form]:
    return [(phrase, "base")]


def _contracted(phrase: str) -> list[morphology.Form]:
    """ "près de", and what it becomes before an article or a vowel."""
    stem, space, last = phrase.rpartition(" ")
    endings = {"de": ("de", "du", "des", "d'"), "à": ("à", "au", "aux")}.get(last, (last,))
    return [(stem + space + ending, "base") for ending in endings]


def _expand(phrases: str, sense: Sense, forms: Forms) -> Iterator[tuple[str, Sense]]:
    for phrase in _split(phrases):
        near = phrase.endswith("~")
        for spelling, form in forms(phrase.rstrip("~")):
            yield spelling, Sense(sense.cat, sense.value, sense.features, near, form)


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a table, cells stripped; a [section] line adds feature family=section to the rows below it."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    family = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            family = line[1:-1]
        elif line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            yield [f"{cells[0]}; family={family}" if family else cells[0], *cells[1:]]
