"""The work of shooting, as values: what a worker is handed, and how a film is cut into chunks.

Knows nothing of processes. The chunks depend on the film alone, so the segments' bytes do not depend on the number of
workers; they get shorter towards the end, so that workers finish together, and none crosses a cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .film import Film
from .picture.types import Quality

if TYPE_CHECKING:
    from ...provenance.marking import Marking

_SHORTEST = 12
_LONGEST = 48
_SHARE = 6


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What every worker is handed. Segments go to `folder`; `depth` and `things` are folders for those pictures. Frames
    before `begin` are not drawn; those that are, are marked as `marking` says."""

    film: Film
    folder: Path
    quality: Quality
    crf: float
    depth: Path | None = None
    things: Path | None = None
    begin: int = 0
    marking: Marking | None = None

    def segment(self, number: int) -> Path:
        """Where the segment of chunk `number` is written."""
        return self.folder / f"{number:05d}.mp4"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Frames start … stop−1 of take `take`; `first` is the film's index of frame `start`."""

    number: int
    take: int
    start: int
    stop: int
    first: int

    def __len__(self) -> int:
        return self.stop - self.start


def chunks(takes: Sequence[int], begin: int = 0) -> tuple[Chunk, ...]:
    """Cut takes of the given lengths, in frames, from frame `begin` on into chunks in order (guided self-scheduling:
    each chunk is a sixth of what is left, within 12 to 48 frames)."""
    left = sum(takes) - begin
    found: list[Chunk] = []
    before = 0
    for take, frames in enumerate(takes):
        start = min(max(begin - before, 0), frames)
        first = before + start
        before += frames
        while start < frames:
            size = min(max(-(-left // _SHARE), _SHORTEST), _LONGEST)
            stop = start + size if frames - start - size >= _SHORTEST // 2 else frames
            found.append(Chunk(len(found), take, start, stop, first))
            first += stop - start
            left -= stop - start
            start = stop
    return tuple(found)
