"""Webhook endpoints, and the outbox of deliveries still to be made.

A delivery is written in the transaction of the change it tells of, with the very bytes that will be sent.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Endpoint(Base):
    __tablename__ = "webhook_endpoints"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    url: Mapped[str] = mapped_column(String(2000))
    kinds: Mapped[list[str]]
    """Event types wanted."""
    secret: Mapped[str] = mapped_column(String(80))
    """"whsec_…"; needed in clear to sign."""
    old_secret: Mapped[str | None] = mapped_column(String(80))
    old_secret_until: Mapped[float | None]
    """After a rotation both secrets sign until then."""
    disabled_at: Mapped[float | None]
    """Since when its owner's server has said that it is gone (410): nothing is sent any more."""
    created_at: Mapped[float]
    updated_at: Mapped[float]
    """Of the last change by its owner."""


class Delivery(Base):
    __tablename__ = "webhook_outbox"
    __table_args__ = (Index("ix_webhook_outbox_due", "state", "next_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("webhook_endpoints.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[str] = mapped_column(String(64))
    """The `webhook-id` header: the same on every try."""
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting → delivered | given_up."""
    attempt: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[float]
    last_answer: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[float]
    done_at: Mapped[float | None]
