"""Procedural surfaces: tileable pictures with a relief, and the materials made of them.

Knows nothing of bodies or sets. Every texture repeats without a seam, is a pure function of its name and base colour,
and varies only gently round that colour: toys, not photographs. Colours are sRGB; alpha is height.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from .patterns import F64, SIZE, bricks, cells, noise, soft, unit
from .types import Material, Rgb, Texture


@dataclass(frozen=True, slots=True)
class Field:
    """What a recipe paints, each (SIZE, SIZE) but `tint`: tone (0 = darker, 0.5 = base, 1 = lighter), height in [0,
    1], and
    optionally a second colour mixed in by `mix`."""

    tone: F64
    height: F64
    mix: F64 | None = None
    other: Rgb = (0.5, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a surface is made: its painter, base colour, width in metres of one tile, relief in metres and finish."""

    paint: Callable[[], Field]
    colour: Rgb
    metres: float
    bump_m: float
    roughness: float
    sheen: float = 0.0
    contrast: float = 0.35


def _planks(seed: int, rows: int = 6, columns: int = 1) -> Field:
    """Boards running along u with long grain, soft joints and a nail of variety each."""
    value, edge, _ = bricks(rows, columns, seed, 0.055, offset=0.5)
    shift = (value * 7).astype(int)
    grain = noise(3, seed + 1, octaves=4, stretch=(10, 1))
    rolled = np.stack([np.roll(grain, 61 * k, axis=1) for k in range(8)])
    g = np.take_along_axis(rolled, shift[None], axis=0)[0]
    rings = 0.5 + 0.5 * np.sin(g * 26)
    joint = edge * edge * (3 - 2 * edge)
    tone = (0.34 + 0.36 * (value - 0.5) + 0.22 * g + 0.1 * rings) * (0.35 + 0.65 * joint)
    return Field(tone + 0.08, unit(0.12 * g + 0.06 * rings + 0.9 * joint))


def _wood(seed: int) -> Field:
    g = noise(2, seed, octaves=4, stretch=(6, 1))
    rings = 0.5 + 0.5 * np.sin(g * 30)
    return Field(0.35 + 0.3 * soft(rings, 1.0) * g + 0.15 * noise(4, seed + 1, stretch=(16, 1)), unit(g + 0.3 * rings))


def _parquet() -> Field:
    """Square baskets of four strips, turned by turns."""
    n, strips = 4, 4
    t = np.arange(SIZE) / SIZE * n
    v, u = np.meshgrid(t, t, indexing="ij")
    upright = ((np.floor(u) + np.floor(v)) % 2).astype(bool)
    a = np.where(upright, u, v) % 1.0 * strips
    b = np.where(upright, v, u) % 1.0
    strip = (np.floor(u) * 31 + np.floor(v) * 17 + np.floor(a) * 7).astype(int)
    value = np.random.default_rng(5).random(997)[strip % 997]
    edge = np.clip(np.minimum(np.minimum(a % 1, 1 - a % 1) / strips, np.minimum(b, 1 - b)) / 0.018, 0, 1)
    grain_a, grain_b = noise(4, 3, stretch=(10, 1)), noise(4, 4, stretch=(1, 10))
    g = np.where(upright, grain_b, grain_a)
    return Field((0.38 + 0.32 * (value - 0.5) + 0.24 * g) * (0.6 + 0.4 * edge), unit(edge + 0.08 * g))


def _bark() -> Field:
    g = noise(3, 11, octaves=4, stretch=(1, 5))
    ridge = 1 - np.abs(2 * g - 1)
    return Field(0.2 + 0.5 * (1 - ridge) + 0.15 * noise(8, 12), unit(1 - ridge**2))


def _birch() -> Field:
    marks = noise(4, 21, octaves=3, stretch=(6, 1))
    dark = np.clip((marks - 0.66) * 9, 0, 1)
    return Field(0.5 + 0.2 * (noise(4, 22) - 0.5), unit(1 - 0.6 * dark), dark, (0.16, 0.15, 0.15))


def _grass() -> Field:
    """Soft blades: stretched noise swirled by a slow flow, over broad patches."""
    blades = noise(22, 31, octaves=3, gain=0.6, stretch=(1, 2))
    patches = noise(3, 32, octaves=3)
    return Field(0.2 + 0.42 * blades + 0.24 * patches, unit(soft(blades, 0.8)), 0.4 * patches**2, (0.62, 0.66, 0.22))


