"""Boats that float: sailboat, rowing boat, ship, submarine, paper boat.

Knows nothing of waves. What always holds: the mass is that of the water the hull displaces at `draft_m`, so the boat
floats at its painted waterline; anchors hull_front, hull_back, hull_left and hull_right lie on that waterline.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .. import shapes
from ..types import Body, Material, Mesh
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at, bent, body_loft, disc, plate, rod, round_box, sheet, turn
from .hulls import hull, launch

F64 = NDArray[np.float64]


def sailboat(order: Order) -> Body:
    """A small sloop: red hull with a cream band, wooden deck and mast, cream sails with a stripe, a pennant."""
    colour = order.pick(s.RED)
    kit = Kit("sailboat", "wood")
    length, beam, wl = 3.8, 1.4, 0.34
    h = hull(length, beam, 0.0, 0.82, waterline=wl, bow_rise=0.34, stern=0.66)
    for b, joint, parent in (
        ("hull", (0.0, 0.0, wl), ""),
        ("sail_main", (0.42, 0.0, 1.4), "hull"),
        ("sail_jib", (1.75, 0.0, 1.3), "hull"),
        ("flag", (0.42, 0.0, 4.9), "hull"),
        ("rudder", (-1.85, 0.0, 0.5), "hull"),
    ):
        kit.bone(b, joint, parent)
    kit.add(h.bottom, s.paint(s.shade(s.NAVY, 0.95)), bone="hull")
    kit.add(h.sides, s.paint(colour), bone="hull", tint="main", name="hull")
    kit.add(h.band, s.paint(s.CREAM), bone="hull")
    wood = s.of("wood", (0.80, 0.56, 0.32))
    kit.add(h.deck, wood, bone="hull")
    closed = np.concatenate([h.rail, h.rail[:1]])
    rail = np.add(closed, (0.0, 0.0, 0.01))
    kit.add(shapes.tube(rail, 0.035, segments=10, caps=False), s.of("wood", s.WALNUT), bone="hull")
    # cabin with portholes, cockpit coaming, thwart
    kit.add(
        body_loft(
            [-0.25, 0.3, 1.0],
            [0.42, 0.44, 0.26],
            0.7,
            [1.12, 1.12, 1.0],
            power=5,
            nose_m=0.16,
            tail_m=0.06,
            tumble=0.12,
        ),
        s.paint(s.CREAM),
        bone="hull",
    )
    kit.add(
        body_loft(
            [-0.3, 0.3, 1.02],
            [0.44, 0.45, 0.27],
            [1.09, 1.09, 0.98],
            [1.15, 1.15, 1.03],
            power=4,
            nose_m=0.14,
            tail_m=0.05,
        ),
        wood,
        bone="hull",
    )
    for side in (-1, 1):
        for px in (-0.02, 0.32, 0.62):
            spin = turn(disc(0.075, 0.03, 0.012, axis="y", segments=22), "z", -side * (0 if px < 0.5 else 16))
            y = 0.412 if px < 0.5 else 0.365
            kit.add(at(spin, px, side * y, 0.95), s.chrome(s.BRASS), bone="hull")
            kit.add(
                at(
                    turn(disc(0.052, 0.038, 0.008, axis="y", segments=20), "z", -side * (0 if px < 0.5 else 16)),
                    px,
                    side * y,
                    0.95,
                ),
                Material(s.WINDOW, 0.07),
                bone="hull",
            )
    kit.add(round_box((0.24, 1.05, 0.05), 0.02, (-1.0, 0, 0.86)), s.of("wood", s.WALNUT), bone="hull")
    kit.add(rod((0.42, 0, 0.75), (0.42, 0, 4.95), 0.052, 0.034), wood, bone="hull")
    kit.add(shapes.ellipsoid((0.06, 0.06, 0.05), centre=(0.42, 0, 4.98)), s.chrome(s.BRASS), bone="hull")
    kit.add(rod((0.38, 0, 1.36), (-1.5, 0, 1.36), 0.04), wood, bone="sail_main")
    kit.add(rod((1.8, 0, 1.14), (0.45, 0, 4.75), 0.008), s.matte(s.DARK), bone="hull")
    kit.add(rod((-1.82, 0, 0.95), (0.4, 0, 4.85), 0.008), s.matte(s.DARK), bone="hull")
    for side in (-1, 1):
        kit.add(rod((0.36, side * 0.66, 0.86), (0.42, side * 0.03, 3.9), 0.008), s.matte(s.DARK), bone="hull")
    _sail(kit, "sail_main", (0.35, 1.42), (-1.46, 1.42), (0.37, 4.75), -0.26, colour)
    _sail(kit, "sail_jib", (1.70, 1.32), (0.5, 1.3), (0.55, 4.35), -0.2, colour)
    kit.add(_pennant(0.42, 4.84, 0.6, 0.2), s.paint(colour), bone="flag", tint="main")
    fin = plate([(-0.02, 0.0), (0.2, 0.0), (0.18, 0.78), (-0.0, 0.8)], 0.05, 0.02)
    kit.add(at(turn(fin, "x", 90), -2.05, 0.025, 0.06), s.of("wood", s.WALNUT), bone="rudder")
    kit.add(rod((-1.9, 0, 0.86), (-1.25, 0, 1.0), 0.022, 0.028), wood, bone="rudder")
    kit.anchor("helm", (-1.2, 0.0, 0.78))
    kit.anchor("mast_top", (0.42, 0.0, 4.98))
    return launch(kit, h, length=length, beam=beam, keel=0.0, waterline=wl, engine="sail", sails=True)


def _sail(
    kit: Kit,
    bone: str,
    tack: tuple[float, float],
    clew: tuple[float, float],
    head: tuple[float, float],
    belly: float,
    colour: tuple[float, float, float],
) -> None:
    """A triangular sail (points in x, z) with a billow towards −y·belly, seams, and a stripe of the boat's colour."""
    rows, cols = 25, 11
    t, a, c, h = np.linspace(0, 1, rows), np.asarray(tack), np.asarray(clew), np.asarray(head)
    luff = a + (h - a) * t[:, None]
    leech = c + (h - c) * t[:, None]
    leech[:, 0] += np.sign(c[0] - a[0]) * 0.16 * np.sin(np.pi * t) * abs(c[0] - a[0]) / 1.8
    w = np.linspace(0, 1, cols)
    flat = luff[:, None] * (1 - w)[None, :, None] + leech[:, None] * w[None, :, None]
    chord = np.abs(leech[:, 0] - luff[:, 0])
    deep = belly * 1.9 * (w * (1 - w) * (1.3 - 0.6 * w))[None, :] * (chord / chord.max())[:, None] * 2
    p = np.stack([flat[..., 0], deep, flat[..., 1]], axis=-1)
    cream, stripe = Material((0.97, 0.94, 0.86), 0.85, sheen=0.25), Material(colour, 0.85, sheen=0.25)
    for r0, r1, look in ((0, 7, cream), (7, 11, stripe), (11, rows - 1, cream)):
        kit.add(sheet(p[r0 : r1 + 1], 0.022), look, bone=bone, tint="main" if look is stripe else None, name="sail")
    for k in (4, 15, 19):
        kit.add(shapes.tube(p[k], 0.014, segments=6), s.matte((0.86, 0.81, 0.70)), bone=bone)


