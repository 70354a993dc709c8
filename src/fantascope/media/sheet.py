"""Contact sheets and filmstrips: a clip at a glance.

Knows nothing of prompts: the caption is any text. Frames are taken at equal steps, in the middle of each step.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .disk import whole_file
from .frames import frame_count, pictures_at

_PAPER = (24, 24, 28)
_INK = (226, 226, 230)
_GAP = 8


def contact_sheet(
    clip: Path, *, frames: int = 6, columns: int = 3, width: int = 1280, caption: str = ""
) -> Image.Image:
    """A sheet `width` pixels wide of `frames` pictures of the clip, row by row, with the caption under them."""
    count = frame_count(clip)
    middles = [min(int(count * (k + 0.5) / frames), count - 1) for k in range(frames)]
    pictures = [Image.fromarray(picture) for _, picture in pictures_at(clip, middles)]
    return _laid_out(pictures, columns, width, caption)


def filmstrip(clips: Sequence[Path], *, width: int = 1280, columns: int = 5) -> Image.Image:
    """One picture of each clip, from three fifths of its length, row by row."""
    pictures = []
    for clip in clips:
        middle = int(frame_count(clip) * 0.6)
        pictures += [Image.fromarray(picture) for _, picture in pictures_at(clip, [middle])]
    return _laid_out(pictures, min(columns, len(pictures)), width, "")


def write_image(image: Image.Image, path: Path, *, quality: int = 80) -> None:
    """Write a sheet; the suffix of `path` says how."""
    with whole_file(path) as part:
        image.save(part, quality=quality)


def _laid_out(pictures: Sequence[Image.Image], columns: int, width: int, caption: str) -> Image.Image:
    cell_w = (width - _GAP * (columns + 1)) // columns
    cell_h = max(round(cell_w * picture.height / picture.width) for picture in pictures)
    rows = -(-len(pictures) // columns)
    size = max(width // 56, 10)
    lines = textwrap.wrap(_drawable(caption), width=int(width / (size * 0.52))) if caption else []
    foot = len(lines) * round(size * 1.35) + _GAP if lines else 0
    sheet = Image.new("RGB", (width, rows * (cell_h + _GAP) + _GAP + foot), _PAPER)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        at = (_GAP + column * (cell_w + _GAP), _GAP + row * (cell_h + _GAP))
        sheet.paste(picture.resize((cell_w, cell_h), Image.Resampling.LANCZOS), at)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size)
    for number, line in enumerate(lines):
        y = rows * (cell_h + _GAP) + _GAP // 2 + number * round(size * 1.35)
        draw.text((_GAP + 2, y), line, fill=_INK, font=font)
    return sheet


def _drawable(caption: str) -> str:
    """The caption without its accents, which the font that Pillow carries does not have."""
    return "".join(letter for letter in unicodedata.normalize("NFD", caption) if not unicodedata.combining(letter))
