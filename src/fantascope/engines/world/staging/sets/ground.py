"""Ground, water and horizons: the meshes a landscape lies on, with the height grid that agrees with them.

Knows nothing of places. The ground mesh has its vertices on the grid of the Terrain wherever the Terrain reaches, so
that
feet stand on what is seen; beyond it coarsens to the horizon. Heights in metres.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...bodies import shapes
from ...bodies.scenery.forms import assemble, lump, vinyl
from ...bodies.types import Body, Material, Mesh, Part, Rgb, SoundMaterial
from ...picture.types import Water, Waves
from ..types import Prop, Terrain

F64 = NDArray[np.float64]
Height = Callable[[F64, F64], F64]


def flat(x: F64, y: F64) -> F64:
    return np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))


def axis(low: float, high: float, step: float, far_low: float, far_high: float, growth: float = 1.35) -> F64:
    """Grid lines: every `step` from low to high, then ever wider out to the far ends."""
    near = np.linspace(low, high, max(round((high - low) / step), 1) + 1)

    def out(start: float, end: float) -> list[float]:
        lines, d, x = [], step, start
        while abs(end - x) > d * growth * 1.5:
            d *= growth
            x += np.sign(end - start) * d
            lines.append(float(x))
        return [*lines, end] if abs(end - start) > 1e-6 else []

    return np.concatenate([out(low, far_low)[::-1], near, out(high, far_high)])


def ramp(x: F64, low: float, high: float) -> F64:
    """A smooth step from 0 at `low` to 1 at `high`."""
    t = np.clip((np.asarray(x, dtype=np.float64) - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def rolling(x: F64, y: F64, seed: int, wavelength_m: float) -> F64:
    """Gentle hills in about [−1, 1]: a few sines in random directions."""
    rng = np.random.default_rng([seed, 5])
    z = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))
    for k in range(5):
        a, f = rng.uniform(0, 6.28), 2 * np.pi / wavelength_m * (0.6 + 0.35 * k)
        z = z + np.sin((x * np.cos(a) + y * np.sin(a)) * f + rng.uniform(0, 6.28)) / (1.2 + 0.8 * k)
    return z / 1.6


def clearing(seed: int, height_m: float, flat_m: float, wavelength_m: float = 30.0) -> Height:
    """Flat round the play area, rolling beyond."""

    def height(x: F64, y: F64) -> F64:
        return np.asarray(
            height_m * (0.5 + rolling(x, y, seed, wavelength_m)) * ramp(np.hypot(x * 0.75, y), flat_m, flat_m + 14.0)
        )

    return height


def ground(
    material: Material,
    *,
    height: Height = flat,
    near: tuple[float, float, float, float] = (-16.0, 16.0, -8.0, 14.0),
    step: float = 1.0,
    far_m: float = 220.0,
    tone: float = 0.1,
    seed: int = 0,
    sound: SoundMaterial = "earth",
    tint: Callable[[F64, F64], F64] | None = None,
) -> tuple[Prop, Terrain]:
    """The ground of a landscape, and its height grid over `near` (x0, x1, y0, y1).

    `tone` varies the brightness in broad patches; `tint` (x, y) → (..., 3) multiplies the material's colour.
    """
    x0, x1, y0, y1 = near
    xs, ys = axis(x0, x1, step, -far_m, far_m), axis(y0, y1, step, -min(far_m, 60.0), far_m)
    gx, gy = np.meshgrid(xs, ys, indexing="ij")
    surface_mesh = shapes.grid(np.stack([gx, gy, height(gx, gy)], -1), uvs=np.stack([gx, gy], -1))
    shade = 1 + tone * rolling(gx, gy, seed + 3, 23.0) + 0.5 * tone * rolling(gx, gy, seed + 4, 7.0)
    colours = np.repeat(np.clip(shade, 0, 1.4)[..., None], 3, axis=-1)
    if tint is not None:
        colours = colours * tint(gx, gy)
    m = shapes.painted(surface_mesh, colours.reshape(-1, 3))
    nx, ny = max(round((x1 - x0) / step), 1) + 1, max(round((y1 - y0) / step), 1) + 1
    hx, hy = np.meshgrid(np.linspace(x0, x1, nx), np.linspace(y0, y1, ny), indexing="ij")
    return Prop(_body("ground", m, material, sound), (0.0, 0.0, 0.0), solid=False, name="ground"), Terrain(
        x0, x1, y0, y1, height(hx, hy)
    )


def _body(concept: str, m: Mesh, material: Material, sound: SoundMaterial) -> Body:
    p = m.positions
    size = tuple(float(v) for v in np.ptp(p, axis=0))
    return Body(concept, (Part(concept, m, material),), (size[0], size[1], size[2]), sound=sound)


def sheet(
    material: Material,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    *,
    z: float = 0.0,
    name: str = "floor",
    sound: SoundMaterial = "wood",
    turn: bool = False,
) -> Prop:
    """A flat rectangle lying at height z (floors, roads, carpets of paint), uvs in metres; `turn` runs u along y."""
    p = np.array([[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]])
    uv = p[:, [1, 0]] if turn else p[:, :2]
    m = shapes.mesh(p, [[0, 1, 2], [0, 2, 3]], [[0, 0, 1]] * 4, uv)
    return Prop(_body(name, m, material, sound), (0.0, 0.0, 0.0), solid=False, name=name)


def waves(kind: str, seed: int = 0) -> Waves:
    """Deep-water waves (ω² = g·k) for "still", "lake", "beach", "sea" or "storm"; those of a sea run roughly towards
    −y."""
    amplitude, longest, count, spread = {
        "still": (0.004, 1.6, 4, 3.0),
        "lake": (0.014, 3.0, 6, 1.6),
        "beach": (0.055, 9.0, 7, 0.5),
        "sea": (0.15, 14.0, 9, 0.8),
        "storm": (0.85, 19.0, 12, 0.7),
    }[kind]
    rng = np.random.default_rng([seed, 71])
    rows = []
    for k in range(count):
        length = longest * 0.72**k * rng.uniform(0.92, 1.08)
        number = 2 * np.pi / length
        angle = -np.pi / 2 + 0.35 + spread * rng.uniform(-1, 1)
        a = amplitude * (length / longest) ** 1.12 * rng.uniform(0.75, 1.1)
        rows.append((a, number * np.cos(angle), number * np.sin(angle), np.sqrt(9.81 * number), rng.uniform(0, 6.28)))
    return Waves(waves=np.asarray(rows, dtype=np.float32))


def water_sheet(
    *,
    x: tuple[float, float] = (-18.0, 18.0),
    y: tuple[float, float] = (-10.0, 24.0),
    step: float = 0.6,
    level_m: float = 0.0,
    far_x: float = 260.0,
    far_y: tuple[float, float] = (-60.0, 320.0),
    growth: float = 1.2,
) -> Prop:
    """A water surface, dense over x × y and coarse to the far ends; the renderer raises its waves."""
    xs, ys = axis(*x, step, -far_x, far_x, growth), axis(*y, step, *far_y, growth)
    gx, gy = np.meshgrid(xs, ys, indexing="ij")
    m = shapes.grid(np.stack([gx, gy, np.full_like(gx, level_m)], -1), uvs=np.stack([gx, gy], -1))
    look = Material(colour=(0.2, 0.5, 0.6), roughness=0.08, shade="water", casts_shadow=False)
    return Prop(_body("water", m, look, "water"), (0.0, 0.0, 0.0), solid=False, name="water")


def optics(kind: str, waves_: Waves, *, tropical: bool = False, muddy: bool = False) -> Water:
    """Water colours and ripples for a kind of waves."""
    foam = {"still": 0.05, "lake": 0.1, "beach": 0.5, "sea": 0.4, "storm": 0.25}[kind]
    ripple = {"still": 0.12, "lake": 0.25, "beach": 0.3, "sea": 0.45, "storm": 0.75}[kind]
    if tropical:
        return Water(
            waves_, shallow=(0.14, 0.56, 0.54), deep=(0.012, 0.16, 0.26), clarity_m=2.2, foam=foam, ripple=ripple
        )
    if muddy:
        return Water(waves_, shallow=(0.16, 0.3, 0.24), deep=(0.02, 0.09, 0.1), clarity_m=1.2, foam=foam, ripple=ripple)
    return Water(waves_, foam=foam, ripple=ripple)


def ridge(
    seed: int,
    colour: Rgb,
    *,
    distance_m: float,
    width_m: float,
    height_m: float,
    roughness: float = 1.0,
    snowcap: bool = False,
    x: float = 0.0,
) -> Prop:
    """A far silhouette across the picture: a soft range of hills (or peaks with `roughness` > 2) at y = distance."""
    n = 96
    xs = np.linspace(-width_m / 2, width_m / 2, n)
    rng = np.random.default_rng([seed, 13])
    crest = np.zeros(n)
    for k in range(7):
        f = (1.4 + 1.1 * k) * 2 * np.pi / width_m
        crest += np.sin(xs * f + rng.uniform(0, 6.28)) / (1 + 0.9 * k / roughness)
    crest = (crest - crest.min()) / np.ptp(crest)
    crest = crest**1.1 if roughness <= 2 else np.abs(crest) ** 1.4 + 0.05 * np.abs(np.sin(xs * 90 / width_m))
    edge = np.clip((1 - np.abs(xs) / (width_m / 2)) * 4, 0, 1)
    top = height_m * (0.35 + 0.65 * crest) * (0.25 + 0.75 * edge)
    rows = []
    for f, back in ((-0.06, -0.5), (0.2, -0.42), (0.5, -0.25), (0.8, -0.08), (1.0, 0.0)):
        rows.append(np.stack([xs, np.full(n, back * height_m * 1.4), top * f], -1))
    p = np.array(rows)
    m = shapes.grid(p.transpose(1, 0, 2))
    t = np.linspace(0, 1, 5)[None, :] * np.ones((n, 1))
    shade = (0.86 + 0.2 * t)[..., None] * np.ones(3)
    if snowcap:
        s = ramp(p[..., 2].T, height_m * 0.52, height_m * 0.7)[..., None]
        shade = shade * (1 - s) + np.asarray([0.93, 0.95, 1.0]) / np.asarray(colour) * s
    m = shapes.painted(m, shade.reshape(-1, 3))
    return Prop(_body("ridge", m, vinyl(colour, 0.9), "earth"), (x, distance_m, 0.0), solid=False, name="ridge")


def treeline(
    seed: int, colour: Rgb, *, distance_m: float, width_m: float, height_m: float, firs: bool = False, x: float = 0.0
) -> Prop:
    """A far wood seen as one: rows of cheap lumps or cones, ~60 triangles each."""
    rng = np.random.default_rng([seed, 17])
    meshes = []
    pitch = height_m * (0.52 if firs else 0.72)
    count = int(width_m / pitch)
    for k in range(count):
        cx = (k + 0.5 - count / 2) * pitch + rng.uniform(-0.3, 0.3) * pitch
        cy = rng.uniform(-1.2, 1.2) * height_m * 0.5
        h = height_m * rng.uniform(0.7, 1.1)
        if firs:
            m = shapes.lathe([(0.3 * h, 0.02 * h), (0.16 * h, 0.45 * h), (0.2 * h, 0.45 * h), (0.0, h)], segments=8)
            m = shapes.moved(m, (cx, cy, 0.0))
        else:
            m = lump(
                (h * 0.5, h * 0.5, h * 0.52), at=(cx, cy, h * 0.48), seed=seed * 31 + k, rough=0.14, rings=6, segments=9
            )
        z = m.positions[:, 2]
        k0 = rng.uniform(0.9, 1.08)
        t = np.clip(z / h, 0, 1)[:, None]
        meshes.append(shapes.painted(m, (np.array([0.6, 0.7, 0.78]) * (1 - t) + np.array([1.1, 1.08, 0.98]) * t) * k0))
    body = assemble("treeline", [(shapes.join(meshes), vinyl(colour, 0.8))], colliders=(), sound="grass")
    return Prop(body, (x, distance_m, 0.0), heading_rad=-np.pi / 2, solid=False, name="treeline")
