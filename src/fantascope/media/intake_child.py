"""The child process that decodes what strangers hand in: `python -m fantascope.media.intake_child ORDER`.

Knows nothing of its parent's files: the source is its standard input, the answer goes to its standard output: one line
of JSON, then raw RGB bytes. Limits are set before the first byte of the source is looked at; decoders are chosen by
content and named outright, so that no playlist or script can pass for a clip.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .confined import Refused, confine, reply

U8 = NDArray[np.uint8]
PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP"}
MP4_BRANDS = (
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"iso8",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
)
ENOUGH = 0.9
"""Share of the declared length that must be there."""


def main() -> None:
    order = json.loads(sys.argv[1])
    _confine(order)
    try:
        data = sys.stdin.buffer.read(int(order["file_bytes"]) + 1)
        head, pixels = (_picture if order["kind"] == "picture" else _clip)(data, order)
    except Refused as refusal:
        code, message = refusal.args
        reply({"error": code, "message": message})
    else:
        reply(head, np.ascontiguousarray(pixels).tobytes())


def _confine(order: dict[str, Any]) -> None:
    kept = int(order.get("keep", 1)) * int(order.get("kept_side_px", order["side_px"])) ** 2
    output = 3 * min(kept, int(order.get("keep", 1)) * int(order["pixels"])) + 65_536
    confine(memory_mb=int(order["memory_mb"]), cpu_s=int(order["wall_s"]) + 1, output_bytes=output)


def _check_size(kind: str, width: int, height: int, order: dict[str, Any]) -> None:
    if width < 1 or height < 1:
        raise Refused(f"{kind}_unreadable", f"the {kind} has no size")
    if max(width, height) > order["side_px"] or width * height > order["pixels"]:
        raise Refused(
            f"{kind}_too_large",
            f"the {kind} is {width}x{height}; {order['side_px']} a side and {order['pixels']} pixels are the most",
        )


def _picture(data: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], U8]:
    from PIL import Image, ImageCms, ImageOps

    kind = next((name for magic, name in PICTURES.items() if data.startswith(magic)), None)
    if kind is None or (kind == "WEBP" and data[8:12] != b"WEBP"):
        raise Refused("picture_unreadable", "the picture is no JPEG, PNG or WebP")
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before a pixel is decoded
    try:
        source = Image.open(io.BytesIO(data), formats=[kind])
        _check_size("picture", *source.size, order)
        if getattr(source, "n_frames", 1) > 1:
            raise Refused("picture_animated", "the picture is an animation; give a still one")
        source.load()
        image: Image.Image = ImageOps.exif_transpose(source)
        if image.mode not in ("1", "L", "P", "LA", "PA", "RGB", "RGBA", "CMYK", "YCbCr"):
            raise Refused("picture_unreadable", f"pictures of mode {image.mode} are not read; 8 bits a colour are")
        if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
            image = image.convert("RGBA")
            if image.getchannel("A").getextrema() != (255, 255):
                raise Refused("picture_transparent", "the picture is transparent in places; give an opaque one")
        profile = image.info.get("icc_profile")
        image = image.convert("RGB") if image.mode != "CMYK" or not profile else image
        if profile:
            with contextlib.suppress(ImageCms.PyCMSError, OSError):  # an unusable profile means sRGB, as in browsers
                own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
                image = made if made is not None else image
        pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)
    except Refused:
        raise
    except MemoryError:
        raise Refused("picture_too_large", "the picture needs too much memory") from None
    except Exception:  # whatever a decoder trips over is the file's fault
        raise Refused("picture_unreadable", "the picture is damaged or cut short") from None
    return {"width": pixels.shape[1], "height": pixels.shape[0]}, pixels


def _clip(data: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], U8]:
    import av

    if data[4:8] != b"ftyp" or data[8:12] not in MP4_BRANDS:
        raise Refused("clip_unreadable", "the clip is no MP4")
    try:
        packets, declared_s = _counted(data, order)
        return _frames(data, order, packets, declared_s)
    except Refused:
        raise
    except MemoryError:
        raise Refused("clip_too_large", "the clip needs too much memory") from None
    except (av.FFmpegError, ValueError, IndexError, OverflowError):
        raise Refused("clip_unreadable", "the clip is damaged or cut short") from None


def _counted(data: bytes, order: dict[str, Any]) -> tuple[int, float]:
    """Packets of the picture track, and its length in seconds; nothing is decoded yet."""
    import av

    with av.open(io.BytesIO(data), "r", format="mp4") as container:
        if not container.streams.video:
            raise Refused("clip_unreadable", "the clip has no pictures")
        stream = container.streams.video[0]
        _check_size("clip", stream.codec_context.width, stream.codec_context.height, order)
        base = stream.time_base
        seconds = float(stream.duration * base) if stream.duration and base else 0.0
        _check_length(seconds, order)
        packets = 0
        for packet in container.demux(stream):
            packets += packet.size > 0
            if packets > order["frames"]:
                raise Refused("clip_too_large", f"the clip has more than {order['frames']} frames")
    if packets < 2:
        raise Refused("clip_too_short", "the clip has less than two frames")
    return packets, seconds


def _check_length(seconds: float, order: dict[str, Any]) -> None:
    if seconds > order["longest_s"] + 0.25:
        raise Refused("clip_too_long", f"the clip lasts {seconds:.1f} s; {order['longest_s']:g} are the most")


def _frames(data: bytes, order: dict[str, Any], packets: int, declared_s: float) -> tuple[dict[str, Any], U8]:
    import av

    keep = min(int(order["keep"]), packets)
    wanted = {round(k * (packets - 1) / max(keep - 1, 1)) for k in range(keep)}
    kept: list[U8] = []
    times: list[float] = []
    count, last_s, first_s = 0, 0.0, 0.0
    with av.open(io.BytesIO(data), "r", format="mp4") as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"err_detect": "explode"}
        fps = float(stream.average_rate or 0) or 25.0
        own = (stream.codec_context.width, stream.codec_context.height)
        scale = min(1.0, order["kept_side_px"] / max(own))
        size = (max(round(own[0] * scale / 2) * 2, 2), max(round(own[1] * scale / 2) * 2, 2))
        turn = 0
        for frame in container.decode(stream):
            if (frame.width, frame.height) != own:
                raise Refused("clip_unreadable", "the clip's pictures change their size")
            if frame.is_corrupt:
                raise Refused("clip_unreadable", "the clip is damaged")
            now = float(frame.time) if frame.time is not None else count / fps
            first_s = now if count == 0 else first_s
            last_s = max(last_s, now - first_s)
            _check_length(last_s, order)
            if count in wanted:
                turn = round(frame.rotation / 90) % 4
                small = frame.reformat(width=size[0], height=size[1], format="rgb24", interpolation="AREA")
                kept.append(np.rot90(np.asarray(small.to_ndarray(), dtype=np.uint8), turn))
                times.append(now - first_s)
            count += 1
    duration = last_s + 1.0 / fps
    if count < ENOUGH * packets or (declared_s and duration < ENOUGH * declared_s - 0.1):
        raise Refused("clip_unreadable", "the clip is cut short")
    if duration < order["shortest_s"] - 0.05:
        raise Refused("clip_too_short", f"the clip lasts {duration:.1f} s; {order['shortest_s']:g} are the least")
    pixels = np.stack(kept)
    shape = own if turn % 2 == 0 else own[::-1]
    head = {
        "width": pixels.shape[2],
        "height": pixels.shape[1],
        "times_s": [round(t, 4) for t in times],
        "own_width": shape[0],
        "own_height": shape[1],
        "fps": fps,
        "duration_s": duration,
    }
    return head, pixels


if __name__ == "__main__":
    main()
