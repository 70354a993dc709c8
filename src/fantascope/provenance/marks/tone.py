"""Where in the spectrum of a sound the mark lies, and how loud it may be there.

Knows nothing of files. The mark is a waveform that repeats every PERIOD_S, so it lies at whole multiples of 1 /
PERIOD_S (25 / 24 Hz) between LOW and HIGH; a key deals the lines out to code bits and to synchronisation and turns
their phases. In each short frame it follows the *geometric* mean of the spectrum about each frequency: for noise that
is near its power, while between the partials of a tone it is far below them, where a tone hides little (Johnston
1988). The least of three neighbouring frames counts, so nothing sounds before an onset."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from .code import CODE_BITS, F32

C64 = NDArray[np.complex64]
I64 = NDArray[np.int64]

PERIOD_S = Fraction(24, 25)
LOW_HZ, HIGH_HZ = 200, 5000
_SYNC = 0.15
_FRAME_S = 1024 / 48000
_ABOUT_HZ = 350.0


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """A key's lines, as multiples of 1 / PERIOD_S: those of data with their phases, the dimensions (CODE_BITS, n) of
    each code bit (2k the real part of data line k, 2k + 1 the imaginary), and those of synchronisation."""

    data: I64
    turn: C64
    shares: I64
    sync: I64
    sync_turn: C64


@lru_cache(maxsize=16)
def lines(key: bytes) -> Lines:
    """The lines of `key`."""
    seed = np.frombuffer(hashlib.sha256(b"fantascope sound mark" + key).digest(), np.uint32)
    chance = np.random.Generator(np.random.PCG64(seed))
    every = np.arange(int(LOW_HZ * PERIOD_S), int(HIGH_HZ * PERIOD_S))
    dealt = chance.permutation(every)
    each = int(len(every) * (1 - _SYNC) * 2) // CODE_BITS // 2 * 2
    data = np.sort(dealt[: CODE_BITS * each // 2])
    dimensions = np.arange(2 * len(data)).reshape(each, CODE_BITS)
    shares = np.stack([ring[chance.permutation(CODE_BITS)] for ring in dimensions], axis=1)
    turns = np.exp(2j * np.pi * chance.random(len(every))).astype(np.complex64)
    return Lines(data, turns[: len(data)], shares, dealt[len(data) :], turns[len(data) : len(every)])


def period(rate: int) -> int:
    """Samples of one repetition at `rate`; ValueError where it is no whole number."""
    length = PERIOD_S * rate
    if length.denominator != 1:
        raise ValueError(f"a rate of {rate} has no whole period of {float(PERIOD_S)} s")
    return int(length)


def frames(sound: F32, rate: int) -> C64:
    """Short spectra of `sound` (n,), half overlapping, sine windows: (frames, bins)."""
    half = _half(rate)
    count = -(-len(sound) // half) + 1
    padded = np.zeros((count + 1) * half, np.float32)
    padded[half : half + len(sound)] = sound
    pieces = np.lib.stride_tricks.sliding_window_view(padded, 2 * half)[::half]
    return np.asarray(np.fft.rfft(pieces * _window(half), axis=1), np.complex64)


def joined(spectra: C64, length: int, rate: int) -> F32:
    """The sound of `frames`, by overlap and addition."""
    half = _half(rate)
    pieces = np.fft.irfft(spectra, 2 * half, axis=1) * _window(half)
    out = np.zeros((len(pieces) + 1, half), np.float32)
    out[:-1] += pieces[:, :half]
    out[1:] += pieces[:, half:]
    return np.asarray(out.reshape(-1)[half : half + length], np.float32)


def loudness(spectra: C64, rate: int) -> F32:
    """The geometric mean of each spectrum's size about each frequency."""
    about = max(round(_ABOUT_HZ / (rate / (2 * _half(rate)))), 1)
    logs = np.log(np.abs(spectra) + 1e-7)
    return np.asarray(np.exp(uniform_filter1d(logs, about, axis=1, mode="nearest")), np.float32)


def cautious(levels: F32) -> F32:
    """The least of each frame and its neighbours."""
    return np.asarray(minimum_filter1d(levels, 3, axis=0, mode="nearest"), np.float32)


def _half(rate: int) -> int:
    return max(round(_FRAME_S * rate / 2), 8)


@lru_cache(maxsize=8)
def _window(half: int) -> F32:
    return np.asarray(np.sin(np.pi * (np.arange(2 * half) + 0.5) / (2 * half)), np.float32)
