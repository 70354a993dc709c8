"""What the other server is asked for: never less than the order where the model can make it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fantascope.engines.port import Order
from fantascope.engines.remote.ask import ask_for, on_grid
from fantascope.engines.remote.options import checked

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def order(seconds: float = 5.0, width: int = 1280, height: int = 720, fps: int = 24) -> Order:
    return Order("create", "x", "m", seconds, width, height, fps)


@pytest.mark.parametrize(
    ("frames", "grid", "expected"),
    [
        (120, "8n+1", 121), (121, "8n+1", 121), (122, "8n+1", 129), (81, "4n+1", 81), (96, "17n+5", 107),
        (1, "17n+5", 5), (7, None, 7),
    ],
)  # fmt: skip
def test_grids(frames: int, grid: str | None, expected: int) -> None:
    assert on_grid(frames, grid) == expected


@CALM
@given(st.integers(1, 5000), st.integers(1, 40), st.integers(0, 20))
def test_a_grid_gives_the_least_that_is_enough(frames: int, step: int, first: int) -> None:
    found = on_grid(frames, f"{step}n+{first}")
    assert found >= frames or found == first
    assert (found - first) % step == 0
    assert found - step < frames or found == first


def test_rates_the_model_lacks_are_asked_from_above() -> None:
    options = {"url": "http://a", "dialect": "sglang", "grid": "4n+1", "rates": [16, 25]}
    ask = ask_for(order(), checked(options))
    assert (ask.fps, ask.frames) == (25, 125)
    low = ask_for(order(), checked(options | {"rates": [16]}))
    assert (low.fps, low.frames) == (16, 81)
    assert low.approximated == (("24 frames a second", "16 frames a second, some shown twice"),)


def test_sizes_are_multiples_or_of_the_list() -> None:
    free = checked({"url": "http://a", "dialect": "vllm-omni", "step_px": 32})
    ask = ask_for(order(width=1920, height=1080), free)
    assert (ask.width, ask.height, ask.approximated) == (1920, 1088, ())
    listed = checked({"url": "http://a", "dialect": "sglang", "sizes": ["832x480", "480x832", "1280x720"]})
    assert ask_for(order(), listed).width == 1280
    assert ask_for(order(width=720, height=1280), listed).height == 832
    tall = ask_for(order(width=1080, height=1920), listed)
    assert tall.approximated == (("1080x1920", "480x832, enlarged"),)
    small = ask_for(order(width=640, height=360), listed)
    assert (small.width, small.height, small.approximated) == (1280, 720, ())


@pytest.mark.parametrize(("seconds", "asked"), [(1.0, 4), (4.0, 4), (4.5, 8), (20.0, 20)])
def test_openai_lengths(seconds: float, asked: int) -> None:
    assert ask_for(order(seconds), checked({"url": "http://a", "dialect": "openai"})).seconds == asked


@pytest.mark.parametrize(("seconds", "asked"), [(1.0, 1), (2.01, 3), (3.0, 3)])
def test_whole_seconds_elsewhere(seconds: float, asked: int) -> None:
    assert ask_for(order(seconds), checked({"url": "http://a"})).seconds == asked
