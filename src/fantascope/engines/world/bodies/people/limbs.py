"""Bare arms, legs, hands and feet, and the shells garments use to cover them.

Knows nothing of which garment it makes. Distances along a limb are fractions: 0 at the shoulder or hip, 1 at the
wrist or ankle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from .. import shapes
from ..types import Mesh
from .figure import Figure, arm_direction
from .loft import loft, skin_chain

F64 = NDArray[np.float64]


def arm_radius(f: Figure, t: F64) -> F64:
    """Radius of the bare arm at fractions `t`."""
    stops = [-0.2, 0.0, 0.12, 0.32, 0.52, 0.66, 0.86, 1.0, 1.1]
    radii = np.array([0.9, 1.06, 1.10, 0.98, 0.86, 0.92, 0.80, 0.70, 0.70]) * f.limb
    return np.asarray(PchipInterpolator(stops, radii)(t))


def leg_radius(f: Figure, t: F64) -> F64:
    """Radius of the bare leg at fractions `t`."""
    stops = [-0.25, 0.0, 0.2, 0.47, 0.62, 0.85, 1.0, 1.2]
    radii = np.array([1.30, 1.48, 1.42, 1.14, 1.12, 0.90, 0.84, 0.84]) * f.limb
    return np.asarray(PchipInterpolator(stops, radii)(t))


def arm_shell(
    f: Figure,
    sign: float,
    start: float,
    end: float,
    *,
    offset: float = 0.0,
    flare: float = 0.0,
    segments: int = 14,
    caps: tuple[bool, bool] = (True, False),
    hem: float = 0.0,
    puff: float = 0.0,
) -> Mesh:
    """The arm's surface from fraction `start` to `end`, thicker by `offset` (metres), `flare` more at its end, `puff`
    more in its middle."""
    d = arm_direction(sign)
    length = f.upper_arm + f.forearm
    t = np.linspace(start, end, max(5, round(9 * (end - start)) + 2))
    x = (t - start) / (end - start)
    r = (
        arm_radius(f, t)
        + offset
        + flare * np.clip((x - 0.45) / 0.55, 0, 1) ** 1.5
        + puff * np.sin(np.pi * np.clip(x, 0, 1)) ** 0.8
    )
    origin = f.joint("shoulder_left" if sign > 0 else "shoulder_right")
    side = np.array([0.0, np.cos(np.arcsin(abs(d[1]))), sign * abs(d[1])])
    m = loft(
        origin + d * (t * length)[:, None],
        [1, 0, 0],
        side,
        r,
        r,
        segments=segments,
        hem_m=(0.0, hem),
        caps=(float(r[0]) * 0.9 if caps[0] else None, float(r[-1]) * 0.8 if caps[1] else None),
    )
    name = "left" if sign > 0 else "right"
    bones = [f.bone("chest"), f.bone(f"shoulder_{name}"), f.bone(f"elbow_{name}")]
    return skin_chain(m, origin, d, [-1.5 * f.limb, f.upper_arm], bones, [1.2 * f.limb, 2.6 * f.limb])


def leg_shell(
    f: Figure,
    sign: float,
    start: float,
    end: float,
    *,
    offset: float = 0.0,
    flare: float = 0.0,
    segments: int = 16,
    caps: tuple[bool, bool] = (True, False),
    hem: float = 0.0,
) -> Mesh:
    """The leg's surface from fraction `start` to `end`; as `arm_shell`."""
    name = "left" if sign > 0 else "right"
    origin = f.joint(f"hip_{name}")
    length = f.thigh + f.shin
    t = np.linspace(start, end, max(5, round(10 * (end - start)) + 2))
    x = (t - start) / (end - start)
    r = leg_radius(f, t) + offset + flare * np.clip((x - 0.3) / 0.7, 0, 1) ** 1.5
    inner = f.hip_y - 0.004 * f.height
    ry = np.minimum(r, np.maximum(inner, 0.7 * r))
    m = loft(
        origin + np.array([0, 0, -1.0]) * (t * length)[:, None],
        [1, 0, 0],
        [0, 1, 0],
        r * 1.04,
        ry,
        segments=segments,
        hem_m=(0.0, hem),
        caps=(float(r[0]) * 0.8 if caps[0] else None, float(r[-1]) * 0.6 if caps[1] else None),
    )
    bones = [f.bone("pelvis"), f.bone(f"hip_{name}"), f.bone(f"knee_{name}")]
    return skin_chain(m, origin, (0, 0, -1), [-0.4 * f.limb, f.thigh], bones, [2.2 * f.limb, 2.8 * f.limb])


