"""Identifiers: a word that says of what, an underscore and 128 random bits in hexadecimal.

Knows nothing of who stores them. Nobody can guess one, and one never says how many there are.
"""

from __future__ import annotations

import re
import secrets

_SHAPE = re.compile(r"[a-z]{2,12}_[0-9a-f]{32}")


def new_id(kind: str) -> str:
    """A fresh id such as "video_9f…"."""
    return f"{kind}_{secrets.token_hex(16)}"


def is_id(text: str, kind: str) -> bool:
    """Whether `text` has the shape of an id of `kind`."""
    return _SHAPE.fullmatch(text) is not None and text.startswith(f"{kind}_")
