"""The application with an operator, and browsers to go there with."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx
    from starlette.types import ASGIApp

    from fantascope.studio.house import House

PASSWORD = "correct horse battery"


@dataclass
class Browser:
    """Keeps cookies and the token against forged requests, as the app does."""

    client: httpx.Client
    csrf: str | None = None

    def ask(self, method: str, path: str, status: int = 200, **more: Any) -> Any:
        """The JSON answer, which must have that status; for others than 2xx its code."""
        answer = self.raw(method, path, **more)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        said = answer.json() if answer.content else None
        if status >= 400:
            return said["error"]["code"]
        if isinstance(said, dict) and "csrf" in said:
            self.csrf = said["csrf"]
        return said

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {**({"x-csrf-token": self.csrf} if self.csrf else {}), **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)


@dataclass
class World:
    """The application under test; `now` is its clock."""

    house: House
    app: ASGIApp
    now: list[float]
    _open: list[Browser] = field(default_factory=list)

    def browser(self, base_url: str = "http://localhost", address: str = "10.0.0.1") -> Browser:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            from starlette.testclient import TestClient
        client = TestClient(
            self.app, base_url=base_url, client=(address, 5000), raise_server_exceptions=False, follow_redirects=False
        )
        self._open.append(Browser(client))
        return self._open[-1]

    def member(self, handle: str, **more: Any) -> Browser:
        """A browser in which a new member is signed in."""
        from fantascope.accounts import people_join, sign_in

        browser = self.browser()
        with self.house.db.write() as session:
            person = people_join.add(session, handle=handle, name=handle.title(), now=self.now[0], **more)
            opened = sign_in.begin(session, person.id, now=self.now[0])
        browser.client.cookies.set("fantascope", opened.secret, domain="localhost.local")
        browser.csrf = opened.csrf
        return browser

    def work(self) -> None:
        """Do every job that waits."""
        import threading

        from fantascope.worker.handler import VideoHandler
        from fantascope.worker.loop import Loop

        house = self.house
        loop = Loop(house.db, VideoHandler(house), "here", house.engines.names, lease_s=30, running_cap=4)
        while loop.once(threading.Event()):
            pass

    def close(self) -> None:
        for browser in self._open:
            browser.client.close()
        self._open.clear()


@pytest.fixture(scope="module")
def _application(made_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from dataclasses import replace

    from fantascope.api.app import make_app
    from fantascope.settings import load_settings
    from fantascope.studio.house import open_house

    folder = tmp_path_factory.mktemp("world")
    shutil.copy(made_sqlite, folder / "fantascope.db")
    now = [1_800_000_000.0]
    trial = {"name": "trial", "kind": "trial", "options": {"folder": str(folder / "runs")}}
    settings = load_settings(home=folder, upload_mb=20, requests_per_minute=1_000_000, engines=[trial])
    house = replace(open_house(settings), clock=lambda: now[0])
    world = World(house, make_app(house), now)
    yield world
    house.db.close()


@pytest.fixture
def bare(_application: World) -> Iterator[World]:
    """The application as it is when nobody has come yet; a day later for each test, so that old failures are past."""
    from fantascope.db.base import Base

    yield _application
    _application.close()
    _application.now[0] += 86_400
    with _application.house.db.write() as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "queue_clock":
                session.execute(table.delete())


@pytest.fixture
def world(bare: World) -> World:
    """The application, set up by the operator ann, open to everyone."""
    from fantascope.accounts import passwords, people_join, site

    with bare.house.db.write() as session:
        kept = passwords.hashed(PASSWORD)
        people_join.set_up(session, site_name="Toys", handle="ann", name="Ann", password_hash=kept, now=bare.now[0])
        site.save(session, {"registration": "open"})
    return bare


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Browser]:
    """Sign someone in by their password."""

    def enter(handle: str) -> Browser:
        browser = world.browser()
        browser.ask("POST", "/api/session", json={"handle": handle, "password": PASSWORD})
        return browser

    return enter
