"""Items to phrases: determiners, numbers and attributes gather round their noun.

Knows nothing of verbs' meaning. Always holds: every item is in exactly one phrase, in order; a noun phrase has at least
one noun.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .lexicon import Sense
from .reading import Item

_INSIDE = ("det", "count", "attribute", "participle", "filler")
_FRENCH_LINKS = frozenset({"de", "du", "des", "d'"})


@dataclass(slots=True)
class NounPhrase:
    """`heads`: readings of the head noun; `modifiers`: nouns used as adjectives; `items`: all that it is made of."""

    heads: tuple[Sense, ...]
    head: Item
    determiner: str = ""
    count: int | None = None
    plural: bool = False
    arrangement: str | None = None
    attributes: list[Item] = field(default_factory=list)
    modifiers: list[Item] = field(default_factory=list)
    moods: list[Item] = field(default_factory=list)
    """Directives inside the phrase ("a snowy forest", "a magical garden")."""
    items: list[Item] = field(default_factory=list)
    own: list[Item] = field(default_factory=list)
    """Without the part or group in front ("the head of …"); empty = all items."""

    def reading(self, *cats: str) -> Sense | None:
        """The head's first reading in one of the categories, in the order asked."""
        for cat in cats:
            for sense in self.heads:
                if sense.cat == cat:
                    return sense
        return None


Phrase = NounPhrase | Item


def gather(items: list[Item], language: str) -> list[Phrase]:
    """Group items into noun phrases; other items stand alone."""
    items = _promote(items)
    phrases: list[Phrase] = []
    at = 0
    while at < len(items):
        end = _noun_phrase_end(items, at, language)
        if end is None:
            phrases.append(items[at])
            at += 1
            continue
        phrases.append(_build(items[at:end], language))
        at = end
    return _join_of(phrases)


def _promote(items: list[Item]) -> list[Item]:
    """A capitalised unknown name is a noun: the person or thing it names is not known, but it is someone."""
    out: list[Item] = []
    for at, item in enumerate(items):
        lexeme = item.lexeme
        if item.kind == "unknown" and lexeme.text[:1].isupper() and lexeme.text.isalpha() and len(lexeme.text) > 1:
            following = items[at + 1] if at + 1 < len(items) else None
            continues = bool(out) and out[-1].kind == "noun" and out[-1].cat == "name"
            acts = following is not None and (
                following.kind in ("verb", "aux", "conj", "quote", "wear", "manner")
                or (following.kind == "unknown" and following.lexeme.text[:1].isupper())
                or following.lexeme.text in (":", "'s")
            )
            after_prep = bool(out) and out[-1].kind in ("prep", "verb")
            if continues or acts or after_prep:
                item = Item("noun", lexeme, (Sense("name", "name"),))
        out.append(item)
    return out


def _noun_phrase_end(items: list[Item], at: int, language: str) -> int | None:
    """End of the noun phrase that starts at `at`, or None when none starts there."""
    i = at
    while i < len(items) and (items[i].kind in _INSIDE or _descriptive(items, i)):
        if items[i].kind == "det" and i > at and items[i - 1].kind != "filler":
            return None
        i += 1
    if i >= len(items) or items[i].kind != "noun":
        return None
    if items[at].kind == "filler" and all(x.kind == "filler" for x in items[at:i]):
        return None
    i += 1
    while i < len(items) and items[i].kind == "noun" and not (language == "fr" and items[i].cat != "name"):
        i += 1
    if language == "fr":
        while i < len(items) and (
            items[i].kind in ("attribute", "participle")
            or (items[i].kind == "filler" and i + 1 < len(items) and items[i + 1].kind in ("attribute", "participle"))
            or (
                items[i].kind == "directive"
                and items[i].cat in ("music", "season")
                and items[i - 1].kind in ("noun", "attribute")
            )
            or _joins_attributes(items, i)
        ):
            i += 1
    else:
        while i < len(items) and items[i].kind == "attribute" and items[i].cat == "pose":
            i += 1
    return i


