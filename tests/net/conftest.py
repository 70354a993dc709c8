"""A web server on loopback that behaves as its paths say."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 200


@dataclass
class Web:
    """`seen` are the requests: method, path, headers, body; `png` is what /png answers."""

    port: int = 0
    png: bytes = PNG
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.seen.append(("POST", self.path, dict(self.headers), body))
            self._answer(int(self.path.strip("/") or 200), b"thanks", Location="/elsewhere")

        def do_GET(self) -> None:
            made.seen.append(("GET", self.path, dict(self.headers), b""))
            what, _, rest = self.path.partition("?")[0].strip("/").partition("/")
            if what == "png":
                self._answer(200, PNG, Content_Type="text/plain")
            elif what == "html":
                self._answer(200, b"<html>", Content_Type="image/png")
            elif what == "status":
                self._answer(int(rest))
            elif what == "to":
                self._answer(302, Location=rest.replace("~", "/"))
            elif what == "hops":
                self._answer(307, Location=f"/hops/{int(rest) - 1}" if int(rest) > 1 else "/png")
            elif what == "nowhere":
                self._answer(301)
            elif what == "endless":
                self.send_response(200)
                self.end_headers()
                for _ in range(400):
                    self.wfile.write(PNG * 50)
            elif what == "drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            elif what == "drip-head":
                for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 200:
                    self.wfile.write(bytes([letter]))
                    self.wfile.flush()
                    time.sleep(0.05)
            elif what == "silent":
                time.sleep(2.0)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # clients that hang up are what we test

    server = Server(("127.0.0.1", 0), Handler)
    server.block_on_close = False
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
