"""A batch's results as two files of JSON lines: what was made, and what was not.

Lines are as the batches of the closed service had them: {"id", "custom_id", "response", "error"}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ...kernel.errors import NotFound
from ..house import House
from ..videos.queries import get
from ..videos.types import VideoView
from .models import BatchLine

Shape = Callable[[VideoView], Mapping[str, Any]]
_PAGE = 200


def write_results(house: House, owner_id: str, batch_id: str, shape: Shape, output: Path, errors: Path) -> bool:
    """Write the lines of an ended batch; empty files where there are none. Whether its time was over before all was
    begun."""
    expired = False
    last = 0
    with output.open("w", encoding="utf-8") as good, errors.open("w", encoding="utf-8") as bad:
        while True:
            page = select(BatchLine).where(BatchLine.batch_id == batch_id, BatchLine.line > last)
            with house.db.read() as session:
                rows = session.scalars(page.order_by(BatchLine.line).limit(_PAGE)).all()
                views = {row.line: _view(session, owner_id, row.video_id) for row in rows}
            for row in rows:
                made, text = _line(row, views[row.line], shape)
                (good if made else bad).write(text + "\n")
                expired = expired or row.error.get("code") == "batch_expired"
            if len(rows) < _PAGE:
                return expired
            last = rows[-1].line


def _view(session: Any, owner_id: str, video_id: str | None) -> VideoView | None:
    try:
        return None if video_id is None else get(session, owner_id, video_id)
    except NotFound:
        return None


def _line(row: BatchLine, view: VideoView | None, shape: Shape) -> tuple[bool, str]:
    response: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    number = hashlib.sha256(f"{row.batch_id} {row.line}".encode()).hexdigest()[:32]
    if view is not None:
        response = {"status_code": 200, "request_id": f"req_{number}", "body": dict(shape(view))}
        error = None if view.error is None else {"code": view.error[0], "message": view.error[1]}
    elif row.error.get("status"):
        told = {name: row.error.get(name) for name in ("message", "type", "param", "code")}
        response = {"status_code": row.error["status"], "request_id": f"req_{number}", "body": {"error": told}}
    elif row.error:
        error = {"code": row.error["code"], "message": row.error["message"]}
    else:
        error = {"code": "video_deleted", "message": "the video of this request has been deleted"}
    whole = {"id": f"batch_req_{number}", "custom_id": row.custom_id, "response": response, "error": error}
    return view is not None and error is None, json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
