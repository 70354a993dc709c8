"""What comes after a phrase: a verb of its own, the rest of a list, an agent, a garment.

Knows nothing of scenes; reads, changes nothing.
"""

from __future__ import annotations

from .phrases import NounPhrase, Phrase
from .reading import Item
from .walk import Walk


def verb_follows(walk: Walk, phrases: list[Phrase], at: int) -> bool:
    """A finite verb for the noun phrase at `at`, past its own prepositional phrases, before the next stop."""
    skip = False
    for phrase in phrases[at + 1 : at + 7]:
        if isinstance(phrase, NounPhrase):
            if not skip:
                return False
            skip = False
            continue
        if phrase.kind in ("verb", "aux", "wear", "light_verb"):
            return True
        if phrase.kind in ("punct", "break", "quote", "conj"):
            return False
        skip = phrase.kind == "prep"
    return False


def list_ahead(walk: Walk, phrases: list[Phrase], at: int) -> bool:
    """The rest of "a fox, a rabbit and a bear dance"."""
    for phrase in phrases[at + 1 : at + 10]:
        if isinstance(phrase, NounPhrase):
            continue
        if phrase.kind == "conj" and phrase.value == "and":
            return True
        if phrase.kind != "punct" or phrase.lexeme.text != ",":
            return False
    return False


def by_follows(walk: Walk, phrases: list[Phrase], at: int) -> bool:
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    return (
        isinstance(following, Item) and following.kind == "prep" and following.lexeme.text.casefold() in ("by", "par")
    )


def wears_next(walk: Walk, phrases: list[Phrase], at: int) -> bool:
    following = next((p for p in phrases[at + 1 : at + 2] if isinstance(p, NounPhrase)), None)
    return following is not None and following.reading("garment") is not None
