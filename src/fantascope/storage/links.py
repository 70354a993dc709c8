"""Links that open one path for a while, without a key: a signature over method, path and time of expiry.

Knows nothing of what the path leads to. HMAC-SHA-256; a link names the secret that signed it by a short id, so that
secrets can be replaced while older links live on.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..kernel.secret_file import kept_secret

_SECRET_BYTES = 32


def sign(key_material: bytes, path: str, expires: int) -> str:
    """The query string that opens `path` for GET and HEAD until `expires` (unix seconds)."""
    return f"expires={expires}&key={_key_id(key_material)}&signature={_signature(key_material, path, expires)}"


def check(key_materials: Sequence[bytes], path: str, query: Mapping[str, str], *, now: float) -> bool:
    """Whether `query` is one that `sign` made for `path` with one of the secrets, and has not expired."""
    expires, key, signature = (query.get(name, "") for name in ("expires", "key", "signature"))
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
        return False
    for material in key_materials:
        if hmac.compare_digest(_key_id(material).encode(), key.encode()):
            made = _signature(material, path, int(expires)).encode()
            return hmac.compare_digest(made, signature.encode()) and now < int(expires)
    return False


def load_secret(home: Path, name: str = "links.key") -> bytes:
    """The secret kept in `home`, made at the first call; processes that start at once agree on it."""
    return kept_secret(home / name, lambda: secrets.token_bytes(_SECRET_BYTES))


def _signature(material: bytes, path: str, expires: int) -> str:
    digest = hmac.new(material, f"GET\n{path}\n{expires}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _key_id(material: bytes) -> str:
    return hashlib.sha256(b"link key id\n" + material).hexdigest()[:8]
