"""The one picture that stands for a clip.

Knows nothing of the scene: of a few pictures spread over the clip it takes the one that shows most, by how much
sharp detail, contrast and colour it has. Deterministic.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .disk import whole_file
from .frames import frame_count, pictures_at

U8 = NDArray[np.uint8]
_CANDIDATES = 9


def best_frame(path: Path) -> U8:
    """The most telling RGB picture of the clip at `path`, of nine spread over it, its first and last tenth left out."""
    count = frame_count(path)
    indices = [round(count * (0.1 + 0.8 * k / (_CANDIDATES - 1))) for k in range(_CANDIDATES)]
    pictures = [picture for _, picture in pictures_at(path, [min(max(i, 0), count - 1) for i in indices])]
    return max(pictures, key=_interest)


def write_poster(path: Path, poster: Path) -> None:
    """Write the best frame of the clip to `poster`; its suffix (.png, .webp, .jpg) says how."""
    image = Image.fromarray(best_frame(path))
    with whole_file(poster) as part:
        image.save(part, quality=90)


def _interest(picture: U8) -> float:
    small = np.asarray(Image.fromarray(picture).resize((320, 180), Image.Resampling.BOX), np.float64) / 255.0
    grey = small @ (0.2126, 0.7152, 0.0722)
    detail = float(np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean())
    colour = float((small.max(axis=2) - small.min(axis=2)).mean())
    return 4.0 * detail + float(grey.std()) + 0.5 * colour
