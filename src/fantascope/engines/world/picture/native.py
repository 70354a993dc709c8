"""The boundary to the compiled renderer: its structures mirrored for ctypes, and the library loaded once.

Knows nothing of frames' meaning. Loading fails with one clear line when the library was never built or does not match.
"""

from __future__ import annotations

import ctypes as ct
import sys
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from ....kernel.errors import Unavailable

f, i = ct.c_float, ct.c_int32
F3 = f * 3
Fields = list[Any]
pf, pi, pb = ct.POINTER(f), ct.POINTER(i), ct.POINTER(ct.c_uint8)

FLAGS = {"cutout": 1, "double": 2, "water": 4, "unlit": 8, "shadow": 16, "skinned": 32, "dry": 256}
LOOKS = ("toy", "clay", "paper", "noir", "anime", "watercolour", "pixel", "sepia")
STAGES = (
    "move",
    "shadows",
    "visibility",
    "occlusion",
    "mirrors",
    "shade",
    "edges",
    "water",
    "glass",
    "particles",
    "focus",
    "motion",
    "bloom",
    "finish",
)


class Drawable(ct.Structure):
    _fields_: ClassVar[Fields] = (
        [
            (n, i)
            for n in (
                "first_vertex",
                "vertices",
                "first_face",
                "faces",
                "first_skin",
                "palette",
                "thing",
                "texture",
                "flags",
            )
        ]
        + [("colour", F3)]
        + [(n, f) for n in ("roughness", "metallic", "emission", "opacity", "uv_scale", "bump", "sheen")]
    )


class Texture(ct.Structure):
    _fields_: ClassVar[Fields] = [("pixels", pb), ("width", i), ("height", i)]


class Stock(ct.Structure):
    _fields_: ClassVar[Fields] = (
        [
            ("drawables", ct.POINTER(Drawable)),
            ("textures", ct.POINTER(Texture)),
            ("positions", pf),
            ("normals", pf),
            ("uvs", pf),
            ("colours", pf),
            ("faces", pi),
            ("joints", pi),
            ("weights", pf),
        ]
        + [
            (n, i)
            for n in (
                "drawable_count",
                "texture_count",
                "vertex_count",
                "face_count",
                "skin_count",
                "width",
                "height",
                "look",
                "samples",
                "shadow_size",
                "occlusion",
                "depth_of_field",
                "motion_blur",
                "bloom",
            )
        ]
        + [("grain", f)]
    )


class Camera(ct.Structure):
    _fields_: ClassVar[Fields] = [("eye", F3), ("right", F3), ("up", F3), ("forward", F3)] + [
        (n, f) for n in ("tan_half", "near_m", "far_m", "focus_m", "aperture")
    ]


class Sky(ct.Structure):
    _fields_: ClassVar[Fields] = (
        [(n, F3) for n in ("sun_direction", "sun_colour", "zenith", "horizon", "ground", "cloud_colour", "planet")]
        + [(n, f) for n in ("ambient", "sun_disc", "clouds", "stars")]
        + [("is_moon", i), ("has_planet", i)]
    )


class Lamp(ct.Structure):
    _fields_: ClassVar[Fields] = [
        ("position", F3),
        ("colour", F3),
        ("direction", F3),
        ("range_m", f),
        ("cone_rad", f),
        ("casts_shadow", i),
    ]


class Water(ct.Structure):
    _fields_: ClassVar[Fields] = [
        ("shallow", F3),
        ("deep", F3),
        ("clarity_m", f),
        ("foam", f),
        ("ripple", f),
        ("level_m", f),
        ("waves", pf),
        ("wave_count", i),
        ("present", i),
    ]


class Particles(ct.Structure):
    _fields_: ClassVar[Fields] = [
        ("positions", pf),
        ("previous", pf),
        ("radii", pf),
        ("colours", pf),
        ("kinds", pi),
        ("count", i),
    ]


class Frame(ct.Structure):
    _fields_: ClassVar[Fields] = [
        ("time_s", ct.c_double),
        ("camera", Camera),
        ("previous_camera", Camera),
        ("sky", Sky),
        ("water", Water),
        ("particles", Particles),
        ("matrices", pf),
        ("previous", pf),
        ("visible", pb),
        ("palettes", pf),
        ("previous_palettes", pf),
        ("palette_starts", pi),
        ("lamps", ct.POINTER(Lamp)),
        ("ripples", pf),
        ("palette_count", i),
        ("lamp_count", i),
        ("ripple_count", i),
        ("fog_colour", F3),
        ("fog_density", f),
        ("fog_start_m", f),
        ("wetness", f),
        ("snow", f),
        ("wind", f * 2),
        ("exposure", f),
        ("seed", i),
    ]


class Picture(ct.Structure):
    _fields_: ClassVar[Fields] = [("y", pb), ("u", pb), ("v", pb), ("rgb", pb), ("depth", pf), ("things", pi)]


@cache
def library() -> ct.CDLL:
    """The compiled renderer.

    Raises:
        Unavailable: it was not built for this machine, or belongs to another version.
    """
    path = Path(__file__).with_name("_native.dll" if sys.platform == "win32" else "_native.so")
    try:
        lib = ct.CDLL(str(path))
    except OSError as error:
        raise Unavailable("renderer_missing", "the renderer is not built: run tools/native_build.py") from error
    sizes = (i * 10)()
    lib.fs_sizes(sizes)
    mirror = [ct.sizeof(s) for s in (Drawable, Texture, Stock, Camera, Sky, Lamp, Water, Particles, Frame, Picture)]
    if list(sizes) != mirror:
        raise Unavailable(
            "renderer_mismatch", "the built renderer belongs to another version: run tools/native_build.py"
        )
    lib.fs_create.restype = ct.c_void_p
    lib.fs_create.argtypes = [ct.POINTER(Stock), ct.c_int]
    lib.fs_destroy.restype = None
    lib.fs_destroy.argtypes = [ct.c_void_p, ct.c_int]
    lib.fs_render.argtypes = [ct.c_void_p, ct.c_int, ct.POINTER(Frame), ct.POINTER(Picture)]
    lib.fs_timings.restype = None
    lib.fs_timings.argtypes = [ct.c_void_p, ct.c_int, ct.POINTER(ct.c_double)]
    return lib
