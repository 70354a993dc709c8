"""An inflated front made a closed solid: the back mirrors it; its volume and a light convex hull.

Knows nothing of where shapes come from. Solids stand upright with their picture side towards −y.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..types import Mesh
from .pack import Shape


def solid(shape: Shape, scale: float) -> Mesh:
    """Front and mirrored back, welded along the border, with smooth normals."""
    n = len(shape.points)
    inner = np.nonzero(~shape.border)[0]
    back = np.arange(n)
    back[inner] = n + np.arange(len(inner))
    x, z, h = shape.points[:, 0], shape.points[:, 1], shape.height
    front = np.column_stack([x, -h, z])
    rear = np.column_stack([x, h, z])[inner]
    positions = (np.concatenate([front, rear]) * scale).astype(np.float32)
    faces = np.concatenate([shape.faces, back[shape.faces][:, ::-1]]).astype(np.int32)
    uvs = np.concatenate([shape.uvs, shape.uvs[inner]]).astype(np.float32)
    return Mesh(positions, _normals(positions, faces), uvs, np.ascontiguousarray(faces))


def _normals(positions: NDArray[np.float32], faces: NDArray[np.int32]) -> NDArray[np.float32]:
    """Vertex normals weighted by corner angle, which keeps rims round whatever the triangles' sizes."""
    p = positions[faces].astype(np.float64)
    face = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    face /= np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-20)
    n = np.zeros(positions.shape)
    for k in range(3):
        a, b = p[:, (k + 1) % 3] - p[:, k], p[:, (k + 2) % 3] - p[:, k]
        cosine = np.sum(a * b, axis=1) / np.maximum(np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1), 1e-20)
        np.add.at(n, faces[:, k], face * np.arccos(np.clip(cosine, -1, 1))[:, None])
    return np.asarray(n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-20), dtype=np.float32)


def volume(mesh: Mesh) -> float:
    """Cubic metres inside."""
    p = mesh.positions[mesh.faces].astype(np.float64)
    return abs(float(np.sum(p[:, 0] * np.cross(p[:, 1], p[:, 2])) / 6))


def support(mesh: Mesh, directions: int = 60) -> NDArray[np.float32]:
    """Extreme points along evenly spread directions: a light convex collider."""
    i = np.arange(directions) + 0.5
    z, a = 1 - 2 * i / directions, i * np.pi * (3 - np.sqrt(5))
    d = np.stack([np.sqrt(1 - z * z) * np.cos(a), np.sqrt(1 - z * z) * np.sin(a), z], axis=1)
    return np.ascontiguousarray(mesh.positions[np.unique(np.argmax(mesh.positions @ d.T, axis=0))])
