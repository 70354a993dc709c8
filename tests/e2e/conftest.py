"""The suites of web/e2e, which drive the app in a real browser on a real server."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"


@pytest.fixture
def browser_suite() -> Callable[[str], None]:
    """Runs a suite by name; skips where there is no browser."""
    if not any(shutil.which(name) for name in ("chromium", "google-chrome")):
        pytest.skip("Chromium is not installed here")
    if not (WEB / "node_modules/playwright-core").is_dir():
        pytest.skip("run make browser first")

    def run(name: str) -> None:
        command = ["node", "--test", "--test-reporter=spec", f"e2e/{name}.test.mjs"]
        ended = subprocess.run(command, cwd=WEB, capture_output=True, text=True, timeout=900, check=False)
        assert ended.returncode == 0, ended.stdout[-6000:]

    return run
