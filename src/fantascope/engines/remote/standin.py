"""A stand-in for the servers that `remote` drives: speaks /v1/videos in each dialect, and misbehaves as it is told.

For tests and for trying settings without a GPU. Knows nothing of models: its clips are grey pictures that brighten,
with a tone. It listens on the loopback only and keeps everything in memory.
"""

from __future__ import annotations

import json
import re
import secrets
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np

from ...media.encode import SegmentEncoder
from ...media.join import SAMPLE_RATE, join
from .options import DialectName

Content = Literal["whole", "cut_off", "too_short", "html", "late", "slow", "endless"]


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Counts are of the first requests or jobs; None = nothing of the kind."""

    hang: str | None = None
    """Requests that are never answered: "submit", "poll" or "content"."""
    submit_errors: int = 0
    poll_errors: int = 0
    refuse: tuple[int, dict[str, Any]] | None = None
    """Status and body with which every order is refused."""
    progress: tuple[Any, ...] = (0, 50)
    """What is told as progress, poll by poll, before the job is done."""
    never_done: bool = False
    fail: tuple[str, str] | None = None
    """Code and message with which jobs fail."""
    poll_answer: tuple[int, dict[str, Any]] | None = None
    """Status and body that every poll is answered with."""
    lose: int = 0
    """Jobs that are forgotten at their second poll."""
    content: Content = "whole"
    bad_contents: int = 1_000_000
    """How many copies of a file are as `content` says; then they are whole."""


@dataclass(frozen=True, slots=True)
class Form:
    """What its clips are, whatever was ordered; None = as ordered."""

    size: tuple[int, int] | None = None
    fps: int | None = None
    seconds: float | None = None
    sound: bool = True
    captions: str = ""


@dataclass(slots=True)
class Job:
    id: str
    fields: dict[str, Any]
    picture: bytes | None
    path: str
    polls: int = 0
    copies: int = 0
    aborted: bool = False
    deleted: bool = False
    lost: bool = False


@dataclass(slots=True)
class _Heard:
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)


class StandIn:
    """A context manager: inside, the server answers at `url`; `jobs` and `heard` say what was asked of it."""

    def __init__(
        self,
        dialect: DialectName,
        faults: Faults = Faults(),
        form: Form = Form(),
        *,
        key: str | None = None,
    ) -> None:
        self.dialect = dialect
        self.faults = faults
        self.form = form
        self.key = key
        self.jobs: dict[str, Job] = {}
        self.heard: list[_Heard] = []
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self._by_key: dict[str, Job] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> StandIn:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def count(self, method: str, pattern: str) -> int:
        """How many requests of `method` had a path that `pattern` matches in full."""
        return sum(heard.method == method and bool(re.fullmatch(pattern, heard.path)) for heard in self.heard)

    def begin(self, path: str, fields: dict[str, Any], picture: bytes | None, key: str | None) -> Job:
        """A new job, or the one that was begun with the same key."""
        with self.lock:
            if key and key in self._by_key and self.dialect == "fantascope":
                return self._by_key[key]
            job = Job(f"video_{secrets.token_hex(8)}", fields, picture, path, lost=len(self.jobs) < self.faults.lose)
            self.jobs[job.id] = job
            if key:
                self._by_key[key] = job
            return job

    def told(self, job: Job) -> dict[str, Any]:
        """The job as it is told at its next poll."""
        faults = self.faults
        step, job.polls = job.polls, job.polls + 1
        body: dict[str, Any] = {"id": job.id, "object": "video", "model": "stand-in", "error": None}
        if step < len(faults.progress):
            return body | {"status": "in_progress" if step else "queued", "progress": faults.progress[step]}
        if faults.never_done:
            return body | {"status": "in_progress", "progress": 99}
        if faults.fail:
            error = {"code": faults.fail[0], "message": faults.fail[1]}
            return body | {"status": "failed", "progress": 99, "error": error}
        if self.dialect == "fantascope":
            body["report"] = {"understood": [job.fields["prompt"]], "approximated": [], "left_out": []}
        return body | {"status": "completed", "progress": 100}

    def clip(self, job: Job) -> bytes:
        """The file of a job that is done; work on another job's clip has that one's size, rate and length."""
        fields, seconds = job.fields, float(job.fields.get("seconds") or 4)
        if job.path != "/v1/videos":
            source = fields["video"]["id"] if "video" in fields else job.path.split("/")[3]
            fields = self.jobs[source].fields
            seconds = float(fields.get("seconds") or 4) + (seconds if job.path.endswith("extensions") else 0.0)
        size = str(fields.get("size") or f"{fields.get('width', 64)}x{fields.get('height', 64)}")
        width, _, height = size.partition("x")
        fps = int(self.form.fps or fields.get("fps") or 24)
        frames = round((self.form.seconds or seconds) * fps)
        if self.form.seconds is None and self.form.fps is None and "num_frames" in fields:
            frames = int(fields["num_frames"])
        return sample_clip(*(self.form.size or (int(width), int(height))), fps, frames, sound=self.form.sound)


def sample_clip(width: int, height: int, fps: int, frames: int, *, sound: bool = True) -> bytes:
    """An MP4 that brightens from left to right and from its first frame to its last, with a tone or with no track."""
    with tempfile.TemporaryDirectory(prefix="fantascope-standin-") as name:
        picture, clip = Path(name, "picture.mp4"), Path(name, "clip.mp4")
        ramp = np.linspace(40, 160, width)[None, :] * np.ones((height, 1))
        grey = np.full((height // 2, width // 2), 128, np.uint8)
        with SegmentEncoder(picture, width, height, fps) as encoder:
            for number in range(frames):
                encoder.add((ramp + 60 * number / max(frames, 1)).astype(np.uint8), grey, grey)
        if not sound:
            return picture.read_bytes()
        times = np.arange(round(frames / fps * SAMPLE_RATE)) / SAMPLE_RATE
        tone = np.repeat(0.05 * np.sin(2 * np.pi * 440.0 * times)[:, None], 2, axis=1).astype(np.float32)
        join([picture], tone, clip, fps=fps)
        return clip.read_bytes()


def _handler(server: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self._heard():
                _post(server, self, data)

        def do_GET(self) -> None:
            if self._heard():
                _get(server, self)

        def do_DELETE(self) -> None:
            if self._heard():
                _delete(server, self)

        def _heard(self) -> bool:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.heard.append(_Heard(self.command, self.path, headers))
            if server.key is None or headers.get("authorization") == f"Bearer {server.key}":
                return True
            _send(self, 401, {"error": {"message": "Incorrect API key", "type": "invalid_request_error"}})
            return False

    return Handler


def _post(server: StandIn, request: BaseHTTPRequestHandler, data: bytes) -> None:
    faults, path = server.faults, request.path
    if path.endswith("/cancel"):
        job = server.jobs.get(path.split("/")[3])
        if server.dialect != "fantascope" or job is None:
            return _missing(request)
        job.aborted = True
        return _send(request, 200, {"id": job.id, "status": "failed"})
    if faults.hang == "submit":
        server.closing.wait()
        return None
    if server.count("POST", "/v1/videos.*") <= faults.submit_errors:
        return _send(request, 500, {"error": {"message": "out of sorts"}})
    if faults.refuse:
        return _send(request, *faults.refuse)
    form = "multipart/form-data" in (request.headers.get("content-type") or "")
    if server.dialect == "vllm-omni" and not form:
        return _send(request, 422, {"detail": [{"loc": ["body", "prompt"], "msg": "Field required"}]})
    if server.dialect == "sglang" and form and b"filename=" not in data:
        return _send(request, 400, {"detail": "input_reference file is required"})
    fields, picture = _form(request, data) if form else (json.loads(data), None)
    job = server.begin(path, fields, picture, request.headers.get("idempotency-key"))
    status = "failed" if job.aborted else "queued"
    return _send(request, 200, {"id": job.id, "object": "video", "status": status, "progress": 0})


def _get(server: StandIn, request: BaseHTTPRequestHandler) -> None:
    faults = server.faults
    _, _, _, identity, *rest = request.path.split("/")
    job = server.jobs.get(identity)
    if rest:
        if faults.hang == "content":
            server.closing.wait()
        if job is not None and rest == ["captions"] and server.form.captions:
            return _send(request, 200, None, server.form.captions)
        return _missing(request) if job is None or rest != ["content"] else _content(server, request, job)
    if faults.hang == "poll":
        server.closing.wait()
        return None
    if server.count("GET", r"/v1/videos/[^/]+") <= faults.poll_errors:
        return _send(request, 503, None, "<h1>Bad day</h1>")
    if job is None or job.deleted or (job.lost and job.polls >= 1):
        return _missing(request)
    if faults.poll_answer:
        return _send(request, *faults.poll_answer)
    body = server.told(job)
    failed = body["status"] == "failed" and server.dialect == "vllm-omni"
    return _send(request, 500 if failed else 200, body)


def _delete(server: StandIn, request: BaseHTTPRequestHandler) -> None:
    job = server.jobs.get(request.path.split("/")[3])
    if job is None or job.deleted:
        return _missing(request)
    job.deleted = True
    job.aborted = job.aborted or server.dialect == "vllm-omni"
    if server.dialect == "sglang":
        return _send(request, 200, {"id": job.id, "status": "deleted"})
    return _send(request, 200, {"id": job.id, "object": "video.deleted", "deleted": True})


def _content(server: StandIn, request: BaseHTTPRequestHandler, job: Job) -> None:
    how: Content = server.faults.content if job.copies < server.faults.bad_contents else "whole"
    job.copies += 1
    if how == "html":
        return _send(request, 200, None, "<html>Please log in</html>")
    if how == "late":
        return _send(request, 404, {"detail": "Generation is still in-progress"})
    data = server.clip(job)
    request.send_response(200)
    request.send_header("content-type", "video/mp4")
    if how == "endless":
        request.send_header("transfer-encoding", "chunked")
        request.end_headers()
        _drip(server, lambda: request.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n"), 0.0)
        return None
    sent = data[: len(data) * 2 // 3] if how in {"cut_off", "too_short"} else data
    request.send_header("content-length", str(len(sent) if how == "too_short" else len(data)))
    request.end_headers()
    if how == "slow":
        pieces = iter([sent[k : k + 512] for k in range(0, len(sent), 512)])
        _drip(server, lambda: request.wfile.write(next(pieces)), 0.3)
    else:
        request.wfile.write(sent)
    request.close_connection = how != "whole"
    return None


def _drip(server: StandIn, write: Callable[[], object], every_s: float) -> None:
    try:
        while not server.closing.wait(every_s):
            write()
    except (OSError, StopIteration):
        return


def _form(request: BaseHTTPRequestHandler, data: bytes) -> tuple[dict[str, Any], bytes | None]:
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, Any] = {}
    picture: bytes | None = None
    for part in BytesParser().parsebytes(head + data).walk():
        name = part.get_param("name", header="content-disposition")
        value = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(value, bytes):
            continue
        if part.get_filename():
            picture = value
        else:
            fields[name] = value.decode()
    return fields, picture


def _missing(request: BaseHTTPRequestHandler) -> None:
    _send(request, 404, {"detail": "Video not found"})


def _send(request: BaseHTTPRequestHandler, status: int, body: dict[str, Any] | None, text: str = "") -> None:
    data = text.encode() if body is None else json.dumps(body).encode()
    try:
        request.send_response(status)
        request.send_header("content-type", "text/html" if body is None else "application/json")
        request.send_header("content-length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
    except OSError:
        request.close_connection = True
