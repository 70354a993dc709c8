"""Procedural props: named things with true size, mass and colliders, built on demand.

Knows nothing of scenes or prompts. `PROPS` lists every name; `build_prop` is deterministic in its arguments.
"""

from __future__ import annotations

from dataclasses import replace

from .....kernel.errors import InvalidInput
from ..types import Body, Rgb
from .assembly import Order
from .catalogue import CATALOGUE

__all__ = ["PROPS", "build_prop"]

PROPS: tuple[str, ...] = tuple(sorted(CATALOGUE))
"""Every name `build_prop` knows."""


def build_prop(
    name: str,
    *,
    colour: Rgb | None = None,
    material: str | None = None,
    kind: str | None = None,
    pattern: str | None = None,
    text: str | None = None,
    seed: int = 0,
) -> Body:
    """Build the prop `name`.

    Args:
        colour: sRGB of its main part; None = its own colour.
        material: a material word ("wood", "golden", "glass" …) where the prop has a choice; others ignore it.
        kind: a sub-kind ("basketball" of ball, "taxi" of car); unknown kinds give the plain thing.
        pattern: "striped", "checkered", "polka_dot", "plaid", "starry", "zigzag", "rainbow" on plain surfaces.
        text: words painted on it (signs, books, letter blocks, trucks).
        seed: varies what may vary (domino pips …).

    Raises:
        InvalidInput: `name` is not in `PROPS`.
    """
    if name not in CATALOGUE:
        raise InvalidInput("unknown_prop", f"there is no prop named {name!r}")
    maker, default = CATALOGUE[name]
    body = maker(Order(colour, material, kind or default, pattern, text, seed))
    return replace(body, concept=name)
