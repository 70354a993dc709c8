"""Balls of every kind, and other round things that roll.

Knows nothing of motion. A ball rests on the ground; its collider is one ball, so it rolls and bounces truly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi

from .. import shapes
from ..types import Body, Material, Mesh, Rgb
from . import surfaces as s
from .assembly import Kit, Order
from .forms import at
from .patterns import flat_pattern, sphere_pattern


@dataclass(frozen=True, slots=True)
class BallKind:
    """Radius, mass, friction, restitution and look of a kind of ball; `painted` names its sphere pattern."""

    radius_m: float
    mass_kg: float
    restitution: float
    stuff: str
    colour: Rgb
    roughness: float
    painted: str | None = None
    tinted: bool = True
    """A colour word recolours it (its pattern multiplies the colour)."""


BALLS: dict[str, BallKind] = {
    "rubber": BallKind(0.22, 0.65, 0.80, "rubber", s.RED, 0.33),
    "basketball": BallKind(0.121, 0.62, 0.80, "rubber", (0.90, 0.43, 0.15), 0.62, "basketball"),
    "football": BallKind(0.11, 0.43, 0.72, "rubber", s.WHITE, 0.35, "football"),
    "volleyball": BallKind(0.105, 0.27, 0.72, "rubber", s.WHITE, 0.45, "volleyball"),
    "beach_ball": BallKind(0.25, 0.14, 0.62, "rubber", s.WHITE, 0.22, "beach_ball", False),
    "tennis_ball": BallKind(0.0335, 0.058, 0.74, "rubber", s.WHITE, 0.95, "tennis_ball", False),
    "bowling_ball": BallKind(0.108, 6.4, 0.25, "stone", (0.14, 0.22, 0.55), 0.1, "bowling_ball"),
    "golf_ball": BallKind(0.0214, 0.046, 0.78, "plastic", s.WHITE, 0.3),
    "ping_pong_ball": BallKind(0.02, 0.0027, 0.85, "plastic", s.WHITE, 0.5),
    "baseball": BallKind(0.037, 0.145, 0.55, "leather", s.CREAM, 0.6),
    "snowball": BallKind(0.1, 1.7, 0.05, "snow", (0.96, 0.97, 1.0), 0.95),
    "marble": BallKind(0.03, 0.28, 0.65, "glass", s.WHITE, 0.05, "marble", False),
    "disco_ball": BallKind(0.2, 2.5, 0.2, "glass", s.WHITE, 0.18, "disco_ball", False),
    "globe": BallKind(0.2, 1.2, 0.4, "plastic", s.WHITE, 0.3, "globe", False),
    "cannonball": BallKind(0.09, 23.0, 0.2, "metal", (0.16, 0.16, 0.18), 0.4),
    "eight_ball": BallKind(0.0286, 0.165, 0.9, "plastic", s.WHITE, 0.08, "eight_ball", False),
}
BALL_WORDS = {
    "plain": "rubber",
    "soccer": "football",
    "soccer_ball": "football",
    "soccerball": "football",
    "beachball": "beach_ball",
    "beach": "beach_ball",
    "tennis": "tennis_ball",
    "bowling": "bowling_ball",
    "golf": "golf_ball",
    "snow": "snowball",
    "glass_marble": "marble",
    "disco": "disco_ball",
    "mirror_ball": "disco_ball",
    "earth": "globe",
    "billiard": "eight_ball",
    "billiard_ball": "eight_ball",
    "pool_ball": "eight_ball",
    "ping_pong": "ping_pong_ball",
    "bouncy": "rubber",
    "bouncy_ball": "rubber",
    "rubber_ball": "rubber",
    "volley": "volleyball",
    "basket": "basketball",
}


def ball(order: Order) -> Body:
    """A ball of `order.kind` (default: a plain rubber play ball), of another material, or patterned."""
    kind = BALL_WORDS.get(order.kind or "rubber", order.kind or "rubber")
    spec = BALLS.get(kind, BALLS["rubber"])
    if s.is_stuff(order.material):
        spec = _made_of(spec, order.material or "plastic")
    kit = Kit("ball", spec.stuff)
    r = spec.radius_m
    sphere = shapes.ball(r, rings=28, segments=44)
    kit.add(sphere, _finish(spec, order), tint="main" if spec.tinted and order.pattern is None else None)
    if kind == "baseball":
        kit.add(_stitches(r), s.cloth(s.RED))
    kit.round(r, (0.0, 0.0, r))
    return kit.body(mass_kg=spec.mass_kg, restitution=spec.restitution, traits={"radius_m": r})


def _finish(spec: BallKind, order: Order) -> Material:
    colour = order.pick(spec.colour)
    look = s.of(spec.stuff, colour)
    look = replace(look, roughness=spec.roughness) if spec.stuff not in ("metal", "gold", "silver") else look
    if spec.stuff == "glass" and spec.painted:
        look = replace(look, opacity=1.0, metallic=0.85 if spec.painted == "disco_ball" else 0.0)
    if order.pattern is not None:
        return replace(look, colour=(1.0, 1.0, 1.0), texture=flat_pattern(order.pattern, colour), uv_scale=4.0)
    if spec.painted is None:
        return look
    if spec.tinted:
        return replace(look, texture=sphere_pattern(spec.painted))
    chosen = () if order.colour is None else _variation(spec.painted, order.colour)
    return replace(look, colour=(1.0, 1.0, 1.0), texture=sphere_pattern(spec.painted, chosen))


def _variation(painted: str, colour: Rgb) -> tuple[Rgb, ...]:
    return (colour, s.WHITE) * 3 if painted == "beach_ball" else (colour,)


def _made_of(spec: BallKind, word: str) -> BallKind:
    kind = s.stuff(word)
    volume = 4 / 3 * pi * spec.radius_m**3
    return replace(
        spec,
        stuff=word,
        mass_kg=volume * kind.density,
        restitution=kind.restitution,
        colour=kind.colour,
        roughness=kind.roughness,
        painted=None,
        tinted=True,
    )


def _stitches(radius_m: float) -> Mesh:
    import numpy as np

    t = np.linspace(0, 2 * np.pi, 97)
    b = 0.44
    p = np.stack(
        [
            np.cos(t) * (1 - b) + b * np.cos(3 * t),
            np.sin(t) * (1 - b) - b * np.sin(3 * t),
            2 * np.sqrt(b * (1 - b)) * np.sin(2 * t),
        ],
        axis=1,
    )
    p /= np.linalg.norm(p, axis=1, keepdims=True)
    return at(shapes.tube(p * radius_m * 0.995, radius_m * 0.035, segments=8, caps=False), z=radius_m)


def tyre_ring(order: Order) -> Body:
    """A car tyre lying flat, or standing when a motion rolls it."""
    from .forms import tyre

    kit = Kit("tyre", "rubber")
    wheel = tyre(0.32, 0.2, 0.19)
    kit.add(at(wheel, z=0.32), s.rubber(order.pick(s.DARK)), tint="main")
    kit.rolling(0.32, 0.2, (0.0, 0.0, 0.32))
    return kit.body(mass_kg=9.0, traits={"radius_m": 0.32})


def puck(order: Order) -> Body:
    kit = Kit("puck", "rubber")
    kit.add(shapes.cylinder(0.038, 0.025, bevel_m=0.004, segments=40), s.rubber(order.pick(s.BLACK)), tint="main")
    kit.post(0.038, (0.0, 0.0, 0.0), 0.025)
    return kit.body(mass_kg=0.17, friction=0.06, restitution=0.45)
