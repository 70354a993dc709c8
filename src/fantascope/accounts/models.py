"""Who may use the server and what they have left: owners, their API keys, and the credit ledger.

A key's secret is never stored, only its digest. Ledger rows are never changed or removed: a balance is their sum.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Owner(Base):
    """Someone whom jobs, videos and keys belong to."""

    __tablename__ = "owners"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    weight: Mapped[float] = mapped_column(default=1.0)
    """Share of the machine relative to other owners."""
    running_cap: Mapped[int] = mapped_column(default=4)
    queued_cap: Mapped[int] = mapped_column(default=200)
    credits_limited: Mapped[bool] = mapped_column(default=False)
    """Whether a job needs a sufficient balance."""
    last_tag: Mapped[float] = mapped_column(default=0.0)
    """Fair-queueing finish tag of the owner's latest job."""
    created_at: Mapped[float]


class ApiKey(Base):
    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the secret, hexadecimal; the secret has 256 random bits, so no salt is needed."""
    hint: Mapped[str] = mapped_column(String(16))
    """The last characters of the secret, to tell keys apart."""
    scopes: Mapped[list[str]]
    requests_per_minute: Mapped[int | None]
    daily_credits: Mapped[int | None]
    """The most credits its requests may take in any 24 hours; null = no limit of its own."""
    created_at: Mapped[float]
    last_used_at: Mapped[float | None]
    revoked_at: Mapped[float | None]


class LedgerEntry(Base):
    """`kind`: "grant" (+), "plan" (+, a period's credits), "lapse" (−, what was unused of them), "reserve" (− at
    enqueue), then either "settle" (0, delivered) or "refund" (+, not delivered). A job has at most one open and one
    done entry, so it is charged once and closed once."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("job_id", "closing"),
        Index("ix_ledger_key", "key_id", "created_at"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), index=True)
    job_id: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    closing: Mapped[str | None] = mapped_column(String(8))
    """"open" for a reserve, "done" for settle and refund, null for grants."""
    key_id: Mapped[str | None] = mapped_column(String(64))
    """The API key that asked, for its quota."""
    credits: Mapped[int] = mapped_column(BigInteger)
    """Signed change of the balance."""
    note: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[float]


class Idempotency(Base):
    """A request already answered: a repeat of it gets the same things and starts nothing."""

    __tablename__ = "idempotency"

    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the request's meaning; the same key with another digest is a conflict."""
    result_ids: Mapped[list[str]]
    created_at: Mapped[float] = mapped_column(index=True)
