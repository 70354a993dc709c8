"""Hats, scarves, collars, glasses and bows for animals, fitted to their head and neck.

Knows nothing of species: it asks where the head, neck and eyes are. Unknown garments are an error of the caller.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Mesh, Rgb, Vec3
from . import face
from .sculpt import Sculpt

GARMENTS: dict[str, Rgb] = {
    "collar": (0.85, 0.15, 0.15),
    "scarf": (0.85, 0.2, 0.2),
    "bow_tie": (0.85, 0.15, 0.2),
    "bow": (0.95, 0.45, 0.65),
    "hat": (0.45, 0.28, 0.18),
    "top_hat": (0.1, 0.1, 0.12),
    "cap": (0.2, 0.4, 0.85),
    "party_hat": (0.95, 0.4, 0.6),
    "santa_hat": (0.85, 0.12, 0.12),
    "crown": (1.0, 0.8, 0.25),
    "glasses": (0.12, 0.12, 0.14),
    "sunglasses": (0.08, 0.08, 0.1),
    "cape": (0.8, 0.12, 0.15),
    "helmet": (0.92, 0.75, 0.2),
    "saddle": (0.5, 0.28, 0.15),
}


def dress(s: Sculpt, wears: tuple[tuple[str, Rgb | None], ...], top: Vec3, head: Vec3, neck: float) -> None:
    """Put each garment on. `top` is the crown of the head, `head` its radii, `neck` the neck's radius."""
    for name, colour in wears:
        if name not in GARMENTS:
            continue
        paint = colour or GARMENTS[name]
        r = (head[0] + head[1]) / 2
        look = Material(paint, 0.5, sheen=0.2)
        if name in ("collar", "scarf", "bow_tie", "bow", "cape"):
            _neckwear(s, name, look, neck)
        elif name in ("glasses", "sunglasses"):
            _glasses(s, name, look)
        elif name == "saddle":
            if "seat" in s.anchors:
                x, y, z = s.anchors["seat"]
                seat = face.bead((r * 1.3, r * 1.1, r * 0.35))
                s.part(name, shapes.moved(seat, (x, y, z + r * 0.02)), look, "spine")
        else:
            s.part(
                name,
                shapes.moved(_hat(name, r), (top[0], top[1], top[2] - r * 0.14)),
                look if name != "crown" else Material(paint, 0.2, metallic=0.8),
                "head",
            )


def _hat(name: str, r: float) -> Mesh:
    if name == "top_hat":
        return shapes.join(
            [
                shapes.cylinder(r * 0.9, r * 0.08, bevel_m=r * 0.03),
                shapes.cylinder(r * 0.55, r * 0.95, bevel_m=r * 0.06, top_radius_m=r * 0.6),
            ]
        )
    if name in ("party_hat", "santa_hat"):
        cone = shapes.lathe(
            shapes.rounded([(0.0, 0.0), (r * 0.55, 0.0), (r * 0.03, r * 1.15), (0.0, r * 1.15)], r * 0.05), segments=28
        )
        trim = shapes.moved(face.bead((r * 0.16, r * 0.16, r * 0.16)), (0, 0, r * 1.15))
        brim = shapes.scaled(shapes.tube(_ring(r * 0.52), r * 0.11, caps=False), 1.0)
        white = np.array([1.0, 1.0, 1.0])
        return shapes.join(
            [cone, shapes.painted(shapes.moved(brim, (0, 0, r * 0.06)), white), shapes.painted(trim, white)]
        )
    if name == "crown":
        spikes = [
            shapes.moved(face.bead((r * 0.09, r * 0.09, r * 0.2)), (r * 0.5 * np.cos(a), r * 0.5 * np.sin(a), r * 0.36))
            for a in np.linspace(0, 2 * np.pi, 7)[:-1]
        ]
        return shapes.join(
            [
                shapes.lathe(
                    [(r * 0.46, 0.0), (r * 0.52, 0.0), (r * 0.56, r * 0.34), (r * 0.49, r * 0.34), (r * 0.46, 0.0)]
                ),
                *spikes,
            ]
        )
    if name in ("cap", "helmet"):
        dome = shapes.lathe(
            [(r * 0.75 * float(np.cos(a)), r * 0.6 * float(np.sin(a))) for a in np.linspace(0, np.pi / 2, 10)],
            segments=28,
        )
        peak = shapes.moved(face.bead((r * 0.5, r * 0.55, r * 0.06)), (r * 0.65, 0, r * 0.04))
        return shapes.join([dome, peak]) if name == "cap" else shapes.scaled(dome, (1.15, 1.15, 1.25))
    return shapes.join(
        [
            shapes.cylinder(r * 1.05, r * 0.08, bevel_m=r * 0.03),
            shapes.lathe(shapes.rounded([(0, 0), (r * 0.58, 0), (r * 0.5, r * 0.55), (0, r * 0.6)], r * 0.15)),
        ]
    )


