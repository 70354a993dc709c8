"""Swimmers: fish, sharks, dolphins, whales, jellyfish, seahorses; their proportions and markings as tables and recipes.

Knows nothing of motion. Always: bones `centre` → `head` → `jaw`, `centre` → `body_1` → `body_2` → `body_3` → `tail`,
`fin_left/right`; jellyfish have a `bell` and eight arms of three bones instead of a tail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .. import shapes
from ..types import Body, Material, Rgb, Vec3
from . import face, paint
from .field import Blob
from .sculpt import Sculpt

WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.08, 0.08, 0.1)


@dataclass(frozen=True, slots=True)
class FishPlan:
    """Proportions: `length` in metres nose to tail stem; `tall` and `wide` half extents of the thickest part, at share
    `thick` from the nose; fins as lengths. `fluke` is level (whales) rather than upright."""

    length: float
    tall: float
    wide: float
    thick: float = 0.36
    stem: float = 0.2
    """Radius of the tail's root, as a share of `tall`."""
    snout: float = 0.0
    """Length of a beak ahead of the head."""
    tail: float = 0.3
    fluke: bool = False
    dorsal: float = 0.25
    dorsal_at: float = 0.45
    pectoral: float = 0.25
    eye: float = 0.03
    eye_at: tuple[float, float] = (0.95, 0.2)
    iris: Rgb | None = None
    white: bool = False
    mass_kg: float = 1.0
    voice: str = "fish"
    pitch: float = 1.0
    speed: tuple[float, float] = (0.8, 3.0)
    wave: str = "side"
    gape: float = 0.5
    mouth: float = 0.3
    """Width of the jaw, as a share of `wide`."""
    colours: tuple[Rgb, ...] = ((0.3, 0.5, 0.8),)
    shark_tail: bool = False


PLANS: dict[str, FishPlan] = {
    "fish": FishPlan(
        0.36,
        0.115,
        0.075,
        tail=0.13,
        dorsal=0.11,
        pectoral=0.085,
        eye=0.031,
        white=True,
        mass_kg=1.5,
        colours=((0.2, 0.5, 0.88), (0.95, 0.5, 0.3), (0.96, 0.78, 0.2)),
    ),
    "goldfish": FishPlan(
        0.2,
        0.078,
        0.062,
        tail=0.13,
        dorsal=0.075,
        pectoral=0.055,
        eye=0.024,
        white=True,
        mass_kg=0.3,
        colours=((0.98, 0.5, 0.1),),
    ),
    "clownfish": FishPlan(
        0.22,
        0.075,
        0.045,
        tail=0.07,
        dorsal=0.055,
        pectoral=0.05,
        eye=0.02,
        white=True,
        mass_kg=0.3,
        colours=((0.97, 0.44, 0.08),),
    ),
    "shark": FishPlan(
        2.1,
        0.36,
        0.31,
        thick=0.34,
        stem=0.16,
        tail=0.62,
        dorsal=0.46,
        dorsal_at=0.42,
        pectoral=0.56,
        eye=0.05,
        eye_at=(0.9, 0.28),
        mass_kg=350,
        voice="shark",
        speed=(1.5, 5.0),
        colours=((0.42, 0.5, 0.58),),
        shark_tail=True,
        mouth=0.62,
    ),
    "dolphin": FishPlan(
        1.55,
        0.27,
        0.24,
        thick=0.32,
        stem=0.17,
        snout=0.2,
        tail=0.42,
        fluke=True,
        dorsal=0.3,
        dorsal_at=0.5,
        pectoral=0.34,
        eye=0.04,
        eye_at=(0.85, 0.06),
        mass_kg=150,
        voice="dolphin",
        speed=(2.0, 7.0),
        wave="up",
        colours=((0.38, 0.55, 0.7),),
        mouth=0.5,
        gape=0.35,
    ),
    "whale": FishPlan(
        3.6,
        0.85,
        0.85,
        thick=0.3,
        stem=0.14,
        tail=1.0,
        fluke=True,
        dorsal=0.22,
        dorsal_at=0.68,
        pectoral=0.85,
        eye=0.085,
        eye_at=(0.72, -0.1),
        mass_kg=5000,
        voice="whale",
        pitch=0.5,
        speed=(1.5, 4.0),
        wave="up",
        colours=((0.22, 0.42, 0.66),),
        mouth=0.8,
        gape=0.3,
    ),
    "orca": FishPlan(
        2.4,
        0.45,
        0.42,
        thick=0.32,
        stem=0.17,
        tail=0.65,
        fluke=True,
        dorsal=0.62,
        dorsal_at=0.47,
        pectoral=0.5,
        eye=0.05,
        eye_at=(0.8, 0.02),
        mass_kg=2000,
        voice="dolphin",
        pitch=0.7,
        speed=(2.0, 6.0),
        wave="up",
        colours=((0.09, 0.1, 0.13),),
        mouth=0.6,
        gape=0.35,
    ),
    "jellyfish": FishPlan(
        0.5,
        0.2,
        0.2,
        eye=0.03,
        mass_kg=1.0,
        wave="pulse",
        speed=(0.3, 0.8),
        colours=((0.95, 0.55, 0.82), (0.6, 0.65, 0.98)),
    ),
    "seahorse": FishPlan(
        0.3, 0.06, 0.05, eye=0.02, mass_kg=0.3, speed=(0.2, 0.5), colours=((0.97, 0.72, 0.2), (0.95, 0.5, 0.55))
    ),
}