def _pennant(x: float, z: float, length: float, height: float) -> Mesh:
    t = np.linspace(0, 1, 13)
    y = 0.05 * np.sin(t * 2 * np.pi * 1.1) * t
    up = np.linspace(-0.5, 0.5, 5)
    p = np.stack(
        [
            np.broadcast_to((x - 0.02 - length * t)[:, None], (13, 5)),
            np.broadcast_to(y[:, None], (13, 5)),
            z + up[None] * height * (1 - 0.85 * t)[:, None],
        ],
        axis=-1,
    )
    return sheet(p, 0.012)


def rowing_boat(order: Order) -> Body:
    """An open wooden boat with two thwarts and a pair of oars. kinds: rowing_boat, canoe (longer, narrower)."""
    canoe = order.kind in ("canoe", "kayak")
    colour = order.pick(s.TEAL if not canoe else s.CORAL)
    kit = Kit("rowing_boat", "wood")
    length, beam, wl = (3.6, 0.9, 0.17) if canoe else (2.8, 1.2, 0.2)
    h = hull(length, beam, 0.0, 0.5, waterline=wl, bow_rise=0.2, stern=0.05 if canoe else 0.7, sink=0.24)
    wood = s.of("wood", (0.82, 0.60, 0.36))
    kit.bone("hull", (0.0, 0.0, wl))
    kit.add(h.bottom, s.paint(s.CREAM), bone="hull")
    kit.add(h.sides, s.paint(colour), bone="hull", tint="main")
    kit.add(h.band, s.paint(s.CREAM), bone="hull")
    kit.add(h.deck, wood, bone="hull")
    kit.add(
        shapes.tube(np.concatenate([h.rail, h.rail[:1]]), 0.035, segments=10, caps=False),
        s.of("wood", s.WALNUT),
        bone="hull",
    )
    for x in (-0.65, 0.15):
        kit.add(round_box((0.24, beam * 0.88, 0.05), 0.02, (x, 0, 0.42)), s.of("wood", s.WALNUT), bone="hull")
    for side in (-1, 1):
        kit.bone(f"oar_{'left' if side > 0 else 'right'}", (0.0, side * beam * 0.5, 0.54), "hull")
        name = f"oar_{'left' if side > 0 else 'right'}"
        kit.add(rod((-0.05, side * beam * 0.2, 0.68), (0.1, side * beam * 1.05, 0.24), 0.024), wood, bone=name)
        blade = shapes.ellipsoid((0.1, 0.26, 0.02))
        kit.add(
            at(turn(blade, "x", -side * 26), 0.13, side * beam * 1.2, 0.14), s.paint(colour), bone=name, tint="main"
        )
    kit.anchor("seat", (-0.1, 0.0, 0.45))
    return launch(kit, h, length=length, beam=beam, keel=0.0, waterline=wl, engine="oars")


