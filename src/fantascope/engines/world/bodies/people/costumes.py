"""Professions and costumes as data: which garments, hat, hair and extras make a role recognised at a glance.

Knows nothing of meshes. Colours left None are chosen by the figure's seed or by the prompt.
"""

from __future__ import annotations

from .costume import BLACK, WHITE, Costume
from .costume_tales import TALES

__all__ = ["COSTUMES", "Costume"]

COSTUMES: dict[str, Costume] = {
    **TALES,
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
        extras=(("headband", WHITE),),
        hair="buzz",
    ),
    "football_player": Costume(
        ("football_shirt", (0.10, 0.35, 0.85)), ("shorts", WHITE), ("sneakers", (0.95, 0.85, 0.1)), hair="short"
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
    "doctor": Costume(
        ("lab_coat", None),
        ("trousers", (0.25, 0.42, 0.60)),
        ("shoes", WHITE),
        extras=(("stethoscope", None),),
        accent=(0.25, 0.60, 0.70),
    ),
    "nurse": Costume(
        ("t_shirt", (0.35, 0.72, 0.78)),
        ("trousers", (0.35, 0.72, 0.78)),
        ("shoes", WHITE),
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
        ("robe", (0.10, 0.10, 0.14)), ("trousers", BLACK), ("black_shoes", None), ("graduation_cap", None)
    ),
    "soldier": Costume(
        ("jacket", (0.36, 0.42, 0.24)),
        ("trousers", (0.36, 0.42, 0.24)),
        ("black_boots", None),
        ("soldier_helmet", None),
        (("backpack", (0.28, 0.32, 0.18)),),
    ),
    "karateka": Costume(("gi", None), ("trousers", WHITE), ("barefoot", None), hair="short"),
    "dancer": Costume(("leotard", None), ("tutu", None), ("ballet_shoes", None), hair="bun"),
    "musician": Costume(
        ("suit", (0.12, 0.12, 0.16)),
        ("trousers", (0.12, 0.12, 0.16)),
        ("black_shoes", None),
        accent=(0.7, 0.1, 0.15),
        hair="quiff",
    ),
    "singer": Costume(("jacket", (0.75, 0.20, 0.60)), ("trousers", BLACK), ("black_boots", None), hair="quiff"),
    "conductor": Costume(
        ("suit", BLACK),
        ("trousers", BLACK),
        ("black_shoes", None),
        hair="curly",
        hair_colour=(0.88, 0.88, 0.88),
        accent=BLACK,
    ),
    "boxer": Costume(
        ("tank_top", (0.85, 0.85, 0.88)),
        ("basketball_shorts", (0.80, 0.10, 0.12)),
        ("boots", WHITE),
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
        gloves=BLACK,
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
    "waiter": Costume(
        ("shirt", WHITE), ("trousers", BLACK), ("black_shoes", None), extras=(("apron", BLACK),), hair="short"
    ),
    "baker": Costume(
        ("shirt", (0.90, 0.90, 0.92)),
        ("trousers", (0.55, 0.42, 0.32)),
        ("shoes", None),
        ("beret", WHITE),
        (("apron", (0.85, 0.75, 0.62)),),
    ),
    "postman": Costume(
        ("uniform", (0.20, 0.42, 0.70)),
        ("shorts", (0.20, 0.30, 0.50)),
        ("shoes", None),
        ("cap", (0.20, 0.42, 0.70)),
        (("backpack", (0.65, 0.45, 0.25)),),
    ),
    "sailor": Costume(
        ("shirt", WHITE),
        ("trousers", (0.12, 0.18, 0.40)),
        ("black_shoes", None),
        ("beret", WHITE),
        (("scarf", (0.12, 0.18, 0.40)),),
    ),
    "pilot": Costume(
        ("uniform", (0.12, 0.16, 0.30)),
        ("trousers", (0.12, 0.16, 0.30)),
        ("black_shoes", None),
        ("police_cap", None),
        (("sunglasses", None),),
    ),
    "tennis_player": Costume(
        ("t_shirt", WHITE), ("shorts", WHITE), ("sneakers", WHITE), extras=(("headband", (0.2, 0.6, 0.3)),)
    ),
    "runner": Costume(
        ("tank_top", (0.95, 0.85, 0.10)),
        ("shorts", (0.12, 0.15, 0.3)),
        ("sneakers", (0.95, 0.25, 0.35)),
        extras=(("headband", WHITE),),
    ),
}