def build(species: str, colour: Rgb, plan: FishPlan) -> Body:
    s = Sculpt(colour, plan.tall * 0.22, roughness=0.28, sheen=0.1, vertices=2400)
    if species == "jellyfish":
        s.roughness, s.opacity = 0.15, 0.82
        _jelly(s, plan)
    elif species == "seahorse":
        _seahorse(s, plan)
    else:
        _frame(s, plan)
        _flesh(s, plan)
        RECIPES[species](s, plan)
        _face(s, plan)
    height = 2 * plan.tall
    if "centre" in s.bones:
        s.hull("centre", "ball", (plan.tall * 0.9,), s.at("centre"))
    x, y, z = s.at("head")
    s.anchors.setdefault("mouth", (plan.length * 0.5, 0.0, z))
    s.anchors.update(
        {
            "head_top": (x, y, z + plan.tall * 0.8),
            "back": (0.0, 0.0, s.at("centre")[2] + plan.tall),
            "seat": (0.0, 0.0, s.at("centre")[2] + plan.tall * 0.95),
        }
    )
    traits: dict[str, float | str] = {
        "walk_ms": plan.speed[0],
        "run_ms": plan.speed[1],
        "voice": plan.voice,
        "voice_pitch": plan.pitch,
        "voice_size": float(np.clip(plan.length / 1.2, 0.4, 2.5)),
        "length_m": plan.length,
        "height_m": height,
        "wave": plan.wave,
        "eye_m": plan.eye,
        "gape": plan.gape,
    }
    return s.body(species, rig="fish", mass_kg=plan.mass_kg, traits=traits)


def _z(p: FishPlan) -> float:
    """Height of the body's axis: the lowest fin tip at rest touches the ground."""
    return max(p.tall, 0.3 * p.tall + 0.54 * p.pectoral)


def _frame(s: Sculpt, p: FishPlan) -> None:
    n, z = p.length, _z(p)
    front = n * 0.5
    s.bone("centre", None, (front - n * p.thick, 0, z))
    s.bone("head", "centre", (front - n * p.thick * 0.62, 0, z))
    for k, share in enumerate(np.linspace(p.thick, 0.98, 5)[1:], start=1):
        s.bone(
            "tail" if k == 4 else f"body_{k}", "centre" if k == 1 else f"body_{k - 1}", (front - n * float(share), 0, z)
        )
    for side, sign in (("left", 1.0), ("right", -1.0)):
        s.bone(f"fin_{side}", "centre", (front - n * (p.thick + 0.02), sign * p.wide * 0.85, z - p.tall * 0.3))
    s.bone("dorsal", "centre", (front - n * p.dorsal_at, 0, z + p.tall * 0.8))


