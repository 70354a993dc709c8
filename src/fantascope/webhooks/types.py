"""Values of webhooks: which events there are, and an endpoint as its owner sees it.

Knows nothing of databases or HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass

EVENT_KINDS = (
    "video.completed",
    "video.failed",
    "batch.completed",
    "batch.failed",
    "batch.expired",
    "batch.cancelled",
)
"""What can be announced."""


@dataclass(frozen=True, slots=True)
class EndpointView:
    """`secret` is there only when it has just been made; `secret_hint` always. `enabled` False = it answered 410."""

    id: str
    name: str
    url: str
    kinds: tuple[str, ...]
    secret: str | None
    secret_hint: str
    enabled: bool
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class TestResult:
    """What an endpoint answered to a test."""

    __test__ = False  # no test of pytest's

    endpoint_id: str
    kind: str
    status: int
