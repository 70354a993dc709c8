"""The error tree. Every error a user can meet has a stable code and one clear line.

    FantascopeError
    ├── InvalidInput          the request is wrong; exit status 2, HTTP 400
    │   ├── NotFound          there is no such thing, or it is not the asker's; HTTP 404
    │   ├── Forbidden         the asker is known, but may not; HTTP 403
    │   ├── Conflict          it contradicts what is already there; HTTP 422
    │   ├── TooLarge          more bytes than are taken; HTTP 413
    │   └── OverLimit         a rate, quota or balance is used up; HTTP 429
    ├── Unauthenticated       who asks is not known; HTTP 401
    ├── Unavailable           this machine cannot do it (disk, missing part); exit status 2, HTTP 503
    ├── Cancelled             the user asked to stop; exit status 130
    ├── Transient             a trouble that may pass: the only kind that is tried again
    └── EngineFailure         our fault; exit status 1, HTTP 500

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


class NotFound(InvalidInput):
    """There is no such thing, or it belongs to someone else: the two must not be told apart."""


class Forbidden(InvalidInput):
    """The asker is known, but may not do this."""


class Conflict(InvalidInput):
    """The request contradicts what is already there."""


class TooLarge(InvalidInput):
    """More bytes than are taken."""


class OverLimit(InvalidInput):
    """A rate, a quota or a balance is used up.

    Args:
        retry_after_s: seconds after which it is worth trying again; None = waiting alone will not help.
    """

    def __init__(
        self, code: str, message: str, *, field: str | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(code, message, field=field)
        self.retry_after_s = retry_after_s


class Unauthenticated(FantascopeError):
    """Who asks is not known."""


class Unavailable(FantascopeError):
    """What was asked for is right, but this machine cannot do it now."""


class Cancelled(FantascopeError):
    """The user asked to stop."""

    def __init__(self, code: str = "cancelled", message: str = "cancelled", *, field: str | None = None) -> None:
        super().__init__(code, message, field=field)


class Transient(FantascopeError):
    """A trouble that may pass (a peer is down, a lease was lost): the work is tried again."""


class EngineFailure(FantascopeError):
    """A defect of ours, reported with the stage it happened in."""


def _rebuild(cls: type[FantascopeError], code: str, message: str, field: str | None) -> FantascopeError:
    return cls(code, message, field=field)
