"""The art pack file: many inflated shapes with their textures in one compact file, read one at a time.

Knows nothing of how shapes are made or used. Layout: magic, u32 index length, zlib JSON index {name: [offset, length,
vertices, faces, texture bytes]}, then blobs. A blob is a deflated record of u16 x, y, height (fixed point), a border
bit a vertex and delta-coded faces, followed by a WebP picture. Same entries in → same bytes out.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..types import U8

MAGIC = b"FANART02"
STEP = 1 / 50000
"""Fixed-point step of coordinates and heights; a shape's longer side is 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The front half of an inflated shape, in units where its longer side is 1: x across from the middle, y up from
    its foot, height towards the viewer. `uvs` place it on texture (h, w, 3)."""

    points: NDArray[np.float32]
    height: NDArray[np.float32]
    faces: NDArray[np.int32]
    border: NDArray[np.bool_]
    uvs: NDArray[np.float32]
    texture: U8


@dataclass(frozen=True, slots=True)
class Entry:
    """A shape ready to be written: its geometry record (deflated) and its picture (WebP)."""

    geometry: bytes
    picture: bytes
    vertices: int
    faces: int


def encode(
    points: NDArray[np.float64],
    height: NDArray[np.float64],
    faces: NDArray[np.int32],
    border: NDArray[np.bool_],
    window: tuple[float, float, float, float],
    picture: bytes,
) -> Entry:
    """Encode a shape: points in its own units (x in [−0.5, 0.5], y in [0, 1]); `window` is the rectangle (x0, y0, x1,
    y1) the picture covers, in the same units."""
    low = np.array([points[:, 0].min(), 0.0])
    fixed = np.round(np.column_stack([points - low, height]) / STEP).astype(np.uint16)
    # order vertices along a sweep so that face deltas stay small
    order = np.lexsort((fixed[:, 0], fixed[:, 1] // 1500))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    f = rank[faces]
    f = np.take_along_axis(f, (np.argmin(f, axis=1)[:, None] + np.arange(3)) % 3, axis=1)
    f = f[np.lexsort((f[:, 2], f[:, 1], f[:, 0]))]
    deltas = np.column_stack([np.diff(f[:, 0], prepend=0), f[:, 1] - f[:, 0], f[:, 2] - f[:, 0]]).astype(np.int16)
    columns = fixed[order]
    moves = np.diff(columns.astype(np.int32), axis=0, prepend=0).astype(np.int16)
    body = (
        struct.pack("<6f", float(low[0]), STEP, *window)
        + _planes(moves)
        + np.packbits(border[order]).tobytes()
        + _planes(deltas)
    )
    return Entry(zlib.compress(body, 9), picture, len(points), len(faces))


def decode(geometry: bytes, picture: bytes, vertices: int, faces: int) -> Shape:
    """The inverse of `encode`."""
    from PIL import Image

    body = zlib.decompress(geometry)
    x0, step, wx0, wy0, wx1, wy1 = struct.unpack_from("<6f", body)
    at = 24
    moves = _unplanes(body[at : at + 6 * vertices], vertices)
    at += 6 * vertices
    bits = (vertices + 7) // 8
    border = np.unpackbits(np.frombuffer(body, np.uint8, bits, at))[:vertices].astype(bool)
    at += bits
    deltas = _unplanes(body[at : at + 6 * faces], faces).astype(np.int32)
    columns = np.cumsum(moves.astype(np.int32), axis=0).astype(np.uint16).astype(np.float64) * step
    first = np.cumsum(deltas[:, 0])
    f = np.column_stack([first, first + deltas[:, 1], first + deltas[:, 2]]).astype(np.int32)
    points = columns[:, :2] + [x0, 0.0]
    uvs = (points - [wx0, wy0]) / [wx1 - wx0, wy1 - wy0]
    texture = np.asarray(Image.open(BytesIO(picture)).convert("RGB"))
    return Shape(
        points.astype(np.float32), columns[:, 2].astype(np.float32), f, border, uvs.astype(np.float32), texture
    )


def write(path: Path, entries: dict[str, Entry]) -> None:
    """Write a pack, replacing the file in one step."""
    index: dict[str, list[int]] = {}
    blobs, offset = [], 0
    for name in sorted(entries):
        e = entries[name]
        blob = e.geometry + e.picture
        index[name] = [offset, len(e.geometry), e.vertices, e.faces, len(e.picture)]
        blobs.append(blob)
        offset += len(blob)
    head = zlib.compress(json.dumps(index, separators=(",", ":")).encode(), 9)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(MAGIC + struct.pack("<I", len(head)) + head + b"".join(blobs))
    partial.replace(path)


class Pack:
    """An opened pack: its index in memory, shapes read when asked for.

    Raises:
        ValueError: the file is not an art pack of this version.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ValueError(f"{path.name} is not an art pack of this version")
            (length,) = struct.unpack("<I", file.read(4))
            self._index: dict[str, list[int]] = json.loads(zlib.decompress(file.read(length)))
            self._start = file.tell()

    def names(self) -> tuple[str, ...]:
        return tuple(self._index)

    def __contains__(self, name: str) -> bool:
        return name in self._index

    def shape(self, name: str) -> Shape:
        offset, geometry, vertices, faces, picture = self._index[name]
        with self._path.open("rb") as file:
            file.seek(self._start + offset)
            blob = file.read(geometry + picture)
        return decode(blob[:geometry], blob[geometry:], vertices, faces)


def _planes(values: NDArray[np.int16]) -> bytes:
    """Low bytes of each column, then high bytes: deflates better."""
    raw = np.ascontiguousarray(values.T.astype("<i2")).view(np.uint8).reshape(values.shape[1], -1, 2)
    return np.ascontiguousarray(raw.transpose(0, 2, 1)).tobytes()


def _unplanes(raw: bytes, count: int) -> NDArray[np.int16]:
    planes = np.frombuffer(raw, np.uint8).reshape(-1, 2, count).transpose(0, 2, 1)
    return np.ascontiguousarray(planes).view("<i2").reshape(-1, count).T.astype(np.int16)
