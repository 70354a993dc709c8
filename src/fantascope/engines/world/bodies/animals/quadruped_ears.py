"""Ears of four-legged animals: pointed, round, floppy, long, leaf-shaped, upright or an elephant's.

Knows nothing of which animal wears them.
"""

from __future__ import annotations

from .. import shapes
from ..types import Material, Rgb
from . import face
from .quadruped_plan import Plan
from .sculpt import Sculpt


def ears(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    rx, ry, rz = p.head
    e = p.ear_size
    if p.ear == "none":
        return
    for side, sign in (("left", 1.0), ("right", -1.0)):
        name = f"ear_{side}"
        if p.ear == "pointed":
            root = (hx - rx * 0.12, sign * ry * 0.58, hz + rz * 0.66)
            s.bone(name, "head", root)
            tip = (root[0] - e * 0.1, root[1] + sign * e * 0.22, root[2] + e)
            s.blob(root, tip, e * 0.52, e * 0.07, name, scale=(0.5, 1, 1), blend=e * 0.2, yaw=sign * 0.35)
        elif p.ear == "round":
            root = (hx - rx * 0.15, sign * ry * 0.72, hz + rz * 0.7)
            s.bone(name, "head", root)
            s.egg(
                (root[0], root[1] + sign * e * 0.25, root[2] + e * 0.3),
                (e * 0.42, e, e),
                name,
                blend=e * 0.25,
                yaw=sign * 0.25,
            )
        elif p.ear == "floppy":
            root = (hx - rx * 0.15, sign * ry * 0.78, hz + rz * 0.55)
            s.bone(name, "head", root)
            s.blob(
                (root[0], root[1] + sign * e * 0.12, root[2] - e * 0.02),
                (root[0] + e * 0.08, root[1] + sign * e * 0.36, root[2] - e * 1.05),
                e * 0.26,
                e * 0.42,
                name,
                scale=(1, 0.42, 1),
                blend=e * 0.12,
                roll=sign * 0.2,
            )
        elif p.ear == "long":
            root = (hx - rx * 0.25, sign * ry * 0.38, hz + rz * 0.8)
            s.bone(name, "head", root)
            s.blob(
                root,
                (root[0] - e * 0.22, root[1] + sign * e * 0.2, root[2] + e),
                e * 0.15,
                e * 0.2,
                name,
                scale=(0.5, 1, 1),
                blend=e * 0.1,
                yaw=sign * 0.2,
            )
        elif p.ear == "leaf":
            root = (hx - rx * 0.3, sign * ry * 0.75, hz + rz * 0.5)
            s.bone(name, "head", root)
            s.blob(
                root,
                (root[0] - e * 0.2, root[1] + sign * e * 0.92, root[2] + e * 0.12),
                e * 0.24,
                e * 0.26,
                name,
                scale=(1, 1, 0.5),
                blend=e * 0.2,
                roll=sign * 0.2,
            )
        elif p.ear == "upright":
            root = (hx - rx * 0.35, sign * ry * 0.5, hz + rz * 0.75)
            s.bone(name, "head", root)
            s.blob(
                root,
                (root[0], root[1] + sign * e * 0.2, root[2] + e * 0.85),
                e * 0.26,
                e * 0.1,
                name,
                scale=(0.7, 0.8, 1),
                blend=e * 0.2,
            )
        elif p.ear == "elephant":
            root = (hx - rx * 0.35, sign * ry * 0.8, hz + rz * 0.35)
            s.bone(name, "head", root)
            s.egg(
                (root[0] - e * 0.3, root[1] + sign * e * 0.6, root[2] - e * 0.15),
                (e * 0.16, e * 0.78, e),
                name,
                blend=e * 0.12,
                yaw=sign * 0.55,
            )


def inner_ears(s: Sculpt, p: Plan, colour: Rgb) -> None:
    """A paler hollow on the front of pointed, round, long or leaf ears."""
    e = p.ear_size
    for side, sign in (("left", 1.0), ("right", -1.0)):
        if f"ear_{side}" not in s.bones:
            continue
        x, y, z = s.at(f"ear_{side}")
        if p.ear == "pointed":
            centre, radii = (x, y + sign * e * 0.1, z + e * 0.42), (e * 0.05, e * 0.24, e * 0.42)
        elif p.ear == "round":
            centre, radii = (x, y + sign * e * 0.28, z + e * 0.34), (e * 0.05, e * 0.58, e * 0.58)
        elif p.ear == "long":
            centre, radii = (x - e * 0.12, y + sign * e * 0.11, z + e * 0.58), (e * 0.04, e * 0.1, e * 0.44)
        else:
            continue
        point, normal = s.surface(centre, (1.0, sign * 0.28, 0.05))
        lean = {"pointed": 0.1, "long": 0.22}.get(p.ear, 0.0)
        patch = shapes.ellipsoid(radii, rings=14, segments=18)
        roll = {"pointed": -sign * 0.2, "long": -sign * 0.2}.get(p.ear, 0.0)
        frame_ = face.upright(normal, roll, -lean)
        s.part(
            f"inner_{side}",
            shapes.moved(shapes.turned(patch, frame_), point - normal * radii[0] * 0.25),
            Material(colour, 0.6, sheen=0.3),
            f"ear_{side}",
        )
