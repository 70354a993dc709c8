"""Batches, moved on: each call brings every open batch one step further, and may be killed at any point.

A line becomes a video under an idempotency key of its own, so a step that is done twice makes nothing twice; statuses
change only under the row's lock, from the status that was expected; result files are put aside first and belong to the
batch in the transaction that ends it. Knows nothing of HTTP: how a body becomes a video, and a video an object of the
wire, is handed in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ...accounts.models import Idempotency
from ...jobs.models import Job
from ...kernel.errors import EngineFailure, FantascopeError, InvalidInput, NotFound, OverLimit, Transient, Unavailable
from ...webhooks.actions import announce
from ..files.actions import add, put_aside
from ..files.queries import find as find_file
from ..files.types import OUTPUT_PURPOSE
from ..house import House
from ..videos.actions import cancel
from ..videos.models import Video
from .models import Batch, BatchLine
from .output import Shape, write_results
from .queries import RUNNING, counts
from .reading import read_requests
from .types import OPEN, LineError, Request

IN_FLIGHT = 16
"""Lines of one batch that are in the making at the same time: the owner's other requests are not kept waiting."""

Make = Callable[[House, str, Mapping[str, Any], str, str | None], str]
"""(house, owner_id, body, idempotency key, API key's id) → id of the video. Errors as of a request."""

_log = structlog.get_logger(__name__)


def step(house: House, now: float, *, make: Make, shape: Shape) -> None:
    """Move every open batch on. What goes wrong with one holds up none of the others."""
    with house.db.read() as session:
        ids = session.scalars(select(Batch.id).where(Batch.status.in_(OPEN)).order_by(Batch.created_at)).all()
    for batch_id in ids:
        try:
            _advance(house, batch_id, now, make, shape)
        except Exception as error:
            _log.error("batch_step_failed", batch=batch_id, exc_info=error)


def _advance(house: House, batch_id: str, now: float, make: Make, shape: Shape) -> None:
    with house.db.read() as session:
        batch = session.get_one(Batch, batch_id)
        number = counts(session, batch_id)
    if batch.status == "validating":
        _validate(house, batch, now)
        return
    if batch.status == "in_progress" and now < batch.expires_at:
        if number["waiting"]:
            _begin(house, batch, IN_FLIGHT - number["running"], make)
            return
    elif batch.status != "finalizing" and (number["waiting"] or number["running"]):
        _close(house, batch)
        return
    if not number["running"]:
        _finalize(house, batch, now, shape)


def _validate(house: House, batch: Batch, now: float) -> None:
    with house.scratch() as folder:
        requests, errors = _read_input(house, batch, folder / "input.jsonl", now)
    with _locked(house, batch.id, "validating") as (session, row):
        if row is None:
            return
        if errors:
            row.errors = {"data": [error.to_json() for error in errors]}
            _end(session, row, "failed", now)
            return
        session.execute(insert(BatchLine), [_columns(row.id, request) for request in requests])
        row.status, row.times = "in_progress", {**row.times, "in_progress_at": int(now)}


def _read_input(house: House, batch: Batch, path: Path, now: float) -> tuple[list[Request], list[LineError]]:
    try:
        with house.db.read() as session:
            key = find_file(session, batch.owner_id, batch.input_file_id, now).blob
        house.blobs.fetch(key, path)
    except NotFound:
        return [], [LineError("input_file_missing", "the input file has been deleted", param="input_file_id")]
    return read_requests(path)


def _begin(house: House, batch: Batch, most: int, make: Make) -> None:
    """Make videos of the next lines, as many as may be in the making."""
    waiting = select(BatchLine).where(BatchLine.batch_id == batch.id, BatchLine.state == "waiting")
    with house.db.read() as session:
        lines = session.scalars(waiting.order_by(BatchLine.line).limit(max(most, 0))).all()
    for line in lines:
        video_id, error = None, None
        try:
            video_id = make(house, batch.owner_id, json.loads(line.body), _key(line), batch.key_id)
        except (Transient, Unavailable):
            return  # a later step may have more luck
        except OverLimit as limit:
            if limit.code in {"too_many_queued", "rate_limited"}:
                return
            error = _told(limit, 429)
        except InvalidInput as wrong:
            error = _told(wrong, 404 if isinstance(wrong, NotFound) else 400)
        except Exception as defect:
            _log.error("batch_line_failed", batch=batch.id, line=line.line, exc_info=defect)
            error = _told(EngineFailure("internal", "something went wrong here"), 500)
        if not _record(house, line, video_id, error):
            _call_off(house, batch.owner_id, video_id)  # the batch was closed meanwhile
            return


