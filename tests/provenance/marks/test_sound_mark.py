"""The mark in a sound: how quiet it is, that it lives, and that it is not found where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from fantascope.provenance.marks.find_sound import find_in_sound
from fantascope.provenance.marks.sound import mark_sound
from mark_attacks import SOUND

sys.path.insert(0, str(Path(__file__).parent))
from scenes import F32, song

KEY, PAYLOAD, RATE = b"the key of this test", 0x0123_4567_89AB_CDEF, 48_000


@pytest.fixture(scope="module")
def plain() -> F32:
    return song(5.0)


@pytest.fixture(scope="module")
def marked(plain: F32) -> F32:
    return mark_sound(plain, RATE, PAYLOAD, KEY)


def test_it_is_far_below_the_sound_and_silent_in_silence(plain: F32, marked: F32) -> None:
    added = marked - plain
    assert marked.shape == plain.shape
    assert np.mean(added**2) < np.mean(plain**2) / 10**1.8
    hushed = plain.copy()
    hushed[:, RATE : 2 * RATE] = 0.0
    quiet = mark_sound(hushed, RATE, PAYLOAD, KEY)[:, RATE + 3000 : 2 * RATE - 3000]
    assert np.abs(quiet).max() < 1e-5


@pytest.mark.parametrize("name", ["AAC 64 kbit/s", "begun 0.16 s late, AAC 64 kbit/s", "22.05 kHz", "mono"])
def test_five_seconds_are_read_after(name: str, marked: F32) -> None:
    heard, rate = SOUND[name](marked, RATE)
    (found,) = find_in_sound(heard, rate, [b"another key", KEY])
    assert (found.payload, found.key) == (PAYLOAD, 1)
    assert found.bit_errors < 0.25


def test_stretches_are_told_apart(plain: F32, marked: F32) -> None:
    other = mark_sound(plain, RATE, 5, KEY)
    found = find_in_sound(np.concatenate([marked, other], axis=1), RATE, [KEY])
    assert {PAYLOAD, 5} == {mark.payload for mark in found}


def test_nothing_is_found_without_the_mark_or_the_key(plain: F32, marked: F32) -> None:
    assert find_in_sound(plain, RATE, [KEY]) == []
    assert find_in_sound(marked, RATE, [b"another key"]) == []
    assert find_in_sound(np.zeros((2, RATE), np.float32), RATE, [KEY]) == []


def test_a_rate_without_a_whole_period_is_refused() -> None:
    with pytest.raises(ValueError, match="whole period"):
        mark_sound(np.zeros((2, 1000), np.float32), 11_031, PAYLOAD, KEY)
