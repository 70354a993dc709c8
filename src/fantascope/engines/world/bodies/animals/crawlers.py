"""Small crawlers and winged insects: crab, spider, ladybird, bee, butterfly, ant, snake, snail, octopus.

Knows nothing of motion. Legged ones have `leg_left0_hip/knee/foot` …, winged ones `wing_left/right` (and `wing_low_…`),
the snake `seg_1` …, the snail a `shell`, the octopus arms `arm_0_0` … of three bones.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh, Rgb, Vec3
from . import face, paint
from .field import Blob
from .sculpt import Sculpt

WHITE: Rgb = (0.97, 0.96, 0.94)
BLACK: Rgb = (0.1, 0.095, 0.11)
SIDES = (("left", 1.0), ("right", -1.0))

Traits = dict[str, float | str]


def _shade(colour: Rgb, by: float) -> Rgb:
    return (min(colour[0] * by, 1.0), min(colour[1] * by, 1.0), min(colour[2] * by, 1.0))


def _legs(
    s: Sculpt,
    xs: tuple[float, ...],
    root_y: float,
    root_z: float,
    reach: float,
    knee_z: float,
    radius: float,
    colour: Rgb,
    *,
    spread: float = 0.35,
    parent: str = "centre",
) -> None:
    """Arched legs on both sides, each its own little limb."""
    for side, sign in SIDES:
        for k, x in enumerate(xs):
            lean = (k - (len(xs) - 1) / 2) * -spread
            out = np.array([np.sin(lean), sign * np.cos(lean)])
            name = f"leg_{side}{k}"
            hip = (x, sign * root_y, root_z)
            knee = (x + float(out[0]) * reach * 0.45, sign * root_y + float(out[1]) * reach * 0.45, knee_z)
            foot = (x + float(out[0]) * reach, sign * root_y + float(out[1]) * reach, radius)
            s.bone(f"{name}_hip", parent, hip)
            s.bone(f"{name}_knee", f"{name}_hip", knee)
            s.bone(f"{name}_foot", f"{name}_knee", foot)
            blobs = [
                Blob(hip, knee, radius, radius, f"{name}_hip", f"{name}_knee", 0.001),
                Blob(knee, foot, radius, radius * 0.85, f"{name}_knee", f"{name}_foot", radius),
            ]
            s.limb(name, blobs, Material(colour, 0.4), vertices=170)


def _plain_face(
    s: Sculpt,
    head: Vec3,
    eye: float,
    azimuth: float,
    elevation: float,
    *,
    smile: float = 0.3,
    drop: float = -0.25,
    white: bool = True,
    iris: Rgb | None = None,
) -> None:
    face.eyes(s, head=head, azimuth=azimuth, elevation=elevation, radius_m=eye, white=white, iris=iris, bulge=0.6)
    if smile > 0:
        points = []
        for a in np.linspace(-smile, smile, 9):
            point, normal = s.surface(
                head, (float(np.cos(a)), float(np.sin(a)), drop + 0.35 * smile * (abs(float(a)) / smile) ** 2)
            )
            points.append(point + normal * eye * 0.03)
        s.part("smile", shapes.tube(np.array(points), eye * 0.12, segments=6), Material(face.DARK, 0.5), "head")


def _feelers(s: Sculpt, head: Vec3, length: float, radius: float, colour: Rgb, knob: float = 2.2) -> None:
    for side, sign in SIDES:
        root = (head[0], sign * length * 0.16, head[2])
        s.bone(f"feeler_{side}", "head", root)
        u = np.linspace(0, 1, 7)[:, None]
        line = (
            np.array(root)
            + u * np.array([0.5, sign * 0.35, 0.85]) * length
            + u**2 * np.array([0.3, 0.0, -0.25]) * length
        )
        pieces = [
            shapes.tube(line, radius, segments=7),
            shapes.moved(shapes.ellipsoid((radius * knob,) * 3, rings=8, segments=12), line[-1]),
        ]
        s.part(f"feeler_{side}", shapes.join(pieces), Material(colour, 0.4), f"feeler_{side}")


def _crab(s: Sculpt) -> Traits:
    z = 0.13
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.06, 0, z + 0.02))
    s.egg((0, 0, z), (0.12, 0.17, 0.085), "centre")
    s.egg((0.03, 0, z + 0.015), (0.1, 0.14, 0.08), "centre", blend=0.03)
    for side, sign in SIDES:
        s.bone(f"stalk_{side}", "head", (0.075, sign * 0.05, z + 0.075))
        s.blob(
            (0.075, sign * 0.05, z + 0.06), (0.085, sign * 0.055, z + 0.12), 0.016, 0.014, f"stalk_{side}", blend=0.015
        )
        shoulder, elbow, wrist = (0.06, sign * 0.13, z), (0.12, sign * 0.235, z + 0.02), (0.15, sign * 0.235, z + 0.08)
        s.bone(f"claw_arm_{side}", "centre", shoulder)
        s.bone(f"claw_{side}", f"claw_arm_{side}", wrist)
        arm = f"claw_arm_{side}"
        s.blob(shoulder, elbow, 0.03, 0.028, arm, blend=0.02)
        s.blob(elbow, wrist, 0.028, 0.032, arm, blend=0.015)
        s.blob(
            (0.155, sign * 0.24, z + 0.115),
            (0.175, sign * 0.265, z + 0.205),
            0.055,
            0.012,
            arm,
            scale=(0.75, 1, 1),
            blend=0.015,
        )
        tip = [
            Blob(
                (0.165, sign * 0.205, z + 0.125),
                (0.18, sign * 0.185, z + 0.2),
                0.034,
                0.01,
                f"claw_{side}",
                f"claw_{side}",
                0.001,
            )
        ]
        s.limb(f"claw_{side}", tip, Material(s.main, 0.3), vertices=150, tint="main")
        ball = (0.087, sign * 0.056, z + 0.135)
        s.bone(f"eye_{side}", f"stalk_{side}", ball)
        s.bone(f"lid_{side}", f"stalk_{side}", ball)
        eye = shapes.moved(face.bead((0.03, 0.03, 0.03)), ball)
        s.part(f"eye_{side}", eye, Material(WHITE, 0.1), f"eye_{side}")
        dark = shapes.moved(face.bead((0.014, 0.02, 0.02)), (ball[0] + 0.02, ball[1], ball[2]))
        s.part(f"pupil_{side}", dark, Material(face.DARK, 0.1), f"eye_{side}")
        glint = shapes.moved(face.bead((0.004, 0.006, 0.006)), (ball[0] + 0.033, ball[1] - 0.006, ball[2] + 0.008))
        s.part(f"glint_{side}", glint, Material(WHITE, 0.2, emission=0.5), f"eye_{side}")
        arc = np.stack([0.012 - 0.003 * (a := np.linspace(-1, 1, 7)) ** 2, a * 0.02, 0.006 * a**2 - 0.004], axis=1)
        s.part(
            f"lid_{side}",
            shapes.moved(shapes.tube(arc, 0.004, segments=6), ball),
            Material(face.DARK, 0.5),
            f"lid_{side}",
        )
    s.paint((1.0, 0.82, 0.66), paint.beyond((0, 0, z - 0.02), (0.35, 0, -1)))
    points = []
    for a in np.linspace(-0.45, 0.45, 9):
        point, _ = s.surface((0, 0, z), (float(np.cos(a)), float(np.sin(a)), -0.02 + 0.35 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.004, segments=6), Material(face.DARK, 0.5), "head")
    _legs(s, (0.03, -0.02, -0.07), 0.13, z - 0.02, 0.16, z + 0.05, 0.017, (0.84, 0.24, 0.14), spread=0.5)
    return {"legs": 3.0, "leg_m": 0.12, "belly_m": 0.05, "height_m": 0.24, "eye_m": 0.03, "voice": "crab", "mass": 0.8}


def _spider(s: Sculpt) -> Traits:
    z = 0.12
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.03, 0, z))
    s.egg((-0.085, 0, z + 0.03), (0.105, 0.095, 0.09), "centre")
    s.egg((0.055, 0, z), (0.075, 0.075, 0.066), "head", blend=0.02)
    s.paint((0.85, 0.3, 0.3), paint.within(paint.egg((-0.1, 0, z + 0.12), (0.05, 0.04, 0.05))))
    face.eyes(s, head=(0.055, 0, z), azimuth=0.36, elevation=0.25, radius_m=0.03, white=True, bulge=0.65)
    for side, sign in SIDES:
        small = shapes.moved(face.bead((0.013, 0.013, 0.013)), (0.1, sign * 0.058, z + 0.042))
        s.part(f"small_{side}", small, Material(face.DARK, 0.1), "head")
    fangs = [
        face.cone((0.125, y, z - 0.025), (0.128, y * 0.8, z - 0.055), 0.011, tip=0.3, segments=8)
        for y in (-0.016, 0.016)
    ]
    s.part("fangs", shapes.join(fangs), Material(WHITE, 0.3), "head")
    _legs(
        s,
        (0.075, 0.035, -0.005, -0.045),
        0.05,
        z - 0.01,
        0.23,
        z + 0.1,
        0.0135,
        _shade(s.main, 0.7),
        spread=0.5,
    )
    return {
        "legs": 4.0,
        "leg_m": 0.13,
        "belly_m": 0.05,
        "height_m": 0.22,
        "eye_m": 0.03,
        "voice": "spider",
        "mass": 0.2,
    }


def _ladybird(s: Sculpt) -> Traits:
    z = 0.06
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.06, 0, z))
    s.egg((-0.01, 0, z + 0.008), (0.098, 0.082, 0.07), "centre")
    s.egg((0.085, 0, z), (0.045, 0.05, 0.043), "head", blend=0.01)
    s.paint(BLACK, paint.spots((-0.12, -0.1, 0.06), (0.05, 0.1, 0.16), 11, 0.0175, seed=6, wobble=0.0))
    s.paint(BLACK, lambda p: np.asarray(np.maximum(np.abs(p[:, 1]) - 0.0035, -(p[:, 2] - z))))
    s.paint(
        BLACK, paint.either(paint.beyond((0, 0, z - 0.018), (0, 0, -1)), paint.beyond((0.056, 0, z), (1, 0, -0.15)))
    )
    _plain_face(s, (0.085, 0, z), 0.019, 0.55, 0.25, smile=0.0)
    _feelers(s, (0.105, 0, z + 0.035), 0.055, 0.004, BLACK)
    for side, sign in SIDES:
        s.bone(f"wing_{side}", "centre", (0.03, sign * 0.02, z + 0.075))
        s.bone(f"wing_low_{side}", "centre", (0.02, sign * 0.02, z + 0.07))
    _legs(s, (0.045, 0.0, -0.045), 0.05, z - 0.03, 0.045, z - 0.012, 0.008, BLACK, spread=0.4)
    return {
        "legs": 3.0,
        "leg_m": 0.035,
        "belly_m": 0.012,
        "height_m": 0.13,
        "eye_m": 0.019,
        "voice": "insect",
        "mass": 0.05,
        "wings": 1.0,
        "flap_hz": 9.0,
    }


def _ant(s: Sculpt) -> Traits:
    z = 0.07
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.05, 0, z + 0.015))
    s.egg((-0.085, 0, z + 0.01), (0.068, 0.05, 0.05), "centre")
    s.egg((0, 0, z), (0.042, 0.034, 0.034), "centre", blend=0.02)
    s.egg((0.085, 0, z + 0.025), (0.055, 0.056, 0.052), "head", blend=0.015)
    _plain_face(s, (0.085, 0, z + 0.025), 0.02, 0.6, 0.2, smile=0.4)
    _feelers(s, (0.11, 0, z + 0.065), 0.07, 0.0045, _shade(s.main, 0.7))
    _legs(s, (0.025, 0.0, -0.025), 0.028, z - 0.01, 0.085, z + 0.03, 0.0075, _shade(s.main, 0.7), spread=0.6)
    return {
        "legs": 3.0,
        "leg_m": 0.07,
        "belly_m": 0.03,
        "height_m": 0.13,
        "eye_m": 0.02,
        "voice": "insect",
        "mass": 0.05,
    }


def _bee(s: Sculpt) -> Traits:
    z = 0.085
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.05, 0, z + 0.01))
    s.blob((-0.07, 0, z - 0.005), (0.02, 0, z), 0.052, 0.066, "centre")
    s.blob((-0.11, 0, z - 0.012), (-0.145, 0, z - 0.018), 0.024, 0.008, "centre", blend=0.04)
    s.egg((0.085, 0, z + 0.012), (0.054, 0.058, 0.054), "head", blend=0.015)
    s.paint(BLACK, paint.within(paint.bands((1, 0, 0), 0.058, 0.46), paint.beyond((0.045, 0, 0), (-1, 0, 0))))
    _plain_face(s, (0.085, 0, z + 0.012), 0.022, 0.62, 0.18, smile=0.4)
    _feelers(s, (0.1, 0, z + 0.055), 0.06, 0.0042, BLACK)
    for side, sign in SIDES:
        for name, x, length, w in ((f"wing_{side}", 0.02, 0.115, 0.046), (f"wing_low_{side}", -0.015, 0.085, 0.036)):
            root = (x, sign * 0.025, z + 0.055)
            s.bone(name, "centre", root)
            blade = shapes.ellipsoid((length * 0.62, w, 0.004), rings=12, segments=24)
            way = np.array([-0.6, sign * 0.72, 0.42])
            s.part(
                name,
                shapes.moved(shapes.turned(blade, _blade(way)), np.array(root) + way * length * 0.58),
                Material((0.86, 0.94, 1.0), 0.12, opacity=0.75),
                name,
            )
    _legs(s, (0.03, 0.0, -0.03), 0.03, z - 0.05, 0.028, z - 0.062, 0.006, BLACK, spread=0.3)
    return {
        "legs": 3.0,
        "leg_m": 0.03,
        "belly_m": 0.012,
        "height_m": 0.17,
        "eye_m": 0.022,
        "voice": "bee",
        "mass": 0.05,
        "wings": 1.0,
        "flap_hz": 9.0,
    }


def _blade(way: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A rotation laying a flat oval's long axis along `way`, its face as level as can be."""
    x = way / np.linalg.norm(way)
    y = np.cross([0.0, 0.0, 1.0], x)
    y /= np.linalg.norm(y)
    return np.column_stack([x, y, np.cross(x, y)])


