"""Files that are either whole or not there, and disk troubles as errors with a code.

Knows nothing of what is written. `whole_file` gives a hidden name beside the wanted one; the wanted name appears
only when the block has ended well, complete and on disk.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..kernel.errors import InvalidInput, Unavailable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EISDIR}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn an OSError met while writing `path` into Unavailable("disk_full") or Unavailable("output_unwritable")."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Unavailable("disk_full", f"the disk is full: cannot write {path}", field="out") from error
        if error.errno in _REFUSED:
            raise Unavailable("output_unwritable", f"cannot write {path}: {error.strerror}", field="out") from error
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a hidden name to write to; on a normal end it is flushed to disk and renamed to `path`, else removed."""
    part = path.with_name(f".{path.stem[:80]}.{secrets.token_hex(4)}.part{path.suffix}")
    try:
        with disk_errors(path):
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise unless a file can be made at `path`: output_is_folder, output_unwritable."""
    if os.path.isdir(path):
        raise InvalidInput("output_is_folder", f"{path} is a folder, not a file name", field="out")
    folder = path.parent
    if not os.path.isdir(folder):
        raise Unavailable("output_unwritable", f"cannot write {path}: there is no folder {folder}", field="out")
    probe = folder / f".fantascope-{secrets.token_hex(4)}.part"
    with disk_errors(path):
        path.exists()  # refuses a name that is too long
        try:
            probe.write_bytes(b"\0")
        finally:
            probe.unlink(missing_ok=True)


def check_room(folder: Path, need_bytes: int) -> None:
    """Raise Unavailable("disk_full") when `folder`'s disk has less than `need_bytes` free."""
    free = shutil.disk_usage(folder).free
    if free < need_bytes:
        mega = 1_000_000
        raise Unavailable(
            "disk_full",
            f"the disk is nearly full: {folder} has {free // mega} MB free of the {need_bytes // mega + 1} MB needed",
            field="out",
        )
