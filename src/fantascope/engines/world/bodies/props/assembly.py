"""Putting a prop together: pieces with finishes, bones, colliders and anchors become one Body standing on the ground.

Knows nothing of particular props. What always holds: the body's lowest point is z = 0 and its bounding box is centred
on the origin; mass is the sum of density × volume of its pieces unless it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Body, Collider, Material, Mesh, Part, Rgb, Skeleton, Vec3
from .surfaces import stuff

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked of a prop, past its name."""

    colour: Rgb | None = None
    material: str | None = None
    kind: str | None = None
    pattern: str | None = None
    text: str | None = None
    seed: int = 0

    def pick(self, default: Rgb) -> Rgb:
        return default if self.colour is None else self.colour


@dataclass(slots=True)
class _Piece:
    name: str
    mesh: Mesh
    material: Material
    bone: str
    tint: str | None


@dataclass(slots=True)
class Kit:
    """Pieces of one prop under construction. `stuff` is its main material: friction, bounce, sound, density."""

    concept: str
    stuff: str = "plastic"
    fill: float = 1.0
    """Part of the pieces' volume that is matter (shells and hollow things < 1)."""
    _pieces: list[_Piece] = field(default_factory=list)
    _bones: dict[str, tuple[str, Vec3]] = field(default_factory=dict)
    _colliders: list[tuple[Collider, str]] = field(default_factory=list)
    _anchors: dict[str, Vec3] = field(default_factory=dict)

    def add(self, mesh: Mesh, material: Material, *, tint: str | None = None, bone: str = "", name: str = "") -> None:
        """One piece, in the prop's own coordinates. `tint` names its recolour slot; `bone` what it moves with."""
        self._pieces.append(_Piece(name or tint or "detail", mesh, material, bone, tint))

    def bone(self, name: str, joint: Vec3, parent: str = "") -> None:
        self._bones[name] = (parent, joint)

    def anchor(self, name: str, point: Vec3) -> None:
        self._anchors[name] = point

    def box(self, size: Vec3, centre: Vec3, bone: str = "") -> None:
        """A box collider of full extents `size`."""
        self._colliders.append((Collider("box", (size[0] / 2, size[1] / 2, size[2] / 2), centre), bone))

    def round(self, radius_m: float, centre: Vec3, bone: str = "") -> None:
        self._colliders.append((Collider("ball", (radius_m,), centre), bone))

    def post(self, radius_m: float, low: Vec3, height_m: float, bone: str = "") -> None:
        """An upright cylinder collider standing at `low`."""
        centre = (low[0], low[1], low[2] + height_m / 2)
        self._colliders.append((Collider("cylinder", (radius_m, height_m / 2), centre), bone))

    def rolling(self, radius_m: float, width_m: float, centre: Vec3, bone: str = "") -> None:
        """A cylinder collider lying along y: a wheel."""
        s = float(np.sqrt(0.5))
        self._colliders.append((Collider("cylinder", (radius_m, width_m / 2), centre, (s, 0.0, 0.0, s)), bone))

    def hull(self, *meshes: Mesh, bone: str = "") -> None:
        """A convex hull collider round meshes."""
        self._colliders.append(
            (Collider("hull", points=support_points(np.concatenate([m.positions for m in meshes]))), bone)
        )

    def face_forward(self) -> None:
        """Turn everything added so far a quarter, so that what faced −y faces +x. Hull and box colliders only."""
        for piece in self._pieces:
            piece.mesh = shapes.turned(piece.mesh, _QUARTER)
        self._bones = {name: (parent, _quarter(joint)) for name, (parent, joint) in self._bones.items()}
        self._anchors = {name: _quarter(point) for name, point in self._anchors.items()}
        self._colliders = [(_turned(c), bone) for c, bone in self._colliders]

    def body(
        self,
        *,
        mass_kg: float | None = None,
        friction: float | None = None,
        restitution: float | None = None,
        rig: str | None = None,
        traits: dict[str, float | str] | None = None,
        recentre: bool = True,
    ) -> Body:
        """The finished Body. Without colliders of its own it gets one hull round everything; `recentre=False` keeps
        x and y as built (a bat held by its handle, a pendulum under its pivot)."""
        everything = np.concatenate([p.mesh.positions for p in self._pieces])
        low, high = everything.min(axis=0), everything.max(axis=0)
        shift = (
            -np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
            if recentre
            else -np.array([0, 0, low[2]])
        )
        names = tuple(self._bones)
        s = stuff(self.stuff)
        volume = sum(signed_volume(p.mesh) for p in self._pieces)
        if not self._colliders:
            self.hull(*[p.mesh for p in self._pieces])
        return Body(
            self.concept,
            self._parts(shift, names),
            tuple(float(v) for v in high - low),  # type: ignore[arg-type]
            mass_kg=volume * s.density * self.fill if mass_kg is None else mass_kg,
            friction=s.friction if friction is None else friction,
            restitution=s.restitution if restitution is None else restitution,
            sound=s.sound,
            colliders=tuple(_moved(c, shift, names.index(b) if b else -1) for c, b in self._colliders),
            skeleton=self._skeleton(shift, names) if names else None,
            rig=rig,
            traits=traits or {},
            anchors={**_box_anchors(high - low), **{k: _plus(v, shift) for k, v in self._anchors.items()}},
        )

    def _parts(self, shift: F64, names: tuple[str, ...]) -> tuple[Part, ...]:
        groups: dict[tuple[Material, str, str | None], list[_Piece]] = {}
        for piece in self._pieces:
            groups.setdefault((piece.material, piece.bone, piece.tint), []).append(piece)
        return tuple(
            Part(
                pieces[0].name,
                shapes.moved(_mended(shapes.join([p.mesh for p in pieces])), shift),
                material,
                names.index(bone) if bone else -1,
                tint,
            )
            for (material, bone, tint), pieces in groups.items()
        )

    def _skeleton(self, shift: F64, names: tuple[str, ...]) -> Skeleton:
        parents = tuple(names.index(p) if p else -1 for p, _ in self._bones.values())
        rest = np.asarray([joint for _, joint in self._bones.values()], dtype=np.float64) + shift
        return Skeleton(names, parents, rest.astype(np.float32))


