"""Primitive meshes: box, ball, capsule, lathe, tube, slab, grid; and how to move, join and paint them.

Knows nothing of concepts. All shapes are closed unless said otherwise, wind outwards, and carry metre-scaled uvs.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .types import Mesh, Vec3

F64 = NDArray[np.float64]


def mesh(
    positions: ArrayLike, faces: ArrayLike, normals: ArrayLike | None = None, uvs: ArrayLike | None = None
) -> Mesh:
    """A mesh from arrays; smooth normals are computed where none are given."""
    p = np.ascontiguousarray(positions, dtype=np.float32)
    f = np.ascontiguousarray(faces, dtype=np.int32)
    n = smooth_normals(p, f) if normals is None else np.ascontiguousarray(normals, dtype=np.float32)
    uv = p[:, :2].copy() if uvs is None else np.ascontiguousarray(uvs, dtype=np.float32)
    return Mesh(p, n, uv, f)


def smooth_normals(positions: NDArray[np.float32], faces: NDArray[np.int32]) -> NDArray[np.float32]:
    """Area-weighted vertex normals (n, 3)."""
    p = positions.astype(np.float64)
    face = np.cross(p[faces[:, 1]] - p[faces[:, 0]], p[faces[:, 2]] - p[faces[:, 0]])
    n = np.zeros_like(p)
    for k in range(3):
        np.add.at(n, faces[:, k], face)
    length = np.linalg.norm(n, axis=1, keepdims=True)
    return np.where(length > 1e-20, n / np.maximum(length, 1e-20), [0.0, 0.0, 1.0]).astype(np.float32)


def _cross(a: F64, b: F64) -> F64:
    """a × b of arrays (..., 3), to the bit what np.cross gives, without its overhead on small arrays."""
    ax, ay, az, bx, by, bz = a[..., 0], a[..., 1], a[..., 2], b[..., 0], b[..., 1], b[..., 2]
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis=-1)


def grid(points: F64, *, close_u: bool = False, close_v: bool = False, uvs: F64 | None = None) -> Mesh:
    """A surface through points (rows, columns, 3); normal is ∂row × ∂column. Closed directions repeat their seam."""
    p = np.asarray(points, dtype=np.float64)
    if close_u:
        p = np.concatenate([p, p[:1]], axis=0)
    if close_v:
        p = np.concatenate([p, p[:, :1]], axis=1)
    r, c = p.shape[:2]
    if uvs is None:
        du = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p[:, c // 2], axis=0), axis=1))])
        dv = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p[r // 2], axis=0), axis=1))])
        uvs = np.stack(np.meshgrid(dv, du), axis=-1)
    index = np.arange(r * c).reshape(r, c)
    a, b, d, e = index[:-1, :-1].ravel(), index[1:, :-1].ravel(), index[1:, 1:].ravel(), index[:-1, 1:].ravel()
    faces = np.concatenate([np.stack([a, b, d], 1), np.stack([a, d, e], 1)])
    flat = p.reshape(-1, 3)
    area = np.linalg.norm(_cross(flat[faces[:, 1]] - flat[faces[:, 0]], flat[faces[:, 2]] - flat[faces[:, 0]]), axis=1)
    faces = faces[area > 1e-14]
    du_vec = np.empty_like(p)
    dv_vec = np.empty_like(p)
    du_vec[1:-1], du_vec[0], du_vec[-1] = p[2:] - p[:-2], p[1] - p[0], p[-1] - p[-2]
    dv_vec[:, 1:-1], dv_vec[:, 0], dv_vec[:, -1] = p[:, 2:] - p[:, :-2], p[:, 1] - p[:, 0], p[:, -1] - p[:, -2]
    if close_u:
        du_vec[0] = du_vec[-1] = p[1] - p[-2]
    if close_v:
        dv_vec[:, 0] = dv_vec[:, -1] = p[:, 1] - p[:, -2]
    n = _cross(du_vec, dv_vec).reshape(-1, 3)
    length = np.linalg.norm(n, axis=1)
    bad = length < 1e-12
    if bad.any():
        n[bad] = smooth_normals(flat.astype(np.float32), faces.astype(np.int32))[bad]
        length = np.linalg.norm(n, axis=1)
    return mesh(flat, faces, n / np.maximum(length, 1e-20)[:, None], np.asarray(uvs).reshape(-1, 2))


def box(size: Vec3, *, bevel_m: float = 0.0, centre: Vec3 = (0.0, 0.0, 0.0)) -> Mesh:
    """A box of full extents `size`; `bevel_m` rounds its edges (two segments)."""
    half = np.asarray(size, dtype=np.float64) / 2
    r = min(bevel_m, float(half.min()) * 0.999)
    meshes = []
    if r <= 0:
        steps = [np.array([-h, h]) for h in half]
    else:
        steps = [np.array([-h, -h + r * 0.3, -h + r, h - r, h - r * 0.3, h]) for h in half]
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            gu, gv = np.meshgrid(steps[u], steps[v], indexing="ij")
            p = np.zeros((*gu.shape, 3))
            p[..., axis], p[..., u], p[..., v] = sign * half[axis], gu, gv
            if sign < 0:
                p = p[:, ::-1]
            uv = np.stack([p[..., u], p[..., v]], axis=-1)
            if r > 0:
                core = np.clip(p, -(half - r), half - r)
                n = p - core
                # pull the bevel onto a rounded edge
                d = np.linalg.norm(n, axis=-1, keepdims=True)
                n = n / np.maximum(d, 1e-12)
                p = core + n * r
                g = grid(p, uvs=uv)
                meshes.append(replace(g, normals=n.reshape(-1, 3).astype(np.float32)))
            else:
                meshes.append(grid(p, uvs=uv))
    return moved(join(meshes), centre)


def ball(radius_m: float, *, centre: Vec3 | None = None, rings: int = 24, segments: int = 36) -> Mesh:
    """A sphere resting on the ground (centre at z = radius) unless `centre` is given; u round, v up, both in [0, 1]."""
    return ellipsoid(
        (radius_m, radius_m, radius_m),
        centre=(0, 0, radius_m) if centre is None else centre,
        rings=rings,
        segments=segments,
    )


def ellipsoid(radii: Vec3, *, centre: Vec3 = (0.0, 0.0, 0.0), rings: int = 16, segments: int = 24) -> Mesh:
    """An ellipsoid with half axes `radii`."""
    theta = np.linspace(np.pi, 0, rings + 1)[:, None]
    phi = np.linspace(0, 2 * np.pi, segments + 1)[None, :]
    unit = np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta) * np.ones_like(phi)], -1)
    uv = np.stack(np.broadcast_arrays(phi / (2 * np.pi), 1 - theta / np.pi), axis=-1)
    r = np.asarray(radii, dtype=np.float64)
    surface = grid((unit * r).transpose(1, 0, 2), uvs=uv.transpose(1, 0, 2))
    n = (unit / r).transpose(1, 0, 2).reshape(-1, 3)
    n /= np.linalg.norm(n, axis=1, keepdims=True)
    return moved(oriented(replace(surface, normals=n.astype(np.float32))), centre)


def lathe(profile: ArrayLike, *, segments: int = 32) -> Mesh:
    """Turn a profile of (radius, z) pairs, listed from bottom to top, round the z axis."""
    pr = np.asarray(profile, dtype=np.float64)
    phi = np.linspace(0, 2 * np.pi, segments + 1)[:, None]
    p = np.stack([np.cos(phi) * pr[:, 0], np.sin(phi) * pr[:, 0], np.ones_like(phi) * pr[:, 1]], axis=-1)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(pr, axis=0), axis=1))])
    u = phi / (2 * np.pi) * (2 * np.pi * max(float(pr[:, 0].max()), 1e-6))
    uv = np.stack(np.broadcast_arrays(u, length[None, :]), axis=-1)
    surface = grid(p, uvs=uv)
    n = surface.normals.reshape(segments + 1, -1, 3).copy()
    seam = n[0] + n[-1]
    length = np.linalg.norm(seam, axis=-1, keepdims=True)
    n[0] = n[-1] = np.where(length > 1e-6, seam / np.maximum(length, 1e-9), n[0])
    return replace(surface, normals=n.reshape(-1, 3))


def rounded(points: Sequence[tuple[float, float]], radius_m: float, steps: int = 4) -> list[tuple[float, float]]:
    """A polyline with its inner corners rounded (quadratic), for smooth lathe profiles."""
    out = [points[0]]
    for k in range(len(points) - 2):
        a, b, c = points[k : k + 3]
        pa, pb, pc = np.array(a), np.array(b), np.array(c)
        ra = min(radius_m, float(np.linalg.norm(pa - pb)) / 2)
        rc = min(radius_m, float(np.linalg.norm(pc - pb)) / 2)
        s = pb + (pa - pb) / max(np.linalg.norm(pa - pb), 1e-9) * ra
        e = pb + (pc - pb) / max(np.linalg.norm(pc - pb), 1e-9) * rc
        for t in np.linspace(0, 1, steps + 1):
            q = (1 - t) ** 2 * s + 2 * t * (1 - t) * pb + t * t * e
            out.append((float(q[0]), float(q[1])))
    out.append(points[-1])
    return out


def cylinder(
    radius_m: float, height_m: float, *, bevel_m: float = 0.0, segments: int = 32, top_radius_m: float | None = None
) -> Mesh:
    """A cylinder or truncated cone standing on z = 0."""
    top = radius_m if top_radius_m is None else top_radius_m
    profile = [(0.0, 0.0), (radius_m, 0.0), (top, height_m), (0.0, height_m)]
    if bevel_m > 0:
        return lathe(rounded(profile, bevel_m), segments=segments)
    caps = [(0.0, 0.0), (radius_m, 0.0), (radius_m, 0.0), (top, height_m), (top, height_m), (0.0, height_m)]
    return join([lathe(caps[i : i + 2], segments=segments) for i in (0, 2, 4)])


def capsule(
    a: Vec3, b: Vec3, radius_a: float, radius_b: float | None = None, *, rings: int = 6, segments: int = 18
) -> Mesh:
    """A round-ended limb from point a to point b, tapering from `radius_a` to `radius_b`."""
    rb = radius_a if radius_b is None else radius_b
    pa, pb = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    length = float(np.linalg.norm(pb - pa))
    lower = [(radius_a * np.cos(t), radius_a * np.sin(t)) for t in np.linspace(-np.pi / 2, 0, rings + 1)]
    upper = [(rb * np.cos(t), length + rb * np.sin(t)) for t in np.linspace(0, np.pi / 2, rings + 1)]
    return moved(turned(lathe(lower + upper, segments=segments), _frame((pb - pa) / max(length, 1e-9))), a)


def tube(path: ArrayLike, radii: ArrayLike | float, *, segments: int = 16, caps: bool = True) -> Mesh:
    """A round tube along path (n, 3) with radii (n,), by parallel-transported frames; rounded shut at both ends."""
    p = np.asarray(path, dtype=np.float64)
    r = np.broadcast_to(np.asarray(radii, dtype=np.float64), (len(p),)).copy()
    if caps:
        t0, t1 = _unit(p[0] - p[1]), _unit(p[-1] - p[-2])
        angles = np.linspace(0, np.pi / 2, 5)[1:]
        head = [(p[0] + t0 * r[0] * np.sin(a), r[0] * np.cos(a)) for a in angles][::-1]
        tail = [(p[-1] + t1 * r[-1] * np.sin(a), r[-1] * np.cos(a)) for a in angles]
        p = np.concatenate([[h[0] for h in head], p, [t[0] for t in tail]])
        r = np.concatenate([[max(h[1], 1e-5) for h in head], r, [max(t[1], 1e-5) for t in tail]])
    tangent = np.gradient(p, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-12)
    normal = np.zeros_like(p)
    seed = np.array([0.0, 0.0, 1.0]) if abs(tangent[0, 2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    normal[0] = _unit(seed - tangent[0] * (seed @ tangent[0]))
    for i in range(1, len(p)):
        normal[i] = _unit(normal[i - 1] - tangent[i] * (normal[i - 1] @ tangent[i]))
    other = np.cross(tangent, normal)
    phi = np.linspace(0, 2 * np.pi, segments + 1)
    ring = normal[None] * np.cos(phi)[:, None, None] + other[None] * np.sin(phi)[:, None, None]
    surface = grid(p[None] + ring * r[None, :, None])
    return oriented(surface)


def slab(outline: ArrayLike, thickness_m: float) -> Mesh:
    """Extrude a counter-clockwise outline (n, 2) in x-y from z = 0 to `thickness_m`. The outline may be concave."""
    pts = np.asarray(outline, dtype=np.float64)
    faces = _ear_clip(pts)
    n = len(pts)
    top = np.column_stack([pts, np.full(n, thickness_m)])
    bottom = np.column_stack([pts, np.zeros(n)])
    lid = mesh(top, faces, np.tile([0.0, 0.0, 1.0], (n, 1)), pts)
    base = mesh(bottom, faces[:, ::-1], np.tile([0.0, 0.0, -1.0], (n, 1)), pts)
    loop = np.concatenate([pts, pts[:1]])
    sides = []
    for a, b in itertools.pairwise(loop):
        quad = np.array([[[*a, 0.0], [*a, thickness_m]], [[*b, 0.0], [*b, thickness_m]]])
        sides.append(grid(quad))
    return join([lid, base, *sides])


def terrain(
    height: Callable[[F64, F64], F64],
    half_x: float,
    half_y: float,
    cells: int,
    *,
    centre: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """An open height field over a rectangle, with uvs in metres. `height` takes and returns arrays."""
    xs = np.linspace(-half_x, half_x, cells + 1) + centre[0]
    ys = np.linspace(-half_y, half_y, cells + 1) + centre[1]
    gx, gy = np.meshgrid(xs, ys, indexing="ij")
    return grid(np.stack([gx, gy, height(gx, gy)], axis=-1), uvs=np.stack([gx, gy], axis=-1))


def moved(m: Mesh, by: ArrayLike) -> Mesh:
    return replace(m, positions=(m.positions + np.asarray(by, dtype=np.float32)).astype(np.float32))


def scaled(m: Mesh, by: ArrayLike) -> Mesh:
    """Scale about the origin; normals follow."""
    s = np.broadcast_to(np.asarray(by, dtype=np.float32), (3,))
    n = m.normals / s
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)
    out = replace(m, positions=(m.positions * s).astype(np.float32), normals=n.astype(np.float32))
    return replace(out, faces=out.faces[:, ::-1].copy()) if float(np.prod(s)) < 0 else out


def turned(m: Mesh, rotation: ArrayLike) -> Mesh:
    """Rotate about the origin by a 3×3 matrix."""
    r = np.asarray(rotation, dtype=np.float32)
    return replace(m, positions=np.ascontiguousarray(m.positions @ r.T), normals=np.ascontiguousarray(m.normals @ r.T))


def painted(m: Mesh, colour: ArrayLike) -> Mesh:
    """Give every vertex a colour: one (3,) or one per vertex (n, 3)."""
    c = np.broadcast_to(np.asarray(colour, dtype=np.float32), (len(m.positions), 3))
    return replace(m, colours=np.ascontiguousarray(c))


def bound(m: Mesh, bones: ArrayLike, weights: ArrayLike) -> Mesh:
    """Skin a mesh: bones (n, 4), weights (n, 4)."""
    return replace(
        m, joints=np.ascontiguousarray(bones, dtype=np.int32), weights=np.ascontiguousarray(weights, dtype=np.float32)
    )


def join(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh of many; vertex colours default to white where only some have them. Skins are kept when all have one."""
    base = np.cumsum([0, *[len(m.positions) for m in meshes]])
    coloured = any(m.colours is not None for m in meshes)
    skinned = all(m.joints is not None for m in meshes)
    return Mesh(
        np.concatenate([m.positions for m in meshes]),
        np.concatenate([m.normals for m in meshes]),
        np.concatenate([m.uvs for m in meshes]),
        np.concatenate([m.faces + b for m, b in zip(meshes, base, strict=False)]).astype(np.int32),
        np.concatenate([np.ones_like(m.positions) if m.colours is None else m.colours for m in meshes])
        if coloured
        else None,
        np.concatenate([m.joints for m in meshes if m.joints is not None]) if skinned else None,
        np.concatenate([m.weights for m in meshes if m.weights is not None]) if skinned else None,
    )


