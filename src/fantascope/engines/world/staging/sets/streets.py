"""Streets: a row of houses by night or day, a small-town crossroads, a city avenue, a country road.

Knows nothing of cars or walkers. Roads lie at z = 0, pavements 0.12 m higher, and the Terrain knows the kerb.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...bodies import shapes
from ...bodies.scenery.forms import vinyl
from ...bodies.textures import surface
from ...bodies.types import Body, Material, Part
from ...sound.types import Bed
from ..types import F64, Prop, SetStyle, StageSet, Terrain
from .dress import AWAY, FACING, LEFT, RIGHT, Dressing, anchor
from .ground import ground, ramp, ridge, rolling, sheet, treeline
from .outdoors import finish, is_lit

KERB_M = 0.12
PAINT = vinyl((0.95, 0.95, 0.92), 0.6)


def block_of(outline: list[tuple[float, float]], material: Material, name: str = "pavement") -> Prop:
    """A raised piece of pavement with this counter-clockwise outline."""
    m = shapes.slab(np.asarray(outline), KERB_M + 0.3)
    m = shapes.moved(m, (0, 0, -0.3))
    size = tuple(float(v) for v in np.ptp(m.positions, axis=0))
    return Prop(
        Body(name, (Part(name, m, material),), (size[0], size[1], size[2])), (0.0, 0.0, 0.0), solid=False, name=name
    )


def kerbed(
    d: Dressing, raised: Callable[[F64, F64], F64], half_x: float, y0: float, y1: float, step: float = 0.25
) -> Terrain:
    """The Terrain of a street: `raised` (x, y) is 1 on pavements; also becomes the dressing's height."""
    nx, ny = int(2 * half_x / step) + 1, int((y1 - y0) / step) + 1
    gx, gy = np.meshgrid(np.linspace(-half_x, half_x, nx), np.linspace(y0, y1, ny), indexing="ij")
    d.height = lambda x, y: np.asarray(KERB_M * raised(x, y))
    return Terrain(-half_x, half_x, y0, y1, KERB_M * raised(gx, gy))


def lamp_post(
    d: Dressing,
    x: float,
    y: float,
    lit: bool,
    *,
    kind: str = "street_lamp",
    power: float = 5.0,
    shadow: bool = False,
    heading: float = FACING,
) -> None:
    """A street lamp, alight at night."""
    post = d.place(kind, x, y, material="lit" if lit else None, heading=heading)
    if lit:
        px, py, pz = anchor(post, "light")
        d.lamp((px, py, pz - 0.05), 0.55 * power, range_m=13.0, shadow=shadow)


def houses(
    d: Dressing,
    style: SetStyle,
    names: list[str],
    xs: list[float],
    y: float,
    *,
    heading: float = FACING,
    first: int = 0,
) -> None:
    """A row of buildings, their windows lit at night and roofs white in snow."""
    look = "lit" if is_lit(style) else ("snowy" if style.weather == "snow" else None)
    for k, (name, x) in enumerate(zip(names, xs, strict=True)):
        body_y = y + (0.4 if k % 2 else 0.0)
        d.place(name, x, body_y, seed=first + k + style.seed % 3, material=look, heading=heading)


