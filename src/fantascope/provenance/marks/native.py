"""The boundary to the compiled inner loops of marks and fingerprints, loaded once.

Knows nothing of what a pattern or a fingerprint means. Loading fails with one clear line when the library was never
built."""

from __future__ import annotations

import ctypes as ct
import sys
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...kernel.errors import Unavailable

U8 = NDArray[np.uint8]
I8 = NDArray[np.int8]
F32 = NDArray[np.float32]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

_LIBRARY = Path(__file__).with_name("_marks.dll" if sys.platform == "win32" else "_marks.so")


@cache
def _library() -> ct.CDLL:
    try:
        library = ct.CDLL(str(_LIBRARY))
        library.fm_bearing.argtypes = [ct.c_void_p, *[ct.c_int] * 3, *[ct.c_float] * 3, ct.c_void_p]
        library.fm_apply.argtypes = [ct.c_void_p, *[ct.c_int] * 3, *[ct.c_void_p] * 3]
        library.fm_decode.argtypes = [ct.c_void_p, ct.c_int, ct.c_void_p]
        library.fm_near.argtypes = [ct.c_void_p, ct.c_int64, ct.c_void_p, *[ct.c_int] * 2, ct.c_int64, ct.c_void_p]
    except (OSError, AttributeError) as error:
        raise Unavailable("renderer_missing", f"{_LIBRARY.name} cannot be loaded: run `make native`") from error
    library.fm_bearing.restype = library.fm_apply.restype = None
    library.fm_near.restype = ct.c_int64
    return library


def bearing(y: U8, cell: int, flat: float, slope: float, most: float) -> F32:
    """What each `cell` × `cell` pixels of the plane bear, in levels: (⌈h / cell⌉, ⌈w / cell⌉)."""
    plane = np.ascontiguousarray(y)
    height, width = plane.shape
    out = np.empty((-(-height // cell), -(-width // cell)), np.float32)
    _library().fm_bearing(plane.ctypes.data, width, height, cell, flat, slope, most, out.ctypes.data)
    return out


def add_pattern(y: U8, cell: int, pattern: I8, strength: F32) -> U8:
    """`y` + `pattern` / 32 × `strength` (levels per cell), dithered and rounded."""
    plane = np.ascontiguousarray(y)
    out = np.empty_like(plane)
    height, width = plane.shape
    _library().fm_apply(
        plane.ctypes.data, width, height, cell, pattern.ctypes.data, strength.ctypes.data, out.ctypes.data
    )
    return out


def near(rows: U64, asked: U64, limit: int, most: int) -> I64:
    """(row, question, distance) of each pair of 256-bit rows (n, 4) and (m, 4) that differ in at most `limit` bits; of
    more than `most` pairs, the first."""
    out = np.empty((most, 3), np.int64)
    rows, asked = np.ascontiguousarray(rows), np.ascontiguousarray(asked)
    count = _library().fm_near(rows.ctypes.data, len(rows), asked.ctypes.data, len(asked), limit, most, out.ctypes.data)
    return out[: min(count, most)]


def decode_word(soft: F32) -> U8:
    """The bits of the likeliest code word (see `code.py`)."""
    values = np.ascontiguousarray(soft, np.float32)
    bits = np.empty(len(values) // 3, np.uint8)
    _library().fm_decode(values.ctypes.data, len(bits), bits.ctypes.data)
    return bits
