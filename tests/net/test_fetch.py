"""Fetching and posting over real sockets, among them hostile ones."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
import time
from pathlib import Path
from typing import Any

import httpcore2
import pytest

from fantascope.kernel.errors import InvalidInput
from fantascope.net.dial import Dialer, tcp_connector
from fantascope.net.fetch import check_target, fetch, post

OPEN = ("127.0.0.1",)


def _code(url: str, *, limit_bytes: int = 100_000, timeout_s: float = 2.0, **more: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        fetch(url, limit_bytes=limit_bytes, timeout_s=timeout_s, **{"allowed": OPEN, **more})  # type: ignore[arg-type]
    return caught.value.code


def test_a_file_is_fetched_and_told_by_its_bytes(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    got = fetch(f"{web.url}/png?x=1", limit_bytes=1000, timeout_s=5.0, allowed=OPEN, types=("image/png",))
    assert (got.body, got.kind, got.url) == (web.png, "image/png", f"{web.url}/png?x=1")
    headers = web.seen[0][2]
    assert headers["Host"] == f"127.0.0.1:{web.port}"
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Authorization"} & set(headers)


def test_limits_of_bytes_and_types(web: Any) -> None:
    assert _code(f"{web.url}/png", limit_bytes=len(web.png) - 1) == "url_too_large"
    assert _code(f"{web.url}/endless") == "url_too_large"
    assert _code(f"{web.url}/html", types=("image/png",)) == "url_wrong_type"
    assert fetch(f"{web.url}/png", limit_bytes=len(web.png), timeout_s=5.0, allowed=OPEN).body == web.png


@pytest.mark.parametrize("path", ["drip", "drip-head", "silent"])
def test_time_is_counted_in_all(web: Any, path: str) -> None:
    began = time.monotonic()
    assert _code(f"{web.url}/{path}", timeout_s=0.4) == "url_unreachable"
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("path", ["status/404", "status/500", "status/204", "nowhere", "hops/4"])
def test_answers_that_are_no_file(web: Any, path: str) -> None:
    assert _code(f"{web.url}/{path}") == "url_unreachable"


def test_three_redirects_are_followed(web: Any) -> None:
    got = fetch(f"{web.url}/hops/3", limit_bytes=1000, timeout_s=5.0, allowed=OPEN)
    assert got.url == f"{web.url}/png"
    assert len(web.seen) == 4


@pytest.mark.parametrize(
    "onward",
    [
        "http:~~127.0.0.2~", "http:~~localhost~", "http:~~10.0.0.1~", "http:~~[::1]~", "ftp:~~1.1.1.1~x",
        "file:~~~etc~passwd",
        "http:~~169.254.169.254~latest~", "~~192.168.0.1~x", "http:~~user:pass@1.1.1.1~", "http:~~1.1.1.1:25~",
    ],
)  # fmt: skip
def test_a_redirect_is_checked_like_the_first_address(web: Any, onward: str) -> None:
    allowed = (f"127.0.0.1:{web.port}",)
    assert _code(f"{web.url}/to/{onward}", allowed=allowed) == "url_refused"
    assert len(web.seen) == 1


def test_a_name_is_looked_up_once_and_that_address_is_used(web: Any) -> None:
    """DNS rebinding: the second answer would lead inside."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked: list[str] = []
    reached: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    def connect(address: str, port: int, timeout_s: float) -> httpcore2.NetworkStream:
        reached.append(address)
        return tcp_connector("127.0.0.1", web.port, timeout_s)  # stands for the public server

    got = fetch("http://rebind.test/png", limit_bytes=1000, timeout_s=5.0, dialer=Dialer(resolve, connect))
    assert got.body == web.png
    assert (asked, reached) == (["rebind.test"], ["93.184.216.34"])
    assert web.seen[0][2]["Host"] == "rebind.test"


def test_a_redirect_to_the_same_name_is_looked_up_anew(web: Any) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    def connect(address: str, port: int, timeout_s: float) -> httpcore2.NetworkStream:
        assert address == "93.184.216.34"
        return tcp_connector("127.0.0.1", web.port, timeout_s)

    dialer = Dialer(lambda _host, _port: answers.pop(0), connect)
    assert _code("http://rebind.test/to/~png", allowed=(), dialer=dialer) == "url_refused"
    assert answers == []