def _flesh(s: Sculpt, p: FishPlan) -> None:
    n, z = p.length, _z(p)
    front = n * 0.5
    flat = (1.0, p.wide / p.tall, 1.0)
    t = p.tall
    x0, x1 = front - n * p.thick, front - n * 0.16
    blend = t * 0.25
    s.blob((x0, 0, z), (x1, 0, z), t, t * 0.74, "centre", "head", scale=flat)
    s.blob((x1, 0, z), (front - t * 0.32, 0, z - t * 0.04), t * 0.7, t * 0.36, "head", scale=flat, blend=blend)
    if p.snout > 0:
        s.blob(
            (front - t * 0.3, 0, z - t * 0.16),
            (front + p.snout, 0, z - t * 0.24),
            t * 0.3,
            t * 0.15,
            "head",
            blend=t * 0.18,
        )
    shares = np.linspace(p.thick, 1.0, 25)
    radii = np.interp(
        shares, [p.thick, 0.5, 0.62, 0.75, 0.88, 1.0], [t, t * 0.92, t * 0.73, t * 0.5, t * 0.3, t * p.stem]
    )
    for _ in range(6):
        radii[1:-1] = (radii[:-2] + 2 * radii[1:-1] + radii[2:]) / 4
    ends = (front - n * p.thick, 0.0, z), (front - n, 0.0, z)
    s.blobs.append(
        Blob(
            *ends,
            t,
            t * p.stem,
            "centre",
            "tail",
            t * 0.03,
            flat,
            profile=tuple(float(r) for r in radii),
            chain=("centre", "body_1", "body_2", "body_3", "tail"),
        )
    )
    thin = t * 0.11
    tx = front - n
    for sign in (1.0, -1.0):
        if p.fluke:
            s.blob(
                (tx + t * 0.1, 0, z),
                (tx - p.tail * 0.42, sign * p.tail * 0.62, z),
                p.tail * 0.2,
                p.tail * 0.08,
                "tail",
                scale=(1, 1, thin / (p.tail * 0.14)),
                blend=t * 0.12,
            )
        else:
            up = p.tail * (0.78 if p.shark_tail and sign > 0 else 0.5 if p.shark_tail else 0.52)
            back = p.tail * (0.62 if sign > 0 or not p.shark_tail else 0.45)
            r = p.tail * (0.15 if p.shark_tail else 0.27)
            s.blob(
                (tx + t * 0.1, 0, z),
                (tx - back, 0, z + sign * up),
                r,
                r * (0.4 if p.shark_tail else 0.9),
                "tail",
                scale=(1, thin / r * 1.3, 1),
                blend=t * 0.12,
            )
    d = p.dorsal
    dx = front - n * p.dorsal_at
    s.blob(
        (dx, 0, z + t * 0.7),
        (dx - d * 0.62, 0, z + t * 0.82 + d * 0.85),
        d * 0.4,
        d * 0.1,
        "dorsal",
        scale=(1, thin / (d * 0.32), 1),
        blend=t * 0.14,
    )
    for side, sign in (("left", 1.0), ("right", -1.0)):
        x, y, fz = s.at(f"fin_{side}")
        f = p.pectoral
        s.blob(
            (x, y * 0.85, fz),
            (x - f * 0.6, y + sign * f * 0.72, fz - f * 0.42),
            f * 0.26,
            f * 0.12,
            f"fin_{side}",
            scale=(1, 1, thin / (f * 0.2)),
            roll=-sign * 0.5,
            blend=t * 0.1,
        )


