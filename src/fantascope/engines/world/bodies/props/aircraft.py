"""Things that fly: airplane, helicopter, rocket, hot-air balloon, balloon, kite, drone, paper plane, flying saucer.

Knows nothing of motion; rotors and propellers are parts on bones named for the vehicle performer.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, body_loft, corner_outline, disc, plate, rod, round_box, sheet, torus, turn


def airplane(order: Order) -> Body:
    """A plump propeller plane, 3 m long; kind "jet" has two engines under its wings instead of a propeller."""
    jet = order.kind == "jet"
    colour = order.pick(s.WHITE if jet else s.RED)
    accent = s.paint(s.BLUE if jet else s.CREAM)
    kit = Kit("airplane", "metal")
    kit.bone("chassis", (0, 0, 0.8))
    fuselage = body_loft([-1.5, -0.8, 0.2, 1.0, 1.4], [0.07, 0.24, 0.36, 0.34, 0.26], [0.85, 0.62, 0.46, 0.48, 0.58], [1.0, 1.06, 1.16, 1.12, 1.02], power=2.3, nose_m=0.22, tail_m=0.05, stations=44)
    kit.add(fuselage, s.paint(colour), tint="main", bone="chassis")
    wing = corner_outline([(0.62, 0.0), (0.45 if not jet else 0.1, 1.65), (0.1 if not jet else -0.25, 1.68), (-0.12, 0.0)], 0.14)
    for side in (1, -1):
        m = at(plate(wing * [1, side], 0.09, 0.04), 0.05, 0, 0.62)
        kit.add(m, accent, bone="chassis")
        tail = corner_outline([(0.3, 0.0), (0.12, 0.58), (-0.1, 0.58), (-0.12, 0.0)], 0.06)
        kit.add(at(plate(tail * [1, side], 0.05, 0.02), -1.35, 0, 0.92), accent, bone="chassis")
        if jet:
            pod = body_loft([-0.3, 0.1, 0.36], [0.1, 0.15, 0.15], [0.36, 0.32, 0.32], [0.56, 0.62, 0.62], power=2, nose_m=0.05, stations=14, points=20)
            kit.add(at(pod, 0.32, side * 0.72, 0), accent, bone="chassis")
            kit.add(at(disc(0.12, 0.02, 0.006, axis="x"), 0.685, side * 0.72, 0.47), s.vinyl(s.DARK), bone="chassis")
        kit.add(rod((0.55, side * 0.2, 0.55), (0.58, side * 0.42, 0.2), 0.025), s.vinyl(s.DARK), bone="chassis")
        kit.add(at(disc(0.14, 0.09, 0.035, axis="y"), 0.58, side * 0.45, 0.14), s.rubber(), bone="chassis")
    fin = corner_outline([(0.32, 0.0), (0.02, 0.58), (-0.18, 0.58), (-0.16, 0.0)], 0.06)
    kit.add(at(turn(plate(fin, 0.06, 0.025), "x", 90), -1.3, 0.03, 0.98), s.paint(colour), tint="main", bone="chassis")
    kit.add(at(disc(0.07, 0.05, 0.02, axis="y"), -1.25, 0, 0.62), s.rubber(), bone="chassis")
    kit.add(rod((-1.25, 0, 0.64), (-1.22, 0, 0.86), 0.02), s.vinyl(s.DARK), bone="chassis")
    if jet:
        kit.add(body_loft([0.95, 1.2, 1.37], [0.3, 0.26, 0.16], [0.9, 0.9, 0.88], [1.03, 1.02, 0.95], power=3, nose_m=0.04, stations=12), Material(s.WINDOW, 0.07), bone="chassis")
        for side in (-1, 1):
            for k in range(7):
                kit.add(at(disc(0.045, 0.02, 0.006, axis="y", segments=16), 0.75 - k * 0.2, side * 0.345 * (1 - 0.012 * k * k), 0.9), Material(s.WINDOW, 0.07), bone="chassis")
    else:
        kit.add(shapes.ellipsoid((0.34, 0.22, 0.2), centre=(0.28, 0, 1.14)), Material(s.WINDOW, 0.06), bone="chassis")
        kit.bone("propeller", (1.44, 0, 0.8), "chassis")
        kit.add(at(disc(0.25, 0.12, 0.05, axis="x"), 1.38, 0, 0.8), accent, bone="chassis")
        kit.add(shapes.ellipsoid((0.14, 0.09, 0.09), centre=(1.46, 0, 0.8)), s.vinyl(s.YELLOW), bone="propeller")
        for k in range(3):
            blade = at(turn(shapes.ellipsoid((0.025, 0.075, 0.27)), "z", 25), z=0.3)
            kit.add(at(turn(blade, "x", 120 * k), 1.5, 0, 0.8), s.vinyl(s.DARK), bone="propeller")
    kit.hull(fuselage)
    kit.box((0.6, 3.3, 0.1), (0.3, 0, 0.66), "chassis")
    return kit.body(mass_kg=700.0, rig="vehicle", traits={"length_m": 3.0, "engine": "jet" if jet else "plane", "flies": 1.0, "revs_hz": 6.0})


def helicopter(order: Order) -> Body:
    colour = order.pick(s.ORANGE)
    kit = Kit("helicopter", "metal")
    kit.bone("chassis", (0, 0, 0.9))
    kit.bone("rotor", (0.1, 0, 1.75), "chassis")
    kit.bone("rotor_tail", (-1.85, 0.12, 1.25), "chassis")
    cabin = body_loft([-0.7, -0.2, 0.4, 0.95], [0.3, 0.48, 0.52, 0.3], [0.62, 0.42, 0.36, 0.5], [1.42, 1.5, 1.46, 1.1], power=2.5, nose_m=0.25, stations=34)
    kit.add(cabin, s.paint(colour), tint="main", bone="chassis")
    kit.add(body_loft([0.16, 0.5, 0.98], [0.44, 0.47, 0.3], [0.86, 0.8, 0.74], [1.42, 1.38, 1.1], power=2.6, nose_m=0.2, tail_m=0.1, stations=20), Material(s.WINDOW, 0.06), bone="chassis")
    for side in (-1, 1):
        kit.add(round_box((0.44, 0.05, 0.42), 0.04, (-0.16, side * 0.47, 1.08)), Material(s.WINDOW, 0.06), bone="chassis")
        kit.add(bent([(-0.75, side * 0.5, 0.05), (0.6, side * 0.5, 0.05), (0.85, side * 0.5, 0.16)], 0.04), s.vinyl(s.DARK), bone="chassis")
        for x in (-0.35, 0.35):
            kit.add(rod((x, side * 0.5, 0.06), (x * 0.8, side * 0.3, 0.5), 0.03), s.vinyl(s.DARK), bone="chassis")
    kit.add(rod((-0.5, 0, 1.15), (-1.9, 0, 1.28), 0.19, 0.07), s.paint(colour), tint="main", bone="chassis")
    fin = corner_outline([(0.2, 0.0), (-0.1, 0.55), (-0.3, 0.55), (-0.2, 0.0)], 0.05)
    kit.add(at(turn(plate(fin, 0.05, 0.02), "x", 90), -1.8, 0.025, 1.2), s.paint(s.WHITE), bone="chassis")
    kit.add(round_box((0.2, 0.7, 0.04), 0.018, (-1.6, 0, 1.27)), s.paint(s.WHITE), bone="chassis")
    kit.add(round_box((0.5, 0.34, 0.16), 0.06, (-0.05, 0, 1.54)), s.vinyl(s.DARK), bone="chassis")
    kit.add(rod((0.1, 0, 1.5), (0.1, 0, 1.74), 0.05), s.chrome(), bone="rotor")
    for k in range(4):
        kit.add(at(turn(round_box((1.45, 0.13, 0.025), 0.011, (0.76, 0, 0)), "z", 90 * k), 0.1, 0, 1.76), s.vinyl(s.DARK), bone="rotor")
        kit.add(at(turn(round_box((0.3, 0.06, 0.02), 0.009, (0.16, 0, 0)), "y", 90 * k), -1.85, 0.11, 1.25), s.vinyl(s.DARK), bone="rotor_tail")
    kit.add(shapes.ellipsoid((0.11, 0.11, 0.06), centre=(0.1, 0, 1.77), rings=10, segments=18), s.chrome(s.GREY), bone="rotor")
    kit.hull(cabin)
    kit.anchor("seat", (0.3, 0.15, 0.8))
    return kit.body(mass_kg=600.0, rig="vehicle", traits={"length_m": 2.9, "engine": "helicopter", "flies": 1.0, "revs_hz": 5.3})


def rocket(order: Order) -> Body:
    """An upright toy rocket, 3 m tall. Anchor `nozzle` is where flames come out."""
    colour = order.pick(s.RED)
    kit = Kit("rocket", "metal")
    z = np.linspace(0, 1, 26)
    r = 0.44 * np.sin(np.pi * (0.22 + 0.78 * z)) ** 0.72
    r = np.maximum(r, 0.0)
    hull_line = [(0.0, 0.42), *[(float(a), float(0.42 + 2.58 * b)) for a, b in zip(r, z, strict=True)]]
    white = shapes.lathe([p for p in hull_line if p[1] < 2.32] + [(0.0, 2.3)], segments=40)
    tip_r = float(np.interp(2.28, [p[1] for p in hull_line], [p[0] for p in hull_line]))
    kit.add(white, s.paint(s.WHITE))
    tip = shapes.lathe([(0.0, 2.26), (tip_r * 1.02, 2.27), *[(p[0] * 1.02, p[1]) for p in hull_line if p[1] > 2.3]], segments=40)
    kit.add(tip, s.paint(colour), tint="main")
    kit.add(shapes.lathe(shapes.rounded([(0.0, 0.22), (0.3, 0.18), (0.24, 0.46), (0, 0.46)], 0.03), segments=32), s.chrome((0.35, 0.36, 0.38), 0.35))
    for z0 in (0.72, 2.2):
        k = float(np.interp(z0, [p[1] for p in hull_line[1:]], [p[0] for p in hull_line[1:]]))
        kit.add(at(torus(k, 0.028, sides=8), z=z0), s.paint(colour), tint="main")
    fin = corner_outline([(0.28, 1.15), (0.74, 0.5), (0.78, 0.0), (0.6, 0.05), (0.3, 0.45)], 0.06)
    for k in range(3):
        m = at(turn(plate(fin, 0.1, 0.045), "x", 90), y=0.05)
        kit.add(turn(m, "z", 120 * k + 60), s.paint(colour), tint="main")
    for zz in (1.75, 1.25):
        rr = float(np.interp(zz, [p[1] for p in hull_line[1:]], [p[0] for p in hull_line[1:]]))
        size = 0.17 if zz > 1.5 else 0.12
        kit.add(at(disc(size * 1.25, 0.1, 0.03, axis="x"), rr - 0.02, 0, zz), s.chrome(s.GREY))
        kit.add(shapes.ellipsoid((0.04, size, size), centre=(rr + 0.02, 0, zz)), s.glow((0.45, 0.78, 0.95), 0.3))
    kit.anchor("nozzle", (0, 0, 0.18))
    kit.post(0.44, (0, 0, 0.2), 2.5)
    return kit.body(mass_kg=400.0, rig=None, traits={"engine": "rocket", "length_m": 3.0, "flies": 1.0})


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
    profile = np.column_stack([0.16 * np.sin(t) * (1 - 0.18 * np.cos(t) * -1 * (np.cos(t) > 0) - 0.10 * np.cos(t)), 0.9 - 0.19 * np.cos(t) * (1 + 0.12 * (np.cos(t) > 0))])
    profile[0, 0] = profile[-1, 0] = 0.0
    kit.add(shapes.lathe(profile, segments=36), Material(colour, 0.12), tint="main")
    kit.add(shapes.moved(shapes.cylinder(0.024, 0.03, top_radius_m=0.008, segments=14), (0, 0, 0.668)), Material(colour, 0.2), tint="main")
    kit.add(bent([(0.02, 0, 0.0), (-0.02, 0.01, 0.25), (0.015, -0.01, 0.48), (0, 0, 0.67)], 0.0035, segments=6), s.matte(s.WHITE))
    kit.round(0.17, (0, 0, 0.91))
    kit.anchor("string", (0.02, 0, 0.0))
    return kit.body(mass_kg=0.006, restitution=0.7, traits={"lift": 1.0}, recentre=False)


def kite(order: Order) -> Body:
    """A diamond kite facing −y with a tail of bows, 1 m tall."""
    colour = order.pick(s.RED)
    kit = Kit("kite", "cloth")
    kit.bone("flag_tail", (0, 0, 0.62))
    corners = {"top": (0.0, 1.55), "left": (-0.42, 1.2), "low": (0.0, 0.6), "right": (0.42, 1.2)}
    middle = (0.0, 1.2)
    looks = (colour, s.YELLOW, colour, s.SKY) if order.colour is None else (colour, s.CREAM, colour, s.CREAM)
    names = list(corners)
    for k in range(4):
        a, b = corners[names[k]], corners[names[(k + 1) % 4]]
        kit.add(at(turn(plate([middle, a, b], 0.016, 0.006), "x", 90), y=0.008), Material(looks[k], 0.6, sheen=0.3), tint="main" if k % 2 == 0 else None)
    kit.add(rod((0, 0.012, 0.6), (0, 0.012, 1.55), 0.008), s.of("wood"))
    kit.add(rod((-0.42, 0.012, 1.2), (0.42, 0.012, 1.2), 0.008), s.of("wood"))
    kit.add(bent([(0, 0, 0.6), (0.08, 0, 0.42), (-0.06, 0, 0.22), (0.05, 0, 0.0)], 0.005, segments=6), s.matte(s.DARK), bone="flag_tail")
    for x, z, c in ((0.07, 0.43, s.YELLOW), (-0.02, 0.28, s.RED), (-0.02, 0.13, s.SKY)):
        for side in (-1, 1):
            kit.add(shapes.ellipsoid((0.045, 0.012, 0.026), centre=(x + side * 0.04, 0, z), rings=8, segments=14), s.cloth(c), bone="flag_tail")
    kit.anchor("string", (0, -0.02, 1.1))
    return kit.body(mass_kg=0.2, rig="vehicle", traits={"flies": 1.0, "engine": "none"})


def drone(order: Order) -> Body:
    colour = order.pick(s.WHITE)
    kit = Kit("drone", "plastic")
    kit.bone("chassis", (0, 0, 0.1))
    kit.add(body_loft([-0.14, 0, 0.15], [0.07, 0.09, 0.07], 0.08, [0.14, 0.16, 0.13], power=3, nose_m=0.06, stations=16, points=22), s.vinyl(colour), tint="main", bone="chassis")
    kit.add(shapes.ellipsoid((0.035, 0.035, 0.035), centre=(0.12, 0, 0.075), rings=12, segments=18), s.vinyl(s.BLACK, 0.1), bone="chassis")
    for k, (x, y) in enumerate(((1, 1), (1, -1), (-1, -1), (-1, 1))):
        kit.add(rod((x * 0.05, y * 0.04, 0.12), (x * 0.2, y * 0.2, 0.14), 0.016), s.vinyl(s.DARK), bone="chassis")
        kit.add(at(disc(0.025, 0.05, 0.01), x * 0.2, y * 0.2, 0.15), s.vinyl(s.DARK), bone="chassis")
        kit.add(rod((x * 0.1, y * 0.08, 0.1), (x * 0.12, y * 0.12, 0.01), 0.009), s.vinyl(s.DARK), bone="chassis")
        name = f"rotor_{k}"
        kit.bone(name, (x * 0.2, y * 0.2, 0.18), "chassis")
        kit.add(shapes.ellipsoid((0.12, 0.014, 0.004), centre=(x * 0.2, y * 0.2, 0.18), rings=6, segments=16), s.vinyl(s.GREY), bone=name)
    return kit.body(mass_kg=0.9, rig="vehicle", traits={"flies": 1.0, "engine": "drone", "revs_hz": 7.3})


def paper_plane(order: Order) -> Body:
    kit = Kit("paper_plane", "paper")
    colour = order.pick(s.WHITE)
    nose, tail_z = (0.16, 0.0, 0.045), 0.05
    for side in (-1, 1):
        for tri in ([nose, (-0.13, side * 0.105, tail_z + 0.012), (-0.13, side * 0.008, tail_z)], [nose, (-0.13, side * 0.008, tail_z), (-0.13, 0.0, 0.0)]):
            p = np.asarray(tri)
            n = np.cross(p[1] - p[0], p[2] - p[0])
            n /= np.linalg.norm(n)
            both = np.concatenate([p + n * 0.0012, p - n * 0.0012])
            m = shapes.mesh(both, [[0, 1, 2], [5, 4, 3], [0, 3, 4], [0, 4, 1], [1, 4, 5], [1, 5, 2], [2, 5, 3], [2, 3, 0]])
            kit.add(shapes.flat(shapes.oriented(m)), Material(colour, 0.85), tint="main")
    return kit.body(mass_kg=0.005, traits={"flies": 1.0, "engine": "none"})


def flying_saucer(order: Order) -> Body:
    colour = order.pick(s.STEEL)
    kit = Kit("flying_saucer", "metal")
    kit.add(shapes.lathe(shapes.rounded([(0, 0.1), (0.5, 0.1), (1.4, 0.42), (1.4, 0.5), (0.6, 0.75), (0, 0.75)], 0.12, 6), segments=48), s.chrome(colour, 0.3), tint="main")
    kit.add(shapes.ellipsoid((0.55, 0.55, 0.5), centre=(0, 0, 0.72)), s.glass((0.6, 0.95, 0.8), 0.5))
    for k in range(10):
        a = 2 * np.pi * k / 10
        kit.add(shapes.ellipsoid((0.09, 0.09, 0.06), centre=(1.05 * np.cos(a), 1.05 * np.sin(a), 0.6), rings=8, segments=14), s.glow((s.YELLOW, s.TEAL)[k % 2], 1.0))
    kit.add(at(disc(0.35, 0.12, 0.04), 0, 0, 0.06), s.glow((0.7, 1.0, 0.9), 0.7))
    kit.anchor("beam", (0, 0, 0.0))
    return kit.body(mass_kg=500.0, traits={"flies": 1.0, "engine": "ufo"})


def flag(order: Order) -> Body:
    """A flag on a pole, 2.4 m tall, waving towards −x."""
    colour = order.pick(s.RED)
    kit = Kit("flag", "cloth")
    kit.bone("flag", (0, 0, 2.0))
    kit.add(rod((0, 0, 0.03), (0, 0, 2.4), 0.025), s.chrome())
    kit.add(shapes.ellipsoid((0.05, 0.05, 0.05), centre=(0, 0, 2.42), rings=10, segments=16), s.chrome(s.GOLD))
    kit.add(at(disc(0.16, 0.06, 0.02), z=0.03), s.of("stone"))
    u, v = np.meshgrid(np.linspace(0, 1, 21), np.linspace(0, 1, 9), indexing="ij")
    p = np.stack([-0.03 - 1.0 * u, 0.07 * np.sin(u * 6.5) * u + 0.01 * v, 1.68 + 0.66 * v + 0.02 * np.sin(u * 6)], axis=-1)
    kit.add(sheet(p, 0.012), s.cloth(colour), tint="main", bone="flag")
    kit.post(0.03, (0, 0, 0), 2.4)
    return kit.body(rig="vehicle", traits={"engine": "none"}, recentre=False)
