"""A walk through the whole app, as people go."""

from __future__ import annotations

from collections.abc import Callable


def test_people_walk_through_the_whole_app(browser_suite: Callable[[str], None]) -> None:
    browser_suite("walk")
