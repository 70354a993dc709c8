"""The application over a fresh database, two owners with a finished clip each, and what a request leaves behind."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from fantascope.studio.house import House

UPLOAD_MB = 1
QUICK = {"prompt": "a bar", "model": "trial", "seconds": "1", "size": "64x64"}


@dataclass
class Case:
    """A request that is wrong, and what must be answered. `{mine}` and such in its parts are ids of the place."""

    name: str
    status: int
    code: str
    method: str
    path: str
    json: Any = None
    content: Any = None
    data: Any = None
    files: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str | None = "main"
    param: str | None = None


@dataclass
class Place:
    """The application under test. `ids` are ids of what is there, `keys` secrets by name, `folders` what must stay."""

    house: House
    client: httpx.Client
    ids: dict[str, str]
    keys: dict[str, str]
    folders: tuple[Path, ...]

    def send(self, case: Case) -> httpx.Response:
        headers = dict(case.headers)
        if case.key is not None:
            headers.setdefault("authorization", f"Bearer {self.keys[case.key]}")
        content = self._filled(case.content)
        if case.json is not None:
            content = self._filled(json.dumps(case.json)).encode()
            headers.setdefault("content-type", "application/json")
        return self.client.request(
            case.method,
            self._filled(case.path),
            content=content() if callable(content) else content,
            data=case.data,
            files=case.files,
            headers=headers,
        )

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.client.post(path, json=body, headers={"authorization": f"Bearer {self.keys['main']}"})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def work(self) -> None:
        """Do every job that waits."""
        from fantascope.worker.handler import VideoHandler
        from fantascope.worker.loop import Loop

        house = self.house
        loop = Loop(house.db, VideoHandler(house), "here", house.engines.names, lease_s=30, running_cap=4)
        while loop.once(threading.Event()):
            pass

    def left(self) -> dict[str, int]:
        """How much there is of everything, once what is doomed has gone."""
        from sqlalchemy import func, select

        from fantascope.db.base import Base
        from fantascope.studio.files.rubbish import sweep

        while sweep(self.house.db, self.house.blobs, self.house.clock() + 1e6):
            pass
        with self.house.db.read() as session:
            rows = {
                table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in Base.metadata.sorted_tables
            }
        own = {"fantascope.db", "fantascope.db-wal", "fantascope.db-shm"}
        files = [path for folder in self.folders for path in folder.rglob("*") if path.is_file()]
        return {**rows, "files": sum(path.name not in own for path in files)}

    def _filled(self, text: Any) -> Any:
        if isinstance(text, str):
            for name, value in self.ids.items():
                text = text.replace("{" + name + "}", value)
        return text


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The application on SQLite and on Postgres, with temporary files in a folder of its own."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "tmp").mkdir()
    url, before = "", tempfile.tempdir
    if request.param == "postgres":
        url = request.getfixturevalue("postgres") + f"/{folder.name}"
        _database(request.getfixturevalue("postgres"), f'CREATE DATABASE "{folder.name}" TEMPLATE made')
    else:
        shutil.copy(request.getfixturevalue("made_sqlite"), folder / "fantascope.db")
    tempfile.tempdir = str(folder / "tmp")
    try:
        yield from _open(folder, url)
    finally:
        tempfile.tempdir = before


def _open(folder: Path, url: str) -> Iterator[Place]:
    from fantascope.api.app import make_app
    from fantascope.settings import load_settings
    from fantascope.studio.house import open_house

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from starlette.testclient import TestClient
    settings = load_settings(
        home=folder,
        database=url,
        upload_mb=UPLOAD_MB,
        requests_per_minute=1_000_000,
        engines=[{"name": "trial", "kind": "trial", "options": {"folder": str(folder / "runs")}}],
    )
    house = open_house(settings)
    client = TestClient(make_app(house), raise_server_exceptions=False, follow_redirects=False)
    place = Place(house, client, {}, _keys(house), (folder / "blobs", folder / "tmp"))
    place.ids.update(_things(place))
    yield place
    client.close()
    house.db.close()


def _keys(house: House) -> dict[str, str]:
    from fantascope.accounts import actions

    now = house.clock()
    with house.db.write() as session:
        main = actions.create_owner(session, "main", now=now).id
        other = actions.create_owner(session, "other", now=now).id
        poor = actions.create_owner(session, "poor", now=now, free_credits=1).id
        full = actions.create_owner(session, "full", now=now, queued_cap=0).id
        made = {
            "main": actions.create_key(session, owner_id=main, name="main", now=now),
            "other": actions.create_key(session, owner_id=other, name="other", now=now),
            "poor": actions.create_key(session, owner_id=poor, name="poor", now=now),
            "full": actions.create_key(session, owner_id=full, name="full", now=now),
            "revoked": actions.create_key(session, owner_id=main, name="revoked", now=now),
            "reader": actions.create_key(session, owner_id=main, name="reader", scopes=["read"], now=now),
            "writer": actions.create_key(session, owner_id=main, name="writer", scopes=["write"], now=now),
        }
        actions.revoke_key(session, made["revoked"][0].id, now)
        return {name: secret for name, (_, secret) in made.items()}


def _things(place: Place) -> dict[str, str]:
    """A finished and a waiting clip, a file and a batch of each owner, an endpoint of the other."""
    ids = {}
    for name in ("other", "main"):
        bearer = {"authorization": f"Bearer {place.keys[name]}"}
        word = "mine" if name == "main" else "theirs"

        def made(answer: httpx.Response) -> dict[str, Any]:
            assert answer.status_code == 200, answer.text
            return dict(answer.json())

        def sent(path: str, body: Any, bearer: dict[str, str] = bearer) -> str:
            return str(made(place.client.post(path, json=body, headers=bearer))["id"])

        ids[word] = sent("/v1/videos", QUICK)
        place.work()
        ids[f"{word}_waiting"] = sent("/v1/videos", {**QUICK, "prompt": "another"})
        line = {"custom_id": "1", "method": "POST", "url": "/v1/videos", "body": QUICK}
        for purpose, data in (("batch", json.dumps(line).encode()), ("vision", png(64, 64))):
            files = {"file": ("file.bin", io.BytesIO(data))}
            stored = place.client.post("/v1/files", data={"purpose": purpose}, files=files, headers=bearer)
            ids[f"{word}_{purpose}"] = made(stored)["id"]
        batch = {"input_file_id": ids[f"{word}_batch"], "endpoint": "/v1/videos", "completion_window": "24h"}
        ids[f"{word}_batches"] = sent("/v1/batches", batch)
    hook = {"name": "theirs", "url": "https://1.1.1.1/hook", "event_types": ["video.completed"]}
    bearer = {"authorization": f"Bearer {place.keys['other']}"}
    answer = place.client.post("/v1/webhook_endpoints", json=hook, headers=bearer)
    assert answer.status_code == 200, answer.text
    ids["their_hook"] = answer.json()["id"]
    return ids


def png(width: int, height: int) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 60, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def _database(address: str, statement: str) -> None:
    import psycopg

    plain = address.replace("+psycopg", "") + "/postgres"
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def wrong(place: Place) -> Any:
    """Send a Case; it must be answered as it says, and leave nothing."""
    before = place.left()

    def check(case: Case) -> None:
        answer = place.send(case)
        assert answer.status_code == case.status, answer.text
        error = answer.json()["error"]
        assert set(error) == {"message", "type", "param", "code"}
        assert error["code"] == case.code, error
        assert isinstance(error["message"], str)
        assert 5 < len(error["message"]) < 600
        assert error["type"]
        if case.param is not None:
            assert error["param"] == case.param
        assert answer.headers["x-request-id"].startswith("req_")
        assert place.left() == before, "something was left behind"

    return check


@pytest.fixture(scope="session")
def case() -> type[Case]:
    """The class of wrong requests."""
    return Case
