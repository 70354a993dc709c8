"""One-off sounds: thunder, explosions, bells, horns, glass, doors, applause and the rest of the props table.

Knows nothing of scenes. Every sound begins on its first sample.
"""

from __future__ import annotations

import numpy as np

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
    resonate,
    samples,
    saturate,
    shape,
    soft_edges,
    soft_end,
    tone,
    wander,
)


def thunder(strength: float, seed: int) -> F64:
    """A crack, its ragged echoes, and a long rolling rumble."""
    rng = np.random.default_rng(seed)
    n = samples(5.5)
    out = np.zeros(n)
    for k in range(7):
        m = samples(rng.uniform(0.12, 0.5))
        crack = coloured(rng, m, lambda f: 1 / (1 + (f / 1500) ** 1.1)) * fall(m, rng.uniform(0.1, 0.45))
        lay(
            out, (1.0 if k == 0 else rng.uniform(0.15, 0.6)) * crack, 0 if k == 0 else int(rng.exponential(0.22) * RATE)
        )
    rumble = coloured(rng, n, lambda f: 1 / (1 + (f / 85) ** 2.0)) * fall(n, 6.0)
    rumble *= np.clip(0.9 + 0.7 * wander(rng, n, 3.5), 0.15, 2.5) * np.minimum(clock(n) / 0.08 + 0.2, 1)
    return soft_end(0.55 * min(strength, 2.0) * saturate(0.7 * out + 0.75 * rumble, 0.9), 1.0)


def explosion(strength: float, size_m: float, seed: int) -> F64:
    rng = np.random.default_rng(seed)
    size = float(np.clip(size_m, 0.2, 20.0)) ** 0.3
    n = samples(2.6 + 0.5 * size)
    blast = coloured(rng, n, lambda f: 1 / (1 + (f / (700 / size)) ** 1.3)) * fall(n, 0.7 * size)
    tail = (
        coloured(rng, n, lambda f: 1 / (1 + (f / 130) ** 1.6))
        * fall(n, 2.4)
        * np.clip(1 + 0.4 * wander(rng, n, 6), 0, 2)
    )
    boom = tone(30 + 75 * np.exp(-clock(n) / 0.07) / size, n) * fall(n, 0.8)
    out = saturate(1.2 * blast + 0.6 * tail + 1.2 * boom, 1.4)
    for _ in range(22):
        m = samples(rng.uniform(0.02, 0.08))
        lay(
            out,
            rng.uniform(0.03, 0.15) * coloured(rng, m, band_gain(500, 5000)) * fall(m, 0.05),
            int(rng.uniform(0.3, 1.8) * RATE),
        )
    return soft_end(0.8 * min(strength, 2.0) * out, 0.4)


def bell(strength: float, size_m: float, name: str, seed: int) -> F64:
    """A struck bell; "church" great and deep, "bicycle" and "hand" small, "school" a rattling gong."""
    size = {"church": 1.2, "bicycle": 0.05, "hand": 0.09, "doorbell": 0.1, "school": 0.2}.get(name, size_m)
    size = float(np.clip(size, 0.03, 3.0))
    hz = 420 * (0.3 / size) ** 0.75
    length = float(np.clip(1.2 + 2.2 * size**0.5, 0.8, 4.5))
    n = samples(length)
    partials = (
        (0.5, 0.35, 1.0),
        (1.0, 1.0, 0.8),
        (1.19, 0.55, 0.6),
        (1.5, 0.35, 0.5),
        (2.0, 0.8, 0.5),
        (2.51, 0.3, 0.3),
        (2.66, 0.25, 0.3),
        (3.01, 0.3, 0.22),
        (4.1, 0.2, 0.15),
        (5.4, 0.15, 0.1),
    )
    strokes = {"bicycle": (0.0, 0.16), "school": tuple(k * 0.09 for k in range(9)), "doorbell": (0.0,)}.get(
        name, (0.0,)
    )
    rng = np.random.default_rng(seed)
    one = np.zeros(n)
    for ratio, level, ring in partials:
        if hz * ratio < 16_000:
            one += level * tone(hz * ratio * (1 + 0.002 * rng.standard_normal()), n, 0.0) * fall(n, length * ring)
    one += 0.3 * coloured(rng, n, band_gain(2000, 9000)) * fall(n, 0.02)
    out = np.zeros(n + samples(max(strokes)))
    for at in strokes:
        lay(out, one, samples(at))
    if name == "doorbell":
        out = np.concatenate((one[: samples(0.45)], np.zeros(0)))
        low = one * 0.9
        out = np.pad(out, (0, len(low)))
        lay(out, np.interp(np.arange(len(low)) * 0.8, np.arange(len(low)), low), samples(0.45))
    return soft_end(0.22 * min(strength, 2.0) * out, 0.15)


