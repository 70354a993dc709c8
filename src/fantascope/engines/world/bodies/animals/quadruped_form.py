"""From a table of proportions to a four-legged toy: skeleton, torso, legs, head, ears, tail.

Knows nothing of which animal it is. Always: bones `centre` → `pelvis` and `spine` → `chest` → `neck` → `head`, legs
`fl_ fr_ hl_ hr_` with `hip`, `knee`, `foot`, tail `tail_0` … `tail_3`; feet stand on z = 0.
"""

from __future__ import annotations

import itertools

import numpy as np

from . import face
from .quadruped_ears import ears
from .quadruped_plan import Plan
from .sculpt import Sculpt

LEGS = ("fl", "fr", "hl", "hr")


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
    ears(s, p)
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
