"""Reading webhook endpoints. Only an owner's own are ever seen; another's is as if it did not exist."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ..kernel.errors import InvalidInput, NotFound
from ..kernel.ids import is_id
from .models import Endpoint
from .types import EndpointView

MOST_LISTED = 100


def find(session: Session, owner_id: str, endpoint_id: str) -> Endpoint:
    """The row. Errors: NotFound("webhook_endpoint_not_found")."""
    row = session.get(Endpoint, endpoint_id) if is_id(endpoint_id, "we") else None
    if row is None or row.owner_id != owner_id:
        message = f"there is no webhook endpoint {endpoint_id!r}"
        raise NotFound("webhook_endpoint_not_found", message, field="webhook_endpoint_id")
    return row


def listing(session: Session, owner_id: str, *, after: str | None, limit: int) -> tuple[Sequence[EndpointView], bool]:
    """A page of the owner's endpoints, newest first, and whether there are more.

    Errors: InvalidInput("bad_cursor").
    """
    found = select(Endpoint).where(Endpoint.owner_id == owner_id)
    if after is not None:
        mark = session.get(Endpoint, after) if is_id(after, "we") else None
        if mark is None or mark.owner_id != owner_id:
            raise InvalidInput("bad_cursor", f"there is no webhook endpoint {after!r} to go on after", field="after")
        same = and_(Endpoint.created_at == mark.created_at, Endpoint.id < mark.id)
        found = found.where(or_(Endpoint.created_at < mark.created_at, same))
    rows = session.scalars(found.order_by(Endpoint.created_at.desc(), Endpoint.id.desc()).limit(limit + 1)).all()
    return [view(row) for row in rows[:limit]], len(rows) > limit


def view(row: Endpoint, *, with_secret: bool = False) -> EndpointView:
    """A row as a value."""
    return EndpointView(
        id=row.id,
        name=row.name,
        url=row.url,
        kinds=tuple(row.kinds),
        secret=row.secret if with_secret else None,
        secret_hint=f"whsec_…{row.secret[-5:-1]}",
        enabled=row.disabled_at is None,
        created_at=int(row.created_at),
        updated_at=int(row.updated_at),
    )
