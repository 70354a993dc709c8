"""Where a picture's subject is, without knowing what it is.

Knows nothing of scenes. Method: geodesic saliency (Wei et al., ECCV 2012): how much colour change every path from the
picture's rim to a pixel must cross, times how far the pixel's colour is from the rim's colours, with a mild preference
for the middle; GrabCut (Rother et al., 2004) then finds the outline. Deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.csgraph import dijkstra

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]
SIDE = 144
"""Longer side, in pixels, that saliency is computed at."""
CUT_SIDE = 320
"""Longer side that outlines are cut at."""
_RIM = 2
_LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Subject:
    """The box (left, top, right, bottom) and centre (x, y) of a subject, as shares of the picture from its top left.

    `certainty` in [0, 1]: 0.5 and more is a clear subject.
    """

    box: tuple[float, float, float, float]
    centre: tuple[float, float]
    certainty: float


def lab(picture: U8) -> F32:
    """CIE L*a*b* (h, w, 3) of an sRGB picture."""
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB), dtype=np.float32)


def shrunk(picture: U8, side: int) -> U8:
    """The picture with its longer side at `side` pixels at most, averaged."""
    h, w = picture.shape[:2]
    scale = min(1.0, side / max(h, w))
    size = (max(round(w * scale), 8), max(round(h * scale), 8))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def saliency(picture: U8) -> F32:
    """How much each pixel stands out, in [0, 1], at the picture's shape shrunk to SIDE."""
    small = cv2.bilateralFilter(shrunk(picture, SIDE), 5, 30.0, 3.0)
    colours = lab(np.asarray(small, dtype=np.uint8))
    h, w = colours.shape[:2]
    path = _geodesic(colours)
    apart = _apart(colours)
    y, x = np.mgrid[0:h, 0:w]
    middle = np.exp(-(((x / w - 0.5) / 0.42) ** 2 + ((y / h - 0.52) / 0.42) ** 2) * 0.7)
    raw = np.sqrt(_unit(path, 10.0) * _unit(apart, 2.0)) * (0.35 + 0.65 * middle)
    return _unit(ndimage.gaussian_filter(raw, 1.0), 0.25).astype(np.float32)


def subject_of(found: F32) -> Subject | None:
    """The subject in a saliency map, or None when nothing stands out: of the pieces above several levels, the one that
    stands out most against what surrounds it, for its size, its wholeness and its nearness to the middle."""
    h, w = found.shape
    best: tuple[float, NDArray[np.bool_]] | None = None
    for level in _LEVELS:
        labels, count = ndimage.label(found > level)
        for k, window in enumerate(ndimage.find_objects(labels), 1):
            mask = labels == k
            area = float(mask.mean())
            if area < 0.004 or area > 0.7 or count > 400:
                continue
            score = _standing(found, mask, (window[0], window[1])) * area**0.22
            if best is None or score > best[0]:
                best = score, mask
    if best is None:
        return None
    mask = best[1]
    ys, xs = np.nonzero(mask)
    box = (xs.min() / w, ys.min() / h, (xs.max() + 1) / w, (ys.max() + 1) / h)
    weight = found * mask
    total = float(weight.sum())
    x = float(weight.sum(axis=0) @ (np.arange(w) + 0.5)) / total / w
    y = float(weight.sum(axis=1) @ (np.arange(h) + 0.5)) / total / h
    rest = float(found[~mask].mean())
    others = float((found[~mask] > 0.5 * found[mask].mean()).mean()) / max(float(mask.mean()), 0.02)
    clear = float(np.clip((found[mask].mean() - rest - 0.2) / 0.35, 0, 1))
    certainty = clear * float(np.clip(1.15 - 0.45 * others, 0, 1)) * float(np.clip((0.7 - mask.mean()) / 0.2, 0, 1))
    return Subject((float(box[0]), float(box[1]), float(box[2]), float(box[3])), (x, y), certainty)