def street(style: SetStyle) -> StageSet:
    """A cosy street: the road in front, pavement, then houses and shops under lamps."""
    d = Dressing(style.seed, (5.0, 2.2), season=style.season, snowy=style.weather == "snow")
    terrain = kerbed(
        d,
        lambda x, y: ((np.asarray(y) > 2.75) | (np.asarray(y) < -3.6)).astype(np.float64) + 0 * np.asarray(x),
        24.0,
        -8.0,
        12.0,
    )
    d.add(sheet(surface("asphalt"), -60, 60, -3.7, 2.8, name="ground", sound="asphalt"))
    d.add(
        block_of([(-60, 2.75), (60, 2.75), (60, 9), (-60, 9)], surface("pavement")),
        block_of([(-60, -9), (60, -9), (60, -3.6), (-60, -3.6)], surface("pavement")),
    )
    d.add(sheet(surface("grass"), -60, 60, 5.3, 60, z=KERB_M + 0.004, name="lawn"))
    kerb = surface("concrete", (0.8, 0.79, 0.76))
    d.add(sheet(kerb, -60, 60, 2.72, 2.95, z=KERB_M + 0.003, name="kerb"))
    for x in np.arange(-28, 29, 3.2):
        d.add(sheet(PAINT, x - 0.8, x + 0.8, -0.52, -0.4, z=0.004, name="paint"))
    lit = is_lit(style)
    houses(
        d,
        style,
        ["shop", "house", "house", "shop", "house", "house", "shop"],
        [-19.5, -12.8, -6.6, -0.2, 6.4, 13.0, 19.6],
        8.3,
        first=1,
    )
    for k, x in enumerate((-9.8, -3.25, 3.1, 9.8)):
        lamp_post(d, x, 3.25, lit, power=6.0, shadow=k in (1, 2))
    if lit:
        for x in (-0.2, -12.8, 13.0):
            d.lamp((x + 0.4, 4.7, 1.7), 0.5, range_m=6.0)
        for x in (-4.4, 4.8):
            d.lamp((x, -4.6, 4.2), 3.2, range_m=13.0)
    for x, y in ((-9.7, 5.9), (3.1, 6.2), (9.6, 6.0), (-3.5, 6.4), (16.3, 6.0), (-16.2, 6.0)):
        d.place("tree", x, y, seed=int(x) % 3, scale=0.95)
    d.place("bench", 1.4, 4.3)
    d.place("mailbox", -5.3, 3.5)
    d.place("hydrant", 5.1, 3.35)
    d.place("bin", 2.6, 4.4)
    d.place("parked_car", -7.6, 1.85, heading=RIGHT, seed=1)
    d.place("parked_car", 8.0, 1.85, heading=RIGHT, seed=0)
    d.place("road_sign", 6.4, 3.3, seed=3)
    for x in (-10.7, -8.6, 8.5, 10.6):
        d.place("fence", x - 1.0, 5.4, solid=True)
    d.scatter(
        ["bush", "flower", "flower"],
        26,
        (-18, 18),
        (5.5, 6.4),
        salt=1,
        gap=0.1,
        solid=False,
        scale=(0.7, 1.1),
        material=None,
    )
    d.add(
        treeline(style.seed, (0.3, 0.5, 0.32), distance_m=26.0, width_m=90.0, height_m=8.0),
        ridge(style.seed, (0.42, 0.52, 0.55), distance_m=120.0, width_m=420.0, height_m=20.0),
    )
    marks = {
        "pavement": (0.0, 4.0, KERB_M),
        "road": (0.0, 0.0, 0.0),
        "lamp": (-3.25, 2.4, 0.0),
        "bench": (1.4, 4.25, KERB_M + 0.47),
        "seat_0": (1.4, 4.25, KERB_M + 0.47),
        "door": (-2.0, 4.6, KERB_M),
        "puddle": (0.6, -0.6, 0.0),
        "shop": (-1.8, 4.6, KERB_M),
    }
    return finish(
        "street",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-7.0, -0.4, 0.0), (7.0, -0.4, 0.0)),
        ground_sound="asphalt",
        space="street",
        beds=(Bed("traffic", 0.25),) if not lit else (Bed("crickets", 0.25), Bed("traffic", 0.1)),
        azimuth_deg=-145,
        low_azimuth_deg=-62,
        exposure=0.8 if lit else 1.0,
    )


