"""Reading a batch's input file: one JSON object a line, each a request.

Knows nothing of databases. A file is taken whole or not at all; what is wrong is told line by line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .types import ENDPOINT, LineError, Request

MOST_LINES = 10_000
_LONGEST_LINE = 1_000_000
_MOST_ERRORS = 100
_KEYS = {"custom_id", "method", "url", "body"}


def read_requests(path: Path) -> tuple[list[Request], list[LineError]]:
    """The requests of a file, and what is wrong with it (at most 100 things); empty lines are passed over."""
    requests: list[Request] = []
    errors: list[LineError] = []
    seen: set[str] = set()
    with path.open("rb") as file:
        for number, raw in enumerate(iter(lambda: file.readline(_LONGEST_LINE + 1), b""), start=1):
            if len(raw) > _LONGEST_LINE:
                errors.append(LineError("line_too_long", f"a line has at most {_LONGEST_LINE} bytes", number))
                break
            if not raw.strip():
                continue
            if len(requests) == MOST_LINES:
                errors.append(LineError("too_many_lines", f"a batch has at most {MOST_LINES} requests"))
                break
            got = _request(raw, number, seen)
            if isinstance(got, Request):
                requests.append(got)
            else:
                errors.append(got)
            if len(errors) == _MOST_ERRORS:
                break
    if not requests and not errors:
        errors.append(LineError("empty_batch", "the input file has no requests"))
    return requests, errors


def _request(raw: bytes, number: int, seen: set[str]) -> Request | LineError:
    try:
        tree = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return LineError("invalid_json_line", "this line is not valid JSON", number)
    if not isinstance(tree, dict):
        return LineError("invalid_json_line", "this line is no JSON object", number)
    wrong = _wrong(tree, seen)
    if wrong is not None:
        code, message, param = wrong
        return LineError(code, message, number, param)
    seen.add(tree["custom_id"])
    return Request(number, tree["custom_id"], json.dumps(tree["body"], separators=(",", ":")))


def _wrong(tree: dict[str, Any], seen: set[str]) -> tuple[str, str, str] | None:
    name = tree.get("custom_id")
    unknown = next((key for key in tree if key not in _KEYS), None)
    if unknown is not None:
        return "unknown_parameter", "a request has custom_id, method, url and body, and nothing else", unknown[:60]
    if not isinstance(name, str) or not 1 <= len(name) <= 256 or not name.isprintable():
        return "missing_custom_id", "custom_id must be text of 1 to 256 printable characters", "custom_id"
    if name in seen:
        return "duplicate_custom_id", "this custom_id is there already", "custom_id"
    if tree.get("method") != "POST":
        return "invalid_method", "method must be POST", "method"
    if tree.get("url") != ENDPOINT:
        return "mismatched_endpoint", f"url must be {ENDPOINT}, as the batch says", "url"
    if not isinstance(tree.get("body"), dict):
        return "missing_body", "body must be a JSON object", "body"
    return None


def _no_constant(name: str) -> float:
    raise ValueError(name)