def _lawn() -> Field:
    field = _grass()
    stripe = 0.5 + 0.5 * np.tanh(4 * np.sin(np.arange(SIZE) / SIZE * 2 * np.pi))[None, :]
    return Field(field.tone * 0.75 + 0.2 * stripe, field.height)


def _sand() -> Field:
    """Wind ripples, gently wavy and forked, with fine grain."""
    t = np.arange(SIZE) / SIZE
    v, _u = np.meshgrid(t, t, indexing="ij")
    warp = noise(3, 41, octaves=3) * 1.7
    ripple = 0.5 + 0.5 * np.sin(2 * np.pi * (v * 9 + warp))
    ripple = ripple**1.4 * (0.45 + 0.55 * noise(2, 43, octaves=2))
    grain = np.random.default_rng(44).random((SIZE, SIZE))
    return Field(
        0.3 + 0.2 * ripple + 0.16 * noise(4, 42) + 0.14 * soft(grain, 0.7), unit(ripple + 0.06 * soft(grain, 1))
    )


def _snow() -> Field:
    n = noise(3, 51, octaves=5, gain=0.45)
    spark = (np.random.default_rng(52).random((SIZE, SIZE)) > 0.9985).astype(float)
    return Field(0.4 + 0.2 * n + 0.5 * soft(spark, 0.6), n)


def _rock() -> Field:
    d, border, index = cells(25, 61)
    value = np.random.default_rng(62).random(int(index.max()) + 1)[index]
    n = noise(4, 63, octaves=5, gain=0.55)
    crack = np.clip(border / 0.12, 0, 1)
    height = unit(0.5 * n + 0.35 * crack + 0.2 * (1 - d))
    return Field(0.2 + 0.2 * (value - 0.5) + 0.45 * n + 0.12 * crack, height)


def _stone() -> Field:
    """Weathered stone without joints: soft dents and speckles."""
    n = noise(3, 64, octaves=5, gain=0.5)
    dents = noise(6, 66, octaves=2)
    return Field(0.25 + 0.36 * n + 0.14 * dents, unit(0.5 * n + 0.5 * dents))


def _cobbles(count: int, seed: int, other: Rgb) -> Field:
    d, border, index = cells(count, seed)
    value = np.random.default_rng(seed + 1).random(int(index.max()) + 1)[index]
    stone = np.clip(border / 0.3, 0, 1)
    dome = stone**0.5 * (1 - 0.35 * d)
    n = noise(8, seed + 2)
    return Field(0.22 + 0.4 * value * stone + 0.2 * n, unit(dome), 1 - np.clip(border / 0.14, 0, 1), other)


def _brick() -> Field:
    value, edge, _ = bricks(12, 4, 71, 0.13)
    n = noise(10, 72, octaves=3)
    joint = edge * edge * (3 - 2 * edge)
    return Field(0.3 + 0.42 * (value - 0.4) + 0.2 * n, unit(joint + 0.08 * n), 1 - joint, (0.82, 0.76, 0.68))


def _stonework() -> Field:
    value, edge, _ = bricks(6, 3, 75, 0.08)
    n = noise(5, 76, octaves=4)
    joint = edge * edge * (3 - 2 * edge)
    return Field(0.3 + 0.35 * (value - 0.5) + 0.28 * n, unit(joint + 0.2 * n), (1 - joint) * 0.6, (0.42, 0.4, 0.38))


def _roof() -> Field:
    """Rounded tiles hanging in rows, each shading the one below (v up)."""
    value, _, fv = bricks(10, 10, 81, 0.1)
    t = np.arange(SIZE) / SIZE * 10
    row = np.floor(t)[:, None]
    u = (t[None, :] + (row % 2) * 0.5) % 1.0
    bulge = np.sqrt(np.clip(1 - (2 * u - 1) ** 2, 0, 1))
    lip = np.clip((1 - fv) / 0.16, 0, 1)
    scallop = fv < 0.62 + 0.36 * bulge
    height = np.where(scallop, 0.35 + 0.65 * fv * bulge, 0.25 * bulge)
    return Field(
        (0.3 + 0.3 * (value - 0.5) + 0.3 * height) * (0.6 + 0.4 * np.minimum(lip, scallop)), unit(soft(height, 1.2))
    )


