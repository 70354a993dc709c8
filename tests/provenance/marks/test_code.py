"""The code of the marks: what it carries, what noise does to it, and that chance does not pass for a word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.provenance.marks.code import CODE_BITS, Budget, crc40, decode, decode_stubbornly, encode


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**64 - 1))
def test_every_payload_comes_back(payload: int) -> None:
    word = decode(encode(payload), Budget())
    assert word is not None
    assert (word.payload, word.errors) == (payload, 0.0)
    assert word.confidence == pytest.approx(1.0)


def test_the_check_is_the_one_of_gsm() -> None:
    assert crc40(int.from_bytes(b"12345678", "big")) == int.from_bytes(_crc40_by_division(b"12345678"), "big")
    assert crc40(0) != 0  # so the word of zeros is none


def test_a_fifth_of_the_bits_wrong_is_put_right() -> None:
    chance = np.random.default_rng(1)
    code = encode(0xC0FFEE)
    for _ in range(10):
        noisy = (code + 0.75 * chance.standard_normal(CODE_BITS)).astype(np.float32)
        word = decode(noisy, Budget())
        assert word is not None
        assert word.payload == 0xC0FFEE
        assert 0 < word.errors < 0.2


def test_stubborn_trials_read_more_and_are_counted() -> None:
    chance = np.random.default_rng(2)
    code = encode(77)
    once = often = 0
    for _ in range(40):
        noisy = (code + 1.1 * chance.standard_normal(CODE_BITS)).astype(np.float32)
        first = decode(noisy, Budget())
        once += first is not None
        often += first is not None or decode_stubbornly(noisy, Budget(), 24) is not None
    assert often > once
    budget = Budget(5)
    assert decode_stubbornly(np.asarray(chance.standard_normal(CODE_BITS), np.float32), budget, 24) is None
    assert budget.left < 0
    assert decode(code, budget) is None


def test_chance_is_never_a_word() -> None:
    chance = np.random.default_rng(3)
    assert all(
        decode(chance.standard_normal(CODE_BITS).astype(np.float32), Budget()) is None for _ in range(200)
    )  # fmt: skip


def test_a_payload_has_64_bits() -> None:
    for wrong in (-1, 2**64):
        with pytest.raises(ValueError, match="64 bits"):
            encode(wrong)


def _crc40_by_division(data: bytes) -> bytes:
    """Long division of polynomials, then inverted."""
    value = int.from_bytes(data, "big") << 40
    divisor = 1 << 40 | 0x0004820009
    for shift in range(len(data) * 8 - 1, -1, -1):
        if value >> (shift + 40) & 1:
            value ^= divisor << shift
    return (value ^ (1 << 40) - 1).to_bytes(5, "big")
