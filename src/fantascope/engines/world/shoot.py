"""Film → segments: worker processes draw and encode chunks side by side, and are gone when the block ends.

Knows nothing of what a frame shows. A worker that is free takes the next chunk, so a fast one takes more; the bytes of
the segments do not depend on who drew them. Leaving the block, by whatever way, ends every worker.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from ...kernel.errors import EngineFailure, Unavailable
from ...media.disk import disk_errors
from .film import Film
from .picture.types import Quality
from .shoot_job import Chunk, Job, chunks

CRF = 19.0
_MOST_WORKERS = 16
_CPU_PARTS = ("state", "draw", "encode")


@dataclass(frozen=True, slots=True)
class Footage:
    """The segments in order, processor seconds by part ("state", "draw", "encode"), and the workers' peak memory."""

    segments: tuple[Path, ...]
    cpu_s: dict[str, float]
    peak_memory_mb: float


class Crew:
    """Worker processes, started on entry so that they are warm when the film is ready.

    Use `begin(job)`, do other work and call `pump` now and then, then `finish`.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers if workers is not None else min(_cores(), _MOST_WORKERS)
        self._workers: list[_Worker] = []
        self._events: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
        self._cpu_ms = [0.0] * len(_CPU_PARTS)
        self._peak_kb: dict[str, int] = {}
        self._done: set[int] = set()
        self._frames = 0
        self._job: Job | None = None
        self._chunks: tuple[Chunk, ...] = ()

    def __enter__(self) -> Crew:
        try:
            for _ in range(self._count):
                self._workers.append(_Worker(self._events))
        except BaseException:
            self._dismiss()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def begin(self, job: Job) -> None:
        """Hand the job to the workers; they start at once."""
        path = job.folder / "job.pickle"
        with disk_errors(path), path.open("wb") as file:
            pickle.dump(job, file, protocol=pickle.HIGHEST_PROTOCOL)
        self._job = job
        self._chunks = chunks([take.frames for take in job.film.takes], job.begin)
        waiting = _Waiting(self._chunks)
        for worker in self._workers:
            worker.serve(path, waiting)

    def pump(self, *, wait: bool = False) -> float:
        """Take in what the workers have reported and return the fraction drawn; with `wait`, block for one report.

        Errors: Unavailable as met by a worker; EngineFailure when a worker fails.
        """
        try:
            while True:
                self._take_in(self._events.get(block=wait))
                wait = False
        except queue.Empty:
            return self._frames / max(sum(len(chunk) for chunk in self._chunks), 1)

    def finish(self, on_step: Callable[[float], None] = lambda fraction: None) -> Footage:
        """Wait for the last frame and return the footage."""
        assert self._job is not None, "begin comes before finish"
        while len(self._done) < len(self._chunks):
            on_step(self.pump(wait=True))
        return Footage(
            segments=tuple(self._job.segment(chunk.number) for chunk in self._chunks),
            cpu_s={part: ms / 1e3 for part, ms in zip(_CPU_PARTS, self._cpu_ms, strict=True)},
            peak_memory_mb=sum(self._peak_kb.values()) / 1024.0,
        )

    def _take_in(self, event: tuple[str, ...]) -> None:
        match event:
            case (_, "frame", *parts):
                self._frames += 1
                self._cpu_ms = [total + float(ms) for total, ms in zip(self._cpu_ms, parts, strict=True)]
            case (name, "done", number, peak_kb):
                self._done.add(int(number))
                self._peak_kb[name] = int(peak_kb)
            case (_, "error", code, message):
                raise Unavailable(code, message, field="out")
            case (_, "gone", status, complaint):
                raise EngineFailure("worker_failed", f"a drawing process ended ({status}): {complaint}")

    def _dismiss(self) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()


class _Waiting:
    """The chunks not yet taken."""

    def __init__(self, work: tuple[Chunk, ...]) -> None:
        self._left = list(reversed(work))
        self._lock = threading.Lock()

    def take(self) -> Chunk | None:
        with self._lock:
            return self._left.pop() if self._left else None


class _Worker:
    """One process, and the thread that listens to it."""

    def __init__(self, events: queue.SimpleQueue[tuple[str, ...]]) -> None:
        self._events = events
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in kill)
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.shoot_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            encoding="utf-8",
            start_new_session=True,
        )
        self._thread: threading.Thread | None = None
        self._dismissed = False

    def serve(self, job: Path, waiting: _Waiting) -> None:
        self._thread = threading.Thread(target=self._listen, args=(job, waiting), daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """End the process before its input closes: only an orphan cleans up after its parent."""
        self._dismissed = True
        self._process.kill()
        self._process.wait()
        if self._thread is not None:
            self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._complaints.close()

    def _listen(self, job: Path, waiting: _Waiting) -> None:
        name = str(self._process.pid)
        assert self._process.stdout is not None
        try:
            self._tell("job", job)
            self._hand_over(waiting.take())
            for line in self._process.stdout:
                words = tuple(line.rstrip("\n").split("\t"))
                if words[0] == "done":
                    self._hand_over(waiting.take())
                self._events.put((name, *words))
        except (BrokenPipeError, ValueError):
            pass
        if not self._dismissed:
            status = self._process.wait()
            self._complaints.seek(0)
            said = self._complaints.read().decode(errors="replace").strip().splitlines()
            self._events.put((name, "gone", f"status {status}", said[-1] if said else "no message"))

    def _hand_over(self, chunk: Chunk | None) -> None:
        if chunk is not None:
            self._tell("chunk", chunk.number, chunk.take, chunk.start, chunk.stop, chunk.first)

    def _tell(self, *words: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(map(str, words)) + "\n")
        self._process.stdin.flush()


def shoot(
    film: Film,
    folder: Path,
    *,
    workers: int | None = None,
    quality: Quality = Quality(),  # noqa: B008 (frozen)
    crf: float = CRF,
    depth: Path | None = None,
    things: Path | None = None,
    on_step: Callable[[float], None] = lambda fraction: None,
) -> Footage:
    """Draw the whole film into segments in `folder`, and depth and segmentation into theirs if given.

    Errors: Unavailable("disk_full" | "output_unwritable"), EngineFailure("worker_failed").
    """
    with Crew(workers) as crew:
        crew.begin(Job(film, folder, quality, crf, depth, things))
        return crew.finish(on_step)


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
