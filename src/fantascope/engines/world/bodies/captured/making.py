"""From a clip to a captured character: read, refuse people, cut out, guess what it is, inflate.

Knows nothing of scenes or screenplays. Same clip, same character.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from .....kernel.errors import InvalidInput
from .....media.intake import Limits, read_clip
from ..art.inflate import SIDE, inflate
from ..art.pack import encode
from .cutting import Cutting, Mask, cut
from .likeness import check_no_person
from .model import Captured, Facing, Kind

F32 = NDArray[np.float32]
LIMITS = Limits(file_bytes=64_000_000, shortest_s=1.0, longest_s=10.0, frames=1300)
FRAMES = 24
SIZES: dict[Kind, float] = {"pet": 0.55, "object": 0.4}
"""Longer side in metres where nobody says."""
TEXTURE = 256
_SOLID = 0.87


def capture(clip: Path, *, name: str, kind: Kind | None = None, size_m: float | None = None) -> Captured:
    """The pet or thing that the MP4 `clip` shows (1 to 10 s; 2 to 4 s are best).

    Args:
        kind: "pet" or "object"; None = guessed from its form.
        size_m: its longer side; None = a usual one.

    Raises:
        InvalidInput: clip_unreadable, clip_too_long, clip_too_short, clip_too_large, human_likeness_refused,
            no_subject, bad_name.
    """
    if not name.strip() or len(name) > 80:
        raise InvalidInput("bad_name", "a character's name has 1 to 80 characters", field="name")
    footage = read_clip(clip, LIMITS, keep=FRAMES, side_px=800)
    check_no_person(footage.frames)
    cutting = cut(footage.frames)
    solid = cutting.alpha > 0.5
    what = kind or _kind(solid, cutting)
    try:
        puff = inflate(_resized(cutting.alpha, SIDE)[None], _resized(cutting.alpha, 2 * SIDE))
    except ValueError as error:
        raise InvalidInput("no_subject", "no clear subject: it is too thin to be made a toy", field="video") from error
    low, high = puff.points.min(axis=0), puff.points.max(axis=0)
    extent = float((high - low).max())
    middle = (low[0] + high[0]) / 2
    points = np.stack([(puff.points[:, 0] - middle) / extent, (high[1] - puff.points[:, 1]) / extent], axis=1)
    # the close-up's square, in the shape's own units
    left, right = ((-0.5 - middle) / extent, (SIDE - 0.5 - middle) / extent)
    foot, top = (high[1] - (SIDE - 0.5)) / extent, (high[1] + 0.5) / extent
    window = (float(left), float(foot), float(right), float(top))
    entry = encode(points, puff.height / extent, puff.faces, puff.border, window, _texture(cutting))
    facing = _facing(solid, cutting) if what == "pet" else "front"
    return Captured(name, what, facing, SIZES[what] if size_m is None else size_m, entry)


def _resized(alpha: F32, side: int) -> F32:
    return np.asarray(cv2.resize(alpha, (side, side), interpolation=cv2.INTER_AREA), dtype=np.float32)


def _texture(cutting: Cutting) -> bytes:
    """The close-up with the subject's own colours bled over its edge, as WebP."""
    solid = ndimage.binary_erosion(cutting.alpha > 0.6, iterations=4)
    if not solid.any():
        solid = cutting.alpha > 0.5
    index = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    rgb = cutting.picture[tuple(index)]
    soft = cv2.GaussianBlur(rgb, (0, 0), 2.5)
    rgb = np.where(solid[..., None], rgb, soft)
    out = BytesIO()
    image = Image.fromarray(rgb).resize((TEXTURE, TEXTURE), Image.Resampling.LANCZOS)
    image.save(out, "WEBP", quality=90, method=4)
    return out.getvalue()


def _kind(solid: Mask, cutting: Cutting) -> Kind:
    """A pet has limbs or changes its form: its outline is hollow, it stands on several feet, or frames differ."""
    points = np.argwhere(solid)[:, ::-1].astype(np.int32)
    fullness = float(solid.sum()) / max(float(cv2.contourArea(cv2.convexHull(points))), 1.0)
    rows = np.flatnonzero(solid.any(axis=1))
    height = rows[-1] - rows[0] + 1
    feet = max(
        int(ndimage.label(solid[rows[-1] - round(height * share)])[1]) for share in (0.02, 0.04, 0.07, 0.1, 0.14)
    )
    restless = cutting.agreement < 0.9 or abs(cutting.course) > 0.6
    if fullness > _SOLID and feet < 2:
        return "object"
    return "pet" if feet >= 2 or restless or fullness < 0.8 else "object"


def _facing(solid: Mask, cutting: Cutting) -> Facing:
    """Where it looks: where it goes; else to the side its head, the higher end, is at; "front" when it is even."""
    rows, cols = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    piece = solid[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]
    mirror = piece[:, ::-1]
    even = float((piece & mirror).sum() / max((piece | mirror).sum(), 1))
    if even > 0.84:
        return "front"
    if abs(cutting.course) > 0.35:
        return "right" if cutting.course > 0 else "left"
    x = (np.arange(piece.shape[1]) + 0.5) / piece.shape[1] - 0.5
    upper = piece[: max(round(0.34 * piece.shape[0]), 1)].sum(axis=0)
    whole = piece.sum(axis=0)
    lean = float(upper @ x / max(upper.sum(), 1)) - 0.5 * float(whole @ x / max(whole.sum(), 1))
    if abs(lean) < 0.05:
        return "front"
    return "right" if lean > 0 else "left"
