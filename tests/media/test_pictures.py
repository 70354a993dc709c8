"""Posters, sheets and filmstrips."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fantascope.media.encode import SegmentEncoder
from fantascope.media.join import join
from fantascope.media.poster import best_frame, write_poster
from fantascope.media.sheet import contact_sheet, filmstrip, write_image

Clip = Callable[..., Path]


@pytest.fixture
def mostly_dark(tmp_path: Path) -> Path:
    """Thirty dark frames, with something to see from the 14th to the 18th."""
    grey = np.full((45, 80), 128, np.uint8)
    rows, columns = np.mgrid[:90, :160]
    pattern = np.where((rows // 10 + columns // 10) % 2, 200, 60).astype(np.uint8)
    with SegmentEncoder(tmp_path / "s.mp4", 160, 90, 24) as encoder:
        for index in range(30):
            encoder.add(pattern if 13 <= index < 18 else np.full((90, 160), 20, np.uint8), grey, grey)
    join([tmp_path / "s.mp4"], np.zeros((60_000, 2), np.float32), tmp_path / "dark.mp4", fps=24)
    return tmp_path / "dark.mp4"


def test_the_poster_shows_the_telling_frame(mostly_dark: Path) -> None:
    assert best_frame(mostly_dark).std() > 40


@pytest.mark.parametrize("suffix", [".png", ".webp", ".jpg"])
def test_the_poster_is_written_as_its_suffix_says(clip: Clip, tmp_path: Path, suffix: str) -> None:
    write_poster(clip(), tmp_path / f"poster{suffix}")
    with Image.open(tmp_path / f"poster{suffix}") as image:
        assert image.size == (170, 90)
        assert image.format == {".png": "PNG", ".webp": "WEBP", ".jpg": "JPEG"}[suffix]


def test_a_poster_of_a_single_frame(clip: Clip) -> None:
    assert best_frame(clip((1,))).shape == (90, 170, 3)


def test_a_sheet_holds_its_frames_in_order(clip: Clip) -> None:
    sheet = contact_sheet(clip((30,)), frames=6, columns=3, width=640)
    cell_w = (640 - 8 * 4) // 3
    cell_h = round(cell_w * 90 / 170)
    assert sheet.size == (640, 2 * (cell_h + 8) + 8)
    pixels = np.asarray(sheet.convert("L"), float)
    marks = []
    for cell in range(6):
        x, y = 8 + cell % 3 * (cell_w + 8), 8 + cell // 3 * (cell_h + 8)
        marks.append(pixels[y + int(cell_h * 0.83) : y + int(cell_h * 0.95), x + 5 : x + 35].mean())
    assert all(later > earlier for earlier, later in itertools.pairwise(marks))


def test_a_caption_adds_room_below(clip: Clip, tmp_path: Path) -> None:
    path = clip()
    bare = contact_sheet(path)
    told = contact_sheet(path, caption="Un chien court après un ballon « déjà » sur la plage " * 4)
    assert told.width == bare.width
    assert told.height > bare.height
    assert np.asarray(told)[bare.height :].max() > 150
    write_image(told, tmp_path / "sheet.jpg")
    with Image.open(tmp_path / "sheet.jpg") as image:
        assert image.format == "JPEG"


def test_a_short_clip_still_fills_a_sheet_with_what_it_has(clip: Clip) -> None:
    assert contact_sheet(clip((2,)), frames=6).width == 1280


def test_a_filmstrip_has_one_picture_a_clip(clip: Clip) -> None:
    path = clip()
    assert filmstrip([path, path, path], width=600, columns=3).width == 600
