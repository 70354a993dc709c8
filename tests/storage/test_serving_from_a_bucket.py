"""Videos kept in a bucket are made, stored and handed out by its own signed addresses."""

from __future__ import annotations

import threading
import urllib.request
import warnings
from pathlib import Path

from fantascope.accounts.actions import create_key, create_owner
from fantascope.api.app import make_app
from fantascope.db.database import Database
from fantascope.engines.registry import Engines, load_engines
from fantascope.settings import load_settings
from fantascope.storage.blobs import Blobs
from fantascope.studio.house import House
from fantascope.worker.handler import VideoHandler
from fantascope.worker.loop import Loop

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


def test_content_is_behind_a_signed_address(sqlite_db: Database, bucket: str, tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", blobs=bucket)
    engines = Engines({"trial": load_engines([("trial", "trial", {"folder": str(tmp_path / "trial")})])["trial"]})
    house = House(sqlite_db, Blobs(bucket, tmp_path / "home"), engines, settings, b"secret")
    with house.db.write() as session:
        owner = create_owner(session, "ada", now=house.clock())
        _, secret = create_key(session, owner_id=owner.id, name="k", now=house.clock())
    client = TestClient(make_app(house), headers={"authorization": f"Bearer {secret}"}, follow_redirects=False)
    made = client.post("/v1/videos", json={"prompt": "a bar", "seconds": "1", "size": "64x64"}).json()
    loop = Loop(house.db, VideoHandler(house), "here", engines=house.engines.names, lease_s=5.0, running_cap=4)
    assert loop.once(threading.Event())
    answer = client.get(f"/v1/videos/{made['id']}/content")
    assert answer.status_code == 302
    with urllib.request.urlopen(answer.headers["location"]) as file:
        data = file.read()
    assert data[4:8] == b"ftyp"
