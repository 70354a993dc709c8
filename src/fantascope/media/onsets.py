"""Where sounds begin, found in the sound itself.

Knows nothing of what made them. Used to measure how well sound and picture agree in a finished clip.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

SAMPLE_RATE = 48_000
F64 = NDArray[np.float64]
_SHORT = SAMPLE_RATE * 3 // 1000
_LONG = SAMPLE_RATE * 12 // 1000
_FLOOR = 1e-9
_THUD_HZ = (150.0, 1200.0)


def rise_db(audio: NDArray[np.float32]) -> F64:
    """How many decibels the 3 ms after each sample are louder than the 12 ms before it, (n,) for audio (n, 2).

    Clicks are looked for in the differenced signal, thuds between 150 and 1,200 Hz, so that neither hum nor hiss hides
    them; the larger rise counts.
    """
    mono = audio.astype(np.float64).mean(axis=1)
    thuds = np.asarray(sosfilt(butter(2, _THUD_HZ, "bandpass", fs=SAMPLE_RATE, output="sos"), mono))
    return np.maximum(_rise(np.diff(mono, prepend=0.0)), _rise(thuds))


def onset_near(rise: F64, time_s: float, *, within_s: float = 0.05, least_db: float = 6.0) -> float | None:
    """The time of the steepest rise within `within_s` of `time_s`, in seconds, or None if none rises by `least_db`."""
    begin = max(round((time_s - within_s) * SAMPLE_RATE), 0)
    window = rise[begin : round((time_s + within_s) * SAMPLE_RATE)]
    if not len(window) or window.max() < least_db:
        return None
    return (begin + int(np.argmax(window))) / SAMPLE_RATE


def _rise(signal: F64) -> F64:
    total = np.concatenate([[0.0], np.cumsum(signal**2)])
    at = np.arange(len(signal))
    after = total[np.minimum(at + _SHORT, len(signal))] - total[at]
    before = total[at] - total[np.maximum(at - _LONG, 0)]
    return 10.0 * np.asarray(np.log10((after / _SHORT + _FLOOR) / (before / _LONG + _FLOOR)))
