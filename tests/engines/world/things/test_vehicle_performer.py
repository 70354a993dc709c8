"""Wheels do not slip, front wheels steer into the turn, the chassis stays near its place, rotors turn."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.props import build_prop
from fantascope.engines.world.motion.performers.vehicle import perform_vehicle
from fantascope.engines.world.motion.types import Track


def flat(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))


def straight(n: int = 121, speed: float = 2.0, heading: float = 0.4) -> Track:
    t = np.linspace(0, 2, n)
    s = speed * t
    return Track(t, np.stack([np.cos(heading) * s, np.sin(heading) * s, 0 * s], axis=1), np.full(n, heading))


def spin_of(body, performance, name: str) -> np.ndarray:
    """Unwrapped rotation about the axle, from the skin matrices."""
    m = performance.skin[:, body.skeleton.index(name), :, :3]
    return np.unwrap(np.arctan2(m[:, 0, 2], m[:, 2, 2]))


@pytest.mark.parametrize("name", ["car", "tractor", "skateboard", "bicycle", "train"])
def test_wheels_roll_without_slip(name: str) -> None:
    body, track = build_prop(name), straight()
    performance = perform_vehicle(body, track, flat)
    distance = 2.0 * track.times_s
    for k, bone in enumerate(body.skeleton.names):
        if bone.startswith("wheel_"):
            radius = float(body.skeleton.rest[k, 2])
            assert spin_of(body, performance, bone) == pytest.approx(distance / radius, abs=1e-6)


def test_reversing_turns_wheels_back() -> None:
    body, track = build_prop("car"), straight(speed=-1.0)
    assert spin_of(body, perform_vehicle(body, track, flat), "wheel_fl")[-1] < -1


def test_front_wheels_steer_into_a_left_circle() -> None:
    body = build_prop("car")
    t = np.linspace(0, 3, 181)
    a = 0.5 * t
    radius = 4.0
    track = Track(t, np.stack([radius * np.sin(a), radius * (1 - np.cos(a)), 0 * a], axis=1), a)
    performance = perform_vehicle(body, track, flat)
    m = performance.skin[90, body.skeleton.index("wheel_fl"), :, :3]
    steer = np.arctan2(-m[0, 1], m[1, 1])
    front = float(body.skeleton.rest[body.skeleton.index("wheel_fl"), 0])
    hub_y = float(body.skeleton.rest[body.skeleton.index("wheel_fl"), 1])
    assert steer == pytest.approx(np.arctan2(front, radius - hub_y), abs=0.01)
    inner, outer = (spin_of(body, performance, w)[-1] for w in ("wheel_rl", "wheel_rr"))
    assert outer > inner > 0


def test_follows_a_slope_and_not_in_the_air() -> None:
    body = build_prop("car")

    def hill(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return 0.2 * np.asarray(x) + 0 * np.asarray(y)

    t = np.linspace(0, 1, 31)
    on = Track(t, np.stack([t, 0 * t, 0.2 * t], axis=1), 0 * t)
    root = perform_vehicle(body, on, hill).root
    assert np.arcsin(root[15, 2, 0]) == pytest.approx(np.arctan(0.2), abs=1e-6)
    flying = Track(t, np.stack([t, 0 * t, 0.2 * t + 1.0], axis=1), 0 * t)
    assert perform_vehicle(body, flying, hill).root[15, 2, 0] == pytest.approx(0, abs=1e-9)


def test_braking_dips_the_nose_a_little() -> None:
    body = build_prop("car")
    t = np.linspace(0, 3, 181)
    speed = np.clip(3.0 - 3.0 * np.maximum(t - 1.0, 0), 0, None)
    x = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2 * np.diff(t))])
    performance = perform_vehicle(body, Track(t, np.stack([x, 0 * x, 0 * x], axis=1), 0 * t), flat)
    pitch = np.arcsin(-performance.skin[:, 0, 2, 0])
    assert 0.005 < pitch.max() < 0.1
    assert abs(pitch[-1]) < 0.01


@pytest.mark.parametrize(
    ("name", "bone"), [("helicopter", "rotor"), ("airplane", "propeller"), ("sailboat", "sail_main")]
)
def test_things_that_turn_by_themselves(name: str, bone: str) -> None:
    body = build_prop(name)
    t = np.linspace(0, 1, 61)
    performance = perform_vehicle(body, Track(t, np.zeros((61, 3)), np.zeros(61)), flat)
    turned = performance.skin[:, body.skeleton.index(bone), :, :3]
    assert np.abs(turned - turned[0]).max() > 0.02
    again = perform_vehicle(body, Track(t, np.zeros((61, 3)), np.zeros(61)), flat)
    assert np.array_equal(performance.skin, again.skin)