def horn(name: str, duration_s: float, strength: float) -> F64:
    """A car, ship, train or bicycle horn."""
    pitches, length, tilt = {
        "ship": ((73.0, 110.0), 2.4, 0.9),
        "boat": ((98.0, 147.0), 1.8, 0.9),
        "ferry": ((73.0, 110.0), 2.4, 0.9),
        "train": ((277.0, 330.0, 415.0), 1.5, 0.9),
        "truck": ((180.0, 227.0), 1.0, 0.8),
        "bike": ((520.0, 530.0), 0.35, 0.5),
        "bicycle": ((520.0, 530.0), 0.35, 0.5),
        "clown": ((430.0, 436.0), 0.3, 0.5),
    }.get(name, ((392.0, 494.0), 0.55, 0.75))
    n = samples(float(np.clip(duration_s or length, 0.15, 6.0)))
    x = sum((buzz(np.full(n, p) * (1 - 0.03 * np.exp(-clock(n) / 0.03)), tilt, 18) for p in pitches), np.zeros(n))
    x = lowpass(x, 4500) + 0.4 * resonate(x, 1100, 300)
    return soft_edges(0.12 * min(strength, 2.0) * x * shape(n, ((0, 0.2), (0.06, 1), (0.9, 0.95), (1, 0))), 0.012)


def siren(name: str, duration_s: float, strength: float) -> F64:
    """ "police" wails, "ambulance" and "fire" alternate two tones, others wail."""
    n = samples(float(np.clip(duration_s or 3.0, 0.4, 60.0)))
    t = clock(n)
    if name in ("ambulance", "fire", "fire_engine", "fire_truck", "french"):
        hz = lowpass(np.where((t % 1.1) < 0.55, 435.0, 580.0) - 435.0, 40, 1) + 435.0
    else:
        hz = 620 + 480 * (0.5 - 0.5 * np.cos(2 * np.pi * t / 2.6))
    x = buzz(hz, 1.0, 12)
    return soft_edges(0.14 * min(strength, 2.0) * (lowpass(x, 3800) + 0.6 * resonate(x, 1300, 500)), 0.03)


def glass_break(strength: float, size_m: float, seed: int) -> F64:
    """A crack, then shards that ring as they fall."""
    rng = np.random.default_rng(seed)
    n = samples(1.6)
    out = np.zeros(n)
    m = samples(0.09)
    lay(out, 1.1 * coloured(rng, m, band_gain(900, 13000, 0.8)) * fall(m, 0.06), 0)
    for _ in range(int(np.clip(34 * (size_m / 0.3) ** 0.4, 18, 80))):
        at = rng.gamma(1.3, 0.17)
        hz, length = rng.uniform(2200, 9500), rng.uniform(0.04, 0.3)
        k = samples(length)
        shard = tone(hz, k) * fall(k, length) + 0.6 * tone(hz * 1.61, k) * fall(k, length * 0.6)
        lay(out, rng.uniform(0.06, 0.36) * np.exp(-at) * shard, int(at * RATE))
    return soft_end(0.42 * min(strength, 2.0) * saturate(out, 0.8), 0.1)


