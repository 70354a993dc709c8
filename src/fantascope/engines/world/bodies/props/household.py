"""Household things, tools, music and screens: umbrella, lamp, candle, clock, screens, camera, bucket, broom, mirror

Knows nothing of scenes. Things with a face (clock, screen, mirror) face +x; things held stand upright with
anchor `handle` where a hand goes.
"""

from __future__ import annotations

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh
from . import surfaces as s
from .assembly import Kit, Order
from .blocks import finish, panel
from .forms import arc, at, bent, blob, body_loft, disc, ring, rod, round_box, torus, turn, vessel
from .patterns import words


def umbrella(order: Order) -> Body:
    """An open umbrella standing on its handle, 0.95 m across."""
    kit = Kit("umbrella", "cloth")
    colour = order.pick(s.RED)
    n, rows = 8, 9
    t, phi = np.linspace(0, 1, rows), np.linspace(0, 2 * np.pi, n * 8 + 1)
    tt, pp = np.meshgrid(t, phi, indexing="ij")
    scallop = np.abs(np.sin(pp * n / 2))
    r = 0.49 * np.sin(tt * np.pi / 2) * (1 - 0.06 * scallop * tt)
    z = 0.98 - 0.22 * (1 - np.cos(tt * np.pi / 2)) * 1.15 + 0.035 * scallop * tt**2
    top = np.stack([r * np.cos(pp), r * np.sin(pp), z], axis=-1)
    low = top - [0, 0, 0.012]
    skin = shapes.oriented(shapes.grid(np.concatenate([top, low[::-1]])))
    for k in range(2):
        look = Material((colour, s.shade(colour, 0.86))[k], 0.6, sheen=0.3)
        gore = ((np.arctan2(*skin.positions[skin.faces].mean(axis=1)[:, [1, 0]].T) / (2 * np.pi)) % 1 * n).astype(
            int
        ) % 2 == k
        kit.add(
            Mesh(skin.positions, skin.normals, skin.uvs, np.ascontiguousarray(skin.faces[gore])),
            look,
            tint="main" if k == 0 else None,
        )
    kit.add(rod((0, 0, 0.12), (0, 0, 1.03), 0.008), s.chrome())
    for k in range(n):
        a = 2 * np.pi * k / n
        kit.add(rod((0, 0, 0.72), (0.26 * np.cos(a), 0.26 * np.sin(a), 0.915), 0.003), s.chrome())
    kit.add(
        bent([(0, 0, 0.2), (0, 0, 0.1), (0.012, 0, 0.045), (0.05, 0, 0.022), (0.09, 0, 0.045), (0.1, 0, 0.085)], 0.013),
        s.of("wood", s.WALNUT),
    )
    kit.anchor("handle", (0, 0, 0.15))
    return kit.body(mass_kg=0.6, recentre=False)


def lamp(order: Order) -> Body:
    """A table lamp with a glowing shade; kind "lantern" is a hand lantern. Anchor `light` is where it shines."""
    kit = Kit("lamp", "ceramic")
    if order.kind == "lantern":
        iron = s.vinyl(order.pick((0.18, 0.19, 0.21)), 0.4)
        for z, r in ((0.015, 0.085), (0.24, 0.07)):
            kit.add(at(disc(r, 0.03, 0.008), z=z), iron, tint="main")
        kit.add(
            shapes.moved(shapes.cylinder(0.075, 0.07, bevel_m=0.01, top_radius_m=0.02), (0, 0, 0.25)), iron, tint="main"
        )
        kit.add(
            shapes.ellipsoid((0.028, 0.028, 0.055), centre=(0, 0, 0.11), rings=14, segments=18),
            s.glow((1.0, 0.72, 0.3), 3.0),
        )
        kit.add(shapes.moved(shapes.cylinder(0.06, 0.2, segments=28), (0, 0, 0.03)), s.glass((1.0, 0.92, 0.75), 0.2))
        for k in range(4):
            a = np.pi / 4 + np.pi / 2 * k
            kit.add(
                rod((0.07 * np.cos(a), 0.07 * np.sin(a), 0.02), (0.065 * np.cos(a), 0.065 * np.sin(a), 0.24), 0.006),
                iron,
                tint="main",
            )
        kit.add(arc((0, 0, 0.3), 0.075, 0, 180, 0.006), iron, tint="main")
        kit.anchor("light", (0, 0, 0.12))
        kit.anchor("handle", (0, 0, 0.375))
        return kit.body(mass_kg=0.8)
    look = finish(order, "ceramic", s.TEAL)
    kit.add(
        shapes.lathe(
            shapes.rounded(
                [(0, 0), (0.08, 0), (0.08, 0.015), (0.03, 0.03), (0.075, 0.1), (0.07, 0.17), (0.02, 0.24), (0, 0.24)],
                0.015,
                4,
            ),
            segments=32,
        ),
        look,
        tint="main",
    )
    kit.add(rod((0, 0, 0.22), (0, 0, 0.42), 0.008), s.chrome(s.BRASS))
    profile = [(0.16, 0.26), (0.165, 0.26), (0.105, 0.46), (0.1, 0.46)]
    kit.add(ring(profile), Material((1.0, 0.92, 0.74), 0.8, emission=0.75))
    kit.add(shapes.ellipsoid((0.035, 0.035, 0.045), centre=(0, 0, 0.36), rings=12, segments=18), s.glow(s.LAMP, 2.5))
    kit.anchor("light", (0, 0, 0.36))
    return kit.body(mass_kg=1.6)


