"""Crisp paint on a mesh: regions given as signed functions, triangles cut along their edges.

Knows nothing of species. A region is negative inside. Later regions cover earlier ones. Cutting keeps the surface
and its normals; it only adds vertices on the paint's edge, doubled so that both colours are pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..types import Rgb, Vec3
from .field import Blob, turn

F64 = NDArray[np.float64]
Region = Callable[[F64], F64]


@dataclass(frozen=True, slots=True)
class Coat:
    """`colour` painted inside `region`; `slot` 0 is the base coat."""

    region: Region
    colour: Rgb


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A cut mesh: positions and normals (n, 3), faces (m, 3), slot of each vertex (n,): 0 = base, k = k-th coat."""

    positions: F64
    normals: F64
    faces: NDArray[np.int32]
    slot: NDArray[np.int32]


def cover(positions: F64, normals: F64, faces: NDArray[np.int32], coats: Sequence[Coat]) -> Painted:
    """Cut the mesh along the edge of each coat in turn."""
    p, n, f = positions, normals, faces.astype(np.int64)
    slot = np.zeros(len(p), dtype=np.int32)
    size = float(np.median(np.linalg.norm(p[f[:, 0]] - p[f[:, 1]], axis=1)))
    for k, coat in enumerate(coats, start=1):
        d = coat.region(p)
        d = np.where(np.abs(d) < size * 0.06, np.where(d < 0, -1.0, 1.0) * size * 0.06, d)
        p, n, f, slot = _cut(p, n, f, slot, d, k)
    return Painted(p, n, f.astype(np.int32), slot)


