"""One of our servers behind another: clips made at the back (by the trial engine) are ordered and had at the front."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from PIL import Image

from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe


@dataclass(slots=True)
class Server:
    """A server of ours with one worker, on a port of its own, that can be killed and started again."""

    home: Path
    port: int
    engines: list[dict[str, Any]]
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    key: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.home.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "fantascope", "serve", "--port", str(self.port)]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self._env(), stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
            )
        assert self.process.stdout is not None
        assert "http://" in self.process.stdout.readline(), (self.home / "log").read_text()
        if not self.key:
            make = [sys.executable, "-m", "fantascope", "admin", "key", "create", "--name", "test", "--quiet"]
            self.key = subprocess.run(make, env=self._env(), capture_output=True, text=True, check=True).stdout.strip()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if how == signal.SIGKILL:  # the workers too, as when the machine goes down
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
        self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None

    def ask(self, method: str, path: str, **body: Any) -> Any:
        with httpx2.Client(trust_env=False, timeout=30.0, headers={"authorization": f"Bearer {self.key}"}) as client:
            answer = client.request(method, f"{self.url}/v1{path}", **body)
        assert answer.status_code == 200, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer.content

    def create(self, prompt: str, **fields: Any) -> str:
        body = {"prompt": prompt, "seconds": "1", "size": "96x64", **fields}
        return str(self.ask("POST", "/videos", json=body)["id"])

    def ended(self, video: str, within_s: float = 60.0) -> dict[str, Any]:
        """The video once it has ended; what is told of its progress on the way never goes back."""
        end, shares = time.monotonic() + within_s, []
        while True:
            told: dict[str, Any] = self.ask("GET", f"/videos/{video}")
            shares.append(told["progress"])
            if told["status"] in {"completed", "failed"}:
                assert told["status"] == "failed" or shares == sorted(shares)
                return told
            assert time.monotonic() < end, told
            time.sleep(0.1)

    def frames(self, video: str, folder: Path) -> np.ndarray:
        path = folder / f"{video}.mp4"
        path.write_bytes(self.ask("GET", f"/videos/{video}/content"))
        return np.stack([picture for _, picture in pictures_at(path, range(probe(path).frames))]).astype(int)

    def _env(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("FANTASCOPE_")}
        engines = {"FANTASCOPE_HOME": str(self.home), "FANTASCOPE_ENGINES": json.dumps(self.engines)}
        return clean | engines | {"FANTASCOPE_LEASE_S": "2"} | self.more


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("back")
    trial = {"name": "trial", "kind": "trial", "options": {"folder": str(folder / "runs")}}
    server = Server(folder / "home", _free_port(), [trial])
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def front(back: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    options = {"url": back.url, "api_key_env": "BACK_KEY", "model": "trial", "poll_s": 0.1, "patience_s": 30.0}
    engine = {"name": "attic", "kind": "remote", "options": options}
    server = Server(tmp_path_factory.mktemp("front") / "home", _free_port(), [engine], {"BACK_KEY": back.key})
    try:
        server.start()
        yield server
    finally:
        server.stop()


def test_a_clip_and_its_remix_and_extension(front: Server, back: Server, tmp_path: Path) -> None:
    first = front.ended(front.create('a bar says "hello"', model="attic", seed=5))
    assert (first["status"], first["progress"], first["seed"]) == ("completed", 100, 5)
    whole = front.frames(first["id"], tmp_path)
    assert whole.shape == (24, 64, 96, 3)
    assert b"hello" in front.ask("GET", f"/videos/{first['id']}/captions")
    assert first["report"]["understood"] == ['a bar says "hello"']
    (behind,) = back.ask("GET", "/videos")["data"]
    assert behind["seed"] == 5
    difference = whole.astype(float) - back.frames(behind["id"], tmp_path)
    assert np.sqrt(np.mean(difference**2)) < 6.0  # not drawn again: the same, under another server's mark

    with pytest.raises(AssertionError, match="no_screenplay"):
        front.ask("GET", f"/videos/{first['id']}/screenplay")

    remix = front.ended(front.ask("POST", f"/videos/{first['id']}/remix", json={"prompt": "another bar"})["id"])
    assert remix["remixed_from_video_id"] == first["id"]
    assert back.ask("GET", "/videos")["data"][0]["remixed_from_video_id"] == behind["id"]
    changed = np.abs(front.frames(remix["id"], tmp_path) - whole).max(axis=3)
    assert changed.max() > 60
    assert changed[0, :, 60:].mean() <= 6  # the ground stays, but for the marks

    body = {"prompt": "and on", "seconds": "1", "video": {"id": first["id"]}}
    longer = front.ended(front.ask("POST", "/videos/extensions", json=body)["id"])
    assert (longer["status"], longer["seconds"]) == ("completed", "2")
    frames = front.frames(longer["id"], tmp_path)
    assert len(frames) == 48
    assert np.abs(frames[:20] - whole[:20]).mean() <= 4


def test_a_first_picture_goes_through(front: Server, tmp_path: Path) -> None:
    data = BytesIO()
    Image.new("RGB", (96, 64), (200, 30, 30)).save(data, "PNG")
    fields = {"prompt": "a bar", "model": "attic", "seconds": "1", "size": "96x64"}
    file = {"input_reference": ("first.png", data.getvalue(), "image/png")}
    made = front.ended(front.ask("POST", "/videos", data=fields, files=file)["id"])
    corner = front.frames(made["id"], tmp_path)[0, 2, -3]
    assert np.abs(corner - (200, 30, 30)).max() < 12


def test_a_cancel_reaches_the_back(front: Server, back: Server) -> None:
    video = front.create("a bar [slow 60]", model="attic")
    end = time.monotonic() + 30.0
    while not (running := [v for v in back.ask("GET", "/videos")["data"] if v["status"] == "in_progress"]):
        assert time.monotonic() < end
        time.sleep(0.1)
    front.ask("POST", f"/videos/{video}/cancel")
    assert front.ended(video)["error"]["code"] == "cancelled"
    assert back.ended(running[0]["id"])["error"]["code"] == "cancelled"


def test_failures_at_the_back_are_told_at_the_front(front: Server) -> None:
    failed = front.ended(front.create("a bar [fail]", model="attic"))
    assert (failed["status"], failed["error"]["code"]) == ("failed", "remote_failed")
    assert "asked to fail" in failed["error"]["message"]


def test_a_back_that_is_killed_and_returns_loses_nothing(front: Server, back: Server) -> None:
    before = len(back.ask("GET", "/videos")["data"])
    video = front.create("a bar [slow 3]", model="attic")
    end = time.monotonic() + 30.0
    while len(back.ask("GET", "/videos")["data"]) == before:
        assert time.monotonic() < end
        time.sleep(0.05)
    back.stop(signal.SIGKILL)
    time.sleep(0.5)
    back.start()
    ended = front.ended(video)
    assert ended["status"] == "completed", ended["error"]
    assert len(back.ask("GET", "/videos")["data"]) == before + 1


def test_a_front_that_is_killed_takes_up_the_clip_it_had_ordered(front: Server, back: Server) -> None:
    before = len(back.ask("GET", "/videos")["data"])
    video = front.create("a bar [slow 3]", model="attic")
    end = time.monotonic() + 30.0
    while len(back.ask("GET", "/videos")["data"]) == before:
        assert time.monotonic() < end
        time.sleep(0.05)
    front.stop(signal.SIGKILL)
    front.start()
    ended = front.ended(video)
    assert ended["status"] == "completed", ended["error"]
    assert len(back.ask("GET", "/videos")["data"]) == before + 1
