"""The outermost boxes of an MP4, and what is unusual among those that the manifest's hash leaves out.

The hash covers all boxes but `ftyp`, `free`, `skip`, `mfra` and the manifest's own `uuid` (C2PA, "hash.bmff"): what
stands in them could be changed unseen, so no more than players need is let pass there. Knows nothing of what is inside.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

_MANIFEST = uuid.UUID("d8fec3d6-1b0e-483c-9297-5828877ec481").bytes
_MOST_BOXES = 4096
_MOST_BYTES = {b"ftyp": 256, b"free": 64, b"skip": 64, b"mfra": 0}
"""Of a box outside the hash, its head included."""


def boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(kind, start, size) of each outermost box. Raises ValueError where they do not fill the file."""
    start = count = 0
    while start < len(data):
        head = data[start : start + 16]
        if len(head) < 8:
            raise ValueError("a box is cut short")
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        least = 8
        if size == 1:
            size, least = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = len(data) - start
        count += 1
        if size < least or start + size > len(data) or count > _MOST_BOXES:
            raise ValueError("a box is longer than the file, or shorter than its head")
        yield kind, start, size
        start += size


def unusual(data: bytes) -> tuple[str, ...]:
    """What could hide something outside the hash: "boxes.damaged", "boxes.hidden.<kind>" or "boxes.manifests"."""
    found: list[str] = []
    manifests = 0
    try:
        for kind, start, size in boxes(data):
            if size > _MOST_BYTES.get(kind, size):
                found.append(f"boxes.hidden.{kind.decode()}")
            manifests += kind == b"uuid" and data[start + 8 : start + 24] == _MANIFEST
    except ValueError:
        found.append("boxes.damaged")
    if manifests > 1:
        found.append("boxes.manifests")
    return tuple(dict.fromkeys(found))