def _asphalt() -> Field:
    grain = soft(np.random.default_rng(91).random((SIZE, SIZE)), 1.0)
    n = noise(3, 92, octaves=4)
    return Field(0.3 + 0.3 * unit(grain) + 0.22 * n - 0.06, unit(grain))


def _paving(rows: int, columns: int, seed: int, *, offset: float) -> Field:
    value, edge, _ = bricks(rows, columns, seed, 0.035, offset=offset)
    n = noise(6, seed + 1, octaves=4)
    return Field((0.36 + 0.22 * (value - 0.5) + 0.22 * n) * (0.55 + 0.45 * edge), unit(edge + 0.1 * n))


def _marble() -> Field:
    n = noise(2, 101, octaves=5)
    vein = np.clip(1 - np.abs(unit(n + 0.35 * noise(3, 102, octaves=5)) - 0.5) * 22, 0, 1)
    return Field(0.42 + 0.2 * n, n * 0.1, 0.55 * soft(vein, 1.0), (0.55, 0.56, 0.6))


def _tiles() -> Field:
    value, edge, _ = bricks(4, 4, 111, 0.035, offset=0.0)
    return Field(0.42 + 0.12 * (value - 0.5), unit(soft(edge, 1.5)), 1 - edge, (0.72, 0.72, 0.7))


def _checker() -> Field:
    t = np.floor(np.arange(SIZE) / SIZE * 4)
    check = (t[:, None] + t[None, :]) % 2
    _, edge, _ = bricks(4, 4, 115, 0.02, offset=0.0)
    return Field(0.45 + 0.06 * noise(4, 116), unit(soft(edge, 1.2)), check, (0.2, 0.22, 0.27))


def _plaster() -> Field:
    n = noise(8, 121, octaves=4)
    return Field(0.42 + 0.14 * n, n)


def _weave(threads: int, seed: int) -> Field:
    t = np.arange(SIZE) / SIZE * threads
    v, u = np.meshgrid(t, t, indexing="ij")
    over = ((np.floor(u) + np.floor(v)) % 2).astype(bool)
    h = np.where(over, np.sin(np.pi * (u % 1)), np.sin(np.pi * (v % 1)))
    return Field(0.25 + 0.22 * h + 0.15 * noise(6, seed), h)


def _carpet() -> Field:
    pile = unit(soft(np.random.default_rng(131).random((SIZE, SIZE)), 2.0))
    return Field(0.25 + 0.35 * pile + 0.12 * noise(4, 132), pile)


def _leaves() -> Field:
    """A floor of fallen leaves: oval cells in several tones."""
    d, border, index = cells(196, 141)
    value = np.random.default_rng(142).random(int(index.max()) + 1)[index]
    leaf = np.clip(border / 0.5, 0, 1)
    return Field(
        0.1 + 0.62 * value * leaf + 0.1 * noise(10, 143),
        unit(leaf * (1 - 0.4 * d)),
        np.clip(value - 0.55, 0, 1) * 1.6,
        (0.72, 0.34, 0.12),
    )


def _foliage() -> Field:
    d, border, index = cells(256, 145)
    value = np.random.default_rng(146).random(int(index.max()) + 1)[index]
    leaf = np.clip(border / 0.6, 0, 1)
    return Field(0.22 + 0.3 * value + 0.22 * leaf, unit(leaf * (1 - 0.5 * d)))


def _concrete() -> Field:
    n = noise(3, 151, octaves=5)
    stain = noise(2, 152, octaves=3, stretch=(1, 5))
    pore = soft((np.random.default_rng(153).random((SIZE, SIZE)) > 0.9985).astype(float), 1.2)
    return Field(0.38 + 0.22 * n - 0.14 * stain**2 + 0.08 - 2 * pore, unit(n * 0.2 - 6 * pore))


def _regolith() -> Field:
    """Grey dust with small craters, each a bowl with a raised rim."""
    rng = np.random.default_rng(161)
    height = 0.35 * noise(4, 162, octaves=5)
    t = np.arange(SIZE) / SIZE
    for _ in range(46):
        cy, cx, r = rng.random(), rng.random(), 0.012 + 0.05 * rng.random() ** 3
        dy = np.abs(t - cy)
        dx = np.abs(t - cx)
        d = np.hypot(np.minimum(dy, 1 - dy)[:, None], np.minimum(dx, 1 - dx)[None, :]) / r
        height += r * 9 * (np.exp(-(((d - 1.0) / 0.28) ** 2)) * 0.45 - np.where(d < 1, (1 - d * d) * 0.7, 0))
    grain = soft(rng.random((SIZE, SIZE)), 0.8)
    return Field(0.25 + 0.3 * unit(height) + 0.12 * grain + 0.12 * noise(2, 163), unit(height + 0.06 * grain))


