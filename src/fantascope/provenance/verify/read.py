"""A file of a stranger's → what its manifest says, and the pictures and the sound in which marks are looked for.

Knows nothing of marks. The file is read in a child process with limits: whatever it holds, it comes back whole or as an
InvalidInput that says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...media.confined import ask
from ...media.join import SAMPLE_RATE
from ..keys import NOBODY, Signers
from ..manifest.types import Ancestor, Told
from ..marks.footage import Plane

F32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be read: bytes, seconds, frames and pixels of the file. `kept` is how many frames are looked at; the
    child may take `wall_s` seconds and `memory_mb` of address space."""

    file_bytes: int = 200_000_000
    longest_s: float = 180.0
    frames: int = 11_000
    side_px: int = 4096
    pixels: int = 3840 * 2160
    kept: int = 360
    wall_s: float = 60.0
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """`planes` are the luma of frames all over the clip, with a short side of 360 pixels at most; `sound` (2, m) is at
    `rate`; `width` … `seconds` are the clip's own."""

    told: Told
    planes: tuple[Plane, ...]
    sound: F32
    rate: int
    width: int
    height: int
    fps: float
    seconds: float


def read_file(path: Path, signers: Signers = NOBODY, limits: Limits = Limits()) -> Evidence:
    """What there is to go by.

    Errors: InvalidInput("clip_unreadable" | "clip_too_large" | "clip_too_long").
    """
    order = {**asdict(limits), "authorities": signers.authorities, "serials": sorted(signers.serials)}
    module = f"{__package__}.child"
    head, body = ask(module, "clip", path, order, file_bytes=limits.file_bytes, wall_s=limits.wall_s)
    count, height, width = (int(side) for side in head["shape"])
    pixels, samples = count * height * width, int(head["samples"])
    luma = np.frombuffer(body, np.uint8, pixels).reshape(count, height, width)
    return Evidence(
        told=_told(head["manifest"]),
        planes=tuple(Plane(float(t), y, bool(whole)) for (t, whole), y in zip(head["times_s"], luma, strict=True)),
        sound=np.frombuffer(body, np.float32, 2 * samples, offset=pixels).reshape(2, samples),
        rate=SAMPLE_RATE,
        width=int(head["width"]),
        height=int(head["height"]),
        fps=float(head["fps"]),
        seconds=float(head["seconds"]),
    )


def _told(data: Mapping[str, Any]) -> Told:
    ancestors = tuple(map(_ancestor, data["ancestors"]))
    return Told(**{**data, "ancestors": ancestors, "problems": tuple(data["problems"])})


def _ancestor(data: Mapping[str, Any]) -> Ancestor:
    return Ancestor(**{**data, "ancestors": tuple(map(_ancestor, data["ancestors"]))})
