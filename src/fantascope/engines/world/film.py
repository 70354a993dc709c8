"""A Film: everything that is needed to draw and hear a clip, with nothing left to decide.

Knows nothing of prompts, files or codecs. It pickles, so that worker processes can each draw a range of its frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .motion.types import Contact
from .picture.types import Drawable, Frame, Look, Picture
from .sound.types import Score


@dataclass(frozen=True, slots=True)
class Caption:
    """Words spoken (or a sound named in brackets) from `start_s` to `end_s`; `who` is the speaker's label or ""."""

    start_s: float
    end_s: float
    text: str
    who: str = ""


class Take(Protocol):
    """One continuous shot, drawable at any of its frames in any order."""

    @property
    def drawables(self) -> Sequence[Drawable]: ...

    @property
    def frames(self) -> int: ...

    def frame(self, index: int) -> Frame: ...


class Finish(Protocol):
    """What is done to rendered frames before they are encoded: frame `index` of the film, which belongs to `take`."""

    def finished(self, index: int, take: int, picture: Picture) -> Picture: ...


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """Takes in order; frame i of the film is frame (i − frames before it) of its take. `things` names the segmentation
    ids of each take. `score` is what the mixer is handed; contacts are the log, in clip seconds."""

    width: int
    height: int
    fps: int
    look: Look
    takes: tuple[Take, ...]
    things: tuple[dict[int, str], ...]
    score: Score
    contacts: tuple[Contact, ...]
    captions: tuple[Caption, ...] = ()
    approximated: tuple[tuple[str, str], ...] = ()
    unstaged: tuple[str, ...] = ()
    finish: Finish | None = None

    @property
    def frames(self) -> int:
        return sum(take.frames for take in self.takes)

    @property
    def duration_s(self) -> float:
        return self.frames / self.fps
