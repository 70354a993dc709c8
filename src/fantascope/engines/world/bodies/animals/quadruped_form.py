"""From a table of proportions to a four-legged toy: skeleton, torso, legs, head, ears, tail.

Knows nothing of which animal it is. Always: bones `centre` → `pelvis` and `spine` → `chest` → `neck` → `head`, legs
`fl_ fr_ hl_ hr_` with `hip`, `knee`, `foot`, tail `tail_0` … `tail_3`; feet stand on z = 0.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from .. import shapes
from ..types import Material, Rgb, Vec3
from . import face
from .sculpt import Sculpt

LEGS = ("fl", "fr", "hl", "hr")


@dataclass(frozen=True, slots=True)
class Plan:
    """Proportions in metres at full size. `head_at` is the middle of the head; `tail` lists its curve (x back, z up)
    from its root, with radii; ears are described by `ear` (kind) and `ear_size`."""

    hips: float
    """x of the hip joints (negative)."""
    shoulders: float
    height: float
    """z of the torso's axis."""
    chest: float
    waist: float
    rump: float
    leg: float
    """Radius at the top of a leg."""
    foot: float
    spread: float
    head_at: tuple[float, float]
    head: Vec3
    neck: float
    muzzle: float
    """How far the muzzle's ball stands ahead of the head's middle; 0 = none."""
    muzzle_size: tuple[float, float]
    """Radius at its root and at its tip."""
    muzzle_drop: float
    nose: float
    ear: str
    ear_size: float
    tail: tuple[tuple[float, float], ...]
    tail_radii: tuple[float, ...]
    mass_kg: float
    eye: float
    eye_at: tuple[float, float] = (0.62, 0.18)
    """Azimuth and elevation in radians."""
    iris: Rgb | None = None
    slit: bool = False
    bulge: float = 0.45
    haunch: float = 1.35
    """Thigh radius as a share of the leg's."""
    rise: float = 0.0
    """How much higher the hips are than the shoulders."""
    muzzle_flat: float = 0.9
    cheeks: float = 0.0
    paw: Vec3 = (1.45, 1.1, 0.85)
    nose_colour: Rgb = (0.1, 0.08, 0.09)
    mouth: bool = True
    jaw_colour: Rgb | None = None
    walk: str = "quad"
    """"quad", "hop" (all four bound) or "biped" (hind legs only)."""
    voice: str = "dog"
    pitch: float = 1.0
    speed: tuple[float, float] = (1.0, 4.0)
    """Comfortable walk and run in m/s."""
    arms_at: tuple[float, float] | None = None
    """Bipeds: where the front paws hang (x, z)."""
    softness: float = 0.05
    width: float = 1.0
    """Torso width as a share of its height."""


def frame(s: Sculpt, p: Plan) -> None:
    """The skeleton."""
    s.bone("centre", None, ((p.hips + p.shoulders) / 2, 0.0, p.height))
    s.bone("pelvis", "centre", (p.hips, 0.0, p.height + p.rise))
    s.bone(
        "spine",
        "centre",
        (p.hips * 0.3 + p.shoulders * 0.7 - 0.25 * (p.shoulders - p.hips), 0.0, p.height + p.rise * 0.5),
    )
    s.bone("chest", "spine", (p.shoulders, 0.0, p.height))
    hx, hz = p.head_at
    root = (p.shoulders + 0.25 * (hx - p.shoulders), 0.0, p.height + p.chest * 0.35)
    s.bone("neck", "chest", root)
    s.bone("head", "neck", (hx - p.head[0] * 0.45, 0.0, hz - p.head[2] * 0.4))
    for leg in LEGS:
        sign = 1.0 if leg[1] == "l" else -1.0
        front = leg[0] == "f"
        x = p.shoulders if front else p.hips
        top = (p.height - p.chest * 0.25) if front else (p.height + p.rise - p.rump * 0.2)
        y = sign * p.spread
        ankle = p.foot * p.paw[2]
        if front and p.arms_at is not None:
            ax, az = p.arms_at
            s.bone(f"{leg}_hip", "chest", (x, sign * p.chest * 0.72, p.height))
            s.bone(f"{leg}_knee", f"{leg}_hip", (x + 0.45 * (ax - x), y * 1.05, az + 0.45 * (p.height - az)))
            s.bone(f"{leg}_foot", f"{leg}_knee", (ax, y, az))
            continue
        knee = (x + (-0.12 if front else 0.22) * p.leg * 2, y, ankle + (top - ankle) * 0.48)
        s.bone(f"{leg}_hip", "chest" if front else "pelvis", (x, y * 0.85, top))
        s.bone(f"{leg}_knee", f"{leg}_hip", knee)
        s.bone(f"{leg}_foot", f"{leg}_knee", (x + (0.0 if front else -0.1 * p.leg), y, ankle))
    _tail_bones(s, p)


