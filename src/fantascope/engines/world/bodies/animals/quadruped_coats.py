"""Which coat colours and which recipe each four-legged species has.

Knows nothing of how a coat is made.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Rgb
from . import quadruped_big, quadruped_hoofed, quadruped_small
from .quadruped_plan import Plan
from .sculpt import Sculpt

COATS: dict[str, tuple[Rgb, ...]] = {
    "dog": ((0.8, 0.5, 0.24), (0.55, 0.34, 0.2), (0.87, 0.72, 0.5), (0.3, 0.26, 0.25)),
    "cat": ((0.56, 0.55, 0.56), (0.9, 0.55, 0.22), (0.56, 0.55, 0.56), (0.27, 0.26, 0.28)),
    "fox": ((0.9, 0.42, 0.1),),
    "rabbit": ((0.93, 0.91, 0.88), (0.62, 0.47, 0.34), (0.6, 0.59, 0.6)),
    "horse": ((0.55, 0.32, 0.17), (0.33, 0.2, 0.13), (0.72, 0.5, 0.28)),
    "bear": ((0.42, 0.26, 0.15),),
    "cow": ((0.96, 0.95, 0.92),),
    "elephant": ((0.55, 0.59, 0.66),),
    "lion": ((0.87, 0.64, 0.3),),
    "tiger": ((0.93, 0.5, 0.12),),
    "leopard": ((0.92, 0.7, 0.34),),
    "wolf": ((0.5, 0.52, 0.56),),
    "polar_bear": ((0.95, 0.94, 0.9),),
    "panda": ((0.96, 0.95, 0.93),),
    "sheep": ((0.96, 0.94, 0.9),),
    "pig": ((0.96, 0.66, 0.66),),
    "goat": ((0.88, 0.82, 0.72),),
    "deer": ((0.68, 0.42, 0.22),),
    "giraffe": ((0.95, 0.77, 0.4),),
    "zebra": ((0.96, 0.95, 0.93),),
    "unicorn": ((0.97, 0.95, 0.97),),
    "donkey": ((0.55, 0.52, 0.51),),
    "mouse": ((0.64, 0.62, 0.64),),
    "squirrel": ((0.75, 0.38, 0.16),),
    "hedgehog": ((0.88, 0.72, 0.54),),
    "frog": ((0.36, 0.7, 0.24),),
    "turtle": ((0.45, 0.68, 0.32),),
    "kangaroo": ((0.76, 0.54, 0.34),),
    "monkey": ((0.5, 0.31, 0.18),),
    "dinosaur": ((0.36, 0.68, 0.32),),
    "dragon": ((0.27, 0.62, 0.42),),
    "hippo": ((0.62, 0.54, 0.62),),
    "camel": ((0.82, 0.62, 0.38),),
    "crocodile": ((0.35, 0.58, 0.28),),
}
RECIPES: dict[str, Callable[[Sculpt, Plan], None]] = {
    "dog": quadruped_small.dog,
    "cat": quadruped_small.cat,
    "fox": quadruped_small.fox,
    "rabbit": quadruped_small.rabbit,
    "horse": quadruped_hoofed.horse,
    "bear": quadruped_big.bear,
    "cow": quadruped_hoofed.cow,
    "elephant": quadruped_big.elephant,
    "lion": quadruped_big.lion,
    "tiger": quadruped_big.tiger,
    "leopard": quadruped_big.leopard,
    "wolf": quadruped_small.wolf,
    "polar_bear": quadruped_big.polar,
    "panda": quadruped_big.panda,
    "sheep": quadruped_hoofed.sheep,
    "pig": quadruped_hoofed.pig,
    "goat": quadruped_hoofed.goat,
    "deer": quadruped_hoofed.deer,
    "giraffe": quadruped_hoofed.giraffe,
    "zebra": quadruped_hoofed.zebra,
    "unicorn": quadruped_hoofed.unicorn,
    "donkey": quadruped_hoofed.donkey,
    "mouse": quadruped_small.mouse,
    "squirrel": quadruped_small.squirrel,
    "hedgehog": quadruped_small.hedgehog,
    "frog": quadruped_small.frog,
    "turtle": quadruped_small.turtle,
    "kangaroo": quadruped_small.kangaroo,
    "monkey": quadruped_small.monkey,
    "dinosaur": quadruped_big.dinosaur,
    "dragon": quadruped_big.dragon,
    "hippo": quadruped_big.hippo,
    "camel": quadruped_hoofed.camel,
    "crocodile": quadruped_big.crocodile,
}
