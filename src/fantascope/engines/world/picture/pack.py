"""Packs drawables and frames into the renderer's structures.

Knows nothing of rendering. Every packed structure comes with the arrays it points into, which must outlive its use.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....kernel.errors import InvalidInput
from . import native as n
from .types import Camera, Drawable, Frame, Quality

Keep = list[Any]


def linear(srgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Linear light of sRGB values (any shape)."""
    c = np.clip(np.asarray(srgb, dtype=np.float32), 0.0, None)
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4).astype(np.float32)


def stock(drawables: Sequence[Drawable], width: int, height: int, look: str, quality: Quality) -> tuple[n.Stock, Keep]:
    """All meshes end to end, textures shared by key."""
    keep: Keep = []
    rows = (n.Drawable * max(1, len(drawables)))()
    keys: dict[str, int] = {}
    textures: list[NDArray[np.uint8]] = []
    vertex = face = skin = 0
    for row, d in zip(rows, drawables, strict=False):
        m, mat = d.mesh, d.material
        _check(d)
        skinned = m.joints is not None and d.palette >= 0
        texture = -1
        if mat.texture is not None:
            texture = keys.setdefault(mat.texture.key, len(textures))
            if texture == len(textures):
                textures.append(np.ascontiguousarray(mat.texture.pixels, dtype=np.uint8))
        flags = {
            "cutout": mat.cutout,
            "double": mat.double_sided,
            "water": mat.shade == "water",
            "unlit": mat.shade == "unlit",
            "shadow": mat.casts_shadow,
            "skinned": skinned,
            "dry": not mat.weathered,
        }
        row.first_vertex, row.vertices, row.first_face, row.faces = vertex, len(m.positions), face, len(m.faces)
        row.first_skin, row.palette, row.thing, row.texture = skin, d.palette, d.thing, texture
        row.flags = sum(n.FLAGS[k] for k, on in flags.items() if on)
        row.colour = n.F3(*linear(np.asarray(mat.colour, dtype=np.float32)).tolist())
        row.roughness, row.metallic, row.emission, row.opacity = mat.roughness, mat.metallic, mat.emission, mat.opacity
        row.uv_scale, row.bump, row.sheen = mat.uv_scale, mat.bump, mat.sheen
        vertex, face, skin = vertex + len(m.positions), face + len(m.faces), skin + (len(m.positions) if skinned else 0)
    meshes = [d.mesh for d in drawables]
    coloured = [np.ones_like(m.positions) if m.colours is None else linear(m.colours) for m in meshes]
    skins = [(d.mesh.joints, d.mesh.weights) for d in drawables if d.mesh.joints is not None and d.palette >= 0]
    out = n.Stock(
        drawables=rows,
        drawable_count=len(drawables),
        vertex_count=vertex,
        face_count=face,
        skin_count=skin,
        width=width,
        height=height,
        look=n.LOOKS.index(look),
        samples=quality.samples,
        shadow_size=quality.shadow_size,
        occlusion=quality.occlusion,
        depth_of_field=quality.depth_of_field,
        motion_blur=quality.motion_blur,
        bloom=quality.bloom,
        grain=quality.grain,
        texture_count=len(textures),
    )
    out.positions = floats(_joined([m.positions for m in meshes], 3), keep)
    out.normals = floats(_joined([m.normals for m in meshes], 3), keep)
    out.uvs = floats(_joined([m.uvs for m in meshes], 2), keep)
    out.colours = floats(_joined(coloured, 3), keep)
    out.faces = ints(_joined([m.faces for m in meshes], 3), keep)
    out.joints = ints(_joined([j for j, _ in skins], 4), keep)
    out.weights = floats(_joined([w for _, w in skins], 4), keep)
    table = (n.Texture * max(1, len(textures)))()
    for entry, pixels in zip(table, textures, strict=False):
        entry.height, entry.width = pixels.shape[:2]
        entry.pixels = octets(pixels)
    out.textures = table
    keep += [rows, table, textures]
    return out, keep