def test_the_next_address_is_tried_when_one_is_dead(web: Any) -> None:
    tried: list[str] = []

    def connect(address: str, port: int, timeout_s: float) -> httpcore2.NetworkStream:
        tried.append(address)
        if address == "2606:4700::1111":
            raise httpcore2.ConnectError
        return tcp_connector("127.0.0.1", web.port, timeout_s)

    dialer = Dialer(lambda _host, _port: ["2606:4700::1111", "1.1.1.1"], connect)
    assert fetch("http://two.test/png", limit_bytes=1000, timeout_s=5.0, dialer=dialer).body == web.png
    assert tried == ["2606:4700::1111", "1.1.1.1"]


def test_a_resolver_that_hangs_is_left_behind() -> None:
    gate = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        gate.wait(10)
        return []

    began = time.monotonic()
    assert _code("http://slow.test/", timeout_s=0.2, dialer=Dialer(resolve)) == "url_refused"
    assert time.monotonic() - began < 1.5
    gate.set()


def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert _code(f"http://127.0.0.1:{taken.getsockname()[1]}/") == "url_unreachable"


def test_something_that_is_no_web_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH_9\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        assert _code(f"http://127.0.0.1:{server.getsockname()[1]}/") == "url_unreachable"
        thread.join()


def test_a_message_is_posted_byte_for_byte_and_not_redirected(web: Any) -> None:
    body = '{"é": 1}'.encode()
    for status in (200, 302, 410, 500):
        got = post(f"{web.url}/{status}", body, {"webhook-id": "evt_1"}, timeout_s=5.0, allowed=OPEN)
        assert (got.status, got.body) == (status, b"thanks")
    assert [(seen[0], seen[3]) for seen in web.seen] == [("POST", body)] * 4
    assert web.seen[0][2]["webhook-id"] == "evt_1"
    with pytest.raises(InvalidInput) as caught:
        post(f"{web.url}/", body, {}, timeout_s=5.0)
    assert caught.value.code == "url_refused"


def test_plain_http_is_no_place_for_messages() -> None:
    check_target("https://example.com/hook", (), https=True)
    with pytest.raises(InvalidInput) as caught:
        check_target("http://example.com/hook", (), https=True)
    assert caught.value.code == "url_not_https"


class _Tls:
    """A TLS server on loopback with a certificate for good.test."""

    def __init__(self, folder: Path) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "good.test")])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("good.test")]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = certificate.public_bytes(serialization.Encoding.PEM)
        (folder / "cert.pem").write_bytes(pem)
        (folder / "key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        self.trust = ssl.create_default_context(cadata=pem.decode())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.server = socket.create_server(("127.0.0.1", 0))
        self.names: list[str | None] = []
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._context = context

    def answer_once(self, answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") -> None:
        connection, _ = self.server.accept()
        try:
            with self._context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(4096)
                tls.sendall(answer)
        except OSError:
            pass
        finally:
            connection.close()


@pytest.mark.parametrize(("host", "good"), [("good.test", True), ("evil.test", False)])
def test_certificates_are_held_against_the_name_not_the_address(tmp_path: Path, host: str, good: bool) -> None:
    tls = _Tls(tmp_path)
    port = tls.server.getsockname()[1]
    thread = threading.Thread(target=tls.answer_once)
    thread.start()
    dialer = Dialer(
        lambda _host, _port: ["93.184.216.34"],
        lambda _address, _port, timeout_s: tcp_connector("127.0.0.1", port, timeout_s),
        lambda: tls.trust,
    )
    try:
        if good:
            assert fetch(f"https://{host}/", limit_bytes=1000, timeout_s=5.0, dialer=dialer).body == b"hello"
        else:
            assert _code(f"https://{host}/", allowed=(), dialer=dialer) == "url_unreachable"
        assert tls.names == [host]
    finally:
        thread.join()
        tls.server.close()


def test_a_redirect_never_gives_up_encryption(tmp_path: Path, web: Any) -> None:
    tls = _Tls(tmp_path)
    away = f"HTTP/1.1 302 Found\r\nLocation: {web.url}/png\r\nContent-Length: 0\r\n\r\n".encode()
    thread = threading.Thread(target=tls.answer_once, args=(away,))
    thread.start()
    dialer = Dialer(lambda _host, _port: ["127.0.0.1"], trust=lambda: tls.trust)
    try:
        assert _code(f"https://good.test:{tls.server.getsockname()[1]}/", dialer=dialer) == "url_refused"
        assert web.seen == []
    finally:
        thread.join()
        tls.server.close()


def test_the_status_is_the_answer_even_if_the_rest_never_comes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nth")
                over.wait(10)

        thread = threading.Thread(target=talk)
        thread.start()
        got = post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}, timeout_s=0.5, allowed=OPEN)
        over.set()
        thread.join()
    assert got.status == 200
