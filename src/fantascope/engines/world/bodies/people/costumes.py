"""Professions and costumes as data: which garments, hat, hair and extras make a role recognised at a glance.

Knows nothing of meshes. Colours left None are chosen by the figure's seed or by the prompt.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Rgb


@dataclass(frozen=True, slots=True)
class Costume:
    """An outfit. A garment is a name, or a name and a colour; `gloves` a colour; `face` added face features."""

    top: tuple[str, Rgb | None] = ("t_shirt", None)
    bottom: tuple[str, Rgb | None] = ("trousers", None)
    shoes: tuple[str, Rgb | None] = ("sneakers", None)
    hat: tuple[str, Rgb | None] | None = None
    extras: tuple[tuple[str, Rgb | None], ...] = ()
    gloves: Rgb | None = None
    big_gloves: float = 1.0
    glove_finish: str = "cloth"
    hair: str | None = None
    hair_colour: Rgb | None = None
    beard: str | None = None
    under: tuple[str, Rgb | None] | None = None
    """What shows under an open or short top."""
    skin: Rgb | None = None
    accent: Rgb | None = None


_W: Rgb = (0.95, 0.95, 0.94)
_K: Rgb = (0.07, 0.07, 0.09)
_STEEL: Rgb = (0.80, 0.82, 0.86)

COSTUMES: dict[str, Costume] = {
    "astronaut": Costume(
        ("space_suit", None),
        ("space_trousers", None),
        ("moon_boots", None),
        ("space_helmet", None),
        (("life_pack", None),),
        gloves=(0.88, 0.90, 0.94),
        big_gloves=1.12,
    ),
    "basketball_player": Costume(
        ("jersey", (0.93, 0.36, 0.08)),
        ("basketball_shorts", (0.93, 0.36, 0.08)),
        ("sneakers", (0.95, 0.95, 0.95)),
        extras=(("headband", _W),),
        hair="buzz",
    ),
    "football_player": Costume(
        ("football_shirt", (0.10, 0.35, 0.85)), ("shorts", _W), ("sneakers", (0.95, 0.85, 0.1)), hair="short"
    ),
    "chef": Costume(
        ("chef_jacket", None),
        ("trousers", (0.25, 0.27, 0.32)),
        ("black_shoes", None),
        ("chef_hat", None),
        (("apron", (0.90, 0.91, 0.92)),),
        accent=(0.85, 0.15, 0.12),
    ),
    "police_officer": Costume(
        ("uniform", (0.14, 0.24, 0.50)), ("trousers", (0.09, 0.13, 0.28)), ("black_shoes", None), ("police_cap", None)
    ),
    "firefighter": Costume(
        ("fire_jacket", (0.16, 0.17, 0.22)),
        ("trousers", (0.16, 0.17, 0.22)),
        ("black_boots", None),
        ("fire_helmet", None),
        gloves=(0.85, 0.6, 0.1),
    ),
    "knight": Costume(
        ("armour", None),
        ("leg_armour", None),
        ("metal_boots", None),
        ("knight_helmet", None),
        (("cape", (0.20, 0.28, 0.75)),),
        gloves=(0.72, 0.74, 0.78),
        glove_finish="metal",
    ),
    "king": Costume(
        ("fur_robe", (0.62, 0.08, 0.16)),
        ("trousers", (0.25, 0.12, 0.35)),
        ("shoes", None),
        ("crown", None),
        beard="full",
        hair="short",
    ),
    "queen": Costume(
        ("gown", (0.42, 0.16, 0.56)),
        ("leggings", None),
        ("shoes", (0.7, 0.5, 0.2)),
        ("crown", None),
        (("cape", (0.62, 0.08, 0.16)),),
        hair="long",
        accent=(1.0, 0.8, 0.3),
    ),
    "prince": Costume(
        ("jacket", (0.20, 0.35, 0.75)),
        ("trousers", _W),
        ("boots", None),
        ("crown", None),
        (("cape", (0.75, 0.1, 0.15)),),
        hair="fringe",
    ),
    "princess": Costume(
        ("gown", (1.0, 0.52, 0.74)),
        ("leggings", None),
        ("ballet_shoes", None),
        ("tiara", None),
        hair="long",
        accent=(1.0, 0.85, 0.4),
    ),
    "doctor": Costume(
        ("lab_coat", None),
        ("trousers", (0.25, 0.42, 0.60)),
        ("shoes", _W),
        extras=(("stethoscope", None),),
        accent=(0.25, 0.60, 0.70),
    ),
    "nurse": Costume(
        ("t_shirt", (0.35, 0.72, 0.78)),
        ("trousers", (0.35, 0.72, 0.78)),
        ("shoes", _W),
        extras=(("stethoscope", None),),
        hair="bun",
    ),
    "scientist": Costume(
        ("lab_coat", None),
        ("trousers", (0.35, 0.33, 0.36)),
        ("shoes", None),
        extras=(("glasses", None),),
        hair="curly",
        hair_colour=(0.85, 0.85, 0.86),
        accent=(0.55, 0.25, 0.65),
    ),
    "farmer": Costume(("shirt", (0.80, 0.22, 0.18)), ("dungarees", None), ("boots", None), ("straw_hat", None)),
    "gardener": Costume(
        ("shirt", (0.45, 0.68, 0.35)),
        ("dungarees", (0.30, 0.45, 0.30)),
        ("rain_boots", (0.25, 0.5, 0.25)),
        ("straw_hat", None),
        gloves=(0.85, 0.6, 0.25),
    ),
    "teacher": Costume(
        ("sweater", (0.55, 0.35, 0.55)), ("trousers", (0.35, 0.30, 0.28)), ("shoes", None), extras=(("glasses", None),)
    ),
    "student": Costume(("hoodie", None), ("jeans", None), ("sneakers", None), extras=(("backpack", None),)),
    "graduate": Costume(
        ("robe", (0.10, 0.10, 0.14)), ("trousers", _K), ("black_shoes", None), ("graduation_cap", None)
    ),
    "clown": Costume(
        ("shirt", (0.98, 0.80, 0.12)),
        ("trousers", (0.20, 0.50, 0.90)),
        ("clown_shoes", None),
        None,
        (("clown_nose", None),),
        gloves=_W,
        hair="afro",
        hair_colour=(0.95, 0.25, 0.12),
        skin=(0.98, 0.93, 0.90),
    ),
    "pirate": Costume(
        ("coat", (0.60, 0.10, 0.14)),
        ("trousers", (0.20, 0.17, 0.18)),
        ("black_boots", None),
        ("pirate_hat", None),
        (("eye_patch", None),),
        beard="full",
        under=("shirt", _W),
    ),
    "wizard": Costume(
        ("robe", (0.22, 0.24, 0.66)),
        ("trousers", _K),
        ("shoes", None),
        ("wizard_hat", None),
        beard="long",
        hair_colour=(0.92, 0.92, 0.94),
        accent=(1.0, 0.8, 0.3),
    ),
    "witch": Costume(
        ("robe", (0.17, 0.11, 0.25)),
        ("trousers", _K),
        ("black_boots", None),
        ("witch_hat", None),
        hair="long",
        hair_colour=(0.35, 0.60, 0.25),
        accent=(0.55, 0.2, 0.75),
    ),
    "santa": Costume(
        ("santa_suit", None),
        ("trousers", (0.84, 0.08, 0.10)),
        ("black_boots", None),
        ("santa_hat", None),
        beard="long",
        hair_colour=(0.96, 0.96, 0.96),
        gloves=_W,
    ),
    "superhero": Costume(
        ("wetsuit", (0.10, 0.30, 0.85)),
        ("leggings", (0.10, 0.30, 0.85)),
        ("rain_boots", (0.85, 0.1, 0.12)),
        None,
        (("cape", None), ("eye_mask", (0.8, 0.08, 0.1)), ("emblem", None)),
        gloves=(0.85, 0.1, 0.12),
        hair="quiff",
        accent=(1.0, 0.8, 0.1),
    ),
    "soldier": Costume(
        ("jacket", (0.36, 0.42, 0.24)),
        ("trousers", (0.36, 0.42, 0.24)),
        ("black_boots", None),
        ("soldier_helmet", None),
        (("backpack", (0.28, 0.32, 0.18)),),
    ),
    "ninja": Costume(
        ("gi", (0.09, 0.09, 0.13)),
        ("trousers", (0.09, 0.09, 0.13)),
        ("black_boots", None),
        ("ninja_hood", None),
        gloves=(0.10, 0.10, 0.13),
    ),
    "karateka": Costume(("gi", None), ("trousers", _W), ("barefoot", None), hair="short"),
    "dancer": Costume(("leotard", None), ("tutu", None), ("ballet_shoes", None), hair="bun"),
    "musician": Costume(
        ("suit", (0.12, 0.12, 0.16)),
        ("trousers", (0.12, 0.12, 0.16)),
        ("black_shoes", None),
        accent=(0.7, 0.1, 0.15),
        hair="quiff",
    ),
    "singer": Costume(("jacket", (0.75, 0.20, 0.60)), ("trousers", _K), ("black_boots", None), hair="quiff"),
    "conductor": Costume(
        ("suit", _K), ("trousers", _K), ("black_shoes", None), hair="curly", hair_colour=(0.88, 0.88, 0.88), accent=_K
    ),
    "boxer": Costume(
        ("tank_top", (0.85, 0.85, 0.88)),
        ("basketball_shorts", (0.80, 0.10, 0.12)),
        ("boots", _W),
        gloves=(0.85, 0.08, 0.10),
        big_gloves=1.75,
        glove_finish="gloss",
        hair="buzz",
    ),
    "skier": Costume(
        ("jacket", (0.95, 0.35, 0.15)),
        ("trousers", (0.15, 0.20, 0.35)),
        ("black_boots", (0.25, 0.28, 0.34)),
        ("ski_helmet", None),
        (("goggles", None),),
        gloves=_K,
    ),
    "diver": Costume(
        ("wetsuit", None),
        ("leggings", (0.10, 0.12, 0.16)),
        ("flippers", None),
        None,
        (("goggles", (0.35, 0.80, 0.98)), ("life_pack", (0.95, 0.75, 0.1))),
        accent=(0.1, 0.7, 0.9),
    ),
    "swimmer": Costume(
        ("swimsuit", None), ("briefs", None), ("barefoot", None), ("swim_cap", None), (("goggles", (0.2, 0.5, 0.95)),)
    ),
    "surfer": Costume(
        ("wetsuit", None),
        ("trunks", (0.98, 0.55, 0.15)),
        ("barefoot", None),
        hair="fringe",
        hair_colour=(0.93, 0.78, 0.42),
        accent=(0.98, 0.55, 0.15),
    ),
    "cowboy": Costume(
        ("shirt", (0.80, 0.30, 0.20)),
        ("jeans", None),
        ("boots", None),
        ("cowboy_hat", None),
        (("scarf", (0.85, 0.15, 0.12)),),
    ),
    "detective": Costume(
        ("coat", (0.72, 0.56, 0.36)), ("trousers", (0.25, 0.23, 0.22)), ("shoes", None), ("fedora", None)
    ),
    "construction_worker": Costume(
        ("overall", (0.98, 0.50, 0.08)),
        ("jeans", None),
        ("boots", (0.72, 0.48, 0.2)),
        ("hard_hat", None),
        (("reflective", None),),
    ),
    "mechanic": Costume(
        ("overall", (0.20, 0.35, 0.62)),
        ("trousers", (0.20, 0.35, 0.62)),
        ("black_boots", None),
        ("cap", (0.20, 0.35, 0.62)),
    ),
    "angel": Costume(
        ("robe", (0.97, 0.97, 0.95)),
        ("trousers", _W),
        ("barefoot", None),
        None,
        (("wings", None), ("halo", None)),
        hair="curly",
        hair_colour=(0.95, 0.80, 0.42),
        accent=(1.0, 0.85, 0.4),
    ),
    "monk": Costume(
        ("robe", (0.85, 0.42, 0.10)),
        ("trousers", (0.6, 0.3, 0.1)),
        ("sandals", None),
        hair="buzz",
        accent=(0.65, 0.15, 0.08),
    ),
    "painter": Costume(
        ("shirt", (0.92, 0.92, 0.95)),
        ("trousers", (0.35, 0.32, 0.45)),
        ("shoes", None),
        ("beret", None),
        (("apron", (0.42, 0.52, 0.70)),),
    ),
    "businessman": Costume(
        ("suit", None), ("trousers", (0.13, 0.16, 0.25)), ("black_shoes", None), hair="short", accent=(0.75, 0.12, 0.15)
    ),
    "businesswoman": Costume(
        ("suit", (0.32, 0.34, 0.42)),
        ("skirt", (0.32, 0.34, 0.42)),
        ("black_shoes", None),
        hair="bob",
        accent=(0.55, 0.75, 0.9),
    ),
    "waiter": Costume(("shirt", _W), ("trousers", _K), ("black_shoes", None), extras=(("apron", _K),), hair="short"),
    "baker": Costume(
        ("shirt", (0.90, 0.90, 0.92)),
        ("trousers", (0.55, 0.42, 0.32)),
        ("shoes", None),
        ("beret", _W),
        (("apron", (0.85, 0.75, 0.62)),),
    ),
    "postman": Costume(
        ("uniform", (0.20, 0.42, 0.70)),
        ("shorts", (0.20, 0.30, 0.50)),
        ("shoes", None),
        ("cap", (0.20, 0.42, 0.70)),
        (("backpack", (0.65, 0.45, 0.25)),),
    ),
    "explorer": Costume(
        ("shirt", (0.78, 0.68, 0.45)),
        ("shorts", (0.68, 0.58, 0.38)),
        ("boots", None),
        ("straw_hat", (0.78, 0.68, 0.45)),
        (("backpack", (0.45, 0.38, 0.25)),),
    ),
    "sailor": Costume(
        ("shirt", _W),
        ("trousers", (0.12, 0.18, 0.40)),
        ("black_shoes", None),
        ("beret", _W),
        (("scarf", (0.12, 0.18, 0.40)),),
    ),
    "pilot": Costume(
        ("uniform", (0.12, 0.16, 0.30)),
        ("trousers", (0.12, 0.16, 0.30)),
        ("black_shoes", None),
        ("police_cap", None),
        (("sunglasses", None),),
    ),
    "magician": Costume(
        ("suit", _K),
        ("trousers", _K),
        ("black_shoes", None),
        ("top_hat", None),
        (("cape", (0.45, 0.05, 0.10)),),
        gloves=_W,
        beard="moustache",
        accent=(0.8, 0.1, 0.12),
    ),
    "bride": Costume(
        ("gown", (0.98, 0.97, 0.95)),
        ("leggings", _W),
        ("ballet_shoes", _W),
        ("tiara", None),
        hair="bun",
        accent=(0.92, 0.90, 0.86),
    ),
    "tennis_player": Costume(
        ("t_shirt", _W), ("shorts", _W), ("sneakers", _W), extras=(("headband", (0.2, 0.6, 0.3)),)
    ),
    "runner": Costume(
        ("tank_top", (0.95, 0.85, 0.10)),
        ("shorts", (0.12, 0.15, 0.3)),
        ("sneakers", (0.95, 0.25, 0.35)),
        extras=(("headband", _W),),
    ),
    "vampire": Costume(
        ("suit", _K),
        ("trousers", _K),
        ("black_shoes", None),
        None,
        (("cape", (0.42, 0.03, 0.08)),),
        hair="quiff",
        hair_colour=_K,
        skin=(0.86, 0.87, 0.90),
        accent=(0.75, 0.05, 0.1),
    ),
    "zombie": Costume(
        ("shirt", (0.42, 0.45, 0.36)),
        ("trousers", (0.32, 0.28, 0.25)),
        ("shoes", None),
        hair="spiky",
        hair_colour=(0.20, 0.22, 0.16),
        skin=(0.56, 0.70, 0.45),
    ),
}
