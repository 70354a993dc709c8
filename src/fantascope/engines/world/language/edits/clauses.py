"""An instruction cut into clauses, each one order; regular expressions on a clause give back its tokens.

Knows nothing of what orders mean. Always holds: every token is in at most one clause, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from ..tokens import Token
from .hearing import Piece
from .operators import LINK, OPENER, PLACE_OF, SHOT

_QUOTE = "<q>"


@dataclass(frozen=True, slots=True)
class Clause:
    """Some tokens, and their keys as one text to be searched."""

    items: tuple[tuple[int, Token], ...]

    @property
    def text(self) -> str:
        return " ".join(map(_word, self.items))

    def part(self, found: re.Match[str], name: str) -> Piece:
        """The tokens of a named group of a match on `text`; none when the group did not match."""
        return self.within(*found.span(name)) if found.span(name) != (-1, -1) else ()

    def within(self, start: int, end: int) -> Piece:
        """Tokens of [start, end) of `text`."""
        starts = accumulate((len(_word(x)) + 1 for x in self.items), initial=0)
        return tuple(x for x, at in zip(self.items, starts, strict=False) if start <= at < end)

    def after(self, end: int) -> Clause:
        return Clause(tuple(self.within(end, len(self.text) + 1)))


def clauses(tokens: list[Token]) -> list[Clause]:
    """Cut at full stops, and at commas and "and" before the next order."""
    out: list[Clause] = []
    for sentence in _sentences(tokens):
        start = 0
        for at in range(1, len(sentence)):
            if at > start and _begins(sentence, start, at):
                out.append(Clause(tuple(sentence[start:at])))
                start = at
        out.append(Clause(tuple(sentence[start:])))
    return [trimmed for c in out if (trimmed := _trimmed(c)).items]


def _sentences(tokens: list[Token]) -> list[list[tuple[int, Token]]]:
    out: list[list[tuple[int, Token]]] = [[]]
    for i, token in enumerate(tokens):
        if token.kind == "break" or (token.kind == "punct" and token.text in ".;!?…"):
            out.append([])
        else:
            out[-1].append((i, token))
    return [s for s in out if s]


def _begins(sentence: list[tuple[int, Token]], start: int, at: int) -> bool:
    """A link at `at`, and an order behind it."""
    if not re.fullmatch(LINK, _word(sentence[at])):
        return False
    rest = at
    while rest < len(sentence) and re.fullmatch(LINK, _word(sentence[rest])):
        rest += 1
    before = Clause(tuple(sentence[start:at])).text
    after = Clause(tuple(sentence[rest:])).text
    if not after or SHOT.fullmatch(before):
        return False
    return bool(OPENER.match(after)) or bool(PLACE_OF.search(before))


def _trimmed(clause: Clause) -> Clause:
    items = list(clause.items)
    while items and (items[0][1].kind == "punct" or re.fullmatch(LINK, _word(items[0]))):
        items.pop(0)
    while items and items[-1][1].kind == "punct" and items[-1][1].text in ",:-–—":
        items.pop()
    return Clause(tuple(items))


def _word(item: tuple[int, Token]) -> str:
    token = item[1]
    return _QUOTE if token.kind == "quote" else token.key.replace(" ", "") or token.text.replace(" ", "") or "-"
