"""Human sounds without words: laughing, crying, cheering, gasping, yawning.

Knows nothing of who makes them but a size.
"""

from __future__ import annotations

import numpy as np

from .dsp import F64, band_gain, coloured, fall, hump, lay, resonate, samples
from .throats import Syllable, call, whistle

_S = Syllable
_AH = ((800, 750, 1.0), (1200, 1200, 0.6), (2600, 2600, 0.3))
_HA = _S(0.15, ((0, 300), (1, 240)), _AH, ((0, 0), (0.2, 1), (1, 0)), 0.25, 0.05, 0.9, 0.05)
_EFFORTS: dict[str, tuple[Syllable, ...]] = {
    "laugh": (_HA,) * 6,
    "cry": (_S(0.8, ((0, 380), (0.3, 460), (1, 300)), _AH, breath=0.15, tilt=0.9, gap_s=0.25, vibrato=0.03), _HA, _HA)
    * 2,
    "cheer": (_S(1.0, ((0, 300), (0.2, 420), (0.8, 440), (1, 350)), ((600, 800, 1.0), (1300, 1200, 0.6)), breath=0.1),),
    "shout": (_S(0.5, ((0, 260), (0.3, 360), (1, 280)), _AH, breath=0.08, tilt=0.6),),
    "scream": (_S(1.0, ((0, 700), (0.2, 980), (1, 760)), _AH, breath=0.12, rough=0.3, tilt=0.5),),
    "sigh": (_S(0.9, ((0, 260), (1, 170)), _AH, ((0, 0), (0.15, 0.7), (1, 0)), 0.7, 0.02, 1.4),),
    "groan": (_S(0.9, ((0, 170), (0.5, 190), (1, 130)), ((500, 450, 1.0), (1000, 950, 0.5)), breath=0.12, rough=0.2),),
    "effort": (_S(0.22, ((0, 240), (1, 180)), _AH, breath=0.3, rough=0.2),),
    "hum": (_S(1.2, ((0, 220), (0.5, 247), (1, 220)), ((300, 300, 1.0),), breath=0.02, tilt=1.6),),
}


def effort(name: str, strength: float, size: float, seed: int) -> F64:
    """A human sound without words; `size` < 1 a child, > 1 a man."""
    if name in ("gasp", "sniff", "breath", "sneeze", "cough", "whistle", "yawn"):
        return min(strength, 2.0) * _breathy(name, seed)
    parts = _EFFORTS.get(name, _EFFORTS["effort"])
    return 0.4 * min(strength, 2.0) * call(parts, seed, size)


def _breathy(name: str, seed: int) -> F64:
    rng = np.random.default_rng(seed)
    if name == "whistle":
        return 0.35 * whistle([(0.2, ((0, 1100), (1, 1900))), (0.5, ((0, 1900), (0.5, 2000), (1, 1000)))], seed)
    if name == "yawn":
        return 0.3 * call((_S(1.4, ((0, 240), (0.4, 320), (1, 150)), _AH, breath=0.5, tilt=1.3),), seed)
    n = samples(0.45)
    x = coloured(rng, n, band_gain(600, 5500, 0.9))
    x = x + 0.8 * resonate(x, 1300, 250)
    if name in ("cough", "sneeze"):
        out = 0.16 * x * fall(n, 0.3)
        lay(out, 0.22 * call((_HA,), seed), 0)
        return out
    return 0.22 * x * hump(n, 0.65)
