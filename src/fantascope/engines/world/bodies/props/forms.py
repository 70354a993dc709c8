"""Forms that props share beyond the primitives: lofts, bevelled plates, rings, wheels, arcs.

Knows nothing of materials or concepts. All meshes here are closed, wind outwards and have smooth normals with rounded
edges, so that they catch highlights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import shapes
from ..types import Mesh, Vec3

F64 = NDArray[np.float64]


def turn(m: Mesh, axis: str, degrees: float) -> Mesh:
    """`m` rotated about the x, y or z axis through the origin, counter-clockwise seen from its tip."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    i = "xyz".index(axis)
    j, k = (i + 1) % 3, (i + 2) % 3
    r = np.eye(3)
    r[j, j], r[j, k], r[k, j], r[k, k] = c, -s, s, c
    return shapes.turned(m, r)


def at(m: Mesh, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
    return shapes.moved(m, (x, y, z))


def round_box(size: Vec3, bevel_m: float, centre: Vec3 = (0.0, 0.0, 0.0)) -> Mesh:
    """A box of full extents `size` with rounded edges: two facets an edge, smoothly shaded, 108 triangles."""
    half = np.asarray(size, dtype=np.float64) / 2
    r = min(bevel_m, float(half.min()) * 0.999)
    meshes = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            gu, gv = np.meshgrid(*([-half[k], -half[k] + r, half[k] - r, half[k]] for k in (u, v)), indexing="ij")
            p = np.zeros((4, 4, 3))
            p[..., axis], p[..., u], p[..., v] = sign * half[axis], gu, gv
            if sign < 0:
                p = p[:, ::-1]
            core = np.clip(p, -(half - r), half - r)
            n = p - core
            n /= np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-12)
            m = shapes.grid(core + n * r, uvs=np.stack([p[..., u], p[..., v]], axis=-1))
            meshes.append(replace(m, normals=n.reshape(-1, 3).astype(np.float32)))
    return shapes.moved(shapes.join(meshes), centre)


def loft(rings: ArrayLike) -> Mesh:
    """A closed skin over rings (n, m, 3) of equal point count, each end shut by a fan to its middle."""
    p = np.asarray(rings, dtype=np.float64)
    ends = [np.repeat(p[k].mean(axis=0)[None, None], p.shape[1], axis=1) for k in (0, -1)]
    p = np.concatenate([ends[0], p[:1], p, p[-1:], ends[1]])
    return shapes.oriented(shapes.grid(p, close_v=True))


def superellipse(points: int, power: float) -> F64:
    """A unit superellipse (points, 2), |x|^p + |y|^p = 1, evenly spaced; p = 2 is a circle, 5 a rounded square."""
    a = np.linspace(0, 2 * np.pi, points, endpoint=False) + np.pi / points
    c, s = np.cos(a), np.sin(a)
    r = (np.abs(c) ** power + np.abs(s) ** power) ** (-1.0 / power)
    return np.stack([c * r, s * r], axis=1)


def body_loft(
    xs: ArrayLike,
    half_width: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    power: float = 4.0,
    nose_m: float = 0.1,
    tail_m: float | None = None,
    stations: int = 40,
    points: int = 28,
    tumble: float = 0.0,
) -> Mesh:
    """A rounded hull along x through stations: at xs (k,), half widths and lower and upper heights, smoothly joined.

    `nose_m` and `tail_m` round the front (+x) and back ends; `tumble` leans the flanks in towards the top (fraction of
    the width). Between the stations values follow a monotone cubic (PCHIP).
    """
    from scipy.interpolate import PchipInterpolator

    x = np.asarray(xs, dtype=np.float64)
    tail = nose_m if tail_m is None else tail_m
    span = x[-1] - x[0]
    # denser at the rounded ends, where sections change fast
    t = np.linspace(0, 1, stations)
    a, b = min(tail / span, 0.45), min(nose_m / span, 0.45)
    ends = np.concatenate(
        [a * (1 - np.cos(np.linspace(0, np.pi / 2, 9))), 1 - b * (1 - np.cos(np.linspace(0, np.pi / 2, 9)))]
    )
    t = np.unique(np.round(np.concatenate([t[(t > a) & (t < 1 - b)], ends]), 6))
    px = x[0] + t * span
    values = [
        PchipInterpolator(x, np.broadcast_to(np.asarray(v, dtype=np.float64), x.shape))(px)
        for v in (half_width, low, high)
    ]
    w, lo, hi = values
    into = np.minimum(np.where(a > 0, (px - x[0]) / max(tail, 1e-9), 1.0), (x[-1] - px) / max(nose_m, 1e-9))
    shrink = np.sqrt(np.clip(1 - (1 - np.clip(into, 0, 1)) ** 2, 0, 1))
    r = np.where(px > x.mean(), nose_m, tail)
    inset = (1 - shrink) * r
    w = np.maximum(w - inset, 1e-4)
    mid, h = (lo + hi) / 2, np.maximum((hi - lo) / 2 - inset, 1e-4)
    unit = superellipse(points, power)
    y = w[:, None] * unit[None, :, 0]
    z = mid[:, None] + h[:, None] * unit[None, :, 1]
    y = y * (1 - tumble * np.clip((unit[None, :, 1] + 1) / 2, 0, 1))
    return loft(np.stack([np.broadcast_to(px[:, None], y.shape), y, z], axis=-1))


