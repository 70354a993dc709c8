"""Ambiences: weather, water, wild places, places full of people.

Knows nothing of scenes. A bed is stereo (n, 2), the two sides grown from their own noise, of about 0.05 RMS at level
1; everything in it wanders, so nothing loops. Layers are built from noise in bands and from scattered small events.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np

from .animals import animal
from .dsp import (
    F64,
    RATE,
    band_gain,
    bandpass,
    buzz,
    clock,
    coloured,
    fall,
    hump,
    lay,
    lowpass,
    samples,
    tone,
    wander,
)
from .engine import engine
from .events import crackle, thunder
from .space import pan
from .splash import bubble
from .throats import Syllable, call

Rng = np.random.Generator


def bed(kind: str, n: int, seed: int) -> F64:
    """`kind` for n samples as (n, 2). Unknown kinds are a quiet room tone."""
    rng = np.random.default_rng([seed % 2**63, zlib.crc32(kind.encode())])
    return _BEDS.get(_ALIASES.get(kind, kind), _room)(rng, n)


def kinds() -> tuple[str, ...]:
    """The kinds of bed with a sound of their own."""
    return tuple(sorted(_BEDS))


def _stereo(rng: Rng, n: int, gain: Callable[[F64], F64], shared: float = 0.35) -> F64:
    middle = coloured(rng, n, gain) * shared
    own = float(np.sqrt(1 - shared**2))
    return np.column_stack([middle + own * coloured(rng, n, gain) for _ in range(2)])


def _scatter(rng: Rng, out: F64, sounds: list[F64], rate_hz: float, low: float, high: float) -> None:
    """Lay `sounds` at random times, places and levels, `rate_hz` of them a second on average."""
    n = len(out)
    for _ in range(int(rng.poisson(rate_hz * n / RATE))):
        x = sounds[int(rng.integers(len(sounds)))] * rng.uniform(low, high)
        left, right = pan(np.array([rng.uniform(-1, 1)]))
        at = int(rng.uniform(-0.02, 1) * n)
        lay(out[:, 0], x * left[0], at)
        lay(out[:, 1], x * right[0], at)


def _swell(rng: Rng, n: int, rate_hz: float, depth: float, low: float = 0.2) -> F64:
    return np.clip(1 + depth * wander(rng, n, rate_hz), low, 2.5)[:, None]


def _wind(rng: Rng, n: int, force: float = 1.0) -> F64:
    low = _stereo(rng, n, band_gain(60, 320, 0.8), 0.5) * _swell(rng, n, 0.35, 0.45)
    mid = _stereo(rng, n, band_gain(250, 1100, 1.0), 0.2) * _swell(rng, n, 0.6, 0.7, 0.05)
    leaves = _stereo(rng, n, band_gain(1800, 7000, 0.9), 0.1) * _swell(rng, n, 1.1, 0.8, 0.0)
    return 0.030 * low + 0.022 * force * mid + 0.006 * force * leaves


def _wind_howl(rng: Rng, n: int) -> F64:
    out = 1.1 * _wind(rng, n, 1.5)
    for side in range(2):
        hz = 420 + 120 * wander(rng, n, 0.5)
        source = tone(hz + 12 * wander(rng, n, 20), n) * np.clip(wander(rng, n, 0.5), 0, 2)
        out[:, side] += 0.018 * source + 0.008 * tone(hz * 1.5, n) * np.clip(wander(rng, n, 0.7), 0, 2)
    return out


def _rain(rng: Rng, n: int, force: float = 1.0) -> F64:
    hiss = _stereo(rng, n, band_gain(1200, 9000, 0.8), 0.1) * _swell(rng, n, 0.5, 0.12)
    body = _stereo(rng, n, band_gain(250, 1500, 0.8), 0.2) * _swell(rng, n, 0.7, 0.15)
    out = 0.026 * force * hiss + 0.016 * force * body
    drops = []
    for _ in range(24):
        m = samples(rng.uniform(0.008, 0.03))
        hz = rng.uniform(1200, 5200)
        drops.append(
            tone(hz * (1 + 0.3 * np.linspace(0, 1, m)), m) * fall(m, 0.02)
            + 0.7 * coloured(rng, m, band_gain(1500, 9000)) * fall(m, 0.006)
        )
    _scatter(rng, out, drops, 42, 0.01, 0.075)
    return out


def _storm(rng: Rng, n: int) -> F64:
    out = 1.7 * _rain(rng, n, 1.3) + 1.2 * _wind(rng, n, 1.6)
    at = rng.uniform(0.5, 2.5)
    while at < n / RATE:
        x = lowpass(thunder(rng.uniform(0.5, 1.0), int(rng.integers(1 << 30))), rng.uniform(250, 900))
        left, right = pan(np.array([rng.uniform(-0.7, 0.7)]))
        lay(out[:, 0], 0.32 * left[0] * x, int(at * RATE))
        lay(out[:, 1], 0.32 * right[0] * x, int(at * RATE))
        at += rng.uniform(4.0, 8.0)
    return out


def _sea(rng: Rng, n: int) -> F64:
    """Waves that rise, break and draw back, on a low constant surf."""
    out = 0.016 * _stereo(rng, n, band_gain(60, 700, 0.8), 0.3) * _swell(rng, n, 0.3, 0.3)
    foam = _stereo(rng, n, band_gain(700, 8000, 0.8), 0.15)
    surf = _stereo(rng, n, band_gain(120, 1300, 0.8), 0.25)
    at = -rng.uniform(1.0, 4.0)
    while at < n / RATE:
        length = rng.uniform(4.5, 7.5)
        a, b = max(int(at * RATE), 0), min(int((at + length) * RATE), n)
        if b > a:
            u = (np.arange(a, b) / RATE - at) / length
            side = rng.uniform(-0.5, 0.5)
            gains = np.array([1 - side * 0.5, 1 + side * 0.5])
            rise = np.clip(u / 0.35, 0, 1) ** 2.2 * np.where(u > 0.35, np.exp(-(u - 0.35) * 4.5), 1)
            late = np.clip((u - 0.3) / 0.12, 0, 1) * np.exp(-np.clip(u - 0.42, 0, 1) * 5)
            out[a:b] += (
                rng.uniform(0.7, 1.1) * gains * (0.065 * surf[a:b] * rise[:, None] + 0.05 * foam[a:b] * late[:, None])
            )
        at += rng.uniform(3.0, 5.0)
    return out


def _river(rng: Rng, n: int) -> F64:
    out = 0.016 * _stereo(rng, n, band_gain(300, 3500, 0.8), 0.15) * _swell(rng, n, 1.0, 0.15)
    _scatter(rng, out, [bubble(r, rng) for r in rng.uniform(0.0018, 0.008, 30)], 55, 0.006, 0.05)
    return out + 0.010 * _stereo(rng, n, band_gain(60, 300, 0.8), 0.3)


def _air(rng: Rng, n: int, level: float) -> F64:
    return level * _stereo(rng, n, lambda f: 1 / (1 + (f / 350) ** 1.1), 0.3) * _swell(rng, n, 0.4, 0.25)


def _birds(rng: Rng, n: int) -> F64:
    out = _air(rng, n, 0.012)
    near = [
        animal(str(rng.choice(("bird", "robin", "canary"))), "", 1, 0.1, int(rng.integers(1 << 30))) for _ in range(8)
    ]
    _scatter(rng, out, near, 1.3, 0.05, 0.22)
    _scatter(rng, out, [lowpass(x, 3500) for x in near], 1.2, 0.02, 0.08)
    return out


def _crickets(rng: Rng, n: int) -> F64:
    out = _air(rng, n, 0.010)
    t = clock(n)
    for _ in range(7):
        hz, rate, pulse = rng.uniform(3900, 5200), rng.uniform(1.4, 2.6), rng.uniform(26, 34)
        song = np.clip(np.sin(2 * np.pi * (rate * t + rng.random()) + 0.8 * wander(rng, n, 0.3)) * 3, 0, 1)
        chirp = tone(hz, n, rng.uniform(0, 6)) * np.maximum(np.sin(2 * np.pi * pulse * t), 0) ** 2 * song
        left, right = pan(np.array([rng.uniform(-1, 1)]))
        level = rng.uniform(0.006, 0.03)
        out += level * chirp[:, None] * np.array([left[0], right[0]])
    return out


def _night(rng: Rng, n: int) -> F64:
    out = 0.8 * _crickets(rng, n)
    _scatter(rng, out, [lowpass(animal("owl", "", 1, 0.4, int(rng.integers(1 << 30))), 1800)], 0.12, 0.08, 0.2)
    return out


def _jungle(rng: Rng, n: int) -> F64:
    out = 0.7 * _crickets(rng, n) + 0.5 * _birds(rng, n)
    calls = [
        animal(str(rng.choice(("parrot", "monkey", "frog", "bird", "dove"))), "", 1, 0.3, int(rng.integers(1 << 30)))
        for _ in range(7)
    ]
    _scatter(rng, out, [lowpass(x, 4500) for x in calls], 0.9, 0.03, 0.14)
    return out + 0.006 * _stereo(rng, n, band_gain(4500, 9000, 1.0), 0.1) * _swell(rng, n, 9, 0.4)


def _murmur(rng: Rng, n: int, voices: int, bright: float) -> F64:
    """Talk without words: many buzzing throats whose vowels change at the pace of syllables, near and far."""
    out = np.zeros((n, 2))
    for _ in range(voices):
        hz = rng.choice((115.0, 125.0, 190.0, 210.0, 230.0)) * (1 + 0.08 * wander(rng, n, 4))
        source = buzz(hz, 0.8, 8)
        talk = np.clip(wander(rng, n, 9) * 1.3 + 0.25, 0, 2) * np.clip(wander(rng, n, 0.4) + 0.7, 0, 1.3)
        f1, f2 = rng.uniform(420, 700), rng.uniform(1100, 1900) * bright
        x = bandpass(source, f1 * 0.8, f1 * 1.3, 1) + 0.7 * bandpass(
            source * np.clip(1 + wander(rng, n, 5), 0, 2), f2 * 0.85, f2 * 1.2, 1
        )
        x = x * talk + 0.08 * coloured(rng, n, band_gain(2500, 7000)) * np.clip(wander(rng, n, 6) - 0.6, 0, 2)
        left, right = pan(np.array([rng.uniform(-1, 1)]))
        out += rng.uniform(0.4, 1.0) * x[:, None] * np.array([left[0], right[0]])
    return out / max(float(np.sqrt(np.mean(out**2))), 1e-9)


def _crowd(rng: Rng, n: int) -> F64:
    return 0.034 * _murmur(rng, n, 8, 1.0) + 0.014 * _stereo(rng, n, band_gain(250, 1800, 0.8), 0.2)


def _restaurant(rng: Rng, n: int) -> F64:
    out = 0.028 * _murmur(rng, n, 7, 0.9) + 0.006 * _stereo(rng, n, band_gain(200, 1500, 0.8), 0.2)
    clinks = []
    for _ in range(8):
        hz, m = rng.uniform(2400, 6500), samples(0.25)
        clinks.append((tone(hz, m) + 0.5 * tone(hz * 2.32, m)) * fall(m, rng.uniform(0.05, 0.2)))
    _scatter(rng, out, clinks, 1.6, 0.008, 0.035)
    return out


def _stadium(rng: Rng, n: int) -> F64:
    """The roar of thousands, its swells, whistles and a far drum."""
    roar = _stereo(rng, n, band_gain(320, 1500, 1.0), 0.15) * _swell(rng, n, 0.35, 0.5, 0.3)
    high = _stereo(rng, n, band_gain(1200, 3600, 1.0), 0.1) * _swell(rng, n, 0.6, 0.6, 0.1)
    out = 0.045 * roar + 0.014 * high + 0.018 * _murmur(rng, n, 5, 1.1)
    yells = [
        call((Syllable(0.7, ((0, a), (0.3, a * 1.3), (1, a)), ((700, 800, 1.0), (1300, 1200, 0.6))),), int(a))
        for a in rng.uniform(240, 460, 5)
    ]
    _scatter(rng, out, [lowpass(x, 2200) for x in yells], 1.2, 0.01, 0.04)
    m = samples(0.25)
    _scatter(rng, out, [tone(70 + 50 * np.exp(-clock(m) / 0.03), m) * fall(m, 0.25)], 1.6, 0.03, 0.06)
    return out


def _traffic(rng: Rng, n: int) -> F64:
    out = 0.026 * _stereo(rng, n, lambda f: 1 / (1 + (f / 220) ** 1.2), 0.25) * _swell(rng, n, 0.3, 0.25)
    out += 0.006 * _stereo(rng, n, band_gain(500, 3000, 0.8), 0.1) * _swell(rng, n, 0.5, 0.5)
    at = rng.uniform(-2.0, 1.0)
    while at < n / RATE:
        m = samples(rng.uniform(3.0, 4.5))
        road = coloured(rng, m, band_gain(250, 2400, 0.8)) * hump(m) ** 2
        motor = engine("car", (0.3, 0.45, 0.35), m / RATE, 1.0, int(rng.integers(1 << 30)))
        x = (0.045 * road[: len(motor)] + 0.10 * lowpass(motor, 700)[:m] * hump(len(motor)) ** 1.5) * rng.uniform(
            0.5, 1.0
        )
        left, right = pan(np.linspace(-1, 1, len(x)) * rng.choice((-1, 1)))
        lay(out[:, 0], x * left, int(at * RATE))
        lay(out[:, 1], x * right, int(at * RATE))
        at += rng.uniform(2.5, 5.5)
    return out


def _fire(rng: Rng, n: int) -> F64:
    sides = [crackle(n / RATE, 1.0, int(rng.integers(1 << 30))) for _ in range(2)]
    out = np.zeros((n, 2))
    for k in range(2):
        lay(out[:, k], 0.55 * sides[k] + 0.3 * sides[1 - k], 0)
    return 0.7 * out


def _room(rng: Rng, n: int) -> F64:
    hum = 0.0014 * (tone(100, n) + 0.5 * tone(200, n))
    return _air(rng, n, 0.007) + hum[:, None]


def _underwater(rng: Rng, n: int) -> F64:
    out = 0.045 * _stereo(rng, n, lambda f: 1 / (1 + (f / 170) ** 1.8), 0.4) * _swell(rng, n, 0.4, 0.35)
    trains = []
    for _ in range(6):
        x = np.zeros(samples(0.9))
        for k in range(int(rng.integers(3, 9))):
            lay(x, rng.uniform(0.4, 1) * bubble(rng.uniform(0.004, 0.012), rng), int(rng.uniform(0, 0.6) * RATE) + k)
        trains.append(lowpass(x, 1500))
    _scatter(rng, out, trains, 0.9, 0.02, 0.10)
    return out


def _snowfall(rng: Rng, n: int) -> F64:
    return 0.6 * _wind(rng, n, 0.5) + 0.0035 * _stereo(rng, n, band_gain(5000, 12000, 1.0), 0.05) * _swell(
        rng, n, 3, 0.4
    )


def _space_hum(rng: Rng, n: int) -> F64:
    out = 0.02 * _stereo(rng, n, lambda f: 1 / (1 + (f / 90) ** 2.0), 0.4) * _swell(rng, n, 0.2, 0.4)
    for hz, level in ((55.0, 0.02), (82.6, 0.012), (110.3, 0.010), (165.2, 0.006), (220.8, 0.003)):
        for side in range(2):
            out[:, side] += level * tone(hz * (1 + 0.002 * side), n) * np.clip(1 + 0.5 * wander(rng, n, 0.25), 0.1, 2)
    return out


def _city(rng: Rng, n: int) -> F64:
    return 0.7 * _traffic(rng, n) + 0.35 * _crowd(rng, n)


_BEDS: dict[str, Callable[[Rng, int], F64]] = {
    "wind": _wind,
    "wind_howl": _wind_howl,
    "rain": _rain,
    "storm": _storm,
    "sea": _sea,
    "river": _river,
    "birds": _birds,
    "crickets": _crickets,
    "night": _night,
    "jungle": _jungle,
    "crowd": _crowd,
    "restaurant": _restaurant,
    "stadium": _stadium,
    "traffic": _traffic,
    "fire": _fire,
    "room": _room,
    "underwater": _underwater,
    "snowfall": _snowfall,
    "space_hum": _space_hum,
    "city": _city,
}
_ALIASES = {
    "birdsong": "birds",
    "forest": "birds",
    "waves": "sea",
    "ocean": "sea",
    "stream": "river",
    "waterfall": "river",
    "campfire": "fire",
    "fire_crackle": "fire",
    "blizzard": "wind_howl",
    "snow": "snowfall",
    "street": "city",
    "cafe": "restaurant",
    "space": "space_hum",
    "room_tone": "room",
    "office": "room",
    "thunder": "storm",
    "thunderstorm": "storm",
    "market": "crowd",
    "audience": "crowd",
    "insects": "crickets",
}
