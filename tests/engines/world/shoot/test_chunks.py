"""How a film is cut into chunks."""

from __future__ import annotations

import pytest

from fantascope.engines.world.shoot_job import chunks


@pytest.mark.parametrize("takes", [[1], [5], [11], [12], [24], [240], [1800], [30, 20], [7, 1, 400], [48] * 10, [0, 3]])
def test_chunks_cover_every_frame_once_in_order(takes: list[int]) -> None:
    found = chunks(takes)
    drawn = [(chunk.take, frame) for chunk in found for frame in range(chunk.start, chunk.stop)]
    assert drawn == [(take, frame) for take, frames in enumerate(takes) for frame in range(frames)]
    firsts = [chunk.first for chunk in found]
    assert firsts == [sum(map(len, found[:number])) for number in range(len(found))]
    assert [chunk.number for chunk in found] == list(range(len(found)))


def test_chunks_are_long_at_first_and_short_at_the_end() -> None:
    lengths = [len(chunk) for chunk in chunks([1440])]
    assert max(lengths) == 48
    assert lengths[0] == 48
    assert lengths[-1] <= 18
    assert lengths == sorted(lengths, reverse=True) or max(lengths[-2:]) <= 18
