"""Bringing a database to the present shape of the tables, safely even when several processes start at once.

Knows nothing of the tables themselves: those are in `migrations/versions`, forward only. One transaction does it all,
under a lock: SQLite's write lock, on Postgres an advisory lock.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from .database import Database

HEAD = "0005"
"""The latest revision; kept here so that a look whether all is well needs no alembic."""
_LOCK = 0x66616E746173


def is_current(db: Database) -> bool:
    """Whether the database has the present shape."""
    with db.read() as session:
        return revision(session.connection()) == HEAD


def revision(connection: Connection) -> str | None:
    """The revision a database is at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(db: Database) -> bool:
    """Bring the database to the present shape; False when it was there already.

    Errors: those of alembic, for a database made by a later release.
    """
    if is_current(db):
        return False
    with db.engine.connect() as connection:
        if db.is_sqlite:  # tables that others refer to can be rebuilt only without this; not changeable inside
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                if not db.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                if revision(connection) == HEAD:  # another process was quicker
                    return False
                _run(connection)
                if db.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise RuntimeError("the migration would leave references to rows that are gone")
        finally:
            if db.is_sqlite:
                _pragma(connection, "foreign_keys=ON")
    return True


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA {pragma}")
