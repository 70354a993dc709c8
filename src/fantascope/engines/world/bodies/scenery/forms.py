"""The shapes scenery is put together from, and how pieces become a body.

Knows nothing of any one thing. Builders model things **front towards −y** (as the audience sees them), x to the right;
`assemble` turns them to the body convention (front towards +x).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import shapes
from ..types import Body, Collider, Material, Mesh, Part, Rgb, SoundMaterial, Vec3

F64 = NDArray[np.float64]
Piece = tuple[Mesh, Material] | tuple[Mesh, Material, str]
FRONT = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""Turns −y to +x."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a thing: a colour for its main part, a seed for its variety, a material or variant word."""

    colour: Rgb | None = None
    seed: int = 0
    material: str | None = None

    def rng(self) -> np.random.Generator:
        return np.random.default_rng([self.seed, 977])

    def paint(self, default: Rgb) -> Rgb:
        return default if self.colour is None else self.colour

    def pick(self, colours: Sequence[Rgb]) -> Rgb:
        """The wished colour, or one of `colours` by the seed."""
        return colours[self.seed % len(colours)] if self.colour is None else self.colour


Builder = Callable[[Wish], Body]


@lru_cache(maxsize=1024)
def vinyl(
    colour: Rgb,
    roughness: float = 0.45,
    *,
    emission: float = 0.0,
    opacity: float = 1.0,
    sheen: float = 0.0,
    metallic: float = 0.0,
    double_sided: bool = False,
) -> Material:
    """Plain coloured material."""
    return Material(
        colour=colour,
        roughness=roughness,
        emission=emission,
        opacity=opacity,
        sheen=sheen,
        metallic=metallic,
        double_sided=double_sided,
    )


def mapped(m: Mesh) -> Mesh:
    """Uvs in metres from the side each vertex faces: walls get u along the ground and v up."""
    a = np.abs(m.normals)
    p = m.positions
    uv = np.where(
        (a[:, 2:] >= np.maximum(a[:, :1], a[:, 1:2]) - 1e-4),
        p[:, :2],
        np.where(a[:, :1] > a[:, 1:2], p[:, 1:], p[:, [0, 2]]),
    )
    return replace(m, uvs=np.ascontiguousarray(uv, dtype=np.float32))


@lru_cache(maxsize=1)
def _chamfer() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
    """Corner signs (24, 3), face normals (24, 3) and faces (44, 3) of a box whose edges are single smooth strips."""
    signs: list[tuple[float, ...]] = []
    normals: list[tuple[float, ...]] = []
    index: dict[tuple[int, tuple[int, ...]], int] = {}
    for axis in range(3):
        for corner in product((-1, 1), repeat=3):
            index[axis, corner] = len(signs)
            signs.append(tuple(float(c) for c in corner))
            n = [0.0, 0.0, 0.0]
            n[axis] = float(corner[axis])
            normals.append(tuple(n))
    loops: list[list[int]] = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for s in (-1, 1):
            ring = []
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                c = [0, 0, 0]
                c[axis], c[u], c[v] = s, a, b
                ring.append(index[axis, tuple(c)])
            loops.append(ring)
        for a, b in product((-1, 1), repeat=2):
            ends = []
            for s in (-1, 1):
                c = [0, 0, 0]
                c[axis], c[u], c[v] = s, a, b
                ends.append(tuple(c))
            loops.append([index[u, ends[0]], index[u, ends[1]], index[v, ends[1]], index[v, ends[0]]])
    loops.extend([index[0, c], index[1, c], index[2, c]] for c in product((-1, 1), repeat=3))
    sign_array, normal_array = np.array(signs), np.array(normals)
    inner = sign_array * 0.8 + normal_array * 0.2
    faces = []
    for loop in loops:
        for k in range(1, len(loop) - 1):
            t = [loop[0], loop[k], loop[k + 1]]
            p0, p1, p2 = inner[t]
            if np.cross(p1 - p0, p2 - p0) @ (p0 + p1 + p2) < 0:
                t = [t[0], t[2], t[1]]
            faces.append(t)
    return sign_array, normal_array, np.array(faces, dtype=np.int32)


def block(size: ArrayLike, bevel_m: float = 0.02, *, at: Vec3 = (0.0, 0.0, 0.0), base: bool = True) -> Mesh:
    """A box of 44 triangles with softly rounded edges, standing on `at` (or centred on it if not `base`)."""
    half = np.asarray(size, dtype=np.float64) / 2
    bevel = min(bevel_m, float(half.min()) * 0.9)
    signs, normals, faces = _chamfer()
    p = signs * (half - bevel) + normals * bevel + [at[0], at[1], at[2] + (half[2] if base else 0.0)]
    return mapped(shapes.mesh(p, faces, normals))


