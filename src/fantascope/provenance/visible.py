"""The mark that people see: a small wordmark with the creator's handle, wandering slowly from corner to corner.

Knows nothing of who the creator is. A function of the frame's number alone, so that any process can draw any frame. It
rests in each corner for a while and fades on its way to the next, so that no crop of the picture is without it for long
and nothing is covered for long either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
NAME = "Fantascope"
_REST_S, _FADE_S = 3.4, 0.6
_SHARE = 0.034
"""Height of the letters, of the picture's short side."""
_WIDEST = 0.46
_MARGIN = 0.035
_LEAST_PX = 7.0
_LIGHT, _SHADE = 0.74, 0.45
"""How much of the picture the letters and their shadow hide."""
_WHITE, _BLACK, _GREY = 235.0, 16.0, 128.0
_CORNERS = ((0, 0), (1, 1), (1, 0), (0, 1))
"""In turn: (right, down)."""


@dataclass(frozen=True)
class VisibleMark:
    """The wordmark of a clip of this size and rate; `handle` "" = the name alone."""

    handle: str
    width: int
    height: int
    fps: int

    def apply(self, index: int, y: U8, u: U8, v: U8) -> tuple[U8, U8, U8]:
        """Planes of frame `index` with the wordmark on them: y (h, w), u and v (h/2, w/2)."""
        corner, strength = self._when(index / self.fps)
        if strength <= 0.0:
            return y, u, v
        hidden, light = self._masks
        rows, columns = hidden.shape
        margin = 2 * round(_MARGIN * min(self.width, self.height) / 2)
        left = self.width - columns - margin if corner[0] else margin
        top = self.height - rows - margin if corner[1] else margin
        left, top = max(left, 0) & ~1, max(top, 0) & ~1
        keep, add = 1.0 - strength * hidden, strength * light
        half = keep.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))
        return (
            _blended(y, top, left, keep, add),
            _blended(u, top // 2, left // 2, half, _GREY * (1.0 - half)),
            _blended(v, top // 2, left // 2, half, _GREY * (1.0 - half)),
        )

    @staticmethod
    def _when(time_s: float) -> tuple[tuple[int, int], float]:
        """The corner at a time, and how far it has faded in there."""
        turn, into = divmod(time_s, _REST_S)
        number = int(turn)
        ramp = min((into if number else _FADE_S) / _FADE_S, (_REST_S - into) / _FADE_S, 1.0)
        return _CORNERS[number % len(_CORNERS)], max(ramp, 0.0) ** 2 * (3.0 - 2.0 * min(ramp, 1.0))

    @cached_property
    def _masks(self) -> tuple[F32, F32]:
        """What is hidden (0–1) and the light put in its place (levels), on even sides."""
        text = f"{NAME}  @{self.handle}" if self.handle else NAME
        size = max(_SHARE * min(self.width, self.height), _LEAST_PX)
        wide = ImageFont.load_default(100.0).getlength(text) / 100.0 + 1.5
        size = max(min(size, _WIDEST * self.width / wide), 5.0)
        font = ImageFont.load_default(size)
        soft = max(size / 7.0, 1.0)
        edge = round(2.5 * soft)
        ring = round(size)
        columns = min(round(font.getlength(text) + 1.4 * ring) + 2 * edge, self.width) & ~1
        rows = min(round(1.3 * size) + 2 * edge, self.height) & ~1
        letters = Image.new("L", (columns, rows))
        draw = ImageDraw.Draw(letters)
        middle = rows / 2.0
        draw.ellipse((edge, middle - ring / 2, edge + ring, middle + ring / 2), outline=255, width=max(ring // 7, 1))
        iris = ring / 5.0
        centre = edge + ring / 2.0
        draw.ellipse((centre - iris, middle - iris, centre + iris, middle + iris), fill=255)
        draw.text((edge + 1.4 * ring, middle), text, font=font, fill=255, anchor="lm")
        shadow = letters.filter(ImageFilter.GaussianBlur(soft))
        front = _LIGHT * np.asarray(letters, np.float32) / 255.0
        back = _SHADE * np.minimum(np.asarray(shadow, np.float32) / 128.0, 1.0) * (1.0 - front)
        return np.asarray(front + back, np.float32), np.asarray(_WHITE * front + _BLACK * back, np.float32)


def _blended(plane: U8, top: int, left: int, keep: F32, add: F32) -> U8:
    out = plane.copy()
    place = out[top : top + keep.shape[0], left : left + keep.shape[1]]
    rows, columns = place.shape
    mixed = place * keep[:rows, :columns] + add[:rows, :columns]
    place[:] = np.clip(np.rint(mixed), 0, 255)
    return out
