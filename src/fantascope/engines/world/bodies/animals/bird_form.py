"""From a table of proportions to a bird: skeleton, body, neck, beak, folded wings, legs, tail.

Knows nothing of which bird it is. Always: bones `centre` → `spine` → `neck_0` → `neck_1` → `head` → `jaw`, `tail`,
`wing_left/right` → `wing_tip_left/right` (folded back along the sides at rest), `hip_ knee_ foot_ left/right`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..types import Material, Rgb, Vec3
from . import face
from .field import Blob
from .sculpt import Sculpt

SIDES = (("left", 1.0), ("right", -1.0))


@dataclass(frozen=True, slots=True)
class BirdPlan:
    """Proportions in metres. `rear` and `front` are the two balls of the body (x, z, radius)."""

    rear: Vec3
    front: Vec3
    head_at: tuple[float, float]
    head: float
    neck: tuple[tuple[float, float], ...]
    """Points (x, z) between body and head; empty = straight."""
    neck_r: float
    beak: tuple[float, float, float]
    """Length, height and width of its root (half)."""
    beak_colour: Rgb
    hook: float
    """How far the tip bends down, as a share of the length."""
    leg: float
    """Length of the visible leg (hip joint to ground)."""
    leg_r: float
    spread: float
    foot: float
    foot_colour: Rgb
    wing: tuple[float, float, float]
    """Length, chord, thickness (half)."""
    wing_at: tuple[float, float]
    wing_colour: Rgb | None
    wing_tip: Rgb | None
    wing_droop: float
    """Angle below level of the folded wing."""
    tail: tuple[float, float, float]
    """Length, width, lift angle."""
    tail_colour: Rgb | None
    mass_kg: float
    eye: float
    eye_at: tuple[float, float] = (0.75, 0.2)
    iris: Rgb | None = None
    width: float = 1.0
    webbed: bool = False
    voice: str = "bird"
    pitch: float = 1.0
    speed: tuple[float, float] = (0.6, 1.8)
    flies: bool = True
    wingspan: float = 1.7
    """How much longer the wing is spread than folded."""
    flap_hz: float = 4.0
    beak_drop: float = 0.0
    bulge: float = 0.45


def frame(s: Sculpt, p: BirdPlan) -> None:
    rx, rz, _ = p.rear
    fx, fz, _ = p.front
    s.bone("centre", None, ((rx + fx) / 2, 0.0, (rz + fz) / 2))
    s.bone("spine", "centre", ((rx + fx) / 2, 0.0, (rz + fz) / 2))
    hx, hz = p.head_at
    path = _neck(p)
    s.bone("neck_0", "spine", (path[0][0], 0.0, path[0][1]))
    middle = path[len(path) // 2]
    s.bone("neck_1", "neck_0", (middle[0], 0.0, middle[1]))
    s.bone("head", "neck_1", (hx - p.head * 0.2, 0.0, hz - p.head * 0.35))
    s.bone("tail", "spine", (rx - p.rear[2] * 0.6, 0.0, rz))
    wx, wz = p.wing_at
    for side, sign in SIDES:
        y = sign * _flank(p, wx, wz)
        s.bone(f"wing_{side}", "spine", (wx, y, wz))
        c, q = float(np.cos(p.wing_droop)), float(np.sin(p.wing_droop))
        s.bone(f"wing_tip_{side}", f"wing_{side}", (wx - p.wing[0] * 0.5 * c, y, wz - p.wing[0] * 0.5 * q))
        x = _hip_x(p)
        s.bone(f"hip_{side}", "centre", (x, sign * p.spread, p.leg))
        s.bone(f"knee_{side}", f"hip_{side}", (x - p.leg * 0.06, sign * p.spread, p.leg * 0.52))
        s.bone(f"foot_{side}", f"knee_{side}", (x, sign * p.spread, p.leg_r * 1.2))


def _hip_x(p: BirdPlan) -> float:
    return (p.rear[0] + p.front[0]) / 2


def _flank(p: BirdPlan, x: float, z: float) -> float:
    a, b = np.array(p.rear), np.array(p.front)
    axis = b[:2] - a[:2]
    t = float(np.clip((np.array([x, z]) - a[:2]) @ axis / max(float(axis @ axis), 1e-9), 0, 1))
    return float((a[2] + (b[2] - a[2]) * t) * p.width * 0.93)


def _neck(p: BirdPlan) -> list[tuple[float, float]]:
    fx, fz, fr = p.front
    start = (fx, fz + fr * 0.2)
    return (
        [start, *p.neck, p.head_at]
        if p.neck
        else [start, ((start[0] + p.head_at[0]) / 2, (start[1] + p.head_at[1]) / 2), p.head_at]
    )


def flesh(s: Sculpt, p: BirdPlan) -> None:
    rx, rz, rr = p.rear
    fx, fz, fr = p.front
    s.blob((rx, 0, rz), (fx, 0, fz), rr, fr, "centre", "spine", scale=(1, p.width, 1))
    path = np.array(_neck(p))
    t = np.linspace(0, len(path) - 1, 13)
    line = np.stack([np.interp(t, np.arange(len(path)), path[:, i]) for i in (0, 1)], axis=1)
    for _ in range(4):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    names = ("neck_0", "neck_0", "neck_1", "head")
    for k in range(3):
        a, b = line[k * 4], line[k * 4 + 4]
        m = line[k * 4 + 2]
        thick = p.neck_r * (1.15 - 0.1 * k)
        s.blob(
            (a[0], 0, a[1]),
            (m[0], 0, m[1]),
            thick,
            thick,
            names[k],
            names[k],
            blend=fr * 0.35 if k == 0 else p.neck_r * 0.3,
        )
        s.blob((m[0], 0, m[1]), (b[0], 0, b[1]), thick, thick * 0.95, names[k], names[k + 1], blend=p.neck_r * 0.3)
    s.egg((p.head_at[0], 0, p.head_at[1]), (p.head * 1.02, p.head, p.head), "head", blend=p.head * 0.45)


def features(s: Sculpt, p: BirdPlan) -> None:
    """Beak, eyes, wings, legs and tail; call after the blobs."""
    hx, hz = p.head_at
    face.eyes(
        s, head=(hx, 0, hz), azimuth=p.eye_at[0], elevation=p.eye_at[1], radius_m=p.eye, iris=p.iris, bulge=p.bulge
    )
    _beak(s, p)
    for side, sign in SIDES:
        _wing(s, p, side, sign)
        _leg(s, p, side, sign)
    _tail(s, p)


def _beak(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    length, high, wide = p.beak
    root = np.array([hx + p.head * 0.72, 0.0, hz - p.head * (0.12 + p.beak_drop)])
    tip = root + np.array([length + p.head * 0.28, 0.0, -length * p.hook])
    look = Material(p.beak_colour, 0.3)
    bend = root * 0.5 + tip * 0.5 + np.array([length * 0.08, 0.0, length * p.hook * 0.32])
    a, m, b = ((float(v[0]), float(v[1]), float(v[2])) for v in (root, bend, tip))
    upper = [
        Blob(a, m, high, high * 0.72, "head", "head", 0.001, (1, wide / high, 1)),
        Blob(m, b, high * 0.72, high * 0.22, "head", "head", high * 0.6, (1, wide / high, 1)),
    ]
    s.limb("beak", upper, look, vertices=180)
    s.bone("jaw", "head", (a[0], 0.0, a[2] - high * 0.3))
    low = tip * 0.78 + root * 0.22 - np.array([0.0, 0.0, high * 0.38])
    lower = [
        Blob(
            (a[0], 0, a[2] - high * 0.5),
            (float(low[0]), 0, float(low[2])),
            high * 0.6,
            high * 0.2,
            "jaw",
            "jaw",
            0.001,
            (1, wide / high, 1),
        )
    ]
    s.limb("beak_lower", lower, look, vertices=110)
    s.anchors["mouth"] = b


def _wing(s: Sculpt, p: BirdPlan, side: str, sign: float) -> None:
    x, y, z = s.at(f"wing_{side}")
    length, chord, thick = p.wing
    c, q = float(np.cos(p.wing_droop)), float(np.sin(p.wing_droop))

    def at(u: float, v: float) -> Vec3:
        """A point u along the wing and v towards its trailing edge (down when folded)."""
        return (x - length * u * c - chord * v * q, y + sign * thick * 0.4, z - length * u * q - chord * v * c)

    flat = (1.0, thick / chord, 1.0)
    root, tip = f"wing_{side}", f"wing_tip_{side}"
    blobs = [
        Blob(at(0.06, 0.1), at(0.55, 0.25), chord * 0.62, chord * 0.6, root, tip, 0.001, flat),
        Blob(at(0.5, 0.2), at(0.98, 0.1), chord * 0.5, chord * 0.34, tip, tip, chord * 0.4, flat),
        Blob(at(0.45, 0.45), at(0.82, 0.5), chord * 0.42, chord * 0.32, tip, tip, chord * 0.3, flat),
    ]
    look = Material(p.wing_colour or s.main, s.roughness, sheen=s.sheen)
    s.limb(f"wing_{side}", blobs, look, vertices=300, tint=None if p.wing_colour else "main")
    if p.wing_tip is not None:
        band = [
            Blob(
                at(0.7, 0.2),
                at(0.99, 0.12),
                chord * 0.4,
                chord * 0.2,
                tip,
                tip,
                0.001,
                (1.0, thick / chord * 1.35, 1.0),
            )
        ]
        s.limb(f"wing_end_{side}", band, Material(p.wing_tip, s.roughness, sheen=s.sheen), vertices=200)


def _leg(s: Sculpt, p: BirdPlan, side: str, sign: float) -> None:
    hip, knee, foot = (s.at(f"{part}_{side}") for part in ("hip", "knee", "foot"))
    look = Material(p.foot_colour, 0.4)
    shin = [
        Blob(hip, knee, p.leg_r * 1.2, p.leg_r, f"hip_{side}", f"knee_{side}", 0.001),
        Blob(knee, foot, p.leg_r, p.leg_r, f"knee_{side}", f"foot_{side}", p.leg_r * 0.4),
    ]
    f = p.foot
    toes = []
    for angle, reach in ((0.0, 1.0), (0.55, 0.9), (-0.55, 0.9)):
        end = (foot[0] + f * reach * float(np.cos(angle)), foot[1] + f * reach * float(np.sin(angle)), p.leg_r * 0.75)
        toes.append(
            Blob(
                (foot[0], foot[1], p.leg_r),
                end,
                p.leg_r * 1.05,
                p.leg_r * (1.0 if p.webbed else 0.75),
                f"foot_{side}",
                f"foot_{side}",
                p.leg_r * (1.6 if p.webbed else 0.6),
            )
        )
    if p.webbed:
        toes.append(
            Blob(
                (foot[0] + f * 0.45, foot[1], p.leg_r * 0.8),
                (foot[0] + f * 0.5, foot[1], p.leg_r * 0.8),
                f * 0.5,
                f * 0.5,
                f"foot_{side}",
                f"foot_{side}",
                p.leg_r,
                (1.0, 1.0, p.leg_r * 0.7 / (f * 0.5)),
            )
        )
    else:
        toes.append(
            Blob(
                (foot[0], foot[1], p.leg_r),
                (foot[0] - f * 0.5, foot[1], p.leg_r * 0.75),
                p.leg_r,
                p.leg_r * 0.7,
                f"foot_{side}",
                f"foot_{side}",
                p.leg_r * 0.6,
            )
        )
    s.limb(f"leg_{side}", shin + toes, look, vertices=300)


def _tail(s: Sculpt, p: BirdPlan) -> None:
    length, wide, lift = p.tail
    x, _, z = s.at("tail")
    c, q = float(np.cos(lift)), float(np.sin(lift))
    end = (x - length * c, 0.0, z + length * q)
    blob = Blob((x, 0, z), end, wide * 0.62, wide, "tail", "tail", 0.001, (1.0, 1.0, 0.34), lift)
    s.limb(
        "tail",
        [blob],
        Material(p.tail_colour or s.main, s.roughness, sheen=s.sheen),
        vertices=180,
        tint=None if p.tail_colour else "main",
    )


def finish(s: Sculpt, p: BirdPlan) -> None:
    hx, hz = p.head_at
    rx, rz, rr = p.rear
    fx, fz, fr = p.front
    s.hull("centre", "ball", (rr,), (rx, 0.0, rz))
    s.hull("spine", "ball", (fr,), (fx, 0.0, fz))
    s.hull("head", "ball", (p.head,), (hx, 0.0, hz))
    for side, _ in SIDES:
        s.hull(f"foot_{side}", "box", (p.foot * 0.5, p.leg_r, p.leg_r), s.at(f"foot_{side}"))
    s.anchors.update(
        {
            "head_top": (hx, 0.0, hz + p.head),
            "back": (rx, 0.0, rz + rr),
            "seat": ((rx + fx) / 2, 0.0, max(rz, fz) + fr * 0.9),
            "eyes": (hx + p.head, 0.0, hz + p.head * 0.2),
            "chest": (fx + fr, 0.0, fz),
        }
    )


def traits(s: Sculpt, p: BirdPlan) -> dict[str, float | str]:
    return {
        "walk_ms": p.speed[0],
        "run_ms": p.speed[1],
        "voice": p.voice,
        "voice_pitch": p.pitch,
        "voice_size": float(np.clip(p.head / 0.1, 0.35, 1.6)),
        "leg_m": p.leg,
        "belly_m": min(p.rear[1] - p.rear[2], p.front[1] - p.front[2]),
        "girth_m": max(p.rear[2], p.front[2]),
        "flies": 1.0 if p.flies else 0.0,
        "span": p.wingspan,
        "flap_hz": p.flap_hz,
        "upright": float(np.arctan2(p.front[1] - p.rear[1], max(p.front[0] - p.rear[0], 1e-3))),
        "droop": p.wing_droop,
        "height_m": (p.rear[1] + p.front[1]) / 2,
        "eye_m": p.eye,
        "webbed": 1.0 if p.webbed else 0.0,
        "beak_x": p.head_at[0] + p.head + p.beak[0],
        "beak_z": p.head_at[1] - p.head * 0.2,
    }
