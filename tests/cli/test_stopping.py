"""Stopped in the middle, by the user or by force: no file under the output's name, no process left."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., "subprocess.Popen[str]"]
Until = Callable[[Callable[[], bool]], bool]
Alive = Callable[[int], bool]


def _workers(parent: int) -> list[int]:
    """The running children of `parent`."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[1]) == parent and stat[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def drawing(start: Start, until: Until, tmp_path: Path, scratch: Path) -> subprocess.Popen[str]:
    """A long clip, caught while its first segments are being written."""
    options = ("--seconds", "4", "--size", "1280x720", "--keep", tmp_path / "kept")
    process = start("generate", "A red ball rolls", "-o", tmp_path / "clip.mp4", *options)
    assert until(lambda: any(scratch.glob("fantascope-*/*.mp4")) or process.poll() is not None)
    assert process.poll() is None, process.communicate()[1]
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing(
    drawing: subprocess.Popen[str], tmp_path: Path, scratch: Path, alive: Alive, number: signal.Signals
) -> None:
    workers = _workers(drawing.pid)
    assert workers
    drawing.send_signal(number)
    out, err = drawing.communicate(timeout=60)
    assert (drawing.returncode, out) == (130, "")
    assert err == "stopped; nothing was left behind\n"
    assert not any(map(alive, workers))
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(scratch.iterdir()) == []


def test_killing_leaves_no_file_and_no_process(
    drawing: subprocess.Popen[str], tmp_path: Path, scratch: Path, alive: Alive, until: Until
) -> None:
    workers = _workers(drawing.pid)
    assert workers
    os.kill(drawing.pid, signal.SIGKILL)
    drawing.communicate(timeout=60)
    assert drawing.returncode == -signal.SIGKILL
    assert until(lambda: not any(map(alive, workers)))
    assert until(lambda: not list(scratch.glob("fantascope-*")))
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