def _butterfly(s: Sculpt) -> Traits:
    z = 0.075
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0.045, 0, z + 0.012))
    s.blob((-0.09, 0, z - 0.012), (0.03, 0, z), 0.014, 0.026, "centre")
    s.egg((0.065, 0, z + 0.015), (0.036, 0.037, 0.035), "head", blend=0.015)
    body: Rgb = (0.2, 0.14, 0.13)
    s.paint(body, paint.beyond((0, 0, 5.0), (0, 0, -1)))
    _plain_face(s, (0.065, 0, z + 0.015), 0.0145, 0.62, 0.2, smile=0.4)
    _feelers(s, (0.08, 0, z + 0.042), 0.075, 0.0035, body)
    for side, sign in SIDES:
        for name, x, tip, r1 in (
            (f"wing_{side}", 0.015, (0.095, 0.2), 0.072),
            (f"wing_low_{side}", -0.03, (-0.13, 0.125), 0.058),
        ):
            root = (x, sign * 0.014, z + 0.018)
            s.bone(name, "centre", root)
            tilt = _blade(np.array([tip[0] - x, sign * tip[1], 0.02]))
            middle = np.array([(tip[0] + x) / 2 + (tip[0] - x) * 0.14, sign * tip[1] * 0.62, z + 0.026])
            long = float(np.hypot(tip[0] - x, tip[1])) * 0.56
            wide = r1 * 1.02
            for layer, (grow, colour, tint) in enumerate(((1.0, BLACK, None), (0.82, s.main, "main"))):
                blade = shapes.ellipsoid((long * grow, wide * grow, 0.005 + 0.0015 * layer), rings=12, segments=32)
                s.part(
                    f"{name}_{layer}",
                    shapes.moved(shapes.turned(blade, tilt), middle),
                    Material(colour, 0.5, sheen=0.2),
                    name,
                    tint,
                )
            dots = [
                shapes.moved(
                    shapes.ellipsoid((q, q, 0.0075), rings=8, segments=14),
                    middle + tilt @ np.array([u * long, v * wide, 0.0]),
                )
                for u, v, q in ((0.86, 0.12, 0.0115), (0.72, 0.52, 0.0095), (0.74, -0.45, 0.0095))
            ]
            s.part(f"{name}_dots", shapes.join(dots), Material(WHITE, 0.5), name)
    _legs(s, (0.02, 0.0, -0.02), 0.012, z - 0.02, 0.03, z - 0.03, 0.0045, body, spread=0.3)
    return {
        "legs": 3.0,
        "leg_m": 0.05,
        "belly_m": 0.045,
        "height_m": 0.13,
        "eye_m": 0.0145,
        "voice": "none",
        "mass": 0.02,
        "wings": 1.0,
        "flap_hz": 3.2,
        "wing_style": "flutter",
    }


