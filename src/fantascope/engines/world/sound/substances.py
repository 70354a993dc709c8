"""What things sound like when struck: modes, damping and hardness of each material.

Knows nothing of scenes. A body of 10 cm of the material rings at `base_hz` × `ratios`; a larger one lower. Values are
set by ear and by the order of real materials (glass above metal above wood above rubber).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..bodies.types import SoundMaterial


@dataclass(frozen=True, slots=True)
class Substance:
    """hardness in [0, 1] sets the contact time; `ring_s` the 60 dB decay of the lowest mode; `damping` how much
    faster high modes die; `body` the level of ringing, `grain` that of contact noise between `low_hz` and `high_hz`
    lasting `grain_s`; `floor_hz` the knock of a large surface."""

    hardness: float
    base_hz: float
    ratios: tuple[float, ...]
    ring_s: float
    damping: float
    body: float
    grain: float
    low_hz: float
    high_hz: float
    grain_s: float
    floor_hz: float
    floor: float


_BAR = (1.0, 1.83, 2.76, 3.94, 5.40, 7.1, 8.93)
_PLATE = (1.0, 1.51, 2.32, 2.80, 3.83, 4.65, 5.40, 6.71, 8.93, 11.2)
_SHELL = (1.0, 2.32, 3.1, 4.25, 6.63, 9.38)
_BALL = (1.0, 1.59, 2.14, 2.92, 3.6)
_LUMP = (1.0, 1.7, 2.6)

SUBSTANCES: dict[SoundMaterial, Substance] = {
    "wood": Substance(0.66, 760, _BAR, 0.16, 0.75, 1.0, 0.35, 700, 5000, 0.006, 165, 0.75),
    "metal": Substance(0.95, 1350, _PLATE, 1.3, 0.45, 1.3, 0.25, 2500, 12000, 0.004, 240, 0.6),
    "glass": Substance(0.92, 2500, _SHELL, 0.6, 0.4, 1.8, 0.3, 4000, 15000, 0.003, 420, 0.35),
    "ceramic": Substance(0.88, 1750, (1.0, 1.62, 2.71, 4.1, 5.8), 0.24, 0.6, 1.3, 0.3, 2500, 11000, 0.004, 320, 0.4),
    "plastic": Substance(0.58, 980, (1.0, 2.05, 3.3, 4.8, 6.6), 0.085, 0.6, 0.95, 0.35, 1000, 7000, 0.005, 190, 0.6),
    "rubber": Substance(0.20, 330, _BALL, 0.16, 1.0, 1.1, 0.12, 200, 1500, 0.010, 90, 0.4),
    "stone": Substance(0.90, 1500, (1.0, 1.7, 2.63, 3.9, 5.2), 0.06, 0.5, 0.7, 0.5, 1200, 8000, 0.006, 130, 0.35),
    "ice": Substance(0.82, 1900, (1.0, 1.64, 2.7, 4.3, 6.1), 0.13, 0.5, 0.8, 0.4, 2500, 12000, 0.006, 230, 0.5),
    "asphalt": Substance(0.85, 1100, _LUMP, 0.04, 0.6, 0.4, 0.5, 900, 6000, 0.008, 110, 0.3),
    "gravel": Substance(0.55, 1300, _LUMP, 0.04, 0.5, 0.4, 1.0, 1200, 9000, 0.045, 120, 0.25),
    "earth": Substance(0.22, 260, _LUMP, 0.06, 0.9, 0.5, 0.45, 120, 1100, 0.025, 75, 0.8),
    "grass": Substance(0.18, 240, _LUMP, 0.05, 0.9, 0.4, 0.5, 250, 3500, 0.035, 70, 0.65),
    "sand": Substance(0.15, 220, _LUMP, 0.04, 0.9, 0.35, 0.7, 500, 5500, 0.050, 65, 0.55),
    "snow": Substance(0.12, 200, _LUMP, 0.04, 0.9, 0.3, 0.7, 700, 6500, 0.050, 60, 0.4),
    "carpet": Substance(0.15, 230, _LUMP, 0.05, 1.0, 0.4, 0.3, 120, 1200, 0.020, 85, 0.7),
    "cloth": Substance(0.10, 210, _LUMP, 0.05, 1.0, 0.4, 0.5, 200, 2500, 0.035, 70, 0.4),
    "flesh": Substance(0.16, 240, _LUMP, 0.06, 1.0, 0.7, 0.45, 180, 2200, 0.014, 80, 0.5),
    "paper": Substance(0.30, 620, _LUMP, 0.04, 0.7, 0.4, 0.8, 900, 7000, 0.020, 150, 0.3),
    "water": Substance(0.20, 420, _LUMP, 0.08, 0.8, 0.4, 0.8, 500, 6000, 0.050, 80, 0.4),
}
