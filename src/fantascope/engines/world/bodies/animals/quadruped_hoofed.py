"""Hoofed animals: the coat and specials of each species as a short recipe.

Knows nothing of motion. Each recipe runs after the blobs are placed and before the eyes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material
from . import face, paint
from .field import Blob
from .quadruped_ears import inner_ears
from .quadruped_marks import (
    BLACK,
    CREAM,
    PINK,
    WHITE,
    belly,
    bib,
    crest,
    ear_tips,
    hooves,
    horns,
    limb_blobs,
    muzzle,
    nostrils,
    point,
    shade,
    socks,
    tail_tip,
)
from .quadruped_plan import Plan
from .sculpt import Sculpt


def horse(s: Sculpt, p: Plan) -> None:
    hair = shade(s.main, 0.32)
    hx, hz = p.head_at
    tail_tip(s, 0.97, hair)
    crest(s, p, hair, 0.085)
    socks(s, p, WHITE, 0.24)
    hooves(s, p, (0.2, 0.16, 0.14))
    s.paint(WHITE, paint.egg((hx + p.muzzle * 0.75, 0, hz + 0.02), (0.24, 0.05, 0.22)))
    nostrils(s, p)


def unicorn(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    tail_tip(s, 0.97, (0.86, 0.5, 0.86))
    crest(s, p, (0.92, 0.52, 0.78), 0.095)
    hooves(s, p, (0.96, 0.78, 0.35))
    root, tip = (hx + p.head[0] * 0.45, 0.0, hz + p.head[2] * 0.8), (hx + p.head[0] * 1.35, 0.0, hz + p.head[2] * 3.0)
    s.part("horn", face.cone(root, tip, 0.045), Material((1.0, 0.82, 0.32), 0.2, metallic=0.5), "head")
    nostrils(s, p)


def zebra(s: Sculpt, p: Plan) -> None:
    _hx, _hz = p.head_at
    s.paint(
        BLACK,
        paint.within(
            paint.bands((1, 0, -0.12), 0.15, 0.46, wobble_m=0.02),
            paint.beyond((0, 0, p.height * 0.62), (0, 0, 1)),
            paint.beyond((p.shoulders + 0.1, 0, 0), (-1, 0, 0.35)),
        ),
    )
    s.paint(
        BLACK,
        paint.within(
            paint.bands((0.35, 0, 1), 0.13, 0.44, wobble_m=0.015),
            paint.either(
                paint.beyond((0, 0, p.height * 0.62), (0, 0, -1)),
                paint.beyond((p.shoulders + 0.1, 0, 0), (1, 0, -0.35)),
            ),
        ),
    )
    muzzle(s, p, BLACK, 0.85)
    hooves(s, p, (0.15, 0.13, 0.13))
    tail_tip(s, 0.3, BLACK)
    crest(s, p, BLACK, 0.07, stiff=True)
    nostrils(s, p)


def donkey(s: Sculpt, p: Plan) -> None:
    muzzle(s, p, WHITE, 1.1)
    belly(s, p, WHITE)
    hooves(s, p, (0.2, 0.18, 0.18))
    tail_tip(s, 0.3, shade(s.main, 0.4))
    ear_tips(s, p, shade(s.main, 0.4), 0.4)
    crest(s, p, shade(s.main, 0.4), 0.06, stiff=True)
    nostrils(s, p)


def cow(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    s.paint(
        BLACK,
        paint.spots(
            (p.hips - 0.3, -0.34, p.height * 0.62),
            (p.shoulders + 0.15, 0.34, p.height + 0.3),
            9,
            0.16,
            seed=4,
            wobble=0.3,
        ),
    )
    s.paint(BLACK, paint.egg((hx - 0.02, 0.22, hz + 0.08), (0.17, 0.16, 0.2)))
    s.paint(BLACK, paint.near(limb_blobs(s, "ear"), 0.008))
    muzzle(s, p, PINK, 1.0)
    tail_tip(s, 0.22, BLACK)
    hooves(s, p, (0.22, 0.18, 0.17))
    horns(s, p, (0.1, 0.55, 0.75), (-0.1, 0.28, -0.1), 0.042)
    udder = face.bead((0.13, 0.12, 0.1))
    teats = [shapes.capsule((x, y, -0.06), (x, y, -0.13), 0.022) for x in (-0.045, 0.045) for y in (-0.045, 0.045)]
    s.part(
        "udder",
        shapes.moved(shapes.join([udder, *teats]), (p.hips + 0.14, 0, p.height - p.rump * 0.92)),
        Material(PINK, 0.5),
        "pelvis",
    )
    nostrils(s, p)


def sheep(s: Sculpt, p: Plan) -> None:
    """Wool is a second skin of many balls over the trunk and the crown."""
    s.paint((0.25, 0.22, 0.22), paint.beyond((0, 0, 5.0), (0, 0, -1)))
    rng = np.random.default_rng(9)
    blobs = []
    count = 72
    for k in range(count):
        z = 1 - 2 * (k + 0.5) / count
        a = k * 2.399963
        r = float(np.sqrt(1 - z * z))
        u = np.array([r * np.cos(a), r * np.sin(a), z])
        at = np.array([(p.hips + p.shoulders) / 2, 0.0, p.height + 0.02]) + u * np.array([0.33, 0.185, 0.185])
        size = 0.068 * float(rng.uniform(0.9, 1.12))
        bone = "pelvis" if at[0] < p.hips * 0.6 else "chest" if at[0] > p.shoulders * 0.6 else "spine"
        blobs.append(Blob(point(at), point(at), size, size, bone, bone, 0.022))
    blobs.append(
        Blob((p.hips, 0, p.height + 0.01), (p.shoulders, 0, p.height + 0.01), 0.19, 0.19, "pelvis", "chest", 0.02)
    )
    hx, hz = p.head_at
    for x, y, z in (
        (-0.05, 0, 0.13),
        (-0.02, 0.06, 0.115),
        (-0.02, -0.06, 0.115),
        (0.04, 0, 0.125),
        (-0.1, 0.05, 0.08),
        (-0.1, -0.05, 0.08),
    ):
        blobs.append(Blob((hx + x, y, hz + z), (hx + x, y, hz + z), 0.058, 0.058, "head", "head", 0.02))
    s.limb("wool", blobs, Material(s.main, 0.75, sheen=0.5), vertices=1700, tint="main")


def pig(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    disc = shapes.ellipsoid((0.032, 0.082, 0.074), rings=14, segments=22)
    x, z = hx + p.muzzle + p.muzzle_size[1] * 0.88, hz - p.muzzle_drop
    s.part("snout", shapes.moved(disc, (x, 0, z)), Material(shade(s.main, 0.86), 0.35), "head")
    holes = [shapes.moved(face.bead((0.012, 0.014, 0.021)), (x + 0.026, y, z + 0.004)) for y in (-0.03, 0.03)]
    s.part("nostrils", shapes.join(holes), Material((0.5, 0.25, 0.28), 0.5), "head")
    hooves(s, p, shade(s.main, 0.5))
    inner_ears(s, p, shade(s.main, 0.84))


def goat(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    horns(s, p, (-1.0, 0.25, 1.35), (0.45, 0.0, 0.35), 0.032, (0.5, 0.42, 0.34))
    beard = face.cone((hx + 0.13, 0, hz - 0.17), (hx + 0.1, 0, hz - 0.31), 0.038, tip=0.2)
    s.part("beard", beard, Material(WHITE, 0.6, sheen=0.3), "head")
    muzzle(s, p, WHITE, 1.1)
    hooves(s, p, (0.22, 0.19, 0.18))
    s.paint(
        shade(s.main, 0.45),
        paint.within(
            paint.beyond((0, 0, p.height + p.chest * 0.6), (0, 0, 1)), paint.beyond((p.shoulders, 0, 0), (-1, 0, 0))
        ),
    )


def deer(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    belly(s, p, CREAM)
    bib(s, p, CREAM, 0.9)
    muzzle(s, p, CREAM, 1.0)
    s.paint(
        CREAM,
        paint.within(
            paint.spots(
                (p.hips - 0.15, -0.17, p.height + 0.02),
                (p.shoulders, 0.17, p.height + 0.17),
                26,
                0.022,
                seed=2,
                wobble=0.0,
            ),
            paint.beyond((0, 0, p.height), (0, 0, 1)),
        ),
    )
    tail_tip(s, 1.0, WHITE)
    hooves(s, p, (0.2, 0.15, 0.13))
    pieces = []
    for sign in (1.0, -1.0):
        root = np.array([hx - 0.04, sign * 0.055, hz + 0.11])
        stem = [
            root,
            root + np.array([-0.06, sign * 0.1, 0.14]),
            root + np.array([-0.02, sign * 0.2, 0.3]),
            root + np.array([0.05, sign * 0.22, 0.42]),
        ]
        pieces.append(shapes.tube(np.array(stem), [0.024, 0.021, 0.018, 0.01], segments=10))
        for a, way in ((1, (0.1, sign * 0.02, 0.1)), (2, (-0.1, sign * 0.08, 0.1)), (2, (0.11, sign * -0.05, 0.08))):
            pieces.append(face.cone(point(stem[a]), point(stem[a] + np.array(way)), 0.019, tip=0.4, segments=10))
    s.part("antlers", shapes.join(pieces), Material((0.72, 0.58, 0.42), 0.5), "head")


def giraffe(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    patch = paint.spots(
        (p.hips - 0.3, -0.3, p.height * 0.5), (p.shoulders + 0.25, 0.3, p.height + 0.35), 46, 0.115, seed=7, wobble=0.15
    )
    s.paint((0.66, 0.38, 0.16), paint.within(patch, paint.beyond((0, 0, p.height * 0.5), (0, 0, 1))))
    neck = paint.spots((p.shoulders, -0.16, p.height + 0.2), (hx - 0.05, 0.16, hz - 0.2), 34, 0.09, seed=3, wobble=0.15)
    s.paint((0.66, 0.38, 0.16), neck)
    muzzle(s, p, CREAM, 1.1)
    hooves(s, p, (0.36, 0.24, 0.15))
    tail_tip(s, 0.22, (0.35, 0.2, 0.1))
    pieces = []
    for sign in (1.0, -1.0):
        root, tip = (hx - 0.05, sign * 0.07, hz + 0.16), (hx - 0.09, sign * 0.085, hz + 0.36)
        pieces += [shapes.capsule(root, tip, 0.03, 0.028), shapes.moved(face.bead((0.045, 0.045, 0.05)), tip)]
    s.part("horns", shapes.join(pieces), Material((0.42, 0.25, 0.13), 0.5), "head")
    crest(s, p, (0.55, 0.3, 0.13), 0.06, stiff=True, forelock=False)
    nostrils(s, p)


def camel(s: Sculpt, p: Plan) -> None:
    for x in (-0.3, 0.12):
        s.blob((x, 0, p.height + 0.12), (x, 0, p.height + 0.36), 0.17, 0.1, "spine", blend=0.14)
    s.paint(
        shade(s.main, 0.6),
        paint.either(
            paint.egg((-0.3, 0, p.height + 0.48), (0.16, 0.16, 0.13)),
            paint.egg((0.12, 0, p.height + 0.48), (0.16, 0.16, 0.13)),
        ),
    )
    hooves(s, p, shade(s.main, 0.5))
    tail_tip(s, 0.25, shade(s.main, 0.5))
    nostrils(s, p)
