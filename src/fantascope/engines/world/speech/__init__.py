"""Speech: text to a spoken line with mouth shapes, and who sounds how.

The speaker itself is imported when first asked for.
"""

from __future__ import annotations

from .casting import in_manner, voice_for
from .types import Language, Speaker, Speech, Voice

__all__ = ["default_speaker", "in_manner", "speak", "voice_for"]


def default_speaker() -> Speaker:
    """The speaker that needs nothing but this package's own dependencies."""
    from .pico import PicoSpeaker

    return PicoSpeaker()


def speak(text: str, language: Language, voice: Voice) -> Speech:
    """`text` spoken by the default speaker: 48 kHz mono with its mouth shapes."""
    return default_speaker()(text, language, voice)