def candle(order: Order) -> Body:
    kit = Kit("candle", "wax")
    kit.add(vessel([(0, 0), (0.04, 0), (0.065, 0.014)], 0.003, bevel_m=0.002), s.chrome(s.BRASS))
    kit.add(arc((0.066, 0, 0.018), 0.018, -120, 120, 0.004, plane="xz"), s.chrome(s.BRASS))
    kit.add(
        shapes.moved(shapes.cylinder(0.022, 0.14, bevel_m=0.006, segments=24), (0, 0, 0.004)),
        s.of("wax", order.pick(s.CREAM)),
        tint="main",
    )
    for a, h in ((0.4, 0.05), (2.5, 0.08), (4.4, 0.035)):
        kit.add(
            rod((0.02 * np.cos(a), 0.02 * np.sin(a), 0.14), (0.0215 * np.cos(a), 0.0215 * np.sin(a), 0.14 - h), 0.0045),
            s.of("wax", order.pick(s.CREAM)),
            tint="main",
        )
    kit.add(rod((0, 0, 0.14), (0, 0, 0.155), 0.0016), s.matte(s.BLACK))
    kit.add(
        shapes.lathe(
            [(0, 0.15), (0.006, 0.157), (0.0085, 0.166), (0.006, 0.18), (0.002, 0.194), (0, 0.2)], segments=16
        ),
        s.glow((1.0, 0.76, 0.3), 3.0),
    )
    kit.anchor("flame", (0, 0, 0.172))
    return kit.body(mass_kg=0.25)


def clock(order: Order) -> Body:
    """A wall clock facing +x; kind "alarm_clock" has feet and bells. Hands are on bones hand_hour and hand_minute."""
    alarm = order.kind == "alarm_clock"
    kit = Kit("clock", "metal", 0.4)
    r, z = (0.075, 0.1) if alarm else (0.16, 0.16)
    kit.bone("case", (0, 0, z))
    look = finish(order, "plastic", s.RED)
    kit.add(at(disc(r, r * 0.5, r * 0.12, axis="y", segments=44), 0, 0, z), look, tint="main", bone="case")
    kit.add(at(disc(r * 0.86, 0.01, 0.003, axis="y", segments=40), 0, -r * 0.25, z), s.vinyl(s.WHITE, 0.4), bone="case")
    for k in range(12):
        a = 2 * np.pi * k / 12
        mark = round_box((r * (0.07 if k % 3 == 0 else 0.04), 0.006, r * 0.14), 0.001, (0, 0, r * 0.7))
        kit.add(at(turn(mark, "y", np.degrees(a)), 0, -r * 0.25 - 0.005, z), s.vinyl(s.DARK), bone="case")
    for name, length, width, degrees, dy in (
        ("hand_hour", 0.45, 0.08, 305, 0.009),
        ("hand_minute", 0.68, 0.055, 55, 0.013),
    ):
        kit.bone(name, (0, -r * 0.25 - dy, z), "case")
        hand = round_box((r * width, 0.004, r * length), 0.0015, (0, 0, r * (length / 2 - 0.06)))
        kit.add(at(turn(hand, "y", degrees), 0, -r * 0.25 - dy, z), s.vinyl(s.BLACK), bone=name)
    kit.add(at(disc(r * 0.07, 0.02, 0.003, axis="y", segments=16), 0, -r * 0.25 - 0.01, z), s.paint(s.RED), bone="case")
    if alarm:
        for side in (-1, 1):
            bell = turn(shapes.ellipsoid((0.034, 0.034, 0.024), rings=10, segments=20), "y", side * 38)
            kit.add(at(bell, side * 0.052, 0, 0.178), s.chrome(s.GOLD), bone="case")
            kit.add(rod((side * 0.045, 0, 0.045), (side * 0.062, 0, 0.008), 0.008), s.chrome(), bone="case")
        kit.add(rod((0, 0, 0.17), (0, 0, 0.2), 0.005), s.chrome(), bone="case")
        kit.add(blob((0.009, 0.009, 0.007), (0, 0, 0.203)), s.chrome(), bone="case")
    kit.face_forward()
    return kit.body(mass_kg=0.6)


