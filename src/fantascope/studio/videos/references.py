"""The first picture of a clip, from wherever the request has it: an upload, an address, a stored file.

Knows nothing of HTTP requests. Whatever comes is first read in a child process with limits.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...kernel.errors import InvalidInput, NotFound
from ...kernel.ids import is_id
from ...media.intake import read_picture
from ...net.fetch import fetch
from ..files.models import File
from ..house import House

LARGEST_PICTURE = 20_000_000
_TIMEOUT_S = 20.0
_FIELD = "input_reference"


def from_address(house: House, address: str, folder: Path) -> Path:
    """The picture at an http(s) or data address.

    Errors: InvalidInput("url_refused" | "url_unreachable" | "url_too_large" | "url_wrong_type").
    """
    path = folder / "fetched"
    if address.startswith("data:"):
        path.write_bytes(_data(address))
        return path
    with _about_the_reference():
        got = fetch(address, limit_bytes=LARGEST_PICTURE, timeout_s=_TIMEOUT_S, allowed=house.settings.allowed_hosts)
    path.write_bytes(got.body)
    return path


def from_file(house: House, owner_id: str, file_id: str, folder: Path) -> Path:
    """The owner's stored file. Errors: NotFound("file_not_found"), InvalidInput("picture_too_large")."""
    with house.db.read() as session:
        row = session.get(File, file_id) if is_id(file_id, "file") else None
        if row is None or row.owner_id != owner_id:
            raise NotFound("file_not_found", f"there is no file {file_id!r}", field=_FIELD)
    if row.bytes > LARGEST_PICTURE:
        raise InvalidInput("picture_too_large", f"a picture has at most {LARGEST_PICTURE} bytes", field=_FIELD)
    path = folder / "stored"
    house.blobs.fetch(row.blob, path)
    return path


def checked_picture(path: Path, folder: Path, width: int, height: int) -> Path:
    """`path`, decoded and written anew as a PNG of exactly the wanted size.

    Errors: InvalidInput("picture_unreadable" | "picture_too_large" | "picture_size").
    """
    from PIL import Image

    with _about_the_reference():
        pixels = read_picture(path)
    if pixels.shape[:2] != (height, width):
        message = "Inpaint image must match the requested width and height"
        raise InvalidInput("picture_size", message, field=_FIELD)
    plain = folder / "picture.png"
    Image.fromarray(pixels).save(plain)
    return plain


@contextmanager
def _about_the_reference() -> Iterator[None]:
    """What is found wrong inside is said of the request's field."""
    try:
        yield
    except InvalidInput as error:
        error.field = _FIELD
        raise


def _data(address: str) -> bytes:
    head, _, body = address.partition(",")
    try:
        if not head.endswith(";base64"):
            raise ValueError
        data = base64.b64decode(body, validate=True)
    except (ValueError, binascii.Error) as error:
        raise InvalidInput(
            "url_wrong_type", "a data address must be base64 and hold a picture", field=_FIELD
        ) from error
    if len(data) > LARGEST_PICTURE:
        raise InvalidInput("url_too_large", f"a picture has at most {LARGEST_PICTURE} bytes", field=_FIELD)
    return data
