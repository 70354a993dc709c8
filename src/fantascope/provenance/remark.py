"""A finished clip → the same clip with marks in it, for clips of engines that cannot put them in themselves.

Costs an encoding and a loss of quality that engines which mark what they encode are spared. Knows nothing of engines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError

from ..kernel.errors import EngineFailure
from ..media.disk import whole_file
from ..media.encode import SegmentEncoder
from ..media.frames import frame_count, planes_of
from ..media.join import SAMPLE_RATE, join
from ..media.probe import probe, read_audio
from .marking import Marking


def remark(clip: Path, out: Path, marking: Marking, on_step: Callable[[float], None] = lambda done: None) -> None:
    """Write `clip`, an MP4 with pictures of one even size at a constant rate, to `out` with the marks of `marking`.

    Errors: EngineFailure("clip_unreadable"); Unavailable("disk_full" | "output_unwritable").
    """
    try:
        facts, frames = probe(clip), frame_count(clip)
        width, height, fps = facts.width, facts.height, round(facts.fps)
        painter = marking.painter(width, height, fps)
        audio = marking.heard(read_audio(clip), SAMPLE_RATE) if facts.audio_codec else None
        with tempfile.TemporaryDirectory(prefix="fantascope-remark-") as name:
            segment = Path(name, "picture.mp4")
            with av.open(str(clip), format="mp4") as container, SegmentEncoder(segment, width, height, fps) as encoder:
                for index, frame in enumerate(container.decode(container.streams.video[0])):
                    on_step(index / max(frames, 1))
                    planes = planes_of(np.asarray(frame.to_ndarray(format="yuv420p"), np.uint8), width, height)
                    encoder.add(*painter(index, *planes))
            with whole_file(out) as part:
                join([segment], audio, part, fps=fps)
    except (FFmpegError, IndexError, ValueError) as error:
        raise EngineFailure("clip_unreadable", f"the engine's clip cannot be decoded: {error}") from error
