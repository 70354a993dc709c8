"""Handed-in files: good ones come back whole, all others with a code."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from fantascope.kernel.errors import InvalidInput
from fantascope.media.intake import CLIP, PICTURE, Limits, read_clip, read_picture


def gradient(width: int = 64, height: int = 48) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) % 256], axis=-1).astype(np.uint8)


def clip_at(
    path: Path, *, frames: int = 24, fps: int = 12, size: tuple[int, int] = (64, 48), codec: str = "libx264"
) -> Path:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for k in range(frames):
            picture = np.roll(gradient(*size), 3 * k, axis=1)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def code_of(call: object, *args: object, **more: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        call(*args, **more)  # type: ignore[operator]
    assert caught.value.message
    return caught.value.code


@pytest.mark.parametrize("kind", ["png", "webp", "jpeg"])
def test_pictures_of_each_kind_whatever_their_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "anything.bin"
    Image.fromarray(gradient()).save(path, kind, **({"lossless": True} if kind == "webp" else {"quality": 95}))
    found = read_picture(path)
    assert found.shape == (48, 64, 3)
    assert found.dtype == np.uint8
    if kind != "jpeg":
        assert np.array_equal(found, gradient())


def test_a_picture_is_turned_upright(tmp_path: Path) -> None:
    path, exif = tmp_path / "turned.png", Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(gradient()).save(path, exif=exif)
    assert read_picture(path).shape == (64, 48, 3)


def test_pictures_that_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    whole = io.BytesIO()
    Image.fromarray(gradient()).save(whole, "PNG")
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    assert code_of(read_picture, path) == "picture_unreadable"
    for data in (b"", b"GIF89a" + bytes(50), b"#EXTM3U\n/etc/passwd\n", b"\xff\xd8\xff" + bytes(99), b"RIFF0000WAVE"):
        path.write_bytes(data)
        assert code_of(read_picture, path) == "picture_unreadable"
    Image.new("RGBA", (8, 8), (9, 9, 9, 100)).save(path)
    assert code_of(read_picture, path) == "picture_transparent"
    frames = [Image.new("RGB", (8, 8), (k, 0, 0)) for k in (0, 200)]
    frames[0].save(path, "WEBP", save_all=True, append_images=frames[1:])
    assert code_of(read_picture, path) == "picture_animated"
    assert code_of(read_picture, tmp_path / "missing.png") == "picture_unreadable"


def test_a_bomb_is_refused_by_its_size_before_it_is_unpacked(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))))
    assert code_of(read_picture, path) == "picture_too_large"
    Image.fromarray(gradient(400, 300)).save(path)
    assert code_of(read_picture, path, Limits(pixels=100_000)) == "picture_too_large"
    assert code_of(read_picture, path, Limits(file_bytes=100)) == "picture_too_large"


def test_a_clip_is_read_evenly_and_small(tmp_path: Path) -> None:
    footage = read_clip(clip_at(tmp_path / "clip.bin"), keep=5, side_px=32)
    assert footage.frames.shape == (5, 24, 32, 3)
    assert footage.duration_s == pytest.approx(2.0, abs=0.02)
    assert footage.fps == pytest.approx(12)
    assert (footage.width, footage.height) == (64, 48)
    assert np.all(np.diff(footage.times_s) > 0.3)
    assert not np.array_equal(footage.frames[0], footage.frames[2])


def test_other_codecs_are_read(tmp_path: Path) -> None:
    assert len(read_clip(clip_at(tmp_path / "clip.mp4", codec="mpeg4"), keep=3).frames) == 3


def test_clips_that_are_refused(tmp_path: Path) -> None:
    path = clip_at(tmp_path / "clip.mp4")
    whole = path.read_bytes()
    assert code_of(read_clip, path, Limits(longest_s=1.0)) == "clip_too_long"
    assert code_of(read_clip, path, Limits(shortest_s=3.0)) == "clip_too_short"
    assert code_of(read_clip, path, Limits(frames=10)) == "clip_too_large"
    assert code_of(read_clip, path, Limits(side_px=40)) == "clip_too_large"
    assert code_of(read_clip, path, Limits(file_bytes=500)) == "clip_too_large"
    for data in (whole[: len(whole) * 2 // 3], whole[:900], b"#EXTM3U\n/etc/passwd\n", b"ffconcat version 1.0\n", b""):
        path.write_bytes(data)
        assert code_of(read_clip, path) == "clip_unreadable"
    spoilt = bytearray(whole)
    at = whole.index(b"mdat") + 400
    spoilt[at : at + 1500] = bytes(1500)
    path.write_bytes(spoilt)
    assert code_of(read_clip, path) == "clip_unreadable"


def test_a_child_that_needs_too_much_is_ended(tmp_path: Path) -> None:
    path = clip_at(tmp_path / "clip.mp4")
    assert code_of(read_clip, path, Limits(wall_s=0.01)) == "clip_unreadable"
    assert code_of(read_clip, path, Limits(memory_mb=64)) == "clip_unreadable"


def test_the_limits_for_uploads_are_finite() -> None:
    assert PICTURE.pixels <= 20_000_000
    assert CLIP.longest_s <= 60.0
    assert CLIP.frames <= 5000
