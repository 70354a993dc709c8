"""A piece of a person: a skinned mesh with a colour and a finish; and how pieces become few drawable parts.

Knows nothing of what the pieces depict. Every mesh here is skinned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .. import shapes
from ..types import Material, Mesh, Part, Rgb
from .loft import skin_to

FINISHES: dict[str, Material] = {
    "skin": Material(roughness=0.48),
    "cloth": Material(roughness=0.78, sheen=0.25),
    "plush": Material(roughness=0.9, sheen=0.7),
    "hair": Material(roughness=0.42, sheen=0.1),
    "gloss": Material(roughness=0.16),
    "vinyl": Material(roughness=0.32),
    "rubber": Material(roughness=0.58, sheen=0.15, double_sided=True),
    "lit_skin": Material(roughness=0.48, emission=0.30),
    "lit_vinyl": Material(roughness=0.32, emission=0.30),
    "lit_hair": Material(roughness=0.42, sheen=0.1, emission=0.20),
    "lit_eye": Material(roughness=0.08, emission=0.25, casts_shadow=False),
    "metal": Material(roughness=0.22, metallic=1.0),
    "eye": Material(roughness=0.08, casts_shadow=False),
    "glow": Material(roughness=0.4, emission=1.2),
    "glass": Material(colour=(0.80, 0.92, 1.0), roughness=0.04, opacity=0.12, casts_shadow=False),
}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """`tint` names a slot the prompt may recolour. A mesh with vertex colours has them multiplied by `colour`."""

    mesh: Mesh
    colour: Rgb
    finish: str = "cloth"
    tint: str | None = None


def on_bone(m: Mesh, bone: int, colour: Rgb, finish: str = "cloth", tint: str | None = None) -> Piece:
    """A rigid piece on one bone."""
    return Piece(skin_to(m, bone), colour, finish, tint)


def parts_of(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Join pieces of one finish into one part each; a tint slot keeps its colour in the material so it can be
    repainted."""
    groups: dict[tuple[str, str | None], list[Mesh]] = {}
    colours: dict[tuple[str, str | None], Rgb] = {}
    for piece in pieces:
        key = (piece.finish, piece.tint)
        if piece.tint is not None and colours.setdefault(key, piece.colour) != piece.colour:
            key = (piece.finish, None)
        m = piece.mesh
        if key[1] is None:
            own = np.ones_like(m.positions) if m.colours is None else m.colours
            m = shapes.painted(m, own * np.asarray(piece.colour, dtype=np.float32))
        groups.setdefault(key, []).append(m)
    parts = []
    for (finish, tint), meshes in groups.items():
        material = FINISHES[finish]
        colour = material.colour if finish == "glass" else (colours[finish, tint] if tint else (1.0, 1.0, 1.0))
        parts.append(
            Part(
                f"{finish}_{tint}" if tint else finish, shapes.join(meshes), replace(material, colour=colour), -1, tint
            )
        )
    return tuple(sorted(parts, key=lambda part: part.material.opacity < 1.0))


def shade_of(colour: Rgb, factor: float) -> Rgb:
    """A darker (factor < 1) or lighter (> 1, towards white) colour."""
    if factor <= 1.0:
        return (colour[0] * factor, colour[1] * factor, colour[2] * factor)
    k = factor - 1.0
    return (colour[0] + (1 - colour[0]) * k, colour[1] + (1 - colour[1]) * k, colour[2] + (1 - colour[2]) * k)
