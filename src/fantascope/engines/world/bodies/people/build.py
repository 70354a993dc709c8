"""Dress a figure: kind, role, garments and seed in; one articulated Body out.

Knows nothing of motion. The same arguments always give the same body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from ...speech.types import Voice
from ..types import Body, Rgb
from .anatomy import anchors, colliders
from .cloth import band, lettering
from .costumes import COSTUMES, Costume
from .figure import KINDS, Figure, figure
from .garments import bottom_pieces, hand_pieces, shoe_pieces, skin_arm, top_pieces
from .hair import beard, hair_pieces, moustache
from .head import head_pieces
from .headgear import EXTRAS, HATS
from .limbs import leg_shell
from .piece import FINISHES, Piece, parts_of
from .robot import robot_pieces
from .wardrobe import BOTTOMS, SHOES, TOPS, WHITE

T = TypeVar("T")

ROLES: tuple[str, ...] = tuple(sorted(COSTUMES))
GARMENTS: tuple[str, ...] = tuple(sorted({*TOPS, *BOTTOMS, *SHOES, *HATS, *EXTRAS, "gloves", "hood"} - {"emblem"}))

SKINS: tuple[Rgb, ...] = (
    (1.0, 0.80, 0.66),
    (0.97, 0.73, 0.56),
    (0.88, 0.62, 0.44),
    (0.74, 0.48, 0.32),
    (0.55, 0.34, 0.22),
    (0.42, 0.26, 0.17),
)
HAIRS: tuple[Rgb, ...] = (
    (0.10, 0.07, 0.06),
    (0.24, 0.13, 0.07),
    (0.42, 0.23, 0.10),
    (0.62, 0.26, 0.08),
    (0.92, 0.70, 0.28),
    (0.14, 0.10, 0.12),
)
GREYS: tuple[Rgb, ...] = ((0.86, 0.86, 0.87), (0.68, 0.68, 0.70))
IRISES: tuple[Rgb, ...] = (
    (0.30, 0.17, 0.08),
    (0.16, 0.42, 0.72),
    (0.18, 0.52, 0.30),
    (0.36, 0.24, 0.12),
    (0.35, 0.48, 0.55),
)
CLOTHES: tuple[Rgb, ...] = (
    (0.90, 0.22, 0.20),
    (0.16, 0.50, 0.86),
    (0.98, 0.72, 0.12),
    (0.20, 0.68, 0.46),
    (0.94, 0.48, 0.16),
    (0.55, 0.32, 0.78),
    (0.96, 0.48, 0.62),
    (0.12, 0.66, 0.70),
)
LEGS: tuple[Rgb, ...] = ((0.20, 0.30, 0.52), (0.26, 0.27, 0.32), (0.55, 0.45, 0.34), (0.30, 0.40, 0.36))

_STYLES: dict[str, tuple[str, ...]] = {
    "man": ("short", "quiff", "fringe", "curly", "spiky", "afro", "buzz"),
    "woman": ("long", "bob", "ponytail", "bun", "curly", "afro"),
    "boy": ("fringe", "spiky", "short", "curly"),
    "girl": ("pigtails", "bob", "ponytail", "braids", "long"),
    "old_man": ("balding",),
    "old_woman": ("bun", "curly", "bob"),
    "baby": ("tuft",),
}
_DEFAULTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "man": (
        ("t_shirt", "jeans", "sneakers"),
        ("shirt", "trousers", "shoes"),
        ("hoodie", "jeans", "sneakers"),
        ("sweater", "trousers", "shoes"),
    ),
    "woman": (
        ("dress", "briefs", "ballet_shoes"),
        ("blouse", "skirt", "shoes"),
        ("sweater", "jeans", "sneakers"),
        ("t_shirt", "jeans", "sneakers"),
    ),
    "boy": (("t_shirt", "shorts", "sneakers"), ("hoodie", "jeans", "sneakers"), ("sweater", "trousers", "sneakers")),
    "girl": (("dress", "briefs", "sneakers"), ("t_shirt", "dungarees", "sneakers"), ("sweater", "skirt", "boots")),
    "old_man": (("sweater", "trousers", "shoes"), ("shirt", "trousers", "slippers")),
    "old_woman": (("sweater", "long_skirt", "shoes"), ("dress", "leggings", "shoes")),
    "baby": (("pyjamas", "trousers", "slippers"),),
}
BULKY = ("astronaut", "knight", "santa")
"""Roles whose clothes keep the arms away from the body."""
CLOSED_HATS = ("hood", "space_helmet")
"""Hats that hide all hair but a fringe."""
_FEMALE = ("woman", "girl", "old_woman")


def build_person(
    *,
    kind: str = "man",
    role: str | None = None,
    wears: tuple[tuple[str, Rgb | None], ...] = (),
    colour: Rgb | None = None,
    seed: int = 0,
) -> Body:
    """A person as an articulated vinyl figure (rig "person").

    Args:
        kind: a key of KINDS (man, woman, boy, girl, old_man, old_woman, baby, robot); others become "man".
        role: one of ROLES, or None for everyday clothes; unknown roles are dressed as everyday people.
        wears: garments of GARMENTS with optional colours, put on over the role's; unknown names are left out.
        colour: recolours the main garment (a robot's shell).
        seed: chooses skin, hair, eyes, clothes and small variations of build.
    """
    kind = kind if kind in KINDS else "man"
    f = figure(kind, seed)
    pieces = robot_pieces(f, colour, seed) if kind == "robot" else _dressed(f, role, wears, colour, seed)
    return _body(f, pieces, role)


def _dressed(
    f: Figure, role: str | None, wears: tuple[tuple[str, Rgb | None], ...], colour: Rgb | None, seed: int
) -> list[Piece]:
    rng = np.random.default_rng([seed, 23])

    def pick(options: Sequence[T]) -> T:
        return options[int(rng.integers(len(options)))]

    skin, iris = pick(SKINS), pick(IRISES)
    old = f.kind.startswith("old")
    hair_colour = pick(GREYS) if old else pick(HAIRS)
    if skin in SKINS[3:] and not old:
        hair_colour = HAIRS[int(rng.integers(2))]
    style = pick(_STYLES[f.kind])
    everyday = pick(_DEFAULTS[f.kind])
    main, legs, shoe = pick(CLOTHES), pick(LEGS), pick(CLOTHES)
    accent = pick(CLOTHES)
    number = str(int(rng.integers(1, 99)))
    glasses = bool(rng.random() < 0.3) and old
    whiskers = f.kind in ("man", "old_man") and bool(rng.random() < 0.3)

    costume = COSTUMES.get(role or "")
    if costume is None:
        costume = Costume(
            (everyday[0], None),
            (everyday[1], None),
            (everyday[2], None),
            extras=(("glasses", None),) if glasses else (),
        )
        known = False
    else:
        known = True
        whiskers = False
    costume = _with_garments(costume, wears)
    top_name, top_colour = costume.top
    bottom_name, bottom_colour = costume.bottom
    top = TOPS[top_name]
    skin = costume.skin or skin
    hair_colour = costume.hair_colour or hair_colour
    accent = costume.accent or accent
    top_colour = colour or top_colour or top.colour or main
    bottom = BOTTOMS[bottom_name]
    bottom_colour = (
        bottom_colour
        or bottom.colour
        or (top_colour if bottom_name == "briefs" or top_name in ("jersey", "pyjamas", "swimsuit") else legs)
    )

    style = (
        costume.hair
        if costume.hair and (known and (costume.hair not in ("bun", "long", "bob") or f.kind in _FEMALE))
        else style
    )
    lashes = f.kind in _FEMALE
    lips: Rgb | None = (0.72, 0.20, 0.22) if f.kind in ("woman", "old_woman") else None
    brows = (
        (hair_colour[0] * 0.7, hair_colour[1] * 0.7, hair_colour[2] * 0.7) if not costume.hair_colour else hair_colour
    )
    out = head_pieces(
        f,
        skin,
        iris,
        brows,
        lashes=lashes,
        lips=lips,
        nose=1.25 if f.kind == "old_man" else 0.8 if f.kind == "baby" else 1.0,
    )

    hat = costume.hat[0] if costume.hat is not None else None
    hatted = hat not in (None, "tiara", "crown")
    if hat not in ("ninja_hood", "knight_helmet", "swim_cap"):
        if hat in CLOSED_HATS and style not in ("balding", "tuft"):
            style = "fringe"
        out += hair_pieces(f, style, hair_colour, flat=hatted)
    if hat == "space_helmet":
        out = [replace(p, finish=f"lit_{p.finish}") if f"lit_{p.finish}" in FINISHES else p for p in out]
    if costume.beard in ("full", "long") and f.kind not in _FEMALE:
        out += beard(f, hair_colour, long=costume.beard == "long")
    elif (costume.beard == "moustache" or whiskers) and f.kind not in _FEMALE:
        out += moustache(f, hair_colour)

    out += top_pieces(f, top_name, top_colour, accent, number)
    if costume.under is not None:
        out += [
            Piece(p.mesh, p.colour, p.finish)
            for p in top_pieces(f, costume.under[0], costume.under[1] or WHITE, accent, number)[:1]
        ]
    if top.over and bottom_name == "dungarees":
        bottom_name = "trousers"
    same = bottom_name in ("leggings", "briefs") or top_name in (
        "overall",
        "space_suit",
        "gi",
        "pyjamas",
        "jersey",
        "armour",
    )
    out += bottom_pieces(
        f, bottom_name, bottom_colour, accent, "clothes" if same and bottom_colour == top_colour else None
    )
    shoe_name, shoe_colour = costume.shoes
    spec = SHOES[shoe_name]
    if shoe_name == "sneakers" and shoe_colour is None:
        shoe_colour = shoe
    out += shoe_pieces(f, shoe_name, shoe_colour, skin)
    for sign in (1.0, -1.0):
        out.append(Piece(skin_arm(f, sign, top.sleeve), skin, "skin", "skin"))
        long_cloth = bottom.leg if bottom.skirt is None else 0.0
        if long_cloth + spec.shaft < 0.99:
            out.append(Piece(leg_shell(f, sign, max(long_cloth - 0.1, -0.02), 1.06), skin, "skin", "skin"))
    out += hand_pieces(f, skin, costume.gloves, big=costume.big_gloves, finish=costume.glove_finish)
    if costume.hat is not None:
        name, hat_colour = costume.hat
        default, builder = HATS[name]
        if name == "hood":
            hat_colour = top_colour
        out += builder(f, hat_colour or default or accent)
    for name, extra_colour in costume.extras:
        if name == "emblem":
            chest = float(f.joint("chest")[2])
            out += [
                Piece(m, accent, "vinyl")
                for m in lettering(f, "*", chest + 0.03 * f.height, 0.075 * f.height, 0.010 * f.height)
            ]
            out.append(Piece(band(f, f.hip_z + 0.06 * f.height, 0.03 * f.height, 0.008 * f.height), accent, "vinyl"))
        elif name == "reflective":
            chest = float(f.joint("chest")[2])
            for z in (chest, f.hip_z + 0.07 * f.height):
                out.append(Piece(band(f, z, 0.026 * f.height, 0.014 * f.height), (0.98, 0.95, 0.35), "vinyl"))
        else:
            default, builder = EXTRAS[name]
            out += builder(f, extra_colour or default or accent)
    return out


def _with_garments(costume: Costume, wears: tuple[tuple[str, Rgb | None], ...]) -> Costume:
    """The costume with garments put on: each replaces what was in its place."""
    for name, colour in wears:
        if name in TOPS:
            costume = replace(costume, top=(name, colour))
            if name in ("dress", "gown", "swimsuit", "leotard"):
                costume = replace(costume, bottom=("briefs", colour))
            elif name in (
                "suit",
                "pyjamas",
                "space_suit",
                "armour",
                "wetsuit",
                "santa_suit",
                "gi",
                "overall",
                "jersey",
            ):
                legs = {"space_suit": "space_trousers", "armour": "leg_armour", "jersey": "basketball_shorts"}.get(
                    name, "trousers"
                )
                costume = replace(costume, bottom=(legs, colour or TOPS[name].colour))
            elif costume.bottom[0] == "briefs":
                costume = replace(costume, bottom=("jeans", None))
            if name == "raincoat":
                costume = replace(
                    costume,
                    hat=("hood", None),
                    shoes=("rain_boots", None) if costume.shoes[1] is None else costume.shoes,
                )
        elif name in BOTTOMS:
            costume = replace(costume, bottom=(name, colour))
            if costume.top[0] in ("dress", "gown", "swimsuit", "leotard"):
                costume = replace(costume, top=("t_shirt", None))
        elif name in SHOES:
            costume = replace(costume, shoes=(name, colour))
        elif name in HATS:
            costume = replace(costume, hat=(name, colour))
        elif name in EXTRAS:
            costume = replace(costume, extras=(*(e for e in costume.extras if e[0] != name), (name, colour)))
        elif name == "gloves":
            costume = replace(costume, gloves=colour or (0.2, 0.2, 0.24))
    return costume


def _body(f: Figure, pieces: list[Piece], role: str | None) -> Body:
    parts = parts_of(pieces)
    every = np.concatenate([p.mesh.positions for p in parts])
    low, high = every.min(axis=0), every.max(axis=0)
    reach = f.upper_arm + f.forearm + 1.2 * f.limb
    leg = f.hip_z
    return Body(
        concept="person",
        parts=parts,
        size=tuple(float(v) for v in high - low),  # type: ignore[arg-type]
        mass_kg=f.p.mass_kg * f.girth**2,
        friction=0.8,
        restitution=0.1,
        sound="metal" if f.kind == "robot" else "flesh",
        colliders=colliders(f),
        skeleton=f.skeleton,
        rig="person",
        anchors=anchors(f),
        traits={
            "kind": f.kind,
            "role": role or "",
            "height_m": f.height,
            "head_m": f.head,
            "leg_m": leg,
            "thigh_m": f.thigh,
            "shin_m": f.shin,
            "arm_m": f.upper_arm + f.forearm,
            "reach_m": reach,
            "ankle_m": f.ankle_z,
            "foot_m": f.foot,
            "limb_m": f.limb,
            "walk_ms": 0.50 * float(np.sqrt(9.81 * leg)),
            "run_ms": 1.45 * float(np.sqrt(9.81 * leg)),
            "stoop_rad": f.p.stoop_rad,
            "bulk": 1.0 if f.kind == "robot" or role in BULKY else 0.0,
            "voice_pitch": Voice(pitch=f.p.voice_pitch).pitch,
            "voice_size": f.p.voice_size,
        },
    )
