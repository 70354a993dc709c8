"""Blobs: whole files kept under keys of ours, in a folder, in memory or in an S3 bucket, by one class.

Knows nothing of rows, of who owns a blob, or of what is in it. What always holds: a key is one that `new_key` could
have made (nothing a user typed ever becomes a path); a blob is there whole or not at all, and once `put` returns it
outlives a power cut; removing what is not there is no error.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from ..kernel.errors import InvalidInput
from .folder import Folder

CHUNK_BYTES = 256 * 1024

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*(?:\.[a-z0-9]+)?")
_LONGEST_KEY = 255


class Store(Protocol):
    """Where blobs are; keys are checked already. Errors as for `Blobs`."""

    def put(self, key: str, path: Path) -> None: ...

    def chunks(self, key: str, start: int, end: int | None) -> Iterator[bytes]: ...

    def fetch(self, key: str, path: Path) -> None: ...

    def delete(self, key: str) -> None: ...

    def size(self, key: str) -> int: ...

    def local_path(self, key: str) -> Path | None: ...

    def presigned(self, key: str, ttl: timedelta) -> str | None: ...


class Blobs:
    """The blobs at `url`: "" = the folder `blobs` in `home`; "file:///folder"; "s3://bucket/prefix", for which the
    AWS_… variables apply (AWS_ENDPOINT_URL for a server that is not Amazon's); "memory://", gone with the process.

    Errors: InvalidInput("bad_setting"). Of the methods: NotFound("blob_missing"); Transient("storage_unreachable");
    Unavailable("disk_full" | "disk_unwritable" | "storage_refused").
    """

    def __init__(self, url: str, home: Path) -> None:
        self._store = _open(url, home)

    def put(self, key: str, path: Path) -> None:
        """Keep a copy of the file at `path` under `key`, in place of what was there."""
        self._store.put(_checked(key), path)

    def fetch(self, key: str, path: Path) -> None:
        """Copy the blob to `path`, which appears only when it is whole."""
        self._store.fetch(_checked(key), path)

    def chunks(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to, without, `end` (None = the blob's end), in chunks. What is missing is told at
        the call, not at the first chunk."""
        return self._store.chunks(_checked(key), start, end)

    def delete(self, key: str) -> None:
        """Remove the blob, if it is there."""
        self._store.delete(_checked(key))

    def size(self, key: str) -> int:
        """Its length in bytes."""
        return self._store.size(_checked(key))

    def local_path(self, key: str) -> Path | None:
        """The file that holds it, to be read only; None where blobs are no files of this machine."""
        return self._store.local_path(_checked(key))

    def presigned(self, key: str, ttl_s: float) -> str | None:
        """An address that anyone may GET it from for `ttl_s` seconds; None where the store has no such thing."""
        return self._store.presigned(_checked(key), timedelta(seconds=ttl_s))


def new_key(folder: str, suffix: str = "") -> str:
    """A fresh key such as "videos/3f/3f9c….mp4". No two writes share one, so nobody can overwrite another's blob.

    `suffix` is lower-case letters and digits after a full stop, or nothing.
    """
    name = secrets.token_hex(16)
    return _checked(f"{folder}/{name[:2]}/{name}{suffix}")


def _checked(key: str) -> str:
    if len(key) > _LONGEST_KEY or _KEY.fullmatch(key) is None:
        raise ValueError(f"no blob key: {key[:80]!r}")
    return key


def _open(url: str, home: Path) -> Store:
    if not url:
        return Folder(home / "blobs")
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return Folder(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc and not (parts.query or parts.fragment):
        from .bucket import s3_bucket

        return s3_bucket(parts.netloc, parts.path.strip("/"))
    if url == "memory://":
        from .bucket import memory_bucket

        return memory_bucket()
    raise InvalidInput("bad_setting", "setting blobs: say nothing, file:///folder or s3://bucket/prefix", field="blobs")
