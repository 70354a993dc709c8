"""Asking a child process to read what a stranger handed in: both sides of the agreement.

Knows nothing of what is read. The child has limits of time, memory and output, sees one open file and no environment,
can open nothing more once it is secluded, has no network where the system allows to take it away, and is gone when the
call ends. It answers with a line of JSON, then raw bytes; anything else means that it was stopped.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ..kernel.errors import InvalidInput

_HEAD_BYTES = 1_000_000
_NEW_NETWORK, _NEW_USER, _NO_NEW_PRIVILEGES = 0x4000_0000, 0x1000_0000, 38


class Refused(Exception):
    """The source is not taken: a code and a sentence."""


def ask(
    module: str, kind: str, path: Path, order: Mapping[str, Any], *, file_bytes: int, wall_s: float
) -> tuple[dict[str, Any], bytes]:
    """What the module says of the file: the head of its answer and the bytes after it.

    Args:
        kind: what the file should be, for codes and sentences: "picture", "clip".
        order: what the module is told, as JSON.

    Errors: InvalidInput("<kind>_unreadable" | "<kind>_too_large", and those the module refuses with).
    """
    try:
        source = path.open("rb")
    except OSError as error:
        raise InvalidInput(f"{kind}_unreadable", f"cannot read the {kind} {path.name}: {error.strerror}") from error
    with source, tempfile.TemporaryFile() as answer:
        size = source.seek(0, 2)
        source.seek(0)
        if size > file_bytes:
            most = file_bytes // 1_000_000
            raise InvalidInput(f"{kind}_too_large", f"the {kind} has {size // 1_000_000} MB; {most} are the most")
        _run(module, kind, source, answer, order, wall_s)
        answer.seek(0)
        head, rest = _parsed(kind, answer.read())
    if "error" in head:
        raise InvalidInput(str(head["error"]), str(head["message"]))
    return head, rest


def _run(module: str, kind: str, source: IO[bytes], answer: IO[bytes], order: Mapping[str, Any], wall_s: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", module, json.dumps(order)],
        stdin=source,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        cwd="/",
        start_new_session=True,
    )
    try:
        child.wait(wall_s)
    except subprocess.TimeoutExpired as error:
        raise InvalidInput(f"{kind}_unreadable", f"the {kind} takes too long to read") from error
    finally:
        child.kill()
        child.wait()


def _parsed(kind: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    line, newline, rest = data.partition(b"\n")
    try:
        head = json.loads(line) if newline and len(line) <= _HEAD_BYTES else None
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or ("error" not in head and len(rest) != head.get("bytes")):
        raise InvalidInput(f"{kind}_unreadable", f"the {kind} is damaged, or too much work to read")
    return head, rest


def confine(*, memory_mb: int, cpu_s: int, output_bytes: int) -> None:
    """In the child, before the first byte of the source is looked at: limits on what this process may use."""
    for what, most in (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def seclude() -> None:
    """In the child, when all that it will ever need is loaded: no new file or socket from now on, and no network."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            if libc.unshare(_NEW_NETWORK) != 0:
                libc.unshare(_NEW_USER | _NEW_NETWORK)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def reply(head: Mapping[str, Any], body: bytes = b"") -> None:
    """In the child: the answer."""
    told = dict(head) if "error" in head else {**head, "bytes": len(body)}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
