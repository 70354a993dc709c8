"""Webhook endpoints: each operation parses, calls one use case, and serialises."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from ...webhooks import actions
from ...webhooks.deliver import send_test
from ...webhooks.queries import MOST_LISTED, find, listing, view
from ...webhooks.types import EVENT_KINDS, EndpointView
from ..auth import Here, WebhookKeeper
from ..errors import ERRORS
from .listing import Listing, Named, page

router = APIRouter(tags=["webhooks"], responses=ERRORS)
EndpointId = Annotated[str, Path(min_length=1, max_length=64, description="The endpoint's id.")]
EventType = Literal[
    "video.completed", "video.failed", "batch.completed", "batch.failed", "batch.expired", "batch.cancelled"
]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Url = Annotated[str, Field(min_length=1, max_length=2000, description="An https address that is sent to.")]
EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=50)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class EndpointFields(_Fields):
    name: Name
    url: Url
    event_types: EventTypes


class EndpointChanges(_Fields):
    name: Name | None = None
    url: Url | None = None
    event_types: EventTypes | None = None


class RotateFields(_Fields):
    keep_old_secret_active_for_24_hours: bool = Field(
        default=False, description="Whether messages are signed with the old secret too for a day."
    )


class TestFields(_Fields):
    __test__ = False  # no test of pytest's

    event_type: EventType


class EndpointObject(Named):
    object: Literal["webhook_endpoint"] = "webhook_endpoint"
    name: str
    url: str
    event_types: list[str]
    signing_secret_hint: str
    enabled: bool = Field(description="False once the address answered 410; a change by its owner enables it again.")
    created_at: int
    updated_at: int


class EndpointWithSecret(EndpointObject):
    signing_secret: str = Field(description="Shown this once.")


class EndpointDeleted(BaseModel):
    id: str
    object: Literal["webhook_endpoint.deleted"] = "webhook_endpoint.deleted"
    deleted: Literal[True] = True


class EndpointTested(BaseModel):
    object: Literal["webhook_endpoint.test"] = "webhook_endpoint.test"
    webhook_endpoint_id: str
    event_type: str
    status_code: int
    success: Literal[True] = True


class EventTypeList(BaseModel):
    object: Literal["list"] = "list"
    data: list[str]


@router.get("/webhook_event_types", summary="List what can be told")
def list_event_types(asker: WebhookKeeper) -> EventTypeList:
    return EventTypeList(data=list(EVENT_KINDS))


@router.post("/webhook_endpoints", summary="Create a webhook endpoint")
def create(fields: EndpointFields, house: Here, asker: WebhookKeeper) -> EndpointWithSecret:
    with house.db.write() as session:
        made = actions.create(
            session,
            asker.owner_id,
            name=fields.name,
            url=fields.url,
            kinds=fields.event_types,
            allowed=house.settings.allowed_hosts,
            now=house.clock(),
        )
    return _with_secret(made)


@router.get("/webhook_endpoints", summary="List webhook endpoints")
def list_endpoints(
    house: Here,
    asker: WebhookKeeper,
    after: Annotated[str | None, Query(min_length=1, max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 20,
) -> Listing[EndpointObject]:
    with house.db.read() as session:
        views, more = listing(session, asker.owner_id, after=after, limit=limit)
    return page([_plain(one) for one in views], more)


@router.get("/webhook_endpoints/{endpoint_id}", summary="Retrieve a webhook endpoint")
def retrieve(endpoint_id: EndpointId, house: Here, asker: WebhookKeeper) -> EndpointObject:
    with house.db.read() as session:
        return _plain(view(find(session, asker.owner_id, endpoint_id)))


@router.post("/webhook_endpoints/{endpoint_id}", summary="Change a webhook endpoint")
def update(endpoint_id: EndpointId, fields: EndpointChanges, house: Here, asker: WebhookKeeper) -> EndpointObject:
    with house.db.write() as session:
        changed = actions.update(
            session,
            asker.owner_id,
            endpoint_id,
            name=fields.name,
            url=fields.url,
            kinds=fields.event_types,
            allowed=house.settings.allowed_hosts,
            now=house.clock(),
        )
    return _plain(changed)


@router.delete("/webhook_endpoints/{endpoint_id}", summary="Delete a webhook endpoint")
def delete(endpoint_id: EndpointId, house: Here, asker: WebhookKeeper) -> EndpointDeleted:
    with house.db.write() as session:
        actions.remove(session, asker.owner_id, endpoint_id)
    return EndpointDeleted(id=endpoint_id)


@router.post("/webhook_endpoints/{endpoint_id}/rotate_secret", summary="Replace the signing secret")
def rotate_secret(
    endpoint_id: EndpointId, house: Here, asker: WebhookKeeper, fields: RotateFields | None = None
) -> EndpointWithSecret:
    keep_old = fields is not None and fields.keep_old_secret_active_for_24_hours
    with house.db.write() as session:
        made = actions.rotate_secret(session, asker.owner_id, endpoint_id, keep_old=keep_old, now=house.clock())
    return _with_secret(made)


@router.post("/webhook_endpoints/{endpoint_id}/test", summary="Send a made-up event at once")
def test(endpoint_id: EndpointId, fields: TestFields, house: Here, asker: WebhookKeeper) -> EndpointTested:
    told = send_test(
        house.db,
        asker.owner_id,
        endpoint_id,
        fields.event_type,
        allowed=house.settings.allowed_hosts,
        now=house.clock(),
    )
    return EndpointTested(webhook_endpoint_id=told.endpoint_id, event_type=told.kind, status_code=told.status)


def _plain(one: EndpointView) -> EndpointObject:
    return EndpointObject(
        id=one.id,
        name=one.name,
        url=one.url,
        event_types=list(one.kinds),
        signing_secret_hint=one.secret_hint,
        enabled=one.enabled,
        created_at=one.created_at,
        updated_at=one.updated_at,
    )


def _with_secret(one: EndpointView) -> EndpointWithSecret:
    return EndpointWithSecret(**_plain(one).model_dump(), signing_secret=one.secret or "")
