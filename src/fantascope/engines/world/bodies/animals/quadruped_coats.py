"""Coats and specials of the four-legged species: markings, manes, horns, shells, trunks, wings.

Knows nothing of motion. Each recipe runs after the blobs are placed and before the eyes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .. import shapes
from ..types import Material, Part, Rgb, Vec3
from . import face, paint
from .field import Blob
from .quadruped_form import LEGS, Plan, inner_ears
from .sculpt import Sculpt

CREAM: Rgb = (0.96, 0.92, 0.84)
WHITE: Rgb = (0.97, 0.96, 0.94)
PINK: Rgb = (0.95, 0.64, 0.65)
BLACK: Rgb = (0.09, 0.085, 0.095)
HORN: Rgb = (0.88, 0.8, 0.66)


def shade(colour: Rgb, by: float) -> Rgb:
    return (min(colour[0] * by, 1.0), min(colour[1] * by, 1.0), min(colour[2] * by, 1.0))


def _limbs(s: Sculpt, prefix: str) -> list[Blob]:
    return [b for b in s.blobs if b.bone.startswith(prefix)]


def _tip(s: Sculpt, share: float, colour: Rgb) -> None:
    """Paint the last `share` of the tail."""
    tail = _limbs(s, "tail")
    s.paint(colour, paint.near(tail[int(len(tail) * (1 - share)) :], 0.006 + tail[-1].ra * 0.1))


def _muzzle(s: Sculpt, p: Plan, colour: Rgb, size: float = 1.0) -> None:
    hx, hz = p.head_at
    r = p.muzzle_size[1]
    s.paint(
        colour,
        paint.egg(
            (hx + p.muzzle + r * 0.35, 0, hz - p.muzzle_drop - r * 0.25),
            (r * 1.9 * size, r * 1.55 * size, r * 1.1 * size),
        ),
    )


def _bib(s: Sculpt, p: Plan, colour: Rgb, size: float = 1.0) -> None:
    s.paint(
        colour,
        paint.egg(
            (p.shoulders + p.chest * 0.75, 0, p.height + p.chest * 0.05),
            (p.chest * 0.85, p.chest * 0.62 * size, p.chest * 1.25 * size),
        ),
    )


def _belly(s: Sculpt, p: Plan, colour: Rgb) -> None:
    s.paint(
        colour,
        paint.egg(
            ((p.hips + p.shoulders) / 2, 0, p.height - p.chest * 0.95),
            (p.shoulders - p.hips, p.chest * 0.7, p.chest * 0.5),
        ),
    )


def _socks(s: Sculpt, p: Plan, colour: Rgb, height: float = 0.3) -> None:
    s.paint(colour, paint.beyond((0, 0, p.height * height), (0, 0, -1)))


def _hooves(s: Sculpt, p: Plan, colour: Rgb) -> None:
    s.paint(colour, paint.beyond((0, 0, p.foot * 1.15), (0, 0, -1)))


def _ear_tips(s: Sculpt, p: Plan, colour: Rgb, share: float = 0.5) -> None:
    for side in ("left", "right"):
        z = s.at(f"ear_{side}")[2]
        s.paint(
            colour,
            paint.within(
                paint.near(_limbs(s, f"ear_{side}"), 0.01),
                paint.beyond((0, 0, z + p.ear_size * (1 - share)), (0, 0, 1)),
            ),
        )


def _mane(s: Sculpt, p: Plan, colour: Rgb, radius: float, *, forelock: bool = True, stiff: bool = False) -> None:
    """Hair along the crest of the neck, falling to one side unless stiff."""
    hx, hz = p.head_at
    a = np.array([p.shoulders + p.chest * 0.05, 0.0, p.height + p.chest * 0.85])
    b = np.array([hx - p.head[0] * 0.7, 0.0, hz + p.head[2] * 0.75])
    out = np.array([-(b[2] - a[2]), 0.0, b[0] - a[0]])
    out /= np.linalg.norm(out)
    blobs = []
    for k, u in enumerate(np.linspace(0, 1, 7)):
        middle = a + (b - a) * u + out * p.neck * (0.55 if stiff else 0.35) * np.sin(np.pi * (0.25 + 0.6 * u))
        bone = "neck" if u < 0.72 else "head"
        drop = np.array([-0.25, 0.55 if k % 2 else 0.35, -1.1]) * radius * (0.0 if stiff else 1.25)
        low = middle + drop
        blobs.append(
            Blob(
                _v(middle), _v(low), radius, radius * 0.75, bone, bone, radius * 0.7, (1.0, 0.5 if stiff else 0.62, 1.0)
            )
        )
    if forelock:
        top = np.array([hx + p.head[0] * 0.2, 0.0, hz + p.head[2] * 0.98])
        blobs.append(Blob(_v(b), _v(top), radius * 0.9, radius * 0.6, "head", "head", radius * 0.7, (1, 0.7, 0.8)))
    s.limb("mane", blobs, Material(colour, 0.55, sheen=0.3), vertices=700, tint="hair")


def _v(p: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Vec3:
    return (float(p[0]), float(p[1]), float(p[2]))


def _horns(
    s: Sculpt, p: Plan, reach: Vec3, bend: Vec3, radius: float, colour: Rgb = HORN, *, at: Vec3 = (-0.1, 0.45, 0.8)
) -> None:
    """A pair of horns from the top of the head; `reach` and `bend` in head radii, mirrored in y."""
    hx, hz = p.head_at
    rx, ry, rz = p.head
    pieces = []
    for sign in (1.0, -1.0):
        root = (hx + at[0] * rx, sign * at[1] * ry, hz + at[2] * rz)
        tip = (root[0] + reach[0] * rx, root[1] + sign * reach[1] * ry, root[2] + reach[2] * rz)
        pieces.append(face.cone(root, tip, radius, bend=(bend[0] * rx, sign * bend[1] * ry, bend[2] * rz)))
    s.part("horns", shapes.join(pieces), Material(colour, 0.35), "head")


def _dog(s: Sculpt, p: Plan) -> None:
    _muzzle(s, p, CREAM, 1.05)
    _bib(s, p, CREAM)
    _socks(s, p, CREAM, 0.23)
    _tip(s, 0.25, CREAM)
    s.paint(shade(s.main, 0.55), paint.near(_limbs(s, "ear"), 0.004))


def _cat(s: Sculpt, p: Plan) -> None:
    dark = shade(s.main, 0.55)
    hx, hz = p.head_at
    back = paint.beyond((0, 0, p.height), (0, 0, 1))
    s.paint(
        dark,
        paint.within(
            paint.bands((1, 0, 0.1), 0.05, 0.42, wobble_m=0.006),
            back,
            paint.beyond((p.shoulders - 0.03, 0, 0), (-1, 0, 0)),
        ),
    )
    s.paint(
        dark,
        paint.within(paint.bands((0, 1, 0), 0.034, 0.45), paint.egg((hx + 0.03, 0, hz + 0.095), (0.06, 0.05, 0.06))),
    )
    _muzzle(s, p, WHITE, 1.15)
    _bib(s, p, WHITE)
    _socks(s, p, WHITE, 0.23)
    inner_ears(s, p, PINK)
    face.whiskers(s, (hx + 0.085, 0.028, hz - 0.035), 0.075)


def _fox(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    s.paint(WHITE, paint.egg((hx + 0.12, 0.0, hz - 0.075), (0.14, 0.13, 0.06)))
    s.paint(WHITE, paint.egg((hx + 0.05, 0.105, hz - 0.05), (0.075, 0.06, 0.045), pair=True))
    _bib(s, p, WHITE, 1.1)
    _socks(s, p, (0.16, 0.11, 0.1), 0.42)
    _tip(s, 0.3, WHITE)
    _ear_tips(s, p, (0.16, 0.11, 0.1), 0.42)
    inner_ears(s, p, CREAM)


def _wolf(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    s.paint(
        shade(s.main, 0.6),
        paint.within(
            paint.beyond((0, 0, p.height + p.chest * 0.35), (0.15, 0, 1)),
            paint.beyond((p.shoulders + 0.02, 0, 0), (-1, 0, 0)),
        ),
    )
    s.paint((0.87, 0.87, 0.87), paint.egg((hx + 0.17, 0.0, hz - 0.1), (0.2, 0.17, 0.09)))
    s.paint((0.87, 0.87, 0.87), paint.egg((hx + 0.09, 0.14, hz - 0.06), (0.1, 0.07, 0.06), pair=True))
    _bib(s, p, (0.87, 0.87, 0.87), 1.1)
    _socks(s, p, (0.8, 0.8, 0.8), 0.3)
    _tip(s, 0.25, (0.2, 0.2, 0.22))
    inner_ears(s, p, (0.3, 0.27, 0.28))


def _rabbit(s: Sculpt, p: Plan) -> None:
    _tip(s, 1.0, WHITE)
    _belly(s, p, WHITE)
    _muzzle(s, p, WHITE, 1.0)
    inner_ears(s, p, PINK)
    hx, hz = p.head_at
    teeth = shapes.box((0.006, 0.02, 0.02), bevel_m=0.004)
    s.part("teeth", shapes.moved(teeth, (hx + p.muzzle + 0.026, 0, hz - 0.058)), Material(WHITE, 0.25), "head")


def _bear(s: Sculpt, p: Plan) -> None:
    _muzzle(s, p, shade(s.main, 1.7), 1.15)
    inner_ears(s, p, shade(s.main, 1.6))


def _polar(s: Sculpt, p: Plan) -> None:
    inner_ears(s, p, (0.75, 0.72, 0.7))


def _panda(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    for leg in LEGS:
        s.paint(
            BLACK,
            paint.without(
                paint.near(_limbs(s, leg), p.leg * 0.12), paint.beyond((0, 0, p.height + p.chest * 0.2), (0, 0, 1))
            ),
        )
    s.paint(
        BLACK,
        paint.within(
            paint.egg((p.shoulders, 0, p.height), (p.chest * 0.52, 1.0, 1.0)),
            paint.beyond((0, 0, hz - p.head[2] * 0.95), (-0.4, 0, -1)),
        ),
    )
    s.paint(BLACK, paint.near(_limbs(s, "ear"), 0.012))
    s.paint(BLACK, paint.egg((hx + p.head[0] * 0.8, p.head[1] * 0.5, hz + 0.01), (0.12, 0.075, 0.095), pair=True))


def _horse(s: Sculpt, p: Plan) -> None:
    hair = shade(s.main, 0.32)
    hx, hz = p.head_at
    _tip(s, 0.97, hair)
    _mane(s, p, hair, 0.085)
    _socks(s, p, WHITE, 0.24)
    _hooves(s, p, (0.2, 0.16, 0.14))
    s.paint(WHITE, paint.egg((hx + p.muzzle * 0.75, 0, hz + 0.02), (0.24, 0.05, 0.22)))
    _nostrils(s, p)


def _unicorn(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _tip(s, 0.97, (0.86, 0.5, 0.86))
    _mane(s, p, (0.92, 0.52, 0.78), 0.095)
    _hooves(s, p, (0.96, 0.78, 0.35))
    root, tip = (hx + p.head[0] * 0.45, 0.0, hz + p.head[2] * 0.8), (hx + p.head[0] * 1.35, 0.0, hz + p.head[2] * 3.0)
    s.part("horn", face.cone(root, tip, 0.045), Material((1.0, 0.82, 0.32), 0.2, metallic=0.5), "head")
    _nostrils(s, p)


def _zebra(s: Sculpt, p: Plan) -> None:
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
    _muzzle(s, p, BLACK, 0.85)
    _hooves(s, p, (0.15, 0.13, 0.13))
    _tip(s, 0.3, BLACK)
    _mane(s, p, BLACK, 0.07, stiff=True)
    _nostrils(s, p)


def _donkey(s: Sculpt, p: Plan) -> None:
    _muzzle(s, p, WHITE, 1.1)
    _belly(s, p, WHITE)
    _hooves(s, p, (0.2, 0.18, 0.18))
    _tip(s, 0.3, shade(s.main, 0.4))
    _ear_tips(s, p, shade(s.main, 0.4), 0.4)
    _mane(s, p, shade(s.main, 0.4), 0.06, stiff=True)
    _nostrils(s, p)


def _nostrils(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    r = p.muzzle_size[1]
    dots = []
    for sign in (1.0, -1.0):
        point, normal = s.surface((hx + p.muzzle, 0, hz - p.muzzle_drop), (1.0, sign * 0.62, 0.38))
        dot = shapes.turned(
            shapes.ellipsoid((r * 0.06, r * 0.17, r * 0.22), rings=8, segments=12), face.upright(normal)
        )
        dots.append(shapes.moved(dot, point - normal * r * 0.02))
    s.part("nostrils", shapes.join(dots), Material((0.16, 0.1, 0.1), 0.5), "head")


def _cow(s: Sculpt, p: Plan) -> None:
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
    s.paint(BLACK, paint.near(_limbs(s, "ear"), 0.008))
    _muzzle(s, p, PINK, 1.0)
    _tip(s, 0.22, BLACK)
    _hooves(s, p, (0.22, 0.18, 0.17))
    _horns(s, p, (0.1, 0.55, 0.75), (-0.1, 0.28, -0.1), 0.042)
    udder = face.bead((0.13, 0.12, 0.1))
    teats = [shapes.capsule((x, y, -0.06), (x, y, -0.13), 0.022) for x in (-0.045, 0.045) for y in (-0.045, 0.045)]
    s.part(
        "udder",
        shapes.moved(shapes.join([udder, *teats]), (p.hips + 0.14, 0, p.height - p.rump * 0.92)),
        Material(PINK, 0.5),
        "pelvis",
    )
    _nostrils(s, p)


def _elephant(s: Sculpt, p: Plan) -> None:
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
        inner = shapes.turned(face.bead((e * 0.1, e * 0.56, e * 0.74)), _yaw(yaw))
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


def _yaw(angle: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    c, q = np.cos(angle), np.sin(angle)
    return np.array([[c, -q, 0.0], [q, c, 0.0], [0.0, 0.0, 1.0]])


def _lion(s: Sculpt, p: Plan) -> None:
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
    _muzzle(s, p, CREAM, 1.1)
    _tip(s, 0.2, mane)
    _bib(s, p, CREAM, 0.8)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        x, y, z = s.at(f"ear_{side}")
        ear = shapes.turned(face.bead((0.05, 0.085, 0.085)), _yaw(sign * 0.25))
        s.part(
            f"ear_{side}",
            shapes.moved(ear, (x + 0.06, y + sign * 0.05, z + 0.09)),
            Material(s.main, 0.5, sheen=0.3),
            f"ear_{side}",
            "main",
        )
        pink = shapes.turned(face.bead((0.02, 0.052, 0.052)), _yaw(sign * 0.25))
        s.part(
            f"inner_{side}",
            shapes.moved(pink, (x + 0.103, y + sign * 0.05, z + 0.09)),
            Material((0.75, 0.5, 0.4), 0.6),
            f"ear_{side}",
        )


def _tiger(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _bib(s, p, WHITE)
    _belly(s, p, WHITE)
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
    _muzzle(s, p, WHITE, 1.2)
    s.paint(WHITE, paint.egg((hx + 0.17, 0.1, hz + 0.115), (0.07, 0.05, 0.035), pair=True))
    _ear_tips(s, p, BLACK, 0.25)
    inner_ears(s, p, WHITE)
    _tip(s, 0.14, BLACK)
    face.whiskers(s, (hx + 0.25, 0.08, hz - 0.09), 0.17)


def _leopard(s: Sculpt, p: Plan) -> None:
    _belly(s, p, CREAM)
    _bib(s, p, CREAM)
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
    _muzzle(s, p, CREAM, 1.15)
    inner_ears(s, p, CREAM)
    _tip(s, 0.2, (0.2, 0.13, 0.09))


def _sheep(s: Sculpt, p: Plan) -> None:
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
        blobs.append(Blob(_v(at), _v(at), size, size, bone, bone, 0.022))
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


def _pig(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    disc = shapes.ellipsoid((0.032, 0.082, 0.074), rings=14, segments=22)
    x, z = hx + p.muzzle + p.muzzle_size[1] * 0.88, hz - p.muzzle_drop
    s.part("snout", shapes.moved(disc, (x, 0, z)), Material(shade(s.main, 0.86), 0.35), "head")
    holes = [shapes.moved(face.bead((0.012, 0.014, 0.021)), (x + 0.026, y, z + 0.004)) for y in (-0.03, 0.03)]
    s.part("nostrils", shapes.join(holes), Material((0.5, 0.25, 0.28), 0.5), "head")
    _hooves(s, p, shade(s.main, 0.5))
    inner_ears(s, p, shade(s.main, 0.84))


def _goat(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _horns(s, p, (-1.0, 0.25, 1.35), (0.45, 0.0, 0.35), 0.032, (0.5, 0.42, 0.34))
    beard = face.cone((hx + 0.13, 0, hz - 0.17), (hx + 0.1, 0, hz - 0.31), 0.038, tip=0.2)
    s.part("beard", beard, Material(WHITE, 0.6, sheen=0.3), "head")
    _muzzle(s, p, WHITE, 1.1)
    _hooves(s, p, (0.22, 0.19, 0.18))
    s.paint(
        shade(s.main, 0.45),
        paint.within(
            paint.beyond((0, 0, p.height + p.chest * 0.6), (0, 0, 1)), paint.beyond((p.shoulders, 0, 0), (-1, 0, 0))
        ),
    )


def _deer(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _belly(s, p, CREAM)
    _bib(s, p, CREAM, 0.9)
    _muzzle(s, p, CREAM, 1.0)
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
    _tip(s, 1.0, WHITE)
    _hooves(s, p, (0.2, 0.15, 0.13))
    pieces = []
    for sign in (1.0, -1.0):
        root = np.array([hx - 0.04, sign * 0.055, hz + 0.11])
        stem = [
            root,
            [*root, -0.06, sign * 0.1, 0.14],
            [*root, -0.02, sign * 0.2, 0.3],
            [*root, 0.05, sign * 0.22, 0.42],
        ]
        pieces.append(shapes.tube(np.array(stem), [0.024, 0.021, 0.018, 0.01], segments=10))
        for a, way in ((1, (0.1, sign * 0.02, 0.1)), (2, (-0.1, sign * 0.08, 0.1)), (2, (0.11, sign * -0.05, 0.08))):
            pieces.append(face.cone(_v(stem[a]), _v(stem[a] + np.array(way)), 0.019, tip=0.4, segments=10))
    s.part("antlers", shapes.join(pieces), Material((0.72, 0.58, 0.42), 0.5), "head")


def _giraffe(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    patch = paint.spots(
        (p.hips - 0.3, -0.3, p.height * 0.5), (p.shoulders + 0.25, 0.3, p.height + 0.35), 46, 0.115, seed=7, wobble=0.15
    )
    s.paint((0.66, 0.38, 0.16), paint.within(patch, paint.beyond((0, 0, p.height * 0.5), (0, 0, 1))))
    neck = paint.spots((p.shoulders, -0.16, p.height + 0.2), (hx - 0.05, 0.16, hz - 0.2), 34, 0.09, seed=3, wobble=0.15)
    s.paint((0.66, 0.38, 0.16), neck)
    _muzzle(s, p, CREAM, 1.1)
    _hooves(s, p, (0.36, 0.24, 0.15))
    _tip(s, 0.22, (0.35, 0.2, 0.1))
    pieces = []
    for sign in (1.0, -1.0):
        root, tip = (hx - 0.05, sign * 0.07, hz + 0.16), (hx - 0.09, sign * 0.085, hz + 0.36)
        pieces += [shapes.capsule(root, tip, 0.03, 0.028), shapes.moved(face.bead((0.045, 0.045, 0.05)), tip)]
    s.part("horns", shapes.join(pieces), Material((0.42, 0.25, 0.13), 0.5), "head")
    _mane(s, p, (0.55, 0.3, 0.13), 0.06, stiff=True, forelock=False)
    _nostrils(s, p)


def _mouse(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _belly(s, p, WHITE)
    s.paint(PINK, paint.near(_limbs(s, "tail")[1:], 0.002))
    s.paint(PINK, paint.beyond((0, 0, p.foot * 0.95), (0, 0, -1)))
    inner_ears(s, p, PINK)
    face.whiskers(s, (hx + 0.055, 0.015, hz - 0.014), 0.05, colour=(0.3, 0.28, 0.28))


def _squirrel(s: Sculpt, p: Plan) -> None:
    _belly(s, p, CREAM)
    _bib(s, p, CREAM)
    _muzzle(s, p, CREAM, 1.2)
    _tip(s, 0.22, shade(s.main, 1.35))
    inner_ears(s, p, CREAM)


def _hedgehog(s: Sculpt, p: Plan) -> None:
    spines = []
    count = 230
    middle = np.array([(p.hips + p.shoulders) / 2 - 0.01, 0.0, p.height + 0.008])
    for k in range(count):
        z = 1 - 1.28 * (k + 0.5) / count
        a = k * 2.399963
        r = float(np.sqrt(max(1 - z * z, 0)))
        u = np.array([r * np.cos(a), r * np.sin(a), z])
        if u[0] > 0.72 and u[2] < 0.75:
            continue
        base = middle + u * np.array([0.108, 0.072, 0.074])
        way = u * np.array([0.7, 1, 1]) + np.array([-0.75, 0, 0.1])
        tip = base + way / np.linalg.norm(way) * 0.036
        spines.append(
            shapes.tube(np.array([base, (base + tip) / 2, tip]), [0.0068, 0.005, 0.0008], segments=5, caps=False)
        )
    s.egg(_v(middle), (0.11, 0.075, 0.076), "spine", blend=0.004)
    s.part("spines", shapes.painted(shapes.join(spines), (0.36, 0.25, 0.18)), Material((1, 1, 1), 0.6), "spine")
    s.paint(
        (0.3, 0.21, 0.16),
        paint.within(
            paint.egg(_v(middle), (0.13, 0.085, 0.086)),
            paint.beyond((0.06, 0, 0), (-1, 0, 0.3)),
            paint.beyond((0, 0, 0.05), (-0.2, 0, 1)),
        ),
    )
    inner_ears(s, p, PINK)


def _frog(s: Sculpt, p: Plan) -> None:
    light: Rgb = (0.88, 0.92, 0.62)
    hx, hz = p.head_at
    for sign in (1.0, -1.0):
        s.egg((hx + 0.012, sign * 0.05, hz + 0.042), (0.034, 0.034, 0.034), "head", blend=0.014)
    s.paint(light, paint.beyond((0, 0, p.height - 0.012), (0.5, 0, -1)))
    s.paint(
        shade(s.main, 0.7),
        paint.within(
            paint.spots((-0.14, -0.08, 0.1), (0.02, 0.08, 0.2), 14, 0.014, seed=1), paint.beyond((0, 0, 0.1), (0, 0, 1))
        ),
    )
    arc = np.linspace(-1.15, 1.15, 25)
    points = []
    for a in arc:
        point, normal = s.surface(
            (hx, 0, hz - 0.014), (float(np.cos(a)), float(np.sin(a)), -0.06 - 0.05 * float(np.cos(2 * a)))
        )
        points.append(point + normal * 0.0005)
    s.part("smile", shapes.tube(np.array(points), 0.0028, segments=6), Material((0.2, 0.25, 0.1), 0.6), "head")


def _turtle(s: Sculpt, p: Plan) -> None:
    dome = shapes.scaled(shapes.ellipsoid((1, 1, 1), rings=24, segments=40), (0.255, 0.21, 0.17))
    z = np.maximum(dome.positions[:, 2], -0.045)
    dome = shapes.mesh(np.column_stack([dome.positions[:, :2], z]), dome.faces)
    u = dome.positions / np.array([0.255, 0.21, 0.17])
    a = np.arctan2(u[:, 1], u[:, 0])
    top = np.hypot(u[:, 0], u[:, 1])
    cell = np.where(top < 0.42, 0.0, np.abs(((a / (2 * np.pi) * 6) % 1.0) - 0.5))
    seam = (np.abs(top - 0.42) < 0.045) | ((top > 0.42) & (cell > 0.44)) | (np.abs(top - 0.9) < 0.03)
    colour = np.where(seam[:, None], np.array([0.34, 0.22, 0.1]), np.array([0.62, 0.43, 0.2]))
    s.part(
        "shell",
        shapes.painted(shapes.moved(dome, (-0.01, 0, p.height + 0.035)), colour),
        Material((1, 1, 1), 0.35),
        "spine",
        "shell",
    )
    rim = shapes.scaled(
        shapes.tube(
            np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 49)), np.sin(t), 0 * t], axis=1),
            0.12,
            segments=10,
            caps=False,
        ),
        (0.245, 0.2, 0.2),
    )
    s.part("rim", shapes.moved(rim, (-0.01, 0, p.height - 0.005)), Material((0.78, 0.62, 0.3), 0.4), "spine")
    s.paint((0.9, 0.84, 0.55), paint.beyond((0, 0, p.height - 0.05), (0.9, 0, -1)))


def _kangaroo(s: Sculpt, p: Plan) -> None:
    s.paint(CREAM, paint.egg((p.shoulders + 0.02, 0, 0.6), (0.22, 0.13, 0.22)))
    _muzzle(s, p, CREAM, 1.0)
    inner_ears(s, p, PINK)
    _tip(s, 0.2, shade(s.main, 0.5))


def _monkey(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    skin: Rgb = (0.93, 0.75, 0.58)
    s.paint(skin, paint.egg((hx + 0.1, 0.05, hz + 0.02), (0.09, 0.062, 0.066), pair=True))
    s.paint(skin, paint.egg((hx + 0.12, 0, hz - 0.055), (0.1, 0.1, 0.062)))
    s.paint(skin, paint.near(_limbs(s, "ear"), 0.004))
    s.paint(skin, paint.beyond((0, 0, p.foot * 1.1), (0, 0, -1)))
    _bib(s, p, skin, 0.9)


def _dinosaur(s: Sculpt, p: Plan) -> None:
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
    _spikes(s, p, (0.98, 0.72, 0.25), 0.1)
    _claws(s, p)
    _nostrils(s, p)


def _claws(s: Sculpt, p: Plan) -> None:
    for leg in LEGS:
        x, y, z = s.at(f"{leg}_foot")
        arm = p.arms_at is not None and leg[0] == "f"
        low = p.foot * (0.6 if arm else 1.0)
        reach = low * (p.paw[0] + (p.paw[0] - 1) * 0.8) * 0.88
        tip_z = z - low * 0.5 if arm else low * 0.3
        claws = [
            face.cone(
                (x + reach * np.cos(a) * 0.9, y + low * 0.95 * np.sin(a), tip_z + low * 0.12),
                (x + reach * np.cos(a) + low * 0.35, y + low * 1.25 * np.sin(a), tip_z - low * 0.12),
                low * 0.2,
                tip=0.2,
                segments=8,
            )
            for a in (-0.6, 0.0, 0.6)
        ]
        s.part(f"{leg}_claws", shapes.join(claws), Material(CREAM, 0.25), f"{leg}_foot")


def _spikes(s: Sculpt, p: Plan, colour: Rgb, size: float) -> None:
    """Rounded plates along the back and tail, each on its own bone's skin."""
    hx, hz = p.head_at
    blobs = []
    start = np.array([hx - p.head[0] * 0.6, 0.0, hz + p.head[2] * 0.7])
    neck = np.array([p.shoulders - p.chest * 0.3, 0.0, p.height + p.chest * 0.95])
    rump = np.array([p.hips - p.rump * 0.4, 0.0, p.height + p.rise + p.rump * 0.85])
    points: list[tuple[Vec3, str, float]] = []
    for u in np.linspace(0, 1, 4)[:-1]:
        points.append((_v(start + (neck - start) * u), "head" if u < 0.2 else "neck", 0.85))
    for u in np.linspace(0, 1, 4):
        points.append((_v(neck + (rump - neck) * u), "chest" if u < 0.35 else "spine" if u < 0.7 else "pelvis", 1.1))
    tail = _limbs(s, "tail")
    for k, b in enumerate(tail[1:-1]):
        points.append(((b.a[0], 0.0, b.a[2] + b.ra * 0.92), b.bone, 1.0 - 0.1 * k))
    for at, bone, scale in points:
        r = size * scale
        top = (at[0] - r * 0.55, 0.0, at[2] + r * 0.95)
        blobs.append(Blob((at[0], 0.0, at[2] - r * 0.25), top, r * 0.72, r * 0.2, bone, bone, 0.01, (1.0, 0.4, 1.0)))
    s.limb("spikes", blobs, Material(colour, 0.45), vertices=700, tint="spikes")


