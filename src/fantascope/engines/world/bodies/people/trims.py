"""What is sewn on a top: buttons, zips, belts, badges, numbers, fur; one word of the wardrobe each.

Knows nothing of costumes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Rgb
from .cloth import band, buttons, front_points, lettering, skin_torso, stripe
from .collars import collar, hem_ring, lapels
from .figure import Figure
from .limbs import arm_shell
from .piece import Piece, on_bone, shade_of
from .wardrobe import BLACK, GOLD, LEATHER, STEEL, WHITE, Top


def trim(f: Figure, word: str, colour: Rgb, accent: Rgb, off: float, low: float, g: Top, number: str) -> list[Piece]:
    h = f.height
    chest = float(f.joint("chest")[2])
    top = f.neck_z - 0.01 * h
    proud = off + 0.002 * h
    dark, light = shade_of(colour, 0.62), shade_of(colour, 1.45)
    span = np.linspace(chest + 0.02 * h, max(low + 0.04 * h, f.crotch_z + 0.03 * h), 4)
    match word:
        case "buttons":
            return [
                Piece(
                    stripe(
                        f, [(0, top - 0.03 * h), (0, low + 0.02 * h)], 0.022 * h, off + 0.002 * h, thickness=0.006 * h
                    ),
                    light,
                    "cloth",
                ),
                *buttons(f, list(span), 0.0085 * h, proud, WHITE),
            ]
        case "low_buttons":
            return buttons(f, [f.hip_z + 0.05 * h, f.hip_z + 0.10 * h], 0.010 * h, proud, BLACK, finish="gloss")
        case "snaps":
            zs = list(np.linspace(chest + 0.05 * h, low + 0.06 * h, 5))
            return [
                Piece(
                    stripe(f, [(0, top), (0, low + 0.01 * h)], 0.040 * h, off + 0.005 * h, thickness=0.010 * h),
                    shade_of(colour, 0.84),
                    g.finish,
                ),
                *buttons(f, zs, 0.0105 * h, proud + 0.010 * h, (0.25, 0.25, 0.28), finish="gloss"),
            ]
        case "double_buttons":
            return [
                b
                for y in (-0.032 * h, 0.032 * h)
                for b in buttons(f, list(span[:3]), 0.0095 * h, proud, dark if colour[0] < 0.9 else (0.2, 0.2, 0.25), y)
            ]
        case "zip":
            return [
                Piece(
                    stripe(f, [(0, top), (0, low + 0.01 * h)], 0.014 * h, off, thickness=0.006 * h),
                    (0.75, 0.75, 0.78),
                    "metal",
                )
            ]
        case "cuffs":
            return [
                Piece(
                    arm_shell(
                        f, s, g.sleeve - 0.09, g.sleeve + 0.01, offset=off + 0.003 * h, caps=(False, False), hem=0.006
                    ),
                    dark,
                    g.finish,
                )
                for s in (1.0, -1.0)
            ] + [Piece(band(f, low + 0.016 * h, 0.03 * h, off), dark, g.finish)]
        case "fur_cuffs":
            return [
                Piece(
                    arm_shell(
                        f, s, g.sleeve - 0.10, g.sleeve + 0.01, offset=off + 0.010 * h, caps=(False, False), hem=0.012
                    ),
                    WHITE,
                    "plush",
                )
                for s in (1.0, -1.0)
            ] + [Piece(hem_ring(f, low, g, 0.020 * h), WHITE, "plush")]
        case "fur_front":
            return [
                Piece(
                    stripe(f, [(0, top), (0, f.hip_z), (0, low + 0.01 * h)], 0.058 * h, off, thickness=0.022 * h),
                    WHITE,
                    "plush",
                ),
                Piece(hem_ring(f, low, g, 0.018 * h), WHITE, "plush"),
            ]
        case "hem_trim":
            return [Piece(hem_ring(f, low + 0.005 * h, g, 0.010 * h), light, "cloth")]
        case "belt":
            z = f.hip_z + (0.075 if g.hem > -0.1 else 0.085) * h
            buckle = front_points(f, np.array([[0.0, z]]), off + 0.012 * h)[0]
            return [
                Piece(
                    band(f, z, 0.034 * h, off + 0.003 * h, 0.004 * h),
                    BLACK if colour[2] > 0.3 or g.collar == "fur" else LEATHER,
                    "vinyl",
                ),
                Piece(
                    skin_torso(
                        f, shapes.box((0.012 * h, 0.046 * h, 0.040 * h), bevel_m=0.005 * h, centre=(buckle[0], 0.0, z))
                    ),
                    GOLD,
                    "metal",
                ),
            ]
        case "sash":
            return [
                Piece(
                    band(f, f.hip_z + 0.34 * (f.neck_z - f.hip_z), 0.036 * h, off + 0.002 * h, 0.003 * h),
                    accent,
                    "cloth",
                )
            ]
        case "number":
            out = [Piece(m, WHITE, "cloth") for m in lettering(f, number, chest + 0.015 * h, 0.085 * h, proud)]
            return out + [
                Piece(m, WHITE, "cloth") for m in lettering(f, number, chest + 0.02 * h, 0.11 * h, proud, back=True)
            ]
        case "edging":
            return [Piece(band(f, low + 0.012 * h, 0.018 * h, off), WHITE, "cloth")] + [
                Piece(
                    arm_shell(f, s, -0.14, -0.05, offset=off - 0.001 * h, caps=(False, False), hem=0.008),
                    WHITE,
                    "cloth",
                )
                for s in (1.0, -1.0)
            ]
        case "stripes":
            out = []
            for y in np.linspace(-0.07, 0.07, 5) * h:
                for back in (False, True):
                    out.append(
                        Piece(
                            stripe(
                                f,
                                [(y, chest + 0.05 * h), (y, f.hip_z), (y, low + 0.015 * h)],
                                0.009 * h,
                                off,
                                back=back,
                                thickness=0.003 * h,
                            ),
                            light,
                            "cloth",
                        )
                    )
            return out
        case "side_stripes":
            return [
                Piece(
                    stripe(f, [(s * 0.06 * h, chest + 0.05 * h), (s * 0.055 * h, f.hip_z)], 0.020 * h, off),
                    accent,
                    "vinyl",
                )
                for s in (1, -1)
            ]
        case "pocket":
            z = f.hip_z + 0.045 * h
            return [
                Piece(
                    stripe(
                        f, [(-0.055 * h, z), (0, z + 0.004 * h), (0.055 * h, z)], 0.055 * h, off, thickness=0.008 * h
                    ),
                    dark,
                    g.finish,
                )
            ]
        case "pockets":
            z = f.hip_z + 0.012 * h
            return [
                Piece(
                    stripe(
                        f, [(s * 0.035 * h, z), (s * 0.082 * h, z)], 0.045 * h, off + 0.003 * h, thickness=0.010 * h
                    ),
                    shade_of(colour, 0.9),
                    g.finish,
                )
                for s in (1, -1)
            ]
        case "reflectors":
            out = [
                Piece(band(f, z, 0.024 * h, off + 0.001 * h, 0.003 * h), (0.95, 0.92, 0.35), "vinyl")
                for z in (chest - 0.01 * h, f.hip_z + 0.05 * h)
            ]
            return out + [
                Piece(
                    arm_shell(f, s, 0.70, 0.78, offset=off + 0.003 * h, caps=(False, False), hem=0.004),
                    (0.95, 0.92, 0.35),
                    "vinyl",
                )
                for s in (1.0, -1.0)
            ]
        case "badge":
            at = front_points(f, np.array([[0.05 * h, chest + 0.04 * h]]), proud)[0]
            return [
                Piece(
                    skin_torso(
                        f,
                        shapes.ellipsoid(
                            (0.006 * h, 0.017 * h, 0.020 * h), centre=(at[0], at[1], at[2]), rings=8, segments=10
                        ),
                    ),
                    GOLD,
                    "metal",
                )
            ]
        case "tie":
            return [
                Piece(
                    stripe(
                        f,
                        [(0, top - 0.012 * h), (0, chest), (0, f.hip_z + 0.11 * h)],
                        0.032 * h,
                        proud + 0.002 * h,
                        thickness=0.009 * h,
                    ),
                    BLACK,
                    "cloth",
                )
            ]
        case "epaulettes":
            out = []
            for s, side in ((1.0, "left"), (-1.0, "right")):
                at = f.joint(f"shoulder_{side}") + np.array([0, -s * 0.01 * h, f.limb * 1.12 + off])
                out.append(
                    on_bone(
                        shapes.ellipsoid(
                            (0.020 * h, 0.030 * h, 0.008 * h), centre=(at[0], at[1], at[2]), rings=8, segments=12
                        ),
                        f.bone("chest"),
                        GOLD,
                        "metal",
                    )
                )
            return out
        case "panel":
            z = chest - 0.005 * h
            at = front_points(f, np.array([[0.0, z]]), off + 0.006 * h)[0]
            box = shapes.box((0.05 * h, 0.105 * h, 0.075 * h), bevel_m=0.012 * h, centre=(at[0], 0.0, z))
            out = [Piece(skin_torso(f, box), (0.72, 0.74, 0.80), "vinyl")]
            for y, c in ((-0.030, (0.9, 0.15, 0.12)), (0.0, (0.15, 0.45, 0.95)), (0.030, (0.98, 0.75, 0.1))):
                b = shapes.ellipsoid(
                    (0.009 * h, 0.011 * h, 0.011 * h),
                    centre=(at[0] + 0.026 * h, y * h, z + 0.012 * h),
                    rings=6,
                    segments=12,
                )
                out.append(Piece(skin_torso(f, b), c, "gloss"))
            for s in (1.0, -1.0):
                patch = arm_shell(f, s, 0.18, 0.27, offset=off + 0.002 * h, caps=(False, False), hem=0.004)
                out.append(Piece(patch, (0.85, 0.16, 0.14) if s > 0 else (0.15, 0.32, 0.75), "cloth"))
            return out
        case "puffy_rings":
            return [
                Piece(
                    arm_shell(f, s, t, t + 0.055, offset=off + 0.004 * h, caps=(False, False), hem=0.008),
                    (0.72, 0.75, 0.82),
                    "vinyl",
                )
                for s in (1.0, -1.0)
                for t in (0.50, 0.90)
            ]
        case "pauldrons":
            out = []
            for s, side in ((1.0, "left"), (-1.0, "right")):
                at = f.joint(f"shoulder_{side}") + np.array([0, s * 0.006 * h, 0.010 * h])
                out.append(
                    on_bone(
                        shapes.ellipsoid(
                            (0.058 * h, 0.056 * h, 0.056 * h), centre=(at[0], at[1], at[2]), rings=12, segments=18
                        ),
                        f.bone(f"shoulder_{side}"),
                        STEEL,
                        "metal",
                    )
                )
            ridge = stripe(f, [(0, top), (0, f.hip_z + 0.09 * h)], 0.018 * h, off, thickness=0.014 * h)
            return [*out, Piece(ridge, GOLD, "metal")]
        case "shirt":
            return [
                Piece(
                    collar(f, off, 0.026 * h, 0.012 * h), light if colour[0] < 0.9 else shade_of(colour, 0.93), "cloth"
                )
            ]
        case "roll":
            return [Piece(collar(f, off, 0.034 * h, 0.004 * h), dark if g.finish == "plush" else colour, g.finish)]
        case "fur":
            return [Piece(collar(f, off + 0.012 * h, 0.050 * h, 0.028 * h), WHITE, "plush")]
        case "ring":
            return [Piece(collar(f, off + 0.030 * h, 0.030 * h, 0.010 * h), (0.66, 0.70, 0.78), "metal")]
        case "lapels" | "suit" | "wrap":
            return lapels(f, word, colour, accent, off, top, chest)
        case "hood_down":
            ring = collar(f, off + 0.022 * h, 0.060 * h, 0.020 * h)
            return [Piece(ring, colour, g.finish, "clothes")]
        case "hood":
            return [Piece(collar(f, off, 0.030 * h, 0.016 * h), colour, g.finish, "clothes")]
        case _:
            return []
