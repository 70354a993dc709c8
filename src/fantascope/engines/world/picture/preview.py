"""A quick look at bodies: laid out in rows on soft ground under a studio sky, written as a PNG.

Knows nothing of sets or time. For people who make bodies; not used by the film.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..bodies.shapes import terrain
from ..bodies.types import Body, Material
from .renderer import Renderer
from .types import Camera, Drawable, Fog, Frame, Look, Quality, Sky

F32 = NDArray[np.float32]
STUDIO = Sky(
    sun_direction=(-0.35, -0.75, 0.8),
    zenith=(0.36, 0.52, 0.82),
    horizon=(0.82, 0.86, 0.92),
    ground=(0.42, 0.40, 0.38),
    clouds=0.0,
    sun_disc=0.0,
)


def look_at(
    eye: tuple[float, float, float],
    target: tuple[float, float, float],
    *,
    fov_y_rad: float = 0.5,
    aperture: float = 0.0,
    near_m: float = 0.05,
) -> Camera:
    """A level camera at `eye` whose picture's middle, and focus, is `target`."""
    forward = np.subtract(target, eye).astype(np.float64)
    distance = float(np.linalg.norm(forward))
    forward /= distance
    right = np.cross(forward, [0.0, 0.0, 1.0])
    right /= max(float(np.linalg.norm(right)), 1e-9)
    up = np.cross(right, forward)
    rotation = tuple(float(c) for c in np.concatenate([right, up, forward]))
    return Camera(eye, rotation, fov_y_rad, near_m=near_m, focus_m=distance, aperture=aperture)


def drawables_of(body: Body, thing: int, skin: F32 | None, palette: int) -> tuple[list[Drawable], list[F32]]:
    """Drawables of a body standing at the origin, and the (4, 4) matrix of each. `skin` (b, 3, 4) poses its bones."""
    drawn: list[Drawable] = []
    places: list[F32] = []
    for part in body.parts:
        skinned = part.mesh.joints is not None
        drawn.append(Drawable(part.mesh, part.material, thing, palette if skinned else -1))
        m = np.eye(4, dtype=np.float32)
        if not skinned and part.bone >= 0 and skin is not None:
            m[:3] = skin[part.bone]
        places.append(m)
    return drawn, places


def preview(
    bodies: Sequence[Body],
    path: str | Path,
    *,
    width: int = 1280,
    height: int = 720,
    yaw_deg: float = -35,
    pitch_deg: float = 18,
    spacing: float = 1.3,
    poses: Sequence[F32 | None] | None = None,
    sky: Sky = STUDIO,
    look: Look = "toy",
    columns: int | None = None,
    zoom: float = 1.0,
) -> None:
    """Write a PNG of `bodies`, each turned to face the camera at `yaw_deg` (0 = facing it, negative = its left turned
    towards the right of the picture), in rows of `columns`, `spacing` times their size apart.

    poses: per body, skin matrices (b, 3, 4) rest → posed body frame, or None for rest.
    """
    from PIL import Image

    count = len(bodies)
    columns = columns or max(1, math.ceil(math.sqrt(count * width / height * 0.8)))
    cell = [max(b.size[0], b.size[1], 0.05) * spacing for b in bodies]
    drawn: list[Drawable] = []
    matrices: list[F32] = []
    palettes: list[F32] = []
    turn = math.radians(-90 + yaw_deg)
    c, s = math.cos(turn), math.sin(turn)
    spots: list[tuple[float, float]] = []
    y = 0.0
    for start in range(0, count, columns):
        row = cell[start : start + columns]
        x = -sum(row) / 2
        y += max(row) / 2 if start else 0.0
        for w in row:
            spots.append((x + w / 2, y))
            x += w
        y += max(row) / 2
    for k, body in enumerate(bodies):
        skin = poses[k] if poses is not None else None
        if skin is None and body.skeleton is not None:
            skin = np.tile(np.eye(3, 4, dtype=np.float32), (len(body.skeleton.names), 1, 1))
        root = np.array([[c, -s, 0, spots[k][0]], [s, c, 0, spots[k][1]], [0, 0, 1, 0], [0, 0, 0, 1]], np.float32)
        palette = -1
        if skin is not None:
            palette = len(palettes)
            palettes.append(np.ascontiguousarray(np.einsum("ij,bjk->bik", root[:3, :3], skin)))
            palettes[-1][:, :, 3] += root[:3, 3]
        parts, places = drawables_of(body, k + 1, skin, palette)
        drawn += parts
        matrices += [root @ m for m in places]
    extent = max([1e-3, *[abs(v) + w for (v, _), w in zip(spots, cell, strict=True)]])
    reach = 40 * max(extent, y, 1.0)
    drawn.append(
        Drawable(terrain(lambda a, b: 0 * a, reach, reach, 4), Material(colour=(0.80, 0.78, 0.75), roughness=0.9), 0)
    )
    matrices.append(np.eye(4, dtype=np.float32))
    camera = _frame_all(bodies, spots, pitch_deg, width / height, zoom)
    stack = np.stack(matrices)[:, :3, :]
    far = camera.focus_m
    state = Frame(
        0.0,
        camera,
        camera,
        sky,
        stack,
        stack,
        np.ones(len(drawn), bool),
        tuple(palettes),
        tuple(palettes),
        fog=Fog(sky.horizon, 0.25 / far, far * 2.5),
    )
    picture = Renderer(drawn, width, height, look=look, quality=Quality(grain=0.0)).render(state, rgb=True)
    assert picture.rgb is not None
    Image.fromarray(picture.rgb).save(path)


def _frame_all(
    bodies: Sequence[Body], spots: Sequence[tuple[float, float]], pitch_deg: float, aspect: float, zoom: float
) -> Camera:
    """The camera that just holds every body's bounding box, with a little air."""
    corners = []
    for body, (x, y) in zip(bodies, spots, strict=True):
        r = max(body.size[0], body.size[1]) / 2
        corners += [(x + i * r, y + j * r, k * body.size[2]) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)]
    p = np.array(corners or [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)])
    target = (p.min(0) + p.max(0)) / 2
    fov, pitch = 0.42, math.radians(pitch_deg)
    forward = np.array([0.0, math.cos(pitch), -math.sin(pitch)])
    right, up = np.array([1.0, 0.0, 0.0]), np.array([0.0, math.sin(pitch), math.cos(pitch)])
    q = p - target
    t = math.tan(fov / 2) * 0.9 * zoom
    distance = max(
        float(np.max(np.abs(q @ up) / t - q @ forward)), float(np.max(np.abs(q @ right) / (t * aspect) - q @ forward))
    )
    eye = target - forward * distance
    a, b = tuple(float(v) for v in eye), tuple(float(v) for v in target)
    return look_at((a[0], a[1], a[2]), (b[0], b[1], b[2]), fov_y_rad=fov, near_m=distance * 0.02)
