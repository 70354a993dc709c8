"""The workbench an animal is made on: bones, blobs, paint and loose parts go in, a Body comes out.

Knows nothing of any species. Everything is given in the rest frame (+x ahead, +y left, z up). The blobs become one
closed skinned surface; its base coat is the part tinted "main", painted coats are parts of their own on the same
surface, so a recoloured animal keeps its markings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Body, Collider, Material, Mesh, Part, Rgb, Skeleton, SoundMaterial, Vec3
from . import field as solid
from .field import Blob
from .paint import Coat, Region, cover
from .surface import net

F64 = NDArray[np.float64]


@dataclass(slots=True)
class Sculpt:
    """An animal in the making. `main` is its base coat colour; `scale` sets the default softness of the skin."""

    main: Rgb
    softness_m: float = 0.02
    roughness: float = 0.5
    sheen: float = 0.25
    opacity: float = 1.0
    vertices: int = 2500
    bones: dict[str, tuple[str | None, Vec3]] = field(default_factory=dict)
    blobs: list[Blob] = field(default_factory=list)
    coats: list[Coat] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    colliders: list[Collider] = field(default_factory=list)
    anchors: dict[str, Vec3] = field(default_factory=dict)

    def bone(self, name: str, parent: str | None, at: Vec3) -> str:
        self.bones[name] = (parent, at)
        return name

    def at(self, bone: str) -> Vec3:
        return self.bones[bone][1]

    def blob(
        self,
        a: Vec3,
        b: Vec3,
        ra: float,
        rb: float,
        bone: str,
        bone_b: str | None = None,
        *,
        blend: float = 0.02,
        scale: Vec3 = (1.0, 1.0, 1.0),
        pitch: float = 0.0,
        yaw: float = 0.0,
        roll: float = 0.0,
    ) -> Blob:
        """Add a round cone (see `Blob`)."""
        made = Blob(a, b, ra, rb, bone, bone_b or bone, blend, scale, pitch, yaw, roll)
        self.blobs.append(made)
        return made

    def egg(
        self,
        centre: Vec3,
        radii: Vec3,
        bone: str,
        *,
        blend: float = 0.02,
        pitch: float = 0.0,
        yaw: float = 0.0,
        roll: float = 0.0,
    ) -> Blob:
        """Add an ellipsoid."""
        return self.blob(centre, centre, 1.0, 1.0, bone, blend=blend, scale=radii, pitch=pitch, yaw=yaw, roll=roll)

    def paint(self, colour: Rgb, region: Region) -> None:
        self.coats.append(Coat(region, colour))

    def part(self, name: str, mesh: Mesh, material: Material, bone: str, tint: str | None = None) -> None:
        """Add a rigid piece that follows `bone`."""
        self.parts.append(Part(name, mesh, material, list(self.bones).index(bone), tint))

    def limb(
        self, name: str, blobs: Sequence[Blob], material: Material, *, vertices: int = 500, tint: str | None = None
    ) -> None:
        """Add a separate skinned surface (a beak, a fin, a wing) made of its own blobs."""
        p, n, f = net(blobs, vertices)
        mesh = shapes.mesh(p, f, n, np.zeros((len(p), 2)))
        joints, weights = solid.skin(blobs, list(self.bones), p, self.softness_m)
        self.parts.append(Part(name, shapes.bound(mesh, joints, weights), material, tint=tint))

    def surface(self, start: Vec3, direction: Vec3) -> tuple[F64, F64]:
        """The point where a ray leaves the blobs, and the normal there."""
        p = solid.march(self.blobs, start, direction)
        return p, solid.gradient(self.blobs, p[None])[0]

    def hull(self, bone: str, shape: str, size: tuple[float, ...], centre: Vec3) -> None:
        """Add a collider bound to `bone`: ball (r,) or box (hx, hy, hz)."""
        kind = "ball" if shape == "ball" else "box"
        self.colliders.append(Collider(kind, size, centre, bone=list(self.bones).index(bone)))  # type: ignore[arg-type]

    def body(
        self, concept: str, *, rig: str, mass_kg: float, traits: dict[str, float | str], sound: SoundMaterial = "rubber"
    ) -> Body:
        """Mesh, paint and skin everything."""
        names = tuple(self.bones)
        parents = tuple(-1 if parent is None else names.index(parent) for parent, _ in self.bones.values())
        rest = np.array([at for _, at in self.bones.values()], dtype=np.float32)
        parts = list(self.parts)
        if self.blobs:
            parts = self._coat(names) + parts
        points = np.concatenate([p.mesh.positions for p in parts]).astype(np.float64)
        size = points.max(axis=0) - points.min(axis=0)
        return Body(
            concept,
            tuple(parts),
            (float(size[0]), float(size[1]), float(size[2])),
            mass_kg,
            0.6,
            0.2,
            sound,
            tuple(self.colliders),
            Skeleton(names, parents, rest),
            rig,
            traits,
            dict(self.anchors),
        )

    def _coat(self, names: tuple[str, ...]) -> list[Part]:
        p, n, f = net(self.blobs, self.vertices)
        painted = cover(p, n, f, self.coats)
        joints, weights = solid.skin(self.blobs, names, painted.positions, self.softness_m)
        slot = painted.slot[painted.faces]
        # a corner on a paint edge may carry another slot: the majority of the face decides
        face_slot = np.where(slot[:, 1] == slot[:, 2], slot[:, 1], slot[:, 0])
        groups: dict[Rgb | None, NDArray[np.bool_]] = {}
        for k in np.unique(face_slot):
            colour = None if k == 0 else self.coats[int(k) - 1].colour
            groups[colour] = groups.get(colour, np.zeros(len(face_slot), dtype=bool)) | (face_slot == k)
        parts = []
        marks: list[Mesh] = []
        for colour, chosen in groups.items():
            used, faces = np.unique(painted.faces[chosen], return_inverse=True)
            piece = shapes.bound(
                shapes.mesh(
                    painted.positions[used], faces.reshape(-1, 3), painted.normals[used], np.zeros((len(used), 2))
                ),
                joints[used],
                weights[used],
            )
            if colour is None:
                look = Material(self.main, self.roughness, sheen=self.sheen, opacity=self.opacity)
                parts.append(Part("coat", piece, look, tint="main"))
            else:
                marks.append(shapes.painted(piece, colour))
        if marks:
            look = Material((1.0, 1.0, 1.0), self.roughness, sheen=self.sheen, opacity=self.opacity)
            parts.append(Part("markings", shapes.join(marks), look))
        return parts
