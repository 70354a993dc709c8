"""Frames → one segment of H.264, ready to be joined to others by stream copy.

Knows nothing of renderers: it takes planes of YUV 4:2:0, BT.709 limited range, and passes them on unconverted.
Every segment opens with a key frame and refers to nothing outside itself. Same planes, same bytes (one thread).
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from .disk import disk_errors

U8 = NDArray[np.uint8]
_BT709 = 1
_LIMITED = 1
_THRIFT = "mbtree=1:rc-lookahead=8:b-adapt=0:weightp=0:scenecut=0:8x8dct=0"
"""The size and quality of "veryfast" within a tenth, in two fifths of its time. No segment holds a cut."""


class SegmentEncoder:
    """Writes frames in order to an MP4 segment at `path`; a context manager, complete after a normal exit.

    Args:
        width, height: even numbers of pixels.
        fps: frames a second.
        crf: x264's constant rate factor; lower is better and bigger.
        mixed: the segment will be joined to others of another `crf`.
    """

    def __init__(
        self, path: Path, width: int, height: int, fps: int, *, crf: float = 19.0, mixed: bool = False
    ) -> None:
        self._path = path
        self._size = (width, height)
        self._count = 0
        self._container = av.open(str(path), "w", format="mp4")
        stream = self._container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, fps)
        context = stream.codec_context
        context.time_base = Fraction(1, fps)
        context.thread_count = 1
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        context.options = {
            "preset": "superfast",
            "crf": str(crf),
            "profile": "main",
            "x264-params": f"threads=1:lookahead-threads=1:sliced-threads=0:open-gop=0:keyint=250:{_THRIFT}"
            + (":stitchable=1" if mixed else ""),
        }
        self._stream = stream
        with disk_errors(path):
            self._container.start_encoding()

    def add(self, y: U8, u: U8, v: U8) -> None:
        """Append a frame: y (height, width), u and v (height/2, width/2)."""
        frame = VideoFrame(*self._size, "yuv420p")
        for plane, pixels in zip(frame.planes, (y, u, v), strict=True):
            row = plane.line_size
            if row == pixels.shape[1]:
                plane.update(pixels.tobytes())
            else:
                padded = np.zeros((plane.height, row), np.uint8)
                padded[:, : pixels.shape[1]] = pixels
                plane.update(padded.tobytes())
        frame.colorspace = frame.color_primaries = frame.color_trc = _BT709
        frame.color_range = _LIMITED
        frame.time_base = Fraction(1, self._stream.codec_context.framerate)
        frame.pts = self._count
        self._count += 1
        with disk_errors(self._path):
            self._container.mux(self._stream.encode(frame))

    def __enter__(self) -> SegmentEncoder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with disk_errors(self._path):
            if kind is None:
                self._container.mux(self._stream.encode(None))
            self._container.close()