def _face(s: Sculpt, p: FishPlan) -> None:
    n, z = p.length, _z(p)
    head = (n * 0.5 - n * p.thick * 0.55, 0.0, z)
    face.eyes(
        s, head=head, azimuth=p.eye_at[0], elevation=p.eye_at[1], radius_m=p.eye, iris=p.iris, white=p.white, bulge=0.5
    )
    t = p.tall
    w = p.wide * p.mouth
    low = s.coats[-1].colour if s.coats and p.voice in ("shark", "dolphin", "whale") else None
    if p.snout > 0:
        face.jaw(
            s,
            (n * 0.5 - t * 0.4, 0, z - t * 0.42),
            (n * 0.5 + p.snout * 0.96, 0, z - t * 0.36),
            t * 0.15,
            low or s.main,
            tint=None if low else "main",
        )
    else:
        face.jaw(
            s,
            (n * 0.5 - t * 0.75, 0, z - t * 0.42),
            (n * 0.5 - t * 0.04, 0, z - t * 0.26),
            w,
            low or s.main,
            tint=None if low else "main",
            thickness=0.42,
        )
    s.anchors["mouth"] = (n * 0.5 + p.snout, 0.0, z - t * 0.25)


def _shade(colour: Rgb, by: float) -> Rgb:
    return (min(colour[0] * by, 1.0), min(colour[1] * by, 1.0), min(colour[2] * by, 1.0))


def _fins(s: Sculpt, p: FishPlan, colour: Rgb) -> None:
    s.paint(
        colour,
        paint.without(
            paint.near([b for b in s.blobs if b.bone.startswith(("fin", "dorsal"))], p.tall * 0.04),
            paint.near([b for b in s.blobs if b.bone == "centre"], p.tall * 0.04),
        ),
    )
    s.paint(colour, paint.beyond((p.length * -0.47, 0, 0), (-1, 0, 0)))


def _fish(s: Sculpt, p: FishPlan) -> None:
    _fins(s, p, (0.98, 0.76, 0.18))
    s.paint(
        (0.98, 0.76, 0.18),
        paint.within(
            paint.bands((1, 0, 0), 0.11, 0.34),
            paint.beyond((0.06, 0, 0), (-1, 0, 0)),
            paint.beyond((-0.16, 0, 0), (1, 0, 0)),
        ),
    )
    s.paint((0.92, 0.96, 0.98), paint.beyond((0, 0, _z(p) - p.tall * 0.55), (0.1, 0, -1)))


def _goldfish(s: Sculpt, p: FishPlan) -> None:
    _fins(s, p, (1.0, 0.74, 0.3))
    s.paint((1.0, 0.84, 0.55), paint.beyond((0, 0, _z(p) - p.tall * 0.6), (0.1, 0, -1)))


def _clownfish(s: Sculpt, p: FishPlan) -> None:
    n = p.length
    for x, half in ((n * 0.21, 0.017), (n * -0.06, 0.02), (n * -0.36, 0.013)):
        s.paint(BLACK, _slice(x, half + 0.006))
        s.paint(WHITE, _slice(x, half))
    s.paint(BLACK, paint.beyond((n * -0.66, 0, 0), (-1, 0, 0)))


def _slice(x: float, half: float) -> paint.Region:
    return lambda p: np.asarray(np.abs(p[:, 0] - x + 0.9 * np.abs(p[:, 1]) ** 1.5) - half)


def _shark(s: Sculpt, p: FishPlan) -> None:
    n, z, t = p.length, _z(p), p.tall
    teeth = []
    for sign in (1.0, -1.0):
        for k in range(5):
            a = 0.16 + 0.26 * k
            x, y = n * 0.5 - t * 0.75 + t * 0.68 * float(np.cos(a)), sign * p.wide * 0.58 * float(np.sin(a))
            teeth.append(face.cone((x, y, z - t * 0.25), (x, y, z - t * 0.42), 0.03, tip=0.1, segments=7))
    s.part("teeth", shapes.join(teeth), Material(WHITE, 0.2), "head")
    gills = []
    for sign in (1.0, -1.0):
        for k in range(3):
            point, _ = s.surface((n * 0.5 - n * (0.235 + 0.035 * k), 0, z + t * 0.02), (0.0, sign, 0.0))
            gills.append(shapes.moved(face.bead((0.012, 0.012, t * 0.26)), point))
    s.part("gills", shapes.join(gills), Material(_shade(s.main, 0.55), 0.5), "head")
    s.paint((0.93, 0.94, 0.95), paint.beyond((0, 0, z - t * 0.2), (0.06, 0, -1)))


