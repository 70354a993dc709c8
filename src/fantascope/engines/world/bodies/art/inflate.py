"""Turning a stack of flat filled shapes into a puffy closed surface.

Knows nothing of SVG, files or bodies. Works in pixels of the shapes' own grid (side `SIDE`), x to the right, y down.
Method: the union's outline is traced at half coverage on a twice finer image (marching squares), resampled by
curvature; the inside is filled with points, dense at the rim and where the relief bends, and triangulated (Delaunay);
the union's dome is sqrt(2u), ∇²u = −1 with u = 0 on the outline, solved by linear finite elements on that very mesh
(a strip becomes half a cylinder); every part adds its own small dome, solved on the grid. What always holds: vertices
on the mesh's border have height 0, so a mirrored twin closes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import spsolve
from scipy.spatial import Delaunay, cKDTree

F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
SIDE = 128
"""Pixels of a part's coverage image; the outline image has twice as many."""
DEPTH = 0.84
DETAIL = 0.42
LIFT = 0.55
BUDGET = 880
"""Vertices of the front, about."""


@dataclass(frozen=True, slots=True, eq=False)
class Puff:
    """The front of an inflated shape: points (n, 2) in pixels, height (n,) in pixels, faces (m, 3) wound
    counter-clockwise seen from the viewer with y up, border (n,) true on the outline."""

    points: F64
    height: F64
    faces: I32
    border: NDArray[np.bool_]


def outlines(coverage: F64, level: float = 0.5) -> list[F64]:
    """Closed curves (n, 2) of pixel-centre coordinates (x, y) where a coverage image crosses `level`.

    Marching squares with linear interpolation; the image's rim must be empty.
    """
    c = coverage
    inside = c >= level
    code = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    rows, cols = np.nonzero((code > 0) & (code < 15))
    # edges of a cell: 0 top, 1 right, 2 bottom, 3 left; each case lists (from, to)
    cases: dict[int, tuple[tuple[int, int], ...]] = {
        1: ((0, 3),),
        2: ((1, 0),),
        3: ((1, 3),),
        4: ((2, 1),),
        5: ((0, 3), (2, 1)),
        6: ((2, 0),),
        7: ((2, 3),),
        8: ((3, 2),),
        9: ((0, 2),),
        10: ((1, 0), (3, 2)),
        11: ((1, 2),),
        12: ((3, 1),),
        13: ((0, 1),),
        14: ((3, 0),),
    }
    follow: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for row, col, k in zip(rows.tolist(), cols.tolist(), code[rows, cols].tolist(), strict=True):
        name = ((row, col, 0), (row, col + 1, 1), (row + 1, col, 0), (row, col, 1))
        for a, b in cases[k]:
            follow[name[a]] = name[b]
    curves = []
    while follow:
        start, step = follow.popitem()
        chain = [start]
        while step != start:
            chain.append(step)
            step = follow.pop(step)
        e = np.asarray(chain)
        r, q, down = e[:, 0], e[:, 1], e[:, 2]
        other = c[r + down, q + 1 - down]
        t = (level - c[r, q]) / np.where(other == c[r, q], 1.0, other - c[r, q])
        curves.append(np.stack([q + t * (1 - down), r + t * down], axis=1))
    return sorted(curves, key=lambda p: (-len(p), float(p[0, 0]), float(p[0, 1])))


def inflate(parts: NDArray[np.float32], union: NDArray[np.float32]) -> Puff:
    """Inflate parts (k, SIDE, SIDE), in painting order, inside a union (2·SIDE, 2·SIDE); coverage in [0, 1].

    Raises:
        ValueError: the union is empty or too thin to mesh.
    """
    curves = [c for c in (_tidy(c) for c in outlines(union.astype(np.float64))) if c is not None]
    if not curves:
        raise ValueError("nothing to inflate")
    dense = [_even(c, 0.5) for c in curves]
    tree = cKDTree(np.concatenate(dense))
    relief = _relief(parts.astype(np.float64))
    points = _points(curves, tree, relief, union)
    points, faces = _compact(points, _triangles(points, union))
    border = _border(faces, len(points))
    base = _dome(points, faces, border)
    distance = tree.query(points)[0]
    ramp = np.clip(distance / 3.0, 0, 1)
    detail = ndimage.map_coordinates(relief, [points[:, 1], points[:, 0]], order=1, mode="nearest")
    height = np.where(border, 0.0, np.maximum(base + detail * ramp * ramp * (3 - 2 * ramp), 0.05 * base + 0.02))
    return Puff(points, height * DEPTH, faces, border)


