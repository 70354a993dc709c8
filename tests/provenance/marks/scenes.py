"""A scene and a sound made for the tests: an even sky, rough ground, things that move."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]


def scene(count: int, width: int = 640, height: int = 360) -> list[U8]:
    """Luma planes: sky to the middle, texture below, a disc that moves."""
    chance = np.random.default_rng(4)
    fine = np.asarray(chance.standard_normal((height, width)), np.float32)
    rough = 10 * cv2.GaussianBlur(fine, (0, 0), 1.2) + 35 * cv2.GaussianBlur(fine, (0, 0), 5)
    down = np.linspace(0, 1, height)[:, None]
    ground = np.clip((down - 0.5) * 6, 0, 1)
    still = 190 - 60 * down + ground * rough * 2
    planes = []
    for index in range(count):
        plane = still.copy()
        cv2.circle(plane, (width // 4 + 2 * index, height // 2), height // 8, 90, -1)
        planes.append(np.clip(plane, 16, 235).astype(np.uint8))
    return planes


def song(seconds: float, rate: int = 48_000) -> F32:
    """Notes with partials, over wind."""
    t = np.arange(int(seconds * rate)) / rate
    chance = np.random.default_rng(5)
    wind = np.convolve(chance.standard_normal(len(t)), np.ones(24) / 24, "same") * 0.05
    notes = np.zeros(len(t))
    for k, hertz in enumerate((220, 277, 330, 440, 392, 330, 294, 262)):
        part = (t * 2).astype(int) % 8 == k
        for partial in range(1, 9):
            notes += part * np.sin(2 * np.pi * hertz * partial * t) / partial * np.exp(-4 * ((t * 2) % 1)) * 0.2
    return np.asarray(np.stack([notes + wind, 0.8 * notes + np.roll(wind, 999)]), np.float32)
