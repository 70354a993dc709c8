"""Painted surfaces of props: ball patterns on the sphere, stripes and spots, words on signs.

Knows nothing of meshes. A pattern is a `Texture` whose pixels multiply the material's colour; ball patterns are laid
out in longitude (u) and latitude (v) as `shapes.ball` maps them; flat patterns repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..types import Rgb, Texture
from . import surfaces as s

F64 = NDArray[np.float64]
PATTERN_WORDS = {
    "stripes": "striped",
    "stripe": "striped",
    "stripy": "striped",
    "checked": "checkered",
    "checkerboard": "checkered",
    "chequered": "checkered",
    "dotted": "polka_dot",
    "spotted": "polka_dot",
    "polka_dots": "polka_dot",
    "dots": "polka_dot",
    "tartan": "plaid",
    "stars": "starry",
    "star": "starry",
    "chevron": "zigzag",
    "multicoloured": "rainbow",
    "multicolored": "rainbow",
    "colourful": "rainbow",
    "colorful": "rainbow",
}
RAINBOW: tuple[Rgb, ...] = (s.RED, s.ORANGE, s.YELLOW, s.GREEN, s.SKY, s.PURPLE)


def _texture(key: str, rgb: F64) -> Texture:
    pixels = np.full((*rgb.shape[:2], 4), 255, np.uint8)
    pixels[..., :3] = np.round(np.clip(rgb, 0, 1) * 255).astype(np.uint8)
    return Texture(key, pixels)


def _sphere(height: int) -> F64:
    """Unit directions (h, 2h, 3) of a longitude-latitude image, first row at the north pole."""
    theta = (np.arange(height) + 0.5) / height * np.pi
    phi = (np.arange(2 * height) + 0.5) / (2 * height) * 2 * np.pi
    t, p = np.meshgrid(theta, phi, indexing="ij")
    return np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], axis=-1)


def _line(distance: F64, width: float, soft: float = 0.012) -> F64:
    """Cover in [0, 1] of a line of half-width `width` at unsigned `distance` (radians)."""
    return np.clip((width - distance) / soft + 0.5, 0, 1)


def _mix(a: F64 | Rgb, b: F64 | Rgb, t: F64) -> F64:
    return np.asarray(a) * (1 - t[..., None]) + np.asarray(b) * t[..., None]


@lru_cache(maxsize=64)
def sphere_pattern(kind: str, colours: tuple[Rgb, ...] = ()) -> Texture:
    """The pattern of a kind of ball. `colours` replaces its own colours where the pattern has a choice."""
    painter = _SPHERES[kind]
    return _texture(f"sphere:{kind}:{colours}", painter(_sphere(256), colours))


def _basketball(d: F64, colours: tuple[Rgb, ...]) -> F64:
    x, y, z = d[..., 0], d[..., 1], d[..., 2]
    bend = np.abs(np.abs(np.arcsin(np.clip(y, -1, 1))) - 0.30 - 0.62 * x * x * x * x - 0.12 * z * z)
    seams = np.maximum.reduce(
        [_line(np.abs(np.arcsin(np.clip(v, -1, 1))), 0.026) for v in (z, x)] + [_line(bend, 0.026)]
    )
    return _mix(np.ones(3), (0.12, 0.09, 0.08), seams)


def _football(d: F64, colours: tuple[Rgb, ...]) -> F64:
    """A truncated icosahedron: each direction belongs to the face whose plane it meets first."""
    g = (1 + np.sqrt(5)) / 2
    five = np.array([[0, i, j * g] for i in (-1, 1) for j in (-1, 1)], dtype=np.float64)
    five = np.concatenate([np.roll(five, k, axis=1) for k in range(3)])
    five /= np.linalg.norm(five, axis=1, keepdims=True)
    near = five @ five.T
    edge = float(np.sort(near[0])[-2])
    six = [
        five[i] + five[j] + five[k]
        for i in range(12)
        for j in range(i)
        for k in range(j)
        if min(near[i, j], near[j, k], near[i, k]) > edge - 1e-6
    ]
    hexagons = np.asarray(six) / np.linalg.norm(np.asarray(six), axis=1, keepdims=True)
    # distances of the face planes from the middle, for unit edge length
    reach = np.concatenate([d @ five.T / 2.32744, d @ hexagons.T / 2.26728], axis=-1)
    order = np.sort(reach, axis=-1)
    face = np.argmax(reach, axis=-1)
    panel = np.where(
        (face < 12)[..., None], np.asarray(colours[0] if colours else (0.10, 0.10, 0.12)), np.full(3, 0.97)
    )
    return _mix(panel, (0.30, 0.30, 0.32), 0.8 * _line((order[..., -1] - order[..., -2]) * 2.0, 0.014))


def _beach(d: F64, colours: tuple[Rgb, ...]) -> F64:
    panels = colours or (s.RED, s.WHITE, s.YELLOW, s.WHITE, s.BLUE, s.WHITE)
    a = (np.arctan2(d[..., 1], d[..., 0]) / (2 * np.pi)) % 1.0 * len(panels)
    rgb = np.asarray(panels)[a.astype(int) % len(panels)]
    polar = np.arccos(np.clip(np.abs(d[..., 2]), 0, 1))
    seam = _line(np.abs(a - np.round(a)) / len(panels) * 2 * np.pi * np.sin(polar), 0.008)
    return _mix(_mix(rgb, s.shade(s.WHITE, 0.8), 0.4 * seam), s.WHITE, _line(polar, 0.2))


def _tennis(d: F64, colours: tuple[Rgb, ...]) -> F64:
    x, y, z = d[..., 0], d[..., 1], d[..., 2]
    curve = np.abs(z - 0.62 * (x * x - y * y) / np.maximum(x * x + y * y, 1e-6))
    fuzz = 0.94 + 0.06 * np.random.default_rng(5).random(z.shape)
    return _mix(np.asarray((0.80, 0.92, 0.24)) * fuzz[..., None], s.WHITE, _line(curve, 0.055))


def _volleyball(d: F64, colours: tuple[Rgb, ...]) -> F64:
    a = np.abs(d)
    axis = np.argmax(a, axis=-1)
    along = np.take_along_axis(d, ((axis + 1) % 3)[..., None], axis=-1)[..., 0] / a.max(axis=-1)
    stripe = np.abs(along)
    rgb = np.where(
        (stripe < 0.34)[..., None],
        np.asarray(s.WHITE),
        np.where((axis == 0)[..., None], s.YELLOW, np.where((axis == 1)[..., None], s.BLUE, s.WHITE)),
    )
    second = np.sort(a, axis=-1)[..., -2] / a.max(axis=-1)
    seam = np.maximum(_line(np.abs(stripe - 0.34), 0.012), _line(1 - second, 0.02))
    return _mix(rgb, (0.35, 0.35, 0.38), 0.7 * seam)


def _disco(d: F64, colours: tuple[Rgb, ...]) -> F64:
    lat = np.arcsin(np.clip(d[..., 2], -1, 1)) / np.pi * 28
    lon = np.arctan2(d[..., 1], d[..., 0]) / (2 * np.pi)
    count = np.maximum(np.round(56 * np.cos((np.floor(lat) + 0.5) / 28 * np.pi)), 3)
    u = lon * count
    cell = np.floor(u) * 12.9898 + np.floor(lat) * 78.233
    bright = 0.62 + 0.38 * (np.sin(cell) * 43758.5453 % 1.0)
    gap = np.minimum(np.minimum(u % 1, 1 - u % 1), np.minimum(lat % 1, 1 - lat % 1))
    return np.asarray((0.93, 0.95, 1.0)) * (bright * np.clip(gap / 0.12, 0.25, 1))[..., None]


def _eight(d: F64, colours: tuple[Rgb, ...]) -> F64:
    """A black ball with an 8 in a white spot on the front."""
    spot = np.arccos(np.clip(d @ np.array([0.8, 0.0, 0.6]), -1, 1))
    up, across = d @ np.array([-0.6, 0.0, 0.8]), d[..., 1]
    loops = [np.abs(np.hypot(across, up - z) - r) for z, r in ((0.105, 0.085), (-0.1, 0.105))]
    figure = _line(np.minimum(*loops), 0.03) * (spot < 0.5)
    return _mix(_mix(np.full(3, 0.05), s.WHITE, _line(spot, 0.42)), s.BLACK, figure)


def _bowling(d: F64, colours: tuple[Rgb, ...]) -> F64:
    holes = [np.array(v) / np.linalg.norm(v) for v in ((0.12, 0.25, 1.0), (0.12, -0.25, 1.0), (-0.28, 0.0, 1.0))]
    dist = np.minimum.reduce([np.arccos(np.clip(d @ h, -1, 1)) for h in holes])
    swirl = 0.5 + 0.5 * np.sin(5 * d[..., 0] + 7 * d[..., 2] + 3 * np.sin(6 * d[..., 1] + 4 * d[..., 0]))
    return _mix(_mix(np.ones(3), (0.72, 0.72, 0.85), swirl), (0.03, 0.03, 0.04), _line(dist, 0.10))


def _marble(d: F64, colours: tuple[Rgb, ...]) -> F64:
    twist = np.sin(3 * np.arctan2(d[..., 1], d[..., 0]) + 4 * d[..., 2])
    rgb = _mix(np.asarray((0.80, 0.92, 0.95)), colours[0] if colours else s.BLUE, _line(np.abs(twist), 0.45, 0.3))
    return _mix(rgb, s.YELLOW, _line(np.abs(twist - 0.75), 0.12, 0.15))


def _watermelon(d: F64, colours: tuple[Rgb, ...]) -> F64:
    lon = np.arctan2(d[..., 1], d[..., 0])
    wobble = 0.25 * np.sin(9 * d[..., 2] + 2 * np.sin(3 * lon)) + 0.12 * np.sin(23 * d[..., 2] + 5 * lon)
    stripe = np.clip(0.5 + 1.6 * np.sin(9 * lon + wobble * 3), 0, 1)
    return _mix(np.asarray((0.55, 0.76, 0.33)), (0.10, 0.35, 0.13), stripe)


def _egg_spots(d: F64, colours: tuple[Rgb, ...]) -> F64:
    bands = np.sin(d[..., 2] * 11 + 0.35 * np.sin(12 * np.arctan2(d[..., 1], d[..., 0])))
    rgb = np.asarray(RAINBOW)[((d[..., 2] + 1) * 3).astype(int) % len(RAINBOW)]
    return _mix(rgb, s.WHITE, _line(np.abs(bands), 0.18, 0.1))


def _globe(d: F64, colours: tuple[Rgb, ...]) -> F64:
    x, y, z = d[..., 0], d[..., 1], d[..., 2]
    land = (
        np.sin(2.1 * x + 1.3) * np.cos(2.7 * y - 0.4)
        + 0.6 * np.sin(4.3 * z + 2 * x)
        + 0.35 * np.sin(8 * y + 5 * z)
        + 0.2 * np.sin(15 * x + 9 * z + 2)
    )
    rgb = _mix(np.asarray((0.16, 0.45, 0.80)), (0.42, 0.68, 0.30), np.clip(land / 0.08 - 1.5, 0, 1))
    return _mix(rgb, s.WHITE, np.clip((np.abs(z) - 0.86) / 0.04, 0, 1))


_SPHERES: dict[str, Callable[[F64, tuple[Rgb, ...]], F64]] = {
    "basketball": _basketball,
    "football": _football,
    "beach_ball": _beach,
    "tennis_ball": _tennis,
    "volleyball": _volleyball,
    "disco_ball": _disco,
    "bowling_ball": _bowling,
    "eight_ball": _eight,
    "marble": _marble,
    "watermelon": _watermelon,
    "easter_egg": _egg_spots,
    "globe": _globe,
}


@lru_cache(maxsize=64)
def flat_pattern(pattern: str, base: Rgb, accent: Rgb = s.WHITE) -> Texture:
    """A repeating pattern of `accent` on `base`, one period a tile. Unknown words give stripes."""
    word = PATTERN_WORDS.get(pattern, pattern)
    y, x = (np.mgrid[0:128, 0:128] + 0.5) / 128
    if word == "checkered":
        cover = ((x < 0.5) ^ (y < 0.5)).astype(np.float64)
    elif word == "polka_dot":
        cover = np.maximum(_line(np.hypot(x - 0.25, y - 0.25), 0.14), _line(np.hypot(x - 0.75, y - 0.75), 0.14))
    elif word == "plaid":
        cover = 0.5 * (np.abs(x - 0.5) < 0.2) + 0.35 * (np.abs(y - 0.5) < 0.2)
    elif word == "zigzag":
        cover = ((y * 2 + np.abs(x - 0.5)) % 1.0 < 0.5).astype(np.float64)
    elif word == "starry":
        a, r = np.arctan2(y - 0.5, x - 0.5), np.hypot(x - 0.5, y - 0.5)
        cover = _line(r - 0.1 * np.cos(5 * (a + np.pi / 2)), 0.22)
    elif word == "rainbow":
        return _texture("flat:rainbow", np.asarray(RAINBOW)[(y * len(RAINBOW)).astype(int) % len(RAINBOW)])
    else:
        cover = (y < 0.5).astype(np.float64)
    return _texture(f"flat:{word}:{base}:{accent}", _mix(np.asarray(base), accent, cover))


@lru_cache(maxsize=64)
def words(text: str, ink: Rgb, ground: Rgb, *, width: int = 512, height: int = 256, border: bool = True) -> Texture:
    """`text` painted as large as fits, centred, on up to three lines, with a thin frame."""
    from PIL import Image, ImageDraw, ImageFont

    def byte(c: Rgb) -> tuple[int, int, int]:
        return (round(c[0] * 255), round(c[1] * 255), round(c[2] * 255))

    image = Image.new("RGB", (width, height), byte(ground))
    draw = ImageDraw.Draw(image)
    pad = height // 12
    if border:
        draw.rounded_rectangle(
            (pad // 2, pad // 2, width - pad // 2, height - pad // 2), pad, outline=byte(ink), width=max(pad // 4, 2)
        )
    best: tuple[float, str] = (0.0, text)
    for lines in _breaks(text.strip() or " "):
        block = "\n".join(lines)
        x0, y0, x1, y1 = draw.multiline_textbbox((0, 0), block, font=ImageFont.load_default(100), align="center")
        scale = min((width - 3 * pad) / max(x1 - x0, 1), (height - 3 * pad) / max(y1 - y0, 1))
        if scale > best[0]:
            best = (scale, block)
    font = ImageFont.load_default(max(int(best[0] * 100), 6))
    x0, y0, x1, y1 = draw.multiline_textbbox((0, 0), best[1], font=font, align="center")
    draw.multiline_text(
        ((width - x1 - x0) / 2, (height - y1 - y0) / 2),
        best[1],
        font=font,
        fill=byte(ink),
        align="center",
        stroke_width=max(int(best[0] * 2), 0),
        stroke_fill=byte(ink),
    )
    return _texture(f"words:{text}:{ink}:{ground}:{width}x{height}", np.asarray(image, dtype=np.float64) / 255)


def _breaks(text: str) -> list[list[str]]:
    """Ways to set a text on one, two or three lines of about equal length."""
    tokens = text.split()
    ways = [[text]]
    for count in (2, 3):
        if len(tokens) < count:
            break
        goal, line = len(text) / count, ""
        lines: list[str] = []
        for token in tokens:
            if line and len(line) + len(token) / 2 > goal and len(lines) < count - 1:
                lines.append(line)
                line = token
            else:
                line = f"{line} {token}".strip()
        ways.append([*lines, line])
    return ways
