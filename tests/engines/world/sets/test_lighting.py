"""The lighting tables are complete and keep the promises of each hour."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.staging.sets.light import LIGHTING, TIMES, WEATHERS, indoor_light, light


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("weather", WEATHERS)
def test_every_pair_is_lit(time: str, weather: str) -> None:
    found = LIGHTING[time, weather]
    assert np.linalg.norm(found.sky.sun_direction) == pytest.approx(1.0, abs=1e-6)
    assert found.sky.sun_direction[2] > 0
    assert 0.5 < found.exposure < 4
    assert min(*found.sky.zenith, *found.sky.horizon, *found.fog.colour) >= 0
    for lit in (light(time, weather, azimuth_deg=33.0), indoor_light(time, weather)):
        assert np.isfinite(lit.sky.sun_colour).all()


def test_night_is_blue_and_readable() -> None:
    night, noon = LIGHTING["night", "clear"], LIGHTING["noon", "clear"]
    assert night.sky.is_moon
    assert night.sky.stars == 1.0
    assert night.lamps_lit
    assert night.sky.sun_colour[2] > night.sky.sun_colour[0]
    key = night.exposure * night.sky.sun_colour[2] * night.sky.sun_direction[2]
    assert 0.1 < key / (noon.exposure * noon.sky.sun_colour[2] * noon.sky.sun_direction[2]) < 0.6


def test_sunset_is_low_and_golden() -> None:
    sunset = light("sunset", "clear", azimuth_deg=-140, low_azimuth_deg=20)
    assert sunset.sky.sun_direction[2] < 0.3
    assert sunset.sky.sun_direction[1] > 0
    assert sunset.sky.sun_colour[0] > 2 * sunset.sky.sun_colour[2]


def test_weather_acts() -> None:
    assert LIGHTING["noon", "rain"].wetness > 0.5
    assert LIGHTING["noon", "snow"].snow > 0.5
    assert LIGHTING["noon", "fog"].fog.density > 5 * LIGHTING["noon", "clear"].fog.density
    assert LIGHTING["noon", "storm"].sky.sun_colour[1] < 0.4 * LIGHTING["noon", "clear"].sky.sun_colour[1]


def test_azimuth_turns_the_sun() -> None:
    left, right = light("noon", "clear", azimuth_deg=-90), light("noon", "clear", azimuth_deg=90)
    assert left.sky.sun_direction[0] == pytest.approx(-right.sky.sun_direction[0])
