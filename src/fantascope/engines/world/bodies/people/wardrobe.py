"""The wardrobe as data: what each garment word means in lengths, fits, finishes and trimmings.

Knows nothing of meshes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Rgb

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
    hem: float = 0.2
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
        hem=-0.36,
        offset=0.015,
        loose=0.9,
        flare=0.34,
        finish="rubber",
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
    """Worn on the legs. leg: fraction of the leg covered; skirt: hem between crotch (0) and ankles (−1), None =
    legs."""

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
