"""Things the wind carries or moves: balloon, hot-air balloon, kite, paper plane, flag.

Knows nothing of wind; bones named flag… sway in the vehicle performer.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, disc, plate, rod, round_box, sheet, turn


def hot_air_balloon(order: Order) -> Body:
    """A striped balloon with a wicker basket, 6 m tall. Anchor `seat` is the basket's floor, `flame` the burner."""
    kit = Kit("hot_air_balloon", "cloth")
    t = np.linspace(0, 1, 30)
    radius = 1.9 * np.sin(np.pi * np.clip(0.09 + 0.91 * t, 0, 1)) ** 0.8 * (0.72 + 0.28 * t)
    radius = np.where(t > 0.999, 0, radius)
    profile = np.column_stack([radius, 1.75 + 4.3 * t - 0.25 * t * t])
    segments = 48
    balloon = shapes.lathe([(0.0, 1.75), *[tuple(p) for p in profile.tolist()]], segments=segments)
    colours = (order.colour, s.CREAM) if order.colour else (s.RED, s.YELLOW, s.CREAM, s.SKY)
    # bulging gores: the radius swells a little between the seams
    p = balloon.positions.copy()
    a = np.arctan2(p[:, 1], p[:, 0])
    swell = 1 + 0.022 * np.abs(np.sin(a * 6))
    p[:, :2] *= swell[:, None]
    faces = balloon.faces
    middle = p[faces].mean(axis=1)
    gore = ((np.arctan2(middle[:, 1], middle[:, 0]) / (2 * np.pi)) % 1 * 12).astype(int)
    whole = shapes.mesh(p, faces)
    for k in range(len(colours)):
        part = Mesh(whole.positions, whole.normals, whole.uvs, np.ascontiguousarray(faces[gore % len(colours) == k]))
        c = colours[k] or s.RED
        kit.add(part, Material(c, 0.5, sheen=0.25), tint="main" if k == 0 and order.colour is None else None)
    wicker = s.matte((0.62, 0.42, 0.22))
    kit.add(round_box((0.72, 0.72, 0.62), 0.1, (0, 0, 0.31)), wicker)
    kit.add(round_box((0.6, 0.6, 0.04), 0.02, (0, 0, 0.625)), s.matte((0.25, 0.16, 0.09)))
    for z in (0.1, 0.34, 0.6):
        kit.add(round_box((0.78, 0.78, 0.07), 0.03, (0, 0, z)), s.matte((0.5, 0.32, 0.16)))
    for x in (-0.33, 0.33):
        for y in (-0.33, 0.33):
            kit.add(rod((x, y, 0.6), (x * 1.3, y * 1.3, 1.95), 0.018), s.matte(s.DARK))
    kit.add(shapes.moved(shapes.cylinder(0.09, 0.16, bevel_m=0.02), (0, 0, 1.22)), s.chrome())
    kit.round(1.85, (0, 0, 4.1))
    kit.box((0.78, 0.78, 0.65), (0, 0, 0.33))
    kit.anchor("seat", (0, 0, 0.62))
    kit.anchor("flame", (0, 0, 1.4))
    return kit.body(mass_kg=120.0, traits={"flies": 1.0, "engine": "burner"})


def balloon(order: Order) -> Body:
    """A party balloon on a string; origin at the string's end."""
    colour = order.pick(s.RED)
    kit = Kit("balloon", "rubber")
    t = np.linspace(0, np.pi, 28)
    profile = np.column_stack(
        [
            0.16 * np.sin(t) * (1 - 0.18 * np.cos(t) * -1 * (np.cos(t) > 0) - 0.10 * np.cos(t)),
            0.9 - 0.19 * np.cos(t) * (1 + 0.12 * (np.cos(t) > 0)),
        ]
    )
    profile[0, 0] = profile[-1, 0] = 0.0
    kit.add(shapes.lathe(profile, segments=36), Material(colour, 0.12), tint="main")
    kit.add(
        shapes.moved(shapes.cylinder(0.024, 0.03, top_radius_m=0.008, segments=14), (0, 0, 0.668)),
        Material(colour, 0.2),
        tint="main",
    )
    kit.add(
        bent([(0.02, 0, 0.0), (-0.02, 0.01, 0.25), (0.015, -0.01, 0.48), (0, 0, 0.67)], 0.0035, segments=6),
        s.matte(s.WHITE),
    )
    kit.round(0.17, (0, 0, 0.91))
    kit.anchor("string", (0.02, 0, 0.0))
    return kit.body(mass_kg=0.006, restitution=0.7, traits={"lift": 1.0}, recentre=False)


