"""What goes with every finished clip: a thumbnail (WebP) and a sprite sheet (JPEG).

Knows nothing of how the clip was made. The sprite sheet has a picture a second, ten to a row, row by row, so that a
player can show where the pointer is on its timeline.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image

from .frames import frame_count, pictures_at
from .poster import write_poster
from .probe import probe

SPRITE_WIDTH = 160
SPRITE_COLUMNS = 10


def write_companions(clip: Path, folder: Path) -> dict[str, Path]:
    """Write thumbnail.webp and spritesheet.jpg of `clip` into `folder`; returned by variant."""
    thumbnail, sheet = folder / "thumbnail.webp", folder / "spritesheet.jpg"
    write_poster(clip, thumbnail)
    sprite_sheet(clip).save(sheet, quality=80)
    return {"thumbnail": thumbnail, "spritesheet": sheet}


def sprite_sheet(clip: Path) -> Image.Image:
    """One picture a second, SPRITE_WIDTH pixels wide, SPRITE_COLUMNS to a row."""
    count, fps = frame_count(clip), probe(clip).fps
    seconds = max(math.ceil(count / fps), 1)
    indices = [min(round((k + 0.5) * fps), count - 1) for k in range(seconds)]
    pictures = dict(pictures_at(clip, sorted(set(indices))))
    first = next(iter(pictures.values()))
    height = max(round(SPRITE_WIDTH * first.shape[0] / first.shape[1]), 1)
    columns = min(seconds, SPRITE_COLUMNS)
    sheet = Image.new("RGB", (columns * SPRITE_WIDTH, -(-seconds // columns) * height))
    for number, index in enumerate(indices):
        row, column = divmod(number, columns)
        picture = Image.fromarray(pictures[index]).resize((SPRITE_WIDTH, height), Image.Resampling.BILINEAR)
        sheet.paste(picture, (column * SPRITE_WIDTH, row * height))
    return sheet