def town(style: SetStyle) -> StageSet:
    """A small-town crossroads at the origin, roads along x and y, zebra crossings, shops on the corners, a church up
    the hill."""
    w = 3.1
    d = Dressing(style.seed, (7.0, 2.6), season=style.season, snowy=style.weather == "snow")
    terrain = kerbed(d, lambda x, y: ((np.abs(x) > w) & (np.abs(y) > w)).astype(np.float64), 24.0, -14.0, 26.0)
    d.add(sheet(surface("asphalt"), -70, 70, -20, 90, name="ground", sound="asphalt"))
    far = 70.0
    for sx in (-1, 1):
        for sy in (-1, 1):
            y_far = far if sy > 0 else 18.0
            arc = [
                (sx * (w + 1.2 * (1 - np.sin(a))), sy * (w + 1.2 * (1 - np.cos(a))))
                for a in np.linspace(0, np.pi / 2, 7)
            ]
            line = [*arc, (sx * w, sy * y_far), (sx * far, sy * y_far), (sx * far, sy * w)]
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, line[1:] + line[:1], strict=True))
            d.add(block_of([(float(x), float(y)) for x, y in (line if area > 0 else line[::-1])], surface("pavement")))
            gx0, gx1 = sorted((sx * 5.6, sx * far))
            gy0, gy1 = sorted((sy * 5.6, sy * y_far))
            d.add(sheet(surface("grass"), gx0, gx1, gy0, gy1, z=KERB_M + 0.004, name="lawn"))
    for k in range(6):
        s = -2.5 + k * 1.0
        for o in (-4.2, 4.2):
            d.add(
                sheet(PAINT, s - 0.28, s + 0.28, o - 0.95, o + 0.95, z=0.004, name="zebra"),
                sheet(PAINT, o - 0.95, o + 0.95, s - 0.28, s + 0.28, z=0.004, name="zebra"),
            )
    for s in np.arange(8.0, 45.0, 3.2):
        for x in (-s, s):
            d.add(sheet(PAINT, x - 0.7, x + 0.7, -0.06, 0.06, z=0.004, name="paint"))
        d.add(sheet(PAINT, -0.06, 0.06, s - 0.7, s + 0.7, z=0.004, name="paint"))
    lit = is_lit(style)
    houses(d, style, ["house", "shop", "house", "house"], [-21.0, -8.6, -15.0, -27.5], 8.6, first=1)
    houses(d, style, ["shop", "house", "house", "house"], [8.6, 15.2, 21.6, 28.0], 8.6, first=2)
    look = "lit" if lit else None
    for k, (x, y, h) in enumerate(((-8.4, 17.5, RIGHT), (8.4, 17.5, LEFT), (-8.4, 25.5, RIGHT), (8.4, 25.5, LEFT))):
        d.place("house", x, y, heading=h, seed=k + 1, material=look)
    d.place("church", 0.0, 46.0, z=2.4, scale=1.3, material=look)
    for sx in (-1, 1):
        lamp_post(d, sx * 3.75, 3.85, lit, power=6.0, shadow=True)
        lamp_post(d, sx * 10.5, 3.7, lit, power=5.0)
        d.place("traffic_light", sx * 4.9, 3.6, seed=0 if sx < 0 else 2)
        for x, y, s in ((5.1, 6.4, 1.0), (12.0, 5.2, 1.1), (18.6, 5.4, 1.0), (5.0, 12.4, 0.9), (5.2, 21.0, 1.0)):
            d.place("tree", sx * x, y, seed=int(x + sx) % 3, scale=s)
    if lit:
        d.lamp((-8.6, 5.4, 1.7), 2.0, range_m=6.0)
        d.lamp((8.6, 5.4, 1.7), 2.0, range_m=6.0)
    d.place("bench", -6.8, 4.6)
    d.place("mailbox", 5.9, 3.6)
    d.place("hydrant", -6.0, 3.6)
    d.place("bin", 7.0, 3.7)
    d.place("parasol_table", 7.2, 5.1, seed=0)
    d.place("parasol_table", 9.6, 5.0, seed=1)
    for side in ((-22, -5.8), (5.8, 22)):
        d.scatter(["bush", "bush", "flower"], 6, side, (5.6, 6.6), salt=4, gap=0.2, solid=False)
    d.scatter(["tree"], 6, (-40, 40), (30, 42), salt=5, gap=1.0)

    def hill(x: F64, y: F64) -> F64:
        return np.asarray(2.6 * ramp(y, 30.0, 46.0) + 1.5 * rolling(x, y, 2, 60.0) * ramp(y, 40.0, 60.0) - 0.02)

    far_ground, _ = ground(surface("grass"), height=hill, near=(-60, 60, 30, 60), step=6.0, far_m=200.0, sound="grass")
    d.add(Prop(far_ground.body, (0.0, 0.0, -0.15), solid=False, name="hill"))
    d.add(
        treeline(style.seed, (0.32, 0.54, 0.32), distance_m=62.0, width_m=150.0, height_m=9.0),
        ridge(style.seed, (0.45, 0.57, 0.6), distance_m=150.0, width_m=480.0, height_m=26.0),
    )
    marks = {
        "crossroads": (0.0, 0.0, 0.0),
        "north": (0.0, 16.0, 0.0),
        "south": (0.0, -12.0, 0.0),
        "east": (16.0, 0.0, 0.0),
        "west": (-16.0, 0.0, 0.0),
        "pavement": (-4.6, 4.6, KERB_M),
        "bench": (-6.8, 4.55, KERB_M + 0.47),
        "zebra": (0.0, 4.2, 0.0),
        "shop": (-8.6, 5.0, KERB_M),
        "church": (0.0, 36.0, 1.0),
    }
    return finish(
        "town",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-12.0, -1.4, 0.0), (12.0, -1.4, 0.0)),
        ground_sound="asphalt",
        space="street",
        beds=(Bed("birds", 0.3), Bed("traffic", 0.25)) if not lit else (Bed("crickets", 0.3),),
        azimuth_deg=-140,
        low_azimuth_deg=-58,
    )


