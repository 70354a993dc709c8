"""What crawlers and insects share: arched legs, a plain face, feelers, and how a flat wing lies.

Knows nothing of any one species or of motion.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Rgb, Vec3
from . import face
from .field import Blob
from .sculpt import Sculpt

WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.1, 0.095, 0.11)
SIDES = (("left", 1.0), ("right", -1.0))

Traits = dict[str, float | str]


def shade(colour: Rgb, by: float) -> Rgb:
    return (min(colour[0] * by, 1.0), min(colour[1] * by, 1.0), min(colour[2] * by, 1.0))


def legs(
    s: Sculpt,
    xs: tuple[float, ...],
    root_y: float,
    root_z: float,
    reach: float,
    knee_z: float,
    radius: float,
    colour: Rgb,
    *,
    spread: float = 0.35,
    parent: str = "centre",
) -> None:
    """Arched legs on both sides, each its own little limb."""
    for side, sign in SIDES:
        for k, x in enumerate(xs):
            lean = (k - (len(xs) - 1) / 2) * -spread
            out = np.array([np.sin(lean), sign * np.cos(lean)])
            name = f"leg_{side}{k}"
            hip = (x, sign * root_y, root_z)
            knee = (x + float(out[0]) * reach * 0.45, sign * root_y + float(out[1]) * reach * 0.45, knee_z)
            foot = (x + float(out[0]) * reach, sign * root_y + float(out[1]) * reach, radius)
            s.bone(f"{name}_hip", parent, hip)
            s.bone(f"{name}_knee", f"{name}_hip", knee)
            s.bone(f"{name}_foot", f"{name}_knee", foot)
            blobs = [
                Blob(hip, knee, radius, radius, f"{name}_hip", f"{name}_knee", 0.001),
                Blob(knee, foot, radius, radius * 0.85, f"{name}_knee", f"{name}_foot", radius),
            ]
            s.limb(name, blobs, Material(colour, 0.4), vertices=170)


def plain_face(
    s: Sculpt,
    head: Vec3,
    eye: float,
    azimuth: float,
    elevation: float,
    *,
    smile: float = 0.3,
    drop: float = -0.25,
    white: bool = True,
    iris: Rgb | None = None,
) -> None:
    face.eyes(s, head=head, azimuth=azimuth, elevation=elevation, radius_m=eye, white=white, iris=iris, bulge=0.6)
    if smile > 0:
        points = []
        for a in np.linspace(-smile, smile, 9):
            point, normal = s.surface(
                head, (float(np.cos(a)), float(np.sin(a)), drop + 0.35 * smile * (abs(float(a)) / smile) ** 2)
            )
            points.append(point + normal * eye * 0.03)
        s.part("smile", shapes.tube(np.array(points), eye * 0.12, segments=6), Material(face.DARK, 0.5), "head")


def feelers(s: Sculpt, head: Vec3, length: float, radius: float, colour: Rgb, knob: float = 2.2) -> None:
    for side, sign in SIDES:
        root = (head[0], sign * length * 0.16, head[2])
        s.bone(f"feeler_{side}", "head", root)
        u = np.linspace(0, 1, 7)[:, None]
        line = (
            np.array(root)
            + u * np.array([0.5, sign * 0.35, 0.85]) * length
            + u**2 * np.array([0.3, 0.0, -0.25]) * length
        )
        pieces = [
            shapes.tube(line, radius, segments=7),
            shapes.moved(shapes.ellipsoid((radius * knob,) * 3, rings=8, segments=12), line[-1]),
        ]
        s.part(f"feeler_{side}", shapes.join(pieces), Material(colour, 0.4), f"feeler_{side}")


def blade_frame(
    way: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A rotation laying a flat oval's long axis along `way`, its face as level as can be."""
    x = way / np.linalg.norm(way)
    y = np.cross([0.0, 0.0, 1.0], x)
    y /= np.linalg.norm(y)
    return np.column_stack([x, y, np.cross(x, y)])
