"""A Postgres of a benchmark's own, from Debian's package: started for a block, and gone after it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database of a Postgres started here, or "" where there is none."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        yield ""
        return
    folder = Path(tempfile.mkdtemp(prefix="fantascope-pg-"))
    user = {}
    if os.getuid() == 0:  # Postgres refuses to be root
        shutil.chown(folder, "nobody")
        user = {"user": "nobody"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    make = [str(programs[-1].with_name("initdb")), "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*make, "--locale=C"], check=True, **quiet)  # type: ignore[call-overload]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(programs[-1]), "-D", "data", "-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1"]
    server = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    try:
        end = time.monotonic() + 30
        while server.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        time.sleep(1.0)  # it listens a moment before it answers
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)
