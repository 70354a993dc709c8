"""A toy robot on the same skeleton as people: shell body, jointed limbs, a screen face with glowing eyes.

Knows nothing of clothes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Mesh, Rgb
from .cloth import body_shell, skin_torso
from .figure import Figure, torso_front
from .limbs import arm_shell, foot_loft, hand, leg_shell
from .piece import Piece, on_bone, shade_of

SHELLS: tuple[Rgb, ...] = (
    (0.86, 0.88, 0.92),
    (0.95, 0.60, 0.15),
    (0.25, 0.62, 0.85),
    (0.55, 0.80, 0.40),
    (0.85, 0.30, 0.30),
)
JOINT: Rgb = (0.22, 0.24, 0.28)
GLOW: Rgb = (0.25, 0.95, 1.0)


def robot_pieces(f: Figure, colour: Rgb | None, seed: int) -> list[Piece]:
    """Every piece of a robot whose shell is `colour` (None: by seed)."""
    shell = colour or SHELLS[int(np.random.default_rng([seed, 41]).integers(len(SHELLS)))]
    h, k = f.height, f.head
    head = f.bone("head")
    c = np.asarray(f.head_centre)
    out = [
        on_bone(
            shapes.box((0.90 * k, 1.08 * k, 0.88 * k), bevel_m=0.20 * k, centre=_v(c)), head, shell, "vinyl", "clothes"
        ),
        on_bone(
            shapes.box(
                (0.12 * k, 0.86 * k, 0.62 * k), bevel_m=0.055 * k, centre=_v(c + np.array([0.42 * k, 0, -0.01 * k]))
            ),
            head,
            (0.05, 0.07, 0.10),
            "gloss",
        ),
        on_bone(
            shapes.tube(
                np.array([c + np.array([0, 0, 0.42 * k]), c + np.array([0, 0, 0.66 * k])]), 0.028 * k, segments=8
            ),
            head,
            JOINT,
            "metal",
        ),
        on_bone(
            shapes.ellipsoid((0.075 * k,) * 3, centre=_v(c + np.array([0, 0, 0.68 * k])), rings=10, segments=16),
            head,
            (1.0, 0.25, 0.15),
            "glow",
        ),
    ]
    neck = np.array([[0.0, 0.0, f.neck_z - 0.03 * h], [0.0, 0.0, f.neck_z + 0.07 * h]])
    out.append(on_bone(shapes.tube(neck, 0.045 * h, segments=18), f.bone("neck"), JOINT, "metal"))
    for s, side in ((1.0, "left"), (-1.0, "right")):
        ear = shapes.ellipsoid(
            (0.17 * k, 0.075 * k, 0.17 * k), centre=_v(c + np.array([0, s * 0.55 * k, 0.02 * k])), rings=10, segments=18
        )
        out.append(on_bone(ear, head, JOINT, "metal"))
        eye_at = c + np.array([0.482 * k, s * 0.19 * k, 0.06 * k])
        out.append(
            on_bone(
                shapes.ellipsoid((0.018 * k, 0.095 * k, 0.125 * k), centre=_v(eye_at), rings=10, segments=18),
                f.bone(f"eye_{side}"),
                GLOW,
                "glow",
            )
        )
        lid = shapes.ellipsoid(
            (0.03 * k, 0.12 * k, 0.02 * k), centre=_v(eye_at + np.array([0.0, 0, 0.17 * k])), rings=8, segments=14
        )
        out.append(on_bone(lid, f.bone(f"brow_{side}"), GLOW, "glow"))
        out.append(Piece(arm_shell(f, s, -0.02, 1.04, caps=(True, True)), shade_of(JOINT, 1.3), "vinyl"))
        out.append(Piece(arm_shell(f, s, 0.06, 0.42, offset=0.010 * h, caps=(True, True)), shell, "vinyl", "clothes"))
        out.append(
            Piece(
                arm_shell(f, s, 0.58, 0.95, offset=0.014 * h, flare=0.008 * h, caps=(True, True)),
                shell,
                "vinyl",
                "clothes",
            )
        )
        out.append(Piece(hand(f, s, scale=1.15), JOINT, "vinyl"))
        at = f.joint(f"shoulder_{side}")
        out.append(
            on_bone(
                shapes.ellipsoid((0.052 * h,) * 3, centre=_v(at), rings=12, segments=18),
                f.bone(f"shoulder_{side}"),
                shell,
                "vinyl",
                "clothes",
            )
        )
        out.append(Piece(leg_shell(f, s, -0.02, 1.02), shade_of(JOINT, 1.3), "vinyl"))
        out.append(Piece(leg_shell(f, s, 0.08, 0.40, offset=0.008 * h, caps=(True, True)), shell, "vinyl", "clothes"))
        out.append(
            Piece(
                leg_shell(f, s, 0.58, 0.98, offset=0.012 * h, flare=0.010 * h, caps=(True, True)),
                shell,
                "vinyl",
                "clothes",
            )
        )
        out.append(Piece(foot_loft(f, s, offset=0.010 * h), shade_of(shell, 0.75), "vinyl"))
    out.append(
        Piece(
            body_shell(f, f.hip_z + 0.07 * h, f.neck_z - 0.01 * h, offset=0.016 * h, straight=0.6, cap_low=True),
            shell,
            "vinyl",
            "clothes",
        )
    )
    out.append(
        Piece(
            body_shell(f, f.crotch_z, f.hip_z + 0.05 * h, offset=0.010 * h, flare=-0.1, cap_low=True, cap_top=True),
            shade_of(shell, 0.75),
            "vinyl",
        )
    )
    out.append(Piece(body_shell(f, f.hip_z, f.hip_z + 0.12 * h, offset=0.002 * h), JOINT, "metal"))
    z = float(f.joint("chest")[2]) + 0.005 * h
    x = float(torso_front(f, np.array(0.0), np.array(z))) + 0.016 * h
    out.append(
        Piece(
            skin_torso(f, shapes.box((0.02 * h, 0.11 * h, 0.085 * h), bevel_m=0.009 * h, centre=(x, 0, z))),
            JOINT,
            "vinyl",
        )
    )
    for y, colour_of in ((-0.03, (1.0, 0.3, 0.2)), (0.0, (1.0, 0.8, 0.2)), (0.03, (0.3, 0.95, 0.5))):
        out.append(
            Piece(
                skin_torso(
                    f,
                    shapes.ellipsoid(
                        (0.008 * h, 0.010 * h, 0.010 * h),
                        centre=(x + 0.011 * h, y * h, z + 0.016 * h),
                        rings=6,
                        segments=12,
                    ),
                ),
                colour_of,
                "glow",
            )
        )
    return out + _mouth(f)


def _mouth(f: Figure) -> list[Piece]:
    """A glowing line whose lower edge follows the jaw."""
    k = f.head
    c = np.asarray(f.head_centre)
    columns = np.linspace(-1, 1, 15)
    rows = np.array([0.0, 0.3, 0.7, 1.0])
    y = columns[None] * 0.20 * k + 0 * rows[:, None]
    z = (-0.20 + 0.05 * columns[None] ** 2 - 0.045 * rows[:, None]) * k
    pts = np.stack([np.full(y.shape, 0.486 * k), y, z], -1) + c
    m: Mesh = shapes.grid(pts)
    if float(m.normals[:, 0].mean()) < 0:
        m = shapes.grid(pts[:, ::-1])
        column = np.tile(columns[::-1], 4)
    else:
        column = np.tile(columns, 4)
    row = np.repeat(rows, 15)
    jaw = row * np.sqrt(np.clip(1 - column**2, 0, 1))
    bones = np.array([f.bone("mouth"), f.bone("jaw"), 0, 0])
    return [
        Piece(
            shapes.bound(m, np.tile(bones, (len(row), 1)), np.stack([1 - jaw, jaw, 0 * jaw, 0 * jaw], 1)), GLOW, "glow"
        )
    ]


def _v(p: object) -> tuple[float, float, float]:
    x, y, z = np.asarray(p, dtype=np.float64)
    return float(x), float(y), float(z)
