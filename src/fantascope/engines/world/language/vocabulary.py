"""What a screenplay can be changed to by hand, with its names in both languages: places, verbs, colours.

Read from the tables that prompts are read with, so that nothing is offered which staging does not know. Knows nothing
of who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .lexicon.entries import rows


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the screenplay and what it is called. `rgb`: of a colour, "#rrggbb"."""

    value: str
    en: str
    fr: str
    rgb: str | None = None


@cache
def choices(table: str) -> tuple[Choice, ...]:
    """The values of "places", "verbs" or "colours", each once, in the order of their table."""
    found: dict[str, Choice] = {}
    for head, english, french, *_ in rows(table):
        value, *features = (part.strip() for part in head.split(";"))
        names = _first(english), _first(french)
        if value not in found and all(names):
            rgb = "#{:02x}{:02x}{:02x}".format(*map(int, features[0].split())) if table == "colours" else None
            found[value] = Choice(value, *names, rgb)
    return tuple(found.values())


def _first(phrases: str) -> str:
    """The first phrase that means the value itself, not something near it."""
    exact = (one.strip() for one in phrases.split(",") if one.strip() and not one.strip().endswith("~"))
    return next(exact, "")
