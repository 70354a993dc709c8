"""Errors on the wire: the one place where a class of the error tree becomes an HTTP status and an envelope.

    {"error": {"message", "type", "param", "code"}}

Nothing here decides anything: what is wrong was said below. A defect of ours answers 500 without its details.
"""

from __future__ import annotations

import math
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from ..kernel.errors import (
    Conflict,
    EngineFailure,
    FantascopeError,
    Forbidden,
    InvalidInput,
    NotFound,
    OverLimit,
    TooLarge,
    Transient,
    Unauthenticated,
    Unavailable,
)

_STATUS: tuple[tuple[type[FantascopeError], int, str], ...] = (
    (NotFound, 404, "invalid_request_error"),
    (Forbidden, 403, "permission_error"),
    (Conflict, 422, "invalid_request_error"),
    (TooLarge, 413, "invalid_request_error"),
    (OverLimit, 429, "rate_limit_error"),
    (InvalidInput, 400, "invalid_request_error"),
    (Unauthenticated, 401, "authentication_error"),
    (Unavailable, 503, "server_error"),
    (Transient, 503, "server_error"),
    (EngineFailure, 500, "server_error"),
)
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}


class ErrorBody(BaseModel):
    message: str
    type: str
    param: str | None
    code: str | None


class ErrorEnvelope(BaseModel):
    error: ErrorBody


ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorEnvelope, "description": description}
    for status, description in (
        (400, "Something is wrong with the request; `code` and `param` say what."),
        (401, "The API key is missing, wrong or revoked."),
        (403, "The key may not do this."),
        (404, "There is no such thing, or it is not yours."),
        (413, "More bytes than are taken."),
        (422, "It contradicts what is already there."),
        (429, "A rate, quota or balance is used up."),
        (503, "It cannot be done just now."),
    )
}
"""What every operation may answer beside its own."""


def envelope(status: int, kind: str, message: str, code: str | None, param: str | None = None) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": kind, "param": param, "code": code}}, status_code=status)


def answer_to(error: FantascopeError) -> JSONResponse:
    """The response to an expected error."""
    known = ((status, kind) for cls, status, kind in _STATUS if isinstance(error, cls))
    status, kind = next(known, (500, "server_error"))
    message = error.message if status != 500 else "something went wrong here; the request id tells us where"
    response = envelope(status, kind, message, error.code, error.field)
    if status == 401:
        response.headers["www-authenticate"] = "Bearer"
    if isinstance(error, OverLimit):
        if error.retry_after_s is None:
            response.headers["x-should-retry"] = "false"
        else:
            response.headers["retry-after"] = str(math.ceil(error.retry_after_s))
            response.headers["retry-after-ms"] = str(math.ceil(1000 * error.retry_after_s))
    return response


def _methods(request: Request) -> list[str]:
    """What may be done at the path of a request."""
    there = (route for route in request.app.routes if route.matches(request.scope)[0] != Match.NONE)
    return sorted({method for route in there for method in getattr(route, "methods", None) or ()})


def install(app: FastAPI) -> None:
    """Give `app` our answers to errors."""

    @app.exception_handler(FantascopeError)
    async def _expected(request: Request, error: FantascopeError) -> Response:
        if isinstance(error, EngineFailure):
            structlog.get_logger().error("request_failed", code=error.code, message=error.message)
        return answer_to(error)

    @app.exception_handler(RequestValidationError)
    async def _malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or None
        return envelope(
            400, "invalid_request_error", f"{place or 'the request'}: {first['msg']}", "invalid_value", place
        )

    @app.exception_handler(HTTPException)
    async def _refused(request: Request, error: HTTPException) -> Response:
        kind = "invalid_request_error" if error.status_code < 500 else "server_error"
        code = _CODES.get(error.status_code, "invalid_request")
        response = envelope(error.status_code, kind, str(error.detail), code)
        response.headers.update(error.headers or {})
        if error.status_code == 405:
            response.headers["allow"] = ", ".join(_methods(request))
        return response

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, error: ClientDisconnect) -> Response:
        return envelope(400, "invalid_request_error", "the request broke off", "invalid_request")  # nobody reads it

    @app.exception_handler(Exception)
    async def _defect(request: Request, error: Exception) -> Response:
        structlog.get_logger().exception("request_crashed", path=request.url.path)
        return envelope(500, "server_error", "something went wrong here; the request id tells us where", "internal")
