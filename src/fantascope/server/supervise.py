"""Keeping worker processes running: started again when they die, stopped with us, and never left behind.

Knows nothing of what workers do. Each child reads a pipe that only we hold open: when we are gone, however that
happened, the pipe ends and so does the child.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

import structlog

_FIRST_DELAY_S = 0.2
_LONGEST_DELAY_S = 5.0
_HEALTHY_S = 5.0
_STOP_S = 6.0

_log = structlog.get_logger(__name__)


def worker_command() -> list[str]:
    """The command line of a supervised worker."""
    return [sys.executable, "-m", "fantascope", "worker", "--supervised"]


class Supervisor:
    """`count` children of `command` (by default workers); a context manager, or `start` and `stop`.

    Args:
        env: the children's environment; None = ours.
    """

    def __init__(
        self, count: int, command: Sequence[str] | None = None, *, env: Mapping[str, str] | None = None
    ) -> None:
        self._command = worker_command() if command is None else list(command)
        self._env = env
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._children: dict[int, subprocess.Popen[bytes]] = {}
        self._threads = [
            threading.Thread(target=self._keep, args=(number,), name=f"supervise-{number}", daemon=True)
            for number in range(count)
        ]

    def start(self) -> None:
        """Start them all."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End them all: kindly, then by force; none is left when this returns."""
        with self._lock:
            self._stopping.set()
            children = list(self._children.values())
        for child in children:
            child.terminate()
        end = time.monotonic() + _STOP_S
        for child in children:
            try:
                child.wait(max(end - time.monotonic(), 0.0))
            except subprocess.TimeoutExpired:
                child.kill()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def pids(self) -> tuple[int, ...]:
        """The processes that run now."""
        with self._lock:
            return tuple(child.pid for child in self._children.values())

    def __enter__(self) -> Supervisor:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _keep(self, number: int) -> None:
        delay_s = _FIRST_DELAY_S
        while (child := self._spawn(number)) is not None:
            begun = time.monotonic()
            status = child.wait()
            with self._lock:
                del self._children[number]
            if child.stdin is not None:
                with contextlib.suppress(OSError):
                    child.stdin.close()
            if self._stopping.is_set():
                return
            lived_s = time.monotonic() - begun
            if lived_s > _HEALTHY_S:
                delay_s = _FIRST_DELAY_S
            tell = _log.info if status == 0 else _log.warning  # 0: it was told to end, but not by us
            tell("worker_ended", status=status, lived_s=round(lived_s, 1), again_in_s=delay_s)
            self._stopping.wait(delay_s)
            delay_s = min(delay_s * 2.0, _LONGEST_DELAY_S)

    def _spawn(self, number: int) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            child = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._env)
            self._children[number] = child
            return child
