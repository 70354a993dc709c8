"""Colour words as sRGB.

Knows nothing of light or materials; values are sRGB in [0, 1].
"""

from __future__ import annotations

from .lexicon.entries import rows

Rgb = tuple[float, float, float]


def _read() -> dict[str, Rgb]:
    table: dict[str, Rgb] = {}
    for name_and_value, *_ in rows("colours"):
        name, _, value = name_and_value.partition(";")
        r, g, b = (int(v) / 255 for v in value.split())
        table[name.strip()] = (r, g, b)
    return table


COLOURS: dict[str, Rgb] = _read()
"""Canonical English colour name → sRGB."""
