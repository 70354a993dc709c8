"""Markings and fittings that many four-legged species share: muzzles, bibs, socks, manes, horns, claws, spikes.

Knows nothing of which animal wears them.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Rgb, Vec3
from . import face, paint
from .field import Blob
from .quadruped_form import LEGS
from .quadruped_plan import Plan
from .sculpt import Sculpt

CREAM: Rgb = (0.96, 0.92, 0.84)
WHITE: Rgb = (0.97, 0.96, 0.94)
PINK: Rgb = (0.95, 0.64, 0.65)
BLACK: Rgb = (0.09, 0.085, 0.095)
HORN: Rgb = (0.88, 0.8, 0.66)


def shade(colour: Rgb, by: float) -> Rgb:
    return (min(colour[0] * by, 1.0), min(colour[1] * by, 1.0), min(colour[2] * by, 1.0))


def limb_blobs(s: Sculpt, prefix: str) -> list[Blob]:
    return [b for b in s.blobs if b.bone.startswith(prefix)]


def tail_tip(s: Sculpt, share: float, colour: Rgb) -> None:
    """Paint the last `share` of the tail."""
    tail = limb_blobs(s, "tail")
    s.paint(colour, paint.near(tail[int(len(tail) * (1 - share)) :], 0.006 + tail[-1].ra * 0.1))


def muzzle(s: Sculpt, p: Plan, colour: Rgb, size: float = 1.0) -> None:
    hx, hz = p.head_at
    r = p.muzzle_size[1]
    s.paint(
        colour,
        paint.egg(
            (hx + p.muzzle + r * 0.35, 0, hz - p.muzzle_drop - r * 0.25),
            (r * 1.9 * size, r * 1.55 * size, r * 1.1 * size),
        ),
    )


def bib(s: Sculpt, p: Plan, colour: Rgb, size: float = 1.0) -> None:
    s.paint(
        colour,
        paint.egg(
            (p.shoulders + p.chest * 0.75, 0, p.height + p.chest * 0.05),
            (p.chest * 0.85, p.chest * 0.62 * size, p.chest * 1.25 * size),
        ),
    )


def belly(s: Sculpt, p: Plan, colour: Rgb) -> None:
    s.paint(
        colour,
        paint.egg(
            ((p.hips + p.shoulders) / 2, 0, p.height - p.chest * 0.95),
            (p.shoulders - p.hips, p.chest * 0.7, p.chest * 0.5),
        ),
    )


def socks(s: Sculpt, p: Plan, colour: Rgb, height: float = 0.3) -> None:
    s.paint(colour, paint.beyond((0, 0, p.height * height), (0, 0, -1)))


def hooves(s: Sculpt, p: Plan, colour: Rgb) -> None:
    s.paint(colour, paint.beyond((0, 0, p.foot * 1.15), (0, 0, -1)))


def ear_tips(s: Sculpt, p: Plan, colour: Rgb, share: float = 0.5) -> None:
    for side in ("left", "right"):
        z = s.at(f"ear_{side}")[2]
        s.paint(
            colour,
            paint.within(
                paint.near(limb_blobs(s, f"ear_{side}"), 0.01),
                paint.beyond((0, 0, z + p.ear_size * (1 - share)), (0, 0, 1)),
            ),
        )


def crest(s: Sculpt, p: Plan, colour: Rgb, radius: float, *, forelock: bool = True, stiff: bool = False) -> None:
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
                point(middle),
                point(low),
                radius,
                radius * 0.75,
                bone,
                bone,
                radius * 0.7,
                (1.0, 0.5 if stiff else 0.62, 1.0),
            )
        )
    if forelock:
        top = np.array([hx + p.head[0] * 0.2, 0.0, hz + p.head[2] * 0.98])
        blobs.append(
            Blob(point(b), point(top), radius * 0.9, radius * 0.6, "head", "head", radius * 0.7, (1, 0.7, 0.8))
        )
    s.limb("mane", blobs, Material(colour, 0.55, sheen=0.3), vertices=700, tint="hair")


def point(p: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Vec3:
    return (float(p[0]), float(p[1]), float(p[2]))


def horns(
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


def nostrils(s: Sculpt, p: Plan) -> None:
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


def yawed(angle: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    c, q = np.cos(angle), np.sin(angle)
    return np.array([[c, -q, 0.0], [q, c, 0.0], [0.0, 0.0, 1.0]])


def claws(s: Sculpt, p: Plan) -> None:
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


def spikes(s: Sculpt, p: Plan, colour: Rgb, size: float) -> None:
    """Rounded plates along the back and tail, each on its own bone's skin."""
    hx, hz = p.head_at
    blobs = []
    start = np.array([hx - p.head[0] * 0.6, 0.0, hz + p.head[2] * 0.7])
    neck = np.array([p.shoulders - p.chest * 0.3, 0.0, p.height + p.chest * 0.95])
    rump = np.array([p.hips - p.rump * 0.4, 0.0, p.height + p.rise + p.rump * 0.85])
    points: list[tuple[Vec3, str, float]] = []
    for u in np.linspace(0, 1, 4)[:-1]:
        points.append((point(start + (neck - start) * u), "head" if u < 0.2 else "neck", 0.85))
    for u in np.linspace(0, 1, 4):
        points.append((point(neck + (rump - neck) * u), "chest" if u < 0.35 else "spine" if u < 0.7 else "pelvis", 1.1))
    tail = limb_blobs(s, "tail")
    for k, b in enumerate(tail[1:-1]):
        points.append(((b.a[0], 0.0, b.a[2] + b.ra * 0.92), b.bone, 1.0 - 0.1 * k))
    for at, bone, scale in points:
        r = size * scale
        top = (at[0] - r * 0.55, 0.0, at[2] + r * 0.95)
        blobs.append(Blob((at[0], 0.0, at[2] - r * 0.25), top, r * 0.72, r * 0.2, bone, bone, 0.01, (1.0, 0.4, 1.0)))
    s.limb("spikes", blobs, Material(colour, 0.45), vertices=700, tint="spikes")
