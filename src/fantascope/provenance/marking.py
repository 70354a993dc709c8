"""All that is put into the pictures and the sound of one clip before they are encoded, as one value that pickles.

Engines are handed it and apply it where they encode, so that nothing is encoded twice. Knows nothing of engines: it is
a function of a frame's number, a frame and the number of the clip.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .marks.picture import PictureMark
from .visible import VisibleMark

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
_AGAIN = 48
"""Frames after which another shot may have begun."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks of a clip: `payload` is its number, `key` what hides it."""

    payload: int
    key: bytes = field(repr=False)
    visible: bool = False
    handle: str = ""
    """The creator's, beside the visible wordmark."""

    def painter(self, width: int, height: int, fps: int) -> Painter:
        """What marks a run of frames of this size and rate: one shot, or a part of one."""
        seen = VisibleMark(self.handle, width, height, fps) if self.visible else None
        return Painter(seen, PictureMark(self.payload, self.key, width, height, fps))

    def heard(self, audio: F32, rate: int) -> F32:
        """(n, 2) float32 at `rate`, marked."""
        from .marks.sound import mark_sound

        return np.ascontiguousarray(mark_sound(audio.T, rate, self.payload, self.key).T)


class Painter:
    """Marks frames in order; how strong the hidden mark is follows from the first of every _AGAIN that it is given."""

    def __init__(self, seen: VisibleMark | None, hidden: PictureMark) -> None:
        self._seen = seen
        self._hidden = hidden
        self._given = 0

    def __call__(self, index: int, y: U8, u: U8, v: U8) -> tuple[U8, U8, U8]:
        """The planes of frame `index` (counted from the clip's first), marked."""
        if self._seen is not None:
            y, u, v = self._seen.apply(index, y, u, v)
        if self._given % _AGAIN == 0:
            self._hidden = self._hidden.settled(y)
        self._given += 1
        return self._hidden.apply(index, y), u, v
