"""The finished clip of a screenplay's first shots, to be gone on from: whether it is what it is taken for.

Knows nothing of drawing or joining. It measures the file and compares; what the pictures show is not looked at.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import av

from ...kernel.errors import EngineFailure
from .screenplay.schema import Screenplay

CODE = "prefix_unfit"


def frames_of(prefix: Path, screenplay: Screenplay, *, width: int, height: int, fps: int) -> int:
    """The number of frames of `prefix`, which end with a shot of the screenplay that another follows.

    Errors: EngineFailure("prefix_unfit") for another size, rate or length, or a file that cannot be read.
    """
    try:
        with av.open(str(prefix)) as container:
            stream = container.streams.video[0]
            size, rate, codec = (stream.width, stream.height), stream.average_rate, stream.codec_context.name
            frames = sum(1 for packet in container.demux(stream) if packet.size)
    except (OSError, av.FFmpegError, IndexError) as error:
        raise EngineFailure(CODE, f"cannot read {prefix} as a clip") from error
    if size != (width, height):
        raise EngineFailure(CODE, f"the clip to go on from is {size[0]}x{size[1]}, not {width}x{height}")
    if rate is None or abs(float(rate) - fps) > 1e-3:
        raise EngineFailure(CODE, f"the clip to go on from has {float(rate or 0):g} frames a second, not {fps}")
    if codec != "h264":
        raise EngineFailure(CODE, f"the clip to go on from is coded as {codec}, not as h264")
    ends = list(accumulate(max(round(shot.duration_s * fps), 1) for shot in screenplay.shots))[:-1]
    if frames not in ends:
        wanted = " or ".join(map(str, ends)) or "none"
        raise EngineFailure(
            CODE, f"the clip to go on from has {frames} frames; the shots before the new end at {wanted}"
        )
    return frames


def going_on(prefix: Path, segments: tuple[Path, ...]) -> tuple[Path, ...]:
    """The prefix and the segments after it, to be joined.

    Errors: EngineFailure("prefix_unfit") where their pictures cannot stand in one track.
    """
    if segments and _parameters(prefix) != _parameters(segments[0]):
        raise EngineFailure(CODE, "the clip to go on from was coded in another way")
    return prefix, *segments


def _parameters(path: Path) -> bytes:
    with av.open(str(path)) as container:
        return bytes(container.streams.video[0].codec_context.extradata or b"")
