"""Blobs as files of a folder on this machine.

Knows nothing of keys' meaning. A file is written beside its place, brought to the disk and then renamed, so nobody
ever sees half of one; files that a dead process left unfinished are swept away by the next that starts.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

from ..kernel.errors import NotFound, Unavailable

_CHUNK_BYTES = 256 * 1024
_UNFINISHED = ".unfinished"
_STALE_S = 24 * 3600.0


class Folder:
    """The store in `root`, which is made on the first `put`."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._sweep()

    def put(self, key: str, path: Path) -> None:
        with _disk_errors():
            target = self._root / key
            _make(self._root / _UNFINISHED)
            _make(target.parent)
            copy_whole(path, target, self._root / _UNFINISHED)

    def fetch(self, key: str, path: Path) -> None:
        self.size(key)
        with _disk_errors():
            copy_whole(self._root / key, path, path.parent)

    def chunks(self, key: str, start: int, end: int | None) -> Iterator[bytes]:
        with _missing(key):
            file = (self._root / key).open("rb")
        return _read(file, start, end)

    def delete(self, key: str) -> None:
        with _disk_errors():
            (self._root / key).unlink(missing_ok=True)

    def size(self, key: str) -> int:
        with _missing(key):
            return (self._root / key).stat().st_size

    def local_path(self, key: str) -> Path | None:
        path = self._root / key
        return path if path.is_file() else None

    def presigned(self, key: str, ttl: timedelta) -> str | None:
        return None

    def _sweep(self) -> None:
        before = time.time() - _STALE_S
        for path in (self._root / _UNFINISHED).glob("*"):
            try:
                if path.stat().st_mtime < before:
                    path.unlink()
            except OSError:
                continue  # another process was quicker, or it is not ours to remove


def copy_whole(source: Path, target: Path, beside: Path) -> None:
    """Copy a file so that `target` is the whole of it or is not there; `beside` is a folder on `target`'s disk."""
    unfinished = beside / f"{secrets.token_hex(8)}.part"
    try:
        with source.open("rb") as file, unfinished.open("xb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK_BYTES)
            copy.flush()
            os.fsync(copy.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _fsync_folder(target.parent)


def _make(folder: Path) -> None:
    """Make the folder and those above it, each on the disk before what goes into it."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        _fsync_folder(folder.parent)


def _fsync_folder(folder: Path) -> None:
    """Bring a new name in the folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(file: IO[bytes], start: int, end: int | None) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = None if end is None else max(end - start, 0)
        while left is None or left > 0:
            chunk = file.read(_CHUNK_BYTES if left is None else min(left, _CHUNK_BYTES))
            if not chunk:
                return
            if left is not None:
                left -= len(chunk)
            yield chunk


@contextmanager
def _missing(key: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("blob_missing", f"there is no blob {key}") from error


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        what = "the disk is full" if full else f"cannot write: {error.strerror}"
        raise Unavailable("disk_full" if full else "disk_unwritable", what) from error