def _snake(s: Sculpt) -> Traits:
    r, count, pitch = 0.046, 12, 0.105
    s.bone("centre", None, (0.25, 0, r))
    s.bone("neck_0", "centre", (0.28, 0, r))
    s.bone("neck_1", "neck_0", (0.37, 0, r))
    s.bone("head", "neck_1", (0.47, 0, r * 1.1))
    names = ["centre"]
    for k in range(1, count + 1):
        names.append(s.bone(f"seg_{k}", names[-1], (0.25 - pitch * k, 0, r)))
    ends = [s.at(n) for n in names]
    ends.append((ends[-1][0] - pitch * 1.2, 0, r * 0.4))
    for k in range(count + 1):
        u = k / (count + 1)
        ra, rb = (
            r * (1.05 - 0.85 * max(u - 0.35, 0) / 0.65),
            r * (1.05 - 0.85 * max(u + 1 / (count + 1) - 0.35, 0) / 0.65),
        )
        s.blob(ends[k], ends[k + 1], ra, max(rb, 0.006), names[k], names[min(k + 1, count)], blend=0.008)
    s.blob((0.25, 0, r), (0.37, 0, r), r * 1.05, r * 0.92, "centre", "neck_1", blend=0.008)
    s.blob((0.37, 0, r), (0.47, 0, r), r * 0.92, r * 0.9, "neck_1", "head", blend=0.008)
    s.egg((0.535, 0, r * 1.25), (0.088, 0.078, 0.058), "head", blend=0.02)
    s.paint((0.98, 0.85, 0.3), paint.within(paint.bands((1, 0, 0), 0.15, 0.34), paint.beyond((0.44, 0, 0), (-1, 0, 0))))
    s.paint((0.94, 0.93, 0.66), paint.beyond((0, 0, r * 0.52), (0.05, 0, -1)))
    face.eyes(
        s,
        head=(0.535, 0, r * 1.3),
        azimuth=0.75,
        elevation=0.5,
        radius_m=0.025,
        iris=(0.98, 0.8, 0.2),
        slit=True,
        bulge=0.55,
    )
    s.bone("tongue", "head", (0.6, 0, r * 1.1))
    fork = [
        shapes.tube(np.array([(0.585, 0, r * 1.0), (0.65, 0, r * 1.0), (0.685, y, r * 1.02)]), 0.006, segments=6)
        for y in (-0.016, 0.016)
    ]
    s.part("tongue", shapes.join(fork), Material((0.9, 0.2, 0.3), 0.4), "tongue")
    points = []
    for a in np.linspace(-0.95, 0.95, 15):
        point, _ = s.surface((0.535, 0, r * 1.25), (float(np.cos(a)), float(np.sin(a)), -0.2 + 0.14 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.003, segments=6), Material(face.DARK, 0.5), "head")
    return {
        "legs": 0.0,
        "leg_m": 0.05,
        "belly_m": 0.0,
        "height_m": 0.1,
        "length_m": 1.7,
        "eye_m": 0.025,
        "voice": "snake",
        "mass": 2.0,
    }


