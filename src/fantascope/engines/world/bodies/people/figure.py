"""The measures of a vinyl figure: where its joints are and how thick it is, by kind and seed.

Knows nothing of clothes, faces or motion. A figure stands with straight legs, its arms hanging a little away from its
sides; the joints of one limb lie on a straight line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from ..types import Skeleton, Vec3

F64 = NDArray[np.float64]

ARM_SPREAD_RAD = 0.24
"""Angle between a hanging arm and the vertical at rest."""

SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Proportions:
    """Shape of a kind of person: height in metres, all else as fractions of it, except `mass_kg`."""

    height_m: float
    head: float
    legs: float
    shoulders: float
    chest: float
    waist: float
    hips: float
    depth: float
    belly: float
    limb: float
    mass_kg: float
    jaw: float = 0.10
    """How much the face narrows towards the chin."""
    voice_pitch: float = 1.0
    voice_size: float = 1.0
    stoop_rad: float = 0.0


KINDS: dict[str, Proportions] = {
    "man": Proportions(1.75, 0.275, 0.360, 0.112, 0.106, 0.088, 0.090, 0.070, 0.070, 0.0335, 75, 0.10, 1.0, 1.0),
    "woman": Proportions(1.68, 0.282, 0.375, 0.096, 0.090, 0.070, 0.096, 0.063, 0.062, 0.0295, 62, 0.17, 1.7, 0.87),
    "boy": Proportions(1.25, 0.350, 0.305, 0.112, 0.108, 0.104, 0.106, 0.080, 0.086, 0.0370, 27, 0.12, 2.1, 0.76),
    "girl": Proportions(1.22, 0.355, 0.305, 0.104, 0.100, 0.094, 0.106, 0.077, 0.082, 0.0350, 25, 0.15, 2.3, 0.74),
    "old_man": Proportions(
        1.66, 0.290, 0.330, 0.106, 0.106, 0.108, 0.102, 0.076, 0.098, 0.0330, 72, 0.08, 0.9, 1.02, 0.09
    ),
    "old_woman": Proportions(
        1.56, 0.300, 0.330, 0.098, 0.100, 0.100, 0.110, 0.076, 0.092, 0.0330, 64, 0.12, 1.5, 0.9, 0.10
    ),
    "baby": Proportions(0.78, 0.420, 0.225, 0.118, 0.124, 0.140, 0.140, 0.105, 0.120, 0.0480, 11, 0.02, 2.8, 0.64),
    "robot": Proportions(1.70, 0.270, 0.350, 0.125, 0.118, 0.100, 0.104, 0.085, 0.085, 0.0340, 110, 0.0, 1.0, 1.0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One person's measures in metres. `names`/`rest` are the skeleton's joints; radii are of the bare limbs."""

    kind: str
    p: Proportions
    height: float
    head: float
    """Height of the bare head, chin to crown."""
    head_centre: Vec3
    neck_z: float
    crotch_z: float
    hip_z: float
    hip_y: float
    shoulder_z: float
    shoulder_y: float
    upper_arm: float
    forearm: float
    thigh: float
    shin: float
    ankle_z: float
    limb: float
    foot: float
    """Length of the foot."""
    girth: float
    skeleton: Skeleton

    def bone(self, name: str) -> int:
        return self.skeleton.index(name)

    def joint(self, name: str) -> F64:
        return np.asarray(self.skeleton.rest[self.bone(name)], dtype=np.float64)


def arm_direction(sign: float) -> F64:
    """Unit direction of the hanging arm; `sign` +1 is the left."""
    return np.array([0.0, sign * np.sin(ARM_SPREAD_RAD), -np.cos(ARM_SPREAD_RAD)])


