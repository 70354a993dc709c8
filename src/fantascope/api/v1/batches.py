"""Batches: each operation parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...studio.batches import actions
from ...studio.batches.queries import MOST_LISTED, find, listing, view
from ...studio.batches.types import BatchView
from ...studio.files.actions import LONGEST_KEPT_S, SHORTEST_KEPT_S
from ..auth import Here, Reader, Writer
from ..errors import ERRORS
from .listing import Listing, Named, page
from .repeats import IdempotencyKey, repeat_of

router = APIRouter(prefix="/batches", tags=["batches"], responses=ERRORS)
BatchId = Annotated[str, Path(min_length=1, max_length=64, description="The batch's id.")]
TagName = Annotated[str, Field(min_length=1, max_length=64)]
TagValue = Annotated[str, Field(max_length=512)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class OutputExpiry(_Fields):
    anchor: Literal["created_at"]
    seconds: int = Field(ge=SHORTEST_KEPT_S, le=LONGEST_KEPT_S)


class BatchFields(_Fields):
    input_file_id: Annotated[str, Field(min_length=1, max_length=64)]
    endpoint: Literal["/v1/videos"]
    completion_window: Literal["24h"]
    metadata: Annotated[dict[TagName, TagValue], Field(max_length=16)] | None = None
    output_expires_after: OutputExpiry | None = None


class Counts(BaseModel):
    total: int
    completed: int
    failed: int


class InputErrors(BaseModel):
    object: Literal["list"] = "list"
    data: list[dict[str, Any]]


class BatchObject(Named):
    object: Literal["batch"] = "batch"
    endpoint: str
    input_file_id: str
    completion_window: Literal["24h"] = "24h"
    status: str
    output_file_id: str | None
    error_file_id: str | None
    errors: InputErrors | None
    created_at: int
    in_progress_at: int | None
    expires_at: int
    finalizing_at: int | None
    completed_at: int | None
    failed_at: int | None
    expired_at: int | None
    cancelling_at: int | None
    cancelled_at: int | None
    request_counts: Counts
    metadata: dict[str, str] | None


@router.post("", summary="Create a batch")
def create(
    request: Request, fields: BatchFields, house: Here, asker: Writer, idempotency_key: IdempotencyKey = None
) -> BatchObject:
    expiry = fields.output_expires_after
    made = actions.create(
        house,
        asker.owner_id,
        input_file_id=fields.input_file_id,
        endpoint=fields.endpoint,
        window=fields.completion_window,
        metadata=fields.metadata or {},
        output_keep_s=None if expiry is None else float(expiry.seconds),
        repeat=repeat_of(request, "batch", fields.model_dump(), idempotency_key),
        key_id=asker.key_id,
    )
    return _object(made)


@router.get("", summary="List batches")
def list_batches(
    house: Here,
    asker: Reader,
    after: Annotated[str | None, Query(min_length=1, max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 20,
) -> Listing[BatchObject]:
    with house.db.read() as session:
        views, more = listing(session, asker.owner_id, after=after, limit=limit)
    return page([_object(one) for one in views], more)


@router.get("/{batch_id}", summary="Retrieve a batch")
def retrieve(batch_id: BatchId, house: Here, asker: Reader) -> BatchObject:
    with house.db.read() as session:
        return _object(view(session, find(session, asker.owner_id, batch_id)))


@router.post("/{batch_id}/cancel", summary="Call a batch off")
def cancel(batch_id: BatchId, house: Here, asker: Writer) -> BatchObject:
    return _object(actions.cancel(house, asker.owner_id, batch_id))


def _object(one: BatchView) -> BatchObject:
    return BatchObject(
        id=one.id,
        endpoint=one.endpoint,
        input_file_id=one.input_file_id,
        status=one.status,
        output_file_id=one.output_file_id,
        error_file_id=one.error_file_id,
        errors=InputErrors(data=[dict(error) for error in one.errors]) if one.errors else None,
        created_at=one.created_at,
        in_progress_at=one.times.get("in_progress_at"),
        expires_at=one.expires_at,
        finalizing_at=one.times.get("finalizing_at"),
        completed_at=one.times.get("completed_at"),
        failed_at=one.times.get("failed_at"),
        expired_at=one.times.get("expired_at"),
        cancelling_at=one.times.get("cancelling_at"),
        cancelled_at=one.times.get("cancelled_at"),
        request_counts=Counts(total=one.total, completed=one.completed, failed=one.failed),
        metadata=dict(one.metadata) or None,
    )
