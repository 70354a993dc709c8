"""Reading the mark out of pictures: no original, no knowledge of what was done to them.

Knows nothing of files but `footage.planes_of`. The pattern is the same in every frame, so residuals are summed over
time: over all of a clip first, then over windows of two seconds. A sum is searched for the key's sync bins over
scales and mirrors (their phases, turned back, make a peak at the pattern's place: phase correlation, Kuglin and Hines
1975), the best places are refined, and each costs one of the search's bounded trials to decode (`code.py` bounds
false finds)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .code import Budget, Word, decode, decode_stubbornly
from .footage import Plane, planes_of
from .lattice import C64, F32, REACH, Lattice, analysed, bits_of, lattice, mirrored, trust
from .luma import residual
from .types import Found

U8 = NDArray[np.uint8]

WINDOW_S = 2.0
_STEP_S = 0.5
_A_SECOND = 12.0
_LONGEST_S = 60.0
_SCALES = np.exp(np.arange(np.log(0.62), np.log(1.62), 0.006))
_PLAIN = np.array([1.0])
_GRID = 64
_LIKELY = 5.0
"""Deviations that chance seldom reaches: worth more trials."""
_STUBBORN = 24
_MOST_WINDOWS = 24
_WIDE = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the pattern may lie: `score` in deviations, moved by (down, across) tiles."""

    score: float
    scale: float
    flipped: bool
    down: float
    across: float


@dataclass(slots=True, eq=False)
class _Sums:
    """Residuals of a stretch of time, summed: all frames, and those coded whole."""

    start_s: float
    every: F32
    whole: F32
    frames: int = 0
    wholes: int = 0

    def add(self, other: _Sums) -> None:
        self.every = self.every + other.every
        self.whole = self.whole + other.whole
        self.frames += other.frames
        self.wholes += other.wholes

    def mixtures(self) -> Iterator[F32]:
        """What to search, likeliest first."""
        every = self.every / np.float32(max(self.frames, 1))
        if self.wholes and self.wholes < self.frames:
            yield every + self.whole / np.float32(self.wholes)
        yield every


