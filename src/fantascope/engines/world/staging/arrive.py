"""Where those who join a scene that is going on find a place, and from which side they come in.

Knows nothing of motion. Nobody is put where somebody is; an entrance lies outside the picture, clear of walls.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..picture.types import Camera
from .place import Player, Spot, place
from .types import StageSet

F64 = NDArray[np.float64]


def place_arrivals(
    arrivals: Sequence[Player],
    present: Sequence[Player],
    there: Mapping[str, tuple[F64, float]],
    stage: StageSet,
    marks: Callable[[str], F64 | None],
    camera: Camera,
) -> dict[str, Spot]:
    """A spot for each newcomer. `there` gives place and heading of everyone `present`, as they are now."""
    if not arrivals:
        return {}
    taken = [(*there[p.id][0][:2], 0.5 * max(p.body.size[:2])) for p in present]
    ideal = place([*present, *arrivals], stage, marks)
    roles = {p.role.id for p in present}
    spots: dict[str, Spot] = {}
    moved: dict[str, F64] = {}
    for p in arrivals:
        spot = ideal[p.id]
        partner = next((r.to for r in p.role.relations if r.to in roles and r.kind not in {"holding", "facing"}), None)
        anchored = partner or next((r.to for r in p.role.relations if r.to.startswith("set:")), None)
        if partner is not None:
            mates = [q for q in present if q.role.id == partner]
            now = np.mean([there[q.id][0] for q in mates], axis=0)
            shift = now - np.mean([ideal[q.id].position for q in mates], axis=0)
            spot.position = spot.position + shift
        elif anchored is None:
            if p.role.id not in moved:
                moved[p.role.id] = _free(p, taken, stage, camera) - spot.position[:2]
            x, y = spot.position[:2] + moved[p.role.id]
            spot.position = np.array(
                [x, y, _ground(stage, x, y) + spot.position[2] - _ground(stage, *spot.position[:2])]
            )
        spots[p.id] = spot
        taken.append((spot.position[0], spot.position[1], 0.5 * max(p.body.size[:2])))
    return spots


def _free(p: Player, taken: Sequence[tuple[float, float, float]], stage: StageSet, camera: Camera) -> F64:
    """The spot (x, y) nearest to where the camera looks that is clear of everyone and of the set."""
    right, ahead = _axes(camera)
    seen = [t for t in taken if _in_front(t, camera)]
    middle = (
        np.mean([t[:2] for t in seen], axis=0) if seen else np.asarray(camera.position)[:2] + ahead * camera.focus_m
    )
    reach = 0.5 * max(p.body.size[:2])
    deep = reach + 1.0 if p.kind == "fixture" else 0.0
    solid = [(*q.position[:2], 0.5 * max(q.body.size[:2]) * q.scale) for q in stage.props if q.solid]
    wide, far = max(stage.play[0], abs(middle[0]) + 1.0), max(stage.play[1], abs(middle[1]) + 1.0)
    best, cost = middle, math.inf
    for side in np.arange(-4.0, 4.01, 0.4):
        for depth in (0.0, 0.5, 1.0, -0.4):
            at = middle + right * side * max(1.0, reach) + ahead * (deep + depth * max(1.0, reach))
            room = min((math.hypot(at[0] - x, at[1] - y) - r for x, y, r in taken), default=9.0) - reach
            wall = min((math.hypot(at[0] - x, at[1] - y) - r for x, y, r in solid if r < 15.0), default=9.0) - reach
            out = max(abs(at[0]) - wide, abs(at[1]) - far, 0.0)
            price = abs(side) + 0.8 * abs(depth) + 6.0 * max(0.35 - room, 0.0) + 4.0 * max(0.1 - wall, 0.0) + 2.0 * out
            if price < cost:
                best, cost = at, price
    return np.asarray(best)


def entrance(spot: F64, size_m: float, stage: StageSet, camera: Camera, aspect: float, rank: int) -> F64:
    """Where one who will stand at `spot` comes in: beyond the nearer edge of the picture, or past the camera where a
    wall is in the way."""
    right, ahead = _axes(camera)
    eye = np.asarray(camera.position)[:2]
    away = np.asarray(spot)[:2] - eye
    depth = max(float(away @ ahead), 1.0)
    half = depth * math.tan(camera.fov_y_rad / 2) * aspect + 0.6 * size_m + 0.3
    ways = sorted((1.0, -1.0), key=lambda s: abs(s * half - float(away @ right)))
    walls = [(*p.position[:2], 0.5 * max(p.body.size[:2]) * p.scale) for p in stage.props if p.solid]
    for side in ways:
        at = eye + ahead * depth + right * side * (half + 0.5 * size_m * rank)
        line = np.asarray(spot)[:2] + (at - np.asarray(spot)[:2])[None] * np.linspace(0.15, 1.0, 12)[:, None]
        blocked = any(r < 12.0 and np.min(np.hypot(line[:, 0] - x, line[:, 1] - y)) < r for x, y, r in walls)
        inside = not stage.indoors or abs(at[0]) < stage.play[0] + 0.5
        steep = abs(_ground(stage, *at) - float(spot[2])) > 1.5
        if not blocked and inside and not steep:
            return np.array([*at, _ground(stage, *at)])
    at = eye + right * ways[0] * (0.5 + 0.8 * size_m) - ahead * (0.3 + 0.5 * size_m)
    return np.array([*at, _ground(stage, *at)])


def _axes(camera: Camera) -> tuple[F64, F64]:
    """Level unit vectors to the right of the picture and into it."""
    right = np.asarray(camera.rotation[0:2], dtype=np.float64)
    right = right / max(float(np.linalg.norm(right)), 1e-6)
    return right, np.array([-right[1], right[0]])


def _in_front(disc: tuple[float, float, float], camera: Camera) -> bool:
    right, ahead = _axes(camera)
    away = np.array(disc[:2]) - np.asarray(camera.position)[:2]
    deep = float(away @ ahead)
    return 0.0 < deep < 60.0 and abs(float(away @ right)) < deep


def _ground(stage: StageSet, x: float, y: float) -> float:
    return float(stage.terrain(np.array([x]), np.array([y]))[0])