def ship(order: Order) -> Body:
    """A little steamer: dark hull, white decks, red funnel. kinds: tugboat (shorter), pirate_ship (black sails)."""
    pirate = order.kind in ("pirate_ship", "galleon")
    colour = order.pick(s.BROWN if pirate else s.NAVY)
    kit = Kit("ship", "wood" if pirate else "metal")
    length = 3.4 if order.kind == "tugboat" else 5.2
    beam, wl = 1.6, 0.42
    h = hull(length, beam, 0.0, 1.0, waterline=wl, bow_rise=0.5, stern=0.7, fullness=2.8)
    kit.bone("hull", (0.0, 0.0, wl))
    kit.add(h.bottom, s.paint((0.62, 0.14, 0.12)), bone="hull")
    kit.add(h.sides, s.paint(colour), bone="hull", tint="main")
    kit.add(h.band, s.paint(s.GOLD if pirate else s.WHITE), bone="hull")
    kit.add(h.deck, s.of("wood", s.OAK), bone="hull")
    kit.add(
        shapes.tube(np.concatenate([h.rail, h.rail[:1]]), 0.04, segments=10, caps=False),
        s.of("wood", s.WALNUT),
        bone="hull",
    )
    if pirate:
        _pirate_rig(kit)
        kit.add(round_box((1.1, 1.25, 0.5), 0.08, (-1.75, 0, 1.25)), s.of("wood", s.WALNUT), bone="hull")
    else:
        decks = ((1.5, 1.05, 0.42, 1.15),) if length < 4 else ((2.7, 1.15, 0.42, 1.15), (1.9, 0.95, 0.38, 1.52))
        for dx, dy, dz, z in decks:
            kit.add(round_box((dx, dy, dz), 0.06, (-0.25, 0, z)), s.paint(s.WHITE), bone="hull")
            kit.add(
                round_box((dx + 0.12, dy + 0.1, 0.05), 0.02, (-0.25, 0, z + dz / 2)), s.of("wood", s.OAK), bone="hull"
            )
            for k in range(round(dx / 0.36)):
                x = -0.25 + (k - (round(dx / 0.36) - 1) / 2) * 0.36
                kit.add(
                    at(disc(0.085, dy + 0.02, 0.012, axis="y", segments=20), x, 0, z + 0.03),
                    Material(s.WINDOW, 0.08),
                    bone="hull",
                )
        top = decks[-1][3] + 0.2
        kit.add(round_box((0.6, 0.8, 0.44), 0.08, (0.35, 0, top + 0.2)), s.paint(s.WHITE), bone="hull")
        kit.add(round_box((0.62, 0.82, 0.18), 0.05, (0.36, 0, top + 0.26)), Material(s.WINDOW, 0.08), bone="hull")
        for x in (-0.45,) if length < 4 else (-0.35, -0.95):
            funnel = shapes.cylinder(0.17, 0.85, bevel_m=0.03)
            kit.add(shapes.moved(funnel, (x, 0, top)), s.paint(s.RED), bone="hull")
            kit.add(
                shapes.moved(shapes.cylinder(0.178, 0.2, bevel_m=0.03), (x, 0, top + 0.68)),
                s.vinyl(s.BLACK),
                bone="hull",
            )
            kit.anchor("funnel", (x, 0.0, top + 0.9))
    return launch(kit, h, length=length, beam=beam, keel=0.0, waterline=wl, engine="sail" if pirate else "boat")


