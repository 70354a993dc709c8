"""Connections to checked addresses only: a name is looked up once, checked, and the very address is connected to.

So a name that changes its address between check and connection (DNS rebinding) gains nothing. Knows nothing of HTTP.
What always holds: whatever the other side does, or does not do, is over by the deadline.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpcore2

from .addresses import Allowed, checked, refused

Resolver = Callable[[str, int], Sequence[str]]
Connector = Callable[[str, int, float], httpcore2.NetworkStream]


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as this machine finds them. Errors: OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def tcp_connector(address: str, port: int, timeout_s: float) -> httpcore2.NetworkStream:
    """A connection to an address (no name). Errors: those of httpcore2."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=timeout_s)


@lru_cache
def public_trust() -> ssl.SSLContext:
    """Certificates as this machine trusts them."""
    return httpcore2.default_ssl_context()


@dataclass(frozen=True, slots=True)
class Dialer:
    """How names are looked up, connections made, and certificates trusted."""

    resolve: Resolver = system_resolver
    connect: Connector = tcp_connector
    trust: Callable[[], ssl.SSLContext] = public_trust


class Guarded(httpcore2.NetworkBackend):
    """The network as httpcore2 sees it, for one request that ends by `deadline` (time.monotonic).

    Errors of connecting: InvalidInput("url_refused"); those of httpcore2.
    """

    def __init__(self, dialer: Dialer, allowed: Allowed, deadline: float) -> None:
        self._dialer = dialer
        self._allowed = allowed
        self._deadline = deadline

    def trust(self) -> ssl.SSLContext:
        """The certificates to trust."""
        return self._dialer.trust()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = checked(self._resolve(host, port), host, port, self._allowed)
        for number, address in enumerate(addresses):
            share_s = _left(self._deadline) / (len(addresses) - number)
            try:
                return _Bounded(self._dialer.connect(str(address), port, share_s), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if address is addresses[-1]:
                    raise
        raise AssertionError  # `checked` never answers with none

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        """The name's addresses, looked up aside: the system's resolver knows no deadline."""
        answer: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._dialer.resolve(host, port))
            except (OSError, UnicodeError):
                answer.put(())

        threading.Thread(target=look_up, name="resolve", daemon=True).start()
        try:
            return answer.get(timeout=_left(self._deadline))
        except queue.Empty as error:
            raise refused() from error


class _Bounded(httpcore2.NetworkStream):
    """A stream whose every wait ends by the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Bounded(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0.0:
        raise httpcore2.ReadTimeout("the time is over")
    return left
