"""Secrets that are kept in a file: made at the first call, read at every later one.

Knows nothing of what they are for. Only the owner of the file can read it; processes that start at once agree.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from .errors import Unavailable


def kept_secret(path: Path, made: Callable[[], bytes]) -> bytes:
    """What stands in `path`; where there is no such file yet, what `made` gives, whole.

    Errors: Unavailable("secret_unwritable").
    """
    try:
        if not path.exists():
            _make(path, made())
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("secret_unwritable", f"cannot keep a key at {path}: {error.strerror}") from error


def _make(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".{path.name}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails where another process was first, and then theirs holds
    except FileExistsError:
        pass
    finally:
        draft.unlink()
