"""Values of files: what they are for, and a file as its owner sees it."""

from __future__ import annotations

from dataclasses import dataclass

PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")
"""What an upload may be for; here only "batch" means something, the others are kept as they were said."""
OUTPUT_PURPOSE = "batch_output"


@dataclass(frozen=True, slots=True)
class FileView:
    """`purpose` is one of PURPOSES, or "batch_output"."""

    id: str
    filename: str
    purpose: str
    bytes: int
    created_at: int
    expires_at: int | None
