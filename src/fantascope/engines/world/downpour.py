"""What falls from the sky over a stretch of a take, the wind, and the splashes of rain on the ground.

Knows nothing of how it is drawn. World seconds and metres.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .motion.particles import RAIN, SNOW, STORM, Emitter, Weather
from .screenplay.schema import ShotPlan
from .staging.types import StageSet

F64 = NDArray[np.float64]


def downpour(
    shot: ShotPlan, stage: StageSet, sharp: F64, end_s: float, seed: int, *, begin_s: float = -0.8
) -> tuple[Weather | None, tuple[float, float], list[Emitter], list[tuple[float, float, float, float]]]:
    """What falls from the sky, the wind, and the splashes rain makes on the ground near the subject (`sharp` (n, 3)),
    from `begin_s` (it rains already when a take opens) to `end_s`."""
    if stage.indoors or stage.space in {"vacuum", "underwater"}:
        return None, (0.0, 0.0), [], []
    wind = {"wind": (3.5, 0.6), "storm": (6.0, 1.0)}.get(shot.weather, (0.7, 0.2))
    if shot.weather == "snow":
        return replace(SNOW, seed=seed), wind, [], []
    if shot.weather not in {"rain", "storm"}:
        return None, wind, [], []
    drops = replace(STORM if shot.weather == "storm" else RAIN, seed=seed)
    rng = np.random.default_rng(seed + 9)
    emitters: list[Emitter] = []
    rings: list[tuple[float, float, float, float]] = []
    middle = sharp.mean(axis=0)
    if stage.water is None:
        for k in range(5):
            x, y = middle[0] + rng.uniform(-2.5, 2.5), middle[1] + rng.uniform(-1.5, 2.5)
            z = float(stage.terrain(np.array([x]), np.array([y]))[0])
            emitters.append(
                Emitter(
                    (x, y, z + 0.01),
                    begin_s + 0.3,
                    end_s + 0.5,
                    42,
                    4,
                    (0, 0, 0.9),
                    (0.4, 0.4, 0.3),
                    (2.2, 1.8, 0.0),
                    9.81,
                    0.0,
                    0.2,
                    (0.007, 0.004),
                    (0.75, 0.8, 0.9, 0.6),
                    (0.75, 0.8, 0.9, 0.1),
                    z,
                    seed + 70 + k,
                )
            )
        for t in np.arange(begin_s, end_s, 0.045):
            rings.append(
                (
                    float(middle[0] + rng.uniform(-3, 3)),
                    float(middle[1] + rng.uniform(-2, 3)),
                    float(t),
                    float(rng.uniform(0.15, 0.4)),
                )
            )
    return drops, wind, emitters, rings
