"""Segments stand alone, and the same planes give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
import pytest

from fantascope.kernel.errors import Unavailable
from fantascope.media.encode import SegmentEncoder

Segments = Callable[[Sequence[int]], list[Path]]


def test_same_planes_give_the_same_bytes(segments: Segments) -> None:
    first = [path.read_bytes() for path in segments((10, 5))]
    second = [path.read_bytes() for path in segments((10, 5))]
    assert first == second


def test_a_segment_begins_with_a_key_frame(segments: Segments) -> None:
    for path in segments((10, 5)):
        with av.open(str(path)) as container:
            assert next(container.demux(container.streams.video[0])).is_keyframe


@pytest.mark.parametrize("size", [(64, 64), (66, 98), (1280, 720)])
def test_any_even_size_can_be_encoded(tmp_path: Path, size: tuple[int, int]) -> None:
    width, height = size
    noise = np.random.default_rng(1).integers(16, 235, (height, width), dtype=np.uint8)
    grey = np.full((height // 2, width // 2), 128, np.uint8)
    with SegmentEncoder(tmp_path / "s.mp4", width, height, 30) as encoder:
        encoder.add(noise, grey, grey)
    with av.open(str(tmp_path / "s.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (width, height, 30)


def test_a_place_that_cannot_be_written_has_a_code(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        SegmentEncoder(tmp_path / "nowhere" / "s.mp4", 64, 64, 24)
    assert caught.value.code == "output_unwritable"
