"""Segments of picture + one stretch of sound → one MP4, faststart.

Knows nothing of who drew or mixed. The picture is copied, not encoded again; the sound becomes AAC, its priming
samples skipped by the edit list, so that sample k is heard k / 48,000 s after the first frame is shown.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

from .disk import disk_errors

SAMPLE_RATE = 48_000
_BIT_RATE = 256_000
_REORDERED = 2
"""Frames by which x264's pyramid of B-frames decodes ahead of showing."""
AnyPacket: TypeAlias = "Packet[VideoStream] | Packet[AudioStream]"


def join(
    segments: Sequence[Path],
    audio: NDArray[np.float32] | None,
    out: Path,
    *,
    fps: int,
    metadata: Mapping[str, str] | None = None,
    on_step: Callable[[float], None] = lambda fraction: None,
) -> int:
    """Write `out` from `segments` in order and `audio` (n, 2) float32 at 48 kHz, None = a silent film; return
    the number of frames.

    Errors: Unavailable("disk_full" | "output_unwritable").
    """
    with disk_errors(out), av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata.update(metadata or {})
        with av.open(str(segments[0])) as first:
            video = container.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, fps)
        sounds: Iterator[AnyPacket] = iter(())
        if audio is not None:
            sound = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            sound.bit_rate = _BIT_RATE
            sounds = _sounds(audio, sound)
        counter = _Counter()
        pictures = _pictures(segments, video, fps, counter, on_step)
        for packet in heapq.merge(pictures, sounds, key=_time):
            container.mux_one(packet)
        on_step(1.0)
    return counter.frames


class _Counter:
    frames = 0


def _pictures(
    segments: Sequence[Path], video: VideoStream, fps: int, counter: _Counter, on_step: Callable[[float], None]
) -> Iterator[AnyPacket]:
    """The packets of all segments, each segment moved to begin where the one before it ended.

    Decode times count the packets: a short segment reorders less than a long one, and its own would not fit the rest.
    """
    for number, segment in enumerate(segments):
        start = counter.frames
        with av.open(str(segment)) as source:
            stream = source.streams.video[0]
            for packet in source.demux(stream):
                if packet.pts is None or packet.time_base is None:
                    continue
                packet.pts = start + round(packet.pts * packet.time_base * fps)
                packet.dts = counter.frames - _REORDERED
                packet.duration = 1
                packet.time_base = Fraction(1, fps)
                packet.stream = video
                counter.frames += 1
                yield packet
        on_step((number + 1) / len(segments))


def _sounds(audio: NDArray[np.float32], stream: AudioStream) -> Iterator[AnyPacket]:
    block = SAMPLE_RATE
    for begin in range(0, len(audio), block):
        planar = np.ascontiguousarray(audio[begin : begin + block].T, dtype=np.float32)
        frame = AudioFrame.from_ndarray(planar, format="fltp", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = begin
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _time(packet: AnyPacket) -> float:
    return float((packet.dts or 0) * (packet.time_base or Fraction(0)))
