"""Surfaces lofted along an axis, and the bone weights that let them bend.

Knows nothing of people. A loft is a stack of superellipse rings; its skin is blended along the axis between the bones
of a chain, so limbs, sleeves and skirts bend without cracks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import shapes
from ..types import Mesh

F64 = NDArray[np.float64]


def loft(
    centres: ArrayLike,
    u: ArrayLike,
    v: ArrayLike,
    ru: ArrayLike,
    rv: ArrayLike,
    *,
    power: float = 2.0,
    segments: int = 20,
    caps: tuple[float | None, float | None] = (None, None),
    hem_m: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """Rings round `centres` (m, 3) with half axes `ru` along unit `u` and `rv` along unit `v` (superellipse `power`).

    caps: height in metres of the dome that closes each end (None = open). hem_m: thickness of the fold that turns an
    open end inwards, so that a cuff looks thick.
    """
    c = np.asarray(centres, dtype=np.float64)
    uu, vv = np.asarray(u, dtype=np.float64), np.asarray(v, dtype=np.float64)
    a = np.broadcast_to(np.asarray(ru, dtype=np.float64), (len(c),)).copy()
    b = np.broadcast_to(np.asarray(rv, dtype=np.float64), (len(c),)).copy()
    axis = c[-1] - c[0]
    axis /= np.linalg.norm(axis)
    for end in (0, 1):
        out = -axis if end == 0 else axis
        k = 0 if end == 0 else -1
        cap, hem = caps[end], hem_m[end]
        extra: list[tuple[F64, float, float]] = []
        if cap is not None:
            for t in np.linspace(0, np.pi / 2, 4)[1:]:
                extra.append((c[k] + out * cap * np.sin(t), max(a[k] * np.cos(t), 1e-5), max(b[k] * np.cos(t), 1e-5)))
        elif hem > 0:
            extra = [
                (c[k] + out * hem * 0.55, a[k] - hem * 0.15, b[k] - hem * 0.15),
                (c[k] + out * hem * 0.6, a[k] - hem * 0.8, b[k] - hem * 0.8),
                (c[k] - out * hem * 1.5, a[k] - hem, b[k] - hem),
            ]
        if extra:
            ec = np.array([e[0] for e in extra])
            ea, eb = np.array([e[1] for e in extra]), np.array([e[2] for e in extra])
            if end == 0:
                c, a, b = np.concatenate([ec[::-1], c]), np.concatenate([ea[::-1], a]), np.concatenate([eb[::-1], b])
            else:
                c, a, b = np.concatenate([c, ec]), np.concatenate([a, ea]), np.concatenate([b, eb])
    phi = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    if float(np.dot(uu, np.cross(vv, axis))) > 0:
        phi = -phi
    cs, sn = np.cos(phi), np.sin(phi)
    cs = np.sign(cs) * np.abs(cs) ** (2 / power)
    sn = np.sign(sn) * np.abs(sn) ** (2 / power)
    points = c[:, None] + a[:, None, None] * cs[None, :, None] * uu + b[:, None, None] * sn[None, :, None] * vv
    return shapes.grid(points, close_v=True)


def ribbon(path: ArrayLike, out: ArrayLike, width_m: ArrayLike, thickness_m: float, *, segments: int = 8) -> Mesh:
    """A rounded band along path (n, 3), `width_m` wide across the path and `thickness_m` thick along `out` (n, 3)."""
    p = np.asarray(path, dtype=np.float64)
    o = np.broadcast_to(np.asarray(out, dtype=np.float64), p.shape)
    tangent = np.gradient(p, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-12)
    o = o - tangent * np.sum(o * tangent, axis=1, keepdims=True)
    o = o / np.maximum(np.linalg.norm(o, axis=1, keepdims=True), 1e-12)
    across = np.cross(tangent, o)
    w = np.broadcast_to(np.asarray(width_m, dtype=np.float64), (len(p),)) / 2
    phi = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    ring = (
        w[:, None, None] * np.cos(phi)[None, :, None] * across[:, None]
        + thickness_m / 2 * np.sin(phi)[None, :, None] * o[:, None]
    )
    body = p[:, None] + ring
    ends = [np.repeat(p[i][None, None], segments, axis=1) for i in (0, -1)]
    return shapes.oriented(shapes.grid(np.concatenate([ends[0], body, ends[1]]), close_v=True))


def chain_weights(s: F64, joints: Sequence[float], bones: Sequence[int], widths: Sequence[float]) -> tuple[F64, F64]:
    """Weights of a chain of bones along a coordinate.

    bones[0] rules below joints[0], bones[k + 1] above joints[k]; `widths` (metres) are the lengths over which one hands
    over to the next. Returns joints (n, 4) and weights (n, 4).
    """
    n = len(s)
    steps = [np.ones(n)]
    for at, width in zip(joints, widths, strict=True):
        x = np.clip((s - at) / max(width, 1e-6) + 0.5, 0.0, 1.0)
        steps.append(x * x * (3 - 2 * x))
    steps.append(np.zeros(n))
    all_weights = np.stack([np.clip(steps[k] - steps[k + 1], 0.0, 1.0) for k in range(len(bones))], axis=1)
    order = np.argsort(-all_weights, axis=1, kind="stable")[:, :4]
    weights = np.take_along_axis(all_weights, order, axis=1)
    index = np.asarray(bones)[order]
    if weights.shape[1] < 4:
        pad = 4 - weights.shape[1]
        weights = np.pad(weights, ((0, 0), (0, pad)))
        index = np.pad(index, ((0, 0), (0, pad)))
    return index, weights / weights.sum(axis=1, keepdims=True)


def skin_chain(
    m: Mesh,
    origin: ArrayLike,
    direction: ArrayLike,
    joints: Sequence[float],
    bones: Sequence[int],
    widths: Sequence[float],
) -> Mesh:
    """Skin a mesh by its vertices' distance along unit `direction` from `origin`; see `chain_weights`."""
    s = (m.positions.astype(np.float64) - np.asarray(origin)) @ np.asarray(direction, dtype=np.float64)
    return shapes.bound(m, *chain_weights(s, joints, bones, widths))


def skin_to(m: Mesh, bone: int) -> Mesh:
    """Skin a whole mesh to one bone."""
    n = len(m.positions)
    return shapes.bound(m, np.tile([bone, 0, 0, 0], (n, 1)), np.tile([1.0, 0.0, 0.0, 0.0], (n, 1)))


def outward(m: Mesh, centre: ArrayLike) -> Mesh:
    """Make an open shell face away from `centre` (`shapes.oriented` is for closed meshes)."""
    c = np.asarray(centre, dtype=np.float64)
    return shapes.moved(shapes.oriented(shapes.moved(m, -c)), c)
