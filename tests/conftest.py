"""What tests of several parts use: waiting for something to come true, whether a process runs, and fresh databases."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fantascope.db.database import Database


@pytest.fixture(scope="session", autouse=True)
def short_tracebacks() -> None:
    """Logs of a crash without the values of all variables, which structlog prints unless told otherwise: for a whole
    application that takes a minute."""
    import structlog

    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], bool]:
    """Wait until something is true; False when it does not become so within a minute."""

    def wait(true: Callable[[], bool]) -> bool:
        end = time.monotonic() + 60.0
        while not true():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    return wait


@pytest.fixture
def alive() -> Callable[[int], bool]:
    """Whether the process of that number runs (one that has ended and waits for its parent does not)."""

    def runs(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return runs


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a Postgres server of this session's own, without a database's name; its database "made" has our
    tables. It ends with the session, however that ends. Skips where Postgres is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs and (found := shutil.which("postgres")):
        programs = [Path(found)]
    if not programs:
        pytest.skip("Postgres is not installed here")
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="fantascope-pg-"))
    user: dict[str, object] = {}
    if os.getuid() == 0:  # Postgres refuses to be root
        shutil.chown(folder, "nobody")
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    data = folder / "data"
    quick = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    make = [programs[-1].with_name("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*make, "--locale=C"], check=True, **quick)  # type: ignore[call-overload]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off", "full_page_writes=off")
    options += ("shared_buffers=32MB", "autovacuum=off", "max_connections=200")
    libc = ctypes.CDLL(None)
    server = subprocess.Popen(
        [programs[-1], "-D", data, "-p", str(port), *(word for option in options for word in ("-c", option))],
        preexec_fn=lambda: libc.prctl(1, signal.SIGQUIT),  # our end is its end
        **quick,  # type: ignore[call-overload]
    )
    address = f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    try:
        end = time.monotonic() + 30.0
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
                break
            assert server.poll() is None, "Postgres does not start"
            assert time.monotonic() < end, "Postgres does not answer"
            time.sleep(0.05)
        _create(address, "made", "template1")
        _migrate(f"{address}/made")
        yield address
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "made.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database with our tables: each test runs on SQLite and on Postgres."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("made_sqlite"), tmp_path / "fantascope.db")
        yield f"sqlite:///{tmp_path / 'fantascope.db'}"
        return
    address: str = request.getfixturevalue("postgres")
    name = f"t{time.monotonic_ns()}"
    _create(address, name, "made")
    yield f"{address}/{name}"
    _run(address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A fresh database with our tables, on SQLite and on Postgres."""
    from fantascope.db.database import Database

    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def sqlite_db(made_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database with our tables, for what need not be tried on both."""
    from fantascope.db.database import Database

    shutil.copy(made_sqlite, tmp_path / "fantascope.db")
    database = Database(f"sqlite:///{tmp_path / 'fantascope.db'}")
    yield database
    database.close()


def _migrate(url: str) -> None:
    from fantascope.db.database import Database
    from fantascope.db.migrate import upgrade

    database = Database(url)
    upgrade(database)
    database.close()


def _create(address: str, name: str, template: str) -> None:
    _run(address, f"CREATE DATABASE {name} TEMPLATE {template}")


def _run(address: str, statement: str) -> None:
    import psycopg

    plain = address.replace("+psycopg", "") + "/postgres"
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)
