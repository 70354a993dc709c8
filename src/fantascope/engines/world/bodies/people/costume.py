"""What a costume is: garments, hat, hair and extras by name.

Knows nothing of meshes or of any role. Colours left None are chosen by the figure's seed or by the prompt.
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


WHITE: Rgb = (0.95, 0.95, 0.94)
BLACK: Rgb = (0.07, 0.07, 0.09)
STEEL: Rgb = (0.80, 0.82, 0.86)
