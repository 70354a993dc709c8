"""Onsets are found where they are, under hum and noise."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.media.onsets import SAMPLE_RATE, onset_near, rise_db


@pytest.mark.parametrize("noise", [0.0, 0.003])
def test_clicks_are_found_within_two_milliseconds(noise: float) -> None:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    audio = 0.3 * np.sin(2 * np.pi * 60 * time) + noise * np.random.default_rng(3).standard_normal(SAMPLE_RATE)
    for click in (0.2, 0.5, 0.77):
        late = time - click
        audio += np.where(late >= 0, 0.4 * np.exp(-late * 60) * np.sin(2 * np.pi * 1800 * late), 0.0)
    rise = rise_db(np.stack([audio, audio], axis=1).astype(np.float32))
    for click in (0.2, 0.5, 0.77):
        assert onset_near(rise, click + 0.02) == pytest.approx(click, abs=0.002)
    assert onset_near(rise, 0.35) is None
