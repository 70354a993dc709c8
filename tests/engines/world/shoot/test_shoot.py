"""Worker processes draw a film: the same bytes whoever draws, troubles told, nobody left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from toy_film import FailingTake, SlidingBoxes, toy_film

from fantascope.engines.world.picture.types import Quality
from fantascope.engines.world.shoot import CRF, Crew, shoot
from fantascope.engines.world.shoot_job import Job, chunks
from fantascope.kernel.errors import Cancelled, EngineFailure

Until = Callable[[Callable[[], bool]], bool]
Alive = Callable[[int], bool]


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    film = toy_film()
    alone = shoot(film, _folder(tmp_path / "one"), workers=1)
    together = shoot(film, _folder(tmp_path / "two"), workers=2)
    assert len(alone.segments) == len(together.segments) == len(chunks([30, 20]))
    assert [path.read_bytes() for path in alone.segments] == [path.read_bytes() for path in together.segments]


def test_every_frame_is_drawn_and_reported(tmp_path: Path) -> None:
    steps: list[float] = []
    footage = shoot(toy_film(), tmp_path, workers=2, on_step=steps.append)
    frames = 0
    for segment in footage.segments:
        with av.open(str(segment)) as container:
            frames += sum(1 for _ in container.decode(container.streams.video[0]))
    assert frames == 50
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    assert set(footage.cpu_s) == {"state", "draw", "encode"}
    assert footage.cpu_s["draw"] > 0
    assert footage.peak_memory_mb > 10


def test_depth_and_things_are_kept(tmp_path: Path) -> None:
    depth, things = _folder(tmp_path / "depth"), _folder(tmp_path / "things")
    film = toy_film(SlidingBoxes(13), SlidingBoxes(2))
    shoot(film, _folder(tmp_path / "segments"), workers=2, depth=depth, things=things)
    names = [f"{number:05d}.png" for number in range(1, 16)]
    assert sorted(path.name for path in depth.iterdir()) == names
    assert sorted(path.name for path in things.iterdir()) == names
    for name in (names[0], names[-1]):
        millimetres = np.asarray(Image.open(depth / name))
        ids = np.asarray(Image.open(things / name))
        assert millimetres.shape == ids.shape == (90, 160)
        assert set(np.unique(ids)) == {0, 1, 2, 3}
        assert (millimetres[ids == 0] == 65535).all()
        assert 4500 < np.median(millimetres[ids == 2]) < 7000


def test_a_failing_frame_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(EngineFailure, match="the box is nowhere") as caught:
        shoot(toy_film(SlidingBoxes(6), FailingTake(12)), tmp_path, workers=2)
    assert caught.value.code == "worker_failed"


def test_cancelling_ends_the_workers_at_once(tmp_path: Path, alive: Alive) -> None:
    def stop(fraction: float) -> None:
        raise Cancelled

    with Crew(2) as crew:
        pids = [worker._process.pid for worker in crew._workers]
        crew.begin(Job(toy_film(), tmp_path, Quality(), CRF))
        assert all(map(alive, pids))
        with pytest.raises(Cancelled):
            crew.finish(stop)
    assert not any(map(alive, pids))


ORPHANS = """
import sys, time
from pathlib import Path
from toy_film import SlidingBoxes, toy_film
from fantascope.engines.world.picture.types import Quality
from fantascope.engines.world.shoot import CRF, Crew
from fantascope.engines.world.shoot_job import Job

with Crew(2) as crew:
    crew.begin(Job(toy_film(SlidingBoxes(100_000)), Path(sys.argv[1]), Quality(), CRF))
    while crew.pump() == 0.0:
        time.sleep(0.02)
    print(*(worker._process.pid for worker in crew._workers), flush=True)
    time.sleep(600)
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path, alive: Alive, until: Until) -> None:
    folder = _folder(tmp_path / "work")
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS, str(folder)], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(alive, pids))
        parent.kill()
    assert until(lambda: not any(map(alive, pids)))
    assert until(lambda: not folder.exists())
    assert os.path.isdir(tmp_path)
