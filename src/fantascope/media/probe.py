"""What a finished clip is: length, size, tracks, loudness.

Knows nothing of how it was made; it opens the file and measures.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

SAMPLE_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Facts:
    """Measured facts; `loudness_lufs` is integrated (ITU-R BS.1770), −inf for silence."""

    duration_s: float
    width: int
    height: int
    fps: float
    frames: int
    video_codec: str
    audio_codec: str
    audio_s: float
    loudness_lufs: float
    size_bytes: int
    faststart: bool


def probe(path: Path) -> Facts:
    """Measure the clip at `path` (decodes its sound, not its pictures)."""
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        audio_codec = container.streams.audio[0].codec_context.name if container.streams.audio else ""
        fps = float(video.average_rate or 0)
        width, height, codec = video.width, video.height, video.codec_context.name
        frames = video.frames or sum(1 for packet in container.demux(video) if packet.size)
    sound = read_audio(path) if audio_codec else np.zeros((0, 2), np.float32)
    return Facts(
        duration_s=frames / fps if fps else 0.0,
        width=width,
        height=height,
        fps=fps,
        frames=frames,
        video_codec=codec,
        audio_codec=audio_codec,
        audio_s=len(sound) / SAMPLE_RATE,
        loudness_lufs=loudness(sound),
        size_bytes=path.stat().st_size,
        faststart=_moov_first(path),
    )


def read_audio(path: Path) -> NDArray[np.float32]:
    """The clip's sound (n, 2) float32 at 48 kHz, sample 0 at the time of the first frame."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        blocks = [np.zeros((2, 0), np.float32)]
        for frame in container.decode(stream):
            if len(blocks) == 1 and frame.time is not None:
                blocks.append(np.zeros((2, max(round(frame.time * SAMPLE_RATE), 0)), np.float32))
            blocks.extend(_planar(out) for out in resampler.resample(frame))
        blocks.extend(_planar(out) for out in resampler.resample(None))
    return np.ascontiguousarray(np.concatenate(blocks, axis=1).T)


def _planar(frame: AudioFrame) -> NDArray[np.float32]:
    return np.asarray(frame.to_ndarray(), np.float32)


def loudness(audio: NDArray[np.float32]) -> float:
    """Integrated loudness in LUFS of (n, 2) at 48 kHz; −inf when silent or shorter than the meter's 0.4 s block."""
    if len(audio) <= 0.4 * SAMPLE_RATE:
        return float("-inf")
    import pyloudnorm  # here, for it takes half a second: servers and workers start without it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(audio.astype(np.float64)))


def _moov_first(path: Path) -> bool:
    """Whether the index stands before the media data, so that playing can begin while loading."""
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            skip = int.from_bytes(file.read(8), "big") - 16 if size == 1 else size - 8
            file.seek(skip, 1)
    return False