def kite(order: Order) -> Body:
    """A diamond kite facing +x with a tail of bows, 1 m tall."""
    colour = order.pick(s.RED)
    kit = Kit("kite", "cloth")
    kit.bone("flag_tail", (0, 0, 0.62))
    corners = {"top": (0.0, 1.55), "left": (-0.42, 1.2), "low": (0.0, 0.6), "right": (0.42, 1.2)}
    middle = (0.0, 1.2)
    looks = (colour, s.YELLOW, colour, s.SKY) if order.colour is None else (colour, s.CREAM, colour, s.CREAM)
    names = list(corners)
    for k in range(4):
        a, b = corners[names[k]], corners[names[(k + 1) % 4]]
        kit.add(
            at(turn(plate([middle, a, b], 0.016, 0.006), "x", 90), y=0.008),
            Material(looks[k], 0.6, sheen=0.3),
            tint="main" if k % 2 == 0 else None,
        )
    kit.add(rod((0, 0.012, 0.6), (0, 0.012, 1.55), 0.008), s.of("wood"))
    kit.add(rod((-0.42, 0.012, 1.2), (0.42, 0.012, 1.2), 0.008), s.of("wood"))
    kit.add(
        bent([(0, 0, 0.6), (0.08, 0, 0.42), (-0.06, 0, 0.22), (0.05, 0, 0.0)], 0.005, segments=6),
        s.matte(s.DARK),
        bone="flag_tail",
    )
    for x, z, c in ((0.07, 0.43, s.YELLOW), (-0.02, 0.28, s.RED), (-0.02, 0.13, s.SKY)):
        for side in (-1, 1):
            kit.add(
                shapes.ellipsoid((0.045, 0.012, 0.026), centre=(x + side * 0.04, 0, z), rings=8, segments=14),
                s.cloth(c),
                bone="flag_tail",
            )
    kit.anchor("string", (0, -0.02, 1.1))
    kit.face_forward()
    return kit.body(mass_kg=0.2, rig="vehicle", traits={"flies": 1.0, "engine": "none"})


def paper_plane(order: Order) -> Body:
    kit = Kit("paper_plane", "paper")
    colour = order.pick(s.WHITE)
    nose, tail_z = (0.16, 0.0, 0.045), 0.05
    for side in (-1, 1):
        for tri in (
            [nose, (-0.13, side * 0.105, tail_z + 0.012), (-0.13, side * 0.008, tail_z)],
            [nose, (-0.13, side * 0.008, tail_z), (-0.13, 0.0, 0.0)],
        ):
            p = np.asarray(tri)
            n = np.cross(p[1] - p[0], p[2] - p[0])
            n /= np.linalg.norm(n)
            both = np.concatenate([p + n * 0.0012, p - n * 0.0012])
            m = shapes.mesh(
                both, [[0, 1, 2], [5, 4, 3], [0, 3, 4], [0, 4, 1], [1, 4, 5], [1, 5, 2], [2, 5, 3], [2, 3, 0]]
            )
            kit.add(shapes.flat(shapes.oriented(m)), Material(colour, 0.85), tint="main")
    return kit.body(mass_kg=0.005, traits={"flies": 1.0, "engine": "none"})


def flag(order: Order) -> Body:
    """A flag on a pole, 2.4 m tall, waving towards −x."""
    colour = order.pick(s.RED)
    kit = Kit("flag", "cloth")
    kit.bone("flag", (0, 0, 2.0))
    kit.add(rod((0, 0, 0.03), (0, 0, 2.4), 0.025), s.chrome())
    kit.add(shapes.ellipsoid((0.05, 0.05, 0.05), centre=(0, 0, 2.42), rings=10, segments=16), s.chrome(s.GOLD))
    kit.add(at(disc(0.16, 0.06, 0.02), z=0.03), s.of("stone"))
    u, v = np.meshgrid(np.linspace(0, 1, 21), np.linspace(0, 1, 9), indexing="ij")
    p = np.stack(
        [-0.03 - 1.0 * u, 0.07 * np.sin(u * 6.5) * u + 0.01 * v, 1.68 + 0.66 * v + 0.02 * np.sin(u * 6)], axis=-1
    )
    kit.add(sheet(p, 0.012), s.cloth(colour), tint="main", bone="flag")
    kit.post(0.03, (0, 0, 0), 2.4)
    return kit.body(rig="vehicle", traits={"engine": "none"}, recentre=False)
