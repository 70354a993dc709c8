"""The child process that reads files whose origin is asked for: `python -m fantascope.provenance.verify.child ORDER`.

Knows no key and no secret: it reads the manifest and decodes, what is hidden in the pixels is looked for by its parent.
The source is its standard input; the answer is a line of JSON, then the luma of some frames, then the sound. Everything
it needs is loaded before it secludes itself, and only then is the first byte of the source looked at; the container's
format is told by content and named outright, so that no playlist or script can pass for a clip.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
from dataclasses import asdict
from typing import Any

import av
import c2pa
import numpy as np
from av.container import InputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from ...media.confined import Refused, confine, reply, seclude
from ...media.join import SAMPLE_RATE
from ..keys import Signers
from ..manifest.read import read_manifest
from ..manifest.types import Told

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
SHORT_SIDE = 360
"""Of the luma that is handed back; marks are looked for at this size."""
_A_SECOND = 12.0
"""Frames that are handed back, and every one that is coded whole."""
_MOST_STREAMS = 8
_MOST_SOUND_S = 60.0
_LATER = ("av.audio.stream", "av.subtitles.stream", "av.subtitles.subtitle", "av.video.stream", "av.video.reformatter")
"""What the library would import when it meets the first stream of a kind."""


def main() -> None:
    order = json.loads(sys.argv[1])
    frames, pixels = 2 * int(order["kept"]), SHORT_SIDE * int(order["side_px"])
    output = frames * pixels + round(8 * SAMPLE_RATE * (_MOST_SOUND_S + 1)) + (1 << 20)
    confine(memory_mb=int(order["memory_mb"]), cpu_s=int(order["wall_s"]), output_bytes=output)
    _load()
    seclude()
    try:
        data = sys.stdin.buffer.read(int(order["file_bytes"]) + 1)
        head, body = _answered(data, order)
    except Refused as refusal:
        code, message = refusal.args
        reply({"error": code, "message": message})
    except MemoryError:
        reply({"error": "clip_too_large", "message": "the clip needs too much memory"})
    else:
        reply(head, body)


def _load() -> None:
    """Touch what would open files when it is first used."""
    for name in _LATER:
        importlib.import_module(name)
    c2pa.sdk_version()


def _answered(data: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    form = _form(data)
    told = Told("absent")
    if form == "mp4":
        told = read_manifest(data, Signers(order["authorities"], frozenset(order["serials"])))
    try:
        planes, times, head = _pictures(data, form, order)
        sound = _sound(data, form)
    except Refused:
        raise
    except (av.FFmpegError, ValueError, IndexError, OverflowError, TypeError, AttributeError):
        raise Refused("clip_unreadable", "the clip is damaged or cut short") from None
    head |= {
        "manifest": asdict(told),
        "format": form,
        "shape": list(planes.shape),
        "times_s": times,
        "samples": sound.shape[1],
    }
    return head, planes.tobytes() + sound.tobytes()


def _form(data: bytes) -> str:
    """The container, by its first bytes."""
    if data[4:8] == b"ftyp":
        return "mp4"
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    raise Refused("clip_unreadable", "this is no MP4, MOV, WebM or Matroska file")


def _opened(data: bytes, form: str) -> InputContainer:
    options = {"protocol_whitelist": "", "use_absolute_path": "0", "enable_drefs": "0"}
    return av.open(io.BytesIO(data), "r", format=form, options=options if form == "mp4" else {})


def _pictures(data: bytes, form: str, order: dict[str, Any]) -> tuple[U8, list[tuple[float, bool]], dict[str, Any]]:
    """Luma of frames all over the clip, when each is shown and whether it is coded whole; and what the clip is."""
    with _opened(data, form) as container:
        if not container.streams.video:
            raise Refused("clip_unreadable", "the file has no pictures")
        if len(container.streams) > _MOST_STREAMS:
            raise Refused("clip_too_large", f"the file has more than {_MOST_STREAMS} tracks")
        stream = container.streams.video[0]
        _check_size(stream.codec_context.width, stream.codec_context.height, order)
        count = 0
        for packet in container.demux(stream):
            count += packet.size > 0
            if count > order["frames"]:
                raise Refused("clip_too_large", f"the clip has more than {order['frames']} frames")
    step = max(round(_fps(stream) / _A_SECOND), -(-count // int(order["kept"])), 1)
    planes: list[U8] = []
    times: list[tuple[float, bool]] = []
    last_s = 0.0
    with _opened(data, form) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        fps = _fps(stream)
        for number, frame in enumerate(container.decode(stream)):
            _check_size(frame.width, frame.height, order)
            now = float(frame.time) if frame.time is not None else number / fps
            last_s = max(last_s, now)
            if last_s > order["longest_s"]:
                raise Refused("clip_too_long", f"the clip lasts more than {order['longest_s']:g} s")
            whole = frame.pict_type == PictureType.I
            if number % step == 0 or (whole and len(planes) < int(order["kept"])):
                luma = _luma(frame)
                if planes and luma.shape != planes[0].shape:
                    raise Refused("clip_unreadable", "the clip's pictures change their size")
                planes.append(luma)
                times.append((round(now, 4), whole))
        size = (stream.codec_context.width, stream.codec_context.height)
    if not planes:
        raise Refused("clip_unreadable", "the clip has no pictures that can be read")
    head = {"width": size[0], "height": size[1], "fps": round(fps, 3), "seconds": round(last_s + 1.0 / fps, 3)}
    return np.stack(planes), times, head


def _fps(stream: VideoStream) -> float:
    return float(stream.average_rate or 0) or 25.0


def _check_size(width: int, height: int, order: dict[str, Any]) -> None:
    if width < 16 or height < 16:
        raise Refused("clip_unreadable", "the clip's pictures have no size to speak of")
    if max(width, height) > order["side_px"] or width * height > order["pixels"]:
        raise Refused(
            "clip_too_large",
            f"the clip is {width}x{height}; {order['side_px']} a side and {order['pixels']} pixels are the most",
        )


def _luma(frame: VideoFrame) -> U8:
    scale = min(1.0, SHORT_SIDE / min(frame.width, frame.height))
    width, height = max(round(frame.width * scale), 2), max(round(frame.height * scale), 2)
    grey = frame.reformat(width=width, height=height, format="gray", interpolation="AREA")
    turned = np.rot90(np.asarray(grey.to_ndarray(), np.uint8), round(frame.rotation / 90) % 4)
    return np.ascontiguousarray(turned)


def _sound(data: bytes, form: str) -> F32:
    """The first minute of sound, (2, n) at SAMPLE_RATE; no samples where there is none, or none that can be read."""
    silent = np.zeros((2, 0), np.float32)
    with _opened(data, form) as container:
        if not container.streams.audio:
            return silent
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        blocks, length = [silent], 0
        try:
            for frame in container.decode(container.streams.audio[0]):
                for part in resampler.resample(frame):
                    blocks.append(np.asarray(part.to_ndarray(), np.float32))
                    length += blocks[-1].shape[1]
                if length >= _MOST_SOUND_S * SAMPLE_RATE:
                    break
        except av.FFmpegError:
            return silent
    return np.ascontiguousarray(np.nan_to_num(np.concatenate(blocks, axis=1)[:, : round(_MOST_SOUND_S * SAMPLE_RATE)]))


if __name__ == "__main__":
    main()