def _tidy(curve: F64) -> F64 | None:
    """A traced curve in SIDE pixels, slightly smoothed (Taubin) and resampled by curvature; None when tiny."""
    p = (curve + 0.5) / 2 - 0.5
    area = 0.5 * float(np.sum(p[:, 0] * np.roll(p[:, 1], -1) - p[:, 1] * np.roll(p[:, 0], -1)))
    if abs(area) < 5.0:
        return None
    p = _even(p, 0.4)
    for _ in range(3):
        for weight in (0.5, -0.52):
            p = p + weight * ((np.roll(p, 1, axis=0) + np.roll(p, -1, axis=0)) / 2 - p)
    tangent = np.roll(p, -2, axis=0) - np.roll(p, 2, axis=0)
    angle = np.unwrap(np.arctan2(tangent[:, 1], tangent[:, 0]))
    bend = np.abs(np.gradient(angle)) / 0.4
    bend = ndimage.maximum_filter1d(ndimage.gaussian_filter1d(bend, 1.2, mode="wrap"), 3, mode="wrap")
    length = np.clip(np.sqrt(8 * 0.05 / np.maximum(bend, 1e-6)), 1.0, 3.8)
    station = np.concatenate([[0.0], np.cumsum(0.4 / length)])
    n = max(int(np.ceil(station[-1])), 8)
    want = np.arange(n) * station[-1] / n
    q = np.concatenate([p, p[:1]])
    return np.stack([np.interp(want, station, q[:, k]) for k in (0, 1)], axis=1)


def _even(curve: F64, spacing: float) -> F64:
    q = np.concatenate([curve, curve[:1]])
    s = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(q, axis=0), axis=1))])
    n = max(round(s[-1] / spacing), 8)
    want = np.arange(n) * s[-1] / n
    return np.stack([np.interp(want, s, q[:, k]) for k in (0, 1)], axis=1)


def _relief(parts: F64) -> F64:
    """What the parts add to the union's dome, on the SIDE grid, blurred to below the mesh's scale."""
    union = parts.max(axis=0)
    total = max(float(union.sum()), 1.0)
    details = [p for p in parts if 10.0 < float(p.sum()) < 0.92 * total][:40]
    domes = _grid_domes(np.stack([union, *details]))
    base = domes[0]
    top = base.copy()
    for cover, dome in zip(details, domes[1:], strict=True):
        small = min(float(dome.max()) / 4.0, 1.0)
        raised = base * 0.93 + dome * DETAIL + LIFT * small
        top = top + cover * (np.maximum(top, raised) - top)
    return np.asarray(ndimage.gaussian_filter(top - base, 0.9))


def _grid_domes(masks: F64) -> F64:
    """sqrt(2u) with ∇²u = −1 in each mask (k, SIDE, SIDE) and u = 0 outside, by cascadic Jacobi from coarse to fine."""
    levels = [masks]
    while levels[-1].shape[1] > 8:
        m = levels[-1]
        levels.append((m[:, ::2, ::2] + m[:, 1::2, ::2] + m[:, ::2, 1::2] + m[:, 1::2, 1::2]) / 4)
    u = np.zeros_like(levels[-1])
    for k in range(len(levels) - 1, 0, -1):
        hole = (levels[k] > 0.5).astype(np.float64)
        if u.shape != hole.shape:
            u = 4 * _twice(u)
        u *= hole
        pad = np.zeros((u.shape[0], u.shape[1] + 2, u.shape[2] + 2))
        for _ in range(30 if k > 1 else 24):
            pad[:, 1:-1, 1:-1] = u
            u = (pad[:, 1:-1, :-2] + pad[:, 1:-1, 2:] + pad[:, :-2, 1:-1] + pad[:, 2:, 1:-1] + 1) * (0.25 * hole)
    u = 4 * _twice(u) * np.clip(masks * 1.5 - 0.25, 0, 1)
    return np.asarray(np.sqrt(2 * np.maximum(u, 0)))


def _twice(u: F64) -> F64:
    """Bilinear doubling of images (k, s, s), pixel centres kept."""
    for axis in (1, 2):
        p = np.concatenate([np.take(u, [0], axis), u, np.take(u, [-1], axis)], axis)
        mid, before, after = u, np.take(p, range(u.shape[axis]), axis), np.take(p, range(2, u.shape[axis] + 2), axis)
        pair = np.stack([0.75 * mid + 0.25 * before, 0.75 * mid + 0.25 * after], axis + 1)
        shape = list(u.shape)
        shape[axis] *= 2
        u = pair.reshape(shape)
    return u