def _standing(found: F32, mask: NDArray[np.bool_], window: tuple[slice, slice]) -> float:
    """How much a piece stands out: its mean over its surroundings', wholeness and place."""
    h, w = found.shape
    reach = max(round(0.35 * max(window[0].stop - window[0].start, window[1].stop - window[1].start)), 3)
    rows = slice(max(window[0].start - reach, 0), min(window[0].stop + reach, h))
    cols = slice(max(window[1].start - reach, 0), min(window[1].stop + reach, w))
    around = ~mask[rows, cols]
    contrast = float(found[mask].mean()) - (float(found[rows, cols][around].mean()) if around.any() else 1.0)
    whole = float(mask[window].mean())
    rim = float(mask[0].mean() + mask[:, 0].mean() + mask[:, -1].mean()) + 0.3 * float(mask[-1].mean())
    cy = (window[0].start + window[0].stop) / 2 / h - 0.5
    cx = (window[1].start + window[1].stop) / 2 / w - 0.5
    place = float(np.exp(-(cx * cx + cy * cy) / 0.18))
    return float(max(contrast, 0.0) * whole**0.5 * place / (1.0 + 3.0 * rim))


def before_plain(picture: U8) -> F32 | None:
    """Where the picture differs from a plain, evenly shaded background, in [0, 1] at the picture's shape shrunk to
    SIDE; None when its background is not plain. A quadratic surface is fitted to the rim and to what is like it.
    """
    colours = lab(shrunk(picture, SIDE))
    h, w = colours.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    x, y = x / w - 0.5, y / h - 0.5
    basis = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
    flat = colours.reshape(-1, 3).astype(np.float64)
    band = max(min(h, w) // 12, 2)
    rim = np.ones((h, w), bool)
    rim[band:-band, band:-band] = False
    chosen = rim.ravel()
    apart = np.zeros(h * w)
    for _ in range(4):
        weights, *_ = np.linalg.lstsq(basis[chosen], flat[chosen], rcond=None)
        apart = np.linalg.norm((flat - basis @ weights) * (0.7, 1.0, 1.0), axis=1)
        chosen = apart < max(2.5 * float(np.median(apart[chosen])), 3.0)
    if float((apart[rim.ravel()] < 8.0).mean()) < 0.82:
        return None
    return np.asarray(np.clip((apart - 4.0) / 9.0, 0.0, 1.0), dtype=np.float32).reshape(h, w)


def cut_out(picture: U8, hint: F32, *, rounds: int = 5) -> NDArray[np.bool_]:
    """The subject's pixels at the picture's shape shrunk to CUT_SIDE. `hint` (any size) in [0, 1]: below 0.12 is surely
    not the subject, above 0.75 most likely is."""
    small = shrunk(picture, CUT_SIDE)
    h, w = small.shape[:2]
    soft = np.asarray(cv2.resize(hint, (w, h), interpolation=cv2.INTER_LINEAR))
    marks = np.full((h, w), cv2.GC_PR_BGD, np.uint8)
    marks[soft > 0.42] = cv2.GC_PR_FGD
    marks[soft > 0.86] = cv2.GC_FGD
    marks[soft < 0.08] = cv2.GC_BGD
    marks[:_RIM], marks[-_RIM:], marks[:, :_RIM], marks[:, -_RIM:] = (cv2.GC_BGD,) * 4
    if not ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).any():
        return np.zeros((h, w), bool)
    ground, figure = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    cv2.grabCut(
        cv2.cvtColor(small, cv2.COLOR_RGB2BGR), marks, (0, 0, 1, 1), ground, figure, rounds, cv2.GC_INIT_WITH_MASK
    )
    return np.asarray((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD))