def hand(f: Figure, sign: float, *, scale: float = 1.0) -> Mesh:
    """A toy hand: a rounded palm, three thick fingers, a thumb. Palm faces the thigh; fingers turn with their bone."""
    name = "left" if sign > 0 else "right"
    d = arm_direction(sign)
    out = np.array([0.0, np.cos(np.arcsin(abs(d[1]))) * sign, abs(d[1])])
    forward = np.array([1.0, 0.0, 0.0])
    wrist = f.joint(f"hand_{name}")
    k = f.limb * scale

    def at(x: float, inward: float, down: float) -> tuple[float, float, float]:
        q = wrist + forward * (x * k) - out * (inward * k) + d * (down * k)
        return float(q[0]), float(q[1]), float(q[2])

    palm = shapes.ellipsoid((1.12 * k, 0.72 * k, 1.18 * k), rings=8, segments=12)
    frame = np.column_stack([forward, -out if sign < 0 else out, -d])
    palm = shapes.moved(shapes.turned(palm, frame), at(0.0, 0.05, 0.92))
    thumb = shapes.capsule(at(0.75, 0.15, 0.65), at(1.45, 0.45, 1.30), 0.40 * k, 0.34 * k, rings=2, segments=8)
    hand_bone, finger_bone = f.bone(f"hand_{name}"), f.bone(f"fingers_{name}")
    palm_piece = shapes.join([palm, thumb])
    n = len(palm_piece.positions)
    rigid = shapes.bound(palm_piece, np.tile([hand_bone, 0, 0, 0], (n, 1)), np.tile([1.0, 0, 0, 0], (n, 1)))
    fingers = [
        shapes.capsule(at(x, 0.02, 1.40), at(x * 1.1, 0.30, length), 0.41 * k, 0.36 * k, rings=2, segments=8)
        for x, length in ((0.66, 2.30), (0.0, 2.52), (-0.66, 2.28))
    ]
    bend = skin_chain(shapes.join(fingers), wrist, d, [1.5 * k], [hand_bone, finger_bone], [0.7 * k])
    return shapes.join([rigid, bend])


def foot_loft(
    f: Figure,
    sign: float,
    *,
    offset: float = 0.0,
    bottom: float = 0.0,
    top: float = 1.0,
    length: float = 1.0,
    shaft: float = 0.0,
    width: float = 1.0,
) -> Mesh:
    """A foot, shoe or sole: superellipse slices from heel to toe.

    `bottom`..`top` are fractions of its height kept (a sole is 0..0.3); `offset` thickens; `shaft` (metres) raises the
    back into a shoe collar.
    """
    name = "left" if sign > 0 else "right"
    x0, y0, ankle = (float(v) for v in f.joint(f"foot_{name}"))
    size = f.foot * length
    heel = x0 - 0.30 * f.foot - offset
    toe = heel + size * 1.02 + 2 * offset
    t = np.linspace(0.0, 1.0, 9)
    x = heel + (toe - heel) * (0.5 - 0.5 * np.cos(np.pi * t))
    s = (x - heel) / (toe - heel)
    profile = PchipInterpolator([0, 0.12, 0.34, 0.55, 0.78, 0.93, 1.0], [0.60, 0.98, 1.10, 0.86, 0.72, 0.56, 0.30])(s)
    height = profile * (ankle * 1.02) + offset + shaft * np.clip(1 - s / 0.45, 0, 1)
    half = PchipInterpolator([0, 0.10, 0.35, 0.70, 0.92, 1.0], [0.42, 0.72, 0.80, 1.0, 0.80, 0.40])(s)
    half = half * 0.245 * f.foot * width * (1.0 + 0.15 * (f.limb / f.height > 0.036)) + offset
    z0, z1 = height * bottom, height * top
    centres = np.stack([x, np.full_like(x, y0 + sign * 0.006 * f.height), (z0 + z1) / 2], axis=1)
    flat = centres.copy()
    flat[:, 2] = 0.0
    phi_m = loft(
        flat, [0, 1, 0], [0, 0, 1], half, (z1 - z0) / 2, power=2.7, segments=14, caps=(0.02 * f.foot, 0.045 * f.foot)
    )
    p = phi_m.positions.astype(np.float64)
    lift = np.interp(p[:, 0], x, (z0 + z1) / 2)
    p[:, 2] += lift
    m = shapes.oriented(shapes.mesh(p, phi_m.faces, None, phi_m.uvs))
    m = _welded_normals(m)
    return skin_chain(
        m,
        f.joint(f"foot_{name}"),
        (1, 0, 0),
        [0.50 * f.foot],
        [f.bone(f"foot_{name}"), f.bone(f"toe_{name}")],
        [0.14 * f.foot],
    )


def _welded_normals(m: Mesh) -> Mesh:
    """Average the normals of vertices at one place (seams)."""
    key = np.round(m.positions * 1e5).astype(np.int64)
    _, inverse = np.unique(key, axis=0, return_inverse=True)
    total = np.zeros((int(inverse.max()) + 1, 3))
    np.add.at(total, inverse.ravel(), m.normals.astype(np.float64))
    n = total[inverse.ravel()]
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)
    return Mesh(m.positions, n.astype(np.float32), m.uvs, m.faces)
