"""What a clip sounds like, as 256 bits a stretch of half a second, near in Hamming distance for sounds that are alike.

Knows nothing of files or of the index. Haitsma and Kalker 2002: in each frame, 32 bits tell whether the difference of
energy between neighbouring bands grew since the frame before; eight frames make a fingerprint. An indexed clip has
one for every quarter of a second, the one that asks has one for every frame, so some of them fall together."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

F32 = NDArray[np.float32]
U64 = NDArray[np.uint64]

_RATE = 8000
_HOP, _LONG = 500, 4000
_FRAMES = 8
_INDEXED_EVERY = 4
_EDGES_HZ = np.geomspace(200.0, 3400.0, 34)
_SILENT = 1e-4


def views_of(audio: F32, rate: int) -> U64:
    """Fingerprints (n, 4) to index `audio` (channels, n) by."""
    return _stretches(audio, rate, _INDEXED_EVERY)


def questions_of(audio: F32, rate: int) -> U64:
    """Fingerprints (n, 4) to ask for `audio` by: those of up to four seconds."""
    return _stretches(audio[:, : 4 * rate], rate, 1)


def _stretches(audio: F32, rate: int, every: int) -> U64:
    common = gcd(rate, _RATE)
    sound = np.asarray(resample_poly(audio.mean(axis=0), _RATE // common, rate // common), np.float32)
    if len(sound) < _LONG + _HOP * _FRAMES:
        return np.zeros((0, 4), np.uint64)
    pieces = np.lib.stride_tricks.sliding_window_view(sound, _LONG)[::_HOP]
    power = np.abs(np.fft.rfft(pieces * np.hanning(_LONG).astype(np.float32), axis=1)) ** 2
    edges = np.rint(_EDGES_HZ * _LONG / _RATE).astype(int)
    bands = np.log(np.add.reduceat(power, edges, axis=1)[:, :-1] + 1e-9)
    tilts = bands[:, :-1] - bands[:, 1:]
    rises = tilts[1:] - tilts[:-1] > 0
    loud = np.sqrt(np.mean(pieces[1:] ** 2, axis=1)) > _SILENT
    starts = [start for start in range(0, len(rises) - _FRAMES + 1, every) if loud[start : start + _FRAMES].all()]
    found = [np.packbits(rises[start : start + _FRAMES]).view(np.uint64) for start in starts]
    return np.array(found, np.uint64).reshape(-1, 4)