def _snail(s: Sculpt) -> Traits:
    s.bone("centre", None, (0, 0, 0.03))
    s.bone("foot", "centre", (0, 0, 0.03))
    s.bone("shell", "centre", (-0.03, 0, 0.06))
    s.bone("neck_0", "centre", (0.07, 0, 0.04))
    s.bone("head", "neck_0", (0.12, 0, 0.09))
    s.blob((-0.15, 0, 0.012), (0.08, 0, 0.03), 0.012, 0.04, "foot", "neck_0", scale=(1, 1.15, 0.85))
    s.blob((0.08, 0, 0.035), (0.13, 0, 0.1), 0.042, 0.04, "neck_0", "head", blend=0.03)
    s.egg((0.145, 0, 0.115), (0.05, 0.048, 0.045), "head", blend=0.02)
    for side, sign in SIDES:
        s.bone(f"stalk_{side}", "head", (0.145, sign * 0.022, 0.15))
        s.blob((0.145, sign * 0.022, 0.14), (0.16, sign * 0.042, 0.205), 0.012, 0.01, f"stalk_{side}", blend=0.012)
        ball = (0.163, sign * 0.044, 0.22)
        s.bone(f"eye_{side}", f"stalk_{side}", ball)
        s.bone(f"lid_{side}", f"stalk_{side}", ball)
        s.part(f"eye_{side}", shapes.moved(face.bead((0.025, 0.025, 0.025)), ball), Material(WHITE, 0.1), f"eye_{side}")
        s.part(
            f"pupil_{side}",
            shapes.moved(face.bead((0.012, 0.0165, 0.0165)), (ball[0] + 0.0165, ball[1], ball[2])),
            Material(face.DARK, 0.1),
            f"eye_{side}",
        )
        s.part(
            f"glint_{side}",
            shapes.moved(face.bead((0.0035, 0.005, 0.005)), (ball[0] + 0.027, ball[1] - 0.004, ball[2] + 0.007)),
            Material(WHITE, 0.2, emission=0.5),
            f"eye_{side}",
        )
        arc = np.stack([0.01 - 0.003 * (a := np.linspace(-1, 1, 7)) ** 2, a * 0.016, 0.005 * a**2 - 0.003], axis=1)
        s.part(
            f"lid_{side}",
            shapes.moved(shapes.tube(arc, 0.0035, segments=6), ball),
            Material(face.DARK, 0.5),
            f"lid_{side}",
        )
    t = np.linspace(0, 2.35 * 2 * np.pi, 70)
    grow = (t / t[-1]) ** 1.15
    radius = 0.008 + 0.062 * grow
    line = np.stack(
        [-0.035 - radius * np.cos(t + 2.4), 0.028 * (1 - grow), 0.12 + radius * np.sin(t + 2.4) * 0.98], axis=1
    )
    coil = shapes.tube(line, 0.012 + 0.034 * grow, segments=16)
    middle = coil.positions
    ring = np.abs(((np.arctan2(middle[:, 2] - 0.12, middle[:, 0] + 0.035) * 3 / np.pi) % 1.0) - 0.5)
    swirl: Mesh = shapes.painted(
        coil, np.where((ring > 0.32)[:, None], np.array([0.62, 0.32, 0.16]), np.array([0.86, 0.55, 0.28]))
    )
    core = shapes.moved(face.bead((0.075, 0.03, 0.075)), (-0.035, 0, 0.12))
    s.part(
        "shell",
        shapes.join([swirl, shapes.painted(core, (0.62, 0.32, 0.16))]),
        Material((1, 1, 1), 0.25),
        "shell",
        "shell",
    )
    _snail_smile(s)
    return {
        "legs": 0.0,
        "leg_m": 0.05,
        "belly_m": 0.0,
        "height_m": 0.2,
        "length_m": 0.35,
        "eye_m": 0.025,
        "voice": "snail",
        "mass": 0.1,
    }


