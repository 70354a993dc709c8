"""Whole files or none, and disk troubles with their codes."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from fantascope.kernel.errors import InvalidInput, Unavailable
from fantascope.media.disk import check_room, check_writable, disk_errors, whole_file


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with whole_file(path) as part:
        part.write_bytes(b"all of it")
        assert not path.exists()
        assert part.suffix == ".mp4"
    assert path.read_bytes() == b"all of it"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"old")

    def fail_half_way() -> None:
        with whole_file(path) as part:
            part.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EACCES, "output_unwritable"),
        (errno.EROFS, "output_unwritable"),
        (errno.ENOENT, "output_unwritable"),
    ],
)
def test_disk_troubles_have_codes(number: int, code: str) -> None:
    with pytest.raises(Unavailable) as caught, disk_errors(Path("clip.mp4")):
        raise OSError(number, "trouble")
    assert caught.value.code == code


def test_other_troubles_pass_unchanged() -> None:
    with pytest.raises(OSError, match="trouble"), disk_errors(Path("clip.mp4")):
        raise OSError(errno.EIO, "trouble")


def test_too_little_room_is_told_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 90, 10))
    check_room(tmp_path, 10)
    with pytest.raises(Unavailable) as caught:
        check_room(tmp_path, 11)
    assert caught.value.code == "disk_full"


def test_a_folder_is_no_file_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_writable(tmp_path)
    assert caught.value.code == "output_is_folder"


def test_a_missing_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        check_writable(tmp_path / "nowhere" / "clip.mp4")
    assert caught.value.code == "output_unwritable"


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "clip.mp4")
    assert list(tmp_path.iterdir()) == []


FILL = """
import resource, sys
from pathlib import Path
import numpy as np
from fantascope.kernel.errors import Unavailable
from fantascope.media.disk import whole_file
from fantascope.media.encode import SegmentEncoder
from fantascope.media.join import join

folder, limited = Path(sys.argv[1]), sys.argv[2]
noise = np.random.default_rng(1).integers(16, 235, (24, 360, 640), dtype=np.uint8)
grey = np.full((180, 320), 128, np.uint8)

def limit():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

try:
    if limited == "segment":
        limit()
    with SegmentEncoder(folder / "a.mp4", 640, 360, 24) as encoder:
        for y in noise:
            encoder.add(y, grey, grey)
    if limited == "join":
        limit()
    with whole_file(folder / "out.mp4") as part:
        join([folder / "a.mp4"], np.zeros((48000, 2), np.float32), part, fps=24)
except Unavailable as error:
    print(error.code)
"""


@pytest.mark.parametrize("limited", ["segment", "join"])
def test_a_disk_that_fills_while_writing_is_told(tmp_path: Path, limited: str) -> None:
    """A limit on file size stands for the full disk: the write itself fails, in the middle."""
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path), limited], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "disk_full", done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