def _ring(radius: float, count: int = 33) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    t = np.linspace(0, 2 * np.pi, count)
    return np.stack([np.cos(t) * radius, np.sin(t) * radius, 0 * t], axis=1)


def _neckwear(s: Sculpt, name: str, look: Material, neck: float) -> None:
    bone = "neck" if "neck" in s.bones else "neck_0" if "neck_0" in s.bones else "head"
    a, b = np.array(s.at(bone)), np.array(s.at("head"))
    way = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
    middle = a + (b - a) * 0.5
    tilt = float(np.arctan2(way[0], way[2]))
    c, q = np.cos(tilt), np.sin(tilt)
    frame = np.array([[c, 0.0, q], [0.0, 1.0, 0.0], [-q, 0.0, c]])
    side, _ = s.surface((float(middle[0]), 0.0, float(middle[2])), (0.0, 1.0, 0.0))
    front, _ = s.surface((float(middle[0]), 0.0, float(middle[2])), (float(c), 0.0, float(-q)))
    round_ = max(float(side[1]), neck)
    reach = max(float(np.linalg.norm(front - middle)), neck)
    thick = round_ * (0.3 if name == "scarf" else 0.15)
    if name in ("collar", "scarf", "cape"):
        ring = shapes.scaled(shapes.tube(_ring(1.0), thick / round_, caps=False), (reach * 1.02, round_ * 1.02, round_))
        s.part(name, shapes.moved(shapes.turned(ring, frame), middle), look, bone)
    tip = (float(front[0]), 0.0, float(front[2]))
    if name == "collar":
        s.part(
            "tag",
            shapes.moved(face.bead((thick * 0.5, thick, thick)), (tip[0] + thick, 0.0, tip[2] - thick * 1.3)),
            Material((1.0, 0.8, 0.25), 0.2, metallic=0.7),
            bone,
        )
    elif name == "scarf":
        end = shapes.capsule(
            (tip[0] + thick * 0.4, thick, tip[2]),
            (tip[0] + thick * 0.8, thick * 1.6, tip[2] - round_ * 1.5),
            thick * 0.75,
            thick * 0.85,
        )
        s.part("scarf_end", end, look, bone)
    elif name in ("bow_tie", "bow"):
        wings = [
            shapes.moved(
                shapes.turned(face.bead((thick * 0.8, thick * 2.2, thick * 1.7)), np.eye(3)),
                (tip[0] + thick * 0.5, y * thick * 2.1, tip[2]),
            )
            for y in (-1, 1)
        ]
        s.part(
            name,
            shapes.join([*wings, shapes.moved(face.bead((thick, thick, thick)), (tip[0] + thick * 0.9, 0, tip[2]))]),
            look,
            bone,
        )
    elif name == "cape" and "spine" in s.bones:
        x, _, z = s.at("spine")
        cape = face.bead((reach * 2.0, round_ * 1.75, round_ * 1.5))
        s.part("cape_cloth", shapes.moved(cape, (x - reach * 0.3, 0.0, z + round_ * 0.3)), look, "spine")


def _glasses(s: Sculpt, name: str, look: Material) -> None:
    if "eye_left" not in s.bones:
        return
    left, right = np.array(s.at("eye_left")), np.array(s.at("eye_right"))
    r = float(np.linalg.norm(left - right)) * 0.42
    pieces = []
    for eye in (left, right):
        way = np.array([1.0, np.sign(eye[1]) * 0.35, 0.0])
        way /= np.linalg.norm(way)
        frame = np.column_stack([np.cross([0.0, 0.0, 1.0], way), [0.0, 0.0, 1.0], way])
        at = eye + way * r * 0.75
        pieces.append(shapes.moved(shapes.turned(shapes.tube(_ring(r), r * 0.12, segments=8, caps=False), frame), at))
        if name == "sunglasses":
            pieces.append(shapes.moved(shapes.turned(face.bead((r, r, r * 0.1)), frame), at))
    pieces.append(
        shapes.capsule(
            (float(left[0]) + r * 0.75, float(left[1]) - r * 0.75, float(left[2])),
            (float(right[0]) + r * 0.75, float(right[1]) + r * 0.75, float(right[2])),
            r * 0.1,
        )
    )
    s.part(name, shapes.join(pieces), look, "head")
