"""A soft solid as a smooth union of blobs, each hung on bones: distance, gradient, skin weights.

Knows nothing of animals, meshes or colours. Distances are approximate (right near the surface), negative inside, in
metres; the union is the polynomial smooth minimum of Inigo Quilez, taken in the order of the blobs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..types import Vec3

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Blob:
    """A round-ended cone from `a` (radius ra) to `b` (radius rb), stretched by `scale` along the axes turned by
    `pitch` about y and then `yaw` about z. Its skin slides from `bone` at a to `bone_b` at b. `blend` is the width in
    metres of its fillet with what came before."""

    a: Vec3
    b: Vec3
    ra: float
    rb: float
    bone: str
    bone_b: str
    blend: float
    scale: Vec3 = (1.0, 1.0, 1.0)
    pitch: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0
    profile: tuple[float, ...] = ()
    """Radii at even steps from a to b, in place of the straight cone."""
    chain: tuple[str, ...] = ()
    """Bones at even steps from a to b, in place of the two."""

    def measure(self, p: F64) -> tuple[F64, F64]:
        """Distance (n,) and place along the axis in [0, 1] (n,) of points (n, 3)."""
        a, b = np.asarray(self.a, dtype=np.float64), np.asarray(self.b, dtype=np.float64)
        middle = (a + b) / 2
        s = np.asarray(self.scale, dtype=np.float64)
        m = turn(self.pitch, self.yaw, self.roll)
        q, qa, qb = ((p - middle) @ m) / s, ((a - middle) @ m) / s, ((b - middle) @ m) / s
        axis = qb - qa
        t = np.clip((q - qa) @ axis / max(float(axis @ axis), 1e-12), 0.0, 1.0)
        away = q - qa - t[:, None] * axis
        length = np.sqrt(np.einsum("ij,ij->i", away, away))
        radius = (
            np.interp(t, np.linspace(0, 1, len(self.profile)), self.profile)
            if self.profile
            else self.ra + (self.rb - self.ra) * t
        )
        if self.scale == (1.0, 1.0, 1.0):
            return length - radius, t
        away /= s
        slope = np.sqrt(np.einsum("ij,ij->i", away, away)) / np.maximum(length, 1e-9)
        return (length - radius) / np.where(length < 1e-9, 1.0 / s.max(), slope), t


def turn(pitch: float, yaw: float = 0.0, roll: float = 0.0) -> F64:
    """Rotation matrix: roll about x, then pitch about y (nose down positive), then yaw about z."""
    cp, sp, cy, sy, cr, sr = np.cos(pitch), np.sin(pitch), np.cos(yaw), np.sin(yaw), np.cos(roll), np.sin(roll)
    rz = np.array([[cy, -sy, 0.0], [sy, cy, 0.0], [0.0, 0.0, 1.0]])
    ry = np.array([[cp, 0.0, sp], [0.0, 1.0, 0.0], [-sp, 0.0, cp]])
    rx = np.array([[1.0, 0.0, 0.0], [0.0, cr, -sr], [0.0, sr, cr]])
    return np.asarray(rz @ ry @ rx)


def distance(blobs: Sequence[Blob], p: F64) -> F64:
    """Signed distance (n,) of points (n, 3) to the union."""
    d = np.full(len(p), 1e3)
    for blob in blobs:
        e, _ = blob.measure(p)
        k = max(blob.blend, 1e-5)
        h = np.maximum(k - np.abs(d - e), 0.0) / k
        d = np.minimum(d, e) - h * h * k * 0.25
    return d


def gradient(blobs: Sequence[Blob], p: F64, step_m: float = 1e-4) -> F64:
    """Unit outward normal (n, 3), by the four-point tetrahedron difference."""
    g = np.zeros_like(p)
    for k in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        e = np.asarray(k, dtype=np.float64)
        g += e * distance(blobs, p + e * step_m)[:, None]
    return np.asarray(g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-12))


def settle(blobs: Sequence[Blob], p: F64, steps: int = 3, most_m: float = 1.0) -> F64:
    """Move points (n, 3) onto the surface by damped Newton steps of at most `most_m`."""
    for _ in range(steps):
        d = np.clip(distance(blobs, p), -most_m, most_m)
        p = p - gradient(blobs, p) * d[:, None] * 0.9
    return p


def march(blobs: Sequence[Blob], start: Vec3, direction: Vec3, reach_m: float = 2.0) -> F64:
    """Where a ray from inside leaves the union: a point (3,)."""
    along = np.asarray(direction, dtype=np.float64)
    along = along / np.linalg.norm(along)
    ts = np.linspace(0.0, reach_m, 800)
    d = distance(blobs, np.asarray(start, dtype=np.float64) + ts[:, None] * along)
    outside = np.flatnonzero((d[1:] > 0) & (d[:-1] <= 0))
    i = int(outside[0]) if len(outside) else 0
    u = d[i] / (d[i] - d[i + 1]) if len(outside) else 0.0
    return np.asarray(np.asarray(start) + (ts[i] + (ts[i + 1] - ts[i]) * u) * along)


def skin(blobs: Sequence[Blob], names: Sequence[str], p: F64, softness_m: float) -> tuple[NDArray[np.int32], F64]:
    """Four bones (n, 4) and weights (n, 4) of surface points: each blob pulls by exp(−distance / softness)."""
    row = {name: i for i, name in enumerate(names)}
    pull = np.zeros((len(p), len(names)))
    measured = [blob.measure(p) for blob in blobs]
    nearest = np.min([d for d, _ in measured], axis=0)
    for blob, (d, t) in zip(blobs, measured, strict=True):
        w = np.exp(-np.minimum((d - nearest) / softness_m, 60.0))
        if blob.chain:
            place = t * (len(blob.chain) - 1)
            for i, name in enumerate(blob.chain):
                pull[:, row[name]] += w * np.maximum(1 - np.abs(place - i), 0.0)
            continue
        s = t * t * (3 - 2 * t)
        pull[:, row[blob.bone]] += w * (1 - s)
        pull[:, row[blob.bone_b]] += w * s
    pull /= pull.sum(axis=1, keepdims=True)
    pull[pull < 0.04] = 0.0
    joints = np.argsort(-pull, axis=1)[:, :4].astype(np.int32)
    weights = np.take_along_axis(pull, joints, axis=1)
    return joints, weights / weights.sum(axis=1, keepdims=True)
