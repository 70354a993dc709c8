"""What the world does to clips, for `marks.py`: attacks on pictures and on sound.

Knows nothing of marks. A picture attack turns planes of luma at some frames a second into a file; a sound attack
turns (samples, rate) into the same."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from pathlib import Path

import av
import cv2
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
Edit = Callable[[U8], U8]


@dataclass(frozen=True, slots=True)
class Attack:
    """Each frame edited, the frame rate changed, then encoded at each of `crfs` in turn."""

    edit: Edit = lambda y: y
    crfs: tuple[float, ...] = (28,)
    fps: int | None = None


def scaled(share: float) -> Edit:
    return lambda y: np.asarray(
        cv2.resize(y, _even(y.shape[1] * share, y.shape[0] * share), interpolation=cv2.INTER_AREA), np.uint8
    )


def cropped(share: float, across: float = 0.5, down: float = 0.5) -> Edit:
    """`share` of each side cut off, `across` of it at the left and `down` of it at the top."""

    def edit(y: U8) -> U8:
        width, height = _even(y.shape[1] * (1 - share), y.shape[0] * (1 - share))
        left, top = round((y.shape[1] - width) * across), round((y.shape[0] - height) * down)
        return y[top : top + height, left : left + width]

    return edit


def gamma(power: float) -> Edit:
    table = np.rint(255 * (np.arange(256) / 255) ** power).astype(np.uint8)
    return lambda y: np.asarray(table[y], np.uint8)


def blurred(canonical_px: float) -> Edit:
    return lambda y: np.asarray(cv2.GaussianBlur(y, (0, 0), canonical_px * min(y.shape) / 360), np.uint8)


def noisy(deviation: float) -> Edit:
    grain = np.rint(deviation * np.random.default_rng(5).standard_normal((1 << 22) + 4096)).astype(np.int16)

    def edit(y: U8) -> U8:
        start = int(y[::16, ::16].sum()) % 4096
        return np.asarray(np.clip(y + grain[start : start + y.size].reshape(y.shape), 0, 255), np.uint8)

    return edit


def mirrored(y: U8) -> U8:
    return y[:, ::-1]


def framed(share: float) -> Edit:
    """Shown smaller, on a dark desktop."""

    def edit(y: U8) -> U8:
        small = scaled(share)(y)
        desk = np.full(y.shape, 40, np.uint8)
        top, left = (y.shape[0] - small.shape[0]) // 2, (y.shape[1] - small.shape[1]) // 2
        desk[top : top + small.shape[0], left : left + small.shape[1]] = small
        return desk

    return edit


def after(*edits: Edit) -> Edit:
    def edit(y: U8) -> U8:
        for each in edits:
            y = each(y)
        return y

    return edit


PICTURE: dict[str, Attack] = {
    "as published": Attack(crfs=()),
    "H.264 crf 28": Attack(crfs=(28,)),
    "H.264 crf 35": Attack(crfs=(35,)),
    "half size, crf 28": Attack(scaled(0.5)),
    "10 % crop, crf 28": Attack(cropped(0.1)),
    "10 % crop at a corner, crf 28": Attack(cropped(0.1, 1.0, 0.0)),
    "15 frames a second, crf 28": Attack(fps=15),
    "gamma 1.3, crf 28": Attack(gamma(1.3)),
    "blur, crf 28": Attack(blurred(1.0)),
    "noise, crf 28": Attack(noisy(5)),
    "mirrored, crf 28": Attack(mirrored),
    "mirrored, crf 35": Attack(mirrored, crfs=(35,)),
    "screen recording (3/4 size, gamma, blur, noise, crf 26)": Attack(
        after(gamma(1.15), blurred(0.8), scaled(0.75), noisy(2)), crfs=(26,)
    ),
    "shown at 80 % on a desktop, crf 28": Attack(framed(0.8)),
    "repost (5 % crop, half size, mirrored, crf 30)": Attack(after(cropped(0.05), scaled(0.5), mirrored), crfs=(30,)),
}


def attacked(attack: Attack, planes: Sequence[U8], fps: int, path: Path) -> None:
    """Write the attacked `planes` to `path`."""
    frames = [np.ascontiguousarray(attack.edit(y)) for y in planes]
    if attack.fps is not None:
        frames = [frames[k * fps // attack.fps] for k in range(len(frames) * attack.fps // fps)]
        fps = attack.fps
    for crf in attack.crfs or (12,):
        encoded(frames, fps, crf, path)
        if crf != (attack.crfs or (12,))[-1]:
            frames = decoded(path)


def encoded(frames: Sequence[U8], fps: int, crf: float, path: Path) -> None:
    height, width = frames[0].shape
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"crf": str(crf), "preset": "veryfast"}
        grey = np.full((height // 2, width), 128, np.uint8)
        for number, y in enumerate(frames):
            frame = VideoFrame.from_ndarray(np.concatenate([y, grey]), format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def decoded(path: Path, most: int | None = None) -> list[U8]:
    out: list[U8] = []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            out.append(np.asarray(frame.to_ndarray(format="yuv420p")[: frame.height], np.uint8))
            if len(out) == most:
                break
    return out


def aac(kilobits: int) -> Callable[[F32, int], tuple[F32, int]]:
    return lambda sound, rate: (through(sound, rate, "aac", "mp4", kilobits), rate)


def through(sound: F32, rate: int, codec: str, form: str, kilobits: int) -> F32:
    """The sound encoded and decoded."""
    store = io.BytesIO()
    with av.open(store, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate, layout="stereo")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = kilobits * 1000
        step = stream.codec_context.frame_size or 1024
        for start in range(0, sound.shape[1], step):
            piece = np.ascontiguousarray(sound[:, start : start + step], np.float32)
            frame = AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    store.seek(0)
    with av.open(store, "r") as heard:
        return np.concatenate([frame.to_ndarray() for frame in heard.decode(audio=0)], axis=1).astype(np.float32)


def resampled(to: int) -> Callable[[F32, int], tuple[F32, int]]:
    def edit(sound: F32, rate: int) -> tuple[F32, int]:
        return np.asarray(resample_poly(sound, to // gcd(to, rate), rate // gcd(to, rate), axis=1), np.float32), to

    return edit


def hissing(sound: F32, rate: int) -> tuple[F32, int]:
    noise = np.random.default_rng(3).standard_normal(sound.shape) * np.sqrt(np.mean(sound**2)) * 0.06
    return (sound + noise).astype(np.float32), rate


def telephone(sound: F32, rate: int) -> tuple[F32, int]:
    return sosfilt(butter(4, (300, 3400), "bandpass", fs=rate, output="sos"), sound, axis=1).astype(np.float32), rate


def squeezed(sound: F32, rate: int) -> tuple[F32, int]:
    """Much louder, the peaks bent."""
    return np.asarray(np.tanh(3 * sound) / 2, np.float32), rate


def mono(sound: F32, rate: int) -> tuple[F32, int]:
    return np.asarray(np.repeat(sound.mean(axis=0, keepdims=True), 2, axis=0), np.float32), rate


def late(sound: F32, rate: int) -> tuple[F32, int]:
    return aac(64)(sound[:, 7777:], rate)


SOUND: dict[str, Callable[[F32, int], tuple[F32, int]]] = {
    "as published (AAC 256 kbit/s)": lambda sound, rate: (sound, rate),
    "AAC 128 kbit/s": aac(128),
    "AAC 96 kbit/s": aac(96),
    "AAC 64 kbit/s": aac(64),
    "begun 0.16 s late, AAC 64 kbit/s": late,
    "Opus 64 kbit/s": lambda sound, rate: (through(sound, rate, "libopus", "ogg", 64), rate),
    "MP3 64 kbit/s": lambda sound, rate: (through(sound, rate, "libmp3lame", "mp3", 64), rate),
    "44.1 kHz": resampled(44_100),
    "44.1 kHz, AAC 64 kbit/s": lambda sound, rate: aac(64)(*resampled(44_100)(sound, rate)),
    "22.05 kHz": resampled(22_050),
    "16 kHz": resampled(16_000),
    "mono": mono,
    "a quarter as loud": lambda sound, rate: (np.asarray(sound / 4, np.float32), rate),
    "hiss 24 dB below": hissing,
    "telephone band": telephone,
    "squeezed hard": squeezed,
}


def _even(width: float, height: float) -> tuple[int, int]:
    return int(width) // 2 * 2, int(height) // 2 * 2
