"""A batch over some lines, steps, and videos that finish when told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from fantascope.api.v1 import lines
from fantascope.jobs.models import Job
from fantascope.studio.batches import actions
from fantascope.studio.batches.queries import find, view
from fantascope.studio.batches.step import step
from fantascope.studio.batches.types import BatchView
from fantascope.studio.files import actions as files
from fantascope.studio.files.models import File
from fantascope.studio.house import House

BODY = {"prompt": "a red ball", "seconds": "1", "size": "64x64", "seed": 7}


def line(name: str, **changes: Any) -> dict[str, Any]:
    return {"custom_id": name, "method": "POST", "url": "/v1/videos", "body": {**BODY, **changes}}


class Batches:
    """What an owner and the housekeeping do with batches."""

    def __init__(self, house: House, owner: str, folder: Path) -> None:
        self.house, self.owner, self._folder = house, owner, folder

    def begin(self, items: Sequence[Any], **options: Any) -> BatchView:
        path = self._folder / "input.jsonl"
        path.write_text("\n".join(item if isinstance(item, str) else json.dumps(item) for item in items) + "\n")
        stored = files.store(self.house, self.owner, path, filename="input.jsonl", purpose="batch")
        wanted = {"endpoint": "/v1/videos", "window": "24h", "metadata": {}, **options}
        return actions.create(self.house, self.owner, input_file_id=stored.id, **wanted)

    def step(self, house: House | None = None, **options: Any) -> None:
        house = house or self.house
        step(house, options.pop("now", house.clock()), **{"make": lines.make, "shape": lines.shape, **options})

    def look(self, batch_id: str) -> BatchView:
        with self.house.db.read() as session:
            return view(session, find(session, self.owner, batch_id))

    def finish(self, state: str = "completed", **error: Any) -> int:
        """End all jobs at hand; how many there were."""
        with self.house.db.write() as session:
            open_jobs = update(Job).where(Job.state.in_(["queued", "running"]))
            return session.execute(open_jobs.values(state=state, **error).returning(Job.id)).all().__len__()

    def results(self, file_id: str | None) -> list[dict[str, Any]]:
        if file_id is None:
            return []
        with self.house.db.read() as session:
            row = session.scalars(select(File).where(File.id == file_id)).one()
        assert row.purpose == "batch_output"
        assert row.bytes == self.house.blobs.size(row.blob)
        return [json.loads(text) for text in b"".join(self.house.blobs.chunks(row.blob)).splitlines()]


@pytest.fixture
def batches(house: House, owner: str, tmp_path: Path) -> Batches:
    return Batches(house, owner, tmp_path)


@pytest.fixture
def make_line() -> Callable[..., dict[str, Any]]:
    return line
