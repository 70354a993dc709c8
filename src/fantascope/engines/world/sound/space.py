"""Where a sound is heard: panning, distance, air, and the echo of the place.

Knows nothing of what sounds. Positions in metres, the listener from the score. Events keep their time (film has no
travel time of sound); only the ear that faces away hears up to 0.3 ms later.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import signal

from .dsp import F64, RATE, band_gain, coloured, fall, lay, lowpass, samples
from .types import Score, Space

_NEAR_M = 3.0
_EAR_S = 0.00028
_STEP_S = 0.05
_SOUND_MS = 343.0


@dataclass(frozen=True, slots=True)
class Echo:
    t60_s: float
    wet: float
    dark_hz: float
    first_s: float
    slaps: tuple[tuple[float, float, float], ...] = ()
    """(delay in s, left gain, right gain)."""


_ECHOES: dict[Space, Echo] = {
    "open": Echo(0.55, 0.09, 3000, 0.02),
    "forest": Echo(0.9, 0.11, 2600, 0.03, ((0.061, 0.3, 0.1), (0.093, 0.1, 0.3), (0.14, 0.2, 0.16))),
    "street": Echo(
        0.9, 0.14, 4500, 0.02, ((0.047, 0.5, 0.2), (0.071, 0.2, 0.45), (0.13, 0.22, 0.2), (0.19, 0.1, 0.14))
    ),
    "room": Echo(0.38, 0.17, 5500, 0.004, ((0.007, 0.5, 0.3), (0.011, 0.3, 0.5))),
    "hall": Echo(1.7, 0.24, 4500, 0.018, ((0.023, 0.4, 0.3), (0.037, 0.3, 0.4))),
    "cave": Echo(2.4, 0.34, 2800, 0.03, ((0.05, 0.4, 0.3), (0.09, 0.3, 0.45), (0.21, 0.25, 0.2))),
    "vacuum": Echo(0.2, 0.0, 1000, 0.01),
    "underwater": Echo(1.1, 0.24, 900, 0.01),
}


@dataclass(slots=True, eq=False)
class Stage:
    """A bus: sounds are put on it from their places; `dry` (n, 2) is heard directly, `send` (n,) echoes."""

    score: Score
    n: int
    dry: F64 = field(init=False)
    send: F64 = field(init=False)

    def __post_init__(self) -> None:
        self.dry = np.zeros((self.n, 2))
        self.send = np.zeros(self.n)

    def put(self, x: F64, start_s: float, path: F64, *, doppler: bool = False, reach_m: float = _NEAR_M) -> None:
        """Add mono `x` at `start_s`, at one place (3,) or along `path` (k, 3) over its length.

        `reach_m` is the distance at which it has half its level: small for a step, great for thunder.
        """
        start = round(start_s * RATE)
        if start >= self.n or start + len(x) <= 0 or not len(x):
            return
        places = np.atleast_2d(np.asarray(path, dtype=np.float64))
        if len(x) < samples(0.35) and len(places) == 1:
            self._put_still(x, start, places[0], reach_m)
        else:
            self._put_moving(x, start, places, doppler, reach_m)

    def _put_still(self, x: F64, start: int, place: F64, reach_m: float) -> None:
        gain, side, distance = heard(self.score, np.array([start / RATE]), place[None], reach_m)
        x = _aired(x, float(distance[0]))
        left, right = pan(side)
        late = round(_EAR_S * RATE * float(side[0]))
        lay(self.dry[:, 0], x * float(gain[0] * left[0]), start + max(late, 0))
        lay(self.dry[:, 1], x * float(gain[0] * right[0]), start + max(-late, 0))
        lay(self.send, x * float(gain[0]) ** 0.6, start)

    def _put_moving(self, x: F64, start: int, places: F64, doppler: bool, reach_m: float) -> None:
        count = max(int(len(x) / RATE / _STEP_S), 2)
        at = np.linspace(0, len(x), count)
        times = start / RATE + at / RATE
        track = np.linspace(0, len(places) - 1, count)
        path = np.column_stack([np.interp(track, np.arange(len(places)), places[:, k]) for k in range(3)])
        gain, side, distance = heard(self.score, times, path, reach_m)
        if doppler and np.ptp(distance) > 0.5:
            late = np.interp(np.arange(len(x)), at, (distance - distance.min()) / _SOUND_MS * RATE)
            x = np.interp(np.arange(len(x)) - late, np.arange(len(x)), x)
        x = _aired(x, float(np.median(distance)))
        left, right = pan(side)
        index = np.arange(len(x))
        lay(self.dry[:, 0], x * np.interp(index, at, gain * left), start)
        lay(self.dry[:, 1], x * np.interp(index, at, gain * right), start)
        lay(self.send, x * np.interp(index, at, gain**0.6), start)


def heard(score: Score, times: F64, path: F64, reach_m: float = _NEAR_M) -> tuple[F64, F64, F64]:
    """Gain, side in [-1, 1] (right positive) and distance in metres of places (k, 3) at `times` (k,)."""
    clock = score.times_s
    ears = np.column_stack([np.interp(times, clock, score.ears[:, k]) for k in range(3)])
    right = np.column_stack([np.interp(times, clock, score.right[:, k]) for k in range(3)])
    right /= np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-9)
    away = np.nan_to_num(path - ears)
    distance = np.linalg.norm(away, axis=1)
    side = (away * right).sum(axis=1) / np.maximum(distance, 0.6)
    return reach_m / (reach_m + distance), np.clip(side, -1, 1), distance


def pan(side: F64) -> tuple[F64, F64]:
    """Constant-power gains (left, right); a sound in the middle has 0.707 each."""
    angle = (np.clip(side * 1.25, -1, 1) * 0.9 + 1) * (np.pi / 4)
    return np.cos(angle), np.sin(angle)


def echo_of(space: Space, send: F64) -> F64:
    """The place's answer (n, 2) to a mono bus: early slaps and a dense tail, each ear its own."""
    echo = _ECHOES[space]
    if echo.wet <= 0 or not send.any():
        return np.zeros((len(send), 2))
    n = samples(echo.first_s + echo.t60_s)
    first = samples(echo.first_s)
    rng = np.random.default_rng(len(space) * 1000 + int(echo.t60_s * 100))
    out = np.zeros((len(send), 2))
    for side in range(2):
        tail = coloured(rng, n, band_gain(120, echo.dark_hz * 2.2, 0.8)) * fall(n, echo.t60_s)
        dull = coloured(rng, n, band_gain(120, echo.dark_hz * 0.5, 0.8)) * fall(n, echo.t60_s * 1.15)
        answer = 0.6 * tail + 0.5 * dull
        answer[:first] *= np.linspace(0, 1, max(first, 1)) ** 2
        answer *= 0.9 / max(float(np.sqrt(np.sum(answer**2))), 1e-9)
        for delay, left, right in echo.slaps:
            answer[min(samples(delay), n - 1)] += 0.6 * (right if side else left)
        out[:, side] = signal.oaconvolve(send, answer)[: len(send)] * echo.wet
    return out


def through(space: Space, x: F64) -> F64:
    """What the medium leaves of a bus (n, 2): nothing much in a vacuum, the low part under water."""
    if space == "vacuum":
        return 0.22 * lowpass(x, 190, 4)
    if space == "underwater":
        return 0.6 * lowpass(x, 850, 2) + 0.12 * x
    return x


def _aired(x: F64, distance: float) -> F64:
    """Air takes the highs of what is far."""
    hz = 19_000 / (1 + distance / 30)
    return x if hz > 12_500 else lowpass(x, round(hz / 500) * 500, 1)