def _tail_bones(s: Sculpt, p: Plan) -> None:
    line = _curve(p)
    for k in range(4):
        at = line[round(k / 4 * (len(line) - 1))]
        s.bone(f"tail_{k}", "pelvis" if k == 0 else f"tail_{k - 1}", (float(at[0]), 0.0, float(at[1])))


def _curve(p: Plan, count: int = 25) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The tail's line as (x, z) points, smoothed through its control points."""
    points = np.array(p.tail, dtype=np.float64) * np.array([-1.0, 1.0])
    points = points + np.array([p.hips - p.rump * 0.75, p.height + p.rise + p.rump * 0.3])
    t = np.linspace(0, len(points) - 1, count)
    k = np.arange(len(points))
    fine = np.stack([np.interp(t, k, points[:, i]) for i in (0, 1)], axis=1)
    for _ in range(6):
        fine[1:-1] = (fine[:-2] + 2 * fine[1:-1] + fine[2:]) / 4
    return fine


def flesh(s: Sculpt, p: Plan, *, legs: bool = True) -> None:
    """Torso, neck, legs, head, muzzle, ears and tail as blobs."""
    c, up, w = p.chest, p.height, p.width
    s.blob(
        (p.hips, 0, up + p.rise),
        ((p.hips + p.shoulders) / 2, 0, up + p.rise * 0.4 - (p.rump - p.waist) * 0.3),
        p.rump,
        p.waist,
        "pelvis",
        "spine",
        scale=(1, w, 1),
        blend=c * 0.3,
    )
    s.blob(
        ((p.hips + p.shoulders) / 2, 0, up + p.rise * 0.4 - (p.rump - p.waist) * 0.3),
        (p.shoulders, 0, up),
        p.waist,
        c,
        "spine",
        "chest",
        scale=(1, w, 1),
        blend=c * 0.3,
    )
    hx, hz = p.head_at
    s.blob(
        (p.shoulders + c * 0.15, 0, up + c * 0.15),
        (hx - p.head[0] * 0.35, 0, hz - p.head[2] * 0.35),
        p.neck * 1.2,
        p.neck,
        "chest",
        "neck",
        blend=c * 0.55,
    )
    if legs:
        for leg in LEGS:
            _leg(s, p, leg)
    s.egg((hx, 0, hz), p.head, "head", blend=p.head[0] * 0.35)
    if p.cheeks > 0:
        for sign in (1.0, -1.0):
            s.egg(
                (hx + p.head[0] * 0.25, sign * p.head[1] * 0.62, hz - p.head[2] * 0.38),
                (p.cheeks * 1.05, p.cheeks, p.cheeks * 0.82),
                "head",
                blend=p.head[0] * 0.3,
            )
    if p.muzzle > 0:
        r0, r1 = p.muzzle_size
        s.blob(
            (hx + p.head[0] * 0.4, 0, hz - p.muzzle_drop * 0.6),
            (hx + p.muzzle, 0, hz - p.muzzle_drop),
            r0,
            r1,
            "head",
            scale=(1, 1, p.muzzle_flat),
            blend=p.head[0] * 0.3,
        )
    _ears(s, p)
    _tail(s, p)


def _leg(s: Sculpt, p: Plan, leg: str) -> None:
    hip, knee, foot = (s.at(f"{leg}_{part}") for part in ("hip", "knee", "foot"))
    front = leg[0] == "f"
    arm = front and p.arms_at is not None
    r = p.leg * (0.7 if arm else 1.0)
    low = p.foot * (0.75 if arm else 1.0)
    if not front and p.haunch > 1:
        s.egg(
            (hip[0] + p.leg * 0.1, hip[1], hip[2] - p.leg * 0.3),
            (r * p.haunch * 1.15, r * p.haunch * 0.75, r * p.haunch * 1.25),
            f"{leg}_hip",
            blend=r * 0.9,
        )
    s.blob(hip, knee, r * 1.08, (r + low) * 0.5, f"{leg}_hip", f"{leg}_knee", blend=r * 0.7)
    s.blob(knee, foot, (r + low) * 0.5, low * 0.95, f"{leg}_knee", blend=r * 0.6)
    ahead = low * (p.paw[0] - 1.0) * 0.8
    s.egg(
        (foot[0] + ahead, foot[1], foot[2] if not arm else foot[2] - low * 0.3),
        (low * p.paw[0], low * p.paw[1], low * p.paw[2]),
        f"{leg}_foot",
        blend=low * 0.5,
    )


