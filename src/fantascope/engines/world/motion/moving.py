"""A take performed: where every member is at every frame, and everything logged, heard and sprayed meanwhile.

Knows nothing of how it came about; plain values that the picture and the sound are made from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Body
from .particles import Emitter
from .types import Contact, SoundCue, Track

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moving:
    """root (n, 4, 4) body → world, skin (n, b, 3, 4) or None, visible (n,)."""

    id: str
    body: Body
    root: F64
    skin: F64 | None
    visible: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    times_s: F64
    members: dict[str, Moving]
    contacts: tuple[Contact, ...]
    cues: tuple[SoundCue, ...]
    emitters: tuple[Emitter, ...]
    ripples: tuple[tuple[float, float, float, float], ...]
    paths: dict[str, tuple[F64, F64]] = field(default_factory=dict)
    """Positions (n, 3) and headings (n,) asked of those who go by plan."""
    tracks: dict[str, Track] = field(default_factory=dict)
    """What was asked of each performer, from the take's beginning."""
    momenta: dict[str, tuple[F64, F64]] = field(default_factory=dict)
    """Velocity and spin of each free body at the last frame."""
