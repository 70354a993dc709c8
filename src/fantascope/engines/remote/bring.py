"""One clip brought from the other server: submitted, watched, copied out; given up, started anew or aborted as need be.

Knows nothing of orders or codecs' inner workings. A job that the server has forgotten is submitted again, twice at
most; whatever ends the wait (cancel, deadline, defect) also asks the server to stop.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...kernel.errors import EngineFailure, InvalidInput, Transient, Unavailable
from .dialects import DIALECTS, State, Submission, read_error, read_state
from .inspect import whole_clip
from .options import Options
from .told import Told
from .wire import Answer, Trouble, Wire

_RESUBMISSIONS = 2
_FETCHES = 4
_ABORT_S = 0.7
_LONGEST_CAPTIONS = 1_000_000
_MODERATED = {"moderation_blocked", "content_policy_violation", "content_filter"}


@dataclass(frozen=True, slots=True)
class Brought:
    """Where the clip came from: the job's id over there, and how often it had to be submitted again; what the server
    tells of the words, and its captions as WebVTT ("" = none)."""

    id: str
    resubmissions: int
    report: Mapping[str, list[Any]]
    captions: str


class _LostError(Exception):
    """The server knows nothing of the job any more."""


def bring(request: Submission, target: Path, options: Options, told: Told, *, key: str) -> Brought:
    """Have the clip of `request` made and copied to `target`.

    `key` is the order's own: a second run of it, after the first one's process died, takes up the job that the first
    began, where the server knows idempotency keys.

    Errors: Cancelled by `told`; InvalidInput("remote_refused" | "moderation_blocked"); Unavailable("remote_refuses_key"
    | "remote_misplaced" | disk); Transient("remote_unreachable" | "remote_lost" | "remote_bad_clip");
    EngineFailure("remote_failed" | "remote_cancelled" | "remote_deadline" | "remote_bad_clip").
    """
    return asyncio.run(_Errand(request, target, options, told, key).run())


class _Errand:
    def __init__(self, request: Submission, target: Path, options: Options, told: Told, key: str) -> None:
        self._request = request
        self._target = target
        self._options = options
        self._told = told
        self._dialect = DIALECTS[options.dialect]
        self._key = key
        self._submissions = 0
        self._deadline = time.monotonic() + options.deadline_s
        self._id = ""

    async def run(self) -> Brought:
        async with Wire(self._options, self._beat) as wire:
            for resubmissions in range(_RESUBMISSIONS + 1):
                try:
                    await self._submit(wire)
                    state = await self._watch(wire)
                    await self._fetch(wire)
                    captions = await self._captions(wire) if self._dialect.tells else ""
                    if not self._dialect.works_on:
                        await wire.send_off("DELETE", f"/videos/{self._id}", within_s=_ABORT_S)
                    return Brought(self._id, resubmissions, state.report if self._dialect.tells else {}, captions)
                except _LostError:
                    self._id = ""
                    await wire.pause(min(self._options.poll_s, 2.0))
                except BaseException as error:
                    if not isinstance(error, InvalidInput):
                        await self._abort(wire)
                    raise
        message = f"{self._options.label} lost the job again and again"
        raise Transient("remote_lost", message)

    def _beat(self) -> None:
        self._told.beat()
        if time.monotonic() > self._deadline:
            message = f"the clip was not there after {self._options.deadline_s:g} seconds"
            raise EngineFailure("remote_deadline", message)

    async def _submit(self, wire: Wire) -> None:
        self._told.at("submit", 0.0)
        for _ in range(_RESUBMISSIONS + 1):
            self._submissions += 1
            key = f"{self._key}-{self._submissions}" if self._dialect.idempotent else None
            answer = await wire.submit(self._request, key=key, landed=self._landed)
            state = self._state(answer) if key and answer.status < 300 else None
            if state is None or state.status != "failed":  # else an earlier run's, which was stopped
                break
        if answer.status >= 300:
            raise _refusal(answer, self._options, self._request)
        if not self._id:
            raise EngineFailure("remote_failed", "the server took the order and named no job")
        self._told.at("submit", 1.0)

    def _landed(self, answer: Answer) -> None:
        if answer.status < 300 and isinstance(answer.body, dict):
            self._id = _safe_id(answer.body.get("id"))

    async def _watch(self, wire: Wire) -> State:
        """The job's state once it is done."""
        self._told.at("remote", None)
        while True:
            answer = await wire.get(f"/videos/{self._id}", lambda answer: self._state(answer) is not None)
            state = self._state(answer)
            if state is None:
                if answer.status in {404, 410}:
                    raise _LostError
                if answer.status in {401, 403}:
                    raise _refusal(answer, self._options, self._request)
                said = read_error(answer.body)[1] or f"it answers {answer.status}"
                raise EngineFailure("remote_failed", f"{self._options.label} tells nothing of the job: {said}")
            if state.status == "failed":
                raise self._failure(state)
            if state.status == "done":
                self._told.at("remote", 1.0)
                return state
            self._told.at("remote", None if state.progress is None else 0.99 * state.progress)
            await wire.pause(self._options.poll_s)

    def _state(self, answer: Answer) -> State | None:
        return read_state(answer.body, answer.status, self._options.dialect)

    async def _fetch(self, wire: Wire) -> None:
        """Copy the file out, whole; the server may need a moment after it said that the job is done."""
        self._told.at("fetch", None)
        said = ""
        for number in range(_FETCHES):
            if number:
                await wire.pause(min(self._options.poll_s, 2.0) * number)
            try:
                status = await wire.fetch(
                    f"/videos/{self._id}/content", self._target, lambda share: self._told.at("fetch", share)
                )
            except Trouble as trouble:
                said, status = str(trouble), 0
            if status == 200:
                if whole_clip(self._target):
                    self._told.at("fetch", 1.0)
                    return
                said = "what it sends is no whole clip"
            elif status:
                said = f"it answers {status}"
        if status in {404, 410}:
            raise _LostError
        message = f"the clip could not be copied from {self._options.label}: {said}"
        raise Transient("remote_bad_clip", message)

    async def _captions(self, wire: Wire) -> str:
        path = self._target.with_suffix(".vtt")
        for number in range(_FETCHES):
            try:
                status = await wire.fetch(f"/videos/{self._id}/captions", path, lambda share: None)
            except Trouble:
                await wire.pause(min(self._options.poll_s, 2.0) * number)
                continue
            text = path.read_text(encoding="utf-8", errors="replace") if status == 200 else ""
            return text if text.startswith("WEBVTT") and len(text) <= _LONGEST_CAPTIONS else ""
        raise Transient("remote_bad_clip", f"the captions could not be copied from {self._options.label}")

    async def _abort(self, wire: Wire) -> None:
        """Ask the server to stop; it has no say in whether we do."""
        if not self._id:
            return
        if self._dialect.cancels:
            status = await wire.send_off("POST", f"/videos/{self._id}/cancel", within_s=_ABORT_S)
            if status is not None and status not in {404, 405}:
                return
        await wire.send_off("DELETE", f"/videos/{self._id}", within_s=_ABORT_S)

    def _failure(self, state: State) -> Exception:
        said = state.message or "it gives no reason"
        if state.code in _MODERATED:
            return InvalidInput("moderation_blocked", said, field="prompt")
        if state.code == "cancelled":
            return EngineFailure("remote_cancelled", "the clip was cancelled on the server that made it")
        return EngineFailure("remote_failed", f"{self._options.label} failed: {said}")


def _refusal(answer: Answer, options: Options, request: Submission) -> Exception:
    """The error of an answer with a client error status."""
    code, message, field = read_error(answer.body)
    if answer.status in {401, 403} and code not in _MODERATED:
        return Unavailable("remote_refuses_key", f"{options.label} refuses the key")
    if code in _MODERATED:
        return InvalidInput("moderation_blocked", message, field="prompt")
    if answer.status in {404, 405} and request.path == "/videos":
        return Unavailable("remote_misplaced", f"{options.label} has no /v1/videos")
    if answer.status == 404:
        return InvalidInput("source_gone", "the server that made the source no longer has it", field="video")
    said = message or f"status {answer.status}"
    return InvalidInput("remote_refused", f"{options.label} refuses: {said}", field=field)


def _safe_id(value: object) -> str:
    """The id, if it can stand in a path as it is."""
    text = str(value) if isinstance(value, str | int) else ""
    return text if text and len(text) <= 200 and all(c.isalnum() or c in "-_." for c in text) and text[0] != "." else ""
