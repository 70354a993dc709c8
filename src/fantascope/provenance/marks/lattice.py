"""Where in the spectrum of a picture the mark lies: the lattice of a pattern that repeats every TILE canonical pixels.

Knows nothing of codes or of how a picture is prepared. In *canonical* pixels the short side of a picture is CANON
pixels. The pattern is periodic, so all of it lies in the spectrum at whole multiples of 1 / TILE; what lies between
is the picture's own. Spectra here are held as (2·REACH + 1, REACH + 1) complex: row u + REACH for the frequency down,
column v for the frequency across, v ≥ 0, in cycles a tile. `analysed` and `synthesised` evaluate the Fourier sums
exactly at any scale (no resampling of the picture), as products with two narrow matrices.

Keyed spread spectrum: Cox, Kilian, Leighton and Shamoon 1997; periodic tiles that bear translation and cropping:
Kutter 1998, Honsinger 1999.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import CODE_BITS

F32 = NDArray[np.float32]
C64 = NDArray[np.complex64]
I64 = NDArray[np.int64]

CANON = 360
TILE = 176
NEAR, REACH = 4, 16
"""Radii of the band in cycles a tile: wavelengths of 11 to 44 canonical pixels."""
_SHARES = 2
"""Dimensions of each code bit."""
_TILT = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """A key's places in the spectrum.

    `data_u`, `data_v` (n,) index bins of data, `turn` their phases; dimension 2k is the real and 2k + 1 the imaginary
    part of bin k after turning back; `shares` (CODE_BITS, _SHARES) are the dimensions of each code bit. `sync_u`,
    `sync_v`, `sync_turn` are bins whose phase is fixed. `tilt` (rows, columns) is the amplitude by radius, 0 outside
    the band."""

    data_u: I64
    data_v: I64
    turn: C64
    shares: I64
    sync_u: I64
    sync_v: I64
    sync_turn: C64
    tilt: F32


@lru_cache(maxsize=16)
def lattice(key: bytes) -> Lattice:
    """The lattice of `key`."""
    seed = np.frombuffer(hashlib.sha256(b"fantascope picture mark" + key).digest(), np.uint32)
    chance = np.random.Generator(np.random.PCG64(seed))
    u, v = np.meshgrid(np.arange(-REACH, REACH + 1), np.arange(REACH + 1), indexing="ij")
    radius = np.hypot(u, v)
    band = (radius >= NEAR) & (radius <= REACH) & ((v > 0) | (u > 0))
    tilt = np.where(band, np.sqrt(_TILT / np.maximum(radius, _TILT)), 0.0).astype(np.float32)
    bins = np.argwhere(band)
    bins = bins[chance.permutation(len(bins))]
    count = CODE_BITS * _SHARES // 2
    data, sync = bins[:count], bins[count:]
    data = data[np.argsort(radius[data[:, 0], data[:, 1]], kind="stable")]
    dimensions = np.arange(2 * count).reshape(_SHARES, CODE_BITS)  # each bit has one in each ring of radii
    shares = np.stack([ring[chance.permutation(CODE_BITS)] for ring in dimensions], axis=1)
    turns = np.exp(2j * np.pi * chance.random(len(bins))).astype(np.complex64)
    return Lattice(
        data[:, 0], data[:, 1], turns[:count], shares, sync[:, 0], sync[:, 1], turns[count:], tilt
    )  # fmt: skip


def pattern_spectrum(places: Lattice, bits: F32, data_gain: F32 | None = None, sync_gain: C64 | None = None) -> C64:
    """The spectrum of the pattern that spells `bits` (±1), each dimension and sync bin scaled by its gain."""
    spectrum = np.zeros_like(places.tilt, np.complex64)
    values = dimensions(places, bits)
    if data_gain is not None:
        values *= data_gain
    spectrum[places.data_u, places.data_v] = (values[0::2] + 1j * values[1::2]) * places.turn
    steady = np.sqrt(2) * places.sync_turn  # as strong as a bin of two data dimensions
    spectrum[places.sync_u, places.sync_v] = steady if sync_gain is None else steady * sync_gain
    return spectrum * places.tilt


def dimensions(places: Lattice, bits: F32) -> F32:
    """What `bits` (±1) ask of each dimension."""
    values = np.zeros(2 * len(places.data_u), np.float32)
    values[places.shares] = bits[:, None]
    return values


def data_of(places: Lattice, spectrum: C64) -> F32:
    """The dimensions of a spectrum, turned back."""
    turned = spectrum[places.data_u, places.data_v] * places.turn.conj()
    return np.asarray(np.stack([turned.real, turned.imag], axis=1).reshape(-1), np.float32)


@lru_cache(maxsize=512)
def _waves(length: int, canon_per_px: float, signed: bool) -> C64:
    """exp(−2πi k x / TILE) for k = −REACH … REACH (or 0 … REACH) and the pixels' canonical positions x: (k, length)."""
    positions = (np.arange(length) + 0.5) * canon_per_px
    k = np.arange(-REACH if signed else 0, REACH + 1)
    return np.exp(-2j * np.pi / TILE * np.outer(k, positions)).astype(np.complex64)


def analysed(picture: F32, canon_down: float, canon_across: float) -> C64:
    """Fourier sums of `picture` (h, w) at the lattice, a pixel being `canon_…` canonical pixels of the pattern."""
    height, width = picture.shape
    across = _waves(width, canon_across, False)
    rows = picture @ np.concatenate([across.real, across.imag]).T
    half = len(across)
    return np.asarray(_waves(height, canon_down, True) @ (rows[:, :half] + 1j * rows[:, half:]), np.complex64)


def synthesised(spectrum: C64, height: int, width: int, canon_per_px: float) -> F32:
    """The pattern of `spectrum` at the pixels of a (height, width) picture, at unit deviation."""
    across = _waves(width, canon_per_px, False).conj()
    rows = _waves(height, canon_per_px, True).conj().T @ spectrum
    pattern = rows.real @ across.real - rows.imag @ across.imag
    return np.asarray(pattern / np.sqrt(np.mean(pattern * pattern)), np.float32)


def mirrored(spectrum: C64) -> C64:
    """The spectrum at −v: of the picture seen in a mirror, up to where its edge lies."""
    return np.asarray(spectrum[::-1].conj())


def bits_of(places: Lattice, spectrum: C64, weight: F32, down: float = 0.0, across: float = 0.0) -> F32:
    """Soft code bits (CODE_BITS,) of a pattern moved by (down, across) tiles; `weight` (rows, columns) trusts each
    bin."""
    u, v = np.ogrid[-REACH : REACH + 1, : REACH + 1]
    moved = spectrum * weight
    if down or across:
        moved = moved * np.exp(2j * np.pi * (u * down + v * across))
    return np.asarray(data_of(places, moved)[places.shares].sum(axis=1), np.float32)


def trust(spectrum: C64) -> F32:
    """One over the local size of the spectrum: bins among loud ones count for less."""
    return np.asarray((cv2.GaussianBlur(np.abs(spectrum), (0, 0), 1.0, borderType=cv2.BORDER_REFLECT) + 1e-9) ** -1.2)
