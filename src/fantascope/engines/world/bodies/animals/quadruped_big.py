"""Bears, big cats, elephants, hippos, crocodiles and beasts of fable: the coat and specials of each as a short recipe.

Knows nothing of motion. Each recipe runs after the blobs are placed and before the eyes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Part, Rgb
from . import face, paint
from .field import Blob
from .quadruped_ears import inner_ears
from .quadruped_form import LEGS
from .quadruped_marks import (
    BLACK,
    CREAM,
    PINK,
    WHITE,
    belly,
    bib,
    claws,
    ear_tips,
    horns,
    limb_blobs,
    muzzle,
    nostrils,
    shade,
    spikes,
    tail_tip,
    yawed,
)
from .quadruped_plan import Plan
from .sculpt import Sculpt


def bear(s: Sculpt, p: Plan) -> None:
    muzzle(s, p, shade(s.main, 1.7), 1.15)
    inner_ears(s, p, shade(s.main, 1.6))


def polar(s: Sculpt, p: Plan) -> None:
    inner_ears(s, p, (0.75, 0.72, 0.7))


def panda(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    for leg in LEGS:
        s.paint(
            BLACK,
            paint.without(
                paint.near(limb_blobs(s, leg), p.leg * 0.12), paint.beyond((0, 0, p.height + p.chest * 0.2), (0, 0, 1))
            ),
        )
    s.paint(
        BLACK,
        paint.within(
            paint.egg((p.shoulders, 0, p.height), (p.chest * 0.52, 1.0, 1.0)),
            paint.beyond((0, 0, hz - p.head[2] * 0.95), (-0.4, 0, -1)),
        ),
    )
    s.paint(BLACK, paint.near(limb_blobs(s, "ear"), 0.012))
    s.paint(BLACK, paint.egg((hx + p.head[0] * 0.8, p.head[1] * 0.5, hz + 0.01), (0.12, 0.075, 0.095), pair=True))


def elephant(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    line = [(0.34, -0.12), (0.5, -0.42), (0.52, -0.78), (0.6, -1.08), (0.8, -1.2)]
    radii = (0.2, 0.155, 0.125, 0.105, 0.09)
    points = [(hx + x, 0.0, hz + z) for x, z in line]
    for k in range(4):
        s.bone(f"trunk_{k}", "head" if k == 0 else f"trunk_{k - 1}", points[k])
    for k in range(4):
        s.blob(
            points[k],
            points[k + 1],
            radii[k],
            radii[k + 1],
            f"trunk_{k}",
            f"trunk_{min(k + 1, 3)}",
            blend=0.25 if k == 0 else 0.06,
        )
    s.paint(PINK, paint.egg((points[4][0] + 0.09, 0, points[4][2] - 0.005), (0.035, 0.07, 0.07)))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        x, y, z = s.at(f"ear_{side}")
        e = p.ear_size
        yaw = sign * 0.55
        inner = shapes.turned(face.bead((e * 0.1, e * 0.56, e * 0.74)), yawed(yaw))
        s.part(
            f"inner_{side}",
            shapes.moved(inner, (x - e * 0.3 + e * 0.09, y + sign * e * 0.62, z - e * 0.15)),
            Material(PINK, 0.6, sheen=0.2),
            f"ear_{side}",
        )
    tusks = [
        face.cone(
            (hx + 0.33, sg * 0.2, hz - 0.3), (hx + 0.66, sg * 0.27, hz - 0.42), 0.06, bend=(0.02, 0, -0.1), tip=0.2
        )
        for sg in (1.0, -1.0)
    ]
    s.part("tusks", shapes.join(tusks), Material((0.97, 0.94, 0.85), 0.25), "head")
    for leg in LEGS:
        x, y, _ = s.at(f"{leg}_foot")
        nails = [
            shapes.moved(face.bead((0.035, 0.055, 0.06)), (x + 0.205 * np.cos(a), y + 0.2 * np.sin(a), 0.075))
            for a in (-0.65, 0.0, 0.65)
        ]
        s.part(f"{leg}_nails", shapes.join(nails), Material((0.93, 0.88, 0.8), 0.35), f"{leg}_foot")
    jaw = (hx + 0.12, 0.0, hz - 0.34)
    face.jaw(s, jaw, (hx + 0.42, 0.0, hz - 0.44), 0.12, s.main, tint="main")


def lion(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    mane: Rgb = (0.5, 0.25, 0.1)
    blobs = []
    rng = np.random.default_rng(3)
    for ring, (count, reach, back, size) in enumerate(
        ((13, 1.12, -0.25, 0.42), (12, 1.02, -0.7, 0.52), (9, 0.72, -1.1, 0.55))
    ):
        for k in range(count):
            a = 2 * np.pi * (k + 0.5 * ring) / count
            r = p.head[1] * reach * (1.0 + 0.04 * float(rng.normal()))
            low = 1.12 if np.cos(a) < -0.2 else 1.0
            at = (hx + back * p.head[0], float(np.sin(a)) * r, hz - 0.02 + float(np.cos(a)) * r * low)
            blobs.append(
                Blob(
                    at,
                    at,
                    p.head[1] * size,
                    p.head[1] * size,
                    "head" if ring == 0 else "neck",
                    "neck" if ring == 2 else "head",
                    0.05,
                    (0.8, 1, 1),
                )
            )
    s.limb("mane", blobs, Material(mane, 0.6, sheen=0.4), vertices=1200, tint="hair")
    muzzle(s, p, CREAM, 1.1)
    tail_tip(s, 0.2, mane)
    bib(s, p, CREAM, 0.8)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        x, y, z = s.at(f"ear_{side}")
        ear = shapes.turned(face.bead((0.05, 0.085, 0.085)), yawed(sign * 0.25))
        s.part(
            f"ear_{side}",
            shapes.moved(ear, (x + 0.06, y + sign * 0.05, z + 0.09)),
            Material(s.main, 0.5, sheen=0.3),
            f"ear_{side}",
            "main",
        )
        pink = shapes.turned(face.bead((0.02, 0.052, 0.052)), yawed(sign * 0.25))
        s.part(
            f"inner_{side}",
            shapes.moved(pink, (x + 0.103, y + sign * 0.05, z + 0.09)),
            Material((0.75, 0.5, 0.4), 0.6),
            f"ear_{side}",
        )


def tiger(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    bib(s, p, WHITE)
    belly(s, p, WHITE)
    trunk = paint.within(
        paint.beyond((p.shoulders + 0.1, 0, 0), (-1, 0, 0.4)), paint.beyond((0, 0, p.height * 0.35), (0, 0, 1))
    )
    s.paint(BLACK, paint.within(paint.bands((1, 0, 0.05), 0.13, 0.36, wobble_m=0.022, seed=2), trunk))
    s.paint(
        BLACK,
        paint.within(paint.bands((0, 0, 1), 0.1, 0.3), paint.egg((hx - 0.05, 0.23, hz), (0.12, 0.08, 0.16), pair=True)),
    )
    s.paint(
        BLACK,
        paint.within(paint.bands((0, 1, 0), 0.085, 0.38), paint.egg((hx + 0.07, 0, hz + 0.22), (0.16, 0.11, 0.12))),
    )
    muzzle(s, p, WHITE, 1.2)
    s.paint(WHITE, paint.egg((hx + 0.17, 0.1, hz + 0.115), (0.07, 0.05, 0.035), pair=True))
    ear_tips(s, p, BLACK, 0.25)
    inner_ears(s, p, WHITE)
    tail_tip(s, 0.14, BLACK)
    face.whiskers(s, (hx + 0.25, 0.08, hz - 0.09), 0.17)


def leopard(s: Sculpt, p: Plan) -> None:
    belly(s, p, CREAM)
    bib(s, p, CREAM)
    s.paint(
        (0.2, 0.13, 0.09),
        paint.spots(
            (p.hips - 0.3, -0.2, p.height * 0.3),
            (p.head_at[0] - 0.05, 0.2, p.head_at[1] + 0.2),
            120,
            0.036,
            seed=5,
            ring=0.45,
        ),
    )
    muzzle(s, p, CREAM, 1.15)
    inner_ears(s, p, CREAM)
    tail_tip(s, 0.2, (0.2, 0.13, 0.09))


def dinosaur(s: Sculpt, p: Plan) -> None:
    light: Rgb = (0.8, 0.9, 0.55)
    hx, hz = p.head_at
    s.paint(light, paint.egg((p.shoulders + 0.16, 0, 1.0), (0.32, 0.24, 0.5), pitch=-0.3))
    s.paint(
        shade(s.main, 0.62),
        paint.within(
            paint.bands((1, 0, -0.1), 0.22, 0.4, wobble_m=0.02),
            paint.beyond((0, 0, 1.12), (0.5, 0, 1)),
            paint.beyond((0.3, 0, 0), (-1, 0, 0.2)),
        ),
    )
    teeth = []
    for sign in (1.0, -1.0):
        for k in range(5):
            x = hx + p.muzzle + 0.12 - k * 0.07
            y = sign * (0.11 + 0.018 * k)
            z = hz - p.muzzle_drop - 0.1
            teeth.append(face.cone((x, y, z), (x, y, z - 0.065), 0.026, tip=0.15, segments=8))
    s.part("teeth", shapes.join(teeth), Material(WHITE, 0.2), "head")
    spikes(s, p, (0.98, 0.72, 0.25), 0.1)
    claws(s, p)
    nostrils(s, p)


def dragon(s: Sculpt, p: Plan) -> None:
    gold: Rgb = (0.98, 0.84, 0.45)
    belly(s, p, gold)
    bib(s, p, gold, 1.15)
    s.paint(
        shade(gold, 0.82),
        paint.within(
            paint.bands((0.35, 0, 1), 0.09, 0.16),
            paint.egg((p.shoulders + p.chest * 0.75, 0, p.height), (p.chest * 0.85, p.chest * 0.7, p.chest * 1.4)),
        ),
    )
    spikes(s, p, (0.98, 0.6, 0.2), 0.12)
    claws(s, p)
    nostrils(s, p)
    horns(s, p, (-1.0, 0.3, 1.1), (0.2, 0.0, 0.25), 0.05, CREAM)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        root = (p.shoulders - 0.12, sign * p.chest * 0.6, p.height + p.chest * 0.7)
        elbow = (root[0] - 0.12, sign * 0.62, root[2] + 0.5)
        s.bone(f"wing_{side}", "chest", root)
        s.bone(f"wing_tip_{side}", f"wing_{side}", elbow)
        w, tip = f"wing_{side}", f"wing_tip_{side}"
        bones = [
            Blob(root, elbow, 0.06, 0.05, w, w, 0.02),
            Blob(elbow, (root[0] - 0.35, sign * 1.3, root[2] + 0.42), 0.05, 0.02, tip, tip, 0.04),
            Blob(elbow, (root[0] - 0.62, sign * 1.0, root[2] + 0.02), 0.035, 0.018, tip, tip, 0.03),
            Blob(elbow, (root[0] - 0.66, sign * 0.55, root[2] - 0.08), 0.035, 0.018, tip, w, 0.03),
        ]
        s.limb(f"wing_bones_{side}", bones, Material(s.main, 0.5), vertices=700, tint="main")
        edge = np.array(
            [
                root,
                elbow,
                (root[0] - 0.35, sign * 1.3, root[2] + 0.42),
                (root[0] - 0.42, sign * 1.02, root[2] + 0.2),
                (root[0] - 0.62, sign * 1.0, root[2] + 0.02),
                (root[0] - 0.55, sign * 0.74, root[2] + 0.08),
                (root[0] - 0.66, sign * 0.55, root[2] - 0.08),
                (root[0] - 0.4, sign * 0.3, root[2] - 0.06),
            ]
        )
        middle = np.array([root[0] - 0.28, sign * 0.6, root[2] + 0.22])
        tri = shapes.mesh(
            np.concatenate([edge, middle[None]]), [[i, (i + 1) % len(edge), len(edge)] for i in range(len(edge))]
        )
        joints = np.zeros((len(edge) + 1, 4), dtype=np.int32)
        names = list(s.bones)
        near = [names.index(w), names.index(tip), *[names.index(tip)] * 5, names.index(w), names.index(tip)]
        joints[:] = np.array(near)[:, None]
        weights = np.zeros((len(edge) + 1, 4))
        weights[:, 0] = 1.0
        s.parts.append(
            Part(
                f"membrane_{side}",
                shapes.bound(tri, joints, weights),
                Material((0.98, 0.6, 0.2), 0.5, double_sided=True),
                tint="wings",
            )
        )


def hippo(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    muzzle(s, p, shade(s.main, 1.18), 1.0)
    belly(s, p, shade(s.main, 1.2))
    inner_ears(s, p, PINK)
    nostrils(s, p)
    teeth = [
        shapes.moved(face.bead((0.025, 0.025, 0.05)), (hx + p.muzzle + 0.15, y, hz - p.muzzle_drop - 0.16))
        for y in (-0.1, 0.1)
    ]
    s.part("teeth", shapes.join(teeth), Material(WHITE, 0.2), "jaw" if "jaw" in s.bones else "head")


def crocodile(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    light: Rgb = (0.88, 0.9, 0.62)
    s.paint(light, paint.beyond((0, 0, p.height - 0.08), (0, 0, -1)))
    spikes(s, p, shade(s.main, 0.7), 0.06)
    teeth = []
    for sign in (1.0, -1.0):
        for k in range(6):
            x = hx + 0.2 + k * 0.06
            teeth.append(
                face.cone(
                    (x, sign * (0.1 - 0.004 * k), hz - 0.055),
                    (x, sign * (0.108 - 0.004 * k), hz - 0.1),
                    0.015,
                    tip=0.15,
                    segments=8,
                )
            )
    s.part("teeth", shapes.join(teeth), Material(WHITE, 0.2), "head")
    nostrils(s, p)
