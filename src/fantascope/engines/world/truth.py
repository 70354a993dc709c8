"""What the renderer knows for certain, as pictures: depth and segmentation, one PNG a frame.

Knows nothing of encoding clips. Depth is 16-bit grey in millimetres (65535 = 65.535 m or more, or sky). Segmentation is
8-bit with a palette: the value is the thing's id, 0 the sky; 16-bit grey when the film has more than 255 things.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from ...media.disk import disk_errors
from .film import Film
from .picture.types import Picture

_FARTHEST_MM = 65_535


class TruthWriter:
    """Writes the depth and things of pictures into the folders it is given; a None folder is not written."""

    def __init__(self, film: Film, depth: Path | None, things: Path | None) -> None:
        self._depth = depth
        self._things = things
        self._wide = max((max(names, default=0) for names in film.things), default=0) > 255
        self._palette = _palette()

    def write(self, index: int, picture: Picture) -> None:
        """Write the pictures of the film's frame `index` (files are numbered from 1)."""
        name = f"{index + 1:05d}.png"
        if self._depth is not None and picture.depth is not None:
            metres = np.nan_to_num(picture.depth, nan=np.inf, posinf=np.inf)
            millimetres = np.minimum(np.rint(metres * 1000.0), _FARTHEST_MM).astype(np.uint16)
            _save(Image.fromarray(millimetres), self._depth / name)
        if self._things is not None and picture.things is not None:
            if self._wide:
                image = Image.fromarray(picture.things.astype(np.uint16))
            else:
                image = Image.fromarray(picture.things.astype(np.uint8)).convert("P")
                image.putpalette(self._palette)
            _save(image, self._things / name)


def _save(image: Image.Image, path: Path) -> None:
    with disk_errors(path):
        image.save(path, compress_level=1)


def _palette() -> list[int]:
    """256 colours, neighbours far apart: black for the sky, then hues a golden angle apart."""
    hue = (np.arange(256) * 0.618034) % 1.0
    value = np.where(np.arange(256) % 3 == 0, 255.0, np.where(np.arange(256) % 3 == 1, 190.0, 130.0))
    ramp = np.clip(np.abs((hue[:, None] * 6.0 - np.array([3.0, 2.0, 4.0])) % 6.0 * [1, 1, 1] - 3.0) - 1.0, 0.0, 1.0)
    colours = (ramp * 0.8 + 0.2) * value[:, None]
    colours[0] = 0.0
    return [int(c) for c in colours.ravel()]
