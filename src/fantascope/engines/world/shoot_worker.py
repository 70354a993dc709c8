"""A process that draws and encodes chunks of a film: `python -m fantascope.engines.world.shoot_worker`.

Knows nothing of the other workers. It is spoken to in lines of tab-separated words:

    in   job PATH                                  the pickled Job (once, first)
    in   chunk NUMBER TAKE START STOP FIRST         draw it and write its segment
    out  ready
    out  frame STATE_MS DRAW_MS ENCODE_MS           processor milliseconds of one frame
    out  done NUMBER PEAK_KB
    out  error CODE MESSAGE                         an expected trouble (the disk is full); the process then ends

When standard input closes, the parent is gone: the process removes the job's folder and ends at once.
"""

from __future__ import annotations

import importlib
import itertools
import os
import pickle
import queue
import resource
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

from ...kernel.errors import Unavailable
from ...media.encode import SegmentEncoder
from .picture.renderer import Renderer
from .shoot_job import Chunk, Job
from .truth import TruthWriter

_REMOVALS = 100
FINE_CRF = 13.0
"""Of the segment that begins with a given picture, which must be seen as it was given."""


class _Orders:
    """Lines from standard input, read on a thread of their own so that its end is noticed at any moment."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def next(self) -> list[str]:
        return self._lines.get()

    def _listen(self) -> None:
        folder: Path | None = None
        for line in sys.stdin:
            words = line.rstrip("\n").split("\t")
            if words[0] == "job":
                folder = Path(words[1]).parent
            self._lines.put(words)
        if folder is not None:
            _remove(folder)
        os._exit(0)


def _remove(folder: Path) -> None:
    """Remove `folder`; again for a while, for this process and its fellows may just be opening new files in it."""
    for _ in range(_REMOVALS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)


class _Crewman:
    """Draws chunks of one job; the renderer of the last take is kept for the next chunk."""

    def __init__(self, job: Job, out: TextIO) -> None:
        self._job = job
        self._out = out
        self._take = -1
        self._renderer: Renderer | None = None

    def say(self, *words: object) -> None:
        print(*words, sep="\t", file=self._out, flush=True)

    def draw(self, chunk: Chunk) -> None:
        job, film = self._job, self._job.film
        take, renderer = film.takes[chunk.take], self._renderer_of(chunk.take)
        truth = TruthWriter(film, job.depth, job.things)
        mixed = film.finish is not None
        crf = min(job.crf, FINE_CRF) if mixed and chunk.first == 0 else job.crf
        path = job.segment(chunk.number)
        painter = None if job.marking is None else job.marking.painter(film.width, film.height, film.fps)
        with SegmentEncoder(path, film.width, film.height, film.fps, crf=crf, mixed=mixed) as encoder:
            for index in range(chunk.start, chunk.stop):
                marks = [time.process_time()]
                frame = take.frame(index)
                marks.append(time.process_time())
                picture = renderer.render(frame, depth=job.depth is not None, things=job.things is not None)
                if film.finish is not None:
                    picture = film.finish.finished(chunk.first + index - chunk.start, chunk.take, picture)
                marks.append(time.process_time())
                planes = (picture.y, picture.u, picture.v)
                if painter is not None:
                    planes = painter(chunk.first + index - chunk.start, *planes)
                encoder.add(*planes)
                truth.write(chunk.first + index - chunk.start, picture)
                marks.append(time.process_time())
                self.say("frame", *(f"{1e3 * (b - a):.3f}" for a, b in itertools.pairwise(marks)))
        self.say("done", chunk.number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    def _renderer_of(self, take: int) -> Renderer:
        if self._renderer is None or take != self._take:
            film = self._job.film
            drawables = film.takes[take].drawables
            self._renderer = Renderer(drawables, film.width, film.height, look=film.look, quality=self._job.quality)
            self._take = take
        return self._renderer


def main() -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    orders = _Orders()
    print("ready", file=out, flush=True)
    importlib.import_module(f"{__package__}.take")  # needed to unpickle takes; there is time while the film is made
    job_path = Path(orders.next()[1])
    with job_path.open("rb") as file:
        job: Job = pickle.load(file)
    crewman = _Crewman(job, out)
    try:
        while True:
            crewman.draw(Chunk(*map(int, orders.next()[1:])))
    except Unavailable as error:
        crewman.say("error", error.code, error.message)


if __name__ == "__main__":
    main()
