"""What a manifest says, and what is read from one. Knows nothing of files or keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..origins import Origin

MIME = "video/mp4"
MARK_NAME = "app.fantascope.mark.1"
"""The invisible mark's name in the soft binding."""
GENERATION = "app.fantascope.generation"
"""Our own assertion: engine, version, what was asked."""

Relation = Literal["parent", "part"]


@dataclass(frozen=True, slots=True)
class Parent:
    """A clip that another was made from: the whole of it changed or gone on from ("parent"), or one of its parts."""

    path: Path
    relation: Relation
    title: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to tell of a clip. `asked` is what kind of order it was: create, remix, edit or extend."""

    title: str
    origin: Origin
    engine: str
    model: str
    version: str
    asked: str
    prompt: str
    tells_prompt: bool
    """Whether the prompt itself is told; its SHA-256 always is."""
    payload: int
    """The invisible mark's number."""
    parents: tuple[Parent, ...] = ()


State = Literal["absent", "intact", "altered", "unreadable"]
Trust = Literal["house", "unknown"]
"""Signed by this house; by anyone else."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A clip that the manifest names as a source, and in which state it was when it was taken."""

    title: str
    relation: Relation
    state: State
    engine: str | None
    origin: Origin | None
    payload: int | None = None
    ancestors: tuple[Ancestor, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the manifest in a file says. All but `state` and `problems` mean nothing unless it is intact or altered.

    `signed_at` is the time stamp's, ISO 8601; without a stamp nobody but the signer vouches for a time, so it is None.
    `problems` are the reader's codes of what does not fit.
    """

    state: State
    trust: Trust = "unknown"
    issuer: str | None = None
    signed_at: str | None = None
    made_with: str | None = None
    engine: str | None = None
    model: str | None = None
    version: str | None = None
    asked: str | None = None
    origin: Origin | None = None
    prompt: str | None = None
    prompt_sha256: str | None = None
    payload: int | None = None
    ancestors: tuple[Ancestor, ...] = ()
    problems: tuple[str, ...] = ()