def _descriptive(items: list[Item], i: int) -> bool:
    """A directive used as an adjective before a noun: "snowy forest", "magical garden", "rainy street"."""
    item = items[i]
    if item.kind == "conj" and item.value == "and":
        return 0 < i < len(items) - 1 and items[i - 1].kind == "attribute" and items[i + 1].kind == "attribute"
    if item.kind == "punct" and item.lexeme.text in (",", "-"):
        return (
            0 < i < len(items) - 1
            and items[i - 1].kind == "attribute"
            and items[i + 1].kind in ("attribute", "directive")
            and _noun_soon(items, i + 1)
        )
    if item.kind == "unknown" and not item.lexeme.text[:1].isupper():
        return i > 0 and items[i - 1].kind in ("det", "count", "attribute", "unknown") and _noun_soon(items, i + 1)
    return (
        item.kind == "directive"
        and item.cat in ("season", "weather", "music", "look", "time", "light")
        and i + 1 < len(items)
        and items[i + 1].kind in ("noun", "attribute", "participle", "directive")
        and _noun_soon(items, i + 1)
    )


def _noun_soon(items: list[Item], i: int) -> bool:
    while i < len(items) and items[i].kind in ("attribute", "directive", "participle", "unknown", "filler"):
        i += 1
    return i < len(items) and items[i].kind == "noun"


def _joins_attributes(items: list[Item], i: int) -> bool:
    return (
        items[i].kind == "conj"
        and items[i].value == "and"
        and i + 1 < len(items)
        and items[i - 1].kind == "attribute"
        and items[i + 1].kind == "attribute"
    )


def _build(items: list[Item], language: str) -> NounPhrase:
    nouns = [x for x in items if x.kind == "noun"]
    head = nouns[0] if language == "fr" else nouns[-1]
    if head.cat == "name":
        head = next((n for n in nouns if n.cat != "name"), head)
    phrase = NounPhrase(heads=head.senses, head=head, items=items)
    for item in items:
        if item.kind == "det":
            phrase.determiner = phrase.determiner or item.value
        elif item.kind == "count":
            phrase.count = _number(item.value)
        elif item.kind in ("attribute", "participle"):
            phrase.attributes.append(item)
        elif item.kind == "directive":
            phrase.moods.append(item)
        elif item.kind == "noun" and item is not head:
            phrase.modifiers.append(item)
    phrase.plural = all(s.form == "plural" for s in head.senses if s.cat == head.cat) or (phrase.count or 1) > 1
    return phrase


def _number(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())[:4]
    return min(max(int(digits), 1), 60) if digits else 1


def _join_of(phrases: list[Phrase]) -> list[Phrase]:
    """ "A row of twenty dominoes", "the top of a mountain", "une tasse de thé": one noun phrase."""
    out: list[Phrase] = []
    at = 0
    while at < len(phrases):
        phrase = phrases[at]
        following = phrases[at + 2] if at + 2 < len(phrases) else None
        link = phrases[at + 1] if at + 1 < len(phrases) else None
        if (
            isinstance(phrase, NounPhrase)
            and isinstance(link, Item)
            and link.kind == "prep"
            and link.value == "of"
            and isinstance(following, NounPhrase)
        ):
            joined = _of(phrase, link, following)
            if joined is not None:
                phrases[at + 2] = joined
                at += 2
                continue
        out.append(phrase)
        at += 1
    return out


def _of(left: NounPhrase, link: Item, right: NounPhrase) -> NounPhrase | None:
    items = [*left.items, link, *right.items]
    if group := left.reading("group"):
        right.arrangement = group.value
        right.count = right.count or _group_count(left)
        right.plural = True
        right.attributes = [*left.attributes, *right.attributes]
        right.items = items
        right.determiner = left.determiner
        return right
    if left.reading("part") and not left.reading("thing", "place"):
        right.own, right.items = right.items, items
        return right
    if left.reading("thing") and right.reading("thing") and not left.reading("place"):
        if right.determiner in ("definite", "possessive"):
            return None
        left.modifiers.append(right.head)
        left.attributes += [a for a in right.attributes if a.cat in ("colour", "material")]
        left.items = items
        return left
    return None


def _group_count(left: NounPhrase) -> int | None:
    text = left.head.lexeme.text.casefold()
    return {"pair": 2, "paire": 2, "couple": 2, "duo": 2, "trio": 3, "dozen": 12, "douzaine": 12}.get(text, left.count)
