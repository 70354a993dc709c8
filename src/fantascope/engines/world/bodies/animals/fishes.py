"""Swimmers: fish, sharks, dolphins, whales, jellyfish, seahorses; bodies from their proportions, markings as recipes.

Knows nothing of motion. Always: bones `centre` → `head` → `jaw`, `centre` → `body_1` → `body_2` → `body_3` → `tail`,
`fin_left/right`; jellyfish have a `bell` and eight arms of three bones instead of a tail.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .. import shapes
from ..types import Body, Material, Rgb
from . import face, paint
from .field import Blob
from .fish_plans import PLANS, FishPlan
from .sculpt import Sculpt
from .sea_oddities import jellyfish, seahorse

__all__ = ["PLANS", "RECIPES", "build"]

WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.08, 0.08, 0.1)


def build(species: str, colour: Rgb, plan: FishPlan) -> Body:
    s = Sculpt(colour, plan.tall * 0.22, roughness=0.28, sheen=0.1, vertices=2400)
    if species == "jellyfish":
        s.roughness, s.opacity = 0.15, 0.82
        jellyfish(s, plan)
    elif species == "seahorse":
        seahorse(s, plan)
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


RECIPES: dict[str, Callable[[Sculpt, FishPlan], None]] = {
    "fish": _fish,
    "goldfish": _goldfish,
    "clownfish": _clownfish,
    "shark": _shark,
    "dolphin": _dolphin,
    "whale": _whale,
    "orca": _orca,
}
