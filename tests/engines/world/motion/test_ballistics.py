"""Throws arrive where they are aimed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.engines.world.motion.ballistics import flight_s, lob, timed

reach = st.floats(-8.0, 8.0)


@settings(max_examples=200, deadline=None)
@given(reach, reach, st.floats(-2.0, 4.0), st.floats(0.2, 1.3), st.sampled_from([1.62, 9.81]))
def test_lob_passes_its_target(x: float, y: float, z: float, angle: float, gravity: float) -> None:
    start, target = np.array([0.3, -0.2, 1.1]), np.array([x, y, z])
    if math.hypot(x - 0.3, y + 0.2) < 0.3:
        return
    velocity = lob(start, target, gravity, angle)
    t = flight_s(velocity, start, target)
    there = start + velocity * t - np.array([0.0, 0.0, 0.5 * gravity * t * t])
    assert there == pytest.approx(target, abs=1e-6)


def test_timed_throw_takes_its_time() -> None:
    start, target = np.array([0.0, 0.0, 1.0]), np.array([3.0, 1.0, 2.0])
    velocity = timed(start, target, 9.81, 0.8)
    there = start + velocity * 0.8 - np.array([0.0, 0.0, 0.5 * 9.81 * 0.64])
    assert there == pytest.approx(target)