def door(name: str, strength: float, seed: int) -> F64:
    """A door that closes ("slam" harder), opens ("open": latch and creak), or is knocked at ("knock")."""
    rng = np.random.default_rng(seed)
    out = np.zeros(samples(1.4))
    if name == "knock":
        for at in (0.0, 0.2, 0.4):
            m = samples(0.12)
            lay(
                out,
                0.8 * resonate(coloured(rng, m, band_gain(150, 2500)) * fall(m, 0.05), 310, 120)
                + 0.5 * tone(180, m) * fall(m, 0.09),
                samples(at),
            )
        return 0.7 * min(strength, 2.0) * out
    m = samples(0.03)
    latch = coloured(rng, m, band_gain(1500, 7000)) * fall(m, 0.02)
    lay(out, 0.4 * latch, 0)
    lay(out, 0.3 * latch, samples(0.06))
    if name == "open":
        lay(out, 0.5 * creak(1.0, 0.9, seed), samples(0.1))
        return min(strength, 2.0) * out
    m = samples(0.4)
    lay(out, (1.0 if name == "slam" else 0.6) * tone(60 + 70 * np.exp(-clock(m) / 0.03), m) * fall(m, 0.22), 0)
    lay(out, 0.8 * resonate(coloured(rng, m, band_gain(90, 2500, 0.8)) * fall(m, 0.12), 210, 100), 0)
    return 0.7 * min(strength, 2.0) * out


def creak(strength: float, duration_s: float, seed: int) -> F64:
    """Stick and slip: pulses of wandering rate through woody resonances."""
    rng = np.random.default_rng(seed)
    n = samples(float(np.clip(duration_s or 0.9, 0.2, 5.0)))
    rate = np.clip(38 + 26 * wander(rng, n, 3) + 30 * hump(n, 0.6), 8, 160)
    saw = (np.cumsum(rate) / RATE) % 1.0
    pulses = np.maximum(-np.diff(saw, prepend=saw[:1]), 0)
    x = resonate(pulses, 720, 70) + 0.8 * resonate(pulses, 1250, 110) + 0.5 * resonate(pulses, 2300, 200)
    x /= max(float(np.abs(x).max()), 1e-9)
    return soft_edges(0.3 * min(strength, 2.0) * x * hump(n, 0.4) ** 0.5, 0.01)


def pop(strength: float, size_m: float, seed: int) -> F64:
    """A cork, a bubble or a balloon: the larger the deeper."""
    rng = np.random.default_rng(seed)
    n = samples(0.16)
    hz = 620 * (0.1 / float(np.clip(size_m, 0.03, 1.0))) ** 0.5 * (1 + 0.9 * clock(n) / 0.05)
    burst = coloured(rng, n, band_gain(500, 9000, 0.8)) * fall(n, 0.02)
    return 0.55 * min(strength, 2.0) * (tone(np.minimum(hz, 3500), n) * fall(n, 0.08) + 0.5 * burst)


def splat(strength: float, size_m: float, seed: int) -> F64:
    rng = np.random.default_rng(seed)
    n = samples(0.45)
    wet = coloured(rng, n, band_gain(250, 3200, 0.9)) * fall(n, 0.14) * np.clip(1 + 0.8 * wander(rng, n, 90), 0.25, 3)
    thud = tone(80 + 80 * np.exp(-clock(n) / 0.02), n) * fall(n, 0.12)
    drips = 0.5 * coloured(rng, n, band_gain(900, 6000)) * np.clip(wander(rng, n, 40), 0, 3) * hump(n, 0.4)
    return soft_end(0.4 * min(strength, 2.0) * (0.8 * wet + thud + 0.3 * drips), 0.05)


