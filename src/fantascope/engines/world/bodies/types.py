"""What a thing is made of: mesh, material, parts, skeleton, collider.

Knows nothing of scenes, time or drawing. Conventions that always hold:
metres, kilograms, radians; right-handed axes with **z up**; a body faces **+x** with its left side at +y; its origin
is at ground level under its middle (the bottom of its bounding box); colours are sRGB in [0, 1]; quaternions are
(x, y, z, w); faces wind counter-clockwise seen from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]
Rgb = tuple[float, float, float]
Vec3 = tuple[float, float, float]

SoundMaterial = Literal[
    "wood",
    "metal",
    "glass",
    "plastic",
    "rubber",
    "stone",
    "ceramic",
    "cloth",
    "flesh",
    "paper",
    "snow",
    "sand",
    "grass",
    "gravel",
    "water",
    "ice",
    "earth",
    "asphalt",
    "carpet",
]


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Triangles in the body's rest frame.

    positions (n, 3), normals (n, 3) unit, uvs (n, 2) with v up, faces (m, 3); optional colours (n, 3) sRGB that
    multiply the material's; optional skin: joints (n, 4) bone indices and weights (n, 4) summing to 1.
    """

    positions: F32
    normals: F32
    uvs: F32
    faces: I32
    colours: F32 | None = None
    joints: I32 | None = None
    weights: F32 | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    """Pixels (h, w, 4) uint8, sRGB + alpha, first row at the top (v = 1). `key` names it for sharing.

    Sides should be powers of two; it repeats. Alpha is opacity when the material is `cutout`, height when the
    material has `bump` > 0, and otherwise unused.
    """

    key: str
    pixels: U8


@dataclass(frozen=True, slots=True)
class Material:
    """Surface look. `shade` picks the renderer's model; `opacity` < 1 is blended (glass, ghosts)."""

    colour: Rgb = (0.8, 0.8, 0.8)
    roughness: float = 0.45
    metallic: float = 0.0
    emission: float = 0.0
    """Own light, as a multiple of `colour` (1 = as bright as white paper in sun)."""
    opacity: float = 1.0
    texture: Texture | None = None
    uv_scale: float = 1.0
    bump: float = 0.0
    """Height of the texture's alpha relief in metres."""
    cutout: bool = False
    double_sided: bool = False
    sheen: float = 0.0
    """Soft rim of plush, cloth, grass, in [0, 1]."""
    shade: Literal["surface", "water", "unlit"] = "surface"
    casts_shadow: bool = True
    weathered: bool = True
    """Rain wets it and snow lies on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One drawable piece. Rigid parts follow `bone` (index; -1 = the body itself); skinned meshes follow their joints.

    `tint` names the slot a colour word of the prompt recolours ("main", "clothes", "hair", …); None = never.
    """

    name: str
    mesh: Mesh
    material: Material
    bone: int = -1
    tint: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Collider:
    """A primitive in the body's rest frame. `size`: ball (r,), capsule (r, half_height along z), cylinder (r,
    half_height along z), box (hx, hy, hz half extents), hull: `points` (n, 3)."""

    shape: Literal["ball", "box", "capsule", "cylinder", "hull", "mesh"]
    size: tuple[float, ...] = ()
    centre: Vec3 = (0.0, 0.0, 0.0)
    rotation: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 1.0)
    points: F32 | None = None
    faces: I32 | None = None
    bone: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """Bones by name. At rest every bone's axes are the body's axes, so a bone is only a joint position.

    names (b), parents (b) with -1 for roots and parent index < own index, rest (b, 3) joint positions.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    rest: F32

    def index(self, name: str) -> int:
        return self.names.index(name)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A thing that can be placed, moved, drawn and heard.

    `rig` tells which performer moves its skeleton: "person", "quadruped", "bird", "fish", … or None for rigid things.
    `traits` are the rig's measures and habits (leg length, stride, voice …), read only by its performer.
    """

    concept: str
    parts: tuple[Part, ...]
    size: Vec3
    """Extents of the bounding box at rest: along x (length), y (width), z (height)."""
    mass_kg: float = 1.0
    friction: float = 0.5
    restitution: float = 0.3
    sound: SoundMaterial = "plastic"
    colliders: tuple[Collider, ...] = ()
    skeleton: Skeleton | None = None
    rig: str | None = None
    traits: dict[str, float | str] = field(default_factory=dict)
    anchors: dict[str, Vec3] = field(default_factory=dict)
    """Named points in the rest frame: "seat", "top", "handle", "mouth", "hand_left", "wheel_0" …"""

    def recoloured(self, colours: dict[str, Rgb]) -> Body:
        """This body with each part whose `tint` is in `colours` repainted; texture kept as relief only."""
        parts = tuple(
            replace(p, material=replace(p.material, colour=colours[p.tint])) if p.tint in colours else p
            for p in self.parts
        )
        return replace(self, parts=parts)
