"""Logs as events with fields, a line each on standard error: JSON for machines, or text for people.

Knows nothing of what is logged. A traceback tells where, never the values of variables: among them are passwords and
other people's words, and to print them all has taken minutes.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import Any

import structlog


class _StandardError:
    """Writes to what standard error is at the time. A line that cannot be written stops no work."""

    def __init__(self, *_names: object) -> None: ...

    def msg(self, message: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            print(message, file=sys.stderr, flush=True)

    debug = info = warning = error = critical = exception = msg


def set_up_logs(form: str, **always: object) -> None:
    """Choose the form ("json" or "text") for this process; `always` stands in every line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form == "json":
        traces = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        shared += [structlog.processors.ExceptionRenderer(traces), structlog.processors.JSONRenderer(sort_keys=False)]
    else:
        plain = structlog.dev.plain_traceback
        shared += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    structlog.configure(
        processors=shared,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_StandardError,
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.bind_contextvars(**always)
