"""Passwords: hashed with Argon2id, and compared so that an unknown person costs as much as a known one.

Knows nothing of who they belong to. At most two are hashed at a time and few may wait: each takes 19 MiB, and a
flood of guesses must take neither the machine nor the threads that others are served by.
Parameters: OWASP's password storage guidance (19 MiB, 2 passes, 1 lane).
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ..kernel.errors import InvalidInput, OverLimit

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$/ew59awEnVCzow+PEBAwVA$Zz1vXVx7rdxj25GDIGGL8riOSFN3VeIBsLdvWISZzxw"
"""The hash that a guess is compared with where there is nobody, or nobody with a password; nothing fits it."""
_COMMON = frozenset(
    (
        "1234567890",
        "0123456789",
        "0987654321",
        "1111111111",
        "abcdefghij",
        "azertyuiop",
        "qwertyuiop",
        "qwerty1234",
        "password12",
        "password123",
        "passwordpassword",
        "123456789a",
        "12345678910",
        "1q2w3e4r5t",
        "iloveyou12",
        "fantascope",
        "motdepasse",
        "motdepasse1",
    )
)
_AT_ONCE, _IN_ALL = threading.BoundedSemaphore(2), threading.BoundedSemaphore(12)


def hashed(password: str, *, handle: str = "") -> str:
    """What is kept of a password. Errors: InvalidInput("bad_password"), OverLimit("too_many_tries")."""
    plain = _normal(password)
    if len(plain) < SHORTEST or len(password) > LONGEST:
        message = f"a password has {SHORTEST} to {LONGEST} characters"
        raise InvalidInput("bad_password", message, field="password")
    if plain.lower() in _COMMON or len(set(plain)) < 4 or (handle and plain.lower() == handle):
        raise InvalidInput("bad_password", "this password is one of the first to be guessed", field="password")
    with _turn():
        return _HASHER.hash(plain)


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one that was hashed; the same work, and False, when nothing was kept.

    Errors: OverLimit("too_many_tries") when too many wait already.
    """
    plain = _normal(password[:LONGEST])
    with _turn():
        try:
            return _HASHER.verify(kept or _NOBODYS, plain) and kept is not None
        except (Argon2Error, InvalidHashError):
            return False


@contextmanager
def _turn() -> Iterator[None]:
    if not _IN_ALL.acquire(blocking=False):
        raise OverLimit("too_many_tries", "too many people are at the door: try again", retry_after_s=2.0)
    try:
        with _AT_ONCE:
            yield
    finally:
        _IN_ALL.release()


def _normal(password: str) -> str:
    """The same characters, however a keyboard composes them (RFC 8265, OpaqueString)."""
    return unicodedata.normalize("NFC", password)
