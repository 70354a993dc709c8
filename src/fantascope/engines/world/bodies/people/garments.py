"""Build garments of the wardrobe on a figure: tops, legs and skirts, shoes, gloves.

Knows nothing of professions.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Mesh, Rgb
from .cloth import band, body_shell, buttons, skin_torso, stripe
from .collars import hem_z
from .figure import SIDES, Figure
from .limbs import arm_shell, foot_loft, hand, leg_shell
from .loft import loft, ribbon
from .piece import Piece, on_bone, shade_of
from .trims import trim
from .wardrobe import BOTTOMS, GOLD, LEATHER, SHOES, STEEL, TOPS, WHITE


def top_pieces(f: Figure, name: str, colour: Rgb, accent: Rgb, number: str) -> list[Piece]:
    """The trunk and sleeves of garment `name` in `colour`."""
    g = TOPS[name]
    tint = "clothes"
    out: list[Piece] = []
    low = hem_z(f, g.hem)
    high = f.neck_z - 0.006 * f.height
    off = g.offset * f.height / 1.75
    shell = body_shell(
        f, low, high, offset=off, flare=g.flare, straight=g.loose, cap_low="closed" in g.trim or name == "space_suit"
    )
    out.append(Piece(shell, colour, g.finish, tint))
    for sign in (1.0, -1.0):
        if g.sleeve > 0:
            wide = 0.030 * f.height if "wide_sleeves" in g.trim else 0.004 * f.height * (g.sleeve < 0.6)
            out.append(
                Piece(
                    arm_shell(f, sign, -0.06, g.sleeve, offset=off, flare=wide, hem=0.006, puff=g.puff * f.height),
                    colour,
                    g.finish,
                    tint,
                )
            )
    for word in (g.collar, *g.trim):
        if word is not None:
            out += trim(f, word, colour, accent, off, low, g, number)
    return out


def bottom_pieces(f: Figure, name: str, colour: Rgb, accent: Rgb, tint: str | None) -> list[Piece]:
    """Legs or skirt of garment `name`."""
    g = BOTTOMS[name]
    h = f.height
    off = g.offset * h / 1.75
    waist = f.hip_z + 0.26 * (f.neck_z - f.hip_z)
    out = [
        Piece(
            body_shell(f, f.crotch_z - 0.004 * h, waist, offset=min(off * 0.5, 0.0012 * h), flare=-0.10, cap_low=True),
            colour,
            g.finish,
            tint,
        )
    ]
    if g.skirt is not None:
        if "tutu" in g.trim:
            for k in range(3):
                z = f.hip_z + (0.02 - 0.014 * k) * h
                ring = np.stack([np.zeros(5), np.zeros(5), z - np.linspace(0, 0.05, 5) * h], 1)
                r = np.linspace(0.09, 0.23 - 0.02 * k, 5) * h
                out.append(
                    Piece(
                        skin_torso(f, loft(ring, [1, 0, 0], [0, 1, 0], r, r * 1.02, segments=30, hem_m=(0, 0.01))),
                        colour,
                        "plush",
                        tint,
                    )
                )
        else:
            out.append(
                Piece(
                    body_shell(f, hem_z(f, g.skirt), waist, offset=off, flare=0.34 if g.skirt > -0.6 else 0.2),
                    colour,
                    g.finish,
                    tint,
                )
            )
    elif g.leg > 0:
        for sign in (1.0, -1.0):
            out.append(
                Piece(
                    leg_shell(f, sign, -0.02, g.leg, offset=off, flare=g.flare * h, hem=0.008), colour, g.finish, tint
                )
            )
    for word in g.trim:
        if word == "belt":
            out.append(Piece(band(f, waist - 0.01 * h, 0.028 * h, off), LEATHER, "vinyl"))
        elif word == "puffy_rings":
            out += [
                Piece(
                    leg_shell(f, s, t, t + 0.06, offset=off + 0.004 * h, caps=(False, False), hem=0.008),
                    (0.72, 0.75, 0.82),
                    "vinyl",
                )
                for s in (1.0, -1.0)
                for t in (0.46,)
            ]
        elif word == "knees":
            for side in SIDES:
                k = f.joint(f"knee_{side}") + np.array([0.030 * h, 0, 0])
                out.append(
                    on_bone(
                        shapes.ellipsoid(
                            (0.030 * h, 0.040 * h, 0.045 * h), centre=(k[0], k[1], k[2]), rings=10, segments=14
                        ),
                        f.bone(f"knee_{side}"),
                        STEEL,
                        "metal",
                    )
                )
        elif word == "bib":
            chest = float(f.joint("chest")[2])
            out.append(
                Piece(
                    stripe(f, [(0, waist - 0.02 * h), (0, chest + 0.03 * h)], 0.15 * h, 0.012 * h, thickness=0.010 * h),
                    colour,
                    "cloth",
                    tint,
                )
            )
            for s in (1.0, -1.0):
                for back in (False, True):
                    path = (
                        [(s * 0.052 * h, chest + 0.025 * h), (s * 0.050 * h, f.neck_z - 0.03 * h)]
                        if not back
                        else [(s * 0.02 * h, waist), (s * 0.050 * h, f.neck_z - 0.03 * h)]
                    )
                    out.append(
                        Piece(
                            stripe(f, path, 0.022 * h, 0.010 * h, back=back, thickness=0.008 * h), colour, "cloth", tint
                        )
                    )
                out += buttons(f, [chest + 0.022 * h], 0.010 * h, 0.020 * h, GOLD, s * 0.052 * h, "metal")
    return out


def shoe_pieces(f: Figure, name: str, colour: Rgb | None, skin: Rgb) -> list[Piece]:
    """Feet in shoe `name` (bare feet get toes)."""
    g = SHOES[name]
    h = f.height
    out: list[Piece] = []
    for sign, side in ((1.0, "left"), (-1.0, "right")):
        if g.bare:
            out.append(Piece(foot_loft(f, sign, width=0.92), skin, "skin", "skin"))
            toe = f.bone(f"toe_{side}")
            y0 = float(f.joint(f"foot_{side}")[1])
            for k, (y, r) in enumerate(((-0.085, 0.062), (-0.01, 0.048), (0.052, 0.044), (0.105, 0.040))):
                c = ((0.685 - 0.026 * k) * f.foot, y0 + sign * y * f.foot, r * f.foot)
                out.append(
                    on_bone(
                        shapes.ellipsoid(
                            (r * 1.3 * f.foot, r * f.foot * 0.95, r * f.foot), centre=c, rings=8, segments=10
                        ),
                        toe,
                        skin,
                        "skin",
                        "skin",
                    )
                )
            if name == "sandals":
                out.append(Piece(foot_loft(f, sign, offset=0.006 * h, top=0.24), g.colour, "vinyl"))
            continue
        c = colour or g.colour
        out.append(
            Piece(foot_loft(f, sign, offset=0.004 * h, length=g.size, width=0.96 + 0.2 * (g.size - 1)), c, g.finish)
        )
        out.append(
            Piece(
                foot_loft(f, sign, offset=0.009 * h, top=0.27, length=g.size, width=0.96 + 0.2 * (g.size - 1)),
                g.sole,
                "vinyl",
            )
        )
        if g.shaft > 0:
            out.append(
                Piece(leg_shell(f, sign, 1.0 - g.shaft, 1.06, offset=0.011 * h, caps=(False, True)), c, g.finish)
            )
            out.append(
                Piece(
                    leg_shell(
                        f,
                        sign,
                        1.0 - g.shaft - 0.03,
                        1.0 - g.shaft + 0.03,
                        offset=0.014 * h,
                        caps=(False, False),
                        hem=0.012,
                    ),
                    shade_of(c, 0.86),
                    g.finish,
                )
            )
        elif name == "sneakers":
            for k in range(3):
                x = (0.10 + 0.085 * k) * f.foot
                y0 = float(f.joint(f"foot_{side}")[1])
                top = f.ankle_z * (1.12 - 0.13 * k)
                lace = np.array(
                    [
                        [x, y0 - 0.075 * f.foot, top - 0.01 * h],
                        [x, y0, top + 0.008 * h],
                        [x, y0 + 0.075 * f.foot, top - 0.01 * h],
                    ]
                )
                out.append(
                    on_bone(
                        ribbon(lace, np.tile([0.3, 0, 1.0], (3, 1)), 0.010 * h, 0.008 * h),
                        f.bone(f"foot_{side}"),
                        WHITE,
                        "cloth",
                    )
                )
    return out


def hand_pieces(f: Figure, skin: Rgb, glove: Rgb | None, *, big: float = 1.0, finish: str = "cloth") -> list[Piece]:
    """Bare or gloved hands."""
    out = []
    for sign in (1.0, -1.0):
        if glove is None:
            out.append(Piece(hand(f, sign), skin, "skin", "skin"))
        else:
            out.append(Piece(hand(f, sign, scale=1.12 * big), glove, finish))
            out.append(
                Piece(
                    arm_shell(f, sign, 0.92, 1.03, offset=0.009 * f.height, caps=(False, True), hem=0.006),
                    shade_of(glove, 0.85),
                    finish,
                )
            )
    return out


def skin_arm(f: Figure, sign: float, covered: float) -> Mesh:
    """The bare arm below a sleeve that covers a fraction of it."""
    if covered >= 0.95:
        return arm_shell(f, sign, 0.85, 1.06, caps=(True, True))
    return arm_shell(f, sign, max(covered - 0.12, -0.04), 1.06, caps=(True, True))
