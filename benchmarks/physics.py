"""Compare the simulator with analytic mechanics: fall, throw, rebound, slide, pendulum, collision.

Prints the measured value, the exact one and the error. The last two rows are read off the tracks of a produced film,
the same that are drawn and heard. Usage: physics.py
"""

from __future__ import annotations

import math

import numpy as np

from fantascope.engines.world.bodies.types import Body, Collider
from fantascope.engines.world.motion.physics import World
from fantascope.engines.world.produce import produce
from fantascope.engines.world.screenplay.schema import Action, Place, Role, Screenplay, ShotPlan
from fantascope.engines.world.take import StagedTake

G = 9.81
Row = tuple[str, float, float]


def main() -> None:
    print(f"{'':24}{'measured':>12}{'exact':>12}{'error':>9}")
    for name, measured, exact in (*_mechanics(), *_film()):
        print(f"{name:24}{measured:12.4f}{exact:12.4f}{abs(measured - exact) / abs(exact):9.2%}")


def _ball(radius: float = 0.1, *, friction: float = 0.5, restitution: float = 0.8, mass: float = 1.0) -> Body:
    shape = Collider("ball", (radius,), (0.0, 0.0, radius))
    return Body("ball", (), (2 * radius,) * 3, mass, friction, restitution, "rubber", (shape,))


def _at(x: float, z: float) -> np.ndarray:
    pose = np.eye(4)
    pose[0, 3], pose[2, 3] = x, z
    return pose


def _mechanics() -> list[Row]:
    rows: list[Row] = []
    world = World()
    world.add("b", _ball(), _at(0, 20), velocity=(3.0, 0.0, 0.0))
    poses = world.run(1 / 24, 25).poses["b"]
    rows += [("fall in 1 s (m)", 20 - poses[-1, 2, 3], G / 2), ("throw in 1 s (m)", poses[-1, 0, 3], 3.0)]

    world = World()
    world.lay_plane(0.0, "stone", 0.5, 0.8)
    world.add("b", _ball(), _at(0, 1))
    run = world.run(1 / 240, 300)
    after = run.times_s > run.contacts[0].time_s
    rows.append(("rebound, e = 0.8 (m)", float(run.poses["b"][after, 2, 3].max()), 0.64))

    world = World()
    world.lay_plane(0.0, "wood", 0.3, 0.0)
    block = Body("block", (), (0.2,) * 3, 1.0, 0.3, 0.0, "wood", (Collider("box", (0.1,) * 3, (0, 0, 0.1)),))
    world.add("b", block, _at(0, 0), velocity=(2.6, 0.0, 0.0))
    rows.append(("slide, mu = 0.3 (m)", float(world.run(1 / 24, 49).poses["b"][-1, 0, 3]), 2.6**2 / (2 * 0.3 * G)))

    length, amplitude, radius = 1.0, 0.2, 0.05
    world = World()
    world.add("b", _ball(radius), _at(math.sin(amplitude) * length, 2 - math.cos(amplitude) * length - radius))
    world.pin("b", (0.0, 0.0, 2.0))
    run = world.run(1 / 240, 1200)
    x = run.poses["b"][:, 0, 3] + run.poses["b"][:, 0, 2] * radius
    down = np.flatnonzero((x[:-1] > 0) & (x[1:] <= 0))
    crossings = [float(run.times_s[k] + x[k] / (x[k] - x[k + 1]) / 240) for k in down]
    exact = 2 * math.pi * math.sqrt((length**2 + 0.4 * radius**2) / (G * length)) * (1 + amplitude**2 / 16)
    rows.append(("pendulum period (s)", float(np.mean(np.diff(crossings))), exact))

    world = World(gravity_ms2=0.0)
    world.add("a", _ball(restitution=1.0, friction=0.0), _at(-0.5, 0), velocity=(2.0, 0.0, 0.0))
    world.add("b", _ball(mass=3.0, restitution=1.0, friction=0.0), _at(0.5, 0))
    run = world.run(1 / 24, 25)
    rows.append(("momentum (kg m/s)", float(run.velocity["a"][-1, 0] + 3 * run.velocity["b"][-1, 0]), 2.0))
    return rows


def _film() -> list[Row]:
    """A ball dropped in the studio: when it lands and how fast, from the film's own tracks and contact log."""
    shot = ShotPlan(
        duration_s=4,
        place=Place(name="studio"),
        cast=(Role(id="ball", concept="ball", label="ball"),),
        actions=(Action(verb="bounce", who="ball"),),
    )
    film = produce(Screenplay(shots=(shot,)), width=320, height=180, fps=30)
    take = film.takes[0]
    assert isinstance(take, StagedTake)
    height = float(take.members[0].root[0, 2, 3])
    hit = next(c for c in film.contacts if "ball" in (c.a, c.b))
    return [
        ("film: landing after (s)", hit.time_s, math.sqrt(2 * height / G)),
        ("film: landing at (m/s)", hit.speed_ms, math.sqrt(2 * G * height)),
    ]


if __name__ == "__main__":
    main()
