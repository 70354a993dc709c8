"""Things with flat sides: boxes, crates, gifts, dominoes, dice, boards, ramps, bricks, books, barrels, cones.

Knows nothing of scenes. Edges are bevelled; colliders are boxes or hulls that match the faces.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .. import shapes
from ..types import Body, Material, Mesh, Rgb
from . import surfaces as s
from .assembly import Kit, Order
from .forms import arc, at, bent, corner_outline, plate, ring, round_box, turn
from .patterns import RAINBOW, flat_pattern, words

_PIPS = {
    0: (),
    1: ((0, 0),),
    2: ((-1, -1), (1, 1)),
    3: ((-1, -1), (0, 0), (1, 1)),
    4: ((-1, -1), (-1, 1), (1, -1), (1, 1)),
    5: ((-1, -1), (-1, 1), (0, 0), (1, -1), (1, 1)),
    6: ((-1, -1), (-1, 0), (-1, 1), (1, -1), (1, 0), (1, 1)),
}


def finish(order: Order, stuff: str, colour: Rgb) -> Material:
    """The asked material, colour and pattern, or the given ones."""
    word = order.material if s.is_stuff(order.material) else stuff
    base = order.colour or (s.stuff(word or stuff).colour if word != stuff else colour)
    look = s.of(word or stuff, base)
    if order.pattern is not None:
        return replace(look, colour=(1.0, 1.0, 1.0), texture=flat_pattern(order.pattern, base), uv_scale=5.0)
    return look


def _kit(name: str, order: Order, stuff: str, fill: float = 1.0) -> Kit:
    return Kit(name, (order.material or stuff) if s.is_stuff(order.material) else stuff, fill)


def box(order: Order) -> Body:
    """kinds: box (closed cardboard), crate (slatted wood), gift (ribbon and bow), cube (plain block), chest."""
    makers = {"crate": crate, "gift": gift, "present": gift, "cube": cube, "chest": chest, "treasure_chest": chest}
    maker = makers.get(order.kind or "")
    return maker(order) if maker else _carton(order)


def _carton(order: Order) -> Body:
    kit = _kit("box", order, "cardboard", 0.4)
    size = 0.5
    look = finish(order, "cardboard", s.STUFF["cardboard"].colour)
    kit.add(round_box((size, size, size * 0.84), 0.016, (0, 0, size * 0.42)), look, tint="main")
    kit.add(round_box((size * 0.996, 0.09, 0.006), 0.003, (0, 0, size * 0.842)), s.matte((0.87, 0.73, 0.52)))
    for side in (-1, 1):
        kit.add(
            round_box((0.006, 0.09, 0.12), 0.003, (side * (size / 2 + 0.001), 0, size * 0.78)),
            s.matte((0.87, 0.73, 0.52)),
        )
    kit.box((size, size, size * 0.84), (0, 0, size * 0.42))
    return kit.body()


def cube(order: Order) -> Body:
    kit = _kit("cube", order, "wood", 0.7)
    kit.add(round_box((0.4, 0.4, 0.4), 0.028, (0, 0, 0.2)), finish(order, "wood", s.BLUE), tint="main")
    kit.box((0.4, 0.4, 0.4), (0, 0, 0.2))
    return kit.body()


def crate(order: Order) -> Body:
    kit = _kit("crate", order, "wood", 0.35)
    e, look = 0.6, finish(order, "wood", s.OAK)
    dark = replace(look, colour=s.shade(look.colour, 0.82))
    kit.add(
        round_box((e * 0.93, e * 0.93, e * 0.93), 0.01, (0, 0, e / 2)), replace(look, colour=s.shade(look.colour, 0.55))
    )
    for axis in "xyz":
        for side in (-1, 1):
            for k in range(4):
                y = (k - 1.5) * e * 0.205
                slat = round_box((e * 0.86, e * 0.19, e * 0.05), 0.01, (0, y, side * e * 0.465))
                slat = {"z": slat, "x": turn(turn(slat, "y", 90), "x", 90), "y": turn(slat, "x", 90)}[axis]
                kit.add(at(slat, z=e / 2), look, tint="main")
    for x in (-1, 1):
        for y in (-1, 1):
            beam = round_box((e * 0.13, e * 0.13, e), 0.014, (x * e * 0.437, y * e * 0.437, 0))
            for m in (beam, turn(beam, "x", 90), turn(beam, "y", 90)):
                kit.add(at(m, z=e / 2), dark)
    kit.box((e, e, e), (0, 0, e / 2))
    return kit.body()


def gift(order: Order) -> Body:
    kit = _kit("gift", order, "cardboard", 0.4)
    e, ribbon = 0.42, s.vinyl(s.YELLOW if order.colour != s.YELLOW else s.RED, 0.25)
    look = finish(order, "paper", s.RED)
    kit.add(round_box((e, e, e * 0.8), 0.014, (0, 0, e * 0.4)), look, tint="main")
    kit.add(round_box((e * 1.06, e * 1.06, e * 0.2), 0.016, (0, 0, e * 0.8)), look, tint="main")
    for dims in ((e * 1.075, 0.07, e * 0.215), (0.07, e * 1.075, e * 0.215)):
        kit.add(round_box(dims, 0.012, (0, 0, e * 0.8)), ribbon)
    for dims in ((e * 1.015, 0.07, e * 0.8), (0.07, e * 1.015, e * 0.8)):
        kit.add(round_box(dims, 0.008, (0, 0, e * 0.4)), ribbon)
    for side in (-1, 1):
        loop = turn(shapes.scaled(_loop(), (1.0, 1.0, 1.0)), "z", 90 + side * 90)
        kit.add(at(turn(loop, "z", 20), z=e * 0.93), ribbon)
    kit.add(at(shapes.ellipsoid((0.03, 0.03, 0.026)), z=e * 0.935), ribbon)
    kit.box((e * 1.06, e * 1.06, e * 0.9), (0, 0, e * 0.45))
    return kit.body()


def _loop() -> Mesh:
    path = [
        (0.0, 0.0, 0.0),
        (0.07, 0.02, 0.07),
        (0.14, 0.0, 0.06),
        (0.13, 0.0, 0.01),
        (0.05, 0.0, 0.0),
        (0.0, 0.0, 0.0),
    ]
    return bent([(float(a), float(b), float(c)) for a, b, c in path], 0.019, steps=26)


def chest(order: Order) -> Body:
    kit = _kit("chest", order, "wood", 0.4)
    look, iron = finish(order, "wood", s.WALNUT), s.chrome(s.BRASS, 0.35)
    kit.add(round_box((0.5, 0.8, 0.34), 0.02, (0, 0, 0.17)), look, tint="main")
    lid = turn(at(shapes.cylinder(0.25, 0.8, bevel_m=0.02, segments=40), z=-0.4), "x", 90)
    kit.add(at(shapes.scaled(lid, (1.0, 1.0, 0.8)), z=0.34), look, tint="main")
    for y in (-0.3, 0.3):
        band = turn(at(shapes.cylinder(0.258, 0.08, bevel_m=0.01, segments=40), z=-0.04), "x", 90)
        kit.add(at(shapes.scaled(band, (1.0, 1.0, 0.8)), y=y, z=0.34), iron)
        kit.add(round_box((0.515, 0.08, 0.345), 0.01, (0, y, 0.17)), iron)
    kit.add(round_box((0.04, 0.12, 0.14), 0.012, (0.255, 0, 0.33)), iron)
    kit.box((0.5, 0.8, 0.54), (0, 0, 0.27))
    return kit.body()


def domino(order: Order) -> Body:
    """A standing tile, 10 × 5 × 1.6 cm, thin along x so that a row along x topples; pips on both faces."""
    h, w, t = 0.10, 0.05, 0.016
    kit = _kit("domino", order, "plastic")
    look = finish(order, "plastic", s.CREAM)
    pips = s.vinyl(s.BLACK if sum(look.colour) > 1.1 else s.WHITE, 0.25)
    rng = np.random.default_rng(order.seed)
    kit.add(round_box((t, w, h), 0.0032, (0, 0, h / 2)), look, tint="main")
    kit.add(round_box((t + 0.0008, w * 0.78, 0.0016), 0.0003, (0, 0, h / 2)), pips)
    for half in (-1, 1):
        for y, z in _PIPS[int(rng.integers(1, 7))]:
            kit.add(
                at(
                    turn(shapes.cylinder(0.0046, t + 0.0011, segments=16), "y", 90),
                    -t / 2 - 0.00055,
                    y * 0.0135,
                    h / 2 + half * h / 4 + z * 0.0135,
                ),
                pips,
            )
    kit.box((t, w, h), (0, 0, h / 2))
    return kit.body(friction=0.35, restitution=0.25)


def dice(order: Order) -> Body:
    e = 0.09
    kit = _kit("dice", order, "plastic")
    look = finish(order, "plastic", s.WHITE)
    pips = s.vinyl(s.BLACK if sum(look.colour) > 1.5 else s.WHITE, 0.2)
    kit.add(shapes.box((e, e, e), bevel_m=e * 0.15, centre=(0, 0, e / 2)), look, tint="main")
    for value, (axis, degrees) in {
        1: ("y", 0),
        6: ("y", 180),
        2: ("y", 90),
        5: ("y", -90),
        3: ("x", 90),
        4: ("x", -90),
    }.items():
        for u, v in _PIPS[value]:
            spot = at(
                shapes.ellipsoid((e * 0.085, e * 0.085, e * 0.012), rings=6, segments=18),
                u * e * 0.24,
                v * e * 0.24,
                e / 2,
            )
            kit.add(at(turn(spot, axis, degrees), z=e / 2), pips)
    kit.box((e, e, e), (0, 0, e / 2))
    return kit.body(restitution=0.4)


def plank(order: Order) -> Body:
    kit = _kit("plank", order, "wood")
    kit.add(round_box((1.8, 0.3, 0.05), 0.012, (0, 0, 0.025)), finish(order, "wood", s.OAK), tint="main")
    kit.box((1.8, 0.3, 0.05), (0, 0, 0.025))
    return kit.body()


def ramp(order: Order) -> Body:
    """A wedge climbing towards +x: 1.8 m long, 0.6 m high. Anchors `foot` and `crest` are the ends of its slope."""
    kit = _kit("ramp", order, "wood", 0.5)
    side = corner_outline([(-0.9, 0.0), (0.9, 0.0), (0.9, 0.6)], 0.06, 5)
    wedge = at(turn(plate(side, 1.0, 0.008), "x", 90), y=0.5)
    kit.add(wedge, finish(order, "wood", s.ORANGE), tint="main")
    for k in (-1, 1):
        rail = turn(round_box((1.86, 0.05, 0.07), 0.02), "y", -float(np.degrees(np.arctan2(0.6, 1.8))))
        kit.add(at(rail, 0.0, k * 0.49, 0.31), s.vinyl(s.WHITE))
    kit.hull(wedge)
    kit.anchor("foot", (-0.9, 0.0, 0.0))
    kit.anchor("crest", (0.9, 0.0, 0.6))
    return kit.body()


def brick(order: Order) -> Body:
    kit = _kit("brick", order, "stone", 0.8)
    kit.add(
        round_box((0.24, 0.115, 0.075), 0.008, (0, 0, 0.0375)), finish(order, "clay", (0.74, 0.33, 0.24)), tint="main"
    )
    kit.box((0.24, 0.115, 0.075), (0, 0, 0.0375))
    return kit.body()


def pyramid(order: Order) -> Body:
    """Six toy blocks stacked three, two, one."""
    kit = _kit("pyramid", order, "wood", 0.7)
    e = 0.2
    for row in range(3):
        for k in range(3 - row):
            x = (k - (2 - row) / 2) * e * 1.04
            colour = order.colour or RAINBOW[(row * 3 + k) % len(RAINBOW)]
            kit.add(
                round_box((e, e, e), 0.018, (x, 0, e * (row + 0.5))),
                s.of("wood", colour),
                tint="main" if order.colour else None,
            )
            kit.box((e, e, e), (x, 0, e * (row + 0.5)))
    return kit.body()


def letter_block(order: Order) -> Body:
    """A painted wooden block with a letter (of `order.text`, else A) on its sides."""
    e = 0.2
    kit = _kit("letter_block", order, "wood", 0.7)
    colour = order.pick(s.BLUE)
    kit.add(round_box((e, e, e), 0.02, (0, 0, e / 2)), s.of("wood", s.CREAM))
    face = Material(
        (1, 1, 1), 0.5, texture=words((order.text or "A")[:2].upper(), colour, s.CREAM, width=128, height=128)
    )
    for degrees in (0, 90, 180, 270):
        kit.add(at(turn(panel(e * 0.82, e * 0.82, 0.004, -e / 2 - 0.001), "z", degrees), z=e / 2), face)
    kit.box((e, e, e), (0, 0, e / 2))
    return kit.body()


def panel(width_m: float, height_m: float, thickness_m: float, y: float) -> Mesh:
    """A thin upright board across x, facing −y, centred on the z axis, its uvs spanning [0, 1] on the front."""
    m = round_box((width_m, thickness_m, height_m), min(thickness_m * 0.4, 0.004), (0, y, 0))
    uv = np.stack([m.positions[:, 0] / width_m + 0.5, m.positions[:, 2] / height_m + 0.5], axis=1)
    return replace(m, uvs=np.ascontiguousarray(uv, dtype=np.float32))


def sign(order: Order) -> Body:
    """A board on a post with the words of `order.text`, facing +x. kinds: sign, stop (octagon), billboard, screen."""
    kit = _kit("sign", order, "wood", 0.8)
    text = order.text or ("STOP" if order.kind == "stop" else "HELLO")
    if order.kind in ("stop", "stop_sign"):
        ground, ink, w, h = order.pick(s.RED), s.WHITE, 0.62, 0.62
        angles = np.radians(np.arange(8) * 45 + 22.5)
        octagon = corner_outline(np.stack([np.cos(angles), np.sin(angles)], axis=1) * 0.4, 0.03)
        kit.add(at(turn(plate(octagon, 0.03, 0.008), "x", 90), z=1.75), s.paint(ground), tint="main")
        face = Material((1, 1, 1), 0.3, texture=words(text, ink, ground, width=256, height=256, border=False))
        kit.add(at(panel(w * 0.88, h * 0.5, 0.006, -0.034), z=1.75), face)
        kit.add(shapes.moved(shapes.cylinder(0.03, 1.9, bevel_m=0.01), (0, 0.02, 0)), s.chrome(s.GREY))
        kit.post(0.03, (0.0, 0.02, 0.0), 1.9)
        kit.face_forward()
        return kit.body()
    w, h, z = (3.2, 1.6, 2.6) if order.kind == "billboard" else (0.9, 0.45, 1.05)
    ground = order.pick(s.CREAM)
    ink = s.NAVY if sum(ground) > 1.4 else s.WHITE
    kit.add(at(round_box((w * 1.08, 0.05, h * 1.14), 0.018, (0, 0, 0)), z=z), s.of("wood", s.WALNUT))
    kit.add(at(panel(w, h, 0.02, -0.022), z=z), Material((1, 1, 1), 0.55, texture=words(text, ink, ground)))
    posts = (-0.35, 0.35) if w > 1 else (0.0,)
    for x in posts:
        kit.add(round_box((0.08, 0.06, z + h * 0.5), 0.02, (x * w, 0.045, (z + h * 0.5) / 2)), s.of("wood", s.WALNUT))
        kit.box((0.08, 0.06, z), (x * w, 0.045, z / 2))
    kit.box((w, 0.05, h), (0, 0, z))
    kit.face_forward()
    return kit.body()


def traffic_cone(order: Order) -> Body:
    kit = _kit("traffic_cone", order, "plastic", 0.25)
    look = finish(order, "plastic", (1.0, 0.42, 0.08))

    def band(z0: float, z1: float, out: float) -> Mesh:
        def r(z: float) -> float:
            return 0.15 - 0.125 * z / 0.68 + out

        return ring(shapes.rounded([(r(z0) - 0.02, z0), (r(z0), z0), (r(z1), z1), (r(z1) - 0.02, z1)], 0.004))

    kit.add(shapes.lathe(shapes.rounded([(0, 0.03), (0.15, 0.03), (0.025, 0.71), (0, 0.71)], 0.02)), look, tint="main")
    kit.add(round_box((0.4, 0.4, 0.04), 0.015, (0, 0, 0.02)), look, tint="main")
    for z0, z1 in ((0.22, 0.36), (0.48, 0.56)):
        kit.add(at(band(z0, z1, 0.003), z=0.03), s.vinyl(s.WHITE))
    kit.hull(round_box((0.4, 0.4, 0.04), 0.0, (0, 0, 0.02)), shapes.moved(shapes.cylinder(0.03, 0.02), (0, 0, 0.69)))
    return kit.body()


def barrel(order: Order) -> Body:
    kit = _kit("barrel", order, "wood", 0.35)
    z = np.linspace(0, 0.9, 15)
    r = 0.27 + 0.07 * (1 - ((z - 0.45) / 0.45) ** 2)
    look = finish(order, "wood", (0.66, 0.42, 0.22))
    kit.add(
        shapes.lathe(
            shapes.rounded([(0, 0.02), (0.25, 0.02), *zip(r, z, strict=True), (0.25, 0.88), (0, 0.88)], 0.012, 3),
            segments=40,
        ),
        look,
        tint="main",
    )
    for h in (0.10, 0.30, 0.60, 0.80):
        b = 0.27 + 0.07 * (1 - ((h - 0.45) / 0.45) ** 2)
        hoop = ring(
            shapes.rounded(
                [(b - 0.02, h - 0.03), (b + 0.01, h - 0.03), (b + 0.01, h + 0.03), (b - 0.02, h + 0.03)], 0.006
            ),
            segments=40,
        )
        kit.add(hoop, s.chrome((0.45, 0.46, 0.48), 0.4))
    kit.post(0.32, (0, 0, 0), 0.9)
    return kit.body()


def book(order: Order) -> Body:
    """A closed book lying flat; `order.text` is its title."""
    kit = _kit("book", order, "paper", 0.9)
    look = finish(order, "paper", s.RED)
    kit.add(round_box((0.17, 0.235, 0.038), 0.006, (0.004, 0, 0.024)), s.matte(s.CREAM))
    for z in (0.003, 0.045):
        kit.add(round_box((0.185, 0.25, 0.006), 0.0025, (0, 0, z)), look, tint="main")
    spine = turn(shapes.scaled(at(shapes.cylinder(0.024, 0.25, bevel_m=0.004), z=-0.125), (0.4, 1, 1)), "x", 90)
    kit.add(at(spine, -0.088, 0, 0.024), look, tint="main")
    if order.text:
        ink = s.GOLD if sum(look.colour) < 1.9 else s.NAVY
        title = Material((1, 1, 1), 0.5, texture=words(order.text, ink, look.colour, width=256, height=128))
        lying = turn(turn(panel(0.18, 0.09, 0.002, 0.0), "x", -90), "z", 90)
        kit.add(at(lying, -0.02, 0, 0.0485), title)
    kit.box((0.185, 0.25, 0.048), (0, 0, 0.024))
    return kit.body()


def ladder(order: Order) -> Body:
    kit = _kit("ladder", order, "wood", 0.8)
    look = finish(order, "wood", s.OAK)
    for y in (-0.24, 0.24):
        kit.add(round_box((0.05, 0.06, 2.6), 0.015, (0, y, 1.3)), look, tint="main")
    for k in range(8):
        rung = turn(at(shapes.cylinder(0.02, 0.5, bevel_m=0.004, segments=16), z=-0.25), "x", 90)
        kit.add(at(rung, z=0.25 + k * 0.3), look, tint="main")
    kit.box((0.06, 0.54, 2.6), (0, 0, 1.3))
    return kit.body()


def suitcase(order: Order) -> Body:
    kit = _kit("suitcase", order, "plastic", 0.12)
    look = finish(order, "leather", (0.62, 0.36, 0.20))
    kit.add(round_box((0.24, 0.62, 0.44), 0.05, (0, 0, 0.24)), look, tint="main")
    for y in (-0.2, 0.2):
        kit.add(round_box((0.25, 0.05, 0.45), 0.02, (0, y, 0.24)), s.matte(s.shade(look.colour, 0.55)))
        kit.add(round_box((0.26, 0.045, 0.05), 0.012, (0, y, 0.40)), s.chrome(s.BRASS))
    kit.add(arc((0, 0, 0.46), 0.09, 0, 180, 0.016, plane="yz"), s.matte(s.shade(look.colour, 0.45)))
    kit.box((0.24, 0.62, 0.46), (0, 0, 0.23))
    kit.anchor("handle", (0, 0, 0.55))
    return kit.body(mass_kg=8.0)
