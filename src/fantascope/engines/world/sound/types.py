"""What the mixer is handed: cues and contacts, beds, spoken lines, music, and where the listener is.

Knows nothing of bodies or frames. Times in seconds of the finished clip; audio 48 kHz float32.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..motion.types import Contact, SoundCue
from ..speech.types import Speech

F64 = NDArray[np.float64]
Mood = Literal["none", "calm", "joyful", "tense", "sad", "epic", "mysterious", "playful", "romantic", "night"]
Space = Literal["open", "forest", "street", "room", "hall", "cave", "vacuum", "underwater"]
EASE_S = 2.5
"""Time in which a bed comes or goes."""


@dataclass(frozen=True, slots=True)
class Bed:
    """A continuous ambience: "wind", "rain", "sea", "storm", "river", "birds", "crickets", "crowd", "traffic", "fire",
    "room", "underwater", "snowfall", "wind_howl", "jungle", "stadium", "space_hum", "restaurant". `position`
    None = all round."""

    kind: str
    level: float = 1.0
    position: tuple[float, float, float] | None = None
    from_s: float = 0.0
    """Comes in gradually from here; 0 = from the beginning."""
    until_s: float | None = None
    """Has gone, gradually, by here."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A spoken line placed in the clip; positions (n, 3) of the speaker's mouth at `times_s` of the score."""

    start_s: float
    speech: Speech
    positions: F64


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """Everything heard. Listener: `times_s` (n,), `ears` (n, 3) positions, `right` (n, 3) unit vectors."""

    duration_s: float
    times_s: F64
    ears: F64
    right: F64
    contacts: tuple[Contact, ...] = ()
    cues: tuple[SoundCue, ...] = ()
    beds: tuple[Bed, ...] = ()
    lines: tuple[Line, ...] = ()
    mood: Mood = "none"
    tempo_bpm: float = 96.0
    cuts_s: tuple[float, ...] = ()
    space: Space = "open"
    speed_factor: float = 1.0
    """Slow motion: sounds are lowered and stretched a little, as in film."""
    seed: int = 0
