"""The migrations make exactly the tables of the models, on both databases, and many may start at once."""

from __future__ import annotations

import importlib
import multiprocessing
import pkgutil
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import fantascope
from fantascope.db import migrate
from fantascope.db.base import Base
from fantascope.db.database import Database


def _import_all_models() -> None:
    for module in pkgutil.walk_packages(fantascope.__path__, "fantascope."):
        if module.name.endswith(".models") or module.name == "fantascope.accounts.people":
            importlib.import_module(module.name)


def test_the_migrated_tables_are_those_of_the_models(db: Database) -> None:
    _import_all_models()
    assert len(Base.metadata.tables) >= 40
    # Descending columns cannot be compared so on SQLite: the next test looks at that index.
    comparable = {"include_object": lambda _thing, name, *_: name != "ix_jobs_claim", "compare_type": True}
    with db.read() as session:
        context = MigrationContext.configure(session.connection(), opts=comparable)
        assert compare_metadata(context, Base.metadata) == []


def test_the_index_of_claims_has_its_order(db: Database) -> None:
    query = (
        "SELECT sql FROM sqlite_master WHERE name = 'ix_jobs_claim'"
        if db.is_sqlite
        else "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_jobs_claim'"
    )
    with db.read() as session:
        columns = re.search(r"\((.*)\)", session.scalar(text(query)) or "")
    assert columns is not None
    assert columns[1] == "state, priority DESC, tag, id, requires, owner_id, run_after"


def test_head_is_the_latest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_a_current_database_is_left_alone(db: Database) -> None:
    assert migrate.is_current(db)
    assert not migrate.upgrade(db)


def test_references_are_held_after_an_upgrade(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'new' / 'x.db'}")
    assert not migrate.is_current(db)
    assert migrate.upgrade(db)
    with db.write() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("SELECT virtual FROM queue_clock")) == 0.0
    db.close()


def _start(url: str, barrier: object, made: object) -> None:
    db = Database(url)
    barrier.wait()  # type: ignore[attr-defined]
    made.put(migrate.upgrade(db))  # type: ignore[attr-defined]
    db.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_many_may_start_at_once(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'x.db'}"
    else:
        from sqlalchemy import create_engine

        url = f"{request.getfixturevalue('postgres')}/race"
        admin = create_engine(url.rpartition("/")[0] + "/postgres", isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE race TEMPLATE template0"))
        admin.dispose()
    fork = multiprocessing.get_context("fork")
    barrier, made = fork.Barrier(4), fork.Queue()
    processes = [fork.Process(target=_start, args=(url, barrier, made)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert sorted(made.get() for _ in range(4)) == [False, False, False, True]
