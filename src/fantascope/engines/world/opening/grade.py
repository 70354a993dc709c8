"""Grading a scene towards a picture: lightness by its mean and spread, colour by a three-way corrector (shadows,
middle tones, lights), on planes of YUV 4:2:0.

Knows nothing of what is shown. The grade of a take is fixed by one look at the take and one at the picture, so every
frame is graded alike, in any order. Method: statistics matching (Reinhard et al., 2001), in three tonal zones.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Planes = tuple[U8, U8, U8]
ZONES = (0.18, 0.5, 0.82)
"""Lightness at the middle of the zones, as shares of the tonal range."""
_CAST = 22.0
"""No zone is shifted by more, in steps of U and V."""


@dataclass(frozen=True, slots=True, eq=False)
class Tone:
    """Lightness mean and spread in [0, 1]; mean (3, 2) and spread (2,) of U and V, by zone and in all."""

    mean: float
    spread: float
    cast: F64
    chroma: F64


@dataclass(frozen=True, slots=True, eq=False)
class Grade:
    """A tone curve and, by lightness, offsets of U and V (256, 2) and one gain; `coloured` False leaves U and V."""

    curve: F64
    offsets: F64
    gain: float

    def applied(self, planes: Planes, strength: float) -> Planes:
        """The planes graded at `strength` in [0, 1]."""
        y, u, v = planes
        levels = np.arange(256, dtype=np.float64)
        table = np.clip(levels + strength * (self.curve - levels), 0, 255).round().astype(np.uint8)
        light = cv2.resize(y, (u.shape[1], u.shape[0]), interpolation=cv2.INTER_AREA)
        gain = 1.0 + strength * (self.gain - 1.0)
        out = []
        for k, plane in enumerate((u, v)):
            shift = (strength * self.offsets[:, k] + 128.0 * (1.0 - gain)).astype(np.float32)
            lifted = cv2.LUT(light, shift)
            out.append(cv2.scaleAdd(plane.astype(np.float32), gain, lifted).round().clip(16, 240).astype(np.uint8))
        return np.asarray(cv2.LUT(y, table), dtype=np.uint8), out[0], out[1]


def tone(planes: Planes) -> Tone:
    """Measure planes of YUV 4:2:0, BT.709 limited range."""
    y, u, v = planes
    light = cv2.resize(y, (u.shape[1], u.shape[0]), interpolation=cv2.INTER_AREA).astype(np.float64)
    light = np.clip((light - 16.0) / 219.0, 0.0, 1.0)
    colour = np.stack([u, v], axis=-1).astype(np.float64) - 128.0
    everywhere = colour.mean(axis=(0, 1))
    cast = []
    for middle in ZONES:
        weight = np.exp(-(((light - middle) / 0.2) ** 2))
        amount = float(weight.mean())
        zone = (weight[..., None] * colour).mean(axis=(0, 1)) / max(amount, 1e-6)
        trust = min(amount / 0.12, 1.0)
        cast.append(zone * trust + everywhere * (1.0 - trust))
    return Tone(float(light.mean()), float(light.std()), np.array(cast), colour.std(axis=(0, 1)))


def grade(scene: Tone, picture: Tone, *, coloured: bool = True) -> Grade:
    """What turns the scene's tone into the picture's, within limits that keep a scene a scene."""
    levels = np.clip((np.arange(256, dtype=np.float64) - 16.0) / 219.0, 0.0, 1.0)
    contrast = float(np.clip(picture.spread / max(scene.spread, 0.04), 0.7, 1.35))
    shift = float(np.clip(picture.mean - scene.mean, -0.22, 0.22))
    wanted = scene.mean + shift + (levels - scene.mean) * contrast
    # black stays black and white stays white: a gamma that moves the mean, then a bend about it for contrast
    gamma = float(np.log(np.clip(scene.mean + shift, 0.05, 0.95)) / np.log(np.clip(scene.mean, 0.05, 0.95)))
    bent = levels ** float(np.clip(gamma, 0.55, 1.8))
    curve = 16.0 + 219.0 * np.clip(0.5 * bent + 0.5 * np.clip(wanted, 0.0, 1.0), 0.0, 1.0)
    if not coloured:
        return Grade(curve, np.zeros((256, 2)), 1.0)
    gain = float(np.clip(np.sqrt((picture.chroma.mean() + 2.0) / (scene.chroma.mean() + 2.0)), 0.65, 1.3))
    move = np.clip(picture.cast - scene.cast * gain, -_CAST, _CAST)
    offsets = np.stack([np.interp(levels, ZONES, move[:, k]) for k in range(2)], axis=1)
    ends = np.clip(np.minimum(levels / 0.1, (1.0 - levels) / 0.06), 0.0, 1.0)[:, None]
    return Grade(curve, offsets * (0.25 + 0.75 * ends), gain)
