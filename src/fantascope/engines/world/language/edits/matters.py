"""What an instruction may speak of that is nobody of the cast: the hour, the sky, the place, the music …

Knows nothing of takes' contents. A matter is found by a word of the clause, in either language.
"""

from __future__ import annotations

from ..lexicon import lexicon
from .hearing import Piece
from .words import words_of

WEATHERS = frozenset({"rain", "snow", "storm", "fog", "wind", "cloudy"})


def matter_of(piece: Piece) -> str | None:
    """The matter a piece names: its last word that is one."""
    return next((m for _, t in reversed(piece) if (m := words_of("matter").get(t.key))), None)


def colours_in(piece: Piece, language: str) -> list[tuple[str, int, int]]:
    """Colour names of the piece, in order, each with its first and last place in the piece."""
    return _found(piece, language, "colour")


def garments_in(piece: Piece, language: str) -> list[tuple[str, int, int]]:
    return _found(piece, language, "garment")


def _found(piece: Piece, language: str, cat: str) -> list[tuple[str, int, int]]:
    out, at = [], 0
    keys = [t.key if t.kind == "word" else "" for _, t in piece]
    other = "fr" if language == "en" else "en"
    while at < len(keys):
        length, senses = lexicon(language).find(keys, at) if keys[at] else (0, ())
        if not any(s.cat == cat for s in senses) and keys[at]:
            far, more = lexicon(other).find(keys, at)
            if any(s.cat == cat for s in more) and (far > 1 or len(keys[at]) > 3) and not length:
                length, senses = far, more
        value = next((s.value for s in senses if s.cat == cat), None)
        if value:
            out.append((value, at, at + length))
        at += max(length, 1)
    return out
