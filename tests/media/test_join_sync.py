"""The joined clip, measured by decoding it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from fantascope.media.frames import frame_count, pictures_at
from fantascope.media.probe import SAMPLE_RATE, probe, read_audio

Clip = Callable[..., Path]


def test_clicks_are_heard_where_they_were_put_within_a_millisecond(clip: Clip) -> None:
    clicks = [100, 12_000, 24_000, 47_999, 70_000]
    heard = read_audio(clip(clicks=clicks))[:, 0]
    for click in clicks:
        window = np.abs(heard[max(click - 900, 0) : click + 900])
        error = int(np.argmax(window)) + max(click - 900, 0) - click
        assert abs(error) < SAMPLE_RATE // 1000


def test_picture_and_sound_both_start_at_zero(clip: Clip) -> None:
    with av.open(str(clip())) as container:
        assert container.streams.video[0].start_time == 0
        assert container.streams.audio[0].start_time == 0


@pytest.mark.parametrize("lengths", [(1,), (40,), (20, 7, 13), (2, 1, 3)])
def test_every_frame_is_there_at_its_even_time(clip: Clip, lengths: tuple[int, ...]) -> None:
    with av.open(str(clip(lengths))) as container:
        stream = container.streams.video[0]
        times = [float(frame.pts * frame.time_base) for frame in container.decode(stream)]
    assert np.allclose(times, np.arange(sum(lengths)) / 24.0, atol=1e-9)


def test_frames_keep_their_order_across_segments(clip: Clip) -> None:
    marks = [int(picture[75:85, 5:35].mean()) for _, picture in pictures_at(clip((9, 9, 9)), range(27))]
    assert all(later > earlier for earlier, later in itertools.pairwise(marks))


def test_packets_have_rising_decode_times(clip: Clip) -> None:
    with av.open(str(clip((20, 7, 13)))) as container:
        stamps = [packet.dts for packet in container.demux(container.streams.video[0]) if packet.dts is not None]
    assert all(later > earlier for earlier, later in itertools.pairwise(stamps))


def test_facts_of_the_clip(clip: Clip) -> None:
    path = clip(clicks=[100, 24_000])
    facts = probe(path)
    assert (facts.width, facts.height, facts.fps, facts.frames) == (170, 90, 24.0, 40)
    assert (facts.video_codec, facts.audio_codec) == ("h264", "aac")
    assert facts.duration_s == pytest.approx(40 / 24)
    assert facts.audio_s == pytest.approx(40 / 24, abs=0.03)
    assert facts.faststart
    assert facts.size_bytes == path.stat().st_size
    assert -60 < facts.loudness_lufs < -10
    assert frame_count(path) == 40


def test_titles_and_colour_tags_are_written(clip: Clip) -> None:
    with av.open(str(clip())) as container:
        assert container.metadata["title"] == "Square"
        assert container.metadata["comment"] == "test"
        context = container.streams.video[0].codec_context
        assert context.profile == "Main"
        assert (context.color_range, context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1, 1)


def test_the_picture_comes_back_nearly_unchanged(clip: Clip, planes: Callable[[int], tuple[np.ndarray, ...]]) -> None:
    with av.open(str(clip((12,)))) as container:
        for index, frame in enumerate(container.decode(container.streams.video[0])):
            plane = frame.planes[0]
            pixels = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
            error = np.abs(pixels.astype(int) - planes(index)[0].astype(int))
            assert error.mean() < 3.0
