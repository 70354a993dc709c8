"""Everything a set is dressed with, by name: trees, stones, buildings, furniture, street things.

Knows nothing of where things stand. The same name, colour, seed and material always give the very same Body object, so
meshes are shared between the props that use them.
"""

from __future__ import annotations

from functools import lru_cache

from ..types import Body, Rgb
from . import (
    buildings,
    castles,
    fittings,
    furniture,
    landmarks,
    leisure,
    nature,
    outings,
    rooms,
    shore,
    street,
    traffic,
    trees,
    yard,
)
from .forms import Builder, Wish

_MODULES = (
    trees,
    nature,
    shore,
    outings,
    furniture,
    fittings,
    rooms,
    buildings,
    castles,
    landmarks,
    street,
    yard,
    traffic,
    leisure,
)
_BUILDERS: dict[str, Builder] = {name: builder for module in _MODULES for name, builder in module.BUILDERS.items()}

SCENERY: tuple[str, ...] = tuple(_BUILDERS)

__all__ = ["SCENERY", "build_scenery"]


@lru_cache(maxsize=512)
def build_scenery(name: str, *, colour: Rgb | None = None, seed: int = 0, material: str | None = None) -> Body:
    """The thing `name` of SCENERY, front towards +x, standing on z = 0.

    Args:
        colour: sRGB of its main part; None = its own. seed: picks among its varieties.
        material: a variant word such as "autumn" or "snowy" (ignored where it means nothing).

    Raises:
        KeyError: no such thing.
    """
    return _BUILDERS[name](Wish(colour, seed, material))
