"""Words to topics: what a text is about, in concepts that English and French share.

Uses the vocabulary of the world engine, which is what clips are made of: "cats", "un chaton" and a cat's picture are
all `thing:cat`. A word no table knows is a topic of its own (`word:steampunk`). Knows nothing of posts or people.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..engines.world.language.detect import detect
from ..engines.world.language.lexicon import Sense
from ..engines.world.language.matching import Lexeme, match
from ..engines.world.language.tokens import Token, clean, tokenise

MOST_TOPICS = 40
_KINDS = {
    "thing": "thing",
    "garment": "thing",
    "place": "place",
    "mark": "place",
    "verb": "verb",
    "action_noun": "verb",
    "weather": "weather",
    "time": "time",
    "season": "season",
    "mood": "mood",
    "music": "mood",
    "light": "light",
    "colour": "colour",
    "material": "material",
    "look": "look",
}
_GRAMMAR = frozenset(
    {"det", "count", "pron", "rel", "conj", "aux", "wear", "light_verb", "say_word", "part", "filler", "prep", "of"}
    | {"camera", "finish", "move"}
)
_TOO_COMMON = frozenset({"verb:go", "verb:do", "verb:be", "verb:have", "verb:look", "verb:come"})


@dataclass(frozen=True, slots=True)
class Part:
    """Words that name something. `topics`: all it is (a taxi is a car too); `asked`: what whoever says it asks for;
    `known`: the vocabulary has the words; [start, end) is where they stand in the text."""

    words: str
    start: int
    end: int
    topics: tuple[str, ...]
    asked: tuple[str, ...]
    known: bool


def language_of(text: str, unsure: str = "en") -> str:
    """ "en" or "fr"; `unsure` when nothing speaks for either."""
    return detect(tokenise(clean(text)), unsure=unsure)


def topics_of(text: str, unsure: str = "en") -> tuple[str, ...]:
    """The topics of a text, in the order met, each once; at most MOST_TOPICS."""
    tokens = tokenise(clean(text))
    language = detect(tokens, unsure=unsure)
    found = (topic for part in parts_of(tokens, language) for topic in part.topics)
    return tuple(dict.fromkeys(found))[:MOST_TOPICS]


def parts_of(tokens: list[Token], language: str) -> list[Part]:
    """What the tokens name, in order; grammar and marks are left out."""
    return [part for lexeme in match(tokens, language) if (part := _part(lexeme, tokens)) is not None]


def _part(lexeme: Lexeme, tokens: list[Token]) -> Part | None:
    if lexeme.kind not in ("word", "symbol") or lexeme.cats() & _GRAMMAR:
        return None
    start, end = tokens[lexeme.start].start, tokens[lexeme.end - 1].end
    if not lexeme.senses:
        word = tokens[lexeme.start].key
        if len(word) < 2 or word.isdigit():
            return None
        literal = (f"word:{singular(word)[:40]}",)
        return Part(lexeme.text, start, end, literal, literal, False)
    senses = [topics for sense in lexeme.senses if (topics := _topics(sense)) and topics[0] not in _TOO_COMMON]
    if not senses:
        return None
    every = [topic for topics in senses for topic in topics]
    asked = [topics[0] for topics in senses]
    if senses[0][0].startswith("place:"):  # the vocabulary takes a city for the city: by name it is that one
        literal = (f"word:{'_'.join(t.key for t in tokens[lexeme.start : lexeme.end])[:40]}",)
        every.extend(literal)
        asked = list(literal) if start > 0 and lexeme.text[:1].isupper() else asked
    return Part(lexeme.text, start, end, tuple(dict.fromkeys(every)), tuple(dict.fromkeys(asked)), True)


def _topics(sense: Sense) -> tuple[str, ...]:
    kind = _KINDS.get(sense.cat)
    if kind is None:
        return ()
    finer = sense.get("role") or sense.get("kind") if sense.cat == "thing" else None
    general = f"{kind}:{sense.value.replace(' ', '_')}"
    return (f"{kind}:{finer}", general) if finer else (general,)


def singular(word: str) -> str:
    """A folded word without the plural's ending; only ever compared with others that went through here."""
    if len(word) > 4 and word.endswith(("aux", "eaux")):
        return word[:-1] if word.endswith("eaux") else word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] != "s" else word
