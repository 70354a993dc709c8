"""How the pictures of a clip came to be, in the words of the IPTC's vocabulary of digital source types.

https://cv.iptc.org/newscodes/digitalsourcetype: the library that signs takes any word, so the words are held here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Origin = Literal["algorithmic", "trained", "composite", "composite_trained"]
"""Made by rules alone; by a model trained on media; rules together with pictures of others; a model's work together
with anything else."""

_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPES: Mapping[Origin, str] = MappingProxyType(
    {
        "algorithmic": f"{_VOCABULARY}algorithmicMedia",
        "trained": f"{_VOCABULARY}trainedAlgorithmicMedia",
        "composite": f"{_VOCABULARY}compositeSynthetic",
        "composite_trained": f"{_VOCABULARY}compositeWithTrainedAlgorithmicMedia",
    }
)


def origin_of(source_type: str) -> Origin | None:
    """The origin that a source type names, None for one that we do not use."""
    return next((origin for origin, address in SOURCE_TYPES.items() if address == source_type), None)
