"""HTTP to addresses that strangers name: fetch a file, or post a message, without being led astray.

No proxies, cookies, credentials or compression; every hop is checked anew; bytes and time are bounded. What is refused
and what cannot be reached inside are answered alike.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore2

from ..kernel.errors import InvalidInput
from .addresses import Place, check_written, parse_allowed, parse_place, refused
from .dial import Dialer, Guarded
from .sniff import kind_of

MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_ANSWER_BYTES = 64 * 1024
_BROKEN = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException)
_DIALER = Dialer()
_Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file: its bytes, its media type as told by them, and the address it came from in the end."""

    body: bytes
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Posted:
    """The answer to a message: its status, and the beginning of what it says."""

    status: int
    body: bytes


def fetch(
    url: str,
    *,
    limit_bytes: int,
    timeout_s: float,
    allowed: Sequence[str] = (),
    types: Collection[str] = (),
    dialer: Dialer = _DIALER,
) -> Fetched:
    """GET a file of one of `types` (none = any), following three redirects at most, within `timeout_s` in all.

    Errors: InvalidInput("url_refused" | "url_unreachable" | "url_too_large" | "url_wrong_type").
    """
    opened = parse_allowed(allowed)
    deadline = time.monotonic() + timeout_s
    for _ in range(1 + MOST_REDIRECTS):
        place = parse_place(url, opened)
        with (
            _reaching(),
            _exchange("GET", place, [(b"Accept", b"*/*")], None, Guarded(dialer, opened, deadline)) as answer,
        ):
            onward = _location(answer) if answer.status in _REDIRECTS else None
            if onward is None:
                body = _body(answer, limit_bytes)
                kind = kind_of(body)
                if types and kind not in types:
                    wanted = ", ".join(sorted(types))
                    raise InvalidInput("url_wrong_type", f"what is at this address is not one of {wanted}")
                return Fetched(body, kind, url)
        url = joined(url, onward)
        if place.scheme == "https" and not url.lower().startswith("https:"):
            raise refused()
    raise InvalidInput("url_unreachable", f"the address redirects more than {MOST_REDIRECTS} times")


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    timeout_s: float,
    allowed: Sequence[str] = (),
    dialer: Dialer = _DIALER,
) -> Posted:
    """POST `body` as it is, once; redirects are answers like any other.

    Errors: InvalidInput("url_refused" | "url_unreachable").
    """
    opened = parse_allowed(allowed)
    guarded = Guarded(dialer, opened, time.monotonic() + timeout_s)
    named = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    place = parse_place(url, opened)
    with _reaching(), _exchange("POST", place, named, body, guarded) as answer:
        said = b""
        with suppress(*_BROKEN):  # the status has been told, and that is the answer
            for chunk in answer.iter_stream():
                said += chunk
                if len(said) > _ANSWER_BYTES:
                    break
        return Posted(answer.status, said[:_ANSWER_BYTES])


def check_target(url: str, allowed: Sequence[str], *, https: bool) -> None:
    """Whether messages may be posted to `url` as it is written; with `https`, only so unless the operator opens it.

    Errors: InvalidInput("url_refused" | "url_not_https").
    """
    opened = parse_allowed(allowed)
    place = parse_place(url, opened)
    if https and place.scheme != "https" and not opened.opens(place):
        raise InvalidInput("url_not_https", "the address must begin with https://")
    check_written(place, opened)


def joined(url: str, location: str) -> str:
    """Where a redirect leads. Errors: InvalidInput("url_refused")."""
    try:
        return urljoin(url, location)
    except ValueError as error:  # such as an unclosed bracket
        raise refused() from error


@contextmanager
def _exchange(
    method: str, place: Place, headers: _Headers, content: bytes | None, guarded: Guarded
) -> Iterator[httpcore2.Response]:
    always = [(b"Host", place.authority.encode()), (b"User-Agent", b"Fantascope"), (b"Accept-Encoding", b"identity")]
    target = httpcore2.URL(
        scheme=place.scheme.encode(), host=place.host.encode(), port=place.port, target=place.target.encode()
    )
    trust = guarded.trust() if place.scheme == "https" else None
    with (
        httpcore2.ConnectionPool(ssl_context=trust, max_connections=1, network_backend=guarded) as pool,
        pool.stream(method, target, headers=[*always, (b"Connection", b"close"), *headers], content=content) as answer,
    ):
        yield answer


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except (*_BROKEN, OSError) as error:
        raise InvalidInput("url_unreachable", "the address does not answer as it should") from error


def _location(answer: httpcore2.Response) -> str:
    found = [value for name, value in answer.headers if name.lower() == b"location"]
    if len(found) != 1:
        raise InvalidInput("url_unreachable", "the address redirects to nowhere")
    return found[0].decode("latin-1")


def _body(answer: httpcore2.Response, limit_bytes: int) -> bytes:
    if answer.status != 200:
        raise InvalidInput("url_unreachable", f"the address answers {answer.status}")
    body = bytearray()
    for chunk in answer.iter_stream():
        body += chunk
        if len(body) > limit_bytes:
            raise InvalidInput("url_too_large", f"what is at this address has over {limit_bytes} bytes")
    return bytes(body)
