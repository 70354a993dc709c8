"""What goes around every request: its id, a bound on its body, a log line, the metrics, the headers of the rate.

Pure ASGI, so that streams stay streams. Knows nothing of routes beyond their pattern.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..kernel.errors import TooLarge
from ..kernel.ids import new_id

REQUESTS = Counter("fantascope_http_requests_total", "Requests answered.", ("method", "route", "status"))
LATENCY = Histogram(
    "fantascope_http_request_seconds",
    "Time to the first byte of the answer.",
    ("method", "route"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_log = structlog.get_logger()


class Outer:
    """The outermost layer; `most_bytes` bounds request bodies, said or streamed."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = new_id("req")
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                headers.setdefault("x-content-type-options", "nosniff")
                for name, value in scope["state"].get("headers", {}).items():
                    headers[name] = value
                headers["openai-processing-ms"] = str(round(1000 * (time.perf_counter() - begun)))
                _measure(scope, status, time.perf_counter() - begun)
            await send(message)

        try:
            await self._app(scope, _bounded(receive, scope, self._most), sending)
        finally:
            _log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round(1000 * (time.perf_counter() - begun), 1),
                owner=scope["state"].get("owner_id"),
            )


def _bounded(receive: Receive, scope: Scope, most: int) -> Receive:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    seen = 0
    error = TooLarge("body_too_large", f"the body is over {most // 1_000_000} MB")

    async def receiving() -> Message:
        nonlocal seen
        if said.isdigit() and int(said) > most:
            raise error
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise error
        return message

    return receiving


def _measure(scope: MutableMapping[str, Any], status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "other")
    REQUESTS.labels(scope["method"], route, status).inc()
    LATENCY.labels(scope["method"], route).observe(seconds)
