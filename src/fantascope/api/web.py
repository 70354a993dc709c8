"""The built front end, as files: hashed assets kept for a year, every page of the app answered by its one document.

Knows nothing of what is in it. Scripts and styles come from here only, but for those that the document itself holds,
known by their digest; nothing may frame us. Where the build left a compressed form beside a file, those get it who take
it. Where the front end has not been built, a plain page says how.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(__file__).parents[1] / "web_dist"
_HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'{digests}",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
}
_YEAR = "public, max-age=31536000, immutable"
_ANEW = "no-cache"
_KINDS = {
    ".webmanifest": "application/manifest+json",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".json": "application/json",
}
_CODINGS = {"br": ".br", "gzip": ".gz"}
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_UNBUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Fantascope</title>
<h1>Fantascope</h1>
<p>The server runs; its app has not been built. In the repository: <code>make web</code>, then start again.</p>
<p>The API is at <a href="/v1/openapi.json">/v1</a>.</p>
</html>
"""


class Web:
    """Answers GET and HEAD with files of `folder`, and with its index.html where a page is asked for; all else goes to
    `rest`."""

    def __init__(self, rest: ASGIApp, folder: Path = FOLDER) -> None:
        self._rest = rest
        self._folder = folder.resolve()
        self._index = self._folder / "index.html"
        self._headers: tuple[int, dict[str, str]] = (-1, {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._response(scope) if scope["type"] == "http" else None
        await (self._rest if response is None else response)(scope, receive, send)

    def _response(self, scope: Scope) -> Response | None:
        if scope["method"] not in ("GET", "HEAD"):
            return None
        found = self._file(scope["path"])
        if found is not None:
            kept = _YEAR if found.parent.name == "assets" and found.parent.parent == self._folder else _ANEW
            headers = {**self._said(), "cache-control": kept, "vary": "accept-encoding"}
            coding = _coding(found, Headers(scope=scope).get("accept-encoding", ""))
            if coding is not None:
                headers["content-encoding"] = coding
            path = found.with_name(found.name + _CODINGS.get(coding or "", ""))
            return FileResponse(path, media_type=_KINDS.get(found.suffix), headers=headers)
        if not _wants_page(scope):
            return None
        if self._index.is_file():
            return FileResponse(self._index, media_type="text/html", headers={**self._said(), "cache-control": _ANEW})
        return HTMLResponse(_UNBUILT, status_code=503, headers={**self._said(), "cache-control": "no-store"})

    def _said(self) -> dict[str, str]:
        """The headers of every answer; the policy names the scripts of the document as it is now."""
        changed = self._index.stat().st_mtime_ns if self._index.is_file() else 0
        if self._headers[0] != changed:
            scripts = _INLINE.findall(self._index.read_bytes()) if changed else []
            digests = "".join(f" 'sha256-{b64encode(sha256(one).digest()).decode()}'" for one in scripts)
            policy = _HEADERS["content-security-policy"].format(digests=digests)
            self._headers = (changed, {**_HEADERS, "content-security-policy": policy})
        return self._headers[1]

    def _file(self, path: str) -> Path | None:
        if "\x00" in path or path.endswith("/"):
            return None
        found = (self._folder / path.lstrip("/")).resolve()
        inside = found.is_relative_to(self._folder) and not any(
            part.startswith(".") for part in found.relative_to(self._folder).parts
        )
        return found if inside and found.is_file() else None


def _coding(path: Path, taken: str) -> str | None:
    """The compressed form of a file that is there and taken, the smaller first."""
    names = {one.partition(";")[0].strip() for one in taken.split(",") if not one.replace(" ", "").endswith(";q=0")}
    there = (name for name, suffix in _CODINGS.items() if name in names and Path(f"{path}{suffix}").is_file())
    return next(there, None)


def _wants_page(scope: Scope) -> bool:
    """Whether a browser goes to this address, rather than a program asking for something: the last part has no suffix
    and HTML is welcome."""
    accepted = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accepted and "." not in scope["path"].rpartition("/")[2]