def _points(curves: list[F64], tree: cKDTree, relief: F64, union: NDArray[np.float32]) -> F64:
    """Outline points first, then rings inside the rim, then interior points by how much the relief bends."""
    rim = np.concatenate(curves)
    chosen = [rim]
    for offset, stride in ((0.6, 1), (2.0, 1), (4.6, 2)):
        for c in curves:
            tangent = np.roll(c, -1, axis=0) - np.roll(c, 1, axis=0)
            normal = np.stack([tangent[:, 1], -tangent[:, 0]], axis=1)
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
            if _sample(union, c + normal).mean() < _sample(union, c - normal).mean():
                normal = -normal
            p = (c + normal * offset)[::stride]
            deep = tree.query(p)[0] > 0.9 * offset
            chosen.append(p[deep & (_sample(union, p) > 0.6)])
    bend = np.abs(ndimage.laplace(relief))
    base, fine = _hexagons(8.0), _hexagons(2.3)
    base = base[(_sample(union, base) > 0.9) & (tree.query(base)[0] > 5.0)]
    fine = fine[(_sample(union, fine) > 0.9) & (tree.query(fine)[0] > 2.6)]
    score = ndimage.map_coordinates(ndimage.maximum_filter(bend, 3), [fine[:, 1], fine[:, 0]], order=1)
    used = sum(len(p) for p in chosen) + len(base)
    order = np.argsort(-score, kind="stable")[: max(BUDGET - used, 120)]
    chosen += [base, fine[order[score[order] > 0.05]]]
    return _spaced(np.concatenate(chosen), len(rim), 0.5)


def _hexagons(spacing: float) -> F64:
    y = np.arange(1, SIDE - 1, spacing * 0.866)
    x = np.arange(1, SIDE - 1, spacing)
    gx, gy = np.meshgrid(x, y)
    gx = gx + (np.arange(len(y)) % 2 * spacing / 2)[:, None]
    return np.stack([gx.ravel(), gy.ravel()], axis=1)


def _sample(union: NDArray[np.float32], p: F64) -> F64:
    """Coverage of the outline image at points in SIDE pixels."""
    return np.asarray(ndimage.map_coordinates(union, [2 * p[:, 1] + 0.5, 2 * p[:, 0] + 0.5], order=1), dtype=np.float64)


def _spaced(points: F64, keep: int, least: float) -> F64:
    """Drop later points closer than `least` to earlier ones; the first `keep` always stay."""
    pairs = cKDTree(points).query_pairs(least, output_type="ndarray")
    drop = np.zeros(len(points), bool)
    for a, b in np.sort(pairs, axis=1)[np.lexsort((pairs.max(axis=1), pairs.min(axis=1)))].tolist():
        if b >= keep and not drop[a]:
            drop[b] = True
    return points[~drop]


def _triangles(points: F64, union: NDArray[np.float32]) -> I32:
    """Delaunay triangles inside the union, counter-clockwise with y up."""
    # a fixed, tiny displacement breaks ties between co-circular lattice points the same way everywhere
    nudge = np.random.default_rng(1).uniform(-1e-5, 1e-5, points.shape)
    faces = Delaunay(points + nudge).simplices.astype(np.int32)
    p = points[faces]
    centre = p.mean(axis=1)
    probes = [centre, *(0.8 * (p[:, i] + p[:, j]) / 2 + 0.2 * centre for i, j in ((0, 1), (1, 2), (2, 0)))]
    inside = np.mean([_sample(union, q) for q in probes], axis=0) >= 0.5
    u, v = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
    area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    faces = np.where((area > 0)[:, None], faces[:, ::-1], faces)
    return np.ascontiguousarray(faces[inside & (np.abs(area) > 1e-4)])


def _compact(points: F64, faces: I32) -> tuple[F64, I32]:
    if len(faces) == 0:
        raise ValueError("too thin to inflate")
    kept, inverse = np.unique(faces, return_inverse=True)
    return points[kept], inverse.reshape(faces.shape).astype(np.int32)


def _border(faces: I32, count: int) -> NDArray[np.bool_]:
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    unique, uses = np.unique(edges, axis=0, return_counts=True)
    border = np.zeros(count, bool)
    border[unique[uses == 1].ravel()] = True
    return border


def _dome(points: F64, faces: I32, border: NDArray[np.bool_]) -> F64:
    """sqrt(2u), ∇²u = −1, u = 0 on the border: linear finite elements with cotangent weights and lumped areas."""
    n = len(points)
    p = points[faces]
    rows, cols, vals, load = [], [], [], np.zeros(n)
    e, f = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
    area = 0.5 * np.abs(e[:, 0] * f[:, 1] - e[:, 1] * f[:, 0])
    for k in range(3):
        i, j = faces[:, (k + 1) % 3], faces[:, (k + 2) % 3]
        a, b = p[:, (k + 1) % 3] - p[:, k], p[:, (k + 2) % 3] - p[:, k]
        cot = np.sum(a * b, axis=1) / np.maximum(2 * area, 1e-9) / 2
        rows += [i, j, i, j]
        cols += [j, i, i, j]
        vals += [-cot, -cot, cot, cot]
        np.add.at(load, faces[:, k], area / 3)
    matrix = sparse.csr_matrix((np.concatenate(vals), (np.concatenate(rows), np.concatenate(cols))), shape=(n, n))
    free = np.nonzero(~border)[0]
    u = np.zeros(n)
    if len(free):
        u[free] = spsolve(matrix[free][:, free].tocsc(), load[free])
    return np.asarray(np.sqrt(2 * np.maximum(u, 0)))
