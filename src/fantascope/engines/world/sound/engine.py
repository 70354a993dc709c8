"""Motors: cars, lorries, motorbikes, boats, planes, helicopters, trains, trams, rockets, tractors, drones, carts.

Knows nothing of the road. Revs follow a curve in [0, 1]; the tone is the firing order and its harmonics with the
irregularity of real cylinders, then intake noise, then what each kind of vehicle adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .dsp import (
    F64,
    RATE,
    band_gain,
    buzz,
    clock,
    coloured,
    fall,
    highpass,
    lay,
    lowpass,
    resonate,
    samples,
    saturate,
    soft_edges,
    tone,
    wander,
)


@dataclass(frozen=True, slots=True)
class Motor:
    idle_hz: float
    full_hz: float
    tilt: float
    """How fast harmonics fall."""
    noise: float
    noise_hz: float
    box_hz: float
    """Resonance of the exhaust or the hull."""
    uneven: float


_MOTORS: dict[str, Motor] = {
    "car": Motor(34, 150, 1.15, 0.30, 900, 130, 0.10),
    "race_car": Motor(90, 420, 0.7, 0.3, 2500, 500, 0.06),
    "truck": Motor(22, 75, 1.0, 0.45, 600, 85, 0.2),
    "bus": Motor(24, 80, 1.05, 0.4, 600, 90, 0.15),
    "motorbike": Motor(30, 200, 0.8, 0.35, 1500, 220, 0.22),
    "scooter": Motor(55, 220, 0.8, 0.3, 1500, 300, 0.12),
    "tractor": Motor(14, 40, 0.8, 0.4, 600, 90, 0.3),
    "boat": Motor(20, 70, 1.1, 0.35, 500, 75, 0.15),
    "ship": Motor(9, 18, 1.2, 0.6, 250, 45, 0.1),
    "plane": Motor(60, 130, 0.8, 0.8, 1600, 180, 0.03),
    "jet": Motor(180, 420, 2.0, 3.0, 1800, 300, 0.0),
    "helicopter": Motor(70, 120, 1.1, 0.6, 900, 90, 0.05),
    "rocket": Motor(24, 30, 1.6, 6.0, 500, 60, 0.0),
    "drone": Motor(150, 330, 0.7, 0.4, 3000, 600, 0.02),
    "train": Motor(28, 80, 1.2, 0.8, 500, 90, 0.05),
    "spaceship": Motor(55, 110, 1.8, 0.8, 700, 120, 0.0),
    "electric": Motor(110, 520, 2.0, 0.5, 1200, 300, 0.0),
    "robot": Motor(120, 360, 1.4, 0.2, 2000, 500, 0.0),
}
_ALIASES = {
    "lorry": "truck",
    "van": "car",
    "taxi": "car",
    "police_car": "car",
    "ambulance": "car",
    "fire_engine": "truck",
    "fire_truck": "truck",
    "airplane": "plane",
    "aeroplane": "plane",
    "propeller": "plane",
    "sports_car": "race_car",
    "racing_car": "race_car",
    "motorcycle": "motorbike",
    "moped": "scooter",
    "motorboat": "boat",
    "speedboat": "boat",
    "ferry": "ship",
    "tram": "train",
    "locomotive": "train",
    "steam_train": "train",
    "metro": "train",
    "ufo": "spaceship",
    "submarine": "ship",
    "excavator": "tractor",
    "bulldozer": "tractor",
    "lawnmower": "scooter",
    "auto_rickshaw": "scooter",
}


def engine(name: str, curve: Sequence[float], duration_s: float, strength: float, seed: int) -> F64:
    """A motor of kind `name` (unknown kinds sound like a car) over `duration_s`, revs from `curve`."""
    rng = np.random.default_rng(seed)
    kind = _ALIASES.get(name, name)
    motor = _MOTORS.get(kind, _MOTORS["car"])
    n = samples(float(np.clip(duration_s or 2.0, 0.2, 60.0)))
    values = (
        np.clip(np.nan_to_num(np.asarray(curve, dtype=np.float64)), 0, 1.2) if len(curve) else np.array([0.35, 0.45])
    )
    revs = (
        lowpass(np.interp(np.linspace(0, 1, n), np.linspace(0, 1, len(values)), values) - values[0], 3, 1) + values[0]
    )
    hz = (motor.idle_hz + (motor.full_hz - motor.idle_hz) * revs) * (1 + 0.012 * wander(rng, n, 5))
    x = buzz(hz, motor.tilt, 22)
    if motor.uneven:
        half = 2 * np.pi * np.cumsum(hz) / RATE
        x *= 1 + motor.uneven * (np.sin(half / 2) + 0.6 * np.sin(half / 4 + 1)) + 0.12 * wander(rng, n, 40)
    x = saturate(0.5 * x + 0.8 * resonate(x, motor.box_hz, 60) + 0.5 * resonate(x, motor.box_hz * 4.1, 260), 1.2)
    breath = coloured(rng, n, lambda f: 1 / (1 + (f / motor.noise_hz) ** 1.5))
    throb = 1 + 0.5 * np.sin(2 * np.pi * np.cumsum(hz) / RATE)
    x = x * (0.4 + 0.6 * revs) + motor.noise * 0.6 * breath * throb * (0.25 + 0.75 * revs)
    x = 0.2 * x / max(float(np.sqrt(np.mean(x**2))), 1e-9)
    x = _extras(kind, highpass(x, 48), revs, rng)
    if kind not in ("plane", "jet", "rocket", "ship", "spaceship", "helicopter", "drone", "boat", "robot"):
        x += 0.05 * coloured(rng, n, band_gain(300, 2600, 0.8)) * revs**1.2
    return soft_edges(min(strength, 2.0) * x, 0.06)


def _extras(kind: str, x: F64, revs: F64, rng: np.random.Generator) -> F64:
    n = len(x)
    t = clock(n)
    if kind == "helicopter":
        beat = np.maximum(np.sin(2 * np.pi * 11.5 * t), 0) ** 3
        return 0.6 * x + 0.6 * beat * lowpass(coloured(rng, n, band_gain(40, 600, 0.8)), 700) * (0.5 + 0.5 * revs)
    if kind in ("boat", "ship"):
        wash = coloured(rng, n, band_gain(300, 3500, 0.8)) * np.clip(1 + 0.5 * wander(rng, n, 2.5), 0.2, 2)
        return x + 0.08 * wash * (0.3 + revs)
    if kind == "train":
        out = x.copy()
        at = 0.1
        while at < n / RATE:
            m = samples(0.2)
            clack = resonate(coloured(rng, m, band_gain(150, 3000, 0.8)) * fall(m, 0.08), 330, 120)
            for later in (0.0, 0.16):
                lay(out, 1.6 * clack, int((at + later) * RATE))
            at += 0.62 / (0.4 + 0.8 * float(revs[min(int(at * RATE), n - 1)]))
        return out
    if kind == "rocket":
        crackle = np.clip(wander(rng, n, 90), 0, 3) ** 2
        return x + 0.12 * coloured(rng, n, band_gain(200, 4000, 0.7)) * crackle
    if kind == "spaceship":
        warble = tone(220 * (1 + 0.05 * np.sin(2 * np.pi * 3 * t)), n)
        return np.asarray(x + 0.08 * warble * (1 + np.sin(2 * np.pi * 5 * t)))
    if kind == "robot":
        steps = np.repeat(rng.choice([1.0, 1.25, 1.5, 2.0], n // 6000 + 1), 6000)[:n]
        return 0.5 * x + 0.06 * tone(lowpass(240 * steps - 240, 30, 1) + 240, n)
    return x