def screen(order: Order) -> Body:
    """Things with a lit screen facing +x: television (default), laptop, phone, tablet, computer."""
    kind = order.kind or "television"
    kit = Kit(kind, "plastic", 0.6)
    dark = s.vinyl(order.pick((0.12, 0.13, 0.15)), 0.3)
    picture = Material(
        (1, 1, 1), 0.2, emission=0.6, texture=words(order.text or "", s.WHITE, (0.16, 0.42, 0.72), border=False)
    )
    if kind == "laptop":
        grey = s.chrome(order.pick((0.72, 0.74, 0.77)), 0.35)
        kit.add(round_box((0.34, 0.235, 0.016), 0.007, (0, 0, 0.008)), grey, tint="main")
        for row in range(5):
            for k in range(12):
                kit.add(
                    shapes.box((0.02, 0.016, 0.004), centre=((k - 5.5) * 0.0245, 0.075 - row * 0.022, 0.017)),
                    s.vinyl(s.DARK),
                )
        kit.add(round_box((0.1, 0.055, 0.002), 0.0008, (0, -0.075, 0.0165)), s.vinyl(s.GREY))
        lid = turn(at(round_box((0.34, 0.009, 0.225), 0.004), z=0.1125), "x", -14)
        kit.add(at(lid, 0, 0.118, 0.014), grey, tint="main")
        kit.add(at(turn(at(panel(0.315, 0.195, 0.002, -0.0055), z=0.114), "x", -14), 0, 0.118, 0.014), picture)
        kit.face_forward()
        return kit.body(mass_kg=1.6)
    if kind in ("phone", "tablet"):
        w, h = (0.076, 0.155) if kind == "phone" else (0.18, 0.25)
        kit.add(round_box((w, 0.0085, h), 0.004, (0, 0, h / 2)), dark, tint="main")
        kit.add(at(panel(w * 0.92, h * 0.93, 0.0012, -0.0045), z=h / 2), picture)
        kit.face_forward()
        return kit.body(mass_kg=0.2 if kind == "phone" else 0.5)
    w, h, z = (1.1, 0.64, 0.44) if kind == "television" else (0.6, 0.36, 0.32)
    kit.add(round_box((w, 0.06, h), 0.022, (0, 0, z)), dark, tint="main")
    kit.add(at(panel(w * 0.94, h * 0.9, 0.01, -0.027), z=z), picture)
    kit.add(round_box((w * 0.12, 0.05, 0.16), 0.015, (0, 0.01, 0.09)), dark)
    kit.add(round_box((w * 0.42, 0.22, 0.025), 0.01, (0, 0, 0.0125)), dark)
    kit.box((w, 0.1, h + 0.1), (0, 0, z - 0.05))
    kit.face_forward()
    return kit.body(mass_kg=12.0 if kind == "television" else 5.0)


