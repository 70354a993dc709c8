"""From the engine's voice to the cast's: vocal-tract size, air above 8 kHz, roughness, whispering.

Knows nothing of text. Works on mono float64; a size below 1 shortens the vocal tract (formants rise by 1/size) and the
sound by the same factor, so the caller asks the engine for a pitch and a pace that make up for it.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy import signal
from scipy.linalg import solve_toeplitz

from .types import SAMPLE_RATE

F64 = NDArray[np.float64]


def resize(x: F64, rate_hz: int, size: float) -> F64:
    """Samples at `rate_hz` → 48 kHz, played as if by a vocal tract `size` times as long (duration × size)."""
    ratio = Fraction(SAMPLE_RATE / rate_hz * size).limit_denominator(64)
    return np.asarray(signal.resample_poly(x, ratio.numerator, ratio.denominator), dtype=np.float64)


def airy(x: F64, band_hz: float, seed: int, amount: float = 0.5) -> F64:
    """Give a band-limited voice its missing top: noise above `band_hz` that follows the sibilance below it."""
    if band_hz >= 14_000:
        return x
    low = signal.butter(4, [band_hz * 0.5, band_hz * 0.95], "bandpass", fs=SAMPLE_RATE, output="sos")
    high = signal.butter(4, [band_hz * 0.95, min(band_hz * 1.9, 19_000)], "bandpass", fs=SAMPLE_RATE, output="sos")
    smooth = signal.butter(2, 60, fs=SAMPLE_RATE, output="sos")
    envelope = np.maximum(signal.sosfiltfilt(smooth, np.abs(signal.sosfilt(low, x))), 0)
    noise = signal.sosfilt(high, np.random.default_rng(seed).standard_normal(len(x)))
    return np.asarray(x + amount * envelope * noise)


def rough(x: F64, amount: float, seed: int) -> F64:
    """Hoarseness: an irregular flutter at the rate of false vocal folds, and some breath that follows the voice."""
    if amount <= 0:
        return x
    rng = np.random.default_rng(seed)
    band = signal.butter(2, [28, 75], "bandpass", fs=SAMPLE_RATE, output="sos")
    flutter = signal.sosfilt(band, rng.standard_normal(len(x)))
    flutter /= max(float(np.std(flutter)), 1e-9)
    breath = signal.sosfilt(
        signal.butter(2, [1500, 6000], "bandpass", fs=SAMPLE_RATE, output="sos"), rng.standard_normal(len(x))
    )
    smooth = signal.butter(2, 40, fs=SAMPLE_RATE, output="sos")
    envelope = np.maximum(signal.sosfiltfilt(smooth, np.abs(x)), 0)
    return np.asarray(x * (1 + 0.45 * amount * flutter) + 0.35 * amount * envelope * breath)


def whispered(x: F64, amount: float, seed: int, order: int = 44) -> F64:
    """Replace the voice's buzz by breath: linear prediction of each 25 ms frame, driven by noise, overlap-added."""
    if amount <= 0:
        return x
    rng = np.random.default_rng(seed)
    size, hop = 1200, 600
    window = np.hanning(size + 1)[:-1]
    out = np.zeros(len(x) + size)
    for start in range(0, len(x) - size, hop):
        frame = x[start : start + size] * window
        power = float(np.sqrt(np.mean(frame**2)))
        if power < 1e-5:
            continue
        spectrum = np.abs(np.fft.rfft(frame, 2 * size)) ** 2
        correlation = np.fft.irfft(spectrum)[: order + 1]
        correlation[0] *= 1.0005
        filt = signal.lfilter([1.0], np.concatenate(([1.0], -_levinson(correlation, order))), rng.standard_normal(size))
        filt *= window
        out[start : start + size] += filt * (power / max(float(np.sqrt(np.mean(filt**2))), 1e-9)) * 0.8
    breath = out[: len(x)]
    breath = signal.sosfilt(signal.butter(2, 500, "highpass", fs=SAMPLE_RATE, output="sos"), breath)
    return np.asarray((1 - amount) * x + amount * breath)


def _levinson(correlation: F64, order: int) -> F64:
    return np.asarray(solve_toeplitz(correlation[:order], correlation[1 : order + 1]))