def panel(width_m: float, height_m: float, *, at: Vec3 = (0.0, 0.0, 0.0)) -> Mesh:
    """A single upright rectangle facing −y, its bottom middle at `at`; uv in [0, 1]."""
    x, y, z = at
    w = width_m / 2
    p = [[x - w, y, z], [x + w, y, z], [x + w, y, z + height_m], [x - w, y, z + height_m]]
    return shapes.mesh(p, [[0, 1, 2], [0, 2, 3]], [[0, -1, 0]] * 4, [[0, 0], [1, 0], [1, 1], [0, 1]])


def rod(a: ArrayLike, b: ArrayLike, radius_m: float, *, end_m: float | None = None, segments: int = 10) -> Mesh:
    """A straight flat-ended bar from a to b (4 triangles a segment)."""
    pa, pb = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    length = float(np.linalg.norm(pb - pa))
    r1 = radius_m if end_m is None else end_m
    r = max(radius_m, r1)
    side = shapes.lathe([(radius_m, 0.0), (r1, length)], segments=segments)
    caps = shapes.lathe([(r1, length), (0.0, length + r * 0.12)], segments=segments)
    z = (pb - pa) / max(length, 1e-9)
    x = np.array([1.0, 0, 0]) if abs(z[0]) < 0.9 else np.array([0, 1.0, 0])
    x = x - z * (x @ z)
    x /= np.linalg.norm(x)
    return shapes.moved(shapes.turned(shapes.join([side, caps]), np.column_stack([x, np.cross(z, x), z])), pa)


def pillow(size: Vec3, *, at: Vec3 = (0.0, 0.0, 0.0), power: float = 0.42, rings: int = 8, segments: int = 16) -> Mesh:
    """A plump cushion (superellipsoid) standing on `at`."""
    theta = np.linspace(-np.pi / 2, np.pi / 2, rings + 1)[None, :]
    phi = np.linspace(0, 2 * np.pi, segments + 1)[:, None]

    def bend(a: F64) -> F64:
        return np.asarray(np.sign(a) * np.abs(a) ** power)

    p = np.stack(
        [
            bend(np.cos(theta)) * bend(np.cos(phi)),
            bend(np.cos(theta)) * bend(np.sin(phi)),
            np.sign(np.sin(theta)) * np.abs(np.sin(theta)) ** 0.8 * np.ones_like(phi),
        ],
        -1,
    )
    p = p * (np.asarray(size) / 2)
    m = shapes.oriented(shapes.grid(p))
    m = replace(m, normals=shapes.smooth_normals(m.positions, m.faces))
    return mapped(shapes.moved(_weld(m, segments, rings), (at[0], at[1], at[2] + size[2] / 2)))


def _weld(m: Mesh, segments: int, rings: int) -> Mesh:
    """Average the normals along a closed grid's seam."""
    n = m.normals.reshape(segments + 1, rings + 1, 3).copy()
    n[0] = n[-1] = n[0] + n[-1]
    n /= np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-9)
    return replace(m, normals=n.reshape(-1, 3))


def lump(
    radii: Vec3,
    *,
    at: Vec3 = (0.0, 0.0, 0.0),
    seed: int = 0,
    rough: float = 0.12,
    rings: int = 8,
    segments: int = 12,
    freq: float = 2.0,
) -> Mesh:
    """A soft irregular ball centred on `at`: an ellipsoid swollen by a few waves (rocks, leaves, clouds, snow)."""
    m = shapes.ellipsoid((1.0, 1.0, 1.0), rings=rings, segments=segments)
    rng = np.random.default_rng([seed, 31])
    d = m.positions.astype(np.float64)
    swell = np.zeros(len(d))
    for k in range(6):
        axis = rng.normal(size=3)
        axis /= np.linalg.norm(axis)
        swell += np.sin((d @ axis) * freq * (1 + 0.35 * k) + rng.uniform(0, 6.28)) / (1 + 0.4 * k)
    p = d * (1 + rough * swell / 2.2)[:, None] * np.asarray(radii)
    out = replace(m, positions=p.astype(np.float32), normals=shapes.smooth_normals(p.astype(np.float32), m.faces))
    return shapes.moved(_weld(out, segments, rings), at)


def graded(m: Mesh, low: ArrayLike, high: ArrayLike, *, z0: float | None = None, z1: float | None = None) -> Mesh:
    """Paint from `low` to `high` (multipliers of the material) by height: light gathers on top, shade below."""
    z = m.positions[:, 2]
    a, b = float(z.min()) if z0 is None else z0, float(z.max()) if z1 is None else z1
    t = np.clip((z - a) / max(b - a, 1e-9), 0, 1)[:, None]
    return shapes.painted(m, np.asarray(low) * (1 - t) + np.asarray(high) * t)


def spun(m: Mesh, angle_rad: float) -> Mesh:
    """Turn about z."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return shapes.turned(m, [[c, -s, 0], [s, c, 0], [0, 0, 1]])


def tipped(m: Mesh, angle_rad: float) -> Mesh:
    """Turn about x (positive: the top leans back, to −z of y … by the right hand)."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return shapes.turned(m, [[1, 0, 0], [0, c, -s], [0, s, c]])


