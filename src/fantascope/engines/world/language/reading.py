"""Lexemes to items: one reading for each phrase, chosen from its neighbours.

Knows nothing of scenes. Always holds: each lexeme becomes exactly one item. The kinds are noun, verb, attribute,
participle (a verb used as an attribute), count, det, prep, conj, rel, pron, aux, wear, light_verb, directive, manner,
direction, filler, say_word, punct, quote, break, unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Sense
from .matching import Lexeme

NOUNS = frozenset({"thing", "garment", "place", "mark", "action_noun", "part", "group"})
SOLID = frozenset({"thing", "garment", "place", "mark", "group", "part"})
ATTRIBUTES = frozenset({"colour", "size", "material", "pattern", "mood", "pose", "age", "finish"})
DIRECTIVES = frozenset(
    {"time", "weather", "season", "shot", "angle", "move", "look", "light", "speed", "sound", "music"}
)
_SAME_PLURAL = frozenset({"fish", "sheep", "deer", "goldfish", "jellyfish", "clownfish", "bison"})
_FRENCH_INFINITIVE_AFTER = frozenset({"for", "a", "of", "without"})


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase with its chosen kind; `sense` is the chosen reading and `senses` all readings of that kind."""

    kind: str
    lexeme: Lexeme
    senses: tuple[Sense, ...] = ()

    @property
    def sense(self) -> Sense:
        return self.senses[0]

    @property
    def value(self) -> str:
        return self.senses[0].value if self.senses else ""

    @property
    def cat(self) -> str:
        return self.senses[0].cat if self.senses else ""


def read_items(lexemes: list[Lexeme], language: str) -> list[Item]:
    """Choose a reading for every lexeme, left to right."""
    reader = _Reader(lexemes, language)
    return [reader.choose(i) for i in range(len(lexemes))]


