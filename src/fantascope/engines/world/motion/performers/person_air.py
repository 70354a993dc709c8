"""Off the ground: when a person flies through the air, how the body is held there, and how it lands.

Knows nothing of acts. Standing on something higher than the ground (a deck, a table) is not being in the air: there the
height stays steady.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..types import Ground
from .gait import Bools, ease, runs, smoothed
from .person_pose import INDEX

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Air:
    """grounded (n,); weight (n,): how far the airborne pose rules; rise (n,): vertical speed over its peak, +1
    leaving the ground to −1 landing; landing (n,): pelvis drop before take-off and after touch-down (legs);
    landings: (time, place, strength)."""

    grounded: Bools
    weight: F64
    rise: F64
    landing: F64
    landings: tuple[tuple[float, tuple[float, float, float], float], ...]


def in_the_air(times: F64, position: F64, ground: Ground, factor: float, height_m: float) -> Air:
    """Find the flights of a path."""
    n = len(times)
    dt = float(times[1] - times[0]) if n > 1 else 1.0
    lag = position[:, 2] - np.asarray(ground(position[:, 0], position[:, 1]))
    climb = np.gradient(position[:, 2], dt) / factor if n > 1 else np.zeros(n)
    high = lag > 0.03 * height_m
    steady = np.abs(climb) < 0.45
    calm = np.zeros(n, dtype=bool)
    for i, j in runs(high & steady):
        if (j - i) * dt * factor >= 0.30:
            calm[i:j] = True
    grounded = ~high | calm
    weight, rise, landing = np.zeros(n), np.zeros(n), np.zeros(n)
    landings: list[tuple[float, tuple[float, float, float], float]] = []
    for i, j in runs(~grounded):
        weight[i:j] = 1.0
        top = max(float(np.abs(climb[i:j]).max()), 0.5)
        rise[i:j] = np.clip(climb[i:j] / top, -1, 1)
        hit = float(np.clip(-climb[j - 1], 0, 8))
        if j < n:
            x = np.clip((times - times[j]) * factor / 0.085, 0, None)
            landing -= min(0.05 + 0.13 * hit, 0.55) * x * np.exp(1 - x)
            p = position[min(j, n - 1)]
            landings.append(
                (float(times[j]), (float(p[0]), float(p[1]), float(p[2])), float(np.clip(0.8 + 0.35 * hit, 0.8, 3.0)))
            )
        if i > 0 and climb[min(i, n - 1)] > 0.8:
            x = np.clip((times[i] - times) * factor / 0.10, 0, None)
            landing -= 0.14 * x * np.exp(1 - x)
    return Air(
        grounded,
        np.clip(smoothed(weight, dt, 0.035 / factor), 0, 1),
        smoothed(rise, dt, 0.02 / factor),
        landing,
        tuple(landings),
    )


def air_pose(base: F64, air: Air, dash: F64) -> None:
    """Blend the airborne pose into channels `base`: reaching up, tucked at the top, legs out to land; `dash` (n,) is
    the forward speed over the running speed and splits the legs into a leap."""
    w = air.weight
    tuck = 1 - ease(np.abs(air.rise))
    down = ease(-air.rise)
    leap = np.clip(np.abs(dash), 0, 1) * np.sign(dash)
    target = {
        "rl_x": -0.06 + 0.36 * tuck + 0.16 * down - 0.42 * leap * (1 - 0.6 * down),
        "ll_x": -0.06 + 0.42 * tuck + 0.16 * down + 0.48 * leap * (1 - 0.5 * down),
        "rl_y": 0.05 + 0.07 * tuck,
        "ll_y": 0.05 + 0.07 * tuck,
        "rl_z": -0.96 + 0.42 * tuck + 0.10 * np.abs(leap),
        "ll_z": -0.96 + 0.47 * tuck + 0.16 * np.abs(leap),
        "rl_p": 0.75 * ease(air.rise) + 0.3 * tuck,
        "ll_p": 0.75 * ease(air.rise) + 0.2 * tuck,
        "rh_x": 0.25 + 0.2 * ease(air.rise),
        "lh_x": 0.25 + 0.2 * ease(air.rise),
        "rh_y": 0.62 + 0 * w,
        "lh_y": 0.62 + 0 * w,
        "rh_z": 0.05 + 0.45 * ease(air.rise) + 0.2 * tuck,
        "lh_z": 0.05 + 0.45 * ease(air.rise) + 0.2 * tuck,
    }
    for name, value in target.items():
        k = INDEX[name]
        base[:, k] = base[:, k] * (1 - w) + value * w
    base[:, INDEX["bend"]] += w * (0.14 * tuck + 0.10 * down)
    base[:, INDEX["nod"]] += w * 0.12 * down