def _cut(
    p: F64, n: F64, f: NDArray[np.int64], slot: NDArray[np.int32], d: F64, k: int
) -> tuple[F64, F64, NDArray[np.int64], NDArray[np.int32]]:
    inside = d < 0
    count = inside[f].sum(axis=1)
    whole = f[(count == 0) | (count == 3)]
    cut = f[(count == 1) | (count == 2)]
    # turn each cut triangle so that its first corner is alone on its side
    alone = np.where(inside[cut].sum(axis=1)[:, None] == 1, inside[cut], ~inside[cut]).argmax(axis=1)
    a, b, c = (cut[np.arange(len(cut)), (alone + i) % 3] for i in range(3))
    pairs = np.concatenate([np.stack([a, b], 1), np.stack([a, c], 1)])
    # doubled vertices are apart in index but not in place: an edge is known by its two ends and its slot
    edge, inverse = np.unique(np.sort(pairs, axis=1), axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    i, j = edge.T
    t = (d[i] / (d[i] - d[j]))[:, None] if len(edge) else np.zeros((0, 1))
    middle, normal = p[i] + (p[j] - p[i]) * t, n[i] + (n[j] - n[i]) * t
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    base, m = len(p), len(edge)
    ab, ac = base + inverse[: len(cut)], base + inverse[len(cut) :]
    # rows base … base + m carry the outside's slot, the next m the inside's
    first = np.where(inside[a], m, 0)
    second = m - first
    new = np.concatenate(
        [
            np.stack([a, ab + first, ac + first], 1),
            np.stack([ab + second, b, c], 1),
            np.stack([ab + second, c, ac + second], 1),
        ]
    )
    outer = np.where(inside[i], slot[j], slot[i])
    slot = np.where(inside, k, slot)
    return (
        np.concatenate([p, middle, middle]),
        np.concatenate([n, normal, normal]),
        np.concatenate([whole, new]),
        np.concatenate([slot, outer, np.full(m, k)]).astype(np.int32),
    )


def egg(centre: Vec3, radii: Vec3, *, pitch: float = 0.0, yaw: float = 0.0, pair: bool = False) -> Region:
    """Inside an ellipsoid; `pair` mirrors it to the other side (y → −y)."""

    def region(p: F64) -> F64:
        q = p * np.array([1.0, np.sign(centre[1]) or 1.0, 1.0]) if pair else p
        if pair:
            q = np.column_stack([p[:, 0], np.abs(p[:, 1]), p[:, 2]])
        c = np.asarray(centre, dtype=np.float64)
        local = ((q - (np.array([c[0], abs(c[1]), c[2]]) if pair else c)) @ turn(pitch, yaw)) / np.asarray(radii)
        return np.asarray((np.linalg.norm(local, axis=1) - 1.0) * min(radii))

    return region


def beyond(point: Vec3, direction: Vec3, *, wave: float = 0.0, waves: float = 5.0) -> Region:
    """The far side of a plane through `point`, with an edge that waves by `wave` metres round the body."""
    way = np.asarray(direction, dtype=np.float64)
    way = way / np.linalg.norm(way)

    def region(p: F64) -> F64:
        around = np.arctan2(p[:, 1] - point[1], p[:, 2] - point[2] + p[:, 0] - point[0])
        return np.asarray(-((p - np.asarray(point)) @ way) + wave * np.sin(waves * around))

    return region


def within(*regions: Region) -> Region:
    """Inside all of them."""
    return lambda p: np.asarray(np.max([r(p) for r in regions], axis=0))


def either(*regions: Region) -> Region:
    """Inside any of them."""
    return lambda p: np.asarray(np.min([r(p) for r in regions], axis=0))


def without(region: Region, hole: Region) -> Region:
    """Inside the first and outside the second."""
    return lambda p: np.asarray(np.maximum(region(p), -hole(p)))


def near(blobs: Sequence[Blob], margin_m: float, start: float = 0.0, end: float = 1.0) -> Region:
    """Within `margin_m` of some blobs, along their axes from `start` to `end`."""

    def region(p: F64) -> F64:
        best = np.full(len(p), 1e3)
        for blob in blobs:
            d, _ = blob.measure(p)
            a, b = np.asarray(blob.a), np.asarray(blob.b)
            axis = b - a
            length = max(float(np.linalg.norm(axis)), 1e-9)
            u = (p - a) @ axis / length
            d = d - margin_m
            if start > 0:
                d = np.maximum(d, start * length - u)
            if end < 1:
                d = np.maximum(d, u - end * length)
            best = np.minimum(best, d)
        return best

    return region


def bands(direction: Vec3, period_m: float, share: float, *, wobble_m: float = 0.0, seed: int = 0) -> Region:
    """Stripes across `direction`, covering `share` of it, wavering by `wobble_m`."""
    way = np.asarray(direction, dtype=np.float64)
    way = way / np.linalg.norm(way)
    rng = np.random.default_rng(seed)
    k = rng.normal(size=(4, 3)) * 2.2 / period_m
    phase = rng.uniform(0, 2 * np.pi, 4)

    def region(p: F64) -> F64:
        shift = np.sin(p * np.array([1.0, 1.0, 1.0]) @ k.T + phase).mean(axis=1) * wobble_m * 2
        u = np.abs(((p @ way + shift) / period_m) % 1.0 - 0.5)
        return np.asarray((u - share / 2) * period_m)

    return region


def spots(
    low: Vec3, high: Vec3, count: int, radius_m: float, *, seed: int = 0, ring: float = 0.0, wobble: float = 0.25
) -> Region:
    """Round-ish spots strewn evenly in a box (best of ten tries each); `ring` > 0 leaves a hole of that share."""
    rng = np.random.default_rng(seed)
    places: list[F64] = []
    for _ in range(count):
        tries = rng.uniform(low, high, (10, 3))
        if places:
            gap = np.linalg.norm(tries[:, None] - np.array(places)[None], axis=-1).min(axis=1)
            places.append(tries[int(gap.argmax())])
        else:
            places.append(tries[0])
    centres = np.array(places)
    sizes = radius_m * rng.uniform(0.75, 1.25, count)

    def region(p: F64) -> F64:
        ripple = 1.0 + wobble * np.sin(p @ np.array([7.0, 11.0, 9.0]) / radius_m * 0.12)
        far = np.linalg.norm(p[:, None] - centres[None], axis=-1)
        d = (far - sizes[None] * ripple[:, None]).min(axis=1)
        if ring > 0:
            d = np.maximum(d, (sizes[None] * ring - far).max(axis=1))
        return np.asarray(d)

    return region
