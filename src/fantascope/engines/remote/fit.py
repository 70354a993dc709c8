"""A clip as it came → pictures of exactly the size, rate and number that were ordered.

Knows nothing of sound. The picture is scaled to cover the size and cropped at its middle; each frame shows what the
clip showed at that time; what is too long is cut, and the last picture is held where it is too short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import numpy as np
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from ...kernel.errors import EngineFailure
from ...media.encode import SegmentEncoder
from ...media.frames import planes_of
from .inspect import already_fits

if TYPE_CHECKING:
    from ...provenance.marking import Marking

U8 = NDArray[np.uint8]
_UNTOLD = 2
_HD_ROWS = 720
_SHORTEST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Fitted:
    """The segment with the pictures, and what the clip had been: its size, and how long it lasted (`seconds`)."""

    segment: Path
    width: int
    height: int
    seconds: float


def fit(
    clip: Path,
    segment: Path,
    *,
    width: int,
    height: int,
    fps: int,
    frames: int,
    on_step: Callable[[float], None],
    marking: Marking | None = None,
) -> Fitted:
    """Write `frames` pictures of `clip` to `segment`, marked if `marking` is given; without it, hand back `clip` itself
    when it is already right.

    Errors: EngineFailure("remote_bad_clip") when it cannot be decoded or is not half as long as ordered.
    """
    if marking is None and already_fits(clip, width, height, fps, frames):
        return Fitted(clip, width, height, frames / fps)
    try:
        with av.open(str(clip), format="mp4") as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            shaper = _Shaper(stream, width, height)
            pictures = ((frame.time or 0.0, frame) for frame in container.decode(stream))
            last_s = _write(pictures, shaper, segment, (width, height, fps, frames), on_step, marking)
            one_s = 1.0 / float(stream.average_rate or fps)
            seconds = last_s + one_s
            own = (stream.width, stream.height)
    except (FFmpegError, IndexError, ValueError) as error:
        raise EngineFailure("remote_bad_clip", f"the clip cannot be decoded: {type(error).__name__}") from error
    if seconds < _SHORTEST_SHARE * frames / fps:
        message = f"the clip lasts {seconds:.1f} s instead of {frames / fps:.1f} s"
        raise EngineFailure("remote_bad_clip", message)
    return Fitted(segment, *own, seconds)


def _write(
    pictures: Iterator[tuple[float, VideoFrame]],
    shaper: _Shaper,
    segment: Path,
    form: tuple[int, int, int, int],
    on_step: Callable[[float], None],
    marking: Marking | None,
) -> float:
    """Write the segment; the time of the last picture that was read, in seconds."""
    width, height, fps, frames = form
    shown: U8 | None = None
    coming = next(pictures, None)
    if coming is None:
        raise ValueError("no pictures")
    last_s = 0.0
    painter = marking.painter(width, height, fps) if marking else None
    with SegmentEncoder(segment, width, height, fps) as encoder:
        for number in range(frames):
            on_step(number / frames)
            now: VideoFrame | None = None
            while coming is not None and (coming[0] <= (number + 0.25) / fps or (shown is None and now is None)):
                last_s, now = coming
                coming = next(pictures, None)
            if now is not None:
                shown = shaper(now)
            planes = planes_of(cast(U8, shown), width, height)
            encoder.add(*(painter(number, *planes) if painter else planes))
    return last_s if coming is None else max(last_s, frames / fps)


class _Shaper:
    """Scales to cover, crops at the middle, turns colours to BT.709 limited range: VideoFrame → (height * 3/2, width).

    Untagged colours are read as players read them: BT.709 from 720 rows on, BT.601 below.
    """

    def __init__(self, stream: VideoStream, width: int, height: int) -> None:
        self._stream = stream
        self._size = (width, height)
        self._graph: Graph | None = None

    def __call__(self, frame: VideoFrame) -> U8:
        if self._graph is None:
            self._graph = self._made(frame)
        self._graph.push(frame)
        return np.asarray(cast(VideoFrame, self._graph.pull()).to_ndarray(), np.uint8)

    def _made(self, frame: VideoFrame) -> Graph:
        width, height = self._size
        scale = max(width / frame.width, height / frame.height)
        wide, high = (2 * max(-(-round(side * scale * 1000) // 2000), 1) for side in (frame.width, frame.height))
        wide, high = max(wide, width), max(high, height)
        matrix = "bt709" if frame.colorspace == _UNTOLD and frame.height >= _HD_ROWS else "auto"
        graph = Graph()
        graph.link_nodes(
            graph.add_buffer(template=self._stream),
            graph.add(
                "scale", f"{wide}:{high}:flags=bicubic:in_color_matrix={matrix}:out_color_matrix=bt709:out_range=tv"
            ),
            graph.add("crop", f"{width}:{height}"),
            graph.add("format", "yuv420p"),
            graph.add("buffersink"),
        ).configure()
        return graph
