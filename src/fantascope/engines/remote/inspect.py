"""Whether a file that came from elsewhere is a whole clip, and whether it is already as it was ordered.

Knows nothing of where it came from. It is read as MP4 and nothing else, whatever its name or first bytes say.
"""

from __future__ import annotations

from pathlib import Path

import av
from av.error import FFmpegError

_MOST_PIXELS = 36_000_000
_ENOUGH = 0.98
_REORDERED = 2
"""Frames by which the joiner lets packets decode ahead of showing."""


def whole_clip(path: Path) -> bool:
    """Whether the file is an MP4 with pictures, none missing at its end (its packets are read, not decoded)."""
    try:
        with av.open(str(path), format="mp4") as container:
            video = container.streams.video[0]
            if not 0 < video.width * video.height <= _MOST_PIXELS:
                return False
            packets = sum(1 for packet in container.demux(video) if packet.size and not packet.is_corrupt)
            return packets > 0 and packets >= _ENOUGH * video.frames
    except (FFmpegError, IndexError, ValueError):
        return False


def already_fits(path: Path, width: int, height: int, fps: int, frames: int) -> bool:
    """Whether the clip's packets can be taken over as they are: H.264 in 4:2:0, exactly this size and these frames at
    exactly this rate, and each of them decodes."""
    try:
        with av.open(str(path), format="mp4") as container:
            video = container.streams.video[0]
            context = video.codec_context
            if (context.name, context.pix_fmt, video.width, video.height) != ("h264", "yuv420p", width, height):
                return False
            count = 0
            for packet in container.demux(video):
                if packet.pts is None or packet.time_base is None:
                    continue
                at = packet.pts * packet.time_base * fps
                if abs(at - round(at)) > 0.01 or not count - _REORDERED <= round(at) < frames:
                    return False
                count += 1
            if count != frames:
                return False
        with av.open(str(path), format="mp4") as container:
            return sum(1 for frame in container.decode(video=0) if not frame.is_corrupt) == frames
    except (FFmpegError, IndexError, ValueError):
        return False
