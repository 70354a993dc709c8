"""Values of batches: a batch as its owner sees it, and what is wrong with an input file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENDPOINT = "/v1/videos"
WINDOW_S = 24 * 3600.0

OPEN = ("validating", "in_progress", "finalizing", "cancelling")
"""Statuses of batches that are still worked on."""


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong with the input; `line` from 1, None = the file as a whole."""

    code: str
    message: str
    line: int | None = None
    param: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "line": self.line, "param": self.param}


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the input: what the sender calls it, and the body of the request."""

    line: int
    custom_id: str
    body: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """`times` are unix seconds by name (in_progress_at, completed_at …); `errors` of the input file."""

    id: str
    endpoint: str
    input_file_id: str
    output_file_id: str | None
    error_file_id: str | None
    status: str
    errors: tuple[Mapping[str, Any], ...]
    metadata: Mapping[str, str]
    times: Mapping[str, int]
    total: int
    completed: int
    failed: int
    created_at: int
    expires_at: int
