"""What the renderer is handed: static stock once, then one frame state at a time.

Knows nothing of screenplays or bodies. World axes: right-handed, z up, metres; colours here are **linear** light
(radiance relative to a sunlit white wall ≈ 1) unless a field says sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Material, Mesh

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]
Vec3 = tuple[float, float, float]
Look = Literal["toy", "clay", "paper", "noir", "anime", "watercolour", "pixel", "sepia"]


@dataclass(frozen=True, slots=True)
class Camera:
    """position; `rotation` (9 numbers, row-major 3×3) whose rows are the camera's right, up and forward."""

    position: Vec3
    rotation: tuple[float, ...]
    fov_y_rad: float
    near_m: float = 0.05
    far_m: float = 600.0
    focus_m: float = 8.0
    aperture: float = 0.0
    """Blur-circle diameter, as a fraction of the frame height, of a point at infinity; 0 = everything sharp."""


@dataclass(frozen=True, slots=True)
class Sky:
    """Sun (or moon) and dome. `sun_direction` points **towards** the sun; the dome also lights the scene (image-based
    ambient) and is what glossy things mirror."""

    sun_direction: Vec3 = (0.4, -0.5, 0.75)
    sun_colour: Vec3 = (3.6, 3.3, 2.9)
    zenith: Vec3 = (0.16, 0.36, 0.85)
    horizon: Vec3 = (0.65, 0.78, 0.95)
    ground: Vec3 = (0.24, 0.22, 0.2)
    ambient: float = 1.0
    """Multiplier on the dome's light on things."""
    sun_disc: float = 1.0
    """0 hides the disc (overcast, indoors)."""
    is_moon: bool = False
    """Draw the disc as a moon (crisp, textured, `sun_colour`-tinted)."""
    clouds: float = 0.3
    """Cover in [0, 1]; they drift with the wind."""
    cloud_colour: Vec3 = (1.0, 1.0, 1.0)
    stars: float = 0.0
    planet: Vec3 | None = None
    """Direction of the Earth seen from the moon, or None."""


@dataclass(frozen=True, slots=True)
class Fog:
    colour: Vec3 = (0.65, 0.75, 0.88)
    density: float = 0.0
    """Extinction per metre past `start_m`."""
    start_m: float = 10.0


@dataclass(frozen=True, slots=True)
class Lamp:
    """A point light (cone_rad = None) or a spot. Falls off as 1/d², windowed to zero at `range_m`."""

    position: Vec3
    colour: Vec3
    """Radiance on a white wall one metre away."""
    range_m: float = 15.0
    direction: Vec3 = (0.0, 0.0, -1.0)
    cone_rad: float | None = None
    casts_shadow: bool = False
    """At most two of a frame's lamps are shadowed (nearest to the focus first)."""


@dataclass(frozen=True, slots=True)
class Waves:
    """A sum of travelling sines: z(x, y, t) = level + Σ a·sin(kx·x + ky·y − ω·t + φ). waves (n, 5): a, kx, ky, ω, φ.

    Meshes whose material shades as "water" are displaced by it in the renderer, normals included; boats ride the same
    field in the simulation.
    """

    level_m: float = 0.0
    waves: F32 = field(default_factory=lambda: np.zeros((0, 5), np.float32))

    def height(
        self, x: NDArray[np.float64], y: NDArray[np.float64], t: float | NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Surface height in metres at (x, y) and time t in seconds, broadcasting."""
        z = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y), np.shape(t))) + self.level_m
        for a, kx, ky, w, p in self.waves.astype(np.float64):
            z = z + a * np.sin(kx * x + ky * y - w * t + p)
        return z


@dataclass(frozen=True, slots=True)
class Water:
    """Optics of the water surface; Fresnel reflection of the sky and (screen-space) of the scene, tinted depth."""

    waves: Waves = field(default_factory=Waves)
    shallow: Vec3 = (0.10, 0.42, 0.45)
    deep: Vec3 = (0.01, 0.09, 0.16)
    clarity_m: float = 2.0
    """Depth at which the bottom is two thirds hidden."""
    foam: float = 0.3
    ripple: float = 0.3
    """Strength of the small normal ripples below the mesh's scale, in [0, 1]."""


@dataclass(frozen=True, slots=True, eq=False)
class Particles:
    """Billboards of one frame, soft-edged, depth-tested, blended back to front, blurred along their own motion.

    positions (n, 3), previous (n, 3) at the shutter's opening, radii_m (n,), colours (n, 4) linear + opacity.
    kind (n,): 0 soft puff (smoke, dust, snow, foam; lit by sky), 1 streak (rain: thin and long along its motion),
    2 spark (additive, glows), 3 flake (a flat spinning rectangle: confetti, leaves), 4 disc (hard-edged bead or drop).
    """

    positions: F32
    previous: F32
    radii_m: F32
    colours: F32
    kind: I32


@dataclass(frozen=True, slots=True, eq=False)
class Drawable:
    """One mesh in one material, belonging to `thing` (segmentation id ≥ 1; 0 is the sky)."""

    mesh: Mesh
    material: Material
    thing: int = 1
    palette: int = -1
    """For a skinned mesh: which palette of the frame it uses; −1 = rigid, moved by its own matrix alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One instant. For k drawables: matrices (k, 3, 4) rest → world now and `previous` at the shutter's opening,
    visible (k,) bool. palettes: tuple of (b, 3, 4) rest → **world** skin matrices, with previous ones; a skinned
    drawable ignores its row of `matrices`."""

    time_s: float
    camera: Camera
    previous_camera: Camera
    sky: Sky
    matrices: F32
    previous: F32
    visible: NDArray[np.bool_]
    palettes: tuple[F32, ...] = ()
    previous_palettes: tuple[F32, ...] = ()
    fog: Fog = field(default_factory=Fog)
    lamps: tuple[Lamp, ...] = ()
    water: Water | None = None
    wetness: float = 0.0
    """Rain-wet ground: darkens and glosses up-facing surfaces, with puddles, in [0, 1]."""
    snow: float = 0.0
    """Snow lying on up-facing surfaces, in [0, 1]."""
    ripples: F32 = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    """Rings on water and puddles: (r, 4) of x, y, age_s, strength."""
    particles: Particles | None = None
    wind: tuple[float, float] = (0.0, 0.0)
    exposure: float = 1.0
    seed: int = 0
    """Grain and dither."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What a render spends. The defaults are finished clips; drafts turn effects off."""

    samples: int = 4
    shadow_size: int = 1536
    occlusion: bool = True
    depth_of_field: bool = True
    motion_blur: bool = True
    bloom: bool = True
    grain: float = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A rendered frame: planar YUV 4:2:0 BT.709 limited range, y (h, w), u and v (h/2, w/2) uint8; on request `rgb`
    (h, w, 3) uint8, `depth` (h, w) metres float32 (inf = sky) and `things` (h, w) int32 segmentation."""

    y: U8
    u: U8
    v: U8
    rgb: U8 | None = None
    depth: F32 | None = None
    things: I32 | None = None
