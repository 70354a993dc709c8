"""Reading pictures back from a clip.

Knows nothing of what they show. Pictures are RGB, (height, width, 3) uint8, by the stream's own colour tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]


def pictures_at(path: Path, indices: Sequence[int]) -> Iterator[tuple[int, U8]]:
    """Yield (index, picture) for each of the frame `indices`, in increasing order, each once."""
    wanted = sorted(set(indices))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for index, frame in enumerate(container.decode(stream)):
            if not wanted:
                return
            if index == wanted[0]:
                wanted.pop(0)
                yield index, np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


def frame_count(path: Path) -> int:
    """Frames in the clip, counted from its index."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        if stream.frames:
            return int(stream.frames)
        return sum(1 for packet in container.demux(stream) if packet.size)


def planes_of(picture: U8, width: int, height: int) -> tuple[U8, U8, U8]:
    """y (h, w), u and v (h/2, w/2) of a picture of YUV 4:2:0 as libraries hand it out, (h * 3/2, w)."""
    flat = picture.reshape(-1)
    luma, quarter = width * height, width * height // 4
    half = (height // 2, width // 2)
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + quarter].reshape(half),
        flat[luma + quarter : luma + 2 * quarter].reshape(half),
    )
