"""What kind of file some bytes begin, told by the bytes and never by a name or a header.

Knows nothing of whether the rest is sound.
"""

from __future__ import annotations

HEAD_BYTES = 64


def kind_of(head: bytes) -> str:
    """Media type of a file that begins with `head` (64 bytes are enough); "application/octet-stream" if not known."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if head[4:8] == b"ftyp":
        return {b"avif": "image/avif", b"heic": "image/heic"}.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    return "application/octet-stream"
