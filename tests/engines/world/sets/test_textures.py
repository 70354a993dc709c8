"""Textures repeat without a seam, keep to their base colour, and are the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.textures import RECIPES, TEXTURES, surface, texture


@pytest.mark.parametrize("name", TEXTURES)
def test_edges_match(name: str) -> None:
    pixels = texture(name).pixels.astype(float)
    for axis in (0, 1):
        step = np.abs(np.diff(pixels, axis=axis)).mean(axis=1 - axis).mean(axis=-1)
        seam = np.abs(np.take(pixels, 0, axis) - np.take(pixels, -1, axis)).mean()
        assert seam <= step.max() * 1.35 + 2.0


@pytest.mark.parametrize("name", TEXTURES)
def test_size_and_colour(name: str) -> None:
    pixels = texture(name).pixels
    side = pixels.shape[0]
    assert pixels.shape == (side, side, 4)
    assert side & (side - 1) == 0
    assert pixels.dtype == np.uint8
    mean = pixels[..., :3].mean(axis=(0, 1)) / 255
    assert np.abs(mean - RECIPES[name].colour).max() < 0.4


def test_repainting_changes_colour_not_relief() -> None:
    red, blue = texture("planks", (0.8, 0.2, 0.2)), texture("planks", (0.2, 0.2, 0.8))
    assert red.key != blue.key
    assert red.pixels[..., 0].mean() > blue.pixels[..., 0].mean() + 60
    assert (red.pixels[..., 3] == blue.pixels[..., 3]).all()


def test_surfaces_are_shared() -> None:
    assert surface("grass") is surface("grass")
    assert surface("grass").texture is not None