def _snail_smile(s: Sculpt) -> None:
    points = []
    for a in np.linspace(-0.5, 0.5, 9):
        point, _ = s.surface((0.145, 0, 0.115), (float(np.cos(a)), float(np.sin(a)), -0.2 + 0.45 * float(a) ** 2))
        points.append(point)
    s.part("smile", shapes.tube(np.array(points), 0.0026, segments=6), Material(face.DARK, 0.5), "head")


def _octopus(s: Sculpt) -> Traits:
    z = 0.2
    s.bone("centre", None, (0, 0, z))
    s.bone("head", "centre", (0, 0, z + 0.04))
    s.egg((-0.03, 0, z + 0.2), (0.165, 0.155, 0.17), "head")
    s.egg((0.02, 0, z + 0.06), (0.125, 0.13, 0.1), "centre", blend=0.06)
    for k in range(8):
        a = 2 * np.pi * (k + 0.5) / 8
        c, q = float(np.cos(a)), float(np.sin(a))
        at = [
            (0.09 * c, 0.09 * q, z - 0.02),
            (0.2 * c, 0.2 * q, 0.07),
            (0.31 * c, 0.31 * q, 0.035),
            (0.42 * c, 0.42 * q, 0.05),
        ]
        for j in range(3):
            s.bone(f"arm_{k}_{j}", "centre" if j == 0 else f"arm_{k}_{j - 1}", at[j])
        radii = (0.055, 0.042, 0.032, 0.014)
        for j in range(3):
            s.blob(at[j], at[j + 1], radii[j], radii[j + 1], f"arm_{k}_{j}", f"arm_{k}_{min(j + 1, 2)}", blend=0.035)
    s.paint(_shade(s.main, 1.3), paint.beyond((0, 0, 0.045), (0, 0, -1)))
    s.paint(
        _shade(s.main, 0.8),
        paint.within(
            paint.spots((-0.2, -0.17, z + 0.2), (0.06, 0.17, z + 0.4), 10, 0.025, seed=8, wobble=0.0),
            paint.beyond((0.05, 0, 0), (-1, 0, 0.3)),
        ),
    )
    _plain_face(s, (0.0, 0, z + 0.11), 0.047, 0.5, 0.16, smile=0.3, drop=-0.3)
    return {
        "legs": 0.0,
        "leg_m": 0.2,
        "belly_m": 0.06,
        "height_m": 0.55,
        "length_m": 0.8,
        "eye_m": 0.047,
        "voice": "octopus",
        "mass": 4.0,
    }


