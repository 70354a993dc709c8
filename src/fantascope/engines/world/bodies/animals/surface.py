"""Meshing of a blob union by naive surface nets on a sparse grid, with vertices settled onto the surface.

Knows nothing of skin or paint. The mesh is closed and winds outwards. Method: S. Gibson, "Constrained elastic surface
nets" (1998), in its dual-grid form without relaxation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import field
from .field import Blob

F64 = NDArray[np.float64]
_BLOCK = 6
_GROUP = 4
"""Blocks a side of a group."""


def net(blobs: Sequence[Blob], target_vertices: int) -> tuple[F64, F64, NDArray[np.int32]]:
    """Positions (n, 3), normals (n, 3) and triangles (m, 3) with about `target_vertices` vertices."""
    ends = np.array([[*blob.a] for blob in blobs] + [[*blob.b] for blob in blobs])
    reach = np.array([max(blob.ra, blob.rb, *blob.profile) * max(blob.scale) + blob.blend * 0.3 for blob in blobs] * 2)
    low, high = (ends - reach[:, None]).min(axis=0), (ends + reach[:, None]).max(axis=0)
    coarse = float((high - low).max()) / 36
    crossed = 0
    for _ in range(4):
        crossed = int(_mixed(_sample(blobs, low, high, coarse)[0]).sum())
        if crossed * 100 >= target_vertices:
            break
        coarse /= 2  # pieces far smaller than the whole fall between the points of so wide a grid
    cell = coarse * float(np.sqrt(max(crossed, 1) / target_vertices))
    for _ in range(3):
        values, origin = _sample(blobs, low, high, cell)
        p, faces = _extract(values, origin, cell)
        if len(p) <= 1.25 * target_vertices:
            break
        cell *= float(np.sqrt(len(p) / target_vertices))
    p = field.settle(blobs, p, most_m=cell * 0.5)
    return p, field.gradient(blobs, p, cell * 0.25), _split(p, faces)


def _sample(blobs: Sequence[Blob], low: F64, high: F64, cell: float) -> tuple[F64, F64]:
    """Field on a grid; only blocks the surface may cross are evaluated, the others keep their centre's sign."""
    origin = low - 1.5 * cell
    blocks = np.ceil((high - low + 3 * cell) / (cell * _BLOCK)).astype(int)
    index = np.stack(np.meshgrid(*[np.arange(k) for k in blocks], indexing="ij"), -1).reshape(-1, 3)
    middle = origin + (index + 0.5) * cell * _BLOCK
    d = _far(blobs, middle, index, cell * _BLOCK * _GROUP)
    radius = cell * _BLOCK * 0.87
    near = np.abs(d) < radius * 1.6
    shape = tuple(int(k) * _BLOCK for k in blocks)
    values = np.repeat(np.repeat(np.repeat(d.reshape(tuple(blocks)), _BLOCK, 0), _BLOCK, 1), _BLOCK, 2)
    inner = np.stack(np.meshgrid(*[np.arange(_BLOCK)] * 3, indexing="ij"), -1).reshape(-1, 3)
    at = (index[near][:, None] * _BLOCK + inner[None]).reshape(-1, 3)
    values.reshape(-1)[np.ravel_multi_index((at[:, 0], at[:, 1], at[:, 2]), shape)] = field.distance(
        blobs, origin + at * cell
    )
    return values, origin


def _far(blobs: Sequence[Blob], middle: F64, index: NDArray[np.int64], side: float) -> F64:
    """Field at the block centres; a group of blocks far from the surface has the value of its own centre."""
    group = np.ravel_multi_index(tuple((index // _GROUP).T), tuple(index.max(axis=0) // _GROUP + 1))
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    corner = middle[first] - (index[first] % _GROUP) * (side / _GROUP)
    d = field.distance(blobs, corner + side * (0.5 - 0.5 / _GROUP))[inverse]
    near = np.abs(d) < side * 0.87 * 1.6
    d[near] = field.distance(blobs, middle[near])
    return d


def _mixed(values: F64) -> NDArray[np.bool_]:
    inside = values < 0
    count = sum(
        inside[i : inside.shape[0] - 1 + i, j : inside.shape[1] - 1 + j, k : inside.shape[2] - 1 + k].astype(np.int8)
        for i in (0, 1)
        for j in (0, 1)
        for k in (0, 1)
    )
    return np.asarray((count > 0) & (count < 8))


def _extract(values: F64, origin: F64, cell: float) -> tuple[F64, NDArray[np.int32]]:
    """One vertex per mixed cell (mean of its edge crossings), one quad (m, 4) per crossed grid edge."""
    mixed = _mixed(values)
    cells = np.argwhere(mixed)
    number = np.full(mixed.shape, -1, dtype=np.int32)
    number[mixed] = np.arange(len(cells), dtype=np.int32)
    total, count = np.zeros((len(cells), 3)), np.zeros(len(cells))
    corners = {
        c: values[cells[:, 0] + c[0], cells[:, 1] + c[1], cells[:, 2] + c[2]]
        for c in [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    }
    for axis in range(3):
        for c, va in corners.items():
            if c[axis]:
                continue
            end = np.array(c) + np.eye(3, dtype=int)[axis]
            vb = corners[int(end[0]), int(end[1]), int(end[2])]
            crossed = (va < 0) != (vb < 0)
            t = np.where(crossed, va / np.where(crossed, va - vb, 1.0), 0.0)
            at = np.array(c, dtype=np.float64) + t[:, None] * np.eye(3)[axis]
            total += np.where(crossed[:, None], at, 0.0)
            count += crossed
    p = origin + (cells + total / np.maximum(count, 1)[:, None]) * cell
    quads = []
    inside = values < 0
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        first = [slice(None)] * 3
        second = [slice(None)] * 3
        first[axis], second[axis] = slice(0, -1), slice(1, None)
        edges = np.argwhere(inside[tuple(first)] != inside[tuple(second)])
        edges = edges[(edges[:, u] > 0) & (edges[:, v] > 0)]
        du, dv = np.eye(3, dtype=int)[u], np.eye(3, dtype=int)[v]
        around = [edges - du - dv, edges - dv, edges, edges - du]
        quad = np.stack([number[q[:, 0], q[:, 1], q[:, 2]] for q in around], axis=1)
        leaving = inside[edges[:, 0], edges[:, 1], edges[:, 2]]
        quads.append(np.where(leaving[:, None], quad, quad[:, ::-1]))
    return p, np.concatenate(quads)


def _split(p: F64, quads: NDArray[np.int32]) -> NDArray[np.int32]:
    """Two triangles a quad, along the shorter diagonal."""
    a, b, c, d = quads.T
    short = np.linalg.norm(p[a] - p[c], axis=1) <= np.linalg.norm(p[b] - p[d], axis=1)
    one = np.where(short[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(short[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    return np.concatenate([one, two]).astype(np.int32)
