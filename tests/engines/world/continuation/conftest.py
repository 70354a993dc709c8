"""The scenes as fixtures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from grown_scenes import SCENES, Scene, made


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return made(request.param)


@pytest.fixture
def beach() -> Scene:
    return made("beach")
