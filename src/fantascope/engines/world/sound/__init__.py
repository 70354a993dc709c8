"""Sound: a score mixed to stereo at 48 kHz."""

from __future__ import annotations

from .beds import kinds as bed_kinds
from .cues import kinds as cue_kinds
from .mixer import mix

__all__ = ["bed_kinds", "cue_kinds", "mix"]
