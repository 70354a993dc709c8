"""The sets: places by name, each built whole from a SetStyle.

Knows nothing of casts or cameras. The audience looks along +y from about (0, −7, 1.7); the playing area round the
origin is
free of solid things; the same style always builds the same set.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import SetStyle, StageSet
from . import beyond, greens, grounds, halls, homes, public, shores, squares, streets, waters, wilds, woods

_MODULES = (public, homes, halls, shores, waters, streets, squares, woods, greens, wilds, grounds, beyond)
_BUILDERS: dict[str, Callable[[SetStyle], StageSet]] = {k: b for m in _MODULES for k, b in m.BUILDERS.items()}

SETS: tuple[str, ...] = tuple(_BUILDERS)

__all__ = ["SETS", "build_set"]


def build_set(name: str, style: SetStyle) -> StageSet:
    """Build the set `name` of SETS.

    Raises:
        KeyError: no such set.
    """
    return _BUILDERS[name](style)
