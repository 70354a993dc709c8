"""The values and laws of the kernel."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from fantascope.kernel.clip import Clip
from fantascope.kernel.errors import Cancelled, EngineFailure, FantascopeError, InvalidInput, Unavailable
from fantascope.kernel.progress import silent, within
from fantascope.kernel.stopwatch import Stopwatch


@pytest.mark.parametrize("kind", [InvalidInput, Unavailable, Cancelled, EngineFailure])
def test_an_error_survives_pickling(kind: type[FantascopeError]) -> None:
    error = pickle.loads(pickle.dumps(kind("some_code", "in words", field="size")))
    assert type(error) is kind
    assert (error.code, error.message, error.field, str(error)) == ("some_code", "in words", "size", "in words")


def test_within_maps_and_clamps() -> None:
    seen: list[tuple[str, float]] = []
    step = within(lambda stage, fraction: seen.append((stage, fraction)), "draw", 0.2, 0.6)
    for fraction in (-1.0, 0.0, 0.5, 1.0, 7.0):
        step(fraction)
    assert seen == [("draw", value) for value in pytest.approx([0.2, 0.2, 0.4, 0.6, 0.6]).expected]


def test_the_stopwatch_times_stages_and_passes_progress_on() -> None:
    now = [0.0]
    seen: list[tuple[str, float]] = []
    watch = Stopwatch(lambda stage, fraction: seen.append((stage, fraction)), clock=lambda: now[0])
    for at, stage, fraction in ((0, "read", 0.0), (1, "read", 1.0), (5, "draw", 0.0), (7, "join", 0.5)):
        now[0] = float(at)
        watch(stage, fraction)
    now[0] = 10.0
    with watch.measure("mix"):
        now[0] = 14.0
    assert watch.seconds == {"read": 1.0, "draw": 2.0, "join": 7.0, "mix": 4.0}
    assert [stage for stage, _ in seen] == ["read", "read", "draw", "join"]


def test_a_stage_met_twice_adds_up() -> None:
    now = [0.0]
    watch = Stopwatch(silent, clock=lambda: now[0])
    for at, stage in ((0, "a"), (1, "b"), (3, "a"), (4, "b")):
        now[0] = float(at)
        watch(stage, 0.5)
    assert watch.seconds == {"a": 2.0, "b": 2.0}


def test_duration_follows_from_frames() -> None:
    assert Clip(Path("c.mp4"), 64, 64, 24, 60, 0, "toy").duration_s == 2.5
