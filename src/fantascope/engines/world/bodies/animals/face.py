"""Faces: glossy eyes with closing lids, noses, whiskers, jaws with tongues, teeth.

Knows nothing of species. Eyes sit where a ray from the middle of the head leaves it; each eye has a bone (`eye_left`,
`eye_right`) to look and shrink shut, and a lid bone whose dark arc hides inside the open eye.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Material, Mesh, Rgb, Vec3
from .sculpt import Sculpt

F64 = NDArray[np.float64]
DARK: Rgb = (0.06, 0.045, 0.05)
WHITE: Rgb = (1.0, 1.0, 1.0)
TONGUE: Rgb = (0.93, 0.42, 0.47)
INSIDE: Rgb = (0.42, 0.12, 0.14)


def eyes(
    s: Sculpt,
    *,
    head: Vec3,
    azimuth: float,
    elevation: float,
    radius_m: float,
    iris: Rgb | None = None,
    white: bool = False,
    bone: str = "head",
    pupil: float = 0.55,
    slit: bool = False,
    bulge: float = 0.45,
    ring: Rgb | None = None,
) -> None:
    """Two eyes `azimuth` radians to each side of ahead and `elevation` above the middle of the head.

    `iris` colours a ring round the pupil (share `pupil` of the eye); `white` adds a sclera; `slit` narrows the pupil;
    `ring` paints a patch behind the eye. `bulge` is how far the eye stands out, as a share of its radius.
    """
    for side, sign in (("left", 1.0), ("right", -1.0)):
        way = (np.cos(elevation) * np.cos(azimuth), sign * np.cos(elevation) * np.sin(azimuth), np.sin(elevation))
        point, normal = s.surface(head, way)
        out = normal * 0.65 + np.asarray(way) * 0.35 + np.array([0.15, 0.0, 0.0])
        out /= np.linalg.norm(out)
        centre = point + out * radius_m * (bulge - 0.62)
        at = (float(centre[0]), float(centre[1]), float(centre[2]))
        s.bone(f"eye_{side}", bone, at)
        s.bone(f"lid_{side}", bone, at)
        frame = _facing(out)
        s.part(
            f"eye_{side}",
            shapes.moved(shapes.turned(_ball(radius_m, iris, white, pupil, slit), frame), at),
            Material(WHITE, 0.08),
            f"eye_{side}",
        )
        # the highlight leans to the upper left of the picture on both eyes
        up, aside = frame @ np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0])
        spark = out * 0.66 + up * 0.42 - aside * 0.16 * sign
        spark /= np.linalg.norm(spark)
        shine = shapes.ellipsoid((radius_m * 0.08, radius_m * 0.27, radius_m * 0.27), rings=6, segments=10)
        small = shapes.moved(shapes.scaled(shine, 0.5), (0.0, radius_m * -0.36, radius_m * -0.5))
        glint = shapes.turned(shapes.join([shine, small]), _facing(spark))
        s.part(
            f"glint_{side}",
            shapes.moved(glint, centre + spark * radius_m * 0.97),
            Material(WHITE, 0.2, emission=0.5),
            f"eye_{side}",
        )
        arc = np.linspace(-1.0, 1.0, 9)
        curve = np.stack([0.30 - 0.12 * arc**2, arc * 0.72, 0.30 * arc**2 - 0.18], axis=1) * radius_m
        lid = shapes.tube(curve, radius_m * 0.13, segments=6)
        s.part(f"lid_{side}", shapes.moved(shapes.turned(lid, frame), at), Material(DARK, 0.5), f"lid_{side}")
        if ring is not None:
            patch = shapes.turned(shapes.ellipsoid((radius_m * 0.5, radius_m * 1.35, radius_m * 1.35)), frame)
            s.part(
                f"ring_{side}", shapes.moved(patch, point - out * radius_m * 0.42), Material(ring, 0.5, sheen=0.2), bone
            )


def _ball(radius_m: float, iris: Rgb | None, white: bool, pupil: float, slit: bool) -> Mesh:
    """An eyeball looking along +x: bands of colour by angle from its axis, each edge exact."""
    outer = 1.02 if white else 1.75
    inner = outer * pupil if iris is not None else outer
    bands: list[tuple[float, float, Rgb, int]] = [(0.0, inner, DARK if not slit else iris or DARK, 6)]
    if iris is not None:
        bands.append((inner, outer * 0.93, iris, 4))
        bands.append((outer * 0.93, outer, DARK, 2))
    bands.append((outer, np.pi, (0.97, 0.96, 0.94) if white else DARK, 6))
    pieces = []
    for start, end, colour, steps in bands:
        angle = np.linspace(end, start, steps + 1)
        pieces.append(
            shapes.painted(shapes.lathe(np.stack([np.sin(angle), np.cos(angle)], axis=1), segments=20), colour)
        )
    if slit:
        angle = np.linspace(1.25, 0.0, 7)
        cap = shapes.lathe(np.stack([np.sin(angle), np.cos(angle)], axis=1), segments=24)
        narrow = cap.positions * np.array([0.86, 0.5, 1.0])
        narrow *= 1.03 / np.maximum(np.linalg.norm(narrow, axis=1, keepdims=True), 1e-6)
        pieces.append(shapes.painted(shapes.mesh(narrow, cap.faces, narrow / 1.03, cap.uvs), DARK))
    ball = shapes.turned(shapes.join(pieces), np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]]))
    return shapes.scaled(ball, (0.8 * radius_m, radius_m, radius_m))


def nose(s: Sculpt, tip: Vec3, radii: Vec3, colour: Rgb = (0.1, 0.08, 0.09), *, bone: str = "head") -> None:
    """A glossy rounded nose at the end of the muzzle."""
    ball = shapes.ellipsoid(radii, rings=12, segments=18)
    # a heart-like taper: narrower below
    z = ball.positions[:, 2] / radii[2]
    taper = np.column_stack([np.ones_like(z), 0.8 + 0.2 * z, np.ones_like(z)])
    s.part(
        "nose",
        shapes.moved(shapes.mesh(ball.positions * taper, ball.faces, ball.normals, ball.uvs), tip),
        Material(colour, 0.15),
        bone,
    )


def jaw(
    s: Sculpt,
    hinge: Vec3,
    tip: Vec3,
    width_m: float,
    colour: Rgb,
    *,
    tint: str | None = None,
    thickness: float = 0.55,
    tongue: bool = True,
    bone: str = "head",
    inside: bool = True,
) -> None:
    """A lower jaw from `hinge` to `tip`, with a tongue on it and the dark of the mouth behind it."""
    s.bone("jaw", bone, hinge)
    h, t = np.asarray(hinge), np.asarray(tip)
    middle, span = (h + t) / 2, float(np.linalg.norm(t - h))
    slope = float(np.arctan2(h[2] - t[2], t[0] - h[0]))
    thick = width_m * thickness
    scoop = shapes.turned(shapes.ellipsoid((span * 0.56, width_m, thick), rings=14, segments=22), _pitch(slope))
    s.part("jaw", shapes.moved(scoop, middle), Material(colour, s.roughness, sheen=s.sheen), "jaw", tint)
    if tongue:
        lick = shapes.turned(
            shapes.ellipsoid((span * 0.44, width_m * 0.62, thick * 0.4), rings=10, segments=16), _pitch(slope)
        )
        s.part(
            "tongue",
            shapes.moved(lick, middle + np.array([span * 0.05, 0.0, thick * 0.78])),
            Material(TONGUE, 0.3),
            "jaw",
        )
    if inside:
        dark = shapes.turned(
            shapes.ellipsoid((span * 0.46, width_m * 0.8, thick * 0.5), rings=10, segments=16), _pitch(slope)
        )
        s.part("mouth", shapes.moved(dark, middle + np.array([0.0, 0.0, thick * 0.75])), Material(INSIDE, 0.6), bone)


def whiskers(s: Sculpt, root: Vec3, length_m: float, *, colour: Rgb = (0.97, 0.97, 0.97), bone: str = "head") -> None:
    """Three fine hairs to each side."""
    hairs = []
    for sign in (1.0, -1.0):
        for lift in (-0.28, 0.0, 0.28):
            u = np.linspace(0.0, 1.0, 6)
            line = np.stack([-0.35 * u**2, sign * u, lift * u - 0.12 * u**2], axis=1) * length_m
            start = np.array([root[0], sign * root[1], root[2] + lift * length_m * 0.18])
            hairs.append(shapes.tube(line + start, np.linspace(0.016, 0.006, 6) * length_m, segments=5))
    s.part("whiskers", shapes.join(hairs), Material(colour, 0.4), bone)


def bead(radii: Vec3) -> Mesh:
    """A small ellipsoid with few triangles."""
    return shapes.ellipsoid(radii, rings=9, segments=14)


def cone(
    a: Vec3, b: Vec3, radius_m: float, *, bend: Vec3 = (0.0, 0.0, 0.0), tip: float = 0.12, segments: int = 14
) -> Mesh:
    """A smooth tapering horn or tusk from a to b, bowed by `bend` at its middle."""
    u = np.linspace(0.0, 1.0, 10)[:, None]
    line = np.asarray(a) * (1 - u) + np.asarray(b) * u + 4 * u * (1 - u) * np.asarray(bend)
    return shapes.tube(line, radius_m * (1 - (1 - tip) * u[:, 0]), segments=segments)


def upright(way: F64, roll: float = 0.0, lean: float = 0.0) -> F64:
    """A rotation whose first column is `way`, rolled round it and then leant."""
    c, q = np.cos(roll), np.sin(roll)
    return np.asarray(_facing(way) @ np.array([[1.0, 0.0, 0.0], [0.0, c, -q], [0.0, q, c]]) @ _pitch(lean))


def _pitch(angle: float) -> F64:
    c, q = np.cos(angle), np.sin(angle)
    return np.array([[c, 0.0, q], [0.0, 1.0, 0.0], [-q, 0.0, c]])


def _facing(way: F64) -> F64:
    """A rotation whose first column is `way`, its third as upright as can be."""
    x = way / np.linalg.norm(way)
    y = np.cross([0.0, 0.0, 1.0], x)
    y /= max(float(np.linalg.norm(y)), 1e-9)
    return np.column_stack([x, y, np.cross(x, y)])
