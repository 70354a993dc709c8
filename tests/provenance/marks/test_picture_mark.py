"""The mark in a picture: what it does to it, that it lives, and that it is not found where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from fantascope.provenance.marks.find_picture import find_in_picture
from fantascope.provenance.marks.picture import PictureMark
from mark_attacks import PICTURE, attacked

sys.path.insert(0, str(Path(__file__).parent))
from scenes import U8, scene

KEY, PAYLOAD = b"the key of this test", 0xFEDC_BA98_7654_3210


@pytest.fixture(scope="module")
def plain() -> list[U8]:
    return scene(48)


@pytest.fixture(scope="module")
def marked(plain: list[U8]) -> list[U8]:
    mark = PictureMark(PAYLOAD, KEY, 640, 360, 24.0).settled(plain[0])
    return [mark.apply(index, y) for index, y in enumerate(plain)]


def test_a_frame_is_changed_by_less_than_42_db(plain: list[U8], marked: list[U8]) -> None:
    for before, after in zip(plain[::16], marked[::16], strict=True):
        error = np.mean((before.astype(np.float64) - after) ** 2)
        assert 0 < error < 255**2 / 10**4.2


def test_the_sky_is_changed_least(plain: list[U8], marked: list[U8]) -> None:
    change = marked[20].astype(np.float64) - plain[20]
    sky, ground = change[20:120, 400:], change[240:, :200]
    assert sky.std() < 1.2
    assert np.abs(sky).max() <= 5
    assert ground.std() > 1.5 * sky.std()
    assert abs(sky.mean()) < 0.1  # the dither adds no light


def test_any_order_and_any_process_make_the_same(plain: list[U8]) -> None:
    there = PictureMark(PAYLOAD, KEY, 640, 360, 24.0).settled(plain[0])
    back = PictureMark(PAYLOAD, KEY, 640, 360, 24.0).settled(plain[0])
    forth = [there.apply(index, plain[index]) for index in (0, 1, 2)]
    rearward = [back.apply(index, plain[index]) for index in (2, 1, 0)][::-1]
    assert all(np.array_equal(a, b) for a, b in zip(forth, rearward, strict=True))


@pytest.mark.parametrize(
    "name",
    ["H.264 crf 35", "half size, crf 28", "10 % crop at a corner, crf 28", "15 frames a second, crf 28",
     "mirrored, crf 28", "screen recording (3/4 size, gamma, blur, noise, crf 26)"],
)  # fmt: skip
def test_two_seconds_are_read_after(name: str, marked: list[U8], tmp_path: Path) -> None:
    attacked(PICTURE[name], marked, 24, tmp_path / "copy.mp4")
    (found,) = find_in_picture(tmp_path / "copy.mp4", [b"another key", KEY])
    assert (found.payload, found.key, found.flipped) == (PAYLOAD, 1, name.startswith("mirrored"))
    assert found.scale == pytest.approx(1 / 0.9 if "crop" in name else 1.0, abs=0.01)
    assert 0.5 < found.confidence <= 1.0


def test_planes_are_taken_too_and_stretches_are_told_apart(plain: list[U8], marked: list[U8]) -> None:
    other = PictureMark(5, KEY, 640, 360, 24.0)
    stitched = [*marked[:36], *(other.apply(index, y) for index, y in enumerate(plain[:36]))]
    planes = ((index / 12, y) for index, y in enumerate(stitched))  # three seconds of each
    found = find_in_picture(planes, [KEY])
    assert {mark.payload for mark in found} == {PAYLOAD, 5}
    assert min(found, key=lambda mark: mark.start_s).payload == PAYLOAD


def test_nothing_is_found_without_the_mark_or_the_key(plain: list[U8], marked: list[U8]) -> None:
    assert find_in_picture([(0.0, plain[0]), (0.1, plain[9])], [KEY]) == []
    assert find_in_picture([(0.0, marked[0])], [b"another key"]) == []
    assert find_in_picture([], [KEY]) == []
    assert find_in_picture([(0.0, np.full((360, 640), 90, np.uint8))], [KEY]) == []


def test_a_flat_picture_needs_less_than_a_rough_one() -> None:
    flat = np.full((720, 1280), 150, np.uint8)
    chance = np.random.default_rng(9).standard_normal((720, 1280)).astype(np.float32)
    busy = np.clip(128 + 60 * cv2.GaussianBlur(chance, (0, 0), 3) * 4, 16, 235).astype(np.uint8)
    easy, hard = (PictureMark(1, KEY, 1280, 720, 24.0).settled(y).flat for y in (flat, busy))
    assert easy < hard


@pytest.mark.parametrize("size", [(854, 480), (720, 1280), (162, 98)])
def test_other_shapes_are_marked(size: tuple[int, int]) -> None:
    width, height = size
    y = scene(1, width, height)[0]
    after = PictureMark(PAYLOAD, KEY, width, height, 30.0).apply(0, y)
    assert after.shape == y.shape
    assert not np.array_equal(after, y)
    if min(size) > 200:
        assert [mark.payload for mark in find_in_picture([(0.0, after)], [KEY])] == [PAYLOAD]
