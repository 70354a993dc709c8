"""Every screen and dialog of the app in a browser."""

from __future__ import annotations

from collections.abc import Callable


def test_every_screen_is_whole(browser_suite: Callable[[str], None]) -> None:
    browser_suite("app")
