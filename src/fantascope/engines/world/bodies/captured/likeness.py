"""No one's likeness is taken from a clip: clips with people are refused.

Knows nothing of who it is. Rule: faces from the front, or from the side, in two of ten frames looked at are a person,
and so are upright figures in seven of ten (an animal that sits up passes for a figure now and then). Toys are judged by
the same rule: what passes for a person is refused, what no detector takes for a person is nobody's likeness.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .....kernel.errors import InvalidInput
from .....media.people import people

U8 = NDArray[np.uint8]
LOOKS = 10
"""Frames that are looked at, spread over the clip."""
NEEDED = {"face": 0.2, "profile": 0.2, "figure": 0.7}
"""Share of the frames looked at that must show it."""
_WORDS = {"face": "a human face", "profile": "a human face from the side", "figure": "a person"}


def check_no_person(frames: U8) -> None:
    """Look at frames (n, h, w, 3) RGB of a clip.

    Raises:
        InvalidInput: human_likeness_refused.
    """
    seen = dict.fromkeys(_WORDS, 0)
    chosen = np.unique(np.linspace(0, len(frames) - 1, min(LOOKS, len(frames))).round().astype(int))
    for index in chosen:
        for kind in {sighting.kind for sighting in people(frames[index])}:
            seen[kind] += 1
            if seen[kind] >= NEEDED[kind] * len(chosen):
                raise InvalidInput(
                    "human_likeness_refused",
                    f"the clip shows {_WORDS[kind]}; characters are made of pets and things only",
                    field="video",
                )
