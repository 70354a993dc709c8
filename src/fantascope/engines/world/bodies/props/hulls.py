"""Hulls that float, and what every boat shares.

Knows nothing of rigs or waves. What always holds: mass = 1000 kg/m³ × the volume below the painted waterline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Body, Mesh
from .assembly import Kit

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Hull:
    """Three closed-together skins (bottom paint, topsides, sheer band), a deck, and what they displace."""

    bottom: Mesh
    sides: Mesh
    band: Mesh
    deck: Mesh
    rail: F64
    """Sheer line (n, 3), port then starboard, closed."""
    displaced_m3: float

    def all(self) -> tuple[Mesh, ...]:
        return (self.bottom, self.sides, self.band, self.deck)


def hull(
    length: float,
    beam: float,
    keel: float,
    sheer: float,
    *,
    waterline: float,
    bow_rise: float,
    stern: float = 0.62,
    fullness: float = 2.2,
    sink: float = 0.05,
) -> Hull:
    """A round-bilged hull along x with its keel at z = `keel` and its sheer at about `sheer`, pointed at the bow.

    `stern` is the width of the transom as a share of the beam; `bow_rise` lifts the sheer forward; `fullness` > 2
    squares the bilges; `sink` drops the deck below the sheer.
    """
    n = 41
    u = np.linspace(0, 1, n)
    x = (u - 0.5) * length
    plan = np.where(
        u < 0.45,
        stern + (1 - stern) * np.sin(np.minimum(u / 0.45, 1) * np.pi / 2) ** 0.9,
        np.cos(np.clip((u - 0.45) / 0.55, 0, 1) * np.pi / 2) ** 0.72,
    )
    plan = np.maximum(plan, 0.012)
    top = (
        sheer
        + bow_rise * np.clip((u - 0.35) / 0.65, 0, 1) ** 2
        + 0.25 * bow_rise * np.clip((0.35 - u) / 0.35, 0, 1) ** 2
    )
    low = keel + (top - keel) * (
        0.92 * np.clip((u - 0.6) / 0.4, 0, 1) ** 2.6 + 0.35 * np.clip((0.28 - u) / 0.28, 0, 1) ** 2
    )
    half = beam / 2 * plan
    levels = np.concatenate([np.linspace(0, 1, 9) ** 1.6])

    def section(z: F64, k: int) -> F64:
        d = np.clip((top[k] - z) / max(top[k] - low[k], 1e-6), 0, 1)
        return np.asarray(half[k] * np.maximum(1 - d**fullness, 0) ** 0.5 * (0.86 + 0.14 * (1 - d)))

    wl = np.maximum(np.full(n, waterline), low + 1e-3)
    band = np.maximum(top - 0.2 * (sheer - waterline), wl + 1e-3)
    grids = []
    for z0, z1, count in ((low, wl, 9), (wl, band, 6), (band, top, 3)):
        t = levels if count == 9 else np.linspace(0, 1, count)
        z = z0[:, None] + (z1 - z0)[:, None] * t[None, :]
        y = np.stack([section(z[k], k) for k in range(n)])
        grids.append(np.stack([np.broadcast_to(x[:, None] + _rake(z, top, length, u), z.shape), y, z], axis=-1))
    skins = []
    for g in grids:
        left = shapes.grid(g[::-1])
        right = shapes.scaled(left, (1, -1, 1))
        transom = np.stack([g[0], g[0] * np.array([1.0, -1.0, 1.0])])
        skins.append(shapes.join([left, right, _flat_normals(shapes.grid(transom), -1)]))
    edge = grids[2][:, -1]
    floor_z = np.maximum(top - sink, np.minimum(low + 0.03, top - 0.005))
    inner = edge.copy()
    inner[:, 0] = 0.985 * (x + _rake(floor_z[:, None], top, length, u)[:, 0])
    inner[:, 1] = 0.93 * np.array([float(section(floor_z[k : k + 1], k)[0]) for k in range(n)])
    inner[:, 2] = floor_z
    floor = shapes.grid(np.stack([inner * np.array([1.0, k, 1.0]) for k in np.linspace(-1, 1, 7)], axis=1))
    if floor.normals[:, 2].mean() < 0:
        floor = shapes.grid(np.stack([inner * np.array([1.0, -k, 1.0]) for k in np.linspace(-1, 1, 7)], axis=1))
    wall = [edge, inner]
    bulwark = shapes.grid(np.stack(wall, axis=1))
    if float(np.sum(bulwark.normals[:, 1])) > 0:
        bulwark = shapes.grid(np.stack(wall[::-1], axis=1))
    ends = np.stack([np.stack([inner[0], inner[0] * [1, -1, 1]]), np.stack([edge[0], edge[0] * [1, -1, 1]])])
    stern_wall = _flat_normals(shapes.grid(ends), 1)
    deck = shapes.join([floor, bulwark, shapes.scaled(bulwark, (1, -1, 1)), stern_wall])
    zs = np.linspace(0, 1, 24)
    area = np.array(
        [2 * np.trapezoid(section(low[k] + (wl[k] - low[k]) * zs, k), dx=(wl[k] - low[k]) / 23) for k in range(n)]
    )
    rail = np.concatenate([edge, (edge * np.array([1.0, -1.0, 1.0]))[::-1]])
    bottom, sides, top_band = skins
    return Hull(bottom, sides, top_band, deck, rail, float(np.trapezoid(area, x)))


def _rake(z: F64, top: F64, length: float, u: F64) -> F64:
    """The bow leans forward towards the sheer."""
    return np.asarray(-0.35 * (top[:, None] - z) * np.clip((u[:, None] - 0.75) / 0.25, 0, 1) ** 2)


def _flat_normals(m: Mesh, sign: int) -> Mesh:
    """A flat transom facing ±x."""
    n = np.zeros_like(m.normals)
    n[:, 0] = sign
    p = m.positions
    facing = float(np.sum(np.cross(p[m.faces[:, 1]] - p[m.faces[:, 0]], p[m.faces[:, 2]] - p[m.faces[:, 0]])[:, 0]))
    faces = m.faces if facing * sign >= 0 else np.ascontiguousarray(m.faces[:, ::-1])
    return Mesh(p, n, m.uvs, faces)


def launch(
    kit: Kit, h: Hull, *, length: float, beam: float, keel: float, waterline: float, engine: str, sails: bool = False
) -> Body:
    """Collider, anchors, mass and traits shared by all boats."""
    kit.hull(*h.all())
    z = waterline
    kit.anchor("hull_front", (length * 0.42, 0.0, z))
    kit.anchor("hull_back", (-length * 0.46, 0.0, z))
    kit.anchor("hull_left", (0.0, beam * 0.42, z))
    kit.anchor("hull_right", (0.0, -beam * 0.42, z))
    traits: dict[str, float | str] = {
        "draft_m": waterline - keel,
        "length_m": length,
        "beam_m": beam,
        "engine": engine,
        "floats": 1.0,
        "sails": float(sails),
    }
    return kit.body(mass_kg=1000.0 * h.displaced_m3, friction=0.3, restitution=0.2, rig="vehicle", traits=traits)
