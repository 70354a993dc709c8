"""The error tree. Every error a user can meet has a stable code and one clear line.

    FantascopeError
    ├── InvalidInput          the request is wrong; exit status 2, HTTP 4xx
    ├── Unavailable           this machine cannot do it (disk, missing part); exit status 2
    ├── Cancelled             the user asked to stop; exit status 130
    └── EngineFailure         our fault; exit status 1

Knows nothing of HTTP or terminals: the outer layers map a class to a status in one place.
"""

from __future__ import annotations


class FantascopeError(Exception):
    """Base of every expected error.

    Args:
        code: stable identifier, snake_case, never renamed once released.
        message: one line in plain words, in English.
        field: the request field at fault, if there is one.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.message, self.field))


class InvalidInput(FantascopeError):
    """What was asked for is not possible as written."""


class Unavailable(FantascopeError):
    """What was asked for is right, but this machine cannot do it now."""


class Cancelled(FantascopeError):
    """The user asked to stop."""

    def __init__(self, code: str = "cancelled", message: str = "cancelled", *, field: str | None = None) -> None:
        super().__init__(code, message, field=field)


class EngineFailure(FantascopeError):
    """A defect of ours, reported with the stage it happened in."""


def _rebuild(cls: type[FantascopeError], code: str, message: str, field: str | None) -> FantascopeError:
    return cls(code, message, field=field)