def frame(state: Frame, count: int) -> tuple[n.Frame, Keep]:
    """One frame for `count` drawables.

    Raises:
        InvalidInput: matrices or visibility do not match the drawables.
    """
    keep: Keep = []
    for name, array in (("matrices", state.matrices), ("previous", state.previous)):
        if np.shape(array) != (count, 3, 4):
            raise InvalidInput("bad_frame", f"{name} must be ({count}, 3, 4), not {np.shape(array)}", field=name)
    if np.shape(state.visible) != (count,):
        raise InvalidInput("bad_frame", f"visible must be ({count},)", field="visible")
    out = n.Frame(
        time_s=state.time_s,
        camera=_camera(state.camera),
        previous_camera=_camera(state.previous_camera),
        fog_colour=n.F3(*state.fog.colour),
        fog_density=state.fog.density,
        fog_start_m=state.fog.start_m,
        wetness=state.wetness,
        snow=state.snow,
        exposure=state.exposure,
        seed=state.seed & 0x7FFFFFFF,
    )
    out.wind = (n.f * 2)(*state.wind)
    out.matrices = floats(state.matrices, keep)
    out.previous = floats(state.previous, keep)
    visible = np.ascontiguousarray(state.visible, dtype=np.uint8)
    keep.append(visible)
    out.visible = octets(visible)
    starts = np.cumsum([0, *[len(p) for p in state.palettes]])
    before = state.previous_palettes if len(state.previous_palettes) == len(state.palettes) else state.palettes
    out.palettes = floats(_joined(list(state.palettes), 12), keep)
    out.previous_palettes = floats(_joined(list(before), 12), keep)
    out.palette_starts = ints(starts, keep)
    out.palette_count = len(state.palettes)
    s = state.sky
    sun = np.asarray(s.sun_direction, dtype=np.float64)
    sun = sun / max(float(np.linalg.norm(sun)), 1e-9)
    out.sky = n.Sky(
        *(
            n.F3(*c)
            for c in (
                sun.tolist(),
                s.sun_colour,
                s.zenith,
                s.horizon,
                s.ground,
                s.cloud_colour,
                _unit(s.planet or (0.0, 0.0, 1.0)),
            )
        ),
        s.ambient,
        s.sun_disc,
        s.clouds,
        s.stars,
        s.is_moon,
        s.planet is not None,
    )
    lamps = (n.Lamp * max(1, len(state.lamps)))()
    for row, lamp in zip(lamps, state.lamps, strict=False):
        row.position, row.colour, row.direction = n.F3(*lamp.position), n.F3(*lamp.colour), n.F3(*_unit(lamp.direction))
        row.range_m, row.cone_rad = lamp.range_m, -1.0 if lamp.cone_rad is None else lamp.cone_rad
        row.casts_shadow = lamp.casts_shadow
    keep.append(lamps)
    out.lamps, out.lamp_count = lamps, len(state.lamps)
    out.ripples, out.ripple_count = floats(state.ripples, keep), len(state.ripples)
    if state.water is not None:
        w = state.water
        out.water = n.Water(
            n.F3(*w.shallow),
            n.F3(*w.deep),
            w.clarity_m,
            w.foam,
            w.ripple,
            w.waves.level_m,
            floats(w.waves.waves, keep),
            len(w.waves.waves),
            1,
        )
    if state.particles is not None and len(state.particles.positions):
        p = state.particles
        out.particles = n.Particles(
            floats(p.positions, keep),
            floats(p.previous, keep),
            floats(p.radii_m, keep),
            floats(p.colours, keep),
            ints(p.kind, keep),
            len(p.positions),
        )
    return out, keep


def floats(array: NDArray[Any], keep: Keep) -> Any:
    a = np.ascontiguousarray(array, dtype=np.float32)
    keep.append(a)
    return a.ctypes.data_as(n.pf)


def ints(array: NDArray[Any], keep: Keep) -> Any:
    a = np.ascontiguousarray(array, dtype=np.int32)
    keep.append(a)
    return a.ctypes.data_as(n.pi)


def octets(array: NDArray[np.uint8]) -> Any:
    return array.ctypes.data_as(n.pb)


def _joined(arrays: Sequence[Any], columns: int) -> NDArray[Any]:
    rows = [np.asarray(a).reshape(-1, columns) for a in arrays if len(a)]
    return np.concatenate(rows) if rows else np.zeros((0, columns), np.float32)


def _unit(v: tuple[float, float, float]) -> list[float]:
    length = math.sqrt(sum(c * c for c in v))
    return [c / max(length, 1e-9) for c in v]


def _camera(c: Camera) -> n.Camera:
    r = c.rotation
    return n.Camera(
        n.F3(*c.position),
        n.F3(*r[0:3]),
        n.F3(*r[3:6]),
        n.F3(*r[6:9]),
        math.tan(c.fov_y_rad / 2),
        c.near_m,
        c.far_m,
        c.focus_m,
        c.aperture,
    )


def _check(d: Drawable) -> None:
    m = d.mesh
    count = len(m.positions)
    if len(m.normals) != count or len(m.uvs) != count:
        raise InvalidInput("bad_mesh", "a mesh's normals and uvs must match its positions", field="mesh")
    if len(m.faces) and (int(m.faces.min()) < 0 or int(m.faces.max()) >= count):
        raise InvalidInput("bad_mesh", "a mesh's faces point outside its vertices", field="mesh")
    if m.joints is not None and (m.weights is None or len(m.joints) != count or len(m.weights) != count):
        raise InvalidInput("bad_mesh", "a mesh's joints and weights must match its positions", field="mesh")


def empty_picture(width: int, height: int) -> tuple[n.Picture, NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Planes to be filled, and the structure that points at them."""
    y = np.empty((height, width), np.uint8)
    u, v = np.empty((height // 2, width // 2), np.uint8), np.empty((height // 2, width // 2), np.uint8)
    return n.Picture(octets(y), octets(u), octets(v), n.pb(), n.pf(), n.pi()), y, u, v