def _brushed() -> Field:
    n = noise(4, 171, octaves=3, stretch=(60, 1))
    return Field(0.4 + 0.2 * n, n)


def _soil() -> Field:
    n = noise(8, 181, octaves=5, gain=0.6)
    return Field(0.2 + 0.55 * n, n)


def _furrows() -> Field:
    t = np.arange(SIZE) / SIZE
    ridge = 0.5 + 0.5 * np.sin(2 * np.pi * (t[:, None] * 4 + 0.12 * noise(3, 185, octaves=2)))
    n = noise(10, 186, octaves=4, gain=0.6)
    return Field(0.08 + 0.5 * ridge + 0.25 * n, unit(ridge + 0.35 * n))


def _corrugated() -> Field:
    wave = np.broadcast_to(0.5 + 0.5 * np.sin(np.arange(SIZE) / SIZE * 2 * np.pi * 10)[None, :], (SIZE, SIZE))
    return Field(0.28 + 0.35 * wave + 0.1 * noise(3, 191), wave)


def _ice() -> Field:
    _, border, _ = cells(9, 195)
    crack = np.clip(1 - border / 0.02, 0, 1)
    n = noise(3, 196, octaves=4)
    return Field(0.36 + 0.25 * n + 0.25 * soft(crack, 0.8), n)


RECIPES: dict[str, Recipe] = {
    "planks": Recipe(lambda: _planks(1), (0.72, 0.47, 0.27), 1.2, 0.004, 0.5),
    "boards": Recipe(lambda: _planks(7, 8), (0.93, 0.9, 0.84), 1.6, 0.006, 0.6, contrast=0.2),
    "wood": Recipe(lambda: _wood(3), (0.74, 0.5, 0.3), 0.9, 0.0008, 0.42, contrast=0.3),
    "parquet": Recipe(_parquet, (0.76, 0.52, 0.31), 1.6, 0.0012, 0.32, contrast=0.3),
    "bark": Recipe(_bark, (0.42, 0.29, 0.2), 1.0, 0.03, 0.85),
    "birch": Recipe(_birch, (0.92, 0.9, 0.86), 1.0, 0.006, 0.7, contrast=0.15),
    "grass": Recipe(_grass, (0.36, 0.6, 0.2), 2.6, 0.03, 0.85, 0.5),
    "lawn": Recipe(_lawn, (0.3, 0.58, 0.2), 8.0, 0.02, 0.85, 0.4, 0.25),
    "sand": Recipe(_sand, (0.9, 0.77, 0.55), 2.4, 0.022, 0.9, contrast=0.22),
    "snow": Recipe(_snow, (0.93, 0.95, 1.0), 3.0, 0.05, 0.6, 0.35, 0.1),
    "rock": Recipe(_rock, (0.55, 0.52, 0.5), 2.5, 0.07, 0.8),
    "stone": Recipe(_stone, (0.6, 0.57, 0.55), 1.6, 0.03, 0.75, contrast=0.28),
    "cobbles": Recipe(lambda: _cobbles(100, 65, (0.35, 0.32, 0.3)), (0.62, 0.58, 0.54), 1.8, 0.02, 0.6),
    "pebbles": Recipe(lambda: _cobbles(400, 67, (0.5, 0.45, 0.38)), (0.68, 0.63, 0.56), 2.0, 0.02, 0.65),
    "brick": Recipe(_brick, (0.72, 0.36, 0.27), 1.0, 0.006, 0.75, contrast=0.3),
    "stonework": Recipe(_stonework, (0.68, 0.65, 0.6), 2.4, 0.02, 0.8),
    "roof": Recipe(_roof, (0.78, 0.36, 0.24), 2.4, 0.035, 0.6, contrast=0.4),
    "asphalt": Recipe(_asphalt, (0.34, 0.35, 0.38), 2.5, 0.004, 0.8, contrast=0.3),
    "pavement": Recipe(lambda: _paving(4, 4, 95, offset=0.5), (0.72, 0.7, 0.67), 2.4, 0.006, 0.7, contrast=0.25),
    "marble": Recipe(_marble, (0.93, 0.92, 0.9), 2.0, 0.0, 0.18, contrast=0.15),
    "tiles": Recipe(_tiles, (0.93, 0.95, 0.95), 0.8, 0.002, 0.2, contrast=0.15),
    "checker": Recipe(_checker, (0.92, 0.91, 0.88), 1.6, 0.001, 0.22, contrast=0.12),
    "plaster": Recipe(_plaster, (0.93, 0.89, 0.82), 2.0, 0.002, 0.85, contrast=0.1),
    "fabric": Recipe(lambda: _weave(48, 125), (0.8, 0.8, 0.8), 0.35, 0.0015, 0.9, 0.5, 0.3),
    "carpet": Recipe(_carpet, (0.7, 0.3, 0.3), 0.7, 0.006, 0.95, 0.6, 0.3),
    "leaves": Recipe(_leaves, (0.6, 0.42, 0.2), 2.2, 0.03, 0.85, contrast=0.5),
    "foliage": Recipe(_foliage, (0.34, 0.56, 0.24), 2.0, 0.04, 0.8, 0.4, 0.35),
    "concrete": Recipe(_concrete, (0.7, 0.69, 0.67), 3.0, 0.004, 0.75, contrast=0.25),
    "regolith": Recipe(_regolith, (0.62, 0.61, 0.6), 5.0, 0.12, 0.95),
    "brushed": Recipe(_brushed, (0.78, 0.79, 0.8), 0.6, 0.0003, 0.32, contrast=0.15),
    "soil": Recipe(_soil, (0.44, 0.31, 0.21), 2.0, 0.03, 0.95),
    "furrows": Recipe(_furrows, (0.46, 0.32, 0.2), 3.0, 0.09, 0.95, contrast=0.5),
    "corrugated": Recipe(_corrugated, (0.8, 0.8, 0.82), 1.2, 0.015, 0.4, contrast=0.2),
    "ice": Recipe(_ice, (0.86, 0.94, 1.0), 5.0, 0.0, 0.08, contrast=0.14),
    "paper": Recipe(_plaster, (0.96, 0.94, 0.9), 0.5, 0.0003, 0.9, contrast=0.06),
}
TEXTURES: tuple[str, ...] = tuple(RECIPES)