def rolled(m: Mesh, angle_rad: float) -> Mesh:
    """Turn about y."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return shapes.turned(m, [[c, 0, s], [0, 1, 0], [-s, 0, c]])


def gable(width_m: float, depth_m: float, rise_m: float, overhang_m: float, thickness_m: float, *, at: Vec3) -> Mesh:
    """Two roof slabs meeting in a ridge along x; uv u along the ridge, v up the slope."""
    run = depth_m / 2 + overhang_m
    slope = np.hypot(run, rise_m * run / (depth_m / 2))
    pitch = np.arctan2(rise_m, depth_m / 2)
    slab = block((width_m + 2 * overhang_m, slope, thickness_m), thickness_m * 0.4, at=(0, slope / 2, 0))
    front = tipped(slab, pitch)
    eave = (0.0, -run, at[2] - rise_m * overhang_m / (depth_m / 2))
    front = shapes.moved(front, (at[0], at[1] + eave[1], eave[2]))
    back = shapes.moved(spun(tipped(slab, pitch), np.pi), (at[0], at[1] + run, eave[2]))
    return shapes.join([front, back])


def prism(width_m: float, depth_m: float, rise_m: float, *, at: Vec3) -> Mesh:
    """The triangular gable walls under a roof whose ridge runs along x (closed wedge)."""
    w, d = width_m / 2, depth_m / 2
    p = np.array([[-w, -d, 0], [w, -d, 0], [w, d, 0], [-w, d, 0], [-w, 0, rise_m], [w, 0, rise_m]]) + np.asarray(at)
    return mapped(shapes.flat(shapes.mesh(p, [[1, 2, 5], [3, 0, 4], [0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5]])))


def box_collider(size: Vec3, at: Vec3 = (0.0, 0.0, 0.0)) -> Collider:
    """A box standing on `at`."""
    return Collider("box", (size[0] / 2, size[1] / 2, size[2] / 2), (at[0], at[1], at[2] + size[2] / 2))


def post_collider(radius_m: float, height_m: float, at: Vec3 = (0.0, 0.0, 0.0)) -> Collider:
    """An upright cylinder standing on `at`."""
    return Collider("cylinder", (radius_m, height_m / 2), (at[0], at[1], at[2] + height_m / 2))


def assemble(
    concept: str,
    pieces: Iterable[Piece],
    *,
    sound: SoundMaterial = "wood",
    mass_kg: float = 50.0,
    colliders: Sequence[Collider] | None = None,
    anchors: dict[str, Vec3] | None = None,
    friction: float = 0.6,
    restitution: float = 0.2,
) -> Body:
    """One body of many pieces: pieces of one material become one part, turned to face +x.

    Without `colliders` the body is solid as its bounding box; pass () for things one walks through.
    """
    groups: dict[tuple[Material, str | None], list[Mesh]] = {}
    for piece in pieces:
        groups.setdefault((piece[1], piece[2] if len(piece) == 3 else None), []).append(piece[0])
    parts = tuple(
        Part(f"{concept}_{k}", shapes.turned(_repaired(shapes.join(meshes)), FRONT), material, tint=tint)
        for k, ((material, tint), meshes) in enumerate(groups.items())
    )
    low = np.min([p.mesh.positions.min(axis=0) for p in parts], axis=0)
    high = np.max([p.mesh.positions.max(axis=0) for p in parts], axis=0)
    size = (float(high[0] - low[0]), float(high[1] - low[1]), float(high[2] - low[2]))
    if colliders is None:
        middle = (low + high) / 2
        solid: tuple[Collider, ...] = (
            Collider(
                "box", (size[0] / 2, size[1] / 2, size[2] / 2), (float(middle[0]), float(middle[1]), float(middle[2]))
            ),
        )
    else:
        solid = tuple(_turned_collider(c) for c in colliders)
    turned = {k: _front(v) for k, v in (anchors or {}).items()}
    return Body(
        concept,
        parts,
        size,
        mass_kg=mass_kg,
        friction=friction,
        restitution=restitution,
        sound=sound,
        colliders=solid,
        anchors=turned,
    )


def _repaired(m: Mesh) -> Mesh:
    """Unit normals everywhere: those that cancelled out on a seam's pole are taken from the faces."""
    length = np.linalg.norm(m.normals, axis=1, keepdims=True)
    if float(length.min()) > 0.99:
        return m
    n = np.where(length < 0.5, shapes.smooth_normals(m.positions, m.faces), m.normals / np.maximum(length, 1e-9))
    return replace(m, normals=n.astype(np.float32))


def _front(v: Vec3) -> Vec3:
    return (-float(v[1]), float(v[0]), float(v[2]))


def _turned_collider(c: Collider) -> Collider:
    x, y, z, w = c.rotation
    h = float(np.sqrt(0.5))
    rotation = (h * x - h * y, h * y + h * x, h * z + h * w, h * w - h * z)
    points = None if c.points is None else (c.points @ FRONT.T.astype(np.float32))
    return replace(c, centre=_front(c.centre), rotation=rotation, points=points)
