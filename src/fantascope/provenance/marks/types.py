"""What is hidden and what is found. Knows nothing of pictures or sound."""

from __future__ import annotations

from dataclasses import dataclass

PAYLOAD_BITS = 64
Payload = int
"""A number of 64 bits, 0 … 2^64 − 1: which clip this is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that was read: `payload` from `start_s` to `end_s`.

    `confidence` (0–1) is the share of the code word's evidence that agrees with it; a false find is less likely than
    1e-9 whatever it is. `scale` is the pattern's size against that of an uncropped clip (1 / 0.9 after a crop of a
    tenth). `bit_errors` is the share of the 312 code bits that were wrong and were put right. `key` is the index of
    the key that fitted."""

    payload: Payload
    confidence: float
    start_s: float
    end_s: float
    scale: float = 1.0
    flipped: bool = False
    bit_errors: float = 0.0
    key: int = 0