def flat(m: Mesh) -> Mesh:
    """Unshared vertices with face normals: crisp facets."""
    p = m.positions[m.faces].reshape(-1, 3)
    face = np.cross(p[1::3] - p[0::3], p[2::3] - p[0::3])
    face /= np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-20)
    f = np.arange(len(p), dtype=np.int32).reshape(-1, 3)
    colours = None if m.colours is None else m.colours[m.faces].reshape(-1, 3)
    return Mesh(p, np.repeat(face, 3, axis=0).astype(np.float32), m.uvs[m.faces].reshape(-1, 2), f, colours)


def oriented(m: Mesh) -> Mesh:
    """Flip faces (and normals) of a closed mesh whose signed volume is negative, and make normals agree with faces."""
    p = m.positions.astype(np.float64)
    a, b, c = p[m.faces[:, 0]], p[m.faces[:, 1]], p[m.faces[:, 2]]
    faces = m.faces if float(np.sum(a * np.cross(b, c))) >= 0 else np.ascontiguousarray(m.faces[:, ::-1])
    face = np.cross(p[faces[:, 1]] - p[faces[:, 0]], p[faces[:, 2]] - p[faces[:, 0]])
    agree = float(np.sum(face * m.normals[faces[:, 0]].astype(np.float64)))
    return replace(m, faces=faces, normals=m.normals if agree >= 0 else -m.normals)