def _record(house: House, line: BatchLine, video_id: str | None, error: Mapping[str, Any] | None) -> bool:
    """Write what became of a line; False when it has been settled otherwise meanwhile."""
    with house.db.write() as session:
        row = session.get(BatchLine, (line.batch_id, line.line), with_for_update=True)
        if row is None or (row.state != "waiting" and row.video_id != video_id):
            return False
        row.state, row.video_id = ("refused" if video_id is None else "started"), video_id
        row.error = dict(error or {})
        return True


def _close(house: House, batch: Batch) -> None:
    """Begin no more lines, and stop those in the making."""
    cancelled = batch.status == "cancelling"
    code, said = ("batch_cancelled", "cancelled") if cancelled else ("batch_expired", "not completed in time")
    _refuse(house, batch, {"code": code, "message": f"the batch was {said} before this request was begun"})
    running = (
        select(Video.id)
        .join(BatchLine, BatchLine.video_id == Video.id)
        .join(Job, Job.id == Video.job_id)
        .where(BatchLine.batch_id == batch.id, Job.state.in_(RUNNING), Job.cancel_requested.is_(False))
    )
    with house.db.read() as session:
        video_ids = session.scalars(running).all()
    for video_id in video_ids:
        _call_off(house, batch.owner_id, video_id)


def _refuse(house: House, batch: Batch, error: dict[str, str]) -> None:
    """Settle the waiting lines: those that have become videos unnoticed (a step was killed) are started, the others
    refused."""
    prefix = f"batch:{batch.id}:"
    made = select(Idempotency.key, Idempotency.result_ids).where(
        Idempotency.owner_id == batch.owner_id, Idempotency.key.startswith(prefix, autoescape=True)
    )
    waiting = update(BatchLine).where(BatchLine.batch_id == batch.id, BatchLine.state == "waiting")
    with house.db.write() as session:
        for key, video_ids in session.execute(made):
            line = BatchLine.line == int(key.removeprefix(prefix))
            session.execute(waiting.where(line).values(state="started", video_id=video_ids[0]))
        session.execute(waiting.values(state="refused", error=error))


def _finalize(house: House, batch: Batch, now: float, shape: Shape) -> None:
    """Write the results and end the batch with them."""
    if batch.status == "in_progress":
        with _locked(house, batch.id, "in_progress") as (_, row):
            if row is None:
                return
            row.status, row.times = "finalizing", {**row.times, "finalizing_at": int(now)}
    status = "cancelling" if batch.status == "cancelling" else "finalizing"
    with house.scratch() as folder:
        paths = {"output": folder / "output", "error": folder / "error"}
        expired = write_results(house, batch.owner_id, batch.id, shape, *paths.values())
        keys = {name: put_aside(house, path) for name, path in paths.items() if path.stat().st_size}
        with _locked(house, batch.id, status) as (session, row):
            if row is None:
                return
            for name, key in keys.items():
                title = f"{row.id}_{name}.jsonl"
                options = {"filename": title, "purpose": OUTPUT_PURPOSE, "keep_s": row.output_keep_s, "now": now}
                file = add(session, row.owner_id, key, paths[name], **options)  # type: ignore[arg-type]
                setattr(row, f"{name}_file_id", file.id)
            _end(session, row, "cancelled" if status == "cancelling" else "expired" if expired else "completed", now)


def _end(session: Session, row: Batch, status: str, now: float) -> None:
    row.status, row.times = status, {**row.times, f"{status}_at": int(now)}
    announce(session, owner_id=row.owner_id, kind=f"batch.{status}", subject_id=row.id, now=now)


@contextmanager
def _locked(house: House, batch_id: str, status: str) -> Iterator[tuple[Session, Batch | None]]:
    """A transaction that holds the batch, or None when it is not in that status any more."""
    with house.db.write() as session:
        row = session.get(Batch, batch_id, with_for_update=True)
        yield session, row if row is not None and row.status == status else None


def _call_off(house: House, owner_id: str, video_id: str | None) -> None:
    try:
        if video_id is not None:
            cancel(house, owner_id, video_id)
    except NotFound:
        pass  # its owner has deleted it


def _columns(batch_id: str, request: Request) -> dict[str, Any]:
    told = {"line": request.line, "custom_id": request.custom_id, "body": request.body}
    return {"batch_id": batch_id, **told, "state": "waiting", "error": {}}


def _key(line: BatchLine) -> str:
    return f"batch:{line.batch_id}:{line.line}"


def _told(error: FantascopeError, status: int) -> dict[str, Any]:
    kind = {429: "rate_limit_error", 500: "server_error"}.get(status, "invalid_request_error")
    return {"status": status, "type": kind, "code": error.code, "message": error.message, "param": error.field}