def _dolphin(s: Sculpt, p: FishPlan) -> None:
    s.paint(
        (0.88, 0.92, 0.95),
        paint.within(paint.beyond((0, 0, _z(p) - p.tall * 0.3), (0.14, 0, -1)), paint.beyond((-0.45, 0, 0), (1, 0, 0))),
    )


def _whale(s: Sculpt, p: FishPlan) -> None:
    z, t = _z(p), p.tall
    under = paint.within(paint.beyond((0, 0, z - t * 0.34), (0.16, 0, -1)), paint.beyond((-0.9, 0, 0), (1, 0, 0)))
    s.paint((0.62, 0.74, 0.84), paint.within(under, paint.bands((0, 1, 0), 0.16, 0.22)))
    s.paint((0.88, 0.93, 0.96), paint.without(under, paint.bands((0, 1, 0), 0.16, 0.22)))


def _orca(s: Sculpt, p: FishPlan) -> None:
    n, z, t = p.length, _z(p), p.tall
    s.paint(WHITE, paint.egg((n * 0.31, p.wide * 0.75, z + t * 0.24), (0.19, 0.16, 0.075), pitch=0.2, pair=True))
    s.paint((0.6, 0.62, 0.66), paint.egg((n * -0.06, 0, z + t * 0.95), (0.2, 0.3, 0.12)))
    s.paint(
        WHITE, paint.within(paint.beyond((0, 0, z - t * 0.3), (0.12, 0, -1)), paint.beyond((-0.6, 0, 0), (1, 0, 0)))
    )


def _jelly(s: Sculpt, p: FishPlan) -> None:
    top = 0.42
    s.bone("centre", None, (0, 0, top))
    s.bone("bell", "centre", (0, 0, top))
    s.bone("head", "bell", (0, 0, top + 0.02))
    s.blob((0, 0, top + 0.02), (0, 0, top + 0.02), 0.19, 0.19, "bell", scale=(1, 1, 0.9))
    s.blob((0, 0, top - 0.05), (0, 0, top - 0.05), 0.2, 0.2, "bell", scale=(1, 1, 0.42), blend=0.05)
    for k in range(8):
        a = 2 * np.pi * k / 8
        c, q = float(np.cos(a)), float(np.sin(a))
        x, y = 0.12 * c, 0.12 * q
        for j in range(3):
            s.bone(
                f"arm_{k}_{j}",
                "bell" if j == 0 else f"arm_{k}_{j - 1}",
                (x * (1 + 0.08 * j), y * (1 + 0.08 * j), top - 0.09 - 0.11 * j),
            )
        line: list[Vec3] = [s.at(f"arm_{k}_{j}") for j in range(3)]
        line.append((x * 1.2, y * 1.2, 0.02))
        radii = (0.026, 0.021, 0.016, 0.007)
        for j in range(3):
            s.blob(
                line[j], line[j + 1], radii[j], radii[j + 1], f"arm_{k}_{j}", f"arm_{k}_{min(j + 1, 2)}", blend=0.012
            )
        s.blob(
            (0.165 * c, 0.165 * q, top - 0.09), (0.165 * c, 0.165 * q, top - 0.09), 0.045, 0.045, "bell", blend=0.025
        )
    s.paint(
        (1.0, 0.86, 0.95),
        paint.within(
            paint.spots((-0.2, -0.2, 0.48), (0.2, 0.2, 0.64), 9, 0.034, seed=3, wobble=0.0),
            paint.beyond((0, 0, 0.45), (0, 0, 1)),
        ),
    )
    face.eyes(s, head=(0, 0, top + 0.0), azimuth=0.42, elevation=0.05, radius_m=p.eye, bulge=0.5)
    _smile(s, (0, 0, top - 0.02), 0.2, -0.16, 0.005)


