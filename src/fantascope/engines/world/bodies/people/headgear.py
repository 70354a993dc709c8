"""Hats, helmets and extras by name, with their own colours (None = the wearer's accent).

Knows nothing of who wears them.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Rgb
from .eyewear import clown_nose, eye_mask, eye_patch, glasses, goggles
from .figure import Figure
from .hat_forms import plain_hat
from .hats import baseball_cap, crown, fire_helmet, graduate, pirate, police, santa_hat, tiara
from .hoods import astronaut_helmet, hood_up, knight_helmet, mask_hood, swim_cap
from .piece import Piece
from .wardrobe import BLACK, GOLD, STEEL, WHITE, YELLOW
from .worn import apron, backpack, cape, halo, headband, life_pack, scarf, stethoscope, wings

HATS: dict[str, tuple[Rgb | None, Callable[[Figure, Rgb], list[Piece]]]] = {
    "hat": ((0.45, 0.28, 0.16), plain_hat("brimmed", "cloth", (0.30, 0.50, 0.09))),
    "cap": (None, baseball_cap),
    "helmet": ((0.90, 0.20, 0.15), plain_hat("dome", "gloss")),
    "crown": (GOLD, crown),
    "tiara": (GOLD, tiara),
    "top_hat": (BLACK, plain_hat("top_hat", "cloth", (0.32, 0.475, 0.10), (0.75, 0.1, 0.15))),
    "witch_hat": ((0.16, 0.10, 0.24), plain_hat("cone", "cloth", (0.29, 0.49, 0.09), (0.55, 0.20, 0.75))),
    "wizard_hat": ((0.22, 0.24, 0.66), plain_hat("cone", "cloth", (0.29, 0.49, 0.09), GOLD)),
    "party_hat": ((0.95, 0.3, 0.55), plain_hat("party", "vinyl")),
    "beanie": (None, plain_hat("beanie", "plush", (0.22, 0.53, 0.13), WHITE, pom=True)),
    "straw_hat": ((0.93, 0.78, 0.42), plain_hat("straw", "cloth", (0.29, 0.505, 0.08), (0.75, 0.15, 0.12))),
    "cowboy_hat": ((0.50, 0.31, 0.17), plain_hat("brimmed", "cloth", (0.30, 0.50, 0.07), (0.2, 0.1, 0.06))),
    "fedora": ((0.36, 0.33, 0.30), plain_hat("brimmed", "cloth", (0.30, 0.50, 0.10), BLACK)),
    "beret": ((0.75, 0.10, 0.15), plain_hat("beret", "cloth", tilt=-0.12)),
    "chef_hat": (WHITE, plain_hat("toque", "cloth")),
    "police_cap": ((0.10, 0.16, 0.36), police),
    "hard_hat": (YELLOW, plain_hat("hard", "gloss")),
    "fire_helmet": ((0.82, 0.10, 0.08), fire_helmet),
    "santa_hat": ((0.84, 0.08, 0.10), santa_hat),
    "space_helmet": (WHITE, astronaut_helmet),
    "knight_helmet": (STEEL, knight_helmet),
    "hood": (YELLOW, hood_up),
    "ninja_hood": ((0.08, 0.08, 0.12), mask_hood),
    "pirate_hat": ((0.10, 0.09, 0.11), pirate),
    "graduation_cap": (BLACK, graduate),
    "soldier_helmet": ((0.30, 0.36, 0.20), plain_hat("hard", "vinyl")),
    "swim_cap": ((0.95, 0.85, 0.15), swim_cap),
    "ski_helmet": ((0.95, 0.30, 0.12), plain_hat("dome", "gloss")),
}


EXTRAS: dict[str, tuple[Rgb | None, Callable[[Figure, Rgb], list[Piece]]]] = {
    "glasses": ((0.10, 0.10, 0.12), lambda f, c: glasses(f, c, False)),
    "sunglasses": ((0.08, 0.08, 0.10), lambda f, c: glasses(f, c, True)),
    "backpack": ((0.85, 0.25, 0.2), backpack),
    "life_pack": (WHITE, life_pack),
    "cape": ((0.82, 0.10, 0.14), cape),
    "scarf": ((0.85, 0.2, 0.2), scarf),
    "apron": (WHITE, apron),
    "wings": (WHITE, wings),
    "halo": ((1.0, 0.88, 0.40), halo),
    "clown_nose": ((0.92, 0.08, 0.08), clown_nose),
    "eye_patch": (BLACK, eye_patch),
    "eye_mask": ((0.12, 0.12, 0.16), eye_mask),
    "goggles": ((0.98, 0.55, 0.1), goggles),
    "headband": ((0.92, 0.2, 0.2), headband),
    "stethoscope": ((0.15, 0.16, 0.18), stethoscope),
}