def figure(kind: str, seed: int) -> Figure:
    """The measures of a person of `kind` (a key of KINDS); the seed varies height by ±3 % and girth by ±7 %."""
    p = KINDS[kind]
    rng = np.random.default_rng([seed, 11])
    height = p.height_m * (1.0 + 0.03 * float(rng.uniform(-1, 1)))
    girth = 1.0 + 0.07 * float(rng.uniform(-1, 1))
    head = p.head * height
    limb = p.limb * height
    chin = height - head
    hip_z = p.legs * height
    torso = chin - hip_z
    ankle = 0.047 * height + 0.006
    neck_z = chin - 0.03 * torso
    shoulder_z = chin - 0.20 * torso
    shoulder_y = p.shoulders * height * girth - limb * 0.30
    hip_y = max(p.hips * height * girth - limb * 1.28, limb * 1.05)
    leg = hip_z - ankle
    arm = max(0.92 * (shoulder_z - hip_z) + 0.045 * height, 0.8 * leg)
    foot = 0.150 * height + 0.02
    hc = np.array([0.012 * height, 0.0, height - head / 2])
    pelvis_z = hip_z + 0.03 * height
    names: list[str] = []
    parents: list[int] = []
    rest: list[F64] = []

    def add(name: str, parent: str | None, at: tuple[float, float, float] | F64) -> None:
        parents.append(names.index(parent) if parent else -1)
        names.append(name)
        rest.append(np.asarray(at, dtype=np.float64))

    add("pelvis", None, (0, 0, pelvis_z))
    add("spine", "pelvis", (0, 0, hip_z + 0.30 * torso))
    add("chest", "spine", (0, 0, hip_z + 0.58 * torso))
    add("neck", "chest", (0, 0, neck_z))
    add("head", "neck", (0.004 * height, 0, chin + 0.10 * head))
    add("jaw", "head", hc)
    add("mouth", "head", hc + np.array([0.45 * head, 0, -0.2 * head]))
    for s, side in ((1, "left"), (-1, "right")):
        add(f"eye_{side}", "head", hc + np.array([0.30 * head, s * 0.185 * head, 0.0]))
        add(f"lid_{side}", "head", hc + np.array([0.30 * head, s * 0.185 * head, 0.0]))
        add(f"brow_{side}", "head", hc + np.array([0.42 * head, s * 0.2 * head, 0.2 * head]))
        add(f"lip_{side}", "head", hc)
    for s, side in ((1, "left"), (-1, "right")):
        d = arm_direction(s)
        shoulder = np.array([0.0, s * shoulder_y, shoulder_z])
        add(f"shoulder_{side}", "chest", shoulder)
        add(f"elbow_{side}", f"shoulder_{side}", shoulder + d * arm * 0.515)
        add(f"hand_{side}", f"elbow_{side}", shoulder + d * arm)
        add(f"fingers_{side}", f"hand_{side}", shoulder + d * (arm + 1.5 * limb))
    for s, side in ((1, "left"), (-1, "right")):
        add(f"hip_{side}", "pelvis", (0, s * hip_y, hip_z))
        add(f"knee_{side}", f"hip_{side}", (0, s * hip_y, ankle + 0.49 * leg))
        add(f"foot_{side}", f"knee_{side}", (0, s * hip_y, ankle))
        add(f"toe_{side}", f"foot_{side}", (0.50 * foot, s * hip_y, 0.02 * height))
    skeleton = Skeleton(tuple(names), tuple(parents), np.asarray(rest, dtype=np.float32))
    return Figure(
        kind,
        p,
        height,
        head,
        (float(hc[0]), 0.0, float(hc[2])),
        neck_z,
        hip_z - 0.045 * height,
        hip_z,
        hip_y,
        shoulder_z,
        shoulder_y,
        arm * 0.515,
        arm * 0.485,
        leg * 0.51,
        leg * 0.49,
        ankle,
        limb,
        foot,
        girth,
        skeleton,
    )


def torso_ring(f: Figure, z: F64) -> tuple[F64, F64, F64]:
    """Half width (y), half depth (x) and forward shift of the bare torso at heights `z`."""
    h, p = f.height, f.p
    low, top = f.crotch_z, f.neck_z
    t = np.clip((np.asarray(z, dtype=np.float64) - low) / (top - low), 0.0, 1.0)
    stops = np.array([0.0, 0.08, 0.20, 0.42, 0.66, 0.84, 0.93, 1.0])
    narrow = p.shoulders * 0.80
    width = (
        np.array([0.70 * p.hips, 0.95 * p.hips, p.hips, p.waist, p.chest * 0.97, narrow, p.shoulders * 0.50, 0.034]) * h
    )
    depth = (
        np.array(
            [
                0.62 * p.depth,
                0.93 * p.depth,
                p.depth,
                p.belly * 0.97,
                p.depth * 1.02,
                p.depth * 0.86,
                p.depth * 0.64,
                0.032,
            ]
        )
        * h
    )
    shift = np.array([0.0, 0.0, 0.004, 0.010 + 0.35 * max(p.belly - p.depth, 0.0), 0.008, 0.0, 0.0, 0.0]) * h
    return (
        PchipInterpolator(stops, width)(t) * f.girth,
        PchipInterpolator(stops, depth)(t) * f.girth,
        PchipInterpolator(stops, shift)(t),
    )


def torso_front(f: Figure, y: F64, z: F64, back: bool = False) -> F64:
    """The x of the torso's front (or back) surface at (y, z)."""
    w, d, shift = torso_ring(f, z)
    side = np.clip(np.abs(y) / np.maximum(w, 1e-6), 0.0, 0.999)
    x = d * (1.0 - side**TORSO_POWER) ** (1.0 / TORSO_POWER)
    return np.asarray(shift + (-x if back else x))


TORSO_POWER = 2.5


def head_point(f: Figure, azimuth: F64 | float, elevation: F64 | float, offset: F64 | float = 0.0) -> F64:
    """Points (..., 3) on the head, `azimuth` from the nose towards the left ear, `elevation` up, plus a radial
    offset."""
    az, el = np.broadcast_arrays(np.asarray(azimuth, dtype=np.float64), np.asarray(elevation, dtype=np.float64))
    unit = np.stack([np.cos(el) * np.cos(az), np.cos(el) * np.sin(az), np.sin(el)], axis=-1)
    radii = np.array([0.470, 0.485, 0.5]) * f.head
    power = 2.3
    r = np.sum(np.abs(unit / radii) ** power, axis=-1) ** (-1.0 / power)
    low = np.clip(-unit[..., 2], 0.0, 1.0)
    cheek = 1.0 + 0.045 * np.exp(-(((el + 0.42) / 0.33) ** 2))
    out = unit * (r + np.asarray(offset))[..., None]
    out[..., 1] *= cheek * (1.0 - f.p.jaw * low**1.5)
    out[..., 0] *= 1.0 - 0.5 * f.p.jaw * low**2 * (out[..., 0] < 0)
    return np.asarray(out + np.asarray(f.head_centre))