def _smile(s: Sculpt, middle: Vec3, half: float, elevation: float, radius: float) -> None:
    points = []
    for a in np.linspace(-half, half, 9):
        point, normal = s.surface(
            middle, (float(np.cos(a)), float(np.sin(a)), elevation + 0.9 * (abs(float(a)) / half) ** 2 * half * 0.5)
        )
        points.append(point + normal * radius * 0.2)
    s.part("smile", shapes.tube(np.array(points), radius, segments=6), Material(face.DARK, 0.5), "head")


def _seahorse(s: Sculpt, p: FishPlan) -> None:
    line = [(0.0, 0.2), (-0.02, 0.15), (-0.025, 0.1), (0.0, 0.06), (0.035, 0.04), (0.05, 0.06), (0.038, 0.075)]
    radii = [0.042, 0.05, 0.036, 0.024, 0.017, 0.012, 0.008]
    s.bone("centre", None, (-0.02, 0, 0.15))
    s.bone("head", "centre", (0.01, 0, 0.23))
    for k, name in enumerate(("body_1", "body_2", "body_3", "tail"), start=2):
        s.bone(name, "centre" if k == 2 else ("body_1", "body_2", "body_3")[k - 3], (line[k - 1][0], 0, line[k - 1][1]))
    names = ["centre", "centre", "body_1", "body_2", "body_3", "tail", "tail"]
    for k in range(6):
        s.blob(
            (line[k][0], 0, line[k][1]),
            (line[k + 1][0], 0, line[k + 1][1]),
            radii[k],
            radii[k + 1],
            names[k],
            names[k + 1],
            blend=0.012,
        )
    s.blob((0.0, 0, 0.2), (0.022, 0, 0.255), 0.034, 0.032, "centre", "head", blend=0.02)
    s.egg((0.03, 0, 0.265), (0.046, 0.044, 0.044), "head", blend=0.015)
    s.blob((0.06, 0, 0.255), (0.125, 0, 0.235), 0.02, 0.017, "head", blend=0.02)
    for k, (x, z) in enumerate(((0.0, 0.312), (0.025, 0.322), (-0.022, 0.295))):
        s.blob((x, 0, z - 0.01), (x, 0, z + 0.012), 0.012, 0.006, "head", blend=0.012)
        del k
    s.bone("dorsal", "centre", (-0.06, 0, 0.15))
    s.blob((-0.055, 0, 0.15), (-0.09, 0, 0.165), 0.03, 0.02, "dorsal", scale=(1, 0.25, 1), blend=0.01)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        s.bone(f"fin_{side}", "head", (0.0, sign * 0.038, 0.245))
        s.blob(
            (-0.002, sign * 0.036, 0.245),
            (-0.02, sign * 0.06, 0.25),
            0.016,
            0.012,
            f"fin_{side}",
            scale=(1, 0.4, 1),
            blend=0.006,
        )
    s.paint(
        (1.0, 0.9, 0.6),
        paint.within(paint.egg((0.03, 0, 0.15), (0.035, 0.05, 0.1)), paint.bands((0, 0, 1), 0.026, 0.55)),
    )
    face.eyes(s, head=(0.03, 0, 0.265), azimuth=0.9, elevation=0.15, radius_m=p.eye, white=True, bulge=0.5)
    s.anchors["mouth"] = (0.14, 0.0, 0.232)


RECIPES: dict[str, Callable[[Sculpt, FishPlan], None]] = {
    "fish": _fish,
    "goldfish": _goldfish,
    "clownfish": _clownfish,
    "shark": _shark,
    "dolphin": _dolphin,
    "whale": _whale,
    "orca": _orca,
}
