"""Copies find their source among strangers, by sight and by hearing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fantascope.provenance.fingerprints import picture, sound
from fantascope.provenance.fingerprints.index import Index
from mark_attacks import PICTURE, aac, attacked, decoded

U8 = NDArray[np.uint8]
RATE = 48_000


def _clip(number: int) -> list[U8]:
    """Two seconds of something only this number looks like."""
    chance = np.random.default_rng(number)
    coarse = chance.integers(30, 220, (7, 12)).astype(np.float32)
    grown = np.kron(coarse, np.ones((32, 32), np.float32))
    return [np.asarray(np.roll(grown, k, axis=1), np.uint8) for k in range(24)]


def _seen(planes: list[U8]) -> list[tuple[float, U8]]:
    return [(k / 12, y) for k, y in enumerate(planes)]


def _strangers(index: Index) -> None:
    chance = np.random.default_rng(1)
    for number in range(2000):
        index.add(1000 + number, chance.integers(0, 2**64, (8, 4), dtype=np.uint64))


def test_copies_are_known_by_sight(tmp_path: Path) -> None:
    index = Index()
    _strangers(index)
    for number in range(6):
        index.add(number, picture.views_of(_seen(_clip(number))))
    for number, name in enumerate(("H.264 crf 35", "mirrored, crf 28", "shown at 80 % on a desktop, crf 28")):
        attacked(PICTURE[name], _clip(number), 12, tmp_path / "copy.mp4")
        best, *_ = index.search(picture.questions_of(_seen(decoded(tmp_path / "copy.mp4"))))
        assert best.clip == number
        assert best.votes >= 2
    assert index.search(picture.questions_of(_seen(_clip(99)))) == []


def test_copies_are_known_by_hearing() -> None:
    index = Index()
    _strangers(index)
    songs = [_song(number) for number in range(4)]
    for number, song in enumerate(songs):
        index.add(number, sound.views_of(song, RATE))
    heard, rate = aac(64)(songs[2][:, 30_001:], RATE)
    assert index.search(sound.questions_of(heard, rate))[0].clip == 2
    assert index.search(sound.questions_of(_song(9), RATE)) == []


def test_it_is_kept_and_what_is_removed_is_forgotten(tmp_path: Path) -> None:
    index = Index()
    _strangers(index)
    views = picture.views_of(_seen(_clip(1)))
    index.add(2**64 - 1, views)
    index.save(tmp_path / "index.npz")
    again = Index.load(tmp_path / "index.npz")
    assert len(again) == len(index)
    (match,) = again.search(views)
    assert (match.clip, match.distance) == (2**64 - 1, 0)
    again.remove(2**64 - 1)
    assert again.search(views) == []
    again.add(7, views)
    assert again.search(views)[0].clip == 7


def test_what_is_empty_says_nothing() -> None:
    grey = [(k / 12, np.full((90, 160), 100, np.uint8)) for k in range(24)]
    assert picture.views_of(grey).shape == (0, 4)
    assert sound.views_of(np.zeros((2, RATE), np.float32), RATE).shape == (0, 4)
    assert Index().search(np.zeros((1, 4), np.uint64)) == []


def _song(number: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(number)
    t = np.arange(3 * RATE) / RATE
    loud = np.interp(t, np.linspace(0, 3, 40), chance.random(40))
    tones = sum(np.sin(2 * np.pi * hertz * t * (1 + 0.02 * np.sin(t * k))) for k, hertz in
                enumerate(chance.uniform(200, 3300, 12)))  # fmt: skip
    hiss = chance.standard_normal(len(t)) * np.interp(t, np.linspace(0, 3, 25), chance.random(25))
    return np.asarray(np.stack([loud * tones + hiss] * 2) * 0.03, np.float32)
