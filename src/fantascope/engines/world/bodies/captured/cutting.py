"""The subject of a clip, cut out of its best frame.

Knows nothing of meshes. Method: what stands out and what moves, together, hint at the subject; GrabCut finds its
outline in the clearest frames; cuts that agree with each other are trusted, and the best of them is cut again, closer.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .....kernel.errors import InvalidInput
from .....media.saliency import Subject, before_plain, cut_out, lab, saliency, shrunk, subject_of

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
Mask = NDArray[np.bool_]
CANDIDATES = 5
_CERTAIN = 0.42
_AGREED = 0.58
_FULL = 0.34
_MARGIN = 0.14


@dataclass(frozen=True, slots=True, eq=False)
class Cutting:
    """The subject in a close-up: `picture` (h, w, 3) RGB and its opacity `alpha` (h, w) in [0, 1], empty at the rim;
    `agreement` of the cuts of several frames in [0, 1]; `course` how far it moved right, in its own widths."""

    picture: U8
    alpha: F32
    agreement: float
    course: float


def cut(frames: U8) -> Cutting:
    """Cut the subject out of frames (n, h, w, 3) RGB.

    Raises:
        InvalidInput: no_subject, with the reason.
    """
    moving = _moving(frames)
    found = [(k, *_hint(frames[k], moving)) for k in range(0, len(frames), max(len(frames) // 12, 1))]
    clear = [(k, hint, s) for k, hint, s in found if s is not None and s.certainty >= _CERTAIN]
    if len(clear) < max(len(found) // 3, 1):
        raise _no_subject("nothing stands out clearly from its surroundings")
    clear.sort(key=lambda c: (-_promise(frames[c[0]], c[2]), c[0]))
    cuts = [(k, _tidy(cut_out(frames[k], hint), s), s) for k, hint, s in clear[:CANDIDATES]]
    cuts = [(k, mask, s) for k, mask, s in cuts if mask.any()]
    if not cuts:
        raise _no_subject("its outline cannot be found")
    likeness = np.array([[_alike(a, b) for _, b, _ in cuts] for _, a, _ in cuts])
    agreement = np.median(likeness, axis=1)
    best = int(np.argmax(agreement))
    k, mask, _ = cuts[best]
    if len(cuts) > 1 and float(agreement[best]) < _AGREED:
        raise _no_subject("it looks like another thing from frame to frame")
    _check(frames[k], mask)
    middles = sorted((n, s.centre[0], s.box[2] - s.box[0]) for n, _, s in clear)
    course = (middles[-1][1] - middles[0][1]) / max(middles[0][2], 0.05)
    picture, alpha = _closer(frames[k], mask)
    return Cutting(picture, alpha, float(agreement[best]), float(course))


def _no_subject(why: str) -> InvalidInput:
    message = f"no clear subject: {why}; film one thing, whole, before a plain background"
    return InvalidInput("no_subject", message, field="video")


def _moving(frames: U8) -> F32:
    """Where the clip changes, in [0, 1], small; all zero when nearly everything does (the camera moves)."""
    small = np.stack([shrunk(f, 144) for f in frames]).astype(np.float32)
    change = np.abs(small - np.median(small, axis=0)).mean(axis=(0, 3))
    change = ndimage.gaussian_filter(change, 2.0)
    top = float(np.percentile(change, 99))
    if top < 2.0 or float((change > 0.4 * top).mean()) > 0.45:
        return np.zeros_like(change)
    return np.asarray(np.clip(change / top, 0.0, 1.0), dtype=np.float32)


def _hint(frame: U8, moving: F32) -> tuple[F32, Subject | None]:
    stands = saliency(frame)
    moves = cv2.resize(moving, (stands.shape[1], stands.shape[0])) if moving.any() else np.zeros_like(stands)
    hint = np.clip(stands * (0.8 + 0.4 * moves) + 0.15 * moves * np.sqrt(stands), 0.0, 1.0).astype(np.float32)
    plain = before_plain(frame)
    if plain is not None:  # all that differs from a plain background is the subject
        plain = np.asarray(cv2.resize(plain, (hint.shape[1], hint.shape[0]), interpolation=cv2.INTER_AREA))
        hint = np.maximum(hint, 0.85 * plain * (0.55 + 0.45 * np.sqrt(hint))).astype(np.float32)
    return hint, subject_of(hint)


def _promise(frame: U8, subject: Subject) -> float:
    """How good a cut-out a frame promises: certain, sharp, large, free of the rim."""
    left, top, right, bottom = subject.box
    free = min(left, top, 1.0 - right, 1.0 - bottom)
    grey = cv2.cvtColor(shrunk(frame, 320), cv2.COLOR_RGB2GRAY)
    sharp = float(np.log1p(cv2.Laplacian(grey, cv2.CV_32F).var()))
    size = min((right - left) * (bottom - top) / 0.25, 1.0)
    return subject.certainty * (0.4 + 0.6 * min(free / 0.03, 1.0)) * (1.0 + 0.1 * sharp) * (0.6 + 0.4 * size)


def _tidy(cut_: Mask, subject: Subject) -> Mask:
    """The piece at the subject, without specks and pinholes."""
    h, w = cut_.shape
    left, top, right, bottom = subject.box
    soft = cv2.morphologyEx(cut_.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8), borderValue=0) > 0
    labels, count = ndimage.label(soft)
    if not count:
        return np.zeros_like(cut_)
    box = np.zeros_like(cut_)
    box[int(top * h) : int(np.ceil(bottom * h)), int(left * w) : int(np.ceil(right * w))] = True
    inside = ndimage.sum_labels(box & soft, labels, np.arange(1, count + 1))
    piece = labels == int(np.argmax(inside)) + 1
    holes = ndimage.binary_fill_holes(piece) & ~piece
    gaps, many = ndimage.label(holes)
    if many:
        size = ndimage.sum_labels(holes, gaps, np.arange(1, many + 1))
        piece |= np.isin(gaps, np.flatnonzero(size < 0.05 * piece.sum()) + 1)
    return np.asarray(piece)


def _alike(a: Mask, b: Mask) -> float:
    """Overlap of two cut-outs brought to the same box, times how near their sizes are."""
    ratio = float(min(a.sum(), b.sum()) / max(a.sum(), b.sum(), 1))
    one, two = (cv2.resize(m[_window(m)].astype(np.uint8), (64, 64)) > 0 for m in (a, b))
    flipped = two[:, ::-1]
    overlap = max(float((one & t).sum() / max((one | t).sum(), 1)) for t in (two, flipped))
    return float(overlap * ratio**0.35)


def _window(mask: Mask) -> tuple[slice, slice]:
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)


def _check(frame: U8, mask: Mask) -> None:
    """Is it whole, of a fit size, and of other colours than what surrounds it?"""
    area = float(mask.mean())
    points = np.argwhere(mask)[:, ::-1].astype(np.int32)
    if float(mask.sum()) < _FULL * float(cv2.contourArea(cv2.convexHull(points))):
        raise _no_subject("its outline is in shreds")
    if area < 0.006:
        raise _no_subject("it is too small in the picture")
    if area > 0.62:
        raise _no_subject("it fills the picture")
    rim = np.concatenate([mask[2], mask[-3], mask[:, 2], mask[:, -3]])
    outline = mask ^ ndimage.binary_erosion(mask)
    if float(rim.sum()) > 0.12 * float(outline.sum()):
        raise _no_subject("it is cut off by the picture's edge")
    colours = lab(shrunk(frame, 320))
    ring = ndimage.binary_dilation(mask, iterations=12) & ~ndimage.binary_dilation(mask, iterations=3)
    if _overlap(colours[mask], colours[ring]) > 0.72:
        raise _no_subject("its colours are those of its surroundings")


def _overlap(a: F32, b: F32) -> float:
    """Shared mass of two colour histograms."""
    edges = (np.linspace(0, 100, 9), np.linspace(-70, 70, 13), np.linspace(-70, 70, 13))
    one, two = (np.histogramdd(x, bins=edges)[0] for x in (a, b))
    return float(np.minimum(one / max(one.sum(), 1), two / max(two.sum(), 1)).sum())


def _closer(frame: U8, mask: Mask) -> tuple[U8, F32]:
    """A square close-up of the subject, cut again at its own scale, and freed of its shadow."""
    rows, cols = _window(mask)
    scale = frame.shape[1] / mask.shape[1]
    top, bottom, left, right = rows.start * scale, rows.stop * scale, cols.start * scale, cols.stop * scale
    side = max(bottom - top, right - left) * (1.0 + 2.0 * _MARGIN)
    x0, y0 = (left + right - side) / 2.0, (top + bottom - side) / 2.0
    out = 384
    warp = np.array([[side / out, 0.0, x0], [0.0, side / out, y0]])
    flags = cv2.INTER_AREA if side > out else cv2.INTER_CUBIC
    picture = _warped(frame, warp, out, flags, cv2.BORDER_REPLICATE).astype(np.uint8)
    small = warp / scale
    first = _warped(mask.astype(np.float32), small, out, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT)
    near = cv2.GaussianBlur(first, (0, 0), 6.0)
    hint = np.clip(near * 0.92, 0.0, 1.0) * (near > 0.04)
    again = cut_out(picture, hint.astype(np.float32), rounds=4)
    again = np.asarray(cv2.resize(again.astype(np.uint8), (out, out), interpolation=cv2.INTER_NEAREST)) > 0
    more = (_unlike_ground(picture) > 0.4) & (cv2.GaussianBlur(first, (0, 0), 22.0) > 0.05)
    refined = _largest(_unshadowed(picture, again | ndimage.binary_opening(more, iterations=1)))
    kept = refined if float(refined.sum()) > 0.6 * float((first > 0.5).sum()) else first > 0.5
    # an outline as smooth as a toy's: blur and cut at the middle, twice
    soft = cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 3.2)
    soft = cv2.GaussianBlur((soft > 0.5).astype(np.float32), (0, 0), 1.6)
    alpha = np.clip((soft - 0.5) * 2.2 + 0.5, 0.0, 1.0).astype(np.float32)
    alpha[:3], alpha[-3:], alpha[:, :3], alpha[:, -3:] = 0.0, 0.0, 0.0, 0.0
    return picture, alpha


def _unlike_ground(picture: U8) -> F32:
    """Where a close-up before a plain background is of another hue than it, or lighter (shadows are neither)."""
    side = picture.shape[0]
    plain = before_plain(picture)
    if plain is None:
        return np.zeros((side, side), dtype=np.float32)
    colours = lab(picture)
    rim = np.concatenate([colours[:12].reshape(-1, 3), colours[:, :12].reshape(-1, 3), colours[:, -12:].reshape(-1, 3)])
    middle = np.median(rim, axis=0)
    other = np.hypot(colours[..., 1] - middle[1], colours[..., 2] - middle[2]) > 6.0
    found = cv2.resize(plain, (side, side)) * (other | (colours[..., 0] > middle[0] + 4.0))
    return np.asarray(found, dtype=np.float32)


def _warped(image: U8 | F32, warp: NDArray[np.float64], out: int, flags: int, border: int) -> F32:
    how = flags | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(image, warp, (out, out), flags=how, borderMode=border), dtype=np.float32)


def _unshadowed(picture: U8, mask: Mask) -> Mask:
    """Without the shadow at its foot: there, what has the ground's own hue and is only darker."""
    colours = lab(np.asarray(picture, dtype=np.uint8))
    rows, _ = _window(mask)
    height = rows.stop - rows.start
    ring = ndimage.binary_dilation(mask, iterations=14) & ~ndimage.binary_dilation(mask, iterations=4)
    low = np.zeros_like(mask)
    low[rows.stop - round(0.22 * height) :] = True
    ground = colours[ring & low]
    if len(ground) < 40:
        return mask
    middle = np.median(ground, axis=0)
    darkness = colours[..., 0] / max(float(middle[0]), 1.0)
    hue = np.hypot(colours[..., 1] - middle[1] * darkness, colours[..., 2] - middle[2] * darkness)
    shade = low & (darkness > 0.3) & (darkness < 1.03) & (hue < 5.0)
    left = mask & ~ndimage.binary_opening(shade, iterations=2)
    return left if float(left.sum()) > 0.75 * float(mask.sum()) else mask


def _largest(mask: Mask) -> Mask:
    labels, count = ndimage.label(mask)
    if not count:
        return mask
    size = ndimage.sum_labels(mask, labels, np.arange(1, count + 1))
    return np.asarray(labels == int(np.argmax(size)) + 1)
