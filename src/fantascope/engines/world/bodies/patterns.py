"""Periodic patterns textures are made of: noise, cells, running bonds.

Knows nothing of surfaces or colours. Every pattern is (SIZE, SIZE), wraps round at its edges and follows its seed.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

F64 = NDArray[np.float64]
SIZE = 512


def noise(cells: int, seed: int, *, octaves: int = 4, gain: float = 0.5, stretch: tuple[int, int] = (1, 1)) -> F64:
    """Periodic cubic value noise (SIZE, SIZE), scaled to [0, 1]; `stretch` multiplies the cells along (rows,
    columns)."""
    rng = np.random.default_rng(seed)
    total = np.zeros((SIZE, SIZE))
    amplitude = 1.0
    for octave in range(octaves):
        rows, columns = min(cells * 2**octave * stretch[0], SIZE), min(cells * 2**octave * stretch[1], SIZE)
        lattice = rng.random((rows, columns))
        total += amplitude * (_between(rows) @ lattice @ _between(columns).T)
        amplitude *= gain
    return unit(total)


@lru_cache(maxsize=32)
def _between(knots: int) -> F64:
    """Weights (SIZE, knots) of periodic Catmull-Rom interpolation of `knots` values."""
    x = np.arange(SIZE) * knots / SIZE
    i, f = np.floor(x).astype(int), x % 1.0
    taps = (
        -0.5 * f + f**2 - 0.5 * f**3,
        1 - 2.5 * f**2 + 1.5 * f**3,
        0.5 * f + 2 * f**2 - 1.5 * f**3,
        -0.5 * f**2 + 0.5 * f**3,
    )
    out = np.zeros((SIZE, knots))
    for k, tap in enumerate(taps):
        np.add.at(out, (np.arange(SIZE), (i + k - 1) % knots), tap)
    return out


def cells(count: int, seed: int) -> tuple[F64, F64, NDArray[np.int64]]:
    """Periodic Worley cells: distance to the nearest point, border distance (F2 − F1), and the cell's index."""
    rng = np.random.default_rng(seed)
    side = max(round(float(np.sqrt(count))), 1)
    gy, gx = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    points = (np.stack([gy, gx], -1).reshape(-1, 2) + 0.5 + rng.uniform(-0.38, 0.38, (side * side, 2))) / side
    points = points % 1.0
    t = (np.arange(SIZE) + 0.5) / SIZE
    where = np.stack(np.meshgrid(t, t, indexing="ij"), -1).reshape(-1, 2)
    found = cKDTree(points, boxsize=np.ones((1, 2))).query(where, k=2)
    distance, index = np.asarray(found[0]) * side, np.asarray(found[1], dtype=np.int64)
    shape = (SIZE, SIZE)
    return distance[:, 0].reshape(shape), (distance[:, 1] - distance[:, 0]).reshape(shape), index[:, 0].reshape(shape)


def unit(a: F64) -> F64:
    """Scaled to [0, 1]."""
    return np.asarray((a - a.min()) / max(float(np.ptp(a)), 1e-9))


def soft(a: F64, sigma: float) -> F64:
    """Blurred by `sigma` pixels, wrapping round."""
    return np.asarray(gaussian_filter(a, sigma, mode="wrap"))


def bricks(rows: int, columns: float, seed: int, joint: float, *, offset: float = 0.5) -> tuple[F64, F64, F64]:
    """A running bond: random value per brick, distance to the joint in [0, 1] (0 = in the joint), and v inside."""
    t = np.arange(SIZE) / SIZE
    v, u = np.meshgrid(t * rows, t * columns, indexing="ij")
    row = np.floor(v)
    u = u + (row % 2) * offset
    column = np.floor(u) % columns
    value = np.random.default_rng(seed).random((rows, int(np.ceil(columns)) + 1))[row.astype(int), column.astype(int)]
    fu, fv = u % 1.0, v % 1.0
    edge = np.minimum(np.minimum(fu, 1 - fu) * (rows / columns), np.minimum(fv, 1 - fv))
    return value, np.clip(edge / joint, 0, 1), fv
