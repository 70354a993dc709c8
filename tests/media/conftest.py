"""Small clips for the tests of media: a bright square crossing the picture, and clicks at known samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fantascope.media.encode import SegmentEncoder
from fantascope.media.join import SAMPLE_RATE, join

WIDTH, HEIGHT, FPS = 170, 90, 24
Clip = Callable[..., Path]


@pytest.fixture
def planes() -> Callable[[int], tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]]:
    """Frame `index` of the moving square; a patch in the corner gets brighter, so that frames can be told apart."""

    def frame(index: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
        y = np.full((HEIGHT, WIDTH), 40, np.uint8)
        y[20:60, (index * 3) % 130 : (index * 3) % 130 + 30] = 200
        y[70:90, :40] = 60 + 3 * (index % 50)
        half = (HEIGHT // 2, WIDTH // 2)
        return y, np.full(half, 100, np.uint8), np.full(half, 160, np.uint8)

    return frame


@pytest.fixture
def segments(
    tmp_path: Path, planes: Callable[[int], tuple[NDArray[np.uint8], ...]]
) -> Callable[[Sequence[int]], list[Path]]:
    """Encode segments of the given numbers of frames, one going on where the other ended."""

    def encode(lengths: Sequence[int]) -> list[Path]:
        index, paths = 0, []
        for number, length in enumerate(lengths):
            paths.append(tmp_path / f"segment-{number}.mp4")
            with SegmentEncoder(paths[-1], WIDTH, HEIGHT, FPS) as encoder:
                for _ in range(length):
                    encoder.add(*planes(index))
                    index += 1
        return paths

    return encode


@pytest.fixture
def clip(tmp_path: Path, segments: Callable[[Sequence[int]], list[Path]]) -> Clip:
    """Make a clip of segments of `lengths`, with clicks at the given samples."""

    def make(lengths: Sequence[int] = (20, 7, 13), clicks: Sequence[int] = ()) -> Path:
        audio = np.zeros((sum(lengths) * SAMPLE_RATE // FPS, 2), np.float32)
        shape = np.exp(-np.arange(200) / 20.0) * np.cos(np.arange(200) * 0.6)
        for click in clicks:
            audio[click : click + 200] = 0.8 * shape[:, None]
        out = tmp_path / "clip.mp4"
        join(segments(lengths), audio, out, fps=FPS, metadata={"title": "Square", "comment": "test"})
        return out

    return make
