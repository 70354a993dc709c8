"""The words of instructions, from the table lexicon/edits.txt.

Knows nothing of what they do.
"""

from __future__ import annotations

from functools import cache

from ..lexicon.entries import rows


@cache
def words_of(category: str) -> dict[str, str]:
    """Each word of a category of lexicon/edits.txt, in either language, and its value."""
    table: dict[str, str] = {}
    for head, english, french in rows("edits"):
        kind, _, value = head.partition(" ")
        if kind == category:
            table |= {w.strip(): value for w in f"{english}, {french}".split(",") if w.strip()}
    return table
