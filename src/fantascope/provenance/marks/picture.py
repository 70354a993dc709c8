"""The mark in a picture: a keyed, periodic pattern added to luma, as strong as each region bears.

Knows nothing of files. `PictureMark.apply` is a function of the frame alone, so frames can be marked in any order and
in any process. `settled` looks at one frame of a shot (or of a chunk of it) and returns the mark at the least
strength that the shot needs; apply that one to the shot's frames.

What a region bears: Watson's and Chou's just-noticeable difference, made simple. Where luma is even, or changes
evenly, nothing hides a pattern and `flat` levels of deviation is all it gets; a texture hides more, by its roughness
(the mean second difference), and a lone edge nothing, since the least of the neighbourhood counts. No frame is
changed by more than 42 dB."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .code import F32, encode
from .lattice import C64, CANON, lattice, pattern_spectrum, synthesised
from .native import add_pattern, bearing
from .settle import fitted, survives
from .types import Payload

U8 = NDArray[np.uint8]
I8 = NDArray[np.int8]

FLATS = (0.4, 0.6, 0.8, 1.0)
"""Levels of deviation on flat regions, from least to most; `settled` takes the first that survives."""
_SLOPE, _MOST = 0.5, 4.0
_RMS_MOST = 1.93
"""42.4 dB, 42.1 with the rounding."""
_CELLS = 90
_UNIT = 32.0


@dataclass(frozen=True, slots=True, eq=False)
class PictureMark:
    """The mark of `payload` under `key` for pictures of `width` × `height` at `fps`; `flat` is its strength on flat
    regions.

    A pickle holds the pattern with it (a byte a pixel): send the arguments, and make it where it is used.
    """

    payload: Payload
    key: bytes
    width: int
    height: int
    fps: float
    flat: float = FLATS[2]
    pattern: I8 = field(default_factory=lambda: np.zeros((0, 0), np.int8), repr=False)

    def __post_init__(self) -> None:
        if not self.pattern.size:
            pattern = self._drawn(pattern_spectrum(lattice(self.key), encode(self.payload)))
            object.__setattr__(self, "pattern", pattern)

    def apply(self, index: int, y: U8) -> U8:
        """The marked plane of frame `index`, whose plane is `y` (height, width). The pattern is the same in every
        frame."""
        cell = max(round(min(self.height, self.width) / _CELLS), 2)
        strength = _within(bearing(y, cell, self.flat, _SLOPE, _MOST), self.flat)
        return add_pattern(y, cell, self.pattern, strength)

    def settled(self, y: U8) -> PictureMark:
        """This mark fitted to the plane `y`, at the least of FLATS at which it is read back after a harsh encoding,
        else at the greatest."""
        spectrum = fitted(y, self._as(FLATS[-1], self.pattern).apply(0, y), self.key, self.payload)
        pattern = self._drawn(spectrum)
        low, high = 0, len(FLATS) - 1
        while low < high:  # two encodings, for a mark that survives also survives when stronger
            middle = (low + high) // 2
            if survives(self._as(FLATS[middle], pattern).apply(0, y), self.key, self.payload):
                high = middle
            else:
                low = middle + 1
        return self._as(FLATS[low], pattern)

    def _drawn(self, spectrum: C64) -> I8:
        wave = synthesised(spectrum, self.height, self.width, CANON / min(self.height, self.width))
        return np.asarray(np.clip(np.rint(wave * _UNIT), -127, 127), np.int8)

    def _as(self, flat: float, pattern: I8) -> PictureMark:
        return PictureMark(self.payload, self.key, self.width, self.height, self.fps, flat, pattern)


def _within(strength: F32, flat: float) -> F32:
    """`strength` held to _RMS_MOST by taking from what textures add to `flat`."""
    excess = float(np.mean(strength * strength)) - _RMS_MOST**2
    if excess <= 0:
        return strength
    even = np.minimum(strength, flat)
    added = strength - even
    square, cross = float(np.mean(added * added)), float(np.mean(added * even))
    rest = float(np.mean(even * even)) - _RMS_MOST**2
    share = (np.sqrt(cross * cross - square * rest) - cross) / square
    return np.asarray(even + share * added, np.float32)
