"""Values of speech: a voice, a spoken line, and the mouth shapes that go with it.

Knows nothing of who speaks or where. Audio is mono float32 at 48 kHz.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
Language = Literal["en", "fr"]
VISEMES = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is heard: `pitch` and `size` are factors on the base voice (size < 1 = shorter vocal tract: child,
    toy, mouse)."""

    pitch: float = 1.0
    size: float = 1.0
    rate: float = 1.0
    roughness: float = 0.0
    breath: float = 0.0
    """0 = voiced, 1 = whispered."""
    accent: int = 0
    """Which of the engine's base voices of the language, counted round."""


@dataclass(frozen=True, slots=True)
class Mouth:
    """From `start_s` on (relative to the line), the mouth has shape VISEMES[viseme] with weight in [0, 1]."""

    start_s: float
    viseme: int
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    audio: NDArray[np.float32]
    mouths: tuple[Mouth, ...]

    @property
    def duration_s(self) -> float:
        return len(self.audio) / SAMPLE_RATE


class Speaker(Protocol):
    """The port: text to speech. Same text, language and voice give the same samples."""

    def __call__(self, text: str, language: Language, voice: Voice) -> Speech: ...