def _pirate_rig(kit: Kit) -> None:
    black = Material((0.09, 0.09, 0.11), 0.85, sheen=0.3)
    for x, z in ((0.9, 4.4), (-0.7, 4.8)):
        kit.add(rod((x, 0, 0.9), (x, 0, z), 0.06, 0.04), s.of("wood", s.OAK), bone="hull")
        for low, high, width in ((1.5, 2.8, 1.7), (2.95, 3.9, 1.3)):
            kit.add(rod((x, -width * 0.55, high), (x, width * 0.55, high), 0.035), s.of("wood", s.OAK), bone="hull")
            u, v = np.meshgrid(np.linspace(-1, 1, 13), np.linspace(0, 1, 9), indexing="ij")
            p = np.stack(
                [
                    x + 0.08 + 0.34 * (1 - u**2 * 0.6) * np.sin(np.pi * v * 0.9 + 0.2),
                    u * width / 2 * (1 + 0.06 * (1 - v)),
                    low + (high - low) * v,
                ],
                axis=-1,
            )
            kit.add(sheet(p, 0.02), black, bone="hull")
        skull = shapes.ellipsoid((0.03, 0.2, 0.2), centre=(x + 0.42, 0, 2.2))
        kit.add(skull, s.matte(s.WHITE), bone="hull")
    kit.add(rod((2.3, 0, 1.4), (3.2, 0, 1.9), 0.05, 0.03), s.of("wood", s.OAK), bone="hull")


