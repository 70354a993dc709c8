"""A worker as a process: it works until SIGTERM, SIGINT or, when supervised, until its parent is gone (its standard
input ends); then it gives its job back and is gone within five seconds, whatever its work is doing.

Knows nothing of what the work is.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Sequence

import structlog

from ..jobs.presence import gone, seen
from .ending import O
from .housekeeping import Housekeeping, Task
from .loop import Loop

_GRACE_S = 3.0
_LAST_WORDS_S = 1.0
_SEEN_EVERY_S = 5.0

_log = structlog.get_logger(__name__)


def worker_name() -> str:
    """A name that no other process has."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{os.urandom(3).hex()}"


def work(loop: Loop[O], tasks: Sequence[Task], *, supervised: bool = False) -> None:
    """Run the loop in this, the main thread, and the tasks beside it, until told to stop."""
    stop, over = threading.Event(), threading.Event()
    waker, woken = socket.socketpair()
    waker.setblocking(False)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # the byte in the socket is what counts: it comes at once
    watched = [woken.fileno(), *([sys.stdin.fileno()] if supervised else [])]
    threading.Thread(target=_watch, args=(loop, watched, stop, over), name="watch", daemon=True).start()
    present = Task("presence", _SEEN_EVERY_S, lambda: _tell(loop), alone=False)
    housekeeping = Housekeeping(loop.db, loop.worker, [present, *tasks], clock=loop.clock)
    _log.info("worker_ready", engines=list(loop.engines))
    housekeeping.start()
    try:
        loop.run(stop)
    finally:
        housekeeping.stop()
        over.set()
        with contextlib.suppress(Exception):
            gone(loop.db, loop.worker)
        loop.db.close()
    _log.info("worker_ended")


def _tell(loop: Loop[O]) -> None:
    seen(loop.db, loop.worker, loop.engines, now=loop.clock())


def _watch(loop: Loop[O], watched: Sequence[int], stop: threading.Event, over: threading.Event) -> None:
    """Wait for a signal or the end of standard input; see to it that the process ends."""
    while True:
        ready = select.select(watched, [], [])[0]
        if watched[0] in ready or os.read(ready[0], 4096) == b"":
            break
    _log.info("worker_stopping", job=loop.current.id if loop.current else None)
    stop.set()
    if over.wait(_GRACE_S):
        return
    words = threading.Thread(target=loop.abandon, daemon=True)
    words.start()
    words.join(_LAST_WORDS_S)
    os._exit(0)
