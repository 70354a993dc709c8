"""What a clip's manifest is told of it, beyond what the order says. Knows nothing of the server's tables."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from ...provenance.manifest.types import Parent

PART = "part:"
"""Materials of this name are clips that a stitched one is put together from."""


def title_of(payload: int) -> str:
    """The clip's name in its manifest: its own title would tell of the prompt, which its owner may keep."""
    return f"Fantascope clip {payload:016x}"


def installed() -> str:
    """The version of this package."""
    return version("fantascope")


def parents_of(materials: Mapping[str, Path]) -> tuple[Parent, ...]:
    """The clips that one was made from: its source, or the parts it was put together from."""
    found = [Parent(materials["source"], "parent", "source clip")] if "source" in materials else []
    parts = sorted(name for name in materials if name.startswith(PART))
    return (*found, *(Parent(materials[name], "part", f"part {number}") for number, name in enumerate(parts, start=1)))


def is_clip(name: str) -> bool:
    """Whether a material is a clip that another is made from, which is needed no longer when that one is done."""
    return name == "source" or name.startswith(PART)
