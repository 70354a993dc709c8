"""Reading an archive that somebody hands in: nothing is taken out of it but members with names of ours, of bounded
size, whose digest is the manifest's.

Knows nothing of what is done with them. An archive that is not as `yours` writes them is refused as a whole: names that
lead elsewhere, too many or too large members, members that unpack to more than they say, encryption, doubles.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..kernel.errors import InvalidInput
from .yours import FORMAT, FORMAT_VERSION

MOST_MEMBERS = 20_000
MOST_TOTAL = 20_000_000_000
_MOST: dict[str, int] = {".json": 32_000_000, ".mp4": 400_000_000, ".webp": 8_000_000, ".jpg": 16_000_000}
_MOST_OTHER = 1_000_000
_MOST_RATIO = 200
_CHUNK = 1 << 20
_NAME = re.compile(
    r"manifest\.json|data/[a-z]{1,20}\.(?:json|webp)"
    r"|videos/video_[0-9a-f]{32}/(?:about\.json|screenplay\.json|video\.mp4|thumbnail\.webp|spritesheet\.jpg|captions\.vtt)"
)


class Archive:
    """An archive that was checked; its members are read one at a time."""

    def __init__(self, file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], digests: Mapping[str, str]):
        self._file, self._members, self._digests = file, members, digests
        self.manifest: Mapping[str, Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def json(self, name: str) -> Any:
        """A document. Errors: InvalidInput("bad_archive")."""
        try:
            return json.loads(self.data(name))
        except (ValueError, RecursionError) as error:
            raise _bad(f"{name} is no JSON") from error

    def data(self, name: str) -> bytes:
        """A member's bytes. Errors: InvalidInput("bad_archive")."""
        return b"".join(self._chunks(name))

    def copy(self, name: str, path: Path) -> None:
        """Write a member to `path`. Errors: InvalidInput("bad_archive")."""
        with path.open("wb") as out:
            for chunk in self._chunks(name):
                out.write(chunk)

    def _chunks(self, name: str) -> Iterator[bytes]:
        member = self._members.get(name)
        if member is None:
            raise _bad(f"{name} is missing")
        digest, left = hashlib.sha256(), member.file_size
        try:
            with self._file.open(member) as source:
                while chunk := source.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise _bad(f"{name} unpacks to more than it says")
                    digest.update(chunk)
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise _bad(f"{name} is damaged") from error
        if name in self._digests and digest.hexdigest() != self._digests[name]:
            raise _bad(f"{name} is not what the manifest says")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`, checked as a whole but for the members' own bytes. Errors: InvalidInput("bad_archive")."""
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _bad("it is no ZIP file") from error
    with file:
        members = _checked(file.infolist())
        manifest = Archive(file, members, {}).json("manifest.json")
        if not isinstance(manifest, dict) or (manifest.get("format"), manifest.get("version")) != (
            FORMAT,
            FORMAT_VERSION,
        ):
            raise _bad("it was not exported by Fantascope, or by a later version")
        listed = manifest.get("files")
        if not isinstance(listed, dict) or set(listed) != set(members) - {"manifest.json"}:
            raise _bad("its manifest does not fit what is in it")
        digests = {name: str(entry.get("sha256")) if isinstance(entry, dict) else "" for name, entry in listed.items()}
        archive = Archive(file, members, digests)
        archive.manifest = manifest
        yield archive


def _checked(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(members) > MOST_MEMBERS:
        raise _bad(f"it has over {MOST_MEMBERS} members")
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.filename
        if _NAME.fullmatch(name) is None or name in found or name != member.orig_filename:
            raise _bad(f"the member {name[:80]!r} has no business here")
        if member.flag_bits & 0x1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _bad(f"{name} is encrypted or packed in a way of its own")
        if (member.external_attr >> 16) & 0o170000 not in (0, 0o100000):
            raise _bad(f"{name} is no plain file")
        if member.file_size > _MOST.get(Path(name).suffix, _MOST_OTHER):
            raise _bad(f"{name} is too large")
        if member.file_size > _MOST_RATIO * max(member.compress_size, 1) + 100_000:
            raise _bad(f"{name} unpacks to too much")
        found[name] = member
    if sum(member.file_size for member in found.values()) > MOST_TOTAL:
        raise _bad("it unpacks to too much")
    return found


def _bad(why: str) -> InvalidInput:
    return InvalidInput("bad_archive", f"this archive is refused: {why}", field="archive")