def smooth_outline(points: ArrayLike, count: int = 64) -> F64:
    """A closed Catmull-Rom curve through points (n, 2), sampled evenly by arc length, counter-clockwise."""
    p = np.asarray(points, dtype=np.float64)
    n = len(p)
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    out = []
    for i in range(n):
        a, b, c, d = p[i - 1], p[i], p[(i + 1) % n], p[(i + 2) % n]
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return _even(np.concatenate(out), count)


def corner_outline(points: ArrayLike, radius_m: float, steps: int = 5) -> F64:
    """A polygon (n, 2) with rounded corners, counter-clockwise."""
    p = np.asarray(points, dtype=np.float64)
    n = len(p)
    out = []
    for i in range(n):
        a, b, c = p[i - 1], p[i], p[(i + 1) % n]
        la, lc = np.linalg.norm(a - b), np.linalg.norm(c - b)
        s, e = b + (a - b) * min(radius_m / la, 0.48), b + (c - b) * min(radius_m / lc, 0.48)
        for t in np.linspace(0, 1, steps):
            out.append((1 - t) ** 2 * s + 2 * t * (1 - t) * b + t * t * e)
    q = np.asarray(out)
    return q if _area(q) > 0 else q[::-1].copy()


def plate(outline: ArrayLike, thickness_m: float, bevel_m: float) -> Mesh:
    """An outline (n, 2) in x-y extruded from z = 0, its rims rounded by `bevel_m`."""
    p = np.asarray(outline, dtype=np.float64)
    p = p if _area(p) > 0 else p[::-1]
    b = min(bevel_m, thickness_m / 2)
    tangent = np.roll(p, -1, axis=0) - np.roll(p, 1, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    a = np.linspace(0, np.pi / 2, 4)
    insets = np.concatenate([b * (1 - np.sin(a)), (b * (1 - np.cos(a)))])
    heights = np.concatenate([b * (1 - np.cos(a)), thickness_m - b * (1 - np.sin(a))])
    rings = np.stack(
        [np.column_stack([p + normal * i, np.full(len(p), z)]) for i, z in zip(insets, heights, strict=True)]
    )
    wall = shapes.oriented(shapes.grid(rings, close_v=True))
    faces = shapes._ear_clip(p + normal * b)
    top, bottom = rings[-1].copy(), rings[0].copy()
    n = len(p)
    lid = shapes.mesh(top, faces, np.tile([0.0, 0.0, 1.0], (n, 1)), top[:, :2])
    base = shapes.mesh(bottom, faces[:, ::-1], np.tile([0.0, 0.0, -1.0], (n, 1)), bottom[:, :2])
    return shapes.join([wall, lid, base])


def torus(major_m: float, minor_m: float, *, segments: int = 36, sides: int = 14) -> Mesh:
    """A ring round the z axis, centred on the origin."""
    a = np.linspace(-np.pi / 2, 1.5 * np.pi, sides + 1)
    return ring(np.stack([major_m + minor_m * np.cos(a), minor_m * np.sin(a)], axis=1)[:-1], segments=segments)


def ring(profile: ArrayLike, *, segments: int = 36) -> Mesh:
    """A closed (radius, z) loop, counter-clockwise (outside upwards), turned round the z axis."""
    p = np.asarray(profile, dtype=np.float64)
    phi = np.linspace(0, 2 * np.pi, segments, endpoint=False)[:, None]
    pts = np.stack([np.cos(phi) * p[:, 0], np.sin(phi) * p[:, 0], np.ones_like(phi) * p[:, 1]], axis=-1)
    return shapes.oriented(shapes.grid(pts, close_u=True, close_v=True))


def vessel(
    profile: Sequence[tuple[float, float]], wall_m: float, *, segments: int = 36, bevel_m: float = 0.004
) -> Mesh:
    """A hollow turned form: the outside profile from the axis at the bottom to the rim, given a wall and an inside."""
    p = np.asarray(profile, dtype=np.float64)
    inside = [(max(r - wall_m, 0.0), max(z, p[0, 1] + wall_m)) for r, z in p[::-1]]
    inside = [q for i, q in enumerate(inside) if i == 0 or q != inside[i - 1]]
    inside[-1] = (0.0, float(p[0, 1] + wall_m))
    return shapes.lathe(shapes.rounded([*[tuple(q) for q in p.tolist()], *inside], bevel_m, 3), segments=segments)


def arc(
    centre: Vec3,
    radius_m: float,
    start_deg: float,
    end_deg: float,
    tube_m: float,
    *,
    plane: str = "xz",
    steps: int = 16,
) -> Mesh:
    """A bent bar along a circle in the plane "xz", "xy" or "yz"; angles from the plane's first axis to its second."""
    a = np.radians(np.linspace(start_deg, end_deg, steps))
    path = np.zeros((steps, 3))
    i, j = "xyz".index(plane[0]), "xyz".index(plane[1])
    path[:, i], path[:, j] = radius_m * np.cos(a), radius_m * np.sin(a)
    return shapes.tube(path + np.asarray(centre), tube_m, segments=12)


def rod(a: Vec3, b: Vec3, radius_m: float, radius_b: float | None = None) -> Mesh:
    """A straight bar with rounded ends."""
    return shapes.capsule(a, b, radius_m, radius_b, rings=3, segments=12)


def bent(points: Sequence[Vec3], radius_m: float, *, steps: int = 24, segments: int = 12) -> Mesh:
    """A smooth round bar through points (Catmull-Rom)."""
    p = np.asarray(points, dtype=np.float64)
    ext = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, len(p) - 1 - 1e-9, steps)
    i = t.astype(int)
    f = (t - i)[:, None]
    a, b, c, d = ext[i], ext[i + 1], ext[i + 2], ext[i + 3]
    path = 0.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f**2 + (3 * b - a - 3 * c + d) * f**3)
    return shapes.tube(path, radius_m, segments=segments)


