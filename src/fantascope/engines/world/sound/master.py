"""Balance and finish: ducking under speech, integrated loudness, true-peak limiting, fades.

Knows nothing of scenes. Loudness after ITU-R BS.1770-4 (K-weighting, gated); true peak by 4× oversampling. The result
is at the target loudness and under the peak ceiling whenever there is something to hear.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal

from .dsp import F64, highpass, samples

TARGET_LUFS = -14.0
CEILING_DB = -2.0
"""Below the −1 dBTP that is promised of the finished file: AAC coding lifts peaks by up to half a decibel."""
FAINT_GAIN_DB = 24.0
"""The most that is added to a clip with nothing but faint sound in it."""
_MOST_GAIN_DB = 44.0
_FAINT = 0.02
_SLOW_DB = 4.0
_SILENCE = 2e-5
# K-weighting at 48 kHz, the coefficients of BS.1770 (high shelf, then high-pass).
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def duck(x: F64, over: F64, depth_db: float, threshold: float = 0.012) -> F64:
    """`x` (n, 2) lowered by up to `depth_db` while `over` (n, 2) sounds; eases in before and out after."""
    if not over.any():
        return x
    hop = 480
    frames = len(over) // hop + 1
    padded = np.zeros(frames * hop)
    padded[: len(over)] = _louder(np.abs(over))
    level = padded.reshape(frames, hop).max(axis=1)
    wanted = np.clip(level / threshold, 0, 1)
    wanted = ndimage.maximum_filter1d(wanted, 25)
    wanted = ndimage.gaussian_filter1d(wanted, 9)
    gain = 10 ** (-depth_db * wanted / 20)
    return x * np.interp(np.arange(len(x)), np.arange(frames) * hop + hop / 2, gain)[:, None]


def _louder(x: F64) -> F64:
    """The greater of two channels (n, 2): what `max(axis=1)` gives, many times faster."""
    return np.maximum(x[:, 0], x[:, 1])


def loudness(x: F64) -> float:
    """Integrated loudness in LUFS of (n, 2); −inf for silence. A clip under 0.4 s is one block."""
    weighted = signal.sosfilt(_K_WEIGHTING, x, axis=0) ** 2
    power = np.cumsum(weighted[:, 0] + weighted[:, 1])
    block, hop = samples(0.4), samples(0.1)
    if len(power) <= block:
        means = power[-1:] / max(len(power), 1)
    else:
        ends = np.arange(block - 1, len(power), hop)
        starts = ends - block
        means = (power[ends] - np.where(starts >= 0, power[np.maximum(starts, 0)], 0.0)) / block
    means = means[means > 10 ** ((-70 + 0.691) / 10)]
    if not len(means):
        return float("-inf")
    gate = float(np.mean(means)) / 10
    return float(-0.691 + 10 * np.log10(np.mean(means[means > gate])))


def true_peaks(x: F64) -> F64:
    """Greatest magnitude of the 4× oversampled signal near each sample, over both channels: (n,)."""
    fine = _louder(np.abs(signal.resample_poly(x, 4, 1, axis=0)))[: 4 * len(x)]
    peaks = np.maximum(np.maximum(fine[0::4], fine[1::4]), np.maximum(fine[2::4], fine[3::4]))
    return np.asarray(np.maximum(peaks, np.concatenate((peaks[1:], [0.0]))))


def finished(x: F64) -> F64:
    """Mix (n, 2) → the same at −14 LUFS under −1 dBTP, with 5 ms fades at both ends."""
    n = len(x)
    x = highpass(np.nan_to_num(x), 30)
    fade = min(samples(0.005), n // 2)
    if fade:
        ramp = np.linspace(0, 1, fade)[:, None]
        x[:fade] *= ramp
        x[n - fade :] *= ramp[::-1]
    if not n or float(np.abs(x).max()) < _SILENCE:
        return np.zeros_like(x)
    level = loudness(x)
    if not np.isfinite(level):
        return x
    peaks = true_peaks(x)
    most_db = _MOST_GAIN_DB if float(peaks.max()) > _FAINT else FAINT_GAIN_DB
    gain_db = min(TARGET_LUFS - level, most_db)
    out, slope, before = x, 1.0, (gain_db - 1.0, level)
    for k in range(9):
        out = _limited(x, peaks, 10 ** (gain_db / 20))
        level = loudness(out)
        miss = TARGET_LUFS - level
        if abs(miss) < 0.2 or (miss > 0 and gain_db >= most_db):
            break
        # The more is limited, the less loudness a decibel of gain brings: follow the slope.
        if k and abs(gain_db - before[0]) > 1e-6:
            slope = min(max((level - before[1]) / (gain_db - before[0]), 0.12), 1.0)
        before = (gain_db, level)
        gain_db = min(gain_db + miss / slope, most_db)
    ceiling = 10 ** ((CEILING_DB + 0.2) / 20)
    over = float(true_peaks(out).max())
    return out * (ceiling / over) if over > ceiling else out


def _limited(x: F64, peaks: F64, gain: float) -> F64:
    """Look-ahead limiting in two stages: a slow one rides level, a fast one (±3 ms) catches what is left."""
    ceiling = 10 ** (CEILING_DB / 20)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks * gain, 1e-9))
    if float(needed.min()) >= 1.0:
        return x * gain
    # The slow stage takes half (in decibels) of the reduction, 4 dB at most: a click does not dip what follows.
    slow = _ridden(np.maximum(np.sqrt(needed), 10 ** (-_SLOW_DB / 20)), samples(0.08))
    fast = _ridden(np.minimum(1.0, needed / slow), samples(0.003))
    return x * (gain * slow * fast)[:, None]


def _ridden(needed: F64, reach: int) -> F64:
    """A smooth curve never above `needed`: running minimum, then a running mean twice inside its reach."""
    low = ndimage.minimum_filter1d(needed, 2 * reach + 1)
    half = max(reach // 2 * 2 + 1, 3)
    return np.asarray(ndimage.uniform_filter1d(ndimage.uniform_filter1d(low, half), half))
