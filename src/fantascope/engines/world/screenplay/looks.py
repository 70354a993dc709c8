"""The looks a film can have.

Knows nothing of how they are drawn. It stands apart from the schema because it is quick to import.
"""

from __future__ import annotations

from typing import Literal

Look = Literal["toy", "clay", "paper", "noir", "anime", "watercolour", "pixel", "sepia"]
