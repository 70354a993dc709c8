"""Values of accounts: who asks, and what a key may do.

Knows nothing of databases or HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass

SCOPES = ("read", "write", "webhooks")
"""What a key may be allowed: look and download; make, change and delete; manage webhook endpoints."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: an owner, by one of their keys."""

    owner_id: str
    owner_name: str
    key_id: str
    scopes: tuple[str, ...]
    requests_per_minute: int | None
    """None = the server's default."""
    daily_credits: int | None = None
    """None = no quota of the key's own."""