def whole(cut: NDArray[np.bool_], subject: Subject, salient: F32) -> NDArray[np.bool_]:
    """A cut-out made one solid piece: gaps closed, holes filled, pieces away from the subject left out. Where too
    little of the subject was cut out, what is salient in its box stands for it."""
    h, w = cut.shape
    left, top, right, bottom = subject.box
    box = np.zeros_like(cut)
    box[
        max(int((top - 0.05) * h), 0) : int((bottom + 0.05) * h) + 1,
        max(int((left - 0.05) * w), 0) : int((right + 0.05) * w) + 1,
    ] = True
    soft = np.asarray(cv2.resize(salient, (w, h), interpolation=cv2.INTER_LINEAR))
    core = box & (soft > 0.45)
    if float((cut & core).sum()) < 0.55 * float(core.sum()):
        cut = cut | core
    width = max(round(0.05 * w) | 1, 3)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    closed = cv2.morphologyEx((cut & box).astype(np.uint8), cv2.MORPH_CLOSE, disc, borderValue=0)
    solid = ndimage.binary_fill_holes(closed > 0)
    labels, count = ndimage.label(solid)
    if not count:
        return np.asarray(solid)
    size = ndimage.sum_labels(solid, labels, np.arange(1, count + 1))
    keep = np.flatnonzero(size >= 0.2 * size.max()) + 1
    solid = np.isin(labels, keep)
    if len(keep) > 1:  # a thing in pieces: its hull is nearer the truth
        points = np.argwhere(solid)[:, ::-1].astype(np.int32)
        hull = np.zeros((h, w), np.uint8)
        cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
        solid = hull > 0
    return np.asarray(solid)


def _geodesic(colours: F32) -> F32:
    """Least sum of colour steps from the rim; small steps (texture, shading) cost nothing."""
    h, w = colours.shape[:2]
    index = np.arange(h * w).reshape(h, w)
    rows, cols, costs = [], [], []
    for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
        a = (slice(0, h - dy), slice(max(0, -dx), w - max(0, dx)))
        b = (slice(dy, h), slice(max(0, dx), w - max(0, -dx)))
        step = np.linalg.norm(colours[a] - colours[b], axis=-1).ravel()
        rows.append(index[a].ravel())
        cols.append(index[b].ravel())
        costs.append(step)
    cost = np.concatenate(costs)
    free = float(np.clip(np.percentile(cost, 60), 1.0, 4.0))
    cost = np.maximum(cost - free, 1e-3)
    graph = sparse.csr_matrix((cost, (np.concatenate(rows), np.concatenate(cols))), shape=(h * w, h * w))
    rim = np.unique(np.concatenate([index[0], index[-1], index[:, 0], index[:, -1]]))
    away = dijkstra(graph, directed=False, indices=rim, min_only=True)
    return np.asarray(away, dtype=np.float32).reshape(h, w)


def _apart(colours: F32) -> F32:
    """Distance of each colour from the rim's: for each side its Mahalanobis distance, the least fitting side left out
    (the subject may touch it)."""
    h, w = colours.shape[:2]
    band = max(min(h, w) // 10, 2)
    sides = (colours[:band], colours[-band:], colours[:, :band], colours[:, -band:])
    flat = colours.reshape(-1, 3)
    maps = []
    for side in sides:
        pixels = side.reshape(-1, 3)
        spread = np.cov(pixels.T) + np.eye(3) * 12.0
        d = flat - pixels.mean(axis=0)
        maps.append(np.sqrt(np.einsum("ni,ij,nj->n", d, np.linalg.inv(spread), d)).reshape(h, w))
    ordered = np.sort(np.stack(maps), axis=0)
    return np.asarray(np.minimum(ordered[:3].min(axis=0) * 1.6, ordered[:3].mean(axis=0)), dtype=np.float32)


def _unit(values: F32, least: float) -> F32:
    """Scaled so that the strongest are 1, unless they are weaker than `least`."""
    top = float(np.percentile(values, 99.0))
    return np.asarray(np.clip(values / max(top, least), 0, 1), dtype=np.float32)
