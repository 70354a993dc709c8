"""Small instruments: each note synthesised by itself, kept for reuse.

Knows nothing of keys or chords. Peak about 1 at full velocity; notes ring beyond their written length as the real
ones do. The plucked string is Karplus and Strong's (1983).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy import signal

from .dsp import F64, RATE, band_gain, buzz, clock, coloured, fall, lowpass, resonate, samples, soft_end, tone, wander

DRUMS = ("kick", "snare", "brush", "shaker", "tom", "clap", "tick", "cymbal", "timpani")
PITCHED = (
    "piano",
    "felt",
    "celesta",
    "music_box",
    "marimba",
    "pizzicato",
    "guitar",
    "harp",
    "bass",
    "strings",
    "choir",
    "pad",
    "flute",
    "trumpet",
    "violin",
    "organ",
    "accordion",
    "bells",
)


@lru_cache(maxsize=128)
def note(instrument: str, midi: int, length_s: float) -> F64:
    """One note at velocity 1. `length_s` is how long it is held; unknown instruments are a piano."""
    hz = 440.0 * 2 ** ((midi - 69) / 12)
    x = _struck(instrument, hz, length_s) if instrument in _STRUCK else _held(instrument, hz, length_s, midi)
    x.setflags(write=False)
    return x


# partials (ratio, level, share of the ring), ring in s at middle C, attack noise, attack in s
_STRUCK: dict[str, tuple[tuple[tuple[float, float, float], ...], float, float, float]] = {
    "piano": (
        tuple((k * (1 + 0.00035 * k * k), 1 / k**1.25, 1 / (1 + 0.28 * k)) for k in range(1, 13)),
        3.2,
        0.10,
        0.002,
    ),
    "felt": (tuple((k * (1 + 0.0003 * k * k), 1 / k**2.0, 1 / (1 + 0.5 * k)) for k in range(1, 8)), 2.4, 0.06, 0.008),
    "celesta": (((1, 1, 1), (2, 0.12, 0.6), (4, 0.35, 0.35), (6.7, 0.1, 0.15)), 1.8, 0.05, 0.001),
    "music_box": (((1, 1, 1), (2, 0.3, 0.7), (5.4, 0.28, 0.25), (8.9, 0.1, 0.1)), 1.7, 0.05, 0.001),
    "marimba": (((1, 1, 1), (3.93, 0.35, 0.25), (9.2, 0.12, 0.1)), 0.9, 0.08, 0.002),
    "harp": (tuple((k, 1 / k**1.5, 1 / k**0.7) for k in range(1, 10)), 2.0, 0.05, 0.002),
    "bells": (
        ((0.5, 0.3, 1), (1, 1, 0.8), (1.19, 0.5, 0.6), (2, 0.7, 0.5), (2.7, 0.3, 0.3), (4.1, 0.2, 0.2)),
        3.5,
        0.05,
        0.001,
    ),
    "bass": (tuple((k, 1 / k**1.7, 1 / k**0.5) for k in range(1, 8)), 1.4, 0.10, 0.004),
}


def _struck(instrument: str, hz: float, length_s: float) -> F64:
    partials, ring, knock, attack = _STRUCK[instrument]
    ring *= (262 / hz) ** 0.35
    n = samples(min(ring, length_s + 0.9) + 0.1)
    t = clock(n).astype(np.float32)
    out = np.zeros(n)
    for ratio, level, share in partials:
        if hz * ratio < 15_000:
            out += (
                level * np.sin(np.float32(2 * np.pi * hz * ratio) * t) * np.exp(np.float32(-6.91 / (ring * share)) * t)
            )
    rng = np.random.default_rng(int(hz))
    m = samples(0.03)
    out[:m] += knock * coloured(rng, m, band_gain(150, 2500)) * fall(m, 0.03)
    out *= np.minimum(t / attack, 1)
    over = np.clip((t - length_s) / 0.35, 0, 1)
    return soft_end(out * (1 - 0.85 * over) / max(float(np.abs(out).max()), 1e-9), 0.08)


def _held(instrument: str, hz: float, length_s: float, midi: int) -> F64:
    rng = np.random.default_rng(midi)
    if instrument in ("pizzicato", "guitar"):
        return _plucked(
            hz, 0.55 if instrument == "pizzicato" else min(length_s + 1.2, 3.0), instrument == "guitar", rng
        )
    attack, release = {
        "strings": (0.35, 0.6),
        "pad": (0.6, 0.9),
        "choir": (0.5, 0.8),
        "flute": (0.06, 0.12),
        "trumpet": (0.03, 0.08),
        "violin": (0.09, 0.15),
        "organ": (0.02, 0.06),
    }.get(instrument, (0.04, 0.1))
    n = samples(length_s + release)
    t = clock(n)
    vibrato = 1 + {"flute": 0.004, "violin": 0.006, "trumpet": 0.003}.get(instrument, 0.0) * np.sin(
        2 * np.pi * 5.3 * t
    ) * np.clip((t - 0.2) / 0.3, 0, 1)
    if instrument in ("strings", "pad", "choir"):
        spread = (-0.0032, 0.0004, 0.0035) if instrument != "pad" else (-0.005, 0.005)
        x = sum((buzz(hz * (1 + s) * (1 + 0.0012 * wander(rng, n, 5)), 1.25, 14) for s in spread), np.zeros(n))
        x = lowpass(x, {"strings": 2600, "pad": 1300, "choir": 2200}[instrument], 1)
        if instrument == "choir":
            x = 0.3 * x + resonate(x, 620, 110) + 0.7 * resonate(x, 1050, 150)
    elif instrument == "flute":
        x = tone(hz * vibrato, n) + 0.25 * tone(2 * hz * vibrato, n) + 0.08 * tone(3 * hz * vibrato, n)
        x += 0.10 * resonate(rng.standard_normal(n), hz, hz * 0.3) * 3
    elif instrument == "trumpet":
        bright = np.clip(t / 0.08, 0, 1)
        x = buzz(hz * vibrato, 1.6, 6) * (1 - 0.6 * bright) + buzz(hz * vibrato, 0.75, 16) * 0.8 * bright
        x += 0.6 * resonate(x, 1300, 500)
    elif instrument == "violin":
        x = buzz(hz * vibrato, 0.9, 22)
        x = 0.4 * x + resonate(x, 460, 120) + 0.7 * resonate(x, 1100, 400) + 0.5 * resonate(x, 2700, 700)
    else:
        reed = 0.9 if instrument == "accordion" else 1.5
        x = buzz(np.full(n, hz), reed, 10) + buzz(np.full(n, hz * 1.004), reed, 10)
    x *= np.minimum(t / attack, 1) ** 1.2 * np.clip((length_s + release - t) / release, 0, 1)
    return x / max(float(np.abs(x).max()), 1e-9)


def _plucked(hz: float, ring_s: float, bright: bool, rng: np.random.Generator) -> F64:
    n = samples(ring_s)
    period = max(int(RATE / hz - 0.5), 2)
    burst = np.zeros(n)
    burst[:period] = lowpass(rng.uniform(-1, 1, period), 7000 if bright else 3500, 1)
    loss = 10 ** (-3 * period / RATE / (ring_s * (1.0 if bright else 0.7)))
    feedback = np.zeros(period + 2)
    feedback[0] = 1.0
    feedback[period] = -0.5 * loss
    feedback[period + 1] = -0.5 * loss
    x = np.asarray(signal.lfilter([1.0], feedback, burst))
    x = 0.8 * x + resonate(x, 210, 90) + 0.5 * resonate(x, 430, 130)
    return soft_end(x / max(float(np.abs(x).max()), 1e-9), 0.05)


@lru_cache(maxsize=32)
def drum(name: str) -> F64:
    """One stroke of a soft kit."""
    rng = np.random.default_rng(len(name) * 7 + ord(name[0]))
    n = samples({"cymbal": 1.8, "timpani": 1.6, "kick": 0.35, "tom": 0.5}.get(name, 0.25))
    t = clock(n)
    if name == "kick":
        x = tone(48 + 85 * np.exp(-t / 0.025), n) * fall(n, 0.28)
    elif name in ("tom", "timpani"):
        base = 98.0 if name == "tom" else 73.0
        x = (tone(base * (1 + 0.25 * np.exp(-t / 0.03)), n) + 0.4 * tone(base * 1.5, n)) * fall(
            n, 0.4 if name == "tom" else 1.4
        )
    elif name == "snare":
        x = 0.6 * coloured(rng, n, band_gain(900, 7000)) * fall(n, 0.16) + tone(190.0, n) * fall(n, 0.1)
    elif name == "brush":
        x = coloured(rng, n, band_gain(1500, 9000)) * np.minimum(t / 0.015, 1) * fall(n, 0.14)
    elif name == "shaker":
        x = coloured(rng, n, band_gain(5000, 12000)) * np.minimum(t / 0.012, 1) * fall(n, 0.07)
    elif name == "clap":
        x = coloured(rng, n, band_gain(800, 3500)) * (fall(n, 0.1) + (t < 0.012) * (t > 0.006))
    elif name == "cymbal":
        x = coloured(rng, n, band_gain(3500, 13000)) * np.minimum(t / 0.3 + 0.05, 1) * fall(n, 1.6)
    else:
        x = tone(1900.0, n) * fall(n, 0.03)
    x = x / max(float(np.abs(x).max()), 1e-9)
    x.setflags(write=False)
    return x
