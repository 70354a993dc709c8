"""What every use case of the server works with, in one value: the database, the blobs, the engines, the settings.

Knows nothing of HTTP. Made once a process, read-only, safe to share between threads.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..db.database import Database
from ..engines.registry import Engines, load_engines
from ..kernel.clock import Clock, wall
from ..settings import Settings
from ..storage.blobs import Blobs
from ..storage.links import load_secret


@dataclass(frozen=True, slots=True, eq=False)
class House:
    db: Database
    blobs: Blobs
    engines: Engines
    settings: Settings
    link_secret: bytes
    """Signs links to files."""
    clock: Clock = wall

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for the work at hand, gone when the block ends."""
        with tempfile.TemporaryDirectory(prefix="fantascope-") as name:
            yield Path(name)


def open_house(settings: Settings) -> House:
    """Open what the settings name; the database must be migrated already.

    Errors: InvalidInput("unknown_engine" and those of the engines' options).
    """
    secret = load_secret(settings.home)
    engines = load_engines((engine.name, engine.kind, engine.options) for engine in settings.engines)
    return House(Database(settings.database_url), Blobs(settings.blobs, settings.home), engines, settings, secret)
