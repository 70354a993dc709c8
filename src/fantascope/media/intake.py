"""Pictures and clips that strangers hand in, read in a child process that may not do harm.

Knows nothing of what they show. What always holds: the kind is told by content, never by name; a picture or clip comes
back whole or not at all, with an InvalidInput that says why; nothing of it but pixels is kept; the child has limits of
time, memory and output, sees one open file and no environment, and is gone when the call ends.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .confined import ask

U8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may read, and what reading may cost it.

    `side_px` and `pixels` are of one picture as stored; `shortest_s`, `longest_s` and `frames` of a clip; `wall_s`
    and `memory_mb` (address space, with the interpreter's own) of the child.
    """

    file_bytes: int = 64_000_000
    side_px: int = 4096
    pixels: int = 12_000_000
    shortest_s: float = 0.2
    longest_s: float = 60.0
    frames: int = 3600
    wall_s: float = 30.0
    memory_mb: int = 2048


PICTURE = Limits(file_bytes=24_000_000, wall_s=15.0, memory_mb=1536)
CLIP = Limits(longest_s=20.0, frames=1300)


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """Frames (n, h, w, 3) RGB spread evenly over a clip, upright, at `times_s` (n,); `width`, `height`, `fps` and
    `duration_s` are the clip's own."""

    frames: U8
    times_s: NDArray[np.float64]
    width: int
    height: int
    fps: float
    duration_s: float


def read_picture(path: Path, limits: Limits = PICTURE) -> U8:
    """The picture at `path` (JPEG, PNG or WebP by content) as RGB (h, w, 3), turned upright, in sRGB.

    Raises:
        InvalidInput: picture_unreadable (no such kind, damaged, cut short), picture_too_large, picture_animated,
            picture_transparent.
    """
    head, pixels = _read("picture", path, limits, {})
    return pixels.reshape(int(head["height"]), int(head["width"]), 3)


def read_clip(path: Path, limits: Limits = CLIP, *, keep: int = 32, side_px: int = 640) -> Footage:
    """The clip at `path` (MP4 by content), `keep` frames of it at most, scaled down to sides of `side_px` at most.

    Raises:
        InvalidInput: clip_unreadable (no MP4, damaged, cut short, no pictures), clip_too_large (bytes, pixels, frames),
            clip_too_long, clip_too_short.
    """
    head, pixels = _read("clip", path, limits, {"keep": keep, "kept_side_px": side_px})
    times = np.asarray(head["times_s"], dtype=np.float64)
    frames = pixels.reshape(len(times), int(head["height"]), int(head["width"]), 3)
    return Footage(
        frames, times, int(head["own_width"]), int(head["own_height"]), float(head["fps"]), float(head["duration_s"])
    )


def _read(kind: str, path: Path, limits: Limits, wanted: dict[str, int]) -> tuple[dict[str, Any], U8]:
    order = {"kind": kind, **asdict(limits), **wanted}
    module = f"{__package__}.intake_child"
    head, body = ask(module, kind, path, order, file_bytes=limits.file_bytes, wall_s=limits.wall_s)
    return head, np.frombuffer(body, np.uint8)
