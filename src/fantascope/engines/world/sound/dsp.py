"""The bench tools of sound synthesis: noise, filters, envelopes, pitch curves.

Knows nothing of scenes. Mono arrays at 48 kHz, float64; randomness comes from the generator passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import fft, signal

F64 = NDArray[np.float64]
RATE = 48_000


def samples(seconds: float) -> int:
    return max(round(seconds * RATE), 0)


def clock(n: int) -> F64:
    """Time in seconds of each of n samples."""
    return np.arange(n) / RATE


@lru_cache(maxsize=256)
def _butter(order: int, low: float, high: float, kind: Literal["lowpass", "highpass", "bandpass"]) -> F64:
    band: float | list[float] = [low, high] if kind == "bandpass" else (low or high)
    return np.asarray(signal.butter(order, band, kind, fs=float(RATE), output="sos"))


def _hz(hz: float) -> float:
    return float(f"{min(max(hz, 10.0), 0.46 * RATE):.3g}")


def lowpass(x: F64, hz: float, order: int = 2) -> F64:
    return np.asarray(signal.sosfilt(_butter(order, 0.0, _hz(hz), "lowpass"), x, axis=0))


def highpass(x: F64, hz: float, order: int = 2) -> F64:
    return np.asarray(signal.sosfilt(_butter(order, _hz(hz), 0.0, "highpass"), x, axis=0))


def bandpass(x: F64, low: float, high: float, order: int = 2) -> F64:
    low, high = _hz(low), _hz(high)
    return np.asarray(signal.sosfilt(_butter(order, low, max(high, low * 1.05), "bandpass"), x, axis=0))


def resonate(x: F64, hz: float, width_hz: float) -> F64:
    """A two-pole resonance with unit gain at its peak: one formant."""
    r = float(np.exp(-np.pi * width_hz / RATE))
    theta = 2 * np.pi * min(hz, 0.45 * RATE) / RATE
    gain = (1 - r) * np.sqrt(1 - 2 * r * np.cos(2 * theta) + r * r)
    return np.asarray(signal.lfilter([gain], [1.0, -2 * r * np.cos(theta), r * r], x))


def white(rng: np.random.Generator, n: int) -> F64:
    return rng.standard_normal(n)


def coloured(rng: np.random.Generator, n: int, gain: Callable[[F64], F64]) -> F64:
    """Unit-RMS noise whose amplitude spectrum is `gain(frequency_hz)`."""
    if n <= 0:
        return np.zeros(0)
    size = int(fft.next_fast_len(n, real=True))
    bins = fft.rfftfreq(size, 1 / RATE)
    spectrum = (rng.standard_normal(len(bins)) + 1j * rng.standard_normal(len(bins))) * gain(np.maximum(bins, 1.0))
    spectrum[bins < 15] = 0
    x = np.asarray(fft.irfft(spectrum, size))[:n]
    return x / max(float(np.sqrt(np.mean(x**2))), 1e-12)


def band_gain(low: float, high: float, steep: float = 2.0) -> Callable[[F64], F64]:
    """A smooth band as a gain curve for `coloured`."""
    return lambda f: 1 / (1 + (low / f) ** (2 * steep)) / (1 + (f / high) ** (2 * steep))


def wander(rng: np.random.Generator, n: int, rate_hz: float) -> F64:
    """A smooth random curve of about unit variance that changes `rate_hz` times a second."""
    knots = max(int(n / RATE * rate_hz) + 4, 5)
    values = rng.standard_normal(knots) * 1.3
    x = np.linspace(1.0, 1.0 + n / RATE * rate_hz, max(n // 64 + 2, 2))
    i = np.minimum(x.astype(int), knots - 3)
    t = x - i
    a, b, c, d = values[i - 1], values[i], values[i + 1], values[i + 2]
    curve = (a * (1 - t) ** 3 + b * (3 * t**3 - 6 * t**2 + 4) + c * (-3 * t**3 + 3 * t**2 + 3 * t + 1) + d * t**3) / 6
    return np.asarray(np.interp(np.linspace(0, len(curve) - 1, n), np.arange(len(curve)), curve * 1.12))


def fall(n: int, t60_s: float) -> F64:
    """An exponential fall by 60 dB in `t60_s`."""
    return np.exp(clock(n) * (-6.91 / max(t60_s, 1e-4)))


def shape(n: int, points: Sequence[tuple[float, float]]) -> F64:
    """Straight lines through (fraction of the length, value)."""
    return np.interp(np.linspace(0, 1, max(n, 1))[:n], [p[0] for p in points], [p[1] for p in points])


def hump(n: int, peak: float = 0.5) -> F64:
    """A smooth rise to 1 at fraction `peak` and back to 0."""
    u = np.linspace(0, 1, max(n, 1))[:n]
    u = np.where(u < peak, u / max(peak, 1e-6), (1 - u) / max(1 - peak, 1e-6))
    return np.sin(0.5 * np.pi * np.clip(u, 0, 1)) ** 2


def tone(hz: F64 | float, n: int, phase: float = 0.0) -> F64:
    """A sine whose frequency is a constant or a curve of n values."""
    if isinstance(hz, np.ndarray):
        return np.sin(2 * np.pi * np.cumsum(hz) / RATE + phase)
    return np.sin(2 * np.pi * hz * clock(n) + phase)


def buzz(hz: F64, tilt: float = 1.0, partials: int = 24) -> F64:
    """Harmonics 1 … of a pitch curve, falling as 1 / k^tilt; none above 18 kHz. Unit RMS."""
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    top = float(hz.max()) if len(hz) else 1.0
    count = max(1, min(partials, int(18_000 / max(top, 1.0))))
    # sin kφ = 2 cos φ sin (k−1)φ − sin (k−2)φ: one multiplication a partial instead of one sine.
    twice, before, sine = 2 * np.cos(phase), np.zeros(len(hz)), np.sin(phase)
    out = sine.copy()
    for k in range(2, count + 1):
        before, sine = sine, twice * sine - before
        out += sine * (1 / k**tilt)
    return out / max(float(np.sqrt(np.mean(out**2))) if len(out) else 1.0, 1e-9)


def soft_edges(x: F64, seconds: float = 0.004) -> F64:
    n = min(samples(seconds), len(x) // 2)
    if n:
        x = x.copy()
        ramp = np.linspace(0, 1, n)
        x[:n] *= ramp
        x[len(x) - n :] *= ramp[::-1]
    return x


def soft_end(x: F64, seconds: float = 0.02) -> F64:
    n = min(samples(seconds), len(x))
    if n:
        x = x.copy()
        x[len(x) - n :] *= np.linspace(1, 0, n)
    return x


def to_peak(x: F64, peak: float = 1.0) -> F64:
    return x * (peak / max(float(np.abs(x).max()) if len(x) else 1.0, 1e-9))


def lay(out: F64, x: F64, start: int) -> None:
    """Add `x` into `out` from sample `start`, cut to what fits."""
    a, b = max(start, 0), min(start + len(x), len(out))
    if b > a:
        out[a:b] += x[a - start : b - start]


def faster(x: F64, speed: float) -> F64:
    """`x` played at `speed`, pitch and all."""
    if abs(speed - 1) < 1e-3 or len(x) < 2:
        return x
    n = max(int(len(x) / speed), 2)
    return np.asarray(np.interp(np.arange(n) * speed, np.arange(len(x)), x))


def saturate(x: F64, drive: float) -> F64:
    return np.asarray(np.tanh(x * drive) / np.tanh(drive))