def camera(order: Order) -> Body:
    kit = Kit("camera", "plastic", 0.4)
    kit.add(round_box((0.14, 0.06, 0.085), 0.012, (0, 0, 0.045)), s.vinyl(order.pick(s.DARK), 0.5), tint="main")
    kit.add(round_box((0.142, 0.062, 0.022), 0.009, (0, 0, 0.084)), s.chrome((0.8, 0.8, 0.82), 0.35))
    kit.add(round_box((0.05, 0.05, 0.03), 0.01, (0, 0, 0.1)), s.chrome((0.8, 0.8, 0.82), 0.35))
    for r, y, c in ((0.036, -0.042, s.DARK), (0.032, -0.066, (0.25, 0.26, 0.28))):
        kit.add(at(disc(r, 0.032, 0.005, axis="y", segments=32), 0, y, 0.044), s.vinyl(c, 0.35))
    kit.add(at(blob((0.024, 0.008, 0.024)), 0, -0.082, 0.044), Material((0.12, 0.16, 0.32), 0.03))
    kit.add(at(disc(0.009, 0.012, 0.003, segments=16), 0.05, 0, 0.1), s.paint(s.RED))
    kit.face_forward()
    return kit.body(mass_kg=0.5)


def bucket(order: Order) -> Body:
    kit = Kit("bucket", (order.material or "plastic") if s.is_stuff(order.material) else "plastic")
    kit.add(
        vessel([(0, 0), (0.1, 0), (0.14, 0.26), (0.148, 0.26), (0.148, 0.275)], 0.006, bevel_m=0.005),
        finish(order, "plastic", s.SKY),
        tint="main",
    )
    kit.add(arc((0, 0, 0.255), 0.143, 15, 165, 0.005, steps=22), s.chrome())
    kit.add(rod((-0.04, 0, 0.398), (0.04, 0, 0.398), 0.012), s.of("wood"))
    kit.anchor("handle", (0, 0, 0.4))
    return kit.body(mass_kg=0.6)


def broom(order: Order) -> Body:
    """A broom standing on its bristles, 1.3 m tall."""
    kit = Kit("broom", "wood")
    kit.add(rod((0, 0, 0.3), (0, 0, 1.3), 0.014), finish(order, "wood", s.OAK), tint="main")
    straw = s.matte((0.90, 0.72, 0.36))
    kit.add(
        shapes.scaled(
            shapes.lathe(
                shapes.rounded([(0, 0), (0.13, 0), (0.1, 0.2), (0.03, 0.34), (0, 0.34)], 0.02, 4), segments=28
            ),
            (0.5, 1, 1),
        ),
        straw,
    )
    for z, r in ((0.2, 0.1), (0.25, 0.078)):
        kit.add(at(shapes.scaled(torus(r, 0.008, sides=6), (0.52, 1, 1)), z=z), s.matte(s.RED))
    kit.anchor("handle", (0, 0, 0.95))
    return kit.body(mass_kg=0.8)


def mirror(order: Order) -> Body:
    """A standing oval mirror facing +x, 1.5 m tall."""
    kit = Kit("mirror", "glass")
    frame = finish(order, "wood", s.GOLD)
    kit.add(
        at(shapes.scaled(turn(torus(0.36, 0.045, segments=48, sides=10), "x", 90), (1, 1, 1.75)), z=0.8),
        frame,
        tint="main",
    )
    kit.add(
        at(shapes.scaled(disc(0.36, 0.03, 0.004, axis="y", segments=48), (1, 1, 1.75)), 0, 0, 0.8),
        Material((0.93, 0.95, 0.97), 0.02, 1.0),
    )
    for side in (-1, 1):
        kit.add(rod((side * 0.3, 0, 0.4), (side * 0.34, -0.18, 0.03), 0.03), frame, tint="main")
        kit.add(rod((side * 0.3, 0, 0.4), (side * 0.34, 0.22, 0.03), 0.03), frame, tint="main")
    kit.face_forward()
    return kit.body(mass_kg=9.0)


def pillow(order: Order) -> Body:
    """A plump cushion lying flat."""
    kit = Kit("pillow", "cloth")
    kit.add(
        body_loft(
            [-0.24, 0, 0.24],
            [0.16, 0.19, 0.16],
            [0.05, 0.0, 0.05],
            [0.09, 0.15, 0.09],
            power=3.2,
            nose_m=0.06,
            stations=24,
        ),
        s.cloth(order.pick(s.SKY)),
        tint="main",
    )
    return kit.body(mass_kg=0.5)