def blob(radii: Vec3, centre: Vec3 = (0.0, 0.0, 0.0)) -> Mesh:
    """A small ellipsoid, light in triangles."""
    return shapes.ellipsoid(radii, centre=centre, rings=10, segments=16)


def disc(radius_m: float, depth_m: float, bevel_m: float, *, axis: str = "z", segments: int = 24) -> Mesh:
    """A bevelled disc centred on the origin with its axis along x, y or z."""
    h = depth_m / 2
    profile = shapes.rounded([(0.0, -h), (radius_m, -h), (radius_m, h), (0.0, h)], bevel_m, 2)
    m = shapes.lathe(profile, segments=segments)
    return {"z": m, "x": turn(m, "y", 90), "y": turn(m, "x", -90)}[axis]


def tyre(radius_m: float, width_m: float, rim_m: float) -> Mesh:
    """A tyre round the y axis, centred on the origin, open at the rim radius."""
    h, r = width_m / 2, radius_m
    b = min(width_m * 0.32, (r - rim_m) * 0.7)
    loop = shapes.rounded([(rim_m, 0.0), (rim_m, -h), (r, -h), (r, h), (rim_m, h), (rim_m, 0.0)], b, 2)
    return turn(ring(np.asarray(loop)[:-1], segments=30), "x", -90)


def wheel_face(rim_m: float, width_m: float, spokes: int, side: float) -> tuple[Mesh, Mesh]:
    """(disc, details) of a wheel round the y axis: a dished rim, and a hub with spokes standing out at y = `side`."""
    inner = disc(rim_m, width_m * 0.72, width_m * 0.08, axis="y", segments=26)
    y = side * width_m * 0.37
    hub = at(disc(rim_m * 0.3, width_m * 0.16, width_m * 0.05, axis="y", segments=16), y=y)
    bar = round_box((rim_m * 0.62, width_m * 0.08, rim_m * 0.2), width_m * 0.03, (rim_m * 0.52, y, 0.0))
    return inner, shapes.join([hub, *(turn(bar, "y", 360.0 * k / spokes) for k in range(spokes))])


def sheet(points: F64, thickness_m: float) -> Mesh:
    """A curved sheet (rows, columns, 3) given thickness: front, back and rim, closed."""
    p = np.asarray(points, dtype=np.float64)
    front = shapes.grid(p)
    n = front.normals.reshape(p.shape).astype(np.float64)
    back = p - n * thickness_m
    mid = p - n * thickness_m * 0.5
    edge = _rim(p)
    loop_front, loop_back, loop_mid = p.reshape(-1, 3)[edge], back.reshape(-1, 3)[edge], mid.reshape(-1, 3)[edge]
    out = loop_mid - loop_mid.mean(axis=0)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
    rim = shapes.grid(np.stack([loop_back, loop_mid + out * thickness_m * 0.25, loop_front]), close_v=True)
    other = shapes.grid(back[::-1])
    return shapes.join([front, other, _facing_out(rim, out)])


def _facing_out(rim: Mesh, out: F64) -> Mesh:
    m = len(out) + 1
    agree = float(np.sum(rim.normals[m : 2 * m - 1] * out))
    if agree >= 0:
        return rim
    return Mesh(rim.positions, -rim.normals, rim.uvs, np.ascontiguousarray(rim.faces[:, ::-1]))


def _rim(p: F64) -> NDArray[np.int64]:
    r, c = p.shape[:2]
    i = np.arange(r * c).reshape(r, c)
    return np.concatenate([i[0, :-1], i[:-1, -1], i[-1, :0:-1], i[:0:-1, 0]])


def _even(p: F64, count: int) -> F64:
    q = np.concatenate([p, p[:1]])
    s = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(q, axis=0), axis=1))])
    at_s = np.linspace(0, s[-1], count, endpoint=False)
    out = np.stack([np.interp(at_s, s, q[:, k]) for k in range(q.shape[1])], axis=1)
    return out if _area(out) > 0 else out[::-1].copy()


def _area(p: F64) -> float:
    q = np.roll(p, -1, axis=0)
    return float(np.sum(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]) / 2)
