"""Blobs as objects of an S3 bucket, or in memory, through obstore.

Knows nothing of keys' meaning. Each call ends within bounds: three tries, two minutes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError, GenericError, PermissionDeniedError, UnauthenticatedError
from obstore.store import MemoryStore, S3Store

from ..kernel.errors import InvalidInput, NotFound, Transient, Unavailable

_CHUNK_BYTES = 256 * 1024
_WHOLE_BYTES = 8 * 1024 * 1024
"""Up to here an object goes in one request; a larger one in parts, which S3 joins at the end."""


class Bucket:
    """The store behind an obstore object."""

    def __init__(self, store: S3Store | MemoryStore) -> None:
        self._store = store

    def put(self, key: str, path: Path) -> None:
        with _errors(key):
            whole = path.stat().st_size <= _WHOLE_BYTES
            obstore.put(self._store, key, path.read_bytes() if whole else path, use_multipart=not whole)

    def fetch(self, key: str, path: Path) -> None:
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as file:
                for chunk in self.chunks(key, 0, None):
                    file.write(chunk)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def chunks(self, key: str, start: int, end: int | None) -> Iterator[bytes]:
        if start == 0 and end is None:
            with _errors(key):
                found = obstore.get(self._store, key)
            return self._stream(key, found)
        stop = self.size(key)
        return self._ranged(key, start, stop if end is None else min(end, stop))

    def delete(self, key: str) -> None:
        try:
            with _errors(key):
                obstore.delete(self._store, key)
        except NotFound:
            pass  # gone already, as was wanted

    def size(self, key: str) -> int:
        with _errors(key):
            return obstore.head(self._store, key)["size"]

    def local_path(self, key: str) -> Path | None:
        return None

    def presigned(self, key: str, ttl: timedelta) -> str | None:
        if isinstance(self._store, MemoryStore):
            return None
        with _errors(key):
            return obstore.sign(self._store, "GET", key, ttl)

    def _stream(self, key: str, found: obstore.GetResult) -> Iterator[bytes]:
        with _errors(key):
            for chunk in found.stream(min_chunk_size=_CHUNK_BYTES):
                yield bytes(chunk)

    def _ranged(self, key: str, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, _WHOLE_BYTES):
            with _errors(key):
                part = bytes(obstore.get_range(self._store, key, start=at, end=min(at + _WHOLE_BYTES, end)))
            for offset in range(0, len(part), _CHUNK_BYTES):
                yield part[offset : offset + _CHUNK_BYTES]


def s3_bucket(bucket: str, prefix: str) -> Bucket:
    """The bucket as the AWS_… variables say how to reach it.

    Errors: InvalidInput("bad_setting").
    """
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    try:
        store = S3Store(
            bucket,
            prefix=prefix or None,
            config={"region": region, **({"endpoint": endpoint} if endpoint else {})},
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "120s", "connect_timeout": "10s"},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=60)},
        )
    except (BaseError, ValueError) as error:
        raise InvalidInput("bad_setting", f"setting blobs: {_line(error)}", field="blobs") from error
    return Bucket(store)


def memory_bucket() -> Bucket:
    """A store that is gone with the process."""
    return Bucket(MemoryStore())


@contextmanager
def _errors(key: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:  # obstore's NotFoundError is one too
        raise NotFound("blob_missing", f"there is no blob {key}") from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise Unavailable("storage_refused", f"the storage refuses: {_line(error)}") from error
    except (GenericError, BaseError, OSError) as error:
        raise Transient("storage_unreachable", f"the storage does not answer: {_line(error)}") from error


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
