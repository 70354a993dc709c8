"""The picture of a person: read where it can do no harm, made square, kept as WebP.

Knows nothing of HTTP. The blob before goes in the transaction that shows the new one.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from ..accounts import people_profile
from ..accounts.people import Person
from ..accounts.people_read import find
from ..kernel.errors import InvalidInput
from ..media.intake import read_picture
from ..storage.blobs import new_key
from .files.rubbish import WRITING_S, doomed, spared
from .house import House

LARGEST_BYTES = 12_000_000
SIDE_PX = 384


def set_avatar(house: House, person_id: str, data: bytes) -> Person:
    """Show the middle of this picture (JPEG, PNG or WebP) as the person's.

    Errors: InvalidInput("empty_file" and those of `read_picture`), NotFound("no_such_person"); those of `Blobs.put`.
    """
    if not data:
        raise InvalidInput("empty_file", "the picture is empty")
    with house.scratch() as folder:
        made = _square(data, folder)
        key = new_key("avatars", ".webp")
        with house.db.write() as session:
            doomed(session, [key], house.clock() + WRITING_S)
        house.blobs.put(key, made)
    return _shown(house, person_id, key)


def remove_avatar(house: House, person_id: str) -> Person:
    """Show no picture of the person. Errors: NotFound("no_such_person")."""
    return _shown(house, person_id, None)


def _shown(house: House, person_id: str, key: str | None) -> Person:
    with house.db.write() as session:
        before = people_profile.set_avatar(session, person_id, key)
        if key is not None:
            spared(session, [key])
        if before is not None:
            doomed(session, [before], house.clock())
        return find(session, person_id)


def _square(data: bytes, folder: Path) -> Path:
    source, made = folder / "picture", folder / "square.webp"
    source.write_bytes(data)
    picture = Image.fromarray(read_picture(source))
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    kept = picture.crop((left, top, left + side, top + side))
    kept.resize((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS).save(made, "WEBP", quality=86, method=4)
    return made
