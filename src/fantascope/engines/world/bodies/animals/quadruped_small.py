"""Pets and small wild animals: the coat and specials of each species as a short recipe.

Knows nothing of motion. Each recipe runs after the blobs are placed and before the eyes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Material, Rgb
from . import face, paint
from .quadruped_ears import inner_ears
from .quadruped_marks import (
    CREAM,
    PINK,
    WHITE,
    belly,
    bib,
    ear_tips,
    limb_blobs,
    muzzle,
    point,
    shade,
    socks,
    tail_tip,
)
from .quadruped_plan import Plan
from .sculpt import Sculpt


def dog(s: Sculpt, p: Plan) -> None:
    muzzle(s, p, CREAM, 1.05)
    bib(s, p, CREAM)
    socks(s, p, CREAM, 0.23)
    tail_tip(s, 0.25, CREAM)
    s.paint(shade(s.main, 0.55), paint.near(limb_blobs(s, "ear"), 0.004))


def cat(s: Sculpt, p: Plan) -> None:
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
    muzzle(s, p, WHITE, 1.15)
    bib(s, p, WHITE)
    socks(s, p, WHITE, 0.23)
    inner_ears(s, p, PINK)
    face.whiskers(s, (hx + 0.085, 0.028, hz - 0.035), 0.075)


def fox(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    s.paint(WHITE, paint.egg((hx + 0.12, 0.0, hz - 0.075), (0.14, 0.13, 0.06)))
    s.paint(WHITE, paint.egg((hx + 0.05, 0.105, hz - 0.05), (0.075, 0.06, 0.045), pair=True))
    bib(s, p, WHITE, 1.1)
    socks(s, p, (0.16, 0.11, 0.1), 0.42)
    tail_tip(s, 0.3, WHITE)
    ear_tips(s, p, (0.16, 0.11, 0.1), 0.42)
    inner_ears(s, p, CREAM)


def wolf(s: Sculpt, p: Plan) -> None:
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
    bib(s, p, (0.87, 0.87, 0.87), 1.1)
    socks(s, p, (0.8, 0.8, 0.8), 0.3)
    tail_tip(s, 0.25, (0.2, 0.2, 0.22))
    inner_ears(s, p, (0.3, 0.27, 0.28))


def rabbit(s: Sculpt, p: Plan) -> None:
    tail_tip(s, 1.0, WHITE)
    belly(s, p, WHITE)
    muzzle(s, p, WHITE, 1.0)
    inner_ears(s, p, PINK)
    hx, hz = p.head_at
    teeth = shapes.box((0.006, 0.02, 0.02), bevel_m=0.004)
    s.part("teeth", shapes.moved(teeth, (hx + p.muzzle + 0.026, 0, hz - 0.058)), Material(WHITE, 0.25), "head")


def mouse(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    belly(s, p, WHITE)
    s.paint(PINK, paint.near(limb_blobs(s, "tail")[1:], 0.002))
    s.paint(PINK, paint.beyond((0, 0, p.foot * 0.95), (0, 0, -1)))
    inner_ears(s, p, PINK)
    face.whiskers(s, (hx + 0.055, 0.015, hz - 0.014), 0.05, colour=(0.3, 0.28, 0.28))


def squirrel(s: Sculpt, p: Plan) -> None:
    belly(s, p, CREAM)
    bib(s, p, CREAM)
    muzzle(s, p, CREAM, 1.2)
    tail_tip(s, 0.22, shade(s.main, 1.35))
    inner_ears(s, p, CREAM)


def hedgehog(s: Sculpt, p: Plan) -> None:
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
    s.egg(point(middle), (0.11, 0.075, 0.076), "spine", blend=0.004)
    s.part("spines", shapes.painted(shapes.join(spines), (0.36, 0.25, 0.18)), Material((1, 1, 1), 0.6), "spine")
    s.paint(
        (0.3, 0.21, 0.16),
        paint.within(
            paint.egg(point(middle), (0.13, 0.085, 0.086)),
            paint.beyond((0.06, 0, 0), (-1, 0, 0.3)),
            paint.beyond((0, 0, 0.05), (-0.2, 0, 1)),
        ),
    )
    inner_ears(s, p, PINK)


def frog(s: Sculpt, p: Plan) -> None:
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


def turtle(s: Sculpt, p: Plan) -> None:
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


def kangaroo(s: Sculpt, p: Plan) -> None:
    s.paint(CREAM, paint.egg((p.shoulders + 0.02, 0, 0.6), (0.22, 0.13, 0.22)))
    muzzle(s, p, CREAM, 1.0)
    inner_ears(s, p, PINK)
    tail_tip(s, 0.2, shade(s.main, 0.5))


def monkey(s: Sculpt, p: Plan) -> None:
    hx, hz = p.head_at
    skin: Rgb = (0.93, 0.75, 0.58)
    s.paint(skin, paint.egg((hx + 0.1, 0.05, hz + 0.02), (0.09, 0.062, 0.066), pair=True))
    s.paint(skin, paint.egg((hx + 0.12, 0, hz - 0.055), (0.1, 0.1, 0.062)))
    s.paint(skin, paint.near(limb_blobs(s, "ear"), 0.004))
    s.paint(skin, paint.beyond((0, 0, p.foot * 1.1), (0, 0, -1)))
    bib(s, p, skin, 0.9)
