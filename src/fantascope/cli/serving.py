"""The commands `worker` and `migrate`, and what every command of the server starts from: its settings and database.

Knows nothing of what a worker does. Each command imports what it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..kernel.errors import Unavailable
from .messages import text

if TYPE_CHECKING:
    from ..db.database import Database
    from ..settings import Settings

HOME = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=text("opt.home"))]


def worker(
    home: HOME = None,
    supervised: Annotated[bool, typer.Option("--supervised", help=text("opt.supervised"))] = False,
) -> None:
    """Run a worker until it is told to stop."""
    from ..server.work import work
    from ..settings import load_settings

    work(load_settings(home=home), supervised=supervised)


def migrate(home: HOME = None) -> None:
    """Bring the database up to date."""
    from ..db.database import Database
    from ..db.migrate import upgrade
    from ..settings import load_settings

    with _reachable():
        db = Database(load_settings(home=home).database_url)
        print(text("migrated" if upgrade(db) else "migrated.before"))
        db.close()


@contextmanager
def opened(home: Path | None) -> Iterator[tuple[Settings, Database]]:
    """The settings and the database, which is made at first use when it is the one in the home folder.

    Errors: Unavailable("not_migrated" | "database_unreachable"), InvalidInput("bad_setting").
    """
    from ..db.database import Database
    from ..db.migrate import is_current, upgrade
    from ..settings import load_settings

    settings = load_settings(home=home)
    with _reachable():
        db = Database(settings.database_url)
        try:
            if not settings.database:
                upgrade(db)
            elif not is_current(db):
                raise Unavailable("not_migrated", "the database is not up to date: run `fantascope migrate` first")
            yield settings, db
        finally:
            db.close()


@contextmanager
def _reachable() -> Iterator[None]:
    from sqlalchemy.exc import OperationalError

    try:
        yield
    except OperationalError as error:
        line = " ".join(str(error.orig).split())
        raise Unavailable("database_unreachable", f"the database does not answer: {line}") from error
    except OSError as error:
        raise Unavailable("database_unreachable", f"the database cannot be opened: {error}") from error
