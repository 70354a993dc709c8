"""What owners do with batches: begin one, and call it off. The work itself is in `step`."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ...accounts.actions import locked
from ...accounts.models import Idempotency
from ...kernel.errors import Conflict, InvalidInput
from ...kernel.ids import new_id
from ..files.queries import find as find_file
from ..house import House
from ..videos.types import Repeat
from .models import Batch
from .queries import find, view
from .types import ENDPOINT, WINDOW_S, BatchView

_MOST_TAGS, _LONGEST_TAG, _LONGEST_VALUE = 16, 64, 512


def create(
    house: House,
    owner_id: str,
    *,
    input_file_id: str,
    endpoint: str,
    window: str,
    metadata: Mapping[str, str],
    output_keep_s: float | None = None,
    repeat: Repeat | None = None,
    key_id: str | None = None,
) -> BatchView:
    """A batch over a file of the owner's; its lines are read, and begun with, a moment later. A repeated request gets
    the batch it began before.

    Errors: NotFound("file_not_found"); InvalidInput("bad_purpose" | "bad_endpoint" | "bad_completion_window" |
    "bad_metadata"); Conflict("idempotency_conflict").
    """
    if endpoint != ENDPOINT:
        raise InvalidInput("bad_endpoint", f"endpoint must be {ENDPOINT}", field="endpoint")
    if window != "24h":
        raise InvalidInput("bad_completion_window", "completion_window must be 24h", field="completion_window")
    if len(metadata) > _MOST_TAGS or not all(_is_tag(*pair) for pair in metadata.items()):
        message = f"metadata has at most {_MOST_TAGS} pairs of text, up to {_LONGEST_TAG} and {_LONGEST_VALUE} long"
        raise InvalidInput("bad_metadata", message, field="metadata")
    now = house.clock()
    with house.db.write() as session:
        locked(session, owner_id)
        if (earlier := _repeated(session, owner_id, repeat)) is not None:
            return view(session, earlier)
        if find_file(session, owner_id, input_file_id, now).purpose != "batch":
            raise InvalidInput("bad_purpose", "the file must have the purpose batch", field="input_file_id")
        row = Batch(
            id=new_id("batch"),
            key_id=key_id,
            owner_id=owner_id,
            endpoint=endpoint,
            input_file_id=input_file_id,
            status="validating",
            errors={},
            tags=dict(metadata),
            times={},
            output_keep_s=output_keep_s,
            created_at=now,
            expires_at=now + WINDOW_S,
        )
        session.add(row)
        if repeat is not None:
            known = {"owner_id": owner_id, "key": f"batches:{repeat.key}", "digest": repeat.digest}
            session.merge(Idempotency(**known, result_ids=[row.id], created_at=now))
        session.flush()
        return view(session, row)


def cancel(house: House, owner_id: str, batch_id: str) -> BatchView:
    """Call a batch off: nothing more is begun, what runs is stopped, what is done stays.

    Errors: NotFound("batch_not_found"); Conflict("batch_over").
    """
    with house.db.write() as session:
        row = find(session, owner_id, batch_id)
        session.refresh(row, with_for_update=True)
        if row.status not in {"validating", "in_progress", "cancelling"}:
            raise Conflict("batch_over", f"batch {batch_id} is {row.status} already", field="batch_id")
        if row.status != "cancelling":
            row.status = "cancelling"
            row.times = {**row.times, "cancelling_at": int(house.clock())}
            session.flush()
        return view(session, row)


def _repeated(session: Session, owner_id: str, repeat: Repeat | None) -> Batch | None:
    """The batch that the same request began before. Errors: Conflict("idempotency_conflict")."""
    if repeat is None or repeat.is_first:
        return None
    row = session.get(Idempotency, (owner_id, f"batches:{repeat.key}"))
    if row is not None and row.digest != repeat.digest:
        raise Conflict("idempotency_conflict", "this idempotency key came with another request before")
    return None if row is None else session.get_one(Batch, row.result_ids[0])


def _is_tag(name: str, value: str) -> bool:
    return 1 <= len(name) <= _LONGEST_TAG and len(value) <= _LONGEST_VALUE and _storable(name) and _storable(value)


def _storable(text: str) -> bool:
    return not any(letter == "\x00" or 0xD800 <= ord(letter) <= 0xDFFF for letter in text)