COATS: dict[str, tuple[Rgb, ...]] = {
    "crab": ((0.93, 0.3, 0.17),),
    "spider": ((0.28, 0.24, 0.32),),
    "ladybird": ((0.9, 0.13, 0.1),),
    "ant": ((0.5, 0.25, 0.16),),
    "bee": ((0.98, 0.76, 0.14),),
    "butterfly": ((0.97, 0.55, 0.12), (0.25, 0.55, 0.95), (0.93, 0.35, 0.62)),
    "snake": ((0.3, 0.64, 0.25),),
    "snail": ((0.9, 0.78, 0.52),),
    "octopus": ((0.93, 0.42, 0.5), (0.62, 0.42, 0.8)),
}
MAKERS: dict[str, Callable[[Sculpt], Traits]] = {
    "crab": _crab,
    "spider": _spider,
    "ladybird": _ladybird,
    "ant": _ant,
    "bee": _bee,
    "butterfly": _butterfly,
    "snake": _snake,
    "snail": _snail,
    "octopus": _octopus,
}
_SPEED = {
    "crab": (0.35, 1.0),
    "spider": (0.3, 1.0),
    "butterfly": (0.5, 1.5),
    "bee": (0.8, 2.5),
    "ladybird": (0.1, 0.4),
    "ant": (0.15, 0.5),
    "snake": (0.4, 1.2),
    "snail": (0.03, 0.08),
    "octopus": (0.3, 1.2),
}


def build(species: str, colour: Rgb) -> Body:
    s = Sculpt(colour, 0.012, roughness=0.35, sheen=0.1, vertices=2000 if species not in ("octopus", "snake") else 3000)
    if species == "octopus":
        s.softness_m = 0.02
    found = MAKERS[species](s)
    mass = float(found.pop("mass"))
    walk, run = _SPEED[species]
    x, y, z = s.at("head")
    tall = float(found["height_m"])
    s.anchors.update(
        {
            "head_top": (x, y, tall),
            "mouth": (x + 0.05, 0.0, z),
            "back": (0.0, 0.0, tall * 0.8),
            "seat": (0.0, 0.0, tall * 0.8),
        }
    )
    s.hull("centre", "ball", (tall * 0.4,), s.at("centre"))
    traits: Traits = {"walk_ms": walk, "run_ms": run, "voice_pitch": 1.6, "voice_size": 0.5, "length_m": 0.3, **found}
    return s.body(species, rig="crawler", mass_kg=mass, traits=traits)
