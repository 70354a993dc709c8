"""Reading the mark out of a sound: no original, no knowledge of what was done to it but its speed being kept.

Knows nothing of files. The sound is made even over time and frequency (each short spectrum over its own loudness,
clipped), folded onto one period, and the synchronisation lines turned back: their sum peaks where the period begins.
The best few places are decoded, each one of the search's bounded trials (`code.py` bounds false finds). Once over all
of the sound, then over windows of five seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import resample_poly

from .code import F32, Budget, Word, decode, decode_stubbornly
from .tone import C64, Lines, frames, joined, lines, loudness, period
from .types import Found

WINDOW_S = 5.0
_RATE = 24_000
_LONGEST_S = 120
_CLIP = 1.6
_TRIES = 4
_STUBBORN = 16


def find_in_sound(audio: F32, rate: int, keys: Sequence[bytes], *, window_s: float = WINDOW_S) -> list[Found]:
    """The marks in `audio` (channels, n) at `rate`; one for each stretch of the same payload."""
    even = _evened(np.atleast_2d(audio)[:, : _LONGEST_S * rate], rate)
    budget = Budget()
    length_s = len(even) / _RATE
    whole = _searched(even, keys, budget)
    if length_s <= 1.5 * window_s:
        return [] if whole is None else [_as_found(whole, 0.0, length_s)]
    marks: list[Found] = []
    size, hop = int(window_s * _RATE), int(window_s * _RATE / 2)
    for start in range(0, len(even) - size + 1, hop):
        found = _searched(even[start : start + size], keys, budget)
        if found is None:
            continue
        start_s = start / _RATE
        mark = _as_found(found, start_s, start_s + window_s)
        last = marks[-1] if marks else None
        if last is not None and (last.payload, last.key) == (mark.payload, mark.key):
            best = max(last, mark, key=lambda each: each.confidence)
            marks[-1] = replace(best, start_s=last.start_s, end_s=mark.end_s)
        else:
            marks.append(mark)
    if whole is not None and all(mark.payload != whole[0].payload for mark in marks):
        marks.append(_as_found(whole, 0.0, length_s))
    return marks


def _evened(audio: F32, rate: int) -> F32:
    """The channels at _RATE, each even over time and frequency, in one."""
    common = gcd(rate, _RATE)
    total = np.zeros(-(-audio.shape[1] * _RATE // rate), np.float32)
    for channel in audio:
        sound = channel if rate == _RATE else resample_poly(channel, _RATE // common, rate // common)
        sound = np.asarray(sound, np.float32)
        spectra = frames(sound, _RATE)
        even = spectra / (loudness(spectra, _RATE) + 1e-6)
        size = np.abs(even)
        total += joined(even * np.minimum(1.0, _CLIP / (size + 1e-9)), len(sound), _RATE)[: len(total)]
    return total


def _as_found(read: tuple[Word, int], start_s: float, end_s: float) -> Found:
    word, key = read
    return Found(word.payload, word.confidence, start_s, end_s, bit_errors=word.errors, key=key)


def _searched(even: F32, keys: Sequence[bytes], budget: Budget) -> tuple[Word, int] | None:
    length = period(_RATE)
    folded = np.zeros(-(-len(even) // length) * length, np.float32)
    folded[: len(even)] = even
    spectrum = np.asarray(np.fft.rfft(folded.reshape(-1, length).sum(axis=0)), np.complex64)
    weight = 1.0 / (uniform_filter1d(np.abs(spectrum), 41, mode="nearest") + 1e-9)
    spectrum = np.asarray(spectrum * weight, np.complex64)
    for number, key in enumerate(keys):
        places = lines(key)
        for offset in _offsets(places, spectrum, length):
            if (word := decode(_bits(places, spectrum, offset / length), budget)) is not None:
                return word, number
        best = _bits(places, spectrum, _offsets(places, spectrum, length)[0] / length)
        if (word := decode_stubbornly(best, budget, _STUBBORN)) is not None:
            return word, number
    return None


def _offsets(places: Lines, spectrum: C64, length: int) -> list[float]:
    """Where the period most likely begins, in samples, to a half."""
    grid = np.zeros(length + 1, np.complex64)  # twice as fine as the samples
    grid[places.sync] = spectrum[places.sync] * places.sync_turn.conj()
    surface = np.fft.irfft(grid, 2 * length)
    best = np.argpartition(-surface, _TRIES)[:_TRIES]
    return [float(place) / 2 for place in best[np.argsort(-surface[best])]]


def _bits(places: Lines, spectrum: C64, offset: float) -> F32:
    """Soft code bits of a pattern that begins `offset` periods late."""
    turned = spectrum[places.data] * np.exp(2j * np.pi * places.data * offset) * places.turn.conj()
    values = np.empty(2 * len(places.data), np.float32)
    values[0::2], values[1::2] = turned.real, turned.imag
    return np.asarray(values[places.shares].sum(axis=1), np.float32)