def find_in_picture(
    source: Iterable[Plane | tuple[float, U8]] | Path,
    keys: Sequence[bytes],
    *,
    window_s: float = WINDOW_S,
    any_scale: bool = True,
) -> list[Found]:
    """The marks in `source`, a file or (time in seconds, luma plane) in order; one for each stretch of the same
    payload.

    Costs a few tenths of a second of processor time for a clip that is marked; for one that is not, a second if it is
    short and four at most, decoding aside (more with several keys): no more than _WIDE windows are searched over all
    scales, and none unless `any_scale` (then only what was neither cropped nor framed is found). Pictures change size
    nowhere.
    """
    planes = (
        planes_of(source, a_second=_A_SECOND, longest_s=_LONGEST_S)
        if isinstance(source, Path)
        else (plane if isinstance(plane, Plane) else Plane(*plane) for plane in source)
    )
    pieces = _pieces(planes)
    if not pieces:
        return []
    budget = Budget()
    end_s = pieces[-1].start_s + _STEP_S
    whole = _joined(pieces)
    found = _searched(whole, keys, budget, wide=any_scale)
    if len(pieces) * _STEP_S <= window_s + _STEP_S:
        return [] if found is None else [_as_found(found, whole.start_s, end_s)]
    count = max(round(window_s / _STEP_S), 1)
    starts = range(0, len(pieces) - count + 1, max(count, -(-len(pieces) // _MOST_WINDOWS)))
    marks: list[Found] = []
    rarely = -(-len(starts) // _WIDE)
    for number, start in enumerate(starts):
        window = _joined(pieces[start : start + count])
        here = _searched(window, keys, budget, known=found, wide=any_scale and number % rarely == 0)
        if here is not None:
            marks.append(_as_found(here, window.start_s, window.start_s + count * _STEP_S))
    if found is not None and all(mark.payload != found.word.payload for mark in marks):
        marks.append(_as_found(found, whole.start_s, end_s))
    return _merged(marks)


@dataclass(frozen=True, slots=True)
class _Read:
    word: Word
    place: _Place
    key: int


def _pieces(planes: Iterable[Plane]) -> list[_Sums]:
    pieces: list[_Sums] = []
    for plane in planes:
        rest = residual(plane.y)
        start_s = np.floor(plane.time_s / _STEP_S) * _STEP_S
        if not pieces or start_s > pieces[-1].start_s:
            pieces.append(_Sums(float(start_s), np.zeros_like(rest), np.zeros_like(rest)))
        if rest.shape != pieces[0].every.shape:
            break
        last = pieces[-1]
        last.every += rest
        last.frames += 1
        if plane.whole:
            last.whole += rest
            last.wholes += 1
    return pieces


def _joined(pieces: Sequence[_Sums]) -> _Sums:
    out = _Sums(pieces[0].start_s, np.zeros_like(pieces[0].every), np.zeros_like(pieces[0].every))
    for piece in pieces:
        out.add(piece)
    return out


def _searched(
    sums: _Sums, keys: Sequence[bytes], budget: Budget, known: _Read | None = None, wide: bool = True
) -> _Read | None:
    """The best reading of one stretch: at the scale of what is `known` to be in the clip, else upright, else, if
    `wide`, at any scale."""
    mixtures = list(sums.mixtures())
    if known is not None:
        scales = known.place.scale * np.array([0.998, 1.0, 1.002])
        for mixture in mixtures:
            if (found := _read(mixture, keys[known.key : known.key + 1], scales, budget, 2)) is not None:
                return replace(found, key=known.key)
        return None
    for mixture in mixtures:
        if (found := _read(mixture, keys, _PLAIN, budget, 2)) is not None:
            return found
    return _read(mixtures[0], keys, _SCALES, budget, 4) if wide else None


def _read(
    picture: F32, keys: Sequence[bytes], scales: NDArray[np.float64], budget: Budget, places_tried: int
) -> _Read | None:
    spectra = [(float(scale), analysed(picture, 1 / scale, 1 / scale)) for scale in scales]
    for number, key in enumerate(keys):
        places = lattice(key)
        candidates = [
            place
            for scale, spectrum in spectra
            for flipped in (False, True)
            for place in _peaks(places, mirrored(spectrum) if flipped else spectrum, scale, flipped)
        ]
        candidates.sort(key=lambda place: -place.score)
        for place in candidates[:places_tried]:
            finer = _refined(places, picture, place, len(scales) > 1)
            for _, soft, exact in finer[:3]:
                if (word := decode(soft, budget)) is not None:
                    return _Read(word, exact, number)
            if place.score > _LIKELY and (word := decode_stubbornly(finer[0][1], budget, _STUBBORN)) is not None:
                return _Read(word, finer[0][2], number)
    return None


def _peaks(places: Lattice, spectrum: C64, scale: float, flipped: bool) -> list[_Place]:
    """The best place of the pattern at one scale."""
    values = _sync(places, spectrum, trust(spectrum))
    grid = np.zeros((_GRID, _GRID // 2 + 1), np.complex64)
    grid[(places.sync_u - REACH) % _GRID, places.sync_v] = values
    surface = np.fft.irfft2(grid, (_GRID, _GRID)) * (_GRID * _GRID)
    best = int(surface.argmax())
    down, across = divmod(best, _GRID)
    score = float(surface.flat[best]) / float(np.sqrt(2 * (np.abs(values) ** 2).sum()) + 1e-12)
    return [_Place(score, scale, flipped, down / _GRID, across / _GRID)]


def _sync(places: Lattice, spectrum: C64, weight: F32) -> C64:
    u, v = places.sync_u, places.sync_v
    return np.asarray(spectrum[u, v] * weight[u, v] * places.sync_turn.conj())


def _refined(places: Lattice, picture: F32, place: _Place, wide: bool) -> list[tuple[float, F32, _Place]]:
    """Readings around `place` in scale and position, best first by the evidence in sync and data together."""
    readings = []
    for factor in (0.9965, 0.998, 0.999, 1.0, 1.001, 1.002, 1.0035) if wide else (1.0,):
        scale = place.scale * factor
        spectrum = analysed(picture, 1 / scale, 1 / scale)
        spectrum = mirrored(spectrum) if place.flipped else spectrum
        weight = trust(spectrum)
        values = _sync(places, spectrum, weight)
        size = float(np.sqrt((np.abs(values) ** 2).sum() / 2) + 1e-12)
        (coarse,) = _peaks(places, spectrum, scale, place.flipped)
        for down, across in product((-0.5, 0.0, 0.5), repeat=2):
            exact = _Place(0.0, scale, place.flipped, coarse.down + down / _GRID, coarse.across + across / _GRID)
            turn = np.exp(2j * np.pi * ((places.sync_u - REACH) * exact.down + places.sync_v * exact.across))
            sync = float((values * turn).real.sum()) / size
            soft = bits_of(places, spectrum, weight, exact.down, exact.across)
            energy = float(np.sqrt(np.mean(soft * soft)))
            readings.append((sync + 4 * energy, soft, exact))
    readings.sort(key=lambda reading: -reading[0])
    return readings


def _as_found(read: _Read, start_s: float, end_s: float) -> Found:
    word, place = read.word, read.place
    return Found(word.payload, word.confidence, start_s, end_s, place.scale, place.flipped, word.errors, read.key)


def _merged(marks: list[Found]) -> list[Found]:
    out: list[Found] = []
    for mark in sorted(marks, key=lambda mark: mark.start_s):
        last = out[-1] if out else None
        if last is not None and (last.payload, last.flipped, last.key) == (mark.payload, mark.flipped, mark.key):
            best = max(last, mark, key=lambda each: each.confidence)
            out[-1] = replace(best, start_s=last.start_s, end_s=mark.end_s)
        else:
            out.append(mark)
    return out