def _ears(s: Sculpt, p: Plan) -> None:
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


def _tail(s: Sculpt, p: Plan) -> None:
    line = _curve(p)
    last = len(line) - 1
    radii = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(p.tail_radii)), p.tail_radii)
    stops = [round(k / 8 * last) for k in range(9)]
    for a, b in itertools.pairwise(stops):
        first, second = f"tail_{min(a * 4 // (last + 1), 3)}", f"tail_{min(b * 4 // (last + 1), 3)}"
        s.blob(
            (float(line[a, 0]), 0.0, float(line[a, 1])),
            (float(line[b, 0]), 0.0, float(line[b, 1])),
            float(radii[a]),
            float(radii[b]),
            first,
            second,
            blend=p.rump * 0.25 if a == 0 else float(radii[a]) * 0.3,
        )


def features(s: Sculpt, p: Plan) -> None:
    """Eyes, nose and jaw; call after every blob is in place."""
    hx, hz = p.head_at
    face.eyes(
        s,
        head=(hx, 0, hz),
        azimuth=p.eye_at[0],
        elevation=p.eye_at[1],
        radius_m=p.eye,
        iris=p.iris,
        slit=p.slit,
        bulge=p.bulge,
    )
    if p.muzzle > 0:
        r = p.muzzle_size[1]
        tip = (hx + p.muzzle, 0.0, hz - p.muzzle_drop)
        if p.nose > 0:
            point, _ = s.surface(tip, (1.0, 0.0, 0.55))
            face.nose(
                s,
                (float(point[0]) - p.nose * 0.15, 0.0, float(point[2])),
                (p.nose * 0.7, p.nose, p.nose * 0.72),
                p.nose_colour,
            )
        if p.mouth:
            hinge = (hx + p.head[0] * 0.25, 0.0, hz - p.muzzle_drop - r * 0.25 * p.muzzle_flat)
            chin = (hx + p.muzzle + r * 0.55, 0.0, hz - p.muzzle_drop - r * 0.62 * p.muzzle_flat)
            face.jaw(s, hinge, chin, r * 0.8, p.jaw_colour or s.main, tint=None if p.jaw_colour else "main")


def finish(s: Sculpt, p: Plan) -> None:
    """Colliders and anchors."""
    hx, hz = p.head_at
    s.hull(
        "spine",
        "box",
        ((p.shoulders - p.hips) / 2 + p.chest * 0.6, p.chest * p.width, p.chest),
        ((p.hips + p.shoulders) / 2, 0.0, p.height),
    )
    s.hull("head", "ball", (max(p.head),), (hx, 0.0, hz))
    for leg in LEGS:
        s.hull(f"{leg}_foot", "ball", (p.foot * 1.2,), s.at(f"{leg}_foot"))
    s.anchors.update(
        {
            "mouth": (hx + p.muzzle + p.muzzle_size[1], 0.0, hz - p.muzzle_drop - p.muzzle_size[1] * 0.4),
            "head_top": (hx, 0.0, hz + p.head[2]),
            "back": ((p.hips + p.shoulders) / 2, 0.0, p.height + p.chest),
            "seat": ((p.hips + p.shoulders) / 2, 0.0, p.height + p.waist * 0.92),
            "eyes": (hx + p.head[0], 0.0, hz + p.head[2] * 0.2),
            "chest": (p.shoulders + p.chest, 0.0, p.height),
        }
    )


def traits(s: Sculpt, p: Plan) -> dict[str, float | str]:
    return {
        "walk_ms": p.speed[0],
        "run_ms": p.speed[1],
        "voice": p.voice,
        "voice_pitch": p.pitch,
        "voice_size": float(np.clip(p.head[0] / 0.13, 0.4, 2.5)),
        "walk": p.walk,
        "leg_m": s.at("hl_hip")[2],
        "length_m": p.shoulders - p.hips,
        "height_m": p.height,
        "belly_m": p.height - max(p.chest, p.rump),
        "rump_m": p.rump,
        "chest_m": p.chest,
        "muzzle_x": p.head_at[0] + p.muzzle + p.muzzle_size[1],
        "muzzle_z": p.head_at[1] - p.muzzle_drop,
        "eye_m": p.eye,
    }
