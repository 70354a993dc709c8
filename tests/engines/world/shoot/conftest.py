"""Makes `toy_film` importable here and in the worker processes, which must unpickle it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

_HERE = str(Path(__file__).parent)
sys.path.insert(0, _HERE)


@pytest.fixture(autouse=True)
def _workers_find_toy_film(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", _HERE, prepend=os.pathsep)
