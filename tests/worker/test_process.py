"""A worker as a process: it goes when told, when its parent goes, and never takes a job with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fantascope.jobs.queries import workers
from fantascope.server.supervise import Supervisor
from fantascope.worker.scratch import scratch_in, sweep

TOY = str(Path(__file__).with_name("toy.py"))
Until = Callable[[Callable[[], bool]], bool]
Alive = Callable[[int], bool]


def command(shop: Any, lease_s: float = 6.0) -> list[str]:
    return [sys.executable, TOY, "worker", shop.db.url, str(shop.folder), str(lease_s)]


@pytest.fixture
def start(shop: Any) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    children = []

    def run(lease_s: float = 6.0) -> subprocess.Popen[bytes]:
        children.append(
            subprocess.Popen(command(shop, lease_s), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, stdout=-3)
        )
        return children[-1]

    yield run
    for child in children:
        child.kill()
        child.communicate()


def by_signal(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGTERM)


def by_silence(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()


@pytest.mark.parametrize("tell", [by_signal, by_silence])
def test_a_worker_that_is_told_to_go_gives_its_job_back(shop: Any, start: Any, until: Until, tell: Any) -> None:
    job_id = shop.put(steps=2000, step_s=0.02)
    child = start()
    assert until(lambda: bool(shop.events(job_id, "progress")))
    with shop.db.read() as session:
        assert len(workers(session, since=time.time() - 30.0)) == 1
    tell(child)
    assert child.wait(30) == 0
    assert (shop.job(job_id).state, shop.job(job_id).attempt) == ("queued", 0)
    with shop.db.read() as session:
        assert len(workers(session, since=0.0)) == 0


def test_even_work_that_hangs_does_not_keep_a_worker(shop: Any, start: Any, until: Until) -> None:
    job_id = shop.put(steps=1, step_s=600.0)
    child = start()
    assert until(lambda: bool(shop.events(job_id, "begun")))
    child.send_signal(signal.SIGTERM)
    assert child.wait(30) == 0
    assert (shop.job(job_id).state, shop.job(job_id).attempt) == ("queued", 0)


def test_a_killed_workers_job_goes_on_within_ten_seconds(shop: Any, until: Until) -> None:
    job_id = shop.put(steps=30, step_s=0.02)
    with Supervisor(1, command(shop)) as supervisor:
        assert until(lambda: bool(shop.events(job_id, "progress")))
        os.kill(supervisor.pids()[0], signal.SIGKILL)
        killed = time.monotonic()
        assert until(lambda: len(shop.events(job_id, "begun")) == 2)
        assert time.monotonic() - killed < 10.0
        assert until(lambda: shop.job(job_id).state == "completed")
    assert [begun["attempt"] for begun in shop.events(job_id, "begun")] == [1, 2]
    assert len(shop.events(job_id, "ended")) == 1


def test_a_worker_that_dies_is_started_again_and_none_is_left(shop: Any, until: Until, alive: Alive) -> None:
    with Supervisor(2, command(shop)) as supervisor:
        assert until(lambda: len(supervisor.pids()) == 2)
        first = supervisor.pids()
        os.kill(first[0], signal.SIGKILL)
        assert until(lambda: len(set(supervisor.pids()) - {first[0]}) == 2)
        seen = {*first, *supervisor.pids()}
    assert len(seen) == 3
    assert not any(alive(pid) for pid in seen)


def test_a_killed_server_leaves_no_worker_behind(shop: Any, until: Until, alive: Alive) -> None:
    server = subprocess.Popen(
        [sys.executable, TOY, "server", shop.db.url, str(shop.folder), "6.0", "2", "3", "0.1", shop.owner],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert until(lambda: len(_children(server.pid)) == 2)
        children = _children(server.pid)
    finally:
        server.kill()
        server.communicate()
    assert until(lambda: not any(alive(pid) for pid in children))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_what_the_dead_left_is_swept_and_the_living_are_spared(tmp_path: Path) -> None:
    import tempfile

    before = tempfile.gettempdir()
    dead = tmp_path / "scratch" / "work-dead"
    dead.mkdir(parents=True)
    (dead / ".lock").touch()
    (dead / "half.mp4").touch()
    own = tmp_path / "scratch" / "work-w1"
    with scratch_in(tmp_path, "w1") as killed:
        assert killed == ("dead",)
        assert not dead.exists()
        assert Path(tempfile.mkdtemp()).parent == own
        assert sweep(tmp_path / "scratch") == ()
    assert not own.exists()
    assert tempfile.gettempdir() == before
