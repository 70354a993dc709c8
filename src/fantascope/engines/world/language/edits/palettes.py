"""Colour words of a palette, in the order said.

Knows nothing of pictures. Colours are canonical names; a word for a family of colours stands for some of them.
"""

from __future__ import annotations

from ..tokens import Token
from .clauses import Clause
from .hearing import Piece
from .matters import colours_in
from .operators import PALETTE_SAID
from .words import words_of

_JOINS = frozenset(
    {",", "and", "et", "&", "or", "a", "an", "the", "of", "de", "d'", "du", "des", "le", "la", "l'", "some"}
)


def palette_said(tokens: list[Token], language: str) -> tuple[list[str], frozenset[int]]:
    """The palette a prompt asks for ("colour palette of teal, sand and rust"), and the tokens that say so."""
    clause = Clause(tuple(enumerate(tokens)))
    found = PALETTE_SAID.search(clause.text)
    if not found:
        return [], frozenset()
    colours, rest = palette_of(clause.part(found, "y"), language)
    if not colours:
        return [], frozenset()
    end = rest[0][0] if rest else len(tokens)
    start = clause.within(found.start(), found.end())[0][0]
    return colours, frozenset(range(start, end))


def palette_of(piece: Piece, language: str) -> tuple[list[str], Piece]:
    """The colours that lead the piece, at most 6, and what comes after the last of them."""
    spans = {start: (value, end) for value, start, end in colours_in(piece, language)}
    families = words_of("palette")
    colours: list[str] = []
    at = last = 0
    while at < len(piece):
        key = piece[at][1].key or piece[at][1].text
        if key in families:
            colours += families[key].split()
            at = last = at + 1
        elif at in spans:
            colours.append(spans[at][0])
            at = last = spans[at][1]
        elif key in _JOINS or not colours:
            at += 1
        else:
            break
    return list(dict.fromkeys(colours))[:6], piece[last:] if colours else piece