@cache
def _field(name: str) -> Field:
    return RECIPES[name].paint()


@lru_cache(maxsize=256)
def texture(name: str, colour: Rgb | None = None) -> Texture:
    """The texture `name` of TEXTURES painted round `colour` (its own base colour by default).

    Darker tones lean to blue-violet and lighter ones to warm, as a painter would shade; alpha is the relief.
    """
    recipe = RECIPES[name]
    base = np.asarray(recipe.colour if colour is None else colour, dtype=np.float32)
    field = _field(name)
    t = (np.clip(field.tone, 0, 1) - 0.42).astype(np.float32) * np.float32(2 * recipe.contrast)
    m = None if field.mix is None else np.clip(field.mix, 0, 1).astype(np.float32)
    dark = t < 0
    pixels = np.empty((*t.shape, 4), np.uint8)
    for channel, (low, high) in enumerate(((1.0, 1.0), (1.0, 0.97), (0.86, 0.86))):
        tone = base[channel] * (1 + t * np.where(dark, np.float32(low), np.float32(high)))
        if m is not None:
            tone = tone * (1 - m) + np.float32(field.other[channel]) * m * (1 + np.float32(0.5) * t)
        pixels[..., channel] = _byte(tone)
    pixels[..., 3] = _byte(field.height)
    key = name if colour is None else f"{name}-" + "-".join(f"{c:.3f}" for c in colour)
    return Texture(key, pixels)


def _byte(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.clip(values, 0, 1) * 255), np.uint8)


@lru_cache(maxsize=512)
def surface(name: str, colour: Rgb | None = None, *, scale: float = 1.0, double_sided: bool = False) -> Material:
    """The material of a surface of TEXTURES, for meshes whose uvs are in metres; `scale` enlarges its pattern."""
    recipe = RECIPES[name]
    return Material(
        colour=(1.0, 1.0, 1.0),
        roughness=recipe.roughness,
        texture=texture(name, colour),
        sheen=recipe.sheen,
        uv_scale=1 / (recipe.metres * scale),
        bump=recipe.bump_m * scale,
        double_sided=double_sided,
        metallic=0.9 if name == "brushed" else 0.0,
    )
