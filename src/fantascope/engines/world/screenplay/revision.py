"""What an instruction changed in a screenplay: a list of plain facts, and an account of the instruction's words.

Knows nothing of how instructions are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal[
    "cast_added",
    "cast_removed",
    "cast_replaced",
    "count",
    "colour",
    "material",
    "pattern",
    "size",
    "pose",
    "mood",
    "wears",
    "relation",
    "text",
    "action",
    "line",
    "place",
    "time",
    "weather",
    "season",
    "camera",
    "sound",
    "light",
    "palette",
    "speed",
    "duration",
    "look",
    "seed",
    "opening",
    "shot",
    "script",
]
"""Stable names. "light" is lighting words, "sound" music and named sounds, "mood" how someone feels, "shot" a whole
take added, taken out or joined to the one before, "opening" the picture it begins with, "script" the words it
came from."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or one group of fields that goes together, that is not as before."""

    kind: ChangeKind
    shot: int | None = None
    """Index of the take; None = the whole screenplay."""
    role: str | None = None
    """Id of the one of the cast it happened to."""
    before: str = ""
    after: str = ""
    """Short words; "" = nothing there."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed, and what became of each word of the instruction."""

    changes: tuple[Change, ...] = ()
    understood: tuple[str, ...] = ()
    approximated: tuple[tuple[str, str], ...] = ()
    """(words of the instruction, what stands in for them)."""
    unstaged: tuple[str, ...] = ()
