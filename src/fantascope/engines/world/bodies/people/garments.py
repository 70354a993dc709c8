"""The wardrobe: what each garment word puts on a figure.

Knows nothing of professions. A garment is data (slot, default colour, lengths) read by a small builder of its slot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import shapes
from ..types import Mesh, Rgb
from .cloth import band, body_shell, buttons, front_points, lettering, skin_torso, stripe
from .figure import SIDES, Figure, torso_ring
from .limbs import arm_shell, foot_loft, hand, leg_shell
from .loft import loft, ribbon
from .piece import Piece, on_bone, shade_of

WHITE: Rgb = (0.95, 0.95, 0.94)
BLACK: Rgb = (0.06, 0.06, 0.08)
GOLD: Rgb = (1.0, 0.78, 0.30)
STEEL: Rgb = (0.80, 0.82, 0.86)
LEATHER: Rgb = (0.36, 0.20, 0.11)
YELLOW: Rgb = (1.0, 0.78, 0.05)


@dataclass(frozen=True, slots=True)
class Top:
    """Worn on the trunk. sleeve: fraction of the arm covered; hem: −1 = crotch … metres follow height: the hem's height
    as a fraction between crotch (0) and waist (1), negative towards the ankles (−1)."""

    colour: Rgb | None = None
    sleeve: float = 0.42
    hem: float = 0.35
    offset: float = 0.0045
    loose: float = 0.0
    puff: float = 0.0
    flare: float = 0.12
    finish: str = "cloth"
    collar: str | None = None
    trim: tuple[str, ...] = ()
    over: bool = False
    """Worn over another top (a coat): hides it, sleeves included."""


TOPS: dict[str, Top] = {
    "t_shirt": Top(),
    "shirt": Top(sleeve=0.97, collar="shirt", trim=("buttons",)),
    "blouse": Top(sleeve=0.97, puff=0.010, collar="shirt"),
    "sweater": Top(sleeve=0.97, offset=0.009, collar="roll", trim=("cuffs",), finish="plush"),
    "hoodie": Top(sleeve=0.97, offset=0.011, collar="hood_down", trim=("cuffs", "pocket")),
    "tank_top": Top(sleeve=0.0),
    "jersey": Top(sleeve=0.0, offset=0.008, loose=0.5, trim=("number", "edging")),
    "football_shirt": Top(sleeve=0.45, offset=0.007, trim=("number",), collar="shirt"),
    "pyjamas": Top(
        (0.55, 0.72, 0.95), sleeve=0.97, hem=0.05, offset=0.008, loose=0.4, collar="shirt", trim=("stripes", "buttons")
    ),
    "jacket": Top(sleeve=0.98, hem=0.12, offset=0.012, collar="lapels", trim=("zip", "cuffs"), over=True),
    "suit": Top((0.13, 0.16, 0.25), sleeve=0.96, hem=0.0, offset=0.010, collar="suit", trim=("low_buttons",)),
    "coat": Top(
        (0.62, 0.40, 0.22),
        sleeve=0.98,
        hem=-0.42,
        offset=0.013,
        loose=0.6,
        flare=0.16,
        collar="lapels",
        trim=("double_buttons", "belt"),
        over=True,
    ),
    "lab_coat": Top(
        WHITE,
        sleeve=0.98,
        hem=-0.45,
        offset=0.012,
        loose=0.7,
        flare=0.12,
        collar="suit",
        trim=("low_buttons",),
        over=True,
    ),
    "raincoat": Top(
        YELLOW,
        sleeve=0.97,
        hem=-0.42,
        offset=0.015,
        loose=0.9,
        flare=0.22,
        finish="vinyl",
        collar="hood",
        trim=("snaps", "pockets"),
        over=True,
    ),
    "dress": Top(sleeve=0.24, hem=-0.42, offset=0.006, flare=0.42, puff=0.012, trim=("sash",)),
    "gown": Top(
        (0.95, 0.45, 0.66), sleeve=0.22, hem=-0.96, offset=0.007, flare=0.42, puff=0.022, trim=("sash", "hem_trim")
    ),
    "robe": Top(
        (0.30, 0.22, 0.62), sleeve=0.98, hem=-0.93, offset=0.012, flare=0.20, loose=0.6, trim=("sash", "wide_sleeves")
    ),
    "overall": Top((0.9, 0.45, 0.12), sleeve=0.97, hem=0.0, offset=0.011, loose=0.5, trim=("zip", "belt")),
    "space_suit": Top(
        (0.95, 0.95, 0.96),
        sleeve=0.98,
        hem=0.0,
        offset=0.026,
        loose=0.9,
        finish="cloth",
        collar="ring",
        trim=("panel", "puffy_rings"),
    ),
    "swimsuit": Top((0.90, 0.22, 0.30), sleeve=0.0, hem=0.04, offset=0.004, flare=-0.15, trim=("closed",)),
    "armour": Top(STEEL, sleeve=0.96, hem=0.10, offset=0.014, finish="metal", trim=("pauldrons", "belt")),
    "wetsuit": Top(
        (0.10, 0.12, 0.16), sleeve=0.97, hem=0.0, offset=0.005, finish="vinyl", trim=("zip", "side_stripes")
    ),
    "leotard": Top((0.85, 0.30, 0.62), sleeve=0.0, hem=0.04, offset=0.004, flare=-0.15, trim=("closed",)),
    "gi": Top(WHITE, sleeve=0.80, hem=0.0, offset=0.010, loose=0.6, collar="wrap", trim=("belt",)),
    "uniform": Top(
        (0.12, 0.20, 0.42),
        sleeve=0.97,
        hem=0.10,
        offset=0.008,
        collar="shirt",
        trim=("belt", "badge", "epaulettes", "tie"),
    ),
    "chef_jacket": Top(WHITE, sleeve=0.97, hem=0.0, offset=0.010, loose=0.5, collar="roll", trim=("double_buttons",)),
    "fire_jacket": Top(
        (0.80, 0.20, 0.10),
        sleeve=0.98,
        hem=-0.20,
        offset=0.016,
        loose=0.7,
        collar="roll",
        trim=("reflectors", "zip"),
        over=True,
    ),
    "fur_robe": Top(
        (0.72, 0.10, 0.16),
        sleeve=0.98,
        hem=-0.93,
        offset=0.015,
        flare=0.20,
        loose=0.7,
        collar="fur",
        trim=("fur_front", "wide_sleeves"),
        over=True,
    ),
    "santa_suit": Top(
        (0.84, 0.08, 0.10),
        sleeve=0.96,
        hem=-0.16,
        offset=0.022,
        loose=1.0,
        flare=0.16,
        collar="fur",
        trim=("fur_front", "fur_cuffs", "belt"),
    ),
}


@dataclass(frozen=True, slots=True)
class Bottom:
    """Worn on the legs. leg: fraction of the leg covered; skirt: hem between crotch (0) and ankles (−1), None = legs."""

    colour: Rgb | None = None
    leg: float = 0.97
    offset: float = 0.005
    flare: float = 0.006
    skirt: float | None = None
    finish: str = "cloth"
    trim: tuple[str, ...] = ()


BOTTOMS: dict[str, Bottom] = {
    "trousers": Bottom(),
    "jeans": Bottom((0.20, 0.32, 0.56)),
    "shorts": Bottom(leg=0.42, offset=0.009, flare=0.012),
    "basketball_shorts": Bottom(leg=0.56, offset=0.012, flare=0.020),
    "trunks": Bottom((0.15, 0.55, 0.80), leg=0.36, offset=0.008, flare=0.012),
    "briefs": Bottom(leg=0.0),
    "leggings": Bottom((0.15, 0.15, 0.2), offset=0.003, flare=0.0),
    "skirt": Bottom((0.82, 0.25, 0.35), skirt=-0.42),
    "long_skirt": Bottom((0.45, 0.25, 0.55), skirt=-0.9),
    "tutu": Bottom((1.0, 0.72, 0.84), skirt=-0.12, trim=("tutu",)),
    "space_trousers": Bottom((0.95, 0.95, 0.96), offset=0.020, flare=0.004, trim=("puffy_rings",)),
    "leg_armour": Bottom(STEEL, offset=0.010, finish="metal", trim=("knees",)),
    "dungarees": Bottom((0.22, 0.38, 0.66), trim=("bib",)),
}


@dataclass(frozen=True, slots=True)
class Shoe:
    colour: Rgb = (0.85, 0.2, 0.2)
    sole: Rgb = WHITE
    shaft: float = 0.0
    """Height of the leg covered, as a fraction of the leg from the ankle."""
    finish: str = "cloth"
    size: float = 1.0
    bare: bool = False


SHOES: dict[str, Shoe] = {
    "sneakers": Shoe(),
    "shoes": Shoe((0.25, 0.14, 0.08), (0.1, 0.07, 0.05), finish="vinyl"),
    "black_shoes": Shoe(BLACK, (0.03, 0.03, 0.03), finish="gloss"),
    "boots": Shoe(LEATHER, (0.12, 0.08, 0.05), shaft=0.36, finish="vinyl"),
    "rain_boots": Shoe((0.85, 0.12, 0.12), (0.6, 0.05, 0.06), shaft=0.40, finish="gloss"),
    "black_boots": Shoe(BLACK, (0.02, 0.02, 0.02), shaft=0.38, finish="vinyl"),
    "moon_boots": Shoe((0.90, 0.91, 0.94), (0.45, 0.48, 0.55), shaft=0.30, finish="cloth", size=1.16),
    "metal_boots": Shoe(STEEL, (0.3, 0.32, 0.36), shaft=0.42, finish="metal", size=1.05),
    "clown_shoes": Shoe((0.92, 0.12, 0.10), (0.98, 0.85, 0.1), finish="gloss", size=1.55),
    "slippers": Shoe((0.95, 0.6, 0.7), WHITE, finish="plush"),
    "sandals": Shoe((0.50, 0.30, 0.15), (0.3, 0.18, 0.1), bare=True),
    "barefoot": Shoe(bare=True, sole=(0, 0, 0)),
    "ballet_shoes": Shoe((1.0, 0.72, 0.80), (0.9, 0.6, 0.68), finish="vinyl", size=0.95),
    "flippers": Shoe((0.10, 0.55, 0.85), (0.08, 0.4, 0.65), finish="vinyl", size=1.7),
}


def top_pieces(f: Figure, name: str, colour: Rgb, accent: Rgb, number: str) -> list[Piece]:
    """The trunk and sleeves of garment `name` in `colour`."""
    g = TOPS[name]
    tint = "clothes"
    out: list[Piece] = []
    low = _hem_z(f, g.hem)
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
            out += _trim(f, word, colour, accent, off, low, g, number)
    return out


def _hem_z(f: Figure, hem: float) -> float:
    waist = f.hip_z + 0.22 * (f.neck_z - f.hip_z)
    return f.crotch_z + (waist - f.crotch_z) * hem if hem >= 0 else f.crotch_z + (f.crotch_z - f.ankle_z) * hem


def _trim(f: Figure, word: str, colour: Rgb, accent: Rgb, off: float, low: float, g: Top, number: str) -> list[Piece]:
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
                    stripe(f, [(0, top), (0, low + 0.01 * h)], 0.040 * h, off, thickness=0.008 * h),
                    shade_of(colour, 0.88),
                    g.finish,
                ),
                *buttons(f, zs, 0.0095 * h, proud + 0.004 * h, (0.25, 0.25, 0.28), finish="gloss"),
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
            ] + [Piece(_hem_ring(f, low, g, 0.020 * h), WHITE, "plush")]
        case "fur_front":
            return [
                Piece(
                    stripe(f, [(0, top), (0, f.hip_z), (0, low + 0.01 * h)], 0.058 * h, off, thickness=0.022 * h),
                    WHITE,
                    "plush",
                ),
                Piece(_hem_ring(f, low, g, 0.018 * h), WHITE, "plush"),
            ]
        case "hem_trim":
            return [Piece(_hem_ring(f, low + 0.005 * h, g, 0.010 * h), light, "cloth")]
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
                at = f.joint(f"shoulder_{side}") + [0, -s * 0.01 * h, f.limb * 1.12 + off]
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
            return out + [
                Piece(
                    stripe(f, [(0, top), (0, f.hip_z + 0.09 * h)], 0.018 * h, off, thickness=0.014 * h), GOLD, "metal"
                )
            ]
        case "shirt":
            return [
                Piece(
                    _collar(f, off, 0.026 * h, 0.012 * h), light if colour[0] < 0.9 else shade_of(colour, 0.93), "cloth"
                )
            ]
        case "roll":
            return [Piece(_collar(f, off, 0.034 * h, 0.004 * h), dark if g.finish == "plush" else colour, g.finish)]
        case "fur":
            return [Piece(_collar(f, off + 0.012 * h, 0.050 * h, 0.028 * h), WHITE, "plush")]
        case "ring":
            return [Piece(_collar(f, off + 0.030 * h, 0.030 * h, 0.010 * h), (0.66, 0.70, 0.78), "metal")]
        case "lapels" | "suit" | "wrap":
            return _lapels(f, word, colour, accent, off, top, chest)
        case "hood_down":
            ring = _collar(f, off + 0.022 * h, 0.060 * h, 0.020 * h)
            return [Piece(ring, colour, g.finish, "clothes")]
        case "hood":
            return [Piece(_collar(f, off, 0.030 * h, 0.016 * h), colour, g.finish, "clothes")]
        case _:
            return []


def _hem_ring(f: Figure, low: float, g: Top, radius: float) -> Mesh:
    w, d, x = (float(v[0]) for v in torso_ring(f, np.array([max(low, f.hip_z + 0.01 * f.height)])))
    drop = max(f.hip_z + 0.05 * f.height - low, 0.0)
    off = g.offset * f.height / 1.75
    w, d = w + off + g.flare * drop, d + off + g.flare * drop * 0.9
    a = np.linspace(0, 2 * np.pi, 33)
    c, s = np.cos(a), np.sin(a)
    k = 2 / 2.5
    path = np.stack([x + d * np.sign(c) * abs(c) ** k, w * np.sign(s) * abs(s) ** k, np.full(33, low)], 1)
    return skin_torso(f, shapes.tube(path, radius, segments=10, caps=False))


def _collar(f: Figure, offset: float, height: float, spread: float) -> Mesh:
    r = 0.040 * f.height + offset
    z0 = f.neck_z - 0.022 * f.height
    z = z0 + np.linspace(0, height, 6)
    t = np.linspace(0, 1, 6)
    grow = r + 0.012 * f.height + spread * (0.6 - t) * 0.8
    m = loft(
        np.stack([0.002 + 0 * z, 0 * z, z], 1), [1, 0, 0], [0, 1, 0], grow, grow * 1.05, segments=24, hem_m=(0.0, 0.010)
    )
    return skin_torso(f, m)


def _lapels(f: Figure, word: str, colour: Rgb, accent: Rgb, off: float, top: float, chest: float) -> list[Piece]:
    h = f.height
    v_low = f.hip_z + 0.13 * h
    out = []
    if word == "suit":
        inner = np.array([[-0.052 * h, top + 0.012 * h], [0.052 * h, top + 0.012 * h], [0.0, v_low]])
        rows = []
        for t in np.linspace(0, 1, 9):
            a, b = inner[0] * (1 - t) + inner[2] * t, inner[1] * (1 - t) + inner[2] * t
            rows.append(np.array([a * (1 - s) + b * s for s in np.linspace(0, 1, 7)]))
        flat = np.concatenate(rows)
        points = front_points(f, flat, off + 0.0015 * h).reshape(9, 7, 3)
        shirt = shapes.grid(points[:, ::-1])
        if float(shirt.normals[:, 0].mean()) < 0:
            shirt = shapes.grid(points)
        out.append(Piece(skin_torso(f, shirt), WHITE, "cloth"))
        out.append(
            Piece(
                stripe(
                    f,
                    [(0, top - 0.004 * h), (0, chest), (0, v_low + 0.01 * h)],
                    0.026 * h,
                    off + 0.003 * h,
                    thickness=0.008 * h,
                ),
                accent,
                "cloth",
            )
        )
    side = shade_of(colour, 0.80) if colour[0] < 0.9 else shade_of(colour, 0.90)
    if word == "wrap":
        out.append(
            Piece(
                stripe(
                    f,
                    [(0.05 * h, top + 0.01 * h), (0.02 * h, chest), (-0.04 * h, f.hip_z + 0.08 * h)],
                    0.026 * h,
                    off,
                    thickness=0.010 * h,
                ),
                side,
                "cloth",
            )
        )
        out.append(
            Piece(
                stripe(f, [(-0.05 * h, top + 0.01 * h), (-0.01 * h, chest)], 0.026 * h, off, thickness=0.008 * h),
                side,
                "cloth",
            )
        )
        return out
    for s in (1.0, -1.0):
        out.append(
            Piece(
                stripe(
                    f,
                    [(s * 0.052 * h, top + 0.012 * h), (s * 0.050 * h, chest + 0.02 * h), (s * 0.006 * h, v_low)],
                    0.034 * h,
                    off + 0.001 * h,
                    thickness=0.010 * h,
                ),
                side,
                "cloth",
            )
        )
    return out


def bottom_pieces(f: Figure, name: str, colour: Rgb, accent: Rgb, tint: str | None) -> list[Piece]:
    """Legs or skirt of garment `name`."""
    g = BOTTOMS[name]
    h = f.height
    off = g.offset * h / 1.75
    waist = f.hip_z + 0.26 * (f.neck_z - f.hip_z)
    out = [
        Piece(
            body_shell(f, f.crotch_z - 0.004 * h, waist, offset=off * 0.5, flare=-0.10, cap_low=True),
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
                    body_shell(f, _hem_z(f, g.skirt), waist, offset=off, flare=0.34 if g.skirt > -0.6 else 0.2),
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