def _unit(v: F64) -> F64:
    return v / max(float(np.linalg.norm(v)), 1e-12)


def _frame(z: F64) -> F64:
    """A rotation whose third column is `z`."""
    side = np.array([1.0, 0.0, 0.0]) if abs(z[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    x = _unit(side - z * (side @ z))
    return np.column_stack([x, np.cross(z, x), z])


def _ear_clip(points: F64) -> NDArray[np.int32]:
    """Triangulate a simple counter-clockwise polygon by ear clipping. O(n²), for outlines of tens of points."""
    index = list(range(len(points)))
    faces: list[tuple[int, int, int]] = []

    def cross(o: F64, a: F64, b: F64) -> float:
        return float((a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]))

    guard = 0
    while len(index) > 3 and guard < 10_000:
        guard += 1
        for k in range(len(index)):
            i, j, h = index[k - 1], index[k], index[(k + 1) % len(index)]
            a, b, c = points[i], points[j], points[h]
            if cross(a, b, c) <= 1e-12:
                continue
            inside = any(
                cross(a, b, points[q]) > 0 and cross(b, c, points[q]) > 0 and cross(c, a, points[q]) > 0
                for q in index
                if q not in (i, j, h)
            )
            if not inside:
                faces.append((i, j, h))
                index.pop(k)
                break
        else:
            break
    faces.append((index[0], index[1], index[2]))
    return np.asarray(faces, dtype=np.int32)
