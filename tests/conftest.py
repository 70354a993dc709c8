"""What tests of several parts use: waiting for something to come true, and whether a process runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], bool]:
    """Wait until something is true; False when it does not become so within a minute."""

    def wait(true: Callable[[], bool]) -> bool:
        end = time.monotonic() + 60.0
        while not true():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    return wait


@pytest.fixture
def alive() -> Callable[[int], bool]:
    """Whether the process of that number runs (one that has ended and waits for its parent does not)."""

    def runs(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return runs
