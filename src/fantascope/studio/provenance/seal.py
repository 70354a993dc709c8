"""What every clip carries where it comes from: which number its marks have, and the manifest that is signed at the end.

Knows nothing of how clips are made. A clip's number is given before it is made, once: all attempts have the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from ...accounts.people import Person
from ...engines.port import Engine, Made, Order
from ...provenance.manifest.sign import sign
from ...provenance.manifest.types import Facts
from ...provenance.marking import Marking
from ...provenance.remark import remark
from ..house import House
from .facts import installed, parents_of, title_of
from .keys import key_folder, signing_key
from .models import ClipMark


def marking_for(house: House, video_id: str, owner_id: str) -> Marking:
    """The marks of a video's clip; its number is entered now if it has none."""
    key = key_folder(house.settings).marks()[0]
    with house.db.write() as session:
        row = session.scalar(select(ClipMark).where(ClipMark.video_id == video_id))
        if row is None:
            row = ClipMark(payload=secrets.token_hex(8), video_id=video_id, created_at=house.clock())
            session.add(row)
        person = session.scalar(select(Person).where(Person.owner_id == owner_id))
        payload, handle = int(row.payload, 16), person.handle if person else ""
    policy = house.settings.visible_mark
    return Marking(payload, key.secret, visible=policy == "always" or (policy == "app" and handle != ""), handle=handle)


def marked(clip: Path, made: Made, marking: Marking, folder: Path) -> Path:
    """The clip with its marks: as the engine made it, or encoded again where the engine has not marked it.

    Errors: EngineFailure("clip_unreadable").
    """
    if made.marked:
        return clip
    found = folder / "marked.mp4"
    remark(clip, found, marking)
    return found


def sealed(
    house: House,
    owner_id: str,
    clip: Path,
    out: Path,
    *,
    engine: tuple[str, Engine],
    order: Order,
    made: Made,
    materials: Mapping[str, Path],
    marking: Marking,
    thumbnail: Path,
) -> None:
    """Write `clip`, marked already, to `out` with its signed manifest.

    Errors: those of `provenance.manifest.sign`.
    """
    name, able = engine[0], engine[1].abilities
    settings = house.settings
    with house.db.read() as session:
        wishes = session.scalar(select(Person.wishes).where(Person.owner_id == owner_id)) or {}
    facts = Facts(
        title=title_of(marking.payload),
        origin=made.origin or able.origin,
        engine=name,
        model=order.model,
        version=able.version or installed(),
        asked=order.kind,
        prompt=order.prompt,
        tells_prompt=wishes.get("tells_prompt") is True,
        payload=marking.payload,
        parents=parents_of(materials),
    )
    signed = sign(clip, out, facts, signing_key(settings), thumbnail=thumbnail, stamps=settings.timestamp_servers)
    if settings.timestamp_servers:
        with house.db.write() as session:
            row = session.get_one(ClipMark, f"{marking.payload:016x}")
            row.unstamped = not signed.stamped
