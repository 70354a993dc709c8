"""Screenplays of older versions made current, one version at a time.

Knows nothing of files. `STEPS[n]` takes a document of version n to version n + 1; documents without a version are
version 1 (the first one).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....kernel.errors import InvalidInput
from .schema import VERSION

Document = dict[str, Any]

STEPS: dict[int, Callable[[Document], Document]] = {}


def migrate(
    document: Document, *, steps: dict[int, Callable[[Document], Document]] = STEPS, to: int = VERSION
) -> Document:
    """The document at version `to`; the one given is not changed.

    Raises:
        InvalidInput: `screenplay_version` when it is newer than we know, or no path leads from it.
    """
    version = document.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= to:
        raise InvalidInput(
            "screenplay_version", f"Screenplay version {version!r} is not one of 1 to {to}.", field="version"
        )
    current = {**document, "version": version}
    while current["version"] < to:
        step = steps.get(current["version"])
        if step is None:
            raise InvalidInput(
                "screenplay_version", f"No way from screenplay version {current['version']} to {to}.", field="version"
            )
        current = {**step(current), "version": current["version"] + 1}
    return current
