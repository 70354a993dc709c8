"""Rows of people: who they are, how they get in, and what the operator has decided about that.

A person is an owner (whom jobs, videos and credits belong to) with a handle and ways to sign in. No secret is stored:
only digests, password hashes and public keys.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..db.base import Base


class Person(Base):
    """`role`: member, moderator or operator. `state`: active, suspended or deleted (then a husk without a name)."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("owners.id"), unique=True)
    handle: Mapped[str] = mapped_column(String(24), unique=True)
    """3 to 24 of a-z, 0-9 and _; compared as it is."""
    name: Mapped[str] = mapped_column(String(60))
    bio: Mapped[str] = mapped_column(String(300), default="")
    avatar: Mapped[str | None] = mapped_column(String(255))
    """Blob key of a square WebP."""
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id."""
    role: Mapped[str] = mapped_column(String(16), default="member")
    state: Mapped[str] = mapped_column(String(16), default="active")
    is_minor: Mapped[bool] = mapped_column(default=False)
    """As declared at sign-up; only an operator can change it."""
    locale: Mapped[str] = mapped_column(String(2), default="en")
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    invites_left: Mapped[int] = mapped_column(default=0)
    invited_by: Mapped[str | None] = mapped_column(String(64))
    wishes: Mapped[dict[str, Any]]
    """Settings of the app: theme, personalised, weights of the feed, wellbeing minutes …"""
    created_at: Mapped[float]
    deleted_at: Mapped[float | None]


class Passkey(Base):
    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    """The credential id, base64url."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str]]
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[float]
    last_used_at: Mapped[float | None]


class SignIn(Base):
    """A session. The cookie holds the secret, the row its digest; `fresh_at` is when the person last proved who they
    are, which deletion and export ask for again."""

    __tablename__ = "sign_ins"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    agent: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[float]
    seen_at: Mapped[float]
    fresh_at: Mapped[float]
    expires_at: Mapped[float] = mapped_column(index=True)


class Challenge(Base):
    """A passkey ceremony that has begun; used once."""

    __tablename__ = "challenges"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16))
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    data: Mapped[dict[str, Any]]
    expires_at: Mapped[float] = mapped_column(index=True)


class Tries(Base):
    """Failed tries to get in, by a key that only its digest is kept of: see `sign_in_limits`."""

    __tablename__ = "tries"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    last: Mapped[float] = mapped_column(index=True)
    until: Mapped[float]
    """Before this time no further try is taken."""


class Invite(Base):
    """A code that lets `uses_left` people in; 80 random bits, stored as a digest."""

    __tablename__ = "invites"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    hint: Mapped[str] = mapped_column(String(8))
    made_by: Mapped[str | None] = mapped_column(String(64), index=True)
    """A person's id; null = made on the command line."""
    role: Mapped[str] = mapped_column(String(16), default="member")
    """The role of those who come by it."""
    uses_left: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[float]
    expires_at: Mapped[float | None]


class Waiting(Base):
    """Someone on the waitlist."""

    __tablename__ = "waitlist"

    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    words: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[float]
    invited_at: Mapped[float | None]


class Plan(Base):
    """What members of a tier get, as the operator defines it. Credits are granted anew each period."""

    __tablename__ = "plans"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    words: Mapped[str] = mapped_column(String(300), default="")
    price: Mapped[str] = mapped_column(String(60), default="")
    """In words, such as "free" or "5 € a month"; payment is behind a port."""
    credits: Mapped[int]
    """Granted each period; unused ones lapse."""
    period_days: Mapped[int] = mapped_column(default=1)
    longest_s: Mapped[float] = mapped_column(default=20.0)
    most_pixels: Mapped[int] = mapped_column(default=1280 * 720)
    running_cap: Mapped[int] = mapped_column(default=3)
    is_default: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[float | None]


class Site(Base):
    """The operator's decisions, one row each: name, registration (open, invite, waitlist), invites_each, wellbeing
    minutes, words shown …"""

    __tablename__ = "site"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[dict[str, Any]]


class AuditEntry(Base):
    """What operators and moderators did. Only appended to."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_created", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    actor_id: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    words: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[float]
