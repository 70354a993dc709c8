"""The frames of a file, as planes of luma with their times.

Knows nothing of marks. Whoever hands in a stranger's file does so in a process with limits (`media/intake.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType
from numpy.typing import NDArray

U8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Luma (h, w) at `time_s`; `whole` = coded without reference to others, so nearer to what was encoded."""

    time_s: float
    y: U8
    whole: bool = False


def planes_of(path: Path, *, a_second: float, longest_s: float) -> Iterator[Plane]:
    """Planes of the first video stream, about `a_second` and every intra frame, up to `longest_s`."""
    due = 0.0
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        first: float | None = None
        for number, frame in enumerate(container.decode(stream)):
            time_s = frame.time if frame.time is not None else number / 24
            first = time_s if first is None else first
            time_s -= first
            if time_s > longest_s:
                return
            whole = frame.pict_type == PictureType.I
            if not whole and time_s < due - 1e-6:
                continue
            due = max(due + 1 / a_second, time_s)
            if frame.format.name not in ("yuv420p", "yuvj420p", "yuv422p", "yuv444p", "nv12", "gray"):
                frame = frame.reformat(format="yuv420p")
            plane = frame.planes[0]
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
            yield Plane(time_s, rows[: frame.height, : frame.width].copy(), whole)