def applause(duration_s: float, strength: float, seed: int) -> F64:
    """Many hands; each clap short, at its own pitch and pace, over the wash of those farther off."""
    rng = np.random.default_rng(seed)
    n = samples(float(np.clip(duration_s or 3.0, 0.5, 30.0)))
    out = np.zeros(n)
    claps = []
    for _ in range(14):
        m = samples(0.04)
        centre = rng.uniform(750, 1900)
        claps.append(coloured(rng, m, band_gain(centre * 0.6, centre * 1.7, 1.2)) * fall(m, rng.uniform(0.018, 0.035)))
    for _ in range(18):
        at, pace, level = rng.uniform(0, 0.35), rng.uniform(0.19, 0.3), rng.uniform(0.15, 0.5)
        while at < n / RATE:
            lay(out, level * claps[int(rng.integers(14))], int(at * RATE))
            at += pace * rng.uniform(0.85, 1.15)
    wash = coloured(rng, n, band_gain(700, 3800, 0.9)) * np.clip(1 + 0.5 * wander(rng, n, 28), 0.2, 3)
    return 0.5 * min(strength, 2.0) * (out + 0.16 * wash) * shape(n, ((0, 0.3), (0.1, 1), (0.7, 0.9), (1, 0)))


def bite(strength: float, seed: int) -> F64:
    """A crisp bite and two chews."""
    rng = np.random.default_rng(seed)
    out = np.zeros(samples(0.9))
    for at, level in ((0.0, 1.0), (0.36, 0.4), (0.62, 0.3)):
        m = samples(0.15)
        cracks = np.where(rng.random(m) < 0.012, rng.standard_normal(m), 0.0)
        crunch = bandpass(cracks, 700, 6500) * 5 + 0.3 * coloured(rng, m, band_gain(800, 6000)) * fall(m, 0.05)
        lay(out, level * crunch * hump(m, 0.08), samples(at))
    return 0.26 * min(strength, 2.0) * out


def snore(duration_s: float, strength: float, seed: int) -> F64:
    """In with a rattle of the palate, out with a sigh; one breath every 3.4 s."""
    rng = np.random.default_rng(seed)
    out = np.zeros(samples(float(np.clip(duration_s or 3.4, 2.0, 60.0))))
    for start in range(0, len(out), samples(3.4)):
        m = samples(1.3)
        rattle = buzz(np.full(m, 34.0) * (1 + 0.1 * wander(rng, m, 4)), 0.4, 60) * (1 + 0.3 * wander(rng, m, 30))
        x = (
            resonate(rattle, 480, 150)
            + 0.6 * resonate(rattle, 1150, 300)
            + 0.2 * coloured(rng, m, band_gain(400, 2500))
        )
        lay(out, 0.30 * x * hump(m, 0.6), start)
        m = samples(1.2)
        lay(out, 0.05 * coloured(rng, m, band_gain(500, 3500)) * hump(m, 0.2), start + samples(1.6))
    return min(strength, 2.0) * out


def crackle(duration_s: float, strength: float, seed: int) -> F64:
    """Fire close by: snaps of many sizes over a soft roar."""
    rng = np.random.default_rng(seed)
    n = samples(float(np.clip(duration_s or 3.0, 0.3, 120.0)))
    roar = coloured(rng, n, lambda f: 1 / (1 + (f / 260) ** 1.5)) * np.clip(1 + 0.35 * wander(rng, n, 5), 0.2, 2)
    snaps = np.where(rng.random(n) < 13 / RATE, rng.lognormal(-0.9, 0.9, n) * rng.choice([-1, 1], n), 0.0)
    tiny = np.where(rng.random(n) < 70 / RATE, rng.standard_normal(n) * 0.25, 0.0)
    x = 9 * bandpass(snaps, 900, 7000) + 7 * bandpass(snaps + tiny, 2500, 12000)
    return soft_edges(min(strength, 2.0) * (0.05 * roar + 0.30 * np.tanh(x)), 0.02)
