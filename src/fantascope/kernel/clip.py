"""A Clip: what an engine hands back, a finished film on disk and the facts about it.

Knows nothing of how it was made. The file is complete whenever a Clip exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Clip:
    """A finished clip. `stages_s` is wall time by stage in the order the stages ended (stages may overlap), `cpu_s` the
    processor time of the parts measured for themselves; `approximated` pairs words with what stands in for them."""

    path: Path
    width: int
    height: int
    fps: int
    frames: int
    seed: int
    look: str
    title: str = ""
    size_bytes: int = 0
    contacts: int = 0
    captions: int = 0
    approximated: tuple[tuple[str, str], ...] = ()
    unstaged: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    stages_s: Mapping[str, float] = field(default_factory=dict)
    cpu_s: Mapping[str, float] = field(default_factory=dict)
    peak_memory_mb: float = 0.0
    """Resident memory at its highest, summed over the processes that worked together."""

    @property
    def duration_s(self) -> float:
        return self.frames / self.fps
