"""A Scene: a set built, a cast placed, lights and camera marks known; nothing has moved yet.

Knows nothing of time. Metres, z up; the audience looks roughly along +y, so a set's backdrop is at large y and its
open side at negative y; the middle of the playing area is the origin.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Body, Rgb, SoundMaterial, Vec3
from ..picture.types import Fog, Lamp, Sky, Water
from ..sound.types import Bed, Space

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Prop:
    """A body of the set at its place. Fixed props are part of the world's geometry; loose ones are simulated."""

    body: Body
    position: Vec3
    heading_rad: float = 0.0
    scale: float = 1.0
    loose: bool = False
    solid: bool = True
    """Collides (with its colliders)."""
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """Ground height on a regular grid: heights (nx, ny) over [x0, x1] × [y0, y1]; bilinear between, flat outside."""

    x0: float
    x1: float
    y0: float
    y1: float
    heights: F64

    def __call__(self, x: F64, y: F64) -> F64:
        nx, ny = self.heights.shape
        u = np.clip((np.asarray(x, dtype=np.float64) - self.x0) / (self.x1 - self.x0) * (nx - 1), 0, nx - 1.000001)
        v = np.clip((np.asarray(y, dtype=np.float64) - self.y0) / (self.y1 - self.y0) * (ny - 1), 0, ny - 1.000001)
        i, j = u.astype(int), v.astype(int)
        fu, fv = u - i, v - j
        h = self.heights
        top = h[i, j] * (1 - fu) + h[i + 1, j] * fu
        low = h[i, j + 1] * (1 - fu) + h[i + 1, j + 1] * fu
        return np.asarray(top * (1 - fv) + low * fv)


@dataclass(frozen=True, slots=True)
class SetStyle:
    """What a set builder is told."""

    time: str = "afternoon"
    weather: str = "clear"
    season: str = "summer"
    details: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class StageSet:
    """A built set. `marks` are named points of interest on it ("stairs_top", "stairs_foot", "campfire", "hoop",
    "shore", "hill_top", "hill_foot", "door", "seat_0", "table_top" …); `lane` is the line (start, end) along which
    things cross the picture; `play` half extents (x, y) of the free area round the origin. `view` is the default camera
    direction (from subject to camera, unit, horizontal), `backdrop_m` how far the set is dressed."""

    name: str
    props: tuple[Prop, ...]
    terrain: Terrain
    ground_sound: SoundMaterial
    sky: Sky
    fog: Fog = field(default_factory=Fog)
    lamps: tuple[Lamp, ...] = ()
    water: Water | None = None
    marks: dict[str, Vec3] = field(default_factory=dict)
    lane: tuple[Vec3, Vec3] = ((-4.0, 0.0, 0.0), (4.0, 0.0, 0.0))
    play: tuple[float, float] = (5.0, 3.0)
    view: tuple[float, float] = (0.0, -1.0)
    beds: tuple[Bed, ...] = ()
    space: Space = "open"
    exposure: float = 1.0
    wetness: float = 0.0
    snow: float = 0.0
    gravity_ms2: float = 9.81
    indoors: bool = False
    fires: tuple[Vec3, ...] = ()
    """Where flames burn (campfire, torch): the film adds flames, sparks, flicker and glow."""
    palette: tuple[Rgb, ...] = ()
