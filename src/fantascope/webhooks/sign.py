"""Signatures of messages as Standard Webhooks has them: HMAC-SHA-256 over id, time and body.

Source: standardwebhooks.com, specification 1.0. Knows nothing of who is told.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

_PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """A fresh secret: "whsec_" and 256 random bits in base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def signed_headers(secrets_now: Sequence[str], message_id: str, timestamp: int, body: str) -> dict[str, str]:
    """The headers of a message; one signature for each secret, of which the receiver needs to know one."""
    signatures = [_signature(secret, f"{message_id}.{timestamp}.{body}") for secret in secrets_now]
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def _signature(secret: str, content: str) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
