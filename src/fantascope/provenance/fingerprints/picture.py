"""What a clip looks like, as 256 bits a view, near in Hamming distance for pictures that look alike.

Knows nothing of files or of the index. The method of PDQ (Facebook 2019) and pHash (Zauner 2010): luma shrunk to
64 × 64; the 16 × 16 slowest cosines but the constant, each told to be above or below the median. A clip is indexed by
its frames and by their middles, since a copy may be cropped; it is asked for by its frames, by what is within their
even borders (a recording shows a desktop around them), and by the mirror images of both. Frames with little in them say
nothing and are left out. A crop far off the centre is not found: the mark (`provenance/marks`) is for those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
U64 = NDArray[np.uint64]

A_SECOND = 1.0
_SIDE, _SLOW = 64, 16
_MIDDLE = 0.9
_LITTLE = 2.0
"""Levels of deviation below which a picture is empty."""
_EVEN = 3.0
"""Levels of deviation below which a line of pixels belongs to a border."""


def views_of(planes: Iterable[tuple[float, U8]], *, a_second: float = A_SECOND) -> U64:
    """Fingerprints (n, 4) to index a clip by, of luma `planes` with their times in seconds."""
    return _prints(view for plane in _shrunk(planes, a_second) for view in (plane, _middle(plane)))


def questions_of(planes: Iterable[tuple[float, U8]], *, a_second: float = 2 * A_SECOND) -> U64:
    """Fingerprints (n, 4) to ask for a clip by: as it is and within its borders, upright and mirrored."""
    wholes = list(_shrunk(planes, a_second))
    insides = [inside for plane in wholes for inside in [_inside(plane)] if inside.shape != plane.shape]
    return _prints(view for plane in wholes + insides for view in (plane, plane[:, ::-1]))


def _prints(views: Iterable[F32]) -> U64:
    return np.array([_fingerprint(view) for view in views], np.uint64).reshape(-1, 4)


def _shrunk(planes: Iterable[tuple[float, U8]], a_second: float) -> Iterator[F32]:
    """The planes that are due and not empty, at 256 × 256."""
    for y in _due(planes, a_second):
        plane = np.asarray(cv2.resize(y, (256, 256), interpolation=cv2.INTER_AREA), np.float32)
        if plane.std() > _LITTLE:
            yield plane


def _due(planes: Iterable[tuple[float, U8]], a_second: float) -> Iterable[U8]:
    due = 0.5 / a_second
    last: U8 | None = None
    for time_s, y in planes:
        last = y if last is None else last
        if time_s >= due - 1e-6:
            last, due = None, max(due + 1 / a_second, time_s)
            yield y
    if last is not None:  # shorter than the first one due
        yield last


def _inside(plane: F32) -> F32:
    """The picture within its even borders."""
    rows, columns = plane.std(axis=1) > _EVEN, plane.std(axis=0) > _EVEN
    if rows.sum() < 64 or columns.sum() < 64:
        return plane
    top, bottom = int(rows.argmax()), len(rows) - int(rows[::-1].argmax())
    left, right = int(columns.argmax()), len(columns) - int(columns[::-1].argmax())
    return plane[top:bottom, left:right]


def _middle(plane: F32) -> F32:
    down, across = (round(side * (1 - _MIDDLE) / 2) for side in plane.shape)
    return plane[down : plane.shape[0] - down, across : plane.shape[1] - across]


def _fingerprint(plane: F32) -> U64:
    small = cv2.resize(np.ascontiguousarray(plane), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    slow = cv2.dct(small)[: _SLOW + 1, : _SLOW + 1][1:, 1:]
    return np.asarray(np.packbits(slow > np.median(slow)).view(np.uint64))
