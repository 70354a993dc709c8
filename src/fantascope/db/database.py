"""The database as two doors: `write()` is one short transaction that holds the write lock, `read()` never waits for it.

Knows nothing of tables. On SQLite writers take the lock when they begin (a reader that became a writer could only be
refused), queue for it inside the process, and wait for other processes; readers see a snapshot and take no lock. On
Postgres writing is an ordinary transaction, and readers see what is committed, statement by statement, without the
journeys that a transaction costs. Never do slow work (files, network, engines) inside `write()`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session

_BUSY_MS = 30_000
_NO_JIT = "-c jit=off"  # compiling our short statements takes longer than they do
_READ_ONLY = "-c default_transaction_read_only=on"
_AT_ONCE = 32
"""Connections that are kept: one that is opened for a request and closed after it costs more than what it is for."""
_TRUSTED_S = 2.0
"""A connection that lay in the pool for longer is asked whether it still is one."""
_MAPPED_BYTES = 2_000_000_000
"""Of an SQLite file that are read as memory: each commit empties the readers' caches, and filling them is slow."""


class Database:
    """Sessions on the database at `url` ("sqlite:////abs/path.db" or "postgresql+psycopg://…")."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        if self.is_sqlite:
            name = make_url(url).database
            if name and name != ":memory:":
                Path(name).parent.mkdir(parents=True, exist_ok=True)
            self._writer = _sqlite(url, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0, pool_timeout=_BUSY_MS / 1e3)
            self._reader = _sqlite(url, "BEGIN", pool_size=_AT_ONCE, max_overflow=_AT_ONCE)
        else:
            self._writer = _postgres(url, _NO_JIT)
            self._reader = _postgres(url, f"{_NO_JIT} {_READ_ONLY}", isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, undone when it raises."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read from; nothing can be written through it, or nothing of it is kept."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writer

    def close(self) -> None:
        """Close every connection."""
        self._writer.dispose()
        self._reader.dispose()


def _postgres(url: str, options: str, **how: Any) -> Engine:
    connect = {"connect_timeout": 10, "options": options}
    engine = create_engine(url, pool_size=_AT_ONCE, max_overflow=0, connect_args=connect, **how)

    @event.listens_for(engine, "checkin")
    def _laid_down(_connection: object, record: Any) -> None:
        record.info["laid_down"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _picked_up(connection: Any, record: Any, _proxy: object) -> None:
        if time.monotonic() - record.info.get("laid_down", float("inf")) <= _TRUSTED_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    return engine


def _sqlite(url: str, begin: str, **pool: Any) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1e3}, **pool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        waits, maps = f"busy_timeout={_BUSY_MS}", f"mmap_size={_MAPPED_BYTES}"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", waits, maps, "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
