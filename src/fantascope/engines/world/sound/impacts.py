"""Things that strike each other: modal synthesis from the contact log.

Knows nothing of where the listener is. Each partner rings with the modes of its material and size; the contact time,
from hardness and speed, says how bright the blow is (half-sine force pulse); a short burst of contact noise makes the
attack exact; heavy blows add a thump, heavy metal a crash. Sounds begin on the contact's own sample. Modal synthesis
after van den Doel, Kry and Pai, "FoleyAutomatic" (2001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..bodies.types import SoundMaterial
from ..motion.types import Contact
from .dsp import F64, RATE, band_gain, clock, coloured, fall, lay, samples, saturate, soft_end, tone
from .substances import SUBSTANCES, Substance

QUIET_MS = 0.07
_VARIANTS = 5
_AT_ONCE = 10
_MOST = 500


def audible(contacts: Sequence[Contact]) -> list[Contact]:
    """The contacts worth hearing, in time order: no resting or chattering ones, the loudest where there are many."""
    last: dict[tuple[str, str], tuple[float, float]] = {}
    kept: list[Contact] = []
    for c in sorted(contacts, key=lambda c: (c.time_s, c.a, c.b)):
        if not np.isfinite([c.time_s, c.impulse_ns, c.speed_ms, *c.position]).all() or c.speed_ms < QUIET_MS:
            continue
        pair = (min(c.a, c.b), max(c.a, c.b))
        power = blow(c)
        before = last.get(pair)
        if before and c.time_s - before[0] < 0.05 and power < 2.0 * before[1]:
            continue
        last[pair] = (c.time_s, power)
        kept.append(c)
    windows: dict[int, list[Contact]] = defaultdict(list)
    for c in kept:
        windows[int(c.time_s * 10)].append(c)
    chosen = [c for w in windows.values() for c in sorted(w, key=blow, reverse=True)[:_AT_ONCE]]
    chosen = sorted(chosen, key=blow, reverse=True)[:_MOST]
    return sorted(chosen, key=lambda c: (c.time_s, c.a, c.b))


def blow(c: Contact) -> float:
    """How hard a contact is: its impulse in newton-seconds, never less than mass and speed say."""
    return max(c.impulse_ns, 0.5 * min(c.mass_kg, 1e4) * c.speed_ms, 1e-5)


def loudness(c: Contact) -> float:
    """Peak amplitude of a contact one metre away; the huge range of impulses pressed into what a film can hold."""
    return float(np.clip(0.36 * blow(c) ** 0.24 * min(c.speed_ms / 0.5, 1.0) ** 0.35, 0.02, 2.2))


def impact(c: Contact, variant: int) -> F64:
    """The sound of one contact, its attack on the first sample; `variant` picks among like sounds."""
    size = float(np.clip(c.size_m if np.isfinite(c.size_m) else 0.3, 0.02, 8.0))
    step = round(2 * np.log2(size / 0.1))
    speed = float(np.clip(round(np.log2(max(c.speed_ms, 0.1))), -2, 4))
    weight = int(np.clip(round(np.log10(blow(c)) * 1.5), -4, 7))
    if c.a == "ground":
        mover, ground = c.material_b, c.material_a
    else:
        mover, ground = c.material_a, c.material_b
    on_ground = "ground" in (c.a, c.b)
    x = _strike(mover, ground, on_ground, step, int(speed), weight, variant % _VARIANTS)
    return np.asarray(x * loudness(c))


@lru_cache(maxsize=160)
def _strike(
    one: SoundMaterial, other: SoundMaterial, on_ground: bool, step: int, speed: int, weight: int, variant: int
) -> F64:
    a, b = SUBSTANCES[one], SUBSTANCES[other]
    rng = np.random.default_rng([variant, step + 40, speed + 10, weight + 10])
    size = 0.1 * 2 ** (step / 2)
    soft = min(a.hardness, b.hardness)
    hard = 0.75 * soft + 0.25 * max(a.hardness, b.hardness)
    contact_s = 0.00016 * 60 ** (1 - hard) * 2.0 ** (-0.15 * speed) * (size / 0.1) ** 0.25
    parts = [_ring(a, size, contact_s, 0.35 + 0.65 * b.hardness, rng), _grain(a, contact_s, rng)]
    if on_ground:
        parts += [
            float(np.clip(0.6 + 0.12 * weight, 0.15, 1.3)) * _floor(b, size, contact_s, rng),
            _grain(b, contact_s, rng),
        ]
    else:
        parts += [
            0.8 * _ring(b, size * 1.12, contact_s, 0.35 + 0.65 * a.hardness, rng),
            0.7 * _grain(b, contact_s, rng),
        ]
    if weight >= 0:
        parts.append(_thump(weight, soft, rng))
    if weight >= 3 and "metal" in (one, other):
        parts.append(_crash(weight, rng))
    out = np.zeros(max(len(p) for p in parts))
    for p in parts:
        out[: len(p)] += p
    out /= max(float(np.abs(out).max()), 1e-9)
    out = soft_end(out, 0.03)
    out.setflags(write=False)
    return out


def _pulse(hz: F64, contact_s: float) -> F64:
    """Spectrum of a half-sine force pulse, without its zeros."""
    return 1 / (1 + (hz * contact_s / 0.75) ** 2)


def _ring(s: Substance, size: float, contact_s: float, free: float, rng: np.random.Generator) -> F64:
    ratios = np.array(s.ratios) * (1 + 0.015 * rng.standard_normal(len(s.ratios)))
    base = s.base_hz * (0.1 / size) ** 0.62 * 2 ** rng.uniform(-0.05, 0.05)
    hz = base * ratios
    ring = s.ring_s * (size / 0.1) ** 0.35 * free * min(1.0, 0.6 / size)
    t60 = ring * ratios**-s.damping
    level = rng.uniform(0.5, 1.0, len(hz)) * _pulse(hz, contact_s) / np.sqrt(ratios)
    keep = hz < 17_000
    n = samples(min(float(t60.max()) * 1.05 + 0.01, 1.8))
    t = clock(n).astype(np.float32)
    # Soft round bodies are stretched by the blow: their pitch settles as they spring back.
    bend = 0.004 * (1 - np.exp(-t / 0.012)) * (1.6 if s.hardness < 0.3 else 0.0)
    out = np.zeros(n)
    for f, d, g in zip(hz[keep], t60[keep], level[keep], strict=True):
        m = min(n, samples(float(d) * 1.1) + 8)
        tt = t[:m] + bend[:m]
        out[:m] += g * np.sin(np.float32(2 * np.pi * f) * tt) * np.exp(np.float32(-6.91 / d) * t[:m])
    return s.body * out


def _floor(s: Substance, size: float, contact_s: float, rng: np.random.Generator) -> F64:
    n = samples(0.16)
    out = np.zeros(n)
    for ratio, g in ((1.0, 1.0), (1.62, 0.7), (2.35, 0.5), (3.4, 0.35), (4.9, 0.2)):
        hz = s.floor_hz * ratio * 2 ** rng.uniform(-0.06, 0.06) * (0.2 / max(size, 0.05)) ** 0.12
        out += g * _pulse(np.array(hz), contact_s) * tone(hz, n) * fall(n, 0.14 * ratio**-0.5 * (0.5 + s.hardness))
    return s.floor * float(np.clip((size / 0.25) ** 0.6, 0.2, 1.3)) * out


def _grain(s: Substance, contact_s: float, rng: np.random.Generator) -> F64:
    length = s.grain_s + 2 * contact_s
    n = samples(length * 2.5)
    top = max(min(s.high_hz, 0.9 / contact_s + 300), s.low_hz * 1.5)
    x = coloured(rng, n, band_gain(s.low_hz, top, 1.0)) * fall(n, length * 2.2)
    if s.grain_s >= 0.03:
        x *= 0.6 + 0.4 * np.abs(rng.standard_normal(n // 48 + 1)).repeat(48)[:n]
    return 0.5 * s.grain * x


def _thump(weight: int, soft: float, rng: np.random.Generator) -> F64:
    n = samples(0.14 + 0.04 * weight)
    hz = 50 + (85 + 40 * soft) * np.exp(-clock(n) / 0.03)
    return (0.2 + 0.12 * weight) * tone(hz, n) * fall(n, 0.12 + 0.05 * weight) * rng.uniform(0.9, 1.1)


def _crash(weight: int, rng: np.random.Generator) -> F64:
    """Sheet metal giving way: a crunch of many small blows, a rattle, glass falling after."""
    n = samples(0.5 + 0.12 * weight)
    out = 1.4 * coloured(rng, n, lambda f: 1 / (1 + (f / 900) ** 1.2)) * fall(n, 0.3)
    out *= 0.35 + 0.65 * np.abs(rng.standard_normal(n // 200 + 1)).repeat(200)[:n]
    for _ in range(10 + 4 * weight):
        hz, length = rng.uniform(300, 4200), rng.uniform(0.03, 0.3)
        at = int(rng.exponential(0.09) * RATE)
        m = samples(length)
        lay(out, rng.uniform(0.15, 0.6) * tone(hz, m) * fall(m, length), at)
    return 1.1 * saturate(out, 1.6)
