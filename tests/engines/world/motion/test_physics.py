"""The simulator against analytic mechanics, within one per cent, and its contact log."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fantascope.engines.world.bodies.types import Body, Collider
from fantascope.engines.world.motion.physics import World
from fantascope.engines.world.motion.script import Hold, Launch

FRAME_S = 1 / 24


def ball(radius: float = 0.1, *, friction: float = 0.5, restitution: float = 0.8, mass: float = 1.0) -> Body:
    size = (2 * radius,) * 3
    return Body(
        "ball", (), size, mass, friction, restitution, "rubber", (Collider("ball", (radius,), (0.0, 0.0, radius)),)
    )


def block(half: float = 0.1, *, friction: float = 0.3, restitution: float = 0.0) -> Body:
    size = (2 * half,) * 3
    return Body(
        "block", (), size, 1.0, friction, restitution, "wood", (Collider("box", (half,) * 3, (0.0, 0.0, half)),)
    )


def at(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> np.ndarray:
    pose = np.eye(4)
    pose[:3, 3] = (x, y, z)
    return pose


def test_free_fall() -> None:
    world = World()
    world.add("b", ball(), at(z=20.0))
    run = world.run(FRAME_S, 25)
    fallen = 20.0 - run.poses["b"][-1, 2, 3]
    assert fallen == pytest.approx(0.5 * 9.81 * 1.0**2, rel=0.01)


def test_projectile_keeps_its_horizontal_speed() -> None:
    world = World()
    world.add("b", ball(), at(z=30.0), velocity=(3.0, 1.0, 5.0))
    run = world.run(FRAME_S, 25)
    assert run.poses["b"][-1, :2, 3] == pytest.approx([3.0, 1.0], rel=0.001)
    assert run.poses["b"][-1, 2, 3] - 30.0 == pytest.approx(5.0 - 0.5 * 9.81, abs=0.05)


def test_rebound_height_is_restitution_squared() -> None:
    world = World()
    world.lay_plane(0.0, "stone", 0.5, 0.8)
    world.add("b", ball(restitution=0.8), at(z=1.0))
    run = world.run(1 / 240, 300)
    height = run.poses["b"][:, 2, 3]
    first = next(c.time_s for c in run.contacts)
    top = height[run.times_s > first].max()
    assert top == pytest.approx(0.64, rel=0.01)


def test_sliding_distance() -> None:
    world = World()
    world.lay_plane(0.0, "wood", 0.3, 0.0)
    world.add("b", block(friction=0.3), at(), velocity=(2.6, 0.0, 0.0))
    run = world.run(FRAME_S, 49)
    assert run.poses["b"][-1, 0, 3] == pytest.approx(2.6**2 / (2 * 0.3 * 9.81), rel=0.01)
    assert abs(run.velocity["b"][-1, 0]) < 1e-3


def test_pendulum_period() -> None:
    length, amplitude, radius = 1.0, 0.2, 0.05
    world = World()
    world.add(
        "b",
        ball(radius, restitution=0.0),
        at(math.sin(amplitude) * length, 0.0, 2.0 - math.cos(amplitude) * length - radius),
    )
    world.pin("b", (0.0, 0.0, 2.0))
    run = world.run(1 / 240, 1200)
    x = run.poses["b"][:, 0, 3] + run.poses["b"][:, 0, 2] * radius
    falling = np.flatnonzero((x[:-1] > 0) & (x[1:] <= 0))
    crossings = [run.times_s[k] + x[k] / (x[k] - x[k + 1]) / 240 for k in falling]
    inertia = length**2 + 0.4 * radius**2
    exact = 2 * math.pi * math.sqrt(inertia / (9.81 * length)) * (1 + amplitude**2 / 16)
    assert np.mean(np.diff(crossings)) == pytest.approx(exact, rel=0.01)


def test_momentum_is_kept_when_two_balls_meet() -> None:
    world = World(gravity_ms2=0.0)
    world.add("a", ball(mass=1.0, restitution=1.0, friction=0.0), at(-0.5), velocity=(2.0, 0.0, 0.0))
    world.add("b", ball(mass=3.0, restitution=1.0, friction=0.0), at(0.5))
    run = world.run(FRAME_S, 25)
    va, vb = run.velocity["a"][-1, 0], run.velocity["b"][-1, 0]
    assert va + 3 * vb == pytest.approx(2.0, rel=0.01)
    assert 0.5 * va**2 + 1.5 * vb**2 == pytest.approx(2.0, rel=0.02)


def test_contact_log_tells_when_where_and_how_hard() -> None:
    world = World()
    world.lay_plane(0.0, "wood", 0.5, 0.5)
    world.add("b", ball(mass=2.0), at(0.3, -0.2, 1.0))
    run = world.run(FRAME_S, 24)
    first = run.contacts[0]
    assert {first.a, first.b} == {"ground", "b"}
    assert first.time_s == pytest.approx(math.sqrt(2 * 1.0 / 9.81), abs=1 / 240)
    assert first.position == pytest.approx((0.3, -0.2, 0.0), abs=0.02)
    assert first.speed_ms == pytest.approx(math.sqrt(2 * 9.81), rel=0.02)
    assert {first.material_a, first.material_b} == {"wood", "rubber"}
    assert first.mass_kg == pytest.approx(2.0)


def test_a_held_thing_follows_its_script_and_then_falls() -> None:
    world = World()
    world.lay_plane(0.0, "wood", 0.5, 0.5)
    world.add("b", ball(), at(z=1.0))
    run = world.run(FRAME_S, 25, holds=[Hold("b", 0.0, 0.5, lambda t: at(t, 0.0, 1.0))])
    assert run.poses["b"][12, :3, 3] == pytest.approx((0.5, 0.0, 1.0), abs=1e-3)
    assert run.poses["b"][-1, 2, 3] < 0.6


def test_launch_sets_velocity_at_its_time() -> None:
    world = World(gravity_ms2=0.0)
    world.add("b", ball(), at())
    run = world.run(FRAME_S, 25, launches=[Launch(0.5, "b", (0.0, 0.0, 2.0))])
    assert run.poses["b"][12, 2, 3] == pytest.approx(0.0, abs=0.01)
    assert run.poses["b"][-1, 2, 3] == pytest.approx(1.0, abs=0.01)


def test_an_actor_pushes_but_is_not_pushed() -> None:
    world = World(gravity_ms2=0.0)
    world.add("b", ball(mass=100.0), at(1.0))
    way = np.tile(np.eye(4), (25, 1, 1))
    way[:, 0, 3] = np.linspace(0.0, 1.5, 25)
    world.carry("dog", ball(), Collider("ball", (0.2,), (0.0, 0.0, 0.1)), way)
    run = world.run(FRAME_S, 25)
    assert run.poses["b"][-1, 0, 3] > 1.7
    assert any({c.a, c.b} == {"b", "dog"} for c in run.contacts)


def test_same_run_same_bytes() -> None:
    def once() -> bytes:
        world = World()
        world.lay_plane(0.0, "wood", 0.5, 0.6)
        for k in range(6):
            world.add(f"b{k}", ball(), at(0.05 * k, 0.03 * k, 0.5 + 0.25 * k))
        run = world.run(FRAME_S, 48)
        return b"".join(run.poses[n].tobytes() for n in sorted(run.poses))

    assert once() == once()
