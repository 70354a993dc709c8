"""A real server with a worker, over loopback, for the contract suite; and what its clients are given."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image

from fantascope.accounts.actions import create_key, ensure_owner
from fantascope.accounts.types import SCOPES
from fantascope.db.database import Database


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `base` ends in /v1."""

    base: str
    home: Path
    key: str

    def new_key(self, owner: str, scopes: Sequence[str] = SCOPES, rate: int | None = None) -> str:
        """A key of that owner, who is made when there is none of the name."""
        db = Database(f"sqlite:///{self.home / 'fantascope.db'}")
        with db.write() as session:
            found = ensure_owner(session, owner, now=time.time())
            _, secret = create_key(
                session, owner_id=found.id, name=owner, scopes=scopes, now=time.time(), requests_per_minute=rate
            )
        db.close()
        return secret

    def client(self, key: str = "") -> httpx.Client:
        headers = {"authorization": f"Bearer {key or self.key}"}
        return httpx.Client(base_url=self.base, headers=headers, timeout=60.0, trust_env=False)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`fantascope serve` as anyone starts it, with the trial engine beside the world engine."""
    home = tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("FANTASCOPE_", "OPENAI_"))}
    env |= {
        "FANTASCOPE_HOME": str(home),
        "FANTASCOPE_ALLOWED_HOSTS": "127.0.0.1",
        "FANTASCOPE_POLL_AFTER_MS": "150",
        "FANTASCOPE_REQUESTS_PER_MINUTE": "100000",
        "FANTASCOPE_ENGINES": json.dumps(
            [{"name": "trial", "kind": "trial", "options": {"folder": str(home / "trial")}}]
        ),
    }
    command = [sys.executable, "-m", "fantascope", "serve", "--port", "0"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            address = next((word for word in process.stdout.readline().split() if word.startswith("http://")), None)
            assert address, (home / "log").read_text()
            create = [sys.executable, "-m", "fantascope", "admin", "key", "create", "--name", "contract", "--quiet"]
            made = subprocess.run(create, env=env, capture_output=True, text=True, check=True)
            yield Server(f"{address}/v1", home, made.stdout.strip())
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)


@pytest.fixture(scope="session")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with picture.png (128x128: a meadow with a red ball) and object.mp4 (a red ball moving, 2 s)."""
    folder = tmp_path_factory.mktemp("materials")
    Image.fromarray(_picture(64)).save(folder / "picture.png")
    with av.open(str(folder / "object.mp4"), "w") as file:
        stream = file.add_stream("libx264", rate=24, options={"crf": "18"})
        stream.width = stream.height = 128
        stream.pix_fmt = "yuv420p"
        for number in range(48):
            frame = av.VideoFrame.from_ndarray(_picture(40 + number), format="rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return folder


def _picture(x: int) -> np.ndarray:
    """A red ball at `x` before a sky and a meadow."""
    rows, columns = np.mgrid[:128, :128]
    pixels = np.empty((128, 128, 3), np.uint8)
    pixels[:80], pixels[80:] = (150, 200, 240), (90, 170, 70)
    far = np.hypot(rows - 84, columns - x) / 24
    shade = np.clip(1.1 - np.hypot(rows - 76, columns - x + 8) / 60, 0, 1)[..., None]
    return np.where(far[..., None] < 1, shade * (225, 40, 40), pixels).astype(np.uint8)


@pytest.fixture(scope="session")
def data_url(materials: Path) -> str:
    return "data:image/png;base64," + base64.b64encode((materials / "picture.png").read_bytes()).decode()


@pytest.fixture
def dropping(server: Server) -> Iterator[str]:
    """The server's address behind a door that hands every POST on, and loses the first answer to each."""
    host, port = server.base.removeprefix("http://").removesuffix("/v1").split(":")
    lost: set[bytes] = set()
    door = socket.create_server(("127.0.0.1", 0))

    def pass_on(near: socket.socket) -> None:
        with near, socket.create_connection((host, int(port))) as far:
            head = b""
            while b"\r\n\r\n" not in head:
                head += near.recv(65536)
            head, body = head.split(b"\r\n\r\n", 1)
            lines = head.split(b"\r\n")
            length = next(int(line[15:]) for line in lines if line.lower().startswith(b"content-length:"))
            while len(body) < length:
                body += near.recv(65536)
            kept = [line for line in lines if not line.lower().startswith(b"connection:")]
            far.sendall(b"\r\n".join([*kept, b"connection: close", b"", body]))
            answer = b"".join(iter(lambda: far.recv(65536), b""))
            if lines[0] not in lost:
                lost.add(lines[0])
                return
            near.sendall(answer.replace(b"\r\n", b"\r\nconnection: close\r\n", 1))

    def listen() -> None:
        while True:
            try:
                near = door.accept()[0]
            except OSError:
                return
            threading.Thread(target=pass_on, args=(near,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}/v1"
    door.shutdown(socket.SHUT_RDWR)
    door.close()


@pytest.fixture(scope="session")
def node() -> str:
    """Node, the machine's or that of the environment."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip("Node is not installed here")
    return found


@pytest.fixture(scope="session")
def ended() -> Callable[[httpx.Client, str], dict[str, Any]]:
    """The video, once it is completed or failed."""

    def wait(client: httpx.Client, video_id: str) -> dict[str, Any]:
        end = time.monotonic() + 240.0
        while (video := client.get(f"/videos/{video_id}").json())["status"] in {"queued", "in_progress"}:
            assert time.monotonic() < end, video
            time.sleep(0.1)
        return dict(video)

    return wait
