"""A process's own folder for temporary files, so that what a killed process left behind can be told and removed.

Knows nothing of what is put there. A folder is alive as long as its lock file is locked: the kernel unlocks it when the
process ends, however that happens.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK = ".lock"


@contextmanager
def scratch_in(home: Path, name: str) -> Iterator[tuple[str, ...]]:
    """Make this process's temporary files go to a folder of its own, `home`/scratch/work-`name`.

    Gives the names of those that ended without cleaning up (they were killed); their folders are removed.
    """
    root = home / "scratch"
    root.mkdir(parents=True, exist_ok=True)
    dead = sweep(root)
    making = Path(tempfile.mkdtemp(prefix="new-", dir=root))
    own = root / f"work-{name}"
    before = os.environ.get("TMPDIR")
    with (making / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        making.rename(own)  # from here on others look at it, and find it locked
        os.environ["TMPDIR"] = tempfile.tempdir = str(own)
        try:
            yield dead
        finally:
            tempfile.tempdir = None
            os.environ.pop("TMPDIR")
            if before is not None:
                os.environ["TMPDIR"] = before
            shutil.rmtree(own, ignore_errors=True)


def sweep(root: Path) -> tuple[str, ...]:
    """Remove the folders of processes that have ended; returns their names."""
    dead = []
    for folder in root.glob("work-*"):
        try:
            with (folder / _LOCK).open("r") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
                dead.append(folder.name.removeprefix("work-"))
        except OSError:  # locked: alive
            continue
    return tuple(dead)
