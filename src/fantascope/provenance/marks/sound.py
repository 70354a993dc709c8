"""The mark in a sound: a keyed, periodic waveform under the sound's own spectrum.

Knows nothing of files. Spread spectrum shaped by masking (Boney, Tewfik and Hamdy 1996; Cox and others 1997); the
same waveform in both channels, each under its own spectrum, so that it lives in either and in their sum. Same sound,
same mark."""

from __future__ import annotations

import numpy as np

from .code import F32, encode
from .tone import C64, cautious, frames, joined, lines, loudness, period
from .types import Payload

DEPTH_DB = -14.0
"""The mark's level against the geometric mean of what it hides under."""


def mark_sound(audio: F32, rate: int, payload: Payload, key: bytes) -> F32:
    """`audio` (channels, n) at `rate` with the mark of `payload` in it; as long as before, within ±1 where it was.

    Rates of which 24 / 25 s are whole samples (all multiples of 25 Hz) can be marked; others raise ValueError.
    """
    wave = np.resize(_waveform(rate, payload, key), audio.shape[1])
    pattern = frames(wave, rate)
    depth = 10 ** (DEPTH_DB / 20)
    marked = np.empty_like(audio)
    for number, channel in enumerate(audio):
        own = frames(channel, rate)
        added: C64 = pattern * (depth * cautious(loudness(own, rate)))
        marked[number] = channel + joined(added, len(channel), rate)
    return np.clip(marked, -1.0, 1.0) if np.abs(audio).max(initial=0.0) <= 1.0 else marked


def _waveform(rate: int, payload: Payload, key: bytes) -> F32:
    """One repetition, at a size that makes its short spectra of size one on average."""
    places, length = lines(key), period(rate)
    values = np.zeros(2 * len(places.data), np.float32)
    values[places.shares] = encode(payload)[:, None]
    spectrum = np.zeros(length // 2 + 1, np.complex64)
    _put(spectrum, places.data, (values[0::2] + 1j * values[1::2]) * places.turn)
    _put(spectrum, places.sync, np.sqrt(2) * places.sync_turn)
    wave = np.fft.irfft(spectrum, length).astype(np.float32)
    spectra = np.abs(frames(np.resize(wave, 4 * length), rate))[4:-4]
    loud = spectra[:, spectra.mean(axis=0) > 0.5 * spectra.mean(axis=0).max()]
    return np.asarray(wave / np.sqrt(np.mean(loud * loud)), np.float32)


def _put(spectrum: C64, where: np.ndarray[tuple[int], np.dtype[np.int64]], values: C64) -> None:
    """Lines above half the rate are left out."""
    fits = where < len(spectrum) - 1
    spectrum[where[fits]] = values[fits]
