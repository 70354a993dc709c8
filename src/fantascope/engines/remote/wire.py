"""Talking to the other server: requests that are tried again for a while, files that are whole, a stop at any moment.

Knows nothing of what the answers mean. While it waits, `beat` is called every quarter of a second; what that raises
(the user's cancel, the deadline) ends the request at once. The operator names the address, so it is not filtered.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx2

from ...kernel.errors import EngineFailure, Transient
from ...media.disk import disk_errors
from .dialects import Picture, Submission, form_parts
from .options import Options

_T = TypeVar("_T")
_BEAT_S = 0.25
_ANSWER_S = 30.0
_LARGEST_ANSWER = 4_000_000
_TRIES = 4
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_NAMES = {"image/png": "first.png", "image/jpeg": "first.jpg", "image/webp": "first.webp"}


class Trouble(Exception):
    """A request that failed in a way that may pass; `unheard` when the server surely did nothing about it."""

    def __init__(self, message: str, retry_after_s: float = 0.0, *, unheard: bool = False) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.unheard = unheard


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in JSON; `body` is None when it is empty."""

    status: int
    body: object


class Wire:
    """A connection to the server of `options`; an async context manager. `beat` may raise to stop."""

    def __init__(self, options: Options, beat: Callable[[], None]) -> None:
        self._options = options
        self._beat = beat
        headers = {"user-agent": "fantascope", "accept": "application/json"}
        if options.key:
            headers["authorization"] = f"Bearer {options.key}"
        self._client = httpx2.AsyncClient(
            base_url=f"{options.url}/v1",
            headers=headers,
            timeout=httpx2.Timeout(10.0, connect=5.0),
            trust_env=False,
        )

    async def __aenter__(self) -> Wire:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__(kind, error, trace)

    async def submit(self, request: Submission, *, key: str | None, landed: Callable[[Answer], None]) -> Answer:
        """Send a submission; `landed` hears of its answer even when the wait for it is being broken off."""
        headers = {"idempotency-key": key} if key else {}
        body: dict[str, Any] = {"json": dict(request.fields)}
        if request.form:
            parts: list[Any] = [(name, (None, text)) for name, text in form_parts(request.fields)]
            body = {"files": parts + _file_part(request.picture)}

        async def once() -> Answer:
            answer = await self._answer("POST", request.path, headers=headers, **body)
            landed(answer)
            return answer

        return await self._patiently(once, tries=_TRIES, grace_s=0.4)

    async def get(self, path: str, understood: Callable[[Answer], bool]) -> Answer:
        """Ask for `path`; an answer with an error status counts when it is `understood`."""

        async def once() -> Answer:
            return await self._answer("GET", path, understood=understood)

        return await self._patiently(once)

    async def send_off(self, method: str, path: str, *, within_s: float) -> int | None:
        """One request whose answer is not waited for beyond `within_s`: its status, or None."""
        try:
            async with asyncio.timeout(within_s):
                return (await self._client.request(method, path)).status_code
        except (TimeoutError, httpx2.TransportError):
            return None

    async def fetch(self, path: str, target: Path, on_share: Callable[[float], None]) -> int:
        """Copy what is at `path` to `target`, one try: the status; the file is there when it is 200.

        Errors: Trouble; Unavailable (disk); EngineFailure("remote_bad_clip") when it is too large.
        """
        return await self.beating(self._copy(path, target, on_share))

    async def pause(self, seconds: float) -> None:
        await self.beating(asyncio.sleep(seconds))

    async def beating(self, work: Coroutine[Any, Any, _T], *, grace_s: float = 0.0) -> _T:
        """The result of `work`, with a beat while it lasts; a beat that raises ends it, after `grace_s`."""
        task = asyncio.ensure_future(work)
        try:
            while True:
                await asyncio.wait({task}, timeout=_BEAT_S)
                try:
                    self._beat()
                except BaseException:
                    await asyncio.wait({task}, timeout=grace_s)
                    raise
                if task.done():
                    return task.result()
        finally:
            if not task.done():
                task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _patiently(
        self, once: Callable[[], Coroutine[Any, Any, _T]], *, tries: int = 1_000_000, grace_s: float = 0.0
    ) -> _T:
        """The result of `once`, tried again after troubles for `patience_s`; those that the server may have heard
        count, and there may be `tries` of them."""
        start, wait_s, heard = time.monotonic(), 0.25, 0
        while True:
            try:
                return await self.beating(once(), grace_s=grace_s)
            except Trouble as trouble:
                wait = max(wait_s, min(trouble.retry_after_s, 30.0))
                heard += not trouble.unheard
                if heard == tries or time.monotonic() + wait - start > self._options.patience_s:
                    message = f"{self._options.label} is in trouble: {trouble}"
                    raise Transient("remote_unreachable", message) from trouble
                await self.pause(wait)
                wait_s = min(2.0 * wait_s, 5.0)

    async def _answer(
        self, method: str, path: str, *, understood: Callable[[Answer], bool] | None = None, **body: Any
    ) -> Answer:
        async def read() -> Answer:
            async with self._client.stream(method, path, **body) as response:
                data = b""
                async for chunk in response.aiter_bytes():
                    data += chunk
                    if len(data) > _LARGEST_ANSWER:
                        raise Trouble("an answer without end")
                answer = _answer(response, data)
                if response.status_code in _PASSING and not (understood and understood(answer)):
                    raise _passing(response)
                return answer

        return await _in_time(read(), _ANSWER_S)

    async def _copy(self, path: str, target: Path, on_share: Callable[[float], None]) -> int:
        most = int(self._options.largest_mb * 1_000_000)
        try:
            async with self._client.stream("GET", path, headers={"accept": "*/*"}, follow_redirects=True) as response:
                if response.status_code in _PASSING:
                    raise _passing(response)
                if response.status_code != 200:
                    return response.status_code
                whole, have = int(response.headers.get("content-length") or 0), 0
                with disk_errors(target), target.open("wb") as file:
                    async for chunk in response.aiter_bytes(1 << 18):
                        have += len(chunk)
                        if have > most:
                            message = f"the clip has more than {self._options.largest_mb:g} MB"
                            raise EngineFailure("remote_bad_clip", message)
                        file.write(chunk)
                        on_share(min(have / whole, 1.0) if whole else 0.5)
                return 200
        except httpx2.TransportError as error:
            raise Trouble(type(error).__name__) from error


async def _in_time(work: Awaitable[_T], seconds: float) -> _T:
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as error:
        raise Trouble("no answer in time") from error
    except httpx2.TransportError as error:
        unheard = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout)
        raise Trouble(type(error).__name__, unheard=unheard) from error


def _passing(response: httpx2.Response) -> Trouble:
    status = response.status_code
    return Trouble(f"it answers {status}", _retry_after_s(response.headers), unheard=status in {429, 503})


def _answer(response: httpx2.Response, data: bytes) -> Answer:
    try:
        return Answer(response.status_code, json.loads(data) if data.strip() else None)
    except ValueError as error:
        if response.status_code in _PASSING or response.is_success:
            raise Trouble(
                f"its answer ({response.status_code}) is no JSON", _retry_after_s(response.headers)
            ) from error
        return Answer(response.status_code, None)


def _retry_after_s(headers: Mapping[str, str]) -> float:
    try:
        return max(float(headers.get("retry-after") or 0.0), 0.0)
    except ValueError:
        return 0.0


def _file_part(picture: Picture | None) -> list[Any]:
    if picture is None:
        return []
    return [("input_reference", (_NAMES[picture.media_type], picture.data, picture.media_type))]