class _Reader:
    """Remembers what was chosen so far; each choice looks one item back and a few lexemes ahead."""

    def __init__(self, lexemes: list[Lexeme], language: str) -> None:
        self.lexemes = lexemes
        self.french = language == "fr"
        self.previous: Item | None = None
        self.verb_form: str | None = None
        self.last_text = ""
        self.many = False
        self.noun_met = False
        """The noun phrase under way already has its noun."""

    def choose(self, at: int) -> Item:
        lexeme = self.lexemes[at]
        if lexeme.kind in ("punct", "quote", "break", "symbol") and not lexeme.senses:
            item = Item("unknown" if lexeme.kind == "symbol" else lexeme.kind, lexeme)
            if lexeme.kind == "break" or lexeme.text in ".;!?":
                self.verb_form = None
        elif not lexeme.senses:
            item = Item("unknown", lexeme)
        else:
            kind = self._kind(at, lexeme)
            item = Item(kind, lexeme, self._senses(kind, lexeme))
        self.last_text = item.lexeme.text.casefold().replace("’", "'")
        if item.kind != "filler":
            self.previous = item
        if item.kind == "verb":
            self.verb_form = item.sense.form
        if item.kind == "count":
            self.many = item.value != "1"
        elif item.kind not in ("attribute", "participle", "filler", "noun"):
            self.many = False
        if item.kind not in ("attribute", "participle", "filler"):
            self.noun_met = item.kind == "noun"
        return item

    def _senses(self, kind: str, lexeme: Lexeme) -> tuple[Sense, ...]:
        wanted = {
            "noun": NOUNS,
            "attribute": ATTRIBUTES,
            "directive": DIRECTIVES,
            "verb": {"verb"},
            "participle": {"verb"},
        }.get(kind, {kind})
        senses = tuple(s for s in lexeme.senses if s.cat in wanted)
        if kind in ("verb", "participle") and len(senses) > 1:
            reflexive = self.last_text in ("se", "s'")
            accented = lexeme.text.casefold().rstrip("es").endswith("é") or not self.french
            senses = tuple(
                sorted(
                    senses,
                    key=lambda s: ((s.get("reflexive") == "1") != reflexive, s.form == "past" and not accented, s.near),
                )
            )
        elif kind == "noun":
            senses = tuple(sorted(senses, key=lambda s: (s.cat == "action_noun", s.near)))
        return senses or lexeme.senses

    def previous_text(self) -> str:
        return self._before.lexeme.text.casefold().replace("’", "'") if self._before else ""

    @property
    def _before(self) -> Item | None:
        return self.previous

    def _cats(self, at: int) -> frozenset[str]:
        """Categories of the next lexeme that is no filler."""
        while at < len(self.lexemes):
            cats = self.lexemes[at].cats()
            if cats != {"filler"}:
                return cats
            at += 1
        return frozenset()

    def _kind(self, at: int, lexeme: Lexeme) -> str:
        cats = lexeme.cats()
        after = self._cats(at + 1)
        before = self.previous.kind if self.previous else "start"
        if before in ("punct", "break") and self.previous and self.previous.lexeme.text != ",":
            before = "start"
        options = [
            name
            for name, test in (
                ("noun", cats & NOUNS),
                ("verb", "verb" in cats),
                ("attribute", cats & ATTRIBUTES),
                ("directive", cats & DIRECTIVES),
            )
            if test
        ]
        grammar: list[str] = [
            c
            for c in (
                "light_verb",
                "wear",
                "count",
                "det",
                "pron",
                "rel",
                "conj",
                "aux",
                "prep",
                "manner",
                "direction",
                "say_word",
                "filler",
            )
            if c in cats
        ]
        if grammar:
            kind = self._grammar(at, grammar, options, before, after)
            if kind:
                return kind
        if len(options) == 1:
            return self._single(options[0], lexeme, before, after)
        return self._content(options, lexeme, before, after)

    def _grammar(
        self, at: int, grammar: list[str], options: list[str], before: str, after: frozenset[str]
    ) -> str | None:
        first = grammar[0]
        noun_next = bool(after & (SOLID | ATTRIBUTES | {"count", "group"})) or not after
        if "light_verb" in grammar:
            return "light_verb" if self._action_noun_ahead(at) or "verb" not in options else None
        if "det" in grammar and "rel" in grammar:
            return "det" if noun_next and before != "noun" else "rel"
        if "det" in grammar and "pron" in grammar:
            return "det" if noun_next else "pron"
        if (
            first == "det"
            and self.french
            and "verb" in after
            and not after & (NOUNS | ATTRIBUTES)
            and before in ("noun", "pron", "rel")
        ):
            return "pron"
        if "count" in grammar and "pron" in grammar:
            return "count" if noun_next and after else "pron"
        if (
            "prep" in grammar
            and "verb" in options
            and before in ("noun", "pron", "rel")
            and not after & {"det", "count", "pron", "thing"}
        ):
            return "verb"
        if "conj" in grammar and "prep" in grammar:
            return "conj" if self._clause_ahead(at) else "prep"
        if "prep" in grammar and "direction" in grammar:
            return "prep" if after & (SOLID | ATTRIBUTES | {"det", "count", "pron"}) else "direction"
        if first in ("manner", "direction") and "attribute" in options:
            return "attribute" if after & SOLID and before in ("det", "attribute", "count", "start") else first
        if first in ("manner", "direction", "filler", "say_word", "aux") and options:
            if (
                first == "filler"
                and before in ("det", "attribute", "count", "start")
                and "noun" in options
                and not after & SOLID
            ):
                return "noun"
            if first == "filler" and "verb" in options and before in ("noun", "pron", "rel"):
                return "verb"
            if first in ("filler",) and after & SOLID and "attribute" in options:
                return "attribute"
            if first in ("manner", "direction") and "noun" in options and before in ("det", "attribute"):
                return "noun"
        if first == "count" and options and "group" in self.lexemes[at].cats() and before == "det":
            return "noun"
        return first

    def _action_noun_ahead(self, at: int) -> bool:
        for lexeme in self.lexemes[at + 1 : at + 6]:
            cats = lexeme.cats()
            if "action_noun" in cats:
                return True
            if not cats or not cats & (ATTRIBUTES | {"det", "filler", "prep", "count", "music", "manner"}):
                return False
        return False

    def _clause_ahead(self, at: int) -> bool:
        """A noun, then a verb, before the next stop."""
        noun = False
        for lexeme in self.lexemes[at + 1 : at + 9]:
            cats = lexeme.cats()
            if lexeme.kind in ("punct", "break", "quote"):
                return False
            if cats & {"pron"}:
                noun = True
            elif noun and cats & {"verb", "aux"}:
                return True
            elif cats & NOUNS:
                noun = True
            elif not noun and cats == {"verb"}:
                return True
        return False

    def _single(self, option: str, lexeme: Lexeme, before: str, after: frozenset[str]) -> str:
        if option == "verb" and self._attributive(lexeme, before, after):
            return "participle"
        bare = option == "verb" and before == "punct" and {s.form for s in lexeme.senses if s.cat == "verb"} == {"base"}
        return "unknown" if bare and not after and self.verb_form != "base" else option

    def _attributive(self, lexeme: Lexeme, before: str, after: frozenset[str]) -> bool:
        forms = {s.form for s in lexeme.senses if s.cat == "verb"}
        if not forms & {"ing", "past"}:
            return False
        if self.french:
            return before in ("noun", "attribute") and forms <= {"past"} and not after & {"prep"}
        if not after & (SOLID | ATTRIBUTES):
            return False
        if before in ("det", "attribute", "count"):
            return True
        return (
            before in ("start", "prep")
            and "det" not in after
            and any(s.get("family") in ("move", "body", "voice", "happen") for s in lexeme.senses)
            and bool(after & {"thing"})
        )

    def _content(self, options: list[str], lexeme: Lexeme, before: str, after: frozenset[str]) -> str:
        if self._attributive(lexeme, before, after) and "verb" in options:
            return "participle" if "attribute" not in options else "attribute"
        if "attribute" in options and self._is_attribute(lexeme, before, after, options):
            return "attribute"
        if (
            "directive" in options
            and "noun" not in options
            and before in ("start", "punct")
            and not after & {"det", "count", "prep", "pron"}
        ):
            return "directive"
        if "verb" in options and self._is_verb(lexeme, before, after):
            return "verb"
        if "directive" in options and not (
            "noun" in options and after & {"verb"} and before in ("det", "attribute", "count")
        ):
            return "directive" if not (lexeme.cats() & {"thing", "place"}) or before in ("start", "punct") else "noun"
        if "noun" in options:
            return "noun"
        return next(o for o in ("attribute", "verb", "directive") if o in options)

    def _is_attribute(self, lexeme: Lexeme, before: str, after: frozenset[str], options: list[str]) -> bool:
        if self.french:
            if before == "noun":
                return "noun" in options or "verb" not in options or not after & {"det"}
            return (
                before in ("det", "count", "attribute", "conj")
                and bool(after & SOLID)
                and lexeme.cats() & {"size", "age", "finish", "mood"} != frozenset()
            )
        if "directive" in options and before in ("start", "punct") and not after & SOLID:
            return False
        if "noun" not in options and "verb" not in options:
            return bool(after & SOLID)
        return bool(after & (SOLID | ATTRIBUTES) - {"part"}) and before not in ("noun", "pron", "aux", "rel")

    def _is_verb(self, lexeme: Lexeme, before: str, after: frozenset[str]) -> bool:
        forms = {s.form for s in lexeme.senses if s.cat == "verb"}
        noun = lexeme.cats() & (NOUNS | ATTRIBUTES | DIRECTIVES)
        if not noun:
            return True
        if self.previous and self.previous.kind == "prep":
            if self.french:
                return ("ing" in forms and self.previous.value == "en") or (
                    "base" in forms
                    and self.previous.value in _FRENCH_INFINITIVE_AFTER
                    and not noun & {"thing", "action_noun"}
                )
            return ("ing" in forms and not lexeme.cats() & {"thing"}) or (
                "base" in forms and self.previous.value == "to"
            )
        if before in ("attribute", "participle") and self.french and self.noun_met:
            before = "noun"
        if before in ("det", "attribute", "count", "participle"):
            return False
        if before in ("pron", "rel", "aux", "manner", "wear", "quote"):
            return True
        if self.last_text in ("se", "s'", "to"):
            return True
        if before in ("noun", "direction", "filler", "unknown"):
            if self.french:
                return bool(forms & {"s", "base"}) or not lexeme.cats() & {"thing", "place"}
            plural = self.many or bool(
                self.previous
                and (any(s.form == "plural" for s in self.previous.senses) or self.previous_text() in _SAME_PLURAL)
            )
            return bool(forms & {"s", "ing", "past"}) or plural or self._subject_is_joined()
        if before in ("conj", "punct"):
            if "ing" in forms and after & {"det", "count", "prep", "pron", "thing"} and self.verb_form is not None:
                return True
            return self.verb_form is not None and self.verb_form in forms
        if before == "start":
            return bool(forms & {"ing"}) or (
                "base" in forms and bool(after & {"det", "prep", "pron"}) and not lexeme.cats() & {"thing"}
            )
        return False

    def _subject_is_joined(self) -> bool:
        """ "A fox and a rabbit sit": the noun before ends a list, so a bare verb agrees with it."""
        if not self.previous:
            return False
        at = next((i for i, x in enumerate(self.lexemes) if x is self.previous.lexeme), 0)
        window = self.lexemes[max(at - 4, 0) : at]
        return self.verb_form is None and any(s.cat == "conj" and s.value == "and" for x in window for s in x.senses)
