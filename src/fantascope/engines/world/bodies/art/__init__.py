"""Inflated art: about 1,500 everyday things as puffy toy bodies, read lazily from the art pack.

Knows nothing of how the pack is built (`tools/build_art.py`). Bodies stand upright with their picture side towards −y
and their left-right axis along x; the back mirrors the front. Good within ±50° of the picture side.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .....kernel.errors import InvalidInput, Unavailable
from ..types import Body, Collider, Material, Part, Rgb, Texture
from .pack import Pack, Shape
from .sizes import nature
from .solid import solid, support, volume

__all__ = ["PACK", "has", "load_art", "names"]

PACK = Path(__file__).resolve().parent.parent / "data" / "art.pack"
"""Where the pack is."""
_lock = threading.Lock()


def names() -> tuple[str, ...]:
    """Every slug of the pack, sorted ("croissant", "guitar", "octopus" …)."""
    return _opened().names()


def has(name: str) -> bool:
    return name in _opened()


def load_art(name: str, *, colour: Rgb | None = None, size_m: float | None = None) -> Body:
    """The body of the slug `name`, its longer side `size_m` metres (default: by the kind of thing).

    `colour` paints it: the art's own light and shade stay, its hues turn towards the colour.

    Raises:
        InvalidInput: no such slug. Unavailable: the pack has not been built.
    """
    pack = _opened()
    if name not in pack:
        raise InvalidInput("unknown_art", f"there is no art named {name!r}")
    kind = nature(name)
    scale = kind.size_m if size_m is None else size_m
    shape = _shape(name)
    mesh = solid(shape, scale)
    texture = Texture(f"art:{name}:{colour}", _pixels(shape.texture, colour))
    material = Material((1.0, 1.0, 1.0), 0.42, texture=texture)
    p = mesh.positions.astype(np.float64)
    size = p.max(axis=0) - p.min(axis=0)
    return Body(
        concept=name,
        parts=(Part("art", mesh, material),),
        size=(float(size[0]), float(size[1]), float(size[2])),
        mass_kg=max(volume(mesh) * kind.density, 1e-3),
        friction=0.55,
        restitution=0.6 if kind.sound == "rubber" else 0.25,
        sound=kind.sound,
        colliders=(Collider("hull", points=support(mesh)),),
        traits={"art": name, "picture_side": "-y"},
        anchors={
            "top": (0.0, 0.0, float(size[2])),
            "front": (0.0, -float(size[1]) / 2, float(size[2]) / 2),
            "left": (-float(size[0]) / 2, 0.0, float(size[2]) / 2),
            "right": (float(size[0]) / 2, 0.0, float(size[2]) / 2),
        },
    )


def _opened() -> Pack:
    with _lock:
        return _open(PACK)


@lru_cache(maxsize=2)
def _open(path: Path) -> Pack:
    if not path.is_file():
        raise Unavailable("art_missing", "the art pack has not been built: run `make setup`")
    return Pack(path)


@lru_cache(maxsize=64)
def _shape(name: str) -> Shape:
    return _opened().shape(name)


def _pixels(rgb: NDArray[np.uint8], colour: Rgb | None) -> NDArray[np.uint8]:
    pixels = np.full((*rgb.shape[:2], 4), 255, np.uint8)
    pixels[..., :3] = rgb
    if colour is not None:
        # keep lightness; neutral and very dark details (eyes, wheels, whites) keep their own colour
        c = rgb.astype(np.float64) / 255
        light = c @ [0.3, 0.59, 0.11]
        chroma = c.max(axis=-1) - c.min(axis=-1)
        target = np.asarray(colour)
        mean = float(np.average(light, weights=chroma + 1e-3))
        tone = np.clip(light / max(mean, 0.05), 0.25, 1.6)[..., None]
        painted = np.where(tone <= 1, target * tone, target + (1 - target) * (tone - 1) * 0.7)
        share = (
            np.clip(chroma * 4 - 0.25, 0, 1)[..., None]
            if float(chroma.mean()) > 0.12
            else np.clip(light * 3 - 0.4, 0, 1)[..., None]
        )
        pixels[..., :3] = np.round(np.clip(c * (1 - share) + painted * share, 0, 1) * 255).astype(np.uint8)
    return pixels
