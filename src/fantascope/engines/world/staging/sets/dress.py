"""Collecting the props of a set while it is built.

Knows nothing of any one set. Things face the audience unless told otherwise; what is scattered keeps out of the
playing area,
of the audience's line of sight and of each other; everything follows the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ...bodies.scenery import build_scenery
from ...bodies.types import Body, Rgb, Vec3
from ...picture.types import Lamp
from ..types import Prop
from .ground import Height, flat

FACING = -np.pi / 2
"""Heading that turns a body's front to the audience."""
LEFT, RIGHT, AWAY = np.pi, 0.0, np.pi / 2
WARM: Vec3 = (1.0, 0.62, 0.28)


@dataclass(slots=True)
class Dressing:
    """The props of a set so far, its lamps and marks. `play` half extents are kept free by `scatter`."""

    seed: int
    play: tuple[float, float] = (5.0, 3.0)
    height: Height = flat
    season: str = "summer"
    snowy: bool = False
    props: list[Prop] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def rng(self, salt: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, salt])

    def variant(self, name: str) -> str | None:
        """The season's look of a plant."""
        if name not in ("tree", "oak", "pine", "birch", "bush", "rock", "boulder", "mountain"):
            return None
        if self.snowy:
            return "snowy"
        return "autumn" if self.season == "autumn" else None

    def z(self, x: float, y: float) -> float:
        return float(self.height(np.array([x]), np.array([y]))[0])

    def add(self, *props: Prop) -> None:
        self.props.extend(props)

    def place(
        self,
        what: str | Body,
        x: float,
        y: float,
        *,
        z: float | None = None,
        heading: float = FACING,
        scale: float = 1.0,
        seed: int = 0,
        colour: Rgb | None = None,
        material: str | None = None,
        solid: bool = True,
        name: str = "",
        loose: bool = False,
    ) -> Prop:
        """Stand a thing at (x, y) on the ground (or at z)."""
        if isinstance(what, str):
            what = build_scenery(what, colour=colour, seed=seed, material=material or self.variant(what))
        prop = Prop(what, (x, y, self.z(x, y) if z is None else z), heading, scale, loose, solid, name or what.concept)
        self.props.append(prop)
        self.taken.append((x, y, 0.4 * max(what.size[0], what.size[1]) * scale))
        return prop

    def scatter(
        self,
        names: Sequence[str],
        count: int,
        x: tuple[float, float],
        y: tuple[float, float],
        *,
        salt: int,
        gap: float = 0.6,
        scale: tuple[float, float] = (0.85, 1.2),
        seeds: int = 3,
        margin: float = 0.8,
        solid: bool = True,
        sink: float = 0.0,
        colour: Rgb | None = None,
        material: str | None = None,
        lane_clear: bool = True,
    ) -> None:
        """Strew things over a rectangle, at least `gap` apart, never in the play area nor between it and the
        audience."""
        rng = self.rng(salt)
        placed = tries = 0
        while placed < count and tries < count * 25:
            tries += 1
            px, py = float(rng.uniform(*x)), float(rng.uniform(*y))
            s = float(rng.uniform(*scale))
            name = names[int(rng.integers(len(names)))]
            variety, heading = int(rng.integers(seeds)), float(rng.uniform(0, 2 * np.pi))
            body = build_scenery(name, colour=colour, seed=variety, material=material or self.variant(name))
            r = 0.4 * max(body.size[0], body.size[1]) * s
            inside = (
                abs(px) < self.play[0] + margin + r * 0.6
                and -self.play[1] - margin - r * 0.6 < py < self.play[1] + margin + r * 0.6
            )
            sight = lane_clear and py < 0 and abs(px) < 2.0 + 0.62 * (py + 9.0) + r
            if (
                inside
                or sight
                or any((px - a) ** 2 + (py - b) ** 2 < (gap + 0.8 * (c + r)) ** 2 for a, b, c in self.taken)
            ):
                continue
            self.props.append(Prop(body, (px, py, self.z(px, py) - sink * s), heading, s, False, solid, name))
            self.taken.append((px, py, r))
            placed += 1

    def lamp(
        self,
        position: Vec3,
        power: float = 4.0,
        *,
        colour: Vec3 = WARM,
        range_m: float = 12.0,
        direction: Vec3 = (0.0, 0.0, -1.0),
        cone_rad: float | None = None,
        shadow: bool = False,
    ) -> None:
        """Light a lamp: `power` is the radiance on a white wall one metre away."""
        c = (colour[0] * power, colour[1] * power, colour[2] * power)
        d = np.asarray(direction, dtype=np.float64)
        d = d / np.linalg.norm(d)
        self.lamps.append(Lamp(position, c, range_m, (float(d[0]), float(d[1]), float(d[2])), cone_rad, shadow))


def anchor(prop: Prop, name: str) -> Vec3:
    """A body's anchor in the world."""
    x, y, z = prop.body.anchors[name]
    c, s = np.cos(prop.heading_rad), np.sin(prop.heading_rad)
    px, py, pz = prop.position
    k = prop.scale
    return (float(px + k * (c * x - s * y)), float(py + k * (s * x + c * y)), float(pz + k * z))
