"""An index of fingerprints: all of them in memory, looked through one by one.

Knows nothing of what the fingerprints are of. A clip of ten seconds has about 20 of picture and 40 of sound, 32 bytes
each; a million clips of picture are 640 MB. Every question is compared with every row (exact, no tuning; some 10^9
comparisons a second a core), so what is near is found. What a clip scores is the evidence of its nearest row for each
question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...media.disk import whole_file
from ..marks.native import near

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

LIMIT = 72
"""Bits of 256 in which two fingerprints of the same view differ at most; those of strangers differ in 128 ± 8."""
_MOST_PAIRS = 200_000
_FIRST_ROWS = 1024


@dataclass(frozen=True, slots=True)
class Match:
    """A clip that a question is like: `votes` of its fingerprints were near, at best `distance` bits; `score` adds
    how near."""

    clip: int
    score: float
    votes: int
    distance: int


class Index:
    """Fingerprints of clips, each clip known by a number of 64 bits (a mark's payload)."""

    def __init__(self) -> None:
        self._rows: U64 = np.zeros((_FIRST_ROWS, 4), np.uint64)
        self._clips: U64 = np.zeros(_FIRST_ROWS, np.uint64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, clip: int, prints: U64) -> None:
        """Enter the fingerprints (n, 4) of `clip`."""
        stop = self._count + len(prints)
        if stop > len(self._rows):
            room = max(2 * len(self._rows), stop)
            self._rows = np.concatenate([self._rows, np.zeros((room - len(self._rows), 4), np.uint64)])
            self._clips = np.concatenate([self._clips, np.zeros(room - len(self._clips), np.uint64)])
        self._rows[self._count : stop] = prints
        self._clips[self._count : stop] = clip
        self._count = stop

    def remove(self, clip: int) -> None:
        """Forget `clip`."""
        kept = self._clips[: self._count] != np.uint64(clip)
        self._rows, self._clips = self._rows[: self._count][kept], self._clips[: self._count][kept]
        self._count = len(self._rows)

    def search(self, questions: U64, *, most: int = 5) -> list[Match]:
        """The clips likest to `questions` (n, 4), best first; none where nothing is near."""
        pairs = near(self._rows[: self._count], questions, LIMIT, _MOST_PAIRS)
        if not len(pairs):
            return []
        clips = self._clips[pairs[:, 0]]
        order = np.lexsort((pairs[:, 2], pairs[:, 1], clips))
        clips, asked, distances = clips[order], pairs[order, 1], pairs[order, 2]
        first = np.ones(len(clips), bool)  # of each clip and question, the nearest row
        first[1:] = (clips[1:] != clips[:-1]) | (asked[1:] != asked[:-1])
        clips, distances = clips[first], distances[first]
        names, place = np.unique(clips, return_inverse=True)
        scores = np.bincount(place, weights=(1 - distances / (LIMIT + 1)) ** 2)
        votes = np.bincount(place)
        best = np.full(len(names), LIMIT)
        np.minimum.at(best, place, distances)
        order = np.argsort(-scores)[:most]
        return [Match(int(names[k]), float(scores[k]), int(votes[k]), int(best[k])) for k in order]

    def save(self, path: Path) -> None:
        """Write the index to `path`, whole or not at all."""
        with whole_file(path) as part, part.open("wb") as file:
            np.savez(file, rows=self._rows[: self._count], clips=self._clips[: self._count])

    @classmethod
    def load(cls, path: Path) -> Index:
        """The index that `save` wrote."""
        index = cls()
        with np.load(path, allow_pickle=False) as held:
            index._rows, index._clips = held["rows"], held["clips"]
        index._count = len(index._rows)
        return index