def city(style: SetStyle) -> StageSet:
    """A city avenue running away between tall blocks to a skyline."""
    d = Dressing(style.seed, (5.5, 2.4), season=style.season, snowy=style.weather == "snow")
    terrain = kerbed(d, lambda x, y: (np.abs(x) > 6.2).astype(np.float64) + 0 * np.asarray(y), 24.0, -10.0, 30.0)
    d.add(sheet(surface("asphalt"), -70, 70, -20, 160, name="ground", sound="asphalt", turn=True))
    for sx in (-1, 1):
        x0, x1 = sorted((sx * 6.2, sx * 60.0))
        d.add(block_of([(x0, -20), (x1, -20), (x1, 160), (x0, 160)], surface("pavement")))
    for y in np.arange(-6.0, 70.0, 4.0):
        for x in (-2.1, 2.1):
            d.add(sheet(PAINT, x - 0.07, x + 0.07, y - 0.9, y + 0.9, z=0.004, name="paint"))
    for k in range(10):
        d.add(sheet(PAINT, -5.4 + 1.2 * k - 0.32, -5.4 + 1.2 * k + 0.32, 3.6, 6.0, z=0.004, name="zebra"))
    lit = is_lit(style)
    look = "lit" if lit else None
    for k in range(4):
        for sx in (-1, 1):
            name = ("apartment", "shop", "apartment", "apartment")[(k + (sx > 0)) % 4]
            d.place(
                name, sx * 13.2, 8.0 + 8.2 * k, heading=RIGHT if sx < 0 else LEFT, seed=k + (sx > 0) * 2, material=look
            )
    rng = d.rng(3)
    towers = (
        ((-24, 60), (-12, 76), (2, 90), (15, 72), (27, 58), (-38, 82), (40, 84), (-3, 120), (20, 118), (-24, 116))
        if not lit
        else ((-18, 62), (17, 66), (0, 92), (-34, 92), (36, 90))
    )
    for k, (x, y) in enumerate(towers):
        d.place("skyscraper", x, y, seed=k % 4, material=look, scale=float(rng.uniform(0.95, 1.3)), solid=False)
    for y in (4.8, 14.0, 23.0):
        for sx in (-1, 1):
            lamp_post(d, sx * 6.8, y, lit, kind="arc_lamp", power=9.0, heading=RIGHT if sx < 0 else LEFT, shadow=y < 6)
    for y in (9.0, 18.5, 27.5):
        for sx in (-1, 1):
            d.place("tree", sx * 7.6, y, seed=int(y) % 3, scale=0.9)
    for sx, y, s in ((-1, 10.0, 0), (1, 12.5, 1), (-1, 17.0, 2), (1, 20.0, 3)):
        d.place("parked_car", sx * 5.2, y, heading=AWAY, seed=s)
    for sx in (-1, 1):
        d.place("traffic_light", sx * 6.6, 6.6, seed=0)
    d.place("bus_shelter", -8.2, 3.2, heading=RIGHT)
    d.place("bench", 8.4, 2.4, heading=LEFT)
    d.place("hydrant", 6.9, 1.6)
    d.place("bin", -6.9, 0.8)
    marks = {
        "crossing": (0.0, 4.8, 0.0),
        "pavement": (-7.4, 1.0, KERB_M),
        "road": (0.0, 0.0, 0.0),
        "north": (0.0, 30.0, 0.0),
        "south": (0.0, -9.0, 0.0),
        "east": (6.0, 0.0, 0.0),
        "west": (-6.0, 0.0, 0.0),
    }
    return finish(
        "city",
        style,
        d,
        terrain,
        marks=marks,
        ground_sound="asphalt",
        space="street",
        beds=(Bed("traffic", 0.6),),
        azimuth_deg=-120,
        low_azimuth_deg=12,
        haze=1.6,
    )


