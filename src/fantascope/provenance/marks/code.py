"""From 64 bits to 312 code bits and, through noise, back: a CRC of 40 bits and a convolutional code.

Knows nothing of pictures or sound. The word is payload ‖ CRC-40/GSM (3GPP TS 05.03; its final inversion keeps the
word of zeros out), 104 bits, through the tail-biting convolutional code of memory 8 and rate 1/3 (generators 557,
663, 711 octal; Larsen 1973), decoded softly with a circular Viterbi (Cox and Sundberg 1994).

*False finds.* Noise decodes to a word that passes the CRC with probability 2^−40 = 9.1e-13 for each word tried, since
keyed signs make the words of unmarked material uniform. A search tries at most TRIALS words over all its windows,
scales and keys, so a whole search finds something in unmarked material with less than 1000 × 9.1e-13 = 9.1e-10 <
1e-9."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .native import decode_word
from .types import PAYLOAD_BITS, Payload

F32 = NDArray[np.float32]

CRC_BITS = 40
WORD_BITS = PAYLOAD_BITS + CRC_BITS
CODE_BITS = 3 * WORD_BITS
TRIALS = 1000
"""Words that one search may try."""

_POLYNOMIAL = 0x0004820009
_GENERATORS = (0o557, 0o663, 0o711)
_MEMORY = 8
_STIR = 0.3


@dataclass(frozen=True, slots=True)
class Word:
    """A word that passed its check; `errors` is the share of its code bits that were wrong."""

    payload: Payload
    confidence: float
    errors: float


class Budget:
    """How many words a search may still try."""

    def __init__(self, trials: int = TRIALS) -> None:
        self.left = trials

    def take(self) -> bool:
        """Whether one more may be tried; it then counts."""
        self.left -= 1
        return self.left >= 0


def crc40(payload: Payload) -> int:
    """CRC-40/GSM of the payload's eight bytes."""
    register = 0
    for position in range(PAYLOAD_BITS - 1, -1, -1):
        top = (register >> (CRC_BITS - 1) ^ payload >> position) & 1
        register = (register << 1) & ((1 << CRC_BITS) - 1)
        if top:
            register ^= _POLYNOMIAL
    return register ^ ((1 << CRC_BITS) - 1)


def encode(payload: Payload) -> F32:
    """The 312 code bits of `payload` as +1 (for 0) and −1."""
    if not 0 <= payload < 1 << PAYLOAD_BITS:
        raise ValueError(f"a payload has {PAYLOAD_BITS} bits, not {payload.bit_length()}")
    word = payload << CRC_BITS | crc40(payload)
    bits = [word >> position & 1 for position in range(WORD_BITS - 1, -1, -1)]
    state = 0
    for bit in bits[-_MEMORY:]:
        state = (bit << _MEMORY | state) >> 1
    signs = np.empty((WORD_BITS, len(_GENERATORS)), np.float32)
    for number, bit in enumerate(bits):
        register = bit << _MEMORY | state
        signs[number] = [1 - 2 * ((register & generator).bit_count() & 1) for generator in _GENERATORS]
        state = register >> 1
    return signs.reshape(-1)


def decode(soft: F32, budget: Budget) -> Word | None:
    """The word that 312 soft code bits (positive for +1) spell, or None; costs one trial."""
    if not budget.take():
        return None
    word = int("".join(map(str, decode_word(soft))), 2)
    payload = word >> CRC_BITS
    if crc40(payload) != word & ((1 << CRC_BITS) - 1):
        return None
    code = encode(payload)
    return Word(payload, agreement(soft, code), float(np.mean(soft * code <= 0)))


def decode_stubbornly(soft: F32, budget: Budget, tries: int) -> Word | None:
    """As `decode`, up to `tries` times with a little noise added (the same each time): words near the likeliest are
    tried too, which reads four in five of those that one trial just misses. Each is a trial like any other."""
    chance = np.random.Generator(np.random.PCG64(312))
    size = _STIR * float(np.sqrt(np.mean(soft * soft)))
    for _ in range(tries):
        stirred = soft + size * chance.standard_normal(len(soft)).astype(np.float32)
        if (word := decode(stirred, budget)) is not None:
            return Word(word.payload, agreement(soft, encode(word.payload)), word.errors)
    return None


def agreement(soft: F32, code: F32) -> float:
    """The correlation of soft bits with a code word, at most 1 (all of the evidence agrees in sign and size)."""
    norm = float(np.sqrt((soft.astype(np.float64) ** 2).sum() * len(code)))
    return float(soft @ code) / norm if norm else 0.0