def _mended(m: Mesh) -> Mesh:
    """Normals that cancelled out at the poles and seams of turned forms are taken from the faces instead."""
    bad = np.linalg.norm(m.normals, axis=1) < 0.5
    if not bad.any():
        return m
    normals = np.where(bad[:, None], shapes.smooth_normals(m.positions, m.faces), m.normals)
    return replace(m, normals=normals.astype(np.float32))


_QUARTER = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])


def _quarter(v: Vec3) -> Vec3:
    return (-v[1], v[0], v[2])


def _turned(c: Collider) -> Collider:
    if c.points is not None:
        return replace(c, points=np.ascontiguousarray(c.points @ _QUARTER.T, dtype=np.float32))
    size = (c.size[1], c.size[0], c.size[2]) if c.shape == "box" else c.size
    return replace(c, size=size, centre=_quarter(c.centre))


def signed_volume(m: Mesh) -> float:
    """Volume in m³ of a closed mesh; negative when it is inside out."""
    p = m.positions.astype(np.float64)
    a, b, c = p[m.faces[:, 0]], p[m.faces[:, 1]], p[m.faces[:, 2]]
    return float(np.sum(a * np.cross(b, c)) / 6)


def support_points(points: NDArray[np.float32], directions: int = 80) -> NDArray[np.float32]:
    """The extreme points (k ≤ directions, 3) of a cloud along evenly spread directions: a light hull."""
    i = np.arange(directions) + 0.5
    z, a = 1 - 2 * i / directions, i * np.pi * (3 - np.sqrt(5))
    d = np.stack([np.sqrt(1 - z * z) * np.cos(a), np.sqrt(1 - z * z) * np.sin(a), z], axis=1)
    d = np.concatenate([d, np.eye(3), -np.eye(3)])
    chosen = np.unique(np.argmax(points.astype(np.float64) @ d.T, axis=0))
    return np.ascontiguousarray(points[chosen], dtype=np.float32)


def _moved(c: Collider, shift: F64, bone: int) -> Collider:
    if c.points is not None:
        return replace(c, points=(c.points + shift).astype(np.float32), bone=bone)
    return replace(c, centre=_plus(c.centre, shift), bone=bone)


def _plus(v: Vec3, shift: F64) -> Vec3:
    return (float(v[0] + shift[0]), float(v[1] + shift[1]), float(v[2] + shift[2]))


def _box_anchors(size: NDArray[np.float32]) -> dict[str, Vec3]:
    x, y, z = (float(v) for v in size)
    return {
        "top": (0.0, 0.0, z),
        "front": (x / 2, 0.0, z / 2),
        "back": (-x / 2, 0.0, z / 2),
        "left": (0.0, y / 2, z / 2),
        "right": (0.0, -y / 2, z / 2),
    }