def road(style: SetStyle) -> StageSet:
    """A country road along the picture between meadows."""

    def height(x: F64, y: F64) -> F64:
        return np.asarray(
            (0.35 + 0.8 * rolling(x, y, style.seed, 40.0)) * ramp(np.abs(y), 6.0, 22.0)
            - 0.02 * ramp(np.abs(y), 3.0, 3.3)
        )

    d = Dressing(style.seed, (6.0, 2.6), height, style.season, style.weather == "snow")
    prop, terrain = ground(
        surface("grass"), height=height, near=(-22, 22, -8, 22), step=1.0, seed=style.seed, sound="grass"
    )
    d.add(prop, sheet(surface("asphalt"), -120, 120, -3.0, 3.0, z=0.006, name="road", sound="asphalt"))
    for x in np.arange(-40, 41, 4.0):
        d.add(sheet(PAINT, x - 1.0, x + 1.0, -0.07, 0.07, z=0.011, name="paint"))
    for y in (-2.8, 2.8):
        d.add(sheet(PAINT, -120, 120, y - 0.06, y + 0.06, z=0.011, name="paint"))
    for x in np.arange(-25, 26, 2.0):
        d.place("fence", float(x), 4.6, material="rail", solid=True)
    d.place("road_sign", 7.6, 3.9, seed=1)
    d.place("oak", -9.5, 8.5, seed=1)
    d.scatter(["tree", "bush", "tree", "birch"], 18, (-34, 34), (6.5, 34), salt=1, gap=0.8)
    d.scatter(
        ["grass_tuft", "flower", "flower"],
        70,
        (-10, 10),
        (-5.0, 4.4),
        salt=2,
        gap=0.05,
        scale=(0.9, 1.7),
        margin=0.5,
        solid=False,
        lane_clear=False,
    )
    d.place("windmill", 17.0, 30.0)
    d.scatter(["hay_bale"], 6, (-22, 14), (9, 24), salt=3, gap=2.0)
    d.add(
        treeline(style.seed, (0.34, 0.54, 0.32), distance_m=65.0, width_m=170.0, height_m=8.0),
        ridge(style.seed, (0.45, 0.57, 0.6), distance_m=150.0, width_m=480.0, height_m=26.0),
    )
    marks = {"road": (0.0, 0.0, 0.0), "east": (16.0, 0.0, 0.0), "west": (-16.0, 0.0, 0.0), "roadside": (0.0, 3.8, 0.0)}
    return finish(
        "road",
        style,
        d,
        terrain,
        marks=marks,
        lane=((-10.0, -1.4, 0.0), (10.0, -1.4, 0.0)),
        ground_sound="asphalt",
        beds=(Bed("birds", 0.4),),
        low_azimuth_deg=24,
    )


BUILDERS = {"street": street, "town": town, "city": city, "road": road}
