"""A captured character: an inflated front with its texture, what it is, which way it looks; its file and its body.

Knows nothing of clips. The file is a magic word, a JSON header and two blobs (geometry, WebP); it holds no code and no
foreign object. Always holds: load(save(c)) gives the same body, and the same character the same bytes.
"""

from __future__ import annotations

import itertools
import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .....kernel.errors import InvalidInput
from .....media.disk import whole_file
from ..art.pack import Entry, Shape, decode
from ..art.solid import solid, support, volume
from ..types import Body, Collider, Material, Mesh, Part, Skeleton, Texture

MAGIC = b"FANCHR01"
MOST_BYTES = 4_000_000
Kind = Literal["pet", "object"]
Facing = Literal["left", "right", "front"]
BONES = ("centre", "middle", "top")
HEIGHTS = (0.12, 0.5, 0.85)
"""Where a pet's joints sit, as shares of its height."""


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """A character by its `name`. `facing` is where it looks in its picture; `size_m` its longer side in metres."""

    name: str
    kind: Kind
    facing: Facing
    size_m: float
    entry: Entry

    def save(self, path: Path) -> None:
        """Write the character's file. Errors: Unavailable of `media.disk`."""
        header = {
            "name": self.name,
            "kind": self.kind,
            "facing": self.facing,
            "size_m": self.size_m,
            "vertices": self.entry.vertices,
            "faces": self.entry.faces,
            "geometry": len(self.entry.geometry),
            "picture": len(self.entry.picture),
        }
        head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        with whole_file(path) as part:
            part.write_bytes(MAGIC + struct.pack("<I", len(head)) + head + self.entry.geometry + self.entry.picture)

    @staticmethod
    def load(path: Path) -> Captured:
        """Read a character's file.

        Raises:
            InvalidInput: character_unreadable.
        """
        try:
            data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
            captured = _parsed(data)
            captured.shape()
        except (OSError, ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
            message = f"{path.name} is no character of this version"
            raise InvalidInput("character_unreadable", message, field="characters") from error
        return captured

    def shape(self) -> Shape:
        """The front half, in units of its longer side."""
        return decode(self.entry.geometry, self.entry.picture, self.entry.vertices, self.entry.faces)

    def body(self) -> Body:
        """The toy: rigid if it is an object, on three soft joints (rig "puppet") if it is a pet. Its picture side looks
        to −y; a pet's head is at +x."""
        shape = self.shape()
        if self.kind == "pet" and self.facing == "left":
            shape = _mirrored(shape)
        mesh = solid(shape, self.size_m)
        size = mesh.positions.max(axis=0) - mesh.positions.min(axis=0)
        pet = self.kind == "pet"
        rgba = np.full((*shape.texture.shape[:2], 4), 255, np.uint8)
        rgba[..., :3] = shape.texture
        texture = Texture(f"captured:{zlib.crc32(self.entry.geometry):08x}{zlib.crc32(self.entry.picture):08x}", rgba)
        material = Material((1.0, 1.0, 1.0), 0.62 if pet else 0.45, texture=texture, sheen=0.25 if pet else 0.0)
        height = float(size[2])
        return Body(
            concept="captured",
            parts=(Part("captured", _jointed(mesh, height) if pet else mesh, material),),
            size=(float(size[0]), float(size[1]), height),
            mass_kg=max(volume(mesh) * (420.0 if pet else 300.0), 0.02),
            friction=0.6,
            restitution=0.3,
            sound="cloth" if pet else "plastic",
            colliders=(Collider("hull", points=support(mesh)),),
            skeleton=_skeleton(height) if pet else None,
            rig="puppet" if pet else None,
            traits={
                "picture_side": "-y",
                "facing": "front" if self.facing == "front" else "side",
                "height_m": height,
                "walk_ms": 0.9 * height**0.5,
                "run_ms": 2.6 * height**0.5,
            },
            anchors={
                "top": (0.0, 0.0, height),
                "front": (0.0, -float(size[1]) / 2, height / 2),
                "mouth": (float(size[0]) * 0.4, 0.0, height * 0.6),
                "left": (-float(size[0]) / 2, 0.0, height / 2),
                "right": (float(size[0]) / 2, 0.0, height / 2),
            },
        )


def _parsed(data: bytes) -> Captured:
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError("not a character")
    (length,) = struct.unpack_from("<I", data, len(MAGIC))
    at = len(MAGIC) + 4
    header: dict[str, Any] = json.loads(data[at : at + length])
    at += length
    geometry, picture = int(header["geometry"]), int(header["picture"])
    if at + geometry + picture != len(data) or geometry < 0 or picture < 0:
        raise ValueError("cut short")
    kind, facing, size = header["kind"], header["facing"], float(header["size_m"])
    if kind not in ("pet", "object") or facing not in ("left", "right", "front") or not 0.01 <= size <= 20.0:
        raise ValueError("not a character")
    entry = Entry(data[at : at + geometry], data[at + geometry :], int(header["vertices"]), int(header["faces"]))
    return Captured(str(header["name"]), kind, facing, size, entry)


def _mirrored(shape: Shape) -> Shape:
    points = shape.points * np.array([-1.0, 1.0], dtype=np.float32)
    return Shape(
        points, shape.height, np.ascontiguousarray(shape.faces[:, ::-1]), shape.border, shape.uvs, shape.texture
    )


def _skeleton(height: float) -> Skeleton:
    rest = np.array([[0.0, 0.0, height * share] for share in HEIGHTS], dtype=np.float32)
    return Skeleton(BONES, (-1, 0, 1), rest)


def _jointed(mesh: Mesh, height: float) -> Mesh:
    """Weights that pass smoothly from joint to joint with height."""
    z: NDArray[np.float64] = mesh.positions[:, 2].astype(np.float64) / max(height, 1e-6)
    rise = [np.clip((z - a) / (b - a), 0.0, 1.0) for a, b in itertools.pairwise(HEIGHTS)]
    ease = [r * r * (3.0 - 2.0 * r) for r in rise]
    weights = np.zeros((len(z), 4), dtype=np.float32)
    weights[:, 0], weights[:, 1], weights[:, 2] = 1.0 - ease[0], ease[0] * (1.0 - ease[1]), ease[0] * ease[1]
    weights /= weights.sum(axis=1, keepdims=True)
    joints = np.tile(np.array([0, 1, 2, 0], dtype=np.int32), (len(z), 1))
    return Mesh(mesh.positions, mesh.normals, mesh.uvs, mesh.faces, mesh.colours, joints, weights)
