"""A house with the trial engine, an owner, and a worker that works when told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fantascope.accounts.actions import create_owner
from fantascope.db.database import Database
from fantascope.engines.registry import Engines, load_engines
from fantascope.settings import load_settings
from fantascope.storage.blobs import Blobs
from fantascope.studio.house import House
from fantascope.worker.handler import VideoHandler
from fantascope.worker.loop import Loop


@pytest.fixture
def house(db: Database, tmp_path: Path) -> House:
    settings = load_settings(home=tmp_path / "home")
    engines = Engines({"trial": load_engines([("trial", "trial", {"folder": str(tmp_path / "trial")})])["trial"]})
    return House(db, Blobs("", tmp_path / "home"), engines, settings, b"secret")


@pytest.fixture
def owner(house: House) -> str:
    with house.db.write() as session:
        return create_owner(session, "ada", now=house.clock()).id


@pytest.fixture
def work(house: House) -> Callable[[], bool]:
    """Do the next job; False when there is none."""
    loop = Loop(house.db, VideoHandler(house), "here", engines=house.engines.names, lease_s=5.0, running_cap=4)
    return lambda: loop.once(threading.Event())
