"""What is asked of the video use cases, and what they tell back. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["queued", "in_progress", "completed", "failed"]
Variant = Literal["video", "thumbnail", "spritesheet", "captions"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for a clip, as it was understood from the wire; None = not said. Files are local and temporary."""

    prompt: str
    model: str | None = None
    seconds: float | None = None
    width: int = 720
    height: int = 1280
    fps: int | None = None
    seed: int | None = None
    look: str | None = None
    sound: bool = True
    negative_prompt: str | None = None
    variants: int = 1
    picture: Path | None = None
    key_id: str | None = None
    """The API key that asks, for its quota."""
    characters: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None
    """A screenplay to play as it is written."""


@dataclass(frozen=True, slots=True)
class Source:
    """The clip that a remix, edit or extension starts from: one of ours by its id, or an upload."""

    video_id: str | None = None
    upload: Path | None = None
    owner_id: str | None = None
    """Whose it is, where that is not the asker: somebody who allows it."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What tells a repeated request from a new one: the key it came with, and a digest of its meaning. `is_first` = the
    sender says that it is no repeat, so it is only remembered."""

    key: str
    digest: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class VideoView:
    """A video as its owner sees it. `progress` is a whole percentage, 100 only when completed."""

    id: str
    model: str
    status: Status
    progress: int
    stage: str
    created_at: int
    completed_at: int | None
    expires_at: int | None
    prompt: str
    width: int
    height: int
    fps: int
    seconds: float
    seed: int | None
    look: str | None
    kind: str
    source_id: str | None
    queue_position: int | None
    credits: int
    error: tuple[str, str] | None
    report: Mapping[str, Any]
    has_captions: bool = False