def _dragon(s: Sculpt, p: Plan) -> None:
    gold: Rgb = (0.98, 0.84, 0.45)
    _belly(s, p, gold)
    _bib(s, p, gold, 1.15)
    s.paint(
        shade(gold, 0.82),
        paint.within(
            paint.bands((0.35, 0, 1), 0.09, 0.16),
            paint.egg((p.shoulders + p.chest * 0.75, 0, p.height), (p.chest * 0.85, p.chest * 0.7, p.chest * 1.4)),
        ),
    )
    _spikes(s, p, (0.98, 0.6, 0.2), 0.12)
    _claws(s, p)
    _nostrils(s, p)
    _horns(s, p, (-1.0, 0.3, 1.1), (0.2, 0.0, 0.25), 0.05, CREAM)
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


def _hippo(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    _muzzle(s, p, shade(s.main, 1.18), 1.0)
    _belly(s, p, shade(s.main, 1.2))
    inner_ears(s, p, PINK)
    _nostrils(s, p)
    teeth = [
        shapes.moved(face.bead((0.025, 0.025, 0.05)), (hx + p.muzzle + 0.15, y, hz - p.muzzle_drop - 0.16))
        for y in (-0.1, 0.1)
    ]
    s.part("teeth", shapes.join(teeth), Material(WHITE, 0.2), "jaw" if "jaw" in s.bones else "head")


def _camel(s: Sculpt, p: Plan) -> None:
    for x in (-0.3, 0.12):
        s.blob((x, 0, p.height + 0.12), (x, 0, p.height + 0.36), 0.17, 0.1, "spine", blend=0.14)
    s.paint(
        shade(s.main, 0.6),
        paint.either(
            paint.egg((-0.3, 0, p.height + 0.48), (0.16, 0.16, 0.13)),
            paint.egg((0.12, 0, p.height + 0.48), (0.16, 0.16, 0.13)),
        ),
    )
    _hooves(s, p, shade(s.main, 0.5))
    _tip(s, 0.25, shade(s.main, 0.5))
    _nostrils(s, p)


def _crocodile(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    light: Rgb = (0.88, 0.9, 0.62)
    s.paint(light, paint.beyond((0, 0, p.height - 0.08), (0, 0, -1)))
    _spikes(s, p, shade(s.main, 0.7), 0.06)
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
    _nostrils(s, p)


COATS: dict[str, tuple[Rgb, ...]] = {
    "dog": ((0.8, 0.5, 0.24), (0.55, 0.34, 0.2), (0.87, 0.72, 0.5), (0.3, 0.26, 0.25)),
    "cat": ((0.56, 0.55, 0.56), (0.9, 0.55, 0.22), (0.56, 0.55, 0.56), (0.27, 0.26, 0.28)),
    "fox": ((0.9, 0.42, 0.1),),
    "rabbit": ((0.93, 0.91, 0.88), (0.62, 0.47, 0.34), (0.6, 0.59, 0.6)),
    "horse": ((0.55, 0.32, 0.17), (0.33, 0.2, 0.13), (0.72, 0.5, 0.28)),
    "bear": ((0.42, 0.26, 0.15),),
    "cow": ((0.96, 0.95, 0.92),),
    "elephant": ((0.55, 0.59, 0.66),),
    "lion": ((0.87, 0.64, 0.3),),
    "tiger": ((0.93, 0.5, 0.12),),
    "leopard": ((0.92, 0.7, 0.34),),
    "wolf": ((0.5, 0.52, 0.56),),
    "polar_bear": ((0.95, 0.94, 0.9),),
    "panda": ((0.96, 0.95, 0.93),),
    "sheep": ((0.96, 0.94, 0.9),),
    "pig": ((0.96, 0.66, 0.66),),
    "goat": ((0.88, 0.82, 0.72),),
    "deer": ((0.68, 0.42, 0.22),),
    "giraffe": ((0.95, 0.77, 0.4),),
    "zebra": ((0.96, 0.95, 0.93),),
    "unicorn": ((0.97, 0.95, 0.97),),
    "donkey": ((0.55, 0.52, 0.51),),
    "mouse": ((0.64, 0.62, 0.64),),
    "squirrel": ((0.75, 0.38, 0.16),),
    "hedgehog": ((0.88, 0.72, 0.54),),
    "frog": ((0.36, 0.7, 0.24),),
    "turtle": ((0.45, 0.68, 0.32),),
    "kangaroo": ((0.76, 0.54, 0.34),),
    "monkey": ((0.5, 0.31, 0.18),),
    "dinosaur": ((0.36, 0.68, 0.32),),
    "dragon": ((0.27, 0.62, 0.42),),
    "hippo": ((0.62, 0.54, 0.62),),
    "camel": ((0.82, 0.62, 0.38),),
    "crocodile": ((0.35, 0.58, 0.28),),
}
RECIPES: dict[str, Callable[[Sculpt, Plan], None]] = {
    "dog": _dog,
    "cat": _cat,
    "fox": _fox,
    "rabbit": _rabbit,
    "horse": _horse,
    "bear": _bear,
    "cow": _cow,
    "elephant": _elephant,
    "lion": _lion,
    "tiger": _tiger,
    "leopard": _leopard,
    "wolf": _wolf,
    "polar_bear": _polar,
    "panda": _panda,
    "sheep": _sheep,
    "pig": _pig,
    "goat": _goat,
    "deer": _deer,
    "giraffe": _giraffe,
    "zebra": _zebra,
    "unicorn": _unicorn,
    "donkey": _donkey,
    "mouse": _mouse,
    "squirrel": _squirrel,
    "hedgehog": _hedgehog,
    "frog": _frog,
    "turtle": _turtle,
    "kangaroo": _kangaroo,
    "monkey": _monkey,
    "dinosaur": _dinosaur,
    "dragon": _dragon,
    "hippo": _hippo,
    "camel": _camel,
    "crocodile": _crocodile,
}