def submarine(order: Order) -> Body:
    colour = order.pick(s.YELLOW)
    kit = Kit("submarine", "metal")
    kit.bone("hull", (0.0, 0.0, 0.7))
    kit.bone("propeller", (-1.75, 0.0, 0.62), "hull")
    main = body_loft(
        [-1.6, -1.0, 0.2, 1.2, 1.6],
        [0.14, 0.46, 0.6, 0.56, 0.42],
        [0.5, 0.18, 0.02, 0.06, 0.2],
        [0.78, 1.08, 1.22, 1.18, 1.04],
        power=2.1,
        nose_m=0.4,
        tail_m=0.1,
        stations=48,
    )
    kit.add(main, s.paint(colour), bone="hull", tint="main")
    kit.add(
        body_loft([-0.4, 0.0, 0.42], 0.26, 1.1, 1.62, power=3, nose_m=0.2), s.paint(colour), bone="hull", tint="main"
    )
    kit.add(
        bent([(0.1, 0, 1.5), (0.1, 0, 1.95), (0.14, 0, 2.03), (0.32, 0, 2.05)], 0.045), s.chrome(s.GREY), bone="hull"
    )
    kit.add(at(disc(0.05, 0.03, 0.01, axis="x"), 0.34, 0, 2.05), Material(s.WINDOW, 0.08), bone="hull")
    for side in (-1, 1):
        for x in (-0.55, 0.05, 0.65):
            y = 0.55 if x > -0.3 else 0.505
            kit.add(at(disc(0.16, 0.1, 0.03, axis="y"), x, side * y, 0.72), s.chrome(s.BRASS), bone="hull")
            kit.add(
                at(shapes.ellipsoid((0.115, 0.03, 0.115)), x, side * (y + 0.045), 0.72),
                s.glow((0.62, 0.88, 0.95), 0.35),
                bone="hull",
            )
        kit.add(at(round_box((0.3, 0.5, 0.06), 0.025), -1.25, side * 0.4, 0.62), s.paint(s.RED), bone="hull")
    kit.add(at(round_box((0.3, 0.06, 1.0), 0.025), -1.3, 0, 0.66), s.paint(s.RED), bone="hull")
    kit.add(shapes.ellipsoid((0.12, 0.06, 0.06), centre=(-1.72, 0, 0.64)), s.chrome(s.BRASS), bone="propeller")
    for k in range(4):
        blade = turn(at(turn(round_box((0.03, 0.13, 0.3), 0.014), "z", 25), z=0.19), "x", 90 * k)
        kit.add(at(blade, -1.74, 0, 0.64), s.chrome(s.BRASS), bone="propeller")
    kit.add(at(shapes.ellipsoid((0.08, 0.16, 0.12)), 1.52, 0, 0.62), s.glow(s.LAMP, 0.8), bone="hull")
    kit.hull(main)
    traits: dict[str, float | str] = {"draft_m": 0.9, "length_m": 3.4, "beam_m": 1.2, "engine": "boat", "floats": 1.0}
    return kit.body(mass_kg=1300.0, friction=0.3, rig="vehicle", traits=traits)


def paper_boat(order: Order) -> Body:
    """A folded paper boat, 24 cm long."""
    colour = order.pick(s.WHITE)
    kit = Kit("paper_boat", "paper")
    points = np.array(
        [
            [-0.12, 0, 0.085],
            [0.12, 0, 0.085],
            [0.0, -0.045, 0.05],
            [0.0, 0.045, 0.05],
            [-0.07, 0, 0.0],
            [0.07, 0, 0.0],
            [0, -0.03, 0.0],
            [0, 0.03, 0.0],
            [0, 0, 0.115],
        ]
    )
    faces = [
        [0, 6, 2],
        [0, 4, 6],
        [6, 5, 1],
        [6, 1, 2],
        [0, 3, 7],
        [0, 7, 4],
        [7, 1, 5],
        [7, 3, 1],
        [4, 7, 6],
        [6, 7, 5],
        [0, 2, 3],
        [1, 3, 2],
    ]
    shell = shapes.flat(shapes.oriented(shapes.mesh(points, faces)))
    kit.add(shell, Material(colour, 0.85, double_sided=True), tint="main")
    peak = plate([(-0.055, 0.0), (0.055, 0.0), (0.0, 0.085)], 0.006, 0.002)
    kit.add(at(turn(peak, "x", 90), 0, 0.003, 0.04), Material(s.shade(colour, 0.96), 0.85), tint="main")
    kit.hull(shell)
    z = 0.02
    for name, x, y in (
        ("hull_front", 0.09, 0.0),
        ("hull_back", -0.09, 0.0),
        ("hull_left", 0.0, 0.035),
        ("hull_right", 0.0, -0.035),
    ):
        kit.anchor(name, (x, y, z))
    traits: dict[str, float | str] = {
        "draft_m": 0.02,
        "length_m": 0.24,
        "beam_m": 0.09,
        "engine": "none",
        "floats": 1.0,
    }
    return kit.body(mass_kg=0.02, traits=traits)
