"""A built set in other colours and another light: a palette its surfaces and sky lean to, and words of lighting.

Knows nothing of the cast, which keeps its own colours. Always holds: geometry, marks and sounds are untouched, and with
neither palette nor lighting the set is returned as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Material, Mesh, Part, Rgb, Texture
from ..picture.types import Fog, Lamp, Sky
from .types import Prop, StageSet

F64 = NDArray[np.float64]
Vec3 = tuple[float, float, float]
SURFACES, AIR = 0.8, 0.7
"""Share of the palette in the colours of things and of sky and haze."""
_NEAR = 0.1
"""Distance in Oklab over which a colour takes from several of the palette."""
_TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


def toned(stage: StageSet, palette: Sequence[Rgb], lighting: Sequence[str]) -> StageSet:
    """The set with its colours drawn to `palette` (sRGB in [0, 1]) and lit as the words of `lighting` say."""
    if palette:
        stage = _in_colours(stage, _oklab(_linear(np.asarray(palette, dtype=np.float64))))
    for word in lighting:
        stage = _lit(stage, word)
    return stage


def _in_colours(stage: StageSet, palette: F64) -> StageSet:
    meshes: dict[tuple[int, Rgb], Mesh] = {}
    textures: dict[tuple[str, Rgb], Texture] = {}

    def part(old: Part) -> Part:
        material = old.material
        if material.shade != "surface" or material.emission > 0:
            return old
        if material.texture is not None:
            key = (material.texture.key, material.colour)
            if key not in textures:
                textures[key] = _texture(material.texture, material.colour, palette)
            return replace(old, material=replace(material, colour=(1.0, 1.0, 1.0), texture=textures[key]))
        if old.mesh.colours is None:
            return replace(old, material=replace(material, colour=_one(material.colour, palette)))
        at = (id(old.mesh), material.colour)
        if at not in meshes:
            own = _linear(np.asarray(old.mesh.colours, dtype=np.float64)) * _linear(np.asarray(material.colour))
            meshes[at] = replace(old.mesh, colours=_srgb(_leaning(own, palette, SURFACES)).astype(np.float32))
        return replace(old, mesh=meshes[at], material=_white(material))

    def prop(old: Prop) -> Prop:
        return replace(old, body=replace(old.body, parts=tuple(map(part, old.body.parts))))

    return replace(
        stage, props=tuple(map(prop, stage.props)), sky=_sky(stage.sky, palette), fog=_fog(stage.fog, palette)
    )


def _sky(sky: Sky, palette: F64) -> Sky:
    return replace(
        sky,
        zenith=_light(sky.zenith, palette, AIR),
        horizon=_light(sky.horizon, palette, AIR),
        cloud_colour=_light(sky.cloud_colour, palette, 0.4),
        sun_colour=_light(sky.sun_colour, palette, 0.2),
    )


def _fog(fog: Fog, palette: F64) -> Fog:
    return replace(fog, colour=_light(fog.colour, palette, AIR))


def _texture(texture: Texture, colour: Rgb, palette: F64) -> Texture:
    pixels = texture.pixels.astype(np.float64) / 255.0
    own = _linear(pixels[..., :3].reshape(-1, 3)) * _linear(np.asarray(colour))
    fresh = np.concatenate([_srgb(_leaning(own, palette, SURFACES)).reshape(*pixels.shape[:2], 3), pixels[..., 3:]], -1)
    named = "-".join(f"{v:.3f}" for v in (*colour, *palette.reshape(-1)))
    return Texture(f"{texture.key}~{named}", np.round(fresh * 255.0).clip(0, 255).astype(np.uint8))


def _white(material: Material) -> Material:
    return replace(material, colour=(1.0, 1.0, 1.0))


def _one(colour: Rgb, palette: F64) -> Rgb:
    r, g, b = _srgb(_leaning(_linear(np.asarray(colour, dtype=np.float64))[None], palette, SURFACES))[0]
    return (float(r), float(g), float(b))


def _light(colour: Vec3, palette: F64, share: float) -> Vec3:
    """Radiance may be over 1: it is brought to 1 and back."""
    scale = max(*colour, 1e-6)
    r, g, b = _leaning(np.asarray(colour, dtype=np.float64)[None] / scale, palette, share)[0] * scale
    return (float(r), float(g), float(b))


def _leaning(colours: F64, palette: F64, share: float) -> F64:
    """Linear colours (n, 3) moved by `share` to the palette (Oklab): each takes most from the nearest in hue, and
    keeps two thirds of its own lightness."""
    lab = _oklab(colours)
    apart = np.sum(((lab[:, None, :] - palette[None]) * np.array([0.6, 1.0, 1.0])) ** 2, axis=-1)
    weight = np.exp(-(apart - apart.min(axis=1, keepdims=True)) / _NEAR**2)
    wanted = weight @ palette / weight.sum(axis=1, keepdims=True)
    wanted[:, 0] = 0.67 * lab[:, 0] + 0.33 * wanted[:, 0]
    return _from_oklab(lab + share * (wanted - lab))


def _oklab(linear: F64) -> F64:
    """Linear sRGB (n, 3) to Oklab (B. Ottosson, 2020)."""
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def _from_oklab(lab: F64) -> F64:
    lms = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    return np.asarray(np.clip(lms @ np.linalg.inv(_TO_LMS).T, 0.0, None))


def _linear(srgb: F64) -> F64:
    return np.asarray(np.where(srgb <= 0.04045, srgb / 12.92, ((np.maximum(srgb, 0.0) + 0.055) / 1.055) ** 2.4))


def _srgb(linear: F64) -> F64:
    return np.asarray(
        np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0) ** (1 / 2.4) - 0.055)
    )


def _lit(stage: StageSet, word: str) -> StageSet:
    """The set under one word of lighting; an unknown word changes nothing."""
    sky = stage.sky
    match word:
        case "backlit":
            x, y = stage.view
            low = (-0.9 * x + 0.35 * y, -0.9 * y - 0.35 * x, 0.42)
            return replace(
                stage, sky=replace(sky, sun_direction=low, sun_colour=_times(sky.sun_colour, (1.25, 1.2, 1.1)))
            )
        case "golden":
            warm = replace(
                sky,
                sun_colour=_times(sky.sun_colour, (1.12, 0.94, 0.66)),
                horizon=_times(sky.horizon, (1.1, 0.97, 0.82)),
            )
            return replace(stage, sky=warm)
        case "soft":
            return replace(
                stage, sky=replace(sky, sun_colour=_times(sky.sun_colour, (0.7,) * 3), ambient=sky.ambient * 1.2)
            )
        case "dramatic":
            return replace(stage, sky=replace(sky, ambient=sky.ambient * 0.52), exposure=stage.exposure * 0.88)
        case "dim":
            return replace(stage, exposure=stage.exposure * 0.6)
        case "bright":
            return replace(stage, exposure=stage.exposure * 1.22)
        case "candlelight":
            glow = replace(sky, sun_colour=_times(sky.sun_colour, (0.6, 0.42, 0.22)), ambient=sky.ambient * 0.7)
            return replace(stage, sky=glow, lamps=(*_pair(stage, (2.4, 1.2, 0.4), (1.6, 0.75, 0.25)), *stage.lamps))
        case "neon":
            return replace(stage, lamps=(*_pair(stage, (5.5, 0.5, 3.2), (0.2, 1.7, 3.2)), *stage.lamps))
        case _:
            return stage


def _pair(stage: StageSet, left: Vec3, right: Vec3) -> tuple[Lamp, Lamp]:
    """Two lamps at the sides of the play area, as the audience sees them."""
    x, y = stage.view
    reach = min(stage.play[0], 4.0)
    return (
        Lamp((reach * y + 1.2 * x, -reach * x + 1.2 * y, 2.2), left, 12.0),
        Lamp((-reach * y + 1.2 * x, reach * x + 1.2 * y, 2.2), right, 12.0),
    )


def _times(colour: Vec3, by: Vec3) -> Vec3:
    return (colour[0] * by[0], colour[1] * by[1], colour[2] * by[2])
